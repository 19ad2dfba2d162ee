//! What the projected tables hold, row numbers replaced by what they stand for.

use rusqlite::{Connection, OpenFlags, types::Value};
use std::path::Path;

/// Every row of every projected table, in an order of their own.
pub fn projection(path: &Path) -> Vec<String> {
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
