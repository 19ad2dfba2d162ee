//! `warroom import`: the record of an incident from another file, whole or not
//! at all.

use super::import_things::compare;
use super::output::{Output, plain, strong};
use super::session::Session;
use super::values;
use crate::domain::{Carried, visible_line};
use crate::interchange::record::{self, Head, Refusal, Why};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{Joined, OpenMode, Store, StoreError, Terms};
use std::fs::File;
use std::io::{self, Seek as _};
use std::path::{Path, PathBuf};

/// Take in the record of an incident, as `export --format json` wrote it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Only changes that are not here yet are added: importing twice adds nothing, and an
incident that went on in two files holds what was done in both. A damaged or
altered file is refused whole, with the place. Nothing is renamed unasked: an
incident whose key another one has here needs --key; of people and workstreams
with the same name both are kept, and told. See docs/RECORD.md.

Examples:
  warroom import INC-2026-014.json
  warroom import INC-2026-001.json --key INC-2026-007
  ssh other warroom export --format json | warroom import -"
)]
pub struct Args {
    /// The file; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The key the incident is to have here
    #[arg(long, value_name = "KEY", value_parser = values::key)]
    key: Option<String>,
    /// Take in changes whose clock is more than a day ahead of this machine's
    #[arg(long)]
    any_clock: bool,
}

/// Takes it in. It is read before, too, so that a damaged file keeps nobody from
/// writing while that is found out.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    if session.as_of.is_some() {
        return Err(
            Problem::new(Exit::Usage, "nothing can be written into the past")
                .advise("leave --as-of away"),
        );
    }
    let import = Import {
        shown: visible_line(&args.file.to_string_lossy()).into_owned(),
    };
    let mut file = import.opened(&args.file, &session.paths.database.path)?;
    let mut checked = 0;
    let head = record::read(&file, &mut |_| {
        checked += 1;
        if checked % 10_000 == 0 {
            out.progress(&format!("read {checked} changes"));
        }
        true
    });
    out.progress("");
    let head = head.map_err(|refusal| import.refused(refusal, None))?;
    file.rewind().attempt(import.doing())?;
    let mut store = session.store(OpenMode::Create)?;
    let joined = import.joined(args, session, &mut store, &file, &head, out)?;
    // The log of a large import is not left to whoever comes next.
    store
        .skip_checkpoint_on_close()
        .attempt("cannot finish the import")?;
    let current = store.current_incident().attempt("cannot go on")?;
    let current = current.is_some_and(|t| t.id == head.incident);
    told(&joined, &head, current, out)
}

struct Import {
    /// The file, as it is told.
    shown: String,
}

/// Why nothing was taken in.
pub(super) enum Stopped {
    Store(StoreError),
    Record(Refusal),
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Refusal> for Stopped {
    fn from(refusal: Refusal) -> Self {
        Self::Record(refusal)
    }
}

impl Import {
    fn doing(&self) -> String {
        format!("cannot import {}: nothing was taken in", self.shown)
    }

    /// The file, to be read several times; what can be read only once is put aside in
    /// one without a name, which goes with this process whatever ends it.
    fn opened(&self, path: &Path, database: &Path) -> Result<File, Problem> {
        let mut source: Box<dyn io::Read> = match path.as_os_str() == "-" {
            true => Box::new(io::stdin().lock()),
            false => {
                let file = File::open(path).attempt(self.doing())?;
                if file.metadata().attempt(self.doing())?.is_file() {
                    return Ok(file);
                }
                Box::new(file)
            }
        };
        let folder = database.parent().filter(|folder| folder.is_dir());
        let aside = folder.map_or_else(tempfile::tempfile, tempfile::tempfile_in);
        let mut aside = aside.attempt(self.doing())?;
        io::copy(&mut source, &mut aside).attempt(self.doing())?;
        aside.rewind().attempt(self.doing())?;
        Ok(aside)
    }

    fn joined(
        &self,
        args: &Args,
        session: &Session,
        store: &mut Store,
        file: &File,
        head: &Head,
        out: &mut Output,
    ) -> Result<Joined, Problem> {
        let terms = Terms {
            incident: head.incident,
            key: args.key.clone(),
            any_clock: args.any_clock,
            by: session.by(),
        };
        let mut done = 0;
        let mut failed = None;
        let joined = store.import(&terms, |joining| {
            let mut take_in = |carried: &Carried| {
                done += 1;
                if done % 1_000 == 0 {
                    let percent = done * 100 / head.count.max(1);
                    out.progress(&format!("importing {percent} %"));
                }
                failed = joining.take_in(carried).err();
                failed.is_none()
            };
            let again = record::read(file, &mut take_in).map_err(Stopped::Record)?;
            match again == *head {
                true => compare(file, head.program == record::program(), joining),
                false => Err(Stopped::Store(StoreError::Unknown(
                    "record any more: the file was altered while it was read".into(),
                ))),
            }
        });
        out.progress("");
        joined.map_err(|stopped| match stopped {
            Stopped::Store(error) => Problem::of(error, self.doing()),
            Stopped::Record(refusal) => self.refused(refusal, failed),
        })
    }

    /// A file that is not taken in, and where that shows.
    fn refused(&self, refusal: Refusal, failed: Option<StoreError>) -> Problem {
        let doing = format!("{}; {refusal}", self.doing());
        let exit = match &refusal.why {
            Why::Foreign => Exit::Usage,
            Why::Unread(_) | Why::Newer(_) => Exit::Failed,
            Why::Damaged(_) | Why::Altered(_) | Why::Stopped => Exit::Integrity,
        };
        let problem = Problem::new(exit, &doing);
        match refusal.why {
            Why::Foreign => problem
                .because("it is no record of an incident")
                .advise("one that `warroom export --format json` wrote"),
            Why::Newer(version) => problem
                .because(format!(
                    "it has version {version} of the format, and this warroom knows {}",
                    record::VERSION
                ))
                .advise("update warroom"),
            Why::Unread(error) => problem.because(error),
            Why::Damaged(what) => problem
                .because(what)
                .advise("export it once more where it comes from"),
            Why::Altered(what) => problem
                .because(what)
                .advise("somebody altered what people read in it: ask where it comes from")
                .advise("export it once more there"),
            Why::Stopped => match failed {
                Some(error) => Problem::of(error, doing),
                None => problem,
            },
        }
    }
}

/// Says what was taken in, and what to look at.
fn told(joined: &Joined, head: &Head, current: bool, out: &mut Output) -> Result<(), Problem> {
    let incident = &joined.incident;
    let (count, new) = (head.count, joined.new);
    let news = match new {
        0 => "nothing new: all of them were here".to_owned(),
        new if new == count => "all new".to_owned(),
        new => format!("{new} new"),
    };
    let pieces = [
        strong(incident.name()),
        plain(format!(
            "  {}  {count} changes, {news}",
            incident.headline()
        )),
    ];
    out.line(2, &pieces)?;
    let was = joined.was.as_ref().map(|was| was.name());
    if let Some(was) = was.filter(|was| *was != incident.name()) {
        out.remark(&format!("{was} has the key {} now", incident.name()));
    }
    if incident.withdrawn {
        out.remark(&format!(
            "{} was taken back and is in no list",
            incident.name()
        ));
    }
    for name in &joined.twins {
        out.remark(&format!("{name} names two things now: {}", apart(name)));
    }
    if !current && !incident.withdrawn {
        let name = incident.name();
        out.remark(&format!("another incident is current: warroom use {name}"));
    }
    Ok(())
}

/// What tells two things of one name apart.
fn apart(name: &str) -> &'static str {
    match name.chars().next() {
        Some('@') => {
            "both are kept; warroom people --json shows their ids, and warroom person ID --handle NEW gives one another name"
        }
        Some('#') => "both are kept; warroom workstreams --json shows them",
        Some(_) | None => "both are kept; the one that was recorded first answers to it",
    }
}
