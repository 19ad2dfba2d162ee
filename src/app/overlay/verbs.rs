//! The verbs of the shell, as the palette takes them.

use super::form::Form;
use super::{Closing, Detail, Flow, Overlay, People, Search};
use crate::app::{Cx, Effect, IncidentRow, Job, Make, Of};
use crate::capture;
use crate::domain::{Body, EntryKind, Incident, Label, Phase, Severity, visible_line};
use crate::keys::Action;

/// What runs a verb: what follows it, the incidents there are, the rest.
type Run = fn(&str, &[IncidentRow], &Cx) -> Result<Flow, String>;

/// A verb of the shell.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// What is typed.
    pub name: &'static str,
    /// What it takes.
    pub takes: &'static str,
    /// Whether it cannot do without.
    pub must: bool,
    /// What it does.
    pub help: &'static str,
    /// What runs it.
    pub run: Run,
}

const fn verb(
    name: &'static str,
    takes: &'static str,
    must: bool,
    help: &'static str,
    run: Run,
) -> Verb {
    Verb {
        name,
        takes,
        must,
        help,
        run,
    }
}

/// Every verb.
#[rustfmt::skip]
pub const VERBS: &[Verb] = &[
    verb("note", "TEXT", true, "record a line, by the grammar of the capture line", note),
    verb("task", "TEXT", true, "record a task", task),
    verb("open", "[TITLE]", false, "open a new incident; --sev 2 sets its severity", open),
    verb("use", "KEY", true, "switch to another incident", switch),
    verb("show", "LABEL", true, "open the detail of E12, T7, A3, D2 or Q5", show),
    verb("who", "WHAT", true, "find people by what they know, their team or role", who),
    verb("search", "WORDS", true, "search entries, tasks and artifacts", find),
    verb("export", "FILE", true, "write the post-mortem to a file", |file, _, _| Ok(job(Job::Export(Some(file.to_owned()))))),
    verb("backup", "FILE", true, "copy the whole file, safely, while it is in use", |file, _, _| Ok(job(Job::Backup(Some(file.to_owned()))))),
    verb("lens", "[#slug]", false, "show one workstream only, or all again", lens),
    verb("filter", "KIND", true, "show one kind of entry, starred ones, or all", filter),
    verb("phase", "PHASE", true, "record the passage into a phase: contained, recovered, …", phase),
    verb("close", "[REASON]", false, "close the incident, after a look at what is still missing", close),
    verb("as", "of TIME", true, "see the cockpit as it was at a past moment, read-only", as_of),
    verb("local", "", false, "show times in the zone of this machine", |_, _, cx| Ok(clock(true, cx))),
    verb("utc", "", false, "show times in the configured zone", |_, _, cx| Ok(clock(false, cx))),
    verb("theme", "NAME", true, "dark, light, high-contrast, colour-blind, mono or 16", |name, _, _| Ok(Flow::CloseAnd(vec![Effect::Theme(name.to_owned())]))),
];

fn job(job: Job) -> Flow {
    Flow::CloseAnd(vec![Effect::Start(job)])
}

fn note(text: &str, _: &[IncidentRow], cx: &Cx) -> Result<Flow, String> {
    if cx.incident.is_none() {
        return Err("there is no incident to record it in; open one first".to_owned());
    }
    let context = capture::Context {
        now: cx.now,
        zone: cx.zone,
        known: cx.known,
    };
    let captured = capture::parse(text, &context).map_err(|m| m.to_string())?;
    Ok(match captured.closes(cx.known) {
        Some(why) => Flow::Replace(Overlay::Closing(Closing::because(why))),
        None => Flow::Record(Make::Lines(vec![captured])),
    })
}

fn task(text: &str, incidents: &[IncidentRow], cx: &Cx) -> Result<Flow, String> {
    note(&format!("+ {text}"), incidents, cx)
}

fn open(text: &str, _: &[IncidentRow], cx: &Cx) -> Result<Flow, String> {
    let (title, severity) = match text.split_once("--sev") {
        Some((title, digit)) => {
            let digit = digit.trim_start_matches('=').trim();
            let severity = Severity::from_word(&format!("SEV{digit}"));
            let wrong = || format!("`{}` is not a severity from 1 to 5", visible_line(digit));
            (title.trim(), severity.ok_or_else(wrong)?)
        }
        None => (text, Severity::DEFAULT),
    };
    let incident = Incident::new("", title, severity);
    if title.is_empty() {
        let form = Form::new(Body::Incident(incident), None, cx);
        return Ok(Flow::Replace(Overlay::Form(form)));
    }
    Ok(Flow::Record(Make::Incident(Box::new(incident))))
}

fn switch(key: &str, incidents: &[IncidentRow], _: &Cx) -> Result<Flow, String> {
    let fits = |row: &&IncidentRow| {
        row.thing.as_incident().is_some_and(|i| {
            let code_name = i.code_name.as_deref().unwrap_or("");
            i.key.eq_ignore_ascii_case(key) || code_name.eq_ignore_ascii_case(key)
        })
    };
    match incidents.iter().find(fits) {
        Some(row) => Ok(Flow::CloseAnd(vec![Effect::Use(row.thing.id)])),
        None => Err(format!(
            "there is no incident `{}`; `incidents` lists them",
            visible_line(key)
        )),
    }
}

fn show(word: &str, _: &[IncidentRow], cx: &Cx) -> Result<Flow, String> {
    let of = if let Some(handle) = word.strip_prefix('@') {
        cx.known.person(handle).map(|t| Of::Id(t.id))
    } else if let Some(slug) = word.strip_prefix('#') {
        cx.known.workstream(slug).map(|t| Of::Id(t.id))
    } else {
        Label::parse(&word.to_ascii_uppercase()).map(Of::Label)
    };
    match of {
        Some(of) => Ok(Flow::Replace(Overlay::Detail(Detail::new(of)))),
        None => Err(format!(
            "`{}` names nothing; write E12, T7, A3, D2, Q5, @name or #workstream",
            visible_line(word)
        )),
    }
}

fn find(words: &str, _: &[IncidentRow], _: &Cx) -> Result<Flow, String> {
    Ok(Flow::Replace(Overlay::Search(Search::of(words))))
}

fn who(words: &str, _: &[IncidentRow], _: &Cx) -> Result<Flow, String> {
    Ok(Flow::Replace(Overlay::People(People::who(words))))
}

fn lens(slug: &str, _: &[IncidentRow], cx: &Cx) -> Result<Flow, String> {
    let slug = slug.trim_start_matches('#');
    if slug.is_empty() {
        return Ok(Flow::Lens(None));
    }
    match cx.known.workstream(slug) {
        Some(thing) => Ok(Flow::Lens(Some(thing.id))),
        None => Err(format!("there is no workstream #{}", visible_line(slug))),
    }
}

fn filter(word: &str, _: &[IncidentRow], _: &Cx) -> Result<Flow, String> {
    let action = match word {
        "all" | "everything" => Action::FilterAll,
        "starred" => Action::FilterStarred,
        _kind => match EntryKind::from_word(word) {
            Some(EntryKind::Note) => Action::FilterNote,
            Some(EntryKind::Action) => Action::FilterAction,
            Some(EntryKind::Observation) => Action::FilterObservation,
            Some(EntryKind::Attacker) => Action::FilterAttacker,
            Some(EntryKind::Decision) => Action::FilterDecision,
            Some(EntryKind::Communication) => Action::FilterCommunication,
            Some(EntryKind::Question) => Action::FilterQuestion,
            Some(EntryKind::Lesson) => Action::FilterLesson,
            Some(EntryKind::Milestone) => Action::FilterMilestone,
            Some(EntryKind::CheckIn) | None => {
                return Err(format!(
                    "`{}` is not shown by itself; write all, starred, note, action, decision, …",
                    visible_line(word)
                ));
            }
        },
    };
    Ok(Flow::Run { action, on: None })
}

fn phase(word: &str, _: &[IncidentRow], _: &Cx) -> Result<Flow, String> {
    let action = match Phase::from_word(word) {
        Some(Phase::Detected) => Action::PhaseDetected,
        Some(Phase::Triaged) => Action::PhaseTriaged,
        Some(Phase::Contained) => Action::PhaseContained,
        Some(Phase::Eradicated) => Action::PhaseEradicated,
        Some(Phase::Recovered) => Action::PhaseRecovered,
        Some(Phase::Reviewing) => Action::PhaseReviewing,
        Some(Phase::Closed) => Action::PhaseClosed,
        None => {
            let all: Vec<_> = Phase::ALL.iter().map(|p| p.word()).collect();
            return Err(format!(
                "`{}` is not a phase; write {}",
                visible_line(word),
                all.join(", ")
            ));
        }
    };
    Ok(Flow::Run { action, on: None })
}

fn close(why: &str, _: &[IncidentRow], cx: &Cx) -> Result<Flow, String> {
    match cx.incident {
        Some(_) => Ok(Flow::Replace(Overlay::Closing(Closing::because(why)))),
        None => Err("there is no incident to close".to_owned()),
    }
}

fn as_of(text: &str, _: &[IncidentRow], cx: &Cx) -> Result<Flow, String> {
    let time = text.strip_prefix("of").unwrap_or(text);
    let moment = capture::parse_moment(time, &cx.capture()).map_err(|m| m.to_string())?;
    Ok(job(Job::AsOf(moment)))
}

fn clock(local: bool, cx: &Cx) -> Flow {
    if cx.show_local == local {
        return Flow::Close;
    }
    Flow::Run {
        action: Action::Clock,
        on: None,
    }
}
