//! `warroom review`: the post-mortem as a piece of work.

use super::output::Output;
use super::readiness;
use super::session::Session;
use crate::problem::Problem;

/// Check what the post-mortem still lacks.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The exit code of --check is 0 when nothing is missing and 10 when something is; hints
on the tone alone do not count. The same list stands at the end of `warroom export`.

Examples:
  warroom review --check
  warroom review --check --json | jq -r '.[] | select(.hint | not) | .what'")]
pub struct Args {
    /// List what is missing, where, and what to do about it
    #[arg(long, required = true)]
    check: bool,
    /// Print JSON: an array, one gap a line
    #[arg(long)]
    json: bool,
}

/// Checks it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    readiness::check(args.json, session, out)
}
