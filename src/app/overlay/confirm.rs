//! A question whose yes loses or hides something.

use super::Flow;
use crate::app::{Cx, Effect, Msg};
use crate::keys::{Action, Context, resolve};

/// A question whose yes loses or hides something.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// Asks; yes does the effects.
    pub question: String,
    /// Asks; yes does the effects.
    pub effects: Vec<Effect>,
}

impl Confirm {
    /// Asks; yes does the effects.
    #[must_use]
    pub fn new(question: String, effects: Vec<Effect>) -> Self {
        Self { question, effects }
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        Vec::new()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, _cx: &Cx) -> Flow {
        match msg {
            Msg::Key(chord) if resolve(Context::Confirm, *chord) == Some(Action::Back) => {
                Flow::Close
            }
            _ignored => Flow::Stay,
        }
    }
}
