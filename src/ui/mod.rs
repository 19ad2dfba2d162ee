//! The view. Pure: [`draw`] shows the state on a frame and says what it
//! measured; one file for each part of the screen.

mod artifacts;
mod bar;
mod capture_line;
mod first;
pub mod frame;
mod layout;
mod markdown;
pub mod overlay;
mod pane;
mod preview;
pub mod row;
pub mod signs;
mod status;
mod tasks;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod text;
pub mod theme;
mod timeline;
pub mod when;
mod workstreams;

use crate::app::{App, FrameInfo, Mode, Pane, Target};
use crate::keys::Context;
use layout::{LEAST, Layout};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use theme::Theme;

/// Draws the whole screen.
#[must_use]
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame) -> FrameInfo {
    let mut info = FrameInfo {
        tops: Pane::ALL.map(|pane| app.pane(pane).top),
        ..FrameInfo::default()
    };
    let theme = &Theme {
        read_only: app.as_of.is_some(),
        ..theme.clone()
    };
    let area = past(app, theme, frame);
    if area.width < LEAST.0 || area.height < LEAST.1 {
        first::too_small(theme, frame, area);
        return info;
    }
    let layout = Layout::new(area, app);
    bar::draw(app, theme, frame, layout.bar);
    let empty = app.base.as_ref().is_some_and(|b| b.incident.is_none());
    if empty {
        first::draw(theme, frame, layout.body);
    } else {
        panes(app, theme, frame, &layout, &mut info);
    }
    let status = status::draw(app, theme, frame, layout.status);
    info.targets
        .push((pane::area_of(layout.line), Target::Capture));
    if !empty {
        capture_line::draw(app, theme, frame, layout.line);
        status::footer(app, theme, frame, layout.footer, &mut info);
    }
    if let (Mode::Menu(menu), true) = (app.mode, app.overlays.is_empty()) {
        status::menu(app, menu, theme, frame, under_bar(area, layout.bar));
    }
    if app.overlays.is_empty() {
        capture_line::completions(app, theme, frame, status);
    }
    if let Some(top) = app.overlays.last() {
        info.targets.clear();
        overlay::draw(top, app, theme, frame, layout.body, &mut info);
        if top.waits() {
            let keys = status::choices(Some(Context::Resume), app);
            status::ask(
                " begun before, not recorded yet: ",
                keys,
                theme,
                frame,
                area,
            );
            // The cursor is where the next key goes.
            frame.set_cursor_position((area.x, area.bottom().saturating_sub(1)));
        }
    }
    if theme.ascii {
        ascii_only(frame);
    }
    info
}

/// Says above everything that this is a past moment; gives the rest.
fn past(app: &App, theme: &Theme, frame: &mut Frame) -> Rect {
    let area = frame.area();
    let Some(moment) = app.as_of.filter(|_| area.height > 1) else {
        return area;
    };
    let at = moment.format("%Y-%m-%d %H:%M UTC");
    let text = format!(" AS OF {at}, read-only: T comes back");
    let width = usize::from(area.width);
    let line = Line::styled(text::fit(&text, width, theme.ascii), theme.selected);
    frame.render_widget(line, Rect { height: 1, ..area });
    Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    }
}

/// Whatever drew it, nothing but ASCII leaves: one cell holds one character, so
/// that a code point would not have room here.
fn ascii_only(frame: &mut Frame) {
    for cell in &mut frame.buffer_mut().content {
        if !cell.symbol().is_ascii() {
            let sign = text::in_ascii(cell.symbol());
            let sign = if sign.len() == 1 { &*sign } else { "?" };
            let sign = sign.to_owned();
            cell.set_symbol(&sign);
        }
    }
}

fn panes(app: &App, theme: &Theme, frame: &mut Frame, layout: &Layout, info: &mut FrameInfo) {
    let framed = layout.tabs.height == 0;
    for (pane, area) in &layout.panes {
        if framed {
            pane::draw(*pane, app, theme, frame, *area, info);
        } else {
            info.targets
                .push((pane::area_of(*area), Target::Pane(*pane)));
            pane::rows(*pane, app, theme, frame, *area, info);
        }
    }
    if !framed {
        pane::tabs(app, theme, frame, layout.tabs, info);
    }
}

const fn under_bar(area: Rect, bar: Rect) -> Rect {
    Rect {
        y: area.y + bar.height,
        height: area.height - bar.height,
        ..area
    }
}
