//! `warroom note`: lines of the timeline, by the grammar of the capture line.

use super::input::Lines;
use super::names::{Names, new_names};
use super::output::Output;
use super::rows;
use super::session::{self, Session, created};
use super::values;
use super::words::Words;
use crate::capture::{self, Captured, Mistake, Remark};
use crate::domain::{Change, Edit, EntryKind, Id, IncidentEdit, Known, Thing, When};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{Appended, OpenMode, Store};

/// Record what happened: one line, or a line an entry from a pipe.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The text is a line of the capture grammar (docs/CAPTURE.md): a time, a sign for the
kind, then text with @person, #workstream and labels. Flags come before the text;
behind -- everything is text. A text - reads lines from standard input.
Each line is on the disk before its label is printed. From a pipe, blank lines
are passed over; a line that cannot be meant is reported with its number and
column, the others are recorded, and the exit code is 2.

Examples:
  warroom note 'blocked 203.0.113.7 at the edge @sam #containment'
  warroom note '14:05 > revoked all CI tokens @lee #identity'
  warroom note -20m ! first beacon seen in proxy logs A3
  warroom note --kind observation --stream forensics 'swap file is encrypted'
  warroom note '+ image the runner host @lee #forensics p1 due:17:00'
  warroom note - < timeline.txt
  journalctl -u sshd | warroom note --verbatim --stream forensics -"
)]
pub struct Args {
    #[command(flatten)]
    words: Words,
    /// Keep each line word for word: no time, sign, name or promise is read from it
    #[arg(long)]
    verbatim: bool,
    /// The kind of entry, for lines that state none
    #[arg(long, ignore_case = true, value_parser = values::entry_kind())]
    kind: Option<EntryKind>,
    /// The time, for lines that state none
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// The workstream, for lines that name none
    #[arg(long, value_name = "SLUG", value_parser = values::name)]
    stream: Option<String>,
}

/// Records the line or the lines.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::Existing)?;
    let kind = args.kind.unwrap_or(EntryKind::Note);
    let mut scribe = Scribe::assuming(kind, args.at.as_deref(), session, store)?;
    scribe.stream = args.stream.as_deref();
    scribe.verbatim = args.verbatim;
    if args.verbatim && kind == EntryKind::Milestone {
        return Err(Problem::new(Exit::Usage, "nothing was recorded")
            .because("a milestone's phase is read from its line, and --verbatim reads nothing")
            .advise("warroom phase contained 'what there is to say'"));
    }
    if args.words.is_input() {
        return scribe.lines(Lines::new(std::io::stdin().lock()), out);
    }
    let text = args.words.line()?;
    if args.verbatim {
        values::seen("a note needs a text", &text)?;
    }
    scribe
        .line(&text, out)?
        .map_err(|mistake| refused(&mistake))?;
    scribe.tell_found(out)
}

/// What was recorded stays recorded, though its label cannot be printed: doing
/// it again would record it twice.
fn but_recorded(problem: Problem, thing: &Thing) -> Problem {
    match problem.is_silent() {
        true => problem,
        false => problem.but_recorded(&thing.name()),
    }
}

/// Why a line does not close an incident.
pub(super) const CLOSES: &str = "closing the incident asks first what its post-mortem still lacks";
/// What does.
pub(super) const CLOSE: &str = "warroom close";

/// A line that was refused, as the whole run's failure.
pub fn refused(mistake: &Mistake) -> Problem {
    let what = format!("column {}: {}", mistake.column, mistake.what);
    Problem::new(Exit::Usage, "nothing was recorded")
        .because(what)
        .advise(mistake.hint.as_str())
}

/// Somebody who writes down lines, one after the other.
pub struct Scribe<'a> {
    session: &'a Session,
    store: Store,
    incident: Thing,
    names: Names,
    /// The kind of lines that state none.
    kind: EntryKind,
    at: Option<When>,
    stream: Option<&'a str>,
    /// Nothing is read from a line.
    verbatim: bool,
    /// The indicators of the lines recorded so far, each once.
    found: Vec<String>,
}

impl<'a> Scribe<'a> {
    /// One who knows what a line is, and when, that does not say so itself.
    pub fn assuming(
        kind: EntryKind,
        at: Option<&str>,
        session: &'a Session,
        store: Store,
    ) -> Result<Self, Problem> {
        let mut scribe = Self::plain(session, store)?;
        let context = session.context(&scribe.names.known);
        scribe.at = at.map(|at| values::time(at, &context)).transpose()?;
        scribe.kind = kind;
        Ok(scribe)
    }

    /// One who adds nothing of their own.
    pub fn plain(session: &'a Session, store: Store) -> Result<Self, Problem> {
        let incident = session.incident(&store)?;
        let names = Names::new(session::known(&store, &incident)?);
        Ok(Self {
            session,
            store,
            incident,
            names,
            kind: EntryKind::Note,
            at: None,
            stream: None,
            verbatim: false,
            found: Vec::new(),
        })
    }

    /// What it takes to tell of indicators: those found, and where artifacts are.
    pub(super) const fn found(&mut self) -> (&Store, Id, &mut Vec<String>) {
        (&self.store, self.incident.id, &mut self.found)
    }

    /// Records one line; the inner error is the line's own.
    pub fn line(&mut self, line: &str, out: &mut Output) -> Result<Result<(), Mistake>, Problem> {
        let captured = match self.read(line) {
            Ok(captured) => captured,
            Err(mistake) => return Ok(Err(mistake)),
        };
        if self.closes(&captured) {
            return Err(Problem::new(Exit::Conflict, "nothing was recorded")
                .because(CLOSES)
                .advise(CLOSE));
        }
        let update = self.update(&captured);
        for appended in self.record(&[&captured])? {
            self.tell(None, &captured, update.clone(), &appended, out)?;
        }
        Ok(Ok(()))
    }

    /// Whether a line would close the incident.
    pub(super) fn closes(&self, line: &Captured) -> bool {
        line.closes(&self.names.known).is_some()
    }

    /// What a line means, the flags added.
    pub(super) fn read(&self, line: &str) -> Result<Captured, Mistake> {
        let context = self.session.context(&self.names.known);
        let captured = match self.verbatim {
            true => capture::verbatim(line, self.kind, &context),
            false => capture::parse_as(line, self.kind, &context)?,
        };
        Ok(self.completed(captured))
    }

    /// The line with what the flags say, where it says nothing itself.
    fn completed(&self, mut captured: Captured) -> Captured {
        captured.when = captured.when.or_else(|| self.at.clone());
        let now = self.session.by().now;
        let odd = captured.out_of_order(&self.names.known, now);
        captured
            .warnings
            .extend(odd.map(|text| Remark { at: 0..0, text }));
        if let (None, Some(slug)) = (&captured.workstream, self.stream) {
            captured.workstream = Some(slug.to_owned());
            if self.names.known.workstream(slug).is_none() {
                captured.new_workstreams.push(slug.to_owned());
            }
        }
        captured
    }

    /// Records lines, each as an act of its own, all of them or none.
    pub(super) fn record(&mut self, lines: &[&Captured]) -> Result<Vec<Appended>, Problem> {
        let by = self.session.by();
        let (incident, now) = (self.incident.id, by.now);
        let makes = lines.iter().map(|line| {
            let line = std::slice::from_ref(*line);
            let cites = line.iter().flat_map(Captured::cites).collect();
            let make = move |known: &Known| capture::record(line, known, incident, now);
            (cites, make)
        });
        self.store
            .append_each(&by, Some(incident), makes)
            .attempt("cannot record the line")
    }

    /// What a line does to its workstream, told before it is done.
    pub(super) fn update(&self, line: &Captured) -> Option<String> {
        let update = line.update.as_ref();
        update.map(|u| u.told(&self.names.known, false))
    }

    /// Prints what became of a line, and what else there is to say of it;
    /// `number` is its place in a pipe, `update` what it did to its workstream.
    pub(super) fn tell(
        &mut self,
        number: Option<usize>,
        captured: &Captured,
        update: Option<String>,
        appended: &Appended,
        out: &mut Output,
    ) -> Result<(), Problem> {
        let things = created(appended);
        let recorded = things.iter().rfind(|thing| thing.label().is_some());
        let recorded = recorded
            .ok_or_else(|| Problem::new(Exit::Failed, "the line was recorded without a label"))?;
        let milestone = recorded.as_entry().is_some_and(|e| e.phase.is_some());
        if appended.events.len() > 1 || milestone {
            self.names = Names::new(session::known(&self.store, &self.incident)?);
        }
        for warning in &captured.warnings {
            let line = number.map(|n| format!("line {n}: "));
            out.remark(&(line.unwrap_or_default() + &warning.text));
        }
        for indicator in &captured.indicators {
            if !self.found.contains(&indicator.value) {
                self.found.push(indicator.value.clone());
            }
        }
        let ends = [new_names(&things), self.passage(recorded, appended), update];
        let end: Vec<String> = ends.into_iter().flatten().collect();
        rows::row_with(out, recorded, &self.names, &end.join("; "))
            .and_then(|()| out.flush())
            .map_err(|problem| but_recorded(problem, recorded))
    }

    /// What a milestone did to the incident.
    fn passage(&self, recorded: &Thing, appended: &Appended) -> Option<String> {
        let entry = recorded.as_entry().filter(|e| e.phase.is_some())?;
        let passed = appended.events.iter().find_map(|e| match &e.change {
            Change::Edit {
                edit: Edit::Incident(IncidentEdit::Phase(swap)),
                ..
            } => Some(format!("phase {} → {}", swap.was, swap.now)),
            Change::Edit { .. } | Change::Create { .. } | Change::Withdraw { .. } => None,
        });
        let standing = self.names.known.incident.as_ref()?.as_incident()?.phase;
        let stays = || format!("the incident stays {standing}");
        let there_already = entry.phase == Some(standing);
        passed.or_else(|| (!there_already).then(stays))
    }
}
