//! What is read of an incident: the small sets that are held whole, and the
//! whole record for a report.

use super::{Body, Id, Person, Thing, Workstream};

/// The names that can be typed in an incident: its people and workstreams.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The incident itself, which a milestone moves; none outside of one.
    pub incident: Option<Thing>,
    /// The roster, in order of handle; none is withdrawn.
    pub people: Vec<Thing>,
    /// The workstreams of the incident, in order of creation; none is withdrawn.
    pub workstreams: Vec<Thing>,
    /// The entries with a promise that is open: what a line can say it keeps.
    pub promises: Vec<Thing>,
    /// What the lines to be recorded replace or answer, as it stands.
    pub cited: Vec<Thing>,
}

impl Known {
    /// The person a handle names, whatever its case.
    #[must_use]
    pub fn person(&self, handle: &str) -> Option<&Thing> {
        self.people
            .iter()
            .find(|t| matches!(&t.body, Body::Person(p) if p.handle.eq_ignore_ascii_case(handle)))
    }

    /// The workstream a slug names, whatever its case.
    #[must_use]
    pub fn workstream(&self, slug: &str) -> Option<&Thing> {
        self.workstreams
            .iter()
            .find(|t| matches!(&t.body, Body::Workstream(w) if w.slug.eq_ignore_ascii_case(slug)))
    }

    /// The handle of a person, without `@`.
    #[must_use]
    pub fn handle(&self, id: Id) -> Option<&str> {
        let person = self
            .people
            .iter()
            .find(|t| t.id == id)
            .and_then(Thing::as_person);
        person.map(|p: &Person| p.handle.as_str())
    }

    /// The slug of a workstream, without `#`.
    #[must_use]
    pub fn slug(&self, id: Id) -> Option<&str> {
        let stream = self
            .workstreams
            .iter()
            .find(|t| t.id == id)
            .and_then(Thing::as_workstream);
        stream.map(|w: &Workstream| w.slug.as_str())
    }
}

/// Everything of one incident that a report may say. Withdrawn things are not
/// in it; struck entries are.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The incident itself.
    pub incident: Thing,
    /// Names.
    pub known: Known,
    /// Roles held, by start.
    pub roles: Vec<Thing>,
    /// The whole timeline, by (occurred, number).
    pub entries: Vec<Thing>,
    /// Tasks, by number.
    pub tasks: Vec<Thing>,
    /// Artifacts, by number.
    pub artifacts: Vec<Thing>,
    /// Check-ins, by when they were or are to be held.
    pub check_ins: Vec<Thing>,
    /// Handovers, by when they were given.
    pub handovers: Vec<Thing>,
    /// Regulatory clocks that were looked at.
    pub duties: Vec<Thing>,
    /// The injects of a drill, by when they come.
    pub injects: Vec<Thing>,
    /// Contributing factors, by number; `causes::tree` orders them.
    pub factors: Vec<Thing>,
    /// Fixes: open ones first, then by priority, due time and number.
    pub fixes: Vec<Thing>,
    /// Sections of the review, in the order of the report.
    pub sections: Vec<Thing>,
    /// The review, once somebody has begun it.
    pub review: Option<Thing>,
}
