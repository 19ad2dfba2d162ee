//! What of an incident may need somebody, read at one moment.

use super::fault::Inner;
use super::rows::{self, columns};
use super::{Appended, By, Result, Store, StoreError, append, journal, links, names, tally};
use crate::domain::{Audience, Change, Id, Kind, Meeting, Progress, Situation, Thing, telling};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params};

fn read(conn: &Connection, incident: Id) -> Inner<Situation> {
    let unknown = || StoreError::Unknown(format!("incident {incident}"));
    let of = |kind| names::all(conn, Some(incident), kind);
    Ok(Situation {
        incident: links::thing(conn, incident)?.ok_or_else(unknown)?,
        known: names::known(conn, Some(incident))?,
        tally: tally::read(conn, incident)?,
        roles: of(Kind::Role)?,
        tasks: still_open(conn, incident, Kind::Task)?,
        waiting: waiting(conn, incident)?,
        check_ins: of(Kind::CheckIn)?,
        handovers: of(Kind::Handover)?,
        duties: of(Kind::Duty)?,
        told: told(conn, incident)?,
        snoozes: of(Kind::Snooze)?,
        fixes: still_open(conn, incident, Kind::Fix)?,
    })
}

/// Tasks or fixes with something left to do.
fn still_open(conn: &Connection, incident: Id, kind: Kind) -> rusqlite::Result<Vec<Thing>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_order
         WHERE incident = :incident AND kind = :kind AND shut = 0 AND withdrawn = 0
         ORDER BY rank, at, number, id"
    ))?
    .query_map(
        named_params! { ":incident": incident.as_bytes(), ":kind": kind.word() },
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

/// How many messages are looked through for the last to executives.
const MESSAGES: i64 = 500;

/// When executives were told something last.
fn told(conn: &Connection, incident: Id) -> Inner<Option<DateTime<Utc>>> {
    let mut query = conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_word
         WHERE incident = :incident AND kind = 'entry' AND word = 'communication'
         AND word <> 'note' AND withdrawn = 0
         ORDER BY shut DESC, rank DESC, at DESC, number DESC, id DESC LIMIT :limit"
    ))?;
    let newest = query.query_map(
        named_params! { ":incident": incident.as_bytes(), ":limit": MESSAGES },
        rows::thing,
    )?;
    for thing in newest {
        let thing = thing?;
        if let Some(entry) = thing
            .as_entry()
            .filter(|e| telling::tells(e, Audience::Exec))
        {
            return Ok(Some(entry.when.at));
        }
    }
    Ok(None)
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

/// Entries or tasks of a workstream, or of none, that were recorded or altered
/// after a moment, newest first.
fn altered(
    conn: &Connection,
    incident: Id,
    stream: Option<Id>,
    kind: Kind,
    since: DateTime<Utc>,
    limit: usize,
) -> rusqlite::Result<Vec<Thing>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_activity
         WHERE incident = :incident AND workstream IS :workstream AND changed > :since
         AND kind = :kind AND withdrawn = 0
         ORDER BY changed DESC LIMIT :limit"
    ))?
    .query_map(
        named_params! {
            ":incident": incident.as_bytes(),
            ":workstream": rows::opt(stream.as_ref()),
            ":since": since.timestamp_millis(),
            ":kind": kind.word(),
            ":limit": i64::try_from(limit).unwrap_or(i64::MAX),
        },
        rows::thing,
    )?
    .collect()
}

/// Tasks altered since a moment that are told of at most, per workstream.
const TASKS: usize = 50;

fn progress(
    conn: &Connection,
    incident: Id,
    stream: Option<Id>,
    since: DateTime<Utc>,
    limit: usize,
) -> Inner<Progress> {
    let of = |kind, limit| altered(conn, incident, stream, kind, since, limit);
    let mut entries = of(Kind::Entry, limit.saturating_add(1))?;
    let more = entries.len() > limit;
    entries.truncate(limit);
    let mut turns = match stream {
        Some(id) => journal::of_subject(conn, id, i64::MAX)?,
        None => Vec::new(),
    };
    turns.retain(|event| event.at > since && Progress::is_turn(event));
    Ok(Progress {
        workstream: stream,
        entries,
        more,
        tasks: of(Kind::Task, TASKS)?,
        turns,
    })
}

impl Store {
    /// What became of each workstream of an incident since a moment, in order
    /// of creation, and last of what belongs to none; at most so many entries
    /// of each.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn changes_since(
        &self,
        incident: Id,
        since: DateTime<Utc>,
        per_stream: usize,
    ) -> Result<Vec<Progress>> {
        self.read("reading what has changed", |c| {
            let streams = names::known(c, Some(incident))?.workstreams;
            let streams = streams.iter().map(|t| Some(t.id)).chain([None]);
            streams
                .map(|stream| progress(c, incident, stream, since, per_stream))
                .collect()
        })
    }

    /// What the page of a check-in is filled with; none where there is no
    /// such check-in.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn meeting(&self, check_in: Id, per_stream: usize) -> Result<Option<Meeting>> {
        let thing = self.thing(check_in)?;
        let held = thing.as_ref().and_then(Thing::as_check_in);
        let incident = thing.as_ref().and_then(|t| t.incident);
        let (Some(held), Some(incident)) = (held, incident) else {
            return Ok(None);
        };
        let since = self.situation(incident)?.looks_back_to(check_in);
        let mut made = Vec::new();
        for id in held.made.values() {
            made.extend(self.thing(*id)?.filter(|t| !t.withdrawn));
        }
        Ok(Some(Meeting {
            check_in,
            since,
            progress: self.changes_since(incident, since, per_stream)?,
            made,
        }))
    }

    /// What of an incident may need somebody, as it stands at one moment.
    ///
    /// # Errors
    /// There is no such incident, or the file cannot be read.
    pub fn situation(&self, incident: Id) -> Result<Situation> {
        self.read("reading the situation", |c| read(c, incident))
    }

    /// Records the changes that `make` makes of the situation, as one act.
    ///
    /// `make` runs inside the transaction: of two who begin at once, the
    /// second sees what the first did. No change at all records nothing.
    ///
    /// # Errors
    /// There is no such incident; or as for [`Store::append`].
    pub fn append_seeing(
        &mut self,
        by: &By,
        incident: Id,
        make: impl FnOnce(&Situation) -> Vec<Change>,
    ) -> Result<Appended> {
        self.write("recording", |conn| {
            let situation = read(conn, incident)?;
            append::act(conn, by, make(&situation))
        })
    }
}
