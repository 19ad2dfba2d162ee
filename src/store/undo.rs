//! Undo: the inverses of an act, appended. The journal is never rewritten.

use super::append::act;
use super::fault::Inner;
use super::rows;
use super::{Appended, By, Result, Store, StoreError, journal, links};
use crate::domain::{Body, Change, Event, Id, Thing, fresh_id};
use rusqlite::{Connection, named_params};
use std::collections::{HashMap, HashSet};

/// An act on its way back: the things as they will stand.
struct Return<'c> {
    conn: &'c Connection,
    things: HashMap<Id, Thing>,
    /// What the act was about.
    subjects: HashSet<Id>,
}

impl Return<'_> {
    fn thing(&self, id: Id) -> Inner<Option<Thing>> {
        Ok(match self.things.get(&id) {
            Some(thing) => Some(thing.clone()),
            None => links::thing(self.conn, id)?,
        })
    }

    /// The change that takes one back; none where there is nothing to take back.
    fn invert(&mut self, event: &Event) -> Inner<Option<Change>> {
        let Some(thing) = self.thing(event.change.subject())? else {
            return Ok(None);
        };
        if !stands(&thing, event) {
            return Err(conflict(&thing, event).into());
        }
        if matches!(event.change, Change::Create { .. }) {
            if self.holds_more(&thing)? {
                return Err(StoreError::Held(thing.name()).into());
            }
            if self.is_used(&thing)? {
                return Ok(None);
            }
        }
        let inverse = event.change.inverse(event.id);
        let back = Event {
            id: fresh_id(),
            change: inverse.clone(),
            ..event.clone()
        };
        if let Some(after) = Thing::fold(Some(thing), &back) {
            self.things.insert(after.id, after);
        }
        Ok(Some(inverse))
    }

    /// Whether a thing is an incident in which others were recorded since:
    /// without it they could no longer be reached.
    fn holds_more(&self, thing: &Thing) -> rusqlite::Result<bool> {
        if thing.as_incident().is_none() {
            return Ok(false);
        }
        let mut statement = self.conn.prepare_cached(
            "SELECT id FROM thing INDEXED BY thing_activity
             WHERE incident = :incident AND withdrawn = 0",
        )?;
        let mut held = statement.query(named_params! { ":incident": thing.id.as_bytes() })?;
        while let Some(row) = held.next()? {
            if rows::id(row, 0)?.is_some_and(|id| !self.subjects.contains(&id)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A name that came with one note and was used by others since stays.
    fn is_used(&self, thing: &Thing) -> rusqlite::Result<bool> {
        let mentioned = "SELECT thing.id FROM mention JOIN thing ON thing.num = mention.source
            WHERE mention.incident = x'' AND target = :id AND :incident IS :incident";
        let belonging = "SELECT id FROM thing INDEXED BY thing_activity
            WHERE incident IS :incident AND workstream = :id AND withdrawn = 0";
        let queries: &[&str] = match thing.body {
            Body::Person(_) => &[mentioned],
            Body::Workstream(_) => &[mentioned, belonging],
            Body::Incident(_)
            | Body::Entry(_)
            | Body::Task(_)
            | Body::Artifact(_)
            | Body::Role(_)
            | Body::CheckIn(_)
            | Body::Handover(_)
            | Body::Duty(_)
            | Body::Snooze(_)
            | Body::Inject(_)
            | Body::Factor(_)
            | Body::Fix(_)
            | Body::Section(_)
            | Body::Review(_) => &[],
        };
        for query in queries {
            let mut statement = self.conn.prepare_cached(query)?;
            let mut users = statement.query(named_params! {
                ":id": thing.id.as_bytes(), ":incident": rows::opt(thing.incident.as_ref()),
            })?;
            while let Some(row) = users.next()? {
                if rows::id(row, 0)?.is_some_and(|id| !self.subjects.contains(&id)) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// Whether taking an event back wipes out nobody's later work. A creation
/// stands as long as what was created is as it was then.
fn stands(thing: &Thing, event: &Event) -> bool {
    let untouched = match &event.change {
        Change::Create { body, .. } => thing.body == **body,
        Change::Edit { .. } | Change::Withdraw { .. } => true,
    };
    untouched && thing.stands(event)
}

fn conflict(thing: &Thing, event: &Event) -> StoreError {
    let field = match &event.change {
        Change::Create { .. } => "it",
        Change::Edit { edit, .. } => edit.field(),
        Change::Withdraw { .. } => "whether it counts",
    };
    StoreError::Conflict {
        what: thing.name(),
        field: field.into(),
        author: thing.changed.author.clone(),
    }
}

fn inverses(conn: &Connection, batch: Id) -> Inner<Vec<Change>> {
    let events = journal::of_batch(conn, batch)?;
    if events.is_empty() {
        return Err(StoreError::Unknown(format!("act {batch} to take back")).into());
    }
    let mut back = Return {
        conn,
        things: HashMap::new(),
        subjects: events.iter().map(|e| e.change.subject()).collect(),
    };
    let mut changes = Vec::with_capacity(events.len());
    for event in events.iter().rev() {
        changes.extend(back.invert(event)?);
    }
    Ok(changes)
}

impl Store {
    /// Takes an act back; taking that back in turn is redo. A person or a
    /// workstream that came with the act and was used by another since stays.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when something of it was altered since, and
    /// [`StoreError::Held`] when it began an incident in which more was
    /// recorded: then nothing is taken back. Otherwise as for [`Store::append`].
    pub fn undo(&mut self, by: &By, batch: Id) -> Result<Appended> {
        self.write("taking back", |conn| act(conn, by, inverses(conn, batch)?))
    }
}
