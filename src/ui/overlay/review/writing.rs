//! A text of the review as it is written, with what somebody else wrote
//! meanwhile above it or beside it.

use super::super::editor::{leave, write};
use super::super::parts;
use super::side::markdown;
use crate::app::overlay::Writing;
use crate::app::overlay::review::Theirs;
use crate::app::{App, FrameInfo};
use crate::domain::When;
use crate::keys::Context;
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, wrap};
use crate::ui::theme::Theme;
use crate::ui::{signs, when};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Columns from which two texts have room side by side.
const WIDE: u16 = 100;

/// Draws it over `area`.
pub fn draw(
    overlay: &Writing,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let inner = overlay_box(frame, theme, area, overlay.part.title());
    let (body, footer) = parts::split_bottom(inner, 1);
    let (head, below) = head(overlay, theme, body);
    for (y, line) in (0..).zip(head) {
        parts::put(frame, body, y, line);
    }
    let mine = match &overlay.theirs {
        None => below,
        Some(theirs) => draw_theirs(theirs, app, theme, frame, below),
    };
    write(&overlay.editor, theme, frame, (inner, mine), info);
    parts::put(frame, footer, 0, bottom(overlay, theme, footer.width));
}

/// What the text answers, and what went wrong; gives what is left.
fn head(overlay: &Writing, theme: &Theme, area: Rect) -> (Vec<Line<'static>>, Rect) {
    let columns = usize::from(area.width).saturating_sub(1);
    let mut lines: Vec<Line<'static>> = wrap(overlay.part.question(), columns, theme.ascii)
        .into_iter()
        .map(|row| Line::styled(row, theme.dim))
        .collect();
    let refused = overlay
        .refused
        .as_deref()
        .filter(|_| overlay.theirs.is_none());
    if let Some(refused) = refused {
        let rows = wrap(refused, columns, theme.ascii).into_iter().take(3);
        lines.extend(rows.map(|row| Line::styled(row, theme.bad)));
    }
    let taken = u16::try_from(lines.len()).unwrap_or(0);
    let taken = taken.min(area.height.saturating_sub(3));
    lines.truncate(usize::from(taken));
    let below = Rect {
        y: area.y + taken,
        height: area.height - taken,
        ..area
    };
    (lines, below)
}

/// Their text, beside mine where there is room, else above; gives my part.
fn draw_theirs(theirs: &Theirs, app: &App, theme: &Theme, frame: &mut Frame, area: Rect) -> Rect {
    let wide = area.width >= WIDE;
    let (their, mine) = match wide {
        true => {
            let half = area.width / 2;
            let mine = Rect {
                width: half,
                ..area
            };
            let their = Rect {
                x: area.x + half + 1,
                width: area.width - half - 1,
                ..area
            };
            (their, mine)
        }
        false => {
            let half = area.height / 2;
            let their = Rect {
                height: half,
                ..area
            };
            let mine = Rect {
                y: area.y + half,
                height: area.height - half,
                ..area
            };
            (their, mine)
        }
    };
    let at = when::due(app, &When::now(theirs.at));
    let said = format!("{} wrote this meanwhile ({at}):", theirs.author);
    let said = cut(&said, usize::from(their.width), theme.ascii);
    parts::put(frame, their, 0, Line::styled(said, theme.warn));
    let rows = markdown(&theirs.text, theme, their.width);
    let room = usize::from(their.height).saturating_sub(2);
    let more = rows.len().saturating_sub(room);
    for (y, row) in (1..).zip(rows.into_iter().take(room)) {
        parts::put(frame, their, y, row);
    }
    let last = their.height.saturating_sub(1);
    let rest = match more {
        0 => String::new(),
        n => format!("{n} more rows; "),
    };
    let take = format!("{rest}^X puts it below yours");
    let take = cut(&take, usize::from(their.width), theme.ascii);
    parts::put(frame, their, last, Line::styled(take, theme.dim));
    if wide {
        divide(theme, frame, area, mine.width);
        return mine;
    }
    let rule = signs::rule(theme).repeat(usize::from(mine.width));
    parts::put(frame, mine, 0, Line::styled(rule, theme.dim));
    Rect {
        y: mine.y + 1.min(mine.height),
        height: mine.height.saturating_sub(1),
        ..mine
    }
}

/// A rule between two texts side by side.
fn divide(theme: &Theme, frame: &mut Frame, area: Rect, after: u16) {
    let bar = if theme.ascii { "|" } else { "│" };
    let column = Rect {
        x: area.x + after,
        width: 1,
        ..area
    };
    for y in 0..area.height {
        parts::put(frame, column, y, Line::styled(bar, theme.dim));
    }
}

fn bottom(overlay: &Writing, theme: &Theme, columns: u16) -> Line<'static> {
    if overlay.waits {
        // None of its keys does anything yet.
        return Line::default();
    }
    if overlay.editor.asking() {
        return leave(theme, columns, "Not recorded yet.");
    }
    if overlay.theirs.is_some() {
        let said = "^S keeps your text in place of theirs: put into it what is to stay";
        let said = cut(said, usize::from(columns), theme.ascii);
        return Line::styled(said, theme.warn);
    }
    parts::hints(Context::Editor, theme, columns)
}
