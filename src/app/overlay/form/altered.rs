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
        let mut fresh = Self::new(now.body.clone(), Some(Box::new(now.clone())), cx);
        fresh.learn(&self.factors);
        let mut over = None;
        for stands in fresh.fields {
            let text = stands.text().to_owned();
            let field = self.fields.iter_mut().find(|f| f.label == stands.label);
            if field.is_some_and(|f| f.goes_on_from(stands, &now.changed.author)) {
                over = over.or(Some(text));
            }
        }
        self.body = fresh.body;
        self.editing = fresh.editing;
        self.refused = None;
        (headline || over.is_some()).then(|| written_over(now, over.as_deref()))
    }
}

impl Field {
    /// Goes on from what stands now; whether what was typed would be written
    /// over something that was not there before.
    fn goes_on_from(&mut self, stands: Self, author: &str) -> bool {
        if !self.dirty() {
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
