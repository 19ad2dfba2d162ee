//! What is missing of decisions, questions, promises, handovers and check-ins.

use super::judge::{Found, Judge};
use crate::domain::{CheckIn, Decision, register};

fn decisions(judge: &Judge<'_>, lacking: impl Fn(&Decision) -> bool) -> Vec<Found> {
    let lacks = judge
        .standing()
        .filter(|(_, e)| e.decision.as_ref().is_some_and(&lacking));
    lacks.map(|(t, _)| Found::of(t)).collect()
}

pub(super) fn decision_unreasoned(judge: &Judge<'_>) -> Vec<Found> {
    decisions(judge, |d| d.why.is_empty())
}

pub(super) fn decision_unnamed(judge: &Judge<'_>) -> Vec<Found> {
    decisions(judge, |d| d.decided_by.is_none())
}

/// Questions that no entry answers which stands.
pub(super) fn question_open(judge: &Judge<'_>) -> Vec<Found> {
    let entries = &judge.record.entries;
    let open = judge
        .standing()
        .filter(|(t, e)| e.question.is_some() && register::answer(t, entries).is_none());
    open.map(|(t, _)| Found::of(t)).collect()
}

/// Promises that were due by the last entry, and nothing kept.
pub(super) fn promise_broken(judge: &Judge<'_>) -> Vec<Found> {
    let broken = judge.standing().filter(|(_, e)| {
        let open = e.promise.as_ref().filter(|p| p.kept.is_none());
        open.is_some_and(|p| judge.is_past(&p.due))
    });
    broken.map(|(t, _)| Found::of(t)).collect()
}

/// Check-ins that were begun and not ended.
pub(super) fn check_in_open(judge: &Judge<'_>) -> Vec<Found> {
    let check_ins = judge.record.check_ins.iter();
    let open = check_ins.filter(|t| t.as_check_in().is_some_and(CheckIn::is_running));
    open.map(Found::of).collect()
}

pub(super) fn handover_waiting(judge: &Judge<'_>) -> Vec<Found> {
    let handovers = judge.record.handovers.iter();
    let waiting = handovers.filter_map(|t| Some((t, t.as_handover()?)));
    let waiting = waiting.filter(|(_, h)| h.acknowledged.is_none());
    waiting
        .map(|(t, h)| {
            let to = judge.record.known.handle(h.to).unwrap_or("?");
            Found::of(t).called(format!("{} to @{to}", h.role))
        })
        .collect()
}
