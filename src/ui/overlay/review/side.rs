//! The right side: what a part asks, what it lacks, its text and its rows.

use super::super::parts;
use super::rows;
use crate::app::overlay::Review;
use crate::app::overlay::review::Row;
use crate::app::{App, FrameInfo};
use crate::domain::post_mortem::{Part, PostMortem};
use crate::ui::signs;
use crate::ui::text::wrap;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// A line of the right side, and the row it stands for.
pub(super) struct Shown {
    pub line: Line<'static>,
    pub row: Option<usize>,
}

const fn plain(line: Line<'static>) -> Shown {
    Shown { line, row: None }
}

/// Draws it on a part of the box whose frame says how much lies beyond.
pub(super) fn draw(
    overlay: &Review,
    held: &PostMortem,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    (inner, area): (Rect, Rect),
    info: &mut FrameInfo,
) {
    let mut lines = Vec::new();
    question(&mut lines, held, overlay.part(), theme, area.width);
    text(&mut lines, overlay, held, theme, area.width);
    let found = crate::app::overlay::review::rows_of(held, overlay.part());
    list(&mut lines, &found, overlay, (held, app), theme, area.width);
    let height = usize::from(area.height);
    let last = lines.len().saturating_sub(height);
    let here = lines.iter().position(|l| l.row == Some(overlay.row()));
    let top = match here {
        Some(at) if overlay.inside => {
            let end = more(&lines, at);
            let top = overlay.top.min(last);
            top.clamp((end + 1).saturating_sub(height), at)
        }
        _reading => overlay.top.min(last),
    };
    if overlay.inside {
        info.overlay_height = height;
    }
    if !overlay.inside {
        info.overlay_lines = lines.len();
        info.overlay_top = top;
    }
    let len = lines.len();
    for (y, shown) in (0..).zip(lines.into_iter().skip(top).take(height)) {
        parts::put(frame, area, y, shown.line);
        if let (Some(i), Some(row), true) = (shown.row, parts::row(area, y), overlay.inside) {
            parts::target(info, row, i);
        }
    }
    let seen = top..(top + height).min(len);
    parts::beyond(frame, theme, inner, &seen, len);
}

/// The last line of the row that begins at a line.
fn more(lines: &[Shown], at: usize) -> usize {
    let row = lines.get(at).and_then(|l| l.row);
    let same = lines.iter().skip(at).take_while(|l| l.row == row);
    at + same.count().saturating_sub(1)
}

fn question(lines: &mut Vec<Shown>, held: &PostMortem, part: Part, theme: &Theme, columns: u16) {
    let room = usize::from(columns).saturating_sub(1);
    for row in wrap(part.question(), room, theme.ascii) {
        lines.push(plain(Line::styled(row, theme.title)));
    }
    for lack in held.lacks(part) {
        let rows = wrap(&lack, room.saturating_sub(2), theme.ascii);
        for (i, row) in rows.into_iter().enumerate() {
            let sign = if i == 0 { "! " } else { "  " };
            lines.push(plain(Line::styled(format!("{sign}{row}"), theme.warn)));
        }
    }
    lines.push(plain(Line::default()));
}

/// The text of the part: Markdown, shown as the text it is.
fn text(lines: &mut Vec<Shown>, overlay: &Review, held: &PostMortem, theme: &Theme, columns: u16) {
    let told;
    let text = match overlay.part() {
        Part::Meeting => {
            told = meeting(held);
            &format!("{told}{}", overlay.script())
        }
        Part::Triage => {
            told = triage(held);
            &told
        }
        part => held.text(part).unwrap_or_default(),
    };
    for row in markdown(text, theme, columns) {
        lines.push(plain(row));
    }
    if !text.is_empty() {
        lines.push(plain(Line::default()));
    }
}

/// Markdown as text: headings and quotations stand out, nothing else is done.
pub(super) fn markdown(text: &str, theme: &Theme, columns: u16) -> Vec<Line<'static>> {
    let room = usize::from(columns).saturating_sub(1);
    let mut rows = Vec::new();
    for line in text.lines() {
        let style = match line.trim_start() {
            head if head.starts_with('#') => theme.title,
            quote if quote.starts_with('>') => theme.dim,
            _text => theme.text,
        };
        let wrapped = wrap(line, room, theme.ascii);
        rows.extend(wrapped.into_iter().map(|row| Line::styled(row, style)));
    }
    rows
}

/// What the review itself says of its meeting.
fn meeting(held: &PostMortem) -> String {
    let review = held.standing();
    let mut said = String::new();
    if let Some(lookback) = &review.lookback {
        said.push_str(&format!("Look back: {}\n", lookback.stated()));
    }
    if !review.notes.is_empty() {
        said.push_str(&format!("Notes:\n{}\n", review.notes));
    }
    if !said.is_empty() {
        said.push('\n');
    }
    said
}

fn triage(held: &PostMortem) -> String {
    let triage = held.standing().triage;
    triage.map_or_else(
        || "Nobody has answered it: Enter does.\n".to_owned(),
        |t| format!("{}: {}\n", t.answer, t.reasons),
    )
}

fn list(
    lines: &mut Vec<Shown>,
    found: &[Row<'_>],
    overlay: &Review,
    (held, app): (&PostMortem, &App),
    theme: &Theme,
    columns: u16,
) {
    let part = overlay.part();
    if let Some(title) = heading(part, found.is_empty()) {
        lines.push(plain(Line::styled(title, theme.dim)));
    }
    for (i, row) in found.iter().enumerate() {
        let selected = overlay.inside && i == overlay.row();
        let (mark, bar) = parts::mark(theme, selected);
        let told = rows::told(row, app, theme, columns, selected);
        for (nth, line) in told.into_iter().enumerate() {
            let mark = if nth == 0 { mark } else { "  " };
            let mut spans = vec![Span::raw(mark)];
            spans.extend(line.spans);
            let line = Line::from(spans);
            let line = match selected && nth == 0 {
                true => parts::bar(line, columns, bar),
                false => line,
            };
            lines.push(Shown { line, row: Some(i) });
        }
    }
    if part == Part::Causes {
        alike(lines, held, theme, columns);
    }
}

/// What stands above the rows, or in their place.
const fn heading(part: Part, none: bool) -> Option<&'static str> {
    match (part, none) {
        (Part::Causes, true) => Some("a adds the first factor: begin with what set it off"),
        (Part::Fixes, true) => Some("X makes one: for this instance, and for the whole class"),
        (Part::Waiting, true) => Some("none waits; `^ …` on the capture line captures one"),
        (Part::Decisions, true) => Some("none yet: d in the panes writes one"),
        (Part::Questions, true) => Some("none yet: n, then `? …` asks one"),
        (Part::Triage, true) => Some("no past incident shares a class with its factors"),
        (Part::Triage, false) => Some("Past incidents that share a class of weakness:"),
        (Part::Summary | Part::Impact | Part::Section(_), false) => Some("It can rest on:"),
        _nothing => None,
    }
}

/// What past incidents share with the tree.
fn alike(lines: &mut Vec<Shown>, held: &PostMortem, theme: &Theme, columns: u16) {
    let found = held.alike();
    if found.is_empty() {
        return;
    }
    lines.push(plain(Line::default()));
    lines.push(plain(Line::styled(
        "Past incidents of the same class:",
        theme.dim,
    )));
    for (incident, factor) in found {
        let class = factor.as_factor().map_or("", |f| f.class.trim());
        let text = format!(
            "{} {} {} [{class}]",
            incident.name(),
            factor.name(),
            factor.headline()
        );
        let text = crate::ui::text::cut(&text, usize::from(columns).saturating_sub(3), theme.ascii);
        let dot = signs::dot(theme);
        lines.push(plain(Line::styled(format!("{dot} {text}"), theme.dim)));
    }
}
