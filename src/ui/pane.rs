//! A pane: its frame, its rows, the one that is selected.

use super::signs;
use super::theme::Theme;
use super::{artifacts, tasks, timeline, when, workstreams};
use crate::app::{App, Area, FrameInfo, Mode, Pane, Target};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Block;

/// Draws a pane with its frame.
pub fn draw(
    pane: Pane,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let focused = app.focus == pane && app.overlays.is_empty() && app.mode != Mode::Capture;
    let (border, title) = if focused {
        (theme.frame_focused, theme.title)
    } else {
        (theme.frame, theme.text)
    };
    info.targets.push((area_of(area), Target::Pane(pane)));
    let mut block = Block::bordered()
        .border_set(theme.border_set())
        .border_style(border)
        .title(Line::styled(
            format!(" {} {} ", pane.index() + 1, pane.title()),
            title,
        ))
        .title(Line::styled(count(pane, app, theme), theme.dim).right_aligned());
    if pane == Pane::Timeline && !app.following && !app.pane(pane).window.rows.is_empty() {
        let more = format!(" {} G: newest ", signs::below(theme));
        block = block.title_bottom(Line::styled(more, theme.dim).right_aligned());
    }
    let inner = block.inner(area);
    frame.render_widget(block, area);
    rows(pane, app, theme, frame, inner, info);
}

/// Draws the rows of a pane without a frame.
pub fn rows(
    pane: Pane,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    info.heights[pane.index()] = usize::from(area.height);
    info.tops[pane.index()] = app.pane(pane).top;
    if area.height == 0 || area.width == 0 {
        return;
    }
    if app.pane(pane).window.rows.is_empty() {
        empty(pane, app, theme, frame, area);
        return;
    }
    match pane {
        Pane::Timeline => timeline::draw(app, theme, frame, area, info),
        Pane::Workstreams => list(pane, app, theme, frame, area, info, workstreams::row),
        Pane::Tasks => list(pane, app, theme, frame, area, info, tasks::row),
        Pane::Artifacts => list(pane, app, theme, frame, area, info, artifacts::row),
    }
}

/// How a thing becomes a line of so many columns.
type MakeRow = fn(&App, &Theme, &crate::domain::Thing, usize) -> Line<'static>;

/// Draws things, a line each.
fn list(
    pane: Pane,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
    make: MakeRow,
) {
    let rows = app.pane(pane);
    let height = usize::from(area.height);
    let last = rows.window.rows.len();
    let top = rows
        .top
        .clamp((rows.selected + 1).saturating_sub(height), rows.selected)
        .min(last.saturating_sub(height));
    info.tops[pane.index()] = top;
    for (y, i) in (area.y..area.bottom()).zip(top..last) {
        let line = make(app, theme, &rows.window.rows[i], usize::from(area.width));
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        info.targets.push((area_of(at), Target::Row(pane, i)));
        let line = match look(app, theme, pane, i == rows.selected) {
            Some(look) => super::row::selected(&line, look),
            None => line,
        };
        frame.render_widget(line, at);
    }
}

/// How a row is set off; none for what is not selected.
#[must_use]
pub fn look(app: &App, theme: &Theme, pane: Pane, selected: bool) -> Option<ratatui::style::Style> {
    if !selected || app.focus != pane {
        return None;
    }
    let has_keys = app.mode != Mode::Capture;
    Some(if has_keys {
        theme.selected
    } else {
        theme.selected_dim
    })
}

/// What the right end of the title says.
fn count(pane: Pane, app: &App, theme: &Theme) -> String {
    let Some(base) = &app.base else {
        return String::new();
    };
    let f = &app.filters;
    let counts = match f.lens {
        Some(lens) => base.tally.stream(lens),
        None => base.tally.all,
    };
    let mut words: Vec<String> = Vec::new();
    if pane != Pane::Workstreams
        && let Some(lens) = app.lens()
    {
        words.push(format!("#{}", super::text::cut(lens, 16, theme.ascii)));
    }
    match pane {
        Pane::Timeline => {
            words.extend(f.kind.map(|k| format!("{k} only")));
            words.extend(f.starred.then(|| "starred".to_owned()));
            if f.kind.is_none() && !f.starred {
                words.push(when::grouped(counts.entries));
            }
        }
        Pane::Workstreams => words.push(base.known.workstreams.len().to_string()),
        Pane::Tasks if f.closed => {
            words.push(format!(
                "{} of every state",
                when::grouped(counts.tasks_open + counts.tasks_done + counts.tasks_dropped)
            ));
        }
        Pane::Tasks => words.push(format!("{} open", when::grouped(counts.tasks_open))),
        Pane::Artifacts => words.push(when::grouped(counts.artifacts)),
    }
    format!(" {} ", words.join(&format!(" {} ", signs::dot(theme))))
}

fn empty(pane: Pane, app: &App, theme: &Theme, frame: &mut Frame, area: Rect) {
    let narrowed = app.filters != crate::app::Filters::default();
    let text = match pane {
        _ if app.base.is_none() => "reading",
        Pane::Timeline | Pane::Artifacts if narrowed => "nothing fits; Esc shows everything again",
        Pane::Timeline => "nothing yet: n, then type what happened",
        Pane::Workstreams => "none yet: end a line with #name, or press N w",
        Pane::Tasks => "no open tasks: t types one",
        Pane::Artifacts => "none yet: addresses you type are offered",
    };
    for (y, line) in (area.y..area.bottom()).zip(super::text::wrap(text, usize::from(area.width))) {
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        frame.render_widget(Line::styled(line, theme.dim), at);
    }
}

/// The tabs of a screen that shows one pane.
pub fn tabs(app: &App, theme: &Theme, frame: &mut Frame, area: Rect, info: &mut FrameInfo) {
    let mut x = area.x;
    let narrow = area.width < 60;
    for pane in Pane::ALL {
        let name = if narrow {
            pane.title().get(..5).unwrap_or("")
        } else {
            pane.title()
        };
        let text = format!(" {} {name} ", pane.index() + 1);
        let wide = u16::try_from(text.len()).unwrap_or(0);
        if area.height == 0 || x + wide > area.right() {
            break;
        }
        let at = Rect {
            x,
            width: wide,
            height: 1,
            ..area
        };
        let style = if pane == app.focus {
            theme.selected
        } else {
            theme.dim
        };
        frame.render_widget(Line::styled(text, style), at);
        info.targets.push((area_of(at), Target::Pane(pane)));
        x += wide;
    }
    let left = area.right().saturating_sub(x);
    let count = count(app.focus, app, theme);
    if super::text::width(&count) < usize::from(left) && area.height > 0 {
        let at = Rect {
            x,
            width: left,
            height: 1,
            ..area
        };
        frame.render_widget(Line::styled(count, theme.dim).right_aligned(), at);
    }
}

/// An area as the state machine knows it.
#[must_use]
pub const fn area_of(rect: Rect) -> Area {
    Area {
        x: rect.x,
        y: rect.y,
        width: rect.width,
        height: rect.height,
    }
}
