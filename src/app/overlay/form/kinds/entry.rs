//! The fields of an entry, those of decisions and questions among them.

use super::{Field, UNSAID, person, set, words, workstream};
use crate::app::Cx;
use crate::app::overlay::form::{Draft, Names, Need};
use crate::domain::{Body, Decision, Entry, EntryKind, Label, LabelKind, Phase, Question};

pub(super) fn fields(b: &Entry, cx: &Cx) -> Vec<Field> {
    let mut fields = what(b, cx);
    fields.extend(of_decision(b, cx));
    fields.extend(of_the_rest(b));
    fields
}

fn what(b: &Entry, cx: &Cx) -> Vec<Field> {
    let (kinds, kind) = words!(EntryKind, b.kind);
    // A new entry says no time unless somebody types one.
    let is_new = b.text.is_empty() && b.typed.is_none();
    let when = (!is_new).then_some(&b.when);
    vec![
        Field::choice("kind", kinds, kind, set!(Entry, |b, i| become_kind(b, i))),
        Field::time("when", "now, when empty", when, |draft, when| {
            if let (Body::Entry(b), Some(when)) = (&mut draft.body, when) {
                b.when = when;
                draft.at_recording = None;
            }
        }),
        Field::line(
            "text",
            "what happened",
            &b.text,
            Need::Some,
            set!(Entry, |b, v| b.text = v),
        ),
        Field::pick(
            "workstream",
            Names::Workstreams,
            workstream(cx, b.workstream),
            set!(Entry, |b, id| b.workstream = id),
        ),
        Field::choice(
            "starred",
            vec!["no", "yes"],
            usize::from(b.starred),
            set!(Entry, |b, i| b.starred = i == 1),
        ),
    ]
}

/// The kind by its place, with what that kind carries.
fn become_kind(b: &mut Entry, i: usize) {
    b.kind = EntryKind::ALL[i];
    match b.kind {
        EntryKind::Decision => b.decision = Some(b.decision.take().unwrap_or_default()),
        EntryKind::Question => b.question = Some(b.question.take().unwrap_or_default()),
        EntryKind::Note
        | EntryKind::Action
        | EntryKind::Observation
        | EntryKind::Attacker
        | EntryKind::Communication
        | EntryKind::Lesson
        | EntryKind::Milestone
        | EntryKind::CheckIn => {}
    }
}

fn place(kind: EntryKind) -> usize {
    let found = EntryKind::ALL.iter().position(|k| *k == kind);
    found.unwrap_or(0)
}

fn decision(draft: &mut Draft) -> Option<&mut Decision> {
    match &mut draft.body {
        Body::Entry(b) => Some(b.decision.get_or_insert_default()),
        Body::Incident(_)
        | Body::Workstream(_)
        | Body::Task(_)
        | Body::Artifact(_)
        | Body::Person(_)
        | Body::Role(_)
        | Body::CheckIn(_)
        | Body::Handover(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_) => None,
    }
}

fn question(draft: &mut Draft) -> Option<&mut Question> {
    match &mut draft.body {
        Body::Entry(b) => Some(b.question.get_or_insert_default()),
        Body::Incident(_)
        | Body::Workstream(_)
        | Body::Task(_)
        | Body::Artifact(_)
        | Body::Person(_)
        | Body::Role(_)
        | Body::CheckIn(_)
        | Body::Handover(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_) => None,
    }
}

/// Sets one field of the decision a draft is of.
macro_rules! decide {
    ($field:ident) => {
        |draft, v| {
            if let Some(d) = decision(draft) {
                d.$field = v;
            }
        }
    };
}

fn of_decision(b: &Entry, cx: &Cx) -> Vec<Field> {
    let d = b.decision.clone().unwrap_or_default();
    let reversible = d.reversible.map_or(0, |yes| if yes { 1 } else { 2 });
    let superseded = d.superseded_by.map(|n| Label::new(LabelKind::Decision, n));
    let decided_by = person(cx, d.decided_by);
    let only = |field: Field| field.only(0, place(EntryKind::Decision));
    let fields = [
        Field::line(
            "question",
            "what had to be decided",
            &d.question,
            Need::Any,
            decide!(question),
        ),
        Field::line(
            "choice",
            "the text, when empty",
            &d.choice,
            Need::Any,
            decide!(choice),
        ),
        Field::line("why", "", &d.why, Need::Any, decide!(why)),
        Field::line(
            "rejected",
            "the other options, and why not",
            &d.rejected,
            Need::Any,
            decide!(rejected),
        ),
        Field::pick("decided by", Names::People, decided_by, decide!(decided_by)),
        Field::choice(
            "reversible",
            vec![UNSAID, "yes", "no"],
            reversible,
            |draft, i| {
                if let Some(d) = decision(draft) {
                    d.reversible = (i > 0).then_some(i == 1);
                }
            },
        ),
        Field::time(
            "revisit",
            "when to look at it again",
            d.revisit.as_ref(),
            decide!(revisit),
        )
        .ahead(),
        Field::label(
            "superseded by",
            LabelKind::Decision,
            superseded,
            |draft, label| {
                if let Some(d) = decision(draft) {
                    d.superseded_by = label.map(|l| l.number);
                }
            },
        ),
    ];
    fields.into_iter().map(only).collect()
}

fn of_the_rest(b: &Entry) -> Vec<Field> {
    let answered = b.question.as_ref().and_then(|q| q.answered_by);
    let phases = Phase::ALL.iter().map(|p| p.word());
    let phases: Vec<_> = [UNSAID].into_iter().chain(phases).collect();
    let phase = Phase::ALL.iter().position(|p| Some(*p) == b.phase);
    vec![
        Field::label("answered by", LabelKind::Entry, answered, |draft, label| {
            if let Some(q) = question(draft) {
                q.answered_by = label;
            }
        })
        .only(0, place(EntryKind::Question)),
        Field::choice(
            "phase",
            phases,
            phase.map_or(0, |i| i + 1),
            set!(Entry, |b, i| b.phase =
                i.checked_sub(1).map(|i| Phase::ALL[i])),
        )
        .only(0, place(EntryKind::Milestone)),
    ]
}
