//! Artifacts: files, values, copies.

use crate::room::Room;

const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

#[test]
fn a_file_is_hashed_and_its_custody_begins() {
    let room = Room::with_incident();
    std::fs::write(room.path("proxy.log"), "abc").unwrap();
    let args = [
        "artifact",
        "add",
        "proxy.log",
        "--from",
        "lee",
        "--stream",
        "forensics",
    ];
    room.run(&[&args[..], &["--notes", "from the edge"]].concat())
        .done();
    let it = room.json(&["show", "A1"]);
    assert_eq!(
        [&it["kind"], &it["name"], &it["notes"]],
        ["file", "proxy.log", "from the edge"]
    );
    let file = &it["file"];
    assert_eq!([&file["sha256"], &file["media_type"]], [ABC, "text/plain"]);
    assert_eq!(
        [&file["size"], &file["stored"]],
        [&serde_json::json!(3), &false.into()]
    );
    assert!(file["path"].as_str().unwrap().starts_with('/'));
    let step = &it["custody"][0];
    assert_eq!(
        [&step["from"], &step["to"], &step["why"]],
        ["lee", "ana", "handed in"]
    );
    assert_eq!(it["workstream"], "forensics");
    assert!(!room.path("data/warroom/warroom.db.files").exists());
}

#[test]
fn a_copy_is_kept_under_its_hash_when_asked() {
    let room = Room::with_incident();
    std::fs::write(room.path("a"), "abc").unwrap();
    room.run(&["artifact", "add", "a", "--store"]).done();
    let kept = room.path("data/warroom/warroom.db.files/ba").join(ABC);
    assert_eq!(std::fs::read(&kept).unwrap(), b"abc");
    assert!(std::fs::metadata(&kept).unwrap().permissions().readonly());
    assert_eq!(room.json(&["show", "A1"])["file"]["stored"], true);
}

#[test]
fn values_are_recognised_and_never_guessed() {
    let room = Room::with_incident();
    room.run(&[
        "artifact",
        "add",
        "203[.]0[.]113[.]7",
        "--status",
        "blocked",
    ])
    .done();
    let it = room.json(&["show", "A1"]);
    assert_eq!(
        [&it["kind"], &it["indicator"], &it["name"]],
        ["indicator", "ipv4", "203.0.113.7"]
    );
    assert_eq!(it["status"], "blocked");
    let told = room.run(&["artifact", "add", "build-runner-7"]).failed(3);
    assert!(told.contains("--kind asset"), "{told}");
    room.run(&["artifact", "add", "build-runner-7", "--kind", "asset"])
        .done();
    room.run(&["artifact", "add", "absent.log", "--kind", "file"])
        .failed(3);
    room.run(&["artifact", "add", "absent.log", "--store"])
        .failed(3);
    room.run(&["artifact", "add", ".", "--kind", "file"])
        .failed(1);
    let all = room.json(&["artifact", "list"]);
    assert_eq!(all.as_array().unwrap().len(), 2);
    let assets = room.json(&["artifact", "list", "--kind", "asset"]);
    assert_eq!(assets[0]["label"], "A2");
}

#[test]
fn a_copy_that_was_altered_or_removed_is_not_called_kept() {
    let room = Room::with_incident();
    std::fs::write(room.path("a"), "abc").unwrap();
    room.run(&["artifact", "add", "a", "--store"]).done();
    let folder = room.path("data/warroom/warroom.db.files");
    let kept = folder.join("ba").join(ABC);
    let shown = || room.run(&["show", "A1"]).done();
    assert!(shown().contains("kept at "), "{}", shown());
    let told = room.run(&["verify"]).done();
    assert!(told.contains("1 copy is what was handed in"), "{told}");

    std::fs::write(folder.join("stray"), "x").unwrap();
    let told = room.run(&["verify"]).done();
    assert!(told.contains("unreferenced  /"), "{told}");
    let found = room.json(&["verify"]);
    assert_eq!(found["copies"][0]["state"], "unreferenced");
    assert_eq!(
        (&found["sound"], &found["copies_sound"]),
        (&true.into(), &1.into())
    );

    // The same length: only its hash tells.
    std::fs::remove_file(&kept).unwrap();
    std::fs::write(&kept, "abd").unwrap();
    let ran = room.run(&["verify"]);
    assert!(ran.out.contains("altered  INC-2026-001 A1"), "{}", ran.out);
    assert!(ran.failed(6).contains("INC-2026-001 A1"));
    let ran = room.run(&["verify", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &found["sound"]), (6, &false.into()));
    assert_eq!(found["copies"][0]["state"], "altered");
    assert_eq!(found["copies"][0]["artifacts"][0], "INC-2026-001 A1");

    // Handed in again, the true copy takes its place and the other stays.
    room.run(&["artifact", "add", "a", "--store"]).done();
    assert_eq!(std::fs::read(&kept).unwrap(), b"abc");
    assert_eq!(
        std::fs::read(kept.with_extension("altered-1")).unwrap(),
        b"abd"
    );
    room.run(&["verify"]).done();

    std::fs::remove_file(&kept).unwrap();
    assert!(shown().contains("missing at "), "{}", shown());
    assert!(!shown().contains("kept"), "{}", shown());
    let ran = room.run(&["verify"]);
    assert!(
        ran.out
            .contains("missing  INC-2026-001 A1, INC-2026-001 A2"),
        "{}",
        ran.out
    );
    ran.failed(6);
}
