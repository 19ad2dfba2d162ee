//! The whole record of an incident, for a report.

use super::fault::Inner;
use super::{Result, Store, StoreError, journal, links, names};
use crate::domain::{Event, Id, Kind, Record, Thing};
use rusqlite::Connection;

fn read(conn: &Connection, incident: Id) -> Inner<Record> {
    let unknown = || StoreError::Unknown(format!("incident {incident}"));
    let of = |kind| names::all(conn, Some(incident), kind);
    let mut record = Record {
        incident: links::thing(conn, incident)?.ok_or_else(unknown)?,
        known: names::known(conn, Some(incident))?,
        roles: of(Kind::Role)?,
        entries: of(Kind::Entry)?,
        tasks: of(Kind::Task)?,
        artifacts: of(Kind::Artifact)?,
        check_ins: of(Kind::CheckIn)?,
        handovers: of(Kind::Handover)?,
        duties: of(Kind::Duty)?,
        injects: of(Kind::Inject)?,
        factors: of(Kind::Factor)?,
        fixes: of(Kind::Fix)?,
        sections: of(Kind::Section)?,
        review: of(Kind::Review)?.pop(),
        turns: Vec::new(),
    };
    record.tasks.sort_by_key(|t| (t.number, t.id));
    let closed = |t: &&Thing| t.as_task().is_some_and(|t| !t.state.is_open());
    let tasks = record.tasks.iter().filter(closed);
    let things = tasks.chain(&record.known.workstreams);
    record.turns = turns(conn, things.chain([&record.incident]))?;
    Ok(record)
}

/// The turns of things, in the order they count.
pub(super) fn turns<'t>(
    conn: &Connection,
    things: impl IntoIterator<Item = &'t Thing>,
) -> Inner<Vec<Event>> {
    let mut turns = Vec::new();
    for thing in things {
        turns.extend(journal::of_subject(conn, thing.id, i64::MAX)?);
    }
    turns.retain(|event| Record::is_turn(&event.change));
    turns.sort_by_key(|event| (event.stamp.hlc, event.stamp.replica, event.id));
    Ok(turns)
}

impl Store {
    /// Everything of an incident that a report may say, as it stands at one
    /// moment.
    ///
    /// # Errors
    /// There is no such incident, or the file cannot be read.
    pub fn record(&self, incident: Id) -> Result<Record> {
        self.read("reading the record", |c| read(c, incident))
    }
}
