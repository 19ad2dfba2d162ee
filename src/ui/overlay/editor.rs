//! The editor for several lines of text.

use super::parts;
use crate::app::overlay::{Editor, layout};
use crate::app::{App, FrameInfo};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::text::cut;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use std::ops::Range;

/// Draws it over `area`.
pub fn draw(
    overlay: &Editor,
    _app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let columns = usize::from(area.width.saturating_sub(6));
    let title = cut(&overlay.title, columns, theme.ascii);
    let inner = overlay_box(frame, theme, area, &title);
    let (text, footer) = parts::split_bottom(inner, 1);
    write(overlay, theme, frame, (inner, text), info);
    parts::put(frame, footer, 0, bottom(overlay, theme, footer.width));
}

/// Draws the text on a part of a box whose frame says how much lies beyond.
pub fn write(
    overlay: &Editor,
    theme: &Theme,
    frame: &mut Frame,
    (inner, mut text): (Rect, Rect),
    info: &mut FrameInfo,
) {
    // The cursor has room after a line that fills its row.
    text.width = text.width.saturating_sub(1).max(text.width.min(1));
    info.overlay_width = usize::from(text.width);
    info.overlay_height = usize::from(text.height);
    if text.width > 0 && text.height > 0 {
        let (shown, rows) = draw_text(overlay, theme, frame, text);
        parts::beyond(frame, theme, inner, &shown, rows);
    }
}

/// Draws the part of the text around the cursor: which rows, of how many.
fn draw_text(
    overlay: &Editor,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
) -> (Range<usize>, usize) {
    let height = usize::from(area.height);
    let rows = layout::rows(overlay.text(), usize::from(area.width));
    let (row, column) = layout::place(overlay.text(), &rows, overlay.at());
    let top = overlay.top().clamp((row + 1).saturating_sub(height), row);
    for (i, range) in (0..).zip(rows.iter().skip(top).take(height)) {
        let line = layout::shown_text(&overlay.text()[range.clone()]);
        parts::put(frame, area, i, Line::styled(line, theme.text));
    }
    let x = u16::try_from(column).unwrap_or(u16::MAX).min(area.width);
    let y = u16::try_from(row - top).unwrap_or(0);
    frame.set_cursor_position((area.x + x, area.y + y));
    (top..(top + height).min(rows.len()), rows.len())
}

fn bottom(overlay: &Editor, theme: &Theme, columns: u16) -> Line<'static> {
    if overlay.asking() {
        return leave(theme, columns, "Not recorded yet.");
    }
    parts::hints(Context::Editor, theme, columns)
}

/// The question whether what was typed may be lost, with its keys.
pub fn leave(theme: &Theme, columns: u16, question: &str) -> Line<'static> {
    // The answers matter more than the words of the question.
    let question = if columns < 64 { "Leave?" } else { question };
    let mut spans = vec![Span::styled(format!("{question}  "), theme.warn)];
    let used = u16::try_from(question.len() + 2).unwrap_or(columns);
    let hints = parts::hints(Context::Leave, theme, columns.saturating_sub(used));
    spans.extend(hints.spans);
    Line::from(spans)
}
