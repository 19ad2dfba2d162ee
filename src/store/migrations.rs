//! Bringing an older file up to date: a backup first, then all of it in one
//! transaction. Steps alter the record only; the projected tables are made
//! anew from the journal, so a migrated file equals a fresh one.

use super::fault::{Fault, Inner};
use super::project::Projector;
use super::{StoreError, backup, error::beside, journal, open, schema};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// What turns the record of format `from` into that of the next one.
struct Step {
    from: i64,
    sql: &'static str,
}

impl Step {
    /// The step to a format in which the journal amounts to something else:
    /// things keep more, or are kept in other tables. The record stays as it is.
    const fn reproject(from: i64) -> Self {
        Self { from, sql: "" }
    }
}

/// Every step there is, in order, from each format to the next.
const STEPS: &[Step] = &[
    // Things keep what they said before they were amended.
    Step::reproject(1),
    // Factors, fixes, sections and the review are things, too.
    // A question whose answer was struck is open again; a task that is due on a
    // bare date is late when that day is over.
    Step::reproject(2),
];

/// Rows of the journal that are replayed at a time.
const LOT: usize = 512;

/// Brings a file of format `found` up to the one this program writes.
pub(super) fn run(conn: &mut Connection, path: &Path, found: i64) -> Inner<()> {
    if found == schema::VERSION {
        return Ok(());
    }
    migrate(conn, path, found, STEPS)
}

fn migrate(conn: &mut Connection, path: &Path, found: i64, steps: &[Step]) -> Inner<()> {
    if steps.first().is_none_or(|step| step.from > found) {
        return Err(StoreError::Foreign(path.to_owned()).into());
    }
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been first.
    let now: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if now == schema::VERSION {
        return Ok(());
    }
    // A connection in the midst of a write cannot be copied; another one sees
    // the file as it was before.
    let bystander = open::connect(path, false)?;
    backup::copy(&bystander, path, &free_name(path, now))?;
    for step in steps.iter().filter(|step| step.from >= now) {
        transaction.execute_batch(step.sql)?;
    }
    schema::reset_projection(&transaction)?;
    replay(&transaction, &transaction, &mut |_| true)?;
    schema::stamp(&transaction, schema::VERSION)?;
    transaction.commit()?;
    Ok(())
}

/// `war.db.v1.bak`, or `war.db.v1.2.bak` when that is taken: by a migration
/// that was cut off, whose backup is kept.
fn free_name(path: &Path, version: i64) -> PathBuf {
    let taken = |name: &PathBuf| name.symlink_metadata().is_ok();
    let first = beside(path, &format!(".v{version}.bak"));
    let others = (2..).map(|n| beside(path, &format!(".v{version}.{n}.bak")));
    std::iter::once(first)
        .chain(others)
        .find(|name| !taken(name))
        .expect("some number is not taken")
}

/// A row of the journal that somebody has made unreadable must not shut the
/// others away; `warroom verify` finds it in the chain.
pub(super) fn pass_over_unreadable(fault: Fault) -> Inner<()> {
    match fault {
        Fault::Told(StoreError::Unreadable { .. }) => Ok(()),
        Fault::Told(_) | Fault::Sqlite(_) => Err(fault),
    }
}

/// Projects the whole journal of one file onto the empty tables of another, or
/// of the same; `go_on` is told each row and may stop it. Says whether it got
/// to the end.
pub(super) fn replay(
    from: &Connection,
    onto: &Connection,
    go_on: &mut dyn FnMut(i64) -> bool,
) -> Inner<bool> {
    let mut projector = Projector::new(from, onto);
    let mut seq = 0;
    loop {
        let lines = journal::after(from, seq, LOT)?;
        if lines.is_empty() {
            projector.finish()?;
            return Ok(true);
        }
        for line in lines {
            seq = line.seq;
            let applied = line.event().and_then(|e| projector.apply(&e, seq));
            applied.or_else(pass_over_unreadable)?;
        }
        if !go_on(seq) {
            return Ok(false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{By, OpenMode, Store};
    use super::*;
    use crate::domain::{Incident, Severity};

    /// A format that never was: the journal without its index by act, tallies
    /// under another name.
    const EARLIER: &str = "
        DROP INDEX journal_batch;
        DROP TABLE tally;
        CREATE TABLE counters (name TEXT) STRICT;
        PRAGMA user_version = 0;";
    const STEP: Step = Step {
        from: 0,
        sql: "DROP TABLE counters; CREATE INDEX journal_batch ON journal(batch);",
    };

    fn schema_of(conn: &Connection) -> Vec<(String, Option<String>)> {
        let sql = "SELECT type || ' ' || name, sql FROM sqlite_schema ORDER BY type, name";
        let mut query = conn.prepare(sql).unwrap();
        let rows = query.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    #[test]
    fn there_is_a_step_from_every_format_to_the_next() {
        let steps: Vec<i64> = STEPS.iter().map(|step| step.from).collect();
        assert_eq!(steps, (1..schema::VERSION).collect::<Vec<_>>());
    }

    #[test]
    fn a_migrated_file_equals_a_fresh_one_and_leaves_a_backup() {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("war.db");
        let mut store = Store::open(&path, OpenMode::Create).unwrap();
        let by = By {
            author: "maya".into(),
            now: chrono::DateTime::UNIX_EPOCH,
        };
        let incident = Incident::new("", "x", Severity::Sev1);
        store
            .create_incident(&by, incident, |_, _| Vec::new())
            .unwrap();
        let (fresh, before) = (schema_of(&store.conn), store.incidents().unwrap());
        drop(store);

        let mut old = Connection::open(&path).unwrap();
        old.execute_batch(EARLIER).unwrap();
        std::fs::write(
            beside(&path, ".v0.bak"),
            "from a migration that was cut off",
        )
        .unwrap();
        assert!(migrate(&mut old, &path, 0, &[]).is_err());
        migrate(&mut old, &path, 0, &[STEP]).unwrap();
        migrate(&mut old, &path, 0, &[STEP]).unwrap();
        drop(old);

        let store = Store::open(&path, OpenMode::Existing).unwrap();
        assert_eq!(schema_of(&store.conn), fresh);
        assert_eq!(store.incidents().unwrap(), before);
        let sound = store.verify(&mut |_| true).unwrap().outcome;
        assert_eq!(sound, super::super::Outcome::Sound);
        let backup = Connection::open(beside(&path, ".v0.2.bak")).unwrap();
        let version = backup.pragma_query_value(None, "user_version", |r| r.get::<_, i64>(0));
        assert_eq!(version.unwrap(), 0);
    }
}
