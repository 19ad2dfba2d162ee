//! `warroom search`: full text, every word just a word.

use super::json::ThingView;
use super::names::Names;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::session::{self, Session};
use crate::domain::{Hit, Id, Scope};
use crate::problem::{Attempt as _, Problem};
use crate::store::OpenMode;
use serde::Serialize;
use std::collections::HashMap;

/// Find entries, tasks and artifacts by their words, newest first.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Words are just words: 10.0.0.5, AND and \" need no quoting beyond the shell's, and
after -- a word may begin with a dash. The last word may be the beginning of one.
Defanged and fanged forms find each other. A label, a '#workstream' or a @person
finds what it names first.

Examples:
  warroom search svc-backup
  warroom search E7
  warroom search --all hxxp://evil[.]example
  warroom search token rotat --json | jq -r '.[].label'"
)]
pub struct Args {
    /// What to look for
    #[arg(required = true, num_args = 1.., value_name = "WORDS")]
    words: Vec<String>,
    /// In all incidents of the file
    #[arg(long)]
    all: bool,
    /// At most so many
    #[arg(short = 'n', default_value = "100", value_name = "N")]
    limit: usize,
    /// Print JSON: an array, one finding a line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    thing: ThingView<'a>,
    /// The key of its incident.
    incident: Option<&'a str>,
    snippet: &'a str,
    /// The bytes of the snippet that match, as `[from, to]`.
    matches: Vec<[usize; 2]>,
}

/// Searches.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let doing = "cannot search";
    let scope = match args.all {
        true => Scope::All,
        false => Scope::Incident(session.incident(&store)?.id),
    };
    let incidents = store.incidents().attempt(doing)?;
    let mut names: HashMap<Id, (String, Names)> = HashMap::new();
    for incident in &incidents {
        if scope == Scope::All || scope == Scope::Incident(incident.id) {
            let known = session::known(&store, incident)?;
            names.insert(incident.id, (incident.name(), Names::new(known)));
        }
    }
    let nobody = (String::new(), Names::default());
    let query = args.words.join(" ");
    let found = store.search(&query, scope, args.limit).attempt(doing)?;
    if found.is_empty() {
        out.remark("nothing is found");
    }
    for hit in found {
        let of = hit.thing.incident.and_then(|id| names.get(&id));
        let (key, names) = of.unwrap_or(&nobody);
        if args.json {
            out.json_row(&View {
                thing: ThingView::new(&hit.thing, names),
                incident: of.map(|_| key.as_str()),
                snippet: &hit.snippet,
                matches: hit.matches.iter().map(|m| [m.start, m.end]).collect(),
            })?;
        } else {
            row(&hit, args.all.then_some(key.as_str()), out)?;
        }
    }
    if args.json { out.json_end() } else { Ok(()) }
}

fn row(hit: &Hit, key: Option<&str>, out: &mut Output) -> Result<(), Problem> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    if let Some(key) = key {
        pieces.push(faint(format!("{key} ")));
    }
    pieces.push(strong(format!("{:<6} ", hit.thing.name())));
    if let Some(entry) = hit.thing.as_entry() {
        pieces.push(faint(format!("{:<21} ", entry.when.stated())));
        if entry.struck {
            pieces.push(Piece(Tone::Bad, "struck: ".into()));
        }
    }
    let mut at = 0;
    for found in &hit.matches {
        pieces.push(plain(hit.snippet.get(at..found.start).unwrap_or_default()));
        pieces.push(strong(hit.snippet.get(found.clone()).unwrap_or_default()));
        at = found.end;
    }
    pieces.push(plain(hit.snippet.get(at..).unwrap_or_default()));
    out.line(7, &pieces)
}
