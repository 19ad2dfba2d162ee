//! The editor for several lines: a text, a place in it and what was done to
//! it. It moves and deletes by grapheme and keeps every other byte as it is.

use super::{Flow, layout};
use crate::app::{Cx, Effect, Msg};
use crate::keys::{Action, Chord, Context, Key, resolve};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What a key in the editor led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// Go on.
    On,
    /// Keep the text.
    Keep,
    /// Leave, and keep the text where it is not recorded yet.
    Later,
    /// Leave; the text stays as it was before.
    Drop,
    /// Go on in the user's own editor.
    External,
}

/// One alteration, and all it takes to undo it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    at: usize,
    out: String,
    put: String,
}

/// A text that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// What is being written: `notes of T7`.
    pub title: String,
    text: String,
    at: usize,
    /// The column that up and down make for.
    goal: Option<usize>,
    done: Vec<Step>,
    undone: Vec<Step>,
    original: String,
    top: usize,
    asking: bool,
}

impl Editor {
    /// An editor on a text, at its end.
    #[must_use]
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            title: title.into(),
            at: text.len(),
            goal: None,
            done: Vec::new(),
            undone: Vec::new(),
            original: text.clone(),
            text,
            top: 0,
            asking: false,
        }
    }

    /// The text as it stands.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor is, in bytes.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The row that is shown first.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// Whether it asks if what was typed may be lost.
    #[must_use]
    pub const fn asking(&self) -> bool {
        self.asking
    }

    /// Whether anything was altered.
    #[must_use]
    pub fn dirty(&self) -> bool {
        self.text != self.original
    }

    /// The text comes back from the user's own editor.
    pub fn replace(&mut self, text: String) {
        self.alter(0..self.text.len(), &text);
        self.at = self.at.min(self.text.len());
    }

    /// Puts a text in at its end.
    pub fn append(&mut self, text: &str) {
        self.at = self.text.len();
        self.insert(text);
    }

    /// Puts a text in at the cursor.
    pub fn insert(&mut self, text: &str) {
        // Line breaks of pasted text come as `\r` from many terminals.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        self.alter(self.at..self.at, &text);
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub const fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        Vec::new()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        let size = (cx.info.overlay_width, cx.info.overlay_height);
        match msg {
            Msg::Key(chord) => match self.key(*chord, size) {
                Edited::On => Flow::Stay,
                // What lies below keeps it: nothing is recorded by either.
                Edited::Keep | Edited::Later => Flow::Hand(self.text.clone()),
                Edited::Drop => Flow::Close,
                Edited::External => Flow::Do(vec![Effect::EditExternally(self.text.clone())]),
            },
            // The question waits for its answer, not for text.
            Msg::Paste(_) if self.asking => Flow::Stay,
            Msg::Paste(text) => {
                self.insert(text);
                self.follow(size);
                Flow::Stay
            }
            Msg::Edited(Ok(Some(text))) => {
                self.replace(text.clone());
                self.follow(size);
                Flow::Stay
            }
            _other => Flow::Stay,
        }
    }

    /// What a chord does, where the text has this many columns and rows.
    pub fn key(&mut self, chord: Chord, size: (usize, usize)) -> Edited {
        if self.asking {
            return self.answer(chord);
        }
        if chord.key != Key::Up && chord.key != Key::Down {
            self.goal = None;
        }
        let outcome = match resolve(Context::Editor, chord) {
            Some(Action::Save) => Edited::Keep,
            Some(Action::External) => Edited::External,
            Some(Action::Back) if self.dirty() => {
                self.asking = true;
                Edited::On
            }
            Some(Action::Back) => Edited::Drop,
            Some(action) => {
                self.act(action, size);
                Edited::On
            }
            None => {
                self.write(chord);
                Edited::On
            }
        };
        self.follow(size);
        outcome
    }

    /// Dropping takes a letter, keeping another, Enter goes on and a second Esc
    /// leads out with the text; whatever else is pressed was not meant for the
    /// question, which stays.
    fn answer(&mut self, chord: Chord) -> Edited {
        let answer = match resolve(Context::Leave, chord) {
            Some(Action::Drop) => Edited::Drop,
            Some(Action::Save) => Edited::Keep,
            Some(Action::Back) => Edited::Later,
            Some(Action::Open) => Edited::On,
            Some(_) | None => return Edited::On,
        };
        self.asking = false;
        answer
    }

    fn write(&mut self, chord: Chord) {
        match (chord.key, chord.typed()) {
            (Key::Enter, _) => self.alter(self.at..self.at, "\n"),
            (Key::Tab, _) => self.alter(self.at..self.at, "\t"),
            (_, Some(c)) => self.alter(self.at..self.at, c.encode_utf8(&mut [0; 4])),
            (_, None) => {}
        }
    }

    fn act(&mut self, action: Action, size: (usize, usize)) {
        let height = size.1.max(1);
        let line = self.line();
        match action {
            Action::LineLeft => self.at = self.before(),
            Action::LineRight => self.at = self.after(),
            Action::LineHome => self.at = line.start,
            Action::LineEnd => self.at = line.end,
            Action::LineWordLeft => self.at = self.word_before(),
            Action::LineWordRight => self.at = self.word_after(),
            Action::LineBackspace => self.alter(self.before()..self.at, ""),
            Action::LineDelete => self.alter(self.at..self.after(), ""),
            Action::LineKillWord => self.alter(self.word_before()..self.at, ""),
            Action::LineKillBefore => self.alter(line.start..self.at, ""),
            Action::LineKillAfter if self.at == line.end => self.alter(self.at..self.after(), ""),
            Action::LineKillAfter => self.alter(self.at..line.end, ""),
            Action::Up => self.rows_down(-1, size),
            Action::Down => self.rows_down(1, size),
            Action::PageUp => self.rows_down(-signed(height), size),
            Action::PageDown => self.rows_down(signed(height), size),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            _other => {}
        }
    }

    /// The bytes of the line the cursor is on.
    fn line(&self) -> Range<usize> {
        let start = self.text[..self.at].rfind('\n').map_or(0, |i| i + 1);
        let end = self.text[self.at..]
            .find('\n')
            .map_or(self.text.len(), |i| self.at + i);
        start..end
    }

    fn before(&self) -> usize {
        let line = self.line();
        let left = &self.text[line.start..self.at];
        left.grapheme_indices(true)
            .next_back()
            .map_or(self.at.saturating_sub(1), |(i, _)| line.start + i)
    }

    fn after(&self) -> usize {
        let right = &self.text[self.at..self.line().end];
        let step = right.graphemes(true).next().map_or(1, str::len);
        (self.at + step).min(self.text.len())
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.at].unicode_word_indices();
        words.next_back().map_or(0, |(i, _)| i)
    }

    fn word_after(&self) -> usize {
        let mut words = self.text[self.at..].unicode_word_indices();
        words
            .next()
            .map_or(self.text.len(), |(i, word)| self.at + i + word.len())
    }

    fn rows_down(&mut self, by: isize, size: (usize, usize)) {
        let width = size.0.max(1);
        let rows = layout::rows(&self.text, width);
        let (row, column) = layout::place(&self.text, &rows, self.at);
        let goal = *self.goal.get_or_insert(column);
        let to = row.saturating_add_signed(by).min(rows.len() - 1);
        self.at = layout::position(&self.text, &rows[to], goal);
        // The end of a row that is broken inside a line is the start of the next.
        let broken = rows.get(to + 1).is_some_and(|r| r.start == self.at);
        if broken && self.at > rows[to].start {
            self.at = self.before();
        }
    }

    fn follow(&mut self, size: (usize, usize)) {
        let (width, height) = (size.0.max(1), size.1.max(1));
        let rows = layout::rows(&self.text, width);
        let (row, _) = layout::place(&self.text, &rows, self.at);
        self.top = self.top.clamp((row + 1).saturating_sub(height), row);
    }

    fn alter(&mut self, range: Range<usize>, put: &str) {
        if range.is_empty() && put.is_empty() {
            return;
        }
        let out = self.text[range.clone()].to_owned();
        self.text.replace_range(range.clone(), put);
        self.at = range.start + put.len();
        self.undone.clear();
        // A word that is typed is one step, not one a letter.
        if let Some(last) = self.done.last_mut() {
            let goes_on = out.is_empty()
                && last.out.is_empty()
                && last.at + last.put.len() == range.start
                && put.chars().all(char::is_alphanumeric)
                && last.put.chars().all(char::is_alphanumeric);
            if goes_on {
                last.put.push_str(put);
                return;
            }
        }
        self.done.push(Step {
            at: range.start,
            out,
            put: put.to_owned(),
        });
    }

    fn undo(&mut self) {
        if let Some(step) = self.done.pop() {
            let put = step.at..step.at + step.put.len();
            self.text.replace_range(put, &step.out);
            self.at = step.at + step.out.len();
            self.undone.push(step);
        }
    }

    fn redo(&mut self) {
        if let Some(step) = self.undone.pop() {
            let out = step.at..step.at + step.out.len();
            self.text.replace_range(out, &step.put);
            self.at = step.at + step.put.len();
            self.done.push(step);
        }
    }
}

fn signed(rows: usize) -> isize {
    isize::try_from(rows).unwrap_or(isize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: (usize, usize) = (20, 6);

    fn press(editor: &mut Editor, chords: &[Chord]) -> Edited {
        let mut last = Edited::On;
        for chord in chords {
            last = editor.key(*chord, SIZE);
        }
        last
    }

    fn write(editor: &mut Editor, text: &str) {
        for c in text.chars() {
            let chord = if c == '\n' {
                Chord::plain(Key::Enter)
            } else {
                Chord::char(c)
            };
            editor.key(chord, SIZE);
        }
    }

    #[test]
    fn a_backspace_takes_a_whole_grapheme() {
        let mut editor = Editor::new("", "ae\u{301}👩\u{200d}🚒");
        press(&mut editor, &[Chord::plain(Key::Backspace)]);
        assert_eq!(editor.text(), "ae\u{301}");
        press(&mut editor, &[Chord::plain(Key::Backspace)]);
        assert_eq!(editor.text(), "a");
    }

    #[test]
    fn undo_goes_back_by_words_and_redo_forward() {
        let mut editor = Editor::new("", "");
        write(&mut editor, "one two");
        press(&mut editor, &[Chord::ctrl('y')]);
        assert_eq!(editor.text(), "one ");
        press(&mut editor, &[Chord::ctrl('y'), Chord::ctrl('y')]);
        assert_eq!(editor.text(), "");
        let redo = [Chord::ctrl('r'); 3];
        press(&mut editor, &redo);
        assert_eq!(editor.text(), "one two");
    }

    #[test]
    fn up_and_down_go_by_rows_and_keep_the_column() {
        let mut editor = Editor::new("", "first line\nab\nthird line");
        press(&mut editor, &[Chord::plain(Key::Up)]);
        assert_eq!(editor.at(), 13);
        press(&mut editor, &[Chord::plain(Key::Up)]);
        assert_eq!(editor.at(), 10);
    }

    #[test]
    fn leaving_with_something_typed_asks_with_another_key() {
        let mut editor = Editor::new("", "was");
        assert_eq!(press(&mut editor, &[Chord::plain(Key::Esc)]), Edited::Drop);
        write(&mut editor, "!");
        assert_eq!(press(&mut editor, &[Chord::plain(Key::Esc)]), Edited::On);
        assert!(editor.asking());
        press(&mut editor, &[Chord::char('x'), Chord::plain(Key::Tab)]);
        assert!(editor.asking(), "a wrong key leaves the question");
        press(&mut editor, &[Chord::plain(Key::Enter)]);
        assert!(!editor.asking());
        assert_eq!(editor.text(), "was!");
        let answered = |key| {
            let mut editor = editor.clone();
            press(&mut editor, &[Chord::plain(Key::Esc), key])
        };
        assert_eq!(answered(Chord::char('s')), Edited::Keep);
        assert_eq!(answered(Chord::char('d')), Edited::Drop);
        assert_eq!(answered(Chord::plain(Key::Esc)), Edited::Later);
    }

    #[test]
    fn bytes_that_were_not_typed_over_stay() {
        let mut editor = Editor::new("", "a\x1b[2J\r\n\u{202e}b");
        write(&mut editor, "c");
        assert_eq!(editor.text(), "a\x1b[2J\r\n\u{202e}bc");
    }

    proptest! {
        #[test]
        fn no_keys_break_it_and_undo_restores_the_start(
            text in "(\\PC|\n|\t|\r|\u{301}|\u{200d}){0,40}",
            keys in proptest::collection::vec(0usize..24, 0..60),
            columns in 0usize..40, rows in 0usize..12,
        ) {
            let chords = [
                Chord::char('x'), Chord::char(' '), Chord::char('\u{301}'), Chord::plain(Key::Enter),
                Chord::plain(Key::Tab), Chord::plain(Key::Backspace), Chord::plain(Key::Delete),
                Chord::plain(Key::Up), Chord::plain(Key::Down), Chord::plain(Key::Left),
                Chord::plain(Key::Right), Chord::plain(Key::Home), Chord::plain(Key::End),
                Chord::plain(Key::PageUp), Chord::plain(Key::PageDown), Chord::ctrl('w'),
                Chord::ctrl('u'), Chord::ctrl('k'), Chord::ctrl('y'), Chord::ctrl('r'),
                Chord::ctrl('o'), Chord::ctrl('t'), Chord::plain(Key::Esc), Chord::char('k'),
            ];
            let mut editor = Editor::new("", text.clone());
            for key in keys {
                editor.key(chords[key], (columns, rows));
                prop_assert!(editor.text().is_char_boundary(editor.at()));
            }
            while !editor.done.is_empty() {
                editor.undo();
            }
            prop_assert_eq!(editor.text(), text);
        }
    }
}
