//! `warroom review`: the post-mortem as a piece of work.

use super::json::ThingView;
use super::meeting;
use super::names::Names;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::readiness;
use super::section;
use super::session::Session;
use super::values;
use crate::clock;
use crate::domain::post_mortem::{Part, PostMortem};
use crate::domain::{Pattern, Review, ReviewState, Thing, Triage};
use crate::problem::{Attempt as _, Problem};
use crate::report;
use crate::store::{OpenMode, Store};
use clap::Subcommand;
use serde::Serialize;

/// Work on the post-mortem: where it stands, what each of its sections still lacks.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "`warroom factor` works on the root cause; `warroom export` writes it all.
The exit code of --check is 0 when nothing is missing and 10 when something is; hints
on the tone alone do not count. The same list stands at the end of `warroom export`.

Examples:
  warroom review
  warroom review --json | jq -r '.parts[] | select(.lacks != []) | .part'
  warroom review section went-well --edit
  warroom review section why-no-signal --text 'No alert watches the runner image (F2).'
  warroom review triage symptom --why 'the third leaked token this year'
  warroom review meeting --at '2026-12-01 10:00' --there @maya,@lee --look-back +90d
  warroom review script | less
  warroom review --check --json | jq -r '.[] | select(.hint | not) | .what'
  warroom review state in-review"
)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// List what is missing, where, and what to do about it
    #[arg(long)]
    check: bool,
    /// Print JSON; with --check an array, one gap a line
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Section(section::Args),
    /// Say where the post-mortem stands; it is recorded who said so
    State {
        /// draft, in-review or reviewed
        #[arg(ignore_case = true, value_parser = values::review_state())]
        state: ReviewState,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Answer: is this a one-off, or a symptom of something larger?
    Triage {
        /// one-off, symptom or unknown
        #[arg(ignore_case = true, value_parser = values::pattern())]
        answer: Pattern,
        /// What speaks for it
        #[arg(
            long,
            value_name = "REASONS",
            allow_hyphen_values = true,
            default_value = ""
        )]
        why: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    Meeting(meeting::Args),
    /// Print the script for who leads the meeting, as Markdown
    Script {
        /// Print JSON: the Markdown in `script`
        #[arg(long)]
        json: bool,
    },
}

/// Shows or alters it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    match &args.command {
        None if args.check => readiness::check(args.json, session, out),
        None => show(args.json, session, out),
        Some(Command::Section(args)) => section::run(args, session, out),
        Some(Command::State { state, json }) => {
            let (state, author, now) = (*state, session.author.clone(), clock::now());
            alter(*json, session, out, |review| {
                // Said again, it is not recorded again.
                match review.state == state && !review.passages.is_empty() {
                    true => review.clone(),
                    false => review.passed(state, &author, now),
                }
            })
        }
        Some(Command::Triage { answer, why, json }) => {
            let triage = Triage {
                answer: *answer,
                reasons: why.clone(),
            };
            alter(*json, session, out, |review| Review {
                triage: Some(triage),
                ..review.clone()
            })
        }
        Some(Command::Meeting(args)) => meeting::run(args, session, out),
        Some(Command::Script { json }) => {
            let store = session.store(OpenMode::ReadOnly)?;
            let held = held(&store, session)?;
            let script = report::script(&held);
            match json {
                true => out.json(&ScriptView {
                    incident: held.incident.name(),
                    script,
                }),
                false => out.bytes(script.as_bytes()),
            }
        }
    }
}

/// What the post-mortem of the incident is made of.
///
/// # Errors
/// There is no incident, or the database cannot be read.
pub fn held(store: &Store, session: &Session) -> Result<PostMortem, Problem> {
    let incident = session.incident(store)?;
    let held = store.post_mortem(incident.id, session.config.rules.gap);
    held.attempt("cannot read the post-mortem")
}

/// Makes the review into something else, and shows it.
fn alter(
    json: bool,
    session: &Session,
    out: &mut Output,
    with: impl FnOnce(&Review) -> Review,
) -> Result<(), Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let held = held(&store, session)?;
    let of = held.incident.id;
    let changes = with(&held.standing()).write(of, held.review.as_ref());
    store
        .append(&session.by(), Some(of), |_| changes)
        .attempt("cannot alter the review")?;
    tell(&self::held(&store, session)?, json, out)
}

/// Says where the review stands.
///
/// # Errors
/// It cannot be printed.
pub(super) fn tell(held: &PostMortem, json: bool, out: &mut Output) -> Result<(), Problem> {
    match json {
        true => out.json(&View::new(held, &Names::new(held.known.clone()))),
        false => head(held, out),
    }
}

fn show(json: bool, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let held = held(&store, session)?;
    if json {
        return out.json(&View::new(&held, &Names::new(held.known.clone())));
    }
    head(&held, out)?;
    for part in Part::ALL {
        row(&held, *part, out)?;
    }
    Ok(())
}

/// Where it stands, since when and by whom.
fn head(held: &PostMortem, out: &mut Output) -> Result<(), Problem> {
    let review = held.standing();
    let since = review.history().pop().map_or_else(String::new, |p| {
        format!(" since {} by {}", super::json::instant(p.when), p.by)
    });
    let tone = match held.lacking() {
        0 => Tone::Good,
        _ => Tone::Warn,
    };
    let lacking = Piece(tone, format!("  {}", held.lacking_words()).into());
    let triage = review
        .triage
        .as_ref()
        .map_or_else(String::new, |t| format!("  {}: {}", t.answer, t.reasons));
    let times = [
        ("meeting", &review.meeting),
        ("look back", &review.lookback),
    ];
    let times = times.map(|(name, when)| {
        let when = when.as_ref().map(|w| format!("  {name} {}", w.stated()));
        faint(when.unwrap_or_default())
    });
    let there = review.attendees.values().into_iter();
    let there: Vec<String> = there
        .filter_map(|id| held.known.handle(*id))
        .map(|handle| format!(" @{handle}"))
        .collect();
    let [meeting, look_back] = times;
    out.line(
        7,
        &[
            strong(held.incident.name()),
            plain(format!("  {}", review.state)),
            faint(since),
            plain(triage),
            meeting,
            plain(there.concat()),
            look_back,
            lacking,
        ],
    )
}

fn row(held: &PostMortem, part: Part, out: &mut Output) -> Result<(), Problem> {
    let lacks = held.lacks(part);
    let word = strong(format!("{:<20} ", part.word()));
    if !lacks.is_empty() {
        return out.line(21, &[word, Piece(Tone::Warn, lacks.join("; ").into())]);
    }
    let text = held.text(part).unwrap_or_default();
    let first = text.lines().find(|l| !l.trim().is_empty());
    match first {
        Some(first) => out.line(21, &[word, plain(first)]),
        None => out.line(21, &[word, faint("lacks nothing")]),
    }
}

#[derive(Serialize)]
struct View<'a> {
    incident: String,
    state: &'static str,
    lacking: usize,
    parts: Vec<PartView<'a>>,
    /// The review itself; null until somebody has begun it.
    review: Option<ThingView<'a>>,
}

#[derive(Serialize)]
struct ScriptView {
    incident: String,
    /// Markdown.
    script: String,
}

#[derive(Serialize)]
struct PartView<'a> {
    part: &'static str,
    asks: &'static str,
    lacks: Vec<String>,
    /// Null for a part that is no text.
    text: Option<&'a str>,
}

impl<'a> View<'a> {
    fn new(held: &'a PostMortem, names: &Names) -> Self {
        let part = |part: &Part| PartView {
            part: part.word(),
            asks: part.question(),
            lacks: held.lacks(*part),
            text: held.text(*part),
        };
        let review: Option<&Thing> = held.review.as_ref().filter(|t| !t.withdrawn);
        Self {
            incident: held.incident.name(),
            state: held.standing().state.word(),
            lacking: held.lacking(),
            parts: Part::ALL.iter().map(part).collect(),
            review: review.map(|t| ThingView::new(t, names)),
        }
    }
}
