//! What the review says: how it went, the risks that are taken, how the review
//! itself went and how the incident was closed.

use super::moment;
use super::page::Page;
use crate::domain::{Phase, Review, SectionKind};

impl Page<'_> {
    /// The review as it stands.
    pub fn review(&self) -> Review {
        Review::standing(self.record.review.as_ref())
    }

    /// Where it stands, in a word; one that nobody has touched is no draft.
    pub fn review_word(&self) -> &'static str {
        match &self.record.review {
            None => "not begun",
            Some(_) => self.review().state.word(),
        }
    }

    /// Where it stands, since when and by whom, for the card.
    pub fn review_state(&self) -> String {
        let (review, word) = (self.review(), self.review_word());
        match review.history().last() {
            None => word.to_owned(),
            Some(last) => format!(
                "{word} since {}, by {}",
                moment::minute(last.when),
                self.who(&last.by)
            ),
        }
    }

    pub fn how_it_went(&mut self) {
        self.section("What went well, badly and by luck");
        let parts = [
            (SectionKind::WentWell, "What went well"),
            (SectionKind::WentBadly, "What went badly"),
            (SectionKind::Lucky, "Where we were lucky"),
        ];
        let written = |(kind, _): &(SectionKind, _)| !self.section_text(*kind).trim().is_empty();
        if !parts.iter().any(written) {
            self.nothing("Nothing is written of what went well, badly or by luck.");
            return;
        }
        for (kind, title) in parts {
            self.said_part(title, kind);
        }
    }

    /// Who moved the review, what was said at its meeting, and with what open
    /// the incident was closed.
    pub fn closing(&mut self) {
        self.section("Review and closing");
        let review = self.review();
        let closed = (self.record.incident.as_incident()).is_some_and(|i| i.phase == Phase::Closed);
        if self.record.review.is_none() && !closed {
            self.nothing("The review has not begun, and the incident is not closed.");
            return;
        }
        let facts = self.review_facts(&review);
        self.list(facts);
        if !review.notes.trim().is_empty() {
            self.part("What was said at the review");
            self.prose(&review.notes);
        }
        self.part("Closing record");
        let Some(closing) = &review.closing else {
            return self.nothing(match closed {
                true => "The incident is closed, with no record of what was open then.",
                false => "The incident is not closed.",
            });
        };
        let (when, by) = (moment::minute(closing.when), self.who(&closing.by));
        let open = match closing.open.len() {
            0 => "Nothing that is looked for was open.",
            _ => "Open at that moment:",
        };
        let again = match closed {
            true => "",
            false => " It was opened again since, and is not closed.",
        };
        self.para(&format!("Closed {when} by {by}.{again} {open}"));
        let open: Vec<_> = closing.open.iter().map(|o| self.block(o, "  ")).collect();
        self.list(open);
        if !closing.answer.is_empty() {
            let answer = self.block(&closing.answer, "");
            self.para(&format!("**Closed all the same, because:** {answer}"));
        }
    }

    fn review_facts(&self, review: &Review) -> Vec<String> {
        let mut facts: Vec<String> = Vec::new();
        for passage in review.history() {
            let when = moment::minute(passage.when);
            facts.push(format!(
                "**{}** {when}, by {}",
                passage.state,
                self.who(&passage.by)
            ));
        }
        if facts.is_empty() {
            facts.push(format!("**State:** {}", review.state));
        }
        if let Some(meeting) = &review.meeting {
            facts.push(format!(
                "**Meeting:** {}",
                self.text(&moment::full(meeting))
            ));
        }
        let there: Vec<_> = review
            .attendees
            .values()
            .into_iter()
            .map(|id| self.person(*id))
            .collect();
        if !there.is_empty() {
            facts.push(format!("**There:** {}", there.join(", ")));
        }
        if let Some(again) = &review.lookback {
            let when = self.text(&moment::full(again));
            facts.push(format!("**Looked back at:** {when}"));
        }
        facts
    }

    /// Somebody by the name they act under: by handle where they are on the
    /// roster.
    pub fn who(&self, name: &str) -> String {
        match self.record.known.person(name) {
            Some(person) => self.handle(person.id),
            None => self.text(name),
        }
    }
}
