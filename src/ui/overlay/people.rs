//! People and roles: a row each, and more of the selected one below.

use super::help::head;
use super::parts;
use crate::app::overlay::People;
use crate::app::{App, FrameInfo};
use crate::domain::{Id, RoleHeld, Situation, Thing, roster};
use crate::keys::{Binding, Context, footer};
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit, width};
use crate::ui::theme::Theme;
use crate::ui::{signs, when};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Rows of what is shown of the selected person.
const PANEL: u16 = 7;

/// Draws it over `area`.
pub fn draw(
    overlay: &People,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let inner = overlay_box(frame, theme, area, "People and roles");
    let (mut body, foot) = parts::keys_below(keys(overlay), theme, frame, inner, 1);
    draw_said(overlay, theme, frame, foot);
    if overlay.narrowing || !overlay.line.is_empty() {
        body = draw_head(overlay, theme, frame, body);
    }
    let Some(situation) = app.situation.as_deref() else {
        parts::put(frame, body, 0, Line::styled("  reading …", theme.dim));
        return;
    };
    let found = overlay.found(situation, app.now);
    if found.is_empty() {
        let none = match situation.known.people.is_empty() {
            true => "  nobody yet: n adds somebody, and so does @name at the end of a line",
            false => "  nobody knows that, is in such a team or is called so",
        };
        parts::put(frame, body, 0, Line::styled(none, theme.dim));
        return;
    }
    let (list, below) = parts::split_bottom(body, PANEL.min(body.height / 2));
    parts::put(frame, list, 0, heads(theme, list.width));
    let list = Rect {
        y: list.y + 1,
        height: list.height.saturating_sub(1),
        ..list
    };
    info.overlay_height = usize::from(list.height);
    let shown = parts::window(overlay.at(), found.len(), usize::from(list.height));
    for (y, i) in (0..).zip(shown.clone()) {
        let line = row(
            app,
            situation,
            theme,
            found[i],
            list.width,
            i == overlay.at(),
        );
        parts::put(frame, list, y, line);
        if let Some(area) = parts::row(list, y) {
            parts::target(info, area, i);
        }
    }
    parts::beyond(frame, theme, inner, &shown, found.len());
    if let Some(thing) = found.get(overlay.at()) {
        draw_panel(app, situation, theme, frame, below, thing);
    }
}

/// What is sought; gives what is left below it.
fn draw_head(overlay: &People, theme: &Theme, frame: &mut Frame, area: Rect) -> Rect {
    let (typed, below) = head(frame, theme, area, "who: ");
    if overlay.narrowing {
        parts::input(frame, theme, typed, &overlay.line);
    } else {
        let text = cut(overlay.line.text(), typed.width.into(), theme.ascii);
        parts::put(frame, typed, 0, Line::styled(text, theme.text));
    }
    below
}

/// The keys; those that type nothing while something is typed.
fn keys(overlay: &People) -> impl Iterator<Item = &'static Binding> {
    let context = match &overlay.ending {
        Some(_) => Context::Confirm,
        None => Context::People,
    };
    let typed = overlay.narrowing && overlay.ending.is_none();
    footer(context).filter(move |b| !typed || parts::is_silent(b))
}

/// What is asked or went wrong.
fn draw_said(overlay: &People, theme: &Theme, frame: &mut Frame, area: Rect) {
    let said = match (&overlay.problem, &overlay.ending) {
        (Some(problem), _) => (format!("  {problem}"), theme.bad),
        (None, Some((question, _))) => {
            (format!("  {question}? y ends it, Esc does not"), theme.warn)
        }
        (None, None) => (String::new(), theme.text),
    };
    let text = cut(&said.0, area.width.into(), theme.ascii);
    parts::put(frame, area, 0, Line::styled(text, said.1));
}

/// Columns of handle, team and roles.
const fn columns(room: u16) -> (usize, usize, usize) {
    if room >= 110 {
        (14, 16, 26)
    } else {
        (11, 10, 17)
    }
}

fn heads(theme: &Theme, room: u16) -> Line<'static> {
    let (handle, team, roles) = columns(room);
    let text = format!(
        "  {:<handle$} {:<team$} {:<11} {:<roles$} {:>5}  knows",
        "who", "team", "there", "roles now", "tasks"
    );
    Line::styled(cut(&text, room.into(), theme.ascii), theme.dim)
}

fn row(
    app: &App,
    situation: &Situation,
    theme: &Theme,
    thing: &Thing,
    room: u16,
    selected: bool,
) -> Line<'static> {
    let Some(person) = thing.as_person() else {
        return Line::default();
    };
    let (handle, team, roles) = columns(room);
    let (mark, style) = parts::mark(theme, selected);
    let (there, night) = there(app, thing);
    let held = roster::held(&situation.roles, thing.id, app.now);
    let held: Vec<String> = held.iter().map(|(_, r)| role(app, r)).collect();
    let load = roster::workload(&situation.tasks, thing.id);
    let much = load >= app.settings.rules.load;
    let mut spans = vec![
        Span::raw(mark),
        Span::styled(fit(&thing.name(), handle, theme.ascii), theme.person),
        Span::raw(" "),
        Span::raw(fit(&person.team, team, theme.ascii)),
        Span::styled(
            format!(" {there:<11} "),
            if night { theme.warn } else { theme.text },
        ),
        Span::styled(fit(&held.join(", "), roles, theme.ascii), theme.strong),
        Span::styled(
            format!(" {load:>3}{}  ", if much { " !" } else { "  " }),
            if much { theme.warn } else { theme.text },
        ),
    ];
    let taken: usize = spans.iter().map(|s| width(&s.content)).sum();
    let rest = usize::from(room).saturating_sub(taken);
    spans.push(Span::styled(
        cut(&person.expertise, rest, theme.ascii),
        theme.dim,
    ));
    let line = Line::from(spans);
    if selected {
        parts::bar(line, room, style)
    } else {
        line
    }
}

/// The time where a person is, and whether it is night there.
fn there(app: &App, thing: &Thing) -> (String, bool) {
    let clock = thing.as_person().and_then(|p| roster::clock(p, app.now));
    clock.map_or_else(
        || ("-".to_owned(), false),
        |clock| {
            let night = roster::is_night(clock);
            let word = if night { " night" } else { "" };
            (format!("{}{word}", clock.format("%H:%M")), night)
        },
    )
}

/// A role and for how long it has been held: `IC 5h`, `SME #forensics 2h`.
fn role(app: &App, held: &RoleHeld) -> String {
    let of = held.workstream.and_then(|id| app.known().slug(id));
    let of = of.map_or_else(String::new, |slug| format!(" #{slug}"));
    format!("{}{of} {}", held.role, when::age(app.now - held.from))
}

/// More of the selected person: how to reach them, and every role they held.
fn draw_panel(
    app: &App,
    situation: &Situation,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    thing: &Thing,
) {
    let Some(person) = thing.as_person() else {
        return;
    };
    let columns = usize::from(area.width);
    let title = format!(" {} {} ", thing.name(), person.name);
    let title = cut(&title, columns.saturating_sub(4), theme.ascii);
    let rule = signs::rule(theme);
    let after = rule.repeat(columns.saturating_sub(width(&title) + 2));
    let mut lines = vec![Line::from(vec![
        Span::styled(rule.repeat(2), theme.dim),
        Span::styled(title, theme.strong),
        Span::styled(after, theme.dim),
    ])];
    let facts = [
        ("contact", &person.contact),
        ("knows", &person.expertise),
        ("zone", &person.zone),
    ];
    let told = facts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty());
    lines.extend(told.map(|(label, text)| fact(theme, label, text, columns, theme.text)));
    let history = roles_over_time(app, situation, thing.id);
    lines.extend(
        history
            .iter()
            .map(|text| fact(theme, "role", text, columns, theme.strong)),
    );
    for (y, line) in (0..).zip(lines) {
        parts::put(frame, area, y, line);
    }
}

fn fact(theme: &Theme, label: &str, text: &str, columns: usize, style: Style) -> Line<'static> {
    let text = cut(text, columns.saturating_sub(12), theme.ascii);
    Line::from(vec![
        Span::styled(format!("  {label:<8} "), theme.dim),
        Span::styled(text, style),
    ])
}

/// Every role a person held, the last first.
fn roles_over_time(app: &App, situation: &Situation, person: Id) -> Vec<String> {
    let all = situation.roles.iter().filter_map(Thing::as_role);
    let theirs = all.filter(|r| r.person == person).rev();
    let told = theirs.map(|r| {
        let day = |at: chrono::DateTime<chrono::Utc>| {
            let day = when::day(app, at).format("%-d %b");
            format!("{day} {}", when::time(app, at))
        };
        let until = r.until.map_or_else(|| "now".to_owned(), day);
        let of = r.workstream.and_then(|id| app.known().slug(id));
        let of = of.map_or_else(String::new, |slug| format!(" of #{slug}"));
        let long = when::age(r.until.unwrap_or(app.now) - r.from);
        format!("{}{of}, {} to {until} ({long})", r.role, day(r.from))
    });
    told.collect()
}
