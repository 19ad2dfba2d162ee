//! The commands for the work after the fire.

use super::output::Output;
use super::session::Session;
use super::{factor, fix, fixes, patterns, review};
use crate::problem::Problem;
use clap::Subcommand;

/// A command of that work.
#[derive(Debug, Subcommand)]
#[allow(missing_docs, reason = "each command says itself what it is for")]
pub enum Afterwards {
    Factor(factor::Args),
    Review(review::Args),
    Fix(fix::Args),
    Fixes(fixes::Args),
    Patterns(patterns::Args),
}

/// Runs one.
pub fn run(command: &Afterwards, session: &Session, out: &mut Output) -> Result<(), Problem> {
    match command {
        Afterwards::Factor(args) => factor::run(args, session, out),
        Afterwards::Review(args) => review::run(args, session, out),
        Afterwards::Fix(args) => fix::run(args, session, out),
        Afterwards::Fixes(args) => fixes::run(args, session, out),
        Afterwards::Patterns(args) => patterns::run(args, session, out),
    }
}
