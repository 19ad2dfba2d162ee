//! `warroom review section`: a text of the post-mortem, read and written.

use super::output::Output;
use super::review::held;
use super::session::Session;
use crate::domain::post_mortem::{Part, PostMortem};
use crate::editor;
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store, StoreError};
use serde::Serialize;
use std::io::Read as _;

/// Bytes a text may have at most: a post-mortem, not a log.
const LONGEST: u64 = 1 << 20;

/// Print or write a text of the post-mortem: Markdown
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Without a text it is printed. Where somebody else wrote meanwhile, nothing is recorded
and what you wrote is printed, so that neither is lost.

Examples:
  warroom review section summary
  warroom review section went-well --edit
  warroom review section lessons - < lessons.md"
)]
pub struct Args {
    /// summary, impact, or a section: `warroom review` lists them
    #[arg(value_name = "NAME", value_parser = text_part)]
    name: Part,
    /// The new text; `-` reads it from the input
    #[arg(value_name = "-", conflicts_with_all = ["text", "edit"])]
    input: Option<String>,
    /// The new text
    #[arg(
        long,
        value_name = "TEXT",
        allow_hyphen_values = true,
        conflicts_with = "edit"
    )]
    text: Option<String>,
    /// Write it in $EDITOR
    #[arg(long)]
    edit: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A part that is a text.
fn text_part(word: &str) -> Result<Part, String> {
    Part::from_word(word)
        .filter(|p| p.is_text())
        .ok_or_else(|| {
            let texts = Part::ALL.iter().filter(|p| p.is_text());
            let words: Vec<&str> = texts.map(|p| p.word()).collect();
            format!("one of {}", words.join(", "))
        })
}

#[derive(Serialize)]
struct View<'a> {
    part: &'static str,
    asks: &'static str,
    text: &'a str,
    lacks: Vec<String>,
}

/// Prints or writes it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let writes = args.edit || args.text.is_some() || args.input.is_some();
    let mode = match writes {
        true => OpenMode::Existing,
        false => OpenMode::ReadOnly,
    };
    let mut store = session.store(mode)?;
    let before = held(&store, session)?;
    let Some(new) = wanted(args, &before, session)? else {
        return print(args, &before, out);
    };
    write(args.name, &before, &new, session, &mut store, out)?;
    print(args, &held(&store, session)?, out)
}

/// The new text; none where it is only printed.
fn wanted(args: &Args, before: &PostMortem, session: &Session) -> Result<Option<String>, Problem> {
    if let Some(text) = &args.text {
        return Ok(Some(text.clone()));
    }
    if args.edit {
        let was = before.text(args.name).unwrap_or_default();
        let command = editor::command(session.config.editor.as_deref());
        let edited = editor::edit(&command, was).map_err(|e| {
            Problem::new(Exit::Failed, "cannot write the text in an editor").because(e)
        })?;
        return Ok(edited);
    }
    match args.input.as_deref() {
        None => Ok(None),
        Some("-") => read().map(Some),
        Some(word) => Err(Problem::new(
            Exit::Usage,
            format!("cannot tell what {word:?} is to the section"),
        )
        .advise("--text 'the new text', or - to read it from the input")),
    }
}

fn read() -> Result<String, Problem> {
    let doing = "cannot read the text from the input";
    let mut bytes = Vec::new();
    let mut input = std::io::stdin().lock().take(LONGEST + 1);
    input.read_to_end(&mut bytes).attempt(doing)?;
    if bytes.len() as u64 > LONGEST {
        return Err(Problem::new(Exit::Usage, doing).because("it is longer than 1 MiB"));
    }
    String::from_utf8(bytes).map_err(|_| {
        Problem::new(Exit::Usage, doing)
            .because("it is not UTF-8")
            .advise("iconv -t utf-8")
    })
}

fn write(
    part: Part,
    before: &PostMortem,
    new: &str,
    session: &Session,
    store: &mut Store,
    out: &mut Output,
) -> Result<(), Problem> {
    let was = before.text(part).unwrap_or_default();
    let changes = before.write(part, was, new);
    let of = before.incident.id;
    let written = store.append(&session.by(), Some(of), |_| changes);
    if let Err(StoreError::Edited { text, .. }) = &written {
        out.remark("what you wrote, which was not recorded, comes first; what stands after it");
        out.block(&format!("{new}\n"))?;
        out.block(&format!("{text}\n"))?;
    }
    written
        .map(|_| ())
        .attempt(format!("cannot write {}", part.word()))
}

fn print(args: &Args, held: &PostMortem, out: &mut Output) -> Result<(), Problem> {
    let text = held.text(args.name).unwrap_or_default();
    if args.json {
        return out.json(&View {
            part: args.name.word(),
            asks: args.name.question(),
            text,
            lacks: held.lacks(args.name),
        });
    }
    match text {
        "" => {
            out.remark(args.name.question());
            Ok(())
        }
        text if text.ends_with('\n') => out.block(text),
        text => out.block(&format!("{text}\n")),
    }
}
