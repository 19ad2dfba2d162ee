//! The situation bar: what this is, how bad, how far, who leads.

use super::signs;
use super::text::{clean, cut, width};
use super::theme::Theme;
use super::when;
use crate::app::{App, zone};
use crate::domain::clocks::Since;
use crate::domain::{Incident, Overdue, Phase, Role, Severity, Thing, Tlp};
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
    right.push((since.elapsed(ended(app, incident)), theme.strong));
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

/// How far, who leads, what is open. Who leads and the counts stay; where room
/// is short the phases go down to the present one, and then words go.
fn second(app: &App, theme: &Theme, incident: &Incident, columns: usize) -> Line<'static> {
    let room = columns.saturating_sub(1);
    let mut roles = roles(app, theme).into_iter();
    let lead: Vec<_> = roles.next().into_iter().collect();
    let phase = |near| track(theme, incident.phase, near);
    let attempts = [(9, true), (1, true), (0, true), (0, false)];
    let fitting = attempts.iter().find_map(|(near, words)| {
        let left = phase(*near);
        let right = counts(app, theme, *words);
        let used = wide(&left) + lead.iter().map(|p| wide(p) + 3).sum::<usize>() + total(&right);
        (used <= room).then_some((left, right, used))
    });
    let (left, mut right, mut used) =
        fitting.unwrap_or_else(|| (phase(0), counts(app, theme, false), 0));
    let mut spans = vec![Span::raw(" ")];
    spans.extend(left);
    if used == 0 {
        // What matters least stands last.
        while right.len() > 1 && wide(&spans) + total(&right) > room {
            right.pop();
        }
        used = wide(&spans) + total(&right);
        let fits = lead.iter().all(|part| used + wide(part) + 3 <= room);
        spans.extend(lead.into_iter().filter(|_| fits).flat_map(after_gap));
        return finish(spans, right, columns);
    }
    spans.extend(lead.into_iter().flat_map(after_gap));
    for part in roles {
        let more = wide(&part) + 3;
        if used + more > room {
            break;
        }
        used += more;
        spans.extend(after_gap(part));
    }
    finish(spans, right, columns)
}

/// Open tasks and questions, of the lens where there is one, and whether
/// everything is on disk.
fn counts(app: &App, theme: &Theme, words: bool) -> Parts {
    let mut parts: Parts = needs(app, theme).into_iter().collect();
    if let Some(base) = &app.base {
        let (counts, overdue) = match app.filters.lens {
            Some(lens) => (base.tally.stream(lens), base.overdue.stream(lens)),
            None => (base.tally.all, base.overdue.all),
        };
        if let Some(lens) = app.lens() {
            let most = if words { 14 } else { 8 };
            let of = format!("#{}:", cut(lens, most, theme.ascii));
            parts.push((of, theme.stream));
        }
        if overdue > 0 {
            let n = Overdue::said(overdue);
            parts.push((format!("{n} overdue"), theme.bad));
        }
        parts.extend(nearest_clock(app, theme));
        parts.extend(check_in(app, theme, words));
        parts.push((
            format!("{} open", when::grouped(counts.tasks_open)),
            theme.text,
        ));
        if counts.questions > 0 {
            let questions = when::grouped(counts.questions);
            let word = if words { " unanswered" } else { "?" };
            parts.push((format!("{questions}{word}"), theme.warn));
        }
    }
    let saved = app.awaited.is_empty();
    let sign = signs::saved(theme, saved);
    let word = if saved { "saved" } else { "saving" };
    let mark = if words {
        format!("{word} {sign}")
    } else {
        sign.to_owned()
    };
    parts.push((mark, if saved { theme.good } else { theme.warn }));
    parts
}

/// The regulatory clock that runs out next.
fn nearest_clock(app: &App, theme: &Theme) -> Option<(String, Style)> {
    let duties = app.situation.as_deref()?.duties.iter();
    let running = duties.filter_map(|thing| {
        let duty = thing.as_duty().filter(|d| d.settled.is_none())?;
        Some((duty.due()?, duty.rule.as_str()))
    });
    let (due, rule) = running.min()?;
    let rule = cut(rule, 12, theme.ascii);
    Some(match due < app.now {
        true => (
            format!("{rule} late {}", when::age(app.now - due)),
            theme.bad,
        ),
        false => (
            format!("{rule} in {}", when::age(due - app.now)),
            theme.warn,
        ),
    })
}

/// How long it is until the next check-in, or how late it is.
fn check_in(app: &App, theme: &Theme, words: bool) -> Option<(String, Style)> {
    let situation = app.situation.as_ref()?;
    if let Some((thing, _)) = situation.running() {
        return Some((format!("{} goes on", thing.name()), theme.strong));
    }
    let next = situation.next_check_in(&app.settings.rules)?;
    let (far, late) = when::countdown(next - app.now);
    let what = if words { "check-in " } else { "M " };
    Some(if late {
        (format!("{what}overdue {far}"), theme.bad)
    } else if next - app.now <= app.settings.rules.ahead() {
        (format!("{what}in {far}"), theme.warn)
    } else {
        (format!("{what}in {far}"), theme.text)
    })
}

/// How many things need the commander, as urgent as the most urgent of them:
/// the sign is that of their list.
fn needs(app: &App, theme: &Theme) -> Option<(String, Style)> {
    let (sign, style) = signs::urgency(theme, app.needs.first()?.urgency);
    let need = match app.needs.len() {
        1 => "1 needs you".to_owned(),
        n => format!("{n} need you"),
    };
    let text = format!("{} {need}", sign.trim_end());
    Some((text, style))
}

fn after_gap(part: Vec<Span<'static>>) -> Vec<Span<'static>> {
    std::iter::once(Span::raw("   ")).chain(part).collect()
}

fn wide(spans: &[Span]) -> usize {
    spans.iter().map(|s| width(&s.content)).sum()
}

/// The phases, the present one in brackets: it alone with `near` 0, with its
/// neighbours with 1, all those that are usual by now with more.
fn track(theme: &Theme, present: Phase, near: usize) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let here = present as usize;
    let shown = Phase::ALL.iter().filter(|p| {
        let early = **p <= Phase::Recovered || present > Phase::Recovered;
        let apart = (**p as usize).abs_diff(here);
        apart <= near && (near <= 1 || early)
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

/// Who leads, stands in and writes, in this order; who leads is always said.
fn roles(app: &App, theme: &Theme) -> Vec<Vec<Span<'static>>> {
    let Some(base) = &app.base else {
        return Vec::new();
    };
    let wanted = [Role::Ic, Role::Deputy, Role::Scribe, Role::Comms];
    let mut parts = Vec::new();
    for role in wanted {
        let held = base.roles.iter().rev().filter_map(Thing::as_role);
        let holder = held
            .filter(|r| r.role == role && r.until.is_none())
            .find_map(|r| base.known.handle(r.person));
        match holder {
            Some(handle) => parts.push(vec![
                Span::styled(format!("{role} "), theme.dim),
                Span::styled(clean(handle, theme.ascii).into_owned(), theme.person),
            ]),
            None if role == Role::Ic => parts.push(vec![Span::styled("no IC: N r", theme.warn)]),
            None => {}
        }
    }
    parts
}

/// What its T+ counts from.
pub fn since(app: &App, thing: &Thing) -> Since {
    let passages = app.base.as_ref().map(|b| b.passages.as_slice());
    let passages = passages.unwrap_or_default().iter();
    Since::of(
        passages.map(|(phase, when)| (*phase, when)),
        thing.created.at,
    )
}

/// Until when it went on: now, or when it was closed.
fn ended(app: &App, incident: &Incident) -> chrono::DateTime<chrono::Utc> {
    let passages = app.base.as_ref().map(|b| b.passages.as_slice());
    let mut passages = passages.unwrap_or_default().iter().rev();
    let closed = passages.find(|(phase, _)| *phase == Phase::Closed);
    closed
        .filter(|_| incident.phase == Phase::Closed)
        .map_or(app.now, |(_, when)| when.at)
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
