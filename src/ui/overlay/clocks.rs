//! Clocks: the durations of this incident above, the regulatory clocks below.

use super::{ask, parts};
use crate::app::overlay::Clocks;
use crate::app::{App, FrameInfo};
use crate::domain::clocks::{clocks, why_none};
use crate::domain::duties::{Row, Standing};
use crate::domain::{Settled, span};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit, wrap};
use crate::ui::theme::Theme;
use crate::ui::when;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// What a clock is worth.
const REMINDER: &str = "A reminder, not legal advice. Whether a rule applies is for people to say.";

/// Draws it over `area`.
pub fn draw(
    overlay: &Clocks,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let framed = overlay_box(frame, theme, area, "Clocks");
    let inner = ask::draw(overlay.ask(), Context::Clocks, theme, frame, framed);
    let rows = overlay.rows(app.situation.as_deref(), app.now);
    let selected = overlay.at(&rows);
    let facts = rows
        .get(selected)
        .map_or_else(Vec::new, |row| facts(row, theme, usize::from(inner.width)));
    let least = facts.len() + rows.len().min(8) + 2;
    let above = durations(overlay, theme, inner, least);
    let mut y = 0;
    for line in above {
        parts::put(frame, inner, y, line);
        y += 1;
    }
    let rest = Rect {
        y: inner.y + y.min(inner.height),
        height: inner.height.saturating_sub(y),
        ..inner
    };
    let below = u16::try_from(facts.len()).unwrap_or(u16::MAX);
    let (list, detail) = parts::split_bottom(rest, below.min(rest.height / 2));
    for (y, line) in (0..).zip(facts) {
        parts::put(frame, detail, y, line);
    }
    info.overlay_height = usize::from(list.height);
    let shown = parts::window(selected, rows.len(), usize::from(list.height));
    for (y, i) in (0..).zip(shown.clone()) {
        let line = row(&rows[i], app, theme, list.width, i == selected);
        parts::put(frame, list, y, line);
        if let Some(at) = parts::row(list, y) {
            parts::target(info, at, i);
        }
    }
    parts::beyond(frame, theme, framed, &shown, rows.len());
}

/// What is known of how long this incident took, in the rows that are left.
fn durations(overlay: &Clocks, theme: &Theme, inner: Rect, least: usize) -> Vec<Line<'static>> {
    let room = usize::from(inner.height).saturating_sub(least + 2).max(1);
    let columns = usize::from(inner.width);
    let mut lines = vec![Line::styled("This incident", theme.title)];
    let milestones = overlay.milestones.as_deref();
    match milestones.map(clocks) {
        None => lines.push(Line::styled("  reading …", theme.dim)),
        Some(found) if found.is_empty() => {
            let why = milestones.map_or("", why_none);
            for said in [why, "P records the passage into a phase."] {
                let said = cut(&format!("  {said}"), columns, theme.ascii);
                lines.push(Line::styled(said, theme.dim));
            }
        }
        Some(found) => {
            let hidden = found.len().saturating_sub(room);
            for clock in found.iter().take(room) {
                let style = match clock.lasted.impossible() {
                    true => theme.bad,
                    false => theme.strong,
                };
                let between = format!("{} to {}", clock.from, clock.to);
                // Of what cannot be, its ends come first: they are what is to be put right.
                let said = match clock.lasted.impossible() {
                    true => [between, span::lasted(&clock.lasted)],
                    false => [span::lasted(&clock.lasted), between],
                };
                let wide = columns.saturating_sub(2).min(46);
                lines.push(Line::from(vec![
                    Span::styled(
                        format!("  {}", fit(&clock.name, wide, theme.ascii)),
                        theme.text,
                    ),
                    Span::styled(format!(" {}", said[0]), style),
                    Span::styled(format!("  {}", said[1]), theme.dim),
                ]));
            }
            if hidden > 0 {
                let more = format!("  and {hidden} more: warroom clocks");
                lines.push(Line::styled(more, theme.dim));
            }
        }
    }
    lines.push(Line::default());
    lines.push(Line::from(vec![
        Span::styled("Regulatory clocks  ", theme.title),
        Span::styled(
            cut(REMINDER, columns.saturating_sub(19), theme.ascii),
            theme.dim,
        ),
    ]));
    lines
}

fn row(row: &Row, app: &App, theme: &Theme, columns: u16, selected: bool) -> Line<'static> {
    let (sign, style) = parts::mark(theme, selected);
    let (state, tone) = standing(row, app, theme);
    let text = usize::from(columns).saturating_sub(2 + 15 + 34);
    let line = Line::from(vec![
        Span::styled(sign, style),
        Span::styled(fit(&row.duty.rule, 14, theme.ascii), theme.strong),
        Span::raw(" "),
        Span::styled(fit(&state, 33, theme.ascii), tone),
        Span::raw(" "),
        Span::styled(cut(&row.duty.name, text, theme.ascii), theme.text),
    ]);
    if selected {
        parts::bar(line, columns, theme.selected)
    } else {
        line
    }
}

/// Where a clock stands, in words that need no colour.
fn standing(row: &Row, app: &App, theme: &Theme) -> (String, Style) {
    let word = row.standing.word();
    let by = |at| {
        let day = when::day(app, at).format("%-d %b");
        format!("{day} {}", when::time(app, at))
    };
    match row.standing {
        Standing::Overdue(due) => {
            let late = when::age(app.now - due);
            (format!("OVERDUE {late}, was {}", by(due)), theme.bad)
        }
        Standing::Running(due) => {
            let left = when::age(due - app.now);
            (format!("{left} left, until {}", by(due)), theme.warn)
        }
        Standing::Done(Some(odd)) => {
            let brief = odd.words().split(':').next().unwrap_or_default();
            (format!("done, {brief}"), theme.warn)
        }
        Standing::Done(None) => (word.to_owned(), theme.good),
        Standing::Idle | Standing::Unseen => (word.to_owned(), theme.text),
        Standing::NotApplicable => (word.to_owned(), theme.dim),
    }
}

/// What there is to know of the selected clock.
fn facts(row: &Row, theme: &Theme, columns: usize) -> Vec<Line<'static>> {
    let duty = &row.duty;
    let since = match (&duty.from, duty.since) {
        (Some(from), Some(label)) => format!("{}, {label}", from.stated()),
        (Some(from), None) => from.stated(),
        (None, _) => "not started".to_owned(),
    };
    let mut facts = vec![
        ("what", duty.name.clone()),
        ("begins", format!("{}: {since}", duty.trigger)),
        ("source", format!("{} ({})", duty.source, duty.limit)),
    ];
    if let Standing::Done(Some(odd)) = row.standing {
        facts.push(("but", odd.words().to_owned()));
    }
    match &duty.settled {
        Some(Settled::Done { when, proof }) => {
            facts.push(("proof", format!("{proof}, {}", when.stated())));
        }
        Some(Settled::NotApplicable { reason }) => facts.push(("because", reason.clone())),
        None => {}
    }
    let mut lines = vec![Line::default()];
    for (label, text) in facts {
        let wrapped = wrap(&text, columns.saturating_sub(10).max(1), theme.ascii);
        for (i, text) in wrapped.into_iter().take(2).enumerate() {
            let label = if i == 0 { label } else { "" };
            lines.push(Line::from(vec![
                Span::styled(format!("  {label:<8}"), theme.dim),
                Span::styled(text, theme.text),
            ]));
        }
    }
    lines
}
