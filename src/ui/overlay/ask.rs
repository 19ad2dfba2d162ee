//! The line a screen asks for, above its keys.

use super::parts;
use crate::app::overlay::ask::Ask;
use crate::keys::{Context, footer};
use crate::ui::text::{clean, cut, width};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// The rows of a screen above its footer; the question takes three of them.
/// Gives what is left for the screen, the keys drawn.
pub fn draw(
    ask: Option<&Ask>,
    context: Context,
    theme: &Theme,
    frame: &mut Frame,
    inner: Rect,
) -> Rect {
    let context = ask.map_or(context, Ask::context);
    let (rest, _) = parts::keys_below(footer(context), theme, frame, inner, 0);
    let Some(ask) = ask else {
        return rest;
    };
    let (rest, box_) = parts::split_bottom(rest, 3);
    let columns = usize::from(box_.width);
    let title = cut(&ask.title, columns, theme.ascii);
    parts::put(frame, box_, 0, Line::styled(title, theme.title));
    if let Some(row) = parts::row(box_, 1) {
        let prompt = if theme.ascii { "> " } else { "› " };
        parts::put(frame, row, 0, Line::styled(prompt, theme.key));
        let used = u16::try_from(width(prompt)).unwrap_or(0).min(row.width);
        let typed = Rect {
            x: row.x + used,
            width: row.width - used,
            ..row
        };
        parts::input(frame, theme, typed, &ask.line);
    }
    let (text, style) = match &ask.trouble {
        Some(trouble) => (trouble, theme.bad),
        None => (&ask.hint, theme.dim),
    };
    let said = cut(&clean(text, theme.ascii), columns, theme.ascii);
    parts::put(frame, box_, 2, Line::styled(said, style));
    rest
}
