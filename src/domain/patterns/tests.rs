//! A small set of incidents made by hand, and what was worked out of it by
//! hand: every number below is written out, none is computed here.

use super::*;
use crate::domain::{
    Artifact, ArtifactKind, Body, Category, Entry, Factor, Fix, FixKind, FixState, Hlc, Incident,
    Mark, Precision, Severity, Zone, fixes,
};
use chrono::TimeDelta;

fn at(text: &str) -> DateTime<Utc> {
    format!("2026-{text}:00Z").parse().expect("RFC 3339")
}

fn when(text: &str) -> When {
    When {
        at: at(text),
        until: None,
        approximate: false,
        precision: Precision::Minute,
        zone: Zone::utc(),
    }
}

fn thing(n: u128, incident: u128, number: u32, created: DateTime<Utc>, body: Body) -> Thing {
    let mark = Mark {
        at: created,
        author: "ana".into(),
        hlc: Hlc(0),
    };
    Thing {
        id: Id::from_u128(n),
        incident: Some(Id::from_u128(incident)),
        number,
        withdrawn: false,
        earlier: Vec::new(),
        created: mark.clone(),
        changed: mark,
        body,
    }
}

/// The incidents, `INC-1` to `INC-5`, opened on the first of a month; the
/// sixth is a drill.
fn holding(n: u8, things: Vec<Body>) -> Holding {
    let n = u128::from(n);
    let mut incident = Incident::new(format!("INC-{n}"), "x", Severity::Sev1);
    incident.exercise = n == 6;
    let opened = ["01-01", "02-01", "03-01", "06-01", "07-01", "07-02"];
    let opened = at(&format!("{}T12:00", opened[n as usize - 1]));
    let things = (1..).zip(things).map(|(i, body)| {
        let number = u32::try_from(i).expect("few");
        thing(n * 100 + u128::from(number), n, number, opened, body)
    });
    Holding {
        things: things.collect(),
        incident: thing(n, n, 0, opened, Body::Incident(incident)),
    }
}

fn attack(when: When) -> Body {
    Body::Entry(Entry::new(EntryKind::Attacker, when, "x"))
}

fn milestone(phase: Phase, when: When) -> Body {
    Body::Entry(Entry {
        phase: Some(phase),
        ..Entry::new(EntryKind::Milestone, when, "x")
    })
}

fn factor(title: &str, category: Option<Category>, class: &str) -> Body {
    Body::Factor(Factor {
        category,
        class: class.into(),
        ..Factor::new(title)
    })
}

fn milestones() -> Vec<Holding> {
    use Phase::{Contained, Detected, Recovered};
    let about = When {
        approximate: true,
        ..when("02-01T00:00")
    };
    let range = When {
        until: Some(at("02-01T07:00")),
        ..when("02-01T05:00")
    };
    vec![
        // 10 h to detect, 2 h to contain, 24 h to recover.
        holding(
            1,
            vec![
                attack(when("01-01T00:00")),
                milestone(Detected, when("01-01T10:00")),
                milestone(Contained, when("01-01T12:00")),
                milestone(Recovered, when("01-02T10:00")),
            ],
        ),
        // About 4 h to detect, 1 to 3 h to contain, not recovered.
        holding(
            2,
            vec![
                attack(about),
                milestone(Detected, when("02-01T04:00")),
                milestone(Contained, range),
            ],
        ),
        // No attack known, 8 h to contain, 12 h to recover.
        holding(
            3,
            vec![
                milestone(Detected, when("03-01T08:00")),
                milestone(Contained, when("03-01T16:00")),
                milestone(Recovered, when("03-01T20:00")),
            ],
        ),
        // Attacked after it was detected, which cannot be; 4 h, 48 h.
        holding(
            4,
            vec![
                milestone(Detected, when("06-01T00:00")),
                milestone(Contained, when("06-01T04:00")),
                attack(when("06-01T06:00")),
                milestone(Recovered, when("06-03T00:00")),
            ],
        ),
        holding(5, Vec::new()),
        holding(6, vec![milestone(Detected, when("07-02T00:00"))]),
    ]
}

fn factors() -> Vec<Holding> {
    use Category::{Process, Technology};
    let secret = |title: &str, class: &str| factor(title, Some(Technology), class);
    vec![
        holding(1, vec![secret("a token in the image", "CWE-798")]),
        holding(
            2,
            vec![
                secret("A token  in the Image", "cwe 798: hard-coded"),
                factor("nobody owns the image", Some(Process), ""),
            ],
        ),
        holding(3, vec![factor("a mail was believed", None, "phishing")]),
        holding(4, vec![secret("a password in a script", "CWE-0798")]),
        holding(5, Vec::new()),
        holding(6, vec![secret("a token in the image", "CWE-798")]),
    ]
}

/// Shipped on the tenth of its month.
fn shipped(kind: FixKind, class: &str, month: &str) -> Fix {
    let fix = Fix {
        class: class.into(),
        ..Fix::new("x", kind)
    };
    fixes::passed(&fix, FixState::Shipped, at(&format!("{month}-10T12:00"))).expect("it may")
}

fn verified(fix: &Fix, stated: When, recorded: &str) -> Fix {
    let by = Id::from_u128(7);
    fixes::verified(fix, by, stated, "held", at(recorded)).expect("it may")
}

fn planned() -> Vec<Holding> {
    let scanned = shipped(FixKind::Durable, "CWE-798", "01");
    let scanned = verified(&scanned, when("03-15T12:00"), "03-20T09:00");
    let mailed = shipped(FixKind::Patch, "phishing", "03");
    let mailed = verified(&mailed, when("03-11T12:00"), "03-11T12:00");
    let mailed = fixes::reopened(&mailed, "it came back", at("04-01T12:00")).expect("it may");
    let late = Fix {
        due: Some(when("06-20T12:00")),
        ..Fix::new("late", FixKind::Patch)
    };
    let trained = shipped(FixKind::Durable, "phishing", "03");
    let trained = verified(&trained, when("03-21T12:00"), "03-21T12:00");
    let declined = fixes::declined(&late, Id::from_u128(7), "too dear", at("06-02T12:00"));
    vec![
        holding(1, vec![Body::Fix(scanned)]),
        holding(2, Vec::new()),
        holding(3, vec![Body::Fix(mailed), Body::Fix(trained)]),
        holding(
            4,
            vec![
                Body::Fix(late),
                Body::Fix(shipped(FixKind::Durable, "", "06")),
                Body::Fix(declined.expect("it may")),
            ],
        ),
        holding(5, vec![Body::Fix(Fix::new("new", FixKind::Patch))]),
        holding(6, vec![Body::Fix(Fix::new("drilled", FixKind::Patch))]),
    ]
}

/// All of it.
pub(crate) fn by_hand() -> Material {
    let asset = |name: &str| Body::Artifact(Artifact::new(ArtifactKind::Asset, name));
    Material {
        fixes: planned(),
        factors: factors(),
        milestones: milestones(),
        assets: vec![
            holding(1, vec![asset("runner-07")]),
            holding(4, vec![asset("Runner-07 "), asset("vpn")]),
            holding(6, vec![asset("vpn")]),
        ],
    }
}

fn found() -> Patterns {
    Patterns::of(&by_hand(), at("07-10T12:00"))
}

fn hours(n: i64) -> TimeDelta {
    TimeDelta::hours(n)
}

#[test]
fn a_median_is_the_value_in_the_middle_or_midway_between_two() {
    let found = found();
    let recover = &found.recover;
    assert_eq!((recover.n(), recover.unknown), (3, 2));
    assert_eq!(recover.median().expect("of 12, 24, 48").most, hours(24));
    assert_eq!(
        recover.said(),
        "median 1 d; shortest 12 h, longest 2 d; n = 3"
    );
    let contain = &found.contain;
    assert_eq!((contain.n(), contain.unknown), (4, 1));
    let median = contain.median().expect("of 1..3, 2, 4, 8");
    // The shortest they can have been: 1, 2, 4, 8; the longest: 2, 3, 4, 8.
    assert_eq!(median.least, hours(3));
    assert_eq!(median.most, TimeDelta::minutes(210));
    assert_eq!(
        contain.said(),
        "median 3 h to 3 h 30 min; shortest 1 h to 2 h, longest 8 h; n = 4"
    );
    assert_eq!(contain.left_out(), "1 without these times");
}

#[test]
fn of_fewer_than_three_the_values_are_said_and_no_median() {
    let detect = found().detect;
    assert_eq!((detect.n(), detect.unknown), (2, 2));
    assert_eq!((detect.median(), detect.range()), (None, None));
    assert_eq!(
        detect.said(),
        "about 4 h (INC-2), 10 h (INC-1); n = 2, too few for a median"
    );
    assert_eq!(
        detect.left_out(),
        "2 without these times; left out, for it ends before it starts: INC-4"
    );
    let none = Spread::new([("INC-1".to_owned(), None)]);
    assert_eq!(none.said(), "none can be given");
}

#[test]
fn what_several_incidents_have_is_found_whatever_its_case() {
    let found = found();
    assert_eq!((found.cases.len(), found.drills), (5, 1));
    let told = |r: &Recurrence| -> Vec<String> {
        let told = r.found.iter();
        let told = told.map(|r| format!("{} {} {}", r.name, r.incidents.join(" "), r.count));
        told.collect()
    };
    // Three factors and a fix name it.
    assert_eq!(told(&found.classes), ["CWE-798 INC-1 INC-2 INC-4 4"]);
    assert_eq!(found.classes.once, 1, "phishing");
    assert_eq!(told(&found.factors), ["a token in the image INC-1 INC-2 2"]);
    assert_eq!(found.factors.once, 3);
    assert_eq!(
        told(&found.categories),
        ["technology INC-1 INC-2 INC-4 3", "process INC-2 1"]
    );
    assert_eq!(told(&found.assets), ["runner-07 INC-1 INC-4 2"]);
    assert_eq!(found.assets.once, 1, "the drill's does not count");
}

#[test]
fn what_was_verified_and_came_back_is_told() {
    let found = found();
    let told = found.returned.iter().map(|r| {
        let reopened = r.reopened.as_ref().map(|(_, why)| why.as_str());
        (r.fix.name.as_str(), r.again.join(" "), reopened)
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            // A patch: its own reopening counts, not its class.
            ("INC-3/X1", String::new(), Some("it came back")),
            ("INC-1/X1", "INC-4".to_owned(), None),
        ]
    );
}

#[test]
fn a_class_is_compared_before_and_after_its_fix_was_verified() {
    let found = found();
    let told = found.effects.iter().map(|e| {
        let (before, after) = (e.before.said(), e.after.said());
        format!("{} {}: {before}; {after}", e.fix.name, e.class)
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            // From 1 January 10:00 to 15 March 12:00, and on to 10 July.
            "INC-1/X1 CWE-798: 2 in 73 days; 1 in 117 days, 3.1 a year",
            "INC-3/X2 phishing: 1 in 79 days; 0 in 111 days, 0.0 a year",
        ]
    );
}

#[test]
fn fixes_are_counted_and_their_ages_are_spread() {
    let done = found().completion;
    assert_eq!((done.all(), done.open()), (7, 4));
    let counts: Vec<usize> = done.states.iter().map(|(_, n)| *n).collect();
    // proposed, accepted, doing, shipped, verified, declined
    assert_eq!(counts, [2, 0, 1, 1, 2, 1]);
    assert_eq!(done.overdue, 1);
    // Opened on 1 July, 1 June twice and 1 March, seen on 10 July.
    assert_eq!(done.bands, [1, 2, 1, 0]);
    // 9, 39, 39, 131 days: midway between the middle two are 39.
    assert_eq!(
        done.age.said(),
        "median 39 d; shortest 9 d, longest 131 d; n = 4"
    );
    assert_eq!(
        done.unverified.said(),
        "30 d (INC-4/X2); n = 1, too few for a median"
    );
    // From 1 January to 15 March, from 1 March to 21 March.
    assert_eq!(
        done.verified.said(),
        "20 d (INC-3/X2), 73 d (INC-1/X1); n = 2, too few for a median"
    );
}

#[test]
fn incidents_are_counted_by_the_month_they_began_in() {
    assert_eq!(found().by_month(7), [1, 1, 1, 0, 0, 1, 1]);
    assert_eq!(found().by_month(2), [1, 1]);
    assert!(found().by_month(0).is_empty());
}

#[test]
fn nothing_at_all_has_no_patterns() {
    let none = Patterns::of(&Material::default(), at("07-10T12:00"));
    assert!(none.cases.is_empty() && none.effects.is_empty());
    assert_eq!(none.detect.said(), "none can be given");
    assert_eq!(none.completion.all(), 0);
}
