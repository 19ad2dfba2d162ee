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
        }
    }

    /// The same, with what Tab puts on the line.
    #[must_use]
    pub fn offering(mut self, offer: Option<String>) -> Self {
        self.offer = offer;
        self
    }

    /// One key.
    pub fn key(&mut self, chord: Chord) -> Answer {
        match resolve(Context::Ask, chord) {
            Some(Action::Record) => return Answer::Given(self.line.text().to_owned()),
            Some(Action::Back) => return Answer::Left,
            Some(Action::Complete) => {
                if let Some(offer) = &self.offer {
                    self.line.set(offer.clone());
                }
            }
            Some(_) | None => {
                if self.line.key(chord) {
                    self.trouble = None;
                }
            }
        }
        Answer::Typing
    }

    /// Says what is wrong with the answer, which stays.
    pub fn refuse(&mut self, trouble: impl Into<String>) {
        self.trouble = Some(trouble.into());
    }
}
