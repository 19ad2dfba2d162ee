//! The situation report: one page for executives, whatever the record holds.

use super::*;
use crate::domain::attention::{Rules, needs};
use crate::domain::{
    Aspect, Audience, CheckIn, Decision, Duty, Health, Limit, Minute, Phase, Priority, Situation,
    Tally, WorkstreamStatus, fresh_id,
};
use crate::report::{Asked, Brief, View, handover_brief, measure, situation_report};

fn situation(record: &Record) -> Situation {
    let open = |t: &&Thing| t.as_task().is_some_and(|t| t.state.is_open());
    let asks = |t: &&Thing| t.as_entry().is_some_and(|e| e.question.is_some());
    Situation {
        incident: record.incident.clone(),
        known: record.known.clone(),
        tally: Tally::default(),
        roles: record.roles.clone(),
        tasks: record.tasks.iter().filter(open).cloned().collect(),
        waiting: record.entries.iter().filter(asks).cloned().collect(),
        check_ins: record.check_ins.clone(),
        handovers: Vec::new(),
        duties: record.duties.clone(),
        told: None,
        fixes: Vec::new(),
        snoozes: Vec::new(),
    }
}

/// What is written of a record at noon.
fn at_noon(record: &Record, write: impl FnOnce(&View<'_>) -> String) -> String {
    write(&View {
        record,
        situation: &situation(record),
        rules: &Rules::default(),
        now: at("12:00"),
    })
}

pub(super) fn told(record: &Record, audience: Audience) -> String {
    let asked = Asked {
        audience,
        since: at("09:00"),
        next: Some(when("16:00")),
    };
    at_noon(record, |view| situation_report(view, &asked))
}

/// The brief that is given to somebody.
pub(super) fn brief(record: &Record, to: Option<Id>) -> String {
    brief_of(record, None, to)
}

/// The brief of somebody.
pub(super) fn brief_of(record: &Record, from: Option<Id>, to: Option<Id>) -> String {
    at_noon(record, |view| {
        let brief = Brief {
            role: Role::Ic,
            from,
            to,
            needs: &needs(view.situation, view.rules, "", view.now),
        };
        handover_brief(view, &brief)
    })
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

/// A workstream that says how it stands.
pub(super) fn stream(record: &mut Record, slug: &str, health: Health, update: &str) -> Id {
    let number = record.known.workstreams.len() as u32 + 1;
    let stream = Workstream {
        health,
        update: update.into(),
        ..Workstream::new(slug)
    };
    let thing = thing(number, Body::Workstream(stream));
    record.known.workstreams.push(thing.clone());
    thing.id
}

/// The check-in that was held last, with a need of somebody's.
fn asked_for(record: &mut Record, of: Option<Id>, text: &str) {
    let mut check_in = CheckIn {
        started: Some(at("11:00")),
        ended: Some(at("11:20")),
        ..CheckIn::new(None)
    };
    let line = Minute {
        workstream: of,
        aspect: Aspect::Needs,
        text: text.into(),
    };
    check_in.lines.insert(fresh_id(), line);
    record.check_ins = vec![thing(1, Body::CheckIn(check_in))];
}

const SOOTHES: [&str; 2] = ["Nothing is blocked", "No workstream is"];

#[test]
fn a_red_workstream_is_told_with_its_last_word_and_nothing_soothes() {
    let mut record = empty();
    person(&mut record, "maya");
    let bad = "what @maya built from 203.0.113.7 is still downloadable";
    stream(&mut record, "web", Health::Green, "all is well");
    stream(&mut record, "comms", Health::Amber, "the text waits");
    stream(&mut record, "registry", Health::Red, bad);
    let exec = told(&record, Audience::Exec);
    let red = "- The work on registry is **red**: What a responder built from an IP address is still downloadable";
    let amber = "- The work on comms is **amber**: The text waits";
    let (red, amber) = (exec.find(red), exec.find(amber));
    assert!(red.is_some() && red < amber, "the worst first in\n{exec}");
    assert!(exec.contains("*1 other is green.*"), "{exec}");
    assert!(
        !exec.contains("maya") && !exec.contains("203.0.113"),
        "{exec}"
    );
    let all = told(&record, Audience::Responders);
    assert!(
        all.contains("#registry is **red**: what @maya built"),
        "{all}"
    );
    for told in [&exec, &all] {
        assert!(SOOTHES.iter().all(|s| !told.contains(s)), "{told}");
        assert!(!told.contains("all is well"), "{told}");
    }
    let public = told(&record, Audience::Public);
    assert!(!public.contains("downloadable"), "{public}");
    stream(&mut record, "mail", Health::Green, "");
    let exec = told(&record, Audience::Exec);
    let others = "*1 other is green; nobody has said how 1 more stands.*";
    assert!(exec.contains(others), "{exec}");
}

#[test]
fn where_every_workstream_is_well_the_report_says_so() {
    let mut record = empty();
    stream(&mut record, "web", Health::Green, "all is well");
    for audience in [Audience::Exec, Audience::Responders] {
        let told = told(&record, audience);
        assert!(
            told.contains("No workstream is red, amber or blocked."),
            "{told}"
        );
    }
    let exec = told(&record, Audience::Exec);
    assert!(exec.contains("Nothing is blocked"), "{exec}");
}

#[test]
fn a_need_said_at_the_last_check_in_is_needed() {
    let mut record = empty();
    let registry = stream(&mut record, "registry", Health::Green, "goes on");
    asked_for(&mut record, Some(registry), "somebody at the vendor");
    let told = [Audience::Exec, Audience::Responders].map(|a| told(&record, a));
    assert!(
        told[0].contains("- The work on registry needs: Somebody at the vendor\n"),
        "{}",
        told[0]
    );
    assert!(
        told[1].contains("#registry needs: somebody at the vendor (M1)"),
        "{}",
        told[1]
    );
}

/// Two clocks of regulators that run: one is late at noon.
fn owed(record: &mut Record) {
    for (n, rule, hours) in [(1, "nis2-early", 2), (2, "gdpr-33", 72)] {
        let duty = Duty {
            from: Some(when("09:00")),
            source: "Art. 9".into(),
            ..Duty::new(rule, format!("notify by {rule}"), Limit::Hours(hours))
        };
        record.duties.push(thing(n, Body::Duty(duty)));
    }
}

#[test]
fn deadlines_of_regulators_are_told_inside_and_never_outside() {
    let mut record = empty();
    owed(&mut record);
    let [exec, all, public] = [Audience::Exec, Audience::Responders, Audience::Public]
        .map(|audience| told(&record, audience));
    let late = "- **Regulatory deadline** 2026-11-21 11:00 UTC, **overdue**: ";
    let runs = "- **Regulatory deadline** 2026-11-24 09:00 UTC: ";
    assert!(
        exec.contains(&format!("{late}Notify by nis2-early (Art. 9)\n")),
        "{exec}"
    );
    assert!(
        exec.contains(&format!("{runs}Notify by gdpr-33 (Art. 9)\n")),
        "{exec}"
    );
    assert!(
        all.contains(&format!(
            "{late}notify by nis2-early (nis2-early, Art. 9)\n"
        )),
        "{all}"
    );
    assert!(
        !public.contains("notify") && !public.contains("egulat"),
        "{public}"
    );
    let brief = brief(&record, None);
    assert!(
        brief.contains("- by 2026-11-21 11:00 UTC (overdue): **nis2-early** notify"),
        "{brief}"
    );
    assert!(
        brief.contains("- by 2026-11-24 09:00 UTC: **gdpr-33** notify"),
        "{brief}"
    );
}

#[test]
fn a_notice_that_is_late_is_the_first_thing_to_do() {
    let mut record = empty();
    owed(&mut record);
    for _ in 0..5 {
        let late = Task {
            priority: Some(Priority::P1),
            due: Some(when("09:30")),
            ..Task::new("image the host")
        };
        task(&mut record, late);
    }
    let brief = brief(&record, None);
    let first = brief.split("The first things to do").nth(1);
    let first = first.and_then(|s| s.lines().find(|l| l.starts_with('-')));
    assert!(first.is_some_and(|l| l.contains("nis2-early")), "{first:?}");
}

#[test]
fn a_brief_says_what_happened_and_what_was_asked_for() {
    let mut record = empty();
    let Body::Incident(incident) = &mut record.incident.body else {
        panic!("an incident")
    };
    incident.summary = "A token was stolen.\nIt works.".into();
    incident.impact = "Two banks run it.".into();
    asked_for(&mut record, None, "a second interface");
    let brief = brief(&record, None);
    for said in [
        "- Summary: A token was stolen. It works.\n",
        "- Impact: Two banks run it.\n",
        "- the whole incident: a second interface (M1)\n",
    ] {
        assert!(brief.contains(said), "{said} in\n{brief}");
    }
}

#[test]
fn what_is_recorded_late_is_found_out_only_where_it_is_not_ours() {
    let mut record = empty();
    let kinds = [EntryKind::Milestone, EntryKind::Action, EntryKind::Attacker];
    for (n, kind) in kinds.into_iter().enumerate() {
        entry(&mut record, kind, "08:00", &[]);
        let Body::Entry(entry) = &mut record.entries[n].body else {
            panic!("an entry")
        };
        entry.starred = true;
        if kind == EntryKind::Milestone {
            entry.phase = Some(Phase::Contained);
            entry.text = "contained all tokens revoked".into();
        }
    }
    let told = told(&record, Audience::Exec);
    for said in [
        "**08:00** (recorded since) Contained: all tokens revoked",
        "**08:00** (recorded since) Text",
        "**08:00** (found out since) Attacker: Text",
    ] {
        assert!(told.contains(said), "{said} in\n{told}");
    }
}

#[test]
fn a_foothold_that_was_gone_before_it_was_contained_is_not_said_to_be() {
    let mut record = empty();
    for (n, phase, time) in [
        (0, Phase::Detected, "06:00"),
        (1, Phase::Eradicated, "07:00"),
        (2, Phase::Contained, "10:50"),
    ] {
        entry(&mut record, EntryKind::Milestone, time, &[]);
        if let Body::Entry(entry) = &mut record.entries[n].body {
            entry.phase = Some(phase);
        }
    }
    if let Body::Incident(incident) = &mut record.incident.body {
        incident.phase = Phase::Eradicated;
    }
    let exec = told(&record, Audience::Exec);
    assert!(exec.contains("earlier than the containment"), "{exec}");
    assert!(!exec.contains("is gone, as far as"), "{exec}");
    let missing = section(&record, "What is missing");
    assert!(
        missing.contains("Containment to eradication (E3 to E2)"),
        "{missing}"
    );
    record.entries.truncate(2);
    let exec = told(&record, Audience::Exec);
    assert!(exec.contains("is gone, as far as"), "{exec}");
}
