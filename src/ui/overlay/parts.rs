//! What overlays are made of: a footer of keys, a line that is typed on, a
//! window on a list.

use crate::app::line::LineInput;
use crate::app::{Area, FrameInfo, Target};
use crate::keys::{Action, Binding, Context, footer};
use crate::ui::frame::centred;
use crate::ui::signs::{self, Beyond};
use crate::ui::text::{clean, cut, width};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A box in the middle of `area`, or all of it where what would be seen beside
/// the box is only a sliver of the panes.
pub fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let width = if width.saturating_add(24) > area.width {
        area.width
    } else {
        width
    };
    let height = if height.saturating_add(5) > area.height {
        area.height
    } else {
        height
    };
    centred(area, width, height)
}

/// Blanks between two keys of a footer.
const GAP: usize = 3;

/// One row of an area, if the area has it.
pub fn row(area: Rect, at: u16) -> Option<Rect> {
    (at < area.height).then(|| Rect {
        y: area.y + at,
        height: 1,
        ..area
    })
}

/// Draws a line on one row of an area, if the area has it.
pub fn put(frame: &mut Frame, area: Rect, at: u16, line: Line<'_>) {
    if let Some(row) = row(area, at) {
        frame.render_widget(line, row);
    }
}

/// The area without its last rows, and those.
pub fn split_bottom(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height.saturating_sub(1));
    let above = Rect {
        height: area.height - rows,
        ..area
    };
    let below = Rect {
        y: area.y + above.height,
        height: rows,
        ..area
    };
    (above, below)
}

/// The keys of a context, as many as fit.
pub fn hints(context: Context, theme: &Theme, columns: u16) -> Line<'static> {
    hints_of(footer(context), theme, columns)
}

/// The keys of a context that type nothing, for where letters are typed.
pub fn hints_beside_letters(context: Context, theme: &Theme, columns: u16) -> Line<'static> {
    hints_of(footer(context).filter(|b| is_silent(b)), theme, columns)
}

/// Whether a key types nothing.
pub fn is_silent(binding: &Binding) -> bool {
    binding.chords.first().is_some_and(|c| c.typed().is_none())
}

fn hints_of(
    bindings: impl Iterator<Item = &'static Binding>,
    theme: &Theme,
    columns: u16,
) -> Line<'static> {
    let mut rows = hint_rows(bindings, theme, columns, 1);
    rows.pop().unwrap_or_default()
}

/// Rows of a screen from which on its keys may take two of them.
const TALL: u16 = 14;

/// The keys of a screen: on two rows where one does not hold them and there
/// is room.
pub fn keys(
    bindings: impl Iterator<Item = &'static Binding>,
    theme: &Theme,
    inner: Rect,
) -> Vec<Line<'static>> {
    let rows = if inner.height < TALL { 1 } else { 2 };
    hint_rows(bindings, theme, inner.width, rows)
}

/// Draws the keys of a screen on its last rows; gives those, with `above` rows
/// before them for what there is to say, and what is left.
pub fn keys_below(
    bindings: impl Iterator<Item = &'static Binding>,
    theme: &Theme,
    frame: &mut Frame,
    inner: Rect,
    above: u16,
) -> (Rect, Rect) {
    let lines = keys(bindings, theme, inner);
    let rows = u16::try_from(lines.len()).unwrap_or(1);
    let (rest, foot) = split_bottom(inner, above + rows);
    for (y, line) in (above..).zip(lines) {
        put(frame, foot, y, line);
    }
    (rest, foot)
}

/// Keys on at most so many rows, as many as fit; help and the way out always,
/// and last: whatever had no room is found there.
pub fn hint_rows(
    bindings: impl Iterator<Item = &'static Binding>,
    theme: &Theme,
    columns: u16,
    rows: usize,
) -> Vec<Line<'static>> {
    let wide = |b: &Binding| {
        let keys = b.chords.first().map_or(0, |c| width(&c.to_string()));
        keys + 1 + width(b.footer) + GAP
    };
    let bindings = bindings.filter(|b| !b.chords.is_empty());
    let bindings = bindings.filter(|b| !(theme.read_only && b.action.is_for_the_present()));
    let (out, others): (Vec<&Binding>, Vec<&Binding>) =
        bindings.partition(|b| matches!(b.action, Action::Help | Action::Back));
    let kept: usize = out.iter().map(|b| wide(b)).sum();
    // The gap after the last key may be cut off.
    let room = usize::from(columns) + GAP;
    let mut lines: Vec<Vec<&Binding>> = vec![Vec::new()];
    let mut used = 0;
    for binding in others {
        let last = lines.len() >= rows;
        let kept = if last { kept } else { 0 };
        if used + wide(binding) + kept > room {
            if last {
                break;
            }
            lines.push(Vec::new());
            used = 0;
        }
        used += wide(binding);
        lines.last_mut().into_iter().for_each(|l| l.push(binding));
    }
    if used + kept > room && lines.len() < rows {
        lines.push(Vec::new());
    }
    lines.last_mut().into_iter().for_each(|l| l.extend(&out));
    let hint = |b: &&Binding| {
        let key = b
            .chords
            .first()
            .map_or_else(String::new, ToString::to_string);
        let word = format!(" {}{}", b.footer, " ".repeat(GAP));
        [Span::styled(key, theme.key), Span::styled(word, theme.dim)]
    };
    let line = |line: &Vec<&Binding>| Line::from_iter(line.iter().flat_map(hint));
    lines.iter().map(line).collect()
}

/// Draws a line that is typed on, and puts the terminal's cursor there. The
/// line is moved so that the cursor is always on it.
pub fn input(frame: &mut Frame, theme: &Theme, area: Rect, line: &LineInput) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    let room = usize::from(area.width);
    let before = clean(line.text().get(..line.cursor()).unwrap_or(""), theme.ascii).into_owned();
    let column = width(&before);
    let skip = (column + 1).saturating_sub(room);
    let all = clean(line.text(), theme.ascii).into_owned();
    let (seen, lost) = after_columns(&all, skip);
    // Blanks to the end: what stood on the row before must not show through.
    let seen = take_columns(seen, room);
    let blanks = " ".repeat(room.saturating_sub(width(&seen)));
    let style = if line.is_offer() {
        theme.selected
    } else {
        theme.text
    };
    let spans = vec![Span::styled(seen, style), Span::styled(blanks, theme.text)];
    frame.render_widget(Line::from(spans), area);
    let x = u16::try_from(column - lost.min(column)).unwrap_or(u16::MAX);
    let x = area.x.saturating_add(x.min(area.width - 1));
    frame.set_cursor_position((x, area.y));
}

/// What is left of a text without its first columns, and how many those were.
fn after_columns(text: &str, columns: usize) -> (&str, usize) {
    let mut lost = 0;
    for (i, grapheme) in text.grapheme_indices(true) {
        if lost >= columns {
            return (&text[i..], lost);
        }
        lost += width(grapheme);
    }
    ("", lost)
}

/// The first columns of a text that is visible already.
fn take_columns(text: &str, columns: usize) -> String {
    let mut used = 0;
    let fits = text.graphemes(true).take_while(|g| {
        used += width(g);
        used <= columns
    });
    fits.collect()
}

/// The part of a list that is shown, so that `at` is in it and rather in the
/// middle.
pub fn window(at: usize, len: usize, height: usize) -> Range<usize> {
    let top = at
        .saturating_sub(height / 2)
        .min(len.saturating_sub(height));
    top..(top + height).min(len)
}

/// Says on the frame below `inner` what lies beyond the part that is shown.
pub fn beyond(frame: &mut Frame, theme: &Theme, inner: Rect, shown: &Range<usize>, len: usize) {
    let below = len.saturating_sub(shown.end);
    let text = signs::beyond(theme, &Beyond::of(shown.start), &Beyond::of(below));
    let wide = u16::try_from(width(&text)).unwrap_or(u16::MAX);
    if wide == 0 || wide > inner.width {
        return;
    }
    let at = Rect {
        x: inner.right() - wide,
        y: inner.bottom(),
        width: wide,
        height: 1,
    };
    frame.render_widget(Line::styled(text, theme.dim), at.intersection(frame.area()));
}

/// Remembers that a row stands for the nth line of the overlay.
pub fn target(info: &mut FrameInfo, area: Rect, line: usize) {
    let area = Area {
        x: area.x,
        y: area.y,
        width: area.width,
        height: area.height,
    };
    info.targets.push((area, Target::Overlay(line)));
}

/// The sign before a row, which tells the selected one without colour, and
/// its style.
pub fn mark(theme: &Theme, selected: bool) -> (&'static str, Style) {
    match (selected, theme.ascii) {
        (true, true) => ("> ", theme.selected),
        (true, false) => ("› ", theme.selected),
        (false, _) => ("  ", theme.text),
    }
}

/// A text in columns of its own, the blanks after it without its style: an
/// underline ends where the text does.
pub fn column(text: &str, columns: usize, style: Style, theme: &Theme) -> [Span<'static>; 2] {
    let text = cut(text, columns, theme.ascii);
    let blanks = " ".repeat(columns.saturating_sub(width(&text)));
    [Span::styled(text, style), Span::raw(blanks)]
}

/// Fills a line with blanks to the width of its row and takes the colours of
/// its parts away, so that a selection is one bar; what is underlined or bold
/// stays so.
pub fn bar(mut line: Line<'static>, columns: u16, style: Style) -> Line<'static> {
    let used: usize = line.spans.iter().map(|s| width(&s.content)).sum();
    let blanks = usize::from(columns).saturating_sub(used);
    line.spans.push(Span::raw(" ".repeat(blanks)));
    for span in &mut line.spans {
        span.style.fg = None;
    }
    line.patch_style(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_holds_the_selection_and_stays_in_the_list() {
        assert_eq!(window(0, 100, 10), 0..10);
        assert_eq!(window(50, 100, 10), 45..55);
        assert_eq!(window(99, 100, 10), 90..100);
        assert_eq!(window(3, 4, 10), 0..4);
        assert_eq!(window(0, 0, 0), 0..0);
    }

    #[test]
    fn the_way_out_is_in_every_footer_however_narrow() {
        let theme = Theme::new(crate::ui::theme::ThemeName::Mono, true);
        for context in [Context::Detail, Context::Form, Context::Paste] {
            for columns in [14, 30, 38, 78] {
                let line = hints(context, &theme, columns).to_string();
                assert!(line.contains("Esc "), "{context:?} {columns}: {line}");
                assert!(width(line.trim_end()) <= usize::from(columns), "{line}");
            }
        }
    }

    #[test]
    fn keys_wrap_whole_and_each_is_there_once_where_there_is_room() {
        let theme = Theme::new(crate::ui::theme::ThemeName::Mono, true);
        for context in Context::ALL {
            let hints: Vec<String> = footer(*context)
                .map(|b| format!("{} {}", b.chords[0], b.footer))
                .collect();
            for columns in 24..130u16 {
                let rows = hint_rows(footer(*context), &theme, columns, 20);
                let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
                for row in &rows {
                    assert!(width(row.trim_end()) <= usize::from(columns), "{row}");
                }
                let all = rows.join("   ");
                for hint in &hints {
                    assert_eq!(all.matches(hint.as_str()).count(), 1, "{hint}: {all}");
                }
            }
        }
    }

    /// A screen whose keys two rows of 80 columns do not hold has help among
    /// those they do hold.
    #[test]
    fn no_key_of_a_screen_is_missing_at_80_columns_without_help() {
        let theme = Theme::new(crate::ui::theme::ThemeName::Mono, true);
        let inner = Rect::new(0, 0, 78, 20);
        // The letters of a menu take as many rows as they need.
        let screens = Context::ALL.iter().filter(|c| **c != Context::Filter);
        for context in screens {
            let rows = keys(footer(*context), &theme, inner);
            let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
            let all = rows.join("   ");
            let hint = |b: &Binding| format!("{} {}", b.chords[0], b.footer);
            let missing: Vec<String> = footer(*context)
                .map(hint)
                .filter(|hint| !all.contains(hint.as_str()))
                .collect();
            assert!(
                missing.is_empty() || all.contains("? help"),
                "{context:?}: {missing:?}"
            );
            let whole = !matches!(context, Context::Roadmap);
            assert!(!whole || missing.is_empty(), "{context:?}: {missing:?}");
        }
    }

    #[test]
    fn columns_are_cut_between_characters() {
        assert_eq!(after_columns("中文x", 1), ("文x", 2));
        assert_eq!(take_columns("中文x", 3), "中");
    }
}
