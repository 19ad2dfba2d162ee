//! What leaves the program: the report, copies, checks.

use crate::room::{Room, ran};
use std::io::Read as _;
use std::process::{Command, Stdio};

#[test]
fn the_report_is_written_whole_and_never_over_another_file() {
    let room = Room::with_incident();
    room.run(&["note", "14:05 ! > revoked all tokens"]).done();
    let printed = room.run(&["export"]).done();
    assert!(printed.contains("revoked all tokens"), "{printed}");
    room.run(&["export", "INC-2026-001", "-o", "r.md"]).done();
    assert_eq!(std::fs::read_to_string(room.path("r.md")).unwrap(), printed);
    std::fs::write(room.path("r.md"), "mine").unwrap();
    let told = room.run(&["export", "-o", "r.md"]).failed(4);
    assert!(told.contains("--force"), "{told}");
    assert_eq!(std::fs::read_to_string(room.path("r.md")).unwrap(), "mine");
    room.run(&["export", "-o", "r.md", "--force"]).done();
    assert_eq!(std::fs::read_to_string(room.path("r.md")).unwrap(), printed);
    room.run(&["export", "-o", "no/such/folder.md"]).failed(3);
    room.run(&["export", "INC-1"]).failed(3);
    room.run(&["export", "--zone", "Mars/Olympus"]).failed(2);
    let left = std::fs::read_dir(room.path("")).unwrap().count();
    assert_eq!(left, 2, "no draft is left beside r.md and data");
}

#[test]
fn a_sound_record_verifies_and_a_backup_of_it_too() {
    let room = Room::with_incident();
    room.run(&["note", "one"]).done();
    let here = room.json(&["verify"]);
    assert_eq!(here["sound"], true);
    assert_eq!(here["head"].as_str().unwrap().len(), 64);
    assert!(
        room.run(&["verify"])
            .done()
            .contains(here["head"].as_str().unwrap())
    );
    room.run(&["backup", "copy.db"]).done();
    let there = room.json(&["--db", "copy.db", "verify"]);
    assert_eq!(there["head"], here["head"]);
    assert_eq!(
        room.json(&["--db", "copy.db", "timeline"])[0]["text"],
        "one"
    );
    room.run(&["backup", "copy.db"]).failed(4);
}

#[test]
fn a_file_that_is_none_of_ours_is_refused_and_left() {
    let room = Room::new();
    std::fs::write(
        room.path("foreign.db"),
        "not a database at all, only some text",
    )
    .unwrap();
    let ran = room.run(&["--db", "foreign.db", "list"]);
    assert!(ran.code == 1 || ran.code == 6, "{}", ran.err);
    assert!(ran.err.contains("because: "), "{}", ran.err);
    let bytes = std::fs::read(room.path("foreign.db")).unwrap();
    assert!(bytes.starts_with(b"not a database"));
}

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_ends_it_quietly() {
    let room = Room::with_incident();
    let lines: String = (0..2000)
        .map(|i| format!("line {i} {}\n", "x".repeat(80)))
        .collect();
    room.pipe(&["note", "-"], lines).done();
    for args in [&["timeline"][..], &["timeline", "--json"], &["export"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_warroom"))
            .args(args)
            .env_clear()
            .env("HOME", room.path(""))
            .env("XDG_DATA_HOME", room.path("data"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0; 10]).unwrap();
        drop(out);
        let ended = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{args:?}");
        assert_eq!(ended.status.code(), Some(0), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_comes_in_is_recorded_though_nobody_reads_the_labels() {
    let room = Room::with_incident();
    let mut child = Command::new(env!("CARGO_BIN_EXE_warroom"))
        .args(["note", "-"])
        .env_clear()
        .env("HOME", room.path(""))
        .env("XDG_DATA_HOME", room.path("data"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    for i in 0..50 {
        std::io::Write::write_all(&mut input, format!("line {i}\n").as_bytes()).unwrap();
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(room.json(&["timeline"]).as_array().unwrap().len(), 50);
}

#[test]
fn a_full_disk_is_no_success() {
    let room = Room::with_incident();
    room.run(&["note", "one"]).done();
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("skipped: no /dev/full here");
        return;
    }
    let status = Command::new(env!("CARGO_BIN_EXE_warroom"))
        .arg("export")
        .env_clear()
        .env("XDG_DATA_HOME", room.path("data"))
        .env("HOME", room.path(""))
        .stdout(
            std::fs::File::options()
                .write(true)
                .open("/dev/full")
                .unwrap(),
        )
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(1));
}

#[test]
fn colour_never_reaches_a_pipe() {
    let room = Room::with_incident();
    room.run(&["note", "! one"]).done();
    for args in [
        &["timeline"][..],
        &["status"],
        &["--help"],
        &["note", "--help"],
    ] {
        let mut command = room.command();
        let out = ran(command.env("TERM", "xterm-256color").args(args)).done();
        assert!(!out.contains('\u{1b}'), "{args:?}");
    }
}
