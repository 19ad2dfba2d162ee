//! The detail of one thing: full text, links both ways, history.

use super::Flow;
use crate::app::{Cx, Effect, Msg};
use crate::keys::{Action, Context, resolve};

/// The detail of one thing: full text, links both ways, history.
#[derive(Clone, Debug)]
pub struct Detail {
    /// Asks for a thing by identity or label.
    pub of: super::super::effect::Of,
}

impl Detail {
    /// Asks for a thing by identity or label.
    #[must_use]
    pub fn new(of: super::super::effect::Of) -> Self {
        Self { of }
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        Vec::new()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, _cx: &Cx) -> Flow {
        match msg {
            Msg::Key(chord) if resolve(Context::Detail, *chord) == Some(Action::Back) => {
                Flow::Close
            }
            _ignored => Flow::Stay,
        }
    }
}
