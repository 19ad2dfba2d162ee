//! What incidents have in common: a page that is read.

use super::help::Help;
use super::{Flow, Overlay, Roadmap, scroll};
use crate::app::{Cx, Effect, Job, Loaded, MouseWhat, Msg, Query};
use crate::domain::patterns;
use crate::keys::{Action, Context, resolve};

/// The page of patterns.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    /// What was found; none until it is here.
    pub found: Option<Box<patterns::Patterns>>,
    /// The first row that is shown.
    pub top: usize,
}

impl Patterns {
    /// The screen as it opens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Patterns)]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::Patterns(found)) => self.found = Some(found.clone()),
            Msg::Mouse(mouse) => match mouse.what {
                MouseWhat::WheelUp => scroll(&mut self.top, Action::Up, cx),
                MouseWhat::WheelDown => scroll(&mut self.top, Action::Down, cx),
                MouseWhat::Click | MouseWhat::DoubleClick => {}
            },
            Msg::Key(chord) => match resolve(Context::Patterns, *chord) {
                Some(Action::Back) => return Flow::Close,
                Some(Action::Help) => {
                    return Flow::Push(Overlay::Help(Help::new(Context::Patterns)));
                }
                Some(Action::Fixes) => return Flow::Replace(Overlay::Roadmap(Roadmap::new())),
                Some(Action::Export) => return Flow::Do(vec![Effect::Start(Job::Patterns)]),
                Some(action) => scroll(&mut self.top, action, cx),
                None => {}
            },
            _other => {}
        }
        Flow::Stay
    }
}
