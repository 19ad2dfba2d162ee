//! Things for the tests of the cockpit.

use crate::app::{App, Base, Settings};
use crate::domain::post_mortem::PostMortem;
use crate::domain::{
    Artifact, Body, Category, Confidence, Entry, EntryKind, Factor, Figure, Fix, FixKind, FixState,
    Hlc, Holding, Id, Incident, IndicatorType, Known, Label, Mark, Metric, Person, Priority,
    Record, Review, ReviewState, Section, SectionKind, Severity, Task, Thing, When, Workstream,
    readiness,
};
use chrono::{DateTime, TimeZone as _, Utc};

/// Noon of a day in November.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 21, 12, 0, 0).unwrap()
}

/// An identity.
pub fn id(n: u128) -> Id {
    Id::from_u128(n)
}

fn thing(id: Id, number: u32, body: Body) -> Thing {
    let mark = Mark {
        at: noon(),
        author: "ana".into(),
        hlc: Hlc(0),
    };
    Thing {
        id,
        incident: (body.kind() != crate::domain::Kind::Person).then(|| Id::from_u128(1)),
        number,
        withdrawn: false,
        earlier: Vec::new(),
        created: mark.clone(),
        changed: mark,
        body,
    }
}

/// An entry of kind note at a time.
pub fn entry(number: u32, text: &str, at: DateTime<Utc>) -> Thing {
    entry_of(number, EntryKind::Note, text, at)
}

/// An entry.
pub fn entry_of(number: u32, kind: EntryKind, text: &str, at: DateTime<Utc>) -> Thing {
    let body = Body::Entry(Entry::new(kind, When::now(at), text));
    thing(id(0x1000 + u128::from(number)), number, body)
}

/// A task.
pub fn task(number: u32, title: &str) -> Thing {
    thing(
        id(0x2000 + u128::from(number)),
        number,
        Body::Task(Task::new(title)),
    )
}

/// An indicator.
pub fn address(number: u32, value: &str) -> Thing {
    let body = Body::Artifact(Artifact::indicator(IndicatorType::Ipv4, value));
    thing(id(0x3000 + u128::from(number)), number, body)
}

/// A workstream.
pub fn stream(n: u128, slug: &str) -> Thing {
    thing(id(0x4000 + n), 0, Body::Workstream(Workstream::new(slug)))
}

/// Somebody.
pub fn person(handle: &str) -> Thing {
    let n = handle.bytes().fold(0u128, |n, b| n * 256 + u128::from(b));
    thing(id(0x5000 + (n << 16)), 0, Body::Person(Person::new(handle)))
}

/// A fix of the incident, recorded so many days before noon.
pub fn fix(number: u32, days: i64, fix: Fix) -> Thing {
    let mut thing = thing(id(0x6000 + u128::from(number)), number, Body::Fix(fix));
    thing.created.at = noon() - chrono::Duration::days(days);
    thing
}

/// Fixes of two incidents and of a drill: one that is late, one that shipped,
/// one with a metric, and one with a name that is not to be trusted.
pub fn fixes() -> Vec<Holding> {
    use crate::domain::{FixState, fixes::passed};
    let day = |days| Some(When::now(noon() + chrono::Duration::days(days)));
    let owned = |title: &str, due, priority, handle| Fix {
        due: day(due),
        priority: Some(priority),
        owner: Some(person(handle).id),
        ..Fix::new(title, FixKind::Durable)
    };
    let moved = |fix: &Fix, to, days| {
        let at = noon() - chrono::Duration::days(days);
        passed(fix, to, at).expect("it may pass")
    };
    let tokens = Fix {
        metric: Some(Metric {
            unit: "tokens".into(),
            ..Metric::new("tokens without an owner")
        }),
        class: "CWE-798".into(),
        verification: "list the tokens older than a day".into(),
        ..owned("rotate CI tokens by machine", 20, Priority::P1, "lee")
    };
    let late = moved(
        &owned("cut the VPN accounts", -6, Priority::P1, "lee"),
        FixState::Doing,
        9,
    );
    let out = moved(
        &owned("scan images", -20, Priority::P2, "maya"),
        FixState::Shipped,
        30,
    );
    let other = |n: u128, key: &str, exercise, things| {
        let mut incident = incident();
        incident.id = id(n);
        if let Body::Incident(b) = &mut incident.body {
            key.clone_into(&mut b.key);
            b.exercise = exercise;
        }
        Holding { incident, things }
    };
    let hostile = Fix::new(
        "x\u{1b}[2J\u{202e} =cmd() 日本語のとても長い行",
        FixKind::Patch,
    );
    let mine = vec![fix(1, 12, tokens), fix(2, 40, late), fix(3, 100, out)];
    vec![
        other(1, "INC-2026-014", false, mine),
        other(2, "INC-2026-002", false, vec![fix(4, 200, hostile)]),
        other(
            3,
            "INC-2026-003",
            true,
            vec![fix(5, 5, Fix::new("drilled", FixKind::Patch))],
        ),
    ]
}

/// The incident.
pub fn incident() -> Thing {
    let mut body = Incident::new("INC-2026-014", "stolen CI token", Severity::Sev1);
    body.code_name = Some("GLASS HERON".into());
    let mut thing = thing(id(1), 0, Body::Incident(body));
    thing.created.at = noon() - chrono::Duration::minutes(221);
    thing
}

/// What is held whole of it.
pub fn base() -> Base {
    Base {
        incident: Some(incident()),
        incidents: 1,
        known: Known {
            cited: Vec::new(),
            milestones: Vec::new(),
            incident: Some(incident()),
            people: ["jon", "lee", "maya", "sam"].map(person).to_vec(),
            workstreams: vec![stream(1, "containment"), stream(2, "forensics")],
            promises: Vec::new(),
        },
        ..Base::default()
    }
}

/// A cockpit that has read nothing.
pub fn fresh() -> App {
    let settings = Settings {
        author: "ana".into(),
        zone: "UTC".into(),
        local: "Europe/Vienna".into(),
        ascii: false,
        rules: crate::domain::attention::Rules::default(),
        tone: Default::default(),
        facilitator: false,
    };
    App::new(settings, noon())
}

/// What a stranger may have typed anywhere.
pub const HOSTILE: &str = "a\x1b[31mred\u{202e}\u{200b}";

/// A factor, under another one or under none.
pub fn factor(number: u32, title: &str, under: Option<u32>) -> Thing {
    let body = Body::Factor(Factor {
        under: under.map(|n| id(0x8000 + u128::from(n))),
        ..Factor::new(title)
    });
    thing(id(0x8000 + u128::from(number)), number, body)
}

/// A fix that stands somewhere.
pub fn fix_in(number: u32, title: &str, state: FixState) -> Thing {
    let mut body = Fix::new(title, FixKind::Durable);
    body.state = state;
    body.metric = Some(Metric {
        unit: "tokens".into(),
        baseline: Figure::read("40").ok(),
        target: Figure::read("0").ok(),
        ..Metric::new("tokens older than a day")
    });
    thing(id(0x9000 + u128::from(number)), number, Body::Fix(body))
}

/// A section of the review, as its identity finds it.
pub fn section(kind: SectionKind, text: &str) -> Thing {
    let body = Section {
        kind,
        text: text.into(),
    };
    thing(kind.id(id(1)), 0, Body::Section(body))
}

/// A factor that everything is said of.
fn whole_factor() -> Thing {
    let title = "a CI token could read every secret of the build farm";
    let mut made = factor(1, title, None);
    if let Body::Factor(f) = &mut made.body {
        f.trigger = true;
        f.category = Some(Category::Technology);
        f.confidence = Some(Confidence::Confirmed);
        f.class = "CWE-798".into();
        let labels = ["E1", "A3"].into_iter().filter_map(Label::parse);
        for (n, label) in (1..).zip(labels) {
            f.evidence.insert(id(n), label);
        }
    }
    made
}

/// A past incident with a factor of the same class.
fn elsewhere() -> Holding {
    let incident = Incident::new("INC-2025-003", "leaked key", Severity::Sev2);
    let mut past = factor(4, "keys in the image", None);
    if let Body::Factor(f) = &mut past.body {
        f.class = "cwe-798".into();
    }
    Holding {
        incident: thing(id(77), 0, Body::Incident(incident)),
        things: vec![past],
    }
}

/// A post-mortem that somebody has begun: three factors, two fixes, lessons.
pub fn post_mortem() -> PostMortem {
    let entry = |number, kind, text| entry_of(number, kind, text, noon());
    let mut review = Review::default().passed(ReviewState::InReview, "maya", noon());
    review.meeting = Some(When::now(noon() + chrono::Duration::days(2)));
    let well = "# Fast\nThe tokens were revoked in 9 minutes (E1).\n\n- \x1b[2Jand nobody panicked";
    let lesson = "we had no owner for the runner image";
    let mut held = PostMortem {
        incident: incident(),
        known: base().known,
        roles: Vec::new(),
        review: Some(thing(Review::id(id(1)), 0, Body::Review(review))),
        sections: vec![section(SectionKind::WentWell, well)],
        factors: vec![
            whole_factor(),
            factor(2, "nobody owned the runner image", Some(1)),
            factor(3, HOSTILE, Some(2)),
        ],
        fixes: vec![
            fix_in(1, "rotate tokens by machine", FixState::Doing),
            fix_in(2, "drop the old runner image", FixState::Shipped),
        ],
        register: vec![
            entry(4, EntryKind::Decision, "cut production access"),
            entry(5, EntryKind::Question, "did the token have write access"),
        ],
        lessons: vec![
            entry(6, EntryKind::Lesson, lesson),
            entry(7, EntryKind::Lesson, HOSTILE),
        ],
        walk: vec![
            entry(1, EntryKind::Action, "revoked all CI tokens"),
            entry(2, EntryKind::Milestone, "contained"),
        ],
        took_part: base().known.people.iter().map(|t| t.id).collect(),
        elsewhere: vec![elsewhere()],
        gaps: Vec::new(),
    };
    held.gaps = readiness::missing(&record(&held), readiness::GAP);
    held
}

/// The record that a post-mortem is of.
fn record(held: &PostMortem) -> Record {
    let entries = held.register.iter().chain(&held.lessons).chain(&held.walk);
    Record {
        incident: held.incident.clone(),
        known: held.known.clone(),
        roles: held.roles.clone(),
        entries: entries.cloned().collect(),
        tasks: Vec::new(),
        artifacts: Vec::new(),
        check_ins: Vec::new(),
        handovers: Vec::new(),
        duties: Vec::new(),
        injects: Vec::new(),
        factors: held.factors.clone(),
        fixes: held.fixes.clone(),
        sections: held.sections.clone(),
        review: held.review.clone(),
        turns: Vec::new(),
    }
}
