//! Whether every page of the full-text index can be reached: FTS5 seeks a
//! term through `search_idx`, which its own integrity check does not miss
//! when rows of it are gone.

use rusqlite::Connection;
use std::collections::HashSet;

/// A row of `search_data` holds a page under `segment << 37 | tree << 31 |
/// page`; a tree other than 0 is an index into a long list of documents.
const SEGMENT: u32 = 37;
const TREE: i64 = 0x3f << 31;
const PAGE: i64 = (1 << 31) - 1;
/// Segments end here; behind them lie the lists of what was deleted.
const SEGMENTS: i64 = 1 << 16;

/// The first page with terms that nothing leads to: its segment and number.
pub(super) fn unreachable(conn: &Connection) -> rusqlite::Result<Option<(i64, i64)>> {
    let reached: HashSet<(i64, i64)> = conn
        .prepare("SELECT segid, pgno >> 1 FROM search_idx")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    // Bytes 3 and 4 of a page say where its list of terms begins: at its end
    // when it has none.
    let mut query = conn.prepare(
        "SELECT id, length(block), substr(block, 3, 2) FROM search_data
         WHERE id >= :first AND id < :end ORDER BY id",
    )?;
    let mut pages = query.query([1 << SEGMENT, SEGMENTS << SEGMENT])?;
    while let Some(row) = pages.next()? {
        let (id, length): (i64, i64) = (row.get(0)?, row.get(1)?);
        let terms = super::journal::bytes(row, 2)?;
        let terms = terms.iter().fold(0, |n, b| n << 8 | i64::from(*b));
        let place = (id >> SEGMENT, id & PAGE);
        if id & TREE == 0 && terms < length && !reached.contains(&place) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}
