//! Notes and tasks, from arguments and from a pipe.

use crate::room::Room;

#[test]
fn a_note_is_recorded_as_typed_and_its_label_printed_first() {
    let room = Room::with_incident();
    let line = "14:05 > revoked all CI tokens @lee #identity";
    let out = room.run(&["note", line]).done();
    assert!(out.starts_with("E1 "), "{out}");
    assert!(out.contains("2026-11-21 14:05 UTC"), "{out}");
    assert!(out.contains("new: @lee, #identity"), "{out}");
    let it = room.json(&["show", "E1"]);
    assert_eq!(it["typed"], line);
    assert_eq!(it["text"], "revoked all CI tokens @lee #identity");
    assert_eq!(
        [&it["kind"], &it["occurred"]],
        ["action", "2026-11-21T14:05:00Z"]
    );
    assert_eq!(
        [&it["author"], &it["recorded"]],
        ["ana", "2026-11-21T14:31:00Z"]
    );
    assert_eq!(it["people"], serde_json::json!(["lee"]));
    assert_eq!(it["workstream"], "identity");
    assert_eq!(room.json(&["show", "@lee"])["handle"], "lee");
}

#[test]
fn a_relative_time_needs_no_quotes() {
    let room = Room::with_incident();
    room.run(&["note", "-20m", "!", "first beacon"]).done();
    let it = room.json(&["show", "E1"]);
    assert_eq!(it["occurred"], "2026-11-21T14:11:00Z");
    assert_eq!(
        [&it["starred"], &it["text"]],
        [&true.into(), &serde_json::json!("first beacon")]
    );
}

#[test]
fn flags_speak_where_the_line_does_not() {
    let room = Room::with_incident();
    let flags = [
        "--kind",
        "observation",
        "--at",
        "13:00",
        "--stream",
        "forensics",
    ];
    let note = |text| room.run(&[&["note"], &flags[..], &[text]].concat()).done();
    note("swap is encrypted");
    note("13:30 * svc-backup created #identity");
    let all = room.json(&["timeline"]);
    assert_eq!(
        [&all[0]["kind"], &all[0]["workstream"]],
        ["observation", "forensics"]
    );
    assert_eq!(all[0]["occurred"], "2026-11-21T13:00:00Z");
    assert_eq!(
        [&all[1]["kind"], &all[1]["workstream"]],
        ["attacker", "identity"]
    );
    assert_eq!(all[1]["occurred"], "2026-11-21T13:30:00Z");
}

#[test]
fn a_time_that_cannot_be_meant_records_nothing() {
    let room = Room::with_incident();
    let told = room.run(&["note", "28:30 patched"]).failed(2);
    assert!(
        told.contains("column 1") && told.contains("try: "),
        "{told}"
    );
    room.run(&["note", "--at", "yesterdayish", "x"]).failed(2);
    room.run(&["note", "--stream", "a b", "x"]).failed(2);
    room.run(&["note"]).failed(2);
    let told = room.run(&["note", "x", "--incident", "INC-1"]).failed(2);
    assert!(told.contains("flags first"), "{told}");
    assert_eq!(room.json(&["timeline"]), serde_json::json!([]));
}

#[test]
fn a_pipe_records_what_can_be_meant_and_names_what_cannot() {
    let room = Room::with_incident();
    let ran = room.pipe(
        &["note", "-"],
        "one\n\n28:30 two\r\n  \nthree\r\n+ image it p1\n",
    );
    let err = ran.err.clone();
    assert_eq!(ran.code, 2);
    let labels: Vec<_> = ran
        .out
        .lines()
        .map(|l| l.split(' ').next().unwrap())
        .collect();
    assert_eq!(labels, ["E1", "E2", "T1"]);
    assert!(err.contains("line 3, column 1: "), "{err}");
    assert!(err.contains("3 recorded, 1 not recorded"), "{err}");
    assert_eq!(room.json(&["show", "E2"])["typed"], "three");
}

#[test]
fn what_is_said_of_a_line_of_a_pipe_names_its_number() {
    let room = Room::with_incident();
    let ran = room.pipe(&["note", "-"], "one\n23:50 > later than now\n");
    assert!(ran.err.starts_with("warroom: line 2: "), "{}", ran.err);
    assert_eq!(ran.labels(), ["E1", "E2"]);
}

#[test]
fn a_pipe_that_is_all_well_says_nothing_beside_its_labels() {
    let room = Room::with_incident();
    let ran = room.pipe(&["note", "-"], "one\ntwo");
    assert_eq!(ran.err, "");
    assert_eq!(ran.labels(), ["E1", "E2"]);
    assert_eq!(room.pipe(&["note", "-"], "").done(), "");
}

#[test]
fn lines_that_come_at_once_are_acts_of_their_own() {
    let room = Room::with_incident();
    let mut lines: Vec<String> = (1..=150).map(|n| format!("line {n}")).collect();
    lines[70] = "28:30 no time of day".into();
    lines[71] = "asked @newcomer".into();
    lines[72] = "@newcomer answered".into();
    let ran = room.pipe(&["note", "-"], lines.join("\n"));
    assert!(ran.err.contains("line 71, column 1: "), "{}", ran.err);
    assert!(ran.err.contains("149 recorded, 1 not"), "{}", ran.err);
    let label = |line: &str| line.split(' ').next().unwrap().to_owned();
    let labels: Vec<_> = ran.out.lines().map(label).collect();
    let expected: Vec<_> = (1..=149).map(|n| format!("E{n}")).collect();
    assert_eq!(labels, expected);
    assert_eq!(room.json(&["show", "E72"])["people"][0], "newcomer");
    room.run(&["undo", "E100"]).done();
    let left = room.json(&["timeline"]);
    assert_eq!(left.as_array().unwrap().len(), 148, "one line was undone");
    assert_eq!(room.json(&["verify"])["sound"], true);
}

#[test]
fn tasks_are_added_taken_altered_and_done() {
    let room = Room::with_incident();
    room.run(&[
        "task",
        "add",
        "image the runner host @lee #forensics p1 due:17:00",
    ])
    .done();
    room.run(&["task", "add", "tell", "legal"]).done();
    let it = room.json(&["show", "T1"]);
    assert_eq!(it["title"], "image the runner host");
    assert_eq!([&it["assignee"], &it["workstream"]], ["lee", "forensics"]);
    assert_eq!([&it["priority"], &it["state"]], ["P1", "todo"]);
    assert_eq!(it["due"]["occurred"], "2026-11-21T17:00:00Z");
    room.run(&["task", "take", "T2"]).done();
    let it = room.json(&["show", "t2"]);
    assert_eq!([&it["assignee"], &it["state"]], ["ana", "doing"]);
    let set = [
        "--owner", "@sam", "--state", "blocked", "--due", "never", "--title", "image it",
    ];
    room.run(&[&["task", "set", "T1"], &set[..]].concat())
        .done();
    let it = room.json(&["show", "T1"]);
    assert_eq!(
        [&it["assignee"], &it["state"], &it["title"]],
        ["sam", "blocked", "image it"]
    );
    assert!(it["due"].is_null());
    room.run(&["task", "done", "T1", "T2"]).done();
    assert_eq!(room.run(&["tasks"]).done(), "");
    assert_eq!(room.json(&["tasks", "--all"]).as_array().unwrap().len(), 2);
    room.run(&["task", "set", "T1", "--owner", "nobody"]).done();
    assert!(room.json(&["show", "T1"])["assignee"].is_null());
}

#[test]
fn tasks_that_cannot_be_altered_are_left_whole() {
    let room = Room::with_incident();
    room.run(&["task", "add", "x"]).done();
    room.run(&["note", "y"]).done();
    room.run(&["task", "done", "T1", "T9"]).failed(3);
    room.run(&["task", "done", "E1"]).failed(2);
    room.run(&["task", "set", "T1"]).failed(2);
    room.run(&["task", "set", "T1", "--state", "nearly"])
        .failed(2);
    assert_eq!(room.json(&["show", "T1"])["state"], "todo");
}

#[test]
fn indicators_that_were_not_kept_are_named_with_the_way_to_keep_them() {
    let room = Room::with_incident();
    let ran = room.run(&["note", "scanner at 203[.]0[.]113[.]9"]);
    let told =
        "not kept as an artifact: 203.0.113.9; to keep one: warroom artifact add 203.0.113.9";
    assert!(ran.err.contains(told), "{}", ran.err);
    room.run(&["artifact", "add", "203.0.113.9"]).done();
    let again = room.run(&["note", "203.0.113.9 is back"]);
    assert_eq!(again.err, "");
    let lines = "x 203.0.113.1\ny hxxp://evil[.]example/';id\nz 203.0.113.1\n";
    let ran = room.pipe(&["note", "-"], lines);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.contains("203.0.113.1, "), "{}", ran.err);
}

#[test]
fn a_mistyped_flag_is_no_text() {
    let room = Room::with_incident();
    for words in [&["note", "--json", "x"][..], &["note", "--jsn"]] {
        let told = room.run(words).failed(2);
        assert!(told.contains("nothing was recorded"), "{told}");
    }
    room.run(&["note", "--json is a flag"]).done();
    room.run(&["note", "ran", "nmap", "--script", "vuln"])
        .done();
}

#[test]
fn what_comes_near_a_time_is_told_line_by_line() {
    let room = Room::with_incident();
    let lines = "3. **Tuesday, 25 March 2025:** Some hosts\nn2025-03-24 > All of them\n";
    let ran = room.pipe(&["note", "-"], lines);
    for line in [
        "line 1: kept as text, and the time is now",
        "line 2: kept as text",
    ] {
        assert!(ran.err.contains(line), "{}", ran.err);
    }
}

#[test]
fn a_decision_is_shown_with_whether_and_when_it_is_looked_at_again() {
    let room = Room::with_incident();
    let line = "= cut it; not reversible; revisit: 2027-01-05; why: scope";
    room.run(&["note", line]).done();
    let shown = room.run(&["show", "D1"]).done();
    assert!(shown.contains("reversible no"), "{shown}");
    assert!(shown.contains("revisit    2027-01-05 UTC"), "{shown}");
}

#[test]
fn a_log_in_the_pipe_does_nothing_when_it_is_taken_verbatim() {
    let room = Room::with_incident();
    let log = "= session opened\r\n+ 12 hosts p1 due:soon\n\n  ! retry @root #kernel\n28:30 odd T1\n# contained\n#forensics red: x\n";
    let args = [
        "note",
        "--verbatim",
        "--at",
        "14:05",
        "--stream",
        "edge",
        "-",
    ];
    let labels = room.pipe(&args, log).labels();
    assert_eq!(labels, ["E1", "E2", "E3", "E4", "E5", "E6"]);
    let rows = room.json(&["timeline"]);
    let rows = rows.as_array().unwrap();
    let texts: Vec<_> = rows.iter().map(|r| r["text"].as_str().unwrap()).collect();
    assert_eq!(
        texts,
        [
            "= session opened",
            "+ 12 hosts p1 due:soon",
            "  ! retry @root #kernel",
            "28:30 odd T1",
            "# contained",
            "#forensics red: x",
        ]
    );
    for row in rows {
        assert_eq!(
            (&row["kind"], &row["workstream"]),
            (&"note".into(), &"edge".into())
        );
        assert_eq!(
            (&row["people"], &row["starred"]),
            (&serde_json::json!([]), &false.into())
        );
        assert_eq!(row["occurred"], "2026-11-21T14:05:00Z");
    }
    assert_eq!(room.json(&["status"])["phase"], "detected");
    assert_eq!(room.json(&["tasks"]), serde_json::json!([]));
    assert_eq!(room.json(&["people"]), serde_json::json!([]));
    room.run(&["note", "--verbatim", "@x #y"]).done();
    assert_eq!(room.json(&["people"]), serde_json::json!([]));
    let refused = ["note", "--verbatim", "--kind", "milestone", "contained"];
    room.run(&refused).failed(2);
    room.run(&["note", "after the text", "--verbatim"])
        .failed(2);
}

#[test]
fn a_decision_says_who_decided() {
    let room = Room::with_incident();
    room.run(&["note", "= cut access; why: scope; by: @maya"])
        .done();
    assert_eq!(room.json(&["show", "D1"])["decision"]["decided_by"], "maya");
    let shown = room.run(&["show", "D1"]).done();
    assert!(shown.contains("decided by @maya"), "{shown}");
    // What an amendment leaves unsaid stays.
    room.run(&["amend", "D1", "cut all access"]).done();
    assert_eq!(room.json(&["show", "D1"])["decision"]["decided_by"], "maya");
    room.run(&["amend", "D1", "= cut all access; by: @jon"])
        .done();
    assert_eq!(room.json(&["show", "D1"])["decision"]["decided_by"], "jon");
}

#[test]
fn a_sign_alone_is_refused_with_the_way_to_record_it() {
    let room = Room::with_incident();
    for sign in [".", "\"", ">"] {
        let told = room.run(&["note", sign]).failed(2);
        assert!(told.contains(&format!("`\\{sign}` if it is all")), "{told}");
        room.run(&["note", &format!("\\{sign}")]).done();
    }
    room.run(&["note", "--verbatim", "."]).done();
    room.run(&["note", "--verbatim", " "]).failed(2);
}

#[test]
fn what_piped_lines_do_to_workstreams_is_told_against_what_was_before_each() {
    let room = Room::with_incident();
    let setup = "one @kim #registry\none @rosa @lee #customers\n#registry lead @lee\n";
    room.pipe(&["note", "-"], setup).done();
    let lines = "#registry lead @kim\n+ ask the vendor @lee p1 due:+2h\n#customers lead @rosa\n#registry red: it spreads\n#registry lead @rosa\n";
    let told = room.pipe(&["note", "-"], lines).done();
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(told.len(), 5, "{told:?}");
    assert!(told[0].contains("@lee → @kim"), "{told:?}");
    assert!(told[2].contains("lead nobody → @rosa"), "{told:?}");
    assert!(told[4].contains("@kim → @rosa"), "{told:?}");
}

#[test]
fn a_list_that_became_attacker_activity_is_pointed_at() {
    let room = Room::with_incident();
    let told = |input: &str| {
        let ran = room.pipe(&["note", "-"], input);
        let err = ran.err.clone();
        ran.done();
        err
    };
    let list = told("* **Before the incident**: a key\n* **After**: none\nplain\n");
    assert!(list.contains("2 lines began with `* `"), "{list}");
    assert!(!told("* one attacker line\n- plain\n").contains("began with"));
    assert!(!told("14:05 * one\n14:06 * two\n").contains("began with"));
}
