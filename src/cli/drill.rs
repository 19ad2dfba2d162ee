//! `warroom drill`: loading a scenario, and what its facilitator does.

use super::output::{Output, plain, strong};
use super::rows;
use super::session::{Session, created};
use super::{drill_run, drill_status};
use crate::domain::exercise::{Act, Refusal};
use crate::domain::{Incident, Scenario, Severity, Thing, drill_time};
use crate::interchange::{Fault, read_scenario};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::report;
use crate::store::{Appended, OpenMode, Store};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Run a drill: the injects of a scenario land on the timeline of an exercise at their moment.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A scenario is a file of timed injects, TOML or CSV (docs/SCENARIO.md). Its injects land
while a facilitator's cockpit is open (warroom --facilitator) or `drill run` runs.
What was expected is shown to --facilitator alone.

Examples:
  warroom drill load --open examples/night-shift.toml
  warroom --facilitator                             the cockpit; Z shows the drill
  warroom drill run --speed 60                      an hour in a minute, without a cockpit
  warroom --facilitator drill report -o after-action.md"
)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Load a scenario into the current exercise; nothing is loaded of a file with faults
    Load(Load),
    /// Let the clock of the drill run, or run on
    Start,
    /// Let the clock of the drill stand still
    Pause,
    /// Move the clock on to the next inject, which lands
    Next,
    /// Leave an inject out
    Skip(Number),
    /// Say how many seconds of the drill pass in one
    Speed(Speed),
    /// Bring the drill to its end
    End,
    /// Link what the players did about an inject: a label as E12, or words
    Answer(Answer),
    /// Say whether what was expected was done
    Judge(Judge),
    /// Play the drill to its end, and print what lands
    Run(Run),
    /// Say how the drill stands
    Status(Status),
    /// Write the after-action report as Markdown; takes --facilitator
    Report(Report),
}

#[derive(Debug, clap::Args)]
struct Load {
    /// The scenario: TOML, or CSV by the name's ending; `-` reads TOML from standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Open an exercise for it, and make that the current incident
    #[arg(long)]
    open: bool,
}

#[derive(Debug, clap::Args)]
struct Number {
    /// The inject, by its number in the scenario
    #[arg(value_name = "N")]
    number: String,
}

#[derive(Debug, clap::Args)]
struct Speed {
    /// 1 is real time, 60 an hour in a minute
    #[arg(value_name = "N")]
    speed: u32,
}

#[derive(Debug, clap::Args)]
struct Answer {
    /// The inject, by its number in the scenario
    #[arg(value_name = "N")]
    number: String,
    /// What was done
    #[arg(required = true, num_args = 1.., value_name = "LABEL or WORDS")]
    what: Vec<String>,
}

#[derive(Debug, clap::Args)]
struct Judge {
    /// The inject, by its number in the scenario
    #[arg(value_name = "N")]
    number: String,
    /// How it went
    #[arg(value_name = "met, missed or open", value_parser = ["met", "missed", "open"])]
    met: String,
}

#[derive(Debug, clap::Args)]
struct Run {
    /// A scenario to open an exercise for [default: the drill of the current exercise]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// How many seconds of the drill pass in one
    #[arg(long, value_name = "N")]
    speed: Option<u32>,
}

#[derive(Debug, clap::Args)]
struct Status {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct Report {
    /// Write into a file instead of the output; it is whole or not there. `-` is the output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists; never a link, a folder, a device or the database
    #[arg(long, requires = "output")]
    force: bool,
}

/// Does what is wanted.
pub fn run(args: &Args, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let one = match &args.what {
        What::Load(args) => return load(args, session, out),
        What::Run(args) => {
            let file = args.file.as_deref();
            if let Some(file) = file {
                opened(&scenario(file)?, session)?;
            }
            return drill_run::run(args.speed, session, out);
        }
        What::Status(args) => return drill_status::run(args.json, session, out),
        What::Report(args) => return report(args, session, out),
        What::Start => Act::Start,
        What::Pause => Act::Pause,
        What::Next => Act::Next,
        What::Skip(args) => Act::Skip(args.number.clone()),
        What::Speed(args) => Act::Speed(args.speed),
        What::End => Act::End,
        What::Answer(args) => Act::Answer {
            number: args.number.clone(),
            what: args.what.join(" "),
        },
        What::Judge(args) => Act::Judge {
            number: args.number.clone(),
            met: match args.met.as_str() {
                "met" => Some(true),
                "missed" => Some(false),
                _open => None,
            },
        },
    };
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let appended = perform(&mut store, &incident, &one, session)?;
    landed(&appended, out)?;
    drill_status::line(&store, &incident, session, out)
}

/// Does one thing to the drill of an incident.
///
/// # Errors
/// When it cannot be done as the drill stands, or nothing can be recorded.
pub fn perform(
    store: &mut Store,
    incident: &Thing,
    act: &Act,
    session: &Session,
) -> Result<Appended, Problem> {
    let by = session.by();
    perform_at(store, incident, act, &by)
}

/// The same, at a moment of the caller's.
pub fn perform_at(
    store: &mut Store,
    incident: &Thing,
    act: &Act,
    by: &crate::store::By,
) -> Result<Appended, Problem> {
    let mut refused = None;
    let appended = store
        .append_to_exercise(by, incident.id, |exercise, next| {
            let changes = exercise.changes(act, by.now, next);
            changes.unwrap_or_else(|refusal| {
                refused = Some(refusal);
                Vec::new()
            })
        })
        .attempt("cannot go on with the drill")?;
    match refused {
        Some(refusal) => Err(refusal_of(&refusal, incident)),
        None => Ok(appended),
    }
}

fn refusal_of(refusal: &Refusal, incident: &Thing) -> Problem {
    let (exit, advice) = match refusal {
        Refusal::NotLoaded => (Exit::NotFound, "warroom drill load --open FILE"),
        Refusal::NoInject(_) => (Exit::NotFound, "warroom --facilitator drill status"),
        Refusal::Speed => (Exit::Usage, "warroom drill speed 60"),
        Refusal::NoExercise(_) | Refusal::Begun => (
            Exit::Conflict,
            "--open, to open an exercise for it and make that the current incident",
        ),
        Refusal::Ended
        | Refusal::Running
        | Refusal::Standing
        | Refusal::NothingLeft
        | Refusal::Landed(_)
        | Refusal::Skipped(_)
        | Refusal::OwnEntry(_)
        | Refusal::Pending(_) => (Exit::Conflict, "warroom drill status"),
    };
    let what = format!("cannot go on with the drill of {}", incident.name());
    Problem::new(exit, what)
        .because(refusal.to_string())
        .advise(advice)
}

/// Prints the entries that an act made.
pub fn landed(appended: &Appended, out: &mut Output) -> Result<(), Problem> {
    let names = super::names::Names::default();
    let things = created(appended);
    let entries = things.iter().filter(|t| t.as_entry().is_some());
    entries
        .into_iter()
        .try_for_each(|thing| rows::row(out, thing, &names))?;
    out.flush()
}

fn load(args: &Load, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let scenario = scenario(&args.file)?;
    let key = match args.open {
        true => opened(&scenario, session)?,
        false => loaded(&scenario, session)?,
    };
    let text = format!(
        "  {} with {} injects, the last at +{}",
        scenario.title,
        scenario.injects.len(),
        drill_time(scenario.length())
    );
    out.line(2, &[strong(key), plain(text)])
}

/// Loads a scenario into the exercise that is worked on.
fn loaded(scenario: &Scenario, session: &Session) -> Result<String, Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let mut refused = None;
    store
        .append_to_exercise(&session.by(), incident.id, |exercise, _| {
            exercise.load(scenario).unwrap_or_else(|refusal| {
                refused = Some(refusal);
                Vec::new()
            })
        })
        .attempt("cannot load the scenario")?;
    match refused {
        Some(refusal) => Err(refusal_of(&refusal, &incident)),
        None => Ok(incident.name()),
    }
}

/// Opens an exercise for a scenario.
fn opened(scenario: &Scenario, session: &Session) -> Result<String, Problem> {
    let incident = Incident {
        exercise: true,
        drill: Some(scenario.drill()),
        ..Incident::new("", scenario.title.as_str(), Severity::DEFAULT)
    };
    let mut store = session.store(OpenMode::Create)?;
    let appended = store
        .create_incident(&session.by(), incident, |id, _| scenario.creates(id))
        .attempt("cannot open an exercise")?;
    let things = created(&appended);
    let made = things.iter().find(|t| t.as_incident().is_some());
    Ok(made.map(Thing::name).unwrap_or_default())
}

/// A scenario file; every fault of it is told, and nothing is begun.
fn scenario(file: &Path) -> Result<Scenario, Problem> {
    /// No scenario is larger; what is, is another file.
    const LARGEST: u64 = 8 << 20;
    let shown = file.display().to_string();
    let doing = || format!("cannot read the scenario {shown}");
    let mut bytes = Vec::new();
    let mut input: Box<dyn std::io::Read> = match shown.as_str() {
        "-" => Box::new(std::io::stdin().lock()),
        _ => Box::new(std::fs::File::open(file).attempt(doing())?),
    };
    let mut limited = (&mut input).take(LARGEST + 1);
    limited.read_to_end(&mut bytes).attempt(doing())?;
    if bytes.len() as u64 > LARGEST {
        return Err(Problem::new(Exit::Usage, doing()).because("it is larger than 8 MB"));
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    read_scenario(&name, &bytes).map_err(|faults| {
        let told = faults
            .iter()
            .map(|f: &Fault| format!("line {} {}", f.line, f.what));
        let problem = Problem::new(Exit::Usage, format!("{}: nothing was begun", doing()));
        told.fold(problem, Problem::fault)
            .advise("docs/SCENARIO.md says how a scenario is written")
    })
}

fn report(args: &Report, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    if !session.facilitator {
        return Err(
            Problem::new(Exit::Permission, "cannot write the after-action report")
                .because("it says what was expected, which players are not to see")
                .advise("warroom --facilitator drill report"),
        );
    }
    let drill = incident.as_incident().and_then(|i| i.drill.as_ref());
    if drill.is_none() {
        return Err(refusal_of(&Refusal::NotLoaded, &incident));
    }
    let record = store
        .record(incident.id)
        .attempt("cannot read the record")?;
    let text = report::after_action(&record);
    match &args.output {
        Some(file) if file.as_os_str() != "-" => {
            let shown = file.display().to_string();
            store
                .hand_out(file, &text, args.force)
                .attempt(format!("cannot write {shown}"))?;
            out.line(0, &[plain(shown)])
        }
        Some(_) | None => out.bytes(text.as_bytes()),
    }
}
