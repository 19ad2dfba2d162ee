//! The SQLite that was built in, as `warroom doctor` shows it.

use super::Result;
use super::error::StoreError;
use rusqlite::Connection;
use std::path::Path;

/// What the built-in SQLite can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engine {
    /// Its version.
    pub version: &'static str,
    /// Whether it can search text.
    pub full_text: bool,
    /// Whether it flushes with fdatasync: SQLite does not tell, but our own
    /// build was given the same flags.
    pub fdatasync: bool,
}

impl Engine {
    /// Asks it.
    ///
    /// # Errors
    /// When not even a database in memory can be opened.
    pub fn ask() -> Result<Self> {
        let used = || -> rusqlite::Result<bool> {
            Connection::open_in_memory()?.query_row(
                "SELECT sqlite_compileoption_used('ENABLE_FTS5')",
                [],
                |row| row.get(0),
            )
        };
        let full_text =
            used().map_err(|e| StoreError::sqlite(Path::new(":memory:"), "asking SQLite", e))?;
        let flags = option_env!("LIBSQLITE3_FLAGS").unwrap_or_default();
        Ok(Self {
            version: rusqlite::version(),
            full_text,
            fdatasync: flags.contains("HAVE_FDATASYNC"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_engine_searches_text_and_flushes_once_a_note() {
        let engine = Engine::ask().unwrap();
        assert!(engine.full_text && engine.fdatasync, "{engine:?}");
    }
}
