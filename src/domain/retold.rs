//! What an entry told of workstreams, once it is struck or put in other words:
//! they stand as if it had never told it, or had told that.

use super::{Body, Change, Event, Id, Thing, Workstream};
use std::collections::HashSet;

/// A workstream that an entry told of, and all that ever happened to it.
#[derive(Clone, Debug)]
pub struct Retold {
    /// The workstream as it stands.
    pub stream: Thing,
    /// Every change to it, in the order they count.
    pub history: Vec<Event>,
    /// The changes by which the entry told of it.
    pub told: HashSet<Id>,
    /// The changes that count no more: those by which a struck entry told of
    /// it, and those that came with the striking of one.
    pub void: HashSet<Id>,
}

/// What an entry tells of a workstream by now.
#[derive(Clone, Copy)]
pub enum Telling<'a> {
    /// What it told.
    Stands,
    /// Nothing.
    Nothing,
    /// Something else: how it leaves the workstream as that stood before.
    Anew(&'a dyn Fn(&Workstream) -> Workstream),
}

impl Retold {
    /// The changes that let the workstream stand as it would if that had been
    /// told from the start. What others told of it since is not touched.
    #[must_use]
    pub fn changes(&self, telling: Telling<'_>) -> Vec<Change> {
        let mut stood: Option<Thing> = None;
        let mut anew = false;
        for event in &self.history {
            if self.void.contains(&event.id) {
                continue;
            }
            stood = match (telling, self.told.contains(&event.id)) {
                (_, false) | (Telling::Stands, true) => Thing::fold(stood, event),
                (Telling::Nothing, true) => stood,
                (Telling::Anew(_), true) if anew => stood,
                (Telling::Anew(tell), true) => {
                    anew = true;
                    stood.map(|thing| retell(thing, tell))
                }
            };
        }
        stood.map_or_else(Vec::new, |then| Change::edits(&self.stream, &then.body))
    }
}

fn retell(thing: Thing, tell: &dyn Fn(&Workstream) -> Workstream) -> Thing {
    match thing.as_workstream().map(tell) {
        Some(after) => Thing {
            body: Body::Workstream(after),
            ..thing
        },
        None => thing,
    }
}
