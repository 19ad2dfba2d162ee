//! `warroom task`: what somebody has to do.

use super::names::{Names, new_names};
use super::note::{Scribe, refused};
use super::output::Output;
use super::rows;
use super::session::{self, Session, created};
use super::show::find;
use super::values;
use super::words::Words;
use crate::domain::{
    Body, Change, Id, Known, Person, Priority, Task, TaskState, Thing, When, Workstream, fresh_id,
};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};
use clap::Subcommand;

/// Record tasks and move them along.
#[derive(Debug, clap::Args)]
#[command(after_help = "`warroom tasks` lists them.

Examples:
  warroom task add 'image the runner host @lee #forensics p1 due:17:00'
  warroom task take T7
  warroom task done T7 T9
  warroom task set T7 --state blocked --owner sam --due 'tomorrow 09:00'")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Record a task; the text may name @owner, #workstream, p1 to p4 and due:
    Add {
        #[command(flatten)]
        words: Words,
    },
    /// Make tasks yours, and begin
    Take {
        /// The tasks
        #[arg(required = true, value_name = "LABEL")]
        tasks: Vec<String>,
    },
    /// Say that tasks are done
    Done {
        /// The tasks
        #[arg(required = true, value_name = "LABEL")]
        tasks: Vec<String>,
    },
    /// Alter tasks
    Set {
        /// The tasks
        #[arg(required = true, value_name = "LABEL")]
        tasks: Vec<String>,
        #[command(flatten)]
        wanted: Wanted,
    },
}

/// What is to be different.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(required = true, multiple = true)]
struct Wanted {
    /// Where it stands
    #[arg(long, ignore_case = true, value_parser = values::task_state())]
    state: Option<TaskState>,
    /// Who does it; `nobody` gives it back
    #[arg(long, value_name = "HANDLE", value_parser = values::name)]
    owner: Option<String>,
    /// How urgent it is
    #[arg(long, ignore_case = true, value_parser = values::priority())]
    priority: Option<Priority>,
    /// When it is to be done; `never` takes the time away
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    due: Option<String>,
    /// The workstream it belongs to
    #[arg(long, value_name = "SLUG", value_parser = values::name)]
    stream: Option<String>,
    /// What is to be done
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    title: Option<String>,
    /// Everything else there is to say
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    notes: Option<String>,
}

/// Records or alters.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::Existing)?;
    match &args.command {
        Command::Add { words } => {
            let line = format!("+ {}", words.line()?);
            let recorded = Scribe::plain(session, store)?.line(&line, out)?;
            recorded.map_err(|mistake| refused(&mistake))
        }
        Command::Take { tasks } => {
            let wanted = Wanted {
                state: Some(TaskState::Doing),
                owner: Some(own_handle(session)?),
                ..Wanted::default()
            };
            alter(tasks, &wanted, session, store, out)
        }
        Command::Done { tasks } => {
            let wanted = Wanted {
                state: Some(TaskState::Done),
                ..Wanted::default()
            };
            alter(tasks, &wanted, session, store, out)
        }
        Command::Set { tasks, wanted } => alter(tasks, wanted, session, store, out),
    }
}

fn own_handle(session: &Session) -> Result<String, Problem> {
    values::name(&session.author).map_err(|why| {
        let what = format!("{:?} cannot be the owner of a task", session.author);
        Problem::new(Exit::Usage, what)
            .because(why)
            .advise("WARROOM_USER=lee, or warroom task set T7 --owner lee")
    })
}

/// Alters all of them in one act, or none.
fn alter(
    labels: &[String],
    wanted: &Wanted,
    session: &Session,
    mut store: Store,
    out: &mut Output,
) -> Result<(), Problem> {
    let incident = session.incident(&store)?;
    let known = session::known(&store, &incident)?;
    let due = match wanted.due.as_deref() {
        None => None,
        Some("never") => Some(None),
        Some(text) => Some(Some(values::time(text, &session.context(&known))?)),
    };
    let things: Vec<Thing> = labels
        .iter()
        .map(|label| find_task(&store, &incident, &known, label))
        .collect::<Result<_, _>>()?;
    let make = |known: &Known| changes(&things, wanted, &due, known, incident.id);
    let appended = store
        .append(&session.by(), Some(incident.id), make)
        .attempt(format!("cannot alter {}", labels.join(", ")))?;
    let mut new = new_names(&created(&appended));
    let names = Names::new(session::known(&store, &incident)?);
    for thing in things {
        let after = store.thing(thing.id).attempt("cannot read the task back")?;
        let end = new.take().unwrap_or_default();
        rows::row_with(out, &after.unwrap_or(thing), &names, &end)?;
    }
    Ok(())
}

fn find_task(
    store: &Store,
    incident: &Thing,
    known: &Known,
    label: &str,
) -> Result<Thing, Problem> {
    let thing = find(store, incident, known, label)?;
    if thing.as_task().is_none() {
        let kind = thing.body.kind().word();
        let problem = Problem::new(Exit::Usage, format!("{label} is no task"));
        return Err(problem
            .because(format!("it is of kind {kind}"))
            .advise("warroom tasks"));
    }
    Ok(thing)
}

fn changes(
    things: &[Thing],
    wanted: &Wanted,
    due: &Option<Option<When>>,
    known: &Known,
    incident: Id,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let owner = wanted.owner.as_deref().map(|handle| match handle {
        "nobody" => None,
        handle => Some(person(handle, known, &mut changes)),
    });
    let slug = wanted.stream.as_deref();
    let stream = slug.map(|slug| workstream(slug, known, incident, &mut changes));
    for thing in things {
        let Some(task) = thing.as_task() else {
            continue;
        };
        let body = Task {
            state: wanted.state.unwrap_or(task.state),
            assignee: owner.unwrap_or(task.assignee),
            priority: wanted.priority.or(task.priority),
            due: due.clone().unwrap_or_else(|| task.due.clone()),
            workstream: stream.or(task.workstream),
            title: wanted.title.clone().unwrap_or_else(|| task.title.clone()),
            notes: wanted.notes.clone().unwrap_or_else(|| task.notes.clone()),
            ..task.clone()
        };
        changes.extend(Change::edits(thing, &Body::Task(body)));
    }
    changes
}

/// The person a handle names, made if there is none.
pub fn person(handle: &str, known: &Known, changes: &mut Vec<Change>) -> Id {
    if let Some(thing) = known.person(handle) {
        return thing.id;
    }
    let id = fresh_id();
    let body = Body::Person(Person::new(handle));
    changes.push(Change::create(id, None, body));
    id
}

/// The workstream a slug names, made if there is none.
pub fn workstream(slug: &str, known: &Known, incident: Id, changes: &mut Vec<Change>) -> Id {
    if let Some(thing) = known.workstream(slug) {
        return thing.id;
    }
    let id = fresh_id();
    let body = Body::Workstream(Workstream::new(slug));
    changes.push(Change::create(id, Some(incident), body));
    id
}
