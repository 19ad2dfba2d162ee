//! Who took part, as what, and thanks to them.

use super::page::{Page, and, count};
use crate::domain::{EntryKind, Id, Person, SectionKind, TaskState, Thing};
use std::collections::HashSet;

impl<'a> Page<'a> {
    pub fn people(&mut self) {
        self.section("People and thanks");
        self.prose(self.section_text(SectionKind::Thanks));
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
        if self.options.profile.hides_people() {
            let people = count(people.len(), "person", "people");
            return self.para(&format!("{people} took part. Thanks to all of them."));
        }
        let rows: Vec<_> = people
            .iter()
            .map(|(thing, person)| self.person_row(thing, person))
            .collect();
        self.table(&["Who", "Team", "Roles held", "Tasks done"], &rows);
        let names = self.thanked_for_their_part();
        if !names.is_empty() {
            self.para(&format!("Thanks to {}.", and(&names)));
        }
    }

    /// The names of those who did something, in the order of the roster.
    pub fn thanked_for_their_part(&self) -> Vec<String> {
        let did = self.did_something();
        let roster = self.record.known.people.iter();
        let thanked = roster.filter(|t| did.contains(&t.id));
        let thanked = thanked.filter_map(Thing::as_person);
        thanked.map(|person| self.thanked(person)).collect()
    }

    /// Who held a role, led, did a task, decided, wrote an entry or is named
    /// in one. To be given a task that is not done, or to be asked, is no
    /// deed: a typo makes such people.
    fn did_something(&self) -> HashSet<Id> {
        let mut did: HashSet<Id> = self.roles_and_leads().collect();
        let tasks = self.record.tasks.iter().filter_map(|t| t.as_task());
        let done = tasks.filter(|t| t.state == TaskState::Done);
        did.extend(done.filter_map(|t| t.assignee));
        for (thing, entry) in self.standing() {
            if !matches!(entry.kind, EntryKind::Question | EntryKind::Attacker) {
                did.extend(&entry.people);
            }
            did.extend(entry.decision.as_ref().and_then(|d| d.decided_by));
            did.extend(
                self.record
                    .known
                    .person(&thing.created.author)
                    .map(|t| t.id),
            );
        }
        did
    }

    fn roles_and_leads(&self) -> impl Iterator<Item = Id> + use<'a> {
        let roles = self.record.roles.iter().filter_map(|t| t.as_role());
        let streams = self.record.known.workstreams.iter();
        let leads = streams.filter_map(|t| t.as_workstream()?.lead);
        roles.map(|r| r.person).chain(leads)
    }

    /// Everybody this incident's record names, in a role, a task, an entry,
    /// a decision or as a lead; the roster of a file may hold others.
    fn took_part(&self) -> HashSet<Id> {
        let record = self.record;
        let mut here = self.did_something();
        here.extend(record.tasks.iter().filter_map(|t| t.as_task()?.assignee));
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
