//! The shell: one file a subcommand, `output.rs` the only place that prints.
//!
//! A command reads its arguments, asks the store, and hands what it found to
//! [`output::Output`]; failures are [`Problem`]s and end the run in one place.

mod afterwards;
mod amend;
mod artifact;
mod backup;
mod check_in;
mod check_in_view;
mod check_ins;
mod clocks;
mod close;
mod completions;
mod decisions;
mod demo;
mod doctor;
mod drill;
mod drill_run;
mod drill_status;
mod duty;
mod edit;
mod export;
mod export_json;
mod factor;
mod fields;
mod fix;
mod fix_fields;
mod fixes;
mod found;
mod handover;
mod history;
mod hyphens;
mod import;
mod import_things;
mod input;
mod json;
mod list;
mod man;
mod meeting;
mod names;
mod needs;
mod note;
mod open;
pub mod output;
mod paths;
mod patterns;
mod people;
mod person;
mod phase;
mod pipe;
mod readiness;
mod review;
mod review_rows;
mod review_view;
mod role;
mod rows;
mod search;
mod section;
pub mod session;
mod show;
mod sitrep;
mod status;
mod task;
mod tasks;
mod templates;
mod timeline;
mod undo;
mod values;
mod verify;
mod words;
mod workstream;

use crate::domain::visible_line;
use crate::problem::{Exit, Problem};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use output::Output;
use session::Session;
use std::ffi::OsString;
use std::path::PathBuf;

/// A terminal cockpit for security incidents: timeline, workstreams, tasks,
/// artifacts and the post-mortem, in one SQLite file.
#[derive(Debug, Parser)]
#[command(
    name = "warroom",
    version,
    max_term_width = 100,
    after_help = "Without a command, the cockpit opens; with --as-of, in that past and read-only.

Examples:
  warroom demo                                     look around in a made-up incident
  warroom open 'Stolen CI token' --sev 2           start an incident
  warroom note '14:05 > revoked all CI tokens @lee #identity'
  warroom export -o post-mortem.md                 the report, from minute one

Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 conflict, 5 busy, 6 integrity, 7 permission,
10 something needs you (`warroom needs`) or is missing (`warroom review --check`)."
)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Flags that every command takes.
#[derive(Debug, clap::Args)]
pub struct Globals {
    /// The database file [default: see `warroom paths`; also WARROOM_DB]
    #[arg(long, global = true, help_heading = "Everywhere", value_name = "FILE")]
    db: Option<PathBuf>,
    /// The configuration file [default: see `warroom paths`; also WARROOM_CONFIG]
    #[arg(long, global = true, help_heading = "Everywhere", value_name = "FILE")]
    config: Option<PathBuf>,
    /// The incident to work on, by its key [default: the current one]
    #[arg(long, global = true, help_heading = "Everywhere", value_name = "KEY")]
    incident: Option<String>,
    /// Read the record as it was known at a past moment; commands that write refuse it
    #[arg(
        long,
        global = true,
        help_heading = "Everywhere",
        value_name = "TIME",
        allow_hyphen_values = true
    )]
    as_of: Option<String>,
    /// Run a drill: see what its players must not see, and let its injects land
    #[arg(long, global = true, help_heading = "Everywhere")]
    facilitator: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Open(open::Args),
    List(list::Args),
    Use(list::UseArgs),
    Status(status::Args),
    Needs(needs::Args),
    CheckIns(check_ins::Args),
    CheckIn(check_in::Args),
    Phase(phase::Args),
    Close(close::Args),
    Role(role::Args),
    Edit(edit::Args),
    Note(note::Args),
    Workstreams(workstream::ListArgs),
    Workstream(workstream::Args),
    Person(person::Args),
    People(people::Args),
    Who(people::WhoArgs),
    Task(task::Args),
    Tasks(tasks::Args),
    Artifact(artifact::Args),
    Timeline(timeline::Args),
    Show(show::Args),
    Search(search::Args),
    Amend(amend::AmendArgs),
    Strike(amend::StrikeArgs),
    Star(amend::StarArgs),
    Undo(undo::Args),
    Sitrep(sitrep::Args),
    Handover(handover::Args),
    Clocks(clocks::Args),
    Clock(clocks::ClockArgs),
    Decisions(decisions::Args),
    Questions(decisions::QuestionArgs),
    Revisit(decisions::RevisitArgs),
    Answer(decisions::AnswerArgs),
    #[command(flatten)]
    Afterwards(afterwards::Afterwards),
    Export(export::Args),
    Import(import::Args),
    Drill(drill::Args),
    Verify(verify::Args),
    Backup(backup::Args),
    Demo(demo::Args),
    Paths(paths::Args),
    Doctor(doctor::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// What a command line asks for.
pub enum Invocation {
    /// The full screen.
    Cockpit(Box<Session>),
    /// A command that has run already, and how it ended.
    Ended(Exit),
}

/// Reads a command line and runs what is not the cockpit.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> Invocation {
    let mut out = Output::new();
    let args: Vec<OsString> = args.into_iter().collect();
    let result = match read(&args) {
        Ok(cli) => dispatch(&cli, &mut out),
        Err(Unread::Forgotten(problem)) => Err(problem),
        Err(Unread::Clap(e)) => refuse(&e, &args, &mut out),
    };
    match result {
        Ok(Some(session)) => Invocation::Cockpit(session),
        Ok(None) => Invocation::Ended(out.end(Ok(()))),
        Err(problem) => Invocation::Ended(out.end(Err(problem))),
    }
}

/// Tells how the cockpit ended.
#[must_use]
pub fn end(result: Result<(), Problem>) -> Exit {
    Output::new().end(result)
}

/// The whole tree of commands, for what is made from it: completions, manual,
/// `docs/CLI.md`.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}

/// Why a command line is not understood.
enum Unread {
    /// What clap says of it, help and version among that.
    Clap(Box<clap::Error>),
    /// A flag stands where an option needs its text.
    Forgotten(Problem),
}

fn read(args: &[OsString]) -> Result<Cli, Unread> {
    let clap = |error| Unread::Clap(Box::new(error));
    let mut command = Cli::command();
    match command.try_get_matches_from_mut(args) {
        Ok(matches) => {
            hyphens::forgotten(&command, &matches, args).map_err(Unread::Forgotten)?;
            Cli::from_arg_matches(&matches).map_err(clap)
        }
        Err(error) => {
            // What was forgotten is often why the rest cannot be read.
            let mut lenient = Cli::command().ignore_errors(true);
            if error.use_stderr()
                && let Ok(matches) = lenient.try_get_matches_from_mut(args)
            {
                hyphens::forgotten(&lenient, &matches, args).map_err(Unread::Forgotten)?;
            }
            Err(clap(error))
        }
    }
}

fn dispatch(cli: &Cli, out: &mut Output) -> Result<Option<Box<Session>>, Problem> {
    let session = Session::new(&cli.globals)?;
    let Some(command) = &cli.command else {
        return Ok(Some(Box::new(session)));
    };
    session.misread().iter().for_each(|r| out.remark(r));
    match command {
        Command::Open(args) => open::run(args, &session, out),
        Command::List(args) => list::run(args, &session, out),
        Command::Use(args) => list::run_use(args, &session, out),
        Command::Status(args) => status::run(args, &session, out),
        Command::Needs(args) => needs::run(args, &session, out),
        Command::CheckIns(args) => check_ins::run(args, &session, out),
        Command::CheckIn(args) => check_in::run(args, &session, out),
        Command::Phase(args) => phase::run(args, &session, out),
        Command::Close(args) => close::run(args, &session, out),
        Command::Role(args) => role::run(args, &session, out),
        Command::Edit(args) => edit::run(args, &session, out),
        Command::Note(args) => note::run(args, &session, out),
        Command::Workstreams(args) => workstream::run_list(args, &session, out),
        Command::Workstream(args) => workstream::run(args, &session, out),
        Command::Person(args) => person::run(args, &session, out),
        Command::People(args) => people::run(args, &session, out),
        Command::Who(args) => people::run_who(args, &session, out),
        Command::Task(args) => task::run(args, &session, out),
        Command::Tasks(args) => tasks::run(args, &session, out),
        Command::Artifact(args) => artifact::run(args, &session, out),
        Command::Timeline(args) => timeline::run(args, &session, out),
        Command::Show(args) => show::run(args, &session, out),
        Command::Search(args) => search::run(args, &session, out),
        Command::Amend(args) => amend::run(args, &session, out),
        Command::Strike(args) => amend::run_strike(args, &session, out),
        Command::Star(args) => amend::run_star(args, &session, out),
        Command::Undo(args) => undo::run(args, &session, out),
        Command::Sitrep(args) => sitrep::run(args, &session, out),
        Command::Handover(args) => handover::run(args, &session, out),
        Command::Clocks(args) => clocks::run(args, &session, out),
        Command::Clock(args) => clocks::run_clock(args, &session, out),
        Command::Decisions(args) => decisions::run(args, &session, out),
        Command::Questions(args) => decisions::run_questions(args, &session, out),
        Command::Revisit(args) => decisions::run_revisit(args, &session, out),
        Command::Answer(args) => decisions::run_answer(args, &session, out),
        Command::Afterwards(command) => afterwards::run(command, &session, out),
        Command::Export(args) => export::run(args, &session, out),
        Command::Import(args) => import::run(args, &session, out),
        Command::Drill(args) => drill::run(args, &session, out),
        Command::Verify(args) => verify::run(args, &session, out),
        Command::Backup(args) => backup::run(args, &session, out),
        Command::Demo(args) => return Ok(demo::run(args, session, out)?.map(Box::new)),
        Command::Paths(args) => paths::run(args, &session, out),
        Command::Doctor(args) => doctor::run(args, &session, out),
        Command::Completions(args) => completions::run(args, out),
        Command::Man(args) => man::run(args, out),
    }
    .map(|()| None)
}

/// Help and version go to the output. What is not understood is quoted in the
/// complaint, where a line break would make lines of its own and an escape
/// would be dropped: the complaint is made of the arguments as they are shown.
fn refuse(
    error: &clap::Error,
    args: &[OsString],
    out: &mut Output,
) -> Result<Option<Box<Session>>, Problem> {
    let text = error.render();
    if error.use_stderr() {
        let shown = args.iter().map(|arg| match arg.to_str() {
            Some(text) => OsString::from(visible_line(text).into_owned()),
            None => arg.clone(),
        });
        let shown: Vec<OsString> = shown.collect();
        let Err(mut error) = Cli::try_parse_from(&shown) else {
            return Err(Problem::new(Exit::Usage, "cannot read the command line")
                .because("an argument has control characters where none can be meant"));
        };
        hyphens::tell_of_text(&mut error, &shown);
        out.complain(&error.render().to_string());
        return Err(Problem::silent(Exit::Usage));
    }
    let text = if out.colour() {
        text.ansi().to_string()
    } else {
        text.to_string()
    };
    out.bytes(text.as_bytes()).map(|()| None)
}
