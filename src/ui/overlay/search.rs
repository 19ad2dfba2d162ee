//! Full-text search as you type.

use crate::app::overlay::Search;
use crate::app::{App, FrameInfo};
use crate::ui::frame::overlay_box;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws it over `area`.
pub fn draw(
    _overlay: &Search,
    _app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    _info: &mut FrameInfo,
) {
    overlay_box(frame, theme, area, "Search");
}
