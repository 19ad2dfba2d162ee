//! The register of decisions and questions.

use super::{ask, parts};
use crate::app::overlay::Decisions;
use crate::app::{App, FrameInfo};
use crate::domain::{Decision, Entry, Label, Thing, register};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit};
use crate::ui::theme::Theme;
use crate::ui::when;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws it over `area`.
pub fn draw(
    overlay: &Decisions,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let inner = overlay_box(frame, theme, area, "Decisions and questions");
    let list = ask::draw(overlay.ask(), Context::Decisions, theme, frame, inner);
    info.overlay_height = usize::from(list.height);
    let Some((decisions, questions)) = overlay.lists() else {
        parts::put(frame, list, 0, Line::styled("  reading …", theme.dim));
        return;
    };
    let mut lines: Vec<(Line, Option<usize>)> = Vec::new();
    let decided = decisions.len();
    lines.push((heading("Decisions", decided, theme), None));
    if decisions.is_empty() {
        lines.push((none("none yet: d writes one", theme), None));
    }
    for (i, thing) in decisions.into_iter().enumerate() {
        let line = decision(thing, app, theme, list.width, i == overlay.at());
        lines.push((line, Some(i)));
    }
    lines.push((Line::default(), None));
    lines.push((heading("Questions", questions.len(), theme), None));
    if questions.is_empty() {
        lines.push((none("none yet: n, then `? …` asks one", theme), None));
    }
    for (i, thing) in (decided..).zip(questions) {
        let answer = (
            register::answer(thing, overlay.read()),
            register::struck_answer(thing, overlay.read()),
        );
        let line = question(thing, answer, (app, theme), list.width, i == overlay.at());
        lines.push((line, Some(i)));
    }
    let here = lines.iter().position(|(_, i)| *i == Some(overlay.at()));
    let shown = parts::window(here.unwrap_or(0), lines.len(), usize::from(list.height));
    let len = lines.len();
    for (y, (line, i)) in (0..).zip(lines.into_iter().skip(shown.start).take(shown.len())) {
        parts::put(frame, list, y, line);
        if let (Some(at), Some(i)) = (parts::row(list, y), i) {
            parts::target(info, at, i);
        }
    }
    parts::beyond(frame, theme, inner, &shown, len);
}

fn heading(word: &'static str, count: usize, theme: &Theme) -> Line<'static> {
    Line::from(vec![
        Span::styled(word, theme.title),
        Span::styled(format!("  {count}"), theme.dim),
    ])
}

fn none(text: &'static str, theme: &Theme) -> Line<'static> {
    Line::styled(format!("  {text}"), theme.dim)
}

fn decision(
    thing: &Thing,
    app: &App,
    theme: &Theme,
    columns: u16,
    selected: bool,
) -> Line<'static> {
    let Some((entry, decision)) = thing
        .as_entry()
        .and_then(|e| Some((e, e.decision.as_ref()?)))
    else {
        return Line::default();
    };
    let tail = tail(decision, app);
    let text = match decision.choice.is_empty() {
        true => entry.text.as_str(),
        false => decision.choice.as_str(),
    };
    let by = decision.decided_by.and_then(|id| app.known().handle(id));
    let by = by.map_or_else(String::new, |handle| format!(" @{handle}"));
    let old = decision.superseded_by.is_some();
    let style = if old { theme.dim } else { theme.text };
    line(
        Parts {
            label: format!("D{}", decision.number),
            when: stamp(entry, app),
            text,
            style,
            by,
            tail,
            warn: !old,
        },
        theme,
        columns,
        selected,
    )
}

/// What became of a decision, or is to become of it.
fn tail(decision: &Decision, app: &App) -> String {
    let mut tail = Vec::new();
    if decision.reversible == Some(false) {
        tail.push("not reversible".to_owned());
    }
    match (decision.superseded_by, &decision.revisit) {
        (Some(by), _) => tail.push(format!("superseded by D{by}")),
        (None, Some(revisit)) if revisit.at <= app.now => {
            tail.push(format!("REVISIT, was due {}", when::due(app, revisit)));
        }
        (None, Some(revisit)) => tail.push(format!("revisit {}", when::due(app, revisit))),
        (None, None) => {}
    }
    tail.join(", ")
}

/// A question, with the entry that answers it, or that did and was struck.
fn question(
    thing: &Thing,
    answer: (Option<Label>, Option<Label>),
    (app, theme): (&App, &Theme),
    columns: u16,
    selected: bool,
) -> Line<'static> {
    let Some((entry, question)) = thing
        .as_entry()
        .and_then(|e| Some((e, e.question.as_ref()?)))
    else {
        return Line::default();
    };
    let age = when::age(app.now - entry.when.at);
    let tail = match answer {
        (Some(label), _) => format!("answered by {label}"),
        (None, Some(label)) => format!("open {age}, {label} was struck"),
        (None, None) => format!("open {age}"),
    };
    let open = answer.0.is_none();
    let style = if open { theme.text } else { theme.dim };
    line(
        Parts {
            label: format!("Q{}", question.number),
            when: stamp(entry, app),
            text: &entry.text,
            style,
            by: String::new(),
            tail,
            warn: open,
        },
        theme,
        columns,
        selected,
    )
}

fn stamp(entry: &Entry, app: &App) -> String {
    let day = when::day(app, entry.when.at).format("%-d %b");
    let about = if entry.when.approximate { "~" } else { " " };
    format!("{about}{day} {}", when::clock(app, &entry.when))
}

struct Parts<'a> {
    label: String,
    when: String,
    text: &'a str,
    style: ratatui::style::Style,
    by: String,
    tail: String,
    warn: bool,
}

fn line(parts: Parts, theme: &Theme, columns: u16, selected: bool) -> Line<'static> {
    let (sign, style) = parts::mark(theme, selected);
    let room = usize::from(columns).saturating_sub(2 + 5 + 14);
    let tail = cut(&parts.tail, room / 2, theme.ascii);
    let by = cut(&parts.by, room / 5, theme.ascii);
    let end = crate::ui::text::width(&tail) + crate::ui::text::width(&by) + 1;
    let tone = if parts.warn { theme.warn } else { theme.dim };
    let line = Line::from(vec![
        Span::styled(sign, style),
        Span::styled(fit(&parts.label, 4, theme.ascii), theme.strong),
        Span::styled(fit(&parts.when, 14, theme.ascii), theme.dim),
        Span::raw(" "),
        Span::styled(
            fit(parts.text, room.saturating_sub(end), theme.ascii),
            parts.style,
        ),
        Span::styled(by, theme.person),
        Span::raw(" "),
        Span::styled(tail, tone),
    ]);
    if selected {
        parts::bar(line, columns, theme.selected)
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{base, entry_of, fresh, noon};
    use crate::domain::{Body, EntryKind};
    use crate::ui::theme::ThemeName;

    #[test]
    fn who_is_named_in_a_decision_is_not_taken_for_who_decided() {
        let mut app = fresh();
        app.base = Some(base());
        let person = app.known().people[0].clone();
        let handle = format!("@{}", person.name().trim_start_matches('@'));
        let mut thing = entry_of(1, EntryKind::Decision, "cut access", noon());
        let Body::Entry(entry) = &mut thing.body else {
            panic!("an entry")
        };
        entry.people = vec![person.id];
        let theme = Theme::new(ThemeName::Dark, false);
        let told = |thing: &Thing| decision(thing, &app, &theme, 80, false).to_string();
        assert!(!told(&thing).contains(&handle));
        let Body::Entry(entry) = &mut thing.body else {
            panic!("an entry")
        };
        entry.decision.get_or_insert_default().decided_by = Some(person.id);
        assert!(told(&thing).contains(&handle));
    }
}
