//! Full-text search as you type.

use super::Flow;
use crate::app::{Cx, Effect, Msg};
use crate::keys::{Action, Context, resolve};

/// Full-text search as you type.
#[derive(Clone, Debug, Default)]
pub struct Search {}

impl Search {
    /// Full-text search as you type.
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        Vec::new()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, _cx: &Cx) -> Flow {
        match msg {
            Msg::Key(chord) if resolve(Context::Search, *chord) == Some(Action::Back) => {
                Flow::Close
            }
            _ignored => Flow::Stay,
        }
    }
}
