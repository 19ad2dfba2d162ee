//! What is told and promised.

use crate::room::Room;
use serde_json::json;

#[test]
fn a_promise_waits_until_an_entry_keeps_it() {
    let room = Room::with_incident();
    let out = room
        .run(&["note", "\" legal gets the list @sam due:18:00"])
        .done();
    assert!(
        out.contains("promised by 2026-11-21 18:00 UTC"),
        "the row says it: {out}"
    );
    let it = room.json(&["show", "E1"]);
    assert_eq!(it["text"], "legal gets the list @sam");
    assert_eq!(it["promise"]["due"]["occurred"], "2026-11-21T18:00:00Z");
    assert_eq!(it["promise"]["kept_by"], json!(null));
    let told = room.run(&["note", "comms: keeps E9"]);
    assert!(told.err.contains("no promise that is open"), "{}", told.err);
    told.done();
    room.run(&["note", "\" sent legal the list, keeps E1"])
        .done();
    assert_eq!(room.json(&["show", "E1"])["promise"]["kept_by"], "E3");
    // Kept once, it is kept: a second entry says nothing new.
    room.run(&["note", "\" sent it again, keeps E1"]).done();
    assert_eq!(room.json(&["show", "E1"])["promise"]["kept_by"], "E3");
    room.run(&["undo", "E3"]).done();
    assert_eq!(
        room.json(&["show", "E1"])["promise"]["kept_by"],
        json!(null)
    );
    room.run(&["amend", "E4", "sent it at last, keeps E1"])
        .done();
    assert_eq!(room.json(&["show", "E1"])["promise"]["kept_by"], "E4");
    room.run(&["verify"]).done();
}
