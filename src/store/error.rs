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
    #[error("there is no file {}\nstart one with `warroom open TITLE`, or name another with --db", shown(.0.display()))]
    Missing(PathBuf),
    #[error("{} is empty (0 bytes), so there is nothing in it to open\nrestore it from a backup; or, if nothing was ever recorded in it, remove it and try again", shown(.0.display()))]
    Empty(PathBuf),
    #[error("{} is not a warroom file\nit was left as it is; name another with --db", shown(.0.display()))]
    Foreign(PathBuf),
    #[error("{path} was written by a newer warroom (format {found}, this one knows {known})\nit was left as it is; update warroom to open it", path = shown(.path.display()))]
    Newer {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error("{path} has an older format ({found}, this warroom writes {known}) and was opened for reading only\nopen it once for writing, which makes a backup first and then brings it up to date", path = shown(.path.display()))]
    Older {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error("{path} is damaged: {detail}\nnothing was altered; keep a copy of it and of the files beside it ({wal}), then restore a backup, or read what can be read with `sqlite3 {path} .recover`", path = shown(.path.display()), detail = shown(.detail), wal = shown(beside(path, "-wal").display()))]
    Damaged { path: PathBuf, detail: String },
    #[error("row {row} of {table} cannot be read: {detail}\nrun `warroom verify`, which says what is affected", detail = shown(.detail))]
    Unreadable {
        table: &'static str,
        row: i64,
        detail: String,
    },
    #[error("{} is in use by another process that does not let go of it\ntry again; nothing was recorded", shown(.0.display()))]
    Busy(PathBuf),
    #[error("{path}: {doing} is not permitted\nlook at the owner and mode of the file and of its folder", path = shown(.path.display()))]
    Denied { path: PathBuf, doing: &'static str },
    #[error("the disk that holds {} is full; nothing was recorded\nmake room and try again", shown(.0.display()))]
    Full(PathBuf),
    #[error("there is no room on the disk for {doing}: {path}\nmake room and try again; what is recorded is as it was", path = shown(.path.display()))]
    NoRoom { path: PathBuf, doing: &'static str },
    #[error("{} already exists and is not overwritten\nname another file", shown(.0.display()))]
    Exists(PathBuf),
    #[error("{} belongs to the database and was left as it is\nname another file", shown(.0.display()))]
    Own(PathBuf),
    #[error("{path} is {what}, not a file, and was left as it is\nname another file; `-` is the output", path = shown(.path.display()))]
    NotPlain { path: PathBuf, what: &'static str },
    #[error("there is no folder {}\nmake it first (`mkdir -p`), or name a file in one that exists", shown(.0.display()))]
    NoFolder(PathBuf),
    #[error("there is no {}", shown(.0))]
    Unknown(String),
    #[error("this is the record as of {}, which is read-only\ncome back to the present to write", .0.format("%Y-%m-%d %H:%M UTC"))]
    Past(chrono::DateTime<chrono::Utc>),
    #[error("the key {} is taken by another incident\nleave the key out to get the next free one", shown(.0))]
    KeyTaken(String),
    #[error("{} is there already\nnothing was recorded; choose another name, or use the one there is", shown(.0))]
    NameTaken(String),
    #[error("{what} was altered by {author} since, so taking this back would wipe out their work\n{field} stays as it is; change it by hand if it is wrong", what = shown(.what), field = shown(.field), author = shown(.author))]
    Conflict {
        /// The thing, as people call it.
        what: String,
        /// What of it.
        field: String,
        /// Who altered it last.
        author: String,
    },
    #[error("{what} was altered by {author} at {} since you read it, and this would write over what they wrote\nnothing was recorded; take their text into yours and save again", .at.format("%Y-%m-%d %H:%M UTC"), what = shown(.what), author = shown(.author))]
    Edited {
        /// What was altered, as people call it.
        what: String,
        /// Who altered it.
        author: String,
        /// When.
        at: chrono::DateTime<chrono::Utc>,
        /// The text that stands: what the author of the refused change has not seen.
        text: String,
    },
    #[error("that would close a circle: {}\nnothing was recorded; take one of these apart first", shown(.0))]
    Circle(String),
    #[error(
        "closing an incident asks what its post-mortem still lacks, and this does not answer it\nnothing was recorded; close it with `warroom close`, or P z in the cockpit"
    )]
    Unanswered,
    #[error("{what} cannot be recorded so: {why}\nnothing was recorded", what = shown(.what), why = shown(.why))]
    Refused { what: String, why: String },
    #[error("{} holds what was recorded since, which could no longer be reached without it\ntake that back first; or leave it, and go on in another: `warroom open TITLE`", shown(.0))]
    Held(String),
    #[error("the change {id} cannot be joined: {detail}\nnothing of this lot was recorded", detail = shown(.detail))]
    Unjoinable { id: super::Id, detail: String },
    #[error("the change {id} is of {at}, more than a day ahead of this machine\nset its clock right; where the other machine's was wrong when it was recorded: --any-clock", at = .at.format("%Y-%m-%d %H:%M UTC"))]
    Ahead {
        id: super::Id,
        at: chrono::DateTime<chrono::Utc>,
    },
    #[error("another incident here has the key {key}: {title}\nnothing was imported; both can be kept under two keys: --key {free}", key = shown(.key), title = shown(.title), free = shown(.free))]
    KeyClash {
        key: String,
        title: String,
        /// The next key that is free.
        free: String,
    },
    #[error("{path}: {doing} failed: {source}", path = shown(.path.display()), source = shown(.source))]
    Io {
        path: PathBuf,
        doing: &'static str,
        source: io::Error,
    },
    #[error("{path}: {doing} failed: {source}", path = shown(.path.display()), source = shown(.source))]
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
            Self::Missing(_) | Self::NoFolder(_) | Self::Unknown(_) => Class::NotFound,
            Self::Empty(_)
            | Self::Damaged { .. }
            | Self::Unreadable { .. }
            | Self::Unjoinable { .. } => Class::Integrity,
            Self::Busy(_) => Class::Busy,
            Self::Denied { .. } => Class::Permission,
            Self::Exists(_)
            | Self::Own(_)
            | Self::NotPlain { .. }
            | Self::Held(_)
            | Self::KeyTaken(_)
            | Self::KeyClash { .. }
            | Self::Ahead { .. }
            | Self::NameTaken(_)
            | Self::Past(_)
            | Self::Edited { .. }
            | Self::Circle(_)
            | Self::Unanswered
            | Self::Conflict { .. } => Class::Conflict,
            Self::Foreign(_)
            | Self::Newer { .. }
            | Self::Older { .. }
            | Self::Full(_)
            | Self::NoRoom { .. }
            | Self::Refused { .. }
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

/// A datum as one line, so that none passes for the advice on the next.
fn shown(datum: impl std::fmt::Display) -> String {
    crate::domain::visible_line(&datum.to_string()).into_owned()
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
