//! The example is what it says: its post-mortem is made from its lines, by the
//! library and by the shell alike. `WARROOM_WRITE_EXAMPLE=1` writes it anew.

mod review;

use std::path::PathBuf;
use warroom::capture::{Context, parse_lines, record};
use warroom::demo::Stage;
use warroom::domain::{Body, Change, Id, Incident, Severity};
use warroom::report::{Options, Profile, post_mortem};

const TITLE: &str = "help desk reset a stranger's second factor";
const KEY: &str = "INC-2026-031";
const CODE_NAME: &str = "SLATE OTTER";

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).expect("an example is readable")
}

/// The post-mortem by the library: of the lines alone, or of the review, too.
fn by_the_library(reviewed: bool, profile: Profile) -> String {
    let now = "2026-03-20T09:00:00Z".parse().expect("RFC 3339");
    let mut stage = Stage::new(Id::nil());
    let id = warroom::domain::fresh_id();
    let incident = Incident {
        code_name: Some(CODE_NAME.into()),
        ..Incident::new(KEY, TITLE, Severity::Sev2)
    };
    let create = Change::create(id, Some(id), Body::Incident(incident));
    stage.append("ines", now, vec![create]);
    let known = stage.known(id);
    let cx = Context {
        now,
        zone: "UTC",
        known: &known,
    };
    let mut captured = Vec::new();
    for (line, read) in parse_lines(&read("slate-otter.txt"), &cx) {
        captured.push(read.unwrap_or_else(|mistake| panic!("line {line}: {mistake:?}")));
    }
    stage.append("ines", now, record(&captured, &known, id, now));
    if reviewed {
        review::play(&mut stage, id, &read("slate-otter-review.md"));
    }
    let record = stage.record(id).expect("the incident");
    let options = Options {
        profile,
        ..Options::default()
    };
    post_mortem(&record, &options)
}

#[test]
fn the_post_mortems_are_made_from_the_lines_and_the_review() {
    for (name, profile) in [
        ("slate-otter.md", Profile::Full),
        ("slate-otter-executive.md", Profile::Executive),
        ("slate-otter-public.md", Profile::Public),
    ] {
        let made = by_the_library(true, profile);
        if std::env::var_os("WARROOM_WRITE_EXAMPLE").is_some() {
            std::fs::write(path(name), &made).expect("the example is writable");
        }
        assert!(
            made == read(name),
            "{name}: WARROOM_WRITE_EXAMPLE=1 cargo test --test example, and look at the difference"
        );
    }
}

#[test]
fn the_shell_makes_the_same_bytes() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let output = |arguments: &[&str], input: &str| {
        let mut command = assert_cmd::Command::cargo_bin("warroom").expect("the program");
        command
            .env_clear()
            .env("HOME", home.path())
            .env("WARROOM_USER", "ines");
        command
            .arg("--db")
            .arg(home.path().join("example.db"))
            .args(arguments);
        command.write_stdin(input).output().expect("it runs")
    };
    let run = |arguments: &[&str], input: &str| {
        let output = output(arguments, input);
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {complaint}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let run_refused = |arguments: &[&str]| {
        let output = output(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    run(
        &[
            "open",
            TITLE,
            "--sev",
            "2",
            "--key",
            KEY,
            "--code-name",
            CODE_NAME,
        ],
        "",
    );
    run(&["note", "-"], &read("slate-otter.txt"));
    // The review is recorded by the library: the shell has no commands for it yet.
    assert!(run(&["export"], "") == by_the_library(false, Profile::Full));
    let refused = run_refused(&["export", "--for", "public"]);
    assert!(
        refused.contains("goes no further than TLP:CLEAR"),
        "{refused}"
    );
    let cleared = run(&["export", "--for", "public", "--cleared"], "");
    assert!(cleared == by_the_library(false, Profile::Public));
}
