//! `warroom export`: the post-mortem as Markdown, from minute one.

use super::output::{Output, plain};
use super::session::{Session, by_key};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::report;
use crate::store::OpenMode;
use std::path::PathBuf;

/// Write the post-mortem as Markdown; what the record still lacks is listed in it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The same record gives the same bytes. Indicators leave defanged unless --fanged.

Examples:
  warroom export | less
  warroom export INC-2026-014 -o post-mortem.md
  warroom export --zone Europe/Vienna --short -o post-mortem.md --force"
)]
pub struct Args {
    /// The incident [default: --incident, or the current one]
    #[arg(value_name = "KEY")]
    key: Option<String>,
    /// Write into a file instead of the output; it is whole or not there. `-` is the output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists; never a link, a folder, a device or the database
    #[arg(long, requires = "output")]
    force: bool,
    /// Show times in this zone, too [default: the configured one]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Leave out the appendix with every entry
    #[arg(long)]
    short: bool,
    /// Leave indicators as they can be used
    #[arg(long)]
    fanged: bool,
}

/// Writes it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = match &args.key {
        Some(key) => by_key(&store, key)?,
        None => session.incident(&store)?,
    };
    let zone = args.zone.as_deref().unwrap_or(&session.config.zone);
    let options = report::Options {
        zone: second_zone(zone)?,
        full_timeline: !args.short,
        fanged: args.fanged,
    };
    let record = store
        .record(incident.id)
        .attempt("cannot read the record")?;
    let text = report::post_mortem(&record, &options);
    match &args.output {
        Some(file) if file.as_os_str() != "-" => {
            let shown = file.display().to_string();
            store
                .hand_out(file, &text, args.force)
                .attempt(format!("cannot write {shown}"))
                .map_err(|problem| advised(problem, args.force))?;
            out.line(0, &[plain(shown)])
        }
        Some(_) | None => out.bytes(text.as_bytes()),
    }
}

/// A file that is there may be replaced, if that is what was meant.
fn advised(problem: Problem, force: bool) -> Problem {
    match problem.exit() {
        Exit::Conflict if !force => problem.advise("--force, if it may be replaced"),
        _ => problem,
    }
}

/// UTC is shown anyway, so it is no second zone.
fn second_zone(name: &str) -> Result<Option<jiff::tz::TimeZone>, Problem> {
    if name.eq_ignore_ascii_case("UTC") {
        return Ok(None);
    }
    jiff::tz::TimeZone::get(name).map(Some).map_err(|e| {
        Problem::new(Exit::Usage, format!("cannot use the zone {name:?}"))
            .because(e)
            .advise("a name as Europe/Vienna")
    })
}
