//! The selected line of a list.

use crate::app::{Cx, MouseWhat, Msg, Target};
use crate::keys::Action;

/// A place in a list, kept inside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// The place, from 0.
    pub at: usize,
}

impl Select {
    /// Moves by some lines.
    pub fn step(&mut self, by: isize, len: usize) {
        self.at = self.at.saturating_add_signed(by).min(len.saturating_sub(1));
    }

    /// Stays inside a list that has become this long.
    pub fn keep(&mut self, len: usize) {
        self.step(0, len);
    }

    /// Does an action of a list; says whether it was one.
    pub fn act(&mut self, action: Action, len: usize, cx: &Cx) -> bool {
        let page = isize::try_from(cx.info.overlay_height.max(2) - 1).unwrap_or(1);
        match action {
            Action::Down => self.step(1, len),
            Action::Up => self.step(-1, len),
            Action::PageDown => self.step(page, len),
            Action::PageUp => self.step(-page, len),
            Action::First => self.at = 0,
            Action::Last => self.step(isize::MAX, len),
            _other => return false,
        }
        true
    }

    /// Follows the mouse; says whether a line was clicked twice.
    pub fn mouse(&mut self, msg: &Msg, len: usize, cx: &Cx) -> bool {
        let Msg::Mouse(mouse) = msg else {
            return false;
        };
        let hit = match cx.info.at(mouse.x, mouse.y) {
            Some(Target::Overlay(i)) if i < len => Some(i),
            Some(_) | None => None,
        };
        match (mouse.what, hit) {
            (MouseWhat::WheelUp, _) => self.step(-3, len),
            (MouseWhat::WheelDown, _) => self.step(3, len),
            (MouseWhat::Click, Some(i)) => self.at = i,
            (MouseWhat::DoubleClick, Some(i)) => {
                self.at = i;
                return true;
            }
            (MouseWhat::Click | MouseWhat::DoubleClick, None) => {}
        }
        false
    }
}
