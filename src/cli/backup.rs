//! `warroom backup`: a consistent copy, while others may write.

use super::output::{Output, plain};
use super::session::Session;
use crate::problem::{Attempt as _, Problem};
use crate::store::OpenMode;
use std::path::PathBuf;

/// Copy the database into a file, consistently, while others may write.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "An existing file is never overwritten. Copies kept by `artifact add --store` lie in
the folder `warroom paths` calls files, and are not in the database.

Example:
  warroom backup /mnt/usb/warroom-2026-11-21.db"
)]
pub struct Args {
    /// The file to write
    file: PathBuf,
}

/// Copies it.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let shown = args.file.display().to_string();
    store
        .backup(&args.file)
        .attempt(format!("cannot back up into {shown}"))?;
    out.line(0, &[plain(shown)])
}
