//! What the text of a part rests on: what it cites, and what it is written
//! from.

use super::{Part, PostMortem};
use crate::domain::{Category, Entry, EntryKind, Label, SectionKind, Thing};

impl PostMortem {
    /// What a text rests on: first what it cites of what is held here, then
    /// what it can be written from.
    #[must_use]
    pub fn evidence(&self, part: Part) -> Vec<&Thing> {
        let cited = Label::find_all(self.text(part).unwrap_or_default());
        let mut found: Vec<&Thing> = Vec::new();
        let named = cited.into_iter().filter_map(|(_, label)| self.held(label));
        for thing in named.chain(self.sources(part)) {
            if !found.iter().any(|t| t.id == thing.id) {
                found.push(thing);
            }
        }
        found
    }

    /// A thing that is held here, by its label.
    fn held(&self, label: Label) -> Option<&Thing> {
        let entries = self.walk.iter().chain(&self.register).chain(&self.lessons);
        let mut all = entries.chain(&self.factors).chain(&self.fixes);
        let register = |t: &Thing| t.as_entry().and_then(Entry::register);
        all.find(|t| t.label() == Some(label) || register(t) == Some(label))
    }

    fn sources(&self, part: Part) -> Vec<&Thing> {
        let Part::Section(kind) = part else {
            return self.entries(&[EntryKind::Milestone]);
        };
        match kind {
            SectionKind::WhatHappened | SectionKind::Trigger => self.entries(&[
                EntryKind::Attacker,
                EntryKind::Observation,
                EntryKind::Milestone,
            ]),
            SectionKind::Response | SectionKind::LimitedDamage => self.entries(&[
                EntryKind::Action,
                EntryKind::Decision,
                EntryKind::Milestone,
                EntryKind::Communication,
            ]),
            SectionKind::NoSignal => self.lying_in(&[Category::Detection]),
            SectionKind::Surprise => {
                self.lying_in(&[Category::Knowledge, Category::Technology, Category::Process])
            }
            SectionKind::WentWell
            | SectionKind::WentBadly
            | SectionKind::Lucky
            | SectionKind::Lessons
            | SectionKind::SmallestChange => self.lessons.iter().collect(),
            SectionKind::AcceptedRisks => {
                let declined = |t: &&Thing| t.as_fix().is_some_and(|f| f.declined.is_some());
                self.fixes.iter().filter(declined).collect()
            }
            SectionKind::Impact => self.entries(&[EntryKind::Milestone]),
            SectionKind::Thanks => Vec::new(),
        }
    }

    /// What the meeting walks through, of some kinds.
    fn entries(&self, kinds: &[EntryKind]) -> Vec<&Thing> {
        let of = |t: &&Thing| t.as_entry().is_some_and(|e| kinds.contains(&e.kind));
        self.walk.iter().filter(of).collect()
    }

    fn lying_in(&self, categories: &[Category]) -> Vec<&Thing> {
        let of = |t: &&Thing| {
            let category = t.as_factor().and_then(|f| f.category);
            category.is_some_and(|c| categories.contains(&c))
        };
        self.factors.iter().filter(of).collect()
    }
}
