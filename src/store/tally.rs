//! Counts, kept in the transaction of the change: nothing is counted when a
//! screen is drawn.

use super::fault::Inner;
use super::{Result, Store, names, rows};
use crate::domain::{Counts, Id, Kind, Tally};
use chrono::DateTime;
use rusqlite::{Connection, named_params};
use std::collections::BTreeMap;

pub(super) fn read(conn: &Connection, incident: Id) -> Inner<Tally> {
    let mut counts = counters(conn, incident)?;
    let mut all = counts.remove(&Id::nil()).unwrap_or_default();
    let mut streams = Vec::new();
    for thing in names::all(conn, Some(incident), Kind::Workstream)? {
        let mut own = counts.remove(&thing.id).unwrap_or_default();
        own.last = last(conn, incident, Some(thing.id))?;
        streams.push((thing.id, own));
    }
    // What belongs to no workstream, or to one that was withdrawn, counts too.
    all.last = last(conn, incident, None)?;
    for stream in counts.keys() {
        all.last = all.last.max(last(conn, incident, Some(*stream))?);
    }
    all.last = streams.iter().map(|(_, c)| c.last).fold(all.last, Ord::max);
    Ok(Tally { all, streams })
}

fn counters(conn: &Connection, incident: Id) -> rusqlite::Result<BTreeMap<Id, Counts>> {
    let mut query =
        conn.prepare_cached("SELECT stream, name, n FROM tally WHERE incident = :incident")?;
    let mut found = query.query(named_params! { ":incident": incident.as_bytes() })?;
    let mut counts = BTreeMap::<Id, Counts>::new();
    while let Some(row) = found.next()? {
        let of = counts
            .entry(rows::id(row, 0)?.unwrap_or_default())
            .or_default();
        let n: i64 = row.get(2)?;
        let n = u64::try_from(n).unwrap_or(0);
        match row.get_ref(1)?.as_bytes()? {
            b"entry" => of.entries = n,
            b"entry.starred" => of.starred = n,
            b"question.open" => of.questions = n,
            b"task.open" => of.tasks_open = n,
            b"task.done" => of.tasks_done = n,
            b"task.dropped" => of.tasks_dropped = n,
            b"artifact" => of.artifacts = n,
            // The highest numbers of the series lie in the same table.
            _ => {}
        }
    }
    Ok(counts)
}

/// When something of a workstream, or of none, was last recorded or altered.
fn last(
    conn: &Connection,
    incident: Id,
    stream: Option<Id>,
) -> rusqlite::Result<Option<DateTime<chrono::Utc>>> {
    let at: Option<i64> = conn
        .prepare_cached(
            "SELECT max(changed) FROM thing INDEXED BY thing_activity
             WHERE incident = :incident AND workstream IS :stream AND withdrawn = 0",
        )?
        .query_row(
            named_params! {
                ":incident": incident.as_bytes(), ":stream": rows::opt(stream.as_ref()),
            },
            |row| row.get(0),
        )?;
    Ok(at.and_then(DateTime::from_timestamp_millis))
}

impl Store {
    /// The counts of an incident and of its workstreams.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn tally(&self, incident: Id) -> Result<Tally> {
        self.read("counting", |c| read(c, incident))
    }
}
