//! A form of fields, for making and editing each kind of thing.

use super::editor::leave;
use super::parts;
use crate::app::overlay::Form;
use crate::app::overlay::form::{Around, Candidate, Field, Gloss, Input, Names, Pick};
use crate::app::{App, FrameInfo};
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit, width, wrap};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// A row of the form, and the field it belongs to.
struct Row {
    line: Line<'static>,
    /// Where a click on it goes; the number of fields for `[Save]`.
    field: Option<usize>,
    /// The focused field is typed on here.
    typed: bool,
}

/// Columns of the labels.
const LABEL: usize = 17;
/// Lines of what somebody else wrote meanwhile that are shown at most.
const THEIRS: usize = 6;

/// Draws it over `area`.
pub fn draw(
    overlay: &Form,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let columns = parts::middle(area, 100, 0).width;
    let rows = rows(overlay, app, theme, columns.saturating_sub(2));
    let wanted = u16::try_from(rows.len() + 3).unwrap_or(u16::MAX);
    let area = parts::middle(area, columns, wanted.max(18));
    let title = cut(&overlay.title(), usize::from(columns / 2), theme.ascii);
    let inner = overlay_box(frame, theme, area, &title);
    let (body, footer) = parts::split_bottom(inner, 1);
    info.overlay_height = usize::from(body.height);
    info.overlay_width = usize::from(body.width);
    let focus = rows.iter().position(|r| r.field == Some(overlay.at));
    let shown = parts::window(focus.unwrap_or(0), rows.len(), usize::from(body.height));
    for (y, row) in (0..).zip(&rows[shown.clone()]) {
        parts::put(frame, body, y, row.line.clone());
        let Some(place) = parts::row(body, y) else {
            break;
        };
        if let Some(field) = row.field {
            parts::target(info, place, field);
        }
        if row.typed {
            draw_input(overlay, theme, frame, place);
        }
    }
    parts::beyond(frame, theme, inner, &shown, rows.len());
    let bottom = if let Some(refused) = &overlay.refused {
        let refused = cut(refused, usize::from(footer.width), theme.ascii);
        Line::styled(refused, theme.bad)
    } else if overlay.waits {
        // None of its keys does anything yet.
        Line::default()
    } else if overlay.asking {
        leave(theme, footer.width, "Not recorded yet.")
    } else {
        parts::hints(Context::Form, theme, footer.width)
    };
    parts::put(frame, footer, 0, bottom);
}

fn draw_input(overlay: &Form, theme: &Theme, frame: &mut Frame, row: Rect) {
    let taken = u16::try_from(2 + label_room(row.width)).unwrap_or(row.width);
    let area = Rect {
        x: row.x + taken.min(row.width),
        width: row.width.saturating_sub(taken),
        ..row
    };
    let line = overlay.fields.get(overlay.at).and_then(Field::line_input);
    if let Some(line) = line.filter(|l| !l.is_empty()) {
        parts::input(frame, theme, area, line);
    } else if line.is_some() && area.width > 0 {
        frame.set_cursor_position((area.x, area.y));
    }
}

fn label_room(columns: u16) -> usize {
    LABEL.min(usize::from(columns) / 3)
}

fn rows(overlay: &Form, app: &App, theme: &Theme, columns: u16) -> Vec<Row> {
    let cx = app.cx();
    let around = overlay.around(&cx);
    let mut rows = Vec::new();
    for i in overlay.shown() {
        let field = &overlay.fields[i];
        let focused = i == overlay.at;
        rows.push(Row {
            line: field_line(field, focused, theme, columns),
            field: Some(i),
            typed: focused && field.line_input().is_some(),
        });
        let gloss = overlay.gloss(i, &around);
        let mut said = below(field, focused, gloss, &around, theme, columns);
        if focused {
            said.splice(0..0, offered(overlay, theme, columns));
        }
        rows.extend(said.into_iter().map(|line| Row {
            line,
            field: None,
            typed: false,
        }));
    }
    let focused = overlay.at >= overlay.fields.len();
    let (sign, style) = parts::mark(theme, focused);
    rows.push(Row {
        line: Line::from(vec![
            Span::raw(sign),
            Span::raw(" ".repeat(label_room(columns))),
            Span::styled("[ Save ]", if focused { style } else { theme.key }),
        ]),
        field: Some(overlay.fields.len()),
        typed: false,
    });
    rows
}

fn field_line(field: &Field, focused: bool, theme: &Theme, columns: u16) -> Line<'static> {
    let (sign, _) = parts::mark(theme, focused);
    let label = fit(field.label, label_room(columns), theme.ascii);
    let style = if focused { theme.key } else { theme.dim };
    let mut spans = vec![Span::styled(sign, theme.key), Span::styled(label, style)];
    let room = usize::from(columns).saturating_sub(2 + label_room(columns));
    spans.extend(value(field, focused, theme, room));
    Line::from(spans)
}

fn value(field: &Field, focused: bool, theme: &Theme, room: usize) -> Vec<Span<'static>> {
    match &field.input {
        Input::Choice { choice: c, .. } => choice(&c.words, c.at, focused, theme, room),
        Input::Text { text, .. } if !text.is_empty() => {
            let lines = text.split('\n').count();
            let more = if lines > 1 {
                format!("  ({lines} lines)")
            } else {
                String::new()
            };
            let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
            let first = cut(first, room.saturating_sub(width(&more)), theme.ascii);
            let style = if focused { theme.selected } else { theme.text };
            vec![Span::styled(first, style), Span::styled(more, theme.dim)]
        }
        Input::Text { .. } if focused => {
            vec![Span::styled(
                cut(field.hint, room, theme.ascii),
                theme.selected,
            )]
        }
        Input::Pick { pick, .. } if !focused && !pick.word().is_empty() => {
            let style = match pick.names {
                Names::People => theme.person,
                Names::Workstreams => theme.stream,
            };
            let name = format!("{}{}", pick.names.sign(), pick.word());
            vec![Span::styled(cut(&name, room, theme.ascii), style)]
        }
        Input::Line { .. }
        | Input::Text { .. }
        | Input::Pick { .. }
        | Input::List { .. }
        | Input::Label { .. }
        | Input::Time { .. } => {
            if field.text().is_empty() {
                let hint = if focused { field.hint } else { "" };
                return vec![Span::styled(cut(hint, room, theme.ascii), theme.dim)];
            }
            vec![Span::styled(
                cut(field.text(), room, theme.ascii),
                theme.text,
            )]
        }
    }
}

/// All the words with the chosen one in brackets, or that one alone where
/// there is no room.
fn choice(
    words: &[&'static str],
    at: usize,
    focused: bool,
    theme: &Theme,
    room: usize,
) -> Vec<Span<'static>> {
    let style = if focused {
        theme.selected
    } else {
        theme.strong
    };
    let chosen = words.get(at).copied().unwrap_or("");
    let all: usize = words.iter().map(|w| w.len() + 2).sum();
    if !focused || all > room {
        let arrows = if focused { ("< ", " >") } else { ("", "") };
        let word = format!("{}{chosen}{}", arrows.0, arrows.1);
        return vec![Span::styled(cut(&word, room, theme.ascii), style)];
    }
    let word = |(i, word): (usize, &&'static str)| {
        if i == at {
            Span::styled(format!("[{word}]"), style)
        } else {
            Span::styled(format!(" {word} "), theme.dim)
        }
    };
    words.iter().enumerate().map(word).collect()
}

/// What is said below a field: how it reads, what is wrong, what can be picked.
fn below(
    field: &Field,
    focused: bool,
    gloss: Option<Gloss>,
    around: &Around<'_>,
    theme: &Theme,
    columns: u16,
) -> Vec<Line<'static>> {
    let indent = " ".repeat(2 + label_room(columns));
    let room = usize::from(columns).saturating_sub(indent.len());
    let theirs = field.theirs.as_deref();
    let theirs = theirs.map_or_else(Vec::new, |text| wrap(text, room, theme.ascii));
    let theirs = theirs.into_iter().take(THEIRS).map(|text| {
        Line::from(vec![
            Span::raw(indent.clone()),
            Span::styled(text, theme.warn),
        ])
    });
    let mut lines: Vec<_> = theirs.collect();
    let mut gloss = gloss;
    if let Input::Pick { pick, .. } = &field.input
        && focused
    {
        let found = candidates(pick, around, &indent, theme, room);
        gloss = gloss.filter(|g| found.is_empty() || !matches!(g, Gloss::New(_)));
        lines.extend(found);
    }
    if let Some(gloss) = gloss {
        let (sign, text, style) = match gloss {
            Gloss::Reads(text) => ("", text, theme.good),
            Gloss::New(text) => ("", text, theme.warn),
            Gloss::Doubt(text) => ("? ", text, theme.warn),
            Gloss::Wrong(text) => ("! ", text, theme.bad),
        };
        let text = cut(&format!("{sign}{text}"), room, theme.ascii);
        lines.push(Line::from(vec![
            Span::raw(indent),
            Span::styled(text, style),
        ]));
    }
    lines
}

/// What was said before and may be meant: Down selects one, Enter takes it.
fn offered(overlay: &Form, theme: &Theme, columns: u16) -> Vec<Line<'static>> {
    let indent = 2 + label_room(columns);
    let room = usize::from(columns).saturating_sub(indent);
    let (found, at) = overlay.offered();
    let line = |(i, text): (usize, &str)| {
        let (sign, style) = parts::mark(theme, at == Some(i));
        Line::from(vec![
            Span::raw(" ".repeat(indent)),
            Span::styled(cut(&format!("{sign}{text}"), room, theme.ascii), style),
        ])
    };
    found.into_iter().enumerate().map(line).collect()
}

fn candidates(
    pick: &Pick,
    around: &Around<'_>,
    indent: &str,
    theme: &Theme,
    room: usize,
) -> Vec<Line<'static>> {
    let line = |(i, candidate): (usize, Candidate)| {
        let (sign, style) = parts::mark(theme, i == pick.at);
        let text = match candidate {
            Candidate::Known(name, about) => {
                format!("{sign}{}{name}  {about}", pick.names.sign())
            }
            Candidate::New(name) => format!("{sign}new: {}{name}", pick.names.sign()),
        };
        Line::from(vec![
            Span::raw(indent.to_owned()),
            Span::styled(cut(&text, room, theme.ascii), style),
        ])
    };
    let found = pick.candidates(around.known);
    found.into_iter().enumerate().map(line).collect()
}
