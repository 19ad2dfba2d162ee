//! What a post-mortem still lacks, and the end of an incident.

use crate::room::Room;
use warroom::domain::{Body, Change, Fix, FixKind, Person, Section, SectionKind, fresh_id};
use warroom::store::{By, OpenMode, Store};

fn append(room: &Room, make: impl Fn(warroom::domain::Id) -> Vec<Change>) {
    let mut store = Store::open(&room.database(), OpenMode::Existing).unwrap();
    let inc = store.current_incident().unwrap().unwrap().id;
    let by = By {
        author: "ana".into(),
        now: "2026-11-21T14:00:00Z".parse().unwrap(),
    };
    store.append(&by, Some(inc), |_| make(inc)).unwrap();
}

#[test]
fn a_check_says_what_is_missing_where_and_what_to_do_and_ends_with_ten() {
    let room = Room::with_incident();
    room.run(&["note", "= cut access @lee"]).done();
    room.run(&["note", "? who owns it"]).done();
    let ran = room.run(&["review", "--check"]);
    assert_eq!(ran.code, 10, "{}", ran.err);
    for said in [
        "No summary is written",
        "Decision without a why: D1",
        "Open question: Q1",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let ran = room.run(&["review", "--check", "--json"]);
    assert_eq!(ran.code, 10);
    let all: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let of = |rule: &str| {
        let all = all.as_array().unwrap();
        all.iter().find(|g| g["rule"] == rule).cloned().unwrap()
    };
    assert_eq!(of("question-open")["where"], "Q1");
    assert_eq!(of("question-open")["hint"], false);
    assert_eq!(of("no-summary")["where"], serde_json::Value::Null);
    assert!(
        of("section-empty")["advice"]
            .as_str()
            .unwrap()
            .contains("Write it")
    );
}

#[test]
fn words_of_blame_are_told_as_hints() {
    let room = Room::with_incident();
    room.run(&["note", "^ the operator was careless"]).done();
    let ran = room.run(&["review", "--check"]);
    assert!(ran.out.contains("tone E1  “careless”: "), "{}", ran.out);
    let ran = room.run(&["review", "--check", "--json"]);
    let all: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let hints = all.as_array().unwrap().iter().filter(|g| g["hint"] == true);
    assert_eq!(hints.count(), 1);
}

#[test]
fn what_is_missing_has_to_be_answered_and_closing_is_undone_in_one() {
    let room = Room::with_incident();
    let told = room.run(&["close"]).failed(4);
    for said in ["No summary is written", "--anyway", "review --check"] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(
        room.run(&["close", "--anyway", "  "])
            .failed(4)
            .contains("No summary")
    );
    assert_ne!(room.json(&["status"])["phase"], "closed");
    let closed = room.json(&["close", "--anyway", "a duplicate of \u{1b}[31m"]);
    assert_eq!(closed["entry"], "E1");
    assert_eq!(closed["by"], "ana");
    assert_eq!(closed["open"][0], "No summary is written");
    assert_eq!(closed["answer"], "a duplicate of \u{1b}[31m");
    assert_eq!(room.json(&["status"])["phase"], "closed");
    let milestone = room.json(&["show", "E1"]);
    assert_eq!(milestone["phase"], "closed");
    let again = room.run(&["close", "--anyway", "x"]).failed(4);
    assert!(again.contains("closed already"), "{again}");
    room.run(&["undo", "E1"]).done();
    assert_ne!(room.json(&["status"])["phase"], "closed");
    assert!(room.json(&["timeline"]).as_array().unwrap().is_empty());
    // And again, by its key, then back to an earlier phase: both are recorded.
    let shown = room.run(&["close", "INC-2026-001", "--anyway", "x"]).done();
    assert!(shown.contains("INC-2026-001 is closed"), "{shown}");
    room.run(&["phase", "reviewing"]).done();
    assert_eq!(room.json(&["status"])["phase"], "reviewing");
    let entries = room.json(&["timeline"]);
    assert_eq!(entries.as_array().unwrap().len(), 2);
    room.run(&["close", "--anyway", "y"]).done();
    room.run(&["verify"]).done();
}

#[test]
fn no_line_closes_an_incident_without_an_answer() {
    let room = Room::with_incident();
    for way in [
        &["phase", "closed"][..],
        &["note", "# closed"],
        &["note", "milestone: closed, all is well"],
        &["note", "--kind", "milestone", "closed"],
    ] {
        let told = room.run(way).failed(4);
        assert!(told.contains("warroom close"), "{way:?}: {told}");
    }
    assert!(room.json(&["timeline"]).as_array().unwrap().is_empty());
    let lines = "one\n# closed\ntwo\n";
    let ran = room.pipe(&["note", "-"], lines);
    assert_eq!(ran.code, 4, "{}", ran.err);
    for said in ["line 2, closing the incident asks", "2 recorded, 1 not"] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    assert_eq!(room.pipe(&["note", "-"], "# closed\n28:30 x\n").code, 2);
    assert_eq!(room.json(&["timeline"]).as_array().unwrap().len(), 2);
    assert_ne!(room.json(&["status"])["phase"], "closed");
    // When it was closed elsewhere is history: the line is kept with its time.
    let told = room
        .run(&["phase", "closed", "--at", "14:05", "done"])
        .done();
    assert!(told.contains("14:05"), "{told}");
    let ran = room.pipe(&["note", "-"], "14:06 # closed by the vendor\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_ne!(room.json(&["status"])["phase"], "closed");
    // What is only history, of an incident that was closed before, stays a line.
    room.run(&["close", "--anyway", "x"]).done();
    room.run(&["note", "# closed, once more"]).done();
}

#[test]
fn what_was_answered_before_it_was_opened_again_is_told_as_that() {
    let room = Room::with_incident();
    room.run(&["close", "--anyway", "the first reason"]).done();
    room.run(&["phase", "reviewing"]).done();
    let report = room.run(&["export"]).done();
    assert!(report.contains("opened again since"), "{report}");
    room.run(&["phase", "closed"]).failed(4);
    let told = room.run(&["close"]).failed(4);
    assert!(told.contains("No summary is written"), "{told}");
    room.run(&["close", "--anyway", "the second reason"]).done();
    let report = room.run(&["export"]).done();
    assert!(report.contains("the second reason"), "{report}");
    assert!(!report.contains("opened again since"), "{report}");
}

#[test]
fn a_drill_closes_without_fuss_and_says_what_it_is() {
    let room = Room::new();
    room.run(&["open", "a drill", "--exercise"]).done();
    let shown = room.run(&["close"]).done();
    assert!(shown.contains("EXERCISE INC-2026-001 is closed"), "{shown}");
}

#[test]
fn the_message_thanks_and_names_wins_and_fixes_before_and_after_closing() {
    let room = Room::with_incident();
    room.run(&["note", "14:05 > revoked all tokens @sam"])
        .done();
    append(&room, |inc| {
        let lee = fresh_id();
        let mut fix = Fix::new("rotate tokens <b>by machine</b>", FixKind::Durable);
        fix.owner = Some(lee);
        let mut all = vec![
            Change::create(lee, None, Body::Person(Person::new("lee"))),
            Change::create(fresh_id(), Some(inc), Body::Fix(fix)),
        ];
        all.extend(Section::write(
            inc,
            SectionKind::WentWell,
            None,
            "",
            "revoked in *four* minutes",
        ));
        all
    });
    let told = room.run(&["close", "--message"]).done();
    for said in [
        "not closed yet: detected",
        "Thank you to everyone who took part: @sam.",
        "revoked in _four_ minutes",
        "**X1** rotate tokens \\<b>by machine\\</b> (@lee, no date yet)",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    room.run(&["close", "--anyway", "x"]).done();
    let told = room.run(&["close", "--message"]).done();
    assert!(told.contains("closed 2026-11-21 14:31 UTC"), "{told}");
}
