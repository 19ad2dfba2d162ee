//! What needs the commander, from a shell.

use crate::room::Room;
use serde_json::json;
use warroom::domain::{Body, Change, Snooze, fresh_id};
use warroom::store::{By, OpenMode, Store};

/// An incident in which somebody leads and writes: nothing is wrong yet.
fn quiet() -> Room {
    let room = Room::with_incident();
    room.run(&["role", "@maya", "IC"]).done();
    room.run(&["role", "@ana", "scribe"]).done();
    room
}

#[test]
fn nothing_needs_anybody_and_the_exit_code_says_so() {
    let room = quiet();
    let said = room.run(&["needs"]).done();
    assert_eq!(said, "nothing in INC-2026-001 needs you\n");
    assert_eq!(room.run(&["needs", "--quiet"]).done(), "0\n");
    assert_eq!(room.run(&["needs", "--json"]).done(), "[]\n");
}

#[test]
fn what_needs_somebody_is_listed_counted_and_told_by_the_exit_code() {
    let room = quiet();
    room.run(&["note", "+ image the host p1"]).done();
    let listed = room.run(&["needs"]);
    assert_eq!(listed.code, 10);
    assert!(listed.err.is_empty(), "nothing failed: {}", listed.err);
    let line = listed.out.lines().next().unwrap();
    assert!(line.starts_with("!! unowned"), "{line}");
    assert!(
        line.ends_with("T1 image the host  P1 and nobody has it"),
        "{line}"
    );
    let counted = room.run(&["needs", "-q"]);
    assert_eq!((counted.code, counted.out.as_str()), (10, "1\n"));
    room.run(&["task", "set", "T1", "--owner", "lee"]).done();
    room.run(&["needs"]).done();
}

#[test]
fn json_says_what_why_and_since_when() {
    let room = quiet();
    room.run(&["note", "+ image the host p1 @lee due:+1h"])
        .done();
    room.run(&["needs"]).done();
    let later = room.run_at("2026-11-21T15:45:00Z", &["needs", "--json"]);
    assert_eq!(later.code, 10);
    let list: serde_json::Value = serde_json::from_str(&later.out).unwrap();
    let task = list
        .as_array()
        .unwrap()
        .iter()
        .find(|n| n["subject"] == "T1");
    let task = task.expect("the task is overdue");
    assert_eq!([&task["rule"], &task["urgency"]], ["overdue", "now"]);
    assert_eq!(task["why"], "P1, todo; @lee has it");
    assert!(task["overdue_seconds"].as_i64().unwrap() > 0);
    assert_eq!(
        task["key"].as_str().unwrap().split(':').next(),
        Some("overdue")
    );
}

#[test]
fn the_thresholds_are_those_of_the_configuration() {
    let room = quiet();
    let config = room.path("rules.toml");
    std::fs::write(&config, "[rules]\nload = 1\n").unwrap();
    room.run(&["note", "+ image the host @lee"]).done();
    room.run(&["needs"]).done();
    let path = config.to_str().unwrap();
    let own = room.run(&["--config", path, "needs"]);
    assert_eq!(own.code, 10);
    assert!(own.out.contains("@lee  has 1 open task"), "{}", own.out);
}

#[test]
fn text_of_the_record_acts_on_no_terminal() {
    let room = quiet();
    room.run(&["note", "+ image \u{1b}[31mthe host p1"]).done();
    let out = room.run(&["needs"]).out;
    assert!(out.contains("␛[31m") && !out.contains('\u{1b}'), "{out}");
}

#[test]
fn what_was_put_off_is_listed_and_brought_back() {
    let room = quiet();
    assert_eq!(
        room.run(&["needs", "--put-off"]).done(),
        "nothing in INC-2026-001 is put off\n"
    );
    room.run(&["note", "+ image the host p1"]).done();
    let listed = room.run(&["needs", "--json"]).out;
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed[0]["put_off_until"], json!(null));
    let mut store = Store::open(&room.database(), OpenMode::Existing).unwrap();
    let incident = store.current_incident().unwrap().unwrap().id;
    let by = By {
        author: "ana".into(),
        now: "2026-11-21T14:31:00Z".parse().unwrap(),
    };
    let key = listed[0]["key"].as_str().unwrap();
    let snooze = Snooze::read(key, "4h the vendor \u{1b}[31mis asleep", by.now).unwrap();
    let create = Change::create(fresh_id(), Some(incident), Body::Snooze(snooze));
    store.append(&by, Some(incident), |_| vec![create]).unwrap();
    assert_eq!(room.run(&["needs", "-q"]).done(), "0\n");
    let held = room.run(&["needs", "--put-off"]).done();
    assert!(held.contains("T1 image the host"), "{held}");
    let why = "put off for another 4h: the vendor \u{241b}[31mis asleep";
    assert!(held.contains(why), "{held}");
    let held = room.json(&["needs", "--put-off"]);
    assert_eq!(held[0]["put_off_until"], "2026-11-21T18:31:00Z");
    assert_eq!(held[0]["subject"], "T1");
    room.run(&["needs", "--back", "T2"]).failed(3);
    assert!(room.run(&["needs", "--back", "t1"]).done().contains("T1"));
    assert_eq!(room.run(&["needs", "-q"]).code, 10);
    room.run(&["verify"]).done();
}
