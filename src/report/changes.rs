//! What changed since a moment, the most telling first, told in order.

use super::measure::columns;
use super::moment;
use super::news::{self, Answers};
use super::page::{and, count};
use super::sitrep::Report;
use crate::domain::{Audience, Entry, EntryKind, Thing};
use chrono::{DateTime, Utc};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashSet;

/// What is told, and what is not.
pub(super) struct Told {
    /// Markdown, an item each.
    pub items: Vec<String>,
    /// Entries that are not told.
    pub entries: usize,
    /// What is not told, in words: `2 more decisions and 14 other entries are`;
    /// none where that is nothing.
    pub others: Option<String>,
}

/// How soon something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Milestone,
    Decision,
    /// Another severity; a regulatory clock that is done.
    Turn,
    Starred,
    Attacker,
    Answer,
    /// A workstream that is well again.
    Stream,
    /// Somebody outside was told something.
    Message,
}

/// Where something stands among what is told: as on the timeline.
pub(super) type Place = (DateTime<Utc>, u32);

/// Markdown, made when it is told: of a long timeline most is not.
pub(super) type Text<'r> = Box<dyn Fn() -> String + 'r>;

/// Something that may be told.
pub(super) struct News<'r> {
    pub weight: Weight,
    /// When it was heard of.
    pub heard: DateTime<Utc>,
    pub place: Place,
    /// The number of the entry that it is of, if it is of one.
    pub entry: Option<u32>,
    /// The numbers of the entries that are told with it.
    pub with: Vec<u32>,
    pub text: Text<'r>,
}

impl News<'_> {
    /// The numbers of the entries that it tells.
    fn entries(&self) -> impl Iterator<Item = u32> {
        self.with.iter().copied().chain(self.entry)
    }
}

/// What was recorded since, or occurred since: what happened before and was
/// found out later is news, too.
pub(super) fn since(report: &Report<'_>) -> Told {
    let since = report.asked.since;
    let recent = |(t, e): &(&Thing, &Entry)| e.when.at >= since || t.created.at >= since;
    let all: Vec<(&Thing, &Entry)> = report.page.standing().filter(recent).collect();
    let answers = news::answers(report);
    let mut news = news::turns(report);
    let entries = all.iter();
    news.extend(entries.filter_map(|(t, e)| of_entry(report, &answers, t, e)));
    let mut told = once(news);
    // Of equals those are told that were heard of last: how the attacker came
    // in is old, and the news.
    told.sort_by_key(|n| (n.weight, Reverse((n.heard, n.place))));
    let left = told.split_off(told.len().min(report.measure.changes));
    told.sort_by_key(|n| n.place);
    let shown: HashSet<u32> = told.iter().flat_map(News::entries).collect();
    let untold = || all.iter().filter(|(t, _)| !shown.contains(&t.number));
    let decisions = untold().filter(|(_, e)| e.kind == EntryKind::Decision);
    let entries = untold().count();
    let turns = left.iter().filter(|n| n.entry.is_none()).count();
    Told {
        others: others(decisions.count(), turns, entries),
        entries,
        items: told.iter().map(|n| (n.text)()).collect(),
    }
}

/// What is told by something more telling already is not told again.
fn once(mut news: Vec<News<'_>>) -> Vec<News<'_>> {
    news.sort_by_key(|n| (n.weight, Reverse(n.with.len())));
    let mut told = HashSet::new();
    news.retain(|n| {
        let again = n.entry.is_some_and(|entry| told.contains(&entry));
        if !again {
            told.extend(n.entries());
        }
        !again
    });
    news
}

/// `2 more decisions and 14 other entries are`.
fn others(decisions: usize, turns: usize, entries: usize) -> Option<String> {
    let said = [
        count(decisions, "more decision", "more decisions"),
        count(turns, "other change", "other changes"),
        count(entries - decisions, "other entry", "other entries"),
    ];
    let said: Vec<String> = said.into_iter().filter(|s| !s.starts_with("0 ")).collect();
    let are = if decisions.max(entries) + turns == 1 {
        "is"
    } else {
        "are"
    };
    (!said.is_empty()).then(|| format!("{} {are}", and(&said)))
}

/// A time as it is told of today, Markdown: `**10:00**`.
pub(super) fn stamp(report: &Report<'_>, at: &str) -> String {
    let today = report.view.now.format("%Y-%m-%d ").to_string();
    let at = at.trim_start_matches(&today).trim_end_matches(" UTC");
    format!("**{}**", report.page.text(at))
}

fn of_entry<'r>(
    report: &'r Report<'_>,
    answers: &Answers<'r>,
    thing: &'r Thing,
    entry: &'r Entry,
) -> Option<News<'r>> {
    let told = || {
        let weight = weight(report, thing, entry)?;
        let text: Text<'r> = Box::new(move || item(report, thing, entry));
        Some((weight, Vec::new(), text))
    };
    let answer = news::answer_of(report, answers, thing, entry);
    let (weight, with, text) = answer.or_else(told)?;
    Some(News {
        weight,
        heard: thing.created.at,
        place: (entry.when.at, thing.number),
        entry: Some(thing.number),
        with,
        text,
    })
}

/// How soon an entry is told; not at all without one.
pub(super) fn weight(report: &Report<'_>, thing: &Thing, entry: &Entry) -> Option<Weight> {
    match entry.kind {
        EntryKind::Milestone => Some(Weight::Milestone),
        EntryKind::Decision => Some(Weight::Decision),
        // That a report was sent is no news to its readers.
        EntryKind::Communication if entry.sent.is_some() => None,
        _kind if entry.starred => Some(Weight::Starred),
        EntryKind::Attacker => Some(Weight::Attacker),
        EntryKind::Communication => {
            news::is_message(report, thing, entry).then_some(Weight::Message)
        }
        EntryKind::Note
        | EntryKind::Action
        | EntryKind::Observation
        | EntryKind::Question
        | EntryKind::Lesson
        | EntryKind::CheckIn => None,
    }
}

fn item(report: &Report<'_>, thing: &Thing, entry: &Entry) -> String {
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
    let end = match report.asked.audience {
        Audience::Responders => format!(" ({})", label(thing, entry)),
        Audience::Exec | Audience::Public => String::new(),
    };
    format!(
        "{} {kind}{}{end}",
        began(report, entry),
        said(report, entry)
    )
}

/// When it was, and that it is told late: `**08:00** (found out since)`.
pub(super) fn began(report: &Report<'_>, entry: &Entry) -> String {
    let at = stamp(report, &moment::brief(&entry.when));
    let late = entry.when.at < report.asked.since;
    // What we did ourselves was known and is written down late.
    let late = match entry.kind {
        _in_time if !late => "",
        EntryKind::Attacker | EntryKind::Observation => " (found out since)",
        _ours => " (recorded since)",
    };
    format!("{at}{late}")
}

/// What the entry says; of a decision its choice, and why.
fn said(report: &Report<'_>, entry: &Entry) -> String {
    let decision = entry.decision.as_ref();
    match decision.filter(|d| !d.choice.is_empty()) {
        Some(decision) => decided(report, &decision.choice, &decision.why),
        None => report.say(&told(entry)),
    }
}

/// What was chosen, and why; where there is not the room for both, why is left
/// out before the choice is cut.
fn decided(report: &Report<'_>, choice: &str, why: &str) -> String {
    if report.plainly() && columns(&report.plain.text(choice)) > report.measure.item {
        return report.at_length(choice);
    }
    let choice = report.say(choice);
    match why.is_empty() {
        true => choice,
        false => format!("{} Why: {}", sentence(&choice), report.aside(why)),
    }
}

/// A text that ends as a sentence does.
fn sentence(text: &str) -> Cow<'_, str> {
    match text.ends_with(['.', '!', '?', '…']) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(format!("{text}.")),
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

pub(super) fn label(thing: &Thing, entry: &Entry) -> String {
    let register = entry.register().map(|l| l.to_string());
    register.unwrap_or_else(|| thing.name())
}
