//! What goes wrong inside a transaction, before it is told with the file's name.

use super::StoreError;
use std::path::Path;

/// A failure that does not yet know which file it happened to.
#[derive(Debug)]
pub(super) enum Fault {
    /// SQLite's own.
    Sqlite(rusqlite::Error),
    /// One that is told as it is.
    Told(StoreError),
}

/// What the inner parts of the store give.
pub(super) type Inner<T> = Result<T, Fault>;

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Told(error)
    }
}

impl Fault {
    /// The failure, told.
    pub(super) fn told(self, path: &Path, doing: &'static str) -> StoreError {
        match self {
            Self::Sqlite(error) => StoreError::sqlite(path, doing, error),
            Self::Told(error) => error,
        }
    }
}
