//! What the projected tables hold, row numbers replaced by what they stand for.

use rusqlite::{Connection, OpenFlags, types::Value};
use std::path::Path;

/// The rows that two files do not share.
pub fn differing(one: &Path, other: &Path) -> Vec<String> {
    let (one, other) = (projection(one), projection(other));
    assert!(!one.is_empty() || other.is_empty());
    let only = |a: &[String], b: &[String], of: &str| -> Vec<String> {
        let missing = a.iter().filter(|row| !b.contains(row));
        missing.map(|row| format!("only in {of}: {row}")).collect()
    };
    [only(&one, &other, "one"), only(&other, &one, "other")].concat()
}

/// Every row of every projected table, in an order of their own.
fn projection(path: &Path) -> Vec<String> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    conn.execute_batch("CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, search, instance)")
        .unwrap();
    let mut rows = Vec::new();
    for sql in [
        "SELECT 'thing', id, incident, kind, number, shut, rank, at, workstream, word, holder,
            register, starred, struck, withdrawn, changed, body FROM thing",
        "SELECT 'mention', m.incident, m.target, t.id FROM mention m
            LEFT JOIN thing t ON t.num = m.source",
        "SELECT 'tally', incident, stream, name, n FROM tally",
        "SELECT 'search', term, col, offset, t.id FROM temp.indexed
            LEFT JOIN thing t ON t.num = doc",
    ] {
        let mut query = conn.prepare(sql).unwrap();
        let columns = query.column_count();
        let mut found = query.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells: Vec<Value> = (0..columns).map(|c| row.get(c).unwrap()).collect();
            rows.push(format!("{cells:?}"));
        }
    }
    rows.sort();
    rows
}
