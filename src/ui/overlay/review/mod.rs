//! The review: the parts on the left, what the selected one holds on the right.

mod evidence;
mod rows;
mod side;
#[cfg(test)]
mod tests;
mod writing;

pub use evidence::draw as draw_evidence;
pub use writing::draw as draw_writing;

use super::{ask, page, parts};
use crate::app::overlay::Review;
use crate::app::overlay::review::Asking;
use crate::app::{App, FrameInfo};
use crate::domain::post_mortem::{Part, PostMortem};
use crate::keys::footer;
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit, width};
use crate::ui::theme::Theme;
use crate::ui::{signs, when};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// Columns of the parts on the left.
const LEFT: u16 = 23;
/// Columns under which one side is shown at a time.
const NARROW: u16 = 64;

/// Draws it over `area`.
pub fn draw(
    overlay: &Review,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let inner = overlay_box(frame, theme, area, "Review");
    let body = draw_bottom(overlay, theme, frame, inner);
    let Some(held) = overlay.held() else {
        parts::put(frame, body, 0, Line::styled("  reading …", theme.dim));
        return;
    };
    parts::put(frame, body, 0, head(held, app, theme, body.width));
    let below = Rect {
        y: body.y + 1.min(body.height),
        height: body.height.saturating_sub(1),
        ..body
    };
    let narrow = below.width < NARROW;
    let (left, right) = split(below, narrow);
    if !narrow || !overlay.inside {
        draw_parts(overlay, held, theme, frame, left, info);
    }
    if !narrow || overlay.inside {
        side::draw(overlay, held, app, theme, frame, (inner, right), info);
    }
}

/// The parts on the left, what they hold on the right; each has all where
/// there is no room for both.
fn split(area: Rect, narrow: bool) -> (Rect, Rect) {
    if narrow {
        return (area, area);
    }
    let left = Rect {
        width: LEFT,
        ..area
    };
    let right = Rect {
        x: area.x + LEFT + 1,
        width: area.width - LEFT - 1,
        ..area
    };
    (left, right)
}

/// What is asked or went wrong, and the keys. Gives what is left.
fn draw_bottom(overlay: &Review, theme: &Theme, frame: &mut Frame, inner: Rect) -> Rect {
    if overlay.ask().is_some() {
        return ask::draw(overlay.ask(), overlay.context(), theme, frame, inner);
    }
    let keys = footer(overlay.context());
    let (body, footer) = parts::keys_below(keys, theme, frame, inner, 1);
    let columns = usize::from(footer.width);
    let said = match (&overlay.problem, &overlay.asking) {
        (Some(problem), _) => Line::styled(cut(problem, columns, theme.ascii), theme.bad),
        (None, Asking::Letter(letter)) => {
            Line::styled(cut(&letter.title(), columns, theme.ascii), theme.strong)
        }
        (None, Asking::Under(thing)) => {
            let text = format!(
                "{} explains which? Enter on it; 0 makes it a root; Esc leaves it",
                thing.name()
            );
            Line::styled(cut(&text, columns, theme.ascii), theme.strong)
        }
        (None, Asking::Remove(thing)) => {
            let question = remove(thing);
            frame.render_widget(Clear, footer);
            page::ask_letter(frame, theme, footer, &question);
            return body;
        }
        (None, Asking::Nothing | Asking::Line(..) | Asking::Passing(_)) => Line::default(),
    };
    parts::put(frame, footer, 0, said);
    body
}

fn remove(thing: &crate::domain::Thing) -> String {
    let name = thing.name();
    match thing.as_factor() {
        Some(_) => format!("Withdraw {name}? What explains it becomes a root."),
        None => format!("Withdraw {name}? It is shown no more."),
    }
}

/// Where the post-mortem stands, since when and by whom, and how much it lacks.
fn head(held: &PostMortem, app: &App, theme: &Theme, columns: u16) -> Line<'static> {
    let review = held.standing();
    let last = review.history().pop();
    let since = last.map_or_else(String::new, |p| {
        let at = crate::domain::When::now(p.when);
        format!(" since {} by {}", when::due(app, &at), p.by)
    });
    let (lacking, words) = (held.lacking(), held.lacking_words());
    // Who moved it last shall fit beside it.
    let lacks = words.trim_start_matches("it still ").to_owned();
    let state = format!(" Post-mortem: {}{since}", review.state);
    let room = usize::from(columns).saturating_sub(width(&lacks) + 2);
    Line::from(vec![
        Span::styled(fit(&state, room, theme.ascii), theme.strong),
        Span::raw(" "),
        Span::styled(lacks, if lacking == 0 { theme.good } else { theme.warn }),
    ])
}

fn draw_parts(
    overlay: &Review,
    held: &PostMortem,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let height = usize::from(area.height);
    if !overlay.inside {
        info.overlay_height = height;
    }
    let shown = parts::window(overlay.at(), Part::ALL.len(), height);
    for (y, i) in (0..).zip(shown) {
        let line = part(overlay, held, theme, area.width, i);
        parts::put(frame, area, y, line);
        if let (Some(row), false) = (parts::row(area, y), overlay.inside) {
            parts::target(info, row, i);
        }
    }
}

fn part(
    overlay: &Review,
    held: &PostMortem,
    theme: &Theme,
    columns: u16,
    i: usize,
) -> Line<'static> {
    let part = Part::ALL[i];
    let selected = overlay.at() == i;
    let lacks = held.lacks(part).len();
    let (sign, style) = match lacks {
        0 if is_empty(held, part) => (signs::dot(theme).to_owned(), theme.dim),
        0 => (signs::whole(theme).to_owned(), theme.good),
        n => (format!("{n}!"), theme.warn),
    };
    let (mark, bar) = parts::mark(theme, selected);
    let title = fit(
        part.title(),
        usize::from(columns).saturating_sub(6),
        theme.ascii,
    );
    let line = Line::from(vec![
        Span::raw(mark),
        Span::styled(title, theme.text),
        Span::styled(format!("{sign:>3}"), style),
    ]);
    match (selected, overlay.inside) {
        (true, false) => parts::bar(line, columns, bar),
        (true, true) => parts::bar(line, columns, theme.selected_dim),
        (false, _) => line,
    }
}

/// Whether a part holds nothing, and need not.
fn is_empty(held: &PostMortem, part: Part) -> bool {
    held.text(part).is_some_and(str::is_empty)
}
