//! A scenario: what a drill is loaded from.

use super::{Body, Change, Drill, Id, Inject, fresh_id};

/// What a scenario file says. It knows nothing of an incident yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What it is called.
    pub title: String,
    /// Its injects, in the order of the file; their numbers differ.
    pub injects: Vec<Inject>,
}

impl Scenario {
    /// The drill before its start.
    #[must_use]
    pub fn drill(&self) -> Drill {
        Drill::new(self.title.as_str())
    }

    /// The changes that bring its injects into an incident.
    #[must_use]
    pub fn creates(&self, incident: Id) -> Vec<Change> {
        let injects = self.injects.iter().cloned().map(Body::Inject);
        injects
            .map(|body| Change::create(fresh_id(), Some(incident), body))
            .collect()
    }

    /// When the last inject comes, in seconds after the start.
    #[must_use]
    pub fn length(&self) -> u32 {
        self.injects.iter().map(|i| i.offset).max().unwrap_or(0)
    }
}
