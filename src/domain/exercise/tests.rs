//! What is due when, and what each act does to a drill.

use super::*;
use crate::domain::{EntryKind, Event, Hlc, Id, Severity, Stamp};

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + seconds, 0).expect("a time")
}

fn event(change: Change) -> Event {
    Event {
        id: fresh_id(),
        batch: Id::nil(),
        stamp: Stamp {
            hlc: Hlc(0),
            replica: Id::nil(),
        },
        at: at(0),
        author: "fay".into(),
        change,
    }
}

/// Injects 1 to 4, at 0, 60, 60 and 300 seconds.
fn exercise() -> Exercise {
    let mut incident = Incident::new("EX-1", "drill", Severity::Sev3);
    incident.exercise = true;
    let id = fresh_id();
    let create = Change::create(id, Some(id), Body::Incident(incident));
    let mut exercise = Exercise {
        incident: Thing::fold(None, &event(create)).expect("it is new"),
        injects: Vec::new(),
    };
    let inject = |(number, offset): (&str, u32)| Inject {
        expected: "SECRET".into(),
        notes: "SECRET".into(),
        ..Inject::new(number, offset, "fire")
    };
    let all = [("1", 0), ("2", 60), ("3", 60), ("4", 300)];
    let scenario = Scenario {
        title: "night".into(),
        injects: all.map(inject).to_vec(),
    };
    let changes = exercise.load(&scenario).expect("it is an exercise");
    fold(&mut exercise, changes);
    exercise
}

fn fold(exercise: &mut Exercise, changes: Vec<Change>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for change in changes {
        let subject = change.subject();
        let Exercise { incident, injects } = &mut *exercise;
        let known = injects
            .iter_mut()
            .chain([incident])
            .find(|t| t.id == subject);
        match known {
            Some(thing) => {
                *thing = Thing::fold(Some(thing.clone()), &event(change)).expect("it is there");
            }
            None => {
                let made = Thing::fold(None, &event(change)).expect("it is new");
                entries.extend(made.as_entry().cloned());
                exercise
                    .injects
                    .extend(Some(made).filter(|t| t.as_inject().is_some()));
            }
        }
    }
    exercise.injects.retain(|t| !t.withdrawn);
    entries
}

fn act(exercise: &mut Exercise, act: Act, now: i64) -> Result<Vec<Entry>, Refusal> {
    let changes = exercise.changes(&act, at(now), 7)?;
    Ok(fold(exercise, changes))
}

fn due(exercise: &Exercise, now: i64) -> Vec<&str> {
    let drill = exercise.drill().expect("it is loaded");
    let due = due_injects(drill, &exercise.injects, at(now));
    due.iter()
        .filter_map(|t| t.as_inject())
        .map(|i| i.number.as_str())
        .collect()
}

#[test]
fn an_inject_is_due_from_its_second_on_until_it_landed_or_was_skipped() {
    let mut it = exercise();
    assert_eq!(due(&it, 1000), [""; 0], "nothing before the start");
    let landed = act(&mut it, Act::Start, 0).expect("it starts");
    assert_eq!(landed.len(), 1, "the first comes with the start");
    assert_eq!(due(&it, 59), [""; 0]);
    assert_eq!(due(&it, 60), ["2", "3"]);
    assert_eq!(due(&it, 299), ["2", "3"]);
    assert_eq!(due(&it, 300), ["2", "3", "4"]);
    act(&mut it, Act::Skip("3".into()), 30).expect("it is left out");
    assert_eq!(due(&it, 300), ["2", "4"]);
    assert_eq!(act(&mut it, Act::Land, 300).expect("they land").len(), 2);
    assert_eq!(due(&it, 5000), [""; 0]);
    assert_eq!(act(&mut it, Act::Land, 5000), Ok(Vec::new()));
}

#[test]
fn what_lands_is_an_entry_and_the_inject_knows_it() {
    let mut it = exercise();
    let entries = act(&mut it, Act::Start, 3).expect("it starts");
    assert_eq!(entries[0].kind, EntryKind::Observation);
    assert_eq!(entries[0].text, "INJECT 1: fire");
    assert_eq!(entries[0].when.at, at(3));
    let inject = it.injects[0].as_inject().expect("it is one");
    assert_eq!(inject.landed, Some(at(3)));
    assert_eq!(inject.entry, Some(Label::new(LabelKind::Entry, 7)));
}

#[test]
fn the_clock_is_paused_hurried_and_moved_on() {
    let mut it = exercise();
    act(&mut it, Act::Start, 0).expect("it starts");
    act(&mut it, Act::Pause, 59).expect("it stops");
    assert_eq!(due(&it, 1000), [""; 0]);
    assert_eq!(act(&mut it, Act::Pause, 60), Err(Refusal::Standing));
    act(&mut it, Act::Speed(60), 100).expect("it is set");
    act(&mut it, Act::Start, 1000).expect("it goes on");
    assert_eq!(act(&mut it, Act::Start, 1000), Err(Refusal::Running));
    assert_eq!(due(&it, 1001), ["2", "3"], "59 + 60 seconds");
    assert_eq!(act(&mut it, Act::Next, 1000).expect("both land").len(), 2);
    assert_eq!(act(&mut it, Act::Next, 1000).expect("it lands").len(), 1);
    assert_eq!(it.drill().expect("loaded").clock(at(1000)), 300);
    assert_eq!(act(&mut it, Act::Next, 1000), Err(Refusal::NothingLeft));
    for speed in [0, Drill::FASTEST + 1] {
        assert_eq!(act(&mut it, Act::Speed(speed), 1000), Err(Refusal::Speed));
    }
    act(&mut it, Act::End, 1001).expect("it ends");
    assert_eq!(it.drill().expect("loaded").clock(at(9999)), 360);
    assert_eq!(act(&mut it, Act::Start, 1002), Err(Refusal::Ended));
}

#[test]
fn what_cannot_be_done_is_refused() {
    let mut it = exercise();
    let judge = |number: &str| Act::Judge {
        number: number.into(),
        met: Some(true),
    };
    assert_eq!(
        act(&mut it, judge("2"), 0),
        Err(Refusal::Pending("2".into()))
    );
    assert_eq!(
        act(&mut it, Act::Skip("9".into()), 0),
        Err(Refusal::NoInject("9".into()))
    );
    act(&mut it, Act::Start, 0).expect("it starts");
    assert_eq!(
        act(&mut it, Act::Skip("1".into()), 0),
        Err(Refusal::Landed("1".into()))
    );
    act(&mut it, Act::Skip("2".into()), 0).expect("it is left out");
    assert_eq!(
        act(&mut it, Act::Skip("2".into()), 0),
        Err(Refusal::Skipped("2".into()))
    );
    let again = Scenario {
        title: "x".into(),
        injects: Vec::new(),
    };
    assert_eq!(it.load(&again), Err(Refusal::Begun));
    let Body::Incident(real) = &mut it.incident.body else {
        panic!("an incident");
    };
    real.exercise = false;
    assert_eq!(it.load(&again), Err(Refusal::NoExercise("EX-1".into())));
    assert!(real_counts(&it));
}

fn real_counts(it: &Exercise) -> bool {
    it.card().is_some_and(Incident::in_statistics)
}

#[test]
fn a_scenario_that_has_not_begun_is_replaced() {
    let mut it = exercise();
    assert!(!real_counts(&it));
    let other = Scenario {
        title: "other".into(),
        injects: vec![Inject::new("a", 5, "x")],
    };
    let changes = it.load(&other).expect("it has not begun");
    fold(&mut it, changes);
    assert_eq!(it.injects.len(), 1);
    assert_eq!(it.drill().expect("loaded").scenario, "other");
}

#[test]
fn players_see_what_landed_and_nothing_of_what_was_expected() {
    let mut it = exercise();
    assert_eq!(it.for_players().injects, []);
    act(&mut it, Act::Start, 0).expect("it starts");
    let answer = Act::Answer {
        number: "1".into(),
        what: "SECRET".into(),
    };
    act(&mut it, answer.clone(), 9).expect("it is linked");
    assert_eq!(act(&mut it, answer, 9), Ok(Vec::new()), "once");
    let seen = it.for_players();
    assert_eq!(seen.injects.len(), 1);
    assert!(!format!("{seen:?}").contains("SECRET"));
}
