//! The command palette.

use super::help::head;
use super::parts;
use crate::app::overlay::{Command, Palette};
use crate::app::{App, FrameInfo};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit, width};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws it over `area`.
pub fn draw(
    overlay: &Palette,
    _app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let area = parts::middle(area, 100, 24.min(area.height));
    let inner = overlay_box(frame, theme, area, "Commands");
    let (body, footer) = parts::split_bottom(inner, 1);
    let (typed, list) = head(frame, theme, body, ": ");
    parts::input(frame, theme, typed, &overlay.line);
    let commands = overlay.commands();
    info.overlay_height = usize::from(list.height);
    let shown = parts::window(overlay.at(), commands.len(), usize::from(list.height));
    for (y, i) in (0..).zip(shown.clone()) {
        let line = command(&commands[i], theme, list.width, i == overlay.at());
        parts::put(frame, list, y, line);
        if let Some(row) = parts::row(list, y) {
            parts::target(info, row, i);
        }
    }
    parts::beyond(frame, theme, inner, &shown, commands.len());
    if commands.is_empty() {
        let none = Line::styled("  there is no such command", theme.dim);
        parts::put(frame, list, 0, none);
    }
    let bottom = match &overlay.problem {
        Some(problem) => {
            let problem = cut(problem, usize::from(footer.width), theme.ascii);
            Line::styled(problem, theme.bad)
        }
        None => parts::hints(Context::Palette, theme, footer.width),
    };
    parts::put(frame, footer, 0, bottom);
}

fn command(command: &Command, theme: &Theme, columns: u16, selected: bool) -> Line<'static> {
    let (sign, style) = parts::mark(theme, selected);
    let left = usize::from(columns).saturating_sub(2);
    let name_room = 20.min(left);
    let name = cut(command.name(), name_room, theme.ascii);
    let takes_room = name_room.saturating_sub(width(&name) + 1);
    let takes = fit(command.takes(), takes_room, theme.ascii);
    let keys = command.keys();
    let keys = if columns < 50 { String::new() } else { keys };
    let room = left.saturating_sub(name_room + 1 + width(&keys) + 1);
    let line = Line::from(vec![
        Span::raw(sign),
        Span::styled(name, theme.strong),
        Span::raw(" "),
        Span::styled(takes, theme.label),
        Span::raw(" "),
        Span::styled(fit(command.help(), room, theme.ascii), theme.dim),
        Span::raw(" "),
        Span::styled(keys, theme.key),
    ]);
    if selected {
        parts::bar(line, columns, style)
    } else {
        line
    }
}
