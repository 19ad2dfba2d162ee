//! Incidents, people, workstreams and roles: the small sets that are held whole.

use super::fault::Inner;
use super::rows::{self, columns};
use super::{Result, Store, StoreError, links, meta};
use crate::domain::{
    Body, Change, Edit, Id, Incident, IncidentEdit, Kind, Known, PersonEdit, Thing, WorkstreamEdit,
};
use chrono::{DateTime, Datelike, Utc};
use rusqlite::{Connection, named_params};

/// The things of a kind that are not withdrawn, in the order of their kind;
/// for people the incident is none.
pub(super) fn all(
    conn: &Connection,
    incident: Option<Id>,
    kind: Kind,
) -> rusqlite::Result<Vec<Thing>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_order
         WHERE incident IS :incident AND kind = :kind AND withdrawn = 0
         ORDER BY shut, rank, at, number, id"
    ))?
    .query_map(
        named_params! { ":incident": rows::opt(incident.as_ref()), ":kind": kind.word() },
        rows::thing,
    )?
    .collect()
}

/// The things of a kind that were withdrawn; for people the incident is none.
fn withdrawn(conn: &Connection, incident: Option<Id>, kind: Kind) -> rusqlite::Result<Vec<Thing>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_label
         WHERE incident IS :incident AND kind = :kind AND withdrawn = 1"
    ))?
    .query_map(
        named_params! { ":incident": rows::opt(incident.as_ref()), ":kind": kind.word() },
        rows::thing,
    )?
    .collect()
}

/// Milestones that are held at most: a response has a dozen.
const MILESTONES: u32 = 1000;

fn milestones(conn: &Connection, incident: Id) -> rusqlite::Result<Vec<Thing>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_word
         WHERE incident = :incident AND kind = 'entry' AND word = 'milestone' AND word <> 'note'
         AND withdrawn = 0
         ORDER BY shut, rank, at, number, id LIMIT :most"
    ))?
    .query_map(
        named_params! { ":incident": incident.as_bytes(), ":most": MILESTONES },
        rows::thing,
    )?
    .collect()
}

/// The names that can be typed in an incident.
pub(super) fn known(conn: &Connection, incident: Option<Id>) -> rusqlite::Result<Known> {
    let mut people = all(conn, None, Kind::Person)?;
    people.sort_by_key(|t| t.as_person().map(|p| p.handle.to_lowercase()));
    let workstreams = match incident {
        Some(_) => all(conn, incident, Kind::Workstream)?,
        None => Vec::new(),
    };
    let own = incident.map(|id| links::thing(conn, id)).transpose()?;
    Ok(Known {
        incident: own.flatten().filter(|t| !t.withdrawn),
        people,
        workstreams,
        promises: incident
            .map_or_else(|| Ok(Vec::new()), |id| super::situation::promises(conn, id))?,
        milestones: incident.map_or_else(|| Ok(Vec::new()), |id| milestones(conn, id))?,
        cited: Vec::new(),
    })
}

/// Refuses a change that would give a name to two: somebody may have made it
/// since the form was opened that asks for it.
pub(super) fn free(conn: &Connection, change: &Change) -> Inner<()> {
    let (id, incident, kind, word) = match change {
        Change::Create {
            id, incident, body, ..
        } => {
            if let Body::Person(b) = &**body {
                (id, None, Kind::Person, &b.handle)
            } else if let Body::Workstream(b) = &**body {
                (id, *incident, Kind::Workstream, &b.slug)
            } else {
                return Ok(());
            }
        }
        Change::Edit {
            id,
            edit: Edit::Person(PersonEdit::Handle(swap)),
        } => (id, None, Kind::Person, &swap.now),
        Change::Edit {
            id,
            edit: Edit::Workstream(WorkstreamEdit::Slug(swap)),
        } => {
            let own = links::thing(conn, *id)?;
            let incident = own.and_then(|t| t.incident);
            (id, incident, Kind::Workstream, &swap.now)
        }
        Change::Edit {
            id,
            edit: Edit::Incident(IncidentEdit::Key(swap)),
        } => {
            return match other_with_key(conn, *id, &swap.now)? {
                Some(_) => Err(StoreError::KeyTaken(swap.now.clone()).into()),
                None => Ok(()),
            };
        }
        Change::Edit { .. } | Change::Withdraw { .. } => return Ok(()),
    };
    let named = |t: &Thing| t.id != *id && t.name()[1..].eq_ignore_ascii_case(word);
    match all(conn, incident, kind)?.into_iter().find(named) {
        Some(other) => Err(StoreError::NameTaken(other.name()).into()),
        None => Ok(()),
    }
}

/// Every incident, withdrawn or not, oldest first.
pub(super) fn every_incident(conn: &Connection) -> rusqlite::Result<Vec<Thing>> {
    let mut found: Vec<Thing> = conn
        .prepare_cached(concat!(
            "SELECT ",
            columns!(),
            " FROM thing INDEXED BY thing_incidents
             WHERE kind = 'incident'"
        ))?
        .query_map([], rows::thing)?
        .collect::<rusqlite::Result<_>>()?;
    found.sort_by_key(|t| (t.created.hlc, t.id));
    Ok(found)
}

/// Another incident with a key, whatever its case, that was not withdrawn.
pub(super) fn other_with_key(
    conn: &Connection,
    own: Id,
    key: &str,
) -> rusqlite::Result<Option<Thing>> {
    let named = |t: &Thing| {
        let same = t.as_incident().map(|i| i.key.eq_ignore_ascii_case(key));
        t.id != own && !t.withdrawn && same == Some(true)
    };
    Ok(every_incident(conn)?.into_iter().find(named))
}

/// The key as given, or the next free one of the year.
pub(super) fn free_key(conn: &Connection, wanted: &str, now: DateTime<Utc>) -> Inner<String> {
    let incidents = every_incident(conn)?;
    let keys = || {
        incidents
            .iter()
            .filter_map(|t| t.as_incident())
            .map(|i| i.key.as_str())
    };
    let wanted = wanted.trim();
    if !wanted.is_empty() {
        if keys().any(|k| k.eq_ignore_ascii_case(wanted)) {
            return Err(StoreError::KeyTaken(wanted.into()).into());
        }
        return Ok(wanted.into());
    }
    let start = format!("INC-{}-", now.year());
    let taken = keys().filter_map(|k| k.strip_prefix(&start)?.parse::<u32>().ok());
    Ok(format!(
        "{start}{:03}",
        taken.max().unwrap_or(0).saturating_add(1)
    ))
}

/// The incident that is worked on.
fn current(conn: &Connection) -> rusqlite::Result<Option<Thing>> {
    // A choice that cannot be read is as good as none: the newest is worked on.
    let chosen = meta::id(conn, meta::CURRENT).ok().flatten();
    let mut incidents: Vec<Thing> = every_incident(conn)?;
    incidents.retain(|t| !t.withdrawn);
    let at = incidents.iter().position(|t| Some(t.id) == chosen);
    let at = at.or(incidents.len().checked_sub(1));
    Ok(at.map(|at| incidents.swap_remove(at)))
}

impl Store {
    /// The incidents of the file that are not withdrawn, oldest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn incidents(&self) -> Result<Vec<Thing>> {
        let mut incidents = self.read("reading the incidents", |c| Ok(every_incident(c)?))?;
        incidents.retain(|t| !t.withdrawn);
        Ok(incidents)
    }

    /// The incident with a key, whatever its case, or with an identity.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn incident_by_key(&self, key: &str) -> Result<Option<Thing>> {
        let id = Id::parse_str(key.trim()).ok();
        let named = |t: &Thing| {
            let same = |i: &Incident| i.key.eq_ignore_ascii_case(key.trim());
            t.as_incident().is_some_and(same) || Some(t.id) == id
        };
        Ok(self.incidents()?.into_iter().find(named))
    }

    /// The withdrawn incident with a key, whatever its case.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn withdrawn_by_key(&self, key: &str) -> Result<Option<Thing>> {
        let named = |t: &Thing| {
            t.as_incident()
                .is_some_and(|i| t.withdrawn && i.key.eq_ignore_ascii_case(key.trim()))
        };
        let all = self.read("reading the incidents", |c| Ok(every_incident(c)?))?;
        Ok(all.into_iter().rev().find(named))
    }

    /// The withdrawn `@person` or `#workstream` of a name, whatever its case:
    /// of several, the one that was withdrawn last.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn withdrawn_by_name(&self, incident: Id, name: &str) -> Result<Option<Thing>> {
        let of = match name.chars().next() {
            Some('@') => (None, Kind::Person),
            Some('#') => (Some(incident), Kind::Workstream),
            Some(_) | None => return Ok(None),
        };
        let gone = self.read("looking up a name", |c| Ok(withdrawn(c, of.0, of.1)?))?;
        let named = gone
            .into_iter()
            .filter(|t| t.name().eq_ignore_ascii_case(name));
        Ok(named.max_by_key(|t| (t.changed.hlc, t.id)))
    }

    /// What was taken back altogether in an incident, the last first: things
    /// that can be named, and so be brought back.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn withdrawn(&self, incident: Id) -> Result<Vec<Thing>> {
        let named = |kind: &Kind| kind.series().is_some() || *kind == Kind::Workstream;
        let mut gone = self.read("reading what was taken back", |c| {
            let mut gone = withdrawn(c, None, Kind::Person)?;
            for kind in Kind::ALL.iter().copied().filter(named) {
                gone.extend(withdrawn(c, Some(incident), kind)?);
            }
            Ok(gone)
        })?;
        gone.sort_by_key(|t| std::cmp::Reverse((t.changed.hlc, t.id)));
        Ok(gone)
    }

    /// The incident that is worked on: the one last chosen, else the newest.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn current_incident(&self) -> Result<Option<Thing>> {
        self.read("reading the current incident", |c| Ok(current(c)?))
    }

    /// Chooses the incident that is worked on, for every process on this file.
    ///
    /// # Errors
    /// There is no such incident, or the file cannot be written.
    pub fn set_current(&mut self, incident: Id) -> Result<()> {
        self.write("choosing the incident", |conn| {
            if !every_incident(conn)?
                .iter()
                .any(|t| t.id == incident && !t.withdrawn)
            {
                return Err(StoreError::Unknown(format!("incident {incident}")).into());
            }
            Ok(meta::put(conn, meta::CURRENT, incident.as_bytes())?)
        })
    }

    /// The names that can be typed in an incident; the people alone without one.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn known(&self, incident: Option<Id>) -> Result<Known> {
        self.read("reading the names", |c| Ok(known(c, incident)?))
    }

    /// The contributing factors of an incident, by number.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn factors(&self, incident: Id) -> Result<Vec<Thing>> {
        self.read("reading the factors", |c| {
            Ok(all(c, Some(incident), Kind::Factor)?)
        })
    }

    /// The roles held in an incident, by start.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn roles(&self, incident: Id) -> Result<Vec<Thing>> {
        self.read("reading the roles", |c| {
            Ok(all(c, Some(incident), Kind::Role)?)
        })
    }
}
