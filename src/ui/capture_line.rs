//! The capture line: what is typed, and what completes it.

use super::signs::{self, Beyond};
use super::text::{clean, cut, width};
use super::theme::Theme;
use crate::app::SpanKind;
use crate::app::zone::offset;
use crate::app::{App, Mode};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

/// Draws the line itself and puts the cursor on it.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame, area: Rect) {
    if area.height == 0 || area.width < 4 {
        return;
    }
    let typing = app.mode == Mode::Capture && app.overlays.is_empty();
    let prompt = match &app.capture.amends {
        Some(thing) => format!(" amend {} {} ", thing.name(), signs::prompt(theme)),
        None => format!(" {}{} ", read_in(app), signs::prompt(theme)),
    };
    let prompt = cut(&prompt, usize::from(area.width / 2), theme.ascii);
    let look = if typing { theme.key } else { theme.dim };
    let mut spans = vec![Span::styled(prompt.clone(), look)];
    let room = usize::from(area.width).saturating_sub(width(&prompt) + 1);
    if app.capture.input.is_empty() && !typing {
        // On a screen of its own n means something else.
        let hint = match (app.overlays.is_empty(), app.as_of) {
            (true, None) => "n: type what happens",
            (true, Some(_)) => "T: back to the present, where lines are typed",
            (false, _) => "",
        };
        let hint = cut(hint, room, theme.ascii);
        spans.push(Span::styled(hint, theme.dim));
    } else {
        let (text, column) = visible_part(app, theme, room);
        spans.extend(text);
        if typing {
            let x = area.x + u16::try_from(width(&prompt) + column).unwrap_or(u16::MAX);
            frame.set_cursor_position(Position::new(x.min(area.right() - 1), area.y));
        }
    }
    frame.render_widget(Line::from(spans), area);
}

/// In which zone a time is read that states none, where others are shown.
fn read_in(app: &App) -> String {
    let zone = &app.settings.zone;
    if offset(app.shown_zone(), app.now) == offset(zone, app.now) {
        return String::new();
    }
    format!("times are {} ", crate::app::zone::name(zone, app.now))
}

/// The part of the line around the cursor, and the cursor's column in it.
fn visible_part(app: &App, theme: &Theme, room: usize) -> (Vec<Span<'static>>, usize) {
    let input = &app.capture.input;
    let mut cells: Vec<(String, usize, Style)> = Vec::new();
    let mut cursor = 0;
    let mut column = 0;
    let refused = app.capture.refused_line.as_deref() == Some(input.text());
    let mistake = app.capture.preview.as_ref().and_then(|p| p.as_ref().err());
    let mistake = mistake.filter(|_| refused).map(|m| m.at.start);
    let mut wrong = None;
    for (at, grapheme) in input.text().grapheme_indices(true) {
        if at == input.cursor() {
            cursor = column;
        }
        if mistake.is_some_and(|start| at <= start) {
            wrong = Some(column);
        }
        let shown = clean(grapheme, theme.ascii).into_owned();
        let wide = width(&shown);
        cells.push((shown, wide, style_at(app, theme, at)));
        column += wide;
    }
    if input.cursor() >= input.text().len() {
        cursor = column;
    }
    // Whole characters are passed over until the cursor is in sight; or, once
    // Enter was of no use, the place of the mistake.
    let must = (cursor + 1)
        .saturating_sub(room)
        .min(wrong.unwrap_or(usize::MAX));
    let mut start = 0;
    let mut used = 0;
    let mut spans = Vec::new();
    for (text, wide, style) in cells {
        if start < must {
            start += wide;
            continue;
        }
        if used + wide > room {
            break;
        }
        used += wide;
        spans.push(Span::styled(text, style));
    }
    (spans, cursor.saturating_sub(start).min(room))
}

fn style_at(app: &App, theme: &Theme, at: usize) -> Style {
    match &app.capture.preview {
        Some(Ok(captured)) => {
            let mut spans = captured.spans.iter();
            let kind = spans.find(|(r, _)| r.contains(&at)).map(|(_, k)| *k);
            kind.map_or(theme.text, |k| span_style(theme, k))
        }
        Some(Err(mistake)) if mistake.at.contains(&at) => theme.bad,
        Some(Err(_)) | None => theme.text,
    }
}

const fn span_style(theme: &Theme, kind: SpanKind) -> Style {
    match kind {
        SpanKind::Time | SpanKind::Due => theme.title,
        SpanKind::Sign | SpanKind::Phase | SpanKind::Priority | SpanKind::Update => theme.strong,
        SpanKind::Person => theme.person,
        SpanKind::Workstream => theme.stream,
        SpanKind::NewPerson | SpanKind::NewWorkstream => theme.warn,
        SpanKind::Label | SpanKind::Indicator => theme.label,
        SpanKind::Escape => theme.dim,
    }
}

/// Draws what could stand at the cursor, above what is said of the line.
pub fn completions(app: &App, theme: &Theme, frame: &mut Frame, said: Rect) {
    let Some((completion, selected)) = &app.capture.completion else {
        return;
    };
    let height = completion.candidates.len().min(6);
    let rows = u16::try_from(height).unwrap_or(0);
    let bottom = said.y;
    if bottom < rows || app.mode != Mode::Capture {
        return;
    }
    let name = completion
        .candidates
        .iter()
        .map(|c| width(&clean(&c.text, theme.ascii)));
    let name = name.max().unwrap_or(0).min(24);
    let columns = said.width.min(60);
    let first = (selected + 1).saturating_sub(height);
    let shown = completion.candidates.iter().enumerate().skip(first);
    for (y, (i, candidate)) in (bottom - rows..bottom).zip(shown) {
        let text = format!(
            " {} {}",
            super::text::fit(&candidate.text, name, theme.ascii),
            clean(&candidate.detail, theme.ascii)
        );
        let text = super::text::fit(&text, usize::from(columns), theme.ascii);
        let at = Rect {
            x: said.x + 2.min(said.width),
            y,
            width: columns.min(said.width.saturating_sub(2)),
            height: 1,
        };
        frame.render_widget(ratatui::widgets::Clear, at);
        let style = if i == *selected {
            theme.selected
        } else {
            theme.strong
        };
        frame.render_widget(Line::styled(text, style), at);
    }
    let rest = completion.candidates.len() - height;
    let more = signs::beyond(theme, &Beyond::of(first), &Beyond::of(rest - first));
    let wide = u16::try_from(width(&more)).unwrap_or(u16::MAX).min(columns);
    let at = Rect {
        x: (said.x + columns).saturating_sub(wide),
        y: bottom - 1,
        width: wide,
        height: 1,
    };
    frame.render_widget(Line::styled(more, theme.dim), at);
}
