//! Counts, kept in the transaction of the change: nothing is counted when a
//! screen is drawn.

use super::fault::Inner;
use super::rows::columns;
use super::{Result, Store, names, rows};
use crate::domain::{Counts, Id, Kind, Overdue, Tally};
use chrono::DateTime;
use rusqlite::{Connection, named_params};
use std::collections::BTreeMap;

pub(super) fn read(conn: &Connection, incident: Id) -> Inner<Tally> {
    let mut counts = counters(conn, incident)?;
    let mut all = counts.remove(&Id::nil()).unwrap_or_default();
    let mut streams = Vec::new();
    for thing in names::all(conn, Some(incident), Kind::Workstream)? {
        let mut own = counts.remove(&thing.id).unwrap_or_default();
        all.last = all.last.max(last(conn, incident, Some(thing.id))?);
        own.last = last_word(conn, incident, thing.id)?;
        streams.push((thing.id, own));
    }
    // What belongs to no workstream, or to one that was withdrawn, counts too.
    all.last = all.last.max(last(conn, incident, None)?);
    for stream in counts.keys() {
        all.last = all.last.max(last(conn, incident, Some(*stream))?);
    }
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
            b"factor" => of.factors = n,
            b"fix.open" => of.fixes_open = n,
            b"fix.verified" => of.fixes_verified = n,
            b"fix.declined" => of.fixes_declined = n,
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

/// Rows that are looked through for the last word: a star or a stroke on more
/// than these is taken for one.
const LOOKED_AT: usize = 200;

/// When something was last said or done in a workstream: an entry says so when
/// it is recorded, and not when it is starred or struck later.
fn last_word(
    conn: &Connection,
    incident: Id,
    stream: Id,
) -> rusqlite::Result<Option<DateTime<chrono::Utc>>> {
    let mut query = conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_activity
         WHERE incident = :incident AND workstream = :stream AND withdrawn = 0
         ORDER BY changed DESC"
    ))?;
    let mut found = query.query(named_params! {
        ":incident": incident.as_bytes(), ":stream": stream.as_bytes(),
    })?;
    let mut said = None;
    let mut looked = 0;
    while let Some(row) = found.next()? {
        let thing = rows::thing(row)?;
        if said >= Some(thing.changed.at) {
            break;
        }
        looked += 1;
        let at = match thing.as_entry() {
            Some(_) if looked > LOOKED_AT => Some(thing.changed.at),
            Some(entry) if entry.struck => None,
            Some(_) => Some(thing.created.at),
            None => Some(thing.changed.at),
        };
        said = said.max(at);
    }
    Ok(said)
}

/// Open tasks whose time has passed, along the order of the tasks: within
/// each priority the earliest due come first.
fn overdue(
    conn: &Connection,
    incident: Id,
    stream: Option<Id>,
    now: DateTime<chrono::Utc>,
) -> rusqlite::Result<u64> {
    let most = i64::try_from(Overdue::MOST).unwrap_or(i64::MAX);
    let n: i64 = conn
        .prepare_cached(overdue_sql(stream.is_some()))?
        .query_row(
            named_params! {
                ":incident": incident.as_bytes(), ":stream": rows::opt(stream.as_ref()),
                ":now": now.timestamp_millis(), ":most": most,
            },
            |row| row.get(0),
        )?;
    Ok(u64::try_from(n).unwrap_or(0))
}

const fn overdue_sql(of_stream: bool) -> &'static str {
    match of_stream {
        false => {
            "SELECT count(*) FROM (SELECT 1 FROM thing INDEXED BY thing_order
             WHERE incident = :incident AND kind = 'task' AND shut = 0 AND withdrawn = 0
             AND :stream IS NULL AND rank IN (1, 2, 3, 4, 5) AND at < :now LIMIT :most)"
        }
        true => {
            "SELECT count(*) FROM (SELECT 1 FROM thing INDEXED BY thing_lens
             WHERE incident = :incident AND workstream = :stream AND kind = 'task' AND shut = 0
             AND withdrawn = 0 AND rank IN (1, 2, 3, 4, 5) AND at < :now LIMIT :most)"
        }
    }
}

impl Store {
    /// How many open tasks of an incident, and of each of its workstreams, are
    /// past their due time: each counted as far as [`Overdue::MOST`].
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn overdue(&self, incident: Id, now: DateTime<chrono::Utc>) -> Result<Overdue> {
        self.read("counting", |conn| {
            let mut streams = Vec::new();
            for thing in names::all(conn, Some(incident), Kind::Workstream)? {
                streams.push((thing.id, overdue(conn, incident, Some(thing.id), now)?));
            }
            let all = overdue(conn, incident, None, now)?;
            Ok(Overdue { all, streams })
        })
    }

    /// The counts of an incident and of its workstreams.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn tally(&self, incident: Id) -> Result<Tally> {
        self.read("counting", |c| read(c, incident))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_overdue_is_counted_along_an_index_alone() {
        let conn = Connection::open_in_memory().unwrap();
        super::super::schema::create(&conn).unwrap();
        for of_stream in [false, true] {
            let sql = format!("EXPLAIN QUERY PLAN {}", overdue_sql(of_stream));
            let mut query = conn.prepare(&sql).unwrap();
            let steps = query.raw_query().mapped(|row| row.get::<_, String>(3));
            let steps: Vec<String> = steps.map(|step| step.unwrap()).collect();
            let plan = steps.join("; ");
            assert!(plan.contains("COVERING INDEX"), "{plan}");
            assert!(plan.contains("shut=? AND rank=? AND at<?"), "{plan}");
        }
    }
}
