//! Amending, striking, starring, taking back.

use crate::room::{Room, ran};
use serde_json::json;

#[test]
fn an_amended_entry_keeps_its_time_and_its_old_text() {
    let room = Room::with_incident();
    room.run(&["note", "14:05 > blocked .7 @sam #containment"])
        .done();
    room.run(&["amend", "E1", "blocked .8, not .7 @lee"]).done();
    let it = room.json(&["show", "E1"]);
    assert_eq!(
        [&it["text"], &it["kind"]],
        ["blocked .8, not .7 @lee", "action"]
    );
    assert_eq!(
        [&it["occurred"], &it["workstream"]],
        ["2026-11-21T14:05:00Z", "containment"]
    );
    assert_eq!(
        [&it["people"], &it["amended"]],
        [&json!(["lee"]), &json!(1)]
    );
    let edits = it["history"].as_array().unwrap().iter();
    let text = edits.filter(|e| e["field"] == "text").collect::<Vec<_>>();
    assert_eq!(text[0]["was"], "blocked .7 @sam #containment");
    room.run(&["amend", "E1", "13:00 * it was theirs"]).done();
    let it = room.json(&["show", "E1"]);
    assert_eq!(
        [&it["occurred"], &it["kind"]],
        ["2026-11-21T13:00:00Z", "attacker"]
    );
    room.run(&["amend", "E1", "28:00 x"]).failed(2);
    room.run(&["amend", "E1", "+ a task"]).failed(2);
    room.run(&["amend", "E9", "x"]).failed(3);
}

#[test]
fn an_amended_decision_says_one_thing() {
    for line in [
        "= disable every job; why: safety",
        "disable every job; why: safety",
    ] {
        let room = Room::with_incident();
        room.run(&[
            "note",
            "= disable some jobs; why: not enough people; instead of: waiting",
        ])
        .done();
        room.run(&["amend", "D1", line]).done();
        let decision = &room.json(&["show", "D1"])["decision"];
        assert_eq!(
            [&decision["choice"], &decision["why"], &decision["rejected"]],
            ["disable every job", "safety", "waiting"]
        );
    }
}

#[test]
fn a_date_in_words_is_remarked_on() {
    let room = Room::with_incident();
    for line in [
        "31 February x",
        "21 March 2025 10:00 x",
        "April 1 2025 Jenkins opened",
    ] {
        let run = room.run(&["note", line]);
        assert!(run.err.contains("a date is written"), "{line}: {}", run.err);
    }
    let run = room.run(&["note", "may 3 hosts reboot"]);
    assert!(!run.err.contains("a date"), "{}", run.err);
}

#[test]
fn struck_and_starred_are_kept_and_shown() {
    let room = Room::with_incident();
    room.run(&["note", "wrong"]).done();
    assert!(room.run(&["strike", "E1"]).done().contains("struck: wrong"));
    room.run(&["star", "E1"]).done();
    let it = room.json(&["show", "E1"]);
    assert_eq!(
        [&it["struck"], &it["starred"], &it["text"]],
        [&json!(true), &json!(true), &json!("wrong")]
    );
    assert_eq!(
        room.json(&["timeline", "--starred"])
            .as_array()
            .unwrap()
            .len(),
        1
    );
    room.run(&["note", "right"]).done();
    let struck = room.json(&["timeline", "--struck"]);
    assert_eq!(struck.as_array().unwrap().len(), 1);
    assert_eq!(struck[0]["label"], "E1");
    room.run(&["strike", "E1", "--off"]).done();
    room.run(&["star", "E1", "--off"]).done();
    let it = room.json(&["show", "E1"]);
    assert_eq!(
        [&it["struck"], &it["starred"]],
        [&json!(false), &json!(false)]
    );
    room.run(&["task", "add", "x"]).done();
    room.run(&["strike", "T1"]).failed(2);
}

#[test]
fn the_last_act_is_taken_back_whole_and_brought_back() {
    let room = Room::with_incident();
    room.run(&["task", "add", "a"]).done();
    room.run(&["task", "add", "b"]).done();
    room.run(&["task", "done", "T1", "T2"]).done();
    room.run(&["undo", "T1"]).done();
    let states = |room: &Room| {
        let all = room.json(&["tasks", "--all"]);
        let all = all.as_array().unwrap();
        all.iter()
            .map(|t| t["state"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(states(&room), ["todo", "todo"]);
    room.run(&["undo", "T1"]).done();
    assert_eq!(states(&room), ["done", "done"]);
    room.run(&["undo", "E1"]).failed(3);
}

#[test]
fn what_was_withdrawn_is_found_by_its_label_and_brought_back() {
    let room = Room::with_incident();
    room.run(&["note", "first @new"]).done();
    room.run(&["note", "second"]).done();
    for _ in 0..2 {
        let told = room.run(&["undo", "E1"]).done();
        assert!(told.contains("withdrawn"), "{told}");
        assert_eq!(room.json(&["timeline"]).as_array().unwrap().len(), 1);
        let told = room.run(&["show", "e1"]).done();
        assert!(
            told.contains("withdrawn; back with: warroom undo"),
            "{told}"
        );
        room.run(&["star", "E1"]).failed(3);
        let gone = room.run(&["undo", "--list"]).done();
        assert!(gone.starts_with("@new"), "{gone}");
        assert!(gone.contains("first @new  (taken back by "), "{gone}");
        assert_eq!(room.json(&["undo", "--list"])[1]["label"], "E1");
        room.run(&["undo", "E1"]).done();
        assert_eq!(room.run(&["undo", "--list"]).done(), "");
        assert_eq!(room.json(&["timeline"]).as_array().unwrap().len(), 2);
        assert!(!room.run(&["show", "E1"]).done().contains("withdrawn;"));
    }
}

#[test]
fn withdrawn_names_are_found_and_brought_back() {
    let room = Room::with_incident();
    room.run(&["note", "first @new #stream"]).done();
    for _ in 0..2 {
        room.run(&["undo", "@new"]).done();
        assert_eq!(room.json(&["timeline"]).as_array().unwrap().len(), 0);
        for (name, typed) in [("@NEW", "@new"), ("#Stream", "'#stream'")] {
            let told = room.run(&["show", name]).done();
            let way = format!("withdrawn; back with: warroom undo {typed}");
            assert!(told.contains(&way), "{told}");
            assert_eq!(room.json(&["show", name])["withdrawn"], true);
        }
        let told = room.run(&["undo", "#stream"]).done();
        assert!(!told.contains("withdrawn"), "{told}");
        assert!(!room.run(&["show", "@new"]).done().contains("withdrawn;"));
    }
    room.run(&["undo", "@nobody"]).failed(3);
    room.run(&["show", "#nothing"]).failed(3);
}

#[test]
fn an_incident_is_taken_back_only_while_it_is_empty_and_comes_back() {
    let room = Room::with_incident();
    room.run(&["note", "held"]).done();
    let told = room.run(&["undo", "INC-2026-001"]).failed(4);
    assert!(told.contains("holds what was recorded since"), "{told}");
    room.run(&["undo", "E1"]).done();
    room.run(&["undo", "INC-2026-001"]).done();
    room.run(&["note", "nowhere to put it"]).failed(3);
    assert!(
        room.run(&["show", "INC-2026-001"])
            .done()
            .contains("withdrawn")
    );
    assert_eq!(room.run(&["open", "Next"]).done(), "INC-2026-002\n");
    room.run(&["note", "here"]).done();
    room.run(&["undo", "INC-2026-001"]).done();
    assert_eq!(room.json(&["list"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_struck_milestone_gives_its_phase_back() {
    let room = Room::with_incident();
    let phase = || room.json(&["status"])["phase"].clone();
    room.run_at("2026-11-21T14:31:00Z", &["phase", "triaged"])
        .done();
    let later = "2026-11-21T15:00:00Z";
    room.run_at(later, &["phase", "contained", "all tokens revoked"])
        .done();
    let told = room.run(&["strike", "E2"]).done();
    assert!(told.contains("phase contained → triaged"), "{told}");
    assert_eq!(phase(), "triaged");
    let told = room.run(&["strike", "E2", "--off"]).done();
    assert!(told.contains("phase triaged → contained"), "{told}");
    room.run(&["strike", "E1"]).done();
    assert_eq!(phase(), "contained");
    room.run(&["strike", "E2"]).done();
    assert_eq!(phase(), "detected");
    // One act: what struck the entry moved the incident.
    room.run(&["undo", "E2"]).done();
    assert_eq!(phase(), "contained");
    room.run(&["verify"]).done();
}

#[test]
fn what_somebody_else_did_is_not_taken_back_unasked() {
    let room = Room::with_incident();
    let other = |args: &[&str]| ran(room.command().env("WARROOM_USER", "lee").args(args));
    other(&["check-in", "start"]).done();
    let refused = room.run(&["undo", "M1"]).failed(4);
    assert!(refused.contains("lee made it, not you"), "{refused}");
    assert!(refused.contains("undo M1 --theirs"), "{refused}");
    assert_eq!(room.json(&["show", "M1"])["state"], "running");
    let undone = room.run(&["undo", "M1", "--theirs"]).done();
    assert!(undone.contains("withdrawn"), "{undone}");
    // One's own act, and the taking back, need no word.
    other(&["note", "lee writes"]).done();
    room.run(&["star", "E1"]).done();
    room.run(&["undo", "E1"]).done();
    room.run(&["verify"]).done();
}

#[test]
fn several_entries_are_struck_or_starred_and_none_where_one_is_no_entry() {
    let room = Room::with_incident();
    for text in ["one", "two", "three"] {
        room.run(&["note", text]).done();
    }
    let flags = |flag: &str| {
        let all = room.json(&["timeline"]);
        let rows = all.as_array().unwrap().iter().filter(|e| e[flag] == true);
        rows.map(|e| e["label"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    room.run(&["strike", "E1", "E9"]).failed(3);
    room.run(&["star", "E1", "E9"]).failed(3);
    assert_eq!([flags("struck"), flags("starred")], ["", ""]);
    room.run(&["strike", "E1", "E3"]).done();
    room.run(&["star", "E2", "E3"]).done();
    assert_eq!([flags("struck"), flags("starred")], ["E1 E3", "E2 E3"]);
}

#[test]
fn a_promise_is_taken_back_by_due_never_and_stays_where_no_due_is_said() {
    let room = Room::with_incident();
    room.run(&["note", "\" legal gets the list due:23:00"])
        .done();
    let promise = || room.json(&["show", "E1"])["promise"].clone();
    room.run(&["amend", "E1", "legal gets the whole list"])
        .done();
    assert!(!promise().is_null());
    let told = room.run(&["amend", "E1", "legal gets a list due:-"]);
    assert!(told.err.contains("due:never"), "{}", told.err);
    let told = room.run(&["amend", "E1", "legal gets a list due:never"]);
    assert!(told.err.contains("promised no more"), "{}", told.err);
    assert!(!told.err.contains("only a communication"), "{}", told.err);
    assert!(promise().is_null());
    let shown = room.json(&["show", "E1"]);
    assert_eq!(shown["text"], "legal gets a list");
    assert_eq!(shown["kind"], "communication");
    let needs = room.run(&["needs", "--json"]).out;
    assert!(
        needs.contains("no-ic") && !needs.contains("promise"),
        "{needs}"
    );
}

#[test]
fn what_is_amended_into_no_communication_promises_nothing() {
    let room = Room::with_incident();
    room.run(&["note", "\" legal gets the list due:23:00"])
        .done();
    let told = room.run(&["amend", "E1", ". legal has the list"]);
    assert!(told.err.contains("promised no more"), "{}", told.err);
    assert!(room.json(&["show", "E1"])["promise"].is_null());
}
