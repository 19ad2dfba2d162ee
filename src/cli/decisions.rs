//! `warroom decisions`, `questions`, `revisit` and `answer`: the register.

use super::json::ThingView;
use super::names::Names;
use super::output::Output;
use super::rows;
use super::session::{self, Session};
use super::show::find;
use crate::capture;
use crate::domain::register::{answer, answered, decisions, questions, revisited, struck_answer};
use crate::domain::{Anchor, Body, Change, EntryKind, Filter, Label, Thing};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};

/// List the decisions, the latest first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom decisions
  warroom decisions --json | jq -r '.[] | select(.decision.superseded_by == null) | .text'
  warroom note '= supersedes D3; rotate the CI tokens only; why: scope is known'")]
pub struct Args {
    /// Print JSON: an array, one decision a line
    #[arg(long)]
    json: bool,
}

/// List the questions, open ones first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom questions
  warroom note 'answers Q5: yes, it could write'")]
pub struct QuestionArgs {
    /// Print JSON: an array, one question a line
    #[arg(long)]
    json: bool,
}

/// Say when a decision is to be looked at again.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom revisit D3 '2026-12-01 09:00'
  warroom revisit D3")]
pub struct RevisitArgs {
    /// The decision
    #[arg(value_name = "LABEL")]
    decision: String,
    /// When [default: not any more]
    #[arg(value_name = "TIME", allow_hyphen_values = true)]
    when: Option<String>,
}

/// Say which entry answers a question.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  warroom answer Q5 E12")]
pub struct AnswerArgs {
    /// The question
    #[arg(value_name = "QUESTION")]
    question: String,
    /// What answers it
    #[arg(value_name = "LABEL")]
    by: String,
}

/// Lists the decisions.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    list(EntryKind::Decision, args.json, session, out)
}

/// Lists the questions.
pub fn run_questions(
    args: &QuestionArgs,
    session: &Session,
    out: &mut Output,
) -> Result<(), Problem> {
    list(EntryKind::Question, args.json, session, out)
}

/// Rows read at once.
const WINDOW: usize = 500;

fn list(kind: EntryKind, json: bool, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let names = Names::new(session::known(&store, &incident)?);
    let mut entries = all(&store, &incident, kind)?;
    let struck = store.struck_answers(&entries);
    entries.extend(struck.attempt("cannot read the answers")?);
    let found = match kind {
        EntryKind::Decision => decisions(&entries),
        _questions => questions(&entries),
    };
    for thing in found {
        match json {
            true => out.json_row(&ThingView::new(thing, &names))?,
            false => rows::row_with(out, thing, &names, &became(thing, &entries))?,
        }
    }
    if json { out.json_end() } else { Ok(()) }
}

fn all(store: &Store, incident: &Thing, kind: EntryKind) -> Result<Vec<Thing>, Problem> {
    let filter = Filter {
        kind: Some(kind),
        struck: Some(false),
        ..Filter::default()
    };
    let mut found = Vec::new();
    let mut anchor = Anchor::Head;
    loop {
        let window = store
            .timeline(incident.id, &filter, anchor, WINDOW)
            .attempt("cannot read the register")?;
        let last = window.rows.last().map(crate::domain::Key::of);
        found.extend(window.rows);
        match last.filter(|_| window.more_after) {
            Some(last) => anchor = Anchor::After(last),
            None => return Ok(found),
        }
    }
}

/// What became of a decision or a question.
fn became(thing: &Thing, entries: &[Thing]) -> String {
    let Some(entry) = thing.as_entry() else {
        return String::new();
    };
    if let Some(decision) = &entry.decision {
        return match (decision.superseded_by, &decision.revisit) {
            (Some(by), _) => format!("superseded by D{by}"),
            (None, Some(when)) => format!("revisit {}", when.stated()),
            (None, None) => String::new(),
        };
    }
    match (answer(thing, entries), struck_answer(thing, entries)) {
        (Some(by), _) => format!("answered by {by}"),
        (None, Some(by)) => format!("open: the answer in {by} was struck"),
        (None, None) => "open".to_owned(),
    }
}

/// Says when a decision is looked at again.
pub fn run_revisit(args: &RevisitArgs, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let read = |text: &String, known: &_| {
        capture::parse_revisit(text, &session.context(known)).map_err(|m| super::note::refused(&m))
    };
    alter(
        &args.decision,
        "decision",
        session,
        out,
        |thing, store, incident| {
            let known = session::known(store, incident)?;
            let when = args
                .when
                .as_ref()
                .map(|text| read(text, &known))
                .transpose()?;
            Ok(revisited(thing, when))
        },
    )
}

/// Says which entry answers a question.
pub fn run_answer(args: &AnswerArgs, session: &Session, out: &mut Output) -> Result<(), Problem> {
    alter(
        &args.question,
        "question",
        session,
        out,
        |thing, store, incident| {
            let known = session::known(store, incident)?;
            let by = find(store, incident, &known, &args.by)?;
            let own = by.label().or_else(|| Label::parse(&args.by));
            Ok(answered(thing, own))
        },
    )
}

/// Alters a line of the register, and prints it.
fn alter(
    label: &str,
    what: &str,
    session: &Session,
    out: &mut Output,
    wanted: impl FnOnce(&Thing, &Store, &Thing) -> Result<Option<Body>, Problem>,
) -> Result<(), Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let known = session::known(&store, &incident)?;
    let thing = find(&store, &incident, &known, label)?;
    let wanted = wanted(&thing, &store, &incident)?.ok_or_else(|| {
        let listed = format!("warroom {what}s");
        Problem::new(Exit::Usage, format!("{label} is no {what}")).advise(listed)
    })?;
    let doing = || format!("cannot alter {label}");
    store
        .append(&session.by(), Some(incident.id), |_| {
            Change::edits(&thing, &wanted)
        })
        .attempt(doing())?;
    let after = store.thing(thing.id).attempt(doing())?.unwrap_or(thing);
    let struck = store.struck_answers(std::slice::from_ref(&after));
    let became = became(&after, &struck.attempt(doing())?);
    rows::row_with(out, &after, &Names::new(known), &became)
}
