//! The SQLite file: the only room that names rusqlite.
//!
//! Every alteration is a change that is appended to the journal and
//! projected onto the tables in one `IMMEDIATE` transaction, or not at all.
//! What the tables hold is a function of the set of changes, not of the order
//! in which they arrived.

mod across;
mod amounts;
mod answers;
mod append;
mod as_of;
mod backup;
pub mod blobs;
mod checklist;
pub mod copies;
mod create;
pub mod engine;
mod error;
mod everything;
mod exercise;
mod facets;
mod fault;
mod handout;
mod import;
mod join;
mod journal;
mod leaves;
mod links;
mod media;
mod meta;
mod migrations;
mod names;
mod numbers;
mod open;
mod patterns;
mod post_mortem;
mod project;
mod record;
mod retold;
mod rows;
mod rules;
mod schema;
mod search;
mod situation;
mod snippet;
mod tally;
mod undo;
mod verify;
mod windows;
mod words;

pub use error::{Class, StoreError};
pub use everything::Part;
pub use import::{Joined, Joining, Terms};
pub use verify::{Outcome, Progress, Verdict};

use crate::domain::{Event, Id};
use chrono::{DateTime, Utc};
use fault::{Fault, Inner};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// What a call of the store gives.
pub type Result<T> = std::result::Result<T, StoreError>;

/// How to open the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenMode {
    /// Write; a file that is not there is made, with its folder.
    Create,
    /// Write; the file has to be there.
    Existing,
    /// Read only.
    ReadOnly,
}

/// Who records, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub author: String,
    /// The wall clock.
    pub now: DateTime<Utc>,
}

/// What was recorded, as the journal holds it: numbers given, clock ticked.
#[derive(Clone, Debug, PartialEq)]
pub struct Appended {
    /// The act, to be undone as one.
    pub batch: Id,
    /// Its changes; none when there was nothing to record.
    pub events: Vec<Event>,
}

/// An open file.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    /// The moment whose record this is; none for the file as it stands.
    as_of: Option<DateTime<Utc>>,
}

impl Store {
    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that changes when another process has written.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn data_version(&self) -> Result<i64> {
        self.conn
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|e| StoreError::sqlite(&self.path, "looking for news", e))
    }

    /// Runs `work` on the file as it stands at one moment.
    fn read<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Inner<T>,
    ) -> Result<T> {
        let told = |fault: Fault| fault.told(&self.path, doing);
        let moment = self
            .conn
            .unchecked_transaction()
            .map_err(|e| told(e.into()))?;
        work(&moment).map_err(told)
    }
}
