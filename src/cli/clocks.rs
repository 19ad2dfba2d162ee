//! `warroom clocks` and `warroom clock`: durations of this incident, and the
//! regulatory clocks.

use super::duty::DutyView;
use super::names::Names;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::rows;
use super::session::{self, Session};
use super::show::find;
use super::values;
use crate::capture::{self, Start};
use crate::domain::clocks::{Clock, clocks, why_none};
use crate::domain::duties::{Order, Row, Standing, rows as clock_rows, unproven};
use crate::domain::{Anchor, EntryKind, Filter, Known, Label, Settled, Thing, When, span};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};
use serde::Serialize;

/// List the durations of this incident and the regulatory clocks.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The regulatory clocks are a reminder, not legal advice: whether a rule applies, and
when its clock began, is for people to say. Own rules: [[clocks]] in the configuration.

Examples:
  warroom clocks
  warroom clocks --json | jq -r '.regulatory[] | select(.state == \"overdue\") | .rule'"
)]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Say of a regulatory clock that it began, is done or does not apply.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom clock start gdpr-33 E12
  warroom clock start sec-8k '2026-11-20 16:30 EST'
  warroom clock done gdpr-33 '14:05 portal no. 2026-1234'
  warroom clock na dora-4h 'no financial entity of the group is affected'
  warroom clock reopen dora-4h")]
pub struct ClockArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Say when it began: at an entry, at a time, or now
    Start {
        /// The rule: gdpr-33, nis2-early, dora-4h, sec-8k; `warroom clocks` lists them
        rule: String,
        /// An entry (E12) or a time [default: now]
        #[arg(allow_hyphen_values = true, value_name = "SINCE")]
        since: Option<String>,
    },
    /// Say that it is done, and what shows it
    Done {
        /// The rule
        rule: String,
        /// An entry (E12), or a reference; a time may stand before it
        #[arg(allow_hyphen_values = true, value_name = "PROOF")]
        proof: String,
    },
    /// Say that it does not apply, and why
    Na {
        /// The rule
        rule: String,
        /// Why not
        #[arg(allow_hyphen_values = true, value_name = "REASON")]
        reason: String,
    },
    /// Take back that it is done or does not apply
    Reopen {
        /// The rule
        rule: String,
    },
}

impl Verb {
    fn rule(&self) -> &str {
        match self {
            Self::Start { rule, .. }
            | Self::Done { rule, .. }
            | Self::Na { rule, .. }
            | Self::Reopen { rule } => rule,
        }
    }
}

#[derive(Serialize)]
struct View<'a> {
    durations: Vec<DurationView>,
    regulatory: Vec<DutyView<'a>>,
}

#[derive(Serialize)]
struct DurationView {
    name: String,
    lasted: String,
    least_seconds: i64,
    most_seconds: i64,
    approximate: bool,
    impossible: bool,
    from: String,
    to: String,
}

impl From<&Clock> for DurationView {
    fn from(clock: &Clock) -> Self {
        Self {
            name: clock.name.clone(),
            lasted: span::lasted(&clock.lasted),
            least_seconds: clock.lasted.least.num_seconds(),
            most_seconds: clock.lasted.most.num_seconds(),
            approximate: clock.lasted.approximate,
            impossible: clock.lasted.impossible(),
            from: clock.from.to_string(),
            to: clock.to.to_string(),
        }
    }
}

/// Lists them.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let milestones = milestones(&store, &incident)?;
    let durations = clocks(&milestones);
    let duties = duties(&store, &incident)?;
    let now = session.now();
    let rows = clock_rows(&session.config.rules.clocks, &duties, now);
    if args.json {
        return out.json(&View {
            durations: durations.iter().map(DurationView::from).collect(),
            regulatory: rows
                .iter()
                .map(|row| DutyView::new(&row.duty, row.standing))
                .collect(),
        });
    }
    out.line(0, &[strong("This incident")])?;
    if durations.is_empty() {
        out.line(2, &[faint(format!("  {}", why_none(&milestones)))])?;
    }
    for clock in &durations {
        let lasted = format!("{:<24} ", span::lasted(&clock.lasted));
        let ends = format!("  {} to {}", clock.from, clock.to);
        out.line(
            4,
            &[
                plain("  "),
                strong(lasted),
                plain(clock.name.as_str()),
                faint(ends),
            ],
        )?;
    }
    out.line(
        0,
        &[
            strong("Regulatory clocks"),
            faint(" (a reminder, not legal advice)"),
        ],
    )?;
    rows.iter().try_for_each(|row| line(row, out))
}

fn line(row: &Row, out: &mut Output) -> Result<(), Problem> {
    let (tone, end) = match row.standing {
        Standing::Overdue(due) => (Tone::Bad, format!("was due {}", rows::second(due))),
        Standing::Running(due) => (Tone::Warn, format!("until {}", rows::second(due))),
        Standing::Done(odd) => (
            Tone::Good,
            odd.map_or_else(String::new, |o| o.words().into()),
        ),
        Standing::Idle | Standing::Unseen => (Tone::Plain, format!("{}", row.duty.limit)),
        Standing::NotApplicable => (Tone::Faint, String::new()),
    };
    let settled = match &row.duty.settled {
        Some(Settled::Done { proof, when }) => format!("  {proof}, {}", when.stated()),
        Some(Settled::NotApplicable { reason }) => format!("  {reason}"),
        None => row
            .duty
            .since
            .map_or_else(String::new, |l| format!("  since {l}")),
    };
    out.line(
        16,
        &[
            strong(format!("  {:<13} ", row.duty.rule)),
            Piece(tone, format!("{:<15}", row.standing.word()).into()),
            plain(row.duty.name.as_str()),
            Piece(tone, format!("  {end}").into()),
            faint(settled),
            faint(format!("  [{}]", row.duty.source)),
        ],
    )
}

/// Records what is said of one.
pub fn run_clock(args: &ClockArgs, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let known = session::known(&store, &incident)?;
    let duties = duties(&store, &incident)?;
    let rows = clock_rows(&session.config.rules.clocks, &duties, session.now());
    let wanted = args.verb.rule();
    let row = rows
        .iter()
        .find(|row| row.duty.rule.eq_ignore_ascii_case(wanted));
    let row = row.ok_or_else(|| {
        let all: Vec<_> = rows.iter().map(|row| row.duty.rule.as_str()).collect();
        Problem::new(Exit::NotFound, format!("there is no rule {wanted}"))
            .advise(format!("one of {}", all.join(", ")))
    })?;
    let (order, doubt) = order(&args.verb, session, &store, &incident, &known)?;
    if let Some(doubt) = doubt {
        out.remark(&doubt);
    }
    let changes = row.changes(incident.id, order);
    let subject = changes.first().map(crate::domain::Change::subject);
    let doing = "cannot record it of the clock";
    store
        .append(&session.by(), Some(incident.id), |_| changes)
        .attempt(doing)?;
    let subject = subject.or(row.thing.map(|t| t.id));
    let thing = subject
        .map(|id| store.thing(id))
        .transpose()
        .attempt(doing)?;
    match thing.flatten() {
        Some(thing) => rows::row(out, &thing, &Names::new(known)),
        None => Ok(()),
    }
}

/// What is said of the clock, and what is to be remarked on it.
fn order(
    verb: &Verb,
    session: &Session,
    store: &Store,
    incident: &Thing,
    known: &Known,
) -> Result<(Order, Option<String>), Problem> {
    let context = session.context(known);
    let refuse = |m| super::note::refused(&m);
    let mut doubt = None;
    let order = match verb {
        Verb::Start { since, .. } => {
            let text = since.as_deref().unwrap_or_default();
            match capture::parse_start(text, &context).map_err(refuse)? {
                Start::At(from) => Order::Start { since: None, from },
                Start::Entry(label) => {
                    let thing = find(store, incident, known, &label.to_string())?;
                    let entry = thing.as_entry().ok_or_else(|| {
                        Problem::new(Exit::Usage, format!("{label} is no entry"))
                            .advise("a clock begins with an entry (E12) or at a time (14:05)")
                    })?;
                    Order::Start {
                        since: thing.label(),
                        from: entry.when.clone(),
                    }
                }
            }
        }
        Verb::Done { proof, .. } => {
            let proof = capture::parse_proof(proof, &context).map_err(refuse)?;
            let find = |l: Label| find(store, incident, known, &l.to_string());
            let thing = proof.label.map(find).transpose()?;
            let shown = proof.label.zip(thing.as_ref());
            doubt = shown.and_then(|(label, thing)| unproven(label, thing));
            let entry = thing.as_ref().and_then(Thing::as_entry);
            let when = proof.when.or_else(|| entry.map(|e| e.when.clone()));
            Order::Done {
                when: when.unwrap_or_else(|| When::now(session.by().now)),
                proof: proof.text,
            }
        }
        Verb::Na { reason, .. } => {
            values::seen("a clock that does not apply needs a reason", reason)?;
            Order::NotApplicable(reason.trim().to_owned())
        }
        Verb::Reopen { .. } => Order::Reopen,
    };
    Ok((order, doubt))
}

fn duties(store: &Store, incident: &Thing) -> Result<Vec<Thing>, Problem> {
    let situation = store.situation(incident.id);
    Ok(situation.attempt("cannot read the clocks")?.duties)
}

/// What durations lie between.
fn milestones(store: &Store, incident: &Thing) -> Result<Vec<Thing>, Problem> {
    let mut found = Vec::new();
    for (kind, most) in [(EntryKind::Milestone, 100), (EntryKind::Attacker, 1)] {
        let filter = Filter {
            kind: Some(kind),
            struck: Some(false),
            ..Filter::default()
        };
        let window = store.timeline(incident.id, &filter, Anchor::Head, most);
        found.extend(window.attempt("cannot read the milestones")?.rows);
    }
    found.sort_by_key(crate::domain::Key::of);
    Ok(found)
}
