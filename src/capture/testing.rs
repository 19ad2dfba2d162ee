//! What the tests of this room share: a moment, and names that are known.

use super::{Captured, Context, Mistake, What, parse};
use crate::domain::{
    Body, Hlc, Id, Incident, Known, Mark, Person, Phase, Severity, Thing, Workstream,
};
use chrono::{DateTime, Utc};

/// Friday, 20 November 2026, 14:25:40.5 UTC.
pub fn now() -> DateTime<Utc> {
    "2026-11-20T14:25:40.500Z".parse().unwrap()
}

pub fn thing(id: u128, body: Body) -> Thing {
    let mark = Mark {
        at: now(),
        author: "ana".into(),
        hlc: Hlc::default(),
    };
    Thing {
        id: Id::from_u128(id),
        incident: None,
        number: 1,
        withdrawn: false,
        earlier: Vec::new(),
        created: mark.clone(),
        changed: mark,
        body,
    }
}

/// `@lee`, `@maya` and `@sam`, `#containment`, `#forensics` and `#identity`; contained.
pub fn known() -> Known {
    let person = |id, h: &str| thing(id, Body::Person(Person::new(h)));
    let stream = |id, s: &str| thing(id, Body::Workstream(Workstream::new(s)));
    let mut incident = Incident::new("INC-2026-001", "stolen token", Severity::Sev1);
    incident.phase = Phase::Contained;
    Known {
        cited: Vec::new(),
        milestones: Vec::new(),
        incident: Some(thing(1, Body::Incident(incident))),
        people: vec![person(2, "lee"), person(3, "maya"), person(4, "sam")],
        promises: Vec::new(),
        workstreams: vec![
            stream(5, "containment"),
            stream(6, "forensics"),
            stream(7, "identity"),
        ],
    }
}

pub fn read(line: &str) -> Result<Captured, Mistake> {
    read_in(line, "UTC")
}

pub fn read_in(line: &str, zone: &str) -> Result<Captured, Mistake> {
    let known = known();
    let cx = Context {
        now: now(),
        zone,
        known: &known,
    };
    parse(line, &cx)
}

/// `instant[/until] precision zone offset | text`, the mistake, or `now | text`.
pub fn told(line: &str, zone: &str) -> String {
    match read_in(line, zone) {
        Ok(c) => {
            let when = c.when.as_ref().map_or("now".to_owned(), |w| {
                let until = w
                    .until
                    .map_or(String::new(), |u| format!("/{}", u.format("%FT%T%.f")));
                let about = if w.approximate { "~" } else { "" };
                format!(
                    "{about}{}{until} {:?} {}{}",
                    w.at.format("%FT%T%.f"),
                    w.precision,
                    w.zone.name,
                    w.zone.offset
                )
            });
            let remarks: String = c.warnings.iter().map(|r| format!(" !{}", r.text)).collect();
            format!("{when} | {}{remarks}", c.what.text())
        }
        Err(m) => format!("{}-{} {}", m.at.start, m.at.end, m.what),
    }
}

/// Checks what lines mean, row by row; see [`meant`].
#[track_caller]
pub fn table(rows: &[(&str, &str)]) {
    for (line, expected) in rows {
        assert_eq!(meant(line), *expected, "{line}");
    }
}

/// Kind, star, fields and text of a line, in one line.
pub fn meant(line: &str) -> String {
    let c = match read(line) {
        Ok(c) => c,
        Err(m) => return format!("{}-{} {}", m.at.start, m.at.end, m.what),
    };
    let mut out = c.what.word().to_owned();
    match &c.what {
        What::Entry {
            starred,
            phase,
            promise,
            ..
        } => {
            out.push_str(if *starred { "!" } else { "" });
            out.extend(phase.map(|p| format!(" {p}")));
            out.extend(promise.iter().map(|p| format!(" due {}", p.due.stated())));
        }
        What::Task { priority, due, .. } => {
            out.extend(priority.map(|p| format!(" {p}")));
            out.extend(due.as_ref().map(|d| format!(" due {}", d.stated())));
        }
    }
    out.extend(c.people.iter().map(|p| format!(" @{p}")));
    out.extend(c.workstream.iter().map(|p| format!(" #{p}")));
    out.extend(c.new_people.iter().map(|p| format!(" new @{p}")));
    out.extend(c.new_workstreams.iter().map(|p| format!(" new #{p}")));
    out.extend(c.labels.iter().map(|l| format!(" {l}")));
    out.push_str(" | ");
    out.push_str(c.what.text());
    out.extend(c.warnings.iter().map(|r| format!(" !{}", r.text)));
    out
}
