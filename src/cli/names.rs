//! What ids are called, for a reader who knows `#forensics`, `@lee` and `T7`.

use crate::domain::{Id, Kind, Known, Thing};
use std::collections::HashMap;

/// The names of one incident, as far as they are asked for.
#[derive(Debug, Default)]
pub struct Names {
    /// People and workstreams.
    pub known: Known,
    /// The names of whatever else is referred to.
    others: HashMap<Id, String>,
}

impl Names {
    /// The names of an incident.
    pub fn new(known: Known) -> Self {
        Self {
            known,
            others: HashMap::new(),
        }
    }

    /// Learns the name of one more thing.
    pub fn learn(&mut self, thing: &Thing) {
        self.others.insert(thing.id, thing.name());
    }

    /// The name without its sign: `forensics`, `lee`, `T7`; the id itself for
    /// what is not known, since an id can still be looked up.
    pub fn bare(&self, id: Id) -> String {
        let name = self.known.slug(id).or_else(|| self.known.handle(id));
        name.or_else(|| self.others.get(&id).map(String::as_str))
            .map_or_else(|| id.to_string(), str::to_owned)
    }

    /// The name as it is typed: `#forensics`, `@lee`, `T7`.
    pub fn signed(&self, id: Id) -> String {
        if let Some(slug) = self.known.slug(id) {
            return format!("#{slug}");
        }
        if let Some(handle) = self.known.handle(id) {
            return format!("@{handle}");
        }
        self.bare(id)
    }
}

/// The people and workstreams among what an act brought into being, to be
/// said at the end of its line: a name that was mistyped must not pass unseen.
pub fn new_names(made: &[Thing]) -> Option<String> {
    let named = |t: &&Thing| matches!(t.body.kind(), Kind::Person | Kind::Workstream);
    let new: Vec<String> = made.iter().filter(named).map(Thing::name).collect();
    (!new.is_empty()).then(|| format!("new: {}", new.join(", ")))
}
