//! Copies of the file, consistent while others write.

use super::create::{Draft, folder_of};
use super::fault::{Fault, Inner};
use super::{Result, Store, StoreError};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::path::Path;

/// Every page in one step: a reader hinders no writer, and a copy made in
/// pieces starts over whenever somebody writes.
const EVERYTHING: i32 = -1;

impl Store {
    /// Copies the file, consistently, while others may write, and makes sure
    /// that the copy is whole. Refuses to overwrite.
    ///
    /// # Errors
    /// `to` exists, is in a folder that does not, belongs to the database, or cannot be written; nothing is
    /// left behind.
    pub fn backup(&self, to: &Path) -> Result<()> {
        self.spare(to)?;
        let folder = folder_of(to);
        if !folder.is_dir() {
            return Err(StoreError::NoFolder(folder));
        }
        copy(&self.conn, &self.path, to).map_err(|fault| fault.told(to, "backing up"))
    }
}

/// Copies the file of a connection to a name that is free.
pub(super) fn copy(conn: &Connection, path: &Path, to: &Path) -> Inner<()> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(StoreError::Exists(to.to_owned()).into());
    }
    let draft = Draft::beside(to)?;
    let mut copy = Connection::open_with_flags(draft.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let step = Backup::new(conn, &mut copy)?.step(EVERYTHING)?;
    if step != StepResult::Done {
        return Err(StoreError::Busy(path.to_owned()).into());
    }
    let word: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if word != "ok" {
        return Err(StoreError::Damaged {
            path: path.to_owned(),
            detail: word,
        }
        .into());
    }
    copy.close().map_err(|(_, error)| Fault::from(error))?;
    let file = fs::File::open(draft.path());
    file.and_then(|f| f.sync_all())
        .map_err(|e| StoreError::io(to, "backing up", e))?;
    Ok(draft.publish(to)?)
}
