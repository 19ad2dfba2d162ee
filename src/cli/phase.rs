//! `warroom phase`: the incident passes into a phase, and a milestone says so.

use super::note::{Scribe, refused};
use super::output::Output;
use super::session::Session;
use super::values;
use crate::domain::{EntryKind, Phase};
use crate::problem::Problem;
use crate::store::OpenMode;

/// Say which phase the incident has reached: a milestone on the timeline.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With a time, an earlier phase than the one that was reached is recorded as history and
leaves the incident where it is; without one, the incident goes back. So is closed with a
time: the incident itself is closed by `warroom close`, which asks what is still missing.

Examples:
  warroom phase contained
  warroom phase contained --at 14:05 'all tokens revoked @lee #identity'
  warroom phase triaged --at '2026-11-20 09:40'"
)]
pub struct Args {
    /// The phase
    #[arg(ignore_case = true, value_parser = values::phase())]
    phase: Phase,
    /// What there is to say of it
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    /// When it was reached [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

/// Records the milestone.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::Existing)?;
    let at = args.at.as_deref();
    let mut scribe = Scribe::assuming(EntryKind::Milestone, at, session, store)?;
    let text = args.text.join(" ");
    let line = match text.trim() {
        "" => args.phase.to_string(),
        text => format!("{}: {text}", args.phase),
    };
    scribe
        .line(&line, out)?
        .map_err(|mistake| refused(&mistake))
}
