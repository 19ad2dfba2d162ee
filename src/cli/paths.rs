//! `warroom paths`: where things are, and what decided on it.

use super::output::{Output, faint, plain, strong};
use super::session::Session;
use crate::paths::Place;
use crate::problem::Problem;
use serde::Serialize;

/// Say where the database, the configuration, the templates and the drafts are.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Each path is decided by its flag, then its WARROOM_ variable,
then XDG_DATA_HOME, XDG_CONFIG_HOME or XDG_STATE_HOME, then the platform.

Examples:
  warroom paths
  warroom --db drill.db paths --json"
)]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct View {
    database: PlaceView,
    config: PlaceView,
    templates: PlaceView,
    state: PlaceView,
    files: PlaceView,
}

#[derive(Serialize)]
struct PlaceView {
    path: String,
    decided_by: String,
    exists: bool,
}

/// Prints the paths.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let files = Place {
        path: session.paths.blobs(),
        reason: session.paths.database.reason,
    };
    let all = [
        ("database", &session.paths.database),
        ("config", &session.paths.config),
        ("templates", &session.paths.templates),
        ("state", &session.paths.state),
        ("files", &files),
    ];
    if args.json {
        let [database, config, templates, state, files] = all.map(|(_, place)| view(place));
        return out.json(&View {
            database,
            config,
            templates,
            state,
            files,
        });
    }
    for (name, place) in all {
        let view = view(place);
        let absent = if view.exists { "" } else { ", not there yet" };
        let why = format!("  ({}{absent})", view.decided_by);
        out.line(
            10,
            &[strong(format!("{name:<10}")), plain(view.path), faint(why)],
        )?;
    }
    Ok(())
}

fn view(place: &Place) -> PlaceView {
    PlaceView {
        path: place.path.display().to_string(),
        decided_by: place.reason.to_string(),
        exists: place.path.exists(),
    }
}
