//! The form as it is filled in, key by key.

use super::*;
use crate::app::FrameInfo;
use crate::domain::attention::Rules;
use crate::domain::{
    Artifact, ArtifactKind, Change, Entry, EntryKind, Event, Hlc, Incident, Known, Person, Role,
    RoleHeld, Severity, Stamp, Task, When, Workstream,
};
use crate::keys::Key;
use chrono::{DateTime, Utc};
use proptest::prelude::*;

mod people;

mod promise;

mod review;

mod values;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_269_600, 0).expect("in range")
}

fn thing(n: u128, number: u32, body: Body) -> Thing {
    let event = Event {
        id: Id::from_u128(n + 1000),
        batch: Id::from_u128(1),
        stamp: Stamp {
            hlc: Hlc(0),
            replica: Id::from_u128(9),
        },
        at: now(),
        author: "ana".into(),
        change: Change::Create {
            id: Id::from_u128(n),
            incident: Some(Id::from_u128(7)),
            number,
            body: Box::new(body),
        },
    };
    Thing::fold(None, &event).expect("a creation makes a thing")
}

/// A world with two people, a workstream and two tasks.
struct World {
    known: Known,
    incident: Thing,
    tasks: Vec<Thing>,
    info: FrameInfo,
    rules: Rules,
}

impl World {
    fn new() -> Self {
        let incident = Incident::new("INC-2026-001", "stolen token", Severity::Sev2);
        Self {
            known: Known {
                cited: Vec::new(),
                milestones: Vec::new(),
                incident: None,
                promises: Vec::new(),
                people: vec![
                    thing(1, 0, Body::Person(Person::new("lee"))),
                    thing(2, 0, Body::Person(Person::new("maya"))),
                ],
                workstreams: vec![thing(3, 0, Body::Workstream(Workstream::new("forensics")))],
            },
            incident: thing(7, 0, Body::Incident(incident)),
            tasks: vec![
                thing(11, 1, Body::Task(Task::new("image the host"))),
                thing(12, 2, Body::Task(Task::new("rotate keys"))),
            ],
            info: FrameInfo::default(),
            rules: Rules::default(),
        }
    }

    fn cx(&self) -> Cx<'_> {
        Cx {
            now: now(),
            known: &self.known,
            incident: Some(&self.incident),
            situation: None,
            listed: &[],
            put_off: &[],
            rules: &self.rules,
            exercise: None,
            facilitator: false,
            tasks: &self.tasks,
            artifacts: &[],
            author: "ana",
            zone: "UTC",
            show_local: false,
            info: &self.info,
        }
    }
}

fn press(form: &mut Form, world: &World, chords: &[Chord]) -> Flow {
    let mut last = Flow::Stay;
    for chord in chords {
        last = form.update(&Msg::Key(*chord), &world.cx());
    }
    last
}

fn write(form: &mut Form, world: &World, text: &str) -> Flow {
    let chords: Vec<_> = text.chars().map(Chord::char).collect();
    press(form, world, &chords)
}

const ENTER: Chord = Chord::plain(Key::Enter);
const TAB: Chord = Chord::plain(Key::Tab);
const ESC: Chord = Chord::plain(Key::Esc);

fn changes(flow: Flow, world: &World) -> Vec<Change> {
    match flow {
        Flow::Record(Make::Draft(draft)) => draft.changes(&world.known, now()),
        other => panic!("not handed in: {other:?}"),
    }
}

#[test]
fn a_task_is_made_with_enter_alone_and_a_new_name_on_the_way() {
    let world = World::new();
    let mut form = Form::new(Body::Task(Task::new("")), None, &world.cx());
    write(&mut form, &world, "image the runner");
    press(&mut form, &world, &[ENTER]);
    write(&mut form, &world, "for");
    press(&mut form, &world, &[ENTER, ENTER]);
    write(&mut form, &world, "sam");
    press(&mut form, &world, &[ENTER, ENTER]);
    write(&mut form, &world, "1");
    let flow = press(&mut form, &world, &[ENTER; 3]);
    assert!(matches!(flow, Flow::Stay));
    let flow = press(&mut form, &world, &[Chord::ctrl('s')]);
    let made = changes(flow, &world);
    let [
        Change::Create {
            id: sam,
            body: person,
            ..
        },
        Change::Create { body, .. },
    ] = &made[..]
    else {
        panic!("{made:?}");
    };
    assert_eq!(**person, Body::Person(Person::new("sam")));
    let Body::Task(task) = &**body else {
        panic!("{body:?}");
    };
    assert_eq!(task.title, "image the runner");
    assert_eq!(task.workstream, Some(Id::from_u128(3)));
    assert_eq!(task.assignee, Some(*sam));
    assert_eq!(task.priority, Some(crate::domain::Priority::P1));
}

#[test]
fn a_name_somebody_made_meanwhile_is_taken_not_made_twice() {
    let mut world = World::new();
    let mut form = Form::new(Body::Task(Task::new("x")), None, &world.cx());
    press(&mut form, &world, &[TAB, TAB]);
    write(&mut form, &world, "Sam");
    let flow = press(&mut form, &world, &[Chord::ctrl('s')]);
    let meanwhile = thing(55, 0, Body::Person(Person::new("sam")));
    world.known.people.push(meanwhile);
    let made = changes(flow, &world);
    let [Change::Create { body, .. }] = &made[..] else {
        panic!("{made:?}");
    };
    assert!(matches!(&**body, Body::Task(t) if t.assignee == Some(Id::from_u128(55))));
}

#[test]
fn a_name_that_is_taken_while_it_is_typed_is_said_at_its_field() {
    let mut world = World::new();
    let mut form = Form::new(Body::Person(Person::new("")), None, &world.cx());
    write(&mut form, &world, "@sam");
    press(&mut form, &world, &[Chord::ctrl('s')]);
    let refused = Msg::Appended(1, Err(crate::app::Trouble("@sam is there already".into())));
    form.update(&refused, &world.cx());
    world
        .known
        .people
        .push(thing(55, 0, Body::Person(Person::new("Sam"))));
    let cx = world.cx();
    let told = Some(Gloss::Wrong("@Sam is taken".into()));
    assert_eq!(form.gloss(0, &form.around(&cx)), told);
    assert_eq!(form.fields[0].text(), "@sam");
    assert!(form.refused.is_some());
}

/// The fields that changes edit.
fn edited(made: &[Change]) -> Vec<&'static str> {
    let field = |change: &Change| match change {
        Change::Edit { edit, .. } => edit.field(),
        Change::Create { .. } | Change::Withdraw { .. } => "?",
    };
    made.iter().map(field).collect()
}

#[test]
fn editing_alters_only_what_was_touched() {
    let world = World::new();
    let mut task = Task::new("old\x1b title");
    task.notes = "a\r\nb".into();
    let old = thing(20, 3, Body::Task(task));
    let editing = Some(Box::new(old.clone()));
    let mut form = Form::new(old.body.clone(), editing, &world.cx());
    press(&mut form, &world, &[TAB; 6]);
    write(&mut form, &world, "t1, T2");
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    assert_eq!(edited(&made), ["blocked_by", "blocked_by"]);
}

#[test]
fn a_field_that_is_wrong_is_gone_to_and_says_so() {
    let world = World::new();
    let mut form = Form::new(Body::Task(Task::new("x")), None, &world.cx());
    press(&mut form, &world, &[TAB; 6]);
    write(&mut form, &world, "T9");
    press(&mut form, &world, &[TAB]);
    assert!(matches!(
        press(&mut form, &world, &[Chord::ctrl('s')]),
        Flow::Stay
    ));
    assert_eq!(form.at, 6);
    let problem = form.fields[6].problem.as_deref();
    assert_eq!(problem, Some("there is no open task T9"));
    assert_eq!(form.fields[6].text(), "T9");
}

#[test]
fn leaving_asks_only_when_something_was_typed_and_enter_loses_nothing() {
    let world = World::new();
    let mut form = Form::new(Body::Task(Task::new("")), None, &world.cx());
    assert!(matches!(press(&mut form, &world, &[ESC]), Flow::Close));
    write(&mut form, &world, "x");
    assert!(matches!(press(&mut form, &world, &[ESC]), Flow::Stay));
    assert!(form.asking);
    press(&mut form, &world, &[Chord::char('w'), TAB]);
    form.update(&Msg::Paste("y".into()), &world.cx());
    assert!(form.asking, "a wrong key leaves the question");
    press(&mut form, &world, &[ENTER]);
    assert!(!form.asking);
    assert_eq!((form.at, form.fields[0].text()), (0, "x"));
    let flow = press(&mut form.clone(), &world, &[ESC, ESC]);
    assert!(matches!(flow, Flow::Later));
    let flow = press(&mut form, &world, &[ESC, Chord::char('d')]);
    assert!(matches!(flow, Flow::Close));
}

#[test]
fn the_fields_of_a_decision_come_with_the_kind() {
    let world = World::new();
    let entry = Entry::new(EntryKind::Note, When::now(now()), "");
    let mut form = Form::new(Body::Entry(entry), None, &world.cx());
    assert_eq!(form.shown().len(), 6);
    write(&mut form, &world, "d");
    assert_eq!(form.shown().len(), 14);
    press(&mut form, &world, &[TAB, TAB]);
    write(&mut form, &world, "cut access");
    press(&mut form, &world, &[TAB; 5]);
    write(&mut form, &world, "scope unknown");
    let flow = press(&mut form, &world, &[TAB, Chord::ctrl('s')]);
    let made = changes(flow, &world);
    let [Change::Create { body, .. }] = &made[..] else {
        panic!("{made:?}");
    };
    let Body::Entry(entry) = &**body else {
        panic!("{body:?}");
    };
    assert_eq!(entry.kind, EntryKind::Decision);
    assert_eq!(entry.when.at, now());
    let decision = entry.decision.as_ref().expect("a decision has its fields");
    assert_eq!(decision.choice, "scope unknown");
}

#[test]
fn a_step_of_custody_is_added() {
    let world = World::new();
    let artifact = Artifact::new(ArtifactKind::File, "disk.img");
    let mut form = Form::new(Body::Artifact(artifact), None, &world.cx());
    press(&mut form, &world, &[TAB; 6]);
    write(&mut form, &world, "lee");
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    let [Change::Create { body, .. }] = &made[..] else {
        panic!("{made:?}");
    };
    assert!(matches!(&**body, Body::Artifact(a) if a.custody.values()[0].to == "lee"));
}

#[test]
fn a_word_typed_in_full_chooses_and_a_stray_one_records_nothing() {
    let world = World::new();
    let role = bodies().swap_remove(6);
    let mut form = Form::new(role, None, &world.cx());
    write(&mut form, &world, "ic");
    press(&mut form, &world, &[TAB]);
    write(&mut form, &world, "lee");
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    let [Change::Create { body, .. }] = &made[..] else {
        panic!("{made:?}");
    };
    assert!(matches!(&**body, Body::Role(r) if r.role == Role::Ic));

    form.at = 0;
    press(&mut form, &world, &[Chord::plain(Key::Right)]);
    let chosen = form.fields[0].text().to_owned();
    write(&mut form, &world, "wizard");
    assert_eq!(form.fields[0].text(), chosen);
    let flow = press(&mut form, &world, &[TAB, Chord::ctrl('s')]);
    assert!(matches!(flow, Flow::Stay));
    assert_eq!(form.at, 0);
    let problem = form.fields[0].problem.as_deref().unwrap_or("");
    assert!(problem.contains("`wizard`"), "{problem}");
}

#[test]
fn prose_typed_in_the_form_of_an_incident_moves_no_phase() {
    let world = World::new();
    let editing = Some(Box::new(world.incident.clone()));
    let form = Form::new(world.incident.body.clone(), editing, &world.cx());
    assert!(form.fields.iter().all(|f| f.label != "phase"));
}

fn bodies() -> Vec<Body> {
    let role = RoleHeld {
        person: Id::nil(),
        role: Role::Ic,
        workstream: None,
        from: now(),
        until: None,
    };
    let incident = Incident::new("", "", Severity::Sev3);
    vec![
        Body::Incident(incident),
        Body::Entry(Entry::new(EntryKind::Decision, When::now(now()), "")),
        Body::Workstream(Workstream::new("")),
        Body::Task(Task::new("")),
        Body::Artifact(Artifact::new(ArtifactKind::Indicator, "")),
        Body::Person(Person::new("")),
        Body::Role(role),
    ]
}

proptest! {
    #[test]
    fn no_keys_break_a_form_of_any_kind(
        kind in 0usize..7,
        keys in proptest::collection::vec((0usize..12, any::<char>()), 0..60),
    ) {
        let world = World::new();
        let mut form = Form::new(bodies().swap_remove(kind), None, &world.cx());
        for (key, c) in keys {
            let chord = [
                TAB, ENTER, Chord::plain(Key::BackTab), Chord::plain(Key::Up), Chord::plain(Key::Down),
                Chord::plain(Key::Left), Chord::plain(Key::Right), Chord::ctrl('s'), ESC,
                Chord::plain(Key::Backspace), Chord::char(c), Chord::char('s'),
            ][key];
            if let Flow::Record(Make::Draft(draft)) = form.update(&Msg::Key(chord), &world.cx()) {
                let made = draft.changes(&world.known, now());
                prop_assert!(!made.is_empty());
            }
            prop_assert!(form.at <= form.fields.len());
            for field in &form.fields {
                let _said = field.gloss(&form.around(&world.cx()));
            }
        }
    }
}

#[test]
fn a_text_opens_with_what_is_typed_on_it() {
    let world = World::new();
    let mut form = Form::new(world.incident.body.clone(), None, &world.cx());
    form.at = form
        .fields
        .iter()
        .position(|f| f.label == "summary")
        .unwrap();
    match press(&mut form, &world, &[Chord::char('A')]) {
        Flow::Push(Overlay::Editor(editor)) => {
            assert_eq!(editor.text(), "A");
            assert!(editor.dirty(), "leaving asks");
        }
        other => panic!("{other:?}"),
    }
}
