//! What is read over all incidents of a file: plain data for lists of fixes
//! and factors, and for what clocks say of several incidents.

use super::{Body, Incident, Thing};
use std::collections::BTreeMap;

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

/// The classes of weakness that factors and fixes name, each once whatever its
/// case, the one that is named most often first.
#[must_use]
pub fn classes(all: &[Holding]) -> Vec<String> {
    let class = |t: &Thing| {
        let class = match &t.body {
            Body::Factor(b) => b.class.trim(),
            Body::Fix(b) => b.class.trim(),
            _of_another_kind => "",
        };
        Some(class.to_owned()).filter(|class| !class.is_empty())
    };
    let mut counted: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for class in each(all).filter_map(|(_, thing)| class(thing)) {
        let (count, _) = counted
            .entry(class.to_lowercase())
            .or_insert_with(|| (0, class));
        *count += 1;
    }
    let mut found: Vec<(usize, String)> = counted.into_values().collect();
    found.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    found.into_iter().map(|(_, class)| class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Factor, Fix, FixKind, Hlc, Id, Mark, Severity};
    use chrono::DateTime;

    #[test]
    fn a_class_is_one_whatever_its_case_and_what_is_usual_comes_first() {
        let mark = Mark {
            at: DateTime::UNIX_EPOCH,
            author: "ana".into(),
            hlc: Hlc::default(),
        };
        let thing = |body| Thing {
            id: Id::nil(),
            incident: None,
            number: 1,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark.clone(),
            body,
        };
        let factor = |class: &str| {
            let class = class.to_owned();
            thing(Body::Factor(Factor {
                class,
                ..Factor::new("x")
            }))
        };
        let fix = Fix {
            class: " keys in the image".into(),
            ..Fix::new("x", FixKind::Patch)
        };
        let held = Holding {
            incident: thing(Body::Incident(Incident::new("I", "x", Severity::Sev1))),
            things: vec![
                factor("CWE-798"),
                factor("Keys in the image"),
                factor(" "),
                thing(Body::Fix(fix)),
            ],
        };
        assert_eq!(classes(&[held]), ["Keys in the image", "CWE-798"]);
    }
}
