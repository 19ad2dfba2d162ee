//! Opening a file: what it has to be, and how it is spoken to.

use super::error::beside;
use super::fault::{Fault, Inner};
use super::{OpenMode, Result, Store, StoreError, create, migrations, schema};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

/// How long to wait for another process to finish its write.
const PATIENCE: Duration = Duration::from_secs(15);

/// Statements that are kept prepared: every one the program has.
const STATEMENTS: usize = 96;

/// Bytes from which the log is emptied by whoever closes the file last: reading
/// that much takes a millisecond.
const LONG_LOG: u64 = 2 << 20;

impl Store {
    /// Opens a file. A file of an older format is brought up to date, after a
    /// backup; one of a newer format, of another program, empty or cut is
    /// refused and left as it is.
    ///
    /// # Errors
    /// The file is not there, not ours, damaged, busy or not permitted.
    pub fn open(path: &Path, mode: OpenMode) -> Result<Self> {
        if mode == OpenMode::Create && is_free(path)? {
            create::fresh(path)?;
        }
        let found = fs::metadata(path).map_err(|e| StoreError::io(path, "opening", e))?;
        if !found.is_file() {
            return Err(StoreError::Foreign(path.to_owned()));
        }
        if found.len() == 0 {
            return Err(StoreError::Empty(path.to_owned()));
        }
        let writes = mode != OpenMode::ReadOnly;
        let told = |fault: Fault| fault.told(path, "opening");
        let mut conn = connect(path, writes).map_err(told)?;
        // Until it is known to be ours, closing it must not touch it either.
        keep_log(&conn, true).map_err(|e| told(e.into()))?;
        recognise(&mut conn, path, writes).map_err(told)?;
        configure(&conn, writes).map_err(|e| told(e.into()))?;
        keep_log(&conn, !writes).map_err(|e| told(e.into()))?;
        Ok(Self {
            conn,
            path: path.to_owned(),
            as_of: None,
        })
    }

    /// Leaves the write-ahead log to the next process when this one closes:
    /// what a command that runs for a moment wants. Not so once the log has
    /// grown: every process that is the first to open the file reads all of
    /// it, and where commands alone are used nobody else would ever empty it.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn skip_checkpoint_on_close(&self) -> Result<()> {
        let log = fs::metadata(beside(&self.path, "-wal")).map_or(0, |log| log.len());
        keep_log(&self.conn, log < LONG_LOG)
            .map_err(|e| StoreError::sqlite(&self.path, "setting up", e))
    }
}

fn is_free(path: &Path) -> Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(false),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(e) => Err(StoreError::io(path, "opening", e)),
    }
}

/// A connection that never makes a file.
pub(super) fn connect(path: &Path, writes: bool) -> Inner<Connection> {
    let access = if writes {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    } else {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    };
    let opened = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX);
    let conn = opened.map_err(|e| denied(path, e))?;
    conn.busy_timeout(PATIENCE)?;
    let answers = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    match answers {
        Ok(()) => Ok(conn),
        // A file on a medium that cannot be written has nobody else writing
        // it either; without a log beside it, it is all there is.
        Err(e) if !writes && cannot_open(&e) && !has_log(path) => sealed(path),
        Err(e) => Err(denied(path, e)),
    }
}

/// The file is there, so that it cannot be opened is a matter of rights.
fn denied(path: &Path, error: rusqlite::Error) -> Fault {
    if !cannot_open(&error) {
        return error.into();
    }
    let (path, doing) = (path.to_owned(), "opening");
    StoreError::Denied { path, doing }.into()
}

fn cannot_open(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
    )
}

fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

fn sealed(path: &Path) -> Inner<Connection> {
    let mut uri = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(uri, flags).map_err(|e| denied(path, e))
}

fn keep_log(conn: &Connection, keep: bool) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep)
        .map(|_| ())
}

/// Refuses what is not ours or not of this format; brings an older one up to date.
fn recognise(conn: &mut Connection, path: &Path, writes: bool) -> Inner<()> {
    let header = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if header("application_id")? != schema::APPLICATION_ID {
        return Err(StoreError::Foreign(path.to_owned()).into());
    }
    let found = header("user_version")?;
    let (path, known) = (path.to_owned(), schema::VERSION);
    if found > known {
        return Err(StoreError::Newer { path, found, known }.into());
    }
    if writes && conn.is_readonly("main")? {
        return Err(StoreError::Denied {
            path,
            doing: "writing",
        }
        .into());
    }
    if found < known && !writes {
        return Err(StoreError::Older { path, found, known }.into());
    }
    migrations::run(conn, &path, found)
}

/// The habits of every connection. The cache is small on purpose: windows
/// touch few pages, and a million entries must not grow the process.
pub(super) fn configure(conn: &Connection, writes: bool) -> rusqlite::Result<()> {
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // Else SQLite plans by what is bound, where it sorts, and a kept statement
    // is planned anew at each use, which takes longer than running it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update(None, "cache_size", -2048)?;
    conn.pragma_update(None, "mmap_size", 0)?;
    // What is made for a moment needs no folder that can be written.
    conn.pragma_update(None, "temp_store", "memory")?;
    if !writes {
        return Ok(());
    }
    conn.pragma_update(None, "journal_mode", "wal")?;
    conn.pragma_update(None, "synchronous", "full")?;
    conn.pragma_update(None, "journal_size_limit", 16 << 20)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::{StatementStatus, named_params};

    /// How often a query by kind was planned anew when it was asked again.
    fn planned_anew(conn: &Connection) -> i32 {
        schema::create(conn).unwrap();
        let sql = "SELECT id FROM thing INDEXED BY thing_order
             WHERE incident = :incident AND kind = :kind AND withdrawn = 0
             ORDER BY shut, rank, at, number, id";
        for kind in ["entry", "task", "incident"] {
            let mut query = conn.prepare_cached(sql).unwrap();
            let mut rows = query
                .query(named_params! { ":incident": [0_u8; 16], ":kind": kind })
                .unwrap();
            assert!(rows.next().unwrap().is_none());
        }
        let query = conn.prepare_cached(sql).unwrap();
        query.get_status(StatementStatus::RePrepare)
    }

    #[test]
    fn a_query_is_planned_once_whatever_it_is_asked_for() {
        let plain = Connection::open_in_memory().unwrap();
        assert!(planned_anew(&plain) > 0, "SQLite plans by what is bound");
        let ours = Connection::open_in_memory().unwrap();
        configure(&ours, false).unwrap();
        assert_eq!(planned_anew(&ours), 0);
    }
}
