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
fn the_report_leaves_as_one_page_that_loads_nothing() {
    let room = Room::with_incident();
    room.run(&[
        "note",
        "! > <script>alert(1)</script> from hxxp[://]a.example",
    ])
    .done();
    let page = room.run(&["export", "--format", "html"]).done();
    assert!(
        page.starts_with("<!doctype html>\n<html lang=\"en\">"),
        "{page}"
    );
    assert!(page.ends_with("</html>\n"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; from hxxp[://]a[.]example"));
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("http://"));
    room.run(&["export", "--format", "html", "-o", "r.html"])
        .done();
    assert_eq!(std::fs::read_to_string(room.path("r.html")).unwrap(), page);
    room.run(&["export", "--format", "html", "-o", "r.html"])
        .failed(4);
    let args = [
        "export",
        "--format",
        "html",
        "--short",
        "--zone",
        "Europe/Vienna",
    ];
    assert!(!room.run(&args).done().contains("full-timeline"));
}

/// The bytes of the database must not be touched by what leaves.
#[cfg(unix)]
#[test]
fn the_report_and_copies_never_replace_the_database_or_what_lies_beside_it() {
    let room = Room::with_incident();
    room.run(&["note", "precious"]).done();
    std::fs::write(room.path("log.txt"), "abc").unwrap();
    room.run(&["artifact", "add", "log.txt", "--store"]).done();
    let link = |to: std::path::PathBuf, name: &str| {
        std::os::unix::fs::symlink(to, room.path(name)).unwrap();
    };
    let folder = room.path("data/warroom");
    link(room.database(), "alias.md");
    link(folder.clone(), "door");
    std::fs::hard_link(room.database(), room.path("twin.md")).unwrap();
    let before = std::fs::read(room.database()).unwrap();
    for name in [
        "data/warroom/warroom.db",
        "data/warroom/../warroom/warroom.db",
        "data/warroom/warroom.db-wal",
        "data/warroom/warroom.db-shm",
        "data/warroom/warroom.db-journal",
        "data/warroom/warroom.db.files",
        "data/warroom/warroom.db.files/ba/r.md",
        "alias.md",
        "twin.md",
        "door/warroom.db",
        "door/warroom.db-wal",
        "door/warroom.db.files/new.md",
    ] {
        let told = room.run(&["export", "--force", "-o", name]).failed(4);
        assert!(told.contains("belongs to the database"), "{name} {told}");
        room.run(&["export", "-o", name]).failed(4);
        room.run(&["backup", name]).failed(4);
    }
    // Through a link to the database itself, its own names are the same.
    let args = ["--db", "alias.md", "export", "--force", "-o"];
    room.run(&[&args[..], &["data/warroom/warroom.db-wal"]].concat())
        .failed(4);
    assert_eq!(std::fs::read(room.database()).unwrap(), before);
    assert_eq!(room.json(&["timeline"])[0]["text"], "precious");
}

#[cfg(unix)]
#[test]
fn only_a_plain_file_is_replaced() {
    use std::os::unix::fs::FileTypeExt as _;
    let room = Room::with_incident();
    std::fs::create_dir(room.path("folder")).unwrap();
    std::fs::write(room.path("aim.md"), "mine").unwrap();
    std::os::unix::fs::symlink("aim.md", room.path("link.md")).unwrap();
    std::os::unix::fs::symlink("nowhere", room.path("dangling.md")).unwrap();
    pipe_at(&room.path("pipe"));
    for name in ["folder", "link.md", "dangling.md", "pipe"] {
        let told = room.run(&["export", "--force", "-o", name]).failed(4);
        assert!(told.contains("not a file"), "{name} {told}");
    }
    let kind = std::fs::symlink_metadata(room.path("pipe")).unwrap();
    assert!(kind.file_type().is_fifo());
    assert_eq!(
        std::fs::read_to_string(room.path("aim.md")).unwrap(),
        "mine"
    );
    let printed = room.run(&["export"]).done();
    assert_eq!(room.run(&["export", "--force", "-o", "-"]).done(), printed);
    assert!(!room.path("-").exists());
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_evidence_and_nothing_waits_for_it() {
    let room = Room::with_incident();
    pipe_at(&room.path("pipe"));
    for args in [
        &["pipe"][..],
        &["pipe", "--store"],
        &["pipe", "--kind", "file"],
    ] {
        let args = [&["artifact", "add"], args].concat();
        let mut command = room.command();
        command.timeout(std::time::Duration::from_secs(20));
        let told = ran(command.args(args)).failed(1);
        assert!(told.contains("not a regular file"), "{told}");
    }
}

#[cfg(unix)]
fn pipe_at(path: &std::path::Path) {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
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
fn a_backup_makes_no_folder() {
    let room = Room::with_incident();
    let told = room.run(&["backup", "nowhere/deep/x.db"]).failed(3);
    assert!(told.contains("there is no folder nowhere/deep"), "{told}");
    assert!(!room.path("nowhere").exists());
}

#[test]
fn a_record_without_its_journal_is_a_verdict_and_no_accident() {
    let room = Room::with_incident();
    let raw = rusqlite::Connection::open(room.database()).unwrap();
    raw.execute_batch("DROP TABLE journal").unwrap();
    drop(raw);
    let ran = room.run(&["verify", "--json"]);
    assert_eq!(ran.code, 6, "{}", ran.err);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["sound"], false);
    assert!(
        told["meaning"].as_str().unwrap().contains("removed"),
        "{told}"
    );
    assert!(room.run(&["verify"]).failed(6).contains("journal"));
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

#[cfg(unix)]
#[test]
fn a_note_whose_label_cannot_be_printed_says_that_it_was_recorded() {
    let full = std::path::Path::new("/dev/full");
    if !full.exists() {
        eprintln!("skipped: no /dev/full here");
        return;
    }
    let room = Room::with_incident();
    std::fs::write(room.path("lines"), "two\nthree\n").unwrap();
    for (args, told) in [
        (&["note", "one"][..], "recorded as E1, but"),
        (&["note", "-"], "stopped at line 2: 2 recorded with it"),
    ] {
        let ended = Command::new(env!("CARGO_BIN_EXE_warroom"))
            .args(args)
            .env_clear()
            .env("XDG_DATA_HOME", room.path("data"))
            .env("HOME", room.path(""))
            .stdin(std::fs::File::open(room.path("lines")).unwrap())
            .stdout(std::fs::File::options().write(true).open(full).unwrap())
            .stderr(Stdio::piped())
            .spawn()
            .and_then(std::process::Child::wait_with_output)
            .unwrap();
        let err = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(1), "{err}");
        assert!(err.contains(told), "{err}");
    }
    assert_eq!(room.json(&["timeline"]).as_array().unwrap().len(), 3);
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
