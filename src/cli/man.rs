//! `warroom man`: the manual page, or one page a command into a folder.

use super::output::{Output, plain};
use crate::problem::{Attempt as _, Problem};
use std::path::PathBuf;

/// Print the manual page, or write one page a command into a folder.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  warroom man | man -l -
  warroom man --dir ~/.local/share/man/man1")]
pub struct Args {
    /// Write warroom.1, warroom-note.1 and so on into this folder
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

/// Prints or writes the pages.
pub fn run(args: &Args, out: &mut Output) -> Result<(), Problem> {
    let Some(dir) = &args.dir else {
        let mut page = Vec::new();
        clap_mangen::Man::new(super::command())
            .render(&mut page)
            .attempt("cannot make the manual page")?;
        return out.bytes(&page);
    };
    let attempted = format!("cannot write manual pages into {}", dir.display());
    std::fs::create_dir_all(dir).attempt(attempted.as_str())?;
    clap_mangen::generate_to(super::command(), dir).attempt(attempted.as_str())?;
    out.line(0, &[plain(dir.display().to_string())])
}
