//! Full-text search over entries, tasks and artifacts; a question that is a
//! name finds what it names first.

use super::fault::Inner;
use super::rows::{self, columns};
use super::words::{self, Word};
use super::{Result, Store, snippet};
use super::{links, names};
use crate::domain::{Hit, Id, Label, Scope, Thing};
use rusqlite::{Connection, named_params};

/// The things that a whole question names: `E7`, `#forensics`, `@maya`,
/// whatever the case.
fn named(conn: &Connection, query: &str, scope: Scope) -> Inner<Vec<Thing>> {
    let word = query.trim();
    if let Some(handle) = word.strip_prefix('@') {
        let known = names::known(conn, None)?;
        return Ok(known.person(handle).cloned().into_iter().collect());
    }
    let label = Label::parse(&word.to_ascii_uppercase());
    let slug = word.strip_prefix('#');
    if label.is_none() && slug.is_none() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for incident in within(conn, scope)? {
        if let Some(label) = label {
            found.extend(links::by_label(conn, incident, label)?);
        }
        if let Some(slug) = slug {
            let known = names::known(conn, Some(incident))?;
            found.extend(known.workstream(slug).cloned());
        }
    }
    Ok(found)
}

/// The incidents of a scope, the newest first.
fn within(conn: &Connection, scope: Scope) -> Inner<Vec<Id>> {
    Ok(match scope {
        Scope::Incident(id) => vec![id],
        Scope::All => {
            let all = names::every_incident(conn)?.into_iter().rev();
            all.filter(|t| !t.withdrawn).map(|t| t.id).collect()
        }
    })
}

fn find(conn: &Connection, query: &str, scope: Scope, limit: usize) -> Inner<Vec<Hit>> {
    let asked = words::asked(query);
    let incident = match scope {
        Scope::Incident(id) => Some(id),
        Scope::All => None,
    };
    let mut things = named(conn, query, scope)?;
    if let Some(question) = words::question(&asked, incident) {
        let found = said(conn, &question, limit)?;
        let named: Vec<Id> = things.iter().map(|t| t.id).collect();
        things.extend(found.into_iter().filter(|t| !named.contains(&t.id)));
    }
    things.truncate(limit);
    Ok(things.into_iter().map(|thing| hit(thing, &asked)).collect())
}

/// The things whose texts answer a question, newest first.
fn said(conn: &Connection, question: &str, limit: usize) -> Inner<Vec<Thing>> {
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
    Ok(found.collect::<rusqlite::Result<_>>()?)
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
    /// one may be the beginning of a word. A label, a `#workstream` or a
    /// `@person` finds what it names before what mentions it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn search(&self, query: &str, scope: Scope, limit: usize) -> Result<Vec<Hit>> {
        self.read("searching", |c| find(c, query, scope, limit))
    }
}
