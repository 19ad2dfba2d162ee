//! The decision register, the questions and the lessons.

use super::moment;
use super::page::Page;
use crate::domain::register::answer_words;
use crate::domain::{Decision, Entry, EntryKind, Label, Question, SectionKind, Thing};

impl Page<'_> {
    pub fn decisions(&mut self) {
        self.section("Decisions");
        let all: Vec<_> = self
            .standing()
            .filter_map(|(t, e)| Some((t, e, e.decision.as_ref()?)))
            .collect();
        if all.is_empty() {
            self.nothing("No decision is recorded.");
        }
        for (thing, entry, decision) in all {
            let choice = choice(entry, decision);
            self.part(&format!(
                "D{}: {}",
                decision.number,
                self.heading_text(choice)
            ));
            let facts = self.decision_facts(thing, entry, decision);
            self.list(facts);
        }
    }

    fn decision_facts(&self, thing: &Thing, entry: &Entry, decision: &Decision) -> Vec<String> {
        let mut facts = Vec::new();
        let mut fact = |name: &str, value: String| {
            if !value.is_empty() {
                facts.push(format!("**{name}:** {value}"));
            }
        };
        if let Some(by) = decision.superseded_by {
            fact("Superseded", format!("by D{by}"));
        }
        fact(
            "When",
            format!(
                "{} ({})",
                self.text(&moment::full(&entry.when)),
                thing.name()
            ),
        );
        fact("Question", self.block(&decision.question, "  "));
        if !entry.text.starts_with(choice(entry, decision)) {
            fact("As recorded", self.block(&entry.text, "  "));
        }
        fact("Why", or_not_recorded(self.block(&decision.why, "  ")));
        fact(
            "Rejected",
            or_not_recorded(self.block(&decision.rejected, "  ")),
        );
        let by = decision.decided_by.map(|id| self.person(id));
        fact("Decided by", or_not_recorded(by.unwrap_or_default()));
        let reversible = decision
            .reversible
            .map(|yes| if yes { "yes" } else { "no" });
        fact(
            "Reversible",
            or_not_recorded(reversible.unwrap_or_default().to_owned()),
        );
        if let Some(when) = &decision.revisit {
            fact("Revisit", self.text(&moment::full(when)));
        }
        fact("Evidence", self.evidence(&thing.texts()).join(", "));
        facts
    }

    pub fn questions(&mut self) {
        self.section("Open questions and accepted risks");
        let of = |answered: bool| {
            let asked = |(t, e)| {
                let entry: &Entry = e;
                let question = entry.question.as_ref()?;
                (self.answered(question) == answered).then(|| self.question(t, entry))
            };
            self.standing().filter_map(asked).collect::<Vec<_>>()
        };
        let (open, answered) = (of(false), of(true));
        let risks = self.section_text(SectionKind::AcceptedRisks);
        if open.is_empty() && answered.is_empty() && risks.trim().is_empty() {
            self.nothing("No question is recorded, and no risk was accepted in writing.");
            return;
        }
        self.part("Open questions");
        if open.is_empty() {
            self.nothing("Every question is answered.");
        }
        self.list(open);
        if !answered.is_empty() {
            self.part("Answered questions");
            self.list(answered);
        }
        self.said_part("Accepted risks", SectionKind::AcceptedRisks);
    }

    fn question(&self, thing: &Thing, entry: &Entry) -> String {
        let question = entry.question.as_ref();
        let number = question.map_or(0, |q| q.number);
        let text = self.block(&entry.text, "  ");
        let asked = format!(
            "**Q{number}** {text} (asked {}, {})",
            self.text(&moment::full(&entry.when)),
            thing.name()
        );
        match question.and_then(|q| q.answered_by) {
            Some(label) if self.struck(label) => {
                format!("{asked}\\\n  The answer in {label} was struck.")
            }
            Some(label) => format!("{asked}\\\n  Answer: {}", self.answer(label)),
            None => asked,
        }
    }

    /// Whether a question has an answer that stands.
    pub fn answered(&self, question: &Question) -> bool {
        question
            .answered_by
            .is_some_and(|label| !self.struck(label))
    }

    fn struck(&self, label: Label) -> bool {
        self.labelled(label)
            .and_then(Thing::as_entry)
            .is_some_and(|e| e.struck)
    }

    /// What the answering entry says, if it can be found.
    fn answer(&self, label: Label) -> String {
        match self.labelled(label).and_then(Thing::as_entry) {
            Some(entry) => {
                let words = self.block(answer_words(&entry.text), "  ");
                format!("{words} ({label})")
            }
            None => format!("in {label}"),
        }
    }

    pub fn lessons(&mut self) {
        self.section("Lessons");
        let prose = self.prose(self.section_text(SectionKind::Lessons));
        let items: Vec<_> = self
            .standing()
            .filter(|(_, e)| e.kind == EntryKind::Lesson)
            .map(|(t, e)| format!("{} ({})", self.block(&e.text, "  "), t.name()))
            .collect();
        if items.is_empty() && !prose {
            self.nothing("No lesson is recorded.");
        }
        if prose && !items.is_empty() {
            self.part("Written down on the way");
        }
        self.list(items);
    }
}

/// What was chosen, by the field or by the entry's text.
fn choice<'e>(entry: &'e Entry, decision: &'e Decision) -> &'e str {
    if decision.choice.is_empty() {
        &entry.text
    } else {
        &decision.choice
    }
}

fn or_not_recorded(value: String) -> String {
    if value.is_empty() {
        "*not recorded*".into()
    } else {
        value
    }
}
