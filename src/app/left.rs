//! What was typed in answer to a question and left: the same question has it
//! again, and so has the next run.

use super::line::LineInput;
use super::state::Tone;
use super::{App, BegunOn};
use crate::domain::Id;

/// Answers that are kept at most.
const MOST: usize = 20;

/// A question that is answered on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The incident it is asked in.
    pub incident: Option<Id>,
    /// What is asked, the thing it is about included.
    pub title: String,
    /// What stood on the line when it was asked.
    was: String,
    /// What stands on it.
    pub text: String,
}

impl Asked {
    /// An answer that an earlier run left.
    #[must_use]
    pub const fn before(incident: Option<Id>, title: String, text: String) -> Self {
        Self {
            incident,
            title,
            was: String::new(),
            text,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.incident == other.incident && self.title == other.title
    }

    /// Whether something is typed.
    #[must_use]
    pub fn worth_keeping(&self) -> bool {
        !self.text.trim().is_empty() && self.text != self.was
    }

    /// As it is kept for the next run.
    #[must_use]
    pub fn begun(&self) -> BegunOn {
        BegunOn::Answer {
            title: self.title.clone(),
            text: self.text.clone(),
        }
    }
}

impl App {
    /// The question of the screen on top.
    fn question(&self) -> Option<Asked> {
        let (title, text) = self.overlays.last()?.question()?;
        Some(Asked {
            incident: self.incident().map(|t| t.id),
            title,
            was: text.to_owned(),
            text: text.to_owned(),
        })
    }

    /// Looks, after each message, whether a question came or went. One that
    /// was left with Esc keeps what was typed; one that is asked again has it.
    pub(super) fn mind_question(&mut self, by_esc: bool) {
        let (before, now) = (self.asked.take(), self.question());
        let stays = matches!((&before, &now), (Some(before), Some(now)) if before.is_same(now));
        if stays {
            self.asked = before.zip(now).map(|(before, now)| Asked {
                text: now.text,
                ..before
            });
            return;
        }
        if let Some(left) = before.filter(|b| by_esc && b.worth_keeping()) {
            self.say(
                Tone::Plain,
                "what you typed is kept: the same question has it again".to_owned(),
            );
            self.keep_answer(left);
        }
        self.asked = now.map(|now| match self.kept_answer(&now) {
            Some(text) => Asked { text, ..now },
            None => now,
        });
    }

    pub(super) fn keep_answer(&mut self, left: Asked) {
        self.left.retain(|other| !other.is_same(&left));
        self.left.push(left);
        let extra = self.left.len().saturating_sub(MOST);
        self.left.drain(..extra);
    }

    /// Offers what was left of a question on its line.
    fn kept_answer(&mut self, asked: &Asked) -> Option<String> {
        let at = self.left.iter().position(|left| left.is_same(asked))?;
        let line = self.overlays.last_mut()?.question_line()?;
        let text = self.left.remove(at).text;
        *line = LineInput::offering(text.as_str());
        Some(text)
    }
}
