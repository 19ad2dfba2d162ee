//! Taking back what was done in this session, and doing it again.

use super::msg::{Done, Trouble};
use super::overlay::{Confirm, Overlay};
use super::state::Tone;
use super::{App, Effect};
use crate::domain::Id;
use crate::domain::attention::span;
use chrono::TimeDelta;

/// How long after it was done an act is taken back without a question.
const AT_ONCE: TimeDelta = TimeDelta::minutes(2);

impl App {
    /// Takes the last act back, or does the last that was taken back again.
    pub(super) fn undo_last(&mut self, redo: bool) -> Vec<Effect> {
        let stack = if redo { &self.redo } else { &self.undo };
        let Some(batch) = stack.last().copied() else {
            let text = if redo {
                "nothing was taken back that could be done again"
            } else {
                "nothing was done in this session that could be taken back"
            };
            self.say(Tone::Plain, text.to_owned());
            return Vec::new();
        };
        let effect = Effect::Undo { batch, redo };
        // A slip is taken back at once; what has stood for a while may be taken
        // back by a letter that was meant for a line.
        match self.acts.get(&batch) {
            Some((what, at)) if self.now - *at > AT_ONCE => {
                let ago = span(self.now - *at);
                let question = format!("Take back what was done {ago} ago: {what}?");
                self.open(Overlay::Confirm(Confirm::new(question, vec![effect])))
            }
            Some(_) | None => vec![effect],
        }
    }

    /// An act was taken back, or could not be.
    pub(super) fn undone(
        &mut self,
        batch: Id,
        redo: bool,
        result: Result<Done, Trouble>,
    ) -> Vec<Effect> {
        let (from, to) = if redo {
            (&mut self.redo, &mut self.undo)
        } else {
            (&mut self.undo, &mut self.redo)
        };
        // What cannot be taken back would otherwise stand in the way of all
        // that was done before it.
        from.retain(|b| *b != batch);
        match result {
            Ok(done) => {
                to.push(done.batch);
                let told = self.acts.remove(&batch).map(|(what, _)| what);
                let what = told.unwrap_or_else(|| self.names_in(&done.events));
                let text = if redo {
                    format!("done again: {what}; u takes it back")
                } else {
                    format!("taken back: {what}; ^R does it again")
                };
                self.acts.insert(done.batch, (what, self.now));
                self.say(Tone::Good, text);
            }
            Err(trouble) => self.say(Tone::Bad, trouble.0),
        }
        self.refresh()
    }
}
