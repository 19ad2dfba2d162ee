//! The lessons that wait: one is moved into a section, or said to need no more.

use super::asks::{Asking, Letter};
use super::{Flow, Review, asks, rows};
use crate::app::Make;
use crate::domain::post_mortem::Part;
use crate::domain::{Section, Thing, fresh_id};
use crate::keys::Action;

impl Review {
    pub(super) fn key_waiting(&mut self, action: Action) -> Flow {
        let Some(lesson) = self.selected().cloned() else {
            return Flow::Stay;
        };
        match action {
            Action::Open => return Flow::Push(rows::detail(&lesson)),
            Action::Into => self.asking = Asking::Letter(Letter::Into(Box::new(lesson))),
            Action::Used => return self.mark_used(&lesson),
            _other => {}
        }
        Flow::Stay
    }

    /// A letter says which section a lesson goes into: as a line of its own
    /// at the end, with its label.
    pub(super) fn move_lesson(&self, lesson: &Thing, action: Action) -> Flow {
        let Some((held, kind)) = self.held().zip(asks::section(action)) else {
            return Flow::Stay;
        };
        let was = Section::standing(held.section(kind));
        let text = held.with_lesson(kind, lesson);
        let changes = held.write(Part::Section(kind), was, &text);
        let said = format!("{} is in {kind}", lesson.name());
        Flow::Act(Make::Changes(changes), said)
    }

    fn mark_used(&self, lesson: &Thing) -> Flow {
        let Some((held, label)) = self.held().zip(lesson.label()) else {
            return Flow::Stay;
        };
        let mut review = held.standing();
        review.used.insert(fresh_id(), label);
        let changes = review.write(held.incident.id, held.review.as_ref());
        Flow::Act(Make::Changes(changes), format!("{label} waits no more"))
    }
}
