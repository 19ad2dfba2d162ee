//! What of an incident may need somebody, read at one moment.

use super::fault::Inner;
use super::rows::{self, columns};
use super::{Result, Store, StoreError, links, names, tally};
use crate::domain::{Id, Kind, Situation, Thing};
use rusqlite::{Connection, named_params};

fn read(conn: &Connection, incident: Id) -> Inner<Situation> {
    let unknown = || StoreError::Unknown(format!("incident {incident}"));
    let of = |kind| names::all(conn, Some(incident), kind);
    Ok(Situation {
        incident: links::thing(conn, incident)?.ok_or_else(unknown)?,
        known: names::known(conn, Some(incident))?,
        tally: tally::read(conn, incident)?,
        roles: of(Kind::Role)?,
        tasks: open_tasks(conn, incident)?,
        waiting: waiting(conn, incident)?,
        check_ins: of(Kind::CheckIn)?,
        handovers: of(Kind::Handover)?,
        duties: of(Kind::Duty)?,
        snoozes: of(Kind::Snooze)?,
    })
}

fn open_tasks(conn: &Connection, incident: Id) -> rusqlite::Result<Vec<Thing>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_order
         WHERE incident = :incident AND kind = 'task' AND shut = 0 AND withdrawn = 0
         ORDER BY rank, at, number, id"
    ))?
    .query_map(
        named_params! { ":incident": incident.as_bytes() },
        rows::thing,
    )?
    .collect()
}

fn waiting(conn: &Connection, incident: Id) -> rusqlite::Result<Vec<Thing>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_waiting
         WHERE incident = :incident AND kind = 'entry' AND withdrawn = 0 AND waits = 1
         ORDER BY shut, rank, at, number, id"
    ))?
    .query_map(
        named_params! { ":incident": incident.as_bytes() },
        rows::thing,
    )?
    .collect()
}

/// The entries with a promise that is open.
pub(super) fn promises(conn: &Connection, incident: Id) -> rusqlite::Result<Vec<Thing>> {
    let owes = |t: &Thing| {
        let promise = t.as_entry().and_then(|e| e.promise.as_ref());
        promise.is_some_and(|p| p.kept.is_none())
    };
    let mut found = waiting(conn, incident)?;
    found.retain(owes);
    Ok(found)
}

impl Store {
    /// What of an incident may need somebody, as it stands at one moment.
    ///
    /// # Errors
    /// There is no such incident, or the file cannot be read.
    pub fn situation(&self, incident: Id) -> Result<Situation> {
        self.read("reading the situation", |c| read(c, incident))
    }
}
