//! `warroom close`: the end of an incident, with what is still open, and the
//! message for the channel.

use super::json::instant;
use super::output::{Output, faint, plain, strong};
use super::session::{Session, by_key};
use crate::domain::{Closing, Id, Phase, Record, Review, Thing, readiness};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::report::{self, closing_message};
use crate::store::{OpenMode, Store};
use chrono::SubsecRound;
use serde::Serialize;

/// Close the incident, or print the closing message for the channel.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What the post-mortem still lacks has to be answered: --anyway says why the incident is
closed all the same, and both are recorded. A drill is asked for nothing. `warroom undo E12`
(the milestone) takes it back; `warroom phase reviewing` opens it again, and both stay in the record.
--message prints thanks, what went well and the fixes, before and after closing.

Examples:
  warroom close
  warroom close --anyway 'a duplicate of INC-2026-013, its post-mortem says it all'
  warroom close --message"
)]
pub struct Args {
    /// The incident [default: --incident, or the current one]
    #[arg(value_name = "KEY")]
    key: Option<String>,
    /// Why it is closed although something is missing
    #[arg(
        long,
        value_name = "REASON",
        allow_hyphen_values = true,
        conflicts_with = "message"
    )]
    anyway: Option<String>,
    /// Print the message for the channel, as Markdown; nothing is closed
    #[arg(long)]
    message: bool,
    /// Print JSON
    #[arg(long, conflicts_with = "message")]
    json: bool,
}

#[derive(Serialize)]
struct View<'a> {
    incident: String,
    exercise: bool,
    at: String,
    by: &'a str,
    open: &'a [String],
    answer: &'a str,
    entry: Option<String>,
}

/// Closes it, or prints the message.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mode = match args.message {
        true => OpenMode::ReadOnly,
        false => OpenMode::Existing,
    };
    let mut store = session.store(mode)?;
    let incident = match &args.key {
        Some(key) => by_key(&store, key)?,
        None => session.incident(&store)?,
    };
    let record = store.record(incident.id);
    let record = record.attempt("cannot read the record")?;
    if args.message {
        let text = closing_message(&record, &report::Options::default());
        return out.bytes(text.as_bytes());
    }
    let closing = closing(args.anyway.as_deref(), &incident, &record, session)?;
    let review = store.thing(Review::id(incident.id));
    let review = review.attempt("cannot read the review")?;
    let entry = close(&closing, &incident, review.as_ref(), session, &mut store)?;
    tell(args.json, &closing, &incident, entry, out)
}

/// What is recorded of the closing.
fn closing(
    anyway: Option<&str>,
    incident: &Thing,
    record: &Record,
    session: &Session,
) -> Result<Closing, Problem> {
    let key = incident.name();
    let unknown = || Problem::new(Exit::NotFound, format!("{key} is no incident"));
    let card = incident.as_incident().ok_or_else(unknown)?;
    if card.phase == Phase::Closed {
        return Err(
            Problem::new(Exit::Conflict, format!("{key} is closed already"))
                .advise("warroom close --message")
                .advise("warroom phase reviewing, to open it again"),
        );
    }
    let by = session.by();
    let gaps = readiness::missing(record, session.config.rules.gap);
    let answer = anyway.unwrap_or_default();
    Closing::of(card, &gaps, answer, &by.author, by.now.trunc_subsecs(0)).map_err(|open| {
        let what = format!("{key} was not closed: its post-mortem still lacks something");
        let problem = Problem::new(Exit::Conflict, what);
        let problem = open.into_iter().fold(problem, Problem::fault);
        problem
            .advise("warroom review --check says what to do about each")
            .advise("warroom close --anyway 'why it is closed all the same'")
    })
}

/// Records it, and gives the milestone.
fn close(
    closing: &Closing,
    incident: &Thing,
    review: Option<&Thing>,
    session: &Session,
    store: &mut Store,
) -> Result<Option<String>, Problem> {
    let doing = "cannot close the incident";
    let changes = closing.clone().close(incident, review);
    let appended = store.append(&session.by(), Some(incident.id), |_| changes);
    let appended = appended.attempt(doing)?;
    let milestone: Option<Id> = appended.events.first().map(|e| e.change.subject());
    let milestone = milestone.map(|id| store.thing(id).attempt(doing));
    Ok(milestone.transpose()?.flatten().map(|t| t.name()))
}

fn tell(
    json: bool,
    closing: &Closing,
    incident: &Thing,
    entry: Option<String>,
    out: &mut Output,
) -> Result<(), Problem> {
    let exercise = incident.as_incident().is_some_and(|i| i.exercise);
    if json {
        return out.json(&View {
            incident: incident.name(),
            exercise,
            at: instant(closing.when),
            by: &closing.by,
            open: &closing.open,
            answer: &closing.answer,
            entry,
        });
    }
    let drill = if exercise { "EXERCISE " } else { "" };
    let open = match closing.open.len() {
        0 => String::new(),
        1 => "; 1 point stays open".to_owned(),
        n => format!("; {n} points stay open"),
    };
    out.line(
        7,
        &[
            strong(format!("{:<6} ", entry.unwrap_or_default())),
            plain(format!("{drill}{} is closed{open}", incident.name())),
            faint("  the message for the channel: warroom close --message"),
        ],
    )
}
