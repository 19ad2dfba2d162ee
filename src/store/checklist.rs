//! What the checklist of a post-mortem looks at, read along indexes: a long
//! timeline costs it nothing, and it finds what it would find in all of it.

use super::fault::Inner;
use super::record::turns;
use super::rows::{self, columns};
use super::windows::{Query, Side};
use super::{Result, Store, StoreError, links, names, situation};
use crate::domain::{
    ArtifactKind, EntryKind, Id, Key, Kind, Label, Record, Review, Thing, register,
};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params};
use std::collections::BTreeMap;

impl Store {
    /// The record of an incident as far as [`crate::domain::readiness`] looks
    /// at it: what is done and the entries that no rule asks for are left out.
    /// `hours` without an entry are a gap in the timeline.
    ///
    /// # Errors
    /// There is no such incident, or the file cannot be read.
    pub fn checklist(&self, incident: Id, hours: u32) -> Result<Record> {
        self.read("reading what a post-mortem needs", |c| {
            read(c, incident, hours)
        })
    }
}

pub(super) fn read(conn: &Connection, incident: Id, hours: u32) -> Inner<Record> {
    let unknown = || StoreError::Unknown(format!("incident {incident}"));
    let of = |kind| names::all(conn, Some(incident), kind);
    let files = Query {
        word: Some(ArtifactKind::File.word()),
        ..Query::of(incident, Kind::Artifact)
    };
    let mut record = Record {
        incident: links::thing(conn, incident)?.ok_or_else(unknown)?,
        known: names::known(conn, Some(incident))?,
        roles: of(Kind::Role)?,
        entries: entries(conn, incident, hours)?,
        tasks: situation::still_open(conn, incident, Kind::Task)?,
        artifacts: files.fetch(conn, Side::From, Key::FIRST, usize::MAX)?,
        check_ins: Vec::new(),
        handovers: of(Kind::Handover)?,
        duties: Vec::new(),
        injects: Vec::new(),
        factors: of(Kind::Factor)?,
        fixes: of(Kind::Fix)?,
        sections: of(Kind::Section)?,
        review: links::thing(conn, Review::id(incident))?.filter(|t| !t.withdrawn),
        turns: Vec::new(),
    };
    record.turns = turns(conn, [&record.incident])?;
    Ok(record)
}

/// Entries, each once, in the order of the timeline.
#[derive(Default)]
struct Picked(BTreeMap<Key, Thing>);

impl Picked {
    fn add(&mut self, things: impl IntoIterator<Item = Thing>) {
        let things = things.into_iter();
        self.0.extend(things.map(|t| (Key::of(&t), t)));
    }
}

fn entries(conn: &Connection, incident: Id, hours: u32) -> Inner<Vec<Thing>> {
    let standing = Query {
        struck: Some(false),
        ..Query::of(incident, Kind::Entry)
    };
    let mut picked = Picked::default();
    for kind in [
        EntryKind::Milestone,
        EntryKind::Decision,
        EntryKind::Question,
        EntryKind::Lesson,
    ] {
        let of = Query {
            word: Some(kind.word()),
            ..standing
        };
        picked.add(of.fetch(conn, Side::From, Key::FIRST, usize::MAX)?);
    }
    // Of the attacker the first is asked for, and of the stars whether there is one.
    let attacker = Query {
        word: Some(EntryKind::Attacker.word()),
        ..standing
    };
    let starred = Query {
        starred: true,
        ..standing
    };
    for query in [attacker, starred] {
        picked.add(query.fetch(conn, Side::From, Key::FIRST, 1)?);
    }
    picked.add(standing.fetch(conn, Side::Before, Key::LAST, 1)?);
    picked.add(situation::promises(conn, incident)?);
    picked.add(struck_answers(conn, incident, &picked)?);
    stretches(conn, &standing, i64::from(hours) * 3_600_000, &mut picked)?;
    Ok(picked.0.into_values().collect())
}

/// The struck entries that were to answer a question.
fn struck_answers(conn: &Connection, incident: Id, picked: &Picked) -> Inner<Vec<Thing>> {
    let mut found = Vec::new();
    for question in picked.0.values() {
        let label: Option<Label> = register::answer(question, &[]);
        let answer = label.map(|label| links::by_label(conn, incident, label));
        found.extend(answer.transpose()?.flatten());
    }
    found.retain(|t| t.as_entry().is_some_and(|e| e.struck));
    Ok(found)
}

/// Enough entries to tell where more than `gap` lies between one and the next:
/// steps that are no longer than that, and both ends of those that are.
fn stretches(conn: &Connection, standing: &Query, gap: i64, picked: &mut Picked) -> Inner<()> {
    let first = standing.fetch(conn, Side::From, Key::FIRST, 1)?.pop();
    let mut here = first.as_ref().map(Key::of);
    picked.add(first);
    let mut gaps = false;
    while let Some(key) = here {
        let within = Key {
            at: key.at.saturating_add(gap).saturating_add(1),
            number: 0,
            ..Key::FIRST
        };
        let last_within = standing.fetch(conn, Side::Before, within, 1)?.pop();
        let next = match last_within.filter(|t| Key::of(t) > key) {
            Some(thing) => Some(thing),
            None => {
                let behind = standing.fetch(conn, Side::After, key, 1)?.pop();
                gaps |= behind.is_some();
                behind
            }
        };
        here = next.as_ref().map(Key::of);
        picked.add(next);
    }
    if gaps {
        picked.add(reaching(conn, standing.incident)?);
    }
    Ok(())
}

/// The entries that last, each of which reaches as far as any before it: one
/// that was begun long ago may cover what looks like a gap.
fn reaching(conn: &Connection, incident: Id) -> Inner<Vec<Thing>> {
    let mut query = conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_order
         WHERE incident = :incident AND kind = 'entry' AND withdrawn = 0 AND struck = 0
         AND (instr(body, '\"until\":') OR instr(body, '\"precision\":\"day\"'))
         ORDER BY shut, rank, at, number, id"
    ))?;
    let lasting = query.query_map(
        named_params! { ":incident": incident.as_bytes() },
        rows::thing,
    )?;
    let mut furthest = DateTime::<Utc>::MIN_UTC;
    let mut found = Vec::new();
    for thing in lasting {
        let thing = thing?;
        let Some(entry) = thing.as_entry() else {
            continue;
        };
        let (from, until) = entry.when.bounds();
        if until > from && until >= furthest {
            furthest = until;
            found.push(thing);
        }
    }
    Ok(found)
}
