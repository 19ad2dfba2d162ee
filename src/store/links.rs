//! Things by identity and by label, and the links between them. Mentions are
//! kept as they were written and resolved when they are read: only what
//! exists links.

use super::fault::Inner;
use super::journal;
use super::rows::{self, columns};
use super::{Result, Store, facets};
use crate::domain::{Body, Event, Id, Label, LabelKind, Link, Thing};
use rusqlite::{Connection, OptionalExtension, named_params};
use std::collections::HashSet;

pub(super) fn thing(conn: &Connection, id: Id) -> rusqlite::Result<Option<Thing>> {
    conn.prepare_cached(concat!("SELECT ", columns!(), " FROM thing WHERE id = :id"))?
        .query_row(named_params! { ":id": id.as_bytes() }, rows::thing)
        .optional()
}

/// The thing a label names. Two replicas may have given one label twice: the
/// older creation keeps it, and the other is reached from the lists.
pub(super) fn by_label(
    conn: &Connection,
    incident: Id,
    label: Label,
) -> rusqlite::Result<Option<Thing>> {
    labelled(conn, incident, label, false)
}

/// The thing a label names among those that count, or that were withdrawn.
fn labelled(
    conn: &Connection,
    incident: Id,
    label: Label,
    withdrawn: bool,
) -> rusqlite::Result<Option<Thing>> {
    let kind = match label.kind {
        LabelKind::Task => "task",
        LabelKind::Artifact => "artifact",
        LabelKind::CheckIn => "check-in",
        LabelKind::Factor => "factor",
        LabelKind::Fix => "fix",
        LabelKind::Entry | LabelKind::Decision | LabelKind::Question => "entry",
    };
    let oldest = " ORDER BY (SELECT hlc FROM journal WHERE subject = thing.id ORDER BY hlc LIMIT 1),
        (SELECT replica FROM journal WHERE subject = thing.id ORDER BY hlc, replica LIMIT 1), id LIMIT 1";
    let by_number = concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_label
         WHERE incident = :incident AND kind = :kind AND number = :number AND withdrawn = :withdrawn
         AND :register IS NOT NULL"
    );
    let by_register = concat!(
        "SELECT ",
        columns!(),
        " FROM thing INDEXED BY thing_register
         WHERE incident = :incident AND register = :register AND withdrawn = :withdrawn
         AND kind = :kind AND :number > 0"
    );
    let wanted = match label.kind {
        LabelKind::Entry
        | LabelKind::Task
        | LabelKind::Artifact
        | LabelKind::CheckIn
        | LabelKind::Factor
        | LabelKind::Fix => by_number,
        LabelKind::Decision | LabelKind::Question => by_register,
    };
    conn.prepare_cached(&format!("{wanted}{oldest}"))?
        .query_row(
            named_params! {
                ":incident": incident.as_bytes(), ":kind": kind,
                ":number": label.number, ":register": label.to_string(),
                ":withdrawn": withdrawn,
            },
            rows::thing,
        )
        .optional()
}

fn link(thing: &Thing) -> Link {
    Link {
        id: thing.id,
        kind: thing.body.kind(),
        name: thing.name(),
        headline: thing.headline().to_owned(),
        struck: thing.as_entry().is_some_and(|e| e.struck),
    }
}

fn from(conn: &Connection, id: Id) -> Inner<Vec<Link>> {
    let Some(source) = thing(conn, id)? else {
        return Ok(Vec::new());
    };
    let mut ends = Vec::new();
    for label in facets::labels_in(&source) {
        ends.extend(
            source
                .incident
                .map(|i| by_label(conn, i, label))
                .transpose()?
                .flatten(),
        );
    }
    let own = source.as_entry().and_then(|e| e.workstream);
    for named in own.into_iter().chain(facets::named(&source)) {
        ends.extend(thing(conn, named)?.filter(|t| !t.withdrawn));
    }
    let mut seen = HashSet::from([id]);
    ends.retain(|t| seen.insert(t.id));
    Ok(ends.iter().map(link).collect())
}

/// The names under which a thing is mentioned: labels that resolve to it.
fn own_labels(conn: &Connection, thing: &Thing) -> Inner<Vec<Label>> {
    let Some(incident) = thing.incident else {
        return Ok(Vec::new());
    };
    let mut labels = Vec::new();
    for label in [thing.label(), facets::register(thing)]
        .into_iter()
        .flatten()
    {
        if by_label(conn, incident, label)?.is_some_and(|t| t.id == thing.id) {
            labels.push(label);
        }
    }
    Ok(labels)
}

fn to(conn: &Connection, id: Id, limit: usize) -> Inner<Vec<Link>> {
    let Some(target) = thing(conn, id)? else {
        return Ok(Vec::new());
    };
    let mut found: Vec<(i64, Thing)> = Vec::new();
    for label in own_labels(conn, &target)? {
        found.extend(mentions(conn, target.incident, &label.to_string(), limit)?);
    }
    found.extend(mentions(conn, None, id.as_bytes(), limit)?);
    if matches!(target.body, Body::Workstream(_)) {
        found.extend(of_stream(conn, &target, limit)?);
    }
    found.sort_by_key(|(num, _)| std::cmp::Reverse(*num));
    let mut seen = HashSet::from([id]);
    found.retain(|(_, t)| seen.insert(t.id));
    found.truncate(limit);
    Ok(found.iter().map(|(_, t)| link(t)).collect())
}

fn mentions(
    conn: &Connection,
    incident: Option<Id>,
    target: &dyn rusqlite::ToSql,
    limit: usize,
) -> rusqlite::Result<Vec<(i64, Thing)>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        ", num FROM mention JOIN thing ON thing.num = mention.source
         WHERE mention.incident = :incident AND target = :target
         ORDER BY source DESC LIMIT :limit"
    ))?
    .query_map(
        named_params! {
            ":incident": rows::or_empty(incident.as_ref()), ":target": target,
            ":limit": i64::try_from(limit).unwrap_or(i64::MAX),
        },
        |row| Ok((row.get(7)?, rows::thing(row)?)),
    )?
    .collect()
}

/// The entries of a workstream, which its lens orders: the latest of them.
fn of_stream(
    conn: &Connection,
    stream: &Thing,
    limit: usize,
) -> rusqlite::Result<Vec<(i64, Thing)>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        ", num FROM thing INDEXED BY thing_lens
         WHERE incident IS :incident AND workstream = :stream AND kind = 'entry' AND withdrawn = 0
         ORDER BY shut DESC, rank DESC, at DESC, number DESC, id DESC LIMIT :limit"
    ))?
    .query_map(
        named_params! {
            ":incident": rows::opt(stream.incident.as_ref()), ":stream": stream.id.as_bytes(),
            ":limit": i64::try_from(limit).unwrap_or(i64::MAX),
        },
        |row| Ok((row.get(7)?, rows::thing(row)?)),
    )?
    .collect()
}

impl Store {
    /// A thing by its identity, withdrawn or not.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn thing(&self, id: Id) -> Result<Option<Thing>> {
        self.read("reading", |c| Ok(thing(c, id)?))
    }

    /// The thing a label names: `D2` and `Q5` name the entry that is it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn by_label(&self, incident: Id, label: Label) -> Result<Option<Thing>> {
        self.read("looking up a label", |c| Ok(by_label(c, incident, label)?))
    }

    /// The thing a label named until it was withdrawn, so that it can be
    /// looked at and brought back.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn withdrawn_by_label(&self, incident: Id, label: Label) -> Result<Option<Thing>> {
        self.read("looking up a label", |c| {
            Ok(labelled(c, incident, label, true)?)
        })
    }

    /// What a thing refers to, in the order it does.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn links_from(&self, id: Id) -> Result<Vec<Link>> {
        self.read("reading links", |c| from(c, id))
    }

    /// What refers to a thing, newest first, at most `limit`.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn links_to(&self, id: Id, limit: usize) -> Result<Vec<Link>> {
        self.read("reading links", |c| to(c, id, limit))
    }

    /// Every change to a thing, in the order they count.
    ///
    /// # Errors
    /// The file cannot be read, or a row of the journal makes no sense.
    pub fn history(&self, id: Id) -> Result<Vec<Event>> {
        self.read("reading a history", |c| {
            journal::of_subject(c, id, i64::MAX)
        })
    }

    /// The changes of one act, in the order they were recorded.
    ///
    /// # Errors
    /// The file cannot be read, or a row of the journal makes no sense.
    pub fn batch(&self, batch: Id) -> Result<Vec<Event>> {
        self.read("reading an act", |c| journal::of_batch(c, batch))
    }

    /// Changes after a place in the journal, in the order they were recorded,
    /// each with its place: what another replica joins.
    ///
    /// # Errors
    /// The file cannot be read, or a row of the journal makes no sense.
    pub fn events(&self, after: i64, count: usize) -> Result<Vec<(i64, Event)>> {
        self.read("reading the journal", |c| {
            let lines = journal::after(c, after, count)?;
            lines
                .iter()
                .map(|line| Ok((line.seq, line.event()?)))
                .collect()
        })
    }
}
