//! `docs/CLI.md` is what the program says of itself. `WARROOM_BLESS=1 cargo
//! test` writes it afresh.

use std::fmt::Write as _;

const HEAD: &str = "# The shell\n
<!-- Made from the program; `WARROOM_BLESS=1 cargo test --test cli` writes it afresh. -->\n
Every command takes `--db FILE`, `--config FILE` and `--incident KEY`. What `--json` prints is
described in [JSON.md](JSON.md), the text of a note in [CAPTURE.md](CAPTURE.md).\n
| exit code | meaning |
| --- | --- |
| 0 | everything that was asked was done; a reader who closes the pipe early has had enough |
| 1 | it failed |
| 2 | it was not asked in a way that can be understood, or a line of a pipe was not recorded |
| 3 | what was named does not exist |
| 4 | it contradicts what is there already |
| 5 | another process holds the file |
| 6 | the record does not agree with itself |
| 7 | the system does not allow it |\n";

fn page() -> String {
    let mut text = HEAD.to_owned();
    let mut tree = warroom::cli::command().term_width(90);
    tree.build();
    chapter(&mut tree, "warroom", &mut text);
    text
}

fn chapter(command: &mut clap::Command, name: &str, text: &mut String) {
    let help = command.render_long_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    let _ = write!(
        text,
        "\n## `{name}`\n\n```text\n{}\n```\n",
        help.join("\n").trim()
    );
    let inner = command
        .get_subcommands_mut()
        .filter(|c| c.get_name() != "help");
    for sub in inner {
        let name = format!("{name} {}", sub.get_name());
        chapter(sub, &name, text);
    }
}

#[test]
fn the_reference_is_what_the_program_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/CLI.md");
    let made = page();
    if std::env::var_os("WARROOM_BLESS").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == made,
        "docs/CLI.md is stale: WARROOM_BLESS=1 cargo test --test cli"
    );
}

#[test]
fn every_field_that_json_prints_is_documented() {
    let room = crate::room::Room::with_incident();
    let lines = "= cut access; why: scope\n? open\n+ image it @lee #forensics p1 due:17:00\n~10:00..11:00 x E1\n";
    room.pipe(&["note", "-"], lines).done();
    std::fs::write(room.path("a.log"), "abc").unwrap();
    room.run(&["artifact", "add", "a.log", "--stream", "forensics"])
        .done();
    room.run(&["star", "E1"]).done();
    std::fs::write(room.path("b.log"), "abd").unwrap();
    room.run(&["artifact", "add", "b.log", "--store"]).done();
    let lost = room.path("data/warroom/warroom.db.files");
    std::fs::write(lost.join("stray"), "x").unwrap();
    for args in [
        &["role", "@lee", "IC"][..],
        &["clock", "start", "gdpr-33", "E1"],
        &["clock", "done", "gdpr-33", "E1"],
        &["clock", "na", "sec-8k", "not listed"],
        &["phase", "contained"],
        &["handover", "--to", "@lee", "--give"],
        &["check-in", "start"],
    ] {
        room.run(args).done();
    }
    let docs = include_str!("../../docs/JSON.md");
    let mut absent = std::collections::BTreeSet::new();
    let mut see = |key: &str| {
        if !docs.contains(&format!("`{key}`")) {
            absent.insert(key.to_owned());
        }
    };
    for args in [
        &["list"][..],
        &["status"],
        &["timeline"],
        &["tasks"],
        &["artifact", "list"],
        &["show", "D1"],
        &["show", "T1"],
        &["show", "A1"],
        &["show", "@lee"],
        &["show", "#forensics"],
        &["show", "E1"],
        &["search", "cut"],
        &["verify"],
        &["paths"],
        &["doctor"],
        &["clocks"],
        &["decisions"],
        &["questions"],
        &["workstreams"],
        &["people"],
        &["who", "lee"],
        &["needs"],
        &["check-ins"],
        &["sitrep"],
        &["handover"],
        &["handover", "ack", "--for", "@lee"],
    ] {
        let told = room.run(&[args, &["--json"]].concat()).out;
        let told = serde_json::from_str(&told).unwrap_or_else(|e| panic!("{args:?}: {e}: {told}"));
        keys(&told, &mut see);
    }
    let drill = crate::drill::loaded();
    drill.run(&["drill", "start"]).done();
    for args in [
        &["drill", "status"][..],
        &["--facilitator", "drill", "status"],
    ] {
        keys(&drill.json(args), &mut see);
    }
    assert!(absent.is_empty(), "docs/JSON.md says nothing of {absent:?}");
}

fn keys(value: &serde_json::Value, see: &mut dyn FnMut(&str)) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                see(key);
                keys(value, see);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| keys(v, see)),
        _ => {}
    }
}

#[test]
fn every_point_of_the_checklist_is_documented() {
    let page = include_str!("../../docs/JSON.md");
    for rule in warroom::domain::readiness::Rule::ALL {
        assert!(page.contains(&format!("`{}`", rule.word())), "{rule}");
    }
}
