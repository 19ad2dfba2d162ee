//! The review of pasted lines, each an entry after one confirmation.

use super::confirm;
use super::parts;
use crate::app::overlay::{Paste, PastedLine};
use crate::app::{App, FrameInfo, Remark};
use crate::domain::{Phase, When};
use crate::keys::{Context, footer};
use crate::ui::frame::overlay_box;
use crate::ui::preview::join;
use crate::ui::text::{clean, cut, fit, width};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Draws it over `area`.
pub fn draw(
    overlay: &Paste,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let standing = app.incident().and_then(|t| t.as_incident());
    let standing = standing.map(|i| i.phase);
    let inner = overlay_box(frame, theme, area, &title(overlay, standing, theme.ascii));
    let (body, footer) = if overlay.asking || overlay.editing.is_some() {
        parts::split_bottom(inner, 1)
    } else {
        parts::keys_below(footer(Context::Paste), theme, frame, inner, 0)
    };
    let (list, about) = parts::split_bottom(body, 3);
    info.overlay_height = usize::from(list.height);
    let shown = parts::window(overlay.at(), overlay.lines.len(), usize::from(list.height));
    for (y, i) in (0..).zip(shown.clone()) {
        let line = pasted(&overlay.lines[i], theme, list.width, i == overlay.at());
        parts::put(frame, list, y, line);
        if let Some(row) = parts::row(list, y) {
            parts::target(info, row, i);
        }
    }
    parts::beyond(frame, theme, inner, &shown, overlay.lines.len());
    draw_about((overlay, standing), theme, frame, about);
    if overlay.asking {
        let question = "Nothing of what was pasted is recorded yet. Leave the review?";
        return confirm::ask(question, Context::Discard, theme, frame, area);
    }
    if overlay.editing.is_some() {
        let keys = "Enter reads the line again · Esc leaves it as it was";
        parts::put(frame, footer, 0, Line::styled(keys, theme.dim));
    }
}

fn title(overlay: &Paste, standing: Option<Phase>, ascii: bool) -> String {
    let (good, skipped, wrong) = overlay.counts();
    let plainly = if overlay.verbatim {
        " as plain notes"
    } else {
        ""
    };
    let mut title = format!("Pasted: {good} to record{plainly}");
    if skipped > 0 {
        title.push_str(&format!(", {skipped} left out"));
    }
    if wrong > 0 {
        title.push_str(&format!(", {wrong} cannot be read"));
    }
    if let Some(was) = standing.filter(|was| overlay.leaves(*was) != *was) {
        let arrow = if ascii { "->" } else { "→" };
        let now = overlay.leaves(was);
        title.push_str(&format!(", phase {was} {arrow} {now}"));
    }
    match overlay.bullets() {
        0 => {}
        n => title.push_str(&format!(", {n} attacker by `* ` (a list? v: plain notes)")),
    }
    let remarked = overlay.lines.iter().filter(|l| !remarks(l).is_empty());
    match remarked.count() {
        0 => {}
        n => title.push_str(&format!(", {n} to look at")),
    }
    title
}

/// What there is to say of a line that will be recorded.
fn remarks(line: &PastedLine) -> &[Remark] {
    match (&line.read, line.skipped) {
        (Ok(read), false) => &read.warnings,
        (Ok(_) | Err(_), _) => &[],
    }
}

/// One line: its number, what it becomes, when, and its text.
fn pasted(line: &PastedLine, theme: &Theme, columns: u16, selected: bool) -> Line<'static> {
    let (sign, style) = parts::mark(theme, selected);
    let number = format!("{:>5} ", line.number);
    let mut spans = vec![Span::raw(sign), Span::styled(number, theme.dim)];
    match (&line.read, line.skipped) {
        (_, true) => {
            spans.push(Span::styled(fit("left out", 15, theme.ascii), theme.dim));
            spans.push(rest(&line.raw, &spans, columns, theme.struck, theme));
        }
        (Ok(read), false) => {
            let word = fit(read.what.word(), 13, theme.ascii);
            spans.push(Span::styled(word, theme.strong));
            let mark = if remarks(line).is_empty() { "  " } else { "! " };
            spans.push(Span::styled(mark, theme.warn));
            if columns >= 70 {
                let when = read
                    .when
                    .as_ref()
                    .map_or_else(|| "now".into(), When::stated);
                spans.push(Span::styled(fit(&when, 26, theme.ascii), theme.dim));
            }
            spans.push(rest(read.what.text(), &spans, columns, theme.text, theme));
        }
        (Err(mistake), false) => {
            spans.push(Span::styled(
                fit("cannot be read", 15, theme.ascii),
                theme.bad,
            ));
            let said = format!("column {}: {}", mistake.column, mistake.what);
            spans.push(rest(&said, &spans, columns, theme.text, theme));
        }
    }
    let line = Line::from(spans);
    if selected {
        parts::bar(line, columns, style)
    } else {
        line
    }
}

fn rest(
    text: &str,
    before: &[Span<'_>],
    columns: u16,
    style: ratatui::style::Style,
    theme: &Theme,
) -> Span<'static> {
    let used: usize = before.iter().map(|s| width(&s.content)).sum();
    let room = usize::from(columns).saturating_sub(used);
    Span::styled(cut(text, room, theme.ascii), style)
}

/// The line as it was pasted, what cannot be read marked below it.
fn draw_raw(line: &PastedLine, columns: usize, theme: &Theme, frame: &mut Frame, area: Rect) {
    let raw = cut(&line.raw, columns, theme.ascii);
    let raw = Line::styled(format!(" {raw}"), theme.strong);
    parts::put(frame, area, 0, raw);
    let Err(mistake) = &line.read else {
        return;
    };
    let seen = |range| width(&clean(line.raw.get(range).unwrap_or(""), theme.ascii));
    let column = seen(0..mistake.at.start).min(columns.saturating_sub(1));
    let wide = seen(mistake.at.clone()).max(1);
    let wide = wide.min(columns.saturating_sub(column));
    let under = format!(" {}{}", " ".repeat(column), "^".repeat(wide));
    parts::put(frame, area, 1, Line::styled(under, theme.bad));
}

/// The selected line, and what is to be said of it.
fn draw_about(
    (overlay, standing): (&Paste, Option<Phase>),
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
) {
    let Some(line) = overlay.lines.get(overlay.at()) else {
        let none = Line::styled(" nothing was pasted", theme.dim);
        return parts::put(frame, area, 0, none);
    };
    let columns = usize::from(area.width).saturating_sub(1);
    if let Some(editing) = &overlay.editing {
        if let Some(row) = parts::row(area, 0) {
            parts::input(frame, theme, row, editing);
        }
    } else {
        draw_raw(line, columns, theme, frame, area);
    }
    let said = match (&overlay.problem, &line.read) {
        (Some(problem), _) => {
            let problem = cut(&format!(" {problem}"), columns, theme.ascii);
            Line::styled(problem, theme.bad)
        }
        (None, Err(mistake)) => {
            let said = format!(" {}; {}", mistake.what, mistake.hint);
            Line::styled(cut(&said, columns, theme.ascii), theme.warn)
        }
        (None, Ok(read)) => {
            let new = read.new_people.iter().map(|p| format!("@{p}"));
            let new = new.chain(read.new_workstreams.iter().map(|w| format!("#{w}")));
            let new: Vec<_> = new.collect();
            let mut said: Vec<_> = remarks(line)
                .iter()
                .map(|r| (r.text.clone(), theme.warn))
                .collect();
            let at = overlay.at();
            let passage = standing.and_then(|s| overlay.passage(at, s, theme.ascii));
            if let Some(passage) = passage {
                said.push((passage, theme.strong));
            }
            if !new.is_empty() {
                said.push((format!("new: {}", new.join(" ")), theme.good));
            }
            join(theme, said, columns)
        }
    };
    parts::put(frame, area, 2, said);
}
