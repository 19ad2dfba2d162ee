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

/// The columns of a title that are worth more than who has it or until when.
const TITLE: usize = 8;

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
    let late = open && task.due.as_ref().is_some_and(|due| due.is_over(app.now));
    let due = task.due.as_ref().map(|w| when::due(app, w));
    let mut row = Row::new(theme)
        .left(sign, look)
        .left(
            format!(" {:<2} ", task.priority.map_or("", Priority::word)),
            urgency(theme, task),
        )
        .left(format!("{:<4}", thing.name()), theme.dim);
    let nobody = owner.is_empty() && task.priority == Some(Priority::P1) && open;
    let owner = match (owner.is_empty(), nobody) {
        (false, _) => Some((format!(" {owner}"), theme.person)),
        (true, true) => Some((" nobody".to_owned(), theme.warn)),
        (true, false) => None,
    };
    let mark = if late { "!" } else { " " };
    let look = if late { theme.bad } else { theme.dim };
    let due = due.map(|due| {
        let pad = 6usize.saturating_sub(width(&due));
        (format!(" {}{due}{mark}", " ".repeat(pad)), look)
    });
    let short = late.then(|| (mark.to_owned(), look));
    // Where the title would hardly be seen, who has it goes first, then when.
    let attempts = [[owner, due.clone()], [None, due], [None, short]];
    let room = row.room(columns);
    let fits = |parts: &[Option<(String, Style)>; 2]| {
        let taken: usize = parts.iter().flatten().map(|(text, _)| width(text)).sum();
        room >= taken + width(&task.title).min(TITLE)
    };
    let parts = attempts.into_iter().enumerate();
    let parts = parts.filter(|(i, p)| *i == 2 || fits(p)).map(|(_, p)| p);
    for (text, style) in parts.take(1).flatten().flatten() {
        row = row.right(text, style);
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

#[cfg(test)]
mod tests {
    use crate::app::testing::{noon, person, task};
    use crate::app::tests::ready;
    use crate::domain::{Body, Precision, When};
    use crate::ui::theme::{Theme, ThemeName};

    #[test]
    fn what_is_overdue_is_marked_however_narrow_the_pane() {
        let app = ready();
        let theme = Theme::new(ThemeName::Mono, false);
        let mut thing = task(7, "image the runner host");
        if let Body::Task(task) = &mut thing.body {
            task.assignee = Some(person("maya").id);
            let mut due = When::now(noon() - chrono::Duration::days(400));
            due.precision = Precision::Day;
            task.due = Some(due);
        }
        for (columns, parts) in [
            (38, &["image the r…", "maya", "2025-10-17!"][..]),
            (30, &["image th…", "2025-10-17!"]),
            (22, &["image the r…!"]),
        ] {
            let line = super::row(&app, &theme, &thing, columns);
            let shown: String = line.spans.iter().map(|s| s.content.as_ref()).collect();
            for part in parts {
                assert!(shown.contains(part), "{columns}: {shown}");
            }
        }
    }

    #[test]
    fn what_is_due_on_a_bare_date_is_late_when_that_day_is_over() {
        let app = ready();
        let theme = Theme::new(ThemeName::Mono, false);
        let mut thing = task(7, "image the runner host");
        // Noon is the cockpit's moment: the day before is over, this one is not.
        for (days, late) in [(0, false), (1, true)] {
            let day = noon() - chrono::Duration::days(days);
            let midnight = day.date_naive().and_hms_opt(0, 0, 0).expect("a time");
            if let Body::Task(task) = &mut thing.body {
                task.due = Some(When {
                    precision: Precision::Day,
                    ..When::now(midnight.and_utc())
                });
            }
            let line = super::row(&app, &theme, &thing, 60);
            let shown: String = line.spans.iter().map(|s| s.content.as_ref()).collect();
            assert_eq!(shown.contains('!'), late, "{shown}");
        }
    }
}
