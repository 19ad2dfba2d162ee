//! What incidents have in common, as charts and in words. The page is drawn
//! whole beside the screen, and the part that is looked at is put on it.

mod page;

use super::parts;
use crate::app::overlay::Patterns;
use crate::app::{App, FrameInfo};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

/// Columns from which the page has two sides.
const WIDE: u16 = 130;

/// Draws it over `area`.
pub fn draw(
    overlay: &Patterns,
    _app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let inner = overlay_box(frame, theme, area, "Patterns");
    let (body, footer) = parts::split_bottom(inner, 1);
    let hints = parts::hints(Context::Patterns, theme, footer.width);
    parts::put(frame, footer, 0, hints);
    let Some(found) = &overlay.found else {
        parts::put(frame, body, 0, Line::styled("  reading …", theme.dim));
        return;
    };
    let page = match body.width >= WIDE {
        true => {
            let half = body.width / 2;
            let (left, right) = page::sides(found, theme, half.saturating_sub(2));
            beside(&left, &right, half, body.width)
        }
        false => page::whole(found, theme, body.width),
    };
    let (lines, height) = (page.area.height, body.height);
    let last = lines.saturating_sub(height);
    let top = u16::try_from(overlay.top).unwrap_or(u16::MAX).min(last);
    info.overlay_height = usize::from(height);
    info.overlay_lines = usize::from(lines);
    info.overlay_top = usize::from(top);
    put(&page, top, frame, body);
    let shown = usize::from(top)..usize::from((top + height).min(lines));
    parts::beyond(frame, theme, inner, &shown, usize::from(lines));
}

/// Two pages, one beside the other.
fn beside(left: &Buffer, right: &Buffer, at: u16, columns: u16) -> Buffer {
    let height = left.area.height.max(right.area.height);
    let mut both = Buffer::empty(Rect::new(0, 0, columns, height));
    for (page, from) in [(left, 0), (right, at)] {
        for position in page.area.positions() {
            let to = Position::new(position.x + from, position.y);
            if let (Some(cell), Some(seen)) = (both.cell_mut(to), page.cell(position)) {
                cell.clone_from(seen);
            }
        }
    }
    both
}

/// Puts the rows of a page from `top` on into an area.
fn put(page: &Buffer, top: u16, frame: &mut Frame, area: Rect) {
    let screen = frame.buffer_mut();
    for y in 0..area.height.min(page.area.height.saturating_sub(top)) {
        for x in 0..area.width.min(page.area.width) {
            let to = Position::new(area.x + x, area.y + y);
            if let (Some(cell), Some(seen)) =
                (screen.cell_mut(to), page.cell(Position::new(x, top + y)))
            {
                cell.clone_from(seen);
            }
        }
    }
}
