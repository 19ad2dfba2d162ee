//! Who is awake: those who have a part in an incident, and the hour where they
//! are.

use super::View;
use super::page::{Page, and};
use crate::domain::roster::{clock, held, is_night, workload};
use crate::domain::{Id, Person, Thing, WorkstreamStatus};

impl Page<'_> {
    /// Those who hold a role, lead a workstream, have an open task or take
    /// over: who is awake comes first, who is in the night last.
    pub fn awake(&mut self, view: &View<'_>, taker: Option<Id>) {
        self.section("Who is awake");
        let people = view.record.known.people.iter();
        let mut rows: Vec<_> = people
            .filter_map(|t| self.part_of(t, t.as_person()?, view, taker))
            .collect();
        rows.sort_by_key(|(asleep, _)| *asleep);
        if rows.is_empty() {
            self.nothing("Nobody holds a role, leads a workstream or has an open task.");
            return;
        }
        let rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
        let head = ["Who", "Role", "Open tasks", "Their time", "Contact"];
        self.table(&head, &rows);
    }

    /// A row, and how likely they are to sleep; none of who has no part in it.
    fn part_of(
        &self,
        thing: &Thing,
        person: &Person,
        view: &View<'_>,
        taker: Option<Id>,
    ) -> Option<(u8, Vec<String>)> {
        let tasks = workload(&view.situation.tasks, thing.id);
        let takes = taker == Some(thing.id);
        let mut parts: Vec<String> = held(&view.situation.roles, thing.id, view.now)
            .into_iter()
            .map(|(_, r)| {
                let of = r.workstream.map(|id| format!(" of {}", self.stream(id)));
                format!("{}{}", r.role, of.unwrap_or_default())
            })
            .collect();
        let led = self.led_by(thing.id);
        parts.extend((!led.is_empty()).then(|| format!("leads {}", and(&led))));
        parts.extend(takes.then(|| "**takes over**".to_owned()));
        if parts.is_empty() && tasks == 0 {
            return None;
        }
        let there = clock(person, view.now);
        let (asleep, time) = match there {
            None => (1, "zone not known".to_owned()),
            Some(there) => {
                let night = is_night(there);
                let said = if night { ", **night**" } else { "" };
                let zone = self.text(&person.zone);
                (
                    u8::from(night) * 2,
                    format!("{}{said} ({zone})", there.format("%H:%M")),
                )
            }
        };
        let parts = match parts.is_empty() {
            true => "none".to_owned(),
            false => parts.join(", "),
        };
        let who = self.person(thing.id);
        let contact = self.text(&person.contact);
        Some((asleep, vec![who, parts, tasks.to_string(), time, contact]))
    }

    /// The workstreams of somebody that go on.
    fn led_by(&self, person: Id) -> Vec<String> {
        let all = self.record.known.workstreams.iter();
        let own = all.filter(|t| {
            t.as_workstream()
                .is_some_and(|w| w.lead == Some(person) && w.status != WorkstreamStatus::Done)
        });
        own.map(|t| self.stream(t.id)).collect()
    }
}
