//! The board of workstreams.

use super::Flow;
use super::select::Select;
use crate::app::{Cx, Effect, Msg, Query};
use crate::keys::{Action, Context, resolve};

/// The board of workstreams.
#[derive(Clone, Debug, Default)]
pub struct Board {
    select: Select,
}

impl Board {
    /// The screen as it opens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The selected line.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Situation)]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, _cx: &Cx) -> Flow {
        match msg {
            Msg::Key(chord) => match resolve(Context::Board, *chord) {
                Some(Action::Back) => Flow::Close,
                Some(_) | None => Flow::Stay,
            },
            _other => Flow::Stay,
        }
    }
}
