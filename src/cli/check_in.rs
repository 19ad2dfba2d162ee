//! `warroom check-in`: holding one without the cockpit, by the same changes.

use super::names::Names;
use super::note::refused;
use super::output::{Output, plain, strong};
use super::rows;
use super::session::{self, Session, created};
use super::timeline::stream;
use super::values;
use crate::capture;
use crate::domain::{Aspect, CheckIn, Id, Minute, Situation, Thing, When};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};
use clap::Subcommand;

/// Hold a check-in: begin it, write its minutes line by line, end it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "One that goes on is joined, not begun twice. Its end writes the minutes to the
timeline, makes what was said under conditions the last word of each workstream, and
plans the next check-in if its time was said. `warroom check-ins` lists them. An action
that is due: or has a priority is a task.

Examples:
  warroom check-in start
  warroom check-in line 'the image is complete' --stream forensics
  warroom check-in line 'somebody who reads Go' --stream '#forensics' --as needs
  warroom check-in line 'image the host @lee p1 due:17:00' --stream forensics --as actions
  warroom check-in end --next 'tomorrow 09:00'"
)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a check-in, the planned one if its time has come, or join the one that goes on
    Start,
    /// Write a line of its minutes
    Line {
        /// The line
        #[arg(required = true, num_args = 1.., value_name = "TEXT")]
        text: Vec<String>,
        /// The workstream it is about [default: the whole incident]
        #[arg(long, value_name = "SLUG", value_parser = values::name)]
        stream: Option<String>,
        /// What it says: how it stands, what is done next, or what it lacks
        #[arg(long = "as", ignore_case = true, default_value = "conditions", value_parser = values::aspect())]
        aspect: Aspect,
    },
    /// End it: its minutes are written
    End {
        /// When the next one is to be held, as after due:
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        next: Option<String>,
    },
}

/// Begins, writes or ends.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let names = Names::new(session::known(&store, &incident)?);
    let mut call = Call {
        session,
        store,
        incident,
        names,
    };
    match &args.command {
        Command::Start => call.start(out),
        Command::Line {
            text,
            stream: slug,
            aspect,
        } => {
            let text = text.join(" ");
            values::seen("a line of the minutes needs text", &text)?;
            let workstream = stream(&call.names, slug.as_deref())?;
            if *aspect == Aspect::Actions && capture::says_task(&text) {
                return call.task(text.trim(), workstream, out);
            }
            let line = Minute {
                workstream,
                aspect: *aspect,
                text: text.trim().to_owned(),
            };
            call.line(line, out)
        }
        Command::End { next } => {
            let context = session.context(&call.names.known);
            let read = |text: &String| capture::parse_due(text, &context);
            let next = next.as_ref().map(read).transpose();
            let next = next.map_err(|mistake| refused(&mistake))?;
            call.end(next, out)
        }
    }
}

/// Somebody who holds a check-in.
struct Call<'a> {
    session: &'a Session,
    store: Store,
    incident: Thing,
    names: Names,
}

impl Call<'_> {
    fn situation(&self) -> Result<Situation, Problem> {
        let doing = "cannot read the check-ins";
        self.store.situation(self.incident.id).attempt(doing)
    }

    fn start(&mut self, out: &mut Output) -> Result<(), Problem> {
        let by = self.session.by();
        let rules = &self.session.config.rules;
        let appended = self
            .store
            .append_seeing(&by, self.incident.id, |s| s.begin_check_in(rules, by.now))
            .attempt("cannot begin a check-in")?;
        let joined = appended.events.is_empty();
        let situation = self.situation()?;
        let (thing, _) = running(&situation)?;
        let end = if joined { "it goes on already" } else { "" };
        rows::row_with(out, thing, &self.names, end)
    }

    fn line(&mut self, line: Minute, out: &mut Output) -> Result<(), Problem> {
        let situation = self.situation()?;
        let (thing, check_in) = running(&situation)?;
        let told = [
            strong(format!("{:<6} ", thing.name())),
            plain(said_of(&line, &self.names)),
        ];
        let changes = check_in.say(thing.id, line);
        let doing = "cannot write the line";
        self.store
            .append(&self.session.by(), Some(self.incident.id), |_| changes)
            .attempt(doing)?;
        out.line(7, &told)
    }

    /// An action that is due or has a priority: a task of the workstream,
    /// recorded as made during the check-in.
    fn task(&mut self, text: &str, of: Option<Id>, out: &mut Output) -> Result<(), Problem> {
        let held = running(&self.situation()?)?.0.id;
        let context = self.session.context(&self.names.known);
        let mut captured =
            capture::parse(&format!("+ {text}"), &context).map_err(|mistake| refused(&mistake))?;
        let slug = of.and_then(|id| self.names.known.slug(id));
        captured.workstream = captured.workstream.or(slug.map(str::to_owned));
        let (by, incident) = (self.session.by(), self.incident.id);
        let lines = [captured];
        let appended = self
            .store
            .append(&by, Some(incident), |known| {
                capture::record_during(held, &lines, known, incident, by.now)
            })
            .attempt("cannot record the task")?;
        for thing in created(&appended) {
            self.names.learn(&thing);
            rows::row(out, &thing, &self.names)?;
        }
        Ok(())
    }

    fn end(&mut self, next: Option<When>, out: &mut Output) -> Result<(), Problem> {
        let situation = self.situation()?;
        let (thing, check_in) = running(&situation)?;
        let (by, of) = (self.session.by(), self.incident.id);
        let doing = "cannot end the check-in";
        if next.is_some() {
            let changes = check_in.schedule_next(thing, next);
            self.store
                .append(&by, Some(of), |_| changes)
                .attempt(doing)?;
        }
        let made = self.store.meeting(thing.id, 0).attempt(doing)?;
        let made = made.map(|meeting| meeting.made).unwrap_or_default();
        let zone = &self.session.config.zone;
        let ended = self
            .store
            .append_seeing(&by, of, |s| s.end_check_in(thing.id, &made, zone, by.now))
            .attempt(doing)?;
        for thing in created(&ended) {
            rows::row(out, &thing, &self.names)?;
        }
        Ok(())
    }
}

fn running(situation: &Situation) -> Result<(&Thing, &CheckIn), Problem> {
    situation.running().ok_or_else(|| {
        Problem::new(Exit::Conflict, "no check-in goes on").advise("warroom check-in start")
    })
}

/// `#forensics needs: somebody who reads Go`.
pub fn said_of(line: &Minute, names: &Names) -> String {
    let of = line.workstream.map(|id| format!("{} ", names.signed(id)));
    format!("{}{}: {}", of.unwrap_or_default(), line.aspect, line.text)
}
