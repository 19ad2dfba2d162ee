//! Closing an incident.

use super::{page, parts};
use crate::app::overlay::{BeforeClosing, Closing};
use crate::app::{App, Cx, FrameInfo};
use crate::domain::Thing;
use crate::keys::{Action, Context, footer};
use crate::ui::text::cut;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws it over `area`.
pub fn draw(
    overlay: &Closing,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let cx = app.cx();
    let framed = page::Framed {
        title: "Closing",
        head: pages(overlay, &cx, theme),
        text: overlay.text(&cx),
        top: overlay.top,
    };
    let below = framed.draw(theme, frame, area, info);
    match &overlay.asking {
        Some(BeforeClosing::Why(line, wrong)) => {
            page::ask_line(frame, theme, below, "closed all the same: ", line, wrong);
        }
        Some(BeforeClosing::Sure) => page::ask_letter(frame, theme, below, question(&cx)),
        None => {
            let closed = Closing::is_closed(&cx);
            let keys =
                footer(Context::Closing).filter(|b| b.action != Action::PhaseClosed || !closed);
            let said = if closed {
                "P and a letter open it again"
            } else {
                ""
            };
            let said = cut(said, usize::from(below.width), theme.ascii);
            parts::put(frame, below, 0, Line::styled(said, theme.dim));
            let rows = parts::hint_rows(keys, theme, below.width, 1);
            parts::put(frame, below, 1, rows.into_iter().next().unwrap_or_default());
        }
    }
}

fn question(cx: &Cx) -> &'static str {
    let card = cx.incident.and_then(Thing::as_incident);
    match card.is_some_and(|i| i.exercise) {
        true => "Close the drill? It is an exercise: nothing is asked of its review.",
        false => "Close the incident? Its post-mortem lacks nothing.",
    }
}

/// The two pages, the one that is shown between brackets.
fn pages(overlay: &Closing, cx: &Cx, theme: &Theme) -> Line<'static> {
    let message = overlay.shows_message(cx);
    let names = [
        ("what is still missing", !message),
        ("message for the channel", message),
    ];
    let spans = names.map(|(name, shown)| match shown {
        true => Span::styled(format!(" [{name}]"), theme.strong),
        false => Span::styled(format!("  {name} "), theme.dim),
    });
    Line::from(spans.to_vec())
}
