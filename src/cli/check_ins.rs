//! `warroom check-ins`: those that were held, and when the next one is.

use super::json::ThingView;
use super::names::Names;
use super::output::{Output, faint, plain, strong};
use super::rows;
use super::session::Session;
use crate::domain::{Situation, Thing, local};
use crate::interchange::ics;
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};
use std::path::{Path, PathBuf};

/// List the check-ins, and when the next is to be held.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The calendar has the check-ins that are planned, and behind them the times of the schedule for
two weeks; one that is written later replaces it in a calendar.

Examples:
  warroom check-ins
  warroom check-ins --json | jq -r '.[] | select(.state == \"held\") | .minutes'
  warroom check-ins --ics check-ins.ics")]
pub struct Args {
    /// Print JSON: an array, one check-in a line
    #[arg(long)]
    json: bool,
    /// Write those to come as a calendar instead; `-` is the output
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    ics: Option<PathBuf>,
    /// Replace the file if it exists; never a link, a folder, a device or the database
    #[arg(long, requires = "ics")]
    force: bool,
}

/// Lists them, or writes the calendar.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let doing = "cannot read the check-ins";
    let situation = store.situation(incident.id).attempt(doing)?;
    if let Some(file) = &args.ics {
        let text = ics::check_ins(&situation, &session.config.rules, session.now());
        return hand_out(file, &text, args.force, &store, out);
    }
    let mut names = Names::new(situation.known.clone());
    for thing in &situation.check_ins {
        learn_made(&store, &mut names, thing)?;
        match args.json {
            true => out.json_row(&ThingView::new(thing, &names))?,
            false => rows::row(out, thing, &names)?,
        }
    }
    match args.json {
        true => out.json_end(),
        false => next(&situation, session, out),
    }
}

/// Learns the labels of what was recorded during a check-in.
pub fn learn_made(store: &Store, names: &mut Names, thing: &Thing) -> Result<(), Problem> {
    let made = thing.as_check_in().map(|c| c.made.values());
    for id in made.unwrap_or_default() {
        let doing = "cannot read what was recorded during a check-in";
        if let Some(made) = store.thing(*id).attempt(doing)? {
            names.learn(&made);
        }
    }
    Ok(())
}

fn next(situation: &Situation, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let rules = &session.config.rules;
    let schedule = situation.schedule(rules);
    let Some(at) = situation.next_check_in(rules) else {
        return out.line(0, &[faint("no check-in is to come")]);
    };
    let passed = match at < session.now() {
        true => ", which has passed",
        false => "",
    };
    let times = format!("  ({} {})", schedule.check_ins.join(" "), schedule.zone);
    out.line(
        7,
        &[
            strong("next   "),
            plain(local::said_in(at, &schedule.zone).stated()),
            plain(passed),
            faint(times),
        ],
    )
}

/// Writes a text into a file, or to the output where `-` is said.
///
/// # Errors
/// When it cannot be written, or something is there that may not be replaced.
pub fn hand_out(
    file: &Path,
    text: &str,
    force: bool,
    store: &Store,
    out: &mut Output,
) -> Result<(), Problem> {
    if file.as_os_str() == "-" {
        return out.bytes(text.as_bytes());
    }
    let shown = file.display().to_string();
    store
        .hand_out(file, text, force)
        .attempt(format!("cannot write {shown}"))
        .map_err(|problem| match problem.exit() {
            Exit::Conflict if !force => problem.advise("--force, if it may be replaced"),
            _ => problem,
        })?;
    out.line(0, &[plain(shown)])
}
