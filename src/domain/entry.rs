//! A line of the timeline.

use super::fields::{fields, single};
use super::{EntryKind, Id, Label, LabelKind, Phase, Promise, Sent, When, telling};
use serde::{Deserialize, Serialize};

/// What makes an entry of kind decision a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    /// `D2`; the store gives it when it is 0.
    pub number: u32,
    /// The question that had to be decided.
    pub question: String,
    /// What was chosen; the entry's text says it too when this is empty.
    pub choice: String,
    /// Why.
    pub why: String,
    /// The options that were rejected, and why.
    pub rejected: String,
    /// Who decided.
    pub decided_by: Option<Id>,
    /// Whether it can be taken back.
    pub reversible: Option<bool>,
    /// When it is to be looked at again.
    pub revisit: Option<When>,
    /// The number of the decision that replaced it.
    pub superseded_by: Option<u32>,
}

impl Decision {
    /// The decision after its line was amended: what the new line says anew
    /// replaces what the old one said, what it leaves out stays.
    #[must_use]
    pub fn amended(&self, said: &Self) -> Self {
        let newer = |said: &String, old: &String| {
            if said.is_empty() {
                old.clone()
            } else {
                said.clone()
            }
        };
        Self {
            choice: newer(&said.choice, &self.choice),
            why: newer(&said.why, &self.why),
            rejected: newer(&said.rejected, &self.rejected),
            decided_by: said.decided_by.or(self.decided_by),
            reversible: said.reversible.or(self.reversible),
            revisit: said.revisit.clone().or_else(|| self.revisit.clone()),
            ..self.clone()
        }
    }
}

/// What makes an entry of kind question a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Question {
    /// `Q5`; the store gives it when it is 0.
    pub number: u32,
    /// The label of the entry that answered it.
    pub answered_by: Option<Label>,
}

fields! {
    /// One line of the timeline: when it occurred, what happened.
    Entry edited by EntryEdit {
        /// What kind of event it is.
        kind: EntryKind = Kind,
        /// When it occurred (not when it was recorded: that is the thing's mark).
        when: When = When,
        /// What happened: the typed line after its time and kind, tags included.
        text: String = Text,
        /// The whole line as it was typed, where it differs from `text`.
        typed: Option<String> = Typed,
        /// The workstream it belongs to.
        workstream: Option<Id> = Workstream,
        /// The people it names.
        people: Vec<Id> = People,
        /// Belongs in the report.
        starred: bool = Starred,
        /// Wrong or withdrawn by its author; kept, shown struck through.
        struck: bool = Struck,
        /// For a milestone: the phase it passes into.
        phase: Option<Phase> = Phase,
        /// For a decision.
        decision: Option<Decision> = Decision,
        /// For a question.
        question: Option<Question> = Question,
        /// What is promised in it, and by when.
        promise: Option<Promise> = Promise,
        /// For a communication: the text that was sent.
        sent: Option<Sent> = Sent,
    }
}

single!(
    EntryKind,
    When,
    Option<When>,
    Option<Phase>,
    Option<Decision>,
    Option<Question>,
    Option<Promise>,
    Option<Sent>
);

impl Entry {
    /// A plain entry of a kind.
    #[must_use]
    pub fn new(kind: EntryKind, when: When, text: impl Into<String>) -> Self {
        Self {
            kind,
            when,
            text: text.into(),
            typed: None,
            workstream: None,
            people: Vec::new(),
            starred: false,
            struck: false,
            phase: None,
            decision: (kind == EntryKind::Decision).then(Decision::default),
            question: (kind == EntryKind::Question).then(Question::default),
            promise: None,
            sent: None,
        }
    }

    /// The entry after its line was written anew. What no line says stays: that
    /// it is struck, what was sent, who answered a question, what kept a promise.
    #[must_use]
    pub fn amended(&self, said: Self) -> Self {
        let same_kind = said.kind == self.kind;
        let due = said.promise.as_ref().map(|p| p.due.clone());
        let mut amended = Self {
            struck: self.struck,
            sent: self.sent.clone(),
            decision: match (&self.decision, said.decision) {
                (Some(old), Some(new)) => Some(old.amended(&new)),
                (_, new) => new,
            },
            question: if same_kind {
                self.question.clone()
            } else {
                said.question
            },
            promise: self.promise.clone(),
            ..said
        };
        amended.promises(due);
        amended
    }

    /// Makes it promise what it says by a moment, or nothing any more.
    pub fn promises(&mut self, due: Option<When>) {
        // Whom a report is for, no line says; whom a promise names, its words do.
        let old = self.promise.take();
        let audience = match (&old, &self.sent) {
            (Some(old), Some(_)) => old.audience,
            _typed => telling::named(&self.text).next(),
        };
        self.promise = due.map(|due| Promise {
            due,
            audience,
            kept: old.and_then(|old| old.kept),
        });
    }

    /// The line as it was typed, byte for byte.
    #[must_use]
    pub fn as_typed(&self) -> &str {
        self.typed.as_deref().unwrap_or(&self.text)
    }

    /// `D2` or `Q5`, for the kinds that are registered under a second label.
    #[must_use]
    pub fn register(&self) -> Option<Label> {
        match (&self.decision, &self.question) {
            (Some(d), _) => Some(Label::new(LabelKind::Decision, d.number)),
            (None, Some(q)) => Some(Label::new(LabelKind::Question, q.number)),
            (None, None) => None,
        }
    }
}
