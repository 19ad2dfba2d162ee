//! `warroom timeline`: what happened, in order.

use super::json::ThingView;
use super::names::Names;
use super::output::Output;
use super::rows;
use super::session::{self, Session};
use super::values;
use crate::domain::{Anchor, EntryKind, Filter, Id, Key, Precision, Thing, When};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};
use chrono::TimeDelta;

/// Print the timeline, oldest first.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Signs: > action, * attacker, = decision, ? question, ^ lesson, . observation,
\" communication, # milestone, @ check-in; ! is a starred entry.

Examples:
  warroom timeline -n 20
  warroom timeline --since -2h --stream forensics
  warroom timeline --since 2026-11-20 --until '2026-11-21 09:00 PST' --kind attacker
  warroom timeline --starred --json | jq -r '.[].text'
  warroom timeline --struck

What was taken back altogether is on no timeline: `warroom undo --list` has it."
)]
pub struct Args {
    /// Only what occurred at this time or later (any time a note may begin with)
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    since: Option<String>,
    /// Only what occurred up to this time; a day counts whole
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    until: Option<String>,
    /// Only entries of this kind
    #[arg(long, ignore_case = true, value_parser = values::entry_kind())]
    kind: Option<EntryKind>,
    /// Only entries of this workstream
    #[arg(long, value_name = "SLUG", value_parser = values::name)]
    stream: Option<String>,
    /// Only what belongs in the report
    #[arg(long)]
    starred: bool,
    /// Only what was struck out (`strike E12 --off` takes the stroke away)
    #[arg(long)]
    struck: bool,
    /// Only the last N of these
    #[arg(short = 'n', value_name = "N")]
    last: Option<usize>,
    /// Print JSON: an array, one entry a line
    #[arg(long)]
    json: bool,
}

/// Rows read at once.
const WINDOW: usize = 500;

/// Prints it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let names = Names::new(session::known(&store, &incident)?);
    let context = session.context(&names.known);
    let time = |text: &Option<String>| {
        let text = text.as_deref();
        text.map(|t| values::time(t, &context)).transpose()
    };
    let reading = Reading {
        store: &store,
        incident: incident.id,
        filter: Filter {
            workstream: stream(&names, args.stream.as_deref())?,
            kind: args.kind,
            starred: args.starred,
            struck: args.struck.then_some(true),
        },
        since: time(&args.since)?.map_or(i64::MIN, |w| w.at.timestamp_millis()),
        until: time(&args.until)?.map_or(i64::MAX, |w| last_moment(&w)),
    };
    let mut print = |thing: &Thing| match args.json {
        true => out.json_row(&ThingView::new(thing, &names)),
        false => rows::row(out, thing, &names),
    };
    match args.last {
        Some(count) => reading.last(count, &mut print)?,
        None => reading.all(&mut print)?,
    }
    if args.json { out.json_end() } else { Ok(()) }
}

/// The workstream a slug names.
pub fn stream(names: &Names, slug: Option<&str>) -> Result<Option<Id>, Problem> {
    let Some(slug) = slug else { return Ok(None) };
    if let Some(thing) = names.known.workstream(slug) {
        return Ok(Some(thing.id));
    }
    let all: Vec<String> = names.known.workstreams.iter().map(Thing::name).collect();
    let problem = Problem::new(Exit::NotFound, format!("there is no workstream #{slug}"));
    Err(problem.advise(match all.is_empty() {
        true => "none is named yet; a note that ends in #name makes one".to_owned(),
        false => format!("one of {}", all.join(", ")),
    }))
}

struct Reading<'a> {
    store: &'a Store,
    incident: Id,
    filter: Filter,
    since: i64,
    until: i64,
}

type Print<'a> = &'a mut dyn FnMut(&Thing) -> Result<(), Problem>;

impl Reading<'_> {
    fn rows(&self, anchor: Anchor, count: usize) -> Result<crate::domain::Window, Problem> {
        self.store
            .timeline(self.incident, &self.filter, anchor, count)
            .attempt("cannot read the timeline")
    }

    fn wanted(&self, thing: &Thing) -> bool {
        (self.since..=self.until).contains(&Key::of(thing).at)
    }

    fn all(&self, print: Print<'_>) -> Result<(), Problem> {
        let mut anchor = Anchor::After(before(self.since));
        loop {
            let window = self.rows(anchor, WINDOW)?;
            for thing in window.rows.iter().filter(|t| self.wanted(t)) {
                print(thing)?;
            }
            let Some(last) = window.rows.last().map(Key::of) else {
                return Ok(());
            };
            if !window.more_after || last.at > self.until {
                return Ok(());
            }
            anchor = Anchor::After(last);
        }
    }

    /// The last ones, read from the end.
    fn last(&self, count: usize, print: Print<'_>) -> Result<(), Problem> {
        let anchor = match self.until {
            i64::MAX => Anchor::Tail,
            until => Anchor::Before(before(until.saturating_add(1))),
        };
        let window = self.rows(anchor, count)?;
        window
            .rows
            .iter()
            .filter(|t| self.wanted(t))
            .try_for_each(print)
    }
}

/// The place before every entry of a moment.
fn before(at: i64) -> Key {
    Key { at, ..Key::FIRST }
}

/// The last millisecond of a time as it was stated: a day ends at its end.
fn last_moment(when: &When) -> i64 {
    let length = match when.precision {
        Precision::Day => TimeDelta::days(1),
        Precision::Minute => TimeDelta::minutes(1),
        Precision::Second => TimeDelta::seconds(1),
        Precision::Milli => TimeDelta::milliseconds(1),
    };
    let end = when.until.unwrap_or(when.at);
    (end + length).timestamp_millis() - 1
}
