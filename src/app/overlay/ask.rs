//! A line that a screen asks for: what it is about, what is typed, and what is
//! wrong with that. Nothing typed is lost over a mistake.

use crate::app::line::LineInput;
use crate::keys::{Action, Chord, Context, resolve};

/// A question with a line for its answer.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What is asked.
    pub title: String,
    /// What can be answered.
    pub hint: String,
    /// What is typed.
    pub line: LineInput,
    /// Why the answer cannot be meant.
    pub trouble: Option<String>,
    /// What Tab puts on the line.
    pub offer: Option<String>,
    /// The answer is given, and whether it is meant is asked by a letter.
    pub sure: bool,
    /// What stood on the line before anything was typed.
    began: Option<String>,
    /// Esc was pressed, and what was typed would be lost.
    leaving: bool,
}

/// What a key did to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is typed on.
    Typing,
    /// It is left.
    Left,
    /// This is the answer.
    Given(String),
}

impl Ask {
    /// Asks.
    #[must_use]
    pub fn new(title: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            hint: hint.into(),
            line: LineInput::default(),
            trouble: None,
            offer: None,
            sure: false,
            began: None,
            leaving: false,
        }
    }

    /// The same, with what Tab puts on the line.
    #[must_use]
    pub fn offering(mut self, offer: Option<String>) -> Self {
        self.offer = offer;
        self
    }

    /// The keys it is answered by.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self.sure {
            true => Context::Confirm,
            false => Context::Ask,
        }
    }

    /// One key.
    pub fn key(&mut self, chord: Chord) -> Answer {
        if self.sure {
            return self.confirm(chord);
        }
        let text = || self.line.text().to_owned();
        let typed = self.began.get_or_insert_with(text) != self.line.text();
        match resolve(Context::Ask, chord) {
            Some(Action::Record) => return Answer::Given(self.line.text().to_owned()),
            Some(Action::Back) if typed && !self.leaving => {
                self.leaving = true;
                self.trouble = Some("Esc once more drops what you typed".to_owned());
            }
            Some(Action::Back) => return Answer::Left,
            Some(Action::Complete) => {
                if let Some(offer) = &self.offer {
                    self.line.set(offer.clone());
                }
            }
            Some(_) | None => {
                if self.line.key(chord) {
                    (self.trouble, self.leaving) = (None, false);
                }
            }
        }
        Answer::Typing
    }

    /// Yes gives the answer that was typed; another key leaves the question.
    fn confirm(&mut self, chord: Chord) -> Answer {
        match resolve(Context::Confirm, chord) {
            Some(Action::Yes) => Answer::Given(self.line.text().to_owned()),
            Some(Action::Back) => {
                (self.sure, self.trouble) = (false, None);
                Answer::Typing
            }
            Some(_) | None => Answer::Typing,
        }
    }

    /// Asks whether the answer that was given is meant.
    pub fn doubt(&mut self, why: impl Into<String>) {
        self.trouble = Some(why.into());
        self.sure = true;
    }

    /// Says what is wrong with the answer, which stays.
    pub fn refuse(&mut self, trouble: impl Into<String>) {
        (self.sure, self.leaving) = (false, false);
        self.trouble = Some(trouble.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Key;

    fn press(ask: &mut Ask, keys: &str) -> Answer {
        let mut last = Answer::Typing;
        for c in keys.chars() {
            last = ask.key(match c {
                '\x1b' => Chord::plain(Key::Esc),
                '\r' => Chord::plain(Key::Enter),
                '\x13' => Chord::ctrl('s'),
                c => Chord::char(c),
            });
        }
        last
    }

    #[test]
    fn what_was_typed_is_dropped_at_the_second_esc_and_what_stood_there_at_the_first() {
        let mut ask = Ask::new("due: ", "");
        ask.line.set("tomorrow");
        assert_eq!(press(&mut ask, "\x1b"), Answer::Left);
        assert_eq!(press(&mut ask, "x\x1b"), Answer::Typing);
        assert!(ask.trouble.is_some());
        assert_eq!(press(&mut ask, "y\x1b"), Answer::Typing, "it was typed on");
        assert_eq!(press(&mut ask, "\x1b"), Answer::Left);
        let given = Answer::Given("tomorrowxy".to_owned());
        assert_eq!(press(&mut ask, "\r"), given);
        assert_eq!(press(&mut ask, "\x13"), given, "^S records, as in a form");
    }
}
