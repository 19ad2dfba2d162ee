//! `warroom fixes`: the roadmap of all incidents, as a list, a table for a
//! tracker or a calendar.

use super::check_ins::hand_out;
use super::json::ThingView;
use super::names::Names;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::review_rows;
use super::session::{Session, by_key};
use super::values;
use crate::domain::attention::span;
use crate::domain::roadmap::{Grouping, Planned, Wanted, conflicts, order, planned};
use crate::domain::{FixState, Known, Thing, fixes};
use crate::interchange::{fixes_csv, ics};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::path::PathBuf;

/// List the fixes of all incidents, what is late first; drills are left out.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Shipped is not done: a fix is on the list until it is verified or declined.
The table has the columns that Jira's importer knows; dates are dd/MMM/yy h:mm a.
In the calendar each due time replaces that of the same fix in an older one.

Examples:
  warroom fixes
  warroom fixes --owner @lee --overdue
  warroom fixes --incident INC-2026-001 --all
  warroom fixes --state shipped --json | jq -r '.[] | select(.verifier == null) | .label'
  warroom fixes --csv fixes.csv
  warroom fixes --ics fixes.ics"
)]
pub struct Args {
    /// Only those of one person
    #[arg(long, value_name = "HANDLE", value_parser = values::name)]
    owner: Option<String>,
    /// Only those that should have shipped by now
    #[arg(long)]
    overdue: bool,
    /// Only those in these states [default: all that are open]
    #[arg(long, ignore_case = true, value_delimiter = ',', value_name = "STATE", value_parser = values::fix_state())]
    state: Vec<FixState>,
    /// Also those that are verified or declined
    #[arg(long, conflicts_with = "state")]
    all: bool,
    /// What they are ordered by
    #[arg(long, ignore_case = true, default_value = "due", value_parser = values::grouping())]
    by: Grouping,
    /// Print JSON: an array, one fix a line
    #[arg(long)]
    json: bool,
    /// Write a table for Jira or a spreadsheet instead, to the output or into a file
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with = "json")]
    csv: Option<PathBuf>,
    /// Write the due times as a calendar instead, to the output or into a file
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with_all = ["json", "csv"])]
    ics: Option<PathBuf>,
    /// Replace the file if it exists; never a link, a folder, a device or the database
    #[arg(long)]
    force: bool,
}

#[derive(Serialize)]
struct View<'a> {
    /// The key of its incident.
    incident: String,
    overdue: bool,
    age_days: i64,
    #[serde(flatten)]
    thing: ThingView<'a>,
}

/// Columns before the title, where a long line goes on.
const HANG: usize = 18;

/// Lists them, or writes the table or the calendar.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let now = session.now();
    let names = names(&store)?;
    let all = store.every_fix().attempt("cannot read the fixes")?;
    let wanted = wanted(args, session, &store, &names.known)?;
    let mut rows = planned(&all);
    rows.retain(|row| wanted.fits(row, now));
    order(&mut rows, args.by, &names.known, now);
    if let Some(file) = &args.csv {
        let text = fixes_csv::table(&rows, &names.known, &|id| names.bare(id));
        return hand_out(file, &text, args.force, &store, out);
    }
    if let Some(file) = &args.ics {
        let text = ics::fixes(&rows, &names.known, now);
        return hand_out(file, &text, args.force, &store, out);
    }
    if args.json {
        for row in &rows {
            out.json_row(&View {
                incident: row.incident.name(),
                overdue: row.fix.is_overdue(now),
                age_days: fixes::age(row.thing, row.fix, now).num_days(),
                thing: ThingView::new(row.thing, &names),
            })?;
        }
        return out.json_end();
    }
    for row in &rows {
        line(out, row, &row.name(), &names, now)?;
    }
    told(&planned(&all), &names, now, out)
}

/// The names of people, and of the factors that fixes answer.
pub fn names(store: &Store) -> Result<Names, Problem> {
    let doing = "cannot read the names";
    let mut names = Names::new(store.known(None).attempt(doing)?);
    for holding in store.every_factor().attempt(doing)? {
        holding.things.iter().for_each(|factor| names.learn(factor));
    }
    Ok(names)
}

fn wanted(args: &Args, session: &Session, store: &Store, known: &Known) -> Result<Wanted, Problem> {
    let owner = args.owner.as_deref().map(|handle| {
        known.person(handle).map(|t| t.id).ok_or_else(|| {
            let all: Vec<String> = known.people.iter().map(Thing::name).collect();
            let what = format!("there is no person @{handle}");
            Problem::new(Exit::NotFound, what).advise(format!("one of {}", all.join(", ")))
        })
    });
    let incident = session.incident.as_deref().map(|key| by_key(store, key));
    Ok(Wanted {
        owner: owner.transpose()?,
        incident: incident.transpose()?.map(|t| t.id),
        overdue: args.overdue,
        states: match args.all {
            true => FixState::ALL.to_vec(),
            false => args.state.clone(),
        },
    })
}

/// One line for a fix: what it is called first, how late or old it is last.
pub fn line(
    out: &mut Output,
    row: &Planned<'_>,
    name: &str,
    names: &Names,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let mut pieces = vec![strong(format!("{name:<16} "))];
    review_rows::fix(row.fix, names, &mut pieces);
    let late = row.late(now);
    match (late, fixes::unverified(row.thing, row.fix, now)) {
        (Some(late), _) => {
            let text = format!("  overdue {}", span(late));
            pieces.push(Piece(Tone::Bad, text.into()));
        }
        (None, Some(out)) => {
            let text = match span(out).as_str() {
                "now" => "  not verified yet".to_owned(),
                out => format!("  not verified for {out}"),
            };
            pieces.push(Piece(Tone::Warn, text.into()));
        }
        (None, None) => {
            let age = span(fixes::age(row.thing, row.fix, now));
            let age = match age.as_str() {
                "now" => "  new".to_owned(),
                age => format!("  {age} old"),
            };
            pieces.push(faint(age));
        }
    }
    out.line(HANG, &pieces)
}

/// How all of them stand, and who has several that cannot all be first.
fn told(
    all: &[Planned<'_>],
    names: &Names,
    now: DateTime<Utc>,
    out: &mut Output,
) -> Result<(), Problem> {
    let count = |of: &dyn Fn(&Planned<'_>) -> bool| all.iter().filter(|row| of(row)).count();
    let open = count(&|row| row.fix.is_open());
    let overdue = count(&|row| row.fix.is_overdue(now));
    let shipped = count(&|row| row.fix.state == FixState::Shipped);
    let text = format!("{open} open, {overdue} overdue, {shipped} shipped and not verified");
    out.line(2, &[faint(text)])?;
    let conflicts = conflicts(all);
    let conflicts = conflicts
        .iter()
        .map(|(id, n)| format!("{} has {n}", names.signed(*id)));
    let conflicts: Vec<String> = conflicts.collect();
    if conflicts.is_empty() {
        return Ok(());
    }
    let text = format!("several open P1 of one owner: {}", conflicts.join(", "));
    out.line(2, &[Piece(Tone::Warn, text.into()), plain("")])
}
