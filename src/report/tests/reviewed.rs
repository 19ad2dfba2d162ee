//! What a report says of the review: causes, fixes, prose, and its end.

use super::*;
use crate::domain::{
    Category, Closing, Confidence, Declined, Factor, Figure, Fix, FixKind, FixState, Label,
    Measurement, Metric, Passage, Pattern, Phase, Review, ReviewState, Section, SectionKind,
    Triage, Verified,
};

fn say(record: &mut Record, kind: SectionKind, text: &str) {
    let text = text.to_owned();
    let number = record.sections.len() as u32;
    let body = Body::Section(Section { kind, text });
    record.sections.push(thing(number, body));
}

fn factor(record: &mut Record, under: Option<Id>, wanted: Factor) -> Id {
    let number = record.factors.len() as u32 + 1;
    let body = Body::Factor(Factor { under, ..wanted });
    record.factors.push(thing(number, body));
    record.factors[number as usize - 1].id
}

fn fix(record: &mut Record, wanted: Fix) {
    let number = record.fixes.len() as u32 + 1;
    record.fixes.push(thing(number, Body::Fix(wanted)));
}

#[test]
fn causes_are_told_from_the_root_down_with_what_shows_them() {
    let mut record = empty();
    entry(&mut record, EntryKind::Observation, "10:00", &[]);
    let mut root = Factor {
        trigger: true,
        category: Some(Category::Process),
        confidence: Some(Confidence::Confirmed),
        class: "CWE-640".into(),
        ..Factor::new("the desk resets by telephone")
    };
    for (n, label) in [(1, "E1"), (2, "A9")] {
        let label = Label::parse(label).expect("a label");
        root.evidence.insert(Id::from_u128(n), label);
    }
    let root = factor(&mut record, None, root);
    let below = factor(&mut record, Some(root), Factor::new("the check is public"));
    factor(
        &mut record,
        Some(below),
        Factor::new("nobody owns the check"),
    );
    let told = section(&record, "Root cause");
    for line in [
        "| process | 1 | F1 |\n| not said | 2 | F2, F3 |",
        "- **F1** the desk resets by telephone (trigger · process · confirmed · class CWE-640)\\\n  *Evidence:* E1 text; A9 (not in this report)",
        "\n  - **F2** the check is public (category not said · confidence not said)\\\n    *Evidence:* **no evidence**",
        "\n    - **F3** nobody owns the check",
        "### One-off or symptom\n\n*Nobody has said whether it stands for itself.*",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    let missing = section(&record, "What is missing");
    assert!(
        missing.contains("Factors without evidence: F2, F3."),
        "{missing}"
    );
}

#[test]
fn what_the_review_says_stands_in_its_place() {
    let mut record = empty();
    for kind in SectionKind::ALL {
        say(&mut record, *kind, &format!("# about *{kind}*"));
    }
    let told = report(&record);
    for (title, kind) in [
        (
            "## Impact\n\n*No impact in numbers has been recorded.*",
            "impact-notes",
        ),
        ("## What happened", "what-happened"),
        ("## How we responded", "response"),
        ("### Trigger", "trigger"),
        (
            "### Where monitoring and tooling gave no signal",
            "why-no-signal",
        ),
        ("### Why it came as a surprise", "why-surprise"),
        ("### What limited the damage", "what-limited-damage"),
        (
            "### The smallest change that would have prevented it",
            "smallest-change",
        ),
        ("### What went well", "went-well"),
        ("### What went badly", "went-badly"),
        ("### Where we were lucky", "lucky"),
        ("## Lessons", "lessons"),
        ("### Accepted risks", "accepted-risks"),
        ("## People and thanks", "thanks"),
    ] {
        let place = format!("{title}\n\n**about _{kind}_**\n\n");
        assert!(told.contains(&place), "{place}\n{told}");
    }
    assert!(!told.contains("Not written"), "{told}");
}

#[test]
fn fixes_are_told_by_when_they_are_to_be_done() {
    let mut record = empty();
    let maya = person(&mut record, "maya");
    entry(&mut record, EntryKind::Note, "10:00", &[]);
    let due = |days: i64| {
        let due = when("12:00");
        let at = due.at + chrono::TimeDelta::days(days);
        Some(When { at, ..due })
    };
    let new = |title: &str| Fix {
        owner: Some(maya),
        ..Fix::new(title, FixKind::Durable)
    };
    let planned = [("soon", 3), ("quarter", 60), ("later", 200), ("late", -1)];
    for (title, days) in planned {
        let due = due(days);
        fix(&mut record, Fix { due, ..new(title) });
    }
    fix(&mut record, new("some day"));
    let state = FixState::Shipped;
    fix(
        &mut record,
        Fix {
            state,
            due: due(-1),
            ..new("out there")
        },
    );
    let told = section(&record, "Fixes");
    let parts: Vec<_> = told.lines().filter(|l| l.starts_with("### ")).collect();
    assert_eq!(
        parts,
        [
            "### Done now (1)",
            "### Within 30 days (2)",
            "### Within 90 days (1)",
            "### Later (1)",
            "### Undated (1)",
        ]
    );
    assert_eq!(told.matches("**overdue**").count(), 2, "{told}");
    assert!(told.contains("| X6 | out there | durable | none | @maya | 2026-11-20 12:00 UTC | **shipped, not verified** |"), "{told}");
    assert!(
        told.contains("\n  - **Lacks:** priority, due, success metric, verification\n"),
        "{told}"
    );
    let missing = section(&record, "What is missing");
    for gap in [
        "Fix that shipped and is not verified: X6.",
        "without a due date: X5.",
        "Fix overdue at the last entry: X4.",
    ] {
        assert!(missing.contains(gap), "{missing}");
    }
}

/// A fix that was measured twice and then verified.
fn measured_and_verified(verifier: Id) -> Fix {
    let figure = |text: &str| Figure::read(text).ok();
    let mut held = Fix {
        state: FixState::Verified,
        metric: Some(Metric {
            unit: "resets".into(),
            baseline: figure("14"),
            target: figure("0"),
            ..Metric::new("resets by telephone")
        }),
        verification: "ask the desk".into(),
        outcome: Some(Verified {
            by: verifier,
            when: when("14:00"),
            result: "refused ten times of ten".into(),
        }),
        ..Fix::new("no resets by telephone", FixKind::Durable)
    };
    for (n, value, time) in [(1, "3", "11:00"), (2, "0", "12:00")] {
        let measured = Measurement {
            value: Figure::read(value).expect("a figure"),
            when: when(time),
            note: String::new(),
        };
        held.measurements.insert(Id::from_u128(n), measured);
    }
    held
}

#[test]
fn a_fix_tells_what_it_measured_who_verified_it_and_why_it_came_back() {
    let mut record = empty();
    let maya = person(&mut record, "maya");
    fix(&mut record, measured_and_verified(maya));
    let mut back = Fix::new("a letter", FixKind::Patch);
    let step = |state, time, why: &str| Passage {
        state,
        when: at(time),
        why: why.into(),
    };
    back.passages.insert(
        Id::from_u128(1),
        step(FixState::Declined, "10:00", "too dear"),
    );
    back.passages.insert(
        Id::from_u128(2),
        step(FixState::Proposed, "11:00", "it happened again"),
    );
    fix(&mut record, back);
    fix(
        &mut record,
        Fix {
            state: FixState::Declined,
            declined: Some(Declined {
                by: maya,
                reason: "the vendor does it".into(),
            }),
            ..Fix::new("a portal of our own", FixKind::Patch)
        },
    );
    let told = section(&record, "Fixes");
    for line in [
        "**Success metric:** resets by telephone; baseline 14 resets, target 0 resets",
        "**Measured:** 3 on 2026-11-21 11:00 UTC, then 0 on 2026-11-21 12:00 UTC; target reached",
        "**Verification:** ask the desk; verified 2026-11-21 14:00 UTC by @maya: refused ten times of ten",
        "**Reopened:** 2026-11-21 11:00 UTC: it happened again (declined before: too dear)",
        "**Declined:** by @maya: the vendor does it",
        "### Declined (1)",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
}

#[test]
fn how_the_review_went_and_what_was_open_at_the_end_are_told() {
    let mut record = empty();
    person(&mut record, "maya");
    let mut review = Review::default().passed(ReviewState::InReview, "maya", at("15:00"));
    review = review.passed(ReviewState::Reviewed, "jon", at("16:00"));
    review.triage = Some(Triage {
        answer: Pattern::Symptom,
        reasons: "the third this year".into(),
    });
    review.closing = Some(Closing {
        when: at("17:00"),
        by: "maya".into(),
        open: vec!["X1 has no owner".into()],
        answer: "the owner comes back on Monday".into(),
    });
    record.review = Some(thing(0, Body::Review(review)));
    let told = report(&record);
    assert!(told.contains("It was opened again since"), "{told}");
    if let Body::Incident(incident) = &mut record.incident.body {
        incident.phase = Phase::Closed;
    }
    let told = report(&record);
    for line in [
        "| Review | reviewed since 2026-11-21 16:00 UTC, by jon |",
        "- **in review** 2026-11-21 15:00 UTC, by @maya\n- **reviewed** 2026-11-21 16:00 UTC, by jon\n",
        "Closed 2026-11-21 17:00 UTC by @maya. Open at that moment:\n\n- X1 has no owner\n",
        "**Closed all the same, because:** the owner comes back on Monday",
        "**symptom**: the third this year",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
}
