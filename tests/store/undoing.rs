//! Taking back, and taking that back.

use crate::room::{Room, add, alter, entry, incident, label, maya, note, stream, task};
use warroom::domain::{Body, Change, EntryKind, Known, Person, TaskState, Thing, fresh_id};
use warroom::store::{By, Class, Outcome, Store};

fn text(store: &Store, thing: &Thing) -> String {
    store
        .thing(thing.id)
        .unwrap()
        .unwrap()
        .headline()
        .to_owned()
}

fn amend(body: &mut Body, words: &str) {
    if let Body::Entry(e) = body {
        e.text = words.into();
    }
}

#[test]
fn undo_brings_back_what_was_and_redo_what_was_then() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let first = add(&mut store, inc, note(1, "first"));
    let act = alter(&mut store, &first, |b| amend(b, "second"));
    let undone = store.undo(&maya(), act.batch).unwrap();
    assert_eq!(text(&store, &first), "first");
    let redone = store.undo(&maya(), undone.batch).unwrap();
    assert_eq!(text(&store, &first), "second");
    store.undo(&maya(), redone.batch).unwrap();
    assert_eq!(text(&store, &first), "first");
    assert_eq!(store.history(first.id).unwrap().len(), 5);
    let created = store.history(first.id).unwrap()[0].batch;
    let undone = store.undo(&maya(), created).unwrap();
    assert_eq!(store.by_label(inc, label("E1")).unwrap(), None);
    assert_eq!(store.tally(inc).unwrap().all.entries, 0);
    store.undo(&maya(), undone.batch).unwrap();
    assert!(store.by_label(inc, label("E1")).unwrap().is_some());
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}

#[test]
fn an_amendment_that_was_taken_back_does_not_count() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let first = add(&mut store, inc, note(1, "first"));
    let earlier = |store: &Store| -> Vec<String> {
        let now = store.thing(first.id).unwrap().unwrap();
        now.earlier.iter().map(|e| e.text.clone()).collect()
    };
    let both = alter(&mut store, &first, |b| {
        amend(b, "second");
        if let Body::Entry(e) = b {
            e.when.at += chrono::Duration::minutes(5);
        }
    });
    assert_eq!(earlier(&store), ["first"], "one act is one amendment");
    let undone = store.undo(&maya(), both.batch).unwrap();
    assert_eq!(earlier(&store), [""; 0]);
    let redone = store.undo(&maya(), undone.batch).unwrap();
    assert_eq!(earlier(&store), ["first"]);
    alter(&mut store, &first, |b| amend(b, "third"));
    assert_eq!(earlier(&store), ["first", "second"]);
    // Typed by hand, it is the same.
    alter(&mut store, &first, |b| amend(b, "second"));
    assert_eq!(earlier(&store), ["first"]);
    store.undo(&maya(), redone.batch).unwrap();
    assert_eq!(earlier(&store), [""; 0]);
    assert_eq!(store.history(first.id).unwrap().len(), 11);
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}

#[test]
fn what_somebody_altered_since_is_not_wiped_out() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let image = add(&mut store, inc, task("image the host"));
    let created = store.history(image.id).unwrap()[0].batch;
    let sam = By {
        author: "sam".into(),
        ..maya()
    };
    let mut wanted = image.body.clone();
    if let Body::Task(t) = &mut wanted {
        t.state = TaskState::Doing;
    }
    store
        .append(&sam, Some(inc), |_| Change::edits(&image, &wanted))
        .unwrap();
    let before = store.events(0, 99).unwrap();
    let refused = store.undo(&maya(), created).err().unwrap();
    assert_eq!(refused.class(), Class::Conflict);
    assert!(
        refused.to_string().starts_with("T1 was altered by sam"),
        "{refused}"
    );
    assert_eq!(store.events(0, 99).unwrap(), before);
    let unknown = store.undo(&maya(), fresh_id()).err().unwrap();
    assert_eq!(unknown.class(), Class::NotFound);
}

#[test]
fn an_amendment_of_a_text_that_somebody_amended_since_is_refused() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    for (read, words) in [
        (add(&mut store, inc, note(1, "first")), "seen"),
        (add(&mut store, inc, task("first")), "seen"),
    ] {
        let write = |store: &mut Store, from: &Thing, words: &str| {
            let mut wanted = from.body.clone();
            match &mut wanted {
                Body::Entry(e) => e.text = words.into(),
                Body::Task(t) => t.title = words.into(),
                _of_another_kind => unreachable!(),
            }
            store.append(&maya(), Some(inc), |_| Change::edits(from, &wanted))
        };
        write(&mut store, &read, words).unwrap();
        let refused = write(&mut store, &read, "unseen").err().unwrap();
        assert_eq!(refused.class(), Class::Conflict, "{refused}");
        assert_eq!(text(&store, &read), "seen");
        let now = store.thing(read.id).unwrap().unwrap();
        write(&mut store, &now, "merged").unwrap();
        assert_eq!(text(&store, &read), "merged");
    }
}

#[test]
fn several_changes_of_one_field_go_back_together() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let first = add(&mut store, inc, entry(EntryKind::Action, 1, "a"));
    let mut steps = Vec::new();
    let mut thing = first.clone();
    for words in ["b", "c"] {
        let mut wanted = thing.body.clone();
        amend(&mut wanted, words);
        steps.extend(Change::edits(&thing, &wanted));
        thing.body = wanted;
    }
    let act = store.append(&maya(), Some(inc), |_| steps).unwrap();
    assert_eq!(text(&store, &first), "c");
    store.undo(&maya(), act.batch).unwrap();
    assert_eq!(text(&store, &first), "a");
}

#[test]
fn a_name_that_others_use_by_now_stays() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let (lee, net) = (fresh_id(), fresh_id());
    let mention = |known: &Known, seconds: i64| {
        let mut body = note(seconds, "asked @lee #net");
        if let Body::Entry(e) = &mut body {
            e.people = vec![lee];
            e.workstream = Some(net);
        }
        let mut changes = Vec::new();
        if known.person("lee").is_none() {
            changes.push(Change::create(lee, None, Body::Person(Person::new("lee"))));
            changes.push(Change::create(net, Some(inc), stream("net")));
        }
        changes.push(Change::create(fresh_id(), Some(inc), body));
        changes
    };
    let first = store.append(&maya(), Some(inc), |k| mention(k, 1)).unwrap();
    let second = store.append(&maya(), Some(inc), |k| mention(k, 2)).unwrap();
    assert_eq!((first.events.len(), second.events.len()), (3, 1));
    let undone = store.undo(&maya(), first.batch).unwrap();
    assert_eq!(undone.events.len(), 1);
    assert!(store.known(Some(inc)).unwrap().person("LEE").is_some());
    store.undo(&maya(), undone.batch).unwrap();
    store.undo(&maya(), second.batch).unwrap();
    store.undo(&maya(), first.batch).unwrap();
    assert!(store.known(Some(inc)).unwrap().workstream("net").is_none());
}
