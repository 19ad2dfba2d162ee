//! Who took part, as what, and thanks to them.

use super::page::{Page, and};
use crate::domain::{Id, Person, TaskState, Thing};
use std::collections::HashSet;

impl<'a> Page<'a> {
    pub fn people(&mut self) {
        self.section("People");
        let here = self.took_part();
        let people: Vec<_> = self
            .record
            .known
            .people
            .iter()
            .filter(|t| here.contains(&t.id))
            .filter_map(|t| Some((t, t.as_person()?)))
            .collect();
        if people.is_empty() {
            self.nothing("Nobody is named in the record.");
            return;
        }
        let rows: Vec<_> = people
            .iter()
            .map(|(thing, person)| self.person_row(thing, person))
            .collect();
        self.table(&["Who", "Team", "Roles held", "Tasks done"], &rows);
        let names: Vec<_> = people.iter().map(|(_, p)| self.thanked(p)).collect();
        self.para(&format!("Thanks to {}.", and(&names)));
    }

    /// Everybody this incident's record names, in a role, a task, an entry,
    /// a decision or as a lead; the roster of a file may hold others.
    fn took_part(&self) -> HashSet<Id> {
        let record = self.record;
        let mut here: HashSet<Id> = HashSet::new();
        here.extend(
            record
                .roles
                .iter()
                .filter_map(|t| t.as_role())
                .map(|r| r.person),
        );
        here.extend(record.tasks.iter().filter_map(|t| t.as_task()?.assignee));
        let streams = record.known.workstreams.iter();
        here.extend(streams.filter_map(|t| t.as_workstream()?.lead));
        for entry in record.entries.iter().filter_map(|t| t.as_entry()) {
            here.extend(&entry.people);
            here.extend(entry.decision.as_ref().and_then(|d| d.decided_by));
        }
        here
    }

    fn person_row(&self, thing: &Thing, person: &Person) -> Vec<String> {
        let mut roles: Vec<String> = Vec::new();
        for role in self.record.roles.iter().filter_map(|t| t.as_role()) {
            let of = role.workstream.map(|id| format!(" of {}", self.stream(id)));
            let name = format!("{}{}", role.role, of.unwrap_or_default());
            if role.person == thing.id && !roles.contains(&name) {
                roles.push(name);
            }
        }
        let tasks = self.record.tasks.iter().filter_map(|t| t.as_task());
        let done = tasks.filter(|t| t.assignee == Some(thing.id) && t.state == TaskState::Done);
        vec![
            self.person(thing.id),
            or_none(self.text(&person.team)),
            or_none(roles.join(", ")),
            done.count().to_string(),
        ]
    }

    fn thanked(&self, person: &Person) -> String {
        if person.name.is_empty() {
            self.text(&format!("@{}", person.handle))
        } else {
            self.text(&person.name)
        }
    }
}

fn or_none(cell: String) -> String {
    if cell.is_empty() { "none".into() } else { cell }
}
