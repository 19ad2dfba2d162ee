//! A line of text that is typed on: a cursor that moves by grapheme.

use crate::keys::{Action, Chord, Context, resolve};
use unicode_segmentation::UnicodeSegmentation;

/// One line of text with a cursor on a grapheme boundary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineInput {
    text: String,
    cursor: usize,
}

impl LineInput {
    /// A line that holds `text`, the cursor at its end.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let mut line = Self::default();
        line.set(text);
        line
    }

    /// What is typed so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor, in bytes; always on a grapheme boundary.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether nothing is typed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Replaces the text and puts the cursor at its end.
    pub fn set(&mut self, text: impl Into<String>) {
        self.text = one_line(&text.into());
        self.cursor = self.text.len();
    }

    /// Takes the text out and leaves the line empty.
    pub fn take(&mut self) -> String {
        self.cursor = 0;
        std::mem::take(&mut self.text)
    }

    /// Puts the cursor at a byte, or at the boundary before it.
    pub fn move_to(&mut self, at: usize) {
        self.cursor = self.boundary_at_or_before(at);
    }

    /// Types or pastes text at the cursor; line breaks become spaces.
    pub fn insert(&mut self, text: &str) {
        let text = one_line(text);
        self.text.insert_str(self.cursor, &text);
        // A combining mark joins what stands before it, so the boundary is
        // sought again.
        self.cursor = self.boundary_at_or_after(self.cursor + text.len());
    }

    /// Replaces a byte range and puts the cursor after what was put in.
    pub fn replace(&mut self, range: std::ops::Range<usize>, with: &str) {
        let start = self.boundary_at_or_before(range.start);
        let end = self.boundary_at_or_after(range.end.max(start));
        let with = one_line(with);
        self.text.replace_range(start..end, &with);
        self.cursor = self.boundary_at_or_after(start + with.len());
    }

    /// Does what a chord means on a line of text; says whether it meant
    /// anything.
    pub fn key(&mut self, chord: Chord) -> bool {
        if let Some(c) = chord.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        resolve(Context::Line, chord).is_some_and(|action| self.act(action))
    }

    /// Does one action of the line; says whether it was one.
    pub fn act(&mut self, action: Action) -> bool {
        match action {
            Action::LineLeft => self.cursor = self.before(),
            Action::LineRight => self.cursor = self.after(),
            Action::LineHome => self.cursor = 0,
            Action::LineEnd => self.cursor = self.text.len(),
            Action::LineWordLeft => self.cursor = self.word_before(),
            Action::LineWordRight => self.cursor = self.word_after(),
            Action::LineBackspace => self.cut(self.before(), self.cursor),
            Action::LineDelete => self.cut(self.cursor, self.after()),
            Action::LineKillWord => self.cut(self.word_before(), self.cursor),
            Action::LineKillBefore => self.cut(0, self.cursor),
            Action::LineKillAfter => self.cut(self.cursor, self.text.len()),
            _other => return false,
        }
        true
    }

    fn cut(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = self.boundary_at_or_before(from);
    }

    fn before(&self) -> usize {
        let head = &self.text[..self.cursor];
        head.grapheme_indices(true)
            .next_back()
            .map_or(0, |(i, _)| i)
    }

    fn after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }

    /// The start of the word before the cursor: words are what blanks part,
    /// since `@maya`, `10.0.0.5` and `T7` are each one.
    fn word_before(&self) -> usize {
        let head = self.text[..self.cursor].trim_end();
        let start = head.rfind(char::is_whitespace).map_or(0, |i| {
            i + head[i..].chars().next().map_or(1, char::len_utf8)
        });
        // A mark after a blank is one character with it.
        self.boundary_at_or_before(start)
    }

    fn word_after(&self) -> usize {
        let rest = &self.text[self.cursor..];
        let blank = rest.len() - rest.trim_start().len();
        let word = rest[blank..]
            .find(char::is_whitespace)
            .unwrap_or(rest.len() - blank);
        self.boundary_at_or_after(self.cursor + blank + word)
    }

    fn boundary_at_or_before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let starts = self.text.grapheme_indices(true).map(|(i, _)| i);
        starts
            .chain([self.text.len()])
            .take_while(|i| *i <= at)
            .last()
            .unwrap_or(0)
    }

    fn boundary_at_or_after(&self, at: usize) -> usize {
        let starts = self.text.grapheme_indices(true).map(|(i, _)| i);
        starts
            .chain([self.text.len()])
            .find(|i| *i >= at)
            .unwrap_or(self.text.len())
    }
}

/// Line breaks and tabs become spaces, those at the end go; everything else is kept as it
/// is.
fn one_line(text: &str) -> String {
    text.trim_end_matches(['\n', '\r'])
        .replace("\r\n", " ")
        .replace(['\n', '\r', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_cursor_moves_over_what_a_reader_sees_as_one_character() {
        let mut line = LineInput::new("ae\u{301}👩‍💻");
        assert!(line.act(Action::LineLeft));
        assert_eq!(line.cursor(), 4);
        assert!(line.act(Action::LineBackspace));
        assert_eq!(line.text(), "a👩‍💻");
    }

    #[test]
    fn words_are_what_blanks_part() {
        let mut line = LineInput::new("blocked 10.0.0.5 @sam ");
        line.act(Action::LineKillWord);
        assert_eq!(line.text(), "blocked 10.0.0.5 ");
        line.act(Action::LineHome);
        line.act(Action::LineWordRight);
        line.insert("\nnow");
        assert_eq!(line.text(), "blocked now 10.0.0.5 ");
    }

    #[test]
    fn a_mark_after_a_blank_is_not_parted_from_it() {
        let mut line = LineInput::new("a \u{11d93}");
        line.act(Action::LineWordLeft);
        assert_eq!(line.cursor(), 1);
    }

    proptest! {
        #[test]
        fn whatever_is_done_the_cursor_stays_on_a_boundary(
            steps in proptest::collection::vec((0usize..14, "\\PC{0,3}"), 0..60)
        ) {
            let actions = [
                Action::LineLeft, Action::LineRight, Action::LineHome, Action::LineEnd,
                Action::LineWordLeft, Action::LineWordRight, Action::LineBackspace,
                Action::LineDelete, Action::LineKillWord, Action::LineKillBefore,
                Action::LineKillAfter,
            ];
            let mut line = LineInput::default();
            for (step, text) in steps {
                match actions.get(step) {
                    Some(action) => { line.act(*action); }
                    None => line.insert(&text),
                }
                prop_assert!(line.text().is_char_boundary(line.cursor()));
                prop_assert_eq!(line.boundary_at_or_before(line.cursor()), line.cursor());
            }
        }
    }
}
