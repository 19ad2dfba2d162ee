//! The post-mortem, the root cause and their texts from the shell.

use crate::room::Room;
use serde_json::json;

fn room() -> Room {
    let room = Room::with_incident();
    room.run(&["note", "> revoked all tokens"]).done();
    room.run(&["note", "^ we had no owner"]).done();
    room
}

#[test]
fn a_tree_of_factors_is_made_and_a_circle_is_refused() {
    let room = room();
    let first = ["factor", "add", "tokens", "live for ever", "--trigger"];
    let said = [
        "--category",
        "technology",
        "--evidence",
        "E1,e2",
        "--class",
        "CWE-798",
    ];
    assert_eq!(room.run(&[&first[..], &said[..]].concat()).labels(), ["F1"]);
    let below = ["factor", "add", "nobody rotates them", "--under", "f1"];
    assert_eq!(room.run(&below).labels(), ["F2"]);
    let circle = room
        .run(&["factor", "set", "F1", "--under", "F2"])
        .failed(4);
    assert!(circle.contains("F1 explains F2 explains F1"), "{circle}");
    let none = room.run(&["factor", "evidence", "F2", "E9"]).failed(3);
    assert!(none.contains("E9"), "{none}");
    let wrong = room.run(&["factor", "evidence", "F2", "M1"]).failed(2);
    assert!(wrong.contains("evidence is an entry"), "{wrong}");
    room.run(&["factor", "evidence", "F2", "E2", "--json"])
        .done();
    room.run(&["factor", "set", "F2", "--confidence", "likely"])
        .done();
    let tree = room.run(&["factor", "list"]).done();
    let lines: Vec<&str> = tree.lines().collect();
    assert!(
        lines[0].starts_with("F1     trigger technology tokens live for ever"),
        "{tree}"
    );
    assert!(
        lines[1].starts_with("F2       likely nobody rotates them  E2"),
        "{tree}"
    );
    let rows = room.json(&["factor", "list"]);
    assert_eq!(rows[0]["depth"], 0);
    assert_eq!(rows[0]["evidence"], json!(["E1", "E2"]));
    assert_eq!(
        (&rows[1]["under"], &rows[1]["depth"]),
        (&json!("F1"), &json!(1))
    );
    room.run(&["factor", "evidence", "F2", "E2", "--remove"])
        .done();
    room.run(&["factor", "set", "F2", "--under", "none"]).done();
    let rows = room.json(&["factor", "list"]);
    assert_eq!(
        (&rows[1]["under"], &rows[1]["evidence"]),
        (&json!(null), &json!([]))
    );
    let gone = room.run(&["factor", "remove", "F2"]).done();
    assert!(gone.contains("back with: warroom undo F2"), "{gone}");
    assert_eq!(room.json(&["factor", "list"]).as_array().unwrap().len(), 1);
    room.run(&["undo", "F2"]).done();
    assert_eq!(room.json(&["factor", "list"]).as_array().unwrap().len(), 2);
}

#[test]
fn the_review_says_what_it_lacks_and_who_moved_it() {
    let room = room();
    let shown = room.run(&["review"]).done();
    assert!(shown.contains("draft  it still lacks"), "{shown}");
    // One number, and how often it is marked below it.
    let marked = shown
        .lines()
        .skip(1)
        .filter(|l| !l.ends_with("lacks nothing"));
    let marks: usize = marked.map(|l| l.split("; ").count()).sum();
    assert!(
        shown.contains(&format!(" points in {marks} places")),
        "{marks}: {shown}"
    );
    let waits = "lessons-waiting      Lesson that is used nowhere: E2";
    assert!(shown.contains(waits), "{shown}");
    let before = room.json(&["review"]);
    room.run(&["review", "section", "lessons", "--text", "own it (E2)"])
        .done();
    room.run(&["review", "state", "in-review"]).done();
    room.run(&["review", "state", "in-review"]).done();
    let refused = room.run(&["review", "triage", "symptom"]).failed(1);
    assert!(refused.contains("need a reason"), "{refused}");
    room.run(&["review", "triage", "symptom", "--why", "the third"])
        .done();
    let after = room.json(&["review"]);
    let lacking = |v: &serde_json::Value| v["lacking"].as_u64().unwrap();
    assert_eq!(lacking(&before) - lacking(&after), 2);
    assert_eq!(after["state"], "in review");
    let passages = after["review"]["passages"].as_array().unwrap();
    assert_eq!(passages.len(), 1, "said twice, recorded once");
    assert_eq!(passages[0]["by"], "ana");
    assert_eq!(after["review"]["triage"]["reasons"], "the third");
    let lessons = after["parts"].as_array().unwrap();
    let lessons = lessons.iter().find(|p| p["part"] == "lessons").unwrap();
    assert_eq!(lessons["text"], "own it (E2)");
    let none = room.run(&["review", "section", "root-cause"]).failed(2);
    assert!(none.contains("went-well"), "{none}");
}

#[test]
fn a_text_comes_from_a_flag_the_input_or_an_editor_and_hostile_bytes_stay_text() {
    let room = room();
    let hostile = "a\u{1b}[31mred\u{202e}\n\n- b\n";
    let piped = room
        .pipe(&["review", "section", "went-well", "-"], hostile)
        .done();
    assert!(
        !piped.contains('\u{1b}') && !piped.contains('\u{202e}'),
        "{piped:?}"
    );
    let view = room.json(&["review", "section", "went-well"]);
    assert_eq!(view["text"], hostile, "kept byte for byte");
    room.run(&[
        "review",
        "section",
        "summary",
        "--text",
        "a token was stolen",
    ])
    .done();
    let summary = room.run(&["review", "section", "summary"]).done();
    assert_eq!(summary, "a token was stolen\n");
    let script = room.run(&["review", "script"]).done();
    assert!(script.contains("a token was stolen"), "{script}");
    assert!(!script.contains('\u{1b}'), "{script}");
    let bad = room
        .pipe(&["review", "section", "lucky", "-"], b"\xff\xfe")
        .failed(2);
    assert!(bad.contains("not UTF-8"), "{bad}");
    let edited = room
        .command()
        .env("EDITOR", "sh -c 'printf edited > \"$1\"' x")
        .args(["review", "section", "lucky", "--edit"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&edited.stdout), "edited\n");
}

#[test]
fn what_is_written_over_a_text_that_changed_meanwhile_is_refused_and_shown() {
    let room = room();
    room.run(&["review", "section", "lucky", "--text", "was"])
        .done();
    let program = env!("CARGO_BIN_EXE_warroom");
    let meanwhile = format!(
        "sh -c '{program} review section lucky --text theirs >/dev/null && printf mine > \"$1\"' x"
    );
    let ran = room
        .command()
        .env("EDITOR", meanwhile)
        .args(["review", "section", "lucky", "--edit"])
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(4));
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "mine\ntheirs\n");
    let stands = room.run(&["review", "section", "lucky"]).done();
    assert_eq!(stands, "theirs\n");
}

#[test]
fn whoever_asks_what_is_missing_hears_the_same_number() {
    let room = room();
    let lacking = room.json(&["review"])["lacking"].as_u64().unwrap();
    let checked = room.run(&["review", "--check"]).out;
    let points = checked.lines().filter(|l| l.starts_with('!')).count();
    assert_eq!(points as u64, lacking, "{checked}");
    let shown = room.run(&["review"]).done();
    assert!(
        shown.contains(&format!("lacks {lacking} points")),
        "{shown}"
    );
    let report = room.run(&["export"]).done();
    let (_, end) = report.split_once("## What is missing").unwrap();
    let end = end.split("\n## ").next().unwrap();
    let listed = end.lines().filter(|l| l.starts_with("- ")).count();
    assert_eq!(listed as u64, lacking, "{end}");
    let closed = room.json(&["close", "--anyway", "x"]);
    assert_eq!(closed["open"].as_array().unwrap().len() as u64, lacking);
}

#[test]
fn the_meeting_is_set_from_the_shell() {
    let room = room();
    let args = ["review", "meeting", "--at", "2026-12-01 10:00", "--there"];
    let shown = room
        .run(&[&args[..], &["@lee,kim", "--look-back", "+90d"]].concat())
        .done();
    assert!(shown.contains("meeting 2026-12-01 10:00 UTC @"), "{shown}");
    let review = &room.json(&["review", "meeting"])["review"];
    assert_eq!(review["attendees"].as_array().unwrap().len(), 2);
    assert_eq!(review["lookback"]["stated"], "2027-02-19 14:31 UTC");
    room.run(&["review", "meeting", "--there", "kim", "--notes", "calm"])
        .done();
    let review = &room.json(&["review", "meeting", "--at", "never"])["review"];
    assert_eq!(review["attendees"], json!(["kim"]));
    assert_eq!(
        (&review["meeting"], &review["notes"]),
        (&json!(null), &json!("calm"))
    );
    room.run(&["review", "meeting", "--there", "nobody"]).done();
    let review = &room.json(&["review"])["review"];
    assert_eq!(review["attendees"], json!([]));
    room.run(&["review", "meeting", "--there", "nobody,lee"])
        .failed(2);
    let script = room.json(&["review", "script"]);
    assert!(script["script"].as_str().unwrap().starts_with("# "));
    room.run(&["factor", "add", "x"]).done();
    let gone = room.json(&["factor", "remove", "F1"]);
    assert_eq!(
        (&gone["label"], &gone["withdrawn"]),
        (&json!("F1"), &json!(true))
    );
}
