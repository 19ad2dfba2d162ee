//! The review of pasted lines, each an entry after one confirmation.

use super::Flow;
use crate::app::{Cx, Effect, Msg};
use crate::keys::{Action, Context, resolve};

/// The review of pasted lines, each an entry after one confirmation.
#[derive(Clone, Debug)]
pub struct Paste {
    /// Reviews a pasted text.
    pub text: String,
}

impl Paste {
    /// Reviews a pasted text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { text }
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        Vec::new()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, _cx: &Cx) -> Flow {
        match msg {
            Msg::Key(chord) if resolve(Context::Paste, *chord) == Some(Action::Back) => Flow::Close,
            _ignored => Flow::Stay,
        }
    }
}
