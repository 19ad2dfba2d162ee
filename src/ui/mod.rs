//! The view. Pure: [`draw`] shows the state on a frame and says what it measured.

pub mod frame;
pub mod overlay;
pub mod text;
pub mod theme;

use crate::app::{App, FrameInfo};
use ratatui::Frame;
use theme::Theme;

/// Draws the whole screen.
#[must_use]
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame) -> FrameInfo {
    let mut info = FrameInfo::default();
    let area = frame.area();
    if let Some(top) = app.overlays.last() {
        overlay::draw(top, app, theme, frame, area, &mut info);
    }
    info
}
