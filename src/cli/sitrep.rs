//! `warroom sitrep`: how things stand, for one audience, on one page.

use super::json::{ThingView, instant};
use super::names::Names;
use super::output::{Output, plain};
use super::rows;
use super::session::{self, Session, created};
use super::values;
use crate::domain::telling::{self, Telling};
use crate::domain::{Audience, Known, Label, Thing, Tlp, When};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::report::{Asked, View, situation_report};
use crate::store::{OpenMode, Store};
use serde::Serialize;
use std::path::PathBuf;

/// Write a situation report: status, what changed, impact, what comes next, what is needed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "For exec it names no people and no indicators; for public it says only what may be said outside.
It is made of the record: read it before it goes out.
What was promised in words of its own (\"we tell executives the number of victims\") it keeps only where --keeps says so.
`warroom show` of the entry that says it was sent prints the report.

Examples:
  warroom sitrep
  warroom sitrep --for exec --since 09:00
  warroom sitrep --for exec --send --next 18:00
  warroom sitrep --for exec --send --keeps E14
  warroom sitrep --for public -o update.md"
)]
pub struct Args {
    /// Who reads it
    #[arg(long = "for", value_name = "AUDIENCE", default_value = "responders", ignore_case = true, value_parser = values::audience())]
    audience: Audience,
    /// What changed since then [default: the last report sent to them, else the opening of the incident]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    since: Option<String>,
    /// When the next one is promised; `never` promises none [default: by the rhythm of the incident, or what is promised to them, whichever comes first]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    next: Option<String>,
    /// Record it as sent: a communication with its text, and the promise of the next
    #[arg(long)]
    send: bool,
    /// The promise in words of its own that it keeps: `E14`; can be given several times
    #[arg(long, value_name = "ENTRY", requires = "send")]
    keeps: Vec<String>,
    /// Write into a file instead of the output; it is whole or not there. `-` is the output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "output")]
    force: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct ReportView<'a> {
    audience: &'static str,
    since: String,
    next: Option<String>,
    text: &'a str,
    sent: Option<ThingView<'a>>,
}

/// Writes it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mode = if args.send {
        OpenMode::Existing
    } else {
        OpenMode::ReadOnly
    };
    let mut store = session.store(mode)?;
    let incident = session.incident(&store)?;
    let known = session::known(&store, &incident)?;
    let (asked, text, stale) = written(args, session, &store, &incident, &known)?;
    let tlp = incident.as_incident().map_or(Tlp::Red, |i| i.tlp);
    for remark in telling::caution(tlp, asked.audience)
        .into_iter()
        .chain(stale)
    {
        out.remark(&remark);
    }
    if args.send && telling::forbidden(tlp, asked.audience) {
        return Err(
            Problem::new(Exit::Usage, "cannot send a report to the public")
                .because("the marking of the incident keeps it inside")
                .advise("warroom edit --tlp amber, if it may be said"),
        );
    }
    if let Some(file) = args.output.as_ref().filter(|f| f.as_os_str() != "-") {
        store
            .hand_out(file, &text, args.force)
            .attempt(format!("cannot write {}", file.display()))?;
    }
    let sent = match args.send {
        true => {
            let telling = telling_of(args, &asked, &text, &known)?;
            say_kept(&telling, &known, session, out);
            Some(send(telling, session, &mut store, &incident)?)
        }
        false => None,
    };
    if args.json {
        let names = Names::new(known);
        return out.json(&ReportView {
            audience: asked.audience.word(),
            since: instant(asked.since),
            next: asked.next.as_ref().map(When::rfc3339),
            text: &text,
            sent: sent.as_ref().map(|t| ThingView::new(t, &names)),
        });
    }
    match (&sent, &args.output) {
        (Some(entry), _) => {
            let read = format!("the report: warroom show {}", entry.name());
            rows::row_with(out, entry, &Names::new(known), &read)
        }
        (None, Some(file)) if file.as_os_str() != "-" => {
            out.line(0, &[plain(file.display().to_string())])
        }
        (None, Some(_) | None) => out.bytes(text.as_bytes()),
    }
}

/// The report with what it was asked for, and what of it is out of date.
fn written(
    args: &Args,
    session: &Session,
    store: &Store,
    incident: &Thing,
    known: &Known,
) -> Result<(Asked, String, Option<String>), Problem> {
    let doing = "cannot read the record";
    let record = store.record(incident.id).attempt(doing)?;
    let situation = store.situation(incident.id).attempt(doing)?;
    let now = session.now();
    let cx = session.context(known);
    let since = match &args.since {
        Some(text) => values::time(text, &cx)?.at,
        None => telling::since(&record, args.audience),
    };
    let next = match args.next.as_deref() {
        Some("never") => None,
        Some(text) => Some(values::due(text, &cx)?),
        None => telling::next_update(&situation, args.audience, &session.config.rules, now),
    };
    let asked = Asked {
        audience: args.audience,
        since,
        next,
    };
    let view = View {
        record: &record,
        situation: &situation,
        rules: &session.config.rules,
        now,
    };
    let text = situation_report(&view, &asked);
    let stale = telling::stale(&record, args.audience);
    Ok((asked, text, stale))
}

/// The report as it is sent.
fn telling_of(args: &Args, asked: &Asked, text: &str, known: &Known) -> Result<Telling, Problem> {
    let open = |name: &String| {
        let label = Label::parse(name);
        let mut promises = known.promises.iter();
        label.filter(|label| promises.any(|t| t.label() == Some(*label)))
    };
    let keeps = args.keeps.iter().map(|name| {
        open(name).ok_or_else(|| {
            Problem::new(
                Exit::NotFound,
                format!("cannot keep {name}: it is no promise that is open"),
            )
            .advise("warroom needs, which lists the promises")
        })
    });
    Ok(Telling {
        audience: asked.audience,
        text: text.to_owned(),
        next: asked.next.clone(),
        keeps: keeps.collect::<Result<_, _>>()?,
    })
}

/// Which promises it keeps, and which of those that are due stay open.
fn say_kept(telling: &Telling, known: &Known, session: &Session, out: &mut Output) {
    let (rules, now) = (&session.config.rules, session.now());
    let kept = telling.keeping(&known.promises, rules, now);
    for thing in &kept {
        out.remark(&format!("it keeps {}", telling::promised_words(thing)));
    }
    let open = telling::may_keep(&known.promises, telling.audience, rules, now);
    for thing in open.filter(|t| !kept.iter().any(|k| k.id == t.id)) {
        let (words, name) = (telling::promised_words(thing), thing.name());
        out.remark(&format!(
            "{words} stays owed: if the report says it, `warroom note '\" told them, keeps {name}'`, or --keeps {name} with the next"
        ));
    }
}

fn send(
    telling: Telling,
    session: &Session,
    store: &mut Store,
    incident: &Thing,
) -> Result<Thing, Problem> {
    let by = session.by();
    let now = When::now(by.now);
    let appended = store
        .append(&by, Some(incident.id), |known| {
            telling.send(incident.id, &known.promises, &session.config.rules, now)
        })
        .attempt("cannot record the report as sent")?;
    let made = created(&appended).into_iter().next();
    made.ok_or_else(|| Problem::new(Exit::Failed, "cannot read the entry back"))
}
