//! What is missing of the root cause.

use super::judge::{Found, Judge};
use super::review;
use crate::domain::{Factor, SectionKind, Thing, causes};

fn those(judge: &Judge<'_>, lacking: impl Fn(&Factor) -> bool) -> Vec<Found> {
    let factors = judge.record.factors.iter();
    let lacking = factors.filter(|t| t.as_factor().is_some_and(&lacking));
    lacking.map(Found::of).collect()
}

pub(super) fn no_factor(judge: &Judge<'_>) -> Vec<Found> {
    Found::whole(judge.record.factors.is_empty())
}

/// Neither a factor nor a text says what set it off.
pub(super) fn no_trigger(judge: &Judge<'_>) -> Vec<Found> {
    let mut factors = judge.record.factors.iter().filter_map(Thing::as_factor);
    let named = factors.any(|f| f.trigger) || review::is_written(judge, SectionKind::Trigger);
    Found::whole(!named)
}

pub(super) fn unsupported(judge: &Judge<'_>) -> Vec<Found> {
    those(judge, Factor::is_unsupported)
}

pub(super) fn uncategorised(judge: &Judge<'_>) -> Vec<Found> {
    those(judge, |f| f.category.is_none())
}

pub(super) fn unsure(judge: &Judge<'_>) -> Vec<Found> {
    those(judge, |f| f.confidence.is_none())
}

pub(super) fn unanswered(judge: &Judge<'_>) -> Vec<Found> {
    let (factors, fixes) = (&judge.record.factors, &judge.record.fixes);
    let open = factors.iter().filter(|t| t.as_factor().is_some());
    let open = open.filter(|t| !causes::is_answered(factors, fixes, t.id));
    open.map(Found::of).collect()
}
