//! Texts that begin with a hyphen are texts, and a flag is a flag.

use crate::room::Room;

/// The options of every command that take a text or a time, as `add --title`.
fn texts(command: &clap::Command, name: &str, found: &mut Vec<(String, bool)>) {
    const TEXTS: &[&str] = &[
        "TEXT", "TITLE", "REASON", "REASONS", "CLASS", "NAME", "TEAM", "CONTACT", "TIME",
    ];
    for arg in command.get_arguments().filter(|a| a.get_long().is_some()) {
        let names = arg.get_value_names().unwrap_or_default();
        if names.iter().any(|n| TEXTS.contains(&n.as_str())) {
            let name = format!("{name} --{}", arg.get_long().unwrap_or_default());
            found.push((name, arg.is_allow_hyphen_values_set()));
        }
    }
    for sub in command.get_subcommands() {
        texts(sub, &format!("{name} {}", sub.get_name()), found);
    }
}

#[test]
fn every_option_that_takes_a_text_takes_one_that_begins_with_a_hyphen() {
    let mut found = Vec::new();
    texts(&warroom::cli::command(), "warroom", &mut found);
    assert!(found.len() > 40, "{found:?}");
    let refusing: Vec<_> = found.iter().filter(|(_, takes)| !takes).collect();
    assert!(refusing.is_empty(), "{refusing:?}");
}

#[test]
fn a_list_can_be_the_summary_and_a_flag_is_not_swallowed() {
    let room = Room::with_incident();
    let summary = || {
        let shown = room.run(&["review", "section", "summary"]).done();
        shown.trim_end().to_owned()
    };
    room.run(&["edit", "--summary", "- a\n- b", "--severity", "3"])
        .done();
    assert_eq!(summary(), "- a\n- b");
    room.run(&["edit", "--summary", "--- cut ---"]).done();
    assert_eq!(summary(), "--- cut ---");
    for flag in ["--impact", "--impact=3", "--db", "--help", "-h"] {
        let told = room.run(&["edit", "--summary", flag]).failed(2);
        let meant = format!("--summary={flag}");
        assert!(told.contains(&meant), "{flag}: {told}");
        assert_eq!(summary(), "--- cut ---", "{flag}");
        room.run(&["edit", &meant]).done();
        assert_eq!(summary(), flag);
        room.run(&["edit", "--summary", "--- cut ---"]).done();
    }
    let told = room.run(&["edit", "--summary", "--impact", "3"]).failed(2);
    assert!(told.contains("--summary=--impact"), "{told}");
    let due = ["task", "set", "T1", "--due", "--state", "done"];
    let told = room.run(&due).failed(2);
    assert!(told.contains("--state"), "{told}");
}

#[test]
fn everything_behind_two_hyphens_is_text() {
    let room = Room::with_incident();
    let text = |args: &[&str]| {
        let label = room.run(args).labels().remove(0);
        let thing = room.json(&["show", &label]);
        let said = ["text", "title"].map(|field| thing[field].as_str().map(str::to_owned));
        said.into_iter().flatten().next().expect("a text")
    };
    for (args, expected) in [
        (&["note", "--", "--version"][..], "--version"),
        (&["note", "--", "--help", "me"], "--help me"),
        (
            &["note", "--kind", "action", "--", "a", "--stream"],
            "a --stream",
        ),
        (&["note", "a", "--", "--at", "b"], "a -- --at b"),
        (&["amend", "E1", "--", "--at", "x"], "--at x"),
        (&["task", "add", "--", "--verbatim", "@lee"], "--verbatim"),
        (&["fix", "add", "--", "--help"], "--help"),
        (&["factor", "add", "--", "--help"], "--help"),
    ] {
        assert_eq!(text(args), expected, "{args:?}");
    }
    for args in [&["note", "--version"][..], &["note", "a", "--at", "b"]] {
        let told = room.run(args).failed(2);
        assert!(told.contains("-- "), "{told}");
    }
    for args in [&["open", "- a"][..], &["phase", "contained", "-a b"]] {
        let told = room.run(args).failed(2);
        let expected = format!("-- '{}'", args[args.len() - 1]);
        assert!(told.contains(&expected), "{told}");
    }
}
