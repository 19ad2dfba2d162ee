//! Timeline, tasks, search, show.

use crate::room::Room;
use serde_json::Value;

fn told() -> Room {
    let room = Room::with_incident();
    let lines = "2026-11-19 * first login from 203.0.113.7 #identity\n\
        2026-11-20 23:59 note before midnight\n\
        10:00 > blocked 203[.]0[.]113[.]7 @sam #containment\n\
        11:00 PST ! key finding A3\n\
        12:00 = cut access; why: scope unknown, see E3\n\
        ? did the token have write access\n";
    assert_ne!(room.pipe(&["note", "-"], lines).out, "");
    room
}

fn labels(all: &Value) -> Vec<&str> {
    let rows = all.as_array().expect("an array");
    rows.iter().map(|r| r["label"].as_str().unwrap()).collect()
}

#[test]
fn the_timeline_is_cut_by_time_kind_stream_and_number() {
    let room = told();
    let of = |args: &[&str]| {
        let all = room.json(&[&["timeline"], args].concat());
        labels(&all).join(" ")
    };
    let all = of(&[]);
    assert_eq!(all.split(' ').count(), 6, "{all}");
    assert_eq!(of(&["--until", "2026-11-20"]), "E1 E2");
    assert_eq!(
        of(&["--since", "2026-11-20", "--until", "2026-11-20"]),
        "E2"
    );
    assert_eq!(of(&["--since", "10:00", "--until", "10:00"]), "E3");
    assert_eq!(of(&["-n", "1", "--until", "10:30"]), "E3");
    assert_eq!(of(&["-n", "2", "--until", "2026-11-21 10:00 UTC"]), "E2 E3");
    assert_eq!(of(&["--kind", "attacker"]), "E1");
    assert_eq!(of(&["--stream", "#containment"]), "E3");
    assert_eq!(of(&["-n", "0"]), "");
    room.run(&["timeline", "--stream", "none"]).failed(3);
    room.run(&["timeline", "--since", "31 February"]).failed(2);
}

/// What is known to the day alone comes first in its day, wherever it is read.
#[test]
fn a_bare_date_stands_in_one_place_everywhere() {
    let room = Room::with_incident();
    let lines = "2026-11-19 23:50 late\n2026-11-20 09:00 early\n2026-11-20 some time that day\n";
    room.pipe(&["note", "-"], lines).done();
    let expected = ["late", "some time that day", "early"];
    for args in [&["timeline"][..], &["timeline", "--json"], &["export"]] {
        let whole = room.run(args).done();
        let at = expected.map(|text| whole.rfind(text).unwrap());
        assert!(at.is_sorted(), "{args:?}: {whole}");
    }
}

#[test]
fn long_timelines_are_read_in_windows_without_loss() {
    let room = Room::with_incident();
    let lines: String = (0..1203).map(|i| format!("{i}\n")).collect();
    room.pipe(&["note", "-"], lines).done();
    let all = room.json(&["timeline"]);
    let numbers: Vec<_> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        numbers,
        (0..1203).map(|i| i.to_string()).collect::<Vec<_>>()
    );
}

#[test]
fn links_are_shown_from_both_ends() {
    let room = told();
    let decision = room.json(&["show", "D1"]);
    assert_eq!(decision["kind"], "decision");
    assert_eq!(labels(&decision["links"]), ["E3"]);
    let entry = room.json(&["show", "E3"]);
    assert!(labels(&entry["linked_from"]).contains(&decision["label"].as_str().unwrap()));
    assert_eq!(entry["history"][0]["change"], "create");
    let shown = room.run(&["show", "E3"]).done();
    assert!(
        shown.contains("named in") && shown.contains("history"),
        "{shown}"
    );
    let lower = room.json(&["show", "e3"]);
    assert_eq!(lower["id"], entry["id"]);
    assert_eq!(room.json(&["show", "#containment"])["slug"], "containment");
    assert_eq!(
        room.json(&["show", "INC-2026-001"])["title"],
        "Stolen CI token"
    );
    room.run(&["show", "E99"]).failed(3);
    room.run(&["show", "T1059"]).failed(3);
    room.run(&["show", "@nobody"]).failed(3);
}

#[test]
fn words_are_just_words_to_the_search() {
    let room = told();
    let found = |words: &[&str]| {
        let all = room.json(&[&["search"], words].concat());
        labels(&all).join(" ")
    };
    assert_eq!(found(&["203.0.113.7"]), "E3 E1");
    assert_eq!(found(&["write", "acc"]), "E6");
    for odd in ["AND", "\"", "NEAR(", "*", "a:b", ""] {
        room.run(&["search", odd]).done();
    }
    room.run(&["search", "--", "-x"]).done();
    let none = room.run(&["search", "giraffe"]);
    assert_eq!(none.err, "warroom: nothing is found\n");
    assert_eq!(none.done(), "");
    assert_eq!(found(&["e6"]), "E6");
    let stream = room.run(&["search", "#containment"]).done();
    assert!(stream.starts_with("#containment"), "{stream}");
    room.run(&["open", "Another"]).done();
    assert_eq!(found(&["login"]), "");
    let all = room.json(&["search", "--all", "login"]);
    assert_eq!(all[0]["incident"], "INC-2026-001");
    let shown = room.run(&["search", "--all", "login"]).done();
    assert!(shown.starts_with("INC-2026-001 E1"), "{shown}");
}

#[test]
fn status_counts() {
    let room = told();
    room.run(&["task", "add", "x #containment"]).done();
    let it = room.json(&["status"]);
    assert_eq!(it["counts"]["entries"], 6);
    assert_eq!(it["counts"]["questions_open"], 1);
    assert_eq!(it["counts"]["tasks_open"], 1);
    let streams = it["workstreams"].as_array().unwrap();
    assert_eq!(streams.len(), 2);
    assert_eq!(streams[1]["counts"]["tasks_open"], 1);
    let shown = room.run(&["status"]).done();
    assert!(shown.contains("#containment"), "{shown}");
}

#[test]
fn lines_are_wrapped_below_their_text_at_the_stated_width() {
    let room = Room::with_incident();
    let line = "word ".repeat(40);
    room.run(&["note", line.trim()]).done();
    let shown = |columns: &str| {
        let mut command = room.command();
        crate::room::ran(command.env("COLUMNS", columns).arg("timeline")).done()
    };
    let narrow = shown("60");
    assert!(narrow.lines().all(|l| l.chars().count() <= 60), "{narrow}");
    assert!(
        narrow.lines().skip(1).all(|l| l.starts_with("       word")),
        "{narrow}"
    );
    assert_eq!(room.run(&["timeline"]).done().lines().count(), 1);
}
