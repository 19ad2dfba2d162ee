//! `warroom show`: everything there is about one thing.

use super::check_in::said_of;
use super::check_ins::learn_made;
use super::history::{self, ChangeView};
use super::json::ThingView;
use super::names::Names;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::session::{self, Session};
use super::tasks::learn_named;
use super::{review_rows, rows};
use crate::domain::telling::readers;
use crate::domain::{Known, Label, Link, Thing, When};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::copies::{Kept, at_a_glance};
use crate::store::{OpenMode, Store};
use serde::Serialize;

/// Show one thing in full: its text, what it refers to, what refers to it, its history.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom show E12
  warroom show '#forensics'
  warroom show @lee --json | jq '.linked_from'")]
pub struct Args {
    /// A label (E12, T7, A3, D2, Q5, F1, X3), a #workstream, a @person or the key of an incident
    #[arg(value_name = "LABEL")]
    name: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    thing: ThingView<'a>,
    links: Vec<LinkView<'a>>,
    linked_from: Vec<LinkView<'a>>,
    history: Vec<ChangeView<'a>>,
}

#[derive(Serialize)]
struct LinkView<'a> {
    id: String,
    r#type: &'static str,
    label: &'a str,
    text: &'a str,
    struck: bool,
}

/// How many things that refer to it are shown.
const LINKS: usize = 1000;

/// Shows it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = surrounding(&store, session, &args.name)?;
    let mut names = Names::new(session::known(&store, &incident)?);
    let thing = find_any(&store, &incident, &names.known, &args.name)?;
    learn_named(&store, &mut names, &thing)?;
    learn_made(&store, &mut names, &thing)?;
    let doing = || format!("cannot show {}", args.name);
    let links = store.links_from(thing.id).attempt(doing())?;
    let linked_from = store.links_to(thing.id, LINKS).attempt(doing())?;
    let events = store.history(thing.id).attempt(doing())?;
    if args.json {
        return out.json(&View {
            thing: ThingView::new(&thing, &names),
            links: links.iter().map(link_view).collect(),
            linked_from: linked_from.iter().map(link_view).collect(),
            history: events.iter().map(|e| ChangeView::new(e, &names)).collect(),
        });
    }
    let end = match thing.withdrawn {
        true => format!("withdrawn; back with: warroom undo {}", quoted(&thing)),
        false => String::new(),
    };
    rows::row_with(out, &thing, &names, &end)?;
    minutes(&thing, &names, out)?;
    details(&thing, &names, out)?;
    sent(&thing, out)?;
    copy(&thing, &store, out)?;
    link_rows("refers to", &links, out)?;
    link_rows("named in", &linked_from, out)?;
    out.line(0, &[faint("history")])?;
    for event in &events {
        history::row(event, &names, out)?;
    }
    Ok(())
}

/// The name as a shell takes it, to which `#` begins a remark.
fn quoted(thing: &Thing) -> String {
    let name = thing.name();
    match name.starts_with('#') {
        true => format!("'{name}'"),
        false => name,
    }
}

/// The thing a word names.
///
/// # Errors
/// When there is none, or the word cannot name anything.
pub fn find(store: &Store, incident: &Thing, known: &Known, word: &str) -> Result<Thing, Problem> {
    let doing = || format!("cannot find {word}");
    let found = if let Some(slug) = word.strip_prefix('#') {
        known.workstream(slug).cloned()
    } else if let Some(handle) = word.strip_prefix('@') {
        known.person(handle).cloned()
    } else if let Some(label) = Label::parse(&word.to_ascii_uppercase()) {
        store.by_label(incident.id, label).attempt(doing())?
    } else {
        store.incident_by_key(word).attempt(doing())?
    };
    found.ok_or_else(|| {
        Problem::new(Exit::NotFound, doing())
            .because(format!("{} has nothing of that name", incident.name()))
            .advise("a label as E12, T7, A3, D2, Q5, F1 or X3, a '#workstream', a @person, or a key; warroom search WORDS")
    })
}

/// The incident a word is looked up in: the one that is worked on or, where
/// there is none, the withdrawn one that the word names.
///
/// # Errors
/// When there is neither.
pub fn surrounding(store: &Store, session: &Session, word: &str) -> Result<Thing, Problem> {
    session.incident(store).or_else(|problem| {
        let gone = store.withdrawn_by_key(word);
        gone.attempt(format!("cannot find {word}"))?.ok_or(problem)
    })
}

/// The thing a word names or, where none has that name, the withdrawn one that
/// had it: to be looked at, and brought back.
///
/// # Errors
/// When there is none, or the word cannot name anything.
pub fn find_any(
    store: &Store,
    incident: &Thing,
    known: &Known,
    word: &str,
) -> Result<Thing, Problem> {
    find(store, incident, known, word).or_else(|problem| {
        let gone = match Label::parse(&word.to_ascii_uppercase()) {
            Some(label) => store.withdrawn_by_label(incident.id, label),
            None if word.starts_with(['#', '@']) => store.withdrawn_by_name(incident.id, word),
            None => store.withdrawn_by_key(word),
        };
        gone.attempt(format!("cannot find {word}"))?.ok_or(problem)
    })
}

/// The lines of a check-in.
fn minutes(thing: &Thing, names: &Names, out: &mut Output) -> Result<(), Problem> {
    let lines = thing.as_check_in().map(|c| c.lines.values());
    for line in lines.unwrap_or_default() {
        out.line(4, &[faint("  "), plain(said_of(line, names))])?;
    }
    Ok(())
}

/// A situation report as it was sent.
fn sent(thing: &Thing, out: &mut Output) -> Result<(), Problem> {
    let Some(sent) = thing.as_entry().and_then(|e| e.sent.as_ref()) else {
        return Ok(());
    };
    out.line(0, &[faint(format!("sent to {}", readers(sent.audience)))])?;
    for line in sent.text.lines() {
        out.line(2, &[faint("  "), plain(line)])?;
    }
    Ok(())
}

/// Whether the copy that was made of a file is where it should be.
fn copy(thing: &Thing, store: &Store, out: &mut Output) -> Result<(), Problem> {
    let file = thing.as_artifact().and_then(|a| a.file.as_ref());
    let found = file.and_then(|f| at_a_glance(&store.copies_folder(), f));
    let Some((path, kept)) = found else {
        return Ok(());
    };
    let said = match &kept {
        Kept::Sound => plain(format!("kept at {}", path.display())),
        _wrong => Piece(
            Tone::Bad,
            format!("{} at {}; {}", kept.word(), path.display(), kept.advice()).into(),
        ),
    };
    out.line(11, &[faint("  copy     "), said])
}

/// The longer texts, where there are any.
fn details(thing: &Thing, names: &Names, out: &mut Output) -> Result<(), Problem> {
    let mut texts: Vec<(&str, &str)> = Vec::new();
    let decision = thing.as_entry().and_then(|e| e.decision.as_ref());
    let revisit = decision.and_then(|d| d.revisit.as_ref());
    let revisit = revisit.map(When::stated).unwrap_or_default();
    let by = decision.and_then(|d| d.decided_by);
    let by = by.map_or_else(String::new, |id| names.signed(id));
    if let Some(entry) = thing.as_entry() {
        texts.push(("typed", entry.typed.as_deref().unwrap_or_default()));
        if let Some(d) = &entry.decision {
            texts.extend([
                ("question", d.question.as_str()),
                ("choice", &d.choice),
                ("why", &d.why),
                ("rejected", &d.rejected),
                ("decided by", &by),
                (
                    "reversible",
                    d.reversible.map_or("", |r| if r { "yes" } else { "no" }),
                ),
                ("revisit", &revisit),
            ]);
        }
    }
    if let Some(task) = thing.as_task() {
        texts.push(("typed", task.typed.as_deref().unwrap_or_default()));
        texts.push(("notes", &task.notes));
    }
    if let Some(stream) = thing.as_workstream() {
        texts.push(("update", &stream.update));
    }
    if let Some(incident) = thing.as_incident() {
        texts.extend([
            ("summary", incident.summary.as_str()),
            ("impact", &incident.impact),
        ]);
    }
    let review = review_rows::details(thing, names);
    texts.extend(review.iter().map(|(name, text)| (*name, text.as_str())));
    let artifact = thing.as_artifact();
    texts.push(("notes", artifact.map_or("", |a| &a.notes)));
    for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        for line in text.lines() {
            out.line(11, &[faint(format!("  {name:<10} ")), plain(line)])?;
        }
    }
    provenance(thing, out)
}

/// Where it comes from: the chain of custody, and who recorded it.
fn provenance(thing: &Thing, out: &mut Output) -> Result<(), Problem> {
    let custody = thing.as_artifact().map(|a| a.custody.values());
    for step in custody.unwrap_or_default() {
        let from = if step.from.is_empty() {
            "?"
        } else {
            &step.from
        };
        let passed = format!("{} {from} > {}: {}", step.when.stated(), step.to, step.why);
        out.line(11, &[faint("  custody  "), plain(passed)])?;
    }
    let mark = &thing.created;
    let recorded = format!(
        "  recorded {} by {}",
        super::json::instant(mark.at),
        mark.author
    );
    out.line(11, &[faint(recorded)])
}

fn link_rows(title: &str, links: &[Link], out: &mut Output) -> Result<(), Problem> {
    if links.is_empty() {
        return Ok(());
    }
    out.line(0, &[faint(title)])?;
    for link in links {
        let struck = if link.struck { "struck: " } else { "" };
        let text = first_line(&link.headline);
        out.line(
            9,
            &[
                strong(format!("  {:<7}", link.name)),
                Piece(Tone::Bad, struck.into()),
                plain(text),
            ],
        )?;
    }
    Ok(())
}

/// Minutes and reports have many lines; all of them stand under their own name.
fn first_line(text: &str) -> String {
    match text.trim().split_once('\n') {
        Some((first, below)) => format!("{first} … {} more lines", below.lines().count()),
        None => text.to_owned(),
    }
}

fn link_view(link: &Link) -> LinkView<'_> {
    LinkView {
        id: link.id.to_string(),
        r#type: link.kind.word(),
        label: &link.name,
        text: &link.headline,
        struck: link.struck,
    }
}
