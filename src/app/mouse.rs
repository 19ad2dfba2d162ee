//! The mouse: focus, select, open, scroll, and the keys that are shown.

use super::info::Target;
use super::msg::{Mouse, MouseWhat};
use super::state::Mode;
use super::{App, Effect};

/// Rows one turn of the wheel scrolls.
const TURN: isize = 3;

impl App {
    /// What the mouse does to the panes.
    pub(super) fn moused(&mut self, mouse: Mouse) -> Vec<Effect> {
        let target = self.info.at(mouse.x, mouse.y);
        match (mouse.what, target) {
            (MouseWhat::Click, Some(target)) => self.clicked(target),
            (MouseWhat::DoubleClick, Some(Target::Row(pane, row))) => {
                self.clicked(Target::Row(pane, row));
                let on = self.selected().cloned();
                self.open_selected(on)
            }
            (MouseWhat::WheelUp, Some(Target::Pane(pane) | Target::Row(pane, _))) => {
                self.step(pane, -TURN)
            }
            (MouseWhat::WheelDown, Some(Target::Pane(pane) | Target::Row(pane, _))) => {
                self.step(pane, TURN)
            }
            (
                MouseWhat::DoubleClick | MouseWhat::WheelUp | MouseWhat::WheelDown,
                Some(Target::Capture | Target::Key(_) | Target::Overlay(_) | Target::Pane(_)),
            )
            | (_, None) => Vec::new(),
        }
    }

    fn clicked(&mut self, target: Target) -> Vec<Effect> {
        let rows = &self.rows[0].window.rows;
        let open = self.unfolded().and_then(|i| rows.get(i)).map(|t| t.id);
        if matches!(target, Target::Pane(_) | Target::Row(..)) {
            self.held_open = Some(open);
        }
        match target {
            Target::Pane(pane) => {
                self.mode = Mode::Panes;
                self.focus_on(pane)
            }
            Target::Row(pane, row) => {
                self.mode = Mode::Panes;
                self.focus = pane;
                let selected = self.rows[pane.index()].selected;
                self.step(pane, row.cast_signed() - selected.cast_signed())
            }
            Target::Capture => self.start_line(""),
            Target::Key(action) => {
                self.notice = None;
                self.held_open = None;
                self.act(action, None)
            }
            Target::Overlay(_) => Vec::new(),
        }
    }
}
