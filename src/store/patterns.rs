//! What patterns are found in, of all incidents at one moment.

use super::across::{holdings, incidents, turning};
use super::fault::Inner;
use super::rows::{self, columns};
use super::{Result, Store, names};
use crate::domain::patterns::Material;
use crate::domain::{Id, Kind, Thing};
use rusqlite::{Connection, named_params};

/// The assets of an incident, by number.
const ASSETS: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM thing INDEXED BY thing_word
     WHERE incident = :incident AND kind = 'artifact' AND word = 'asset' AND word <> 'note'
     AND withdrawn = 0
     ORDER BY shut, rank, at, number, id"
);

fn assets(conn: &Connection, incident: Id) -> rusqlite::Result<Vec<Thing>> {
    conn.prepare_cached(ASSETS)?
        .query_map(
            named_params! { ":incident": incident.as_bytes() },
            rows::thing,
        )?
        .collect()
}

fn material(conn: &Connection) -> Inner<Material> {
    let all = incidents(conn)?;
    let of = |kind| holdings(&all, move |id| names::all(conn, Some(id), kind));
    Ok(Material {
        fixes: of(Kind::Fix)?,
        factors: of(Kind::Factor)?,
        milestones: holdings(&all, |id| turning(conn, id))?,
        assets: holdings(&all, |id| assets(conn, id))?,
    })
}

impl Store {
    /// What [`crate::domain::patterns::Patterns`] are found in.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn pattern_material(&self) -> Result<Material> {
        self.read("reading all incidents", material)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_are_read_along_an_index_in_its_order() {
        let conn = Connection::open_in_memory().unwrap();
        super::super::schema::create(&conn).unwrap();
        let mut query = conn
            .prepare(&format!("EXPLAIN QUERY PLAN {ASSETS}"))
            .unwrap();
        let steps = query.raw_query().mapped(|row| row.get::<_, String>(3));
        let plan: Vec<String> = steps.map(|step| step.unwrap()).collect();
        let plan = plan.join("; ");
        assert!(plan.contains("incident=? AND kind=? AND word=?"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}
