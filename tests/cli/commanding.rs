//! Clocks, the register and the past, from the shell.

use crate::room::Room;

#[test]
fn a_regulatory_clock_runs_is_done_and_is_told_as_odd_where_it_is() {
    let room = Room::with_incident();
    room.run(&["note", "14:00 . personal data was copied"])
        .done();
    room.run(&["clock", "start", "gdpr-33", "E1"]).done();
    let listed = room.json(&["clocks"]);
    let of = |rule: &str, listed: &serde_json::Value| {
        let all = listed["regulatory"].as_array().unwrap().clone();
        all.into_iter().find(|c| c["rule"] == rule).unwrap()
    };
    let clock = of("gdpr-33", &listed);
    assert_eq!(clock["state"], "running");
    assert_eq!(clock["due"], "2026-11-24T14:00:00Z");
    assert_eq!(clock["since"], "E1");
    assert_eq!(of("sec-8k", &listed)["state"], "not looked at");
    let late = room.run_at("2026-11-24T14:00:01Z", &["clocks"]).done();
    assert!(late.contains("overdue"), "{late}");
    assert!(late.contains("not legal advice"), "{late}");

    room.run(&["clock", "done", "gdpr-33", "13:00 portal no. 7"])
        .done();
    let clock = of("gdpr-33", &room.json(&["clocks"]));
    assert_eq!(clock["state"], "done");
    assert_eq!(clock["odd"], "impossible order: done before it began");
    room.run(&["clock", "reopen", "gdpr-33"]).done();
    assert_eq!(of("gdpr-33", &room.json(&["clocks"]))["state"], "running");
    room.run(&["clock", "na", "dora-4h", "no financial entity"])
        .done();
    let report = room.run(&["export"]).done();
    assert!(report.contains("no financial entity"), "{report}");
    assert!(
        report.contains("Art. 33(1)") && report.contains("(E1)"),
        "{report}"
    );
}

#[test]
fn what_cannot_be_meant_of_a_clock_is_said_and_nothing_recorded() {
    let room = Room::with_incident();
    let told = room.run(&["clock", "start", "gdpr-34"]).failed(3);
    assert!(
        told.contains("gdpr-33") && told.contains("sec-8k"),
        "{told}"
    );
    assert!(
        room.run(&["clock", "start", "gdpr-33", "E99"])
            .failed(3)
            .contains("E99")
    );
    room.run(&["clock", "start", "gdpr-33", "soon"]).failed(2);
    room.run(&["clock", "done", "gdpr-33", " "]).failed(2);
    room.run(&["clock", "na", "gdpr-33", ""]).failed(2);
    let listed = room.run(&["clocks"]).done();
    assert!(!listed.contains("running"), "{listed}");
}

#[test]
fn a_decision_replaces_another_in_one_act_and_an_answer_closes_its_question() {
    let room = Room::with_incident();
    room.run(&["note", "= cut all access; why: scope unknown"])
        .done();
    room.run(&[
        "note",
        "= supersedes D1; rotate the CI tokens only; why: scope known",
    ])
    .done();
    let listed = room.json(&["decisions"]);
    assert_eq!(listed[0]["register"], "D2");
    assert_eq!(listed[0]["decision"]["choice"], "rotate the CI tokens only");
    assert_eq!(listed[1]["decision"]["superseded_by"], "D2");
    room.run(&["undo", "E2"]).done();
    let listed = room.json(&["decisions"]);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert!(listed[0]["decision"]["superseded_by"].is_null(), "{listed}");

    room.run(&["note", "? could it write"]).done();
    room.run(&["note", "? who had it"]).done();
    room.run(&["note", "answers Q1: yes, it could"]).done();
    let listed = room.json(&["questions"]);
    assert_eq!(listed[0]["register"], "Q2");
    assert_eq!(listed[1]["answered_by"], "E5");
    room.run(&["answer", "Q2", "E5"]).done();
    assert_eq!(room.json(&["questions"])[1]["answered_by"], "E5");
    for unknown in ["= supersedes D9; x", "answers Q9: x"] {
        room.run(&["note", unknown]).failed(3);
    }
    room.run(&["answer", "Q2", "E99"]).failed(3);
    assert_eq!(
        room.json(&["status"])["counts"]["entries"],
        4,
        "an unknown label costs nothing"
    );
}

#[test]
fn a_decision_is_marked_to_be_looked_at_again_or_no_more() {
    let room = Room::with_incident();
    room.run(&["note", "= cut all access"]).done();
    room.run(&["revisit", "D1", "2026-12-01 09:00"]).done();
    let listed = room.json(&["decisions"]);
    assert_eq!(
        listed[0]["decision"]["revisit"]["occurred"],
        "2026-12-01T09:00:00Z"
    );
    room.run(&["revisit", "D1"]).done();
    assert!(room.json(&["decisions"])[0]["decision"]["revisit"].is_null());
    room.run(&["revisit", "D1", "soon"]).failed(2);
    room.run(&["note", "? who"]).done();
    room.run(&["revisit", "Q1", "tomorrow"]).failed(2);
}

#[test]
fn the_record_is_read_as_of_a_moment_and_not_written() {
    let room = Room::with_incident();
    room.run_at("2026-11-21T15:00:00Z", &["note", "first"])
        .done();
    room.run_at("2026-11-21T16:00:00Z", &["note", "second"])
        .done();
    let now = "2026-11-21T17:00:00Z";
    let then = ["--as-of", "15:30"];
    let read = |args: &[&str]| room.run_at(now, &[&then, args].concat()).done();
    let shown = read(&["timeline"]);
    assert!(
        shown.contains("first") && !shown.contains("second"),
        "{shown}"
    );
    assert!(!read(&["export"]).contains("second"));
    assert!(read(&["status"]).contains("1 entry"));
    let refused = room
        .run_at(now, &["--as-of", "15:30", "note", "x"])
        .failed(2);
    assert!(refused.contains("past"), "{refused}");
    room.run_at(now, &["--as-of", "18:30", "timeline"])
        .failed(2);
    room.run_at(now, &["--as-of", "soon", "timeline"]).failed(2);
    let early = room.run_at(now, &["--as-of", "2026-11-01", "timeline"]);
    early.failed(3);
}

#[test]
fn what_is_judged_as_of_a_moment_is_judged_by_that_moment() {
    let room = Room::with_incident();
    room.run_at(
        "2026-11-21T15:00:00Z",
        &["note", "+ image it @lee p1 due:16:00"],
    )
    .done();
    let now = "2026-11-21T20:00:00Z";
    let read = |args: &[&str]| room.run_at(now, &[&["--as-of", "15:30"], args].concat());
    let rules = |run: crate::room::Ran| -> String {
        let needs: Vec<serde_json::Value> = serde_json::from_str(&run.out).unwrap();
        let rules = needs.iter().map(|n| n["rule"].as_str().unwrap());
        rules.collect::<Vec<_>>().join(" ")
    };
    let overdue = rules(room.run_at(now, &["needs", "--json"]));
    assert!(overdue.contains("overdue"), "{overdue}");
    let then = rules(read(&["needs", "--json"]));
    assert!(!then.contains("overdue"), "{then}");
    for page in ["sitrep", "handover"] {
        let text = read(&[page]).done();
        assert!(text.contains("15:30"), "{text}");
        assert!(!text.contains("20:00"), "{text}");
    }
    assert!(!read(&["check-ins"]).done().contains("passed"));
}

#[test]
fn who_takes_part_and_what_is_worked_on_are_read_as_of_a_moment() {
    let room = Room::with_incident();
    room.run_at(
        "2026-11-21T15:00:00Z",
        &["note", "image it @lee #forensics"],
    )
    .done();
    room.run_at(
        "2026-11-21T16:00:00Z",
        &["note", "rotate it @sam #identity"],
    )
    .done();
    let now = "2026-11-21T17:00:00Z";
    let read = |args: &[&str]| {
        let then = [&["--as-of", "15:30"], args].concat();
        room.run_at(now, &then).done()
    };
    let people = read(&["people"]);
    assert!(
        people.contains("@lee") && !people.contains("@sam"),
        "{people}"
    );
    assert!(read(&["who", "lee"]).contains("@lee"));
    let streams: serde_json::Value =
        serde_json::from_str(&read(&["workstreams", "--json"])).unwrap();
    assert_eq!(streams.as_array().unwrap().len(), 1);
    assert_eq!(streams[0]["silent_minutes"], 30);
}

#[test]
fn a_milestone_that_cannot_have_been_then_is_remarked_on_and_recorded() {
    let room = Room::with_incident();
    room.run(&["phase", "contained", "--at", "11:00"]).done();
    let odd = "eradicated before E1, contained at 2026-11-21 11:00 UTC: an order that cannot be";
    for args in [
        &[
            "phase",
            "eradicated",
            "--at",
            "10:00",
            "the host is rebuilt",
        ][..],
        &["note", "10:00 # eradicated: the host is rebuilt"],
        &["note", "--at", "10:00", "# eradicated: the host is rebuilt"],
    ] {
        let seen = room.run(args);
        assert!(seen.err.contains(odd), "{args:?}: {}", seen.err);
        let label = seen.done();
        room.run(&["strike", label.split(' ').next().unwrap()])
            .done();
    }
    let fits = room.run(&["phase", "eradicated", "--at", "11:30"]);
    assert_eq!(fits.err, "");
    fits.done();
    let room = Room::with_incident();
    let lines = "11:00 # contained\n10:00 # eradicated\n12:00 # recovered\n";
    let piped = room.pipe(&["note", "-"], lines);
    assert!(
        piped.err.contains(&format!("line 2: {odd}")),
        "{}",
        piped.err
    );
    assert!(!piped.err.contains("line 3"), "{}", piped.err);
}

#[test]
fn clocks_say_what_lacks_where_no_duration_can_be_given() {
    let room = Room::with_incident();
    let none = room.run(&["clocks"]).done();
    assert!(none.contains("No milestone is recorded"), "{none}");
    room.run(&["phase", "triaged"]).done();
    let shown = room.run(&["clocks"]).done();
    assert!(shown.contains("No passage into detected"), "{shown}");
}
