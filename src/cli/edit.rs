//! `warroom edit`: what the incident is called, how bad it is, and the two
//! texts the report begins with.

use super::names::Names;
use super::output::Output;
use super::rows;
use super::session::Session;
use super::values;
use crate::domain::{Body, Change, Edit, Incident, IncidentEdit, Known, Severity, Tlp};
use crate::problem::{Attempt as _, Problem};
use crate::store::OpenMode;

/// Alter the incident itself: key, title, summary, impact, severity, marking.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What it said before stays in its history: warroom show KEY.

Examples:
  warroom edit --severity 1 --tlp red
  warroom edit --summary 'A stolen CI token was used to publish two packages.'
  warroom edit --impact '2 packages, 41 downloads, no customer data'"
)]
pub struct Args {
    #[command(flatten)]
    wanted: Wanted,
}

/// What is to be different.
#[derive(Clone, Debug, clap::Args)]
#[group(required = true, multiple = true)]
struct Wanted {
    /// What it goes by; the key of no other incident
    #[arg(long, value_name = "KEY", value_parser = values::key)]
    key: Option<String>,
    /// What happened, in a few words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    title: Option<String>,
    /// The summary of the report
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    summary: Option<String>,
    /// The impact in numbers, for the report
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    impact: Option<String>,
    /// How bad it is; 1 is the worst
    #[arg(long, alias = "sev", ignore_case = true, value_parser = values::severity())]
    severity: Option<Severity>,
    /// Who may read about it (Traffic Light Protocol)
    #[arg(long, ignore_case = true, value_parser = values::tlp())]
    tlp: Option<Tlp>,
    /// A name that can be said aloud; '' takes it away
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    code_name: Option<String>,
}

/// Alters it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let wanted = &args.wanted;
    if let Some(title) = &wanted.title {
        values::seen("an incident needs a title", title)?;
    }
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let make = |known: &Known| {
        let thing = known.incident.as_ref().unwrap_or(&incident);
        let after = thing.as_incident().map(|now| altered(now, wanted));
        after.map_or_else(Vec::new, |i| Change::edits(thing, &Body::Incident(i)))
    };
    let doing = || format!("cannot alter {}", incident.name());
    let appended = store
        .append(&session.by(), Some(incident.id), make)
        .attempt(doing())?;
    let changes = appended.events.iter().map(|e| &e.change);
    let mut told: Vec<String> = changes.filter_map(told).collect();
    if told.is_empty() {
        told.push("as it was".to_owned());
    }
    let after = store.thing(incident.id).attempt(doing())?;
    let after = after.unwrap_or(incident);
    rows::row_with(out, &after, &Names::default(), &told.join("; "))
}

fn altered(now: &Incident, wanted: &Wanted) -> Incident {
    let text = |wanted: &Option<String>, now: &String| wanted.as_ref().unwrap_or(now).clone();
    let code_name = wanted.code_name.clone();
    Incident {
        key: text(&wanted.key, &now.key),
        title: text(&wanted.title, &now.title),
        summary: text(&wanted.summary, &now.summary),
        impact: text(&wanted.impact, &now.impact),
        severity: wanted.severity.unwrap_or(now.severity),
        tlp: wanted.tlp.unwrap_or(now.tlp),
        code_name: match code_name {
            Some(name) => Some(name).filter(|n| !n.trim().is_empty()),
            None => now.code_name.clone(),
        },
        ..now.clone()
    }
}

/// A change in a few words: the short fields with what they were.
fn told(change: &Change) -> Option<String> {
    let Change::Edit {
        edit: Edit::Incident(edit),
        ..
    } = change
    else {
        return None;
    };
    Some(match edit {
        IncidentEdit::Key(s) => format!("key {} → {}", s.was, s.now),
        IncidentEdit::Severity(s) => format!("severity {} → {}", s.was, s.now),
        IncidentEdit::Tlp(s) => format!("{} → {}", s.was, s.now),
        IncidentEdit::Phase(s) => format!("phase {} → {}", s.was, s.now),
        IncidentEdit::Title(_)
        | IncidentEdit::CodeName(_)
        | IncidentEdit::Exercise(_)
        | IncidentEdit::Summary(_)
        | IncidentEdit::Impact(_)
        | IncidentEdit::Schedule(_)
        | IncidentEdit::Drill(_) => edit.field().replace('_', " "),
    })
}
