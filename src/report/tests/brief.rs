//! The brief of a handover: who has a part in the incident, and is awake.

use super::sitrep::{brief, brief_of, stream};
use super::*;
use crate::domain::{Decision, Duty, Health, Label, Limit, Question, Settled, WorkstreamStatus};

#[test]
fn who_leads_or_takes_over_is_listed_and_those_awake_first() {
    let mut record = empty();
    let [yuki, lee, ana, _] = ["yuki", "lee", "ana", "bystander"].map(|h| person(&mut record, h));
    let zones = ["Pacific/Auckland", "Europe/Vienna", "", "UTC"];
    for (thing, zone) in record.known.people.iter_mut().zip(zones) {
        if let Body::Person(person) = &mut thing.body {
            person.zone = zone.into();
        }
    }
    stream(&mut record, "web", Health::Green, "goes on");
    stream(&mut record, "done", Health::Green, "");
    for (thing, lead) in record.known.workstreams.iter_mut().zip([yuki, ana]) {
        if let Body::Workstream(stream) = &mut thing.body {
            stream.lead = Some(lead);
            stream.status = match lead == ana {
                true => WorkstreamStatus::Done,
                false => WorkstreamStatus::Active,
            };
        }
    }
    task(
        &mut record,
        Task {
            assignee: Some(ana),
            ..Task::new("image the host")
        },
    );
    let brief = brief(&record, Some(lee));
    let rows = brief.split("Who is awake").nth(1).unwrap_or_default();
    let rows: Vec<_> = rows.lines().filter(|l| l.contains('@')).collect();
    assert_eq!(
        rows,
        [
            "| @lee | **takes over** | 0 | 13:00 (Europe/Vienna) |  |",
            "| @ana | none | 1 | zone not known |  |",
            "| @yuki | leads #web | 0 | 01:00, **night** (Pacific/Auckland) |  |",
        ]
    );
}

/// What stands below a heading of the brief.
fn below(brief: &str, title: &str) -> String {
    let found = brief.split("\n## ").find_map(|s| s.strip_prefix(title));
    found.expect(title).trim().to_owned()
}

fn decide(record: &mut Record, choice: &str) -> usize {
    entry(record, EntryKind::Decision, "10:00", &[]);
    let n = record.entries.len() - 1;
    if let Body::Entry(entry) = &mut record.entries[n].body {
        entry.decision = Some(Decision {
            number: n as u32 + 1,
            choice: choice.into(),
            ..Decision::default()
        });
    }
    n
}

#[test]
fn the_decisions_that_stand_bind_whoever_takes_over() {
    let mut record = empty();
    let stand = |record: &Record| below(&brief(record, None), "Decisions that stand");
    assert_eq!(stand(&record), "*No decision stands.*");
    decide(&mut record, "no payment");
    let replaced = decide(&mut record, "keep the VPN");
    let again = decide(&mut record, "close the VPN");
    for (n, revisit, by) in [
        (again, Some(when("11:00")), None),
        (replaced, None, Some(3)),
    ] {
        if let Body::Entry(entry) = &mut record.entries[n].body {
            let decision = entry.decision.as_mut().expect("a decision");
            (decision.revisit, decision.superseded_by) = (revisit, by);
        }
    }
    let wanted = "- **D3** close the VPN (2026-11-21 10:00 UTC, look at it again 2026-11-21 11:00 UTC (overdue))\n- **D1** no payment (2026-11-21 10:00 UTC)";
    assert_eq!(stand(&record), wanted);
    for n in 0..6 {
        decide(&mut record, &format!("choice {n}"));
    }
    let stand = stand(&record);
    assert_eq!(
        stand.lines().filter(|l| l.starts_with('-')).count(),
        6,
        "{stand}"
    );
    assert!(stand.starts_with("- **D9** choice 5"), "{stand}");
    assert!(stand.ends_with("*2 more are in the record.*"), "{stand}");
}

#[test]
fn a_question_is_open_until_it_is_answered() {
    let mut record = empty();
    entry(&mut record, EntryKind::Question, "10:00", &[]);
    entry(&mut record, EntryKind::Note, "10:30", &[]);
    for (answered_by, wanted) in [
        (None, "- **Q1** text (asked 2026-11-21 10:00 UTC)"),
        (Label::parse("E2"), "*No question is open.*"),
    ] {
        if let Body::Entry(entry) = &mut record.entries[0].body {
            entry.question = Some(Question {
                number: 1,
                answered_by,
            });
        }
        assert_eq!(below(&brief(&record, None), "Open questions"), wanted);
    }
}

#[test]
fn a_regulatory_clock_that_is_done_is_told_with_its_proof() {
    let mut record = empty();
    for (n, hours, proof) in [(1, 72, "E12"), (2, 1, "")] {
        let settled = Settled::Done {
            when: when("11:00"),
            proof: proof.into(),
        };
        let duty = Duty {
            from: Some(when("09:00")),
            source: "Art. 9".into(),
            settled: Some(settled),
            ..Duty::new(format!("rule-{n}"), "tell them", Limit::Hours(hours))
        };
        record.duties.push(thing(n, Body::Duty(duty)));
    }
    let told = below(&brief(&record, None), "Regulatory deadlines");
    let wanted = "- done 2026-11-21 11:00 UTC, in time: **rule-1** tell them (Art. 9); E12\n- done 2026-11-21 11:00 UTC, late: **rule-2** tell them (Art. 9); no proof is recorded";
    assert_eq!(told, wanted);
}

#[test]
fn what_changed_since_who_hands_over_took_over_is_told() {
    let mut record = empty();
    let maya = person(&mut record, "maya");
    let took_over = RoleHeld {
        person: maya,
        role: Role::Ic,
        workstream: None,
        from: at("09:00"),
        until: None,
    };
    record.roles.push(thing(900, Body::Role(took_over)));
    entry(&mut record, EntryKind::Attacker, "08:00", &[]);
    entry(&mut record, EntryKind::Decision, "10:00", &[]);
    entry(&mut record, EntryKind::Note, "11:00", &[]);
    for (n, time) in [(0, "08:10"), (1, "10:00"), (2, "11:00")] {
        record.entries[n].created.at = at(time);
    }
    let told = brief_of(&record, Some(maya), None);
    let since = "What changed since 2026-11-21 09:00 UTC, when @maya took over";
    let wanted = "- **10:00** Decision: text (D0)\n\n*1 other entry is in the record.*";
    assert_eq!(below(&told, since), wanted, "{told}");
    let nobody = brief(&record, None);
    assert!(!nobody.contains("took over"), "{nobody}");
}
