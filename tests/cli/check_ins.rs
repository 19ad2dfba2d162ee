//! Check-ins from a shell: the same changes as in the cockpit.

use crate::room::Room;

const LATER: &str = "2026-11-21T15:02:00Z";

fn led() -> Room {
    let room = Room::with_incident();
    room.run(&["note", "image the host #forensics"]).done();
    room
}

#[test]
fn one_is_begun_written_and_ended() {
    let room = led();
    let begun = room.run(&["check-in", "start"]).done();
    assert_eq!(begun, "M1     running 2026-11-21 14:31:00 UTC  0 lines\n");
    let again = room.run(&["check-in", "start"]).done();
    assert!(again.ends_with("(it goes on already)\n"), "{again}");
    let line = ["check-in", "line", "the image is complete", "--stream"];
    let said = room.run(&[&line[..], &["#forensics"]].concat()).done();
    assert_eq!(
        said,
        "M1     #forensics conditions: the image is complete\n"
    );
    room.run(&["check-in", "line", "a lawyer", "--as", "needs"])
        .done();
    let end = ["check-in", "end", "--next", "2026-11-22T09:00"];
    let ended = room.run_at(LATER, &end).labels();
    assert_eq!(ended[0], "E2");
    assert!(ended.contains(&"M2".to_owned()), "{ended:?}");
    let entry = room.json(&["show", "E2"]);
    assert_eq!(entry["kind"], "check-in");
    let text = entry["text"].as_str().unwrap();
    assert!(
        text.contains("#forensics (green): conditions: the image is complete"),
        "{text}"
    );
    assert!(
        text.contains("The whole incident: needs: a lawyer"),
        "{text}"
    );
    assert_eq!(
        room.json(&["show", "#forensics"])["update"],
        "the image is complete"
    );
    assert_eq!(room.json(&["verify"])["sound"], true);
}

#[test]
fn an_action_that_is_due_is_a_task() {
    let room = led();
    room.run(&["check-in", "start"]).done();
    let line = [
        "check-in",
        "line",
        "--as",
        "actions",
        "--stream",
        "forensics",
    ];
    let made = room.run(&[&line[..], &["call the vendor due:17:00"]].concat());
    let made = made.done();
    assert!(made.starts_with("T1     todo "), "{made}");
    assert!(made.contains("call the vendor #forensics"), "{made}");
    room.run_at(LATER, &["check-in", "end"]).done();
    let shown = room.run_at(LATER, &["show", "M1"]).done();
    assert!(shown.contains("E2     M1, begun"), "{shown}");
    assert!(shown.contains(" … 2 more lines"), "{shown}");
}

#[test]
fn they_are_listed_with_what_was_said_and_when_the_next_is() {
    let room = led();
    assert_eq!(room.run(&["check-ins", "--json"]).done(), "[]\n");
    let listed = room.run(&["check-ins"]).done();
    assert_eq!(listed, "next   2026-11-21 16:00 UTC  (09:00 16:00 UTC)\n");
    room.run(&["check-in", "start"]).done();
    room.run(&["check-in", "line", "all quiet", "--stream", "forensics"])
        .done();
    room.run_at(LATER, &["check-in", "end", "--next", "2026-11-22T09:00"])
        .done();
    let all = room.json(&["check-ins"]);
    assert_eq!([&all[0]["label"], &all[1]["label"]], ["M1", "M2"]);
    assert_eq!([&all[0]["state"], &all[1]["state"]], ["held", "planned"]);
    assert_eq!(all[0]["type"], "check-in");
    assert_eq!(all[0]["lines"][0]["workstream"], "forensics");
    assert_eq!(all[0]["lines"][0]["as"], "conditions");
    assert_eq!(all[0]["lines"][0]["text"], "all quiet");
    assert_eq!(all[0]["minutes"], "E2");
    assert_eq!(all[1]["planned"]["occurred"], "2026-11-22T09:00:00Z");
    let shown = room.run(&["show", "M1"]).done();
    assert!(
        shown.contains("#forensics conditions: all quiet"),
        "{shown}"
    );
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_recorded() {
    let room = led();
    for wrong in [&["check-in", "line", "x"][..], &["check-in", "end"]] {
        let said = room.run(wrong).failed(4);
        assert!(said.contains("no check-in goes on"), "{said}");
        assert!(said.contains("warroom check-in start"), "{said}");
    }
    room.run(&["check-in", "start"]).done();
    room.run(&["check-in", "line", "x", "--stream", "nowhere"])
        .failed(3);
    room.run(&["check-in", "line", "\u{a0}"]).failed(2);
    room.run(&["check-in", "line", "x", "--as", "rumours"])
        .failed(2);
    room.run(&["check-in", "end", "--next", "whenever"])
        .failed(2);
    let all = room.json(&["check-ins"]);
    assert_eq!(all[0]["state"], "running");
    assert_eq!(all[0]["lines"], serde_json::json!([]));
}

/// The lines of a calendar, those that were folded put together again.
fn lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"), "{text:?}");
    let whole = text.replace("\r\n ", "").replace("\r\n\t", "");
    whole.split("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_calendar_is_one_whatever_the_title_says() {
    let room = Room::new();
    let title = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\u{1b}[31m\u{7};,\\\u{2028}BEGIN:VALARM";
    room.run(&["open", title, "--sev", "2"]).done();
    room.run(&["check-in", "start"]).done();
    room.run_at(LATER, &["check-in", "end", "--next", "2026-11-22T09:30"])
        .done();
    let text = room.run_at(LATER, &["check-ins", "--ics", "-"]).done();
    let control = |c: char| c.is_control() && !matches!(c, '\r' | '\n');
    assert!(!text.contains(control), "{text:?}");
    assert_eq!(
        text.matches('\n').count(),
        text.matches("\r\n").count(),
        "every line ends as the format has it"
    );
    let lines = lines(&text);
    let count = |wanted: &str| lines.iter().filter(|l| *l == wanted).count();
    let times = lines.iter().filter(|l| l.starts_with("DTSTART")).count();
    assert!(times > 20, "two weeks of two a day: {times}");
    assert_eq!(count("BEGIN:VEVENT"), times);
    assert_eq!(count("END:VEVENT"), times);
    assert_eq!(count("BEGIN:VALARM"), 0);
    assert!(lines.iter().any(|l| l == "DTSTART:20261122T093000Z"));
    let again = room.run_at(LATER, &["check-ins", "--ics", "-"]).done();
    assert_eq!(text, again, "the same moment gives the same bytes");
}

#[test]
fn the_calendar_replaces_no_file_that_was_not_meant() {
    let room = led();
    let file = room.path("check-ins.ics");
    let args = ["check-ins", "--ics", "check-ins.ics"];
    assert_eq!(room.run(&args).done(), "check-ins.ics\n");
    let first = std::fs::read(&file).unwrap();
    let said = room.run(&args).failed(4);
    assert!(said.contains("--force"), "{said}");
    room.run_at("2026-11-25T12:00:00Z", &[&args[..], &["--force"]].concat())
        .done();
    assert_ne!(std::fs::read(&file).unwrap(), first);
}
