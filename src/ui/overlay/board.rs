//! The board of workstreams.

use super::parts;
use crate::app::overlay::Board;
use crate::app::{App, FrameInfo};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Draws it over `area`.
pub fn draw(
    _overlay: &Board,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let inner = overlay_box(frame, theme, area, "Board");
    let (list, footer) = parts::split_bottom(inner, 1);
    info.overlay_height = usize::from(list.height);
    if app.situation.is_none() {
        parts::put(frame, list, 0, Line::styled("  reading …", theme.dim));
    }
    parts::put(
        frame,
        footer,
        0,
        parts::hints(Context::Board, theme, footer.width),
    );
}
