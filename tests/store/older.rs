//! A file of an older format: kept as it was, brought up to date, and then no
//! different from a fresh one.

use crate::room::{Room, add, alter, at, incident, label, maya, note};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use warroom::domain::{Body, Entry, EntryKind, Factor, When};
use warroom::store::{Class, OpenMode, Outcome, Store, StoreError};

/// A file of format 1: an entry that was amended, taken back and done again,
/// one whose amendment was taken back, a task.
const FIRST: &str = include_str!("v1.sql");

/// A file of format 2: two factors and fixes that are only words yet, an entry
/// whose amendment was taken back, a decision, an open question, tasks.
const SECOND: &str = include_str!("v2.sql");

fn first(path: &Path) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(FIRST).unwrap();
}

fn format(path: &Path) -> i64 {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

fn schema(path: &Path) -> Vec<(String, Option<String>)> {
    let conn = Connection::open(path).unwrap();
    let sql = "SELECT type || ' ' || name, sql FROM sqlite_schema ORDER BY type, name";
    let mut query = conn.prepare(sql).unwrap();
    let rows = query.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_file_of_the_first_format_is_copied_and_brought_up_to_date() {
    let room = Room::new();
    first(&room.path());
    let refused = Store::open(&room.path(), OpenMode::ReadOnly).err().unwrap();
    assert!(matches!(refused, StoreError::Older { .. }), "{refused}");
    assert_eq!(format(&room.path()), 1);

    let mut store = Store::open(&room.path(), OpenMode::Existing).unwrap();
    assert_eq!(format(&room.file("war.db.v1.bak")), 1);
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
    let inc = store.current_incident().unwrap().unwrap().id;
    let amended = |store: &Store, word: &str| {
        let thing = store.by_label(inc, label(word)).unwrap().unwrap();
        (thing.amended(), store.history(thing.id).unwrap().len())
    };
    assert_eq!(amended(&store, "E1"), (1, 11));
    assert_eq!(amended(&store, "E2"), (0, 7));
    let found = store.search("scope", warroom::domain::Scope::All, 9);
    assert_eq!(found.unwrap().len(), 1);

    // It is worked on as any other.
    let act = store.history(store.by_label(inc, label("T1")).unwrap().unwrap().id);
    store.undo(&maya(), act.unwrap()[0].batch).unwrap();
    drop(store);
    let fresh = room.file("fresh.db");
    drop(Store::open(&fresh, OpenMode::Create).unwrap());
    assert_eq!(schema(&room.path()), schema(&fresh));
    assert_eq!(format(&room.path()), format(&fresh));
    assert!(!room.file("war.db.v1.2.bak").exists(), "once is enough");
}

#[test]
fn a_file_of_the_second_format_takes_factors_and_fixes() {
    let room = Room::new();
    let conn = Connection::open(room.path()).unwrap();
    conn.execute_batch(SECOND).unwrap();
    drop(conn);
    let mut store = Store::open(&room.path(), OpenMode::Existing).unwrap();
    assert_eq!(format(&room.file("war.db.v2.bak")), 2);
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
    let inc = store.current_incident().unwrap().unwrap().id;
    let counts = store.tally(inc).unwrap().all;
    assert_eq!(
        (counts.entries, counts.questions, counts.tasks_open),
        (3, 1, 3)
    );
    assert!(store.by_label(inc, label("F1")).unwrap().is_none());

    // What was written before it was there links to it now.
    let factor = Body::Factor(Factor::new("no owner for the runner image"));
    let factor = add(&mut store, inc, factor);
    let named: Vec<String> = store
        .links_to(factor.id, 9)
        .unwrap()
        .into_iter()
        .map(|l| l.name)
        .collect();
    assert_eq!(named, ["E1"]);
    drop(store);
    let fresh = room.file("fresh.db");
    drop(Store::open(&fresh, OpenMode::Create).unwrap());
    assert_eq!(schema(&room.path()), schema(&fresh));
    assert_eq!(format(&room.path()), format(&fresh));
}

#[test]
fn a_file_that_was_tampered_with_opens_all_the_same_and_says_so() {
    for sql in [
        "UPDATE journal SET change = replace(change, 'blocked 2', 'opened 2')",
        "UPDATE journal SET change = 'nonsense' WHERE seq = 6",
    ] {
        let room = Room::new();
        first(&room.path());
        let raw = Connection::open(room.path()).unwrap();
        raw.execute_batch(sql).unwrap();
        drop(raw);
        let store = Store::open(&room.path(), OpenMode::Existing).unwrap();
        let inc = store.current_incident().unwrap().unwrap().id;
        assert!(store.by_label(inc, label("T1")).unwrap().is_some());
        let outcome = store.verify(&mut |_| true).unwrap().outcome;
        assert!(matches!(outcome, Outcome::Broken { .. }), "{outcome:?}");
    }
}

#[test]
fn a_file_of_no_format_of_ours_is_left_as_it_is() {
    let room = Room::new();
    first(&room.path());
    let raw = Connection::open(room.path()).unwrap();
    raw.pragma_update(None, "user_version", 0).unwrap();
    drop(raw);
    let error = Store::open(&room.path(), OpenMode::Existing).err().unwrap();
    assert_eq!(error.class(), Class::Failed);
    assert_eq!(format(&room.path()), 0);
    assert!(!room.file("war.db.v0.bak").exists());
}

/// Format 2 counted a question as answered though its answer was struck, and
/// had a task that is due on a bare date overdue at the beginning of that day.
#[test]
fn a_question_of_the_second_format_whose_answer_was_struck_is_open_again() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let answer = add(&mut store, inc, note(0, "sam has it"));
    let mut asked = Entry::new(EntryKind::Question, When::now(at(1)), "who has it");
    asked.question.as_mut().unwrap().answered_by = answer.label();
    add(&mut store, inc, Body::Entry(asked));
    alter(&mut store, &answer, |body| {
        if let Body::Entry(e) = body {
            e.struck = true;
        }
    });
    drop(store);
    let raw = Connection::open(room.path()).unwrap();
    raw.execute_batch(
        "UPDATE thing SET waits = 0; DELETE FROM tally WHERE name = 'question.open';
         PRAGMA user_version = 2;",
    )
    .unwrap();
    drop(raw);
    let store = Store::open(&room.path(), OpenMode::Existing).unwrap();
    assert_eq!(store.tally(inc).unwrap().all.questions, 1);
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
    assert_eq!(format(&room.file("war.db.v2.bak")), 2);
}
