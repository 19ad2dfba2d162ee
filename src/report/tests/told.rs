//! What a report says of updates, handovers and check-ins, of what was put
//! right later, and of what nobody said.

use super::news::turned;
use super::*;
use crate::domain::{
    Artifact, ArtifactKind, Aspect, Audience, CheckIn, Earlier, Edit, Handover, Health, Label,
    Minute, Phase, Precision, Promise, Sent, Swap, TaskEdit,
};
use crate::report::Profile;

fn e(n: u32) -> Label {
    Label::new(crate::domain::LabelKind::Entry, n)
}

fn body(record: &mut Record, n: usize) -> &mut Entry {
    match &mut record.entries[n].body {
        Body::Entry(entry) => entry,
        other => panic!("{other:?}"),
    }
}

fn last(record: &mut Record) -> &mut Entry {
    let n = record.entries.len() - 1;
    body(record, n)
}

fn promise(due: &str, kept: Option<u32>) -> Option<Promise> {
    Some(Promise {
        audience: Some(Audience::Exec),
        kept: kept.map(e),
        ..Promise::by(when(due))
    })
}

#[test]
fn updates_say_to_whom_by_whom_and_whether_the_next_came() {
    let mut record = empty();
    person(&mut record, "maya");
    for time in ["10:00", "14:20", "15:00"] {
        entry(&mut record, EntryKind::Communication, time, &[]);
    }
    for (n, promise) in [promise("14:00", Some(2)), promise("14:30", None)]
        .into_iter()
        .enumerate()
    {
        record.entries[n].created.author = "maya".into();
        let entry = body(&mut record, n);
        entry.promise = promise;
        entry.sent = Some(Sent {
            audience: Audience::Exec,
            text: "# secret text".into(),
        });
    }
    let told = section(&record, "Communications");
    let rows: Vec<_> = told.lines().skip(5).collect();
    assert_eq!(
        rows[..2],
        [
            "| E1 | 2026-11-21 10:00 UTC | situation report to executives | @maya | 2026-11-21 14:00 UTC: the next | E2, 20 min late |",
            "| E2 | 2026-11-21 14:20 UTC | situation report to executives | @maya | 2026-11-21 14:30 UTC: the next | **no, overdue** |",
        ],
        "{told}"
    );
    assert!(!report(&record).contains("secret text"));
    assert!(section(&record, "What is missing").contains("Promise not kept: E2."));
}

#[test]
fn a_handover_says_who_to_whom_and_when_it_arrived() {
    let mut record = empty();
    let [maya, yuki] = ["maya", "yuki"].map(|h| person(&mut record, h));
    let arrived = Handover {
        from: Some(maya),
        acknowledged: Some(at("10:12")),
        entry: Some(e(4)),
        ..Handover::new(Role::Ic, yuki, "the brief", at("10:00"))
    };
    let waiting = Handover::new(Role::Scribe, maya, "", at("11:00"));
    record.handovers = vec![
        thing(1, Body::Handover(arrived)),
        thing(2, Body::Handover(waiting)),
    ];
    let told = section(&record, "Handovers");
    for row in [
        "| IC | @maya | @yuki | 2026-11-21 10:00 UTC (E4) | 2026-11-21 10:12 UTC, after 12 min |",
        "| scribe | nobody | @maya | 2026-11-21 11:00 UTC | **not acknowledged** |",
    ] {
        assert!(told.contains(row), "{told}");
    }
    assert!(
        section(&record, "What is missing")
            .contains("Handover that was never acknowledged: scribe to @maya.")
    );
}

#[test]
fn minutes_say_who_was_there_what_was_said_and_what_came_of_it() {
    let mut record = empty();
    let maya = person(&mut record, "maya");
    let stream = thing(1, Body::Workstream(Workstream::new("forensics")));
    let mut held = CheckIn::new(Some(when("09:00")));
    held.started = Some(at("09:02"));
    held.ended = Some(at("09:20"));
    held.minutes = Some(e(9));
    held.next = Some(when("15:00"));
    held.attendance.insert(Id::from_u128(1), maya);
    for (n, workstream, aspect, text) in [
        (1, Some(stream.id), Aspect::Conditions, "image copied"),
        (2, Some(stream.id), Aspect::Needs, "a second disk"),
        (3, None, Aspect::Actions, "tell legal"),
    ] {
        let text = text.into();
        let line = Minute {
            workstream,
            aspect,
            text,
        };
        held.lines.insert(Id::from_u128(n), line);
    }
    task(&mut record, Task::new("image the host"));
    held.made.insert(Id::from_u128(1), record.tasks[0].id);
    record.known.workstreams = vec![stream];
    let missed = CheckIn::new(Some(when("15:00")));
    record.check_ins = vec![
        thing(1, Body::CheckIn(held)),
        thing(2, Body::CheckIn(missed)),
    ];
    let told = section(&record, "Appendix: check-ins");
    let lines: Vec<_> = told.lines().filter(|l| !l.is_empty()).collect();
    assert_eq!(
        lines,
        [
            "### M1: 2026-11-21 09:02 UTC",
            "- **Held:** 18 min, planned 2026-11-21 09:00 UTC, minutes in E9",
            "- **There:** @maya",
            "- **#forensics** *conditions:* image copied · *needs:* a second disk",
            "- **The whole incident** *actions:* tell legal",
            "- **Recorded:** T1 image the host",
            "- **Next:** 2026-11-21 15:00 UTC",
            "### M2: 2026-11-21 15:00 UTC",
            "- **Held:** not held, planned 2026-11-21 15:00 UTC",
            "## What is missing",
        ]
        .into_iter()
        .take(lines.len())
        .collect::<Vec<_>>(),
    );
}

#[test]
fn a_task_was_closed_when_that_was_recorded_last() {
    let mut record = empty();
    let done = Task {
        state: TaskState::Done,
        ..Task::new("image the host")
    };
    task(&mut record, done.clone());
    let id = record.tasks[0].id;
    for (time, was, now) in [
        ("10:00", TaskState::Todo, TaskState::Done),
        ("10:30", TaskState::Done, TaskState::Doing),
        ("11:00", TaskState::Doing, TaskState::Done),
    ] {
        let edit = Edit::Task(TaskEdit::State(Swap { was, now }));
        turned(&mut record, id, time, edit);
    }
    let tasks = section(&record, "Appendix: tasks");
    assert!(tasks.contains("| Due | Closed | Workstream |"), "{tasks}");
    assert!(
        tasks.contains("| none | 2026-11-21 11:00 UTC | none |"),
        "{tasks}"
    );
    // Recorded as done in the first place: when it was done is not known.
    record.turns.clear();
    assert!(!section(&record, "Appendix: tasks").contains("Closed"));
}

#[test]
fn words_that_were_amended_are_told_in_the_appendix() {
    let mut record = empty();
    entry(&mut record, EntryKind::Note, "10:00", &[]);
    body(&mut record, 0).starred = true;
    for (text, time) in [("one host", "09:30"), ("two\nhosts", "10:00")] {
        record.entries[0].earlier.push(Earlier {
            text: text.into(),
            when: when(time),
            until: at("12:00"),
            act: Id::nil(),
        });
    }
    let whole = section(&record, "Appendix: full timeline");
    let said = "(E1 · amended 2 times)\\\n  *First written:* one host (at 2026-11-21 09:30 UTC)\\\n  *Then:* two\\\n  hosts\n";
    assert!(whole.contains(said), "{whole}");
    let curated = section(&record, "Timeline");
    assert!(!curated.contains("one host"), "{curated}");
}

#[test]
fn a_workstream_is_green_only_where_somebody_said_so() {
    let mut record = empty();
    let said = Workstream {
        update: "quiet".into(),
        ..Workstream::new("told")
    };
    let amber = Workstream {
        health: Health::Amber,
        ..Workstream::new("amber")
    };
    record.known.workstreams = (1..)
        .zip([Workstream::new("silent"), said, amber])
        .map(|(n, w)| thing(n, Body::Workstream(w)))
        .collect();
    let told = section(&record, "Appendix: workstreams");
    let status: Vec<_> = told.lines().filter(|l| l.contains("Status")).collect();
    assert_eq!(
        status,
        [
            "- **Status:** active, health not assessed",
            "- **Status:** active, health green",
            "- **Status:** active, health amber",
        ]
    );
}

#[test]
fn a_bare_date_is_no_midnight() {
    let mut record = empty();
    entry(&mut record, EntryKind::Decision, "00:00", &[]);
    body(&mut record, 0).when.precision = Precision::Day;
    for (time, phase) in [("14:00", Phase::Detected), ("16:00", Phase::Contained)] {
        entry(&mut record, EntryKind::Milestone, time, &[]);
        last(&mut record).phase = Some(phase);
    }
    let responded = section(&record, "How we responded");
    let at = |what: &str| responded.find(what).expect(what);
    assert!(!responded.contains("Before detected"), "{responded}");
    assert!(
        at("**2026-11-21 UTC** *decision") > at("Contained, from"),
        "{responded}"
    );
    let whole = section(&record, "Appendix: full timeline");
    assert!(
        whole.find("**2026-11-21**") < whole.find("**14:00**"),
        "the order of the timeline: {whole}"
    );
}

#[test]
fn a_milestone_of_a_bare_date_stands_in_the_order_of_phases() {
    let mut record = empty();
    for (time, phase) in [("14:00", Phase::Detected), ("18:00", Phase::Recovered)] {
        entry(&mut record, EntryKind::Milestone, time, &[]);
        last(&mut record).phase = Some(phase);
    }
    entry(&mut record, EntryKind::Milestone, "00:00", &[]);
    let contained = body(&mut record, 2);
    contained.phase = Some(Phase::Contained);
    contained.when.precision = Precision::Day;
    let responded = section(&record, "How we responded");
    let parts: Vec<_> = responded.lines().filter(|l| l.starts_with("###")).collect();
    assert_eq!(
        parts,
        [
            "### Detected, from 2026-11-21 14:00 UTC",
            "### Contained, from 2026-11-21 UTC",
            "### Recovered, from 2026-11-21 18:00 UTC",
        ]
    );
}

#[test]
fn an_indicator_that_looks_like_a_file_is_defanged_in_prose_and_a_file_is_not() {
    let mut record = empty();
    let artifact = Artifact::new(ArtifactKind::Indicator, "Update.ZIP");
    record.artifacts = vec![thing(1, Body::Artifact(artifact))];
    entry(&mut record, EntryKind::Note, "10:00", &[]);
    body(&mut record, 0).text = "asked update.zip for x.py, ran my-update.zip".into();
    let whole = section(&record, "Appendix: full timeline");
    let said = "asked update[.]zip for x\\.py, ran my-update\\.zip";
    assert!(whole.contains(said), "{whole}");
}

#[test]
fn the_seconds_of_a_role_are_told_where_they_are_known() {
    let mut record = empty();
    let maya = person(&mut record, "maya");
    let held = RoleHeld {
        person: maya,
        role: Role::Ic,
        workstream: None,
        from: at("09:00") + chrono::TimeDelta::seconds(7),
        until: Some(at("10:00")),
    };
    record.roles = vec![thing(1, Body::Role(held))];
    let told = report(&record);
    let row = "| IC | @maya, from 2026-11-21 09:00:07 UTC to 2026-11-21 10:00 UTC |";
    assert!(told.contains(row), "{told}");
}

#[test]
fn the_card_says_what_the_severity_was_and_from_when() {
    let mut record = empty();
    assert!(report(&record).contains("| Severity | SEV1 |"));
    super::news::severity(&mut record, "10:00", Severity::Sev2, Severity::Sev1);
    super::news::severity(&mut record, "11:00", Severity::Sev1, Severity::Sev3);
    let course =
        "| Severity | SEV2, SEV1 from 2026-11-21 10:00 UTC, SEV3 from 2026-11-21 11:00 UTC |";
    for profile in [Profile::Full, Profile::Executive] {
        let options = Options {
            profile,
            ..Options::default()
        };
        let told = post_mortem(&record, &options);
        assert!(told.contains(course), "{told}");
        assert!(told.contains("| Review | not begun |"), "{told}");
    }
}

#[test]
fn a_workstream_says_what_it_went_into_and_where_it_came_from() {
    let mut record = empty();
    let made = ["legal", "vendor", "memory"].map(Workstream::new);
    record.known.workstreams = (1..)
        .zip(made)
        .map(|(n, w)| thing(n, Body::Workstream(w)))
        .collect();
    let legal = record.known.workstreams[0].id;
    for (n, merged) in [(1, true), (2, false)] {
        if let Body::Workstream(w) = &mut record.known.workstreams[n].body {
            w.merged_into = Some(legal).filter(|_| merged);
            w.split_from = Some(legal).filter(|_| !merged);
        }
    }
    let told = section(&record, "Appendix: workstreams");
    assert!(
        told.contains("- **Status:** active, merged into #legal, health"),
        "{told}"
    );
    assert!(
        told.contains("### #memory\n\n- **Split from:** #legal\n"),
        "{told}"
    );
}
