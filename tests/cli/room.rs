//! A room of its own for a run of the real binary.

use serde_json::Value;
use std::path::{Path, PathBuf};

/// What a run printed, and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// The output of a run that must have gone well.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self.out
    }

    /// The complaint of a run that must have ended with `code`.
    #[track_caller]
    pub fn failed(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self.err
    }

    /// The labels printed, line by line.
    #[track_caller]
    pub fn labels(self) -> Vec<String> {
        let out = self.done();
        let words = out.lines().filter_map(|l| l.split_whitespace().next());
        words.map(str::to_owned).collect()
    }
}

/// A home with nothing in it.
pub struct Room {
    dir: tempfile::TempDir,
}

impl Room {
    /// An empty one.
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        Self { dir }
    }

    /// One with an incident, INC-2026-001.
    pub fn with_incident() -> Self {
        let room = Self::new();
        room.run(&["open", "Stolen CI token", "--sev", "2"]).done();
        room
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn database(&self) -> PathBuf {
        self.path("data/warroom/warroom.db")
    }

    /// The binary in this room, nothing of the outer environment in it.
    pub fn command(&self) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_warroom"));
        command
            .env_clear()
            .env("HOME", self.dir.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("WARROOM_NOW", "2026-11-21T14:31:00Z")
            .env("WARROOM_USER", "ana")
            .current_dir(self.dir.path());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        ran(self.command().args(args))
    }

    /// A run at another time than the fixed one.
    pub fn run_at(&self, now: &str, args: &[&str]) -> Ran {
        ran(self.command().env("WARROOM_NOW", now).args(args))
    }

    pub fn pipe(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        ran(self.command().args(args).write_stdin(input.as_ref()))
    }

    /// What a run with `--json` says.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let out = self.run(&[args, &["--json"]].concat()).done();
        serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}"))
    }
}

pub fn ran(command: &mut assert_cmd::Command) -> Ran {
    let output = command.output().expect("the binary starts");
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("the output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("the complaint is UTF-8"),
    }
}

/// Real material, where it is at hand; says so when it is not.
pub fn material(file: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("WARROOM_TEST_DATA") else {
        eprintln!("skipped: {file} (WARROOM_TEST_DATA names no folder)");
        return None;
    };
    let path = Path::new(&folder).join(file);
    Some(std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
}
