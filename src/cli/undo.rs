//! `warroom undo`: takes back what was done, and lists what was taken back.

use super::json::ThingView;
use super::names::Names;
use super::output::Output;
use super::rows;
use super::session::{self, Session};
use super::show::{find_any, surrounding};
use crate::domain::{Change, Event, Id};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::OpenMode;

/// Take back the last thing that was done to something, with all that was done in the same act.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Nothing is erased: taking back is recorded, too, and can be taken back in turn.
What somebody else has altered since is not wiped out; that ends with exit code 4. So does
taking back what somebody else did, unless --theirs says that it is meant.

Examples:
  warroom undo E12
  warroom undo M3 --theirs
  warroom undo --list"
)]
pub struct Args {
    /// A label, a #workstream or a @person
    #[arg(value_name = "LABEL", required_unless_present = "list")]
    name: Option<String>,
    /// Take it back though somebody else did it
    #[arg(long)]
    theirs: bool,
    /// List what was taken back altogether, the last first: `undo LABEL` brings it back
    #[arg(long, conflicts_with_all = ["name", "theirs"])]
    list: bool,
    /// Print the list as JSON
    #[arg(long, requires = "list")]
    json: bool,
}

/// Takes back.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let Some(name) = &args.name else {
        return list(args, session, out);
    };
    let mut store = session.store(OpenMode::Existing)?;
    let incident = surrounding(&store, session, name)?;
    let known = session::known(&store, &incident)?;
    let thing = find_any(&store, &incident, &known, name)?;
    let doing = || format!("cannot take back what was done to {name}");
    let history = store.history(thing.id).attempt(doing())?;
    let last = history
        .last()
        .ok_or_else(|| Problem::new(Exit::NotFound, doing()))?;
    let by = session.by();
    if last.author != by.author && !args.theirs {
        let done = act_words(last);
        return Err(Problem::new(Exit::Conflict, doing())
            .because(format!("{} {done}, not you", last.author))
            .advise(format!("warroom undo {name} --theirs, if it is meant")));
    }
    let appended = store.undo(&by, last.batch).attempt(doing())?;
    let mut subjects: Vec<Id> = Vec::new();
    for event in &appended.events {
        let subject = event.change.subject();
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    let names = Names::new(session::known(&store, &incident)?);
    for id in subjects {
        if let Some(thing) = store.thing(id).attempt(doing())? {
            let end = if thing.withdrawn {
                "withdrawn"
            } else {
                "as it was"
            };
            rows::row_with(out, &thing, &names, end)?;
        }
    }
    Ok(())
}

/// What somebody did, in words: `made it`, `altered its text`.
fn act_words(event: &Event) -> String {
    match &event.change {
        Change::Create { .. } => "made it".to_owned(),
        Change::Edit { edit, .. } => format!("altered its {}", edit.field()),
        Change::Withdraw { .. } => "took it back".to_owned(),
    }
}

/// Lists what was withdrawn, and who did it.
fn list(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let names = Names::new(session::known(&store, &incident)?);
    let gone = store.withdrawn(incident.id);
    for thing in gone.attempt("cannot list what was taken back")? {
        if args.json {
            out.json_row(&ThingView::new(&thing, &names))?;
            continue;
        }
        let (author, at) = (&thing.changed.author, rows::second(thing.changed.at));
        let end = format!("taken back by {author}, {at}");
        rows::row_with(out, &thing, &names, &end)?;
    }
    if args.json { out.json_end() } else { Ok(()) }
}
