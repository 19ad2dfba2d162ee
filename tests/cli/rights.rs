//! What the system does not allow: told with exit code 7 and in a sentence,
//! and what may be read is read. Rights do not bind the superuser, so where
//! the tests run as root, the program runs as nobody.
#![cfg(unix)]

use crate::room::Ran;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;

/// `nobody`, on every system that has one.
const NOBODY: u32 = 65534;

/// A folder that anybody may enter, with the program in it and a folder
/// `data` of the one who runs it.
struct Den {
    dir: tempfile::TempDir,
    program: PathBuf,
    root: bool,
}

impl Den {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), Permissions::from_mode(0o755)).unwrap();
        let root = fs::metadata(dir.path()).unwrap().uid() == 0;
        let program = dir.path().join("warroom");
        fs::copy(env!("CARGO_BIN_EXE_warroom"), &program).unwrap();
        let data = dir.path().join("data");
        fs::create_dir(&data).unwrap();
        if root {
            chown(&data, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        Self { dir, program, root }
    }

    /// One with an incident and a note; none where nobody may run anything.
    fn with_record() -> Option<Self> {
        let den = Self::new();
        let opened = den.run(&["open", "Stolen CI token"]);
        if opened.is_none() {
            eprintln!("skipped: the program cannot be run as nobody here");
        }
        opened?.done();
        den.now(&["note", "first"]).done();
        Some(den)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join("data").join(name)
    }

    fn chmod(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), Permissions::from_mode(mode)).unwrap();
    }

    fn run(&self, args: &[&str]) -> Option<Ran> {
        let mut command = Command::new(&self.program);
        command
            .env_clear()
            .env("HOME", self.path(""))
            .env("WARROOM_DB", self.path("war.db"))
            .env("WARROOM_NOW", "2026-11-21T14:31:00Z")
            .env("WARROOM_USER", "ana")
            .current_dir(self.dir.path())
            .args(args);
        if self.root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let output = command.output().ok()?;
        Some(Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        })
    }

    fn now(&self, args: &[&str]) -> Ran {
        self.run(args).expect("it ran before")
    }

    /// Puts what lies in the log into the file, as a backup on a medium has it.
    fn settle(&self) {
        let conn = rusqlite::Connection::open(self.path("war.db")).unwrap();
        conn.pragma_update(None, "wal_checkpoint", "truncate")
            .unwrap();
        drop(conn);
        assert!(!self.path("war.db-wal").exists());
    }

    #[track_caller]
    fn refuses(&self, args: &[&str]) {
        let told = self.now(args).failed(7);
        assert!(told.contains("is not permitted"), "{told}");
        assert!(told.contains("look at the owner and mode"), "{told}");
        assert!(told.contains("war.db"), "{told}");
    }
}

impl Drop for Den {
    fn drop(&mut self) {
        // Whoever made it may not be root, and has to remove it.
        self.chmod("", 0o700);
    }
}

#[test]
fn a_file_on_a_medium_that_cannot_be_written_is_read() {
    let Some(den) = Den::with_record() else {
        return;
    };
    den.settle();
    den.chmod("war.db", 0o400);
    den.chmod("", 0o500);
    for args in [["timeline"], ["status"], ["verify"], ["doctor"]] {
        let ran = den.now(&args);
        assert_eq!(ran.code, 0, "{args:?}: {}{}", ran.out, ran.err);
    }
    assert!(den.now(&["timeline"]).done().contains("first"));
    den.refuses(&["note", "second"]);
    den.refuses(&["star", "E1"]);
    den.chmod("", 0o700);
    den.chmod("war.db", 0o600);
    assert_eq!(den.now(&["timeline"]).done().lines().count(), 1);
}

#[test]
fn a_file_that_may_only_be_read_is_read_and_not_written() {
    let Some(den) = Den::with_record() else {
        return;
    };
    den.settle();
    den.chmod("war.db", 0o400);
    assert!(den.now(&["timeline"]).done().contains("first"));
    den.refuses(&["note", "second"]);
}

/// The log may hold the latest notes: it is read, or said to be in the way,
/// and never passed over.
#[test]
fn a_log_beside_a_file_that_cannot_be_written_is_not_passed_over() {
    let Some(den) = Den::with_record() else {
        return;
    };
    assert!(fs::metadata(den.path("war.db-wal")).unwrap().len() > 0);
    fs::remove_file(den.path("war.db-shm")).unwrap();
    den.chmod("war.db", 0o400);
    den.chmod("war.db-wal", 0o400);
    den.chmod("", 0o500);
    let ran = den.now(&["timeline"]);
    if ran.code == 0 {
        assert!(ran.out.contains("first"), "{}", ran.out);
    } else {
        let told = ran.failed(7);
        assert!(told.contains("is not permitted"), "{told}");
    }
    den.refuses(&["note", "second"]);
}

#[test]
fn what_may_not_be_opened_at_all_is_refused() {
    let Some(den) = Den::with_record() else {
        return;
    };
    den.settle();
    den.chmod("war.db", 0o000);
    for args in [
        &["timeline"][..],
        &["note", "x"],
        &["open", "x"],
        &["verify"],
    ] {
        den.refuses(args);
    }
    den.chmod("war.db", 0o600);
    den.chmod("", 0o000);
    for args in [&["timeline"][..], &["note", "x"], &["open", "x"]] {
        den.refuses(args);
    }
    let found = den.now(&["doctor"]).out;
    assert!(found.contains("opening is not permitted"), "{found}");
    assert!(found.contains("try: look at the owner and mode"), "{found}");
    assert!(!found.contains("none yet at"), "{found}");
}

#[test]
fn a_folder_that_cannot_be_written_gets_no_file() {
    let den = Den::new();
    den.chmod("", 0o500);
    let Some(ran) = den.run(&["open", "Stolen CI token"]) else {
        eprintln!("skipped: the program cannot be run as nobody here");
        return;
    };
    let told = ran.failed(7);
    assert!(told.contains("making the file is not permitted"), "{told}");
}
