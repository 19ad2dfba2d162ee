//! Workstreams: how they stand, who leads them, what they wait for.

use crate::room::Room;

#[test]
fn one_line_says_how_a_workstream_stands_and_updates_it() {
    let room = Room::with_incident();
    room.run(&["note", "begun #forensics"]).done();
    let line = "#forensics amber: waiting for the image, needs @lee";
    let told = room.run(&["note", line]).done();
    assert!(
        told.contains("updates #forensics: health green → amber"),
        "{told}"
    );
    let entry = room.json(&["show", "E2"]);
    assert_eq!([&entry["text"], &entry["kind"]], [line, "note"]);
    let stream = room.json(&["show", "#forensics"]);
    assert_eq!(stream["health"], "amber");
    assert_eq!(stream["update"], "waiting for the image, needs @lee");
    room.run(&["note", "#forensics looked at amber light"])
        .done();
    // An amendment corrects the record and does not act again.
    room.run(&["amend", "E2", "#forensics red: waiting"]).done();
    assert_eq!(room.json(&["show", "#forensics"])["health"], "amber");
    room.run(&["undo", "E2"]).done();
    room.run(&["undo", "#forensics"]).done();
    assert_eq!(room.json(&["show", "#forensics"])["health"], "green");
    let entry = room.run(&["show", "E2"]).done();
    assert!(entry.contains("(withdrawn"), "{entry}");
}
