//! News that no kind of entry tells by itself: another severity, a regulatory
//! clock that is done, a workstream that is well again, a question that was
//! answered, a message to somebody outside.

use super::changes::{News, Weight, began, label, stamp, weight};
use super::moment;
use super::sitrep::Report;
use crate::domain::duties::Standing;
use crate::domain::register::{answer, answer_words};
use crate::domain::telling::tells;
use crate::domain::{
    Duty, Edit, Entry, EntryKind, Health, Label, LabelKind, Settled, Severity, Thing, When,
    WorkstreamEdit,
};
use chrono::{DateTime, Utc};

/// What turned since, and is no entry.
pub(super) fn turns(report: &Report<'_>) -> Vec<News> {
    let mut news = severities(report);
    news.extend(clocks(report));
    news.extend(streams(report));
    news
}

fn turn(report: &Report<'_>, weight: Weight, at: DateTime<Utc>, said: &str) -> News {
    News {
        weight,
        heard: at,
        place: (at, 0),
        entry: None,
        with: Vec::new(),
        text: format!("{} {said}", stamp(report, &moment::minute(at))),
    }
}

fn severities(report: &Report<'_>) -> Vec<News> {
    let word = |severity: Severity| match severity.word().strip_prefix("SEV") {
        Some(n) if report.plainly() => n.to_owned(),
        Some(_) | None => severity.to_string(),
    };
    let all = report.view.record.severities();
    all.filter(|(at, _)| *at >= report.asked.since)
        .map(|(at, [was, now])| {
            let way = if now < was { "raised" } else { "lowered" };
            let said = format!("Severity {way} from {} to {}", word(was), word(now));
            turn(report, Weight::Turn, at, &said)
        })
        .collect()
}

/// The regulatory clocks that were done since, or of which that was recorded
/// since.
fn clocks(report: &Report<'_>) -> Vec<News> {
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

fn clock(report: &Report<'_>, thing: &Thing, duty: &Duty, done: (&When, &str)) -> News {
    let (when, proof) = done;
    let standing = duty.standing(report.view.now);
    let how = match standing {
        Standing::Done(Some(odd)) => odd.words(),
        _in_time => "in time",
    };
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
    // The entry that shows it says the same.
    let shown = Label::parse(proof.trim()).filter(|l| l.kind == LabelKind::Entry);
    News {
        weight: Weight::Turn,
        heard: thing.changed.at,
        place: (when.at, 0),
        entry: None,
        with: shown.map(|l| l.number).into_iter().collect(),
        text: format!("{at}{late} Regulatory notice given, {how}: {what}{source}"),
    }
}

/// The workstreams that were red or amber since, and are green.
fn streams(report: &Report<'_>) -> Vec<News> {
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
        (*worst != Health::Green).then(|| turn(report, Weight::Stream, *at, &said))
    });
    well.collect()
}

/// What an entry answers, and the questions by number, told with it; none of
/// an entry that is told as what it is in any case.
pub(super) fn answer_of(
    report: &Report<'_>,
    thing: &Thing,
    entry: &Entry,
) -> Option<(Weight, Vec<u32>, String)> {
    if matches!(entry.kind, EntryKind::Decision | EntryKind::Milestone) {
        return None;
    }
    let entries = &report.view.record.entries;
    let by_it = |q: &Thing| answer(q, entries).is_some_and(|by| thing.label() == Some(by));
    let asked: Vec<(&Thing, &Entry)> = report.page.standing().filter(|(q, _)| by_it(q)).collect();
    let weights = asked.iter().filter_map(|(t, e)| weight(report, t, e));
    let weights = weights.chain(weight(report, thing, entry));
    let weight = weights.chain([Weight::Answer]).min()?;
    let words: Vec<String> = asked
        .iter()
        .map(|(_, e)| format!("“{}”", report.aside(&e.text)))
        .collect();
    let labels = asked.iter().map(|(t, e)| label(t, e));
    let labels: Vec<String> = labels.chain([label(thing, entry)]).collect();
    let end = match report.plainly() {
        true => String::new(),
        false => format!(" ({})", labels.join(", ")),
    };
    let (at, said) = (began(report, entry), report.say(answer_words(&entry.text)));
    let text = format!("{at} Answer to {}: {said}{end}", words.join(" and "));
    let numbers = asked.iter().map(|(t, _)| t.number).collect();
    (!asked.is_empty()).then_some((weight, numbers, text))
}

/// Whether an entry says that somebody was told something, who does not read
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
    handovers.next().is_none() && !tells(entry, report.asked.audience)
}
