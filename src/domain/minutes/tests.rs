//! What beginning, a line and ending change, in values.

use crate::domain::attention::Rules;
use crate::domain::{
    Aspect, Body, Change, CheckIn, Edit, Entry, EntryKind, Hlc, Id, Incident, Known, Label, Mark,
    Minute, Person, Severity, Situation, Tally, Task, Thing, When, Workstream, WorkstreamStatus,
    fresh_id, made_during,
};
use chrono::{DateTime, TimeDelta, Utc};

const HELD: Id = Id::from_u128(9);
const FORENSICS: Id = Id::from_u128(2);
const LEGAL: Id = Id::from_u128(3);
const MAYA: Id = Id::from_u128(4);

fn noon() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

fn thing(id: Id, number: u32, body: Body) -> Thing {
    let mark = Mark {
        at: noon(),
        author: "ana".into(),
        hlc: Hlc(0),
    };
    Thing {
        id,
        incident: Some(Id::from_u128(1)),
        number,
        withdrawn: false,
        earlier: Vec::new(),
        created: mark.clone(),
        changed: mark,
        body,
    }
}

fn situation(check_ins: Vec<CheckIn>) -> Situation {
    let stream = |id, slug| thing(id, 0, Body::Workstream(Workstream::new(slug)));
    let numbered = |(n, c): (u32, CheckIn)| {
        let id = Id::from_u128(HELD.as_u128() + u128::from(n));
        thing(id, n + 1, Body::CheckIn(c))
    };
    let mut over = Workstream::new("network");
    over.status = WorkstreamStatus::Done;
    let over = thing(Id::from_u128(5), 0, Body::Workstream(over));
    Situation {
        incident: thing(
            Id::from_u128(1),
            0,
            Body::Incident(Incident::new("K", "t", Severity::Sev1)),
        ),
        known: Known {
            workstreams: vec![
                stream(FORENSICS, "forensics"),
                stream(LEGAL, "legal"),
                // What is done is not on the page, and so not passed over.
                over,
            ],
            people: vec![thing(MAYA, 0, Body::Person(Person::new("maya")))],
            ..Known::default()
        },
        tally: Tally::default(),
        roles: Vec::new(),
        tasks: Vec::new(),
        waiting: Vec::new(),
        check_ins: (0..).zip(check_ins).map(numbered).collect(),
        handovers: Vec::new(),
        duties: Vec::new(),
        told: None,
        snoozes: Vec::new(),
        fixes: Vec::new(),
    }
}

fn running() -> CheckIn {
    let mut check_in = CheckIn::new(None);
    check_in.started = Some(noon());
    check_in
}

fn minute(workstream: Option<Id>, aspect: Aspect, text: &str) -> Minute {
    Minute {
        workstream,
        aspect,
        text: text.into(),
    }
}

fn ended(check_in: CheckIn, made: &[Thing]) -> (Vec<Change>, Entry) {
    let later = noon() + TimeDelta::minutes(20);
    let changes = situation(vec![check_in]).end_check_in(HELD, made, "UTC", later);
    let entry = match &changes[0] {
        Change::Create { body, .. } => thing(HELD, 1, *body.clone()).as_entry().unwrap().clone(),
        other => unreachable!("{other:?}"),
    };
    (changes, entry)
}

/// The check-in that a change creates.
fn planned(change: &Change) -> Option<&CheckIn> {
    match change {
        Change::Create { body, .. } => match &**body {
            Body::CheckIn(check_in) => Some(check_in),
            _ => None,
        },
        _ => None,
    }
}

#[test]
fn the_minutes_of_a_check_in_in_which_all_was_said() {
    let mut check_in = running();
    let lines = [
        minute(Some(FORENSICS), Aspect::Needs, "a bigger disk"),
        minute(Some(FORENSICS), Aspect::Conditions, "one image is there"),
        minute(Some(FORENSICS), Aspect::Conditions, "the other is not"),
        minute(None, Aspect::Actions, "we meet at nine"),
    ];
    for (n, line) in (1..).zip(lines) {
        check_in.lines.insert(Id::from_u128(n), line);
    }
    check_in.attendance.insert(fresh_id(), MAYA);
    check_in.next = Some(When::now(noon() + TimeDelta::hours(6)));
    let mut decision = Entry::new(EntryKind::Decision, When::now(noon()), "cut it");
    decision.decision.as_mut().unwrap().number = 2;
    let image = Task {
        workstream: Some(FORENSICS),
        ..Task::new("image it")
    };
    let made = [
        thing(fresh_id(), 7, Body::Task(image)),
        thing(fresh_id(), 12, Body::Entry(decision)),
    ];
    let (changes, entry) = ended(check_in, &made);
    assert_eq!(
        entry.text,
        "M1, begun 2026-11-21 12:00 UTC; there: @maya\n\
         #forensics (green): conditions: one image is there, the other is not; needs: a bigger disk\n\
         The whole incident: actions: we meet at nine\n\
         Recorded: T7 image it #forensics; D2 (E12) cut it\n\
         Not gone through: #legal\n\
         Next check-in: 2026-11-21 18:00:00 UTC"
    );
    assert_eq!(entry.kind, EntryKind::CheckIn);
    assert_eq!(entry.people, [MAYA]);
    let planned: Vec<_> = changes.iter().filter_map(planned).collect();
    assert!(matches!(planned[..], [c] if c.started.is_none()));
    let streams = changes.iter().filter_map(|c| match c {
        Change::Edit {
            id,
            edit: Edit::Workstream(_),
        } => Some(*id),
        _ => None,
    });
    assert_eq!(streams.collect::<Vec<_>>(), [FORENSICS]);
}

#[test]
fn nothing_was_said_of_a_stream_that_was_gone_through_and_nobody_was_missed() {
    let mut check_in = running();
    check_in.walked.insert(fresh_id(), FORENSICS);
    check_in.walked.insert(fresh_id(), LEGAL);
    let (changes, entry) = ended(check_in, &[]);
    assert_eq!(entry.text, "M1, begun 2026-11-21 12:00 UTC");
    let edits = changes
        .iter()
        .skip(1)
        .all(|c| matches!(c, Change::Edit { id, edit: Edit::CheckIn(_) } if *id == HELD));
    assert!(
        edits,
        "no workstream changes, and none is planned: {changes:?}"
    );
}

#[test]
fn only_one_that_goes_on_ends() {
    let mut over = running();
    over.ended = Some(noon());
    over.minutes = Some(Label::OF_THIS_ACT);
    for check_in in [over, CheckIn::new(Some(When::now(noon())))] {
        let situation = situation(vec![check_in]);
        assert_eq!(situation.end_check_in(HELD, &[], "UTC", noon()), []);
    }
}

#[test]
fn the_next_is_planned_once() {
    let next = When::now(noon() + TimeDelta::hours(6));
    let mut check_in = running();
    check_in.next = Some(next.clone());
    let twice = situation(vec![check_in, CheckIn::new(Some(next))]);
    let changes = twice.end_check_in(HELD, &[], "UTC", noon());
    assert_eq!(changes.iter().filter_map(planned).count(), 0);
}

#[test]
fn beginning_takes_the_planned_one_from_an_hour_before_its_time() {
    let at = noon() + TimeDelta::hours(6);
    let rules = Rules::default();
    let begun = |now| {
        let planned = CheckIn::new(Some(When::now(at)));
        situation(vec![planned]).begin_check_in(&rules, now)
    };
    let hour = TimeDelta::hours(1);
    for now in [at - hour, at, at + hour] {
        let changes = begun(now);
        assert!(
            matches!(&changes[..], [Change::Edit { id, .. }] if *id == HELD),
            "{now}: {changes:?}"
        );
    }
    let early = begun(at - hour - TimeDelta::seconds(1));
    assert!(
        planned(&early[0]).is_some_and(|c| c.planned.is_none()),
        "one on the spot leaves the planned one: {early:?}"
    );
    assert_eq!(situation(vec![running()]).begin_check_in(&rules, at), []);
}

#[test]
fn a_line_is_said_once_and_reworded_in_place() {
    let mut check_in = running();
    let line = minute(Some(LEGAL), Aspect::Needs, "a lawyer");
    assert_eq!(check_in.say(HELD, line.clone()).len(), 1);
    check_in.lines.insert(fresh_id(), line.clone());
    assert_eq!(check_in.say(HELD, line.clone()), []);
    let held = thing(HELD, 1, Body::CheckIn(check_in.clone()));
    assert_eq!(check_in.reword(&held, &line, " a lawyer "), []);
    assert_eq!(check_in.reword(&held, &line, "two lawyers").len(), 2);
    assert_eq!(check_in.reword(&held, &line, "  ").len(), 1, "it goes");
}

#[test]
fn what_is_made_is_what_has_a_label() {
    let task = Change::create(FORENSICS, None, Body::Task(Task::new("x")));
    let person = Change::create(MAYA, None, Body::Person(Person::new("lee")));
    let made = made_during(HELD, &[person, task]);
    assert!(matches!(&made[..], [Change::Edit { id, .. }] if *id == HELD));
}
