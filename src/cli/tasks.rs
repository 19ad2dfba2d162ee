//! `warroom tasks`: what is left to do.

use super::json::ThingView;
use super::names::Names;
use super::output::Output;
use super::rows;
use super::session::{self, Session};
use super::timeline::stream;
use super::values;
use crate::domain::{Anchor, Body, Id, Key, TaskFilter, Thing};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::OpenMode;

/// List the tasks: open ones, by priority and due time.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom tasks
  warroom tasks --owner lee --stream forensics
  warroom tasks --all --json | jq -r '.[] | select(.assignee == null) | .label'")]
pub struct Args {
    /// Also those that are done or dropped
    #[arg(long)]
    all: bool,
    /// Only those of one person
    #[arg(long, value_name = "HANDLE", value_parser = values::name)]
    owner: Option<String>,
    /// Only those of one workstream
    #[arg(long, value_name = "SLUG", value_parser = values::name)]
    stream: Option<String>,
    /// Print JSON: an array, one task a line
    #[arg(long)]
    json: bool,
}

/// Rows read at once.
const WINDOW: usize = 500;

/// Lists them.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let mut names = Names::new(session::known(&store, &incident)?);
    let filter = TaskFilter {
        workstream: stream(&names, args.stream.as_deref())?,
        assignee: args
            .owner
            .as_deref()
            .map(|h| person(&names, h))
            .transpose()?
            .map(|t| t.id),
        open: !args.all,
    };
    let mut anchor = Anchor::Head;
    loop {
        let doing = "cannot read the tasks";
        let window = store
            .tasks(incident.id, &filter, anchor, WINDOW)
            .attempt(doing)?;
        for thing in &window.rows {
            learn_named(&store, &mut names, thing)?;
            match args.json {
                true => out.json_row(&ThingView::new(thing, &names))?,
                false => rows::row(out, thing, &names)?,
            }
        }
        match window.rows.last().map(Key::of) {
            Some(last) if window.more_after => anchor = Anchor::After(last),
            Some(_) | None => break,
        }
    }
    if args.json { out.json_end() } else { Ok(()) }
}

/// Learns the labels of what a thing's fields name: the tasks that a task
/// waits for, the factor that a factor explains, those that a fix answers.
pub fn learn_named(
    store: &crate::store::Store,
    names: &mut Names,
    thing: &Thing,
) -> Result<(), Problem> {
    let ids: Vec<Id> = match &thing.body {
        Body::Task(b) => b.blocked_by.values().into_iter().copied().collect(),
        Body::Factor(b) => b.under.into_iter().collect(),
        Body::Fix(b) => b.answers.values().into_iter().copied().collect(),
        _names_nothing_more => Vec::new(),
    };
    for id in ids {
        let other = store.thing(id).attempt("cannot read what it refers to")?;
        if let Some(other) = other {
            names.learn(&other);
        }
    }
    Ok(())
}

fn person<'a>(names: &'a Names, handle: &str) -> Result<&'a Thing, Problem> {
    names.known.person(handle).ok_or_else(|| {
        let all: Vec<String> = names.known.people.iter().map(Thing::name).collect();
        let problem = Problem::new(Exit::NotFound, format!("there is no person @{handle}"));
        problem.advise(format!("one of {}", all.join(", ")))
    })
}
