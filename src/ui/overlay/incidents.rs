//! The incident picker.

use super::help::head;
use super::parts;
use crate::app::overlay::Incidents;
use crate::app::{App, FrameInfo, IncidentRow};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit, width};
use crate::ui::theme::Theme;
use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws it over `area`.
pub fn draw(
    overlay: &Incidents,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let found = overlay.found();
    let wanted = u16::try_from(found.len()).unwrap_or(u16::MAX);
    let area = parts::middle(area, 110, wanted.saturating_add(5).clamp(8, 24));
    let inner = overlay_box(frame, theme, area, "Incidents");
    let (mut list, footer) = parts::split_bottom(inner, 1);
    let back = look_backs(overlay.rows.as_deref().unwrap_or_default(), app.now);
    if let Some(first) = back.first().filter(|_| list.height > 3) {
        let (above, row) = parts::split_bottom(list, 1);
        let more = match back.len() - 1 {
            0 => String::new(),
            n => format!("; and {n} more"),
        };
        let text = format!("  {first}{more}");
        let text = cut(&text, usize::from(row.width), theme.ascii);
        parts::put(frame, row, 0, Line::styled(text, theme.warn));
        list = above;
    }
    let hints = if overlay.narrowing {
        let (typed, below) = head(frame, theme, list, "find: ");
        parts::input(frame, theme, typed, &overlay.line);
        list = below;
        parts::hints_beside_letters(Context::Incidents, theme, footer.width)
    } else {
        parts::hints(Context::Incidents, theme, footer.width)
    };
    info.overlay_height = usize::from(list.height);
    let shown = parts::window(overlay.at(), found.len(), usize::from(list.height));
    for (y, i) in (0..).zip(shown.clone()) {
        let line = incident(found[i], app.now, theme, list.width, i == overlay.at());
        parts::put(frame, list, y, line);
        if let Some(row) = parts::row(list, y) {
            parts::target(info, row, i);
        }
    }
    parts::beyond(frame, theme, inner, &shown, found.len());
    if found.is_empty() {
        let none = match &overlay.rows {
            None => "  reading …",
            Some(rows) if rows.is_empty() => "  no incident yet: n opens the first",
            Some(_) => "  none of that name",
        };
        parts::put(frame, list, 0, Line::styled(none, theme.dim));
    }
    parts::put(frame, footer, 0, hints);
}

fn incident(
    row: &IncidentRow,
    now: DateTime<Utc>,
    theme: &Theme,
    columns: u16,
    selected: bool,
) -> Line<'static> {
    let Some(incident) = row.thing.as_incident() else {
        return Line::default();
    };
    let (sign, style) = parts::mark(theme, selected);
    let wide = columns >= 70;
    let when = row.last.map_or_else(String::new, |last| ago(last, now));
    let mut tail = if wide { owed(row) } else { String::new() };
    if incident.exercise {
        tail.push_str(" EXERCISE");
    }
    if row.current {
        tail.push_str(" current");
    }
    if wide {
        tail.push_str(&format!(" {when:>8}"));
    }
    let phase = if wide { incident.phase.word() } else { "" };
    let phase = fit(phase, if wide { 11 } else { 0 }, theme.ascii);
    let code_name = incident.code_name.as_deref().unwrap_or("");
    let called = if code_name.is_empty() {
        incident.title.clone()
    } else {
        format!("{code_name} · {}", incident.title)
    };
    let key = cut(&incident.key, 14, theme.ascii);
    let taken = 2 + width(&key) + 1 + 4 + 1 + width(&phase) + width(&tail);
    let room = usize::from(columns).saturating_sub(taken + 1);
    let line = Line::from(vec![
        Span::raw(sign),
        Span::styled(key, theme.label),
        Span::raw(" "),
        Span::styled(incident.severity.word(), theme.warn),
        Span::raw(" "),
        Span::styled(phase, theme.dim),
        Span::raw(fit(&called, room, theme.ascii)),
        Span::raw(" "),
        Span::styled(tail, theme.strong),
    ]);
    if selected {
        parts::bar(line, columns, style)
    } else {
        line
    }
}

/// What of its fixes is left: shipped is not done.
fn owed(row: &IncidentRow) -> String {
    let fixes = match row.owed.open {
        0 => return String::new(),
        1 => " 1 fix".to_owned(),
        n => format!(" {n} fixes"),
    };
    match row.owed.overdue {
        0 => fixes,
        n => format!("{fixes}, {n} late"),
    }
}

/// The incidents that somebody should look back at, since their fixes are not
/// all verified yet, the oldest first.
fn look_backs(rows: &[IncidentRow], now: DateTime<Utc>) -> Vec<String> {
    let mut due: Vec<&IncidentRow> = rows
        .iter()
        .filter(|row| row.look_back <= now && row.owed.open > 0)
        .collect();
    due.sort_by_key(|row| row.thing.created.at);
    let line = |row: &IncidentRow| {
        let days = (now - row.thing.created.at).num_days();
        let ago = match days / 365 {
            0 => format!("{days} days ago"),
            1 => "a year ago".to_owned(),
            years => format!("{years} years ago"),
        };
        let (name, n) = (row.thing.name(), row.owed.open);
        let fixes = if n == 1 { "fix" } else { "fixes" };
        format!("{ago}: {name}, {n} {fixes} still not verified")
    };
    due.into_iter().map(line).collect()
}

/// How long ago: `now`, `12m`, `3h`, `5d`.
fn ago(then: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let minutes = (now - then).num_minutes();
    match minutes {
        i64::MIN..1 => "now".to_owned(),
        1..60 => format!("{minutes}m ago"),
        60..2880 => format!("{}h ago", minutes / 60),
        2880.. => format!("{}d ago", minutes / 1440),
    }
}
