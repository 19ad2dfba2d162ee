//! What the last frame measured: where things were drawn, so that the mouse
//! and the page keys can act on what is seen.

use super::Pane;
use crate::keys::Action;

/// An area of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Leftmost column.
    pub x: u16,
    /// Topmost row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies in it.
    #[must_use]
    pub const fn holds(self, x: u16, y: u16) -> bool {
        x >= self.x && y >= self.y && x - self.x < self.width && y - self.y < self.height
    }
}

/// What a click at an area means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The pane itself: focus it.
    Pane(Pane),
    /// The nth held row of a pane.
    Row(Pane, usize),
    /// The capture line.
    Capture,
    /// A key of the footer.
    Key(Action),
    /// The nth line of the overlay on top.
    Overlay(usize),
}

/// What a frame measured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameInfo {
    /// What can be clicked; the last that holds a cell is on top.
    pub targets: Vec<(Area, Target)>,
    /// Rows each pane had room for, in the order of the panes; 0 for one not drawn.
    pub heights: [usize; 4],
    /// The first held row each pane showed.
    pub tops: [usize; 4],
    /// Lines the overlay on top had room for.
    pub overlay_height: usize,
    /// Columns the overlay on top had room for.
    pub overlay_width: usize,
    /// Lines the overlay on top has in all, where it scrolls by lines.
    pub overlay_lines: usize,
    /// The first line of it that was shown.
    pub overlay_top: usize,
}

impl FrameInfo {
    /// What lies at a cell.
    #[must_use]
    pub fn at(&self, x: u16, y: u16) -> Option<Target> {
        let found = self.targets.iter().rev().find(|(area, _)| area.holds(x, y));
        found.map(|(_, target)| *target)
    }
}
