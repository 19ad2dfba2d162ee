//! `warroom export`: the post-mortem as Markdown, from minute one.

use super::output::{Output, plain};
use super::session::{Session, by_key};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::report;
use crate::store::OpenMode;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

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
    /// Write into a file instead of the output; it is whole or not there
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite the file if it exists
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
        None => out.bytes(text.as_bytes()),
        Some(file) => {
            write_whole(file, &text, args.force)?;
            out.line(0, &[plain(file.display().to_string())])
        }
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

/// Puts a text into a file through a neighbour of it, so that a full disk or
/// a lost process leaves either the old file or the new one.
fn write_whole(file: &Path, text: &str, force: bool) -> Result<(), Problem> {
    let doing = || format!("cannot write {}", file.display());
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut draft = tempfile::NamedTempFile::new_in(folder).attempt(doing())?;
    draft.write_all(text.as_bytes()).attempt(doing())?;
    draft.as_file().sync_all().attempt(doing())?;
    let done = if force {
        draft.persist(file)
    } else {
        draft.persist_noclobber(file)
    };
    match done {
        Ok(_) => Ok(()),
        Err(e) if e.error.kind() == ErrorKind::AlreadyExists => {
            let problem = Problem::new(Exit::Conflict, doing());
            Err(problem
                .because("it exists already and was left as it is")
                .advise("another name, or --force"))
        }
        Err(e) => Err(e.error).attempt(doing()),
    }
}
