//! `warroom drill status`: how the drill stands; to players what has landed.

use super::json::instant;
use super::output::{Output, Piece, Tone, faint, plain, strong};
use super::session::Session;
use crate::domain::exercise::{Exercise, pending};
use crate::domain::{Drill, Inject, Thing, drill_time};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{OpenMode, Store};
use serde::Serialize;

#[derive(Serialize)]
struct View<'a> {
    incident: &'a str,
    scenario: &'a str,
    /// `loaded`, `running`, `paused` or `ended`.
    state: &'static str,
    /// The drill's own clock, in seconds after its start.
    clock: u32,
    speed: u32,
    injects: Vec<InjectView<'a>>,
}

#[derive(Serialize)]
struct InjectView<'a> {
    number: &'a str,
    /// When it comes, in seconds after the start.
    offset: u32,
    r#type: &'a str,
    delivery: &'a str,
    from: &'a str,
    to: &'a str,
    inject: &'a str,
    landed: Option<String>,
    entry: Option<String>,
    /// What only a facilitator sees; absent for players.
    #[serde(flatten)]
    hidden: Option<Hidden<'a>>,
}

#[derive(Serialize)]
struct Hidden<'a> {
    skipped: bool,
    expected: &'a str,
    notes: &'a str,
    answers: Vec<&'a String>,
    met: Option<bool>,
}

/// Says it.
pub fn run(json: bool, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let store = session.store(OpenMode::ReadOnly)?;
    let incident = session.incident(&store)?;
    let exercise = seen(&store, &incident, session)?;
    let Some(drill) = exercise.drill() else {
        let what = format!("{} has no drill", incident.name());
        return Err(Problem::new(Exit::NotFound, what).advise("warroom drill load --open FILE"));
    };
    let mut injects: Vec<&Inject> = exercise
        .injects
        .iter()
        .filter_map(Thing::as_inject)
        .collect();
    injects.sort_by_key(|i| i.offset);
    if json {
        let key = incident.name();
        return out.json(&View {
            incident: &key,
            scenario: &drill.scenario,
            state: state(drill),
            clock: drill.clock(session.now()),
            speed: drill.speed,
            injects: injects.iter().map(|i| view(i, session)).collect(),
        });
    }
    stands(&exercise, drill, &incident, session, out)?;
    injects.into_iter().try_for_each(|i| row(i, session, out))
}

/// One line on how it stands, after something was done to it.
pub fn line(
    store: &Store,
    incident: &Thing,
    session: &Session,
    out: &mut Output,
) -> Result<(), Problem> {
    let exercise = seen(store, incident, session)?;
    let Some(drill) = exercise.drill() else {
        return Ok(());
    };
    stands(&exercise, drill, incident, session, out)
}

/// The drill as far as it may be seen from here.
fn seen(store: &Store, incident: &Thing, session: &Session) -> Result<Exercise, Problem> {
    let exercise = store
        .exercise(incident.id)
        .attempt("cannot read the drill")?;
    Ok(match session.facilitator {
        true => exercise,
        false => exercise.for_players(),
    })
}

const fn state(drill: &Drill) -> &'static str {
    match (drill.ended, drill.since.is_some(), drill.elapsed) {
        (true, ..) => "ended",
        (false, true, _) => "running",
        (false, false, 0) => "loaded",
        (false, false, _) => "paused",
    }
}

fn stands(
    exercise: &Exercise,
    drill: &Drill,
    incident: &Thing,
    session: &Session,
    out: &mut Output,
) -> Result<(), Problem> {
    let clock = drill.clock(session.now());
    let mut text = format!(
        "  {} at +{}, speed {}",
        state(drill),
        drill_time(clock),
        drill.speed
    );
    if session.facilitator && !drill.ended {
        let left = pending(&exercise.injects).count();
        text.push_str(&format!(", {left} to come"));
        if let Some(next) = exercise.next() {
            text.push_str(&format!(
                ", next {} at +{}",
                next.number,
                drill_time(next.offset)
            ));
        }
    }
    out.line(
        2,
        &[
            Piece(Tone::Warn, "EXERCISE ".into()),
            strong(incident.name()),
            plain(format!("  {}", drill.scenario)),
            plain(text),
        ],
    )
}

fn view<'a>(inject: &'a Inject, session: &Session) -> InjectView<'a> {
    InjectView {
        number: &inject.number,
        offset: inject.offset,
        r#type: &inject.sort,
        delivery: &inject.delivery,
        from: &inject.from,
        to: &inject.to,
        inject: &inject.text,
        landed: inject.landed.map(instant),
        entry: inject.entry.map(|l| l.to_string()),
        hidden: session.facilitator.then(|| Hidden {
            skipped: inject.skipped,
            expected: &inject.expected,
            notes: &inject.notes,
            answers: inject.answers.values(),
            met: inject.met,
        }),
    }
}

fn row(inject: &Inject, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let how = match (inject.landed, inject.entry, inject.skipped) {
        (Some(_), Some(entry), _) => entry.to_string(),
        (Some(_), None, _) => "landed".to_owned(),
        (None, _, true) => "skipped".to_owned(),
        (None, _, false) => "to come".to_owned(),
    };
    let time = drill_time(inject.offset);
    out.line(
        19,
        &[
            faint(format!("+{time:<9}")),
            strong(format!("{how:<8} ")),
            plain(inject.told()),
        ],
    )?;
    if !session.facilitator {
        return Ok(());
    }
    let met = match inject.met {
        Some(true) => "met",
        Some(false) => "not met",
        None => "",
    };
    let answers: Vec<&str> = inject.answers.values().iter().map(|a| a.as_str()).collect();
    let answers = answers.join(", ");
    let lines = [
        ("expected", inject.expected.as_str()),
        ("notes", &inject.notes),
        ("done", &answers),
        ("judged", met),
    ];
    for (name, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        out.line(19, &[faint(format!("{:10}{name:<8} ", "")), plain(text)])?;
    }
    Ok(())
}
