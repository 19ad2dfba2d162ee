//! `warroom role`: who answers for what, from when to when.

use super::names::{Names, new_names};
use super::output::Output;
use super::rows;
use super::session::{self, Session, created};
use super::task::{person, workstream};
use super::values;
use crate::domain::{Body, Change, Id, Known, Precision, Role, RoleHeld, Thing, fresh_id, roster};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};
use chrono::{DateTime, SubsecRound as _, Utc};

/// Say who takes a role, or gives it up.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "IC, deputy, scribe and comms lead are one person's at a time: who takes such a role
relieves who holds it, from then on. A handover with a brief: warroom handover.

Examples:
  warroom role @maya IC
  warroom role @lee SME --stream forensics --from 13:00
  warroom role @maya IC --until now"
)]
pub struct Args {
    /// Who
    #[arg(value_name = "HANDLE", value_parser = values::name)]
    who: String,
    /// The role
    #[arg(ignore_case = true, value_parser = values::role())]
    role: Role,
    /// The workstream, for an expert of one
    #[arg(long, value_name = "SLUG", value_parser = values::name)]
    stream: Option<String>,
    /// Since when [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    from: Option<String>,
    /// Until when; without `--from`, ends what is held
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    until: Option<String>,
}

/// Records it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let known = session::known(&store, &incident)?;
    let held = held(args, &store, &incident, &known)?;
    let read = |text: &Option<String>| moment(text.as_deref(), session, &known);
    let (from, until) = (read(&args.from)?, read(&args.until)?);
    let ended = match (&held, from, until) {
        (Some(thing), None, Some(_)) => Some(thing.clone()),
        (Some(thing), _, None) => return Err(already(args, thing)),
        (None, None, Some(_)) => return Err(not_held(args)),
        (_, Some(_), Some(_)) | (None, _, None) => None,
    };
    let began = ended.as_ref().and_then(Thing::as_role).map(|r| r.from);
    let now = session.by().now.trunc_subsecs(0);
    let from = began.or(from).unwrap_or(now);
    if until.is_some_and(|until| until < from) {
        return Err(
            Problem::new(Exit::Usage, "cannot end a role before it begins")
                .advise("warroom role @maya IC --from 13:00 --until 14:00"),
        );
    }
    let roles = open(&store, &incident)?;
    let make = |known: &Known| match (ended, until) {
        (Some(thing), Some(until)) => roster::end(&thing, until),
        (_, until) => begin(args, known, &roles, incident.id, from, until),
    };
    let appended = store
        .append(&session.by(), Some(incident.id), make)
        .attempt("cannot record the role")?;
    let mut altered: Vec<Id> = appended.events.iter().map(|e| e.change.subject()).collect();
    let subject = altered.pop();
    let names = Names::new(session::known(&store, &incident)?);
    let new = new_names(&created(&appended)).unwrap_or_default();
    if let Some(id) = subject
        && let Some(thing) = store.thing(id).attempt("cannot read the role back")?
    {
        rows::row_with(out, &thing, &names, &new)?;
    }
    for thing in roles.iter().filter(|t| altered.contains(&t.id)) {
        let who = thing.as_role().map(|r| names.signed(r.person));
        let who = who.unwrap_or_default();
        let role = word(args);
        let back = format!("warroom role {who} {role}");
        out.remark(&format!(
            "{who} is relieved as {}; to take that back: {back}",
            args.role
        ));
    }
    others(args, &store, &incident, &names, out)
}

/// The same role of the same person, if they hold it now.
fn held(
    args: &Args,
    store: &Store,
    incident: &Thing,
    known: &Known,
) -> Result<Option<Thing>, Problem> {
    let who = known.person(&args.who).map(|t| t.id);
    let stream = |slug: &str| known.workstream(slug).map(|t| t.id);
    let of = args.stream.as_deref().map(stream);
    let roles = open(store, incident)?;
    Ok(roles.into_iter().find(|thing| {
        thing.as_role().is_some_and(|r| {
            r.role == args.role && Some(r.person) == who && of.is_none_or(|of| r.workstream == of)
        })
    }))
}

/// The roles that are held now.
fn open(store: &Store, incident: &Thing) -> Result<Vec<Thing>, Problem> {
    let mut roles = store
        .roles(incident.id)
        .attempt("cannot read who holds which role")?;
    roles.retain(|t| !t.withdrawn && t.as_role().is_some_and(|r| r.until.is_none()));
    Ok(roles)
}

fn moment(
    text: Option<&str>,
    session: &Session,
    known: &Known,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let when = values::time(text, &session.context(known))?;
    // A role has no "about" and no whole day: kept as one moment, such a time
    // would come back more exact than it was said.
    if when.precision == Precision::Day || when.approximate || when.until.is_some() {
        return Err(
            Problem::new(Exit::Usage, format!("cannot take {text:?} for one moment"))
                .because("a role is held from one moment to another")
                .advise("a day with its time, without ~: '2026-11-20 09:40'"),
        );
    }
    Ok(Some(when.at))
}

fn begin(
    args: &Args,
    known: &Known,
    roles: &[Thing],
    incident: Id,
    from: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let who = person(&args.who, known, &mut changes);
    let slug = args.stream.as_deref();
    let of = slug.map(|slug| workstream(slug, known, incident, &mut changes));
    let taken = RoleHeld {
        person: who,
        role: args.role,
        workstream: of,
        from,
        until,
    };
    changes.extend(roster::relieve(roles, &taken));
    let body = Body::Role(taken);
    changes.push(Change::create(fresh_id(), Some(incident), body));
    changes
}

fn already(args: &Args, thing: &Thing) -> Problem {
    let since = thing.as_role().map(|r| super::json::instant(r.from));
    let what = format!("@{} is {} already", args.who, args.role);
    Problem::new(Exit::Conflict, what)
        .because(format!("since {}", since.unwrap_or_default()))
        .advise(format!(
            "warroom role @{} {} --until now",
            args.who,
            word(args)
        ))
}

fn not_held(args: &Args) -> Problem {
    let what = format!("@{} is not {} now", args.who, args.role);
    Problem::new(Exit::NotFound, what)
        .advise("warroom status says who is; --from and --until together record what was")
}

/// Who else holds a role that one person should hold: it was taken from before
/// they took it.
fn others(
    args: &Args,
    store: &Store,
    incident: &Thing,
    names: &Names,
    out: &mut Output,
) -> Result<(), Problem> {
    if !roster::is_single(args.role) || args.until.is_some() {
        return Ok(());
    }
    for thing in open(store, incident)? {
        let Some(role) = thing.as_role().filter(|r| r.role == args.role) else {
            continue;
        };
        let who = names.signed(role.person);
        if !who[1..].eq_ignore_ascii_case(&args.who) {
            let how = format!("warroom role {who} {} --until now", word(args));
            out.remark(&format!("{who} is {} too; to end that: {how}", args.role));
        }
    }
    Ok(())
}

/// The role as it is typed.
fn word(args: &Args) -> &'static str {
    args.role.word().split(' ').next().unwrap_or_default()
}
