//! Help: every key, searchable, runnable.

use super::parts;
use crate::app::overlay::{Help, HelpLine};
use crate::app::{App, FrameInfo};
use crate::keys::{Binding, Context};
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws it over `area`.
pub fn draw(
    overlay: &Help,
    _app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let area = parts::middle(area, 110, area.height);
    let inner = overlay_box(frame, theme, area, "Help");
    let (body, footer) = parts::split_bottom(inner, 1);
    let (sought, list) = head(frame, theme, body, "find a key: ");
    parts::input(frame, theme, sought, &overlay.line);
    let lines = overlay.lines();
    info.overlay_height = usize::from(list.height);
    let shown = parts::window(overlay.at, lines.len(), usize::from(list.height));
    for (y, i) in (0..).zip(shown.clone()) {
        let selected = i == overlay.at;
        let line = match lines[i] {
            HelpLine::Title(title) => titled(title, theme, list.width),
            HelpLine::Key(binding) => key(binding, theme, list.width, selected),
            HelpLine::Grammar(example, means) => {
                grammar(example, means, theme, list.width, selected)
            }
        };
        parts::put(frame, list, y, line);
        if let Some(row) = parts::row(list, y) {
            parts::target(info, row, i);
        }
    }
    parts::beyond(frame, theme, inner, &shown, lines.len());
    if lines.is_empty() {
        let none = Line::styled("  nothing is called that; Esc shows all again", theme.dim);
        parts::put(frame, list, 0, none);
    }
    let hints = parts::hints(Context::Help, theme, footer.width);
    parts::put(frame, footer, 0, hints);
}

/// Draws a prompt on the first row; what is right of it, and what is below.
pub fn head(frame: &mut Frame, theme: &Theme, area: Rect, prompt: &str) -> (Rect, Rect) {
    let prompt = cut(
        &format!(" {prompt}"),
        usize::from(area.width / 2),
        theme.ascii,
    );
    let taken = u16::try_from(crate::ui::text::width(&prompt)).unwrap_or(0);
    parts::put(frame, area, 0, Line::styled(prompt, theme.key));
    let right = Rect {
        x: area.x + taken,
        width: area.width - taken,
        height: area.height.min(1),
        ..area
    };
    let below = Rect {
        y: area.y + area.height.min(1),
        height: area.height.saturating_sub(1),
        ..area
    };
    (right, below)
}

fn titled(title: &str, theme: &Theme, columns: u16) -> Line<'static> {
    let title = cut(&format!(" {title}"), usize::from(columns), theme.ascii);
    Line::styled(title, theme.title)
}

fn key(binding: &Binding, theme: &Theme, columns: u16, selected: bool) -> Line<'static> {
    let chords: Vec<_> = binding.chords.iter().map(ToString::to_string).collect();
    let (sign, style) = parts::mark(theme, selected);
    let columns_left = usize::from(columns).saturating_sub(2);
    let wide = 16.min(columns_left / 3);
    let keys = fit(&chords.join(" "), wide, theme.ascii);
    let left = columns_left.saturating_sub(wide + 1);
    let name = if binding.name.is_empty() || columns < 70 {
        String::new()
    } else {
        format!(":{}", binding.name)
    };
    let room = left.saturating_sub(crate::ui::text::width(&name) + 1);
    let line = Line::from(vec![
        Span::raw(sign),
        Span::styled(keys, theme.key),
        Span::raw(" "),
        Span::raw(fit(binding.help, room, theme.ascii)),
        Span::raw(" "),
        Span::styled(name, theme.dim),
    ]);
    if selected {
        parts::bar(line, columns, style)
    } else {
        line
    }
}

fn grammar(
    example: &str,
    means: &str,
    theme: &Theme,
    columns: u16,
    selected: bool,
) -> Line<'static> {
    let (sign, style) = parts::mark(theme, selected);
    let columns_left = usize::from(columns).saturating_sub(2);
    let wide = 42.min(columns_left / 2);
    let line = Line::from(vec![
        Span::raw(sign),
        Span::styled(fit(example, wide, theme.ascii), theme.strong),
        Span::raw(" "),
        Span::styled(
            cut(means, columns_left.saturating_sub(wide + 1), theme.ascii),
            theme.dim,
        ),
    ]);
    if selected {
        parts::bar(line, columns, style)
    } else {
        line
    }
}
