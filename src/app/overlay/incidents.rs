//! The incident picker.

use super::Flow;
use crate::app::{Cx, Effect, Msg};
use crate::keys::{Action, Context, resolve};

/// The incident picker.
#[derive(Clone, Debug, Default)]
pub struct Incidents {}

impl Incidents {
    /// The incident picker.
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
            Msg::Key(chord) if resolve(Context::Incidents, *chord) == Some(Action::Back) => {
                Flow::Close
            }
            _ignored => Flow::Stay,
        }
    }
}
