//! The detail of one thing: full text, links both ways, history.

use super::facts::{self, Fact};
use super::parts;
use crate::app::overlay::{Detail, history};
use crate::app::{App, FrameInfo, Full};
use crate::domain::{Kind, Link};
use crate::keys::{Action, Context, footer};
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit, wrap};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// A line of the detail; `link` is the place of the link it stands for.
struct Row {
    line: Line<'static>,
    link: Option<usize>,
}

/// Draws it over `area`.
pub fn draw(
    overlay: &Detail,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let area = parts::middle(area, 110, area.height);
    let title = overlay.full.as_ref().map_or_else(String::new, |full| {
        let kind = full.thing.body.kind().word();
        format!("{} · {kind}", full.thing.name())
    });
    let room = usize::from(area.width.saturating_sub(6));
    let inner = overlay_box(frame, theme, area, &cut(&title, room, theme.ascii));
    let keys = footer(Context::Detail).filter(|b| applies(b.action, overlay));
    let (body, _) = parts::keys_below(keys, theme, frame, inner, 0);
    let rows = match &overlay.full {
        Some(full) => rows(full, overlay.link, app, theme, body.width),
        None if overlay.missing => say("there is nothing of that name", theme),
        None => say("reading …", theme),
    };
    let height = usize::from(body.height);
    let last = rows.len().saturating_sub(height);
    let mut top = overlay.top.min(last);
    let selected = rows
        .iter()
        .position(|r| r.link.is_some() && r.link == overlay.link);
    if let (true, Some(at)) = (overlay.follow, selected) {
        top = top.clamp((at + 1).saturating_sub(height), at);
    }
    info.overlay_height = height;
    info.overlay_lines = rows.len();
    info.overlay_top = top;
    for (y, row) in (0..).zip(rows.iter().skip(top).take(height)) {
        parts::put(frame, body, y, row.line.clone());
        if let (Some(link), Some(place)) = (row.link, parts::row(body, y)) {
            parts::target(info, place, link);
        }
    }
    let shown = top..(top + height).min(rows.len());
    parts::beyond(frame, theme, inner, &shown, rows.len());
}

/// Whether an action does anything to the thing that is shown.
fn applies(action: Action, overlay: &Detail) -> bool {
    let Some(full) = &overlay.full else {
        return action == Action::Back;
    };
    let kind = full.thing.body.kind();
    match action {
        Action::Open | Action::Next => !overlay.links().is_empty(),
        Action::Star => kind == Kind::Entry,
        Action::State | Action::Priority => kind == Kind::Task,
        Action::Owner => matches!(kind, Kind::Task | Kind::Workstream),
        Action::Amend => matches!(kind, Kind::Entry | Kind::Task),
        Action::Strike => matches!(kind, Kind::Entry | Kind::Task | Kind::Artifact),
        _always => true,
    }
}

fn plain(line: Line<'static>) -> Row {
    Row { line, link: None }
}

fn say(text: &'static str, theme: &Theme) -> Vec<Row> {
    vec![plain(Line::styled(format!(" {text}"), theme.dim))]
}

fn rows(full: &Full, link: Option<usize>, app: &App, theme: &Theme, columns: u16) -> Vec<Row> {
    let room = usize::from(columns).saturating_sub(2);
    let mut rows = Vec::new();
    let style = if full.thing.as_entry().is_some_and(|e| e.struck) {
        theme.struck
    } else {
        theme.strong
    };
    for line in wrap(full.thing.headline(), room, theme.ascii) {
        rows.push(plain(Line::styled(format!(" {line}"), style)));
    }
    rows.push(plain(Line::default()));
    for fact in facts::of(&full.thing, app) {
        rows.extend(fact_rows(&fact, theme, room));
    }
    let froms = full.links_from.len();
    link_rows(
        &mut rows,
        "Refers to",
        &full.links_from,
        0,
        link,
        theme,
        columns,
    );
    rows.push(plain(Line::default()));
    rows.push(plain(Line::styled(" History", theme.title)));
    rows.extend(history_rows(full, app, theme, room));
    // Last, since it can be all that a workstream ever did.
    let title = "Referred to by";
    link_rows(
        &mut rows,
        title,
        &full.links_to,
        froms,
        link,
        theme,
        columns,
    );
    rows
}

fn link_rows(
    rows: &mut Vec<Row>,
    title: &'static str,
    links: &[Link],
    first: usize,
    selected: Option<usize>,
    theme: &Theme,
    columns: u16,
) {
    if links.is_empty() {
        return;
    }
    rows.push(plain(Line::default()));
    rows.push(plain(Line::styled(format!(" {title}"), theme.title)));
    for (i, target) in links.iter().enumerate() {
        rows.push(link_row(target, first + i, selected, theme, columns));
    }
}

/// A fact: its label once, its text wrapped beside it.
fn fact_rows(fact: &Fact, theme: &Theme, room: usize) -> Vec<Row> {
    let label_room = 15.min(room / 3);
    let lines = wrap(&fact.text, room.saturating_sub(label_room), theme.ascii);
    let row = |(i, text): (usize, String)| {
        let label = if i == 0 { fact.label } else { "" };
        plain(Line::from(vec![
            Span::raw(" "),
            Span::styled(fit(label, label_room, theme.ascii), theme.dim),
            Span::styled(text, theme.text),
        ]))
    };
    lines.into_iter().enumerate().map(row).collect()
}

fn link_row(link: &Link, at: usize, selected: Option<usize>, theme: &Theme, columns: u16) -> Row {
    let chosen = selected == Some(at);
    let (sign, style) = parts::mark(theme, chosen);
    let left = usize::from(columns).saturating_sub(2);
    let wide = 14.min(left / 2);
    let [name, blanks] = parts::column(&link.name, wide, theme.label, theme);
    let room = left.saturating_sub(wide + 1);
    let text_style = if link.struck {
        theme.struck
    } else {
        theme.text
    };
    let line = Line::from(vec![
        Span::raw(sign),
        name,
        blanks,
        Span::raw(" "),
        Span::styled(cut(&link.headline, room, theme.ascii), text_style),
    ]);
    let line = if chosen {
        parts::bar(line, columns, style)
    } else {
        line
    };
    Row {
        line,
        link: Some(at),
    }
}

/// Every change, oldest first: when, who, what, was → now.
fn history_rows(full: &Full, app: &App, theme: &Theme, room: usize) -> Vec<Row> {
    let arrow = if theme.ascii { "->" } else { "→" };
    let mut rows = Vec::new();
    for event in &full.history {
        let told = history::tell(event, app.known());
        let zone = crate::app::zone::offset(app.shown_zone(), event.at);
        let at = event.at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S");
        let head = format!("{at} {}: {}", event.author, told.what);
        let text = match (told.was.is_empty(), told.now.is_empty()) {
            (true, true) => head,
            (true, false) => format!("{head}: {}", told.now),
            (false, true) => format!("{head}: - {}", told.was),
            (false, false) => format!("{head}: {} {arrow} {}", told.was, told.now),
        };
        // A field of several lines stays one paragraph of the history.
        let text = text.replace('\n', " / ");
        for (i, line) in wrap(&text, room.saturating_sub(2), theme.ascii)
            .into_iter()
            .enumerate()
        {
            let indent = if i == 0 { " " } else { "   " };
            rows.push(plain(Line::styled(format!("{indent}{line}"), theme.dim)));
        }
    }
    rows
}
