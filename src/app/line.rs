//! A line of text that is typed on: a cursor that moves by grapheme.

use crate::keys::{Action, Chord, Context, resolve};
use unicode_segmentation::UnicodeSegmentation;

/// One line of text with a cursor on a grapheme boundary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineInput {
    text: String,
    cursor: usize,
    /// Bytes at the start that stay where they are.
    fixed: usize,
    /// Whether all of it gives way to what is typed next.
    selected: bool,
}

impl LineInput {
    /// A line that holds `text`, the cursor at its end.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let mut line = Self::default();
        line.set(text);
        line
    }

    /// A line with something offered on it: the first letter takes its place,
    /// and a key that moves the cursor keeps it to be altered.
    #[must_use]
    pub fn offering(text: impl Into<String>) -> Self {
        let line = Self::new(text);
        Self {
            selected: !line.is_empty(),
            ..line
        }
    }

    /// A line that begins with words that cannot be taken away.
    #[must_use]
    pub fn behind(text: impl Into<String>) -> Self {
        let line = Self::new(text);
        Self {
            fixed: line.text.len(),
            ..line
        }
    }

    /// Whether what stands here gives way to what is typed next.
    #[must_use]
    pub const fn is_offer(&self) -> bool {
        self.selected
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
        (self.fixed, self.selected) = (0, false);
    }

    /// Takes the text out and leaves the line empty.
    pub fn take(&mut self) -> String {
        std::mem::take(self).text
    }

    /// Puts the cursor at a byte, or at the boundary before it.
    pub fn move_to(&mut self, at: usize) {
        self.selected = false;
        self.cursor = self.boundary_at_or_before(at).max(self.start());
    }

    /// Types or pastes text at the cursor; line breaks become spaces.
    pub fn insert(&mut self, text: &str) {
        self.give_way();
        let text = one_line(text);
        self.text.insert_str(self.cursor, &text);
        // A combining mark joins what stands before it, so the boundary is
        // sought again.
        self.cursor = self.boundary_at_or_after(self.cursor + text.len());
    }

    /// Replaces a byte range and puts the cursor after what was put in.
    pub fn replace(&mut self, range: std::ops::Range<usize>, with: &str) {
        self.selected = false;
        let start = self.boundary_at_or_before(range.start).max(self.start());
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
            Action::LineBackspace | Action::LineDelete | Action::LineKillWord => self.give_way(),
            _other => {}
        }
        match action {
            Action::LineLeft => self.cursor = self.before(),
            Action::LineRight => self.cursor = self.after(),
            Action::LineHome => self.cursor = self.start(),
            Action::LineEnd => self.cursor = self.text.len(),
            Action::LineWordLeft => self.cursor = self.word_before(),
            Action::LineWordRight => self.cursor = self.word_after(),
            Action::LineBackspace => self.cut(self.before(), self.cursor),
            Action::LineDelete => self.cut(self.cursor, self.after()),
            Action::LineKillWord => self.cut(self.word_before(), self.cursor),
            Action::LineKillBefore => self.cut(self.start(), self.cursor),
            Action::LineKillAfter => self.cut(self.cursor, self.text.len()),
            _other => return false,
        }
        self.selected = false;
        true
    }

    /// What is offered goes.
    fn give_way(&mut self) {
        if std::mem::take(&mut self.selected) {
            self.cut(self.start(), self.text.len());
        }
    }

    fn cut(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = self.boundary_at_or_before(from).max(self.start());
    }

    /// The first place for the cursor: behind what is fixed, and behind a mark
    /// that is one character with its last blank.
    fn start(&self) -> usize {
        self.boundary_at_or_after(self.fixed)
    }

    fn before(&self) -> usize {
        let head = &self.text[..self.cursor];
        let last = head.grapheme_indices(true).next_back();
        last.map_or(0, |(i, _)| i).max(self.start())
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
        self.boundary_at_or_before(start).max(self.start())
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

    #[test]
    fn what_is_offered_gives_way_to_the_first_letter_and_stays_for_a_move() {
        let x = Chord::char('x');
        let typed = |keys: &[Action], text: &str| {
            let mut line = LineInput::offering(text);
            for key in keys {
                line.act(*key);
            }
            assert!(line.key(x));
            assert!(line.key(x) && !line.is_offer());
            line.text().to_owned()
        };
        assert_eq!(typed(&[], "18:00"), "xx");
        assert_eq!(typed(&[], ""), "xx");
        assert_eq!(typed(&[Action::LineEnd], "18:00"), "18:00xx");
        assert_eq!(typed(&[Action::LineLeft], "18:00"), "18:0xx0");
        assert_eq!(typed(&[Action::LineBackspace], "18:00"), "xx");
        assert_eq!(typed(&[Action::LineKillBefore], "18:00"), "xx");
    }

    #[test]
    fn words_that_a_line_begins_with_cannot_be_taken_away() {
        let mut line = LineInput::behind("as of ");
        line.insert("14:00");
        for action in [
            Action::LineKillBefore,
            Action::LineBackspace,
            Action::LineKillWord,
            Action::LineHome,
            Action::LineLeft,
            Action::LineDelete,
            Action::LineWordLeft,
        ] {
            line.act(action);
            assert_eq!((line.text(), line.cursor()), ("as of ", 6), "{action:?}");
        }
        line.set("x");
        line.act(Action::LineKillBefore);
        assert!(line.is_empty());
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
            let mut line = LineInput::behind("as of ");
            for (step, text) in steps {
                match actions.get(step) {
                    Some(action) => { line.act(*action); }
                    None => line.insert(&text),
                }
                prop_assert!(line.text().is_char_boundary(line.cursor()));
                prop_assert!(line.text().starts_with("as of "));
                prop_assert_eq!(line.boundary_at_or_before(line.cursor()), line.cursor());
            }
        }
    }
}
