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

fn person<'a>(cx: &Cx<'a>, id: Option<Id>) -> Option<&'a str> {
    Names::People.name(cx.known, id?)
}

fn workstream<'a>(cx: &Cx<'a>, id: Option<Id>) -> Option<&'a str> {
    Names::Workstreams.name(cx.known, id?)
}
