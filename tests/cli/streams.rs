//! Workstreams: how they stand, who leads them, what they wait for.

use crate::room::Room;

#[test]
fn one_line_says_how_a_workstream_stands_and_updates_it() {
    let room = Room::with_incident();
    room.run(&["note", "begun #forensics"]).done();
    let line = "#forensics amber: waiting for the image, needs @lee";
    let told = room.run(&["note", line]).done();
    assert!(
        told.contains("updates #forensics: health green → amber"),
        "{told}"
    );
    let entry = room.json(&["show", "E2"]);
    assert_eq!([&entry["text"], &entry["kind"]], [line, "note"]);
    let stream = room.json(&["show", "#forensics"]);
    assert_eq!(stream["health"], "amber");
    assert_eq!(stream["update"], "waiting for the image, needs @lee");
    room.run(&["note", "#forensics looked at amber light"])
        .done();
    // An amendment corrects what the workstream was said to be.
    room.run(&["amend", "E2", "#forensics red: waiting"]).done();
    assert_eq!(room.json(&["show", "#forensics"])["health"], "red");
    room.run(&["undo", "E2"]).done();
    assert_eq!(room.json(&["show", "#forensics"])["health"], "amber");
    assert_eq!(room.json(&["show", "E2"])["text"], line);
}

#[test]
fn a_workstream_is_altered_split_and_merged_and_undo_takes_the_whole_act_back() {
    let room = Room::with_incident();
    room.run(&["note", "begun @lee #forensics"]).done();
    room.run(&["note", "who may log in #identity"]).done();
    room.run(&["note", "+ dump memory #forensics"]).done();
    room.run(&["note", "+ image it #forensics"]).done();
    let flags = [
        "--objective",
        "know what was read",
        "--health",
        "amber",
        "--lead",
        "@lee",
        "--blocked-by",
        "#identity",
    ];
    let args: Vec<&str> = ["workstream", "forensics"]
        .into_iter()
        .chain(flags)
        .collect();
    room.run(&args).done();
    let all = room.json(&["workstreams"]);
    assert_eq!([&all[0]["health"], &all[0]["lead"]], ["amber", "lee"]);
    assert_eq!(all[0]["blocked_by"][0], "identity");
    assert_eq!(all[1]["holds_up"][0], "#forensics");
    let told = room
        .run(&["workstream", "identity", "--blocked-by", "forensics"])
        .failed(4);
    assert!(
        told.contains("#identity waits for #forensics waits for #identity"),
        "{told}"
    );
    room.run(&["workstream", "forensics", "split", "memory", "T1"])
        .done();
    assert_eq!(room.json(&["show", "#memory"])["split_from"], "forensics");
    assert_eq!(room.json(&["show", "T1"])["workstream"], "memory");
    assert_eq!(room.json(&["show", "T2"])["workstream"], "forensics");
    room.run(&["workstream", "memory", "merge", "identity"])
        .done();
    let gone = room.json(&["show", "#memory"]);
    assert_eq!(
        [&gone["status"], &gone["merged_into"]],
        ["done", "identity"]
    );
    assert_eq!(room.json(&["show", "T1"])["workstream"], "identity");
    room.run(&["undo", "#memory"]).done();
    assert_eq!(room.json(&["show", "T1"])["workstream"], "memory");
    assert_eq!(room.json(&["show", "#memory"])["status"], "active");
    room.run(&["workstream", "nowhere", "--health", "red"])
        .failed(3);
    room.run(&["workstream", "forensics", "--lead", "nobody"])
        .failed(3);
}

#[test]
fn an_expert_is_found_by_what_they_know() {
    let room = Room::with_incident();
    room.run(&["note", "met @kim @lee"]).done();
    let kim = ["person", "@kim", "--expertise", "DNS, mail routing"];
    room.run(&kim).done();
    room.run(&["person", "@kim", "--zone", "Asia/Tokyo"]).done();
    room.run(&["person", "@kim", "--zone", "Mars/Olympus"])
        .failed(2);
    room.run(&["role", "@kim", "SME", "--from", "12:31"]).done();
    let found = room.json(&["who", "dns"]);
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    assert_eq!(
        [&found[0]["label"], &found[0]["local_time"]],
        ["@kim", "2026-11-21T23:31"]
    );
    assert_eq!(found[0]["night"], true);
    assert_eq!([&found[0]["roles"][0]["minutes"]], [120]);
    assert!(room.run(&["people"]).done().contains("(night)"));
    room.run(&["who", "kubernetes"]).failed(3);
}

/// `amber active … ; what was said of it last`
fn stands(room: &Room) -> String {
    let listed = room.json(&["workstreams"]);
    let a = &listed[0];
    format!(
        "{} {} {}",
        a["health"].as_str().unwrap(),
        a["status"].as_str().unwrap(),
        a["update"].as_str().unwrap_or_default()
    )
}

#[test]
fn a_word_on_a_workstream_that_is_struck_or_amended_is_no_longer_its_last() {
    let room = Room::with_incident();
    let note = |line: &str| room.run(&["note", line]).done();
    note("start #a");
    note("#a amber: first word");
    note("#a red blocked: WRONG WORD");
    assert_eq!(stands(&room), "red blocked WRONG WORD");
    room.run(&["strike", "E3"]).done();
    assert_eq!(stands(&room), "amber active first word");
    room.run(&["strike", "E3", "--off"]).done();
    assert_eq!(stands(&room), "red blocked WRONG WORD");
    room.run(&["amend", "E3", "#a red: right word"]).done();
    assert_eq!(stands(&room), "red active right word");
    room.run(&["amend", "E3", "nothing of the kind #a"]).done();
    assert_eq!(stands(&room), "amber active first word");
    room.run(&["undo", "E3"]).done();
    assert_eq!(stands(&room), "red active right word");
    // What was said since stands; a struck word does not come back by amending.
    note("#a green: better");
    room.run(&["amend", "E3", "#a red: put otherwise"]).done();
    assert_eq!(stands(&room), "green active better");
    room.run(&["strike", "E2", "E3"]).done();
    assert_eq!(stands(&room), "green active better");
    room.run(&["strike", "E4"]).done();
    assert_eq!(stands(&room), "green active ");
    room.run(&["amend", "E4", "#a red: still struck"]).done();
    assert_eq!(stands(&room), "green active ");
    assert_eq!(room.json(&["verify"])["sound"], true);
}

#[test]
fn of_lines_that_came_in_one_act_only_the_struck_one_is_taken_back() {
    let room = Room::with_incident();
    room.run(&["note", "start #a"]).done();
    room.run(&["note", "start #b"]).done();
    room.pipe(&["note", "-"], "#a amber: one\n#b red: two\n")
        .done();
    room.run(&["strike", "E4"]).done();
    assert_eq!(stands(&room), "amber active one");
    let b = room.json(&["show", "#b"]);
    assert_eq!(b["health"], "green");
}

#[test]
fn a_star_or_a_stroke_is_no_word_from_a_workstream() {
    let room = Room::with_incident();
    room.run(&["note", "start #a"]).done();
    let later = "2026-11-21T16:31:00Z";
    room.run_at(later, &["note", "the wrong host is down #a"])
        .done();
    let last = "2026-11-21T18:31:00Z";
    room.run_at(last, &["star", "E1"]).done();
    let silent = |now| room.run_at(now, &["workstreams"]).done();
    assert!(
        silent(last).contains("silent for 2h00m"),
        "{}",
        silent(last)
    );
    room.run_at(last, &["strike", "E2"]).done();
    assert!(
        silent(last).contains("silent for 4h00m"),
        "{}",
        silent(last)
    );
    room.run_at(last, &["note", "said again #a"]).done();
    assert!(
        silent(last).contains("silent for 0h00m"),
        "{}",
        silent(last)
    );
}
