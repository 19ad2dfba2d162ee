//! `warroom people`, `warroom who`: who there is and who knows what.

use super::json::ThingView;
use super::names::Names;
use super::output::{Output, plain, strong};
use super::session::Session;
use crate::domain::{RoleHeld, Situation, Thing, roster};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::OpenMode;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// List people: team, roles now, time and night where they are, open tasks.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom people
  warroom people --json | jq -r '.[] | select(.night == false) | .name'")]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Find people by what they know, their team, role or name; best first.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Every word has to fit. The exit code is 3 when nobody fits.

Examples:
  warroom who dns
  warroom who windows forensics --json"
)]
pub struct WhoArgs {
    /// What they know, their team, role or name
    #[arg(required = true, num_args = 1.., value_name = "WORD")]
    words: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A person as JSON tells them.
#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    person: ThingView<'a>,
    local_time: Option<String>,
    night: Option<bool>,
    roles: Vec<Duty>,
    tasks_open: usize,
}

#[derive(Serialize)]
struct Duty {
    role: &'static str,
    workstream: Option<String>,
    minutes: i64,
}

/// Lists everybody.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    list("", args.json, session, out).map(|_| ())
}

/// Lists those whom the words fit.
pub fn run_who(args: &WhoArgs, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let words = args.words.join(" ");
    if list(&words, args.json, session, out)? > 0 {
        return Ok(());
    }
    if args.json {
        out.flush()?;
        return Err(Problem::silent(Exit::NotFound));
    }
    Err(
        Problem::new(Exit::NotFound, format!("nobody fits `{words}`"))
            .advise("fewer words; warroom people lists everybody with what they know"),
    )
}

fn list(words: &str, json: bool, session: &Session, out: &mut Output) -> Result<usize, Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let read = store.situation(incident.id);
    let situation = read.attempt("cannot read who takes part")?;
    let names = Names::new(situation.known.clone());
    let now = session.now();
    let found = roster::find(&situation, words, now);
    for thing in &found {
        if json {
            out.json_row(&view(&situation, thing, &names, now))?;
        } else {
            line(&situation, thing, &names, now, out)?;
        }
    }
    if json {
        out.json_end()?;
    }
    Ok(found.len())
}

fn view<'a>(
    situation: &Situation,
    thing: &'a Thing,
    names: &Names,
    now: DateTime<Utc>,
) -> View<'a> {
    let clock = thing.as_person().and_then(|p| roster::clock(p, now));
    let duty = |held: &RoleHeld| Duty {
        role: held.role.word(),
        workstream: held.workstream.map(|id| names.bare(id)),
        minutes: (now - held.from).num_minutes(),
    };
    let held = roster::held(&situation.roles, thing.id, now);
    View {
        person: ThingView::new(thing, names),
        local_time: clock.map(|c| c.format("%Y-%m-%dT%H:%M").to_string()),
        night: clock.map(roster::is_night),
        roles: held.iter().map(|(_, r)| duty(r)).collect(),
        tasks_open: roster::workload(&situation.tasks, thing.id),
    }
}

fn line(
    situation: &Situation,
    thing: &Thing,
    names: &Names,
    now: DateTime<Utc>,
    out: &mut Output,
) -> Result<(), Problem> {
    let Some(person) = thing.as_person() else {
        return Ok(());
    };
    let clock = roster::clock(person, now).map(|c| {
        let night = if roster::is_night(c) { " (night)" } else { "" };
        format!("{} there{night}", c.format("%H:%M"))
    });
    let held = roster::held(&situation.roles, thing.id, now);
    let roles = held.iter().map(|(_, r)| {
        let of = r.workstream.map(|id| format!(" of {}", names.signed(id)));
        let hours = (now - r.from).num_minutes() / 60;
        format!("{}{} for {hours}h", r.role, of.unwrap_or_default())
    });
    let load = match roster::workload(&situation.tasks, thing.id) {
        0 => String::new(),
        1 => "1 open task".to_owned(),
        n => format!("{n} open tasks"),
    };
    let knows = match person.expertise.trim() {
        "" => String::new(),
        what => format!("knows {what}"),
    };
    let mut parts = vec![person.name.clone(), person.team.clone()];
    parts.extend(roles);
    parts.extend(clock);
    parts.extend([load, knows, person.contact.clone()]);
    parts.retain(|part| !part.trim().is_empty());
    let name = format!("{:<12} ", thing.name());
    out.line(13, &[strong(name), plain(parts.join("; "))])
}
