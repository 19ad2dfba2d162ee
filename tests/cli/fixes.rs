//! Fixes and what incidents have in common, from the shell.

use super::room::Room;
use serde_json::json;

/// Two incidents: the first with a factor's place, people and three fixes.
fn planned() -> Room {
    let room = Room::with_incident();
    room.run(&["person", "lee"]).done();
    room.run(&[
        "fix",
        "add",
        "rotate tokens by machine",
        "--kind",
        "durable",
        "--class",
        "CWE-798",
        "--owner",
        "@lee",
        "--priority",
        "p1",
        "--due",
        "2026-12-24",
        "--metric",
        "tokens without an owner tokens 40 0",
        "--verification",
        "list the old tokens",
    ])
    .done();
    room.run(&[
        "fix",
        "add",
        "cut the VPN accounts",
        "--owner",
        "lee",
        "--priority",
        "P1",
    ])
    .done();
    room
}

#[test]
fn a_fix_is_followed_until_it_is_verified() {
    let room = planned();
    for verb in ["accept", "start", "ship"] {
        room.run(&["fix", verb, "X1"]).done();
    }
    let listed = room.run(&["fixes", "--state", "shipped"]).done();
    assert!(listed.starts_with("INC-2026-001/X1 "), "{listed}");
    let said = room
        .run(&["fix", "verify", "X2", "--result", "ok"])
        .failed(4);
    assert!(
        said.contains("only what has shipped can be verified"),
        "{said}"
    );
    room.run(&["fix", "verify", "X1", "--result", " "])
        .failed(4);
    room.run(&["fix", "measure", "X1", "12", "--note", "two teams are left"])
        .done();
    let late = "2026-11-25T09:00:00Z";
    room.run_at(late, &["fix", "measure", "X1", "0", "--at", "2026-11-24"])
        .done();
    room.run(&["fix", "measure", "X1", "many"]).failed(2);
    room.run_at(
        late,
        &[
            "fix", "verify", "X1", "--result", "0 of 212", "--by", "@lee",
        ],
    )
    .done();
    let all = room.json(&["fixes", "--all"]);
    assert_eq!(all[1]["label"], "X1");
    assert_eq!(all[1]["state"], "verified");
    assert_eq!(all[1]["verified"]["by"], "lee");
    assert_eq!(all[1]["metric"]["reached"], true);
    let states = all[1]["passages"].as_array().unwrap().iter();
    let states: Vec<_> = states.map(|p| p["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["accepted", "doing", "shipped", "verified"]);
    let open = room.json(&["fixes"]);
    assert_eq!(
        open.as_array().unwrap().len(),
        1,
        "what is verified is off the list"
    );
    room.run(&["fix", "reopen", "X1", "--reason", "it came back"])
        .done();
    assert_eq!(room.json(&["fixes"]).as_array().unwrap().len(), 2);
    room.run(&["verify"]).done();
}

#[test]
fn what_is_declined_says_why_and_who() {
    let room = planned();
    room.run(&["fix", "decline", "X2"]).failed(2);
    room.run(&["fix", "decline", "X2", "--reason", " "])
        .failed(4);
    room.run(&["fix", "decline", "X2", "--reason", "the service goes away"])
        .done();
    let gone = &room.json(&["fixes", "--state", "declined"])[0];
    assert_eq!(
        gone["declined"],
        json!({"by": "ana", "reason": "the service goes away"})
    );
    room.run(&["fix", "start", "X2"]).failed(4);
}

#[test]
fn fields_are_set_and_taken_away_and_a_factor_is_no_fix() {
    let room = planned();
    room.run(&[
        "fix", "set", "X1", "X2", "--owner", "nobody", "--due", "never",
    ])
    .done();
    for fix in room.json(&["fixes"]).as_array().unwrap() {
        assert_eq!((&fix["owner"], &fix["due"]), (&json!(null), &json!(null)));
    }
    // One who is not known yet is made, once.
    room.run(&["fix", "set", "X1", "--owner", "@kim", "--verifier", "@kim"])
        .done();
    let kim = &room.json(&["fixes", "--owner", "kim"])[0];
    assert_eq!(
        (&kim["owner"], &kim["verifier"]),
        (&json!("kim"), &json!("kim"))
    );
    room.run(&["fix", "set", "X1"]).failed(2);
    room.run(&["fix", "set", "E1", "--owner", "lee"]).failed(3);
    room.run(&["fix", "set", "X9", "--owner", "lee"]).failed(3);
    room.run(&["fix", "set", "X1", "--answers", "F9"]).failed(3);
    room.run(&["fix", "set", "X1", "--answers", "X2"]).failed(2);
    room.run(&["fix", "set", "X1", "--metric", "tokens"])
        .failed(2);
    room.run(&["fix", "add", " "]).failed(2);
    room.run(&["fixes", "--owner", "nobody-here"]).failed(3);
}

#[test]
fn fixes_of_other_incidents_are_named_by_their_key_and_drills_are_left_out() {
    let room = planned();
    room.run(&["open", "Second", "--sev", "3"]).done();
    room.run(&["fix", "add", "of the second", "--due", "2026-11-20"])
        .done();
    let shown = room.run(&["fix", "ship", "INC-2026-001/X2"]).done();
    assert!(shown.starts_with("INC-2026-001/X2 "), "{shown}");
    let shown = room
        .run(&["--incident", "INC-2026-001", "fix", "start", "X1"])
        .done();
    assert!(shown.starts_with("X1 "), "{shown}");
    room.run(&["fix", "start", "INC-2026-009/X1"]).failed(3);
    let both = ["fix", "set", "X1", "INC-2026-001/X1", "--answers", "none"];
    let said = room.run(&both).failed(2);
    assert!(said.contains("several incidents"), "{said}");
    let names = |args: &[&str]| room.run(args).labels();
    let all = names(&["fixes"]);
    assert_eq!(
        all[..3],
        ["INC-2026-002/X1", "INC-2026-001/X2", "INC-2026-001/X1"],
        "late, then shipped, then due"
    );
    assert_eq!(names(&["fixes", "--overdue"])[0], "INC-2026-002/X1");
    let first = room.json(&["--incident", "INC-2026-001", "fixes"]);
    assert_eq!(first.as_array().unwrap().len(), 2);
    let listed = room.run(&["fixes"]).done();
    assert!(
        listed.contains("3 open, 1 overdue, 1 shipped and not verified"),
        "{listed}"
    );
    assert!(
        listed.contains("several open P1 of one owner: @lee has 2"),
        "{listed}"
    );
    room.run(&["open", "A drill", "--sev", "3", "--exercise"])
        .done();
    room.run(&["fix", "add", "drilled"]).done();
    assert!(!room.run(&["fixes", "--all"]).done().contains("drilled"));
}

#[test]
fn hostile_text_is_text_in_the_table_and_the_calendar() {
    let room = Room::with_incident();
    let title =
        "=HYPERLINK(\"http://evil.example\")\r\nEND:VEVENT\r\nBEGIN:VEVENT\u{1b}[2J\u{202e}";
    room.run(&[
        "fix",
        "add",
        title,
        "--due",
        "2026-12-24",
        "--class",
        "@x\r\n=1",
    ])
    .done();
    room.run(&["fix", "add", "+1", "--due", "2026-12-24 17:00"])
        .done();
    let table = room.run(&["fixes", "--csv"]).done();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().unwrap().get(4), Some("Due date"));
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), 2);
    for row in &rows {
        for cell in row {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell}"
            );
            let control = |c: char| c.is_control() && c != '\n';
            assert!(
                !cell.contains(control) && !cell.contains('\u{202e}'),
                "{cell}"
            );
        }
        assert!(!row[0].contains("http://evil.example"), "{row:?}");
    }
    assert_eq!(&rows[0][4], "24/Dec/26 12:00 AM");
    assert_eq!(&rows[1][4], "24/Dec/26 5:00 PM");
    let calendar = room.run(&["fixes", "--ics", "-"]).done();
    let lines = calendar.replace("\r\n ", "").replace("\r\n\t", "");
    let lines: Vec<&str> = lines.split("\r\n").collect();
    let count = |wanted: &str| lines.iter().filter(|l| **l == wanted).count();
    assert_eq!(
        (count("BEGIN:VEVENT"), count("END:VEVENT")),
        (2, 2),
        "{calendar}"
    );
    assert_eq!(
        count("DTSTART;VALUE=DATE:20261224"),
        1,
        "a bare date is a day: {calendar}"
    );
    assert_eq!(count("DTSTART:20261224T170000Z"), 1);
    let control = |c: char| c.is_control() && !matches!(c, '\r' | '\n');
    assert!(!calendar.contains(control));
    assert_eq!(room.run(&["fixes", "--csv", "f.csv"]).done(), "f.csv\n");
    assert_eq!(std::fs::read_to_string(room.path("f.csv")).unwrap(), table);
    room.run(&["fixes", "--csv", "f.csv"]).failed(4);
    room.run(&["fixes", "--csv", "f.csv", "--force"]).done();
    room.run(&["fix", "ship", "X1", "X2"]).done();
    let calendar = room.run(&["fixes", "--ics"]).done();
    assert!(
        !calendar.contains("VEVENT"),
        "what has shipped is due no more"
    );
}

#[test]
fn patterns_are_one_page_or_one_object() {
    let room = planned();
    room.run(&["note", "2026-11-21 10:00 milestone: detected"])
        .done();
    room.run(&["note", "2026-11-21 13:00 milestone: contained"])
        .done();
    room.run(&["open", "Second | `x`", "--sev", "3"]).done();
    room.run(&["fix", "add", "again", "--class", "cwe 798"])
        .done();
    let found = room.json(&["patterns"]);
    assert_eq!(found["classes"]["found"][0]["name"], "CWE-798");
    assert_eq!(
        found["classes"]["found"][0]["incidents"],
        json!(["INC-2026-001", "INC-2026-002"])
    );
    assert_eq!(found["time_to_contain"]["n"], 1);
    assert_eq!(found["time_to_contain"]["median"], json!(null));
    assert_eq!(
        found["time_to_contain"]["values"][0]["least_seconds"],
        10_800
    );
    assert_eq!(found["fixes"]["open"], 3);
    assert_eq!(found["did_not_hold"], json!([]));
    let page = room.run(&["patterns"]).done();
    assert!(
        page.contains("```mermaid") && page.contains("| 1 | CWE-798 | 2 |"),
        "{page}"
    );
    room.run(&["patterns", "-o", "p.md"]).done();
    assert_eq!(std::fs::read_to_string(room.path("p.md")).unwrap(), page);
    room.run(&["patterns", "-o", "p.md"]).failed(4);
    let empty = Room::with_incident();
    assert!(
        empty
            .run(&["patterns"])
            .done()
            .contains("*There is no fix.*")
    );
}

#[test]
fn a_target_that_was_missed_is_asked_about_and_told() {
    let room = Room::with_incident();
    let metric = ["--metric", "tokens - 40 5"];
    let add = ["fix", "add", "rotate by machine", "--kind", "durable"];
    room.run(&[&add[..], &metric[..]].concat()).done();
    room.run(&["fix", "ship", "X1"]).done();
    let verify = ["fix", "verify", "X1", "--result", "good enough"];
    let told = room.run(&verify).failed(4);
    assert!(
        told.contains("although nothing was measured (target 5)"),
        "{told}"
    );
    room.run(&["fix", "measure", "X1", "12"]).done();
    let told = room.run(&verify).failed(4);
    let missed = "although the target was missed (measured 12, target 5)";
    assert!(told.contains(missed) && told.contains("--anyway"), "{told}");
    assert_eq!(room.json(&["show", "X1"])["state"], "shipped");
    let done = room.run(&[&verify[..], &["--anyway"]].concat()).done();
    assert!(done.contains(missed), "{done}");
    let report = room.run(&["export"]).done();
    assert!(report.contains(&format!("verified {missed}")), "{report}");
    let checked = room.run(&["review", "--check"]).out;
    assert!(
        checked.contains("its target was not reached: X1"),
        "{checked}"
    );
    room.run(&["fix", "measure", "X1", "4"]).done();
    let checked = room.run(&["review", "--check"]).out;
    assert!(!checked.contains("its target was not reached"), "{checked}");
}

#[test]
fn a_tracker_is_a_link_that_may_be_followed_or_a_key() {
    let room = Room::with_incident();
    room.run(&["fix", "add", "x", "--tracker", "SEC-123"])
        .done();
    let told = room
        .run(&["fix", "set", "X1", "--tracker", "javascript:alert(1)"])
        .failed(2);
    assert!(
        told.contains("neither a link (http, https, mailto)"),
        "{told}"
    );
    assert_eq!(room.json(&["show", "X1"])["tracker"], "SEC-123");
}
