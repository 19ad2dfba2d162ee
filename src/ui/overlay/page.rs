//! A page of Markdown that is read, with a question below it.

use super::parts;
use crate::app::FrameInfo;
use crate::app::line::LineInput;
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::markdown;
use crate::ui::text::{cut, width, wrap};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws a text from its row `top` on, in a part of a box whose frame says
/// how much there is beyond.
pub fn text(
    frame: &mut Frame,
    theme: &Theme,
    (inner, area): (Rect, Rect),
    text: &str,
    top: usize,
    info: &mut FrameInfo,
) {
    let room = usize::from(area.width.saturating_sub(2)).max(1);
    let mut rows = markdown::rows(text, room, theme);
    for row in &mut rows {
        row.spans.insert(0, Span::raw(" "));
    }
    let height = usize::from(area.height);
    let top = top.min(rows.len().saturating_sub(height));
    info.overlay_height = height;
    info.overlay_lines = rows.len();
    info.overlay_top = top;
    for (y, row) in (0..).zip(rows.iter().skip(top).take(height)) {
        parts::put(frame, area, y, row.clone());
    }
    let shown = top..(top + height).min(rows.len());
    parts::beyond(frame, theme, inner, &shown, rows.len());
}

/// A page in a frame of its own: a line that says what it is, the text below.
pub struct Framed<'a> {
    /// What the frame says.
    pub title: &'a str,
    /// The line above the text.
    pub head: Line<'a>,
    /// The text; none until it is here.
    pub text: Option<&'a str>,
    /// The row it is shown from.
    pub top: usize,
}

impl Framed<'_> {
    /// Draws it; gives the two rows below it, for a question or the keys.
    pub fn draw(self, theme: &Theme, frame: &mut Frame, area: Rect, info: &mut FrameInfo) -> Rect {
        self.warning(&[], theme, frame, area, info)
    }

    /// The same, with what has to be thought of between the text and the
    /// question.
    pub fn warning(
        self,
        warnings: &[String],
        theme: &Theme,
        frame: &mut Frame,
        area: Rect,
        info: &mut FrameInfo,
    ) -> Rect {
        let inner = overlay_box(frame, theme, area, self.title);
        let (above, below) = parts::split_bottom(inner, 2);
        let room = usize::from(inner.width);
        let warnings: Vec<String> = warnings
            .iter()
            .flat_map(|w| wrap(w, room, theme.ascii))
            .collect();
        let rows = u16::try_from(warnings.len()).unwrap_or(0);
        let (body, warned) = parts::split_bottom(above, rows);
        for (y, warning) in (0..).zip(warnings) {
            parts::put(frame, warned, y, Line::styled(warning, theme.warn));
        }
        parts::put(frame, body, 0, self.head);
        let room = Rect {
            y: body.y + 1.min(body.height),
            height: body.height.saturating_sub(1),
            ..body
        };
        match self.text {
            Some(told) => text(frame, theme, (inner, room), told, self.top, info),
            None => parts::put(frame, room, 0, Line::styled("  reading …", theme.dim)),
        }
        below
    }
}

/// A question that is answered on a line, and what is wrong with the answer.
pub fn ask_line(
    frame: &mut Frame,
    theme: &Theme,
    area: Rect,
    question: &str,
    line: &LineInput,
    wrong: &str,
) {
    let question = cut(question, usize::from(area.width / 2), theme.ascii);
    let wide = u16::try_from(width(&question)).unwrap_or(area.width);
    parts::put(frame, area, 0, Line::styled(question, theme.warn));
    let typed = Rect {
        x: area.x + wide.min(area.width),
        width: area.width.saturating_sub(wide),
        height: area.height.min(1),
        ..area
    };
    parts::input(frame, theme, typed, line);
    let below = if wrong.is_empty() {
        parts::hints(Context::Ask, theme, area.width)
    } else {
        Line::styled(cut(wrong, usize::from(area.width), theme.ascii), theme.bad)
    };
    parts::put(frame, area, 1, below);
}

/// A question that takes a letter.
pub fn ask_letter(frame: &mut Frame, theme: &Theme, area: Rect, question: &str) {
    let question = cut(question, usize::from(area.width), theme.ascii);
    parts::put(
        frame,
        area,
        0,
        Line::from(Span::styled(question, theme.warn)),
    );
    let hints = parts::hints(Context::Confirm, theme, area.width);
    parts::put(frame, area, 1, hints);
}
