//! What binds whoever takes over, in the brief of a handover: decisions that
//! stand, questions, needs, deadlines, promises.

use super::clocks::how_done;
use super::measure::clipped;
use super::page::{Page, count};
use super::{View, moment};
use crate::domain::telling::readers;
use crate::domain::{
    Decision, Duty, Entry, Minute, Promise, Question, Settled, Thing, When, register,
};
use chrono::{DateTime, Utc};

/// Lines of a section at most.
const MOST: usize = 12;
/// Decisions at most.
const DECISIONS: usize = 6;
/// Columns of a decision.
const CHOICE: usize = 160;

pub(super) fn needs_said(page: &mut Page<'_>, view: &View<'_>) {
    page.section("Needs said at the last check-in");
    let said = view.situation.needs_said().into_iter();
    let item = |(check_in, line): (&Thing, &Minute)| {
        let of = line.workstream;
        let of = of.map_or_else(|| "the whole incident".into(), |id| page.stream(id));
        format!("{of}: {} ({})", page.text(&line.text), check_in.name())
    };
    let items = said.map(item).collect();
    some(page, items, "No need was said.");
}

pub(super) fn deadlines(page: &mut Page<'_>, view: &View<'_>) {
    page.section("Regulatory deadlines");
    let clocks = view.situation.clocks_that_run(view.now).into_iter();
    let runs = |(due, duty): (DateTime<Utc>, &Duty)| {
        let what = obliged(page, duty);
        format!("by {}: {what}", late_at(due, view))
    };
    let mut items: Vec<String> = clocks.map(runs).collect();
    let duties = view.situation.duties.iter().filter_map(Thing::as_duty);
    items.extend(duties.filter_map(|duty| settled(page, duty, view.now)));
    some(page, items, "No regulatory clock runs.");
}

/// A clock that is done, and what shows it.
fn settled(page: &Page<'_>, duty: &Duty, now: DateTime<Utc>) -> Option<String> {
    let Some(Settled::Done { when, proof }) = &duty.settled else {
        return None;
    };
    let how = how_done(duty.standing(now));
    let proof = match proof.trim() {
        "" => "no proof is recorded".to_owned(),
        proof => page.text(proof),
    };
    let at = page.text(&moment::brief(when));
    Some(format!(
        "done {at}, {how}: {}; {proof}",
        obliged(page, duty)
    ))
}

/// `**gdpr-33** notify the authority (Art. 33)`.
fn obliged(page: &Page<'_>, duty: &Duty) -> String {
    let [rule, what, source] = [&duty.rule, &duty.name, &duty.source].map(|t| page.text(t));
    format!("**{rule}** {what} ({source})")
}

/// What was decided and not replaced since, the latest first: it binds whoever
/// takes over.
pub(super) fn decisions(page: &mut Page<'_>, view: &View<'_>) {
    page.section("Decisions that stand");
    let all = register::decisions(&view.record.entries).into_iter();
    let stands = all.filter_map(|thing| {
        let entry = thing.as_entry()?;
        let decision = entry.decision.as_ref()?;
        let item = decided(page, view, entry, decision);
        (decision.superseded_by.is_none()).then_some(item)
    });
    let items: Vec<String> = stands.collect();
    at_most(page, items, DECISIONS, "No decision stands.");
}

fn decided(page: &Page<'_>, view: &View<'_>, entry: &Entry, decision: &Decision) -> String {
    let choice = match decision.choice.as_str() {
        "" => entry.text.as_str(),
        choice => choice,
    };
    let again = decision.revisit.as_ref();
    let again = again.map_or_else(String::new, |at| {
        format!(", look at it again {}", page.text(&late(at, view)))
    });
    let at = page.text(&moment::brief(&entry.when));
    let choice = page.text(&clipped(choice, CHOICE));
    format!("**D{}** {choice} ({at}{again})", decision.number)
}

pub(super) fn questions(page: &mut Page<'_>, view: &View<'_>) {
    page.section("Open questions");
    let waiting = view
        .situation
        .waiting_for(|e| Some((e, e.question.as_ref()?)));
    let open = waiting.filter(|(_, (_, question))| !page.answered(question));
    let item = |(_, (entry, question)): (&Thing, (&Entry, &Question))| {
        let at = page.text(&moment::brief(&entry.when));
        let text = page.text(&entry.text);
        format!("**Q{}** {text} (asked {at})", question.number)
    };
    let items: Vec<String> = open.map(item).collect();
    some(page, items, "No question is open.");
}

/// The open promises, by when they are due.
pub(super) fn promised<'a>(view: &View<'a>) -> Vec<(&'a Thing, &'a Promise)> {
    let waiting = view.situation.waiting.iter();
    let mut owed: Vec<_> = waiting
        .filter_map(|t| Some((t, t.as_entry()?.promise.as_ref()?)))
        .filter(|(_, p)| p.kept.is_none())
        .collect();
    owed.sort_by_key(|(t, p)| (p.due.at, t.number));
    owed
}

pub(super) fn promises(page: &mut Page<'_>, view: &View<'_>) {
    page.section("Promises");
    let items: Vec<String> = promised(view)
        .into_iter()
        .map(|(thing, promise)| {
            let what = match promise.audience {
                Some(audience) if thing.as_entry().is_some_and(|e| e.sent.is_some()) => {
                    format!("the next update to {}", readers(audience))
                }
                Some(_) | None => page.text(thing.headline()),
            };
            let due = page.text(&late(&promise.due, view));
            format!("by {due}: {what} ({})", thing.name())
        })
        .collect();
    some(page, items, "No promise is open.");
}

pub(super) fn late_at(at: DateTime<Utc>, view: &View<'_>) -> String {
    let overdue = if at < view.now { " (overdue)" } else { "" };
    format!("{}{overdue}", moment::minute(at))
}

pub(super) fn late(when: &When, view: &View<'_>) -> String {
    let overdue = if when.bounds().1 < view.now {
        " (overdue)"
    } else {
        ""
    };
    format!("{}{overdue}", moment::brief(when))
}

/// A list of some length, or the sentence that says there is none.
pub(super) fn some(page: &mut Page<'_>, items: Vec<String>, none: &str) {
    at_most(page, items, MOST, none);
}

fn at_most(page: &mut Page<'_>, mut items: Vec<String>, most: usize, none: &str) {
    if items.is_empty() {
        page.nothing(none);
        return;
    }
    let more = items.len().saturating_sub(most);
    items.truncate(most);
    page.list(items);
    if more > 0 {
        let more = count(more, "more is", "more are");
        page.nothing(&format!("{more} in the record."));
    }
}
