//! The thresholds: what the rules measure against, each of them configurable.

use crate::domain::{Schedule, Severity};
use chrono::TimeDelta;

/// When something is taken to need the commander.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The zone of times of day where an incident states none.
    pub zone: String,
    /// Regulatory rules of one's own, beside those that are known.
    pub clocks: Vec<super::super::regulation::Rule>,
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
    /// Days a fix may be shipped without being verified.
    pub unverified: u32,
    /// Hours an active incident may go without an entry: more are a gap in the
    /// timeline that a post-mortem is asked about.
    pub gap: u32,
    /// Minutes before a moment at which it begins to be due soon.
    pub soon: u32,
    /// The same, of a promise and of an update: those take time to be written.
    pub promised: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            zone: "UTC".into(),
            clocks: Vec::new(),
            check_ins: [0, 1, 2, 3, 4].map(|i| Schedule::of(Severity::ALL[i], "UTC").check_ins),
            silence: [1, 4, 8, 24, 72],
            stuck: 24,
            load: 7,
            question: 24,
            duty: 12,
            unverified: 14,
            gap: crate::domain::readiness::GAP,
            soon: 30,
            promised: 60,
        }
    }
}

impl Rules {
    /// The time before a moment at which it begins to be due soon.
    #[must_use]
    pub fn ahead(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.soon))
    }

    /// The same, of a promise and of an update.
    #[must_use]
    pub fn ahead_of_promises(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.promised))
    }
}
