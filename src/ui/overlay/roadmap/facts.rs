//! More of the selected fix: what it is measured by, what shows that it
//! holds, what it lacks.

use super::super::parts;
use crate::app::App;
use crate::domain::roadmap::Planned;
use crate::domain::{Figure, Fix, Id, When, fixes};
use crate::ui::text::{cut, width};
use crate::ui::theme::Theme;
use crate::ui::{signs, when};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Rows from which there is room for it.
const ROOMY: u16 = 14;

/// Draws more of the selected fix on the last `rows`, where there is room; gives
/// what is left for the others.
pub(super) fn below(
    selected: Option<&Planned<'_>>,
    rows: u16,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
) -> Rect {
    let rows = if area.height >= ROOMY { rows } else { 0 };
    let (rest, below) = parts::split_bottom(area, rows);
    if let Some(row) = selected.filter(|_| rows > 0) {
        draw(row, app, theme, frame, below);
    }
    rest
}

/// Draws as much as there is room for, what matters most first.
fn draw(row: &Planned<'_>, app: &App, theme: &Theme, frame: &mut Frame, area: Rect) {
    let columns = usize::from(area.width);
    let rule = signs::rule(theme);
    let title = cut(
        &format!(" {} {} ", row.name(), row.fix.title),
        columns.saturating_sub(4),
        theme.ascii,
    );
    let after = rule.repeat(columns.saturating_sub(width(&title) + 2));
    let head = Line::from(vec![
        Span::styled(rule.repeat(2), theme.dim),
        Span::styled(title, theme.strong),
        Span::styled(after, theme.dim),
    ]);
    parts::put(frame, area, 0, head);
    let said = said(row, app);
    let said = said.into_iter().filter(|(_, text)| !text.trim().is_empty());
    for (y, (label, text)) in (1..area.height).zip(said) {
        let style = match label {
            "late" => theme.bad,
            "lacks" | "off target" => theme.warn,
            _fact => theme.text,
        };
        let line = Line::from(vec![
            Span::styled(format!("  {label:<10} "), theme.dim),
            Span::styled(cut(&text, columns.saturating_sub(13), theme.ascii), style),
        ]);
        parts::put(frame, area, y, line);
    }
}

fn said(row: &Planned<'_>, app: &App) -> Vec<(&'static str, String)> {
    let fix = row.fix;
    let who = |id: Option<Id>| {
        let handle = id.and_then(|id| app.known().handle(id));
        handle.map_or_else(String::new, |h| format!("@{h}"))
    };
    let lacks = match fix.is_open() {
        true => fixes::lacks(fix).join(", "),
        false => String::new(),
    };
    let outcome = fix.outcome.as_ref();
    let verified = outcome.map(|o| {
        let by = who(Some(o.by));
        format!("{} by {by}: {}", o.when.stated(), o.result)
    });
    let doubt = fixes::doubtful(fix);
    let declined = fix.declined.as_ref();
    let declined = declined.map(|d| format!("by {}: {}", who(Some(d.by)), d.reason));
    let step = format!("{} {}", fix.verification, who(fix.verifier));
    let late = row.late(app.now).map(|late| {
        let due = fix.due.as_ref().map_or_else(String::new, When::stated);
        format!("{}, was due {due}", when::age(late))
    });
    vec![
        ("late", late.unwrap_or_default()),
        ("verified", verified.unwrap_or_default()),
        ("off target", doubt.unwrap_or_default()),
        ("declined", declined.unwrap_or_default()),
        ("lacks", lacks),
        ("metric", metric(fix)),
        ("verify by", step),
        ("class", fix.class.clone()),
        ("incident", row.incident.headline().to_owned()),
        ("case", fix.business_case.clone()),
    ]
}

/// What it is measured by, and what that was found to be.
fn metric(fix: &Fix) -> String {
    let Some(metric) = &fix.metric else {
        return String::new();
    };
    let value = |f: &Option<Figure>| f.as_ref().map_or("?".to_owned(), ToString::to_string);
    let unit = match metric.unit.as_str() {
        "" => String::new(),
        unit => format!(" {unit}"),
    };
    let mut text = format!(
        "{}: {} to {}{unit}",
        metric.name,
        value(&metric.baseline),
        value(&metric.target)
    );
    if let Some(last) = fix.measured().last() {
        let reached = match fix.reached() {
            Some(true) => ", reached",
            Some(false) => ", not reached",
            None => "",
        };
        text.push_str(&format!("; last {}{reached}", last.value));
    }
    text
}
