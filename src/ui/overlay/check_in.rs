//! The page of a check-in: the workstreams on the left, what became of the
//! selected one beside them, and what is said of it below.

use super::check_ins::moment;
use super::{meeting, page, parts};
use crate::app::overlay::{Asks, CheckInLetter, CheckInPage, Typing};
use crate::app::{App, FrameInfo};
use crate::domain::{Aspect, CheckIn, Id, Situation, Thing, called};
use crate::keys::{Context, footer};
use crate::ui::frame::overlay_box;
use crate::ui::signs;
use crate::ui::text::{cut, fit, wrap};
use crate::ui::theme::Theme;
use crate::ui::when;
use chrono::TimeDelta;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Columns of the list of workstreams.
const STREAMS: u16 = 26;

/// Draws it over `area`.
pub fn draw(
    overlay: &CheckInPage,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let situation = app.situation.as_deref();
    let held = situation.and_then(|s| Some((s, overlay.held(s)?)));
    let Some((situation, (thing, check_in))) = held else {
        let inner = overlay_box(frame, theme, area, "Check-in");
        parts::put(frame, inner, 0, Line::styled("  reading …", theme.dim));
        return;
    };
    let title = title(thing, check_in, app);
    let room = usize::from(area.width.saturating_sub(6));
    let inner = overlay_box(frame, theme, area, &cut(&title, room, theme.ascii));
    let hints = hints(check_in, theme, inner);
    let rows = u16::try_from(hints.len()).unwrap_or(1);
    let (body, foot) = parts::split_bottom(inner, rows + 2);
    let streams = overlay.streams(situation);
    let stream = streams.get(overlay.at()).copied().flatten();
    let (page, lines) = if check_in.is_running() {
        let wide = body.width >= 90;
        let (list, page) = sides(body, wide);
        if wide {
            walk(overlay, situation, check_in, theme, frame, list, info);
        } else {
            let place = format!(" {} of {}", overlay.at() + 1, streams.len());
            parts::put(frame, list, 0, Line::styled(place, theme.dim));
        }
        let meeting = overlay.meeting.as_deref();
        let lines = meeting::lines(meeting, thing, stream, app, theme, page.width);
        let (page, said) = above_said(page, lines.len());
        said_lines(check_in, stream, app, theme, frame, said);
        (page, lines)
    } else {
        let made = overlay.meeting.as_ref().map_or(&[][..], |m| &m.made);
        let lines = minutes(situation, (check_in, made), app, theme, body.width);
        (body, lines)
    };
    let height = usize::from(page.height);
    let top = overlay.top.min(lines.len().saturating_sub(height));
    info.overlay_height = height;
    info.overlay_lines = lines.len();
    info.overlay_top = top;
    let shown = top..(top + height).min(lines.len());
    for (y, line) in (0..).zip(&lines[shown.clone()]) {
        parts::put(frame, page, y, line.clone());
    }
    parts::beyond(frame, theme, inner, &shown, lines.len());
    bottom(overlay, check_in, app, theme, frame, foot);
    // A letter is none of these keys while a line is typed.
    let keys = overlay.typing.is_none() && overlay.asking.is_none();
    for (y, line) in (2..).zip(hints).filter(|_| keys) {
        parts::put(frame, foot, y, line);
    }
}

fn title(thing: &Thing, check_in: &CheckIn, app: &App) -> String {
    let began = check_in.started.or(check_in.planned.as_ref().map(|w| w.at));
    let began = began.map_or_else(String::new, |at| format!(" · {}", moment(at, app)));
    let how = if check_in.is_running() {
        let so_far = check_in
            .started
            .map_or(TimeDelta::zero(), |at| app.now - at);
        format!(" · {}", when::age(so_far))
    } else {
        " · ended".to_owned()
    };
    format!("{} check-in{began}{how}", thing.name())
}

/// The list of workstreams and the page; where there is no room beside, the
/// list is one row above.
fn sides(area: Rect, wide: bool) -> (Rect, Rect) {
    if wide {
        let list = Rect {
            width: STREAMS,
            ..area
        };
        let page = Rect {
            x: area.x + STREAMS + 1,
            width: area.width - STREAMS - 1,
            ..area
        };
        return (list, page);
    }
    let rows = area.height.min(1);
    let page = Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    };
    (
        Rect {
            height: rows,
            ..area
        },
        page,
    )
}

/// The workstreams: how each is doing, and whether it was gone through.
fn walk(
    overlay: &CheckInPage,
    situation: &Situation,
    check_in: &CheckIn,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let streams = overlay.streams(situation);
    let shown = parts::window(overlay.at(), streams.len(), usize::from(area.height));
    for (y, i) in (0..).zip(shown) {
        let selected = i == overlay.at();
        let (sign, style) = parts::mark(theme, selected);
        let known = situation.known.workstreams.iter();
        let mut known = known.filter(|t| Some(t.id) == streams[i]);
        let stream = known.next().and_then(Thing::as_workstream);
        let (health, tone, name) = match stream {
            Some(w) => {
                let (health, tone) = signs::health(theme, w.health);
                (health, tone, format!("#{}", w.slug))
            }
            None => (" ", theme.dim, "the whole incident".to_owned()),
        };
        let walked = streams[i].is_some_and(|id| check_in.walked.contains(&id));
        let tick = match (walked, theme.ascii) {
            (true, false) => "✓",
            (true, true) => "x",
            (false, _) => " ",
        };
        let room = usize::from(area.width).saturating_sub(7);
        let line = Line::from(vec![
            Span::raw(sign),
            Span::styled(health, tone),
            Span::raw(" "),
            Span::styled(fit(&name, room, theme.ascii), theme.stream),
            Span::styled(format!(" {tick} "), theme.good),
        ]);
        let line = if selected {
            parts::bar(line, area.width, style)
        } else {
            line
        };
        parts::put(frame, area, y, line);
        if let Some(place) = parts::row(area, y) {
            parts::target(info, place, i);
        }
    }
}

/// The page, and what is said below it: right below where the page is short,
/// on a third of the rows where it is not.
fn above_said(area: Rect, lines: usize) -> (Rect, Rect) {
    let said = (area.height / 3).clamp(3, 12);
    let (page, _) = parts::split_bottom(area, said);
    let wanted = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(1);
    let height = page.height.min(wanted);
    let said = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    (Rect { height, ..page }, said)
}

/// What is said of the workstream, the newest where there is no room for all.
fn said_lines(
    check_in: &CheckIn,
    stream: Option<Id>,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
) {
    let name = stream.and_then(|id| app.known().slug(id));
    let name = name.map_or_else(|| "the whole incident".to_owned(), |s| format!("#{s}"));
    let head = format!("{} Said of {name} ", signs::rule(theme).repeat(2));
    let head = cut(&head, usize::from(area.width), theme.ascii);
    parts::put(frame, area, 0, Line::styled(head, theme.title));
    let lines = said(check_in, stream, theme, area.width);
    if lines.is_empty() {
        let none = "  nothing yet: c conditions, a actions, e needs";
        parts::put(frame, area, 1, Line::styled(none, theme.dim));
    }
    let room = usize::from(area.height.saturating_sub(1));
    let skip = lines.len().saturating_sub(room);
    for (y, line) in (1..).zip(lines.into_iter().skip(skip)) {
        parts::put(frame, area, y, line);
    }
}

/// The lines about a workstream, by aspect, in the order they were written.
fn said(check_in: &CheckIn, stream: Option<Id>, theme: &Theme, columns: u16) -> Vec<Line<'static>> {
    let about = check_in.about(stream);
    let room = usize::from(columns).saturating_sub(15);
    let mut lines = Vec::new();
    for aspect in Aspect::ALL {
        let of = about.iter().filter(|l| l.aspect == *aspect);
        let texts = of.flat_map(|l| wrap(&l.text, room, theme.ascii));
        for (i, text) in texts.enumerate() {
            let label = if i == 0 { aspect.word() } else { "" };
            lines.push(Line::from(vec![
                Span::styled(format!("  {label:<12}"), theme.dim),
                Span::styled(text, theme.text),
            ]));
        }
    }
    lines
}

/// All that was said and recorded, once it has ended.
fn minutes(
    situation: &Situation,
    (check_in, made): (&CheckIn, &[Thing]),
    app: &App,
    theme: &Theme,
    columns: u16,
) -> Vec<Line<'static>> {
    let mut lines = vec![there(check_in, app, theme, usize::from(columns))];
    if let Some(label) = check_in.minutes {
        let text = format!("  the minutes are {label}: Enter opens them, there a puts them right");
        lines.push(Line::styled(text, theme.label));
    }
    let streams = situation.known.workstreams.iter().map(|t| Some(t.id));
    for stream in streams.chain([None]) {
        let of = said(check_in, stream, theme, columns);
        if of.is_empty() {
            continue;
        }
        let name = stream.and_then(|id| app.known().slug(id));
        let name = name.map_or_else(|| "the whole incident".to_owned(), |s| format!("#{s}"));
        lines.push(Line::default());
        let name = cut(&name, usize::from(columns).saturating_sub(2), theme.ascii);
        lines.push(Line::styled(format!(" {name}"), theme.stream));
        lines.extend(of);
    }
    if !made.is_empty() {
        lines.push(Line::default());
        lines.push(Line::styled(" recorded", theme.title));
    }
    for thing in made {
        let text = called(thing, app.known());
        let text = cut(&text, usize::from(columns).saturating_sub(2), theme.ascii);
        lines.push(Line::styled(format!("  {text}"), theme.text));
    }
    lines
}

fn there(check_in: &CheckIn, app: &App, theme: &Theme, room: usize) -> Line<'static> {
    let there = check_in.attendance.values().into_iter();
    let names: Vec<_> = there.filter_map(|id| app.known().handle(*id)).collect();
    let names = match names.is_empty() {
        true => "nobody is named yet".to_owned(),
        false => names.join(" "),
    };
    let next = check_in.next.as_ref();
    let next = next.map_or_else(String::new, |n| format!("   next {}", moment(n.at, app)));
    let text = cut(
        &format!("{names}{next}"),
        room.saturating_sub(8),
        theme.ascii,
    );
    Line::from(vec![
        Span::styled("  there ", theme.dim),
        Span::styled(text, theme.person),
    ])
}

/// Asks whether it is to end, and says what the minutes would lack.
fn ask_end(
    overlay: &CheckInPage,
    check_in: &CheckIn,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
) {
    let mut lacks = Vec::new();
    if check_in.attendance.values().is_empty() {
        lacks.push("Nobody is named as there: Esc, then @ names them.");
    }
    if !overlay.kept.is_empty() {
        lacks.push("A line that was typed is not recorded yet.");
    }
    let room = usize::from(area.width);
    let lacks = cut(&lacks.join(" "), room, theme.ascii);
    parts::put(frame, area, 0, Line::styled(lacks, theme.warn));
    let (_, asked) = parts::split_bottom(area, area.height.saturating_sub(1));
    page::ask_letter(
        frame,
        theme,
        asked,
        "End the check-in, and write its minutes?",
    );
}

/// What is typed, or who is there; and below it what is to be said of that.
fn bottom(
    overlay: &CheckInPage,
    check_in: &CheckIn,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
) {
    let room = usize::from(area.width);
    if overlay.asking == Some(CheckInLetter::End) {
        return ask_end(overlay, check_in, theme, frame, area);
    }
    match &overlay.typing {
        Some(typing) => input(typing, theme, frame, area),
        None if check_in.is_running() => {
            parts::put(frame, area, 0, there(check_in, app, theme, room));
        }
        None => {}
    }
    let line = match (&overlay.problem, &overlay.typing) {
        (Some(problem), _) => Line::styled(cut(problem, room, theme.ascii), theme.bad),
        (None, _) if overlay.asking.is_some() => parts::hints(Context::Health, theme, area.width),
        (None, Some(typing)) => Line::styled(cut(&aid(typing, app), room, theme.ascii), theme.dim),
        (None, None) => Line::styled(cut(&kept(overlay, app), room, theme.ascii), theme.warn),
    };
    parts::put(frame, area, 1, line);
}

/// The line that was left last before it was recorded.
fn kept(overlay: &CheckInPage, app: &App) -> String {
    let Some(typing) = overlay.kept.last() else {
        return String::new();
    };
    let of = typing.of.and_then(|id| app.known().slug(id));
    let of = of.map_or_else(String::new, |slug| format!(" of #{slug}"));
    let more = match overlay.kept.len() {
        1 => String::new(),
        n => format!(" (and {} more)", n - 1),
    };
    let (asks, text) = (asked(typing), typing.text());
    format!("  not recorded{more}: {asks}{of} \"{text}\"; its key goes on with it")
}

/// What a line is to become, in a word or two.
fn asked(typing: &Typing) -> &'static str {
    match &typing.asks {
        Asks::Line(aspect) => aspect.word(),
        Asks::Reword(_) => "reword",
        Asks::Capture => "record",
        Asks::Attend(_) => "there",
        Asks::Next => "next check-in",
    }
}

fn input(typing: &Typing, theme: &Theme, frame: &mut Frame, area: Rect) {
    let line = match &typing.asks {
        Asks::Attend(pick) => &pick.line,
        Asks::Line(_) | Asks::Reword(_) | Asks::Capture | Asks::Next => &typing.line,
    };
    let head = format!("  {} {} ", asked(typing), signs::prompt(theme));
    let taken = u16::try_from(crate::ui::text::width(&head)).unwrap_or(0);
    let taken = taken.min(area.width);
    parts::put(frame, area, 0, Line::styled(head, theme.strong));
    let typed = Rect {
        x: area.x + taken,
        width: area.width - taken,
        height: area.height.min(1),
        ..area
    };
    parts::input(frame, theme, typed, line);
}

/// What helps while something is typed.
fn aid(typing: &Typing, app: &App) -> String {
    match &typing.asks {
        Asks::Line(_) => {
            "  Enter records it, another can follow   Tab conditions, actions, needs   Esc stops"
                .to_owned()
        }
        Asks::Capture => "  Enter records it, another can follow   Esc stops".to_owned(),
        Asks::Reword(_) => "  Enter records it, empty takes it away   Esc leaves it".to_owned(),
        Asks::Next => "  17:00, tomorrow 09:00, +4h; empty: as the schedule says".to_owned(),
        Asks::Attend(pick) => {
            let names = pick.offered(app.known());
            match names.is_empty() {
                true => {
                    "  a few letters, Enter: is there, or is not after all   Esc ends it".to_owned()
                }
                false => format!("  Enter takes {}", names.join(" · ")),
            }
        }
    }
}

/// The keys; few once it has ended.
fn hints(check_in: &CheckIn, theme: &Theme, area: Rect) -> Vec<Line<'static>> {
    use crate::keys::Action;
    let running = check_in.is_running();
    let after = |a: Action| matches!(a, Action::Back | Action::Sitrep);
    let bindings = footer(Context::CheckInPage).filter(|b| running || after(b.action));
    parts::keys(bindings, theme, area)
}
