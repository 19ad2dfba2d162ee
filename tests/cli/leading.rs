//! What the commander says: phases, roles, the incident's own texts.

use crate::room::{Room, ran};
use serde_json::json;

#[test]
fn a_phase_is_a_milestone_and_moves_the_incident() {
    let room = Room::with_incident();
    let out = room
        .run(&["phase", "contained", "--at", "14:05", "tokens", "@lee"])
        .done();
    assert!(
        out.contains("new: @lee; phase detected → contained"),
        "{out}"
    );
    let it = room.json(&["show", "E1"]);
    assert_eq!([&it["kind"], &it["phase"]], ["milestone", "contained"]);
    assert_eq!(
        [&it["text"], &it["occurred"]],
        ["contained: tokens @lee", "2026-11-21T14:05:00Z"]
    );
    assert_eq!(it["starred"], false);
    assert_eq!(room.json(&["status"])["phase"], "contained");
    let late = room.run(&["phase", "Triaged", "--at", "13:00"]).done();
    assert!(late.contains("the incident stays contained"), "{late}");
    let back = room.run(&["phase", "triaged"]).done();
    assert!(back.contains("phase contained → triaged"), "{back}");
    assert!(!room.run(&["phase", "triaged"]).done().contains('('));
    room.run(&["phase", "finished"]).failed(2);
    room.run(&["phase"]).failed(2);
}

#[test]
fn a_kind_given_beside_the_line_is_as_good_as_one_in_it() {
    let room = Room::with_incident();
    room.run(&["note", "--kind", "milestone", "eradicated for good"])
        .done();
    assert_eq!(room.json(&["status"])["phase"], "eradicated");
    room.run(&["note", "--kind", "decision", "cut access; why: unsure"])
        .done();
    assert_eq!(room.json(&["show", "D1"])["decision"]["why"], "unsure");
    let told = room.run(&["note", "--kind", "milestone", "done"]).failed(2);
    assert!(told.contains("column 1: a milestone begins"), "{told}");
    room.run(&["note", "--kind", "observation", "note: as it says"])
        .done();
    assert_eq!(room.json(&["show", "E3"])["kind"], "note");
}

#[test]
fn a_role_is_taken_and_given_up() {
    let room = Room::with_incident();
    let out = room.run(&["role", "@maya", "ic"]).done();
    assert!(out.starts_with("IC ") && out.contains("@maya"), "{out}");
    assert!(out.contains("new: @maya"), "{out}");
    let told = room.run(&["role", "maya", "IC"]).failed(4);
    assert!(told.contains("@maya is IC already"), "{told}");
    let second = room.run(&["role", "@omar", "IC", "--from", "14:00"]);
    assert!(second.err.contains("@maya is IC too"), "{}", second.err);
    second.done();
    room.run(&["role", "@maya", "IC", "--until", "now"]).done();
    room.run(&["role", "@maya", "IC", "--until", "now"])
        .failed(3);
    for vague in ["2026-11-20", "~13:00", "13:00..14:00"] {
        let told = room.run(&["role", "@sam", "IC", "--from", vague]).failed(2);
        assert!(told.contains("for one moment"), "{told}");
    }
    let args = ["role", "@lee", "sme", "--stream", "forensics"];
    room.run(&args).done();
    room.run(&["role", "@yuki", "comms lead"]).done();
    let before = ["role", "@yuki", "comms", "--until", "10:00"];
    room.run(&before).failed(2);
    let held = room.json(&["status"])["roles"].clone();
    let mut held: Vec<_> = held
        .as_array()
        .unwrap()
        .iter()
        .map(|r| {
            json!([
                r["person"],
                r["role"],
                r["workstream"],
                r["from"],
                r["until"]
            ])
        })
        .collect();
    held.sort_by_key(ToString::to_string);
    let (two, now) = ("2026-11-21T14:00:00Z", "2026-11-21T14:31:00Z");
    assert_eq!(
        held,
        [
            json!(["lee", "SME", "forensics", now, null]),
            json!(["maya", "IC", null, now, now]),
            json!(["omar", "IC", null, two, null]),
            json!(["yuki", "comms lead", null, now, null]),
        ]
    );
}

#[test]
fn what_the_report_begins_with_is_written_from_the_shell() {
    let room = Room::with_incident();
    let out = room
        .run(&["edit", "--severity", "1", "--summary", "A token was used."])
        .done();
    assert!(out.contains("severity SEV2 → SEV1; summary"), "{out}");
    let words = ["--impact", "2 packages", "--tlp", "red", "--code-name", "X"];
    room.run(&[&["edit"], &words[..]].concat()).done();
    let it = room.json(&["status"]);
    assert_eq!(
        [&it["summary"], &it["impact"]],
        ["A token was used.", "2 packages"]
    );
    assert_eq!(
        [&it["severity"], &it["tlp"], &it["code_name"]],
        ["SEV1", "TLP:RED", "X"]
    );
    room.run(&["edit", "--code-name", ""]).done();
    assert_eq!(room.json(&["status"])["code_name"], json!(null));
    let again = room.run(&["edit", "--severity", "1"]).done();
    assert!(again.contains("as it was"), "{again}");
    room.run(&["edit"]).failed(2);
    room.run(&["edit", "--title", " "]).failed(2);
}

#[test]
fn a_name_created_on_the_way_is_said_wherever_it_happens() {
    let room = Room::with_incident();
    room.run(&["note", "x"]).done();
    room.run(&["task", "add", "y"]).done();
    room.run(&["task", "add", "z"]).done();
    for (args, new) in [
        (
            &["task", "set", "T1", "T2", "--owner", "nosuch"][..],
            "@nosuch",
        ),
        (&["task", "set", "T1", "--stream", "first"], "#first"),
        (&["task", "take", "T2"], "@ana"),
        (&["amend", "E1", "x @other"], "@other"),
        (&["note", "--stream", "second", "w"], "#second"),
        (
            &["artifact", "add", "--stream", "third", "203.0.113.7"],
            "#third",
        ),
    ] {
        let out = room.run(args).done();
        assert_eq!(out.matches(&format!("(new: {new})")).count(), 1, "{out}");
    }
    let again = room.run(&["task", "set", "T1", "--owner", "nosuch"]);
    assert!(!again.done().contains("new:"));
}

#[test]
fn the_work_of_a_stream_is_told_as_done_of_all() {
    let room = Room::with_incident();
    room.run(&["task", "add", "a #forensics"]).done();
    room.run(&["task", "add", "b #forensics"]).done();
    room.run(&["task", "done", "T1"]).done();
    let out = room.run(&["status"]).done();
    assert!(out.contains(" 1/2 done  0 entries"), "{out}");
}

#[test]
fn a_command_of_an_unnamed_author_works() {
    let room = Room::with_incident();
    let mut command = room.command();
    let unnamed = ran(command.env_remove("WARROOM_USER").args(["note", "x"]));
    unnamed.done();
    assert_eq!(room.json(&["show", "E1"])["author"], "unknown");
}

#[test]
fn who_takes_a_role_of_one_person_relieves_who_held_it() {
    let room = Room::with_incident();
    let holders = || {
        let held = room.json(&["status"])["roles"].clone();
        let held = held.as_array().unwrap().clone();
        let open = held.into_iter().filter(|r| r["until"].is_null());
        open.map(|r| r["person"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    room.run(&["role", "@maya", "IC"]).done();
    let second = room.run_at("2026-11-21T16:00:00Z", &["role", "@omar", "IC"]);
    assert!(
        second.err.contains("@maya is relieved as IC"),
        "{}",
        second.err
    );
    assert!(second.done().contains("@omar"));
    assert_eq!(holders(), ["omar"]);
    // What was held once relieves nobody.
    let past = ["role", "@jon", "IC", "--from", "14:40", "--until", "14:50"];
    room.run_at("2026-11-21T17:00:00Z", &past).done();
    assert_eq!(holders(), ["omar"]);
    room.run(&["role", "@lee", "SME"]).done();
    room.run(&["role", "@kim", "SME"]).done();
    assert_eq!(holders(), ["lee", "kim", "omar"]);
    // It is one act: taking it back brings who was relieved back.
    room.run_at("2026-11-21T17:00:00Z", &["undo", "@omar"])
        .done();
    assert!(holders().contains(&"maya".to_owned()), "{:?}", holders());
    assert!(!holders().contains(&"omar".to_owned()));
}
