//! What lies over the panes, one file for each of `app/overlay/`.

mod ask;
mod board;
mod check_in;
mod check_ins;
mod clocks;
mod closing;
mod confirm;
mod decisions;
mod detail;
mod drill;
mod editor;
mod facts;
mod form;
mod handover;
mod help;
mod incidents;
mod meeting;
mod needs;
mod offer;
mod page;
mod palette;
mod parts;
mod paste;
mod patterns;
mod people;
mod review;
mod review_facts;
mod roadmap;
mod search;
mod sitrep;

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
        Overlay::Offer(o) => offer::draw(o, app, theme, frame, area, info),
        Overlay::Paste(o) => paste::draw(o, app, theme, frame, area, info),
        Overlay::Needs(o) => needs::draw(o, app, theme, frame, area, info),
        Overlay::Board(o) => board::draw(o, app, theme, frame, area, info),
        Overlay::People(o) => people::draw(o, app, theme, frame, area, info),
        Overlay::CheckIns(o) => check_ins::draw(o, app, theme, frame, area, info),
        Overlay::CheckInPage(o) => check_in::draw(o, app, theme, frame, area, info),
        Overlay::Decisions(o) => decisions::draw(o, app, theme, frame, area, info),
        Overlay::Clocks(o) => clocks::draw(o, app, theme, frame, area, info),
        Overlay::Sitrep(o) => sitrep::draw(o, app, theme, frame, area, info),
        Overlay::Handover(o) => handover::draw(o, app, theme, frame, area, info),
        Overlay::Closing(o) => closing::draw(o, app, theme, frame, area, info),
        Overlay::Drill(o) => drill::draw(o, app, theme, frame, area, info),
        Overlay::Roadmap(o) => roadmap::draw(o, app, theme, frame, area, info),
        Overlay::Patterns(o) => patterns::draw(o, app, theme, frame, area, info),
        Overlay::Review(o) => review::draw(o, app, theme, frame, area, info),
        Overlay::Writing(o) => review::draw_writing(o, app, theme, frame, area, info),
        Overlay::Evidence(o) => review::draw_evidence(o, app, theme, frame, area, info),
    }
}

#[cfg(test)]
mod tests;
