//! What an entry told of workstreams, read from the acts that recorded it.

use super::fault::Inner;
use super::{Appended, By, Result, Store, append, journal, links, names};
use crate::domain::{Body, Change, Edit, EntryEdit, Event, Id, Known, Retold, Thing};
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};

/// Which line of its act a change belongs to.
#[derive(Clone, Copy)]
enum Line {
    /// What this entry tells.
    Told(Id),
    /// What the striking of an entry takes back, or gives again.
    Struck,
    /// None of an entry's.
    Other,
}

/// The line that a change begins.
fn begins(event: &Event) -> Option<Line> {
    let id = event.change.subject();
    match &event.change {
        Change::Create { body, .. } => match **body {
            Body::Entry(_) => Some(Line::Told(id)),
            Body::Task(_) => Some(Line::Other),
            _ => None,
        },
        Change::Edit { edit, .. } if edit.amends() => Some(Line::Told(id)),
        Change::Edit {
            edit: Edit::Entry(EntryEdit::Struck(_)),
            ..
        } => Some(Line::Struck),
        Change::Edit { .. } | Change::Withdraw { .. } => None,
    }
}

/// The changes of an act to workstreams, each with the line it belongs to: the
/// one begun before it. An act that was taken back runs the other way round;
/// where it begins with no line, what comes later is looked at.
fn by_line(act: Vec<Event>) -> Vec<(Event, Line)> {
    let first = act.iter().find_map(begins);
    let made = act
        .iter()
        .any(|e| matches!(e.change, Change::Create { .. }));
    let mut at = first.filter(|_| !made).unwrap_or(Line::Other);
    let mut found = Vec::new();
    for event in act {
        at = begins(&event).unwrap_or(at);
        if matches!(
            &event.change,
            Change::Edit {
                edit: Edit::Workstream(_),
                ..
            }
        ) {
            found.push((event, at));
        }
    }
    found
}

/// The workstreams that an entry told of.
fn of(conn: &Connection, entry: Id) -> Inner<Vec<Retold>> {
    let mut streams: Vec<Id> = Vec::new();
    for own in journal::of_subject(conn, entry, i64::MAX)? {
        for (event, line) in by_line(journal::of_batch(conn, own.batch)?) {
            let id = event.change.subject();
            if matches!(line, Line::Told(of) if of == entry) && !streams.contains(&id) {
                streams.push(id);
            }
        }
    }
    let mut retold = Vec::new();
    for id in streams {
        let stream = links::thing(conn, id)?.filter(|t| !t.withdrawn);
        if let Some(stream) = stream {
            retold.push(read(conn, entry, stream)?);
        }
    }
    Ok(retold)
}

fn read(conn: &Connection, entry: Id, stream: Thing) -> Inner<Retold> {
    let history = journal::of_subject(conn, stream.id, i64::MAX)?;
    let acts: HashSet<Id> = history.iter().map(|e| e.batch).collect();
    let mut struck: HashMap<Id, bool> = HashMap::new();
    let (mut told, mut void) = (HashSet::new(), HashSet::new());
    for act in acts {
        for (event, line) in by_line(journal::of_batch(conn, act)?) {
            match line {
                Line::Told(of) if of == entry => {
                    told.insert(event.id);
                }
                Line::Told(of) => {
                    let is = match struck.get(&of) {
                        Some(is) => *is,
                        None => is_struck(conn, of)?,
                    };
                    struck.insert(of, is);
                    if is {
                        void.insert(event.id);
                    }
                }
                Line::Struck => {
                    void.insert(event.id);
                }
                Line::Other => {}
            }
        }
    }
    Ok(Retold {
        stream,
        history,
        told,
        void,
    })
}

fn is_struck(conn: &Connection, entry: Id) -> Inner<bool> {
    let thing = links::thing(conn, entry)?;
    Ok(thing.is_some_and(|t| t.as_entry().is_some_and(|e| e.struck)))
}

impl Store {
    /// Records as [`Store::append`] does, where an entry is struck or put in
    /// other words: `make` is given the workstreams it told of.
    ///
    /// # Errors
    /// As for [`Store::append`].
    pub fn append_retelling(
        &mut self,
        by: &By,
        incident: Option<Id>,
        entry: Id,
        make: impl FnOnce(&Known, &[Retold]) -> Vec<Change>,
    ) -> Result<Appended> {
        self.write("recording", |conn| {
            let known = names::known(conn, incident)?;
            append::act(conn, by, make(&known, &of(conn, entry)?))
        })
    }
}
