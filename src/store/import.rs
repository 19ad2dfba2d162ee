//! Taking in the record of one incident from another file: all of it or
//! nothing, in one transaction, change by change, so that it may be large.

use super::append::Writer;
use super::fault::{Fault, Inner};
use super::{By, Store, StoreError, amounts, join, links, meta, names};
use crate::domain::{
    Carried, Change, Edit, Id, Incident, IncidentEdit, Kind, Swap, Thing, fresh_id,
};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, TransactionBehavior, named_params};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How far clocks of two machines may be apart: more than any zone, taken for
/// another, makes them.
const APART: TimeDelta = TimeDelta::days(1);

/// Labels that were given twice, of which this many are told.
const TOLD: i64 = 20;

/// What holds for an import.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The incident whose record it is.
    pub incident: Id,
    /// The key it is to have here; as it is, if none.
    pub key: Option<String>,
    /// Whether changes are taken in whose clock is ahead of this machine's.
    pub any_clock: bool,
    /// Who imports, and when.
    pub by: By,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq)]
pub struct Joined {
    /// How many changes were not here.
    pub new: u64,
    /// The incident as it stood here, if it did.
    pub was: Option<Thing>,
    /// The incident as it stands.
    pub incident: Thing,
    /// Names that two things have by now: `@lee`, `#forensics`, `E12`.
    pub twins: Vec<String>,
}

/// An import under way.
pub struct Joining<'c> {
    conn: &'c Connection,
    path: &'c Path,
    writer: Writer<'c>,
    terms: &'c Terms,
    /// The last row of the journal before it.
    start: i64,
    new: u64,
    was: Option<Thing>,
    people: BTreeSet<Id>,
}

impl<'c> Joining<'c> {
    fn new(conn: &'c Connection, path: &'c Path, terms: &'c Terms) -> Inner<Self> {
        let writer = Writer::new(conn)?;
        amounts::begin(conn)?;
        Ok(Self {
            conn,
            path,
            start: writer.last(),
            writer,
            terms,
            new: 0,
            was: links::thing(conn, terms.incident)?,
            people: BTreeSet::new(),
        })
    }

    /// Takes in one change; says whether it was new.
    ///
    /// # Errors
    /// It is about something of another incident, contradicts one that is
    /// here, or its clock is ahead of this machine's.
    pub fn take_in(&mut self, carried: &Carried) -> super::Result<bool> {
        let carried = join::whole_milliseconds(carried);
        self.place(&carried)
            .map_err(|fault| fault.told(self.path, "importing"))
    }

    fn place(&mut self, carried: &Carried) -> Inner<bool> {
        if let Some(detail) = self.strange(&carried.event.change)? {
            let id = carried.event.id;
            return Err(StoreError::Unjoinable { id, detail }.into());
        }
        if join::is_here(self.conn, carried)? {
            amounts::known(self.conn, carried.event.id)?;
            return Ok(false);
        }
        self.is_past(carried)?;
        self.writer.take_in(carried)?;
        self.new += 1;
        Ok(true)
    }

    /// Asks the file, as it is in the midst of the import, with the last row of
    /// the journal before it.
    pub(super) fn asked<T>(
        &self,
        work: impl FnOnce(&Connection, i64) -> Inner<T>,
    ) -> super::Result<T> {
        work(self.conn, self.start).map_err(|fault| fault.told(self.path, "importing"))
    }

    /// Why a change is none of this incident, if it is not: it would alter
    /// another one.
    fn strange(&mut self, change: &Change) -> Inner<Option<String>> {
        let own = self.terms.incident;
        if let Change::Create {
            id, incident, body, ..
        } = change
        {
            let kind = body.kind();
            let person = kind == Kind::Person;
            if person {
                self.people.insert(*id);
            }
            let wanted = (!person).then_some(own);
            if *incident != wanted || (kind == Kind::Incident && *id != own) {
                return Ok(Some(format!("its {} is of another incident", kind.word())));
            }
        }
        let found = self.writer.thing(change.subject())?;
        let elsewhere = found.is_some_and(|t| t.incident.is_some_and(|i| i != own));
        Ok(elsewhere.then(|| "what it alters is of another incident here".into()))
    }

    fn is_past(&self, carried: &Carried) -> Inner<()> {
        let clock = carried.event.stamp.hlc.0 >> 16;
        let at = DateTime::<Utc>::from_timestamp_millis(clock).unwrap_or_default();
        let at = at.max(carried.event.at);
        if self.terms.any_clock || at <= self.terms.by.now + APART {
            return Ok(());
        }
        let id = carried.event.id;
        Err(StoreError::Ahead { id, at }.into())
    }

    fn finish(mut self) -> Inner<Joined> {
        self.whole()?;
        self.rename()?;
        let (conn, own) = (self.conn, self.terms.incident);
        let (new, was) = (self.new, self.was);
        self.writer.finish()?;
        let incident = incident(conn, own)?;
        if meta::id(conn, meta::CURRENT).ok().flatten().is_none() {
            meta::put(conn, meta::CURRENT, own.as_bytes())?;
        }
        let twins = match new {
            0 => Vec::new(),
            _ => twins(conn, own, &self.people, was.is_some())?,
        };
        Ok(Joined {
            new,
            was,
            incident,
            twins,
        })
    }

    /// Refuses changes to what nobody created.
    fn whole(&self) -> Inner<()> {
        let mut query = self.conn.prepare_cached(
            "SELECT id FROM journal WHERE seq > :start
             AND NOT EXISTS (SELECT 1 FROM thing WHERE thing.id = journal.subject) LIMIT 1",
        )?;
        let mut rows = query.query(named_params! { ":start": self.start })?;
        let Some(row) = rows.next()? else {
            return Ok(());
        };
        let id = super::rows::id(row, 0)?.unwrap_or_default();
        let detail = "nothing creates what it alters".into();
        Err(StoreError::Unjoinable { id, detail }.into())
    }

    /// Gives the incident the key it is to have, where it must have one of its own.
    fn rename(&mut self) -> Inner<()> {
        let own = incident(self.conn, self.terms.incident)?;
        let Some(Incident { key, .. }) = own.as_incident() else {
            return Ok(());
        };
        if let Some(wanted) = self.terms.key.as_ref().filter(|wanted| *wanted != key) {
            let (was, now) = (key.clone(), wanted.clone());
            let edit = Edit::Incident(IncidentEdit::Key(Swap { was, now }));
            let change = Change::Edit { id: own.id, edit };
            self.writer.record(&self.terms.by, fresh_id(), change)?;
            return Ok(());
        }
        match names::other_with_key(self.conn, own.id, key)? {
            Some(other) if !own.withdrawn => Err(StoreError::KeyClash {
                key: key.clone(),
                title: other.headline().to_owned(),
                free: names::free_key(self.conn, "", self.terms.by.now)?,
            }
            .into()),
            Some(_) | None => Ok(()),
        }
    }
}

fn incident(conn: &Connection, id: Id) -> Inner<Thing> {
    let found = links::thing(conn, id)?.filter(|t| t.as_incident().is_some());
    Ok(found.ok_or_else(|| StoreError::Unknown(format!("incident {id} among the changes")))?)
}

/// The names that two things have: of people that came with this record, of
/// workstreams of the incident, and of labels where both sides gave them.
fn twins(conn: &Connection, own: Id, people: &BTreeSet<Id>, both: bool) -> Inner<Vec<String>> {
    let mut named: BTreeMap<String, Vec<Thing>> = BTreeMap::new();
    let everyone = names::all(conn, None, Kind::Person)?;
    let streams = names::all(conn, Some(own), Kind::Workstream)?;
    for thing in everyone.into_iter().chain(streams) {
        let name = thing.name().to_lowercase();
        named.entry(name).or_default().push(thing);
    }
    let ours = |t: &Thing| t.incident == Some(own) || people.contains(&t.id);
    let twice = named
        .into_values()
        .filter(|all| all.len() > 1 && all.iter().any(ours));
    let mut told: Vec<String> = twice.map(|all| all[0].name()).collect();
    if both {
        told.extend(labels(conn, own)?);
    }
    Ok(told)
}

fn labels(conn: &Connection, own: Id) -> Inner<Vec<String>> {
    let mut query = conn.prepare_cached(
        "SELECT min(id) FROM thing INDEXED BY thing_label
         WHERE incident = :incident AND number > 0
         GROUP BY kind, number HAVING count(*) > 1 LIMIT :told",
    )?;
    let mut rows = query.query(named_params! { ":incident": own.as_bytes(), ":told": TOLD })?;
    let mut told = Vec::new();
    while let Some(row) = rows.next()? {
        let id = super::rows::id(row, 0)?.unwrap_or_default();
        told.extend(links::thing(conn, id)?.map(|t| t.name()));
    }
    Ok(told)
}

impl Store {
    /// Takes in the record of an incident: `work` hands over its changes, and
    /// all of them are recorded, or none when it, or one of them, fails.
    ///
    /// # Errors
    /// What `work` says; the changes do not make up the incident, another one
    /// has its key, or the file is busy, full, damaged or not writable.
    pub fn import<E: From<StoreError>>(
        &mut self,
        terms: &Terms,
        work: impl FnOnce(&mut Joining<'_>) -> Result<(), E>,
    ) -> Result<Joined, E> {
        self.present()?;
        let path = self.path.clone();
        let told = |fault: Fault| E::from(fault.told(&path, "importing"));
        let all = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|e| told(e.into()))?;
        let mut joining = Joining::new(&all, &path, terms).map_err(told)?;
        work(&mut joining)?;
        let joined = joining.finish().map_err(told)?;
        all.commit().map_err(|e| told(e.into()))?;
        Ok(joined)
    }
}
