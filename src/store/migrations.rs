//! Bringing an older file up to date: a backup first, then all of it in one
//! transaction. Steps alter the record only; the projected tables are made
//! anew from the journal, so a migrated file equals a fresh one.

use super::fault::Inner;
use super::project::Projector;
use super::{backup, error::beside, journal, schema};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// What turns the record of format `from` into that of the next one.
struct Step {
    from: i64,
    sql: &'static str,
}

/// Every step there is, in order.
const STEPS: &[Step] = &[];

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
    backup::copy(conn, path, &beside(path, &format!(".v{found}.bak")))?;
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been first.
    let now: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if now == schema::VERSION {
        return Ok(());
    }
    for step in steps.iter().filter(|step| step.from >= now) {
        transaction.execute_batch(step.sql)?;
    }
    schema::reset_projection(&transaction)?;
    replay(&transaction, &transaction, &mut |_| true)?;
    schema::stamp(&transaction, schema::VERSION)?;
    transaction.commit()?;
    Ok(())
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
            projector.apply(&line.event()?, seq)?;
        }
        if !go_on(seq) {
            return Ok(false);
        }
    }
}
