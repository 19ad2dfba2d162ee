//! A row of the right side: a factor, a fix, an entry.

use crate::app::App;
use crate::app::overlay::review::Row;
use crate::domain::{Entry, Factor, Figure, Fix, FixState, Thing, fixes};
use crate::ui::text::{cut, width, wrap};
use crate::ui::theme::Theme;
use crate::ui::{signs, when};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Columns of the sign before a row.
const MARK: usize = 2;

/// The lines of a row, without the sign that marks the selected one.
pub(super) fn told(
    row: &Row<'_>,
    app: &App,
    theme: &Theme,
    columns: u16,
    selected: bool,
) -> Vec<Line<'static>> {
    let room = usize::from(columns).saturating_sub(MARK);
    if let Some(factor) = row.thing.as_factor() {
        return self::factor(row, factor, theme, room, selected);
    }
    if let Some(fix) = row.thing.as_fix() {
        return self::fix(row.thing, fix, app, theme, room, selected);
    }
    entry(row, app, theme, room)
}

/// A factor: its statement on as many rows as that takes, and what it says of
/// itself below.
fn factor(
    row: &Row<'_>,
    factor: &Factor,
    theme: &Theme,
    room: usize,
    selected: bool,
) -> Vec<Line<'static>> {
    let indent = " ".repeat((row.depth * 2).min(room / 3));
    let branch = match (row.depth, theme.ascii) {
        (0, _) => "",
        (_, false) => "└ ",
        (_, true) => "` ",
    };
    let elsewhere = row
        .elsewhere
        .map(|incident| format!("{} ", incident.name()));
    let name = format!("{}{}", elsewhere.unwrap_or_default(), row.thing.name());
    let head = format!("{indent}{branch}");
    let hang = width(&head) + width(&name) + 1;
    let mut lines = Vec::new();
    let title = wrap(
        &in_one(&factor.title),
        room.saturating_sub(hang).max(8),
        theme.ascii,
    );
    for (i, text) in title.into_iter().enumerate() {
        let spans = match i {
            0 => vec![
                Span::styled(head.clone(), theme.dim),
                Span::styled(name.clone(), theme.label),
                Span::raw(" "),
                Span::styled(text, theme.strong),
            ],
            _more => vec![
                Span::raw(" ".repeat(hang)),
                Span::styled(text, theme.strong),
            ],
        };
        lines.push(Line::from(spans));
    }
    lines.push(about(row, factor, theme, (width(&head), room)));
    if selected && !factor.notes.is_empty() {
        lines.extend(notes(&factor.notes, theme, (width(&head), room)));
    }
    lines
}

/// A title in one line, whatever line breaks were typed into it.
fn in_one(title: &str) -> String {
    title.replace(['\r', '\n'], " ")
}

/// Category, how sure, what bears it out, class: what nobody has said stands out.
fn about(
    row: &Row<'_>,
    factor: &Factor,
    theme: &Theme,
    (hang, room): (usize, usize),
) -> Line<'static> {
    let evidence = factor.evidence.values();
    let evidence: Vec<String> = evidence.iter().map(ToString::to_string).collect();
    let (rests, bare) = match evidence.is_empty() {
        true => ("! rests on nothing".to_owned(), theme.warn),
        false => (evidence.join(" "), theme.label),
    };
    let said = |word: Option<&'static str>, lacking: &'static str| match word {
        Some(word) => (word.to_owned(), theme.dim),
        None => (lacking.to_owned(), theme.warn),
    };
    let mut parts: Vec<(String, Style)> = Vec::new();
    if row.circle {
        parts.push(("! part of a circle: m takes it apart".to_owned(), theme.bad));
    }
    if factor.trigger {
        parts.push(("trigger".to_owned(), theme.attacker));
    }
    parts.push(said(factor.category.map(|c| c.word()), "no category"));
    parts.push(said(factor.confidence.map(|c| c.word()), "how sure?"));
    parts.push((rests, bare));
    if !factor.class.trim().is_empty() {
        parts.push((format!("[{}]", factor.class.trim()), theme.dim));
    }
    joined(parts, theme, (hang, room))
}

/// Parts with a dot between them, as many as fit.
fn joined(
    parts: Vec<(String, Style)>,
    theme: &Theme,
    (hang, room): (usize, usize),
) -> Line<'static> {
    let mut spans = vec![Span::raw(" ".repeat(hang))];
    let mut left = room.saturating_sub(hang);
    let dot = format!(" {} ", signs::dot(theme));
    for (i, (text, style)) in parts.into_iter().enumerate() {
        let gap = if i == 0 { 0 } else { 3 };
        if left <= gap + 1 {
            break;
        }
        if i > 0 {
            spans.push(Span::styled(dot.clone(), theme.dim));
            left -= gap;
        }
        let text = cut(&text, left, theme.ascii);
        left = left.saturating_sub(width(&text));
        spans.push(Span::styled(text, style));
    }
    Line::from(spans)
}

fn notes(text: &str, theme: &Theme, (hang, room): (usize, usize)) -> Vec<Line<'static>> {
    let rows = wrap(text, room.saturating_sub(hang).max(8), theme.ascii);
    let line = |row: String| {
        Line::from(vec![
            Span::raw(" ".repeat(hang)),
            Span::styled(row, theme.dim),
        ])
    };
    rows.into_iter().take(6).map(line).collect()
}

/// A fix: what it is, then where it stands.
fn fix(
    thing: &Thing,
    fix: &Fix,
    app: &App,
    theme: &Theme,
    room: usize,
    selected: bool,
) -> Vec<Line<'static>> {
    let name = format!("{} ", thing.name());
    let hang = width(&name);
    let style = if fix.is_open() {
        theme.strong
    } else {
        theme.dim
    };
    let mut lines = Vec::new();
    let title = wrap(
        &in_one(&fix.title),
        room.saturating_sub(hang).max(8),
        theme.ascii,
    );
    for (i, text) in title.into_iter().enumerate() {
        let lead = match i {
            0 => Span::styled(name.clone(), theme.label),
            _more => Span::raw(" ".repeat(hang)),
        };
        lines.push(Line::from(vec![lead, Span::styled(text, style)]));
    }
    lines.push(standing(fix, app, theme, (hang, room)));
    if selected {
        lines.extend(metric(fix, theme, (hang, room)));
    }
    lines
}

fn standing(fix: &Fix, app: &App, theme: &Theme, place: (usize, usize)) -> Line<'static> {
    let state = match fix.state {
        FixState::Proposed | FixState::Accepted | FixState::Doing => theme.text,
        FixState::Shipped => theme.warn,
        FixState::Verified if fixes::doubtful(fix).is_some() => theme.warn,
        FixState::Verified => theme.good,
        FixState::Declined => theme.dim,
    };
    let owner = fix.owner.and_then(|id| app.known().handle(id));
    let reached = match (&fix.metric, fix.reached()) {
        (None, _) => ("no metric", theme.warn),
        (Some(_), Some(true)) => ("target reached", theme.good),
        (Some(_), Some(false)) => ("target not reached", theme.warn),
        (Some(_), None) => ("not measured", theme.dim),
    };
    let due = match &fix.due {
        Some(due) if fix.is_overdue(app.now) => {
            (format!("due {} !", when::due(app, due)), theme.bad)
        }
        Some(due) => (format!("due {}", when::due(app, due)), theme.dim),
        None => ("no due time".to_owned(), theme.warn),
    };
    let owner = match owner {
        Some(handle) => (format!("@{handle}"), theme.person),
        None => ("no owner".to_owned(), theme.warn),
    };
    let priority = match fix.priority {
        Some(p) => (p.word(), theme.text),
        None => ("no priority", theme.warn),
    };
    let own = |(word, style): (&str, _)| (word.to_owned(), style);
    // A narrow screen shows the first of these only.
    let parts = vec![
        own((fix.state.word(), state)),
        own(reached),
        due,
        owner,
        own(priority),
        own((fix.kind.word(), theme.dim)),
    ];
    joined(parts, theme, place)
}

/// The metric of the selected fix, and what it was found to be.
fn metric(fix: &Fix, theme: &Theme, (hang, room): (usize, usize)) -> Vec<Line<'static>> {
    let Some(metric) = &fix.metric else {
        return Vec::new();
    };
    let arrow = if theme.ascii { "->" } else { "→" };
    let said = |f: &Option<Figure>| f.as_ref().map_or("?".to_owned(), ToString::to_string);
    let mut text = format!(
        "{}: {} {arrow} {} {}",
        metric.name,
        said(&metric.baseline),
        said(&metric.target),
        metric.unit
    );
    for m in fix.measured() {
        text.push_str(&format!("\n{}  {}  {}", m.when.stated(), m.value, m.note));
    }
    notes(text.trim_end(), theme, (hang, room))
}

/// An entry: when, its label, its text.
fn entry(row: &Row<'_>, app: &App, theme: &Theme, room: usize) -> Vec<Line<'static>> {
    let thing = row.thing;
    let Some(entry) = thing.as_entry() else {
        let text = format!("{} {}", thing.name(), thing.headline());
        return vec![Line::styled(cut(&text, room, theme.ascii), theme.text)];
    };
    let label = entry
        .register()
        .map_or_else(|| thing.name(), |l| l.to_string());
    let head = format!(
        "{label:<5} {:>6} {} ",
        when::due(app, &entry.when),
        entry.kind.sign()
    );
    let lacks = lacking(entry, row.open);
    let hang = width(&head);
    let text = format!("{}{lacks}", entry.text);
    let rows = wrap(&text, room.saturating_sub(hang).max(8), theme.ascii);
    let mut lines = Vec::new();
    for (i, row) in rows.into_iter().take(3).enumerate() {
        let lead = match i {
            0 => Span::styled(head.clone(), theme.dim),
            _more => Span::raw(" ".repeat(hang)),
        };
        lines.push(Line::from(vec![
            lead,
            Span::styled(row, signs::kind(theme, entry.kind)),
        ]));
    }
    lines
}

/// What the register lacks of an entry.
fn lacking(entry: &Entry, open: bool) -> &'static str {
    if open {
        return " (open)";
    }
    match &entry.decision {
        Some(d) if d.why.is_empty() && d.decided_by.is_none() => " (no why, nobody named)",
        Some(d) if d.why.is_empty() => " (no why)",
        Some(d) if d.decided_by.is_none() => " (nobody named)",
        _lacks_nothing => "",
    }
}
