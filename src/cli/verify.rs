//! `warroom verify`: whether the record is what was recorded.

use super::output::{Output, Piece, Tone, plain, strong};
use super::session::Session;
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::copies::{Copied, Kept};
use crate::store::{OpenMode, Outcome, Progress, Verdict};
use serde::Serialize;

/// Check the journal's hash chain, replay it, and read the copies of files; exit code 6 if anything was altered.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The head is the end of the hash chain. Written down somewhere else, it proves
later that nothing before it was altered: verify prints it again after more
was recorded only with a different value, so note the number of changes, too.
Copies that artifact add --store made are read and compared with the hashes that
were recorded; an altered, a missing and an unreadable one end with exit code 6.

Examples:
  warroom verify
  warroom verify --json | jq -r .head"
)]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct View<'a> {
    sound: bool,
    changes: u64,
    head: &'a str,
    broken_at: Option<&'a str>,
    meaning: Option<&'a str>,
    /// Copies that are what was handed in.
    copies_sound: usize,
    /// The others.
    copies: Vec<CopyView>,
}

#[derive(Serialize)]
struct CopyView {
    /// `altered`, `missing`, `unreadable`, `unreferenced`.
    state: &'static str,
    path: String,
    artifacts: Vec<String>,
}

/// Checks it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let mut told = String::new();
    let mut progress = |doing: &str, progress: Progress, out: &mut Output| {
        let percent = progress.done.saturating_mul(100) / progress.of.max(1);
        let line = format!("{doing} {} %", percent.min(100));
        if line != told {
            out.progress(&line);
            told = line;
        }
        true
    };
    let verdict = store
        .verify(&mut |p| progress("verifying", p, out))
        .attempt("cannot verify the record")?;
    let copies = match verdict.outcome {
        Outcome::Sound => store
            .copies(&mut |p| progress("reading the copies", p, out))
            .attempt("cannot verify the copies")?,
        Outcome::Cancelled | Outcome::Broken { .. } => None,
    };
    out.progress("");
    let copies = copies.unwrap_or_default();
    match args.json {
        true => out.json(&view(&verdict, &copies))?,
        false => told_in_words(&verdict, &copies, out)?,
    }
    judged(&verdict, &copies)
}

fn broken(verdict: &Verdict) -> (Option<&str>, Option<&str>) {
    match &verdict.outcome {
        Outcome::Sound | Outcome::Cancelled => (None, None),
        Outcome::Broken { at, meaning } => (Some(at.as_str()), Some(meaning.as_str())),
    }
}

fn view<'a>(verdict: &'a Verdict, copies: &[Copied]) -> View<'a> {
    let (broken_at, meaning) = broken(verdict);
    let faults = copies.iter().filter(|c| c.kept != Kept::Sound);
    let of = |copy: &Copied| CopyView {
        state: copy.kept.word(),
        path: copy.path.display().to_string(),
        artifacts: copy.artifacts.clone(),
    };
    View {
        sound: verdict.outcome == Outcome::Sound
            && !copies.iter().any(|c| c.kept.breaks_the_record()),
        changes: verdict.changes,
        head: &verdict.head,
        broken_at,
        meaning,
        copies_sound: copies.iter().filter(|c| c.kept == Kept::Sound).count(),
        copies: faults.map(of).collect(),
    }
}

fn told_in_words(verdict: &Verdict, copies: &[Copied], out: &mut Output) -> Result<(), Problem> {
    if verdict.outcome != Outcome::Sound {
        return Ok(());
    }
    out.line(
        0,
        &[
            Piece(Tone::Good, "sound".into()),
            plain(format!("  {} changes, head ", verdict.changes)),
            strong(verdict.head.as_str()),
        ],
    )?;
    let sound = copies.iter().filter(|c| c.kept == Kept::Sound).count();
    if sound > 0 {
        let copies = if sound == 1 { "copy is" } else { "copies are" };
        let line = format!("  {sound} {copies} what was handed in");
        out.line(7, &[Piece(Tone::Good, "sound".into()), plain(line)])?;
    }
    for copy in copies.iter().filter(|c| c.kept != Kept::Sound) {
        let tone = match copy.kept.breaks_the_record() {
            true => Tone::Bad,
            false => Tone::Warn,
        };
        let whose = copy.artifacts.join(", ");
        let gap = if whose.is_empty() { "" } else { "  " };
        let why = match &copy.kept {
            Kept::Unreadable(why) => format!("{why}; "),
            Kept::Sound | Kept::Altered | Kept::Missing | Kept::Unreferenced => String::new(),
        };
        let (path, advice) = (copy.path.display(), copy.kept.advice());
        out.line(
            2,
            &[
                Piece(tone, copy.kept.word().into()),
                plain(format!("  {whose}{gap}{path}: {why}{advice}")),
            ],
        )?;
    }
    Ok(())
}

/// The failure that ends a run in which something does not hold.
fn judged(verdict: &Verdict, copies: &[Copied]) -> Result<(), Problem> {
    let false_copies = copies.iter().filter(|c| c.kept.breaks_the_record());
    let whose: Vec<String> = false_copies
        .flat_map(|c| c.artifacts.iter().cloned())
        .collect();
    if verdict.outcome == Outcome::Sound && whose.is_empty() {
        return Ok(());
    }
    if verdict.outcome == Outcome::Sound {
        let what = format!("the copy of {} is not what was kept", whose.join(", "));
        return Err(Problem::new(Exit::Integrity, what)
            .because("it was altered, removed or made unreadable past this program")
            .advise("the journal itself is sound, and its hashes say what the copies should be"));
    }
    let (at, meaning) = broken(verdict);
    let at = at.unwrap_or("an unknown place");
    let problem = Problem::new(Exit::Integrity, format!("the record does not hold at {at}"));
    Err(problem.because(
        meaning
            .unwrap_or("it was not checked to the end")
            .to_owned(),
    ))
}
