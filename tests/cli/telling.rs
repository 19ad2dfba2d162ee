//! What is told and promised.

use crate::room::Room;
use serde_json::json;

#[test]
fn a_promise_waits_until_an_entry_keeps_it() {
    let room = Room::with_incident();
    let out = room
        .run(&["note", "\" legal gets the list @sam due:18:00"])
        .done();
    assert!(
        out.contains("promised by 2026-11-21 18:00 UTC"),
        "the row says it: {out}"
    );
    let it = room.json(&["show", "E1"]);
    assert_eq!(it["text"], "legal gets the list @sam");
    assert_eq!(it["promise"]["due"]["occurred"], "2026-11-21T18:00:00Z");
    assert_eq!(it["promise"]["kept_by"], json!(null));
    let told = room.run(&["note", "comms: keeps E9"]);
    assert!(told.err.contains("no promise that is open"), "{}", told.err);
    told.done();
    room.run(&["note", "\" sent legal the list, keeps E1"])
        .done();
    assert_eq!(room.json(&["show", "E1"])["promise"]["kept_by"], "E3");
    // Kept once, it is kept: a second entry says nothing new.
    room.run(&["note", "\" sent it again, keeps E1"]).done();
    assert_eq!(room.json(&["show", "E1"])["promise"]["kept_by"], "E3");
    room.run(&["undo", "E3"]).done();
    assert_eq!(
        room.json(&["show", "E1"])["promise"]["kept_by"],
        json!(null)
    );
    room.run(&["amend", "E4", "sent it at last, keeps E1"])
        .done();
    assert_eq!(room.json(&["show", "E1"])["promise"]["kept_by"], "E4");
    room.run(&["verify"]).done();
}

#[test]
fn a_report_that_was_sent_is_recorded_and_keeps_the_promise_of_the_last() {
    let room = Room::with_incident();
    room.run(&["role", "@maya", "ic"]).done();
    room.run(&[
        "note",
        "14:05 ! > blocked 203.0.113.7 with @maya, see A3 @maya",
    ])
    .done();
    room.run(&["note", "* 13:00"]).failed(2);
    room.run(&["note", "13:00 * svc-backup was made from 203.0.113.9"])
        .done();
    let exec = room.run(&["sitrep", "--for", "exec"]).done();
    for hidden in ["maya", "@", "203", "A3", "SEV", "E1"] {
        assert!(!exec.contains(hidden), "{hidden}: {exec}");
    }
    assert!(
        exec.contains("Blocked an IP address with the incident commander"),
        "{exec}"
    );
    let all = room.run(&["sitrep"]).done();
    assert!(
        all.contains("203[.]0[.]113[.]7") && all.contains("@maya"),
        "{all}"
    );

    let sent = room.run(&["sitrep", "--for", "exec", "--send", "--next", "18:00"]);
    assert!(sent.done().contains("situation report to executives"));
    let shown = room.run(&["show", "E3"]).done();
    assert!(shown.contains("## What is needed"), "{shown}");
    let entry = room.json(&["show", "E3"]);
    assert_eq!(entry["sent"]["audience"], "exec");
    let said = entry["sent"]["text"].as_str().unwrap();
    assert!(
        said.contains("**Next update:** by 2026-11-21 18:00 UTC."),
        "{said}"
    );
    assert_eq!(entry["promise"]["audience"], "exec");
    let again = room.run_at(
        "2026-11-21T17:50:00Z",
        &[
            "sitrep", "--for", "exec", "--send", "--next", "never", "--json",
        ],
    );
    let again: serde_json::Value = serde_json::from_str(&again.done()).unwrap();
    assert_eq!(again["since"], "2026-11-21T14:31:00Z");
    assert_eq!(again["sent"]["promise"], json!(null));
    assert_eq!(room.json(&["show", "E3"])["promise"]["kept_by"], "E4");
    room.run(&["verify"]).done();
}

/// What a report to executives says of the next update.
fn next_in(report: &str) -> &str {
    let at = report.find("**Next update:** ").expect("it says so");
    let line = report[at..].lines().next().unwrap_or_default();
    line.trim_start_matches("**Next update:** ")
}

#[test]
fn what_was_promised_to_executives_stays_owed_until_its_time() {
    let room = Room::with_incident();
    let typed = "\" we tell executives the scope due:22:00";
    let told = room.run(&["note", typed]).done();
    let said = "promised to executives by 2026-11-21 22:00 UTC";
    assert!(told.contains(said), "{told}");
    let exec = ["sitrep", "--for", "exec"];
    let report = room.run(&exec).done();
    assert_eq!(next_in(&report), "by 2026-11-21 22:00 UTC.");
    let brief = || room.run(&["handover"]).done();
    let said = "update to executives 2026-11-21 22:00 UTC";
    assert!(brief().contains(said), "{}", brief());
    assert!(brief().contains("we tell executives the scope (E1)"));
    assert!(report.contains("since the incident was opened, 2026-11-21 14:31 UTC"));
    // A report before then does not move it, with a moment of its own or without.
    let send = [&exec[..], &["--send"]].concat();
    room.run(&send).done();
    room.run(&[&send[..], &["--next", "18:00"]].concat()).done();
    let owed = |label: &str| room.json(&["show", label])["promise"]["kept_by"].is_null();
    assert!(owed("E1"));
    room.run_at("2026-11-21T16:00:00Z", &send).done();
    assert!(!owed("E3") && owed("E4"), "the promise is the later one's");
    let promise = &room.json(&["show", "E4"])["promise"];
    assert_eq!(promise["due"]["occurred"], "2026-11-21T18:00:00Z");
    assert_eq!(next_in(&room.run(&exec).done()), "by 2026-11-21 18:00 UTC.");
    assert!(brief().contains("update to executives 2026-11-21 18:00 UTC"));
    room.run_at("2026-11-21T17:45:00Z", &send).done();
    assert!(
        !owed("E4") && owed("E1"),
        "due soon: this is what was promised"
    );
    let silent = room.run_at("2026-11-21T22:05:00Z", &send);
    let said = "E1 “we tell executives the scope” stays owed";
    assert!(silent.err.contains(said), "{}", silent.err);
    assert!(owed("E1"), "a report need not say what was promised");
    let unknown = [&send[..], &["--keeps", "E2000"]].concat();
    room.run(&unknown).failed(3);
    let says = [&send[..], &["--keeps", "E1"]].concat();
    let says = room.run_at("2026-11-21T22:06:00Z", &says);
    assert!(says.err.contains("it keeps E1 “we tell"), "{}", says.err);
    assert!(!owed("E1"));
    room.run(&["verify"]).done();
}

#[test]
fn the_update_a_report_promises_is_owed_beside_what_is_promised_by_then() {
    let room = Room::with_incident();
    room.run(&["note", "\" we tell executives the scope due:22:00"])
        .done();
    let send = ["sitrep", "--for", "exec", "--send", "--next", "22:00"];
    room.run(&send).done();
    let promise = &room.json(&["show", "E2"])["promise"];
    assert_eq!(promise["due"]["occurred"], "2026-11-21T22:00:00Z");
}

#[test]
fn a_report_that_repeats_the_moment_of_the_last_one_promises_it_alone() {
    let room = Room::with_incident();
    let send = ["sitrep", "--for", "exec", "--send", "--next", "22:00"];
    room.run(&send).done();
    let again = room.run_at("2026-11-21T15:31:00Z", &send).done();
    let said = "promised to executives by 2026-11-21 22:00 UTC";
    assert!(again.contains(said), "{again}");
    assert_eq!(room.json(&["show", "E1"])["promise"]["kept_by"], "E2");
    let needs = room.run_at("2026-11-21T22:31:00Z", &["needs"]).out;
    assert_eq!(needs.matches("executives").count(), 1, "{needs}");
    assert!(needs.contains("E2"), "{needs}");
    room.run(&["verify"]).done();
}

#[test]
fn a_proof_that_shows_of_nobody_that_they_were_told_is_remarked() {
    let room = Room::with_incident();
    room.run(&["note", ". the authority has a form"]).done();
    room.run(&["note", "\" sent the form to the authority"])
        .done();
    room.run(&["clock", "start", "gdpr-33", "E1"]).done();
    let done = |proof| room.run(&["clock", "done", "gdpr-33", proof]);
    let seen = done("E1");
    assert!(
        seen.err.contains("E1 is of the kind observation"),
        "{}",
        seen.err
    );
    seen.done();
    for proof in ["E2", "case 4711"] {
        assert_eq!(done(proof).err, "", "{proof}");
    }
}

#[test]
fn an_amended_promise_is_to_whom_its_words_name() {
    let room = Room::with_incident();
    room.run(&["note", "\" we tell executives the scope due:22:00"])
        .done();
    let promise = |entry: &str| room.json(&["show", entry])["promise"].clone();
    assert_eq!(promise("E1")["audience"], "exec");
    room.run(&["amend", "E1", "we tell legal the scope"]).done();
    assert_eq!(promise("E1")["audience"], json!(null));
    assert_eq!(promise("E1")["due"]["occurred"], "2026-11-21T22:00:00Z");
    room.run(&["amend", "E1", "\" the public hears the scope due:23:00"])
        .done();
    assert_eq!(promise("E1")["audience"], "public");
    room.run(&["sitrep", "--for", "exec", "--send"]).done();
    room.run(&["amend", "E2", "told them"]).done();
    assert_eq!(promise("E2")["audience"], "exec");
}

#[test]
fn a_report_counts_from_the_detection_and_from_the_attacker() {
    let room = Room::with_incident();
    let report = || room.run(&["sitrep"]).done();
    let brief = || room.run(&["handover"]).done();
    assert!(
        !report().contains("as far as is recorded."),
        "nothing is known: {}",
        report()
    );
    room.run(&["note", "~2026-11-19 12:31 * created user svc-backup"])
        .done();
    let said = "first seen in what the attacker did, about 2 d 2 h ago";
    assert!(report().contains(said), "{}", report());
    room.run(&["phase", "detected", "--at", "12:31", "an alarm"])
        .done();
    let said = "detected 2 h ago; the attacker was first active about 2 d 2 h ago";
    assert!(
        report().contains(&format!("It was {said}, as far as")),
        "{}",
        report()
    );
    assert!(brief().contains(said), "{}", brief());
}

#[test]
fn a_brief_says_that_a_check_in_goes_on() {
    let room = Room::with_incident();
    room.run(&["check-in", "start"]).done();
    let brief = room.run(&["handover"]).done();
    assert!(
        brief.contains("check-in M1 goes on since 2026-11-21 14:31 UTC"),
        "{brief}"
    );
    let report = room.run(&["sitrep"]).done();
    assert!(
        report.contains("The team is in a check-in at this moment"),
        "{report}"
    );
}

#[test]
fn a_report_says_that_the_severity_changed_and_the_impact_is_old() {
    let room = Room::with_incident();
    let impact = ["edit", "--impact", "plant 1 works without drive P:"];
    room.run(&impact).done();
    let on = |time: &str| format!("2026-11-21T{time}:00Z");
    let at = |time: &str, args: &[&str]| room.run_at(&on(time), args);
    at("15:00", &["edit", "--severity", "1"]).done();
    at("16:00", &["phase", "recovered", "all is back"]).done();
    at("17:00", &["edit", "--severity", "3"]).done();
    let written = "*Written 2026-11-21 14:31 UTC, before the incident recovered.*";
    let exec = at("18:00", &["sitrep", "--for", "exec"]).done();
    for said in [
        "- **15:00** Severity raised from 2 to 1\n",
        "- **17:00** Severity lowered from 1 to 3\n",
        written,
    ] {
        assert!(exec.contains(said), "{said} in {exec}");
    }
    let then = at("18:00", &["--as-of", "15:30", "sitrep"]).done();
    assert!(then.contains("from SEV2 to SEV1"), "{then}");
    assert!(
        !then.contains("lowered") && !then.contains("Written"),
        "{then}"
    );
    let public = at("18:00", &["sitrep", "--for", "public"]);
    assert!(
        public.err.contains(
            "the impact was last written 2026-11-21 14:31 UTC, before the incident recovered"
        ),
        "{}",
        public.err
    );
    assert!(!public.done().contains("ritten"));
    let check = at("18:00", &["review", "--check"]);
    assert!(
        check.out.contains("before the incident recovered"),
        "{}",
        check.out
    );
    at("19:00", &["edit", "--impact", "plant 1 stood for 9 hours"]).done();
    let exec = at("20:00", &["sitrep", "--for", "exec"]).done();
    assert!(!exec.contains("Written"), "{exec}");
    assert!(
        !at("20:00", &["sitrep", "--for", "public"])
            .err
            .contains("last written")
    );
}

#[test]
fn the_public_hears_nothing_of_what_is_marked_to_stay_inside() {
    let room = Room::with_incident();
    room.run(&[
        "note",
        "! * the token of @lee was used from 203.0.113.9 @lee",
    ])
    .done();
    let open = room.run(&["sitrep", "--for", "public"]);
    assert!(open.err.contains("TLP:AMBER"), "{}", open.err);
    let open = open.done();
    for inside in ["token", "lee", "203", "attacker"] {
        assert!(!open.contains(inside), "{inside}: {open}");
    }
    room.run(&["edit", "--tlp", "amber+strict"]).done();
    let shut = room.run(&["sitrep", "--for", "public"]).done();
    assert!(shut.contains("nothing of it may be said"), "{shut}");
    assert!(!shut.contains("Status"), "{shut}");
    room.run(&["sitrep", "--for", "public", "--send"]).failed(2);
}

#[test]
fn a_handover_waits_until_it_is_acknowledged_and_then_the_roles_have_changed() {
    let room = Room::with_incident();
    room.run(&["role", "@maya", "ic"]).done();
    room.run(&["role", "@jon", "deputy"]).done();
    room.run(&["note", "the VPN is ruled out as the way in"])
        .done();
    let brief = room.run(&["handover", "--to", "@jon"]).done();
    assert!(brief.contains("from @maya · to @jon"), "{brief}");
    assert!(brief.contains("ruled out as the way in (E1)"), "{brief}");
    room.run(&["handover", "--to", "@jonn", "--give"]).failed(3);
    room.run(&["handover", "ack"]).failed(3);
    let given = room.run(&["handover", "--to", "jon", "--give"]).done();
    assert!(given.contains("not acknowledged yet"), "{given}");
    let offered = room.json(&["show", "E2"]);
    let words = "IC offered by @maya to @jon, to be acknowledged";
    assert_eq!(offered["text"], words, "nothing has changed hands yet");
    let refused = room.run(&["handover", "ack"]).failed(4);
    assert!(refused.contains("given to @jon"), "{refused}");
    room.run(&["handover", "ack", "--for", "@maya"]).failed(4);
    // Whoever was to acknowledge it may come back much later.
    let late = "2026-11-22T03:00:00Z";
    let acked = room
        .run_at(late, &["handover", "ack", "--for", "@jon", "--json"])
        .done();
    let shown = room.run_at(late, &["show", "E3"]).done();
    assert!(shown.contains("acknowledged for @jon by @"), "{shown}");
    let acked: serde_json::Value = serde_json::from_str(&acked).unwrap();
    assert_eq!(acked["acknowledged"], late);
    assert_eq!(acked["entry"], "E2");
    let told = room.run_at(late, &["note", "hello"]).done();
    assert!(
        told.contains("E4"),
        "the entry of the acknowledgement is E3: {told}"
    );
    let status = room
        .run_at("2026-11-22T03:01:00Z", &["status", "--json"])
        .done();
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    let ics: Vec<_> = status["roles"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| r["role"] == "IC" && r["until"].is_null())
        .map(|r| r["person"].clone())
        .collect();
    assert_eq!(ics, ["jon"]);
    room.run(&["handover", "ack"]).failed(3);
    room.run(&["verify"]).done();
}
