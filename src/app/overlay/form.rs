//! A form of fields, for making and editing each kind of thing.

use super::Flow;
use crate::app::{Cx, Effect, Msg};
use crate::keys::{Action, Context, resolve};

/// A form of fields, for making and editing each kind of thing.
#[derive(Clone, Debug)]
pub struct Form {
    /// A form over a body; over a thing when it edits one.
    pub body: crate::domain::Body,
    /// A form over a body; over a thing when it edits one.
    pub editing: Option<Box<crate::domain::Thing>>,
}

impl Form {
    /// A form over a body; over a thing when it edits one.
    #[must_use]
    pub fn new(body: crate::domain::Body, editing: Option<Box<crate::domain::Thing>>) -> Self {
        Self { body, editing }
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        Vec::new()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, _cx: &Cx) -> Flow {
        match msg {
            Msg::Key(chord) if resolve(Context::Form, *chord) == Some(Action::Back) => Flow::Close,
            _ignored => Flow::Stay,
        }
    }
}
