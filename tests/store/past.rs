//! The record as of a moment is what the tables held then, whatever was
//! recorded, altered or taken back since.

use crate::dump::differing;
use crate::room::{Room, at, note, task};
use chrono::{DateTime, Utc};
use proptest::prelude::*;
use warroom::domain::{
    Body, Change, Duty, Factor, Fix, FixKind, Id, Incident, Kind, Limit, Person, Severity, Thing,
    fresh_id,
};
use warroom::store::{By, OpenMode, Store};

/// What is done at a step: which act, to which thing, seconds later.
type Step = (u8, prop::sample::Index, i64);

fn by(now: DateTime<Utc>) -> By {
    By {
        author: "maya".into(),
        now,
    }
}

/// Does one step; says which thing it was about.
fn act(store: &mut Store, incident: Id, step: &Step, now: DateTime<Utc>, made: &mut Vec<Id>) {
    let (what, on, _) = step;
    let thing = match made.is_empty() {
        true => None,
        false => store.thing(made[on.index(made.len())]).unwrap(),
    };
    let body = match what {
        0 => Some(note(0, "see T1 at evil.example")),
        1 => Some(task("image the host of E1")),
        2 => Some(Body::Person(Person::new(format!("p{}", made.len())))),
        3 => Some(Body::Duty(Duty::new("gdpr-33", "tell", Limit::Hours(72)))),
        8 => Some(Body::Factor(Factor::new("no owner, see E1"))),
        9 => Some(Body::Fix(Fix::new("rotate for F1", FixKind::Durable))),
        _alters => None,
    };
    if let Some(body) = body {
        let id = fresh_id();
        made.push(id);
        let of = (body.kind() != Kind::Person).then_some(incident);
        store
            .append(&by(now), of, |_| vec![Change::create(id, of, body)])
            .unwrap();
        return;
    }
    let Some(thing) = thing else { return };
    if *what == 4 {
        let last = store.history(thing.id).unwrap().last().unwrap().batch;
        // What somebody altered since stays.
        let _ = store.undo(&by(now), last);
        return;
    }
    let changes = altered(&thing);
    store.append(&by(now), thing.incident, |_| changes).unwrap();
}

fn altered(thing: &Thing) -> Vec<Change> {
    let mut wanted = thing.body.clone();
    match &mut wanted {
        Body::Entry(e) => (e.text, e.starred) = (format!("{}!", e.text), !e.starred),
        Body::Task(t) => t.notes.push_str("E2"),
        Body::Person(p) => p.team.push('x'),
        Body::Duty(d) => d.source.push_str(" Art. 33"),
        Body::Factor(f) => f.trigger = !f.trigger,
        Body::Fix(f) => f.notes.push_str("A1"),
        _no_other => {}
    }
    Change::edits(thing, &wanted)
}

fn begun(room: &Room) -> (Store, Id) {
    let mut store = room.store();
    let incident = Incident::new("", "stolen CI token", Severity::Sev2);
    let made = store
        .create_incident(&by(at(0)), incident, |_, _| Vec::new())
        .unwrap();
    (store, made.events[0].change.subject())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_past_moment_is_what_the_tables_held_then(
        steps in prop::collection::vec((0_u8..12, any::<prop::sample::Index>(), 1_i64..100), 1..14),
    ) {
        let room = Room::new();
        let (mut store, incident) = begun(&room);
        let (mut made, mut now, mut moments) = (Vec::new(), at(0), Vec::new());
        for (i, step) in steps.iter().enumerate() {
            now += chrono::Duration::seconds(step.2);
            act(&mut store, incident, step, now, &mut made);
            let copy = room.file(&format!("then-{i}.db"));
            store.backup(&copy).unwrap();
            moments.push((now, copy));
        }
        for (i, (moment, then)) in moments.iter().enumerate() {
            let past = store.as_of(*moment, &mut |_| true).unwrap().unwrap();
            let copy = room.file(&format!("past-{i}.db"));
            past.backup(&copy).unwrap();
            prop_assert_eq!(differing(then, &copy), Vec::<String>::new(), "as of step {}", i);
        }
    }
}

#[test]
fn the_past_is_read_and_never_written_and_going_there_can_be_stopped() {
    let room = Room::new();
    let (mut store, incident) = begun(&room);
    let id = fresh_id();
    let change = Change::create(id, Some(incident), note(1, "later"));
    store
        .append(&by(at(10)), Some(incident), |_| vec![change])
        .unwrap();
    let mut past = store.as_of(at(9), &mut |_| true).unwrap().unwrap();
    assert_eq!(past.moment(), Some(at(9)));
    assert!(past.thing(id).unwrap().is_none());
    assert_eq!(past.incidents().unwrap().len(), 1);
    let refused = past.append(&by(at(11)), Some(incident), |_| {
        vec![Change::create(fresh_id(), Some(incident), note(1, "x"))]
    });
    assert!(refused.unwrap_err().to_string().contains("read-only"));
    assert!(past.set_current(incident).is_err());
    assert!(store.as_of(at(9), &mut |_| false).unwrap().is_none());
    let before = store.as_of(at(-1), &mut |_| true).unwrap().unwrap();
    assert!(before.current_incident().unwrap().is_none());
}

#[test]
fn what_another_machine_recorded_counts_by_when_it_was_recorded() {
    let room = Room::new();
    let (mut here, incident) = begun(&room);
    let other = room.file("other.db");
    let mut there = Store::open(&other, OpenMode::Create).unwrap();
    let all = |store: &Store| store.events(0, 100).unwrap().into_iter().map(|(_, e)| e);
    there.join(&all(&here).collect::<Vec<_>>()).unwrap();
    let early = fresh_id();
    there
        .append(&by(at(5)), Some(incident), |_| {
            vec![Change::create(early, Some(incident), note(1, "there"))]
        })
        .unwrap();
    here.append(&by(at(8)), Some(incident), |_| {
        vec![Change::create(fresh_id(), Some(incident), note(1, "here"))]
    })
    .unwrap();
    here.join(&all(&there).collect::<Vec<_>>()).unwrap();
    let past = here.as_of(at(6), &mut |_| true).unwrap().unwrap();
    assert!(past.thing(early).unwrap().is_some());
    assert_eq!(past.tally(incident).unwrap().all.entries, 1);
}
