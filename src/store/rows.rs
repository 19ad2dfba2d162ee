//! Rows of `thing` as things. A row that cannot be read is shown as one that
//! says so: it never hides the rows around it.

use crate::domain::{
    Artifact, ArtifactKind, Body, CheckIn, Duty, Entry, EntryKind, Factor, Fix, FixKind, Handover,
    Hlc, Id, Incident, Inject, Kind, Limit, Mark, Person, Review, Role, RoleHeld, Section,
    SectionKind, Severity, Snooze, Task, Thing, When, Workstream,
};
use chrono::{DateTime, Utc};
use rusqlite::{Row, types::ValueRef};

/// The columns that [`thing`] reads, in order, for `concat!`.
macro_rules! columns {
    () => {
        "thing.body, thing.id, thing.incident, thing.kind, thing.number, thing.at, thing.withdrawn"
    };
}
pub(super) use columns;

/// The thing a row of [`columns!`] holds.
pub(super) fn thing(row: &Row<'_>) -> rusqlite::Result<Thing> {
    match body(row, 0)? {
        Ok(thing) => Ok(thing),
        Err(why) => placeholder(row, &why),
    }
}

/// The thing a body column holds, or why it holds none.
pub(super) fn body(row: &Row<'_>, at: usize) -> rusqlite::Result<Result<Thing, String>> {
    let bytes = match row.get_ref(at)? {
        ValueRef::Text(b) | ValueRef::Blob(b) => b,
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => &[],
    };
    // Valid UTF-8 is borrowed; the rest is read with U+FFFD in place of what is not.
    let text = String::from_utf8_lossy(bytes);
    Ok(serde_json::from_str(&text).map_err(|e| e.to_string()))
}

/// An identity for a column that may be empty.
pub(super) fn opt(id: Option<&Id>) -> Option<&[u8; 16]> {
    id.map(Id::as_bytes)
}

/// An identity for a column of a primary key: no bytes for none.
pub(super) fn or_empty(id: Option<&Id>) -> &[u8] {
    id.map_or(&[], |id| id.as_bytes())
}

/// The identity in a column, if it holds one.
pub(super) fn id(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Id>> {
    let bytes = super::journal::bytes(row, at)?;
    Ok(Id::from_slice(&bytes).ok())
}

fn placeholder(row: &Row<'_>, why: &str) -> rusqlite::Result<Thing> {
    let words = format!("this row cannot be read ({why}); run `warroom verify`");
    let kind = super::journal::bytes(row, 3)?;
    let at: i64 = row.get::<_, Option<i64>>(5).ok().flatten().unwrap_or(0);
    let at = DateTime::from_timestamp_millis(at).unwrap_or(DateTime::<Utc>::UNIX_EPOCH);
    let mark = Mark {
        at,
        author: String::new(),
        hlc: Hlc::default(),
    };
    let incident = id(row, 2)?;
    Ok(Thing {
        id: id(row, 1)?.unwrap_or_default(),
        incident,
        number: row.get(4).unwrap_or(0),
        withdrawn: row.get(6).unwrap_or(false),
        earlier: Vec::new(),
        created: mark.clone(),
        changed: mark,
        body: stand_in(&kind, at, words),
    })
}

/// A body of the row's own kind, so that lists of that kind can show it.
fn stand_in(kind: &[u8], at: DateTime<Utc>, words: String) -> Body {
    let kind = Kind::ALL
        .iter()
        .copied()
        .find(|k| k.word().as_bytes() == kind);
    match kind.unwrap_or(Kind::Entry) {
        Kind::Entry => Body::Entry(Entry::new(EntryKind::Note, When::now(at), words)),
        Kind::Task => Body::Task(Task::new(words)),
        Kind::Artifact => Body::Artifact(Artifact::new(ArtifactKind::Document, words)),
        Kind::Incident => Body::Incident(Incident::new("unreadable", words, Severity::Sev5)),
        Kind::Workstream => Body::Workstream(Workstream {
            objective: words,
            ..Workstream::new("unreadable")
        }),
        Kind::Person => Body::Person(Person {
            name: words,
            ..Person::new("unreadable")
        }),
        Kind::Role => Body::Role(RoleHeld {
            person: Id::nil(),
            role: Role::Sme,
            workstream: None,
            from: at,
            until: None,
        }),
        Kind::CheckIn => Body::CheckIn(CheckIn::new(Some(When::now(at)))),
        Kind::Handover => Body::Handover(Handover::new(Role::Ic, Id::nil(), words, at)),
        Kind::Duty => Body::Duty(Duty::new("unreadable", words, Limit::Hours(0))),
        Kind::Snooze => Body::Snooze(Snooze {
            need: String::new(),
            until: at,
            reason: words,
        }),
        Kind::Inject => Body::Inject(Inject {
            skipped: true,
            ..Inject::new("unreadable", 0, words)
        }),
        Kind::Factor => Body::Factor(Factor::new(words)),
        Kind::Fix => Body::Fix(Fix::new(words, FixKind::Patch)),
        Kind::Section => Body::Section(Section {
            text: words,
            ..Section::new(SectionKind::WhatHappened)
        }),
        Kind::Review => Body::Review(Review {
            notes: words,
            ..Review::default()
        }),
    }
}
