//! What is read over all incidents: each along the indexes of its incident, so
//! that the length of a timeline does not matter.

use super::fault::Inner;
use super::rows::{self, columns};
use super::{Result, Store, names};
use crate::domain::{Holding, Id, Kind, Thing};
use rusqlite::{Connection, named_params};

/// The milestones of an incident, by (occurred, number).
const MILESTONES: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM thing INDEXED BY thing_word
     WHERE incident = :incident AND kind = 'entry' AND word = 'milestone' AND word <> 'note'
     AND withdrawn = 0
     ORDER BY shut, rank, at, number, id"
);

/// The first thing the attacker is known to have done.
const ATTACK: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM thing INDEXED BY thing_word
     WHERE incident = :incident AND kind = 'entry' AND word = 'attacker' AND word <> 'note'
     AND withdrawn = 0 AND struck = 0
     ORDER BY shut, rank, at, number, id LIMIT 1"
);

pub(super) fn turning(conn: &Connection, incident: Id) -> rusqlite::Result<Vec<Thing>> {
    let mut found = Vec::new();
    for sql in [ATTACK, MILESTONES] {
        let mut query = conn.prepare_cached(sql)?;
        let things = query.query_map(
            named_params! { ":incident": incident.as_bytes() },
            rows::thing,
        )?;
        found.extend(things.collect::<rusqlite::Result<Vec<Thing>>>()?);
    }
    found.sort_by_key(crate::domain::Key::of);
    Ok(found)
}

/// The incidents that are not withdrawn, oldest first.
pub(super) fn incidents(conn: &Connection) -> rusqlite::Result<Vec<Thing>> {
    let mut all = names::every_incident(conn)?;
    all.retain(|t| !t.withdrawn);
    Ok(all)
}

/// What `of` reads of each of these incidents.
pub(super) fn holdings(
    incidents: &[Thing],
    of: impl Fn(Id) -> rusqlite::Result<Vec<Thing>>,
) -> Inner<Vec<Holding>> {
    let held = incidents.iter().map(|incident| {
        Ok(Holding {
            incident: incident.clone(),
            things: of(incident.id)?,
        })
    });
    held.collect()
}

impl Store {
    /// The fixes of every incident: of each the open ones first, then by
    /// priority, due time and number. Incidents without any are in it, too.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn every_fix(&self) -> Result<Vec<Holding>> {
        self.read("reading the fixes", |c| {
            holdings(&incidents(c)?, |id| names::all(c, Some(id), Kind::Fix))
        })
    }

    /// The contributing factors of every incident, of each by number.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn every_factor(&self) -> Result<Vec<Holding>> {
        self.read("reading the factors", |c| {
            holdings(&incidents(c)?, |id| names::all(c, Some(id), Kind::Factor))
        })
    }

    /// The reviews of every incident: one or none of each.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn every_review(&self) -> Result<Vec<Holding>> {
        self.read("reading the reviews", |c| {
            holdings(&incidents(c)?, |id| names::all(c, Some(id), Kind::Review))
        })
    }

    /// What the clocks of every incident are measured between
    /// ([`crate::domain::clocks::clocks`]): its milestones, and the first
    /// known act of the attacker, by (occurred, number).
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn every_milestone(&self) -> Result<Vec<Holding>> {
        self.read("reading the milestones", |c| {
            holdings(&incidents(c)?, |id| turning(c, id))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milestones_are_read_along_an_index_in_its_order() {
        let conn = Connection::open_in_memory().unwrap();
        super::super::schema::create(&conn).unwrap();
        for sql in [MILESTONES, ATTACK] {
            let mut query = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = query.raw_query().mapped(|row| row.get::<_, String>(3));
            let plan: Vec<String> = steps.map(|step| step.unwrap()).collect();
            let plan = plan.join("; ");
            assert!(plan.contains("incident=? AND kind=? AND word=?"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
    }
}
