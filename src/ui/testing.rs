//! The screen as a test sees it.

use crate::app::tests::send;
use crate::app::{App, FrameInfo, Msg};
use crate::ui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// All of it; the cockpit is told what was drawn.
pub fn screen(app: &mut App, width: u16, height: u16, theme: &Theme) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a buffer");
    let mut info = None;
    let drawn = terminal.draw(|frame| info = Some(crate::ui::draw(app, theme, frame)));
    drawn.expect("a buffer takes every frame");
    if let Some(info) = info {
        send(app, Msg::Drawn(info));
    }
    terminal.backend().to_string()
}

/// The overlay alone: what the panes below look like is their own affair.
pub fn alone(app: &App, width: u16, height: u16, theme: &Theme) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a buffer");
    let mut info = FrameInfo::default();
    let drawn = terminal.draw(|frame| {
        let top = app.overlays.last().expect("an overlay is open");
        super::overlay::draw(top, app, theme, frame, frame.area(), &mut info);
    });
    drawn.expect("a buffer takes every frame");
    terminal.backend().to_string()
}
