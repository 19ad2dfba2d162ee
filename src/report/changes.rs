//! What changed since a moment, the most telling first, told in order.

use super::moment;
use super::sitrep::Report;
use crate::domain::{Audience, Entry, EntryKind, Thing};
use std::borrow::Cow;
use std::cmp::Reverse;

/// What is told, and how many entries are not.
pub(super) struct Told {
    /// Markdown, an item each.
    pub items: Vec<String>,
    /// Entries that are not told.
    pub others: usize,
}

/// What was recorded since, or occurred since: what happened before and was
/// found out later is news, too.
pub(super) fn since(report: &Report<'_>) -> Told {
    let since = report.asked.since;
    let news = |(t, e): &(&Thing, &Entry)| e.when.at >= since || t.created.at >= since;
    let all: Vec<(&Thing, &Entry)> = report.page.standing().filter(news).collect();
    let heard = |t: &Thing, i: usize| Reverse((t.created.at, i));
    let mut told: Vec<_> = all
        .iter()
        .enumerate()
        .filter_map(|(i, (t, e))| Some((weight(e)?, heard(t, i), i)))
        .collect();
    // Of equals those are told that were heard of last: how the attacker came
    // in is old, and the news.
    told.sort();
    told.truncate(report.measure.changes);
    told.sort_by_key(|(.., i)| *i);
    Told {
        others: all.len() - told.len(),
        items: told
            .iter()
            .filter_map(|(.., i)| all.get(*i))
            .map(|(t, e)| item(report, t, e))
            .collect(),
    }
}

/// How soon an entry is told; not at all without one.
fn weight(entry: &Entry) -> Option<usize> {
    match entry.kind {
        EntryKind::Milestone => Some(0),
        EntryKind::Decision => Some(1),
        // That a report was sent is no news to its readers.
        EntryKind::Communication if entry.sent.is_some() => None,
        _kind if entry.starred => Some(2),
        EntryKind::Attacker => Some(3),
        EntryKind::Note
        | EntryKind::Action
        | EntryKind::Observation
        | EntryKind::Communication
        | EntryKind::Question
        | EntryKind::Lesson
        | EntryKind::CheckIn => None,
    }
}

fn item(report: &Report<'_>, thing: &Thing, entry: &Entry) -> String {
    let at = moment::brief(&entry.when);
    let today = report.view.now.format("%Y-%m-%d ").to_string();
    let at = report
        .page
        .text(at.trim_start_matches(&today).trim_end_matches(" UTC"));
    let late = entry.when.at < report.asked.since;
    // What we did ourselves was known and is written down late.
    let late = match entry.kind {
        _in_time if !late => "",
        EntryKind::Attacker | EntryKind::Observation => " (found out since)",
        _ours => " (recorded since)",
    };
    let replaced = entry
        .decision
        .as_ref()
        .is_some_and(|d| d.superseded_by.is_some());
    let kind = match entry.kind {
        // Nobody is to act on what holds no longer.
        EntryKind::Decision if replaced => "Decision, replaced since: ",
        EntryKind::Decision => "Decision: ",
        EntryKind::Attacker => "Attacker: ",
        EntryKind::Milestone
        | EntryKind::Note
        | EntryKind::Action
        | EntryKind::Observation
        | EntryKind::Communication
        | EntryKind::Question
        | EntryKind::Lesson
        | EntryKind::CheckIn => "",
    };
    let text = said(report, entry);
    let end = match report.asked.audience {
        Audience::Responders => format!(" ({})", label(thing, entry)),
        Audience::Exec | Audience::Public => String::new(),
    };
    format!("**{at}**{late} {kind}{text}{end}")
}

/// What the entry says; of a decision its choice, and why.
fn said(report: &Report<'_>, entry: &Entry) -> String {
    let decision = entry.decision.as_ref();
    let choice = decision
        .map(|d| d.choice.as_str())
        .filter(|c| !c.is_empty());
    let text = choice.map_or_else(|| told(entry), Cow::Borrowed);
    let text = report.say(&text);
    match decision.map(|d| d.why.as_str()).filter(|w| !w.is_empty()) {
        Some(why) if choice.is_some() => format!("{text}. Why: {}", report.aside(why)),
        Some(_) | None => text,
    }
}

/// The text of an entry; of a milestone `contained: all tokens revoked`.
fn told(entry: &Entry) -> Cow<'_, str> {
    let text = entry.text.as_str();
    let phase = entry.phase.map_or("", |p| p.word());
    let begins = text
        .get(..phase.len())
        .is_some_and(|t| t.eq_ignore_ascii_case(phase));
    match text
        .get(phase.len()..)
        .and_then(|rest| rest.strip_prefix(' '))
    {
        Some(rest) if begins && rest.starts_with(char::is_alphanumeric) => {
            Cow::Owned(format!("{}: {rest}", &text[..phase.len()]))
        }
        Some(_) | None => Cow::Borrowed(text),
    }
}

fn label(thing: &Thing, entry: &Entry) -> String {
    let register = entry.register().map(|l| l.to_string());
    register.unwrap_or_else(|| thing.name())
}
