//! What the work on a post-mortem reads, along indexes: a long timeline costs
//! it nothing.

use super::fault::Inner;
use super::rows;
use super::{Result, Store, StoreError, links, names};
use crate::domain::post_mortem::PostMortem;
use crate::domain::{Anchor, EntryKind, Filter, Id, Kind, Review, SectionKind, Thing, readiness};
use rusqlite::{Connection, named_params};
use std::collections::BTreeSet;

/// Entries of a kind that are read at most: the latest.
const MOST: usize = 500;
/// Mentions of a person that are looked through for one of this incident: the
/// latest.
const MENTIONS: i64 = 2000;

impl Store {
    /// Everything of an incident that its post-mortem is made of, and the
    /// factors of other incidents beside it. `hours` without an entry are a gap
    /// in its timeline.
    ///
    /// # Errors
    /// There is no such incident, or the file cannot be read.
    pub fn post_mortem(&self, incident: Id, hours: u32) -> Result<PostMortem> {
        let mut found = self.read("reading the post-mortem", |c| read(c, incident))?;
        let standing = |kind, starred| Filter {
            kind,
            starred,
            struck: Some(false),
            ..Filter::default()
        };
        let of = |filter: &Filter| {
            let window = self.timeline(incident, filter, Anchor::Tail, MOST)?;
            Ok::<_, StoreError>(window.rows)
        };
        found.register = of(&standing(Some(EntryKind::Decision), false))?;
        found
            .register
            .extend(of(&standing(Some(EntryKind::Question), false))?);
        found.lessons = of(&standing(Some(EntryKind::Lesson), false))?;
        found.walk = of(&standing(None, true))?;
        for milestone in of(&standing(Some(EntryKind::Milestone), false))? {
            if !found.walk.iter().any(|t| t.id == milestone.id) {
                found.walk.push(milestone);
            }
        }
        found.walk.sort_by_key(crate::domain::Key::of);
        let struck = self.struck_answers(&found.register)?;
        found.register.extend(struck);
        found.register.sort_by_key(crate::domain::Key::of);
        found.elsewhere = self.every_factor()?;
        found.elsewhere.retain(|h| h.incident.id != incident);
        found.gaps = readiness::missing(&self.checklist(incident, hours)?, hours);
        Ok(found)
    }
}

fn read(conn: &Connection, incident: Id) -> Inner<PostMortem> {
    let unknown = || StoreError::Unknown(format!("incident {incident}"));
    let of = |kind| names::all(conn, Some(incident), kind);
    let mut sections = Vec::new();
    for kind in SectionKind::ALL {
        sections.extend(links::thing(conn, kind.id(incident))?);
    }
    let mut found = PostMortem {
        incident: links::thing(conn, incident)?.ok_or_else(unknown)?,
        known: names::known(conn, Some(incident))?,
        roles: of(Kind::Role)?,
        review: links::thing(conn, Review::id(incident))?,
        sections,
        factors: of(Kind::Factor)?,
        fixes: of(Kind::Fix)?,
        register: Vec::new(),
        lessons: Vec::new(),
        walk: Vec::new(),
        took_part: Vec::new(),
        elsewhere: Vec::new(),
        gaps: Vec::new(),
    };
    found.took_part = took_part(conn, incident, &found)?;
    Ok(found)
}

/// Those who held a role, first, then those that something of the incident
/// names: a task, an entry, a check-in.
fn took_part(conn: &Connection, incident: Id, found: &PostMortem) -> Inner<Vec<Id>> {
    let held = found.roles.iter().filter_map(Thing::as_role);
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for person in held.map(|r| r.person) {
        if seen.insert(person) {
            out.push(person);
        }
    }
    for person in &found.known.people {
        if !seen.contains(&person.id) && is_named(conn, incident, person.id)? {
            out.push(person.id);
        }
    }
    Ok(out)
}

fn is_named(conn: &Connection, incident: Id, person: Id) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (
             SELECT 1 FROM (
                 SELECT source FROM mention WHERE incident = :nowhere AND target = :person
                 ORDER BY source DESC LIMIT :most
             ) JOIN thing ON thing.num = source
             WHERE thing.incident = :incident AND thing.withdrawn = 0
         )",
    )?
    .query_row(
        named_params! {
            ":nowhere": rows::or_empty(None), ":person": person.as_bytes(),
            ":incident": incident.as_bytes(), ":most": MENTIONS,
        },
        |row| row.get(0),
    )
}
