//! The example in a file of its own, recorded by the shell as its people did.

use super::{CODE_NAME, KEY, NOTED, TITLE, read};
use std::process::Output;

/// A folder with the file.
pub struct Shell(tempfile::TempDir);

impl Shell {
    /// The lines of the incident are recorded; nothing of its review.
    pub fn noted() -> Self {
        let shell = Self(tempfile::tempdir().expect("a temporary folder"));
        let named = ["--key", KEY, "--code-name", CODE_NAME];
        let open = [&["open", TITLE, "--sev", "2"][..], &named].concat();
        shell.run(NOTED, "ines", &open, "");
        shell.run(NOTED, "ines", &["note", "-"], &read("slate-otter.txt"));
        shell
    }

    /// And its review.
    pub fn reviewed() -> Self {
        let shell = Self::noted();
        let steps = read("slate-otter-review.txt");
        let steps = steps
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with("//"));
        for step in steps {
            let words = shlex::split(step).unwrap_or_else(|| panic!("quotes: {step}"));
            let words: Vec<String> = words.iter().map(|w| w.replace("\\n", "\n")).collect();
            let [time, who, arguments @ ..] = &words[..] else {
                panic!("when, who and what: {step}")
            };
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let input = match &arguments[..] {
                ["review", "section", name, "-"] => section(name),
                _other => String::new(),
            };
            shell.run(&format!("{time}:00Z"), who, &arguments, &input);
        }
        shell
    }

    /// What a report is made by, after everything was recorded.
    pub fn export(&self, arguments: &[&str]) -> String {
        let arguments = [&["export"][..], arguments].concat();
        self.run("2026-03-20T09:00:00Z", "noor", &arguments, "")
    }

    fn run(&self, now: &str, who: &str, arguments: &[&str], input: &str) -> String {
        let output = self.output(now, who, arguments, input);
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {complaint}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What came of a command.
    pub fn output(&self, now: &str, who: &str, arguments: &[&str], input: &str) -> Output {
        let mut command = assert_cmd::Command::cargo_bin("warroom").expect("the program");
        command
            .env_clear()
            .env("HOME", self.0.path())
            .env("WARROOM_NOW", now)
            .env("WARROOM_USER", who)
            .arg("--db")
            .arg(self.0.path().join("example.db"))
            .args(arguments);
        command.write_stdin(input).output().expect("it runs")
    }
}

/// The text below a heading of the file.
fn section(name: &str) -> String {
    let prose = format!("\n{}", read("slate-otter-review.md"));
    let mut parts = prose.split("\n# ").filter_map(|part| part.split_once('\n'));
    let found = parts.find(|(word, _)| *word == name);
    let (_, text) = found.unwrap_or_else(|| panic!("no section {name}"));
    text.trim().to_owned()
}
