//! Help: every key, searchable, runnable.

use super::Flow;
use crate::app::{Cx, Effect, Msg};
use crate::keys::{Action, Context, resolve};

/// Help: every key, searchable, runnable.
#[derive(Clone, Debug, Default)]
pub struct Help {}

impl Help {
    /// Help: every key, searchable, runnable.
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
            Msg::Key(chord) if resolve(Context::Help, *chord) == Some(Action::Back) => Flow::Close,
            _ignored => Flow::Stay,
        }
    }
}
