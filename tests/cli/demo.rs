//! The made-up incidents.

use crate::room::Room;

#[test]
fn the_demo_is_exported_and_leaves_nothing_behind() {
    let room = Room::with_incident();
    let mut command = room.command();
    std::fs::create_dir(room.path("tmp")).unwrap();
    let command = command
        .env("TMPDIR", room.path("tmp"))
        .env("WARROOM_DB", room.database());
    let out = crate::room::ran(command.args(["demo", "--export"])).done();
    assert!(out.starts_with('#') && out.lines().count() > 300, "{out}");
    assert_eq!(std::fs::read_dir(room.path("tmp")).unwrap().count(), 0);
    assert_eq!(
        room.json(&["list"]).as_array().unwrap().len(),
        1,
        "one's own file is left alone"
    );
    assert_eq!(
        out,
        room.run(&["demo", "--export"]).done(),
        "the same moment, the same bytes"
    );
}

#[test]
fn a_demo_that_is_kept_is_a_file_like_any_other() {
    let room = Room::new();
    let kept = |args: &[&str]| room.json(&[&["--db", "tour.db"], args].concat());
    room.run(&["--db", "tour.db", "demo", "--export"]).done();
    room.run(&["--db", "tour.db", "demo", "--export"]).failed(4);
    assert_eq!(kept(&["verify"])["sound"], true);
    let counts = &kept(&["status"])["counts"];
    assert!(counts["entries"].as_u64() >= Some(100), "{counts}");
    assert!(counts["artifacts"].as_u64() >= Some(40), "{counts}");
    let tasks = kept(&["tasks", "--all"]);
    assert!(tasks.as_array().unwrap().len() >= 20);
}

#[test]
fn without_a_terminal_the_cockpit_says_so() {
    let room = Room::new();
    let told = room.run(&["demo"]).failed(2);
    assert!(told.starts_with("warroom: "), "{told}");
    room.run(&[]).failed(2);
}
