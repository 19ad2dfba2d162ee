//! `warroom list` and `warroom use`: the incidents of the file.

use super::json::ThingView;
use super::names::Names;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::session::{Session, by_key};
use crate::problem::{Attempt as _, Problem};
use crate::store::OpenMode;
use serde::Serialize;

/// List the incidents, oldest first; the current one is marked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom list
  warroom list --json | jq -r '.[] | select(.phase != \"closed\") | .key'")]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Make an incident the current one, for everybody who works on this file.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  warroom use INC-2026-014")]
pub struct UseArgs {
    /// The key of the incident
    key: String,
}

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    thing: ThingView<'a>,
    current: bool,
}

/// Lists them.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let doing = "cannot list the incidents";
    let current = store.current_incident().attempt(doing)?.map(|t| t.id);
    for thing in store.incidents().attempt(doing)? {
        let is_current = current == Some(thing.id);
        if args.json {
            out.json_row(&View {
                thing: ThingView::new(&thing, &Names::default()),
                current: is_current,
            })?;
            continue;
        }
        let Some(incident) = thing.as_incident() else {
            continue;
        };
        let mark = if is_current { "* " } else { "  " };
        let mut pieces = vec![
            plain(mark),
            strong(format!("{:<13}", incident.key)),
            plain(format!("{} {:<10} ", incident.severity, incident.phase)),
            plain(incident.title.as_str()),
        ];
        if let Some(name) = &incident.code_name {
            pieces.push(faint(format!("  {name}")));
        }
        if incident.exercise {
            pieces.push(Piece(Tone::Warn, "  EXERCISE".into()));
        }
        out.line(15, &pieces)?;
    }
    if args.json { out.json_end() } else { Ok(()) }
}

/// Changes over.
pub fn run_use(args: &UseArgs, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let thing = by_key(&store, &args.key)?;
    store
        .set_current(thing.id)
        .attempt(format!("cannot change over to {}", args.key))?;
    out.line(
        0,
        &[
            strong(thing.name()),
            plain(format!("  {}", thing.headline())),
        ],
    )
}
