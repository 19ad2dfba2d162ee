//! The board of workstreams: a row each, and more of the selected one below.

use super::parts;
use crate::app::overlay::{Asking, Board};
use crate::app::{App, FrameInfo, Menu};
use crate::domain::{
    Counts, Id, TaskState, Thing, When, Workstream, WorkstreamStatus, attention::Rule, spine,
};
use crate::keys::footer;
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit, width, wrap};
use crate::ui::theme::Theme;
use crate::ui::{signs, status, when};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// Columns from which a row has room for all it can say.
const WIDE: u16 = 112;
/// Rows of what is shown of the selected workstream, where there is room.
const PANEL: usize = 9;
/// Where a second line of a row begins.
const HANG: usize = 10;

/// Draws it over `area`.
pub fn draw(
    overlay: &Board,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let inner = overlay_box(frame, theme, area, "Board");
    let keys = footer(overlay.context());
    let (body, foot) = parts::keys_below(keys, theme, frame, inner, 1);
    parts::put(frame, foot, 0, said(overlay, app, theme, foot));
    let streams = Board::streams(app.known());
    if streams.is_empty() {
        let none = "  no workstream yet: n makes one, and so does #name at the end of a line";
        parts::put(frame, body, 0, Line::styled(none, theme.dim));
        return;
    }
    parts::put(frame, body, 0, heads(theme, body.width));
    let room = usize::from(body.height).saturating_sub(1);
    let tall = streams.len() * 2 + PANEL <= room;
    let rows_each = if tall { 2 } else { 1 };
    let panel = room.saturating_sub(streams.len() * rows_each).max(room / 4);
    let panel = u16::try_from(panel.min(room)).unwrap_or(0);
    let (list, below) = parts::split_bottom(body, panel);
    let list = Rect {
        y: list.y + 1,
        height: list.height.saturating_sub(1),
        ..list
    };
    let fits = usize::from(list.height) / rows_each;
    info.overlay_height = fits;
    let shown = parts::window(overlay.at(), streams.len(), fits);
    for (nth, i) in shown.clone().enumerate() {
        let y = u16::try_from(nth * rows_each).unwrap_or(u16::MAX);
        let line = row(app, theme, streams[i], list.width, i == overlay.at());
        parts::put(frame, list, y, line);
        if let Some(area) = parts::row(list, y) {
            parts::target(info, area, i);
        }
        if tall {
            parts::put(frame, list, y + 1, second(theme, streams[i], list.width));
        }
    }
    parts::beyond(frame, theme, inner, &shown, streams.len());
    if let Some(thing) = streams.get(overlay.at()) {
        draw_panel(overlay, app, theme, frame, below, thing);
    }
    if let (Asking::Lead, Some(thing)) = (&overlay.asking, streams.get(overlay.at())) {
        frame.render_widget(Clear, foot);
        let title = format!(" lead of {}: ", thing.name());
        let people = status::choices(Menu::Owner.context(), app);
        status::ask(&title, people, theme, frame, inner);
    }
}

/// What is asked or went wrong.
fn said(overlay: &Board, app: &App, theme: &Theme, area: Rect) -> Line<'static> {
    let name = |id: Id| {
        let slug = app.known().slug(id).unwrap_or_default();
        format!("#{slug}")
    };
    match (&overlay.problem, overlay.asking) {
        (Some(problem), _) => Line::styled(
            cut(&format!("  {problem}"), area.width.into(), theme.ascii),
            theme.bad,
        ),
        (None, Asking::Nothing | Asking::Lead) => Line::default(),
        (None, Asking::Blocker(id)) => Line::styled(
            format!(
                "  {} waits for which? Enter on it, again to wait no longer; Esc leaves it",
                name(id)
            ),
            theme.strong,
        ),
        (None, Asking::Into(id)) => Line::styled(
            format!(
                "  {} is merged into which? Enter on it; Esc leaves it",
                name(id)
            ),
            theme.strong,
        ),
        (None, Asking::Sure(from, into)) => {
            let moves = match counts(app, from).tasks_open {
                1 => "1 open task moves".to_owned(),
                n => format!("{n} open tasks move"),
            };
            let text = format!(
                "  merge {} into {}: {moves}, it is done then. y merges, Esc does not",
                name(from),
                name(into),
            );
            Line::styled(text, theme.warn)
        }
    }
}

fn counts(app: &App, id: Id) -> Counts {
    let situation = app.situation.as_ref();
    let tally = situation.map(|s| &s.tally);
    let tally = tally.or(app.base.as_ref().map(|b| &b.tally));
    tally.map(|t| t.stream(id)).unwrap_or_default()
}

/// Columns of the names and the leads.
const fn columns(wide: bool) -> (usize, usize) {
    if wide { (18, 11) } else { (14, 9) }
}

fn heads(theme: &Theme, room: u16) -> Line<'static> {
    let wide = room >= WIDE;
    let (slug, lead) = columns(wide);
    let counts = if wide { "open blocked done" } else { "o/b/d" };
    let text = format!(
        "  {:<8}{:<slug$} {:<10} {:<lead$} {:>counts$}  {:>6}  {:<6} waits{}",
        "health",
        "workstream",
        "status",
        "lead",
        counts,
        "silent",
        "next",
        if wide { " for; holds up" } else { "" },
        counts = if wide { 17 } else { 7 },
    );
    Line::styled(cut(&text, room.into(), theme.ascii), theme.dim)
}

fn row(app: &App, theme: &Theme, thing: &Thing, room: u16, selected: bool) -> Line<'static> {
    let Some(stream) = thing.as_workstream() else {
        return Line::default();
    };
    let wide = room >= WIDE;
    let (slug, lead) = columns(wide);
    let (mark, style) = parts::mark(theme, selected);
    let (sign, look) = signs::health(theme, stream.health);
    let faint = stream.status == WorkstreamStatus::Done;
    let word = match stream.merged_into {
        Some(_) => "merged",
        None => stream.status.word(),
    };
    let name = if faint { theme.dim } else { theme.stream };
    let status = match stream.status {
        WorkstreamStatus::Blocked => theme.bad,
        WorkstreamStatus::Active => theme.text,
        WorkstreamStatus::Monitoring | WorkstreamStatus::Done => theme.dim,
    };
    let who = stream.lead.and_then(|id| app.known().handle(id));
    let who = who.map_or_else(|| "-".to_owned(), |h| format!("@{h}"));
    let counts = counts(app, thing.id);
    let last = counts.last.unwrap_or(thing.created.at);
    let late = app
        .needs
        .iter()
        .any(|n| n.rule == Rule::Silent && n.subject == Some(thing.id));
    let next = next(app, stream);
    let mut spans = vec![
        Span::raw(mark),
        Span::styled(sign, look),
        Span::styled(format!(" {:<6}", stream.health.word()), look),
        Span::styled(fit(&format!("#{}", stream.slug), slug, theme.ascii), name),
        Span::styled(format!(" {word:<10} "), status),
        Span::styled(fit(&who, lead, theme.ascii), theme.person),
        Span::raw(tasks(app, thing.id, &counts, wide)),
        Span::styled(format!("{:>7}", when::age(app.now - last)), theme.dim),
        Span::styled(if late { " ! " } else { "   " }, theme.warn),
        Span::styled(
            fit(&next.0, 6, theme.ascii),
            if next.1 { theme.warn } else { theme.dim },
        ),
    ];
    let taken: usize = spans.iter().map(|s| width(&s.content)).sum();
    let rest = usize::from(room).saturating_sub(taken + 1);
    let relations = relations(app, thing.id, wide);
    spans.push(Span::raw(" "));
    spans.push(Span::raw(cut(&relations, rest, theme.ascii)));
    let line = Line::from(spans);
    if selected {
        parts::bar(line, room, style)
    } else {
        line
    }
}

/// Open, blocked and done tasks.
fn tasks(app: &App, id: Id, counts: &Counts, wide: bool) -> String {
    let situation = app.situation.as_ref();
    let open = situation.map(|s| s.tasks.as_slice()).unwrap_or_default();
    let is_blocked = |t: &&Thing| {
        t.workstream() == Some(id) && t.as_task().is_some_and(|t| t.state == TaskState::Blocked)
    };
    let blocked = open.iter().filter(is_blocked).count();
    let (open, done) = (counts.tasks_open, counts.tasks_done);
    if wide {
        format!(" {open:>4} {blocked:>7} {done:>4}")
    } else {
        format!(" {:>7}", format!("{open}/{blocked}/{done}"))
    }
}

/// The next moment it is looked at, and whether that has passed.
fn next(app: &App, stream: &Workstream) -> (String, bool) {
    let at = stream.checkpoint.as_ref();
    let passed = |w: &When| w.is_over(app.now) && stream.status != WorkstreamStatus::Done;
    at.map_or_else(
        || ("-".to_owned(), false),
        |w| (when::due(app, w), passed(w)),
    )
}

/// What it waits for and, where there is room, whom it holds up.
fn relations(app: &App, id: Id, both: bool) -> String {
    let streams = &app.known().workstreams;
    let names = |things: Vec<&Thing>| {
        let names: Vec<String> = things.into_iter().map(Thing::name).collect();
        names.join(" ")
    };
    let waits = names(spine::waits_for(streams, id));
    let holds = names(spine::held_up(streams, id));
    match (waits.is_empty(), holds.is_empty() || !both) {
        (_, true) => waits,
        (true, false) => format!("holds up {holds}"),
        (false, false) => format!("{waits}; holds up {holds}"),
    }
}

/// Its last word, or what it is to achieve while there is none.
fn second(theme: &Theme, thing: &Thing, room: u16) -> Line<'static> {
    let stream = thing.as_workstream();
    let text = stream.map_or("", |w| match w.update.trim() {
        "" => w.objective.as_str(),
        update => update,
    });
    let text = cut(text, usize::from(room).saturating_sub(HANG), theme.ascii);
    Line::styled(format!("{}{text}", " ".repeat(HANG)), theme.dim)
}

/// More of the selected workstream: as much as there is room for, its last
/// entries in any case.
fn draw_panel(
    overlay: &Board,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    thing: &Thing,
) {
    let Some(stream) = thing.as_workstream() else {
        return;
    };
    let columns = usize::from(area.width);
    let title = match stream.objective.trim() {
        "" => format!(" {} ", thing.name()),
        objective => format!(" {}: {objective} ", thing.name()),
    };
    let title = cut(&title, columns.saturating_sub(4), theme.ascii);
    let rule = signs::rule(theme);
    let after = rule.repeat(columns.saturating_sub(width(&title) + 2));
    let head = Line::from(vec![
        Span::styled(rule.repeat(2), theme.dim),
        Span::styled(title, theme.strong),
        Span::styled(after, theme.dim),
    ]);
    let entries = entries(overlay, app, theme, thing.id, columns);
    let room = usize::from(area.height).saturating_sub(1 + entries.len());
    let mut lines = vec![head];
    lines.extend(facts(app, theme, thing, columns).into_iter().take(room));
    lines.extend(entries);
    for (y, line) in (0..).zip(lines) {
        parts::put(frame, area, y, line);
    }
}

/// What is to be said of a workstream, what matters most first.
fn facts(app: &App, theme: &Theme, thing: &Thing, columns: usize) -> Vec<Line<'static>> {
    let mut facts: Vec<(&str, String)> = Vec::new();
    let slug = |id: Option<Id>| Some(format!("#{}", app.known().slug(id?)?));
    let stream = thing.as_workstream();
    facts.push((
        "last word",
        stream.map_or_else(String::new, |w| w.update.clone()),
    ));
    facts.push(("waits", relations(app, thing.id, true)));
    let at = stream.and_then(|w| w.checkpoint.as_ref());
    facts.push(("looked at", at.map_or_else(String::new, When::stated)));
    let merged = stream.and_then(|w| slug(w.merged_into));
    facts.push(("merged into", merged.unwrap_or_default()));
    let split = stream.and_then(|w| slug(w.split_from));
    facts.push(("split from", split.unwrap_or_default()));
    let mut lines = Vec::new();
    for (label, text) in facts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
    {
        let rows = wrap(&text, columns.saturating_sub(15), theme.ascii);
        for (i, text) in rows.into_iter().take(2).enumerate() {
            let label = if i == 0 { label } else { "" };
            lines.push(Line::from(vec![
                Span::styled(format!("  {label:<12} "), theme.dim),
                Span::styled(text, theme.text),
            ]));
        }
    }
    lines
}

/// Its last entries.
fn entries(
    overlay: &Board,
    app: &App,
    theme: &Theme,
    id: Id,
    columns: usize,
) -> Vec<Line<'static>> {
    let rows = match &overlay.latest {
        Some((of, rows)) if *of == id => rows.as_slice(),
        Some(_) | None => return Vec::new(),
    };
    if rows.is_empty() {
        return vec![Line::styled("  nothing was recorded of it yet", theme.dim)];
    }
    let line = |thing: &Thing| {
        let entry = thing.as_entry()?;
        let head = format!(
            "  {:>6} {} ",
            when::due(app, &entry.when),
            entry.kind.sign()
        );
        let text = cut(
            &entry.text,
            columns.saturating_sub(width(&head)),
            theme.ascii,
        );
        Some(Line::from(vec![
            Span::styled(head, theme.dim),
            Span::styled(text, signs::kind(theme, entry.kind)),
        ]))
    };
    rows.iter().filter_map(line).collect()
}
