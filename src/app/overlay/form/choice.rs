//! One of a few words, chosen by the arrows or by typing its beginning.

use crate::keys::{Action, Chord, Context, resolve};

/// Words of which one is chosen.
///
/// What is typed narrows down to the word that begins with all of it; letters
/// that lead to no word choose nothing, so a word typed in the wrong field
/// leaves what was chosen as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The words.
    pub words: Vec<&'static str>,
    /// The place of the chosen one.
    pub at: usize,
    typed: String,
    /// What was chosen before anything was typed.
    before: usize,
}

impl Choice {
    /// A choice that stands at a place.
    #[must_use]
    pub const fn new(words: Vec<&'static str>, at: usize) -> Self {
        Self {
            words,
            at,
            typed: String::new(),
            before: at,
        }
    }

    /// The chosen word.
    #[must_use]
    pub fn word(&self) -> &'static str {
        self.words.get(self.at).copied().unwrap_or("")
    }

    /// What was typed that no word begins with.
    #[must_use]
    pub fn stray(&self) -> Option<&str> {
        let stray = !self.typed.is_empty() && self.fitting().is_none();
        stray.then_some(self.typed.as_str())
    }

    /// What was typed has done its work: the next letter begins a word.
    pub fn settle(&mut self) {
        if self.stray().is_none() {
            self.typed.clear();
        }
    }

    /// Left and right go round; letters are the beginning of a word.
    pub fn key(&mut self, chord: Chord) {
        let count = self.words.len().max(1);
        match (resolve(Context::Line, chord), chord.typed()) {
            (Some(Action::LineLeft), _) => self.turn(count - 1),
            (Some(Action::LineRight), _) => self.turn(1),
            (Some(Action::LineBackspace), _) if !self.typed.is_empty() => {
                self.typed.pop();
                self.narrow();
            }
            (Some(Action::LineKillWord | Action::LineKillBefore), _) => {
                if !self.typed.is_empty() {
                    self.typed.clear();
                    self.narrow();
                }
            }
            (Some(_), _) | (None, None) => {}
            (None, Some(' ')) if self.typed.is_empty() => self.turn(1),
            (None, Some(c)) => {
                if self.typed.is_empty() {
                    self.before = self.at;
                }
                self.typed.push(c);
                self.narrow();
            }
        }
    }

    fn turn(&mut self, by: usize) {
        self.typed.clear();
        self.at = (self.at + by) % self.words.len().max(1);
    }

    fn narrow(&mut self) {
        let fitting = (!self.typed.is_empty()).then(|| self.fitting()).flatten();
        self.at = fitting.unwrap_or(self.before);
    }

    /// The word that is what was typed, or else the first that begins so.
    /// `SEV2`, `P1` and `TLP:RED` go by `2`, `1` and `red` as well.
    fn fitting(&self) -> Option<usize> {
        let typed = self.typed.to_ascii_lowercase();
        let digits = typed.chars().all(|c| c.is_ascii_digit());
        let fits = |word: &&str, whole: bool| {
            let word = word.to_ascii_lowercase();
            let short = word.strip_prefix("tlp:").unwrap_or(&word);
            if whole {
                return word == typed || short == typed;
            }
            let begins = word.starts_with(&typed) || short.starts_with(&typed);
            begins || (digits && word.ends_with(&typed))
        };
        let whole = self.words.iter().position(|w| fits(w, true));
        whole.or_else(|| self.words.iter().position(|w| fits(w, false)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Key;

    fn after(words: &[&'static str], typed: &str) -> Choice {
        let mut choice = Choice::new(words.to_vec(), 0);
        for c in typed.chars() {
            choice.key(Chord::char(c));
        }
        choice
    }

    const ROLES: &[&str] = &["comms lead", "deputy", "IC", "comms deputy"];

    #[test]
    fn letters_are_the_beginning_of_one_word() {
        assert_eq!(after(ROLES, "ic").word(), "IC");
        assert_eq!(after(ROLES, "COMMS d").word(), "comms deputy");
        assert_eq!(after(&["SEV1", "SEV2"], "2").word(), "SEV2");
        assert_eq!(after(&["SEV1", "SEV2"], "sev2").word(), "SEV2");
        let markings = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER"];
        assert_eq!(after(&markings, "amber").word(), "TLP:AMBER");
        assert_eq!(after(&markings, "amber+").word(), "TLP:AMBER+STRICT");
    }

    #[test]
    fn letters_that_lead_to_no_word_choose_nothing() {
        for typed in ["wizard", "icd", "deputies of the"] {
            let choice = after(ROLES, typed);
            assert_eq!(choice.word(), "comms lead", "{typed}");
            assert_eq!(choice.stray(), Some(typed));
        }
        let mut choice = after(ROLES, "icx");
        choice.key(Chord::plain(Key::Backspace));
        assert_eq!((choice.word(), choice.stray()), ("IC", None));
    }

    #[test]
    fn a_word_that_was_settled_is_not_typed_on() {
        let mut choice = after(ROLES, "i");
        choice.settle();
        choice.key(Chord::char('d'));
        assert_eq!(choice.word(), "deputy");
        choice.key(Chord::plain(Key::Right));
        assert_eq!(choice.word(), "IC");
    }
}
