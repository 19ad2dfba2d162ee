//! `warroom needs`: what needs the commander, for people, scripts and status
//! lines.

use super::json::instant;
use super::names::Names;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::session::Session;
use crate::clock;
use crate::domain::Thing;
use crate::domain::attention::{Need, Urgency, needs};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::OpenMode;
use serde::Serialize;

/// List what needs the commander, most urgent first.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The exit code is 0 when nothing needs anybody and 10 when something does, so that a
script or a status line needs no more than that. What was put off is left out. The
thresholds stand in the configuration under [rules].

Examples:
  warroom needs
  warroom needs --quiet                            the number alone
  warroom needs --json | jq -r '.[] | select(.urgency == \"now\") | .what'
  warroom needs --quiet > /dev/null || echo 'the incident needs you'")]
pub struct Args {
    /// Print the number alone
    #[arg(long, short, conflicts_with = "json")]
    quiet: bool,
    /// Print JSON: an array, one need a line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct View<'a> {
    key: &'a str,
    rule: &'static str,
    urgency: &'static str,
    subject: Option<String>,
    what: &'a str,
    why: &'a str,
    at: String,
    overdue_seconds: i64,
}

/// Lists it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let now = clock::now();
    let doing = "cannot read what needs you";
    let situation = store.situation(incident.id).attempt(doing)?;
    let found = needs(&situation, &session.config.rules, now);
    if args.quiet {
        out.line(0, &[plain(found.len().to_string())])?;
    } else if args.json {
        let mut names = Names::new(situation.known.clone());
        let held = situation.tasks.iter().chain(&situation.waiting);
        let things = held.chain(&situation.fixes);
        things
            .chain(&situation.check_ins)
            .chain(&situation.duties)
            .chain(&situation.handovers)
            .for_each(|thing| names.learn(thing));
        for need in &found {
            let subject = need.subject.map(|id| names.signed(id));
            out.json_row(&View {
                key: &need.key,
                rule: need.rule.word(),
                urgency: need.urgency.word(),
                subject,
                what: &need.what,
                why: &need.why,
                at: instant(need.at),
                overdue_seconds: (now - need.at).num_seconds(),
            })?;
        }
        out.json_end()?;
    } else if found.is_empty() {
        out.line(0, &[plain(nothing(&incident))])?;
    } else {
        found.iter().try_for_each(|need| line(need, now, out))?;
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(Problem::silent(Exit::Needed))
    }
}

fn nothing(incident: &Thing) -> String {
    format!("nothing in {} needs you", incident.name())
}

fn line(need: &Need, now: chrono::DateTime<chrono::Utc>, out: &mut Output) -> Result<(), Problem> {
    let (sign, tone) = match need.urgency {
        Urgency::Now => ("!!", Tone::Bad),
        Urgency::Soon => ("! ", Tone::Warn),
        Urgency::Watch => ("  ", Tone::Faint),
    };
    let head = format!("{sign} {:<10} {:>7}  ", need.rule.word(), need.when(now));
    out.line(
        23,
        &[
            Piece(tone, head.into()),
            strong(need.what.as_str()),
            faint("  "),
            plain(need.why.as_str()),
        ],
    )
}
