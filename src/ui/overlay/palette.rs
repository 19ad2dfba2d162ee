//! The command palette.

use crate::app::overlay::Palette;
use crate::app::{App, FrameInfo};
use crate::ui::frame::overlay_box;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws it over `area`.
pub fn draw(
    _overlay: &Palette,
    _app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    _info: &mut FrameInfo,
) {
    overlay_box(frame, theme, area, "Palette");
}
