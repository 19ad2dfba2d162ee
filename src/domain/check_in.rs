//! A check-in: the scheduled call in which every workstream says how it stands.

use super::fields::{fields, single};
use super::words::words;
use super::{Id, Label, OrSet, When};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

words! {
    /// What a line of the minutes says of a workstream.
    Aspect {
        /// How it stands.
        Conditions = "conditions",
        /// What is done next.
        Actions = "actions",
        /// What it lacks.
        Needs = "needs",
    }
}

/// One line of the minutes. Lines are members of a set: two people who write
/// at once both keep theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minute {
    /// The workstream it is about; the whole incident when none.
    pub workstream: Option<Id>,
    /// What it says of it.
    pub aspect: Aspect,
    /// The line.
    pub text: String,
}

fields! {
    /// A scheduled call, from its plan to its minutes.
    CheckIn edited by CheckInEdit {
        /// When it is to be held.
        planned: Option<When> = Planned,
        /// When it was begun.
        started: Option<DateTime<Utc>> = Started,
        /// When it was ended, which wrote the minutes.
        ended: Option<DateTime<Utc>> = Ended,
        /// Who was there.
        attendance: OrSet<Id> = Attendance,
        /// The minutes, in the order they were written.
        lines: OrSet<Minute> = Lines,
        /// The workstreams that were walked through.
        walked: OrSet<Id> = Walked,
        /// What was recorded from its page: tasks, decisions, entries.
        made: OrSet<Id> = Made,
        /// When the next one is to be held.
        next: Option<When> = Next,
        /// The entry that holds the minutes.
        minutes: Option<Label> = Minutes,
    }
}

single!(Option<Label>);

impl CheckIn {
    /// A check-in that is planned, or begun on the spot.
    #[must_use]
    pub fn new(planned: Option<When>) -> Self {
        Self {
            planned,
            started: None,
            ended: None,
            attendance: OrSet::default(),
            lines: OrSet::default(),
            walked: OrSet::default(),
            made: OrSet::default(),
            next: None,
            minutes: None,
        }
    }

    /// Whether it goes on at this moment.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.started.is_some() && self.ended.is_none()
    }

    /// The lines about a workstream (or about the whole incident), in the
    /// order they were written.
    #[must_use]
    pub fn about(&self, workstream: Option<Id>) -> Vec<&Minute> {
        let lines = self.lines.values().into_iter();
        lines.filter(|l| l.workstream == workstream).collect()
    }
}
