//! What somebody else altered of the thing that a form edits.

use super::{Field, Form};
use crate::app::Cx;
use crate::app::altered::written_over;
use crate::domain::Thing;

impl Form {
    /// The thing it edits was altered elsewhere: fields that were not touched
    /// show what stands, the others keep what was typed and say what that goes
    /// in the place of. What is to be told of it, if anything is.
    pub fn goes_on_from(&mut self, now: &Thing, cx: &Cx) -> Option<String> {
        let held = self.editing.as_deref().filter(|t| now.is_later_than(t))?;
        let headline = held.headline() != now.headline();
        let refused = self.refused.is_some();
        let mut fresh = Self::new(now.body.clone(), Some(Box::new(now.clone())), cx);
        fresh.learn(&self.factors);
        let mut over = None;
        for stands in fresh.fields {
            let text = stands.text().to_owned();
            let field = self.fields.iter_mut().find(|f| f.label == stands.label);
            if let Some(field) = field
                && field.goes_on_from(stands, &now.changed.author)
            {
                // Who was refused for it knows of it.
                field.unseen = !refused;
                over = over.or(Some(text));
            }
        }
        self.body = fresh.body;
        self.editing = fresh.editing;
        self.refused = None;
        (headline || over.is_some()).then(|| written_over(now, over.as_deref()))
    }

    /// What somebody else wrote meanwhile is written over by who saw it: who
    /// comes back from the editor and saves sees it first.
    pub(super) fn shows_theirs(&mut self) -> bool {
        let Some(at) = self.fields.iter().position(|f| f.unseen) else {
            return false;
        };
        self.seen();
        self.at = at;
        let told = "that was altered meanwhile, see below it; ^S again writes yours over it";
        self.refused = Some(told.to_owned());
        true
    }

    /// What somebody else wrote is in sight: nothing covers the form.
    pub fn seen(&mut self) {
        for field in &mut self.fields {
            field.unseen = false;
        }
    }
}

impl Field {
    /// The editor on it was closed: what it was left with, if it was kept, else
    /// what stands by now.
    pub(super) fn closed(&mut self) {
        let Some(opened) = self.opened.take() else {
            return;
        };
        if self.text() == opened && self.was != opened {
            self.hold(&self.was.clone());
            (self.theirs, self.unseen) = (None, false);
        }
    }

    /// Goes on from what stands now; whether what was typed would be written
    /// over something that was not there before.
    fn goes_on_from(&mut self, stands: Self, author: &str) -> bool {
        if !self.dirty() && self.opened.is_none() {
            *self = stands;
            return false;
        }
        let over = stands.was != self.was && stands.was != self.text();
        if over {
            self.theirs = Some(format!("{author} wrote: {}", stands.was));
        }
        self.was = stands.was;
        over
    }
}
