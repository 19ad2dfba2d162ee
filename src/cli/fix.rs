//! `warroom fix`: recording fixes, and following them until they are verified.

use super::fix_fields::{Fields, own_handle, who};
use super::fixes;
use super::output::Output;
use super::session::{self, Session, by_key, created};
use super::show::find;
use super::values;
use crate::clock;
use crate::domain::roadmap::Planned;
use crate::domain::{
    Body, Change, Figure, Fix, FixState, Id, Known, Measurement, Thing, When, fixes as passages,
    fresh_id,
};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};
use clap::Subcommand;

/// Record fixes and follow them until they are verified.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A fix of another incident is named with its key: INC-2026-001/X3. Shipped is not done:
`warroom fixes` lists a fix until it is verified, or declined for a reason.

Examples:
  warroom fix add 'rotate CI tokens by machine' --kind durable --class CWE-798 --answers F1 \\
    --owner @lee --priority p1 --due 2026-12-24 --metric 'tokens without an owner tokens 40 0' \\
    --verification 'list the tokens older than a day'
  warroom fix start X3
  warroom fix measure X3 12 --note 'two teams are left'
  warroom fix verify INC-2026-001/X3 --result '0 of 212 tokens are older than a day'
  warroom fix decline X4 --reason 'the service goes away in March'"
)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Record a fix, which is proposed then
    Add {
        /// What is to be done
        #[arg(required = true, num_args = 1.., value_name = "TITLE")]
        title: Vec<String>,
        #[command(flatten)]
        fields: Box<Fields>,
    },
    /// Alter fixes, whatever state they are in
    Set {
        /// The fixes
        #[arg(required = true, value_name = "LABEL")]
        fixes: Vec<String>,
        /// What is to be done
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        title: Option<String>,
        #[command(flatten)]
        fields: Box<Fields>,
    },
    /// Say that fixes will be done
    Accept(Labels),
    /// Say that fixes are worked on
    Start(Labels),
    /// Say that fixes are out there; that they hold is still to be shown
    Ship(Labels),
    /// Say that a fix was shown to hold
    Verify {
        /// The fix
        #[arg(value_name = "LABEL")]
        fix: String,
        /// What was found
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        result: String,
        /// Although the target was missed, or nothing was measured
        #[arg(long)]
        anyway: bool,
        /// Who showed it [default: you]
        #[arg(long, value_name = "HANDLE", value_parser = values::name)]
        by: Option<String>,
        /// When [default: now]
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        at: Option<String>,
    },
    /// Say that a fix will not be done
    Decline {
        /// The fix
        #[arg(value_name = "LABEL")]
        fix: String,
        /// Why
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        reason: String,
        /// Who decided so [default: you]
        #[arg(long, value_name = "HANDLE", value_parser = values::name)]
        by: Option<String>,
    },
    /// Take a verified fix up again because it did not hold, or a declined one
    Reopen {
        /// The fix
        #[arg(value_name = "LABEL")]
        fix: String,
        /// What did not hold, or what has changed
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        reason: String,
    },
    /// Record what the success metric was found to be
    Measure {
        /// The fix
        #[arg(value_name = "LABEL")]
        fix: String,
        /// The value, in the unit of the metric
        #[arg(allow_negative_numbers = true)]
        value: String,
        /// When it was measured [default: now]
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        at: Option<String>,
        /// How, or what is odd about it
        #[arg(
            long,
            value_name = "TEXT",
            allow_hyphen_values = true,
            default_value = ""
        )]
        note: String,
    },
}

/// Fixes by what they are called.
#[derive(Debug, clap::Args)]
struct Labels {
    /// The fixes
    #[arg(required = true, value_name = "LABEL")]
    fixes: Vec<String>,
}

/// Records or alters.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mut desk = Desk {
        store: session.store(OpenMode::Existing)?,
        session,
    };
    match &args.command {
        Command::Add { title, fields } => desk.add(&title.join(" "), fields, out),
        Command::Set {
            fixes,
            title,
            fields,
        } => desk.set(fixes, title.as_deref(), fields, out),
        Command::Accept(labels) => desk.pass(labels, FixState::Accepted, out),
        Command::Start(labels) => desk.pass(labels, FixState::Doing, out),
        Command::Ship(labels) => desk.pass(labels, FixState::Shipped, out),
        Command::Verify {
            fix,
            result,
            anyway,
            by,
            at,
        } => {
            desk.may_verify(fix, *anyway)?;
            let when = desk.when(at.as_deref())?;
            let now = clock::now();
            let by = desk.handle(by.as_deref())?;
            desk.close(fix, &by, out, |fix, by| {
                passages::verified(fix, by, when.clone(), result.trim(), now)
            })
        }
        Command::Decline { fix, reason, by } => {
            let (now, by) = (clock::now(), desk.handle(by.as_deref())?);
            desk.close(fix, &by, out, |fix, by| {
                passages::declined(fix, by, reason.trim(), now)
            })
        }
        Command::Reopen { fix, reason } => {
            let now = clock::now();
            desk.alter(std::slice::from_ref(fix), out, |fix, _, _| {
                passages::reopened(fix, reason.trim(), now)
            })
        }
        Command::Measure {
            fix,
            value,
            at,
            note,
        } => desk.measure(fix, value, at.as_deref(), note, out),
    }
}

/// Somebody who works on fixes.
struct Desk<'a> {
    session: &'a Session,
    store: Store,
}

impl Desk<'_> {
    fn known(&self) -> Result<Known, Problem> {
        self.store.known(None).attempt("cannot read the names")
    }

    fn when(&self, at: Option<&str>) -> Result<When, Problem> {
        let (known, now) = (self.known()?, clock::now());
        match at {
            Some(text) => values::time(text, &self.session.context(&known)),
            None => Ok(When::now(now)),
        }
    }

    fn handle(&self, by: Option<&str>) -> Result<String, Problem> {
        by.map_or_else(|| own_handle(self.session), |by| Ok(by.to_owned()))
    }

    fn add(&mut self, title: &str, fields: &Fields, out: &mut Output) -> Result<(), Problem> {
        values::seen("a fix needs a title: what is to be done", title)?;
        let incident = self.session.incident(&self.store)?;
        let known = session::known(&self.store, &incident)?;
        let read = fields.read(self.session, &self.store, &incident, &known)?;
        let fix = Fix::new(title.trim(), read.kind());
        let id = fresh_id();
        let make = |known: &Known| {
            let mut changes = Vec::new();
            let fix = read.over(&fix, known, &mut changes);
            changes.push(Change::create(id, Some(incident.id), Body::Fix(fix)));
            changes
        };
        self.store
            .append(&self.session.by(), Some(incident.id), make)
            .attempt("cannot record the fix")?;
        self.tell(&[id], out)
    }

    fn set(
        &mut self,
        labels: &[String],
        title: Option<&str>,
        fields: &Fields,
        out: &mut Output,
    ) -> Result<(), Problem> {
        if title.is_none() && fields.is_empty() {
            return Err(Problem::new(Exit::Usage, "nothing to alter")
                .advise("warroom fix set X3 --owner @lee --due 2026-12-24"));
        }
        let found: Vec<(Thing, Thing)> = labels
            .iter()
            .map(|label| self.find(label))
            .collect::<Result<_, _>>()?;
        let Some((incident, _)) = found.first() else {
            return Ok(());
        };
        if fields.names_factors() && found.iter().any(|(other, _)| other.id != incident.id) {
            return Err(Problem::new(Exit::Usage, "nothing was altered")
                .because("the fixes are of several incidents, and so would the factors be")
                .advise("--answers for the fixes of one incident at a time"));
        }
        let known = session::known(&self.store, incident)?;
        let read = fields.read(self.session, &self.store, incident, &known)?;
        self.alter(labels, out, |fix, known, changes| {
            let mut wanted = read.over(fix, known, changes);
            if let Some(title) = title {
                title.trim().clone_into(&mut wanted.title);
            }
            Ok(wanted)
        })
    }

    fn pass(&mut self, labels: &Labels, to: FixState, out: &mut Output) -> Result<(), Problem> {
        let now = clock::now();
        self.alter(&labels.fixes, out, |fix, _, _| {
            passages::passed(fix, to, now)
        })
    }

    fn measure(
        &mut self,
        fix: &String,
        value: &str,
        at: Option<&str>,
        note: &str,
        out: &mut Output,
    ) -> Result<(), Problem> {
        let value = Figure::read(value)
            .map_err(|why| Problem::new(Exit::Usage, "cannot read the value").because(why))?;
        let when = self.when(at)?;
        let measurement = Measurement {
            value,
            when,
            note: note.trim().to_owned(),
        };
        self.alter(std::slice::from_ref(fix), out, |fix, _, _| {
            let mut fix = fix.clone();
            fix.measurements.insert(fresh_id(), measurement.clone());
            Ok(fix)
        })
    }

    /// A number that speaks against it has to be answered.
    fn may_verify(&self, label: &str, anyway: bool) -> Result<(), Problem> {
        let (_, thing) = self.find(label)?;
        let fix = thing.as_fix().filter(|f| f.state == FixState::Shipped);
        match fix.and_then(passages::although).filter(|_| !anyway) {
            None => Ok(()),
            Some(although) => Err(Problem::new(
                Exit::Conflict,
                format!("{label} was not verified"),
            )
            .because(format!("it would be {although}"))
            .advise(format!("warroom fix measure {label} VALUE"))
            .advise("--anyway where it holds all the same; --result says why")),
        }
    }

    /// Closes a fix in somebody's name.
    fn close(
        &mut self,
        fix: &String,
        handle: &str,
        out: &mut Output,
        make: impl Fn(&Fix, Id) -> Result<Fix, String>,
    ) -> Result<(), Problem> {
        self.alter(std::slice::from_ref(fix), out, |fix, known, changes| {
            make(fix, who(handle, known, changes))
        })
    }

    /// Alters all of them in one act, or none.
    fn alter(
        &mut self,
        labels: &[String],
        out: &mut Output,
        make: impl Fn(&Fix, &Known, &mut Vec<Change>) -> Result<Fix, String>,
    ) -> Result<(), Problem> {
        let mut found: Vec<(Thing, Thing)> = Vec::new();
        let known = self.known()?;
        for label in labels {
            let (incident, thing) = self.find(label)?;
            let fix = thing.as_fix().ok_or_else(|| not_a_fix(label, &thing))?;
            // What stands in the way is said before anything is recorded.
            make(fix, &known, &mut Vec::new()).map_err(|why| {
                Problem::new(Exit::Conflict, format!("cannot alter {label}")).because(why)
            })?;
            found.push((incident, thing));
        }
        let all = |known: &Known| {
            let mut changes = Vec::new();
            for (_, thing) in &found {
                let fix = thing.as_fix();
                let wanted = fix.and_then(|fix| make(fix, known, &mut changes).ok());
                if let Some(wanted) = wanted {
                    changes.extend(Change::edits(thing, &Body::Fix(wanted)));
                }
            }
            changes
        };
        let appended = self
            .store
            .append(&self.session.by(), None, all)
            .attempt(format!("cannot alter {}", labels.join(", ")))?;
        if let Some(new) = super::names::new_names(&created(&appended)) {
            out.remark(&new);
        }
        let ids: Vec<Id> = found.iter().map(|(_, thing)| thing.id).collect();
        self.tell(&ids, out)
    }

    /// A fix and its incident: `X3`, or `INC-2026-001/X3` of another one.
    fn find(&self, word: &str) -> Result<(Thing, Thing), Problem> {
        let (incident, label) = match word.rsplit_once('/') {
            Some((key, label)) => (by_key(&self.store, key)?, label),
            None => (self.session.incident(&self.store)?, word),
        };
        let known = session::known(&self.store, &incident)?;
        let thing = find(&self.store, &incident, &known, label)?;
        match thing.as_fix() {
            Some(_) => Ok((incident, thing)),
            None => Err(not_a_fix(word, &thing)),
        }
    }

    /// Prints them as they stand, those of another incident by their key.
    fn tell(&self, ids: &[Id], out: &mut Output) -> Result<(), Problem> {
        let doing = "cannot read the fix back";
        let names = fixes::names(&self.store)?;
        let here = self.session.incident(&self.store).ok().map(|t| t.id);
        for id in ids {
            let Some(thing) = self.store.thing(*id).attempt(doing)? else {
                continue;
            };
            let incident = thing.incident.map(|id| self.store.thing(id));
            let incident = incident.transpose().attempt(doing)?.flatten();
            let (Some(incident), Some(fix)) = (incident, thing.as_fix()) else {
                continue;
            };
            let row = Planned {
                incident: &incident,
                thing: &thing,
                fix,
            };
            let name = match here == thing.incident {
                true => thing.name(),
                false => row.name(),
            };
            fixes::line(out, &row, &name, &names, clock::now())?;
        }
        Ok(())
    }
}

fn not_a_fix(label: &str, thing: &Thing) -> Problem {
    let kind = thing.body.kind().word();
    Problem::new(Exit::Usage, format!("{label} is no fix"))
        .because(format!("it is of kind {kind}"))
        .advise("warroom fixes")
}
