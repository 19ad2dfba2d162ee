//! The tables. `meta` and `journal` are the record; the rest is what the
//! journal amounts to and can be made again from it at any time.

use crate::domain::visible_line;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// `WRoM`, in the header of the file.
pub(super) const APPLICATION_ID: i64 = 0x5752_6f4d;

/// The format this program writes.
pub(super) const VERSION: i64 = 3;

/// What cannot be made again.
const RECORD: &str = "
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    batch BLOB NOT NULL,
    hlc INTEGER NOT NULL,
    replica BLOB NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    subject BLOB NOT NULL,
    change TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_subject ON journal(subject);
CREATE INDEX journal_batch ON journal(batch);
";

/// What the journal amounts to. The indexes of `thing` are the orders in which
/// windows are read; `num` is the row's place in the full-text index and the
/// one column that depends on the order of arrival. The full-text index merges
/// its parts half as eagerly as by default: at a million entries the default
/// makes one note in fifty wait for the others.
const PROJECTION: &str = "
CREATE TABLE thing (
    num INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    incident BLOB,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    shut INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    at INTEGER NOT NULL,
    workstream BLOB,
    word TEXT,
    holder BLOB,
    register TEXT,
    starred INTEGER NOT NULL,
    struck INTEGER NOT NULL,
    waits INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX thing_order ON thing(incident, kind, shut, rank, at, number, id) WHERE withdrawn = 0;
CREATE INDEX thing_lens ON thing(incident, workstream, kind, shut, rank, at, number, id)
    WHERE withdrawn = 0 AND workstream IS NOT NULL;
CREATE INDEX thing_starred ON thing(incident, kind, shut, rank, at, number, id)
    WHERE withdrawn = 0 AND starred = 1;
CREATE INDEX thing_word ON thing(incident, kind, word, shut, rank, at, number, id)
    WHERE withdrawn = 0 AND word <> 'note';
CREATE INDEX thing_waiting ON thing(incident, kind, shut, rank, at, number, id)
    WHERE withdrawn = 0 AND waits = 1;
CREATE INDEX thing_incidents ON thing(id) WHERE kind = 'incident';
CREATE INDEX thing_label ON thing(incident, kind, number);
CREATE INDEX thing_register ON thing(incident, register) WHERE register IS NOT NULL;
CREATE INDEX thing_activity ON thing(incident, workstream, changed) WHERE withdrawn = 0;

CREATE TABLE mention (
    incident BLOB NOT NULL,
    target ANY NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (incident, target, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally (
    incident BLOB NOT NULL,
    stream BLOB NOT NULL,
    name TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (incident, stream, name)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5(
    scope, words,
    content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search (search, rank) VALUES ('automerge', 8);
";

const NO_PROJECTION: &str = "
DROP TABLE IF EXISTS thing;
DROP TABLE IF EXISTS mention;
DROP TABLE IF EXISTS tally;
DROP TABLE IF EXISTS search;
";

/// Makes every table of a fresh file.
pub(super) fn create(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(RECORD)?;
    conn.execute_batch(PROJECTION)?;
    stamp(conn, VERSION)
}

/// Makes the projected tables anew, empty.
pub(super) fn reset_projection(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(NO_PROJECTION)?;
    conn.execute_batch(PROJECTION)
}

/// Says in the header what the file is.
pub(super) fn stamp(conn: &Connection, version: i64) -> rusqlite::Result<()> {
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", version)
}

/// What the file is made of: by sort and name, how each was made. The tables
/// behind the full-text index are SQLite's own business, and it may word them
/// otherwise one day: that they are there is all that counts.
fn parts(conn: &Connection) -> rusqlite::Result<BTreeMap<String, String>> {
    let mut query = conn.prepare(
        "SELECT CAST(type || ' ' || name AS BLOB),
            CAST(CASE WHEN type = 'table' AND name GLOB 'search_*' THEN ''
                 ELSE tbl_name || ' ' || coalesce(sql, '') END AS BLOB)
         FROM sqlite_schema",
    )?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    query
        .query_map([], |row| Ok((text(row.get(0)?), text(row.get(1)?))))?
        .collect()
}

/// The first part in which a file differs from a fresh one, and what that means.
pub(super) fn compare(conn: &Connection) -> rusqlite::Result<Option<(String, String)>> {
    let fresh = Connection::open_in_memory()?;
    create(&fresh)?;
    let (wanted, found) = (parts(&fresh)?, parts(conn)?);
    let named = |name: &String| visible_line(name).into_owned();
    for (name, made) in &wanted {
        let meaning = match found.get(name) {
            Some(other) if other == made => continue,
            Some(_) => "It is not as this program makes it: somebody altered it.",
            None => "It is missing: somebody removed it. Restore a backup.",
        };
        return Ok(Some((named(name), meaning.into())));
    }
    let added = found.keys().find(|name| !wanted.contains_key(*name));
    Ok(added.map(|name| {
        let meaning =
            "It is no part of the format: somebody added it, and it may act on what is recorded.";
        (named(name), meaning.into())
    }))
}
