//! What changed, as a situation report at noon tells it of the time since nine.

use super::sitrep::{stream, told};
use super::*;
use crate::domain::{
    Audience, Change, Decision, Duty, Edit, Event, Handover, Health, IncidentEdit, Label, Limit,
    Priority, Promise, Question, Settled, Stamp, Swap, WorkstreamEdit,
};

/// A turn of something, for the record.
pub(super) fn turned(record: &mut Record, id: Id, time: &str, edit: Edit) {
    let n = record.turns.len() as u128 + 1;
    record.turns.push(Event {
        id: Id::from_u128(n),
        batch: Id::from_u128(n),
        stamp: Stamp {
            hlc: Hlc(n as i64),
            replica: Id::nil(),
        },
        at: at(time),
        author: "maya".into(),
        change: Change::Edit { id, edit },
    });
}

pub(super) fn severity(record: &mut Record, time: &str, was: Severity, now: Severity) {
    let edit = Edit::Incident(IncidentEdit::Severity(Swap { was, now }));
    turned(record, record.incident.id, time, edit);
}

fn health(record: &mut Record, of: Id, time: &str, was: Health, now: Health) {
    let edit = Edit::Workstream(WorkstreamEdit::Health(Swap { was, now }));
    turned(record, of, time, edit);
}

/// An entry of a kind at ten that says so.
fn says(record: &mut Record, kind: EntryKind, text: &str) -> usize {
    entry(record, kind, "10:00", &[]);
    let n = record.entries.len() - 1;
    body(record, n).text = text.into();
    n
}

fn body(record: &mut Record, n: usize) -> &mut Entry {
    match &mut record.entries[n].body {
        Body::Entry(entry) => entry,
        other => panic!("{other:?}"),
    }
}

/// What executives and responders are told to have changed.
fn changed(record: &Record) -> [String; 2] {
    [Audience::Exec, Audience::Responders].map(|audience| {
        let told = told(record, audience);
        let changed = told.split("\n## ").find(|s| s.starts_with("What changed"));
        changed.expect("a section").to_owned()
    })
}

#[test]
fn another_severity_is_news() {
    let mut record = empty();
    severity(&mut record, "08:00", Severity::Sev3, Severity::Sev2);
    severity(&mut record, "10:00", Severity::Sev2, Severity::Sev1);
    severity(&mut record, "11:00", Severity::Sev1, Severity::Sev2);
    let [exec, all] = changed(&record);
    let raised =
        "- **10:00** Severity raised from 2 to 1\n- **11:00** Severity lowered from 1 to 2\n";
    assert!(exec.contains(raised), "{exec}");
    assert!(
        all.contains("- **11:00** Severity lowered from SEV1 to SEV2\n"),
        "{all}"
    );
    assert!(!exec.contains("from 3"), "told before: {exec}");
}

fn done(record: &mut Record, rule: &str, at: &str, hours: u32, proof: &str) {
    let settled = Settled::Done {
        when: when(at),
        proof: proof.into(),
    };
    let duty = Duty {
        from: Some(when("06:00")),
        source: "Art. 33".into(),
        settled: Some(settled),
        ..Duty::new(rule, format!("notify by {rule}"), Limit::Hours(hours))
    };
    let number = record.duties.len() as u32 + 1;
    record.duties.push(thing(number, Body::Duty(duty)));
}

#[test]
fn a_regulatory_clock_that_is_done_is_news_and_its_proof_is_not_told_again() {
    let mut record = empty();
    says(&mut record, EntryKind::Communication, "the notice is out");
    done(&mut record, "gdpr-33", "10:00", 72, "E1");
    done(&mut record, "dora-4h", "11:00", 4, "ticket 9");
    done(&mut record, "nis2", "07:00", 4, "told before");
    record.duties[2].changed.at = at("08:00");
    let [exec, all] = changed(&record);
    for said in [
        "- **10:00** Regulatory notice given, in time: Notify by gdpr-33 (Art. 33)\n",
        "- **11:00** Regulatory notice given, late: Notify by dora-4h (Art. 33)\n",
    ] {
        assert!(exec.contains(said), "{exec}");
    }
    assert!(all.contains("(gdpr-33, Art. 33, E1)"), "{all}");
    assert!(
        !exec.contains("nis2") && !exec.contains("notice is out"),
        "{exec}"
    );
    assert!(
        !exec.contains("in the record"),
        "nothing is left out: {exec}"
    );
}

#[test]
fn a_question_that_was_answered_is_told_once_with_its_answer() {
    let mut record = empty();
    let asked = says(&mut record, EntryKind::Question, "could it write");
    says(&mut record, EntryKind::Note, "answers Q1: yes: to two @lee");
    body(&mut record, asked).question = Some(Question {
        number: 1,
        answered_by: Label::parse("E2"),
    });
    for starred in [false, true] {
        body(&mut record, asked).starred = starred;
        let [exec, all] = changed(&record);
        let said = "- **10:00** Answer to “Could it write”: Yes: to two\n";
        assert!(exec.contains(said), "{exec}");
        assert!(
            all.contains("Answer to “could it write”: yes: to two @lee (Q1, E2)\n"),
            "{all}"
        );
        assert_eq!(
            exec.to_lowercase().matches("could it write").count(),
            1,
            "{exec}"
        );
        assert!(
            !exec.contains("in the record"),
            "nothing is left out: {exec}"
        );
    }
    // A struck answer answers nothing.
    body(&mut record, 1).struck = true;
    assert!(!changed(&record)[0].contains("Answer"));
}

#[test]
fn a_message_to_others_is_news_and_one_to_the_readers_or_of_a_handover_is_not() {
    let mut record = empty();
    let maya = person(&mut record, "maya");
    says(
        &mut record,
        EntryKind::Communication,
        "the works council knows",
    );
    says(
        &mut record,
        EntryKind::Communication,
        "told executives the scope",
    );
    let given = says(&mut record, EntryKind::Communication, "IC offered to @maya");
    let taken = says(&mut record, EntryKind::Communication, "@maya is IC");
    body(&mut record, taken).people = vec![maya];
    let handover = Handover {
        acknowledged: Some(at("10:00")),
        entry: record.entries[given].label(),
        ..Handover::new(Role::Ic, maya, "", at("10:00"))
    };
    record.handovers = vec![thing(1, Body::Handover(handover))];
    let [exec, all] = changed(&record);
    assert!(
        exec.contains("- **10:00** The works council knows\n"),
        "{exec}"
    );
    assert!(
        exec.contains("*3 other entries are in the record.*"),
        "{exec}"
    );
    assert!(all.contains("told executives the scope (E2)"), "{all}");
    assert!(
        !all.contains("maya is IC") && !all.contains("offered"),
        "{all}"
    );
}

#[test]
fn a_workstream_that_is_well_again_is_news() {
    let mut record = empty();
    let [web, mail, vpn] = ["web", "mail", "vpn"].map(|slug| {
        let health = if slug == "vpn" {
            Health::Amber
        } else {
            Health::Green
        };
        stream(&mut record, slug, health, "on")
    });
    health(&mut record, web, "10:00", Health::Green, Health::Red);
    health(&mut record, web, "11:00", Health::Red, Health::Amber);
    health(&mut record, web, "11:30", Health::Amber, Health::Green);
    health(&mut record, mail, "08:00", Health::Red, Health::Green);
    health(&mut record, vpn, "10:00", Health::Red, Health::Amber);
    let [exec, all] = changed(&record);
    let said = "- **11:30** The work on web is **green** again, after red\n";
    assert!(exec.contains(said), "{exec}");
    assert!(all.contains("#web is **green** again, after red"), "{all}");
    assert!(!exec.contains("mail") && !exec.contains("vpn"), "{exec}");
}

#[test]
fn what_is_left_out_says_how_many_decisions_it_has() {
    let mut record = empty();
    for n in 0..12 {
        says(&mut record, EntryKind::Decision, &format!("choice {n}"));
    }
    says(&mut record, EntryKind::Note, "a note");
    severity(&mut record, "10:00", Severity::Sev2, Severity::Sev1);
    let [_, all] = changed(&record);
    let said = "*2 more decisions, 1 other change and 1 other entry are in the record.*";
    assert!(all.contains(said), "{all}");
    record.turns.clear();
    record.entries.truncate(11);
    let [_, all] = changed(&record);
    assert!(all.contains("*1 more decision is in the record.*"), "{all}");
}

#[test]
fn why_is_left_out_before_a_choice_is_cut() {
    let long = "one word more ".repeat(25);
    let decision = |choice: &str, why: &str| {
        let mut record = empty();
        let n = says(&mut record, EntryKind::Decision, "x");
        body(&mut record, n).decision = Some(Decision {
            choice: choice.into(),
            why: why.into(),
            ..Decision::default()
        });
        changed(&record)[0].clone()
    };
    let exec = decision(&long, "scope unknown");
    assert!(!exec.contains("Why") && !exec.contains('…'), "{exec}");
    let exec = decision("close the VPN.", &long);
    assert!(exec.contains("Close the VPN. Why: One word"), "{exec}");
    assert!(
        exec.contains("more …\n") || exec.contains("word …\n"),
        "{exec}"
    );
    let exec = decision(&long.repeat(2), "scope unknown");
    assert!(exec.contains(" …\n") && !exec.contains("…."), "{exec}");
}

#[test]
fn an_open_promise_to_somebody_else_is_told_as_it_was_said() {
    let mut record = empty();
    let n = says(
        &mut record,
        EntryKind::Communication,
        "the bank hears the number",
    );
    body(&mut record, n).promise = Some(Promise::by(when("15:00")));
    let [exec, _] = changed(&record);
    assert!(
        exec.contains("**10:00** The bank hears the number"),
        "{exec}"
    );
}

#[test]
fn of_too_many_changes_those_are_told_that_were_heard_of_last() {
    let mut record = empty();
    for n in 0..30 {
        entry(&mut record, EntryKind::Attacker, "10:00", &[]);
        record.entries[n].created.at = at("10:30");
    }
    entry(&mut record, EntryKind::Attacker, "07:00", &[]);
    record.entries[30].created.at = at("11:30");
    let told = told(&record, Audience::Responders);
    assert!(
        told.contains("**07:00** (found out since) Attacker"),
        "{told}"
    );
    assert!(
        told.contains("*21 other entries are in the record.*"),
        "{told}"
    );
}

#[test]
fn tasks_are_told_to_executives_by_when_they_are_due() {
    let mut record = empty();
    for (title, priority, due) in [
        ("zebra", Priority::P1, None),
        ("late", Priority::P1, Some("18:00")),
        ("soon", Priority::P2, Some("13:00")),
    ] {
        task(
            &mut record,
            Task {
                priority: Some(priority),
                due: due.map(when),
                ..Task::new(title)
            },
        );
    }
    let order = |told: &str| {
        let at = |title: &str| told.find(title).unwrap();
        [at("oon (due"), at("ate (due"), at("ebra")]
    };
    assert!(order(&told(&record, Audience::Exec)).is_sorted());
    let all = told(&record, Audience::Responders);
    assert!(all.find("late (due") < all.find("soon (due"), "{all}");
}
