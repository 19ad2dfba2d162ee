//! Starting, listing and choosing incidents.

use crate::room::Room;

#[test]
fn an_incident_is_started_numbered_and_current() {
    let room = Room::new();
    assert_eq!(
        room.run(&["open", "Stolen", "CI token"]).done(),
        "INC-2026-001\n"
    );
    assert_eq!(
        room.run(&["open", "Drill", "--exercise"]).done(),
        "INC-2026-002\n"
    );
    let all = room.json(&["list"]);
    assert_eq!(all[0]["title"], "Stolen CI token");
    assert_eq!(all[0]["severity"], "SEV3");
    assert_eq!(
        (&all[0]["current"], &all[1]["current"]),
        (&false.into(), &true.into())
    );
    assert_eq!(all[1]["exercise"], true);
    room.run(&["use", "inc-2026-001"]).done();
    assert_eq!(room.json(&["status"])["key"], "INC-2026-001");
    assert_eq!(
        room.json(&["--incident", "INC-2026-002", "status"])["key"],
        "INC-2026-002"
    );
}

#[test]
fn severity_marking_and_names_are_taken_as_people_write_them() {
    let room = Room::new();
    let args = [
        "open",
        "x",
        "--sev",
        "sev1",
        "--tlp",
        "TLP:RED",
        "--code-name",
        "GLASS HERON",
    ];
    room.run(&[&args[..], &["--key", "OPS-7"]].concat()).done();
    let it = room.json(&["status"]);
    assert_eq!(
        [&it["key"], &it["severity"], &it["tlp"], &it["code_name"]],
        ["OPS-7", "SEV1", "TLP:RED", "GLASS HERON"]
    );
    assert!(room.run(&["list"]).done().contains("GLASS HERON"));
}

#[test]
fn a_title_of_nothing_is_refused_and_one_of_controls_is_shown() {
    let room = Room::with_incident();
    let hidden = " \u{a0}";
    for command in [
        &["open", hidden][..],
        &["edit", "--title", hidden],
        &["note", hidden],
        &["task", "add", hidden],
        &["note", &format!("+ {hidden} @sam p1")],
        &["artifact", "add", "--kind", "asset", hidden],
    ] {
        room.run(command).failed(2);
    }
    room.run(&["open", "\u{200b}\u{7}"]).done();
    assert!(room.run(&["list"]).done().contains("‹U+200B›␇"));
}

#[test]
fn what_is_not_there_is_said_with_what_to_do() {
    let room = Room::new();
    let told = room.run(&["status"]).failed(3);
    assert!(
        told.contains("try: ") && told.contains("warroom open"),
        "{told}"
    );
    assert!(!room.database().exists(), "asking makes no file");
    room.run(&["open", "x"]).done();
    let told = room.run(&["use", "INC-1999-001"]).failed(3);
    assert!(told.contains("INC-2026-001"), "{told}");
    room.run(&["--incident", "nope", "note", "x"]).failed(3);
}

#[test]
fn nonsense_is_refused_before_anything_is_made() {
    let room = Room::new();
    room.run(&["open"]).failed(2);
    room.run(&["open", " "]).failed(2);
    room.run(&["open", "x", "--sev", "6"]).failed(2);
    room.run(&["open", "x", "--tlp", "puce"]).failed(2);
    room.run(&["open", "x", "--key", "a b"]).failed(2);
    room.run(&["oppen", "x"]).failed(2);
    assert!(!room.database().exists());
    room.run(&["open", "x", "--key", "K1"]).done();
    room.run(&["open", "y", "--key", "k1"]).failed(4);
}
