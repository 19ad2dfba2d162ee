//! Killed in the middle of capture, at a moment nobody chose.

use crate::room::Room;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

/// `WARROOM_KILL_ROUNDS=200` for the full run.
fn rounds() -> usize {
    let set = std::env::var("WARROOM_KILL_ROUNDS").ok();
    set.and_then(|n| n.parse().ok()).unwrap_or(10)
}

#[test]
fn nothing_that_was_acknowledged_is_lost() {
    let room = Room::with_incident();
    let mut acknowledged = 0;
    for round in 0..rounds() {
        // How many labels are read before the kill; the writer is ahead by a
        // full pipe, so the kill falls anywhere within its work.
        let patience = 1 + round * 7 % 23;
        acknowledged += capture_until_killed(&room, round, patience);
        let verified = room.json(&["verify"]);
        assert_eq!(verified["sound"], true, "round {round}");
        let entries = room.json(&["status"])["counts"]["entries"]
            .as_u64()
            .unwrap();
        assert!(
            entries >= acknowledged,
            "round {round}: {entries} of {acknowledged}"
        );
    }
    let all = room.json(&["timeline"]);
    let texts: std::collections::HashSet<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts.len(), all.as_array().unwrap().len(), "nothing twice");
    for round in 0..rounds() {
        for line in 0..=(round * 7 % 23) {
            let text = format!("round {round} line {line}");
            assert!(texts.contains(text.as_str()), "lost: {text}");
        }
    }
}

#[test]
fn no_label_waits_for_a_line_that_is_not_here() {
    let room = Room::with_incident();
    let mut child = capture(&room);
    let mut input = child.stdin.take().expect("a pipe");
    let mut labels = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut next = || labels.next().expect("a label").expect("text");
    write!(input, "one\ntwo\nthr").expect("it reads");
    assert!(next().starts_with("E1 "));
    assert!(next().starts_with("E2 "));
    writeln!(input, "ee").expect("it reads");
    assert!(next().ends_with(" three"));
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

fn capture(room: &Room) -> Child {
    Command::new(env!("CARGO_BIN_EXE_warroom"))
        .args(["note", "-"])
        .env_clear()
        .env("HOME", room.path(""))
        .env("XDG_DATA_HOME", room.path("data"))
        .env("WARROOM_USER", "ana")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts")
}

/// Feeds lines, reads `patience` labels, kills; returns how many labels the
/// process printed in all.
fn capture_until_killed(room: &Room, round: usize, patience: usize) -> u64 {
    let mut child = capture(room);
    let mut input = child.stdin.take().expect("a pipe");
    let feeder = std::thread::spawn(move || {
        for line in 0..100_000 {
            if writeln!(input, "round {round} line {line}").is_err() {
                return;
            }
        }
    });
    let mut labels = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    for line in 0..patience {
        let label = labels.next().expect("a label").expect("text");
        assert!(
            label.contains(&format!("round {round} line {line}")),
            "{label}"
        );
    }
    child.kill().expect("it is ours to kill");
    let rest = labels
        .map_while(Result::ok)
        .filter(|l| l.starts_with('E'))
        .count();
    child.wait().expect("it has ended");
    feeder.join().expect("the feeder ends when the pipe does");
    (patience + rest) as u64
}
