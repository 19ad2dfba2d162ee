//! What the changes of a record that is imported amount to by themselves,
//! whatever else is here: in a file that has more of the incident, the tables
//! hold what both sides make of it.

use super::Result;
use super::fault::Inner;
use super::import::Joining;
use super::journal::Line;
use super::rows;
use crate::domain::{Event, Id, Thing};
use rusqlite::{Connection, OptionalExtension as _, named_params};

/// Begins an import: of its changes none is known, and no thing is told.
pub(super) fn begin(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS import_known (id BLOB PRIMARY KEY) WITHOUT ROWID;
         CREATE TEMP TABLE IF NOT EXISTS import_told (id BLOB PRIMARY KEY) WITHOUT ROWID;
         DELETE FROM temp.import_known;
         DELETE FROM temp.import_told;",
    )
}

/// Keeps in mind that a change of the record was here before.
pub(super) fn known(conn: &Connection, change: Id) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO temp.import_known (id) VALUES (:id)")?
        .execute(named_params! { ":id": change.as_bytes() })
        .map(drop)
}

impl Joining<'_> {
    /// The thing that the changes taken in so far make; none where they create
    /// none of that identity.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn amounts_to(&self, id: Id) -> Result<Option<Thing>> {
        self.asked(|conn, start| {
            let mut query = conn.prepare_cached(
                "SELECT seq, id, batch, hlc, replica, at, author, subject, change, hash
                 FROM journal WHERE subject = :subject
                 AND (seq > :start OR id IN (SELECT id FROM temp.import_known))
                 ORDER BY hlc, replica, id",
            )?;
            let lines = query.query_map(
                named_params! { ":subject": id.as_bytes(), ":start": start },
                Line::read,
            )?;
            let events: Vec<Event> = lines.map(|line| line?.event()).collect::<Inner<_>>()?;
            Ok(events.iter().fold(None, Thing::fold))
        })
    }

    /// Keeps in mind that the record tells of a thing; says whether it is the
    /// first time.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn tells(&self, id: Id) -> Result<bool> {
        self.asked(|conn, _| {
            let mut insert =
                conn.prepare_cached("INSERT OR IGNORE INTO temp.import_told (id) VALUES (:id)")?;
            Ok(insert.execute(named_params! { ":id": id.as_bytes() })? == 1)
        })
    }

    /// A thing that the changes make and the record does not tell of.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn untold(&self) -> Result<Option<Thing>> {
        let id = self.asked(|conn, start| {
            let mut query = conn.prepare_cached(
                "SELECT subject FROM journal
                 WHERE seq > :start AND subject NOT IN (SELECT id FROM temp.import_told)
                 UNION ALL
                 SELECT subject FROM temp.import_known AS known
                 CROSS JOIN journal ON journal.id = known.id
                 WHERE subject NOT IN (SELECT id FROM temp.import_told)
                 LIMIT 1",
            )?;
            let found = query.query_row(named_params! { ":start": start }, |row| rows::id(row, 0));
            Ok(found.optional()?.flatten())
        })?;
        id.map_or(Ok(None), |id| self.amounts_to(id))
    }
}
