//! A pane: its frame, its rows, the one that is selected.

use super::signs::{self, Beyond};
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
    let room = usize::from(area.width).saturating_sub(pane.title().len() + 6);
    let said = count(pane, app, theme, room);
    let block = Block::bordered()
        .border_set(theme.border_set())
        .border_style(border)
        .title(Line::styled(
            format!(" {} {} ", pane.index() + 1, pane.title()),
            title,
        ))
        .title(Line::styled(said, theme.dim).right_aligned());
    let inner = block.inner(area);
    rows(pane, app, theme, frame, inner, info);
    let mut below = beyond(pane, app, theme, info);
    if pane == Pane::Timeline && !app.following && !app.pane(pane).window.rows.is_empty() {
        let dot = if below.is_empty() {
            ""
        } else {
            signs::dot(theme)
        };
        below = format!("{}{dot} G: newest ", below);
    }
    let block = block.title_bottom(Line::styled(below, theme.dim).right_aligned());
    frame.render_widget(block, area);
}

/// What lies beyond the rows that were drawn; empty when nothing does.
fn beyond(pane: Pane, app: &App, theme: &Theme, info: &FrameInfo) -> String {
    let drawn = info.targets.iter().filter_map(|(_, target)| match target {
        Target::Row(of, row) if *of == pane => Some(*row),
        Target::Row(..)
        | Target::Pane(_)
        | Target::Capture
        | Target::Key(_)
        | Target::Overlay(_) => None,
    });
    let window = &app.pane(pane).window;
    let (Some(first), Some(last)) = (drawn.clone().min(), drawn.max()) else {
        return String::new();
    };
    let end = |rows: usize, more: bool| match more {
        true => Beyond::Some,
        false => Beyond::of(rows),
    };
    let before = end(first, window.more_before);
    let after = end(window.rows.len() - 1 - last, window.more_after);
    signs::beyond(theme, &before, &after)
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

/// What the right end of the title says; the lens, which the situation bar
/// names too, only where there is room.
fn count(pane: Pane, app: &App, theme: &Theme, room: usize) -> String {
    let Some(base) = &app.base else {
        return String::new();
    };
    let f = &app.filters;
    let counts = match f.lens {
        Some(lens) => base.tally.stream(lens),
        None => base.tally.all,
    };
    let sep = signs::dot(theme);
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
            words.push(match (f.kind, f.starred) {
                (None, false) => when::grouped(counts.entries),
                (None, true) => when::grouped(counts.starred),
                (Some(_), _) => held(app, pane),
            });
        }
        Pane::Workstreams => {
            words.push(base.known.workstreams.len().to_string());
            words.push("done/all".into());
        }
        Pane::Tasks if f.closed => {
            words.push(format!(
                "{} of every state",
                when::grouped(counts.tasks_open + counts.tasks_done + counts.tasks_dropped)
            ));
        }
        Pane::Tasks => words.push(format!("{} open", when::grouped(counts.tasks_open))),
        Pane::Artifacts => words.push(when::grouped(counts.artifacts)),
    }
    let line = |words: &[String]| format!(" {} ", words.join(&format!(" {sep} ")));
    while words.len() > 1 && super::text::width(&line(&words)) > room {
        words.remove(0);
    }
    line(&words)
}

/// How many rows are held, with a sign where there are more than those.
fn held(app: &App, pane: Pane) -> String {
    let window = &app.pane(pane).window;
    let more = window.more_before || window.more_after;
    let count = u64::try_from(window.rows.len()).unwrap_or(0);
    format!("{}{}", when::grouped(count), if more { "+" } else { "" })
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
    for (y, line) in (area.y..area.bottom()).zip(super::text::wrap(
        text,
        usize::from(area.width),
        theme.ascii,
    )) {
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
    if area.height == 0 {
        return;
    }
    let count = count(app.focus, app, theme, usize::from(area.width / 2));
    let more = beyond(app.focus, app, theme, info);
    let count = format!("{}{more}", count.trim_end());
    let texts = tab_texts(app, usize::from(area.width), super::text::width(&count));
    let mut x = area.x;
    for (pane, text) in Pane::ALL.into_iter().zip(texts) {
        let wide = u16::try_from(text.len()).unwrap_or(0);
        let at = Rect {
            x,
            width: wide.min(area.right().saturating_sub(x)),
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
        x = at.right();
    }
    let left = area.right().saturating_sub(x);
    if super::text::width(&count) <= usize::from(left) {
        let at = Rect {
            x,
            width: left,
            height: 1,
            ..area
        };
        frame.render_widget(Line::styled(count, theme.dim).right_aligned(), at);
    }
}

/// What the tabs say: whole words, as many as have room. What is left out of
/// the focused pane has to be seen, so that its count then comes first.
fn tab_texts(app: &App, columns: usize, count: usize) -> [String; 4] {
    let word = |pane: Pane| match pane {
        Pane::Workstreams => "Streams",
        Pane::Timeline | Pane::Tasks | Pane::Artifacts => pane.title(),
    };
    let number = |pane: Pane| pane.index() + 1;
    let airy = Pane::ALL.map(|pane| format!(" {} {} ", number(pane), pane.title()));
    let short = Pane::ALL.map(|pane| format!("{} {} ", number(pane), word(pane)));
    let least = Pane::ALL.map(|pane| match pane == app.focus {
        true => format!(" {} {} ", number(pane), pane.title()),
        false => format!(" {} ", number(pane)),
    });
    // The last blank of the short ones may lie beyond the edge.
    let fits = |texts: &[String; 4], more: usize| {
        texts.iter().map(String::len).sum::<usize>() + more <= columns + 1
    };
    let narrowed = app.filters != crate::app::Filters::default();
    if fits(&airy, count + 1) {
        airy
    } else if fits(&short, if narrowed { count + 1 } else { 0 }) {
        short
    } else {
        least
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
