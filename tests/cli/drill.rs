//! Drills: a scenario is loaded, its injects land once, and players see what
//! has landed and no more.

use crate::room::Room;
use std::path::PathBuf;

const SCENARIO: &str = r#"
title = "Night"
[[inject]]
time = "+00:00"
delivery = "phone"
from = "SOC"
to = "IC"
inject = "the runner calls out"
expected = "ZEBRA is opened"
notes = "watch the OKAPI"
[[inject]]
time = "+00:10"
inject = "GIRAFFE is encrypted"
expected = "ZEBRA is restored"
[[inject]]
number = "last"
time = "1h"
inject = "GNU writes"
"#;

/// What players must not see before, or at all.
const SECRETS: [&str; 4] = ["ZEBRA", "OKAPI", "GIRAFFE", "GNU"];

pub fn loaded() -> Room {
    let room = Room::new();
    std::fs::write(room.path("s.toml"), SCENARIO).unwrap();
    let out = room.run(&["drill", "load", "--open", "s.toml"]).done();
    assert!(out.contains("INC-2026-001") && out.contains("3 injects, the last at +01:00"));
    room
}

#[test]
fn injects_land_at_their_moment_and_the_facilitator_moves_the_clock() {
    let room = loaded();
    let at = |now: &str, args: &[&str]| room.run_at(now, &[&["drill"], args].concat());
    room.run(&["drill", "pause"]).failed(4);
    let out = at("2026-11-21T14:00:00Z", &["start"]).done();
    assert!(out.contains("INJECT 1 (phone, from SOC to IC): the runner calls out"));
    assert!(out.contains("EXERCISE INC-2026-001"), "{out}");
    at("2026-11-21T14:00:01Z", &["start"]).failed(4);
    at("2026-11-21T14:05:00Z", &["pause"]).done();
    let out = at("2026-11-21T15:00:00Z", &["next"]).done();
    assert!(out.contains("INJECT 2: GIRAFFE"), "{out}");
    assert!(out.contains("paused at +00:10"), "{out}");
    at("2026-11-21T15:00:00Z", &["skip", "2"]).failed(4);
    at("2026-11-21T15:00:00Z", &["skip", "9"]).failed(3);
    at("2026-11-21T15:00:00Z", &["speed", "0"]).failed(2);
    at("2026-11-21T15:00:00Z", &["skip", "LAST"]).done();
    at("2026-11-21T15:00:00Z", &["next"]).failed(4);
    at("2026-11-21T15:00:00Z", &["judge", "last", "met"]).failed(4);
    at("2026-11-21T15:00:00Z", &["end"]).done();
    at("2026-11-21T15:00:00Z", &["start"]).failed(4);
    let it = room.json(&["show", "E1"]);
    assert_eq!(it["kind"], "communication");
    assert_eq!(room.json(&["show", "E2"])["kind"], "observation");
}

#[test]
fn players_see_what_landed_and_nothing_of_what_was_expected() {
    let room = loaded();
    let act = |args: &[&str]| room.run(args).done();
    act(&["drill", "start"]);
    act(&["note", "> opened it, inject 1"]);
    act(&["--facilitator", "drill", "answer", "1", "E2"]);
    room.run(&["drill", "answer", "1", "e1"]).failed(4);
    act(&["--facilitator", "drill", "judge", "1", "missed"]);
    act(&["--facilitator", "drill", "answer", "1", "the OKAPI slept"]);
    let commands: &[&[&str]] = &[
        &["status"],
        &["status", "--json"],
        &["timeline"],
        &["timeline", "--json"],
        &["show", "E1"],
        &["show", "E1", "--json"],
        &["show", "INC-2026-001"],
        &["show", "INC-2026-001", "--json"],
        &["search", "ZEBRA"],
        &["search", "--all", "GIRAFFE", "--json"],
        &["search", "--all", "OKAPI"],
        &["list", "--json"],
        &["tasks", "--json"],
        &["export"],
        &["drill", "status"],
        &["drill", "status", "--json"],
        &["verify", "--json"],
    ];
    for command in commands {
        let ran = room.run(command);
        let said = format!("{}{}", ran.out, ran.err);
        for secret in SECRETS {
            // What was sought is said back by nobody.
            assert!(!said.contains(secret), "{command:?}: {said}");
        }
    }
    let told = room.run(&["drill", "report"]).failed(7);
    assert!(told.contains("--facilitator"), "{told}");
    for command in [&["drill", "status"][..], &["drill", "report"]] {
        let all = room.run(&[&["--facilitator"], command].concat()).done();
        for secret in SECRETS {
            assert!(all.contains(secret), "{command:?}: {all}");
        }
    }
    let seen = room.json(&["drill", "status"]);
    assert_eq!(seen["injects"].as_array().unwrap().len(), 1);
    assert_eq!(seen["injects"][0].get("expected"), None);
}

#[test]
fn an_exercise_says_so_first_wherever_it_is_told() {
    let room = loaded();
    room.run(&["drill", "start"]).done();
    for command in [
        &["status"][..],
        &["export"],
        &["drill", "status"],
        &["--facilitator", "drill", "report"],
    ] {
        let out = room.run(command).done();
        let first = out.lines().next().unwrap();
        assert!(first.contains("EXERCISE"), "{command:?}: {first}");
    }
}

#[test]
fn nothing_is_begun_with_a_scenario_that_has_faults() {
    let room = Room::new();
    std::fs::write(
        room.path("bad.csv"),
        "time,inject\nsoon,one\n0:05,\n\u{1b}[31m,x\n",
    )
    .unwrap();
    for command in [
        &["drill", "load", "--open", "bad.csv"][..],
        &["drill", "run", "bad.csv"],
    ] {
        let told = room.run(command).failed(2);
        for line in ["line 2 ", "line 3 ", "line 4 "] {
            assert!(told.contains(line), "{told}");
        }
        assert!(!told.contains('\u{1b}'), "{told}");
    }
    assert!(!room.database().exists());
    room.run(&["drill", "load", "none.toml"]).failed(3);
    room.run(&["open", "real"]).done();
    std::fs::write(room.path("s.toml"), SCENARIO).unwrap();
    let told = room.run(&["drill", "load", "s.toml"]).failed(4);
    assert!(told.contains("INC-2026-001 is no exercise"), "{told}");
    room.run(&["drill", "status"]).failed(3);
    room.run(&["drill", "start"]).failed(3);
}

#[test]
fn two_that_run_a_drill_land_each_inject_once() {
    let room = loaded();
    room.run_at("2026-11-21T14:00:00Z", &["drill", "start"])
        .done();
    // The clock is fixed an hour on: everything is due, for both at once.
    let runs: Vec<_> = (0..4)
        .map(|_| {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_warroom"));
            command
                .args(["drill", "run"])
                .env_clear()
                .env("HOME", room.path(""))
                .env("XDG_DATA_HOME", room.path("data"))
                .env("WARROOM_NOW", "2026-11-21T15:00:00Z")
                .env("WARROOM_USER", "fay")
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::null());
            command.spawn().expect("the binary starts")
        })
        .collect();
    for mut run in runs {
        // Whoever comes after the end is told so.
        run.wait().expect("it ends");
    }
    let all = room.json(&["timeline"]);
    let texts: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|e| e["text"].as_str())
        .collect();
    assert_eq!(texts.len(), 3, "{texts:?}");
    assert_eq!(room.json(&["verify"])["sound"], true);
}

#[test]
fn a_drill_that_was_killed_goes_on_where_its_clock_stands() {
    use std::io::{BufRead as _, BufReader};
    let room = loaded();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_warroom"))
        .args(["drill", "run"])
        .env_clear()
        .env("HOME", room.path(""))
        .env("XDG_DATA_HOME", room.path("data"))
        .env("WARROOM_USER", "fay")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let first = lines.next().expect("an inject").expect("text");
    assert!(first.starts_with("E1 "), "{first}");
    child.kill().expect("it is ours to kill");
    child.wait().expect("it has ended");
    // Years later, by a clock that is fixed: it runs still.
    let later = "2126-11-21T15:00:00Z";
    let state = room.run_at(later, &["drill", "status"]).done();
    assert!(state.contains("running"), "{state}");
    let out = room.run_at(later, &["drill", "run"]).done();
    assert!(out.starts_with("E2 ") && out.contains("E3 "), "{out}");
    assert!(!out.contains("E1 "), "{out}");
    assert_eq!(room.json(&["verify"])["sound"], true);
}

fn example(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
}

/// What the players of the example did, by the wall clock of a drill at 60
/// times its speed, and how they were judged.
const PLAYED: &[(&str, &[&str])] = &[
    ("20:00:02", &["role", "@maya", "IC"]),
    (
        "20:00:03",
        &["note", "> opened as SEV2, @maya is IC; inject 1"],
    ),
    (
        "20:00:09",
        &[
            "note",
            "> pinned leftish-pad and stopped the build queue @lee #containment",
        ],
    ),
    (
        "20:00:17",
        &[
            "note",
            "+ rotate what the runners could read, publishing tokens first @lee p1",
        ],
    ),
    (
        "20:00:24",
        &[
            "note",
            "= withdraw 4.2.1 and tell users at 23:30; why: it ran an install script",
        ],
    ),
    (
        "20:00:37",
        &[
            "note",
            "--kind",
            "communication",
            "to the chief executive: one release was bad for 40 minutes, next word at midnight (inject 6)",
        ],
    ),
    (
        "20:00:44",
        &[
            "note",
            "> gave support a text, entered the customer as affected; see E10",
        ],
    ),
    (
        "20:01:05",
        &["note", "^ nobody knew the second owner of the package"],
    ),
];

#[test]
fn the_example_is_played_to_its_after_action_report() {
    let room = Room::new();
    let file = example("night-shift.toml");
    let file = file.to_str().unwrap();
    let at = |time: &str, args: &[&str]| {
        let now = format!("2026-11-21T{time}Z");
        room.run_at(&now, &[&["--facilitator"], args].concat())
            .done()
    };
    at("19:59:00", &["drill", "load", "--open", file]);
    at("20:00:00", &["drill", "speed", "60"]);
    at("20:00:00", &["drill", "start"]);
    let mut played = PLAYED.iter().peekable();
    for second in 0..=60 {
        let time = format!("20:{:02}:{:02}", second / 60, second % 60);
        if second == 25 {
            at(&time, &["drill", "skip", "5"]);
        }
        // The next comes by itself; a shell moves the clock on to it instead.
        if [6, 12, 18, 30, 38, 45, 52, 60].contains(&second) {
            at(&time, &["drill", "next"]);
        }
        while let Some((_, args)) = played.next_if(|(t, _)| *t <= time.as_str()) {
            at(&time, args);
        }
    }
    for (time, args) in played {
        at(time, args);
    }
    at("20:02:00", &["drill", "end"]);
    for (number, what, met) in [
        ("2", "E4", "met"),
        ("3", "T1", "met"),
        ("4", "D1", "met"),
        ("9", "nobody took over", "missed"),
    ] {
        at("20:03:00", &["drill", "answer", number, what]);
        at("20:03:00", &["drill", "judge", number, met]);
    }
    for (number, met) in [("1", "met"), ("6", "met"), ("8", "missed"), ("10", "met")] {
        at("20:03:00", &["drill", "judge", number, met]);
    }
    let made = at("20:04:00", &["drill", "report"]);
    if std::env::var_os("WARROOM_WRITE_EXAMPLE").is_some() {
        std::fs::write(example("night-shift.md"), &made).unwrap();
    }
    let kept = std::fs::read_to_string(example("night-shift.md")).unwrap_or_default();
    assert!(
        made == kept,
        "WARROOM_WRITE_EXAMPLE=1 cargo test --test cli drill, and look at the difference"
    );
}
