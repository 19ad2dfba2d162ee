//! The few facts about the file itself: who it is, where its clock and its
//! journal stand, which incident is worked on.

use crate::domain::Id;
use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension, ToSql, named_params};

/// Identity of this file among its copies elsewhere: a UUID.
pub(super) const REPLICA: &str = "replica";
/// The highest hybrid logical clock that was written or joined.
pub(super) const CLOCK: &str = "clock";
/// The hash of the last row of the journal.
pub(super) const HEAD: &str = "head";
/// The incident that is worked on.
pub(super) const CURRENT: &str = "current";

pub(super) fn get<T: FromSql>(conn: &Connection, name: &str) -> rusqlite::Result<Option<T>> {
    conn.prepare_cached("SELECT value FROM meta WHERE name = :name")?
        .query_row(named_params! { ":name": name }, |row| row.get(0))
        .optional()
}

pub(super) fn put(conn: &Connection, name: &str, value: &dyn ToSql) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO meta (name, value) VALUES (:name, :value)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute(named_params! { ":name": name, ":value": value })?;
    Ok(())
}

/// An identity kept under a name.
pub(super) fn id(conn: &Connection, name: &str) -> rusqlite::Result<Option<Id>> {
    Ok(get::<[u8; 16]>(conn, name)?.map(Id::from_bytes))
}
