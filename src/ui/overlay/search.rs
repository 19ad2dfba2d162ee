//! Full-text search as you type.

use super::help::head;
use super::parts;
use crate::app::overlay::Search;
use crate::app::{App, Found, FrameInfo};
use crate::domain::{Precision, When};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::text::{clean, fit, width};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

/// Draws it over `area`.
pub fn draw(
    overlay: &Search,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let area = parts::middle(area, 120, area.height);
    let title = if overlay.everywhere {
        "Search all incidents"
    } else {
        "Search this incident"
    };
    let inner = overlay_box(frame, theme, area, title);
    let (body, footer) = parts::split_bottom(inner, 1);
    let (typed, list) = head(frame, theme, body, "/ ");
    parts::input(frame, theme, typed, &overlay.line);
    info.overlay_height = usize::from(list.height);
    let shown = parts::window(overlay.at(), overlay.hits.len(), usize::from(list.height));
    for (y, i) in (0..).zip(shown.clone()) {
        let line = hit(overlay, i, app, theme, list.width);
        parts::put(frame, list, y, line);
        if let Some(row) = parts::row(list, y) {
            parts::target(info, row, i);
        }
    }
    parts::beyond(frame, theme, inner, &shown, overlay.hits.len());
    if overlay.hits.is_empty() {
        let none = match (overlay.is_empty(), overlay.settled) {
            (true, _) => "  type words; the newest matches come first",
            (false, false) => "  searching …",
            (false, true) => "  nothing holds all of these words",
        };
        parts::put(frame, list, 0, Line::styled(none, theme.dim));
    }
    let hints = parts::hints(Context::Search, theme, footer.width);
    parts::put(frame, footer, 0, hints);
}

fn hit(overlay: &Search, i: usize, app: &App, theme: &Theme, columns: u16) -> Line<'static> {
    let found: &Found = &overlay.hits[i];
    let selected = i == overlay.at();
    let (sign, style) = parts::mark(theme, selected);
    let thing = &found.hit.thing;
    let mut spans = vec![Span::raw(sign)];
    if overlay.everywhere {
        spans.push(Span::styled(fit(&found.key, 13, theme.ascii), theme.dim));
    }
    if columns >= 60 {
        spans.push(Span::styled(
            fit(&when(found, app), 17, theme.ascii),
            theme.dim,
        ));
    }
    spans.extend(parts::column(&thing.name(), 9, theme.label, theme));
    spans.push(Span::raw(" "));
    let struck = thing.as_entry().is_some_and(|e| e.struck);
    if struck {
        spans.push(Span::styled("struck ", theme.dim));
    }
    let used: usize = spans.iter().map(|s| width(&s.content)).sum();
    let room = usize::from(columns).saturating_sub(used);
    spans.extend(snippet(found, theme, room));
    let line = Line::from(spans);
    if selected {
        parts::bar(line, columns, style)
    } else {
        line
    }
}

/// When it occurred; nothing for what does not occur.
fn when(found: &Found, app: &App) -> String {
    let entry = found.hit.thing.as_entry();
    entry.map_or_else(String::new, |e| stated(&e.when, app))
}

/// An occurred time, no finer than it was stated: a bare date is that of the
/// zone it was written in.
fn stated(when: &When, app: &App) -> String {
    let zone = match when.precision {
        Precision::Day => when.zone.fixed(),
        Precision::Minute | Precision::Second | Precision::Milli => {
            crate::app::zone::offset(app.shown_zone(), when.at)
        }
    };
    let clock = when.clock(when.at, zone);
    let about = if when.approximate { "~" } else { "" };
    let day = when.at.with_timezone(&zone).format("%Y-%m-%d");
    let minutes = clock.get(..5).unwrap_or_default();
    format!("{about}{day} {minutes}")
}

/// The text around the match, the match marked, cut to the room there is: its
/// start is left out where the first match would not be seen otherwise.
fn snippet(found: &Found, theme: &Theme, room: usize) -> Vec<Span<'static>> {
    let text = &found.hit.snippet;
    let marked = |at: usize| found.hit.matches.iter().any(|m| m.contains(&at));
    let cells: Vec<_> = text
        .grapheme_indices(true)
        .map(|(at, g)| (clean(g, theme.ascii).into_owned(), marked(at)))
        .collect();
    let end = found.hit.matches.first().map_or(0, |m| m.end);
    let before = text.get(..end).map_or(0, |t| width(&clean(t, theme.ascii)));
    let mut skip = (before + 2).saturating_sub(room);
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    if skip > 0 {
        // Some of what follows the match is worth more than what is far before it.
        skip += room / 3;
        let more = if theme.ascii { "~" } else { "…" };
        spans.push(Span::styled(more, theme.dim));
        used = 1;
    }
    for (seen, marked) in cells {
        let wide = width(&seen);
        if skip > 0 && !marked {
            skip = skip.saturating_sub(wide);
            continue;
        }
        skip = 0;
        used += wide;
        if used > room {
            break;
        }
        let style = if marked { theme.found } else { theme.text };
        match spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(&seen),
            Some(_) | None => spans.push(Span::styled(seen, style)),
        }
    }
    spans
}
