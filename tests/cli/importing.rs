//! A record that leaves as JSON and comes into another file.

use crate::room::{Room, ran};
use std::process::{Command, Stdio};
use warroom::domain::{Body, Change, Entry, EntryKind, Incident, Severity, When, fresh_id};
use warroom::store::{By, OpenMode, Store};

/// Two rooms, the made-up incident in the file `tour.db` of the first one,
/// and its record in a file of the second.
fn demo() -> (Room, Room) {
    let (here, there) = (Room::new(), Room::new());
    here.run(&["demo", "--db", "tour.db", "--export"]).done();
    let record = there.path("r.json");
    let args = ["--db", "tour.db", "export", "--format", "json", "-o"];
    let args = [&args[..], &[record.to_str().unwrap()]].concat();
    here.run(&args).done();
    (here, there)
}

#[test]
fn the_same_record_is_there_as_here() {
    let (here, there) = demo();
    let told = there.run(&["import", "r.json"]).done();
    assert!(
        told.starts_with("INC-2026-014  stolen CI token  "),
        "{told}"
    );
    assert!(told.ends_with(" changes, all new\n"), "{told}");
    for args in [
        &["timeline", "--json"][..],
        &["tasks", "--all", "--json"],
        &["artifact", "list", "--json"],
        &["check-ins", "--json"],
        &["people", "--json"],
        &["show", "INC-2026-014", "--json"],
        &["show", "E12", "--json"],
        &["status"],
        &["export"],
        &["export", "--format", "json"],
    ] {
        let from = here.run(&[&["--db", "tour.db"], args].concat()).done();
        assert_eq!(there.run(args).done(), from, "{args:?}");
    }
    let verified = there.json(&["verify"]);
    assert_eq!(verified["sound"], true);
    let told = there.run(&["import", "r.json"]).done();
    assert!(told.contains("nothing new"), "{told}");
    assert_eq!(there.json(&["verify"]), verified);
}

#[test]
fn a_record_comes_from_a_pipe_and_from_whatever_rewrote_it() {
    let (_, there) = demo();
    let record = std::fs::read(there.path("r.json")).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&record).unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    let args = ["import", "-"];
    assert!(there.pipe(&args, pretty).done().contains("all new"));
    assert!(there.pipe(&args, record).done().contains("nothing new"));
    assert_eq!(value["things"][0]["type"], "person");
    let changes = value["changes"].as_array().unwrap();
    assert_eq!(value["count"], changes.len());
    let left = std::fs::read_dir(there.path("data/warroom")).unwrap();
    let left = left.map(|e| e.unwrap().file_name().into_string().unwrap());
    let aside = left.filter(|name| !name.starts_with("warroom.db"));
    assert_eq!(aside.count(), 0);
}

#[test]
fn every_member_of_the_document_is_described() {
    let (_, there) = demo();
    let record = std::fs::read(there.path("r.json")).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&record).unwrap();
    let docs = include_str!("../../docs/RECORD.md");
    for members in [&value, &value["changes"][0]] {
        for name in members.as_object().unwrap().keys() {
            assert!(docs.contains(&format!("`{name}`")), "{name}");
        }
    }
}

#[test]
fn a_damaged_record_is_refused_whole_with_the_place() {
    let (_, there) = demo();
    let record = std::fs::read_to_string(there.path("r.json")).unwrap();
    let write = |text: &str| std::fs::write(there.path("bad.json"), text).unwrap();
    let last = record.rfind("{\"at\"").or(record.rfind("{\"id\"")).unwrap();
    let (head, tail) = record.split_at(last);
    write(&format!(
        "{head}{}",
        tail.replacen("\"number\":", "\"number\":1", 1)
    ));
    let told = there.run(&["import", "bad.json"]).failed(6);
    let line = head.lines().count();
    assert!(
        told.contains("cannot import bad.json: nothing was taken in"),
        "{told}"
    );
    assert!(
        told.contains(&format!("line {line} column 1 (change ")),
        "{told}"
    );
    assert!(told.contains("its seal does not hold"), "{told}");
    assert!(!there.database().exists());
    write(&record[..record.len() / 2]);
    let told = there.run(&["import", "bad.json"]).failed(6);
    assert!(told.contains("cut off"), "{told}");
    write("# a report");
    let told = there.run(&["import", "bad.json"]).failed(2);
    assert!(told.contains("it is no record"), "{told}");
    write(&record.replacen("\"version\":1", "\"version\":2", 1));
    let told = there.run(&["import", "bad.json"]).failed(1);
    assert!(told.contains("update warroom"), "{told}");
    there.run(&["import", "absent.json"]).failed(3);
    there.run(&["import", "."]).failed(1);
    there
        .run(&["--as-of", "14:00", "import", "r.json"])
        .failed(2);
    assert!(!there.database().exists());
}

#[test]
fn what_contradicts_shows_its_place_and_writes_nothing() {
    let (_, there) = demo();
    there
        .run_at("2026-11-01T10:00:00Z", &["open", "Mine", "--sev", "3"])
        .done();
    let before = there.json(&["verify"]);
    let told = there
        .run_at("2026-11-01T10:00:00Z", &["import", "r.json"])
        .failed(4);
    assert!(
        told.contains("line ") && told.contains("(change "),
        "{told}"
    );
    assert!(told.contains("--any-clock"), "{told}");
    assert_eq!(there.json(&["verify"]), before);
    let args = ["import", "r.json", "--any-clock"];
    there.run_at("2026-11-01T10:00:00Z", &args).done();
}

#[test]
fn a_key_of_two_incidents_is_never_given_in_silence() {
    let (here, there) = (Room::with_incident(), Room::with_incident());
    here.run(&["note", "seen there @lee"]).done();
    there.run(&["note", "seen here @lee"]).done();
    let record = here.run(&["export", "--format", "json"]).done();
    let told = there.pipe(&["import", "-"], &record).failed(4);
    assert!(told.contains("--key INC-2026-002"), "{told}");
    there
        .pipe(&["import", "-", "--key", "a b"], &record)
        .failed(2);
    let ran = there.pipe(&["import", "-", "--key", "INC-2026-002"], &record);
    assert!(ran.err.contains("@lee names two things now"), "{}", ran.err);
    assert!(ran.err.contains("warroom use INC-2026-002"), "{}", ran.err);
    assert!(ran.done().starts_with("INC-2026-002  Stolen CI token"));
    assert_eq!(there.json(&["status"])["key"], "INC-2026-001");
    let entries = there.json(&["--incident", "INC-2026-002", "timeline"]);
    assert_eq!(entries[0]["text"], "seen there @lee");
    // Either can be given another name.
    let people = there.json(&["people"]);
    let id = people[1]["id"].as_str().unwrap();
    there.run(&["person", id, "--handle", "lee-2"]).done();
    assert_eq!(there.json(&["people"])[1]["handle"], "lee-2");
    let told = there.run(&["person", id, "--handle", "Lee"]).failed(4);
    assert!(told.contains("is there already"), "{told}");
    there.run(&["person", "@nobody", "--handle", "x"]).failed(3);
    there.run(&["edit", "--key", "INC-2026-002"]).failed(4);
    there.run(&["edit", "--key", "INC-2026-009"]).done();
    let all = there.json(&["list"]);
    let mut all = all.as_array().unwrap().iter();
    let other = all.find(|i| i["key"] == "INC-2026-002").unwrap();
    let id = other["id"].as_str().unwrap().to_owned();
    there.run(&["use", &id]).done();
    assert_eq!(there.json(&["status"])["key"], "INC-2026-002");
}

#[test]
fn what_leaves_is_a_plain_file_of_its_owner_that_was_not_there() {
    let room = Room::with_incident();
    room.run(&["note", "a\u{1b}[31m\u{202e}b"]).done();
    let printed = room.run(&["export", "--format", "json"]).done();
    assert!(!printed.contains(['\u{1b}', '\u{202e}']), "{printed}");
    let args = ["export", "--format", "json", "-o", "r.json"];
    room.run(&args).done();
    let kept = || std::fs::read_to_string(room.path("r.json")).unwrap();
    assert_eq!(kept(), printed);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(room.path("r.json"))
            .unwrap()
            .permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
        std::os::unix::fs::symlink("r.json", room.path("link.json")).unwrap();
        room.run(&["export", "--format", "json", "-o", "link.json"])
            .failed(4);
        room.run(&["export", "--format", "json", "-o", "link.json", "--force"])
            .failed(4);
    }
    std::fs::write(room.path("r.json"), "mine").unwrap();
    let told = room.run(&args).failed(4);
    assert!(told.contains("--force"), "{told}");
    assert_eq!(kept(), "mine");
    room.run(&[&args[..], &["--force"]].concat()).done();
    assert_eq!(kept(), printed);
    for flag in ["--short", "--fanged"] {
        room.run(&["export", "--format", "json", flag]).failed(2);
    }
    let copy = Room::new();
    copy.pipe(&["import", "-"], printed).done();
    assert_eq!(copy.json(&["timeline"])[0]["text"], "a\u{1b}[31m\u{202e}b");
}

#[test]
fn the_record_of_a_drill_is_for_its_facilitator() {
    let room = Room::new();
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/night-shift.toml");
    room.run(&["drill", "load", "--open", scenario]).done();
    let told = room.run(&["export", "--format", "json"]).failed(7);
    assert!(told.contains("--facilitator"), "{told}");
    let record = room.run(&["--facilitator", "export", "--format", "json"]);
    let copy = Room::new();
    copy.pipe(&["import", "-"], record.done()).done();
    let status = ["--facilitator", "drill", "status"];
    assert_eq!(copy.run(&status).done(), room.run(&status).done());
}

/// Killed in the middle of the one transaction: the log has grown by what did
/// not fit into memory, and none of it counts.
#[test]
fn an_import_that_is_killed_leaves_nothing_half_done() {
    let (here, there) = (Room::new(), Room::with_incident());
    std::fs::create_dir_all(here.path("data/warroom")).unwrap();
    let mut store = Store::open(&here.database(), OpenMode::Create).unwrap();
    let now = "2026-11-20T10:00:00Z".parse().unwrap();
    let by = By {
        author: "ana".into(),
        now,
    };
    let incident = Incident::new("INC-2", "large", Severity::Sev2);
    let entry = |i| {
        Entry::new(
            EntryKind::Note,
            When::now(now),
            format!("entry {i} of many words"),
        )
    };
    store
        .create_incident(&by, incident, |inc, _| {
            let bodies = (0..4_000).map(|i| Body::Entry(entry(i)));
            bodies
                .map(|b| Change::create(fresh_id(), Some(inc), b))
                .collect()
        })
        .unwrap();
    drop(store);
    let record = there.path("r.json");
    here.run(&["export", "--format", "json", "-o", record.to_str().unwrap()])
        .done();
    let before = there.json(&["verify"]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_warroom"))
        .args(["import", "r.json"])
        .current_dir(there.path(""))
        .env_clear()
        .env("HOME", there.path(""))
        .env("XDG_DATA_HOME", there.path("data"))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let log = there.path("data/warroom/warroom.db-wal");
    while std::fs::metadata(&log).map_or(0, |log| log.len()) < 1 << 20 {
        assert!(child.try_wait().unwrap().is_none(), "it ended too early");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(there.json(&["verify"]), before);
    assert_eq!(there.json(&["list"]).as_array().unwrap().len(), 1);
    let told = ran(there.command().args(["import", "r.json"])).done();
    assert!(told.contains("4001 changes, all new"), "{told}");
    assert_eq!(there.json(&["verify"])["sound"], true);
}

/// The record in the file of a room, altered.
fn altered(room: &Room, alter: impl FnOnce(&mut serde_json::Value)) -> String {
    let record = std::fs::read(room.path("r.json")).unwrap();
    let mut value = serde_json::from_slice(&record).unwrap();
    alter(&mut value);
    value.to_string()
}

/// The things of a record.
fn things(value: &mut serde_json::Value) -> &mut Vec<serde_json::Value> {
    value["things"].as_array_mut().unwrap()
}

fn labelled<'v>(value: &'v mut serde_json::Value, label: &str) -> &'v mut serde_json::Value {
    let mut all = things(value).iter_mut();
    all.find(|t| t["label"] == label).unwrap()
}

#[test]
fn what_people_read_in_a_record_has_to_be_what_its_changes_make() {
    let (_, there) = demo();
    let text = |v: &mut serde_json::Value| labelled(v, "E12")["text"] = "nobody\u{1b}".into();
    type Alter = fn(&mut serde_json::Value);
    let wrong: [(Alter, &str); 6] = [
        (text, "E12: its \"text\" is not what the changes make"),
        (
            |v| labelled(v, "@lee")["name"] = "Eve".into(),
            "@lee: its \"name\"",
        ),
        (
            |v| drop(labelled(v, "E12").as_object_mut().unwrap().remove("struck")),
            "\"struck\"",
        ),
        (
            |v| labelled(v, "E12")["so"] = true.into(),
            "E12: its \"so\"",
        ),
        (
            |v| things(v).retain(|t| t["label"] != "E12"),
            "make E12, which its things leave out",
        ),
        (
            |v| {
                let one = things(v)[3].clone();
                things(v).push(one)
            },
            "is told twice",
        ),
    ];
    for (alter, said) in wrong {
        let told = there
            .pipe(&["import", "-"], altered(&there, alter))
            .failed(6);
        assert!(told.contains(said), "{said}: {told}");
        assert!(told.contains("nothing was taken in"), "{told}");
        assert!(there.json(&["list"]).as_array().unwrap().is_empty());
    }
    // Of another version of the program what both know is compared.
    let older = |v: &mut serde_json::Value| {
        v["program"] = "warroom 0.0.1".into();
        labelled(v, "E12").as_object_mut().unwrap().remove("struck");
    };
    let both = |v: &mut serde_json::Value| {
        older(v);
        text(v)
    };
    there
        .pipe(&["import", "-"], altered(&there, both))
        .failed(6);
    there.pipe(&["import", "-"], altered(&there, older)).done();
}

#[test]
fn a_record_is_compared_with_its_own_changes_and_not_with_what_is_here() {
    let (_, there) = demo();
    there.run(&["import", "r.json"]).done();
    there.run(&["amend", "E12", "what I know better"]).done();
    there.run(&["person", "@lee", "--handle", "lea"]).done();
    let told = there.run(&["import", "r.json"]).done();
    assert!(told.contains("nothing new"), "{told}");
    assert_eq!(there.json(&["show", "E12"])["text"], "what I know better");
    let alter = |v: &mut serde_json::Value| labelled(v, "E12")["text"] = "no".into();
    there
        .pipe(&["import", "-"], altered(&there, alter))
        .failed(6);
    let without = |v: &mut serde_json::Value| drop(v.as_object_mut().unwrap().remove("things"));
    there
        .pipe(&["import", "-"], altered(&there, without))
        .done();
}
