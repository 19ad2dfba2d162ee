//! What is asked of the record and what comes back: windows, counts, links
//! and findings. Plain data, so that the cockpit can speak of them without
//! knowing where the record is kept.

use super::{ArtifactKind, Body, EntryKind, Id, Kind, Thing};
use chrono::{DateTime, Utc};
use std::ops::Range;

/// The place of a thing among its kind: what windows are ordered by.
///
/// Entries go by occurred time, then label number; tasks go open before
/// closed, then by priority, due time and number, and so do fixes; artifacts and
/// factors go by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// A task that is done or dropped, a fix that is verified or declined.
    pub shut: bool,
    /// The priority of a task or a fix from 1, and 5 while it has none; the
    /// place of a section.
    pub rank: u8,
    /// Milliseconds since 1970: occurred time of an entry, due time of a task
    /// or a fix (`i64::MAX` while it has none).
    pub at: i64,
    /// The number of its label.
    pub number: u32,
    /// Its identity, which decides between equals.
    pub id: Id,
}

impl Key {
    /// Before everything.
    pub const FIRST: Self = Self {
        shut: false,
        rank: 0,
        at: i64::MIN,
        number: 0,
        id: Id::nil(),
    };

    /// After everything.
    pub const LAST: Self = Self {
        shut: true,
        rank: u8::MAX,
        at: i64::MAX,
        number: u32::MAX,
        id: Id::max(),
    };

    /// Where a thing stands among its kind.
    #[must_use]
    pub fn of(thing: &Thing) -> Self {
        let (shut, rank, at) = match &thing.body {
            Body::Entry(b) => (false, 0, b.when.at.timestamp_millis()),
            Body::Task(b) => (
                !b.state.is_open(),
                b.priority.map_or(5, |p| p as u8 + 1),
                // The moment from which it is late: what is due on a bare date
                // comes behind what is due at a time of that day.
                b.due
                    .as_ref()
                    .map_or(i64::MAX, |w| w.bounds().1.timestamp_millis()),
            ),
            Body::Role(b) => (false, 0, b.from.timestamp_millis()),
            Body::CheckIn(b) => {
                let held = b.started.or(b.planned.as_ref().map(|w| w.at));
                let at = held.unwrap_or(thing.created.at);
                (false, 0, at.timestamp_millis())
            }
            Body::Handover(b) => (false, 0, b.given.timestamp_millis()),
            Body::Inject(b) => (false, 0, i64::from(b.offset) * 1000),
            Body::Fix(b) => (
                !b.is_open(),
                b.priority.map_or(5, |p| p as u8 + 1),
                b.due.as_ref().map_or(i64::MAX, |w| w.at.timestamp_millis()),
            ),
            Body::Section(b) => (false, b.kind as u8, 0),
            Body::Artifact(_) | Body::Factor(_) | Body::Review(_) => (false, 0, 0),
            Body::Incident(_)
            | Body::Workstream(_)
            | Body::Person(_)
            | Body::Duty(_)
            | Body::Snooze(_) => (false, 0, thing.created.hlc.0),
        };
        Self {
            shut,
            rank,
            at,
            number: thing.number,
            id: thing.id,
        }
    }
}

/// Where a window is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The first rows.
    Head,
    /// The last rows.
    Tail,
    /// The rows just before a place, that place left out.
    Before(Key),
    /// The rows just after a place, that place left out.
    After(Key),
    /// Rows on both sides of a place, that place included.
    Around(Key),
}

/// Some rows of a longer list, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window {
    /// The rows.
    pub rows: Vec<Thing>,
    /// Whether there are rows before the first.
    pub more_before: bool,
    /// Whether there are rows after the last.
    pub more_after: bool,
}

/// Which entries are wanted; all of them by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those of one workstream.
    pub workstream: Option<Id>,
    /// Those of one kind.
    pub kind: Option<EntryKind>,
    /// Those that are starred.
    pub starred: bool,
    /// Those that are struck, or those that are not.
    pub struck: Option<bool>,
}

/// Which tasks are wanted; all of them by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskFilter {
    /// Those of one workstream.
    pub workstream: Option<Id>,
    /// Those of one person.
    pub assignee: Option<Id>,
    /// Those with work left to do.
    pub open: bool,
}

/// Which artifacts are wanted; all of them by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ArtifactFilter {
    /// Those of one workstream.
    pub workstream: Option<Id>,
    /// Those of one kind.
    pub kind: Option<ArtifactKind>,
}

/// The counts of an incident, or of one workstream of it. Nothing withdrawn
/// is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entries of the timeline, struck ones included.
    pub entries: u64,
    /// Entries that are starred.
    pub starred: u64,
    /// Questions without an answer, struck ones left out.
    pub questions: u64,
    /// Tasks with work left to do.
    pub tasks_open: u64,
    /// Tasks that are done.
    pub tasks_done: u64,
    /// Tasks that were dropped.
    pub tasks_dropped: u64,
    /// Artifacts.
    pub artifacts: u64,
    /// Contributing factors.
    pub factors: u64,
    /// Fixes that are neither verified nor declined.
    pub fixes_open: u64,
    /// Fixes that were verified.
    pub fixes_verified: u64,
    /// Fixes that were declined.
    pub fixes_declined: u64,
    /// When something of it was last recorded or altered.
    pub last: Option<DateTime<Utc>>,
}

/// The counts of an incident and of each of its workstreams.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The whole incident.
    pub all: Counts,
    /// Each workstream that is not withdrawn, in order of creation.
    pub streams: Vec<(Id, Counts)>,
}

impl Tally {
    /// The counts of one workstream.
    #[must_use]
    pub fn stream(&self, id: Id) -> Counts {
        let found = self.streams.iter().find(|(stream, _)| *stream == id);
        found.map(|(_, counts)| *counts).unwrap_or_default()
    }
}

/// How many open tasks are past their due time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overdue {
    /// Of the whole incident.
    pub all: u64,
    /// Of each workstream that is not withdrawn.
    pub streams: Vec<(Id, u64)>,
}

impl Overdue {
    /// As far as is counted: it is asked every minute and at every change, and
    /// nobody acts otherwise on more.
    pub const MOST: u64 = 1000;

    /// Those of one workstream.
    #[must_use]
    pub fn stream(&self, id: Id) -> u64 {
        let found = self.streams.iter().find(|(stream, _)| *stream == id);
        found.map_or(0, |(_, n)| *n)
    }

    /// A count in words: `3`, `999+` where counting stopped.
    #[must_use]
    pub fn said(n: u64) -> String {
        if n < Self::MOST {
            n.to_string()
        } else {
            format!("{}+", Self::MOST - 1)
        }
    }
}

/// A thing at the other end of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The thing.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
    /// What people call it: `E12`, `#forensics`, `@maya`.
    pub name: String,
    /// Its main line of text, as recorded.
    pub headline: String,
    /// Whether it is a struck entry.
    pub struck: bool,
}

/// Where to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In one incident.
    Incident(Id),
    /// In every incident of the file.
    All,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The thing.
    pub thing: Thing,
    /// A piece of its text around the first match, on one line, as recorded:
    /// to be made visible before it is shown.
    pub snippet: String,
    /// The byte ranges of the matches in the snippet, in order.
    pub matches: Vec<Range<usize>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, Event, Hlc, Priority, Stamp, Task, TaskState, When};

    fn task(number: u32, state: TaskState, priority: Option<Priority>, due: Option<i64>) -> Thing {
        let at = |ms| DateTime::from_timestamp_millis(ms).unwrap();
        let mut task = Task::new("x");
        task.state = state;
        task.priority = priority;
        task.due = due.map(|ms| When::now(at(ms)));
        let event = Event {
            id: Id::from_u128(1),
            batch: Id::from_u128(2),
            stamp: Stamp {
                hlc: Hlc(0),
                replica: Id::nil(),
            },
            at: at(0),
            author: "maya".into(),
            change: Change::Create {
                id: Id::from_u128(9),
                incident: None,
                number,
                body: Box::new(Body::Task(task)),
            },
        };
        Thing::fold(None, &event).unwrap()
    }

    #[test]
    fn tasks_go_open_first_by_priority_due_and_number() {
        use TaskState::{Doing, Done, Todo};
        let mut tasks = [
            task(1, Done, Some(Priority::P1), Some(1)),
            task(2, Todo, None, Some(1)),
            task(3, Doing, Some(Priority::P2), None),
            task(4, Todo, Some(Priority::P2), Some(5)),
            task(5, Todo, Some(Priority::P1), None),
            task(6, Todo, Some(Priority::P1), None),
        ];
        tasks.sort_by_key(Key::of);
        assert_eq!(tasks.map(|t| t.number), [5, 6, 4, 3, 2, 1]);
    }
}
