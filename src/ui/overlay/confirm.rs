//! A question whose yes loses or hides something.

use super::parts;
use crate::app::overlay::Confirm;
use crate::app::{App, FrameInfo};
use crate::keys::{Context, footer};
use crate::ui::frame::{centred, overlay_box};
use crate::ui::text::wrap;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws it over `area`.
pub fn draw(
    overlay: &Confirm,
    _app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    _info: &mut FrameInfo,
) {
    let question = match overlay.strayed {
        true => format!("{} Something else was typed: Esc first.", overlay.question),
        false => overlay.question.clone(),
    };
    ask(&question, Context::Confirm, theme, frame, area);
}

/// A question in a box of its own, with the keys that answer it and no others.
pub fn ask(question: &str, answers: Context, theme: &Theme, frame: &mut Frame, area: Rect) {
    let columns = area.width.min(64);
    let lines = wrap(
        question,
        usize::from(columns.saturating_sub(4)),
        theme.ascii,
    );
    let keys = parts::hint_rows(footer(answers), theme, columns.saturating_sub(4), 3);
    let rows = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
    let height = rows(lines.len() + keys.len());
    let area = centred(area, columns, height.saturating_add(3));
    let inner = overlay_box(frame, theme, area, "Sure?");
    // The answers matter more than the words of the question.
    let (text, below) = parts::split_bottom(inner, rows(keys.len()));
    for (i, line) in (0..).zip(lines) {
        parts::put(frame, text, i, Line::styled(format!(" {line}"), theme.text));
    }
    for (i, mut line) in (0..).zip(keys) {
        line.spans.insert(0, Span::raw(" "));
        parts::put(frame, below, i, line);
    }
}
