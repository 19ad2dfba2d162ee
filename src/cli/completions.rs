//! `warroom completions`: words the shell can complete.

use super::output::Output;
use crate::problem::Problem;

/// Print the completions of a shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom completions bash > ~/.local/share/bash-completion/completions/warroom
  warroom completions zsh > ~/.zfunc/_warroom
  warroom completions fish > ~/.config/fish/completions/warroom.fish")]
pub struct Args {
    /// The shell
    shell: clap_complete::Shell,
}

/// Prints them.
pub fn run(args: &Args, out: &mut Output) -> Result<(), Problem> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "warroom", &mut script);
    out.bytes(&script)
}
