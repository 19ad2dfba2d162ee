//! `warroom open`: a new incident.

use super::output::{Output, strong};
use super::session::{Session, created};
use super::values;
use crate::domain::{Incident, Severity, Thing, Tlp, is_blank};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::OpenMode;

/// Start an incident and make it the current one; prints its key.
#[derive(Debug, clap::Args)]
#[command(after_help = "The database is made if there is none yet.

Examples:
  warroom open 'Stolen CI token' --sev 2
  warroom open 'Payroll phishing' --sev 3 --code-name 'GLASS HERON' --tlp red
  warroom open 'Ransomware table-top' --sev 1 --exercise")]
pub struct Args {
    /// What happened, in a few words
    #[arg(required = true, num_args = 1.., value_name = "TITLE")]
    title: Vec<String>,
    /// How bad it is; 1 is the worst
    #[arg(long, alias = "severity", default_value = &Severity::DEFAULT.word()[3..], ignore_case = true, value_parser = values::severity())]
    sev: Severity,
    /// Who may read about it (Traffic Light Protocol)
    #[arg(long, default_value = "amber", ignore_case = true, value_parser = values::tlp())]
    tlp: Tlp,
    /// A name that can be said aloud
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    code_name: Option<String>,
    /// A drill: marked everywhere, left out of all statistics
    #[arg(long)]
    exercise: bool,
    /// The key [default: the next free one of this year, as INC-2026-001]
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
}

/// Starts it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let title = args.title.join(" ");
    values::seen("an incident needs a title", &title)
        .map_err(|problem| problem.advise("warroom open 'Stolen CI token' --sev 2"))?;
    let key = args.key.as_deref().unwrap_or_default();
    if !key.is_empty() {
        values::key(key).map_err(|advice| {
            Problem::new(Exit::Usage, format!("{key:?} cannot be a key")).advise(advice)
        })?;
    }
    let incident = Incident {
        tlp: args.tlp,
        code_name: args.code_name.clone().filter(|n| !is_blank(n)),
        exercise: args.exercise,
        ..Incident::new(key, title, args.sev)
    };
    let mut store = session.store(OpenMode::Create)?;
    let appended = store
        .create_incident(&session.by(), incident, |_, _| Vec::new())
        .attempt("cannot start the incident")?;
    let things = created(&appended);
    let key = things.iter().find_map(Thing::as_incident).map(|i| &i.key);
    out.line(0, &[strong(key.map_or("", String::as_str))])
}
