//! What of a thing goes into columns, counters, links and the full-text
//! index. Pure: the tables are this, of every thing, and nothing else.

use crate::domain::{Body, FixState, Id, Label, LabelKind, Thing};
use std::collections::BTreeSet;

/// What a mention points at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A label of the same incident, there or not.
    Label(String),
    /// A person, workstream or task that a field names.
    Thing(Id),
}

/// What a thing refers to; nothing once it is withdrawn.
pub(super) fn targets(thing: &Thing) -> BTreeSet<Target> {
    if thing.withdrawn {
        return BTreeSet::new();
    }
    let own = [thing.label(), register(thing)];
    let labels = labels_in(thing)
        .into_iter()
        .filter(|l| !own.contains(&Some(*l)))
        .map(|l| Target::Label(l.to_string()));
    labels
        .chain(named(thing).into_iter().map(Target::Thing))
        .collect()
}

/// The labels a thing's texts and fields name, in order.
pub(super) fn labels_in(thing: &Thing) -> Vec<Label> {
    let texts = thing.texts();
    let mut labels: Vec<Label> = texts
        .into_iter()
        .flat_map(Label::find_all)
        .map(|(_, label)| label)
        .collect();
    if let Some(entry) = thing.as_entry() {
        labels.extend(entry.question.as_ref().and_then(|q| q.answered_by));
        let next = entry.decision.as_ref().and_then(|d| d.superseded_by);
        labels.extend(next.map(|n| Label::new(LabelKind::Decision, n)));
        labels.extend(entry.promise.as_ref().and_then(|p| p.kept));
    }
    if let Some(factor) = thing.as_factor() {
        labels.extend(factor.evidence.values());
    }
    labels.extend(match &thing.body {
        Body::CheckIn(b) => b.minutes,
        Body::Handover(b) => b.entry,
        Body::Duty(b) => b.since,
        Body::Inject(b) => b.entry,
        Body::Incident(_)
        | Body::Entry(_)
        | Body::Workstream(_)
        | Body::Task(_)
        | Body::Artifact(_)
        | Body::Person(_)
        | Body::Role(_)
        | Body::Snooze(_)
        | Body::Factor(_)
        | Body::Fix(_)
        | Body::Section(_)
        | Body::Review(_) => None,
    });
    labels
}

/// The things a thing's fields name, in order. The workstream of an entry is
/// left out: that one is read by the lens, and may have a million of them.
pub(super) fn named(thing: &Thing) -> Vec<Id> {
    match &thing.body {
        Body::Entry(b) => {
            let decider = b.decision.as_ref().and_then(|d| d.decided_by);
            b.people.iter().copied().chain(decider).collect()
        }
        Body::Task(b) => {
            let waits = b.blocked_by.values().into_iter().copied();
            b.assignee
                .into_iter()
                .chain(b.workstream)
                .chain(waits)
                .collect()
        }
        Body::Workstream(b) => {
            let waits = b.blocked_by.values().into_iter().copied();
            b.lead.into_iter().chain(waits).collect()
        }
        Body::Artifact(b) => b.workstream.into_iter().collect(),
        Body::Role(b) => [b.person].into_iter().chain(b.workstream).collect(),
        Body::CheckIn(b) => {
            let about = b.lines.values().into_iter().filter_map(|l| l.workstream);
            b.attendance
                .values()
                .into_iter()
                .copied()
                .chain(about)
                .collect()
        }
        Body::Handover(b) => b.from.into_iter().chain([b.to]).collect(),
        Body::Factor(b) => b.under.into_iter().collect(),
        Body::Fix(b) => {
            let people = b.owner.into_iter().chain(b.agreed_by).chain(b.verifier);
            let closed = b.outcome.as_ref().map(|o| o.by);
            let closed = closed.into_iter().chain(b.declined.as_ref().map(|d| d.by));
            let answers = b.answers.values().into_iter().copied();
            people.chain(closed).chain(answers).collect()
        }
        Body::Review(b) => b.attendees.values().into_iter().copied().collect(),
        Body::Incident(_)
        | Body::Person(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_)
        | Body::Section(_) => Vec::new(),
    }
}

/// `D2` or `Q5` for an entry that is registered under a second label.
pub(super) fn register(thing: &Thing) -> Option<Label> {
    thing.as_entry().and_then(|e| e.register())
}

/// The word that windows are filtered by: the kind of an entry or an artifact,
/// the state of a fix.
pub(super) fn word(thing: &Thing) -> Option<&'static str> {
    match &thing.body {
        Body::Entry(b) => Some(b.kind.word()),
        Body::Artifact(b) => Some(b.kind.word()),
        Body::Fix(b) => Some(b.state.word()),
        Body::Incident(_)
        | Body::Workstream(_)
        | Body::Task(_)
        | Body::Person(_)
        | Body::Role(_)
        | Body::CheckIn(_)
        | Body::Handover(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_)
        | Body::Factor(_)
        | Body::Section(_)
        | Body::Review(_) => None,
    }
}

/// The label that is said to answer a question.
pub(super) fn answer(thing: &Thing) -> Option<Label> {
    thing.as_entry()?.question.as_ref()?.answered_by
}

/// Whether an entry waits for something: an answer, a second look, a promise
/// to be kept. Tasks are read by their state instead. `lapsed` is whether what
/// answers a question does not stand.
pub(super) fn waits(thing: &Thing, lapsed: bool) -> bool {
    let Some(entry) = thing.as_entry().filter(|e| !e.struck) else {
        return false;
    };
    let asks = entry.question.is_some() && (lapsed || answer(thing).is_none());
    let returns = entry.decision.as_ref();
    let returns = returns.is_some_and(|d| d.revisit.is_some() && d.superseded_by.is_none());
    let owes = entry.promise.as_ref().is_some_and(|p| p.kept.is_none());
    asks || returns || owes
}

/// What a thing counts as; nothing once it is withdrawn. `lapsed` as of [`waits`].
pub(super) fn counts(thing: &Thing, lapsed: bool) -> Vec<&'static str> {
    if thing.withdrawn {
        return Vec::new();
    }
    match &thing.body {
        Body::Entry(b) => {
            let mut names = vec!["entry"];
            if b.starred {
                names.push("entry.starred");
            }
            let open = b.question.is_some() && (lapsed || answer(thing).is_none());
            if open && !b.struck {
                names.push("question.open");
            }
            names
        }
        Body::Task(b) if b.state.is_open() => vec!["task.open"],
        Body::Task(b) if b.state == crate::domain::TaskState::Done => vec!["task.done"],
        Body::Task(_) => vec!["task.dropped"],
        Body::Artifact(_) => vec!["artifact"],
        Body::Factor(_) => vec!["factor"],
        Body::Fix(b) => vec![match b.state {
            FixState::Verified => "fix.verified",
            FixState::Declined => "fix.declined",
            FixState::Proposed | FixState::Accepted | FixState::Doing | FixState::Shipped => {
                "fix.open"
            }
        }],
        Body::Incident(_)
        | Body::Workstream(_)
        | Body::Person(_)
        | Body::Role(_)
        | Body::CheckIn(_)
        | Body::Handover(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_)
        | Body::Section(_)
        | Body::Review(_) => Vec::new(),
    }
}

/// The words by which a thing is found; none for what is not searched.
pub(super) fn words(thing: &Thing) -> Option<String> {
    let searched = matches!(
        thing.body,
        Body::Entry(_)
            | Body::Task(_)
            | Body::Artifact(_)
            | Body::Factor(_)
            | Body::Fix(_)
            | Body::Section(_)
            | Body::Review(_)
    );
    if thing.withdrawn || !searched {
        return None;
    }
    Some(super::words::normal(&thing.texts().join("\n")))
}
