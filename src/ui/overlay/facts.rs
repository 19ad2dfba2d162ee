//! The fields of a thing as its detail shows them; what was never said is not
//! in it.

use super::review_facts;
use crate::app::{App, zone};
use crate::domain::duties::Standing;
use crate::domain::{
    Artifact, Body, CheckIn, Duty, Entry, Id, Incident, Known, Person, RoleHeld, Settled, Task,
    Thing, When, Workstream, offset_words, spine,
};
use chrono::{DateTime, Utc};

/// A field and what it holds; not yet made visible.
pub struct Fact {
    /// What it is called.
    pub label: &'static str,
    /// What it holds.
    pub text: String,
}

/// Collects facts, leaving out what was never said.
pub(super) struct Facts(Vec<Fact>);

impl Facts {
    pub(super) fn say(&mut self, label: &'static str, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.0.push(Fact { label, text });
        }
    }

    pub(super) fn maybe(&mut self, label: &'static str, text: Option<impl Into<String>>) {
        if let Some(text) = text {
            self.say(label, text);
        }
    }
}

/// The facts of a thing, those of its recording last.
pub fn of(thing: &Thing, app: &App) -> Vec<Fact> {
    let mut facts = Facts(Vec::new());
    match &thing.body {
        Body::Entry(b) => entry(&mut facts, b, thing, app),
        Body::Task(b) => task(&mut facts, b, app),
        Body::Artifact(b) => artifact(&mut facts, b, app),
        Body::Workstream(b) => workstream(&mut facts, b, thing.id, app),
        Body::Incident(b) => incident(&mut facts, b, thing, app),
        Body::Person(b) => person(&mut facts, b),
        Body::Role(b) => role(&mut facts, b, app),
        Body::Duty(b) => duty(&mut facts, b, app),
        Body::CheckIn(b) => check_in(&mut facts, b, app),
        Body::Factor(b) => review_facts::factor(&mut facts, b),
        Body::Fix(b) => review_facts::fix(&mut facts, b, thing, app),
        Body::Section(b) => review_facts::section(&mut facts, b),
        Body::Review(b) => review_facts::review(&mut facts, b, app),
        Body::Handover(_) | Body::Snooze(_) | Body::Inject(_) => {}
    }
    let by = |mark: &crate::domain::Mark| format!("{}  by {}", moment(mark.at, app), mark.author);
    facts.say("recorded", by(&thing.created));
    if thing.changed != thing.created {
        facts.say("changed", by(&thing.changed));
    }
    if thing.withdrawn {
        facts.say("withdrawn", "taken back; kept in the journal");
    }
    facts.0
}

pub(super) fn handle(known: &Known, id: Option<Id>) -> Option<String> {
    Some(format!("@{}", known.handle(id?)?))
}

fn slug(known: &Known, id: Option<Id>) -> Option<String> {
    Some(format!("#{}", known.slug(id?)?))
}

/// A moment in UTC, and in the machine's zone where that differs.
pub(super) fn moment(at: DateTime<Utc>, app: &App) -> String {
    let utc = at.format("%Y-%m-%d %H:%M:%S UTC").to_string();
    let offset = zone::offset(&app.settings.local, at);
    if offset.local_minus_utc() == 0 {
        return utc;
    }
    let local = at.with_timezone(&offset);
    let form = if local.date_naive() == at.date_naive() {
        "%H:%M:%S"
    } else {
        "%Y-%m-%d %H:%M:%S"
    };
    let words = offset_words(offset.local_minus_utc());
    format!("{utc} ({} {words})", local.format(form))
}

/// A time as it was stated, then the instants it means.
pub(super) fn when(facts: &mut Facts, label: &'static str, when: &When, app: &App) {
    let local = zone::offset(&app.settings.local, when.at);
    let in_zone = |offset: chrono::FixedOffset, name: &str| {
        let day = when.at.with_timezone(&offset).format("%Y-%m-%d");
        let clock = when.clock(when.at, offset);
        let end = when.until.map_or_else(String::new, |until| {
            let day = until.with_timezone(&offset).format("%Y-%m-%d");
            format!(" .. {day} {}", when.clock(until, offset))
        });
        format!("{day} {clock}{end} {name}").replace("  ", " ")
    };
    facts.say(label, when.stated());
    let utc = chrono::FixedOffset::east_opt(0);
    if when.zone.offset != 0 {
        facts.maybe("", utc.map(|utc| in_zone(utc, "UTC")));
    }
    if local.local_minus_utc() != 0 && local.local_minus_utc() != when.zone.offset {
        let offset = offset_words(local.local_minus_utc());
        let name = format!("{offset} {}", app.settings.local);
        facts.say("", in_zone(local, &name));
    }
}

fn check_in(facts: &mut Facts, b: &CheckIn, app: &App) {
    let known = app.known();
    if let Some(planned) = &b.planned {
        when(facts, "planned", planned, app);
    }
    facts.maybe("began", b.started.map(|at| moment(at, app)));
    facts.maybe("ended", b.ended.map(|at| moment(at, app)));
    let there = b.attendance.values();
    let there = there.iter().filter_map(|id| handle(known, Some(**id)));
    facts.say("there", there.collect::<Vec<_>>().join(" "));
    for line in b.lines.values() {
        let of = slug(known, line.workstream).map(|slug| format!("{slug} "));
        let text = format!("{}{}", of.unwrap_or_default(), line.text);
        facts.say(line.aspect.word(), text);
    }
    facts.maybe("minutes", b.minutes.map(|label| label.to_string()));
    if let Some(next) = &b.next {
        when(facts, "next", next, app);
    }
}

fn entry(facts: &mut Facts, b: &Entry, thing: &Thing, app: &App) {
    let known = app.known();
    when(facts, "when", &b.when, app);
    let mut kind = b.kind.word().to_owned();
    if b.starred {
        kind.push_str(", starred");
    }
    if b.struck {
        kind.push_str(", struck out");
    }
    if thing.amended() > 0 {
        kind.push_str(&format!(", amended {}×", thing.amended()));
    }
    facts.say("kind", kind);
    facts.maybe("registered as", b.register().map(|l| l.to_string()));
    facts.maybe("workstream", slug(known, b.workstream));
    let people = b.people.iter().filter_map(|id| handle(known, Some(*id)));
    facts.say("people", people.collect::<Vec<_>>().join(" "));
    facts.maybe("phase", b.phase.map(crate::domain::Phase::word));
    if let Some(d) = &b.decision {
        facts.say("question", d.question.clone());
        facts.say("choice", d.choice.clone());
        facts.say("why", d.why.clone());
        facts.say("rejected", d.rejected.clone());
        facts.maybe("decided by", handle(known, d.decided_by));
        let reversible = |yes| if yes { "yes" } else { "no" };
        facts.maybe("reversible", d.reversible.map(reversible));
        if let Some(revisit) = &d.revisit {
            when(facts, "revisit", revisit, app);
        }
        facts.maybe("superseded by", d.superseded_by.map(|n| format!("D{n}")));
    }
    if let Some(q) = &b.question {
        let answer = q
            .answered_by
            .map_or_else(|| "open".to_owned(), |l| l.to_string());
        facts.say("answered by", answer);
    }
    if let Some(promise) = &b.promise {
        when(facts, "promised by", &promise.due, app);
        facts.maybe("to", promise.audience.map(crate::domain::Audience::word));
        let kept = promise.kept.map(|l| l.to_string());
        facts.say("kept by", kept.unwrap_or_else(|| "open".to_owned()));
    }
    if let Some(sent) = &b.sent {
        facts.say("sent to", sent.audience.word());
        facts.say("as sent", sent.text.clone());
    }
    facts.maybe("as typed", b.typed.clone());
}

fn task(facts: &mut Facts, b: &Task, app: &App) {
    let known = app.known();
    facts.say("state", b.state.word());
    facts.maybe("priority", b.priority.map(crate::domain::Priority::word));
    let nobody = || "nobody yet".to_owned();
    facts.say("assignee", handle(known, b.assignee).unwrap_or_else(nobody));
    facts.maybe("workstream", slug(known, b.workstream));
    if let Some(due) = &b.due {
        when(facts, "due", due, app);
    }
    if let Some(at) = &b.when {
        when(facts, "when", at, app);
    }
    facts.say("notes", b.notes.clone());
    facts.maybe("as typed", b.typed.clone());
}

fn artifact(facts: &mut Facts, b: &Artifact, app: &App) {
    facts.say("kind", b.kind.word());
    facts.maybe("type", b.indicator.map(crate::domain::IndicatorType::word));
    facts.maybe("status", b.status.map(crate::domain::ArtifactStatus::word));
    facts.maybe("workstream", slug(app.known(), b.workstream));
    if let Some(file) = &b.file {
        facts.say("path", file.path.clone());
        facts.say("SHA-256", file.sha256.clone());
        let stored = if file.stored {
            ", copied when handed in"
        } else {
            ""
        };
        facts.say(
            "size",
            format!("{} bytes, {}{stored}", file.size, file.media_type),
        );
    }
    for step in b.custody.values() {
        let why = if step.why.is_empty() {
            String::new()
        } else {
            format!(": {}", step.why)
        };
        let text = format!("{}  {} to {}{why}", step.when.stated(), step.from, step.to);
        facts.say("custody", text);
    }
    facts.say("notes", b.notes.clone());
}

fn workstream(facts: &mut Facts, b: &Workstream, id: Id, app: &App) {
    let known = app.known();
    facts.maybe("lead", handle(known, b.lead));
    facts.say("status", b.status.word());
    facts.say("health", b.health.word());
    let blockers = b.blocked_by.values();
    let blockers = blockers.iter().filter_map(|id| slug(known, Some(**id)));
    facts.say("blocked by", blockers.collect::<Vec<_>>().join(" "));
    let waiting = spine::held_up(&known.workstreams, id).into_iter();
    let waiting: Vec<String> = waiting.map(Thing::name).collect();
    facts.say("holds up", waiting.join(" "));
    if let Some(at) = &b.checkpoint {
        when(facts, "checkpoint", at, app);
    }
    facts.maybe("merged into", slug(known, b.merged_into));
    facts.maybe("split from", slug(known, b.split_from));
    facts.say("update", b.update.clone());
}

fn incident(facts: &mut Facts, b: &Incident, thing: &Thing, app: &App) {
    facts.maybe("code name", b.code_name.clone());
    facts.say("severity", b.severity.word());
    facts.say("TLP", b.tlp.word());
    facts.say("phase", b.phase.word());
    if app.incident().is_some_and(|t| t.id == thing.id) {
        facts.say("T+ since", crate::ui::bar::since(app, thing).told());
    }
    facts.say("exercise", if b.exercise { "yes, a drill" } else { "" });
    facts.say("summary", b.summary.clone());
    facts.say("impact", b.impact.clone());
}

fn person(facts: &mut Facts, b: &Person) {
    facts.say("handle", format!("@{}", b.handle));
    facts.say("team", b.team.clone());
    facts.say("contact", b.contact.clone());
    facts.say("expertise", b.expertise.clone());
    facts.say("zone", b.zone.clone());
}

fn role(facts: &mut Facts, b: &RoleHeld, app: &App) {
    facts.say("role", b.role.word());
    facts.maybe("person", handle(app.known(), Some(b.person)));
    facts.maybe("workstream", slug(app.known(), b.workstream));
    facts.say("from", moment(b.from, app));
    facts.maybe("until", b.until.map(|at| moment(at, app)));
}

fn duty(facts: &mut Facts, b: &Duty, app: &App) {
    facts.say("what", b.name.clone());
    facts.say("begins with", b.trigger.clone());
    facts.say("source", b.source.clone());
    facts.say("limit", b.limit.to_string());
    facts.maybe("since", b.since.map(|l| l.to_string()));
    if let Some(from) = &b.from {
        when(facts, "began", from, app);
    }
    facts.maybe("due", b.due().map(|at| moment(at, app)));
    let standing = b.standing(app.now);
    facts.say("state", standing.word());
    match &b.settled {
        Some(Settled::Done { when: at, proof }) => {
            facts.say("proof", proof.clone());
            when(facts, "done", at, app);
        }
        Some(Settled::NotApplicable { reason }) => facts.say("because", reason.clone()),
        None => {}
    }
    if let Standing::Done(Some(odd)) = standing {
        facts.say("look again", odd.words());
    }
}
