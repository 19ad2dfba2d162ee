//! Check-ins: those that were, the next one, and the times they are held at.

use super::{page, parts};
use crate::app::overlay::{CheckInRow, CheckIns};
use crate::app::{App, FrameInfo, zone};
use crate::domain::{CheckIn, Situation, Thing};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit};
use crate::ui::theme::Theme;
use crate::ui::when;
use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws it over `area`.
pub fn draw(
    overlay: &CheckIns,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let inner = overlay_box(frame, theme, area, "Check-ins");
    let (body, footer) = parts::split_bottom(inner, 2);
    let Some(situation) = &app.situation else {
        parts::put(frame, body, 0, Line::styled("  reading …", theme.dim));
        return;
    };
    let list = head(situation, app, theme, frame, body);
    info.overlay_height = usize::from(list.height);
    let rows = CheckIns::rows(situation, &app.settings.rules);
    let shown = parts::window(overlay.at(), rows.len(), usize::from(list.height));
    for (y, i) in (0..).zip(shown.clone()) {
        let selected = i == overlay.at();
        let line = row(rows[i], situation, app, theme, list.width, selected);
        parts::put(frame, list, y, line);
        if let Some(place) = parts::row(list, y) {
            parts::target(info, place, i);
        }
    }
    parts::beyond(frame, theme, inner, &shown, rows.len());
    if rows.is_empty() {
        let none = "  none was held and none is to come: n begins one, e sets times of day";
        parts::put(frame, list, 0, Line::styled(none, theme.dim));
    }
    match overlay.early {
        Some(at) => {
            let question = format!("The next is for {}: begin one now?", moment(at, app));
            page::ask_letter(frame, theme, footer, &question);
        }
        None => foot(overlay, theme, frame, footer),
    }
}

/// When check-ins are held, and what is left for the list.
fn head(situation: &Situation, app: &App, theme: &Theme, frame: &mut Frame, area: Rect) -> Rect {
    let schedule = situation.schedule(&app.settings.rules);
    let own = situation.card().is_some_and(|i| i.schedule.is_some());
    let severity = situation.card().map_or("", |i| i.severity.word());
    let whose = if own { "own times" } else { severity };
    let times = match schedule.check_ins.is_empty() {
        true => "at no times of day".to_owned(),
        false => format!("{} {}", schedule.check_ins.join(" "), schedule.zone),
    };
    let ends = if situation.rhythm_goes_on() {
        ""
    } else {
        "; the schedule ended with recovery"
    };
    let room = usize::from(area.width).saturating_sub(1);
    let text = cut(&format!("{times} ({whose}){ends}"), room, theme.ascii);
    parts::put(frame, area, 0, Line::styled(format!(" {text}"), theme.dim));
    let rows = area.height.min(2);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

fn foot(overlay: &CheckIns, theme: &Theme, frame: &mut Frame, area: Rect) {
    let asks = " times of day and zone: ";
    let columns = u16::try_from(asks.len()).unwrap_or(0).min(area.width);
    match (&overlay.problem, &overlay.times) {
        (Some(problem), None) => {
            let said = cut(problem, usize::from(area.width), theme.ascii);
            parts::put(frame, area, 0, Line::styled(said, theme.bad));
        }
        (_, Some(times)) => {
            parts::put(frame, area, 0, Line::styled(asks, theme.strong));
            let typed = Rect {
                x: area.x + columns,
                width: area.width - columns,
                height: 1,
                ..area
            };
            parts::input(frame, theme, typed, times);
        }
        (None, None) => {}
    }
    let line = match (&overlay.times, &overlay.problem) {
        (Some(_), Some(problem)) => {
            let said = cut(problem, usize::from(area.width), theme.ascii);
            Line::styled(said, theme.bad)
        }
        (Some(_), None) => Line::styled(
            "Enter keeps them   empty: those of the severity   Esc leaves them",
            theme.dim,
        ),
        (None, _) => parts::hints(Context::CheckIns, theme, area.width),
    };
    parts::put(frame, area, 1, line);
}

fn row(
    row: CheckInRow,
    situation: &Situation,
    app: &App,
    theme: &Theme,
    columns: u16,
    selected: bool,
) -> Line<'static> {
    let (sign, style) = parts::mark(theme, selected);
    let spans = match row {
        CheckInRow::Running(thing) => named(thing, "goes on", app, theme),
        CheckInRow::Held(thing) => named(thing, "", app, theme),
        CheckInRow::Next(at) => next(at, situation, app, theme),
    };
    let mut line = Line::from(vec![Span::raw(sign)]);
    let mut room = usize::from(columns).saturating_sub(2);
    for span in spans {
        let text = cut(&span.content, room, theme.ascii);
        room = room.saturating_sub(crate::ui::text::width(&text));
        line.spans.push(Span::styled(text, span.style));
    }
    if selected {
        parts::bar(line, columns, style)
    } else {
        line
    }
}

fn next(at: DateTime<Utc>, situation: &Situation, app: &App, theme: &Theme) -> Vec<Span<'static>> {
    let label = situation.planned().map(|(thing, _)| thing.name());
    let (far, late) = when::countdown(at - app.now);
    let (how, style) = if late {
        (format!("overdue {far}"), theme.bad)
    } else {
        (format!("in {far}"), theme.strong)
    };
    vec![
        Span::styled(fit(&label.unwrap_or_default(), 6, theme.ascii), theme.label),
        Span::styled(moment(at, app), theme.text),
        Span::styled("   next ".to_owned(), theme.dim),
        Span::styled(how, style),
    ]
}

/// One that was begun: label, when, who was there, its minutes, the next.
fn named(thing: &Thing, how: &str, app: &App, theme: &Theme) -> Vec<Span<'static>> {
    let Some(check_in) = thing.as_check_in() else {
        return Vec::new();
    };
    let began = check_in.started.unwrap_or(thing.created.at);
    let mut spans = vec![
        Span::styled(fit(&thing.name(), 6, theme.ascii), theme.label),
        Span::styled(moment(began, app), theme.text),
    ];
    let ended = check_in.ended.map(|ended| (ended - began).num_minutes());
    let lasted = ended.map_or_else(|| "    ".to_owned(), |m| format!(" {:>3}", format!("{m}m")));
    spans.push(Span::styled(lasted, theme.dim));
    if !how.is_empty() {
        spans.push(Span::styled(format!("  {how}"), theme.strong));
    }
    if let Some(minutes) = check_in.minutes {
        spans.push(Span::styled(
            format!("  {:<5}", minutes.to_string()),
            theme.label,
        ));
    }
    spans.push(Span::styled(
        format!("  {}", there(check_in, app)),
        theme.person,
    ));
    if let Some(next) = &check_in.next {
        let next = format!("   next {}", moment(next.at, app));
        spans.push(Span::styled(next, theme.dim));
    }
    spans
}

/// Who was there.
fn there(check_in: &CheckIn, app: &App) -> String {
    let there = check_in.attendance.values().into_iter();
    let names: Vec<_> = there.filter_map(|id| app.known().handle(*id)).collect();
    match names.is_empty() {
        true => "nobody was named".to_owned(),
        false => names.join(" "),
    }
}

/// `Sat 21 Nov 14:02 UTC`
pub fn moment(at: DateTime<Utc>, app: &App) -> String {
    let local = at.with_timezone(&zone::offset(app.shown_zone(), at));
    let name = zone::name(app.shown_zone(), at);
    format!("{} {name}", local.format("%a %-d %b %H:%M"))
}
