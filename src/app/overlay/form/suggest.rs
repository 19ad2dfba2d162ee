//! What was said before is offered in a field of free words: a class of weakness
//! that is spelled in two ways is two classes to whoever counts them.

use super::{Field, Form, Input, Need};
use crate::app::overlay::fuzzy;

/// How many are offered at once.
const OFFERED: usize = 6;

/// The classes there are, and which of those that are offered is selected.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// Each once, over all incidents.
    pub all: Vec<String>,
    /// The place of the selected one among those that are offered.
    pub at: Option<usize>,
}

impl Form {
    /// What is offered in the field that is typed in, best first, and which of it
    /// is selected: nothing until something was typed, nor once it is one of them.
    #[must_use]
    pub fn offered(&self) -> (Vec<&str>, Option<usize>) {
        let field = self.fields.get(self.at).filter(|f| Field::dirty(f));
        let text = match field.map(|f| &f.input) {
            Some(Input::Line {
                line,
                need: Need::Class,
                ..
            }) => line.text().trim(),
            Some(_) | None => "",
        };
        let all = &self.classes.all;
        if text.is_empty() || all.iter().any(|class| class == text) {
            return (Vec::new(), None);
        }
        let found = fuzzy::rank(text, all).into_iter().take(OFFERED);
        let found: Vec<&str> = found.map(|i| all[i].as_str()).collect();
        let at = self.classes.at.filter(|at| *at < found.len());
        (found, at)
    }

    /// Goes on among what is offered; false at its end, or where there is none.
    pub(super) fn move_offer(&mut self, down: bool) -> bool {
        let (found, at) = self.offered();
        let (count, to) = match (at, down) {
            (None, true) => (found.len(), 0),
            (None, false) => return false,
            (Some(at), true) => (found.len(), at + 1),
            (Some(0), false) => {
                self.classes.at = None;
                return true;
            }
            (Some(at), false) => (found.len(), at - 1),
        };
        if to < count {
            self.classes.at = Some(to);
        }
        to < count
    }

    /// Takes what is selected; says whether something was.
    pub(super) fn take_offer(&mut self) -> bool {
        let (found, at) = self.offered();
        let taken = at
            .and_then(|at| found.get(at))
            .map(|text| (*text).to_owned());
        self.classes.at = None;
        let (Some(text), Some(field)) = (taken, self.fields.get_mut(self.at)) else {
            return false;
        };
        field.hold(&text);
        true
    }
}
