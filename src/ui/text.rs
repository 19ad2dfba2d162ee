//! Text of the data on its way to the screen: made visible, and cut by the
//! width it takes, never inside a character.

use crate::domain::{visible_ascii, visible_line};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Bytes of one character, its marks included, from which its marks are
/// counted instead of drawn: a stack of thousands would choke a terminal.
const TALL: usize = 64;
/// Bytes that one column shows at most in writing that people read.
const WIDE: usize = 16;
/// How many code points of such a character are drawn.
const MARKS: usize = 8;

/// Columns a text takes, as the terminal counts them.
#[must_use]
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(cell_width).sum()
}

/// Columns one grapheme takes. A mark with nothing to stand on would take
/// none, and an empty cell shifts what follows: see [`clean`].
fn cell_width(grapheme: &str) -> usize {
    UnicodeWidthStr::width(grapheme)
}

/// A text made visible: no control, no character without a width of its own
/// that has nothing to stand on; on an ASCII terminal nothing but ASCII.
#[must_use]
pub fn clean(text: &str, ascii: bool) -> Cow<'_, str> {
    if ascii {
        return in_ascii(text);
    }
    let seen = visible_line(text);
    let sound = |g: &str| cell_width(g) > 0 && g.len() <= TALL;
    if seen.graphemes(true).all(sound) {
        return seen;
    }
    let mut out = String::with_capacity(seen.len() + 8);
    for grapheme in seen.graphemes(true) {
        if cell_width(grapheme) == 0 {
            out.push('\u{25cc}');
        }
        if grapheme.len() <= TALL {
            out.push_str(grapheme);
            continue;
        }
        let kept = grapheme.chars().take(MARKS);
        out.extend(kept);
        let more = grapheme.chars().count().saturating_sub(MARKS);
        out.push_str(&format!("‹+{more} marks›"));
    }
    Cow::Owned(out)
}

/// As much of a text as `columns` columns can show, and a little more: what
/// follows is left out with a mark.
#[must_use]
pub fn head(text: &str, columns: usize) -> Cow<'_, str> {
    let room = columns.saturating_add(1).saturating_mul(WIDE);
    if text.len() <= room {
        return Cow::Borrowed(text);
    }
    let end = (0..=room).rev().find(|at| text.is_char_boundary(*at));
    Cow::Owned(format!("{} …", &text[..end.unwrap_or(0)]))
}

/// A text in ASCII: the signs that the cockpit's own sentences hold by the
/// nearest key of the keyboard, everything else by its code point.
#[must_use]
pub fn in_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return visible_ascii(text);
    }
    let own = |c| match c {
        '·' | '−' | '─' => '-',
        '…' => '~',
        '→' | '›' | '▸' => '>',
        '±' => '\'',
        other => other,
    };
    let own: String = text.chars().map(own).collect();
    Cow::Owned(visible_ascii(&own).into_owned())
}

/// At most `columns` columns of a text, made visible, with `…` (or `~`) where
/// something was cut.
#[must_use]
pub fn cut(text: &str, columns: usize, ascii: bool) -> String {
    let text = head(text, columns);
    let text = clean(&text, ascii);
    if width(&text) <= columns {
        return text.into_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    let room = columns.saturating_sub(1);
    for grapheme in text.graphemes(true) {
        let wide = cell_width(grapheme);
        if used + wide > room {
            break;
        }
        out.push_str(grapheme);
        used += wide;
    }
    if columns > 0 {
        out.push(if ascii { '~' } else { '…' });
    }
    out
}

/// A text cut or filled with blanks to exactly `columns` columns.
#[must_use]
pub fn fit(text: &str, columns: usize, ascii: bool) -> String {
    let mut out = cut(text, columns, ascii);
    let used = width(&out);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
    out
}

/// A text broken into lines of at most `columns` columns, at blanks where
/// there are any; line breaks of the text are kept.
#[must_use]
pub fn wrap(text: &str, columns: usize, ascii: bool) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let paragraph = paragraph.trim_end_matches('\r').replace('\t', "    ");
        let first = lines.len();
        let mut line = String::new();
        let mut used = 0;
        for word in words(&clean(&paragraph, ascii)) {
            let blank = word.trim().is_empty();
            if used > 0 && used + width(word) > columns {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0;
            }
            if blank && used == 0 && lines.len() > first {
                continue;
            }
            for grapheme in word.graphemes(true) {
                let wide = cell_width(grapheme);
                if used + wide > columns {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(grapheme);
                used += wide;
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Runs of blanks and of everything else, in turn: `#forensics` and
/// `10.0.0.5` stay whole where there is room.
fn words(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blank = first.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != blank);
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        out.push(word);
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_by_columns_and_never_inside_a_character() {
        assert_eq!(cut("中文字", 5, false), "中文…");
        assert_eq!(cut("中文字", 4, false), "中…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2, false), "e\u{301}…");
        assert_eq!(cut("abc", 2, true), "a~");
        assert_eq!(cut("abc", 0, false), "");
        assert_eq!(fit("中", 3, false), "中 ");
    }

    #[test]
    fn a_mark_with_nothing_to_stand_on_gets_a_circle() {
        assert_eq!(clean("\u{301}a", false), "\u{25cc}\u{301}a");
        assert_eq!(width(&clean("\u{301}a\u{1b}", false)), 3);
    }

    #[test]
    fn a_stack_of_marks_is_counted_and_a_long_text_is_not_read_to_its_end() {
        let stack = format!("a{}", "\u{301}".repeat(50_000));
        let seen = clean(&stack, false);
        assert!(seen.ends_with("‹+49993 marks›"), "{seen}");
        assert!(seen.len() < 64);
        let long = "x".repeat(1 << 20);
        assert!(head(&long, 80).len() < 2_000);
        assert_eq!(cut(&long, 4, false), "xxx…");
        assert_eq!(head("short", 80), "short");
    }

    #[test]
    fn an_ascii_terminal_is_told_the_code_points() {
        assert_eq!(
            clean("caf\u{e9}\u{202e} · 中", true),
            "caf<U+00E9><U+202E> - <U+4E2D>"
        );
        assert_eq!(cut("é twice é", 12, true), "<U+00E9> tw~");
        assert_eq!(wrap("aé b", 9, true), ["a<U+00E9>", "b"]);
    }

    #[test]
    fn lines_break_at_blanks_and_long_words_break_anywhere() {
        assert_eq!(wrap("one two three", 7, false), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3, false), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\n\nb", 10, false), ["a", "", "b"]);
        assert_eq!(wrap("by @sam #net", 9, false), ["by @sam", "#net"]);
    }
}
