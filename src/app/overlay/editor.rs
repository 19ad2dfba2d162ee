//! The editor for several lines of text.

use super::Flow;
use crate::app::{Cx, Effect, Msg};
use crate::keys::{Action, Context, resolve};

/// The editor for several lines of text.
#[derive(Clone, Debug)]
pub struct Editor {
    /// An editor over a text.
    pub title: String,
    /// An editor over a text.
    pub text: String,
}

impl Editor {
    /// An editor over a text.
    #[must_use]
    pub fn new(title: String, text: String) -> Self {
        Self { title, text }
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        Vec::new()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, _cx: &Cx) -> Flow {
        match msg {
            Msg::Key(chord) if resolve(Context::Editor, *chord) == Some(Action::Back) => {
                Flow::Close
            }
            _ignored => Flow::Stay,
        }
    }
}
