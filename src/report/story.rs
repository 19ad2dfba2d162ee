//! What happened and how we responded.

use super::moment;
use super::page::{Page, count};
use crate::domain::clocks::{Passage, passages};
use crate::domain::{Entry, EntryKind, Key, Precision, SectionKind, Thing};

impl<'a> Page<'a> {
    pub fn attacker(&mut self) {
        self.section("What happened");
        let items: Vec<_> = self
            .standing()
            .filter(|(_, e)| e.kind == EntryKind::Attacker)
            .map(|(t, e)| self.entry_alone(t, e))
            .collect();
        let prose = self.prose(self.section_text(SectionKind::WhatHappened));
        if items.is_empty() && !prose {
            self.nothing("No attacker activity is recorded.");
        }
        if !items.is_empty() {
            self.part("What the attacker did, as far as it is known");
            self.list(items);
        }
    }

    pub fn response(&mut self) {
        self.section("How we responded");
        let prose = self.prose(self.section_text(SectionKind::Response));
        let starred = self.standing().any(|(_, e)| is_step(e) && e.starred);
        let shown = |e: &Entry| {
            matches!(e.kind, EntryKind::Decision | EntryKind::Milestone)
                || (is_step(e) && (e.starred || !starred))
        };
        let all: Vec<_> = self.standing().filter(|(_, e)| shown(e)).collect();
        let left = self.standing().filter(|(_, e)| is_step(e)).count()
            - all.iter().filter(|(_, e)| is_step(e)).count();
        if all.is_empty() {
            if !prose {
                self.nothing("No action, decision or milestone is recorded.");
            }
            return;
        }
        if left > 0 {
            let others = count(
                left,
                "other action or message",
                "other actions and messages",
            );
            self.para(&format!(
                "Decisions, milestones and the starred actions and messages; {others} {} in the record.",
                if left == 1 { "is" } else { "are" }
            ));
        }
        self.by_phase(&all);
    }

    /// A part for each passage of phase, decisions in place.
    fn by_phase(&mut self, all: &[(&'a Thing, &'a Entry)]) {
        let passages = passages(&self.record.entries);
        let mut all = all.to_vec();
        // A bare date is no midnight: what was that day was not before the
        // passages of that day.
        let bare = |e: &Entry| e.when.precision == Precision::Day;
        all.sort_by_key(|(t, e)| (e.when.at.date_naive(), bare(e), Key::of(t)));
        let all = in_their_places(&all, &passages);
        let mut rest = &all[..];
        let mut title = match passages.first() {
            Some(first) => format!("Before {}", first.phase),
            None => "No milestone recorded".to_owned(),
        };
        for passage in passages {
            let at = rest.iter().position(|(t, _)| t.id == passage.entry.id);
            let (before, from) = rest.split_at(at.unwrap_or(rest.len()));
            self.phase_part(&title, before);
            rest = from;
            let date = self.text(&moment::full(passage.when));
            title = format!("{}, from {date}", capital(passage.phase.word()));
        }
        self.phase_part(&title, rest);
    }

    /// An entry of the story; of a decision what was chosen, for the rest of it
    /// is told among the decisions.
    fn step(&self, thing: &Thing, entry: &Entry) -> String {
        let decision = entry.decision.as_ref();
        match decision.filter(|d| !d.choice.is_empty() && !entry.struck) {
            Some(decision) => {
                let text = decision.choice.clone();
                self.entry_alone(
                    thing,
                    &Entry {
                        text,
                        ..entry.clone()
                    },
                )
            }
            None => self.entry_alone(thing, entry),
        }
    }

    fn phase_part(&mut self, title: &str, part: &[(&Thing, &Entry)]) {
        if part.is_empty() {
            return;
        }
        self.part(title);
        let items: Vec<_> = part.iter().map(|(t, e)| self.step(t, e)).collect();
        self.list(items);
    }
}

/// The entries with the passages of phase in the order they can have been made
/// in, each where one of them stood.
fn in_their_places<'a>(
    all: &[(&'a Thing, &'a Entry)],
    passages: &[Passage<'a>],
) -> Vec<(&'a Thing, &'a Entry)> {
    let of = |p: &Passage<'a>| Some((p.entry, p.entry.as_entry()?));
    let mut ordered = passages.iter().filter_map(of);
    let passes = |t: &Thing| passages.iter().any(|p| p.entry.id == t.id);
    let put = |(thing, entry): &(&'a Thing, &'a Entry)| match passes(thing) {
        true => ordered.next().unwrap_or((thing, entry)),
        false => (*thing, *entry),
    };
    all.iter().map(put).collect()
}

/// Whether it is something the responders did or said.
fn is_step(entry: &Entry) -> bool {
    matches!(entry.kind, EntryKind::Action | EntryKind::Communication)
}

/// The word as a heading starts with it.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
