//! The board: a column a state, a card a fix.

use super::super::parts;
use super::{owner, priority, short, state, time};
use crate::app::overlay::Roadmap;
use crate::app::overlay::roadmap::COLUMNS;
use crate::app::{App, FrameInfo};
use crate::domain::FixState;
use crate::domain::roadmap::Planned;
use crate::ui::signs::{self, Beyond};
use crate::ui::text::{cut, fit, width};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::ops::Range;

/// Columns that a state needs at least.
const NARROW: u16 = 15;
/// Rows of a card.
const CARD: u16 = 3;

/// Draws it.
pub(super) fn draw(
    overlay: &Roadmap,
    rows: &[Planned<'_>],
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let at = overlay.at(rows);
    let here = rows.get(at).map(|row| row.fix.state);
    let shown = states(here, area.width);
    let count = u16::try_from(shown.len()).unwrap_or(1).max(1);
    let wide = area.width / count;
    info.overlay_height = usize::from(area.height.saturating_sub(1) / CARD).max(1);
    for (nth, state) in (0..).zip(shown) {
        let last = nth + 1 == count;
        let column = Rect {
            x: area.x + nth * wide,
            width: if last { area.width - nth * wide } else { wide },
            ..area
        };
        let first = rows.partition_point(|row| row.fix.state < state);
        let cards = first..rows.partition_point(|row| row.fix.state <= state);
        draw_column(state, cards, at, rows, app, theme, frame, column, info);
    }
}

/// The states there is room for, the selected one among them.
fn states(here: Option<FixState>, columns: u16) -> Vec<FixState> {
    let fits = usize::from(columns / NARROW).clamp(1, COLUMNS.len());
    let at = COLUMNS.iter().position(|s| Some(*s) == here).unwrap_or(0);
    COLUMNS[parts::window(at, COLUMNS.len(), fits)].to_vec()
}

#[allow(
    clippy::too_many_arguments,
    reason = "a column of a board is all of these"
)]
fn draw_column(
    of: FixState,
    cards: Range<usize>,
    at: usize,
    rows: &[Planned<'_>],
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let room = usize::from(area.height.saturating_sub(1) / CARD);
    let selected = at.saturating_sub(cards.start).min(cards.len());
    let shown = match cards.contains(&at) {
        true => parts::window(selected, cards.len(), room),
        false => 0..room.min(cards.len()),
    };
    let beyond = signs::beyond(
        theme,
        &Beyond::of(shown.start),
        &Beyond::of(cards.len() - shown.end),
    );
    let head = format!(" {of} {}", cards.len());
    let left = usize::from(area.width).saturating_sub(width(&head) + 1);
    let head = Line::from(vec![
        Span::styled(head, state(of, theme).patch(theme.strong)),
        Span::styled(cut(&beyond, left, theme.ascii), theme.dim),
    ]);
    parts::put(frame, area, 0, head);
    for (nth, i) in (0..).zip(shown) {
        let i = cards.start + i;
        let y = 1 + nth * CARD;
        let lines = card(&rows[i], app, theme, area.width, i == at);
        for (down, line) in (0..).zip(lines) {
            parts::put(frame, area, y + down, line);
        }
        for row in (y..y + CARD - 1).filter_map(|y| parts::row(area, y)) {
            parts::target(info, row, i);
        }
    }
}

/// What it is called, how urgent and how late; then what is to be done.
fn card(
    row: &Planned<'_>,
    app: &App,
    theme: &Theme,
    columns: u16,
    selected: bool,
) -> [Line<'static>; 2] {
    let room = usize::from(columns).saturating_sub(1);
    let (mark, style) = parts::mark(theme, selected);
    let (urgent, urgent_style) = priority(row, theme);
    let (owned, owned_style) = owner(row, app, theme);
    let (when, when_style) = time(row, app, theme);
    let late = row.late(app.now).is_some();
    let name = short(row, if room > 30 { 15 } else { 7 });
    let mut left = room.saturating_sub(2);
    let mut first = vec![Span::raw(mark)];
    // What is late says so first; the owner where there is room.
    let mut parts_of: Vec<(String, Style)> = vec![(name, theme.label)];
    if late {
        parts_of.push((when.clone(), when_style));
    }
    parts_of.push((urgent.to_owned(), urgent_style));
    parts_of.push((owned, owned_style));
    if !late && !when.is_empty() {
        parts_of.push((when, when_style));
    }
    for (text, style) in parts_of {
        let text = cut(&text, left, theme.ascii);
        if text.is_empty() {
            break;
        }
        left = left.saturating_sub(width(&text) + 1);
        first.push(Span::styled(text, style));
        first.push(Span::raw(" "));
    }
    let title = fit(&row.fix.title, room.saturating_sub(2), theme.ascii);
    let second = Line::from(vec![Span::raw("  "), Span::styled(title, theme.text)]);
    let first = Line::from(first);
    if selected {
        let columns = columns.saturating_sub(1);
        return [
            parts::bar(first, columns, style),
            parts::bar(second, columns, style),
        ];
    }
    [first, second]
}
