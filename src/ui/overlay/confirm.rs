//! A question whose yes loses or hides something.

use crate::app::overlay::Confirm;
use crate::app::{App, FrameInfo};
use crate::ui::frame::overlay_box;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws it over `area`.
pub fn draw(
    _overlay: &Confirm,
    _app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    _info: &mut FrameInfo,
) {
    overlay_box(frame, theme, area, "Confirm");
}
