//! Which of several offered indicators are kept as artifacts.

use super::parts;
use crate::app::overlay::Offer;
use crate::app::{App, FrameInfo, Offered};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws it over `area`.
pub fn draw(
    overlay: &Offer,
    _app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let (len, marked) = (overlay.found.len(), overlay.marked());
    let wanted = u16::try_from(len).unwrap_or(u16::MAX).saturating_add(4);
    let area = parts::middle(area, 84, wanted.max(8));
    let title = format!("Keep as artifacts: {marked} of {len}");
    let inner = overlay_box(frame, theme, area, &title);
    let (list, footer) = parts::split_bottom(inner, 1);
    info.overlay_height = usize::from(list.height);
    let shown = parts::window(overlay.at(), len, usize::from(list.height));
    for (y, i) in (0..).zip(shown.clone()) {
        let line = offered(i, &overlay.found[i], theme, list.width, i == overlay.at());
        parts::put(frame, list, y, line);
        if let Some(row) = parts::row(list, y) {
            parts::target(info, row, i);
        }
    }
    parts::beyond(frame, theme, inner, &shown, len);
    let bottom = match &overlay.problem {
        Some(problem) => {
            let problem = cut(problem, usize::from(footer.width), theme.ascii);
            Line::styled(problem, theme.bad)
        }
        None => parts::hints(Context::Offer, theme, footer.width),
    };
    parts::put(frame, footer, 0, bottom);
}

/// One of them: the key that marks it, its mark, what it is, where it was found.
fn offered(
    place: usize,
    (found, keep): &(Offered, bool),
    theme: &Theme,
    columns: u16,
    selected: bool,
) -> Line<'static> {
    let (sign, style) = parts::mark(theme, selected);
    let key = match place {
        0..9 => format!("{} ", place + 1),
        _ => "  ".to_owned(),
    };
    let mark = if *keep { "[x] " } else { "[ ] " };
    let kind = fit(found.kind.word(), 8, theme.ascii);
    let look = if *keep { theme.text } else { theme.dim };
    let room = usize::from(columns).saturating_sub(24);
    let mut spans = vec![
        Span::raw(sign),
        Span::styled(key, theme.key),
        Span::styled(mark, look),
        Span::styled(kind, theme.dim),
        Span::raw(" "),
        Span::styled(fit(&found.value, room, theme.ascii), look),
        Span::raw(" "),
    ];
    spans.push(Span::styled(found.source.clone(), theme.label));
    let line = Line::from(spans);
    if selected {
        parts::bar(line, columns, style)
    } else {
        line
    }
}
