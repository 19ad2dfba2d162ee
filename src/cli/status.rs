//! `warroom status`: where the incident stands, on one screen.

use super::json::{ThingView, instant};
use super::names::Names;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::session::{self, Session};
use crate::domain::{Counts, Health, Incident, Tally, Thing, WorkstreamStatus};
use crate::problem::{Attempt as _, Problem};
use crate::store::OpenMode;
use serde::Serialize;

/// Say where the incident stands: phase, roles, counts, workstreams.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom status
  warroom --incident INC-2026-014 status --json | jq .counts.tasks_open")]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    incident: ThingView<'a>,
    counts: CountsView,
    roles: Vec<ThingView<'a>>,
    workstreams: Vec<StreamView<'a>>,
}

#[derive(Serialize)]
struct StreamView<'a> {
    #[serde(flatten)]
    stream: ThingView<'a>,
    counts: CountsView,
}

#[derive(Serialize)]
struct CountsView {
    entries: u64,
    starred: u64,
    questions_open: u64,
    tasks_open: u64,
    tasks_done: u64,
    tasks_dropped: u64,
    artifacts: u64,
    factors: u64,
    fixes_open: u64,
    fixes_verified: u64,
    fixes_declined: u64,
    last_recorded: Option<String>,
}

impl From<Counts> for CountsView {
    fn from(c: Counts) -> Self {
        Self {
            entries: c.entries,
            starred: c.starred,
            questions_open: c.questions,
            tasks_open: c.tasks_open,
            tasks_done: c.tasks_done,
            tasks_dropped: c.tasks_dropped,
            artifacts: c.artifacts,
            factors: c.factors,
            fixes_open: c.fixes_open,
            fixes_verified: c.fixes_verified,
            fixes_declined: c.fixes_declined,
            last_recorded: c.last.map(instant),
        }
    }
}

/// Says it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let names = Names::new(session::known(&store, &incident)?);
    let doing = "cannot read where the incident stands";
    let tally = store.tally(incident.id).attempt(doing)?;
    let roles = store.roles(incident.id).attempt(doing)?;
    let streams = &names.known.workstreams;
    if args.json {
        let stream = |thing| StreamView {
            stream: ThingView::new(thing, &names),
            counts: tally.stream(thing.id).into(),
        };
        return out.json(&View {
            incident: ThingView::new(&incident, &names),
            counts: tally.all.into(),
            roles: roles.iter().map(|r| ThingView::new(r, &names)).collect(),
            workstreams: streams.iter().map(stream).collect(),
        });
    }
    if let Some(body) = incident.as_incident() {
        header(body, out)?;
    }
    for thing in &roles {
        if let Some(role) = thing.as_role().filter(|r| r.until.is_none()) {
            let of = role.workstream.map(|id| format!(" {}", names.signed(id)));
            let who = names.signed(role.person) + &of.unwrap_or_default();
            out.line(
                12,
                &[faint(format!("{:<12}", role.role.word())), plain(who)],
            )?;
        }
    }
    counts(&tally.all, out)?;
    streams
        .iter()
        .try_for_each(|s| stream(s, &tally, &names, out))
}

fn header(incident: &Incident, out: &mut Output) -> Result<(), Problem> {
    let mut pieces = Vec::new();
    if incident.exercise {
        pieces.push(Piece(Tone::Warn, "EXERCISE  ".into()));
    }
    pieces.extend([strong(incident.key.as_str()), plain("  ")]);
    if let Some(name) = &incident.code_name {
        pieces.push(strong(format!("{name} · ")));
    }
    pieces.push(plain(incident.title.as_str()));
    out.line(2, &pieces)?;
    let facts = format!(
        "{}  {}  {}",
        incident.severity, incident.tlp, incident.phase
    );
    out.line(2, &[plain(facts)])
}

/// `1 task`, `2 tasks`.
fn of(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn counts(c: &Counts, out: &mut Output) -> Result<(), Problem> {
    let text = format!(
        "{} ({} starred)  {}  {}",
        of(c.entries, "entry", "entries"),
        c.starred,
        of(c.questions, "open question", "open questions"),
        of(c.artifacts, "artifact", "artifacts"),
    );
    out.line(2, &[plain(text)])?;
    let tasks = format!(
        "{} open, {} done, {} dropped",
        of(c.tasks_open, "task", "tasks"),
        c.tasks_done,
        c.tasks_dropped
    );
    let last = c.last.map_or(String::new(), |at| {
        format!("  last recorded {}", instant(at))
    });
    out.line(2, &[plain(tasks), faint(last)])
}

fn stream(thing: &Thing, tally: &Tally, names: &Names, out: &mut Output) -> Result<(), Problem> {
    let Some(body) = thing.as_workstream() else {
        return Ok(());
    };
    let counts = tally.stream(thing.id);
    let tone = match (body.status, body.health) {
        (WorkstreamStatus::Blocked, _) | (_, Health::Red) => Tone::Bad,
        (_, Health::Amber) => Tone::Warn,
        (_, Health::Green) => Tone::Good,
    };
    let lead = body.lead.map_or(String::new(), |id| names.signed(id));
    let all = counts.tasks_open + counts.tasks_done;
    let work = format!(
        " {}/{all} done  {} entries",
        counts.tasks_done, counts.entries
    );
    out.line(
        17,
        &[
            strong(format!("{:<16} ", thing.name())),
            Piece(
                tone,
                format!("{:<10} {:<5}", body.status, body.health).into(),
            ),
            plain(work),
            plain(format!(" {lead}")),
        ],
    )
}
