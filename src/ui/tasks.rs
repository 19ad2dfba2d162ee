//! A row of the tasks: how urgent, where it stands, who has it, until when.

use super::row::Row;
use super::signs;
use super::text::{cut, width};
use super::theme::Theme;
use super::when;
use crate::app::App;
use crate::domain::{Priority, Task, Thing};
use ratatui::style::Style;
use ratatui::text::Line;

/// The line of one task.
#[must_use]
pub fn row(app: &App, theme: &Theme, thing: &Thing, columns: usize) -> Line<'static> {
    let Some(task) = thing.as_task() else {
        return Line::default();
    };
    let (sign, look) = signs::state(theme, task.state);
    let open = task.state.is_open();
    let owner = task.assignee.and_then(|id| app.known().handle(id));
    let owner = cut(owner.unwrap_or(""), 8, theme.ascii);
    let late = open && task.due.as_ref().is_some_and(|due| due.at < app.now);
    let due = task.due.as_ref().map(|w| when::due(app, w));
    let mut row = Row::new(theme)
        .left(sign, look)
        .left(
            format!(" {:<2} ", task.priority.map_or("", Priority::word)),
            urgency(theme, task),
        )
        .left(format!("{:<4}", thing.name()), theme.dim);
    if !owner.is_empty() {
        row = row.right(format!(" {owner}"), theme.person);
    } else if task.priority == Some(Priority::P1) && open {
        row = row.right(" nobody", theme.warn);
    }
    if let Some(due) = due {
        let mark = if late { "!" } else { " " };
        let pad = 6usize.saturating_sub(width(&due));
        let style = if late { theme.bad } else { theme.dim };
        row = row.right(format!(" {}{due}{mark}", " ".repeat(pad)), style);
    }
    let style = if open { theme.text } else { theme.dim };
    row.line(&task.title, style, columns)
}

fn urgency(theme: &Theme, task: &Task) -> Style {
    if !task.state.is_open() {
        return theme.dim;
    }
    match task.priority {
        Some(Priority::P1) => theme.bad,
        Some(Priority::P2) => theme.warn,
        Some(Priority::P3 | Priority::P4) | None => theme.text,
    }
}
