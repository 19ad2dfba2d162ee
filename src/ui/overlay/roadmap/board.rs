//! The board: a column a state, a card a fix.

use super::super::parts;
use super::{facts, owner, priority, short, state, time};
use crate::app::overlay::Roadmap;
use crate::app::{App, FrameInfo};
use crate::domain::FixState;
use crate::domain::roadmap::Planned;
use crate::ui::signs::{self, Beyond};
use crate::ui::text::{cut, width, wrap};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::ops::Range;

/// Columns that a state needs at least.
const NARROW: u16 = 15;
/// Rows of a card and of the gap below it, where there is room and where not.
const TALL: u16 = 5;
const SHORT: u16 = 3;
/// Rows of what is shown of the selected fix.
const PANEL: u16 = 4;

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
    let area = facts::below(rows.get(at), PANEL, app, theme, frame, area);
    let most = overlay
        .columns()
        .iter()
        .map(|s| column(rows, *s).len())
        .max();
    let room = usize::from(area.height.saturating_sub(1));
    let tall = most.unwrap_or(0) * usize::from(TALL) <= room + 1;
    let card = if tall { TALL } else { SHORT };
    let here = rows.get(at).map(|row| row.fix.state);
    let shown = states(overlay.columns(), here, area.width);
    let count = u16::try_from(shown.len()).unwrap_or(1).max(1);
    let wide = area.width / count;
    info.overlay_height = (room / usize::from(card)).max(1);
    for (nth, state) in (0..).zip(shown) {
        let last = nth + 1 == count;
        let place = Rect {
            x: area.x + nth * wide,
            width: if last { area.width - nth * wide } else { wide },
            ..area
        };
        let column = Column {
            state,
            cards: column(rows, state),
            at,
            card,
        };
        column.draw(rows, app, theme, frame, place, info);
    }
}

/// The states there is room for, the selected one among them.
fn states(all: &[FixState], here: Option<FixState>, columns: u16) -> Vec<FixState> {
    let fits = usize::from(columns / NARROW).clamp(1, all.len());
    let at = all.iter().position(|s| Some(*s) == here).unwrap_or(0);
    all[parts::window(at, all.len(), fits)].to_vec()
}

/// The places of the fixes in a state.
fn column(rows: &[Planned<'_>], state: FixState) -> Range<usize> {
    let first = rows.partition_point(|row| row.fix.state < state);
    first..rows.partition_point(|row| row.fix.state <= state)
}

/// A column of the board.
struct Column {
    state: FixState,
    /// The places of its fixes.
    cards: Range<usize>,
    /// The place of the selected fix, in this column or in another.
    at: usize,
    /// Rows of a card.
    card: u16,
}

impl Column {
    fn draw(
        &self,
        rows: &[Planned<'_>],
        app: &App,
        theme: &Theme,
        frame: &mut Frame,
        area: Rect,
        info: &mut FrameInfo,
    ) {
        // The gap below the last card may be missing.
        let room = usize::from(area.height / self.card);
        let count = self.cards.len();
        let shown = match self.cards.contains(&self.at) {
            true => parts::window(self.at - self.cards.start, count, room),
            false => 0..room.min(count),
        };
        self.head(&shown, theme, frame, area);
        for (nth, i) in (0..).zip(shown) {
            let i = self.cards.start + i;
            let y = 1 + nth * self.card;
            let lines = card(&rows[i], app, theme, area.width, self.card, i == self.at);
            for (down, line) in (0..).zip(lines) {
                parts::put(frame, area, y + down, line);
            }
            for row in (y..y + self.card - 1).filter_map(|y| parts::row(area, y)) {
                parts::target(info, row, i);
            }
        }
    }

    /// The state, how many there are, and how many of them are not shown.
    fn head(&self, shown: &Range<usize>, theme: &Theme, frame: &mut Frame, area: Rect) {
        let count = self.cards.len();
        let head = format!(" {} {count}", self.state);
        let left = usize::from(area.width).saturating_sub(width(&head) + 1);
        let (before, after) = (shown.start, count - shown.end);
        let told = signs::beyond(theme, &Beyond::of(before), &Beyond::of(after));
        let beyond = match width(&told) <= left {
            true => told,
            false => {
                let sign = |n, sign| if n > 0 { sign } else { "" };
                let (up, down) = (signs::above(theme), signs::below(theme));
                format!(" {}{}", sign(before, up), sign(after, down))
            }
        };
        let head = Line::from(vec![
            Span::styled(head, state(self.state, theme).patch(theme.strong)),
            Span::styled(cut(&beyond, left, theme.ascii), theme.dim),
        ]);
        parts::put(frame, area, 0, head);
    }
}

/// What it is called and how urgent it is, who has it and how late it is; then
/// what is to be done. A short card leaves out what has no room.
fn card(
    row: &Planned<'_>,
    app: &App,
    theme: &Theme,
    columns: u16,
    rows: u16,
    selected: bool,
) -> Vec<Line<'static>> {
    let room = usize::from(columns).saturating_sub(3);
    let (mark, style) = parts::mark(theme, selected);
    let (urgent, urgent_style) = priority(row, theme);
    let owned = owner(row, app, theme);
    let when = time(row, app, theme);
    let name = (short(row, if room > 24 { 15 } else { 7 }), theme.label);
    let urgent = (urgent.to_owned(), urgent_style);
    let tall = rows >= TALL;
    // What is late says so before anything else that may be cut.
    let (first, second) = match (tall, row.late(app.now).is_some()) {
        (true, _) => (vec![name, urgent], vec![when, owned]),
        // The panel below says how late the selected one is.
        (false, true) if room < 17 => (vec![name, ("!".to_owned(), when.1), urgent], Vec::new()),
        (false, true) => (vec![name, when, urgent, owned], Vec::new()),
        (false, false) => (vec![name, urgent, owned, when], Vec::new()),
    };
    let mut lines = vec![words(mark, first, room, theme)];
    if tall {
        lines.push(words("  ", second, room, theme));
    }
    let text = |row: String| Line::from(vec![Span::raw("  "), Span::styled(row, theme.text)]);
    lines.extend(title(row, room, tall, theme).into_iter().map(text));
    if selected {
        let columns = columns.saturating_sub(1);
        let bar = |line| parts::bar(line, columns, style);
        lines = lines.into_iter().map(bar).collect();
    }
    lines
}

/// What is to be done, on two rows where there is room.
fn title(row: &Planned<'_>, room: usize, tall: bool, theme: &Theme) -> Vec<String> {
    let text = &row.fix.title;
    let whole = || vec![cut(text, room, theme.ascii)];
    if !tall {
        return whole();
    }
    let rows = wrap(text, room, theme.ascii);
    match rows.as_slice() {
        [first, rest @ ..] if !rest.is_empty() => {
            vec![first.clone(), cut(&rest.join(" "), room, theme.ascii)]
        }
        _one => whole(),
    }
}

/// A few words on a row, as many as fit.
fn words(
    mark: &'static str,
    words: Vec<(String, Style)>,
    room: usize,
    theme: &Theme,
) -> Line<'static> {
    let mut left = room;
    let mut spans = vec![Span::raw(mark)];
    for (text, style) in words {
        let text = cut(&text, left, theme.ascii);
        if text.is_empty() {
            continue;
        }
        left = left.saturating_sub(width(&text) + 1);
        spans.push(Span::styled(text, style));
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}
