//! What is missing of the incident and its course.

use super::judge::{Found, Judge};
use crate::domain::attention::span;
use crate::domain::clocks::passages;
use crate::domain::order::impossible;
use crate::domain::{Entry, EntryKind, Incident, Key, Phase, Role, Thing, Written};
use chrono::{DateTime, Utc};

pub(super) fn no_summary(judge: &Judge<'_>) -> Vec<Found> {
    Found::whole(card(judge).is_some_and(|i| i.summary.is_empty()))
}

pub(super) fn no_impact(judge: &Judge<'_>) -> Vec<Found> {
    Found::whole(card(judge).is_some_and(|i| i.impact.is_empty()))
}

/// Texts that know nothing of the last phase that the incident reached.
pub(super) fn outdated(judge: &Judge<'_>) -> Vec<Found> {
    let found = Written::ALL.into_iter().filter_map(|text| {
        let old = judge.record.outdated(text)?;
        let at = old.at.format("%Y-%m-%d %H:%M UTC");
        let note = format!("{at}, {}", old.before());
        Some(Found::at(text.word()).noting(note))
    });
    found.collect()
}

pub(super) fn no_ic(judge: &Judge<'_>) -> Vec<Found> {
    let mut roles = judge.record.roles.iter().filter_map(Thing::as_role);
    Found::whole(!roles.any(|r| r.role == Role::Ic))
}

pub(super) fn no_milestone(judge: &Judge<'_>) -> Vec<Found> {
    Found::whole(passages(&judge.record.entries).is_empty())
}

pub(super) fn no_detection(judge: &Judge<'_>) -> Vec<Found> {
    let passages = passages(&judge.record.entries);
    let detected = passages.iter().any(|p| p.phase == Phase::Detected);
    Found::whole(!passages.is_empty() && !detected)
}

/// The phases that a clock runs to. That it was closed, closing it says.
const TIMED: &[Phase] = &[
    Phase::Triaged,
    Phase::Contained,
    Phase::Eradicated,
    Phase::Recovered,
];

/// Phases that the incident is past of, and no entry says when it reached them:
/// no clock can run to them.
pub(super) fn clock_unsourced(judge: &Judge<'_>) -> Vec<Found> {
    let passages = passages(&judge.record.entries);
    let furthest = passages.iter().map(|p| p.phase).max();
    let Some(furthest) = furthest.max(card(judge).map(|i| i.phase)) else {
        return Vec::new();
    };
    let told = |phase: &Phase| passages.iter().any(|p| p.phase == *phase);
    let unsourced = TIMED.iter().filter(|p| **p <= furthest && !told(p));
    match passages.is_empty() {
        true => Vec::new(),
        false => unsourced.map(|p| Found::at(p.word())).collect(),
    }
}

pub(super) fn clock_impossible(judge: &Judge<'_>) -> Vec<Found> {
    let odd = impossible(&judge.record.entries).into_iter();
    odd.map(|o| Found::at(&o.name).noting(format!("{} to {}", o.from, o.to)))
        .collect()
}

pub(super) fn no_attacker(judge: &Judge<'_>) -> Vec<Found> {
    Found::whole(!judge.standing().any(|(_, e)| e.kind == EntryKind::Attacker))
}

pub(super) fn no_star(judge: &Judge<'_>) -> Vec<Found> {
    Found::whole(!judge.standing().any(|(_, e)| e.starred))
}

/// Where longer than allowed lies between two entries, the incident being
/// active at the first of them: detected, and not yet recovered.
pub(super) fn timeline_gap(judge: &Judge<'_>) -> Vec<Found> {
    let mut entries: Vec<(&Thing, &Entry)> = judge.standing().collect();
    entries.sort_by_key(|(t, _)| Key::of(t));
    let mut found = Vec::new();
    let mut active = false;
    // The entry that reaches furthest so far: a range may last longer than the next.
    let mut last: Option<(DateTime<Utc>, &Thing)> = None;
    for (thing, entry) in entries {
        let (from, until) = entry.when.bounds();
        if let Some((before, of)) = last.filter(|(before, _)| active && from - *before > judge.gap)
        {
            let stretch = Found::of(thing).called(format!("{} to {}", of.name(), thing.name()));
            found.push(stretch.noting(span(from - before)));
        }
        if let Some(phase) = entry.phase {
            active = phase < Phase::Recovered;
        }
        if last.is_none_or(|(before, _)| before <= until) {
            last = Some((until, thing));
        }
    }
    found
}

fn card<'a>(judge: &Judge<'a>) -> Option<&'a Incident> {
    judge.record.incident.as_incident()
}
