//! What is refused whoever asks for it, at the one place where all ways meet:
//! within the transaction, once the changes of an act are projected.

use super::fault::Inner;
use super::{StoreError, links};
use crate::domain::{
    Body, Change, Closing, Edit, EntryEdit, Event, FactorEdit, FixEdit, Id, IncidentEdit, Label,
    Section, SectionEdit, SetEdit, TaskEdit, Thing, WorkstreamEdit,
};
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap, VecDeque};

/// Refuses what would write over a text that its author has not seen: looked
/// at before the change is projected.
pub(super) fn seen(conn: &Connection, change: &Change) -> Inner<()> {
    let was = match change {
        Change::Create { body, .. } => match &**body {
            Body::Section(_) | Body::Review(_) => None,
            _of_another_kind => return Ok(()),
        },
        Change::Edit {
            edit: Edit::Section(SectionEdit::Text(swap)),
            ..
        }
        | Change::Edit {
            edit:
                Edit::Incident(
                    IncidentEdit::Title(swap)
                    | IncidentEdit::Summary(swap)
                    | IncidentEdit::Impact(swap),
                )
                | Edit::Entry(EntryEdit::Text(swap))
                | Edit::Task(TaskEdit::Title(swap))
                | Edit::Factor(FactorEdit::Title(swap))
                | Edit::Fix(FixEdit::Title(swap)),
            ..
        } => Some(&swap.was),
        Change::Edit { .. } | Change::Withdraw { .. } => return Ok(()),
    };
    let Some(stands) = links::thing(conn, change.subject())? else {
        return Ok(());
    };
    let text = standing(&stands, change);
    if was.is_some_and(|was| was == text) {
        return Ok(());
    }
    let edited = StoreError::Edited {
        what: stands.name(),
        author: stands.changed.author.clone(),
        at: stands.changed.at,
        text: match &stands.body {
            Body::Section(_) => Section::standing(Some(&stands)).to_owned(),
            _of_another_kind => text.to_owned(),
        },
    };
    Err(edited.into())
}

/// The text that stands where a change would put another.
fn standing<'a>(thing: &'a Thing, change: &Change) -> &'a str {
    match (&thing.body, change) {
        (Body::Section(section), _) => &section.text,
        (Body::Entry(entry), _) => &entry.text,
        (Body::Task(task), _) => &task.title,
        (Body::Factor(factor), _) => &factor.title,
        (Body::Fix(fix), _) => &fix.title,
        (
            Body::Incident(incident),
            Change::Edit {
                edit: Edit::Incident(IncidentEdit::Impact(_)),
                ..
            },
        ) => &incident.impact,
        (
            Body::Incident(incident),
            Change::Edit {
                edit: Edit::Incident(IncidentEdit::Title(_)),
                ..
            },
        ) => &incident.title,
        (Body::Incident(incident), _) => &incident.summary,
        (_of_another_kind, _) => "",
    }
}

/// Refuses an act by what it has made: a circle, a thing that cannot be meant,
/// a reference to nothing, an end that nobody answers for.
pub(super) fn hold(conn: &Connection, events: &[Event]) -> Inner<()> {
    let changes: Vec<&Change> = events.iter().map(|e| &e.change).collect();
    if Closing::is_missing(&changes) {
        return Err(StoreError::Unanswered.into());
    }
    for event in events {
        refers(conn, &event.change)?;
        circle(conn, &event.change)?;
    }
    let subjects: BTreeSet<Id> = events.iter().filter_map(meant).collect();
    for id in subjects {
        let thing = links::thing(conn, id)?.filter(|t| !t.withdrawn);
        let refusal = thing.as_ref().and_then(|t| match &t.body {
            Body::Factor(b) => b.refusal(),
            Body::Fix(b) => b.refusal(),
            Body::Review(b) => b.refusal(),
            _of_another_kind => None,
        });
        if let (Some(thing), Some(why)) = (thing, refusal) {
            return Err(StoreError::Refused {
                what: thing.name(),
                why,
            }
            .into());
        }
    }
    Ok(())
}

/// The subject of a change that may make a thing what it cannot be.
fn meant(event: &Event) -> Option<Id> {
    let of_interest = match &event.change {
        Change::Create { body, .. } => {
            matches!(**body, Body::Factor(_) | Body::Fix(_) | Body::Review(_))
        }
        Change::Edit { edit, .. } => {
            matches!(edit, Edit::Factor(_) | Edit::Fix(_) | Edit::Review(_))
        }
        Change::Withdraw { .. } => false,
    };
    of_interest.then(|| event.change.subject())
}

/// Refuses evidence that is not there, and an answer to what is no factor.
fn refers(conn: &Connection, change: &Change) -> Inner<()> {
    let (evidence, factors): (Vec<Label>, Vec<Id>) = match change {
        Change::Create { body, .. } => match &**body {
            Body::Factor(b) => (
                b.evidence.values().into_iter().copied().collect(),
                b.under.into_iter().collect(),
            ),
            Body::Fix(b) => (
                Vec::new(),
                b.answers.values().into_iter().copied().collect(),
            ),
            _of_another_kind => return Ok(()),
        },
        Change::Edit { edit, .. } => match edit {
            Edit::Factor(FactorEdit::Evidence(SetEdit::Add(label))) => (vec![*label], Vec::new()),
            Edit::Factor(FactorEdit::Under(swap)) => (Vec::new(), swap.now.into_iter().collect()),
            Edit::Fix(FixEdit::Answers(SetEdit::Add(id))) => (Vec::new(), vec![*id]),
            _of_another_field => return Ok(()),
        },
        Change::Withdraw { .. } => return Ok(()),
    };
    let own = links::thing(conn, change.subject())?.and_then(|t| t.incident);
    for label in evidence {
        let found = own.map(|id| links::by_label(conn, id, label)).transpose()?;
        if found.flatten().is_none() {
            return Err(StoreError::Unknown(label.to_string()).into());
        }
    }
    for id in factors {
        let found = links::thing(conn, id)?.filter(|t| !t.withdrawn);
        if found.is_none_or(|t| t.as_factor().is_none()) {
            return Err(StoreError::Unknown(format!("factor {id}")).into());
        }
    }
    Ok(())
}

/// Refuses a change that closes a circle, with the way round.
fn circle(conn: &Connection, change: &Change) -> Inner<()> {
    let subject = change.subject();
    let ends: Vec<Id> = match change {
        Change::Edit { edit, .. } => match edit {
            Edit::Task(TaskEdit::BlockedBy(SetEdit::Add(on)))
            | Edit::Workstream(WorkstreamEdit::BlockedBy(SetEdit::Add(on))) => vec![*on],
            Edit::Factor(FactorEdit::Under(swap)) => swap.now.into_iter().collect(),
            _of_another_field => return Ok(()),
        },
        Change::Create { body, .. } => ahead(body),
        Change::Withdraw { now: true, .. } => return Ok(()),
        Change::Withdraw { now: false, .. } => {
            links::thing(conn, subject)?.map_or_else(Vec::new, |t| ahead(&t.body))
        }
    };
    match way_round(conn, subject, ends)? {
        Some(way) => Err(StoreError::Circle(way).into()),
        None => Ok(()),
    }
}

/// The shortest way from a thing over `ends` back to it, in names.
fn way_round(conn: &Connection, subject: Id, ends: Vec<Id>) -> Inner<Option<String>> {
    let mut from: HashMap<Id, Id> = ends.iter().map(|end| (*end, subject)).collect();
    let mut open: VecDeque<Id> = ends.into();
    while let Some(id) = open.pop_front() {
        if id == subject {
            return tell(conn, subject, &from).map(Some);
        }
        let thing = links::thing(conn, id)?.filter(|t| !t.withdrawn);
        for next in thing.map_or_else(Vec::new, |t| ahead(&t.body)) {
            if let std::collections::hash_map::Entry::Vacant(entry) = from.entry(next) {
                entry.insert(id);
                open.push_back(next);
            }
        }
    }
    Ok(None)
}

fn tell(conn: &Connection, subject: Id, from: &HashMap<Id, Id>) -> Inner<String> {
    let mut way = vec![subject];
    let mut at = from.get(&subject);
    while let Some(id) = at.filter(|id| **id != subject) {
        way.push(*id);
        at = from.get(id);
    }
    way.push(subject);
    let mut names = Vec::with_capacity(way.len());
    let mut verb = " waits for ";
    for id in way.iter().rev() {
        let thing = links::thing(conn, *id)?;
        if thing.as_ref().is_some_and(|t| t.as_factor().is_some()) {
            verb = " explains ";
        }
        names.push(thing.as_ref().map_or_else(|| id.to_string(), Thing::name));
    }
    Ok(names.join(verb))
}

/// What comes before a thing: what it waits for, what it explains.
fn ahead(body: &Body) -> Vec<Id> {
    match body {
        Body::Task(b) => b.blocked_by.values().into_iter().copied().collect(),
        Body::Workstream(b) => b.blocked_by.values().into_iter().copied().collect(),
        Body::Factor(b) => b.under.into_iter().collect(),
        _of_another_kind => Vec::new(),
    }
}
