//! Things for the tests of the cockpit.

use crate::app::{App, Base, Settings};
use crate::domain::{
    Artifact, Body, Entry, EntryKind, Hlc, Id, Incident, IndicatorType, Known, Mark, Person,
    Severity, Task, Thing, When, Workstream,
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
