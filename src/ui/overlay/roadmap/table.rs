//! The table: a heading a group, a row a fix, more of the selected one below.

use super::super::parts;
use super::{facts, owner, priority, short, state, time};
use crate::app::overlay::Roadmap;
use crate::app::{App, FrameInfo};
use crate::domain::fixes;
use crate::domain::roadmap::{Group, Grouping, Planned, conflicts, group};
use crate::ui::text::{cut, fit};
use crate::ui::theme::Theme;
use crate::ui::when;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use std::ops::Range;

/// Columns from which a row has room for all it can say.
const WIDE: u16 = 100;
/// Rows of what is shown of the selected fix.
const PANEL: u16 = 6;

/// Draws it; which of the rows are shown.
pub(super) fn draw(
    overlay: &Roadmap,
    rows: &[Planned<'_>],
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) -> Range<usize> {
    let at = overlay.at(rows);
    let list = facts::below(rows.get(at), PANEL, app, theme, frame, area);
    let lines = lines(rows, overlay.by, app);
    let height = usize::from(list.height);
    info.overlay_height = height;
    let here = lines
        .iter()
        .position(|l| matches!(l, Row::Fix(i) if *i == at));
    let shown = parts::window(here.unwrap_or(0), lines.len(), height);
    let mut seen = rows.len()..0;
    for (y, line) in (0..).zip(&lines[shown]) {
        match line {
            Row::Group(group, count) => {
                let said = heading(group, *count, rows, overlay.by, app, theme);
                parts::put(frame, list, y, said);
            }
            Row::Fix(i) => {
                seen = seen.start.min(*i)..seen.end.max(i + 1);
                let line = fix(&rows[*i], app, theme, list.width, *i == at);
                parts::put(frame, list, y, line);
                if let Some(area) = parts::row(list, y) {
                    parts::target(info, area, *i);
                }
            }
        }
    }
    seen.start.min(seen.end)..seen.end
}

enum Row {
    Group(Group, usize),
    Fix(usize),
}

/// The rows under their headings.
fn lines(rows: &[Planned<'_>], by: Grouping, app: &App) -> Vec<Row> {
    let mut lines: Vec<Row> = Vec::with_capacity(rows.len() + 8);
    let mut last = None;
    for (i, row) in rows.iter().enumerate() {
        let here = group(row, by, app.known(), app.now);
        if last.as_ref() != Some(&here) {
            lines.push(Row::Group(here.clone(), 0));
            last = Some(here);
        }
        lines.push(Row::Fix(i));
    }
    let mut count = 0;
    for line in lines.iter_mut().rev() {
        match line {
            Row::Fix(_) => count += 1,
            Row::Group(_, n) => *n = std::mem::take(&mut count),
        }
    }
    lines
}

fn heading(
    group: &Group,
    count: usize,
    rows: &[Planned<'_>],
    by: Grouping,
    app: &App,
    theme: &Theme,
) -> Line<'static> {
    let mut spans = vec![
        Span::styled(
            format!(" {}", cut(&group.title, 40, theme.ascii)),
            theme.title,
        ),
        Span::styled(format!("  {count}"), theme.dim),
    ];
    let busy = conflicts(rows).into_iter().find(|(id, _)| {
        let handle = app.known().handle(*id).map(|h| format!("@{h}"));
        by == Grouping::Owner && handle.as_deref() == Some(&group.title)
    });
    if let Some((_, n)) = busy {
        spans.push(Span::styled(
            format!("  {n} open P1: not all of them can be first"),
            theme.warn,
        ));
    }
    Line::from(spans)
}

fn fix(row: &Planned<'_>, app: &App, theme: &Theme, columns: u16, selected: bool) -> Line<'static> {
    let wide = columns >= WIDE;
    let (name, who) = if wide { (17, 12) } else { (13, 9) };
    let (mark, style) = parts::mark(theme, selected);
    let (urgent, urgent_style) = priority(row, theme);
    let (owned, owned_style) = owner(row, app, theme);
    let (when, when_style) = time(row, app, theme);
    let age = when::age(fixes::age(row.thing, row.fix, app.now));
    let mut spans = vec![Span::raw(mark)];
    let [label, blanks] = parts::column(&short(row, name - 1), name, theme.label, theme);
    spans.extend([label, blanks]);
    spans.push(Span::styled(format!("{urgent} "), urgent_style));
    let word = row.fix.state.word();
    spans.extend(parts::column(word, 9, state(row.fix.state, theme), theme));
    spans.push(Span::styled(fit(&owned, who, theme.ascii), owned_style));
    spans.extend(parts::column(&when, 11, when_style, theme));
    if wide {
        spans.push(Span::styled(format!("{age:>5} "), theme.dim));
        spans.push(Span::styled(format!("{:<8}", row.fix.kind), theme.dim));
    }
    let used: usize = spans
        .iter()
        .map(|s| crate::ui::text::width(&s.content))
        .sum();
    let room = usize::from(columns).saturating_sub(used + 1);
    let title = cut(&row.fix.title, room, theme.ascii);
    let closed = !row.fix.is_open();
    spans.push(Span::styled(
        title,
        if closed { theme.dim } else { theme.text },
    ));
    let line = Line::from(spans);
    if selected {
        parts::bar(line, columns, style)
    } else {
        line
    }
}
