//! A row of the workstreams: how it is doing, who leads it, what is done, and
//! how long it has been silent.

use super::row::Row;
use super::signs;
use super::theme::Theme;
use super::when;
use crate::app::App;
use crate::domain::{Health, Thing, WorkstreamStatus};
use ratatui::text::Line;

/// A workstream that says nothing for this long wants a look.
const SILENT_HOURS: i64 = 2;

/// The line of one workstream.
#[must_use]
pub fn row(app: &App, theme: &Theme, thing: &Thing, columns: usize) -> Line<'static> {
    let Some(stream) = thing.as_workstream() else {
        return Line::default();
    };
    let counts = app
        .base
        .as_ref()
        .map(|b| b.tally.stream(thing.id))
        .unwrap_or_default();
    let (sign, look) = signs::health(theme, stream.health);
    let all = counts.tasks_open + counts.tasks_done;
    let last = counts.last.unwrap_or(thing.created.at);
    let active = stream.status == WorkstreamStatus::Active;
    let silent = active && (app.now - last).num_hours() >= SILENT_HOURS;
    let wants = stream.status == WorkstreamStatus::Blocked
        || (stream.health == Health::Red && stream.status != WorkstreamStatus::Done)
        || silent;
    let lens = app.filters.lens == Some(thing.id);
    let name = if stream.status == WorkstreamStatus::Done {
        theme.dim
    } else {
        theme.stream
    };
    let status = match stream.status {
        WorkstreamStatus::Active => String::new(),
        other => format!(" {other}"),
    };
    let lead = stream.lead.and_then(|id| app.known().handle(id));
    let lead = super::text::cut(lead.unwrap_or(""), 9, theme.ascii);
    let mut row = Row::new(theme)
        .left(sign, look)
        .left(if lens { "*" } else { " " }, theme.star);
    if columns >= 34 {
        row = row.right(format!(" {lead:<9}"), theme.person);
    }
    let row = row
        .right(
            format!("{:>6}", format!("{}/{all}", counts.tasks_done)),
            theme.text,
        )
        .right(format!("{:>5}", when::age(app.now - last)), theme.dim)
        .right(if wants { " !" } else { "  " }, theme.warn);
    let slug = format!("#{}", stream.slug);
    let with = format!("{slug}{status}");
    let fits = super::text::width(&with) <= row.room(columns);
    row.line(if fits { &with } else { &slug }, name, columns)
}
