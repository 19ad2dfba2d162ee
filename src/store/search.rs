//! Full-text search over entries, tasks and artifacts.

use super::fault::Inner;
use super::rows::{self, columns};
use super::words::{self, Word};
use super::{Result, Store, snippet};
use crate::domain::{Hit, Scope, Thing};
use rusqlite::{Connection, named_params};

fn find(conn: &Connection, query: &str, scope: Scope, limit: usize) -> Inner<Vec<Hit>> {
    let asked = words::asked(query);
    let incident = match scope {
        Scope::Incident(id) => Some(id),
        Scope::All => None,
    };
    let Some(question) = words::question(&asked, incident) else {
        return Ok(Vec::new());
    };
    // The row number rises with every recorded thing: newest first is the
    // index read backwards, and stops at the limit.
    let mut statement = conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing WHERE num IN
         (SELECT rowid FROM search WHERE search MATCH :question ORDER BY rowid DESC LIMIT :limit)
         ORDER BY num DESC"
    ))?;
    let found = statement.query_map(
        named_params! {
            ":question": question, ":limit": i64::try_from(limit).unwrap_or(i64::MAX),
        },
        rows::thing,
    )?;
    let things = found.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(things.into_iter().map(|thing| hit(thing, &asked)).collect())
}

fn hit(thing: Thing, asked: &[Word]) -> Hit {
    let (snippet, matches) = snippet::of(&thing.texts(), asked);
    Hit {
        thing,
        snippet,
        matches,
    }
}

impl Store {
    /// Full-text search, newest first. Every word counts as typed; the last
    /// one may be the beginning of a word.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn search(&self, query: &str, scope: Scope, limit: usize) -> Result<Vec<Hit>> {
        self.read("searching", |c| find(c, query, scope, limit))
    }
}
