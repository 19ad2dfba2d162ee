//! What is missing of the fixes. One that was declined lacks nothing; one that
//! has shipped needs no plan any more, but to be verified.

use super::judge::{Found, Judge};
use crate::domain::{Fix, FixKind, FixState, Thing, fixes};

fn those(judge: &Judge<'_>, lacking: impl Fn(&Fix) -> bool) -> Vec<Found> {
    let fixes = judge.record.fixes.iter();
    let lacking = fixes.filter(|t| t.as_fix().is_some_and(&lacking));
    lacking.map(Found::of).collect()
}

/// Whether an open fix lacks a part of its plan, by its word.
fn lacks(fix: &Fix, part: &str) -> bool {
    fix.is_open() && fixes::lacks(fix).contains(&part)
}

pub(super) fn no_durable(judge: &Judge<'_>) -> Vec<Found> {
    let mut fixes = judge.record.fixes.iter().filter_map(Thing::as_fix);
    let durable = |f: &Fix| f.kind == FixKind::Durable && f.state != FixState::Declined;
    Found::whole(!fixes.any(durable))
}

pub(super) fn unowned(judge: &Judge<'_>) -> Vec<Found> {
    those(judge, |f| lacks(f, "owner"))
}

pub(super) fn unmeasured(judge: &Judge<'_>) -> Vec<Found> {
    those(judge, |f| lacks(f, "success metric"))
}

pub(super) fn undated(judge: &Judge<'_>) -> Vec<Found> {
    those(judge, |f| f.state != FixState::Shipped && lacks(f, "due"))
}

pub(super) fn unranked(judge: &Judge<'_>) -> Vec<Found> {
    those(judge, |f| lacks(f, "priority"))
}

pub(super) fn untargeted(judge: &Judge<'_>) -> Vec<Found> {
    those(judge, |f| lacks(f, "target"))
}

pub(super) fn unproven(judge: &Judge<'_>) -> Vec<Found> {
    those(judge, |f| lacks(f, "verification"))
}

pub(super) fn overdue(judge: &Judge<'_>) -> Vec<Found> {
    let last = judge.standing().map(|(_, e)| e.when.at).max();
    those(judge, |f| last.is_some_and(|last| f.is_overdue(last)))
}

pub(super) fn unverified(judge: &Judge<'_>) -> Vec<Found> {
    those(judge, |f| f.state == FixState::Shipped)
}

/// What is verified, and a number speaks against it, or there is none.
pub(super) fn doubtful(judge: &Judge<'_>) -> Vec<Found> {
    let fixes = judge.record.fixes.iter();
    let all = fixes.filter_map(|t| Some((t, fixes::doubtful(t.as_fix()?)?)));
    all.map(|(t, although)| Found::of(t).noting(although))
        .collect()
}
