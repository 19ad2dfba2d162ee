//! `warroom needs`: what needs the commander, for people, scripts and status
//! lines.

use super::json::instant;
use super::names::Names;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::session::Session;
use crate::domain::Situation;
use crate::domain::attention::{self, Need, Urgency};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::OpenMode;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// List what needs the commander, most urgent first.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The exit code is 0 when nothing needs anybody and 10 when something does, so that a
script or a status line needs no more than that. What was put off (z in the cockpit) is
left out: --put-off lists it, and the exit code is 0. The thresholds stand in the configuration under [rules].

Examples:
  warroom needs
  warroom needs --quiet                            the number alone
  warroom needs --json | jq -r '.[] | select(.urgency == \"now\") | .what'
  warroom needs --put-off
  warroom needs --back T7                          put off no longer
  warroom needs --quiet > /dev/null || echo 'the incident needs you'")]
pub struct Args {
    /// Print the number alone
    #[arg(long, short, conflicts_with = "json")]
    quiet: bool,
    /// List what was put off instead, with why and for how long
    #[arg(long, conflicts_with = "back")]
    put_off: bool,
    /// Bring back what was put off: its label, its rule, or its key in the JSON
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["quiet", "json"])]
    back: Option<String>,
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
    put_off_until: Option<String>,
    put_off_because: Option<&'a str>,
}

/// Lists it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    if let Some(which) = &args.back {
        return bring_back(which, session, out);
    }
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let now = session.now();
    let doing = "cannot read what needs you";
    let situation = store.situation(incident.id).attempt(doing)?;
    let rules = &session.config.rules;
    let found: Vec<Listed> = if args.put_off {
        let silent = attention::put_off(&situation, rules, now).into_iter();
        silent
            .map(|p| Listed(p.need, Some((p.until, p.reason))))
            .collect()
    } else {
        let needs = attention::needs(&situation, rules, &session.author, now).into_iter();
        needs.map(|need| Listed(need, None)).collect()
    };
    if args.quiet {
        out.line(0, &[plain(found.len().to_string())])?;
    } else if args.json {
        json(&found, &situation, now, out)?;
    } else if found.is_empty() {
        let nothing = match args.put_off {
            true => format!("nothing in {} is put off", incident.name()),
            false => format!("nothing in {} needs you", incident.name()),
        };
        out.line(0, &[plain(nothing)])?;
    } else {
        found.iter().try_for_each(|listed| line(listed, now, out))?;
    }
    if found.is_empty() || args.put_off {
        Ok(())
    } else {
        Err(Problem::silent(Exit::Needed))
    }
}

/// A need; and until when it was put off and why, where it was.
struct Listed(Need, Option<(DateTime<Utc>, String)>);

fn json(
    found: &[Listed],
    situation: &Situation,
    now: DateTime<Utc>,
    out: &mut Output,
) -> Result<(), Problem> {
    let mut names = Names::new(situation.known.clone());
    let held = situation.tasks.iter().chain(&situation.waiting);
    let things = held.chain(&situation.fixes);
    things
        .chain(&situation.check_ins)
        .chain(&situation.duties)
        .chain(&situation.handovers)
        .for_each(|thing| names.learn(thing));
    for Listed(need, held) in found {
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
            put_off_until: held.as_ref().map(|(until, _)| instant(*until)),
            put_off_because: held.as_ref().map(|(_, reason)| reason.as_str()),
        })?;
    }
    out.json_end()
}

/// What was put off needs the commander again.
fn bring_back(which: &str, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let doing = format!("cannot bring {which} back");
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let situation = store.situation(incident.id).attempt(&doing)?;
    let now = session.now();
    let mut held = attention::put_off(&situation, &session.config.rules, now);
    let called = |need: &Need| {
        let name = need.what.split(' ').next().unwrap_or_default();
        let names = [need.key.as_str(), need.rule.word(), name];
        names.iter().any(|name| name.eq_ignore_ascii_case(which))
    };
    held.retain(|held| called(&held.need));
    if held.is_empty() {
        return Err(Problem::new(Exit::NotFound, doing)
            .because("nothing that is called so is put off")
            .advise("warroom needs --put-off lists what is"));
    }
    let keys = held.iter().map(|held| held.need.key.as_str());
    let changes: Vec<_> = keys
        .flat_map(|key| attention::bring_back(&situation, key, now))
        .collect();
    store
        .append(&session.by(), Some(incident.id), |_| changes)
        .attempt(&doing)?;
    let mut back = held.into_iter().map(|held| Listed(held.need, None));
    back.try_for_each(|listed| line(&listed, now, out))
}

fn line(Listed(need, held): &Listed, now: DateTime<Utc>, out: &mut Output) -> Result<(), Problem> {
    let (sign, tone) = match need.urgency {
        Urgency::Now => ("!!", Tone::Bad),
        Urgency::Soon => ("! ", Tone::Warn),
        Urgency::Watch => ("  ", Tone::Faint),
    };
    let head = format!("{sign} {:<10} {:>7}  ", need.rule.word(), need.when(now));
    let mut pieces = vec![
        Piece(tone, head.into()),
        strong(need.what.as_str()),
        faint("  "),
        plain(need.why.as_str()),
    ];
    if let Some((until, reason)) = held {
        let until = attention::span(*until - now);
        pieces.push(faint(format!("  put off for another {until}: {reason}")));
    }
    out.line(23, &pieces)
}
