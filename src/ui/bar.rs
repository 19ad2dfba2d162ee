//! The situation bar: what this is, how bad, how far, who leads.

use super::signs;
use super::text::{clean, cut, width};
use super::theme::Theme;
use super::when;
use crate::app::{App, Pane, zone};
use crate::domain::{Incident, Phase, Role, Severity, TaskState, Thing, Tlp};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Parts of a line, the most important first; what has no room is left out.
type Parts = Vec<(String, Style)>;

/// Draws it.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame, area: Rect) {
    let Some((thing, incident)) = app.incident().and_then(|t| t.as_incident().map(|i| (t, i)))
    else {
        let line = Line::styled(" warroom", theme.strong);
        frame.render_widget(line, area);
        return;
    };
    let columns = usize::from(area.width);
    let rows = [
        first(app, theme, thing, incident, columns),
        second(app, theme, incident, columns),
    ];
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        frame.render_widget(row, at);
    }
}

fn first(
    app: &App,
    theme: &Theme,
    thing: &Thing,
    incident: &Incident,
    columns: usize,
) -> Line<'static> {
    let since = since(app, thing);
    let now = format!(
        "{} {}",
        when::time(app, app.now),
        zone::name(app.shown_zone(), app.now)
    );
    let mut right: Parts = vec![(
        incident.severity.word().to_owned(),
        severity(theme, incident.severity),
    )];
    let elapsed = ended(app, incident) - since;
    right.push((when::elapsed(elapsed), theme.strong));
    if columns >= 60 {
        right.push((incident.tlp.word().to_owned(), tlp(theme, incident.tlp)));
        right.push((now, theme.text));
    }
    let mut left: Parts = Vec::new();
    if incident.exercise {
        left.push(("EXERCISE".into(), theme.selected));
    }
    left.push((incident.key.clone(), theme.strong));
    if let Some(code) = &incident.code_name {
        left.push((code.clone(), theme.title));
    }
    if columns >= 60 {
        left.push((incident.title.clone(), theme.text));
    }
    // On the right the order is by what is read, not by what matters.
    right.sort_by_key(|(text, _)| match text.get(..2) {
        Some("SE") => 0,
        Some("TL") => 1,
        Some("T+") => 2,
        _ => 3,
    });
    sides(theme, left, right, columns)
}

fn second(app: &App, theme: &Theme, incident: &Incident, columns: usize) -> Line<'static> {
    let saved = app.awaited.is_empty();
    let word = if saved { "saved" } else { "saving" };
    let mark = format!("{word} {}", signs::saved(theme, saved));
    let mut right: Parts = Vec::new();
    let overdue = overdue(app);
    if overdue > 0 {
        right.push((format!("{overdue} overdue"), theme.bad));
    }
    if columns >= 100
        && let Some(base) = &app.base
    {
        let open = base.tally.all.tasks_open;
        right.push((format!("{} open", when::grouped(open)), theme.text));
        if base.tally.all.questions > 0 {
            let questions = when::grouped(base.tally.all.questions);
            right.push((format!("{questions} unanswered"), theme.warn));
        }
    }
    right.push((mark, if saved { theme.good } else { theme.warn }));
    let mut left = vec![track(theme, incident.phase, columns)];
    left.extend(roles(app, theme, columns));
    let mut spans = vec![Span::raw(" ")];
    let room = columns.saturating_sub(total(&right) + 2);
    let mut used = 1;
    for part in left {
        let wide: usize = part.iter().map(|s| width(&s.content)).sum();
        if used + wide > room {
            break;
        }
        used += wide + 3;
        spans.extend(part);
        spans.push(Span::raw("   "));
    }
    finish(spans, right, columns)
}

/// The phases, the present one in brackets; where room is short, the present
/// one and its neighbours.
fn track(theme: &Theme, present: Phase, columns: usize) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let here = present as usize;
    let shown = Phase::ALL.iter().filter(|p| {
        let early = **p <= Phase::Recovered || present > Phase::Recovered;
        let near = (**p as usize).abs_diff(here) <= 1;
        match columns {
            100.. => early,
            60.. => near,
            _ => **p == present,
        }
    });
    for phase in shown {
        if !spans.is_empty() {
            spans.push(Span::styled(signs::then(theme), theme.dim));
        }
        spans.push(match phase.cmp(&present) {
            std::cmp::Ordering::Less => Span::styled(phase.word(), theme.text),
            std::cmp::Ordering::Equal => Span::styled(format!("[{phase}]"), theme.title),
            std::cmp::Ordering::Greater => Span::styled(phase.word(), theme.dim),
        });
    }
    spans
}

/// Who leads, stands in and writes; each part may be left out.
fn roles(app: &App, theme: &Theme, columns: usize) -> Vec<Vec<Span<'static>>> {
    let Some(base) = &app.base else {
        return Vec::new();
    };
    let wanted: &[Role] = if columns >= 120 {
        &[Role::Ic, Role::Deputy, Role::Scribe, Role::Comms]
    } else {
        &[Role::Ic, Role::Deputy, Role::Scribe]
    };
    let mut parts = Vec::new();
    for role in wanted {
        let held = base.roles.iter().rev().filter_map(Thing::as_role);
        let holder = held
            .filter(|r| r.role == *role && r.until.is_none())
            .find_map(|r| base.known.handle(r.person));
        match holder {
            Some(handle) => parts.push(vec![
                Span::styled(format!("{role} "), theme.dim),
                Span::styled(clean(handle).into_owned(), theme.person),
            ]),
            None if *role == Role::Ic => parts.push(vec![Span::styled("no IC: N r", theme.warn)]),
            None => {}
        }
    }
    parts
}

/// When it was detected, or at least recorded.
fn since(app: &App, thing: &Thing) -> chrono::DateTime<chrono::Utc> {
    let passages = app.base.as_ref().map(|b| b.passages.as_slice());
    let detected = passages.unwrap_or_default().iter().map(|(_, at)| *at).min();
    detected.map_or(thing.created.at, |at| at.min(thing.created.at))
}

/// Until when it went on: now, or when it was closed.
fn ended(app: &App, incident: &Incident) -> chrono::DateTime<chrono::Utc> {
    let passages = app.base.as_ref().map(|b| b.passages.as_slice());
    let closed = passages.unwrap_or_default().iter().rev();
    let closed = closed.filter(|(phase, _)| *phase == Phase::Closed);
    let closed = closed.map(|(_, at)| *at).next();
    closed
        .filter(|_| incident.phase == Phase::Closed)
        .unwrap_or(app.now)
}

/// Open tasks that are held and whose time has passed.
fn overdue(app: &App) -> usize {
    let tasks = app.pane(Pane::Tasks).window.rows.iter();
    tasks
        .filter_map(Thing::as_task)
        .filter(|t| t.state.is_open() && t.state != TaskState::Dropped)
        .filter(|t| t.due.as_ref().is_some_and(|due| due.at < app.now))
        .count()
}

fn severity(theme: &Theme, severity: Severity) -> Style {
    match severity {
        Severity::Sev1 | Severity::Sev2 => theme.bad,
        Severity::Sev3 => theme.warn,
        Severity::Sev4 | Severity::Sev5 => theme.text,
    }
}

fn tlp(theme: &Theme, tlp: Tlp) -> Style {
    match tlp {
        Tlp::Red => theme.bad,
        Tlp::AmberStrict | Tlp::Amber => theme.warn,
        Tlp::Green => theme.good,
        Tlp::Clear => theme.text,
    }
}

fn total(parts: &Parts) -> usize {
    parts.iter().map(|(text, _)| width(text) + 2).sum()
}

/// Left parts, cut to the room the right ones leave.
fn sides(theme: &Theme, left: Parts, right: Parts, columns: usize) -> Line<'static> {
    let mut room = columns.saturating_sub(total(&right) + 2);
    let mut spans = vec![Span::raw(" ")];
    for (i, (text, style)) in left.into_iter().enumerate() {
        if i > 0 && room < 4 {
            break;
        }
        let shown = cut(&text, room, theme.ascii);
        room = room.saturating_sub(width(&shown) + 1);
        spans.push(Span::styled(shown, style));
        spans.push(Span::raw(" "));
    }
    finish(spans, right, columns)
}

/// Fills up and puts the right parts at the edge.
fn finish(mut spans: Vec<Span<'static>>, right: Parts, columns: usize) -> Line<'static> {
    let used: usize = spans.iter().map(|s| width(&s.content)).sum();
    let blank = columns.saturating_sub(used + total(&right));
    spans.push(Span::raw(" ".repeat(blank)));
    for (text, style) in right {
        spans.push(Span::raw(" "));
        spans.push(Span::styled(text, style));
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}
