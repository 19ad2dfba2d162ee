//! The roadmap: a table in groups, or a board of a column a state.

mod board;
mod facts;
mod table;

use super::help::head;
use super::{ask, parts};
use crate::app::overlay::Roadmap;
use crate::app::overlay::roadmap::Asking;
use crate::app::{App, FrameInfo};
use crate::domain::roadmap::{Planned, conflicts};
use crate::domain::{FixState, Priority, fixes};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, width};
use crate::ui::theme::Theme;
use crate::ui::{signs, status, when};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// Draws it over `area`.
pub fn draw(
    overlay: &Roadmap,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let inner = overlay_box(frame, theme, area, &title(overlay, theme));
    let mut list = ask::draw(overlay.asking.ask(), Context::Roadmap, theme, frame, inner);
    let (_, keys) = parts::split_bottom(inner, inner.height - list.height);
    if overlay.narrowing {
        let (typed, below) = head(frame, theme, list, "find: ");
        parts::input(frame, theme, typed, &overlay.line);
        list = below;
    }
    if let Some(problem) = &overlay.problem {
        let (above, row) = parts::split_bottom(list, 1);
        let columns = usize::from(row.width);
        let said = Line::styled(cut(&format!(" {problem}"), columns, theme.ascii), theme.bad);
        parts::put(frame, row, 0, said);
        list = above;
    }
    let all = overlay.all();
    let list = summary(&all, app, theme, frame, list);
    let rows = overlay.rows(&app.cx());
    if rows.is_empty() {
        let none = match &overlay.held {
            None => "  reading …",
            Some(_) if !overlay.line.is_empty() => "  none that fits",
            Some(_) if all.is_empty() => "  no fix yet: the review of an incident makes them",
            Some(_) => "  nothing is open: every fix is verified or declined; c shows them",
        };
        parts::put(frame, list, 0, Line::styled(none, theme.dim));
    } else if overlay.board {
        board::draw(overlay, &rows, app, theme, frame, list, info);
    } else {
        let shown = table::draw(overlay, &rows, app, theme, frame, list, info);
        parts::beyond(frame, theme, inner, &shown, rows.len());
    }
    letters(overlay, app, theme, frame, inner, keys);
}

fn title(overlay: &Roadmap, theme: &Theme) -> String {
    let how = match (overlay.board, overlay.closed) {
        (true, false) => "the board".to_owned(),
        (true, true) => "the board, declined ones too".to_owned(),
        (false, false) => format!("by {}", overlay.by),
        (false, true) => format!("by {}, closed ones too", overlay.by),
    };
    let narrowed = match overlay.line.text() {
        "" => String::new(),
        text => format!(" {} fits {text}", signs::dot(theme)),
    };
    let narrowed = cut(&narrowed, 30, theme.ascii);
    format!(
        "Fixes of all incidents {} {how}{narrowed}",
        signs::dot(theme)
    )
}

/// How all of them stand, and who has several that cannot all be first.
fn summary(all: &[Planned<'_>], app: &App, theme: &Theme, frame: &mut Frame, area: Rect) -> Rect {
    let count = |of: &dyn Fn(&Planned<'_>) -> bool| all.iter().filter(|row| of(row)).count();
    let open = count(&|row| row.fix.is_open());
    let overdue = count(&|row| row.fix.is_overdue(app.now));
    let shipped = count(&|row| row.fix.state == FixState::Shipped);
    let style = |n: usize, style: Style| if n > 0 { style } else { theme.dim };
    let mut spans = vec![
        Span::styled(format!(" {open} open"), theme.strong),
        Span::raw("  "),
        Span::styled(format!("{overdue} overdue"), style(overdue, theme.bad)),
        Span::raw("  "),
        Span::styled(
            format!("{shipped} shipped, not verified"),
            style(shipped, theme.warn),
        ),
    ];
    let busy = conflicts(all);
    if !busy.is_empty() {
        let busy = busy.iter().map(|(id, n)| {
            let handle = app.known().handle(*id).unwrap_or("?");
            format!("@{handle} {n}")
        });
        let busy: Vec<String> = busy.collect();
        let used: usize = spans.iter().map(|s| width(&s.content)).sum();
        let room = usize::from(area.width).saturating_sub(used + 1);
        let text = format!("  several open P1: {}", busy.join(", "));
        spans.push(Span::styled(cut(&text, room, theme.ascii), theme.warn));
    }
    parts::put(frame, area, 0, Line::from(spans));
    let rows = area.height.min(1);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// The question of one letter that is asked, over the last rows.
fn letters(
    overlay: &Roadmap,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    inner: Rect,
    keys: Rect,
) {
    let (thing, what, context) = match &overlay.asking {
        Asking::State(thing) => (thing, "state", Some(Context::FixPassage)),
        Asking::Priority(thing) => (thing, "priority", Some(Context::Priority)),
        Asking::Owner(thing) => (thing, "owner", None),
        Asking::Nothing | Asking::Passing(_) | Asking::Due(..) | Asking::Measured(..) => return,
    };
    let title = format!(" {what} of {}: ", thing.name());
    let choices = status::choices(context, app);
    frame.render_widget(Clear, keys);
    status::ask(&title, choices, theme, frame, inner);
}

/// What it is called where there is little room: `2026-001/X3`, `001/X3`.
fn short(row: &Planned<'_>, columns: usize) -> String {
    let name = row.name();
    let mut shown = name.as_str();
    while width(shown) > columns {
        match shown.split_once('-') {
            Some((_, rest)) => shown = rest,
            None => break,
        }
    }
    shown.to_owned()
}

/// What of its time matters most, in words, and how it looks.
fn time(row: &Planned<'_>, app: &App, theme: &Theme) -> (String, Style) {
    let fix = row.fix;
    if let Some(late) = row.late(app.now) {
        return (format!("late {}", when::age(late)), theme.bad);
    }
    match (fix.state, &fix.due) {
        (FixState::Shipped, _) => {
            let since = app.now - fixes::since(row.thing, fix);
            (format!("out {}", when::age(since)), theme.warn)
        }
        (FixState::Verified, _) if fixes::doubtful(fix).is_some() => {
            ("off target".to_owned(), theme.warn)
        }
        (FixState::Verified | FixState::Declined, _) => (String::new(), theme.dim),
        (_, Some(due)) => (when::due(app, due), theme.text),
        (_, None) => ("-".to_owned(), theme.dim),
    }
}

fn priority(row: &Planned<'_>, theme: &Theme) -> (&'static str, Style) {
    match row.fix.priority {
        Some(Priority::P1) => ("P1", theme.warn),
        Some(priority) => (priority.word(), theme.text),
        None => ("--", theme.dim),
    }
}

fn owner(row: &Planned<'_>, app: &App, theme: &Theme) -> (String, Style) {
    match row.fix.owner {
        None => ("nobody".to_owned(), theme.warn),
        Some(id) => {
            let handle = app.known().handle(id).unwrap_or("?");
            (format!("@{handle}"), theme.person)
        }
    }
}

fn state(state: FixState, theme: &Theme) -> Style {
    match state {
        FixState::Proposed => theme.dim,
        FixState::Accepted => theme.text,
        FixState::Doing | FixState::Verified => theme.good,
        FixState::Shipped => theme.warn,
        FixState::Declined => theme.struck,
    }
}

#[cfg(test)]
mod tests;
