//! A question whose yes loses or hides something.

use super::Flow;
use crate::app::{Cx, Effect, Msg};
use crate::keys::{Action, Context, Key, resolve};

/// A question whose yes loses or hides something. Yes has a letter of its
/// own; Enter and everything else leave the question where it is, and after
/// another letter yes counts no more: a sentence is being typed that was meant
/// for a line.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// What is asked.
    pub question: String,
    /// What yes does.
    pub effects: Vec<Effect>,
    /// A letter was typed that answers nothing.
    pub strayed: bool,
}

impl Confirm {
    /// Asks; yes does the effects.
    #[must_use]
    pub const fn new(question: String, effects: Vec<Effect>) -> Self {
        Self {
            question,
            effects,
            strayed: false,
        }
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub const fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        Vec::new()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, _cx: &Cx) -> Flow {
        let Msg::Key(chord) = msg else {
            return Flow::Stay;
        };
        match resolve(Context::Confirm, *chord) {
            Some(Action::Yes) if self.strayed => Flow::Stay,
            Some(Action::Yes) => Flow::CloseAnd(std::mem::take(&mut self.effects)),
            Some(Action::Back) => Flow::Close,
            Some(_) | None => {
                self.strayed |= matches!(chord.key, Key::Char(_));
                Flow::Stay
            }
        }
    }
}
