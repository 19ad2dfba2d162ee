//! What a drill is made of: timed injects, and how the drill stands.

use super::fields::{fields, single};
use super::{Label, OrSet};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

fields! {
    /// One inject of a drill's scenario (a row of the master scenario events
    /// list, MSEL, of HSEEP).
    Inject edited by InjectEdit {
        /// Its number in the scenario, as written there.
        number: String = Number,
        /// When it comes, in seconds after the start of the drill.
        offset: u32 = Offset,
        /// What sort it is: `inject`, `contextual`, `contingency`, …
        sort: String = Sort,
        /// How it reaches the players: phone, mail, ticket.
        delivery: String = Delivery,
        /// Who it comes from.
        from: String = From,
        /// Who it goes to.
        to: String = To,
        /// What the players are told.
        text: String = Text,
        /// What they are expected to do; for the facilitator's eyes.
        expected: String = Expected,
        /// Notes of the scenario's author; for the facilitator's eyes.
        notes: String = Notes,
        /// When it landed on the timeline.
        landed: Option<DateTime<Utc>> = Landed,
        /// The entry it landed as.
        entry: Option<Label> = Entry,
        /// The facilitator left it out.
        skipped: bool = Skipped,
        /// What the players did: labels of entries, or words.
        answers: OrSet<String> = Answers,
        /// Whether what was expected was done, as the evaluator judged.
        met: Option<bool> = Met,
    }
}

single!(u32, Option<bool>);

impl Inject {
    /// An inject that has not landed yet.
    #[must_use]
    pub fn new(number: impl Into<String>, offset: u32, text: impl Into<String>) -> Self {
        Self {
            number: number.into(),
            offset,
            sort: String::new(),
            delivery: String::new(),
            from: String::new(),
            to: String::new(),
            text: text.into(),
            expected: String::new(),
            notes: String::new(),
            landed: None,
            entry: None,
            skipped: false,
            answers: OrSet::default(),
            met: None,
        }
    }
}

/// How the scenario of a drill stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// The scenario's title.
    pub scenario: String,
    /// The drill's own clock at `since`, in seconds after its start.
    pub elapsed: u32,
    /// Since when its clock runs; it stands still while none.
    pub since: Option<DateTime<Utc>>,
    /// How many seconds of the drill pass in one: 60 plays an hour in a minute.
    pub speed: u32,
    /// It has come to its end.
    pub ended: bool,
}

impl Drill {
    /// The drill's own clock, in seconds after its start.
    #[must_use]
    pub fn clock(&self, now: DateTime<Utc>) -> u32 {
        let ran = self.since.map_or(TimeDelta::zero(), |since| now - since);
        let ran = u64::try_from(ran.num_milliseconds()).unwrap_or(0) * u64::from(self.speed) / 1000;
        self.elapsed
            .saturating_add(u32::try_from(ran).unwrap_or(u32::MAX))
    }
}
