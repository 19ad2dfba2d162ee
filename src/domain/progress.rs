//! What became of the workstreams since a moment: what a check-in begins with.

use super::{Event, Id, Thing};
use chrono::{DateTime, TimeDelta, Utc};

/// What became of one workstream since a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// The workstream; what belongs to none when none.
    pub workstream: Option<Id>,
    /// Entries that were recorded or altered, newest first.
    pub entries: Vec<Thing>,
    /// There are more entries than these.
    pub more: bool,
    /// Tasks that were recorded or altered, newest first.
    pub tasks: Vec<Thing>,
    /// Changes of the health and the status of the workstream, oldest first.
    pub turns: Vec<Event>,
}

impl Progress {
    /// Whether nothing became of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.tasks.is_empty() && self.turns.is_empty()
    }
}

/// What the page of a check-in is filled with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meeting {
    /// The check-in.
    pub check_in: Id,
    /// Since when: the end of the check-in before it.
    pub since: DateTime<Utc>,
    /// What became of each workstream, in order of creation, and last of none.
    pub progress: Vec<Progress>,
    /// What was recorded from its page.
    pub made: Vec<Thing>,
}

/// The moment a check-in of an incident looks back to: the end of the one
/// before it, or, for the first, just before the recording of the incident, so
/// that what was recorded in the same act is told of.
#[must_use]
pub fn looks_back_to(incident: &Thing, check_ins: &[Thing], check_in: Id) -> DateTime<Utc> {
    let last = before(check_ins, check_in);
    let ended = last.and_then(Thing::as_check_in).and_then(|c| c.ended);
    ended.unwrap_or(incident.created.at - TimeDelta::milliseconds(1))
}

/// The check-in that ended last before one began.
#[must_use]
pub fn before(check_ins: &[Thing], check_in: Id) -> Option<&Thing> {
    let begun = |t: &Thing| t.as_check_in().and_then(|c| c.started);
    let this = check_ins.iter().find(|t| t.id == check_in);
    let began = this.and_then(begun);
    let ended = |t: &&Thing| t.as_check_in().and_then(|c| c.ended);
    let others = check_ins.iter().filter(|t| t.id != check_in);
    let earlier = others.filter(|t| match (ended(t), began) {
        (Some(ended), Some(began)) => ended <= began,
        (Some(_), None) => true,
        (None, _) => false,
    });
    earlier.max_by_key(ended)
}
