//! `warroom workstreams`, `warroom workstream`: how each stands, and altering one.

use super::json::ThingView;
use super::names::Names;
use super::output::{Output, plain, strong};
use super::session::{self, Session};
use super::values;
use crate::capture;
use crate::domain::{
    Body, Change, Counts, Health, Situation, Thing, Workstream, WorkstreamStatus, fresh_id, spine,
    visible_line,
};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::OpenMode;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

/// List workstreams: health, status, lead, silence, tasks, what waits for what.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom workstreams
  warroom workstreams --json | jq -r '.[] | select(.health != \"green\") | .label'")]
pub struct ListArgs {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Alter a workstream, split it, or merge it into another.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom workstream forensics --health amber --lead @lee --blocked-by identity
  warroom workstream forensics --objective 'know what the token could read'
  warroom workstream forensics --free-of identity --status active
  warroom workstream forensics split memory T3 T5
  warroom workstream vendor merge containment")]
pub struct Args {
    /// The workstream
    #[arg(value_name = "SLUG", value_parser = values::name)]
    name: String,
    /// What it is to achieve
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    objective: Option<String>,
    /// How it is doing
    #[arg(long, ignore_case = true, value_parser = health())]
    health: Option<Health>,
    /// Whether it moves
    #[arg(long, ignore_case = true, value_parser = status())]
    status: Option<WorkstreamStatus>,
    /// Who leads it
    #[arg(long, value_name = "HANDLE", value_parser = values::name)]
    lead: Option<String>,
    /// What it waits for, beside what it waits for already
    #[arg(long, value_name = "SLUG", value_parser = values::name)]
    blocked_by: Vec<String>,
    /// What it no longer waits for
    #[arg(long, value_name = "SLUG", value_parser = values::name)]
    free_of: Vec<String>,
    /// The last word on it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    update: Option<String>,
    /// When it is looked at next, as after due:
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    checkpoint: Option<String>,
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    /// Make a workstream of a part of it
    Split {
        /// What the part is called
        #[arg(value_name = "SLUG", value_parser = values::name)]
        new: String,
        /// The open tasks that go along
        #[arg(value_name = "TASK")]
        tasks: Vec<String>,
    },
    /// Let another go on with its work: its open tasks move, and it is done
    Merge {
        /// The one that goes on
        #[arg(value_name = "SLUG", value_parser = values::name)]
        into: String,
    },
}

fn health() -> impl TypedValueParser<Value = Health> {
    PossibleValuesParser::new(Health::ALL.iter().map(|v| v.word()))
        .map(|word| Health::from_word(&word).expect("clap lets only the words pass"))
}

fn status() -> impl TypedValueParser<Value = WorkstreamStatus> {
    PossibleValuesParser::new(WorkstreamStatus::ALL.iter().map(|v| v.word()))
        .map(|word| WorkstreamStatus::from_word(&word).expect("clap lets only the words pass"))
}

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    stream: ThingView<'a>,
    holds_up: Vec<String>,
    tasks_open: u64,
    tasks_done: u64,
    silent_minutes: i64,
}

/// Lists them.
pub fn run_list(args: &ListArgs, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let read = store.situation(incident.id);
    let situation = read.attempt("cannot read the workstreams")?;
    let names = Names::new(situation.known.clone());
    let now = session.now();
    for thing in &situation.known.workstreams {
        let counts = situation.tally.stream(thing.id);
        let last = counts.last.unwrap_or(thing.created.at);
        let silent = (now - last).num_minutes();
        let held = spine::held_up(&situation.known.workstreams, thing.id);
        let held: Vec<String> = held.into_iter().map(Thing::name).collect();
        if args.json {
            out.json_row(&View {
                stream: ThingView::new(thing, &names),
                holds_up: held,
                tasks_open: counts.tasks_open,
                tasks_done: counts.tasks_done,
                silent_minutes: silent,
            })?;
        } else {
            line(&situation, thing, &counts, silent, &held, out)?;
        }
    }
    if args.json {
        out.json_end()?;
    }
    Ok(())
}

fn line(
    situation: &Situation,
    thing: &Thing,
    counts: &Counts,
    silent: i64,
    holds_up: &[String],
    out: &mut Output,
) -> Result<(), Problem> {
    let Some(stream) = thing.as_workstream() else {
        return Ok(());
    };
    let lead = stream.lead.and_then(|id| situation.known.handle(id));
    let waits = spine::waits_for(&situation.known.workstreams, thing.id);
    let waits: Vec<String> = waits.into_iter().map(Thing::name).collect();
    let mut parts = vec![
        format!("{} {}", stream.health, stream.status),
        lead.map_or_else(|| "nobody leads".to_owned(), |h| format!("@{h} leads")),
        format!("{} open, {} done", counts.tasks_open, counts.tasks_done),
        format!("silent for {}h{:02}m", silent / 60, silent % 60),
    ];
    if !waits.is_empty() {
        parts.push(format!("waits for {}", waits.join(" ")));
    }
    if !holds_up.is_empty() {
        parts.push(format!("holds up {}", holds_up.join(" ")));
    }
    if !stream.update.is_empty() {
        parts.push(stream.update.clone());
    }
    let name = format!("{:<18} ", thing.name());
    out.line(19, &[strong(name), plain(parts.join("; "))])
}

/// Alters one.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let read = store.situation(incident.id);
    let situation = read.attempt("cannot read the workstreams")?;
    let streams = &situation.known.workstreams;
    let thing = find(streams, &args.name)?;
    let mut changes = fields(args, thing, &situation, session)?;
    match &args.act {
        Some(Act::Split { new, tasks }) => {
            if streams.iter().any(|t| is(t, new)) {
                let what = format!("cannot split {}: #{new} is there already", thing.name());
                return Err(Problem::new(Exit::Conflict, what).advise("another name for the part"));
            }
            let part = Workstream {
                lead: thing.as_workstream().and_then(|w| w.lead),
                ..Workstream::new(new)
            };
            let tasks = moving(tasks, thing, &situation)?;
            changes.extend(spine::split(thing, part, tasks));
        }
        Some(Act::Merge { into }) => {
            let into = find(streams, into)?;
            if into.id == thing.id {
                let what = format!("cannot merge {} into itself", thing.name());
                return Err(Problem::new(Exit::Usage, what).advise("name another workstream"));
            }
            changes.extend(spine::merge(
                thing,
                into,
                &situation.tasks,
                &situation.known,
            ));
        }
        None => {}
    }
    if changes.is_empty() {
        out.remark("nothing was altered: it stands so already");
        return Ok(());
    }
    let count = changes.len();
    store
        .append(&session.by(), Some(incident.id), |_| changes)
        .attempt("cannot record it")?;
    let known = session::known(&store, &incident)?;
    let after = find(&known.workstreams, &args.name)?;
    super::rows::row_with(
        out,
        after,
        &Names::new(known.clone()),
        &format!("{count} changes"),
    )
}

fn is(thing: &Thing, slug: &str) -> bool {
    let stream = thing.as_workstream();
    stream.is_some_and(|w| w.slug.eq_ignore_ascii_case(slug))
}

fn find<'a>(streams: &'a [Thing], slug: &str) -> Result<&'a Thing, Problem> {
    streams.iter().find(|t| is(t, slug)).ok_or_else(|| {
        let what = format!("there is no workstream #{}", visible_line(slug));
        Problem::new(Exit::NotFound, what).advise("warroom workstreams lists them")
    })
}

/// What the flags alter.
fn fields(
    args: &Args,
    thing: &Thing,
    situation: &Situation,
    session: &Session,
) -> Result<Vec<Change>, Problem> {
    let Some(mut wanted) = thing.as_workstream().cloned() else {
        return Ok(Vec::new());
    };
    let known = &situation.known;
    wanted.health = args.health.unwrap_or(wanted.health);
    wanted.status = args.status.unwrap_or(wanted.status);
    if let Some(handle) = &args.lead {
        let what = || Problem::new(Exit::NotFound, format!("there is nobody called @{handle}"));
        let person = known.person(handle).map(|t| t.id);
        wanted.lead = Some(person.ok_or_else(|| what().advise("warroom people lists everybody"))?);
    }
    if let Some(objective) = &args.objective {
        wanted.objective.clone_from(objective);
    }
    if let Some(update) = &args.update {
        wanted.update.clone_from(update);
    }
    if let Some(time) = &args.checkpoint {
        let read = capture::parse_due(time, &session.context(known));
        wanted.checkpoint = Some(read.map_err(|m| {
            let what = format!("cannot read the time {time:?}");
            Problem::new(Exit::Usage, what)
                .because(m.what)
                .advise(m.hint)
        })?);
    }
    for slug in &args.free_of {
        wanted
            .blocked_by
            .take_out(&find(&known.workstreams, slug)?.id);
    }
    for slug in &args.blocked_by {
        let on = find(&known.workstreams, slug)?;
        wait(thing, on, situation)?;
        if !wanted.blocked_by.contains(&on.id) {
            wanted.blocked_by.insert(fresh_id(), on.id);
        }
    }
    Ok(Change::edits(thing, &Body::Workstream(wanted)))
}

/// Refuses a wait that would close a circle.
fn wait(thing: &Thing, on: &Thing, situation: &Situation) -> Result<(), Problem> {
    match spine::circle(&situation.known.workstreams, thing.id, on.id) {
        None => Ok(()),
        Some(circle) => {
            let what = format!("{} cannot wait for {}", thing.name(), on.name());
            Err(Problem::new(Exit::Conflict, what)
                .because(format!("they would wait in a circle: {circle}"))
                .advise("end one of the waits first, with --free-of"))
        }
    }
}

/// The open tasks of a workstream that labels name.
fn moving<'a>(
    labels: &[String],
    of: &Thing,
    situation: &'a Situation,
) -> Result<Vec<&'a Thing>, Problem> {
    let task = |label: &String| {
        let own =
            |t: &&Thing| t.name().eq_ignore_ascii_case(label) && t.workstream() == Some(of.id);
        situation.tasks.iter().find(own).ok_or_else(|| {
            let what = format!("{} is no open task of {}", visible_line(label), of.name());
            Problem::new(Exit::NotFound, what).advise("warroom tasks lists them")
        })
    };
    labels.iter().map(task).collect()
}
