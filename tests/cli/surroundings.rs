//! Paths, configuration, doctor.

use crate::room::{Room, ran};

#[test]
fn paths_are_decided_by_flag_variable_and_xdg() {
    let room = Room::new();
    let path = |room: &Room, args: &[&str]| room.json(args)["database"]["decided_by"].clone();
    assert_eq!(path(&room, &["paths"]), "XDG_DATA_HOME");
    assert_eq!(path(&room, &["--db", "x.db", "paths"]), "--db");
    let mut command = room.command();
    let out = ran(command.env("WARROOM_DB", "y.db").arg("paths")).done();
    assert!(out.contains("y.db") && out.contains("WARROOM_DB"), "{out}");
    let mut command = room.command();
    let told = ran(command.env("WARROOM_DB", "y.db").args(["note", "x"])).failed(3);
    assert!(told.contains("y.db"), "{told}");
}

#[test]
fn a_configuration_that_is_named_must_be_there() {
    let room = Room::with_incident();
    let told = room
        .run(&["--config", "absent.toml", "note", "x"])
        .failed(3);
    assert!(
        told.contains("absent.toml") && told.contains("--config"),
        "{told}"
    );
    let mut command = room.command();
    let told = ran(command
        .env("WARROOM_CONFIG", "gone.toml")
        .args(["note", "x"]))
    .failed(3);
    assert!(
        told.contains("gone.toml") && told.contains("WARROOM_CONFIG"),
        "{told}"
    );
    room.run(&["note", "x"]).done();
    std::fs::write(room.path("here.toml"), "author = 'lee'").unwrap();
    room.run(&["--config", "here.toml", "note", "y"]).done();
}

#[test]
fn a_bad_configuration_is_said_with_its_line_and_stops_nothing() {
    let room = Room::with_incident();
    std::fs::create_dir_all(room.path("config/warroom")).unwrap();
    let file = room.path("config/warroom/config.toml");
    std::fs::write(&file, "zone = 'Europe/Vienna'\ncolour = 'red'\n").unwrap();
    let told = room.run(&["note", "10:00 x"]);
    assert!(
        told.err.contains("config.toml line 2: `colour`"),
        "{}",
        told.err
    );
    told.done();
    let it = room.json(&["show", "E1"]);
    assert_eq!(
        [&it["occurred"], &it["zone"]],
        ["2026-11-21T09:00:00Z", "Europe/Vienna"]
    );
    std::fs::write(&file, "author = 'maya'").unwrap();
    let mut command = room.command();
    ran(command.env_remove("WARROOM_USER").args(["note", "x"])).done();
    assert_eq!(room.json(&["show", "E2"])["author"], "maya");
}

#[test]
fn the_clock_is_fixed_or_refused() {
    let room = Room::with_incident();
    room.run_at("2020-02-29T00:00:00Z", &["note", "x"]).done();
    assert_eq!(
        room.json(&["show", "E1"])["recorded"],
        "2020-02-29T00:00:00Z"
    );
    let told = room.run_at("noon", &["note", "x"]).failed(2);
    assert!(told.contains("WARROOM_NOW"), "{told}");
}

#[test]
fn the_doctor_names_what_is_in_the_way() {
    let room = Room::new();
    let of = |findings: &serde_json::Value, check: &str| {
        let all = findings.as_array().unwrap().iter();
        let one = all.clone().find(|f| f["check"] == check);
        one.map(|f| f["verdict"].as_str().unwrap().to_owned())
    };
    let findings = room.json(&["doctor"]);
    assert_eq!(of(&findings, "database").as_deref(), Some("warn"));
    room.run(&["open", "x"]).done();
    let findings = room.json(&["doctor"]);
    assert_eq!(of(&findings, "database").as_deref(), Some("ok"));
    assert_eq!(of(&findings, "permissions").as_deref(), Some("ok"));
    std::fs::write(room.path("bad.db"), "x".repeat(5000)).unwrap();
    let ran = room.run(&["--db", "bad.db", "doctor"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("BAD   database"), "{}", ran.out);
}

#[test]
fn completions_and_manual_are_made() {
    let room = Room::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let out = room.run(&["completions", shell]).done();
        assert!(out.contains("artifact"), "{shell}");
    }
    assert!(room.run(&["man"]).done().contains(".TH"));
    room.run(&["man", "--dir", "man1"]).done();
    assert!(room.path("man1/warroom-note.1").exists());
}

#[test]
fn a_file_of_an_older_format_is_read_as_any_other() {
    let room = Room::new();
    let file = room.path("old.db");
    let conn = rusqlite::Connection::open(&file).unwrap();
    conn.execute_batch(include_str!("../store/v1.sql")).unwrap();
    drop(conn);
    let read = |args: &[&str]| {
        let db = [&["--db", "old.db"], args].concat();
        room.run(&db).done()
    };
    assert!(read(&["timeline"]).contains("E2"));
    assert!(room.path("old.db.v1.bak").exists());
    let shown = read(&["show", "E2"]);
    assert!(!shown.contains("(amended)"), "{shown}");
    assert!(shown.contains("cut all access"), "{shown}");
    assert!(read(&["verify"]).starts_with("sound"));
}
