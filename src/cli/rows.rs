//! Things as lines for people: label first, so that `cut` and the eye find it.

use super::check_in_view::state;
use super::names::Names;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::review_rows;
use crate::domain::duties::Standing;
use crate::domain::telling::readers;
use crate::domain::{
    Artifact, Body, CheckIn, Entry, Handover, Person, Promise, RoleHeld, Task, TaskState, Thing,
    Workstream,
};
use crate::domain::{Duty, Settled, When};
use crate::problem::Problem;
use chrono::{DateTime, Utc};

/// Columns before the text, where a long line goes on.
const HANG: usize = 7;

/// One line for a thing.
pub fn row(out: &mut Output, thing: &Thing, names: &Names) -> Result<(), Problem> {
    row_with(out, thing, names, "")
}

/// One line for a thing, and something said at its end.
pub fn row_with(out: &mut Output, thing: &Thing, names: &Names, end: &str) -> Result<(), Problem> {
    let mut pieces = vec![strong(format!("{:<6} ", thing.name()))];
    match &thing.body {
        Body::Entry(b) => entry(b, thing.amended(), &mut pieces),
        Body::Task(b) => task(b, names, &mut pieces),
        Body::Artifact(b) => artifact(b, names, &mut pieces),
        Body::Workstream(b) => workstream(b, names, &mut pieces),
        Body::Person(b) => person(b, &mut pieces),
        Body::Duty(b) => duty(b, &mut pieces),
        Body::Role(b) => role(b, names, &mut pieces),
        Body::Handover(b) => handover(b, names, &mut pieces),
        Body::CheckIn(b) => check_in(b, &mut pieces),
        Body::Factor(b) => review_rows::factor(b, names, &mut pieces),
        Body::Fix(b) => review_rows::fix(b, names, &mut pieces),
        Body::Review(b) => review_rows::review(b, &mut pieces),
        Body::Incident(_) | Body::Snooze(_) | Body::Inject(_) | Body::Section(_) => {
            pieces.push(plain(thing.headline()))
        }
    }
    if !end.is_empty() {
        pieces.push(faint(format!("  ({end})")));
    }
    out.line(HANG, &pieces)
}

/// A moment as people read it: `2026-11-20 14:05:33 UTC`.
pub fn second(at: DateTime<Utc>) -> String {
    When::now(at).stated()
}

fn entry<'a>(b: &'a Entry, amended: usize, pieces: &mut Vec<Piece<'a>>) {
    let star = if b.starred { '!' } else { ' ' };
    pieces.push(faint(format!("{:<21} ", b.when.stated())));
    pieces.push(plain(format!("{star}{} ", b.kind.sign())));
    if b.struck {
        pieces.push(Piece(Tone::Bad, "struck: ".into()));
        pieces.push(faint(b.text.as_str()));
    } else {
        pieces.push(plain(b.text.as_str()));
    }
    if let Some(label) = b.register() {
        pieces.push(strong(format!("  {label}")));
    }
    match &b.promise {
        Some(Promise { kept: Some(by), .. }) => pieces.push(faint(format!("  kept by {by}"))),
        Some(Promise { due, audience, .. }) => {
            let to = audience.map(|a| format!(" to {}", readers(a)));
            let due = format!("  promised{} by {}", to.unwrap_or_default(), due.stated());
            pieces.push(Piece(Tone::Warn, due.into()));
        }
        None => {}
    }
    if amended > 0 {
        pieces.push(faint("  (amended)"));
    }
}

fn task<'a>(b: &'a Task, names: &Names, pieces: &mut Vec<Piece<'a>>) {
    let tone = match b.state {
        TaskState::Todo | TaskState::Doing => Tone::Plain,
        TaskState::Blocked => Tone::Warn,
        TaskState::Done => Tone::Good,
        TaskState::Dropped => Tone::Faint,
    };
    let priority = b.priority.map_or("--", |p| p.word());
    pieces.push(Piece(tone, format!("{:<8}", b.state.word()).into()));
    pieces.push(plain(format!("{priority} ")));
    pieces.push(plain(b.title.as_str()));
    pieces.push(plain(tags(b.workstream, b.assignee, names)));
    if let Some(due) = &b.due {
        pieces.push(faint(format!(" due:{}", due.stated())));
    }
    let waits = b.blocked_by.values();
    if !waits.is_empty() {
        let waits: Vec<_> = waits.into_iter().map(|id| names.signed(*id)).collect();
        pieces.push(Piece(
            Tone::Warn,
            format!(" waits for {}", waits.join(", ")).into(),
        ));
    }
}

fn artifact<'a>(b: &'a Artifact, names: &Names, pieces: &mut Vec<Piece<'a>>) {
    let kind = b.indicator.map_or(b.kind.word(), |i| i.word());
    pieces.push(faint(format!("{kind:<8} ")));
    pieces.push(plain(b.name.as_str()));
    if let Some(status) = b.status {
        pieces.push(Piece(Tone::Warn, format!(" {status}").into()));
    }
    pieces.push(plain(tags(b.workstream, None, names)));
    if let Some(file) = &b.file {
        let kept = if file.stored { ", copied" } else { "" };
        let facts = format!(
            "  {} bytes, {}, sha256 {}{kept}",
            file.size, file.media_type, file.sha256
        );
        pieces.push(faint(facts));
    }
}

fn workstream<'a>(b: &'a Workstream, names: &Names, pieces: &mut Vec<Piece<'a>>) {
    pieces.push(plain(format!("{} {} ", b.status, b.health)));
    pieces.push(plain(b.objective.as_str()));
    pieces.push(plain(tags(None, b.lead, names)));
}

fn person<'a>(b: &'a Person, pieces: &mut Vec<Piece<'a>>) {
    for text in [&b.name, &b.team, &b.contact] {
        if !text.is_empty() {
            pieces.push(plain(format!(" {text}")));
        }
    }
}

fn role<'a>(b: &'a RoleHeld, names: &Names, pieces: &mut Vec<Piece<'a>>) {
    pieces.push(plain(names.signed(b.person)));
    pieces.push(plain(tags(b.workstream, None, names)));
    pieces.push(faint(format!("  from {}", second(b.from))));
    if let Some(until) = b.until {
        pieces.push(faint(format!(" until {}", second(until))));
    }
}

fn handover<'a>(b: &'a Handover, names: &Names, pieces: &mut Vec<Piece<'a>>) {
    let from = b.from.map(|id| format!(" from {}", names.signed(id)));
    let to = format!("{} to {}", from.unwrap_or_default(), names.signed(b.to));
    pieces.push(plain(to));
    pieces.push(faint(format!("  given {}", second(b.given))));
    match b.acknowledged {
        Some(at) => pieces.push(faint(format!(" acknowledged {}", second(at)))),
        None => pieces.push(Piece(Tone::Warn, "  not acknowledged yet".into())),
    }
}

fn duty<'a>(b: &'a Duty, pieces: &mut Vec<Piece<'a>>) {
    let standing = b.standing(crate::clock::now());
    pieces.push(plain(format!("{}  ", standing.word())));
    pieces.push(plain(b.name.as_str()));
    if let Some(due) = b.due() {
        pieces.push(faint(format!("  due {}", second(due))));
    }
    match &b.settled {
        Some(Settled::Done { proof, .. }) => pieces.push(plain(format!("  proof: {proof}"))),
        Some(Settled::NotApplicable { reason }) => {
            pieces.push(plain(format!("  because: {reason}")));
        }
        None => {}
    }
    if let Standing::Done(Some(odd)) = standing {
        pieces.push(Piece(Tone::Warn, format!("  ({})", odd.words()).into()));
    }
}

fn check_in<'a>(b: &CheckIn, pieces: &mut Vec<Piece<'a>>) {
    let planned = b.planned.as_ref().map(|w| w.stated());
    let (tone, at) = match (b.started, b.ended) {
        (_, Some(ended)) => (Tone::Plain, second(ended)),
        (Some(started), None) => (Tone::Warn, second(started)),
        (None, None) => (Tone::Plain, planned.unwrap_or_default()),
    };
    pieces.push(Piece(tone, format!("{:<8}", state(b)).into()));
    pieces.push(plain(at));
    let lines = b.lines.values().len();
    if b.started.is_some() {
        let word = if lines == 1 { "line" } else { "lines" };
        pieces.push(faint(format!("  {lines} {word}")));
    }
    if let Some(minutes) = b.minutes {
        pieces.push(strong(format!("  {minutes}")));
    }
}

fn tags(
    workstream: Option<crate::domain::Id>,
    person: Option<crate::domain::Id>,
    names: &Names,
) -> String {
    let both = [person, workstream];
    both.into_iter()
        .flatten()
        .map(|id| format!(" {}", names.signed(id)))
        .collect()
}
