//! What lies over the panes, one file for each of `app/overlay/`.

mod confirm;
mod detail;
mod editor;
mod facts;
mod form;
mod help;
mod incidents;
mod palette;
mod parts;
mod paste;
mod search;

use crate::app::overlay::Overlay;
use crate::app::{App, FrameInfo};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws one overlay over the panes' area.
pub fn draw(
    overlay: &Overlay,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    match overlay {
        Overlay::Detail(o) => detail::draw(o, app, theme, frame, area, info),
        Overlay::Form(o) => form::draw(o, app, theme, frame, area, info),
        Overlay::Editor(o) => editor::draw(o, app, theme, frame, area, info),
        Overlay::Palette(o) => palette::draw(o, app, theme, frame, area, info),
        Overlay::Help(o) => help::draw(o, app, theme, frame, area, info),
        Overlay::Incidents(o) => incidents::draw(o, app, theme, frame, area, info),
        Overlay::Search(o) => search::draw(o, app, theme, frame, area, info),
        Overlay::Confirm(o) => confirm::draw(o, app, theme, frame, area, info),
        Overlay::Paste(o) => paste::draw(o, app, theme, frame, area, info),
    }
}

#[cfg(test)]
mod tests;
