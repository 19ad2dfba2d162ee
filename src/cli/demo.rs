//! `warroom demo`: made-up incidents to look around in.

use super::output::Output;
use super::session::Session;
use crate::clock;
use crate::demo::{Demo, demo};
use crate::paths::{Place, Reason};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::report;
use crate::store::{OpenMode, Store};
use std::path::Path;

/// Look around in a made-up incident; its file goes when you leave.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Your own database is not touched. With --db the made-up incidents are kept in that
file, which must not exist yet.

Examples:
  warroom demo
  warroom demo --export | less
  warroom demo --db tour.db --export > /dev/null; warroom --db tour.db timeline -n 5"
)]
pub struct Args {
    /// Print the post-mortem instead of opening the cockpit
    #[arg(long)]
    export: bool,
}

/// Makes the file; leaves the session on it for the cockpit, if that is to
/// open.
pub fn run(
    args: &Args,
    mut session: Session,
    out: &mut Output,
) -> Result<Option<Session>, Problem> {
    let doing = "cannot make the demo";
    // A database named in the environment is somebody's own: only a flag of
    // this very command line says where the demo may go.
    if session.paths.database.reason != Reason::Flag("--db") {
        let folder = tempfile::tempdir().attempt(doing)?;
        let place = |path| Place {
            path,
            reason: Reason::Flag("demo"),
        };
        session.paths.database = place(folder.path().join("demo.db"));
        session.paths.state = place(folder.path().join("state"));
        session.temporary = Some(folder);
    }
    let made =
        demo(clock::now()).map_err(|mistake| Problem::new(Exit::Failed, doing).because(mistake))?;
    let store = fill(&session.paths.database.path, &made)?;
    if !args.export {
        return Ok(Some(session));
    }
    let record = store
        .record(made.current)
        .attempt("cannot read the record")?;
    let text = report::post_mortem(&record, &report::Options::default());
    out.bytes(text.as_bytes()).map(|()| None)
}

fn fill(path: &Path, made: &Demo) -> Result<Store, Problem> {
    let doing = || format!("cannot make the demo in {}", path.display());
    if path.exists() {
        return Err(Problem::new(Exit::Conflict, doing())
            .because("it exists already and was left as it is")
            .advise("name another file, or leave --db out"));
    }
    let mut store = Store::open(path, OpenMode::Create).attempt(doing())?;
    store.join(&made.events).attempt(doing())?;
    store.set_current(made.current).attempt(doing())?;
    Ok(store)
}
