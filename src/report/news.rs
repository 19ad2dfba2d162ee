//! News that no kind of entry tells by itself: another severity, a regulatory
//! clock that is done, a workstream that is well again, a question that was
//! answered, a message to somebody outside.

use super::changes::{News, Text, Weight, began, label, stamp, weight};
use super::clocks::how_done;
use super::moment;
use super::sitrep::Report;
use crate::domain::register::answer_words;
use crate::domain::telling::is_for;
use crate::domain::{
    Duty, Edit, Entry, EntryKind, Health, Label, LabelKind, Settled, Severity, Thing, When,
    WorkstreamEdit,
};
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// What turned since, and is no entry.
pub(super) fn turns<'r>(report: &'r Report<'_>) -> Vec<News<'r>> {
    let mut news = severities(report);
    news.extend(clocks(report));
    news.extend(streams(report));
    news
}

fn turn<'r>(report: &'r Report<'_>, weight: Weight, at: DateTime<Utc>, said: String) -> News<'r> {
    News {
        weight,
        heard: at,
        place: (at, 0),
        entry: None,
        with: Vec::new(),
        text: Box::new(move || format!("{} {said}", stamp(report, &moment::minute(at)))),
    }
}

fn severities<'r>(report: &'r Report<'_>) -> Vec<News<'r>> {
    let word = |severity: Severity| match severity.word().strip_prefix("SEV") {
        Some(n) if report.plainly() => n.to_owned(),
        Some(_) | None => severity.to_string(),
    };
    let all = report.view.record.severities();
    all.filter(|(at, _)| *at >= report.asked.since)
        .map(|(at, [was, now])| {
            let way = if now < was { "raised" } else { "lowered" };
            let said = format!("Severity {way} from {} to {}", word(was), word(now));
            turn(report, Weight::Turn, at, said)
        })
        .collect()
}

/// The regulatory clocks that were done since, or of which that was recorded
/// since.
fn clocks<'r>(report: &'r Report<'_>) -> Vec<News<'r>> {
    let duties = report.view.record.duties.iter();
    let done = duties.filter_map(|thing| {
        let duty = thing.as_duty()?;
        let Some(Settled::Done { when, proof }) = &duty.settled else {
            return None;
        };
        let news = when.at.max(thing.changed.at) >= report.asked.since;
        news.then(|| clock(report, thing, duty, (when, proof)))
    });
    done.collect()
}

fn clock<'r>(report: &Report<'_>, thing: &Thing, duty: &Duty, done: (&When, &str)) -> News<'r> {
    let (when, proof) = done;
    let standing = duty.standing(report.view.now);
    let how = how_done(standing);
    let late = match when.at < report.asked.since {
        true => " (recorded since)",
        false => "",
    };
    let source = match report.plainly() {
        true => report.page.text(&duty.source),
        false => report
            .page
            .text(&format!("{}, {}, {proof}", duty.rule, duty.source)),
    };
    let source = source.trim_start_matches(", ").trim_end_matches(", ");
    let source = match source.is_empty() {
        true => String::new(),
        false => format!(" ({source})"),
    };
    let at = stamp(report, &moment::brief(when));
    let what = report.say(&duty.name);
    let text = format!("{at}{late} Regulatory notice given, {how}: {what}{source}");
    // The entry that shows it says the same.
    let shown = Label::parse(proof.trim()).filter(|l| l.kind == LabelKind::Entry);
    News {
        weight: Weight::Turn,
        heard: thing.changed.at,
        place: (when.at, 0),
        entry: None,
        with: shown.map(|l| l.number).into_iter().collect(),
        text: Box::new(move || text.clone()),
    }
}

/// The workstreams that were red or amber since, and are green.
fn streams<'r>(report: &'r Report<'_>) -> Vec<News<'r>> {
    let streams = report.view.record.known.workstreams.iter();
    let well = streams.filter_map(|thing| {
        let green = thing.as_workstream()?.health == Health::Green;
        let turns = report
            .view
            .record
            .turns_of(thing.id)
            .filter_map(|(event, edit)| match edit {
                Edit::Workstream(WorkstreamEdit::Health(swap))
                    if event.at >= report.asked.since =>
                {
                    Some((event.at, swap.was))
                }
                _other => None,
            });
        let turns: Vec<_> = turns.collect();
        let (at, _) = turns.last().filter(|_| green)?;
        let (_, worst) = turns.iter().max_by_key(|(_, was)| *was)?;
        let said = format!("{} is **green** again, after {worst}", report.stream(thing));
        (*worst != Health::Green).then(|| turn(report, Weight::Stream, *at, said))
    });
    well.collect()
}

/// The questions that entries answer, by the number of the entry.
pub(super) type Answers<'r> = HashMap<u32, Vec<(&'r Thing, &'r Entry)>>;

/// Every question that an entry is said to answer; one that is struck is not
/// told, and so answers nothing.
pub(super) fn answers<'r>(report: &Report<'r>) -> Answers<'r> {
    let mut answers = Answers::new();
    for (thing, entry) in report.page.standing() {
        let by = entry.question.as_ref().and_then(|q| q.answered_by);
        if let Some(by) = by.filter(|l| l.kind == LabelKind::Entry) {
            answers.entry(by.number).or_default().push((thing, entry));
        }
    }
    answers
}

/// How soon an answer is told, with which questions, by number, and how; none
/// of an entry that is told as what it is in any case.
pub(super) fn answer_of<'r>(
    report: &'r Report<'_>,
    answers: &Answers<'r>,
    thing: &'r Thing,
    entry: &'r Entry,
) -> Option<(Weight, Vec<u32>, Text<'r>)> {
    let asked = answers.get(&thing.number)?.clone();
    if matches!(entry.kind, EntryKind::Decision | EntryKind::Milestone) {
        return None;
    }
    let weights = asked.iter().filter_map(|(t, e)| weight(report, t, e));
    let weights = weights.chain(weight(report, thing, entry));
    let weight = weights.chain([Weight::Answer]).min()?;
    let numbers = asked.iter().map(|(t, _)| t.number).collect();
    let text = move || answer(report, &asked, thing, entry);
    Some((weight, numbers, Box::new(text)))
}

fn answer(report: &Report<'_>, asked: &[(&Thing, &Entry)], by: &Thing, entry: &Entry) -> String {
    let words = asked
        .iter()
        .map(|(_, e)| format!("“{}”", report.aside(&e.text)));
    let words: Vec<String> = words.collect();
    let labels = asked.iter().map(|(t, e)| label(t, e));
    let labels: Vec<String> = labels.chain([label(by, entry)]).collect();
    let end = match report.plainly() {
        true => String::new(),
        false => format!(" ({})", labels.join(", ")),
    };
    let (at, said) = (began(report, entry), report.say(answer_words(&entry.text)));
    format!("{at} Answer to {}: {said}{end}", words.join(" and "))
}

/// Whether an entry says that somebody is told something, who does not read
/// this. That a role passes from hand to hand is told by the roles.
pub(super) fn is_message(report: &Report<'_>, thing: &Thing, entry: &Entry) -> bool {
    let handovers = report
        .view
        .record
        .handovers
        .iter()
        .filter_map(Thing::as_handover);
    let mut handovers = handovers.filter(|h| {
        let arrived = h.acknowledged == Some(entry.when.at) && entry.people.contains(&h.to);
        arrived || (h.entry.is_some() && h.entry == thing.label())
    });
    handovers.next().is_none() && !is_for(entry, report.asked.audience)
}
