//! Which factor something bears out.

use super::super::parts;
use crate::app::overlay::Evidence;
use crate::app::{App, FrameInfo};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::signs;
use crate::ui::text::cut;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws it over `area`.
pub fn draw(
    overlay: &Evidence,
    _app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let rows = overlay.tree().map_or(1, |tree| tree.len() + 1);
    let height = u16::try_from(rows + 6).unwrap_or(u16::MAX).max(12);
    let area = parts::middle(area, 90, height);
    let title = format!("What does {} bear out?", overlay.thing.name());
    let inner = overlay_box(frame, theme, area, &title);
    let (body, footer) = parts::split_bottom(inner, 2);
    let columns = usize::from(body.width);
    let text = cut(
        overlay.thing.headline(),
        columns.saturating_sub(2),
        theme.ascii,
    );
    parts::put(frame, body, 0, Line::styled(format!(" {text}"), theme.dim));
    if let Some(problem) = &overlay.problem {
        let said = cut(problem, columns, theme.ascii);
        parts::put(frame, footer, 0, Line::styled(said, theme.bad));
    }
    let hints = parts::hints(Context::Evidence, theme, footer.width);
    parts::put(frame, footer, 1, hints);
    let list = Rect {
        y: body.y + 2.min(body.height),
        height: body.height.saturating_sub(2),
        ..body
    };
    info.overlay_height = usize::from(list.height);
    let Some(tree) = overlay.tree() else {
        parts::put(frame, list, 0, Line::styled("  reading …", theme.dim));
        return;
    };
    let shown = parts::window(overlay.at(), tree.len() + 1, usize::from(list.height));
    for (y, i) in (0..).zip(shown.clone()) {
        let selected = i == overlay.at();
        let (mark, style) = parts::mark(theme, selected);
        let line = match tree.get(i) {
            Some(branch) => factor(overlay, branch, theme, mark, columns),
            None => Line::from(vec![
                Span::raw(mark),
                Span::styled("+ a new factor that rests on it", theme.key),
            ]),
        };
        let line = match selected {
            true => parts::bar(line, list.width, style),
            false => line,
        };
        parts::put(frame, list, y, line);
        if let Some(row) = parts::row(list, y) {
            parts::target(info, row, i);
        }
    }
    parts::beyond(frame, theme, inner, &shown, tree.len() + 1);
}

fn factor(
    overlay: &Evidence,
    branch: &crate::domain::causes::Branch<'_>,
    theme: &Theme,
    mark: &'static str,
    columns: usize,
) -> Line<'static> {
    let rests = overlay.bears_out(branch.thing);
    let sign = if rests { signs::whole(theme) } else { " " };
    let indent = " ".repeat((branch.depth * 2).min(columns / 3));
    let name = format!(" {indent}{} ", branch.thing.name());
    let room = columns.saturating_sub(4 + crate::ui::text::width(&name));
    Line::from(vec![
        Span::raw(mark),
        Span::styled(sign, theme.good),
        Span::styled(name, theme.label),
        Span::styled(cut(branch.thing.headline(), room, theme.ascii), theme.text),
    ])
}
