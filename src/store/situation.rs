//! What of an incident may need somebody, read at one moment.

use super::fault::Inner;
use super::rows::{self, columns};
use super::{Appended, By, Result, Store, StoreError, append, journal, links, names, tally};
use crate::domain::{
    Audience, Change, Event, Id, Kind, Meeting, Progress, Record, Situation, Thing, progress,
    telling,
};
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
pub(super) fn still_open(
    conn: &Connection,
    incident: Id,
    kind: Kind,
) -> rusqlite::Result<Vec<Thing>> {
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

fn looks_back_to(conn: &Connection, incident: Id, check_in: Id) -> Inner<DateTime<Utc>> {
    let unknown = || StoreError::Unknown(format!("incident {incident}"));
    let opened = links::thing(conn, incident)?.ok_or_else(unknown)?;
    let check_ins = names::all(conn, Some(incident), Kind::CheckIn)?;
    Ok(progress::looks_back_to(&opened, &check_ins, check_in))
}

/// Entries of a workstream, or of none, that were recorded or altered after a
/// moment, newest first.
fn entries_since(
    conn: &Connection,
    incident: Id,
    stream: Option<Id>,
    since: DateTime<Utc>,
    limit: usize,
) -> rusqlite::Result<Vec<Thing>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_activity
         WHERE incident = :incident AND workstream IS :workstream AND changed > :since
         AND kind = 'entry' AND withdrawn = 0
         ORDER BY changed DESC LIMIT :limit"
    ))?
    .query_map(
        named_params! {
            ":incident": incident.as_bytes(),
            ":workstream": rows::opt(stream.as_ref()),
            ":since": since.timestamp_millis(),
            ":limit": i64::try_from(limit).unwrap_or(i64::MAX),
        },
        rows::thing,
    )?
    .collect()
}

/// Tasks of all workstreams that were recorded or altered after a moment,
/// newest first. Tasks are few where entries are many: they are looked through
/// in their own order, since in that of activity they lie among the entries.
fn tasks_since(
    conn: &Connection,
    incident: Id,
    since: DateTime<Utc>,
) -> rusqlite::Result<Vec<Thing>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_order
         WHERE incident = :incident AND kind = 'task' AND withdrawn = 0 AND changed > :since
         ORDER BY changed DESC"
    ))?
    .query_map(
        named_params! { ":incident": incident.as_bytes(), ":since": since.timestamp_millis() },
        rows::thing,
    )?
    .collect()
}

/// Tasks altered since a moment that are told of at most, per workstream.
const TASKS: usize = 50;

fn became(
    conn: &Connection,
    incident: Id,
    since: DateTime<Utc>,
    limit: usize,
) -> Inner<Vec<Progress>> {
    let streams = names::all(conn, Some(incident), Kind::Workstream)?;
    let tasks = tasks_since(conn, incident, since)?;
    let mut told = Vec::new();
    for stream in streams.iter().map(|t| Some(t.id)).chain([None]) {
        let most = limit.saturating_add(1);
        let mut entries = entries_since(conn, incident, stream, since, most)?;
        let more = entries.len() > limit;
        entries.truncate(limit);
        let own = tasks.iter().filter(|t| t.workstream() == stream);
        told.push(Progress {
            workstream: stream,
            entries,
            more,
            tasks: own.take(TASKS).cloned().collect(),
            turns: turns(conn, stream, since)?,
        });
    }
    Ok(told)
}

fn turns(conn: &Connection, stream: Option<Id>, since: DateTime<Utc>) -> Inner<Vec<Event>> {
    let Some(id) = stream else {
        return Ok(Vec::new());
    };
    let mut turns = journal::of_subject(conn, id, i64::MAX)?;
    turns.retain(|event| event.at > since && Record::is_turn(&event.change));
    Ok(turns)
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
            became(c, incident, since, per_stream)
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
        let since = self.read("reading what came before the check-in", |c| {
            looks_back_to(c, incident, check_in)
        })?;
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
