//! What is shown when there is nothing to show: an empty file says what to
//! press, a small terminal says so.

use super::frame::centred;
use super::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws the first screen of an empty file.
pub fn draw(theme: &Theme, frame: &mut Frame, area: Rect) {
    let key = |k: &str, what: &str| {
        Line::from(vec![
            Span::styled(format!("{k:>8}"), theme.key),
            Span::styled(format!("   {what}"), theme.text),
        ])
    };
    let lines = vec![
        Line::styled("   No incident in this file yet.", theme.strong),
        Line::default(),
        key("I", "open an incident"),
        key("?", "every key"),
        key(":", "commands by name"),
        key("q", "leave"),
        Line::default(),
        Line::styled(
            "   `warroom demo` opens a made-up one to look around in.",
            theme.dim,
        ),
        Line::styled(
            "   Everything stays in one file on this machine.",
            theme.dim,
        ),
    ];
    put(frame, centred(area, 60, 9), lines);
}

/// Draws one sentence where the panes have no room.
pub fn too_small(theme: &Theme, frame: &mut Frame, area: Rect) {
    let text = "the cockpit needs 40×10; this is smaller";
    let text = if theme.ascii {
        text.replace('×', "x")
    } else {
        text.to_owned()
    };
    let lines = super::text::wrap(&text, usize::from(area.width), theme.ascii);
    let lines = lines.into_iter().map(Line::from).collect();
    put(frame, area, lines);
}

fn put(frame: &mut Frame, area: Rect, lines: Vec<Line<'static>>) {
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        frame.render_widget(line, row);
    }
}
