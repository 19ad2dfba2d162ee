//! What every rule is given, and what it gives.

use super::{Gap, Rule};
use crate::domain::{Entry, Id, Record, Thing, When};
use chrono::TimeDelta;

/// A record to be looked through.
pub(super) struct Judge<'a> {
    pub record: &'a Record,
    /// How long an active incident may go without an entry.
    pub gap: TimeDelta,
}

/// A place where something is missing.
#[derive(Debug)]
pub(super) struct Found {
    at: String,
    subject: Option<Id>,
    note: String,
}

impl<'a> Judge<'a> {
    pub fn new(record: &'a Record, hours: u32) -> Self {
        Self {
            record,
            gap: TimeDelta::hours(i64::from(hours)),
        }
    }

    /// The entries that stand.
    pub fn standing(&self) -> impl Iterator<Item = (&'a Thing, &'a Entry)> {
        let all = self.record.entries.iter();
        let all = all.filter_map(|t| Some((t, t.as_entry()?)));
        all.filter(|(_, e)| !e.struck)
    }

    /// Whether a moment had passed at the last entry: a record has no other clock.
    pub fn is_past(&self, due: &When) -> bool {
        let last = self.standing().map(|(_, e)| e.when.at).max();
        last.is_some_and(|last| due.is_over(last))
    }
}

impl Found {
    /// In the whole.
    pub fn whole(lacking: bool) -> Vec<Self> {
        let whole = Self {
            at: String::new(),
            subject: None,
            note: String::new(),
        };
        Vec::from_iter(lacking.then_some(whole))
    }

    /// At a thing, by its name.
    pub fn of(thing: &Thing) -> Self {
        let register = thing.as_entry().and_then(Entry::register);
        let at = register.map_or_else(|| thing.name(), |label| label.to_string());
        Self {
            subject: Some(thing.id),
            ..Self::at(at)
        }
    }

    /// At what has no thing.
    pub fn at(place: impl Into<String>) -> Self {
        Self {
            at: place.into(),
            subject: None,
            note: String::new(),
        }
    }

    /// The same, with something to say.
    pub fn noting(self, note: impl Into<String>) -> Self {
        Self {
            note: note.into(),
            ..self
        }
    }

    /// The same, told by another name.
    pub fn called(self, at: impl Into<String>) -> Self {
        Self {
            at: at.into(),
            ..self
        }
    }

    pub fn gap(self, rule: Rule) -> Gap {
        Gap {
            rule,
            at: self.at,
            subject: self.subject,
            note: self.note,
        }
    }
}
