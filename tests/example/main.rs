//! The example is what it says: its post-mortem is made from its lines, by the
//! library and by the shell alike. `WARROOM_WRITE_EXAMPLE=1` writes it anew.

mod review;

use review::Shell;
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

/// When the lines of the incident were recorded.
const NOTED: &str = "2026-03-13T14:30:00Z";

/// The post-mortem by the library, of the lines alone.
fn by_the_library(profile: Profile) -> String {
    let now = NOTED.parse().expect("RFC 3339");
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
    let record = stage.record(id).expect("the incident");
    let options = Options {
        profile,
        ..Options::default()
    };
    post_mortem(&record, &options)
}

#[test]
fn the_post_mortems_are_made_from_the_lines_and_the_review() {
    let shell = Shell::reviewed();
    for (name, arguments) in [
        ("slate-otter.md", &[][..]),
        (
            "slate-otter-executive.md",
            &["--for", "executive", "--cleared"],
        ),
        ("slate-otter-public.md", &["--for", "public", "--cleared"]),
    ] {
        let made = shell.export(arguments);
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
fn the_library_and_the_shell_make_the_same_bytes() {
    let shell = Shell::noted();
    assert!(shell.export(&[]) == by_the_library(Profile::Full));
    let refused = shell.output(NOTED, "ines", &["export", "--for", "public"], "");
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).expect("UTF-8");
    assert!(told.contains("goes no further than TLP:CLEAR"), "{told}");
    let cleared = shell.export(&["--for", "public", "--cleared"]);
    assert!(cleared == by_the_library(Profile::Public));
}
