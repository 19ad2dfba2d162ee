//! Everything that can go wrong with the file, each with what to do about it.

use std::io;
use std::path::{Path, PathBuf};

/// What sort of failure it is; the shell's exit code follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// It did not work.
    Failed,
    /// What was named is not there.
    NotFound,
    /// Somebody else's work is in the way.
    Conflict,
    /// Another process holds the file.
    Busy,
    /// The file is not what was written.
    Integrity,
    /// The system does not allow it.
    Permission,
}

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say what each means")]
pub enum StoreError {
    #[error("there is no file {0}\nstart one with `warroom open TITLE`, or name another with --db")]
    Missing(PathBuf),
    #[error(
        "{0} is empty (0 bytes), so there is nothing in it to open\nrestore it from a backup; or, if nothing was ever recorded in it, remove it and try again"
    )]
    Empty(PathBuf),
    #[error("{0} is not a warroom file\nit was left as it is; name another with --db")]
    Foreign(PathBuf),
    #[error(
        "{path} was written by a newer warroom (format {found}, this one knows {known})\nit was left as it is; update warroom to open it"
    )]
    Newer {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error(
        "{path} has an older format ({found}, this warroom writes {known}) and was opened for reading only\nopen it once for writing, which makes a backup first and then brings it up to date"
    )]
    Older {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error(
        "{path} is damaged: {detail}\nnothing was altered; keep a copy of it and of the files beside it ({wal}), then restore a backup, or read what can be read with `sqlite3 {path} .recover`",
        wal = beside(path, "-wal").display()
    )]
    Damaged { path: PathBuf, detail: String },
    #[error(
        "row {row} of {table} cannot be read: {detail}\nrun `warroom verify`, which says what is affected"
    )]
    Unreadable {
        table: &'static str,
        row: i64,
        detail: String,
    },
    #[error(
        "{0} is in use by another process that does not let go of it\ntry again; nothing was recorded"
    )]
    Busy(PathBuf),
    #[error(
        "{path}: {doing} is not permitted\nlook at the owner and mode of the file and of its folder"
    )]
    Denied { path: PathBuf, doing: &'static str },
    #[error("the disk that holds {0} is full; nothing was recorded\nmake room and try again")]
    Full(PathBuf),
    #[error(
        "there is no room on the disk for {doing}: {path}\nmake room and try again; what is recorded is as it was"
    )]
    NoRoom { path: PathBuf, doing: &'static str },
    #[error("{0} already exists and is not overwritten\nname another file")]
    Exists(PathBuf),
    #[error("{0} belongs to the database and was left as it is\nname another file")]
    Own(PathBuf),
    #[error(
        "{path} is {what}, not a file, and was left as it is\nname another file; `-` is the output"
    )]
    NotPlain { path: PathBuf, what: &'static str },
    #[error("there is no {0}")]
    Unknown(String),
    #[error("the key {0} is taken by another incident\nleave the key out to get the next free one")]
    KeyTaken(String),
    #[error(
        "{what} was altered by {author} since, so taking this back would wipe out their work\n{field} stays as it is; change it by hand if it is wrong"
    )]
    Conflict {
        /// The thing, as people call it.
        what: String,
        /// What of it.
        field: String,
        /// Who altered it last.
        author: String,
    },
    #[error(
        "{0} holds what was recorded since, which could no longer be reached without it\ntake that back first; or leave it, and go on in another: `warroom open TITLE`"
    )]
    Held(String),
    #[error("the change {id} cannot be joined: {detail}\nnothing of this lot was recorded")]
    Unjoinable { id: super::Id, detail: String },
    #[error("{path}: {doing} failed: {source}")]
    Io {
        path: PathBuf,
        doing: &'static str,
        source: io::Error,
    },
    #[error("{path}: {doing} failed: {source}")]
    Sqlite {
        path: PathBuf,
        doing: &'static str,
        source: rusqlite::Error,
    },
}

#[allow(dead_code)]
impl StoreError {
    /// What sort of failure it is.
    #[must_use]
    pub const fn class(&self) -> Class {
        match self {
            Self::Missing(_) | Self::Unknown(_) => Class::NotFound,
            Self::Empty(_) | Self::Damaged { .. } | Self::Unreadable { .. } => Class::Integrity,
            Self::Busy(_) => Class::Busy,
            Self::Denied { .. } => Class::Permission,
            Self::Exists(_)
            | Self::Own(_)
            | Self::NotPlain { .. }
            | Self::Held(_)
            | Self::KeyTaken(_)
            | Self::Conflict { .. } => Class::Conflict,
            Self::Foreign(_)
            | Self::Newer { .. }
            | Self::Older { .. }
            | Self::Full(_)
            | Self::NoRoom { .. }
            | Self::Unjoinable { .. }
            | Self::Io { .. }
            | Self::Sqlite { .. } => Class::Failed,
        }
    }

    /// What SQLite said while `doing` something, told in our words.
    pub(super) fn sqlite(path: &Path, doing: &'static str, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(C::DatabaseBusy | C::DatabaseLocked) => Self::Busy(path),
            Some(C::NotADatabase) => Self::Foreign(path),
            Some(C::DatabaseCorrupt) => Self::Damaged {
                path,
                detail: format!("{doing}: {source}"),
            },
            Some(C::PermissionDenied | C::ReadOnly | C::AuthorizationForStatementDenied) => {
                Self::Denied { path, doing }
            }
            Some(C::DiskFull) => Self::full(path, doing),
            _ => Self::Sqlite {
                path,
                doing,
                source,
            },
        }
    }

    /// A full disk costs what was to be recorded only when that was being done.
    fn full(path: PathBuf, doing: &'static str) -> Self {
        match doing {
            "verifying" | "backing up" | "writing" | "making the file" => {
                Self::NoRoom { path, doing }
            }
            _ => Self::Full(path),
        }
    }

    /// What the system said while `doing` something.
    pub(super) fn io(path: &Path, doing: &'static str, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing(path),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::Denied { path, doing }
            }
            io::ErrorKind::AlreadyExists => Self::Exists(path),
            io::ErrorKind::StorageFull => Self::full(path, doing),
            _ => Self::Io {
                path,
                doing,
                source,
            },
        }
    }
}

/// The file beside a database with a suffix: its write-ahead log, a backup.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_says_nothing_was_recorded_only_where_something_was_to_be() {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let path = Path::new("war.db");
        for doing in ["verifying", "backing up"] {
            let told = StoreError::io(path, doing, full()).to_string();
            assert!(told.contains(doing) && !told.contains("nothing"), "{told}");
        }
        let told = StoreError::io(path, "recording", full()).to_string();
        assert!(told.contains("nothing was recorded"), "{told}");
    }
}
