//! Check-ins: what they are filled with, and what becomes of them when several
//! hold the same one.

use crate::room::{Room, add, alter, at, incident, label, note, stream, task};
use std::sync::Barrier;
use warroom::domain::attention::Rules;
use warroom::domain::{
    Aspect, Body, CheckIn, EntryKind, Event, Filter, Health, Id, Minute, Situation, TaskState,
    Thing,
};
use warroom::store::{Appended, By, OpenMode, Outcome, Store};

fn by(author: &str, seconds: i64) -> By {
    By {
        author: author.into(),
        now: at(seconds),
    }
}

fn begin(store: &mut Store, incident: Id, seconds: i64) -> Appended {
    store
        .append_seeing(&by("maya", seconds), incident, |s| {
            s.begin_check_in(&Rules::default(), at(seconds))
        })
        .unwrap()
}

fn end(store: &mut Store, incident: Id, check_in: Id, seconds: i64) -> Appended {
    store
        .append_seeing(&by("maya", seconds), incident, |s| {
            s.end_check_in(check_in, &[], "UTC", at(seconds))
        })
        .unwrap()
}

fn running(situation: &Situation) -> (&Thing, &CheckIn) {
    situation.running().unwrap()
}

fn said(situation: &Situation) -> Vec<String> {
    let about = running(situation).1.about(None);
    about.iter().map(|line| line.text.clone()).collect()
}

fn line(text: &str) -> Minute {
    Minute {
        workstream: None,
        aspect: Aspect::Conditions,
        text: text.into(),
    }
}

/// Records a line as somebody does who saw the check-in as `seen` has it.
fn say(store: &mut Store, seen: &Situation, text: &str) {
    let (thing, check_in) = running(seen);
    let changes = check_in.say(thing.id, line(text));
    store
        .append(&by("lee", 60), thing.incident, |_| changes)
        .unwrap();
}

fn minutes(store: &Store, incident: Id) -> Vec<Thing> {
    let record = store.record(incident).unwrap();
    let held = |t: &Thing| t.as_entry().is_some_and(|e| e.kind == EntryKind::CheckIn);
    record.entries.into_iter().filter(held).collect()
}

/// Lets two stores on one file do the same at once; how many changes each made.
fn at_once(room: &Room, act: impl Fn(&mut Store) -> Appended + Sync) -> [usize; 2] {
    let barrier = Barrier::new(2);
    let one = || {
        let mut store = Store::open(&room.path(), OpenMode::Existing).unwrap();
        barrier.wait();
        act(&mut store).events.len()
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(one);
        [one(), other.join().unwrap()]
    })
}

#[test]
fn of_two_who_begin_and_end_at_once_the_second_joins_the_first() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let begun = at_once(&room, |store| begin(store, inc, 60));
    assert_eq!(begun.iter().filter(|n| **n == 0).count(), 1, "{begun:?}");
    let situation = store.situation(inc).unwrap();
    assert_eq!(situation.check_ins.len(), 1);
    let id = running(&situation).0.id;
    let ended = at_once(&room, |store| end(store, inc, id, 600));
    assert_eq!(ended.iter().filter(|n| **n == 0).count(), 1, "{ended:?}");
    let written = minutes(&store, inc);
    assert_eq!(written.len(), 1);
    let situation = store.situation(inc).unwrap();
    let held = situation.check_ins[0].as_check_in().unwrap();
    assert_eq!(held.minutes, written[0].label());
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}

#[test]
fn two_who_write_lines_of_the_same_check_in_both_keep_theirs() {
    let room = Room::new();
    let (mut one, mut other) = (room.store(), room.store());
    let inc = incident(&mut one);
    begin(&mut one, inc, 60);
    let seen = one.situation(inc).unwrap();
    say(&mut one, &seen, "the image is there");
    say(&mut other, &seen, "the lawyers know");
    let both = ["the image is there", "the lawyers know"];
    assert_eq!(said(&one.situation(inc).unwrap()), both);
    // One words theirs anew without having seen what the other just said.
    let seen = other.situation(inc).unwrap();
    say(&mut one, &seen, "and the press");
    let (thing, check_in) = running(&seen);
    let changes = check_in.reword(thing, &line("the lawyers know"), "the lawyers agree");
    other
        .append(&by("sam", 90), Some(inc), |_| changes)
        .unwrap();
    let mut said = said(&one.situation(inc).unwrap());
    said.sort();
    assert_eq!(
        said,
        ["and the press", "the image is there", "the lawyers agree"]
    );
}

#[test]
fn lines_of_two_machines_are_joined() {
    let room = Room::new();
    let open = |name: &str| Store::open(&room.file(name), OpenMode::Create).unwrap();
    let (mut here, mut there) = (open("here.db"), open("there.db"));
    let events = |store: &Store| -> Vec<Event> {
        let all = store.events(0, 1000).unwrap();
        all.into_iter().map(|(_, event)| event).collect()
    };
    let inc = incident(&mut here);
    begin(&mut here, inc, 60);
    there.join(&events(&here)).unwrap();
    let seen = there.situation(inc).unwrap();
    say(&mut here, &seen, "here");
    say(&mut there, &seen, "there");
    here.join(&events(&there)).unwrap();
    there.join(&events(&here)).unwrap();
    let told = said(&here.situation(inc).unwrap());
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told, said(&there.situation(inc).unwrap()));
}

/// What is recorded through a store at another time than noon.
fn later(store: &mut Store, incident: Id, seconds: i64, body: Body) -> Thing {
    let id = warroom::domain::fresh_id();
    let change = warroom::domain::Change::create(id, Some(incident), body);
    store
        .append(&by("lee", seconds), Some(incident), |_| vec![change])
        .unwrap();
    store.thing(id).unwrap().unwrap()
}

fn of(id: Id, mut body: Body) -> Body {
    match &mut body {
        Body::Entry(e) => e.workstream = Some(id),
        Body::Task(t) => t.workstream = Some(id),
        other => unreachable!("{other:?}"),
    }
    body
}

#[test]
fn what_changed_since_a_moment_is_told_by_workstream() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let forensics = add(&mut store, inc, stream("forensics"));
    let quiet = add(&mut store, inc, stream("legal"));
    let before = later(
        &mut store,
        inc,
        9,
        of(forensics.id, note(9, "before the moment")),
    );
    let kept = later(&mut store, inc, 5, of(forensics.id, task("image the host")));
    later(
        &mut store,
        inc,
        5,
        of(forensics.id, task("nothing became of it")),
    );
    // On the very moment is before it: the check-in that ended then told it.
    later(
        &mut store,
        inc,
        10,
        of(forensics.id, note(3, "on the moment")),
    );
    for n in 11..15 {
        let text = format!("after {n}");
        later(&mut store, inc, n, of(forensics.id, note(0, &text)));
    }
    later(&mut store, inc, 15, note(15, "of no workstream"));
    let turned = |body: &mut Body| {
        if let Body::Workstream(w) = body {
            w.health = Health::Red;
            w.objective = "find the way in".into();
        }
    };
    edited(&mut store, &forensics, 16, turned);
    edited(&mut store, &kept, 17, |body| {
        if let Body::Task(t) = body {
            t.state = TaskState::Done;
        }
    });
    let other = incident(&mut store);
    later(&mut store, other, 20, note(20, "of another incident"));
    let told = store.changes_since(inc, at(10), 3).unwrap();
    let names: Vec<_> = told.iter().map(|p| p.workstream).collect();
    assert_eq!(names, [Some(forensics.id), Some(quiet.id), None]);
    let texts = |things: &[Thing]| -> Vec<String> {
        things.iter().map(|t| t.headline().to_owned()).collect()
    };
    assert_eq!(
        texts(&told[0].entries),
        ["after 14", "after 13", "after 12"]
    );
    assert!(told[0].more, "a fourth is there");
    assert_eq!(texts(&told[0].tasks), ["image the host"]);
    assert_eq!(told[0].turns.len(), 1, "an objective is no turn");
    assert!(told[1].is_empty());
    assert_eq!(texts(&told[2].entries), ["of no workstream"]);
    let exact = store.changes_since(inc, at(10), 4).unwrap();
    assert!(!exact[0].more, "four are all");
    // What is put right after the moment is told again, though it is old.
    edited(&mut store, &before, 30, |body| {
        if let Body::Entry(e) = body {
            e.text = "put right".into();
        }
    });
    let told = store.changes_since(inc, at(20), 4).unwrap();
    assert_eq!(texts(&told[0].entries), ["put right"]);
}

fn edited(store: &mut Store, thing: &Thing, seconds: i64, alter: impl FnOnce(&mut Body)) {
    let mut wanted = thing.body.clone();
    alter(&mut wanted);
    let changes = warroom::domain::Change::edits(thing, &wanted);
    store
        .append(&by("lee", seconds), thing.incident, |_| changes)
        .unwrap();
}

#[test]
fn the_page_looks_back_to_the_end_of_the_check_in_before() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    begin(&mut store, inc, 60);
    let first = running(&store.situation(inc).unwrap()).0.id;
    // What was recorded with the incident itself is told, too.
    let opened = at(0) - chrono::Duration::milliseconds(1);
    assert_eq!(store.meeting(first, 5).unwrap().unwrap().since, opened);
    end(&mut store, inc, first, 600);
    begin(&mut store, inc, 90_000);
    let situation = store.situation(inc).unwrap();
    let second = running(&situation).0;
    let made = later(&mut store, inc, 90_060, task("made on the page"));
    alter(&mut store, second, |body| {
        if let Body::CheckIn(c) = body {
            c.made.insert(warroom::domain::fresh_id(), made.id);
        }
    });
    let meeting = store.meeting(second.id, 5).unwrap().unwrap();
    assert_eq!(meeting.since, at(600));
    assert_eq!(meeting.made, [made]);
    assert_eq!(meeting.progress.len(), 1);
    // The page of the first still tells what it told then.
    assert_eq!(store.meeting(first, 5).unwrap().unwrap().since, opened);
    assert_eq!(store.meeting(inc, 5).unwrap(), None);
}

#[test]
fn the_minutes_stand_on_the_timeline_under_the_label_the_check_in_names() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    begin(&mut store, inc, 60);
    let seen = store.situation(inc).unwrap();
    say(&mut store, &seen, "all quiet");
    end(&mut store, inc, running(&seen).0.id, 600);
    let situation = store.situation(inc).unwrap();
    assert_eq!(situation.running(), None);
    assert_eq!(
        situation.check_ins[0].as_check_in().unwrap().minutes,
        Some(label("E1"))
    );
    let anchor = warroom::domain::Anchor::Tail;
    let rows = store.timeline(inc, &Filter::default(), anchor, 5).unwrap();
    let text = rows.rows[0].headline();
    assert!(text.contains("M1"), "{text}");
    assert!(text.contains("conditions: all quiet"), "{text}");
}
