//! The drill of an exercise.

use super::parts;
use crate::app::overlay::Drill;
use crate::app::{App, FrameInfo};
use crate::domain::exercise::{Exercise, pending};
use crate::domain::{self, Inject, Thing, drill_time};
use crate::keys::{Context, footer};
use crate::ui::frame::overlay_box;
use crate::ui::text::{clean, cut, width, wrap};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws it over `area`.
pub fn draw(
    overlay: &Drill,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let facilitator = app.settings.facilitator;
    let title = match facilitator {
        true => "Drill, as its facilitator sees it",
        false => "Drill",
    };
    let inner = overlay_box(frame, theme, area, title);
    let rows = match facilitator {
        true => parts::keys(footer(Context::Drill), theme, inner),
        false => vec![Line::styled(
            "Esc close   whoever runs the drill starts warroom --facilitator",
            theme.dim,
        )],
    };
    let (body, foot) = parts::split_bottom(inner, u16::try_from(rows.len()).unwrap_or(1));
    for (y, line) in (0..).zip(rows) {
        parts::put(frame, foot, y, line);
    }
    let drill = app.exercise.as_deref().and_then(|e| Some((e, e.drill()?)));
    let Some((exercise, drill)) = drill else {
        let none = "  no scenario is loaded: warroom drill load FILE, in an incident opened with --exercise";
        parts::put(frame, body, 0, Line::styled(none, theme.dim));
        return;
    };
    inside(
        overlay,
        (exercise, drill),
        app,
        theme,
        frame,
        (inner, body),
        info,
    );
    answer(overlay, theme, frame, foot);
}

/// How the drill stands, its injects, and the selected one in full.
fn inside(
    overlay: &Drill,
    (exercise, drill): (&Exercise, &domain::Drill),
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    (inner, body): (Rect, Rect),
    info: &mut FrameInfo,
) {
    let facilitator = app.settings.facilitator;
    parts::put(frame, body, 0, stands(drill, app, theme, body.width));
    if facilitator {
        parts::put(
            frame,
            body,
            1,
            next(exercise, drill, app, theme, body.width),
        );
    }
    let below = Rect {
        y: body.y + 3.min(body.height),
        height: body.height.saturating_sub(3),
        ..body
    };
    let detail = if facilitator {
        8.min(below.height / 2)
    } else {
        5.min(below.height / 2)
    };
    let (list, detail) = parts::split_bottom(below, detail);
    injects(overlay, exercise, theme, frame, list, info);
    parts::beyond(
        frame,
        theme,
        inner,
        &parts::window(
            overlay.at(),
            exercise.injects.len(),
            usize::from(list.height),
        ),
        exercise.injects.len(),
    );
    let selected = exercise
        .injects
        .get(overlay.at())
        .and_then(Thing::as_inject);
    if let Some(inject) = selected {
        about(inject, theme, frame, detail);
    }
}

/// The list, as much as fits.
fn injects(
    overlay: &Drill,
    exercise: &Exercise,
    theme: &Theme,
    frame: &mut Frame,
    list: Rect,
    info: &mut FrameInfo,
) {
    info.overlay_height = usize::from(list.height);
    let shown = parts::window(
        overlay.at(),
        exercise.injects.len(),
        usize::from(list.height),
    );
    for (y, i) in (0..).zip(shown) {
        let Some(inject) = exercise.injects[i].as_inject() else {
            continue;
        };
        let line = row(inject, theme, list.width, i == overlay.at());
        parts::put(frame, list, y, line);
        if let Some(row) = parts::row(list, y) {
            parts::target(info, row, i);
        }
    }
    if exercise.injects.is_empty() {
        parts::put(
            frame,
            list,
            0,
            Line::styled("  nothing has landed", theme.dim),
        );
    }
}

/// What was done about an inject, while it is typed.
fn answer(overlay: &Drill, theme: &Theme, frame: &mut Frame, foot: Rect) {
    if let Some((number, line)) = &overlay.answering {
        let head = format!("done about inject {}: ", clean(number, theme.ascii));
        let wide = u16::try_from(width(&head)).unwrap_or(0).min(foot.width);
        let blank = " ".repeat(usize::from(foot.width));
        parts::put(frame, foot, 0, Line::raw(blank));
        parts::put(frame, foot, 0, Line::styled(head, theme.strong));
        let typed = Rect {
            x: foot.x + wide,
            width: foot.width - wide,
            height: 1,
            ..foot
        };
        parts::input(frame, theme, typed, line);
    }
}

fn stands(drill: &domain::Drill, app: &App, theme: &Theme, columns: u16) -> Line<'static> {
    let (word, style) = match (drill.ended, drill.is_running()) {
        (true, _) => ("ended", theme.dim),
        (false, true) => ("running", theme.good),
        (false, false) => ("clock stands still", theme.warn),
    };
    let clock = format!(" +{} ", drill_time(drill.clock(app.now)));
    let speed = format!(" speed {}  ", drill.speed);
    let used = width(&clock) + width(word) + width(&speed);
    let room = usize::from(columns).saturating_sub(used);
    Line::from(vec![
        Span::styled(clock, theme.strong),
        Span::styled(word, style),
        Span::raw(speed),
        Span::styled(cut(&drill.scenario, room, theme.ascii), theme.title),
    ])
}

/// The next inject, with how long it is until then in real time.
fn next(
    exercise: &Exercise,
    drill: &domain::Drill,
    app: &App,
    theme: &Theme,
    columns: u16,
) -> Line<'static> {
    let left = pending(&exercise.injects).count();
    let Some(next) = exercise.next().filter(|_| !drill.ended) else {
        let text = match drill.ended {
            true => {
                " what was done about each: a, y and N; then warroom --facilitator drill report"
            }
            false => " no inject is left: E ends the drill",
        };
        return Line::styled(text, theme.dim);
    };
    let left_over = drill.until(next.offset, app.now);
    let when = match left_over.and_then(|d| u32::try_from(d.num_seconds()).ok()) {
        Some(seconds) => format!("in {:02}:{:02}", seconds / 60, seconds % 60),
        None => format!("at +{}", drill_time(next.offset)),
    };
    let text = format!(" next {when}: {}  ({left} to come)", next.told());
    Line::styled(cut(&text, usize::from(columns), theme.ascii), theme.warn)
}

fn row(inject: &Inject, theme: &Theme, columns: u16, selected: bool) -> Line<'static> {
    let (sign, style) = parts::mark(theme, selected);
    let state = match (inject.entry, inject.skipped) {
        (Some(entry), _) => entry.to_string(),
        (None, true) => "left out".to_owned(),
        (None, false) => "to come".to_owned(),
    };
    let met = match inject.met {
        Some(true) => "met",
        Some(false) => "NOT MET",
        None => "",
    };
    let met_style = if inject.met == Some(false) {
        theme.bad
    } else {
        theme.good
    };
    let done = match inject.answers.is_empty() {
        true => "",
        false => "done ",
    };
    let time = format!("+{:<8} ", drill_time(inject.offset));
    let used = 2 + width(&time) + 9 + width(done) + width(met) + 1;
    let room = usize::from(columns).saturating_sub(used);
    let told = cut(&inject.told(), room, theme.ascii);
    let blank = " ".repeat(room.saturating_sub(width(&told)) + 1);
    let text = if inject.is_pending() || inject.skipped {
        theme.dim
    } else {
        theme.text
    };
    let line = Line::from(vec![
        Span::raw(sign),
        Span::styled(time, theme.dim),
        Span::styled(format!("{state:<9}"), theme.label),
        Span::styled(told, text),
        Span::raw(blank),
        Span::styled(done, theme.text),
        Span::styled(met, met_style),
    ]);
    match selected {
        true => parts::bar(line, columns, style),
        false => line,
    }
}

/// The selected inject: what was told and, where it is known here, what was
/// expected, noted and done.
fn about(inject: &Inject, theme: &Theme, frame: &mut Frame, area: Rect) {
    let answers: Vec<&str> = inject.answers.values().iter().map(|a| a.as_str()).collect();
    let answers = answers.join(", ");
    let mut y = 1;
    for (name, text) in [
        ("told", inject.text.as_str()),
        ("expected", &inject.expected),
        ("notes", &inject.notes),
        ("done", &answers),
    ] {
        if text.is_empty() {
            continue;
        }
        let room = usize::from(area.width).saturating_sub(12);
        for (i, line) in wrap(text, room, theme.ascii).into_iter().enumerate() {
            let name = if i == 0 { name } else { "" };
            let line = Line::from(vec![
                Span::styled(format!("  {name:<9} "), theme.dim),
                Span::styled(line, theme.text),
            ]);
            parts::put(frame, area, y, line);
            y += 1;
        }
    }
}
