//! Parse, run, exit with a code that says what happened.

use std::process::ExitCode;
use warroom::cli::{self, Invocation, session::Session};
use warroom::tui::{self, Look, Options};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Invocation::Ended(exit) => exit.into(),
        Invocation::Cockpit(session) => cli::end(tui::run(options(&session))).into(),
    }
}

fn options(session: &Session) -> Options {
    let config = &session.config;
    Options {
        database: session.paths.database.path.clone(),
        state: session.paths.state.path.clone(),
        author: session.author.clone(),
        zone: config.zone.clone(),
        incident: session.incident.clone(),
        as_of: session.as_of,
        look: Look::find(config.theme.as_deref(), config.ascii, &|name| {
            std::env::var_os(name)
        }),
        rules: config.rules.clone(),
        tone: config.tone.clone(),
        facilitator: session.facilitator,
        mouse: config.mouse,
        editor: config.editor.clone(),
        remarks: session.said_at_start(),
    }
}
