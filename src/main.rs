//! Parse, run, exit with a code that says what happened.

use std::process::ExitCode;
use warroom::cli::{self, Invocation};
use warroom::problem::{Exit, Problem};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Invocation::Ended(exit) => exit.into(),
        Invocation::Cockpit(_) => {
            let missing = Problem::new(Exit::Failed, "the cockpit is not built into this program");
            cli::end(Err(missing.advise("warroom --help"))).into()
        }
    }
}
