//! `warroom export`: the post-mortem as Markdown or HTML, from minute one; and
//! the whole record, to be taken in elsewhere.

use super::export_json;
use super::fields::Fields;
use super::output::{Output, plain};
use super::session::{Session, by_key};
use super::templates;
use crate::domain::{Id, Record, Thing, Tlp};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::report::{self, Profile};
use crate::store::{OpenMode, Store};
use std::path::{Path, PathBuf};

/// Write the post-mortem as Markdown or HTML, or the whole record as JSON.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The same record gives the same bytes. The post-mortem lists what the record still
lacks; indicators leave defanged in it unless --fanged. The HTML is one file that
loads nothing, runs nothing and prints well. A template of yours puts the same
sections and facts into your words (docs/REPORT.md). The JSON is lossless:
`warroom import` makes the same record of it (docs/RECORD.md). That of a drill
tells what is still to come, so it takes --facilitator. Copies that
`artifact add --store` kept are not in it.

Examples:
  warroom export | less
  warroom export INC-2026-014 -o post-mortem.md
  warroom export --zone Europe/Vienna --short -o post-mortem.md --force
  warroom export --for executive -o two-pages.md
  warroom export --for public --cleared -o outside.md
  warroom export --format html -o post-mortem.html
  warroom export --template ours --format html -o post-mortem.html
  warroom export --format json -o INC-2026-014.json"
)]
pub struct Args {
    /// The incident [default: --incident, or the current one]
    #[arg(value_name = "KEY")]
    key: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
    /// Write into a file instead of the output; it is whole or not there. `-` is the output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists; never a link, a folder, a device or the database
    #[arg(long, requires = "output")]
    force: bool,
    /// Show times in this zone, too [default: the configured one]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Write it by a template of yours: a file, or a NAME in the folder of templates
    #[arg(long, value_name = "NAME|FILE", conflicts_with = "readers")]
    template: Option<String>,
    /// Leave out the appendix with every entry
    #[arg(long)]
    short: bool,
    /// Leave indicators as they can be used
    #[arg(long)]
    fanged: bool,
    /// Whom it is for: what they may not know is taken out before anything is written
    #[arg(
        long = "for",
        value_enum,
        value_name = "PROFILE",
        default_value_t = Readers::Full,
        conflicts_with_all = ["fanged"]
    )]
    readers: Readers,
    /// The incident was cleared for these readers, although its marking forbids it
    #[arg(long)]
    cleared: bool,
}

/// Whom a post-mortem is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Readers {
    /// Those who responded: everything
    Full,
    /// Executives: two pages; up to TLP:AMBER+STRICT
    Executive,
    /// A vendor or partner: no people, nothing internal; up to TLP:AMBER
    Vendor,
    /// Everybody: no people, no indicators, no timeline; TLP:CLEAR only
    Public,
}

impl Readers {
    const fn profile(self) -> Profile {
        match self {
            Self::Full => Profile::Full,
            Self::Executive => Profile::Executive,
            Self::Vendor => Profile::Vendor,
            Self::Public => Profile::Public,
        }
    }
}

/// What an incident leaves as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// The post-mortem, as Markdown
    Md,
    /// The post-mortem, as one HTML file to read or print
    Html,
    /// The whole record, lossless, as JSON
    Json,
}

/// Writes it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = match &args.key {
        Some(key) => by_key(&store, key)?,
        None => session.incident(&store)?,
    };
    match args.format {
        Format::Md | Format::Html => {
            args.may_leave(&incident)?;
            post_mortem(args, &store, incident.id, session, out)
        }
        Format::Json => {
            args.only_of_reports()?;
            export_json::run(args.target(), &store, &incident, session, out)
        }
    }
}

fn post_mortem(
    args: &Args,
    store: &Store,
    incident: Id,
    session: &Session,
    out: &mut Output,
) -> Result<(), Problem> {
    let zone = args.zone.as_deref().unwrap_or(&session.config.zone);
    let options = report::Options {
        zone: second_zone(zone)?,
        full_timeline: !args.short,
        fanged: args.fanged,
        profile: args.readers.profile(),
        gap: session.config.rules.gap,
    };
    let record = store.record(incident).attempt("cannot read the record")?;
    let mut text = match &args.template {
        None => report::post_mortem(&record, &options),
        Some(named) => by_template(named, &record, &options, session)?,
    };
    if let (Format::Html, Some(incident)) = (args.format, record.incident.as_incident()) {
        text = report::html(&text, incident);
    }
    match args.target() {
        Some((file, force)) => handed_out(file, force, out, || {
            let shown = file.display();
            store
                .hand_out(file, &text, force)
                .attempt(format!("cannot write {shown}"))
        }),
        None => out.bytes(text.as_bytes()),
    }
}

fn by_template(
    named: &str,
    record: &Record,
    options: &report::Options,
    session: &Session,
) -> Result<String, Problem> {
    let found = templates::find(named, session)?;
    let fields = Fields::of(record)
        .map_err(|e| Problem::new(Exit::Failed, "cannot read the record").because(e))?;
    let template = report::Template {
        name: &found.name,
        text: &found.text,
    };
    let pieces = templates::pieces(session);
    report::templated(record, options, &fields, &template, pieces)
        .map_err(|mistake| templates::wrong(mistake, named))
}

/// A file that is written, and whether one that is there may be replaced.
pub(super) type Target<'a> = (&'a Path, bool);

impl Args {
    fn target(&self) -> Option<Target<'_>> {
        let file = self.output.as_deref().filter(|f| f.as_os_str() != "-");
        file.map(|file| (file, self.force))
    }

    /// Refuses what the marking of the incident keeps from the readers.
    fn may_leave(&self, incident: &Thing) -> Result<(), Problem> {
        let profile = self.readers.profile();
        let tlp = incident.as_incident().map_or(Tlp::Red, |i| i.tlp);
        match profile.forbids(tlp).filter(|_| !self.cleared) {
            None => Ok(()),
            Some(because) => {
                let what = format!("cannot write a post-mortem for {}", profile.word());
                let problem = Problem::new(Exit::Usage, what).because(because);
                Err(problem.advise("--cleared, if somebody has cleared it for them"))
            }
        }
    }

    /// Refuses flags that a record, which leaves as it is, cannot heed.
    fn only_of_reports(&self) -> Result<(), Problem> {
        let given = [
            ("--zone", self.zone.is_some()),
            ("--template", self.template.is_some()),
            ("--short", self.short),
            ("--fanged", self.fanged),
            ("--for", self.readers != Readers::Full),
            ("--cleared", self.cleared),
        ];
        let given = given.iter().find(|(_, given)| *given);
        given.map_or(Ok(()), |(flag, _)| {
            let what = format!("{flag} means nothing for --format json");
            let because = "the whole record leaves, exactly as it is";
            Err(Problem::new(Exit::Usage, what).because(because))
        })
    }
}

/// Writes a file, and says which.
pub(super) fn handed_out(
    file: &Path,
    force: bool,
    out: &mut Output,
    write: impl FnOnce() -> Result<(), Problem>,
) -> Result<(), Problem> {
    write().map_err(|problem| advised(problem, force))?;
    out.line(0, &[plain(file.display().to_string())])
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
