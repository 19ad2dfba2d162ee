//! The fields of factors, fixes and the review, as their detail shows them.

use super::facts::{Facts, handle, moment, when};
use crate::app::App;
use crate::domain::{Factor, Figure, Fix, Id, Metric, Review, Section, Thing, fixes};

pub(super) fn factor(facts: &mut Facts, b: &Factor) {
    facts.say("trigger", if b.trigger { "yes, it set it off" } else { "" });
    facts.maybe("category", b.category.map(|c| c.word()));
    facts.maybe("confidence", b.confidence.map(|c| c.word()));
    let evidence: Vec<String> = b
        .evidence
        .values()
        .iter()
        .map(ToString::to_string)
        .collect();
    match b.is_unsupported() {
        true => facts.say("evidence", "none yet"),
        false => facts.say("evidence", evidence.join(" ")),
    }
    facts.say("class", b.class.clone());
    facts.say("notes", b.notes.clone());
}

pub(super) fn fix(facts: &mut Facts, b: &Fix, thing: &Thing, app: &App) {
    let person = |id: Option<Id>| handle(app.known(), id);
    facts.say("state", b.state.word());
    facts.say("since", moment(fixes::since(thing, b), app));
    facts.say("kind", b.kind.word());
    facts.say("class", b.class.clone());
    facts.say(
        "owner",
        person(b.owner).unwrap_or_else(|| "nobody yet".to_owned()),
    );
    facts.maybe("priority", b.priority.map(|p| p.word()));
    if let Some(due) = &b.due {
        when(facts, "due", due, app);
    }
    facts.say("effort", b.effort.clone());
    facts.say("if not done", b.business_case.clone());
    facts.maybe("agreed by", person(b.agreed_by));
    facts.say("tracker", b.tracker.clone());
    facts.maybe("metric", b.metric.as_ref().map(told));
    for m in b.measured() {
        let text = format!("{}  {}  {}", m.when.stated(), m.value, m.note);
        facts.say("measured", text.trim_end());
    }
    facts.say("verify by", b.verification.clone());
    facts.maybe("verifier", person(b.verifier));
    for p in fixes::passages(b) {
        let why = match p.why.as_str() {
            "" => String::new(),
            why => format!(": {why}"),
        };
        facts.say(
            "passage",
            format!("{}  {}{why}", moment(p.when, app), p.state),
        );
    }
    facts.say("notes", b.notes.clone());
}

fn told(m: &Metric) -> String {
    let value = |f: &Option<Figure>| f.as_ref().map_or("?".to_owned(), ToString::to_string);
    let text = format!(
        "{}: {} to {} {}",
        m.name,
        value(&m.baseline),
        value(&m.target),
        m.unit
    );
    text.trim_end().to_owned()
}

pub(super) fn section(facts: &mut Facts, b: &Section) {
    facts.say("section", b.kind.word());
    facts.say("asks", b.kind.question());
    facts.say("text", b.text.clone());
}

pub(super) fn review(facts: &mut Facts, b: &Review, app: &App) {
    facts.say("state", b.state.word());
    for p in b.history() {
        facts.say(
            "passage",
            format!("{}  {} by {}", moment(p.when, app), p.state, p.by),
        );
    }
    let triage = |t: &crate::domain::Triage| format!("{}: {}", t.answer, t.reasons);
    facts.maybe("triage", b.triage.as_ref().map(triage));
    if let Some(meeting) = &b.meeting {
        when(facts, "meeting", meeting, app);
    }
    let there = b.attendees.values();
    let there = there
        .iter()
        .filter_map(|id| handle(app.known(), Some(**id)));
    facts.say("there", there.collect::<Vec<_>>().join(" "));
    facts.say("notes", b.notes.clone());
    if let Some(closing) = &b.closing {
        facts.say(
            "closed",
            format!("{} by {}", moment(closing.when, app), closing.by),
        );
        facts.say("was open", closing.open.join(", "));
        facts.say("closed as", closing.answer.clone());
    }
    if let Some(lookback) = &b.lookback {
        when(facts, "look back", lookback, app);
    }
}
