//! `warroom handover`: hand a role over, with a brief made from the record.

use super::json::ThingView;
use super::names::Names;
use super::output::Output;
use super::rows;
use super::session::{self, Session};
use super::values;
use crate::domain::attention::needs;
use crate::domain::{Change, Handover, Id, Known, Role, Thing};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::report::{Brief, View, handover_brief};
use crate::store::{OpenMode, Store};
use chrono::SubsecRound;
use clap::Subcommand;
use serde::Serialize;

/// Write the brief of a handover, give it to somebody, or acknowledge it.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "A handover is open until it is acknowledged; then the roles change hands.

Examples:
  warroom handover
  warroom handover --to @jon --give
  warroom handover ack
  warroom handover ack --for @jon"
)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Who takes it
    #[arg(long, value_name = "HANDLE", value_parser = values::name)]
    to: Option<String>,
    /// The role
    #[arg(long, value_name = "ROLE", default_value = "IC", ignore_case = true, value_parser = values::role())]
    role: Role,
    /// Record it as given
    #[arg(long, requires = "to")]
    give: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say that a handover has arrived: the role is held from now on
    Ack {
        /// Do it for whoever it was given to, who is not you; the entry says so
        #[arg(long = "for", value_name = "HANDLE", value_parser = values::name)]
        stead: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct BriefView<'a> {
    role: &'static str,
    from: Option<String>,
    to: Option<String>,
    brief: &'a str,
}

/// Writes, gives or acknowledges.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    match &args.command {
        Some(Command::Ack { stead, json }) => acknowledge(stead.as_deref(), *json, session, out),
        None => brief(args, session, out),
    }
}

fn brief(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mode = if args.give {
        OpenMode::Existing
    } else {
        OpenMode::ReadOnly
    };
    let mut store = session.store(mode)?;
    let incident = session.incident(&store)?;
    let doing = "cannot read the record";
    let record = store.record(incident.id).attempt(doing)?;
    let situation = store.situation(incident.id).attempt(doing)?;
    let now = session.now();
    let handle = args.to.as_deref();
    let to = handle.map(|h| known_person(h, &record.known)).transpose()?;
    let from = situation.holder(args.role, now);
    let reader = to
        .and_then(|id| record.known.handle(id))
        .unwrap_or_default();
    let needs = needs(&situation, &session.config.rules, reader, now);
    let asked = Brief {
        role: args.role,
        from,
        to,
        needs: &needs,
    };
    let view = View {
        record: &record,
        situation: &situation,
        rules: &session.config.rules,
        now,
    };
    let text = handover_brief(&view, &asked);
    if let (true, Some(to)) = (args.give, to) {
        let given = Given {
            role: args.role,
            from,
            to,
            text,
        };
        return give(given, &incident, args.json, session, &mut store, out);
    }
    if args.json {
        let names = Names::new(record.known.clone());
        return out.json(&BriefView {
            role: args.role.word(),
            from: from.map(|id| names.bare(id)),
            to: to.map(|id| names.bare(id)),
            brief: &text,
        });
    }
    out.bytes(text.as_bytes())
}

/// Somebody who can take it: a new name would more likely be a slip.
fn known_person(handle: &str, known: &Known) -> Result<Id, Problem> {
    let found = known.person(handle).map(|t| t.id);
    found.ok_or_else(|| {
        Problem::new(Exit::NotFound, format!("there is no @{handle}"))
            .advise("a handle of the roster; `warroom role @jon deputy` adds one")
    })
}

/// A handover that is to be given.
struct Given {
    role: Role,
    from: Option<Id>,
    to: Id,
    text: String,
}

fn give(
    given: Given,
    incident: &Thing,
    json: bool,
    session: &Session,
    store: &mut Store,
    out: &mut Output,
) -> Result<(), Problem> {
    let by = session.by();
    let appended = store
        .append(&by, Some(incident.id), |known| {
            let at = by.now.trunc_subsecs(0);
            let handover = Handover {
                from: given.from,
                ..Handover::new(given.role, given.to, given.text, at)
            };
            handover.give(incident.id, known)
        })
        .attempt("cannot record the handover")?;
    let made = appended.events.last().map(|e| e.change.subject());
    tell(store, incident, made, json, out)
}

/// Whoever acknowledges a handover that was given to somebody else says so:
/// with it the role changes hands.
fn other<'a>(
    handover: &Handover,
    stead: Option<&str>,
    known: &Known,
    author: &'a str,
) -> Result<Option<&'a str>, Problem> {
    let to = known.handle(handover.to).unwrap_or("?");
    let other = handover.stead(known, author);
    let meant = stead.is_some_and(|handle| handle.eq_ignore_ascii_case(to));
    match (other, stead) {
        (None, _) => Ok(None),
        (Some(by), Some(_)) if meant => Ok(Some(by)),
        (Some(by), _) => Err(
            Problem::new(Exit::Conflict, "cannot acknowledge the handover")
                .because(format!("it was given to @{to}, and you are @{by}"))
                .advise(format!(
                    "warroom handover ack --for @{to}, if @{to} has taken it over"
                )),
        ),
    }
}

fn acknowledge(
    stead: Option<&str>,
    json: bool,
    session: &Session,
    out: &mut Output,
) -> Result<(), Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let doing = "cannot acknowledge the handover";
    let situation = store.situation(incident.id).attempt(doing)?;
    let waiting: Option<Thing> = situation.unacknowledged().map(|(t, _)| t.clone()).last();
    let thing = waiting.ok_or_else(|| {
        Problem::new(Exit::NotFound, "no handover waits to be acknowledged")
            .advise("warroom handover --to @jon --give")
    })?;
    let by = session.by();
    let now = by.now.trunc_subsecs(0);
    let given = thing.as_handover();
    let other = given.map(|h| other(h, stead, &situation.known, &by.author));
    let other = other.transpose()?.flatten();
    let appended = store
        .append(&by, Some(incident.id), |known| {
            Handover::acknowledge(&thing, &situation.roles, known, other, now)
        })
        .attempt(doing)?;
    let altered = appended.events.iter();
    let subject = altered
        .filter(|e| matches!(e.change, Change::Edit { .. }))
        .map(|e| e.change.subject())
        .next();
    tell(&store, &incident, subject, json, out)
}

/// Prints the handover as it stands.
fn tell(
    store: &Store,
    incident: &Thing,
    id: Option<Id>,
    json: bool,
    out: &mut Output,
) -> Result<(), Problem> {
    let doing = "cannot read the handover back";
    let Some(id) = id else { return Ok(()) };
    let names = Names::new(session::known(store, incident)?);
    let Some(thing) = store.thing(id).attempt(doing)? else {
        return Ok(());
    };
    if json {
        return out.json(&ThingView::new(&thing, &names));
    }
    rows::row(out, &thing, &names)
}
