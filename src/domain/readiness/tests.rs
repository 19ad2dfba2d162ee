//! Each rule at its boundary: a record that lacks nothing, and what one
//! alteration makes it lack.

use super::*;
use crate::domain::{
    Artifact, ArtifactKind, Body, Category, Change, CheckIn, Confidence, Custody, Decision, Edit,
    Entry, EntryKind, Event, Factor, FileFacts, Fix, FixKind, FixState, Handover, Hlc, Incident,
    IncidentEdit, Known, Label, Mark, Metric, Pattern, Person, Phase, Precision, Promise, Question,
    Review, ReviewState, Role, RoleHeld, Section, SectionKind, Severity, Stamp, Swap, Task,
    TaskState, Thing, Triage, When, Workstream,
};
use chrono::{DateTime, TimeDelta, Utc};

mod made;

use made::*;

/// Alters what stands in a thing.
macro_rules! alter {
    ($thing:expr, $kind:ident, |$body:ident| $with:expr) => {{
        let Body::$kind($body) = &mut $thing.body else {
            panic!("of that kind")
        };
        $with;
    }};
}

fn told(record: &Record) -> Vec<(Rule, String)> {
    let gaps = missing(record, GAP).into_iter();
    gaps.map(|gap| (gap.rule, gap.place())).collect()
}

type Row = (Rule, &'static str, fn(&mut Record));

/// Each alteration, and the one thing that is missing then.
#[rustfmt::skip]
const ROWS: &[Row] = &[
    (Rule::NoSummary, "", |r| alter!(r.incident, Incident, |i| i.summary.clear())),
    (Rule::NoImpact, "", |r| alter!(r.incident, Incident, |i| i.impact.clear())),
    (Rule::Outdated, "impact (1970-01-01 00:03 UTC, before the incident recovered)", |r| r.turns[1].at = at(3)),
    (Rule::NoIc, "", |r| alter!(r.roles[0], Role, |b| b.role = Role::Deputy)),
    (Rule::NoMilestone, "", |r| r.entries.retain(|t| t.as_entry().is_some_and(|e| e.phase.is_none()))),
    (Rule::NoDetection, "", |r| alter!(r.entries[1], Entry, |e| e.struck = true)),
    (Rule::ClockUnsourced, "contained", |r| alter!(r.entries[3], Entry, |e| e.struck = true)),
    (Rule::ClockImpossible, "Detection to acknowledgement (E1 to E8)", |r| {
        alter!(r.entries[8], Entry, |e| { e.kind = EntryKind::Milestone; e.text = "acknowledged".into(); e.when = when(-1) });
    }),
    (Rule::NoAttacker, "", |r| alter!(r.entries[0], Entry, |e| e.struck = true)),
    (Rule::NoStar, "", |r| alter!(r.entries[6], Entry, |e| e.starred = false)),
    (Rule::TimelineGap, "E4 to E5 (24h)", |r| later(r, 24 * 60 + 1)),
    (Rule::PromiseBroken, "E8", |r| alter!(r.entries[8], Entry, |e| e.promise = Some(Promise::by(when(6))))),
    (Rule::HandoverWaiting, "IC to @maya", |r| alter!(r.handovers[0], Handover, |h| h.acknowledged = None)),
    (Rule::CheckInOpen, "M1", |r| r.check_ins.push(thing(1, Body::CheckIn(CheckIn { started: Some(at(5)), ..CheckIn::new(None) })))),
    (Rule::NoFactor, "", |r| r.factors.clear()),
    (Rule::NoTrigger, "", |r| { alter!(r.factors[0], Factor, |f| f.trigger = false); r.sections.retain(|t| !is(t, SectionKind::Trigger)); }),
    (Rule::FactorUnsupported, "F1", |r| alter!(r.factors[0], Factor, |f| f.evidence = crate::domain::OrSet::default())),
    (Rule::FactorUncategorised, "F1", |r| alter!(r.factors[0], Factor, |f| f.category = None)),
    (Rule::FactorUnsure, "F1", |r| alter!(r.factors[0], Factor, |f| f.confidence = None)),
    (Rule::FactorUnanswered, "F1", |r| alter!(r.fixes[0], Fix, |f| f.answers = crate::domain::OrSet::default())),
    (Rule::LessonUnused, "E10", |r| r.entries.push(entry(10, 7, EntryKind::Lesson))),
    (Rule::SectionEmpty, "lucky", |r| r.sections.retain(|t| !is(t, SectionKind::Lucky))),
    (Rule::SectionEmpty, "lessons", |r| r.sections.retain(|t| !is(t, SectionKind::Lessons))),
    (Rule::Untriaged, "", |r| alter!(r.review.as_mut().unwrap(), Review, |b| b.triage = None)),
    (Rule::DecisionUnreasoned, "D1", |r| decision(r, |d| d.why.clear())),
    (Rule::DecisionUnnamed, "D1", |r| decision(r, |d| d.decided_by = None)),
    (Rule::QuestionOpen, "Q1", |r| alter!(r.entries[8], Entry, |e| e.struck = true)),
    (Rule::NoDurableFix, "", |r| alter!(r.fixes[0], Fix, |f| f.kind = FixKind::Patch)),
    (Rule::NoDurableFix, "", |r| alter!(r.fixes[0], Fix, |f| f.state = FixState::Declined)),
    (Rule::FixUnowned, "X1", |r| alter!(r.fixes[0], Fix, |f| f.owner = None)),
    (Rule::FixUnmeasured, "X1", |r| alter!(r.fixes[0], Fix, |f| f.metric = None)),
    (Rule::FixUndated, "X1", |r| alter!(r.fixes[0], Fix, |f| f.due = None)),
    (Rule::FixUnranked, "X1", |r| alter!(r.fixes[0], Fix, |f| f.priority = None)),
    (Rule::FixUntargeted, "X1", |r| alter!(r.fixes[0], Fix, |f| f.metric = Some(Metric::new("tokens")))),
    (Rule::FixUnproven, "X1", |r| alter!(r.fixes[0], Fix, |f| f.verification.clear())),
    (Rule::FixOverdue, "X1", |r| alter!(r.fixes[0], Fix, |f| f.due = Some(when(6)))),
    (Rule::FixUnverified, "X1", |r| alter!(r.fixes[0], Fix, |f| { f.state = FixState::Shipped; f.due = None })),
    (Rule::FixDoubtful, "X1 (although nothing was measured (target 0))", |r| alter!(r.fixes[0], Fix, |f| f.state = FixState::Verified)),
    (Rule::TaskUnowned, "T1", |r| alter!(r.tasks[0], Task, |t| t.assignee = None)),
    (Rule::TaskOverdue, "T1", |r| alter!(r.tasks[0], Task, |t| t.due = Some(when(6)))),
    (Rule::TaskUnranked, "T1", |r| alter!(r.tasks[0], Task, |t| t.priority = None)),
    (Rule::StreamUnled, "#forensics", |r| alter!(r.known.workstreams[0], Workstream, |w| w.lead = None)),
    (Rule::EvidenceUnhashed, "A1", |r| alter!(r.artifacts[0], Artifact, |a| a.file = None)),
    (Rule::EvidenceUnkept, "A1", |r| alter!(r.artifacts[0], Artifact, |a| a.custody = crate::domain::OrSet::default())),
    (Rule::Unreviewed, "it is in review", |r| alter!(r.review.as_mut().unwrap(), Review, |b| b.state = ReviewState::InReview)),
];

fn used(record: &mut Record, lesson: &str) {
    let label = Label::parse(lesson).unwrap();
    let review = record.review.as_mut().unwrap();
    alter!(review, Review, |b| b.used.insert(Id::from_u128(1), label));
}

fn is(thing: &Thing, kind: SectionKind) -> bool {
    thing.as_section().is_some_and(|s| s.kind == kind)
}

fn decision(record: &mut Record, with: impl FnOnce(&mut Decision)) {
    of_entry(&mut record.entries[6], |e| {
        with(e.decision.as_mut().unwrap())
    });
}

/// What follows containment is that many minutes later than it.
fn later(record: &mut Record, minutes: i64) {
    for thing in &mut record.entries[4..] {
        of_entry(thing, |e| e.when.at += TimeDelta::minutes(minutes - 1));
    }
    alter!(record.tasks[0], Task, |t| t.due = None);
    alter!(record.fixes[0], Fix, |f| f.due = Some(when(99_999)));
}

#[test]
fn each_rule_finds_what_it_is_for_and_nothing_else() {
    assert_eq!(told(&complete()), []);
    for (rule, place, with) in ROWS {
        let mut record = complete();
        with(&mut record);
        assert_eq!(told(&record), [(*rule, (*place).to_owned())]);
    }
    let seen = |rule: &&Rule| ROWS.iter().any(|(of, ..)| of == *rule);
    let unseen: Vec<_> = Rule::ALL.iter().filter(|r| !seen(r)).collect();
    assert_eq!(unseen, [&Rule::Tone]);
    let checked = CHECKS.iter().map(|(rule, _)| rule);
    assert!(checked.eq(Rule::ALL.iter().filter(|r| **r != Rule::Tone)));
}

/// What is done to a record that lacks nothing, in words and in deed.
type Near = (&'static str, fn(&mut Record));

/// What is as near to a gap as may be, and is none.
const NONE: &[Near] = &[
    ("an hour less than a gap", |r| later(r, 24 * 60)),
    ("long before it was detected, nobody wrote", |r| {
        alter!(r.entries[0], Entry, |e| e.when = when(-99_999));
    }),
    ("once it was recovered, nobody has to", |r| {
        of_entry(&mut r.entries[8], |e| e.when = when(99_999));
        alter!(r.fixes[0], Fix, |f| f.due = Some(when(999_999)));
        alter!(r.tasks[0], Task, |t| t.due = None);
    }),
    ("a range reaches over what lies in it", |r| {
        later(r, 24 * 60 + 1);
        alter!(r.entries[3], Entry, |e| e.when.until = Some(at(60)));
    }),
    ("a lesson of the timeline", |r| {
        r.sections.retain(|t| !is(t, SectionKind::Lessons));
        r.entries.push(entry(10, 7, EntryKind::Lesson));
        used(r, "E10");
    }),
    ("a trigger in words", |r| {
        alter!(r.factors[0], Factor, |f| f.trigger = false);
    }),
    ("sections that may have nothing to say", |r| {
        r.sections
            .retain(|t| !is(t, SectionKind::AcceptedRisks) && !is(t, SectionKind::WhatHappened));
    }),
    ("a fix that was declined lacks no plan", |r| {
        let mut gone = Fix::new("x", FixKind::Patch);
        gone.state = FixState::Declined;
        r.fixes.push(thing(2, Body::Fix(gone)));
    }),
    ("a verified fix is done", |r| {
        alter!(r.fixes[0], Fix, |f| {
            f.state = FixState::Verified;
            f.owner = None;
            f.metric = None;
        });
    }),
    ("a task that is done", |r| {
        alter!(r.tasks[0], Task, |t| {
            t.state = TaskState::Done;
            t.assignee = None;
            t.due = Some(when(1));
        });
    }),
    ("a link has no custody", |r| {
        let link = Artifact::new(ArtifactKind::Link, "x");
        r.artifacts.push(thing(2, Body::Artifact(link)));
    }),
    ("what removes the cause removes what it causes", |r| {
        let mut above = factor();
        above.under = None;
        r.factors.push(thing(2, Body::Factor(above)));
        let id = r.factors[1].id;
        alter!(r.factors[0], Factor, |f| f.under = Some(id));
    }),
    ("a lesson that is cited", |r| {
        r.entries.push(entry(10, 7, EntryKind::Lesson));
        alter!(r.sections[0], Section, |s| s.text.push_str(" (E10)"));
    }),
    ("struck decisions ask for nothing", |r| {
        decision(r, |d| d.why.clear());
        r.entries.push(entry(10, 7, EntryKind::Note));
        of_entry(&mut r.entries[9], |e| e.starred = true);
        of_entry(&mut r.entries[6], |e| e.struck = true);
    }),
];

#[test]
fn what_is_said_in_another_way_or_does_not_matter_any_more_is_not_missing() {
    for (what, with) in NONE {
        let mut record = complete();
        with(&mut record);
        assert_eq!(told(&record), [], "{what}");
    }
}

#[test]
fn an_empty_record_lacks_what_there_can_be_none_of() {
    let mut record = complete();
    for things in [
        &mut record.roles,
        &mut record.entries,
        &mut record.factors,
        &mut record.fixes,
        &mut record.sections,
    ] {
        things.clear();
    }
    record.review = None;
    let gaps = missing(&record, GAP);
    let said: Vec<String> = points(&gaps).iter().map(|p| said(p)).collect();
    assert_eq!(
        said,
        [
            "No incident commander is recorded",
            "No milestone is recorded",
            "No attacker activity is recorded",
            "No entry is starred for the report",
            "No contributing factor is named",
            "Nothing says what set it off",
            "Sections without a text: why-no-signal, why-surprise, what-limited-damage, went-well, \
             went-badly, lucky, lessons, smallest-change, thanks",
            "Nobody has said whether it is a one-off or a symptom",
            "No durable fix is planned",
            "Nobody has reviewed the post-mortem",
        ]
    );
}

#[test]
fn words_of_blame_are_hinted_at_where_they_stand_and_nothing_is_missing() {
    let mut record = complete();
    let blame = "the operator was careless";
    alter!(record.factors[0], Factor, |f| f.title = blame.into());
    let lucky = record
        .sections
        .iter_mut()
        .find(|t| is(t, SectionKind::Lucky));
    alter!(lucky.unwrap(), Section, |s| s.text = blame.into());
    let mut lesson = entry(10, 7, EntryKind::Lesson);
    of_entry(&mut lesson, |e| e.text = blame.into());
    record.entries.push(lesson);
    used(&mut record, "E10");
    // What was said in the heat of it stays as it was said.
    let mut note = entry(11, 7, EntryKind::Note);
    of_entry(&mut note, |e| e.text = blame.into());
    record.entries.push(note);
    assert_eq!(told(&record), []);
    let hints = hints(&record, &tone::Rules::default());
    let places: Vec<&str> = hints.iter().map(|h| h.at.as_str()).collect();
    assert_eq!(places, ["lucky", "F1", "E10"]);
    assert!(hints[0].note.starts_with("“careless”: "), "{hints:?}");
}
