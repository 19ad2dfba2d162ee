//! A question whose yes loses or hides something.

use super::parts;
use crate::app::overlay::Confirm;
use crate::app::{App, FrameInfo};
use crate::keys::Context;
use crate::ui::frame::{centred, overlay_box};
use crate::ui::text::wrap;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Draws it over `area`.
pub fn draw(
    overlay: &Confirm,
    _app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    _info: &mut FrameInfo,
) {
    let columns = area.width.min(64);
    let lines = wrap(&overlay.question, usize::from(columns.saturating_sub(4)));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let area = centred(area, columns, height.saturating_add(4));
    let inner = overlay_box(frame, theme, area, "Sure?");
    let (text, footer) = parts::split_bottom(inner, 1);
    for (i, line) in (0..).zip(lines) {
        parts::put(frame, text, i, Line::styled(format!(" {line}"), theme.text));
    }
    let hints = parts::hints(Context::Confirm, theme, footer.width);
    parts::put(frame, footer, 0, hints);
}
