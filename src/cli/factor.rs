//! `warroom factor`: the root-cause tree.

use super::json::ThingView;
use super::names::Names;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::review_rows;
use super::rows;
use super::session::{self, Session, created};
use super::show::find;
use super::values;
use crate::domain::{
    Body, Category, Change, Confidence, Factor, Id, Label, Thing, causes, fresh_id,
};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};
use clap::Subcommand;
use serde::Serialize;

/// Work on the root cause: the tree of contributing factors, and what bears each out.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A factor says what was so that it could happen, not who did it. Each may explain another;
several roots are normal, a circle is refused.

Examples:
  warroom factor add 'a CI token could read every secret' --trigger --category technology --evidence E12,A3
  warroom factor add 'nobody owned the runner image' --under F1 --confidence likely
  warroom factor evidence F2 E31 D4
  warroom factor set F2 --under F3 --class CWE-798
  warroom factor list"
)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add a factor; prints its label
    Add {
        /// What was so that it could happen
        #[arg(required = true, num_args = 1.., value_name = "TITLE")]
        title: Vec<String>,
        #[command(flatten)]
        said: Said,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Alter a factor
    Set {
        /// The factor
        #[arg(value_name = "LABEL")]
        factor: String,
        /// What was so that it could happen
        #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
        title: Option<String>,
        /// It did not set the incident off
        #[arg(long, conflicts_with = "trigger")]
        no_trigger: bool,
        #[command(flatten)]
        said: Said,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List the factors as a tree: each before what explains it
    List {
        /// Print JSON: an array, one factor a line
        #[arg(long)]
        json: bool,
    },
    /// Say what bears a factor out
    Evidence {
        /// The factor
        #[arg(value_name = "LABEL")]
        factor: String,
        /// Entries, decisions, questions, artifacts or tasks
        #[arg(required = true, value_delimiter = ',', value_name = "EVIDENCE", value_parser = evidence)]
        labels: Vec<Label>,
        /// It no longer rests on them
        #[arg(long)]
        remove: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Withdraw a factor; `warroom undo F1` brings it back
    Remove {
        /// The factor
        #[arg(value_name = "LABEL")]
        factor: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// What can be said of a factor.
#[derive(Clone, Debug, Default, clap::Args)]
struct Said {
    /// The factor it explains; `none` makes it a root of the tree
    #[arg(long, value_name = "LABEL")]
    under: Option<String>,
    /// It set the incident off
    #[arg(long)]
    trigger: bool,
    /// Where it lies
    #[arg(long, ignore_case = true, value_parser = values::category())]
    category: Option<Category>,
    /// How sure it is
    #[arg(long, ignore_case = true, value_parser = values::confidence())]
    confidence: Option<Confidence>,
    /// What bears it out: E12,A3
    #[arg(long, value_delimiter = ',', value_name = "LABELS", value_parser = evidence)]
    evidence: Vec<Label>,
    /// The class of weakness: words, or a CWE id
    #[arg(long, value_name = "CLASS", allow_hyphen_values = true)]
    class: Option<String>,
    /// Everything else there is to say
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    notes: Option<String>,
}

/// A label of what can bear a factor out.
fn evidence(word: &str) -> Result<Label, String> {
    let label = Label::parse(&word.trim().to_ascii_uppercase());
    label.filter(|l| Factor::can_rest_on(*l)).ok_or_else(|| {
        "evidence is an entry, decision, question, artifact or task: E12, D2, Q5, A3, T7".to_owned()
    })
}

/// Adds, alters or lists.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    match &args.command {
        Command::Add { title, said, json } => add(&title.join(" "), said, *json, session, out),
        Command::Set {
            factor,
            title,
            no_trigger,
            said,
            json,
        } => alter(factor, *json, session, out, |f, store, incident| {
            say(f, said, store, incident)?;
            if *no_trigger {
                f.trigger = false;
            }
            if let Some(title) = title {
                f.title.clone_from(title);
            }
            Ok(())
        }),
        Command::List { json } => list(*json, session, out),
        Command::Evidence {
            factor,
            labels,
            remove,
            json,
        } => alter(factor, *json, session, out, |f, _, _| {
            for label in labels {
                match remove {
                    true => f.evidence.take_out(label),
                    false => rest_on(f, *label),
                }
            }
            Ok(())
        }),
        Command::Remove { factor, json } => remove(factor, *json, session, out),
    }
}

fn rest_on(factor: &mut Factor, label: Label) {
    if !factor.evidence.contains(&label) {
        factor.evidence.insert(fresh_id(), label);
    }
}

/// Puts what was said into a factor.
fn say(factor: &mut Factor, said: &Said, store: &Store, incident: &Thing) -> Result<(), Problem> {
    if let Some(under) = &said.under {
        factor.under = match under.eq_ignore_ascii_case("none") {
            true => None,
            false => Some(find_factor(store, incident, under)?.id),
        };
    }
    factor.trigger |= said.trigger;
    factor.category = said.category.or(factor.category);
    factor.confidence = said.confidence.or(factor.confidence);
    for label in &said.evidence {
        rest_on(factor, *label);
    }
    if let Some(class) = &said.class {
        factor.class.clone_from(class);
    }
    if let Some(notes) = &said.notes {
        factor.notes.clone_from(notes);
    }
    Ok(())
}

fn add(
    title: &str,
    said: &Said,
    json: bool,
    session: &Session,
    out: &mut Output,
) -> Result<(), Problem> {
    values::seen("a factor needs a statement", title)?;
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let mut factor = Factor::new(title);
    say(&mut factor, said, &store, &incident)?;
    let change = Change::create(fresh_id(), Some(incident.id), Body::Factor(factor));
    let appended = store
        .append(&session.by(), Some(incident.id), |_| vec![change])
        .attempt("cannot add the factor")?;
    let made = created(&appended).into_iter().next();
    made.map_or(Ok(()), |made| told(&made, json, &store, &incident, out))
}

/// Alters a factor, and prints it.
fn alter(
    label: &str,
    json: bool,
    session: &Session,
    out: &mut Output,
    with: impl FnOnce(&mut Factor, &Store, &Thing) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let thing = find_factor(&store, &incident, label)?;
    let mut wanted = thing
        .as_factor()
        .cloned()
        .unwrap_or_else(|| Factor::new(""));
    with(&mut wanted, &store, &incident)?;
    let changes = Change::edits(&thing, &Body::Factor(wanted));
    let doing = || format!("cannot alter {label}");
    store
        .append(&session.by(), Some(incident.id), |_| changes)
        .attempt(doing())?;
    let after = store.thing(thing.id).attempt(doing())?.unwrap_or(thing);
    told(&after, json, &store, &incident, out)
}

fn remove(label: &str, json: bool, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let thing = find_factor(&store, &incident, label)?;
    let gone = Change::Withdraw {
        id: thing.id,
        was: false,
        now: true,
    };
    store
        .append(&session.by(), Some(incident.id), |_| vec![gone])
        .attempt(format!("cannot withdraw {label}"))?;
    if json {
        let after = store.thing(thing.id).attempt("cannot read it back")?;
        return told(&after.unwrap_or(thing), true, &store, &incident, out);
    }
    let back = format!("withdrawn; back with: warroom undo {}", thing.name());
    rows::row_with(out, &thing, &names(&store, &incident)?, &back)
}

fn find_factor(store: &Store, incident: &Thing, label: &str) -> Result<Thing, Problem> {
    let known = session::known(store, incident)?;
    let thing = find(store, incident, &known, label)?;
    if thing.as_factor().is_none() {
        let problem = Problem::new(Exit::Usage, format!("{label} is no factor"));
        return Err(problem
            .because(format!("it is of kind {}", thing.body.kind().word()))
            .advise("warroom factor list"));
    }
    Ok(thing)
}

fn factors(store: &Store, incident: Id) -> Result<Vec<Thing>, Problem> {
    store.factors(incident).attempt("cannot read the factors")
}

/// The names of an incident, those of its factors among them.
fn names(store: &Store, incident: &Thing) -> Result<Names, Problem> {
    let mut names = Names::new(session::known(store, incident)?);
    for factor in factors(store, incident.id)? {
        names.learn(&factor);
    }
    Ok(names)
}

fn told(
    thing: &Thing,
    json: bool,
    store: &Store,
    incident: &Thing,
    out: &mut Output,
) -> Result<(), Problem> {
    let names = names(store, incident)?;
    match json {
        true => out.json(&ThingView::new(thing, &names)),
        false => rows::row(out, thing, &names),
    }
}

#[derive(Serialize)]
struct BranchView<'a> {
    #[serde(flatten)]
    thing: ThingView<'a>,
    /// How many factors it explains, one after the other; 0 for a root.
    depth: usize,
    /// It closes a circle that machines made which were joined.
    circle: bool,
}

fn list(json: bool, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let names = names(&store, &incident)?;
    let factors = factors(&store, incident.id)?;
    for branch in causes::tree(&factors) {
        if json {
            out.json_row(&BranchView {
                thing: ThingView::new(branch.thing, &names),
                depth: branch.depth,
                circle: branch.circle,
            })?;
            continue;
        }
        line(&branch, &names, out)?;
    }
    if json { out.json_end() } else { Ok(()) }
}

fn line(branch: &causes::Branch<'_>, names: &Names, out: &mut Output) -> Result<(), Problem> {
    let Some(factor) = branch.thing.as_factor() else {
        return Ok(());
    };
    let indent = branch.depth * 2;
    let mut pieces = vec![
        strong(format!("{:<6} ", branch.thing.name())),
        plain(" ".repeat(indent)),
    ];
    // What it explains stands right above it.
    let bare = Factor {
        under: None,
        ..factor.clone()
    };
    review_rows::factor(&bare, names, &mut pieces);
    if factor.confidence.is_none() {
        pieces.push(faint("  how sure?"));
    }
    if branch.circle {
        pieces.push(Piece(Tone::Bad, "  part of a circle".into()));
    }
    out.line(7 + indent, &pieces)
}
