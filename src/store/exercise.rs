//! A drill: read whole, and altered as it stands inside the transaction, so
//! that of two processes one lands an inject.

use super::append::act;
use super::fault::Inner;
use super::project::Projector;
use super::{Appended, By, Result, Store, StoreError, links, names};
use crate::domain::exercise::Exercise;
use crate::domain::{Change, Id, Kind, LabelKind};
use rusqlite::Connection;

fn read(conn: &Connection, incident: Id) -> Inner<Exercise> {
    let unknown = || StoreError::Unknown(format!("incident {incident}"));
    Ok(Exercise {
        incident: links::thing(conn, incident)?.ok_or_else(unknown)?,
        injects: names::all(conn, Some(incident), Kind::Inject)?,
    })
}

impl Store {
    /// An incident with the injects of its drill; without any where no
    /// scenario was loaded.
    ///
    /// # Errors
    /// There is no such incident, or the file cannot be read.
    pub fn exercise(&self, incident: Id) -> Result<Exercise> {
        self.read("reading the drill", |c| read(c, incident))
    }

    /// Records the changes that `make` makes of a drill as it stands, as one
    /// act. `make` runs inside the transaction and is told the number of the
    /// next entry. No change at all records nothing.
    ///
    /// # Errors
    /// As for [`Store::append`].
    pub fn append_to_exercise(
        &mut self,
        by: &By,
        incident: Id,
        make: impl FnOnce(&Exercise, u32) -> Vec<Change>,
    ) -> Result<Appended> {
        self.write("recording", |conn| {
            let exercise = read(conn, incident)?;
            let last = Projector::new(conn, conn).highest(incident, LabelKind::Entry)?;
            act(conn, by, make(&exercise, last.saturating_add(1)))
        })
    }
}
