//! What is read over all incidents of a file: plain data for lists of fixes
//! and factors, and for what clocks say of several incidents.

use super::{Incident, Thing};

/// An incident with those of its things that were asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding {
    /// The incident; a drill is one, too, and counts in no statistics
    /// ([`Incident::in_statistics`]).
    pub incident: Thing,
    /// Its things, in the order of their kind.
    pub things: Vec<Thing>,
}

impl Holding {
    /// What the incident says of itself.
    #[must_use]
    pub fn card(&self) -> Option<&Incident> {
        self.incident.as_incident()
    }

    /// Whether it counts in what is said of several incidents.
    #[must_use]
    pub fn in_statistics(&self) -> bool {
        self.card().is_some_and(Incident::in_statistics)
    }
}

/// Each thing behind the incident it belongs to.
pub fn each(all: &[Holding]) -> impl Iterator<Item = (&Thing, &Thing)> {
    all.iter()
        .flat_map(|h| h.things.iter().map(move |thing| (&h.incident, thing)))
}
