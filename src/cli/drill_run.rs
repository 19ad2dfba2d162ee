//! `warroom drill run`: a drill without a cockpit, to its end.

use super::drill::{landed, perform_at};
use super::output::{Output, faint};
use super::session::Session;
use crate::clock;
use crate::domain::exercise::{Act, Exercise};
use crate::domain::{Thing, drill_time};
use crate::problem::{Attempt as _, Exit, Problem};
use crate::store::{By, OpenMode, Store};
use chrono::{DateTime, TimeDelta, Utc};
use std::time::Duration;

/// How long to wait at most before looking whether somebody else paused,
/// skipped or hurried.
const LOOK: TimeDelta = TimeDelta::milliseconds(250);

/// The time as it passes. Where the clock is fixed nothing is waited for: the
/// moments are those that would have been.
struct Pace {
    fixed: Option<DateTime<Utc>>,
}

impl Pace {
    fn now(&self) -> DateTime<Utc> {
        self.fixed.unwrap_or_else(clock::now)
    }

    fn wait(&mut self, time: TimeDelta) {
        match &mut self.fixed {
            Some(now) => *now += time,
            None => {
                let time = time.min(LOOK).to_std().unwrap_or(Duration::ZERO);
                std::thread::sleep(time.max(Duration::from_millis(1)));
            }
        }
    }
}

/// Plays it.
pub fn run(speed: Option<u32>, session: &Session, out: &mut Output) -> Result<(), Problem> {
    let mut store = session.store(OpenMode::Existing)?;
    let incident = session.incident(&store)?;
    let mut pace = Pace {
        fixed: clock::is_fixed().then(clock::now),
    };
    let play = |act: &Act, now, out: &mut Output, store: &mut Store| {
        let by = By {
            author: session.author.clone(),
            now,
        };
        perform_at(store, &incident, act, &by).and_then(|appended| landed(&appended, out))
    };
    if let Some(speed) = speed {
        play(&Act::Speed(speed), pace.now(), out, &mut store)?;
    }
    let running = |e: &Exercise| e.drill().is_some_and(|d| d.is_running());
    if !running(&read(&store, &incident)?) {
        play(&Act::Start, pace.now(), out, &mut store)?;
    }
    loop {
        let exercise = read(&store, &incident)?;
        let now = pace.now();
        let Some(drill) = exercise.drill().filter(|d| !d.ended) else {
            return Ok(());
        };
        let Some(next) = exercise.next() else {
            break;
        };
        match drill.until(next.offset, now) {
            // One that is due in less than a millisecond is waited for, too.
            Some(_) if exercise.is_due(now) => play(&Act::Land, now, out, &mut store)?,
            Some(left) => pace.wait(left.max(TimeDelta::milliseconds(1))),
            None if pace.fixed.is_some() => {
                return Err(Problem::new(Exit::Conflict, "cannot go on with the drill")
                    .because("its clock stands still"));
            }
            None => pace.wait(LOOK),
        }
    }
    play(&Act::End, pace.now(), out, &mut store)?;
    let clock = read(&store, &incident)?;
    let clock = clock.drill().map_or(0, |d| d.clock(pace.now()));
    let text = format!("the drill ended at +{}", drill_time(clock));
    out.line(0, &[faint(text)])
}

fn read(store: &Store, incident: &Thing) -> Result<Exercise, Problem> {
    store.exercise(incident.id).attempt("cannot read the drill")
}
