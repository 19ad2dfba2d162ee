//! Everything there is of one incident, read at one moment and handed on
//! piece by piece, so that it may be large.

use super::fault::Inner;
use super::journal::Line;
use super::rows::{self, columns};
use super::{Result, Store};
use crate::domain::{Carried, Id, Thing};
use rusqlite::{Connection, named_params};
use std::collections::{HashMap, HashSet};

/// A piece of a record.
#[derive(Debug)]
pub enum Part {
    /// A thing as it stands.
    Thing(Box<Thing>),
    /// A change, as the journal holds it.
    Change(Box<Carried>),
}

type Each<'a> = &'a mut dyn FnMut(Part) -> bool;

/// Things that are of no incident, as people are, by identity.
type Shared = HashMap<Id, Thing>;

/// What is of no incident: everything, until it is known what is referred to.
fn shared(conn: &Connection) -> rusqlite::Result<Shared> {
    let mut query = conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing WHERE incident IS NULL"
    ))?;
    let things = query.query_map([], rows::thing)?;
    things.map(|t| t.map(|t| (t.id, t))).collect()
}

/// Hands on the rows of the journal that are about an incident, or about what
/// is of none, in the order they were recorded.
fn rows_of(
    conn: &Connection,
    incident: Id,
    each: &mut dyn FnMut(Line, bool) -> Inner<bool>,
) -> Inner<()> {
    // A cross join keeps the order of the journal without sorting it.
    let mut query = conn.prepare_cached(
        "SELECT seq, journal.id, batch, hlc, replica, journal.at, author, subject, change, hash,
            thing.incident IS NULL
         FROM journal CROSS JOIN thing ON thing.id = journal.subject
         WHERE thing.incident = :incident OR thing.incident IS NULL
         ORDER BY seq",
    )?;
    let mut rows = query.query(named_params! { ":incident": incident.as_bytes() })?;
    while let Some(row) = rows.next()? {
        if !each(Line::read(row)?, row.get(10)?)? {
            break;
        }
    }
    Ok(())
}

/// The identities that a change names, among those that are asked for: in
/// JSON they stand between quotation marks.
fn named(change: &[u8], among: &Shared, into: &mut HashSet<Id>) {
    let quotes = change.iter().enumerate().filter(|(_, b)| **b == b'"');
    for (at, _) in quotes {
        let word = change.get(at + 1..at + 37);
        let id = word.and_then(|w| Id::try_parse_ascii(w).ok());
        into.extend(id.filter(|id| among.contains_key(id)));
    }
}

/// What of `shared` an incident refers to, or has referred to; and who, of
/// those, recorded something of it.
fn referred(conn: &Connection, incident: Id, shared: &Shared) -> Inner<HashSet<Id>> {
    let (mut found, mut authors) = (HashSet::new(), HashSet::new());
    rows_of(conn, incident, &mut |line, of_none| {
        if !of_none {
            named(&line.change, shared, &mut found);
            if !authors.contains(&line.author) {
                authors.insert(line.author);
            }
        }
        Ok(true)
    })?;
    let wrote = |t: &&Thing| {
        t.as_person().is_some_and(|p| {
            let mut names = authors.iter();
            names.any(|a| a.eq_ignore_ascii_case(p.handle.as_bytes()))
        })
    };
    found.extend(shared.values().filter(wrote).map(|t| t.id));
    Ok(found)
}

/// Hands on the things of an incident, by kind and number.
fn things(conn: &Connection, incident: Id, each: Each<'_>) -> Inner<bool> {
    let mut query = conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_label
         WHERE incident = :incident ORDER BY kind, number, id"
    ))?;
    let mut rows = query.query(named_params! { ":incident": incident.as_bytes() })?;
    while let Some(row) = rows.next()? {
        if !each(Part::Thing(Box::new(rows::thing(row)?))) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn everything(conn: &Connection, incident: Id, each: Each<'_>) -> Inner<()> {
    let mut shared = shared(conn)?;
    let wanted = referred(conn, incident, &shared)?;
    shared.retain(|id, _| wanted.contains(id));
    let mut people: Vec<Thing> = shared.into_values().collect();
    people.sort_by_key(|t| (t.created.hlc, t.id));
    for thing in people {
        if !each(Part::Thing(Box::new(thing))) {
            return Ok(());
        }
    }
    if !things(conn, incident, each)? {
        return Ok(());
    }
    rows_of(conn, incident, &mut |line, of_none| {
        let about = Id::from_slice(&line.subject).unwrap_or_default();
        if of_none && !wanted.contains(&about) {
            return Ok(true);
        }
        Ok(each(Part::Change(Box::new(line.carried()?))))
    })
}

impl Store {
    /// Hands on all there is of an incident, as it stands at one moment: first
    /// its things, with the people and whatever else of no incident it refers
    /// to, then every change to them, in the order they were recorded. `each`
    /// answers whether to go on.
    ///
    /// # Errors
    /// The file cannot be read, or a row of the journal makes no sense.
    pub fn everything(&self, incident: Id, each: &mut dyn FnMut(Part) -> bool) -> Result<()> {
        self.read("reading the record", |c| everything(c, incident, each))
    }
}
