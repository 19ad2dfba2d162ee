//! The detail of one thing: full text, links both ways, history.

use super::help::Help;
use super::{Flow, Overlay};
use crate::app::{Cx, Effect, Full, Loaded, MouseWhat, Msg, Of, Query, Target};
use crate::domain::{Link, Thing};
use crate::keys::{Action, Chord, Context, resolve};

/// The detail of one thing.
#[derive(Clone, Debug)]
pub struct Detail {
    /// How it was asked for.
    pub of: Of,
    /// The thing in full; none until it is here.
    pub full: Option<Box<Full>>,
    /// There is nothing of that name.
    pub missing: bool,
    /// The selected link, of both directions together.
    pub link: Option<usize>,
    /// The first line that is shown.
    pub top: usize,
    /// Whether the view scrolls to the selected link.
    pub follow: bool,
}

impl Detail {
    /// Asks for a thing by identity or label.
    #[must_use]
    pub const fn new(of: Of) -> Self {
        Self {
            of,
            full: None,
            missing: false,
            link: None,
            top: 0,
            follow: false,
        }
    }

    /// What it refers to, then what refers to it.
    #[must_use]
    pub fn links(&self) -> Vec<&Link> {
        let Some(full) = &self.full else {
            return Vec::new();
        };
        full.links_from.iter().chain(&full.links_to).collect()
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Detail(self.of))]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::Detail(None)) if self.full.is_none() => self.missing = true,
            Msg::Loaded(Loaded::Detail(Some(full))) if self.is_of(&full.thing) => {
                self.full = Some(full.clone());
                self.missing = false;
                let last = self.links().len().checked_sub(1);
                self.link = self.link.and_then(|i| last.map(|last| i.min(last)));
            }
            Msg::Key(chord) => return self.key(*chord, cx),
            Msg::Mouse(mouse) => match (mouse.what, cx.info.at(mouse.x, mouse.y)) {
                (MouseWhat::WheelUp, _) => self.scroll(-3, cx),
                (MouseWhat::WheelDown, _) => self.scroll(3, cx),
                (MouseWhat::Click, Some(Target::Overlay(i))) => self.link = Some(i),
                (MouseWhat::DoubleClick, Some(Target::Overlay(i))) => {
                    self.link = Some(i);
                    return self.open();
                }
                (MouseWhat::Click | MouseWhat::DoubleClick, _) => {}
            },
            _other => {}
        }
        Flow::Stay
    }

    fn is_of(&self, thing: &Thing) -> bool {
        match self.of {
            Of::Id(id) => thing.id == id,
            Of::Label(label) => {
                let register = thing.as_entry().and_then(crate::domain::Entry::register);
                thing.label() == Some(label) || register == Some(label)
            }
        }
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let page = isize::try_from(cx.info.overlay_height.max(2) - 1).unwrap_or(1);
        match resolve(Context::Detail, chord) {
            Some(Action::Back) => return Flow::Close,
            Some(Action::Help) => {
                return Flow::Push(Overlay::Help(Help::new(Context::Detail)));
            }
            Some(Action::Open) => return self.open(),
            Some(Action::Next) => self.next_link(true),
            Some(Action::Previous) => self.next_link(false),
            Some(Action::Down) => self.scroll(1, cx),
            Some(Action::Up) => self.scroll(-1, cx),
            Some(Action::PageDown) => self.scroll(page, cx),
            Some(Action::PageUp) => self.scroll(-page, cx),
            Some(Action::First) => self.scroll(isize::MIN, cx),
            Some(Action::Last) => self.scroll(isize::MAX, cx),
            Some(Action::Edit) => return self.edit(cx),
            Some(action) => return self.run(action),
            None => {}
        }
        Flow::Stay
    }

    fn scroll(&mut self, by: isize, cx: &Cx) {
        let last = cx.info.overlay_lines.saturating_sub(cx.info.overlay_height);
        self.follow = false;
        self.top = cx.info.overlay_top.saturating_add_signed(by).min(last);
    }

    fn next_link(&mut self, forward: bool) {
        let count = self.links().len();
        if count == 0 {
            return;
        }
        self.follow = true;
        self.link = Some(match (self.link, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(i), true) => (i + 1) % count,
            (Some(i), false) => (i + count - 1) % count,
        });
    }

    fn open(&self) -> Flow {
        let links = self.links();
        match self.link.and_then(|i| links.get(i)) {
            Some(link) => Flow::Push(Overlay::Detail(Self::new(Of::Id(link.id)))),
            None => Flow::Stay,
        }
    }

    fn edit(&self, cx: &Cx) -> Flow {
        match &self.full {
            Some(full) => Flow::Push(Overlay::edits(full.thing.clone(), cx)),
            None => Flow::Stay,
        }
    }

    /// What the panes do, done to this thing.
    fn run(&self, action: Action) -> Flow {
        let Some(full) = &self.full else {
            return Flow::Stay;
        };
        let does = matches!(
            action,
            Action::Star
                | Action::Amend
                | Action::Strike
                | Action::State
                | Action::Owner
                | Action::Priority
                | Action::Copy
                | Action::BearOut
        );
        if !does {
            return Flow::Stay;
        }
        Flow::Run {
            action,
            on: Some(Box::new(full.thing.clone())),
        }
    }
}
