//! `warroom verify`: whether the record is what was recorded.

use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::session::Session;
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Outcome};
use serde::Serialize;

/// Check the journal's hash chain and replay it; exit code 6 if anything was altered.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The head is the end of the hash chain. Written down somewhere else, it proves
later that nothing before it was altered: verify prints it again after more
was recorded only with a different value, so note the number of changes, too.

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
}

/// Checks it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let mut told = 0;
    let verdict = store
        .verify(&mut |progress| {
            let percent = progress.done * 100 / progress.of.max(1);
            if percent != told {
                told = percent;
                out.progress(&format!("verifying {percent} %"));
            }
            true
        })
        .attempt("cannot verify the record")?;
    out.progress("");
    let (broken_at, meaning) = match &verdict.outcome {
        Outcome::Sound | Outcome::Cancelled => (None, None),
        Outcome::Broken { at, meaning } => (Some(at.as_str()), Some(meaning.as_str())),
    };
    let sound = verdict.outcome == Outcome::Sound;
    if args.json {
        out.json(&View {
            sound,
            changes: verdict.changes,
            head: &verdict.head,
            broken_at,
            meaning,
        })?;
    } else if sound {
        out.line(
            0,
            &[
                Piece(Tone::Good, "sound".into()),
                plain(format!("  {} changes, head ", verdict.changes)),
                strong(verdict.head.as_str()),
                faint(""),
            ],
        )?;
    }
    if sound {
        return Ok(());
    }
    let at = broken_at.unwrap_or("an unknown place");
    let problem = Problem::new(Exit::Integrity, format!("the record does not hold at {at}"));
    Err(problem.because(
        meaning
            .unwrap_or("it was not checked to the end")
            .to_owned(),
    ))
}
