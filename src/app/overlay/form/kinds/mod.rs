//! The fields of each kind of thing, in the order they are asked for.

mod artifact;
mod entry;
mod factor;
mod fix;
mod incident;
mod people;
mod review;
mod task;
mod workstream;

pub(super) use artifact::gloss as artifact_gloss;

use super::draft::Draft;
use super::field::{Field, Gloss, set};
use super::pick::Names;
use super::put_ids;
use crate::app::Cx;
use crate::domain::{Body, Id};

/// The fields of a form over `body`.
pub(super) fn fields(body: &Body, editing: bool, cx: &Cx) -> Vec<Field> {
    match body {
        Body::Incident(b) => incident::fields(b),
        Body::Entry(b) => entry::fields(b, cx),
        Body::Workstream(b) => workstream::fields(b, cx),
        Body::Task(b) => task::fields(b, cx),
        Body::Artifact(b) => artifact::fields(b, cx),
        Body::Person(b) => people::person(b),
        Body::Role(b) => people::role(b, editing, cx),
        Body::Factor(b) => factor::fields(b),
        Body::Fix(b) => fix::fields(b, cx),
        Body::Review(b) => review::fields(b, cx),
        // These have screens of their own.
        Body::CheckIn(_)
        | Body::Handover(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_)
        | Body::Section(_) => Vec::new(),
    }
}

/// The words of a vocabulary, and the place of one of them.
macro_rules! words {
    ($type:ident, $value:expr) => {{
        let words: Vec<&'static str> = $type::ALL.iter().map(|v| v.word()).collect();
        let at = $type::ALL.iter().position(|v| *v == $value);
        (words, at.unwrap_or(0))
    }};
}
use words;

/// The words of a vocabulary after one for "not said", and the place of one.
macro_rules! optional {
    ($type:ident, $value:expr) => {{
        let mut words = vec![super::UNSAID];
        words.extend($type::ALL.iter().map(|v| v.word()));
        let at = $type::ALL.iter().position(|v| Some(*v) == $value);
        (words, at.map_or(0, |i| i + 1))
    }};
}
use optional;

/// What a choice shows that nobody has made.
const UNSAID: &str = "-";

/// Somebody, by a few letters of their name.
fn somebody(
    label: &'static str,
    cx: &Cx<'_>,
    id: Option<Id>,
    set: fn(&mut Draft, Option<Id>),
) -> Field {
    let name = id.and_then(|id| Names::People.name(cx.known, id));
    Field::pick(label, Names::People, name, set)
}

/// The workstream it belongs to.
fn workstream(cx: &Cx<'_>, id: Option<Id>, set: fn(&mut Draft, Option<Id>)) -> Field {
    let name = id.and_then(|id| Names::Workstreams.name(cx.known, id));
    Field::pick("workstream", Names::Workstreams, name, set)
}

/// How urgent it is; nobody need have said.
macro_rules! priority {
    ($kind:ident, $value:expr) => {{
        use $crate::domain::Priority;
        let (words, at) = optional!(Priority, $value);
        Field::choice(
            "priority",
            words,
            at,
            set!($kind, |b, i| b.priority =
                i.checked_sub(1).map(|i| Priority::ALL[i])),
        )
    }};
}
use priority;

/// By when it is to be done.
macro_rules! due {
    ($kind:ident, $value:expr, $hint:expr) => {
        Field::time(
            "due",
            $hint,
            $value.as_ref(),
            set!($kind, |b, when| b.due = when),
        )
        .ahead()
    };
}
use due;
