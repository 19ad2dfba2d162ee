//! `warroom amend`, `strike` and `star`: corrections, which keep what
//! was first written.

use super::names::{Names, new_names};
use super::note::refused;
use super::output::Output;
use super::rows;
use super::session::{self, Session, created};
use super::show::find;
use super::words::Words;
use crate::capture::{self, Captured};
use crate::domain::{Body, Change, Entry, EntryKind, Known, Promise, Retold, Thing, passage};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};

/// Put the text of an entry right; the old text stays in its history.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The text is a line of the capture grammar; a time or a kind it states replaces the
entry's own, one it leaves out stays. So does what is promised, unless due: is another time
or due:never. What it said of how a workstream stands is corrected too, as far as nothing
else was said since.

Examples:
  warroom amend E12 'blocked 203.0.113.8, not .7 @sam #containment'
  warroom amend E12 '14:20 > revoked all CI tokens @lee #identity'
  warroom amend E14 'legal gets no list due:never'       nothing is promised any more"
)]
pub struct AmendArgs {
    /// The entry
    #[arg(value_name = "LABEL")]
    entry: String,
    #[command(flatten)]
    words: Words,
}

/// Strike an entry out: it is kept, and shown as struck.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A milestone that is struck gives its phase back: the incident goes to the phase that
the other milestones leave it in, which is said. A word on how a workstream stands is
taken back with it. --off gives both again.

Examples:
  warroom strike E12
  warroom strike E12 E14
  warroom strike E12 --off"
)]
pub struct StrikeArgs {
    /// The entries
    #[arg(required = true, value_name = "LABEL")]
    entries: Vec<String>,
    /// Take the stroke away again
    #[arg(long)]
    off: bool,
}

/// Star an entry: it belongs in the report.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom star E12
  warroom star E12 E14
  warroom star E12 --off")]
pub struct StarArgs {
    /// The entries
    #[arg(required = true, value_name = "LABEL")]
    entries: Vec<String>,
    /// Take the star away again
    #[arg(long)]
    off: bool,
}

/// Amends.
pub fn run(args: &AmendArgs, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mut desk = Desk::new(session, &args.entry)?;
    let line = args.words.line()?;
    let captured = capture::parse_as(&line, desk.kind(), &session.context(&desk.known))
        .map_err(|mistake| refused(&mistake))?;
    if matches!(captured.what, capture::What::Task { .. }) {
        let problem = Problem::new(Exit::Usage, format!("cannot make a task of {}", args.entry));
        return Err(problem.advise("warroom task add TEXT, then warroom strike LABEL"));
    }
    let (incident, now) = (desk.incident.id, session.by().now);
    for warning in &captured.warnings {
        out.remark(&warning.text);
    }
    let promises = |desk: &Desk| desk.thing.as_entry().is_some_and(|e| e.promise.is_some());
    let promised = promises(&desk);
    desk.alter(session, |thing, entry, known, retold| {
        let mut made = capture::record(std::slice::from_ref(&captured), known, incident, now);
        let told = capture::retell(&captured, entry, known, retold, &made);
        let amended = take_entry(&mut made).map(|new| merged(entry, new, &captured));
        let own = thing.label();
        let stays = |change: Change| match change {
            Change::Create { .. } => Some(change),
            Change::Edit { .. } | Change::Withdraw { .. } => Promise::kept_by(change, own?),
        };
        let mut made: Vec<Change> = made.into_iter().filter_map(stays).collect();
        let edits = amended.map(|wanted| Change::edits(thing, &Body::Entry(wanted)));
        made.extend(edits.unwrap_or_default());
        made.extend(told);
        made
    })?;
    if promised && !promises(&desk) {
        let why = if captured.never_due {
            ""
        } else {
            ": only a communication is due"
        };
        out.remark(&format!("what it promised is promised no more{why}"));
    }
    desk.print(out)
}

/// Strikes.
pub fn run_strike(args: &StrikeArgs, session: &Session, out: &mut Output) -> Result<(), Problem> {
    all_are_entries(session, &args.entries)?;
    for label in &args.entries {
        let mut desk = Desk::new(session, label)?;
        let mut moved = None;
        desk.alter(session, |thing, _, known, retold| {
            let (changes, from_to) = passage::strike(thing, !args.off, known, retold);
            moved = from_to;
            changes
        })?;
        desk.said = moved.map(|(was, now)| format!("phase {was} → {now}"));
        desk.print(out)?;
    }
    Ok(())
}

/// A label that names no entry is told before anything is done to the others.
fn all_are_entries(session: &Session, labels: &[String]) -> Result<(), Problem> {
    labels
        .iter()
        .try_for_each(|label| Desk::new(session, label).map(drop))
}

/// Stars.
pub fn run_star(args: &StarArgs, session: &Session, out: &mut Output) -> Result<(), Problem> {
    all_are_entries(session, &args.entries)?;
    args.entries
        .iter()
        .try_for_each(|label| mark(label, session, out, |entry| entry.starred = !args.off))
}

fn mark(
    label: &str,
    session: &Session,
    out: &mut Output,
    set: impl Fn(&mut Entry),
) -> Result<(), Problem> {
    let mut desk = Desk::new(session, label)?;
    desk.alter(session, |thing, entry, _, _| {
        let mut wanted = entry.clone();
        set(&mut wanted);
        Change::edits(thing, &Body::Entry(wanted))
    })?;
    desk.print(out)
}

/// An entry, and the file it is in.
struct Desk {
    store: Store,
    incident: Thing,
    known: Known,
    thing: Thing,
    /// What else altering it did: names created, a phase given back.
    said: Option<String>,
}

impl Desk {
    /// The kind a line is of that does not say so itself: that of the entry.
    /// A milestone's line would have to name its phase again.
    fn kind(&self) -> EntryKind {
        let kind = self.thing.as_entry().map_or(EntryKind::Note, |e| e.kind);
        if kind == EntryKind::Milestone {
            EntryKind::Note
        } else {
            kind
        }
    }

    fn new(session: &Session, label: &str) -> Result<Self, Problem> {
        let store = session.store(OpenMode::Existing)?;
        let incident = session.incident(&store)?;
        let known = session::known(&store, &incident)?;
        let thing = find(&store, &incident, &known, label)?;
        if thing.as_entry().is_none() {
            let problem = Problem::new(Exit::Usage, format!("{label} is no entry"));
            return Err(problem.advise("warroom timeline; a task is altered by warroom task set"));
        }
        Ok(Self {
            store,
            incident,
            known,
            thing,
            said: None,
        })
    }

    fn alter(
        &mut self,
        session: &Session,
        make: impl FnOnce(&Thing, &Entry, &Known, &[Retold]) -> Vec<Change>,
    ) -> Result<(), Problem> {
        let doing = || format!("cannot alter {}", self.thing.name());
        let thing = &self.thing;
        let changes = |known: &Known, retold: &[Retold]| {
            let entry = thing.as_entry();
            let made = entry.map(|e| make(thing, e, known, retold));
            made.unwrap_or_default()
        };
        let incident = Some(self.incident.id);
        let appended = self
            .store
            .append_retelling(&session.by(), incident, thing.id, changes)
            .attempt(doing())?;
        self.said = new_names(&created(&appended));
        let after = self.store.thing(self.thing.id).attempt(doing())?;
        self.thing = after.unwrap_or_else(|| self.thing.clone());
        Ok(())
    }

    fn print(&self, out: &mut Output) -> Result<(), Problem> {
        let end = self.said.as_deref().unwrap_or_default();
        rows::row_with(out, &self.thing, &Names::new(self.known.clone()), end)
    }
}

/// Takes the new entry out of the changes that would record it.
fn take_entry(changes: &mut Vec<Change>) -> Option<Entry> {
    let at = changes.iter().position(
        |change| matches!(change, Change::Create { body, .. } if matches!(**body, Body::Entry(_))),
    )?;
    match changes.remove(at) {
        Change::Create { body, .. } => match *body {
            Body::Entry(entry) => Some(entry),
            _ => None,
        },
        Change::Edit { .. } | Change::Withdraw { .. } => None,
    }
}

/// The entry as amended: what the new line leaves unsaid stays, its kind too.
fn merged(old: &Entry, new: Entry, captured: &Captured) -> Entry {
    let same_kind = new.kind == old.kind || new.kind == EntryKind::Note;
    let stays = same_kind && !captured.never_due;
    let mut said = Entry {
        workstream: new.workstream.or(old.workstream),
        starred: old.starred || new.starred,
        promise: (new.promise.clone()).or_else(|| old.promise.clone().filter(|_| stays)),
        ..new
    };
    if captured.when.is_none() {
        said.when = old.when.clone();
    }
    if said.people.is_empty() {
        said.people.clone_from(&old.people);
    }
    if same_kind {
        said.kind = old.kind;
        said.phase = old.phase;
        said.decision = said.decision.or_else(|| old.decision.clone());
    }
    old.amended(said)
}
