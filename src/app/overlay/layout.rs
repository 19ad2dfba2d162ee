//! How a text stands on a screen: broken into rows of a width, by grapheme and
//! at spaces where there are some. The state machines need it to move a cursor
//! by rows, the view to draw them, so both ask here.

use crate::domain::visible_line;
use std::borrow::Cow;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A grapheme of the data as it is shown: harmless, a tab as four spaces, a
/// mark with nothing to stand on on a circle.
#[must_use]
pub fn shown(grapheme: &str) -> Cow<'_, str> {
    if grapheme == "\t" {
        return Cow::Borrowed("    ");
    }
    let seen = visible_line(grapheme);
    if seen.width() == 0 && !seen.is_empty() {
        return Cow::Owned(format!("\u{25cc}{seen}"));
    }
    seen
}

/// A stretch of the data as it is shown.
#[must_use]
pub fn shown_text(text: &str) -> String {
    text.graphemes(true).map(shown).collect()
}

/// Columns that a stretch of the data takes when it is shown.
#[must_use]
pub fn columns(text: &str) -> usize {
    text.graphemes(true).map(|g| shown(g).width()).sum()
}

/// The byte ranges of `text` that stand on one row each, `width` columns wide
/// (one grapheme at least). A line break belongs to no row.
#[must_use]
pub fn rows(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        break_line(line, start, width.max(1), &mut out);
        start += line.len() + 1;
    }
    out
}

fn break_line(line: &str, offset: usize, width: usize, out: &mut Vec<Range<usize>>) {
    let (mut from, mut column) = (0, 0);
    // Where the row may end, and how wide it is up to there.
    let mut space = None;
    for (at, grapheme) in line.grapheme_indices(true) {
        let wide = shown(grapheme).width();
        if column + wide > width && at > from {
            let (end, used) = space.take().unwrap_or((at, column));
            out.push(offset + from..offset + end);
            from = end;
            column -= used;
        }
        column += wide;
        if grapheme == " " || grapheme == "\t" {
            space = Some((at + grapheme.len(), column));
        }
    }
    out.push(offset + from..offset + line.len());
}

/// The row of a position, and its column there. A position between two rows
/// of one line stands at the start of the second.
#[must_use]
pub fn place(text: &str, rows: &[Range<usize>], at: usize) -> (usize, usize) {
    let row = rows.partition_point(|r| r.start <= at).saturating_sub(1);
    let from = rows.get(row).map_or(0, |r| r.start);
    (row, columns(text.get(from..at).unwrap_or("")))
}

/// The position nearest to a column of a row, never past its end.
#[must_use]
pub fn position(text: &str, row: &Range<usize>, column: usize) -> usize {
    let mut taken = 0;
    for (at, grapheme) in text[row.clone()].grapheme_indices(true) {
        let wide = shown(grapheme).width();
        if taken + wide > column {
            return row.start + at;
        }
        taken += wide;
    }
    row.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: usize) -> Vec<&str> {
        rows(text, width).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn rows_break_at_spaces_and_inside_words_that_are_too_long() {
        assert_eq!(broken("one two three", 8), ["one two ", "three"]);
        assert_eq!(broken("abcdefgh ij", 3), ["abc", "def", "gh ", "ij"]);
        assert_eq!(broken("a\n\nb\n", 5), ["a", "", "b", ""]);
        assert_eq!(broken("日本語", 4), ["日本", "語"]);
        assert_eq!(broken("日", 1), ["日"]);
        assert_eq!(broken("", 0), [""]);
    }

    #[test]
    fn an_escape_takes_the_room_of_the_sign_it_is_shown_as() {
        assert_eq!(columns("a\x1b\t"), 6);
        assert_eq!(shown_text("\u{202e}x"), "‹U+202E›x");
        assert_eq!(broken("\u{202e}\u{202e}", 8), ["\u{202e}", "\u{202e}"]);
    }

    #[test]
    fn place_and_position_undo_each_other() {
        let text = "one two three\nvier";
        let rows = rows(text, 8);
        for at in [0, 3, 8, 12, 14, 18] {
            let (row, column) = place(text, &rows, at);
            assert_eq!(position(text, &rows[row], column), at, "{at}");
        }
        assert_eq!(position(text, &rows[0], 99), 8);
    }
}
