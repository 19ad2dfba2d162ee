//! The review of the example: what its people wrote, and what they recorded.

use chrono::{DateTime, Utc};
use warroom::demo::Stage;
use warroom::domain::*;

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00Z").parse().expect("RFC 3339")
}

fn when(text: &str) -> When {
    let precision = Precision::Minute;
    When {
        precision,
        ..When::now(at(text))
    }
}

fn day(text: &str) -> Option<When> {
    let precision = Precision::Day;
    let date = at(&format!("{text}T00:00"));
    Some(When {
        precision,
        ..When::now(date)
    })
}

/// Everything that was recorded after the incident, on a stage.
pub fn play(stage: &mut Stage, incident: Id, prose: &str) {
    let mut changes = Vec::new();
    let people = |handle: &str| {
        let known = stage.known(incident);
        known.person(handle).expect("somebody of the example").id
    };
    changes.extend(of_incident(stage, incident));
    changes.extend(roles(incident, people("noor"), people("ines")));
    changes.extend(sections(incident, prose));
    let (factors, made) = factors(incident);
    changes.extend(made);
    let [noor, ines, karim, hugo] = ["noor", "ines", "karim", "hugo"].map(people);
    changes.extend(fixes(incident, &factors, [noor, ines, karim, hugo]));
    changes.extend(review(incident, &[noor, ines, karim, hugo]));
    stage.append("noor", at("2026-03-20T09:00"), changes);
}

fn of_incident(stage: &Stage, id: Id) -> Vec<Change> {
    let thing = stage.thing(id).expect("the incident");
    let incident = Incident {
        summary: "A stranger had the second factor of a payroll clerk reset by telephone and changed the bank accounts of two colleagues.\nThe clerk saw it a day before pay day; the run was stopped and everybody was paid on time.\nResets by telephone have ended, which ten test calls have shown.\nChanges of bank accounts will be told to the payee from 27 March on.".into(),
        impact: "2 accounts of 2 311 changed, 0 payments sent to a stranger, pay 4 hours late, 96 hours of work".into(),
        ..thing.as_incident().expect("an incident").clone()
    };
    let mut changes = Change::edits(thing, &Body::Incident(incident));
    let record = stage.record(id).expect("the incident");
    let asked = record.entries.iter().find(|t| t.number == 8).expect("E8");
    let mut answered = asked.as_entry().expect("a question").clone();
    if let Some(question) = &mut answered.question {
        question.answered_by = Label::parse("E10");
    }
    changes.extend(Change::edits(asked, &Body::Entry(answered)));
    changes
}

fn roles(incident: Id, noor: Id, ines: Id) -> Vec<Change> {
    let role = |person, role| {
        let held = RoleHeld {
            person,
            role,
            workstream: None,
            from: at("2026-03-12T15:55"),
            until: Some(at("2026-03-13T12:10")),
        };
        Change::create(fresh_id(), Some(incident), Body::Role(held))
    };
    vec![role(noor, Role::Ic), role(ines, Role::Scribe)]
}

/// The sections of the file, each below its word.
fn sections(incident: Id, prose: &str) -> Vec<Change> {
    let parts = prose.split("\n# ").map(|p| p.trim_start_matches("# "));
    let write = |part: &str| {
        let (word, text) = part.split_once('\n').expect("a word and a text");
        let kind = SectionKind::from_word(word).unwrap_or_else(|| panic!("no section {word}"));
        Section::write(incident, kind, None, "", text.trim())
    };
    parts.flat_map(write).collect()
}

fn factors(incident: Id) -> (Vec<Id>, Vec<Change>) {
    use Category::*;
    use Confidence::*;
    type Row = (
        Option<usize>,
        &'static str,
        Category,
        Confidence,
        &'static [&'static str],
        &'static str,
    );
    let rows: [Row; 6] = [
        (
            None,
            "the help desk reset a second factor on a telephone call",
            Process,
            Confirmed,
            &["E9", "E10"],
            "CWE-640",
        ),
        (
            Some(0),
            "the check of a caller asked for what stands in a mail signature",
            Process,
            Confirmed,
            &["E10", "E37"],
            "CWE-640",
        ),
        (
            Some(1),
            "nobody owned the check of callers",
            Organisation,
            Likely,
            &[],
            "",
        ),
        (
            None,
            "a change of bank account was told to nobody but the one who made it",
            Technology,
            Confirmed,
            &["E12", "E22", "E38"],
            "silent change",
        ),
        (
            None,
            "no signal joined a new factor, a new network and a changed account",
            Detection,
            Likely,
            &["E2", "E11"],
            "",
        ),
        (
            Some(4),
            "the portal's log reaches back to 2026-02-12 only",
            Technology,
            Possible,
            &["T6", "Q2"],
            "",
        ),
    ];
    let ids: Vec<Id> = rows.iter().map(|_| fresh_id()).collect();
    let create = |(n, (under, title, category, confidence, evidence, class)): (usize, &Row)| {
        let mut factor = Factor {
            under: under.map(|n| ids[n]),
            category: Some(*category),
            confidence: Some(*confidence),
            trigger: n == 0,
            class: (*class).into(),
            ..Factor::new(*title)
        };
        for label in *evidence {
            let label = Label::parse(label).expect("a label");
            factor.evidence.insert(fresh_id(), label);
        }
        Change::create(ids[n], Some(incident), Body::Factor(factor))
    };
    let made = rows.iter().enumerate().map(create).collect();
    (ids, made)
}

fn metric(name: &str, unit: &str, baseline: &str, target: &str) -> Option<Metric> {
    Some(Metric {
        unit: unit.into(),
        baseline: Figure::read(baseline).ok(),
        target: Figure::read(target).ok(),
        ..Metric::new(name)
    })
}

fn fixes(incident: Id, factors: &[Id], people: [Id; 4]) -> Vec<Change> {
    let [noor, ines, karim, hugo] = people;
    let planned = |title: &str, kind, owner, priority, answers: usize| {
        let mut fix = Fix {
            owner: Some(owner),
            priority: Some(priority),
            ..Fix::new(title, kind)
        };
        fix.answers.insert(fresh_id(), factors[answers]);
        fix
    };
    use FixKind::{Durable, Patch};
    let desk = planned(
        "resets of a second factor at the desk only, or by video with the manager on the call",
        Durable,
        karim,
        Priority::P1,
        1,
    );
    let mut desk = Fix {
        class: "CWE-640".into(),
        due: day("2026-03-20"),
        effort: "2 days, and a camera at the desk".into(),
        business_case: "one reset cost 96 hours of work".into(),
        agreed_by: Some(noor),
        metric: metric("resets by telephone in a week", "resets", "4", "0"),
        verification: "call the help desk as a stranger, ten times".into(),
        verifier: Some(hugo),
        ..desk
    };
    for (value, date) in [("1", "2026-03-13"), ("0", "2026-03-19")] {
        let measured = Measurement {
            value: Figure::read(value).expect("a figure"),
            when: day(date).expect("a day"),
            note: String::new(),
        };
        desk.measurements.insert(fresh_id(), measured);
    }
    let step = |fix: &Fix, state, time| {
        warroom::domain::fixes::passed(fix, state, at(time)).expect("a step")
    };
    let desk = step(&desk, FixState::Doing, "2026-03-13T15:00");
    let desk = step(&desk, FixState::Shipped, "2026-03-16T09:00");
    let result = "ten calls, ten refusals; the console has no reset button";
    let desk = warroom::domain::fixes::verified(
        &desk,
        hugo,
        when("2026-03-19T10:00"),
        result,
        at("2026-03-19T10:05"),
    );
    let letter = planned(
        "tell payee and manager by mail and letter when a bank account changes",
        Durable,
        ines,
        Priority::P2,
        3,
    );
    let letter = Fix {
        class: "silent change".into(),
        due: day("2026-03-27"),
        effort: "3 days".into(),
        metric: metric(
            "changes of account that the payee was told of",
            "%",
            "0",
            "100",
        ),
        verification: "change a test payee's account and wait for the letter".into(),
        verifier: Some(karim),
        ..letter
    };
    let letter = step(&letter, FixState::Doing, "2026-03-16T11:00");
    let alert = planned(
        "alert on a new factor and a changed account of one person within a day",
        Durable,
        hugo,
        Priority::P3,
        4,
    );
    let alert = Fix {
        due: day("2026-05-29"),
        ..alert
    };
    let button = planned(
        "take the reset button from the help desk's console",
        Patch,
        karim,
        Priority::P1,
        0,
    );
    let button = step(&button, FixState::Shipped, "2026-03-12T16:38");
    let portal = planned(
        "buy a portal with a fraud check of its own",
        Durable,
        noor,
        Priority::P4,
        4,
    );
    let reason = "X2 and X3 do the same for a tenth of the money; looked at again in September";
    let portal = warroom::domain::fixes::declined(&portal, noor, reason, at("2026-03-18T14:40"));
    let all = [
        desk.expect("verified"),
        letter,
        alert,
        button,
        portal.expect("declined"),
    ];
    let create = |fix| Change::create(fresh_id(), Some(incident), Body::Fix(fix));
    all.into_iter().map(create).collect()
}

fn review(incident: Id, attendees: &[Id]) -> Vec<Change> {
    let mut review = Review::default();
    for (state, by, time) in [
        (ReviewState::InReview, "ines", "2026-03-17T09:00"),
        (ReviewState::Reviewed, "noor", "2026-03-19T15:00"),
    ] {
        review = review.passed(state, by, at(time));
    }
    review.triage = Some(Triage {
        answer: Pattern::Symptom,
        reasons: "every check of a caller that we know of asks for the same things".into(),
    });
    review.meeting = Some(when("2026-03-18T14:00"));
    for id in attendees {
        review.attendees.insert(fresh_id(), *id);
    }
    review.notes = "Nobody asked *who*; we asked what made the reset look right.\n\n- X1 goes first, since it removes the way in.\n- The desk is in the room next time.".into();
    review.lookback = day("2027-03-12");
    review.write(incident, None)
}
