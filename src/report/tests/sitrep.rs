//! The situation report: one page for executives, whatever the record holds.

use super::*;
use crate::domain::attention::Rules;
use crate::domain::{Audience, Decision, Phase, Priority, Situation, Tally, WorkstreamStatus};
use crate::report::{Asked, View, measure, situation_report};

fn told(record: &Record, audience: Audience) -> String {
    let open = |t: &&Thing| t.as_task().is_some_and(|t| t.state.is_open());
    let situation = Situation {
        incident: record.incident.clone(),
        known: record.known.clone(),
        tally: Tally::default(),
        roles: record.roles.clone(),
        tasks: record.tasks.iter().filter(open).cloned().collect(),
        waiting: Vec::new(),
        check_ins: Vec::new(),
        handovers: Vec::new(),
        duties: Vec::new(),
        told: None,
        fixes: Vec::new(),
        snoozes: Vec::new(),
    };
    let view = View {
        record,
        situation: &situation,
        rules: &Rules::default(),
        now: at("12:00"),
    };
    let asked = Asked {
        audience,
        since: at("09:00"),
        next: Some(when("16:00")),
    };
    situation_report(&view, &asked)
}

/// A record with far too much of everything, every text of it made of `words`.
fn crowded(words: &str) -> Record {
    let mut record = empty();
    let long = |n: usize| words.repeat(n.div_ceil(words.len()));
    let Body::Incident(incident) = &mut record.incident.body else {
        panic!("an incident")
    };
    incident.title = long(400);
    incident.code_name = Some(long(200));
    incident.summary = format!("{}\n", long(300)).repeat(40);
    incident.impact = "a\n".repeat(200);
    for n in 0..60 {
        entry(&mut record, EntryKind::Decision, "10:00", &[]);
        let Body::Entry(entry) = &mut record.entries[n].body else {
            panic!("an entry")
        };
        entry.text = long(500);
        entry.decision = Some(Decision {
            choice: long(500),
            why: long(500),
            ..Decision::default()
        });
        let urgent = Task {
            priority: Some(Priority::P1),
            due: Some(when("11:00")),
            ..Task::new(long(300))
        };
        task(&mut record, urgent);
        let stream = Workstream {
            status: WorkstreamStatus::Blocked,
            update: long(400),
            checkpoint: Some(when("15:00")),
            ..Workstream::new(format!("stream-{n}"))
        };
        let stream = thing(n as u32 + 1, Body::Workstream(stream));
        record.known.workstreams.push(stream);
    }
    record
}

#[test]
fn executives_get_one_page_whatever_there_is() {
    for words in [
        "word ",
        "**",
        "[evil](x) ",
        "中文 ",
        "\u{202e}x ",
        "http://a.example/ ",
    ] {
        let told = told(&crowded(words), Audience::Exec);
        let rows = measure::rows(&told);
        assert!(rows <= measure::PAGE, "{rows} rows of {words:?}:\n{told}");
        assert!(rows > 25, "next to nothing is left of {words:?}:\n{told}");
        for said in [
            "more urgent tasks in the record",
            "more things in the record",
            " …",
        ] {
            assert!(told.contains(said), "{said} in\n{told}");
        }
    }
}

#[test]
fn what_fits_a_page_is_told_whole() {
    let mut record = empty();
    let Body::Incident(incident) = &mut record.incident.body else {
        panic!("an incident")
    };
    incident.summary = "One.\nTwo.\nThree.".into();
    incident.phase = Phase::Contained;
    let told = told(&record, Audience::Exec);
    assert!(told.contains("One.\\\nTwo.\\\nThree.\n"), "{told}");
    assert!(!told.contains('…'), "{told}");
}

#[test]
fn responders_are_told_everything() {
    let told = told(&crowded("word "), Audience::Responders);
    assert!(measure::rows(&told) > 5 * measure::PAGE);
    assert!(!told.contains('…'));
}

#[test]
fn a_decision_that_was_replaced_is_not_told_as_one_that_holds() {
    let mut record = empty();
    for (n, choice, superseded_by) in [(0, "keep the VPN", Some(2)), (1, "close the VPN", None)] {
        entry(&mut record, EntryKind::Decision, "10:00", &[]);
        let Body::Entry(entry) = &mut record.entries[n].body else {
            panic!("an entry")
        };
        entry.decision = Some(Decision {
            choice: choice.into(),
            superseded_by,
            ..Decision::default()
        });
    }
    for audience in [Audience::Exec, Audience::Responders] {
        let told = told(&record, audience).to_lowercase();
        assert!(
            told.contains("decision, replaced since: keep the vpn"),
            "{told}"
        );
        assert!(told.contains("decision: close the vpn"), "{told}");
    }
}
