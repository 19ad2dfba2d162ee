//! The fields of an entry, those of decisions and questions among them.

use super::{Field, UNSAID, set, somebody, words, workstream};
use crate::app::Cx;
use crate::app::overlay::form::{Listed, Need};
use crate::domain::{Body, Decision, Entry, EntryKind, Label, LabelKind, Phase};

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
        workstream(cx, b.workstream, set!(Entry, |b, id| b.workstream = id)),
        Field::list(
            "people",
            Listed::People,
            &people(b, cx),
            set!(Entry, |b, ids| b.people = ids.to_vec()),
        ),
        Field::choice(
            "starred",
            vec!["no", "yes"],
            usize::from(b.starred),
            set!(Entry, |b, i| b.starred = i == 1),
        ),
    ]
}

/// The people an entry names, as the field holds them.
fn people(b: &Entry, cx: &Cx) -> String {
    let handles = b.people.iter().filter_map(|id| cx.known.handle(*id));
    let names: Vec<String> = handles.map(|handle| format!("@{handle}")).collect();
    names.join(" ")
}

/// The kind by its place, with what that kind carries.
fn become_kind(b: &mut Entry, i: usize) {
    b.kind = EntryKind::ALL[i];
    if b.kind != EntryKind::Communication {
        b.promises(None);
    }
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

/// Sets one field of the decision, or of the question, that an entry is.
macro_rules! part {
    ($part:ident.$field:ident) => {
        part!($part.$field = |v| v)
    };
    ($part:ident.$field:ident = |$v:ident| $to:expr) => {
        set!(Entry, |b, $v| b.$part.get_or_insert_default().$field = $to)
    };
}

fn of_decision(b: &Entry, cx: &Cx) -> Vec<Field> {
    let d = b.decision.clone().unwrap_or_default();
    let reversible = d.reversible.map_or(0, |yes| if yes { 1 } else { 2 });
    let superseded = d.superseded_by.map(|n| Label::new(LabelKind::Decision, n));
    let mut fields = reasons(&d);
    fields.extend([
        somebody("decided by", cx, d.decided_by, part!(decision.decided_by)),
        Field::choice(
            "reversible",
            vec![UNSAID, "yes", "no"],
            reversible,
            part!(decision.reversible = |i| (i > 0).then_some(i == 1)),
        ),
        Field::time(
            "revisit",
            "when to look at it again",
            d.revisit.as_ref(),
            part!(decision.revisit),
        )
        .ahead(),
        Field::label(
            "superseded by",
            LabelKind::Decision,
            superseded,
            part!(decision.superseded_by = |label| label.map(|l| l.number)),
        ),
    ]);
    let only = |field: Field| field.only(0, place(EntryKind::Decision));
    fields.into_iter().map(only).collect()
}

/// What was decided about, what was chosen, and why.
fn reasons(d: &Decision) -> Vec<Field> {
    let line = |label, hint, value: &str, set| Field::line(label, hint, value, Need::Any, set);
    vec![
        line(
            "question",
            "what had to be decided",
            &d.question,
            part!(decision.question),
        ),
        line(
            "choice",
            "the text, when empty",
            &d.choice,
            part!(decision.choice),
        ),
        line("why", "", &d.why, part!(decision.why)),
        line(
            "rejected",
            "the other options, and why not",
            &d.rejected,
            part!(decision.rejected),
        ),
    ]
}

fn of_the_rest(b: &Entry) -> Vec<Field> {
    let answered = b.question.as_ref().and_then(|q| q.answered_by);
    let phases = Phase::ALL.iter().map(|p| p.word());
    let phases: Vec<_> = [UNSAID].into_iter().chain(phases).collect();
    let phase = Phase::ALL.iter().position(|p| Some(*p) == b.phase);
    vec![
        Field::time(
            "promised by",
            "when what it says is due; nothing, when empty",
            b.promise.as_ref().map(|p| &p.due),
            set!(Entry, |b, when| b.promises(when)),
        )
        .ahead()
        .only(0, place(EntryKind::Communication)),
        Field::label(
            "answered by",
            LabelKind::Entry,
            answered,
            part!(question.answered_by),
        )
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
