//! A contributing factor: one link of a why-chain in the root-cause tree.

use super::fields::{fields, single};
use super::words::words;
use super::{Id, Label, LabelKind, OrSet, is_blank};

words! {
    /// Where a contributing factor lies.
    Category {
        /// A tool that was flawed or missing.
        Technology = "technology",
        /// A way of working that was broken or missing.
        Process = "process",
        /// Something nobody knew.
        Knowledge = "knowledge",
        /// A signal that was not given, or not seen.
        Detection = "detection",
        /// How the organisation is set up.
        Organisation = "organisation",
    }
}

words! {
    /// How sure it is that a factor contributed.
    Confidence { Confirmed = "confirmed", Likely = "likely", Possible = "possible" }
}

fields! {
    /// One contributing factor (`F1`) of the root-cause tree.
    Factor edited by FactorEdit {
        /// The statement: what was so, not who did it.
        title: String = Title,
        /// Where it lies, once somebody has said so.
        category: Option<Category> = Category,
        /// The factor or trigger that it explains; none for a root of the tree.
        under: Option<Id> = Under,
        /// It set the incident off.
        trigger: bool = Trigger,
        /// What bears it out: entries, decisions, questions, artifacts, tasks.
        evidence: OrSet<Label> = Evidence,
        /// How sure it is, once somebody has said so.
        confidence: Option<Confidence> = Confidence,
        /// The class of weakness, in free words or as a CWE id: what past
        /// incidents may share.
        class: String = Class,
        /// Everything else there is to say.
        notes: String = Notes,
    }
}

single!(Option<Category>, Option<Confidence>);

impl Factor {
    /// A root of the tree that rests on nothing yet.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            category: None,
            under: None,
            trigger: false,
            evidence: OrSet::default(),
            confidence: None,
            class: String::new(),
            notes: String::new(),
        }
    }

    /// Whether nothing bears it out.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        self.evidence.is_empty()
    }

    /// Whether a label can bear a factor out: something that was recorded or
    /// collected, not a conclusion of the review.
    #[must_use]
    pub const fn can_rest_on(label: Label) -> bool {
        match label.kind {
            LabelKind::Entry
            | LabelKind::Decision
            | LabelKind::Question
            | LabelKind::Artifact
            | LabelKind::Task => true,
            LabelKind::CheckIn | LabelKind::Factor | LabelKind::Fix => false,
        }
    }

    /// Why it cannot be recorded; none when it can.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        if is_blank(&self.title) {
            return Some("a factor needs a statement: what was so that it could happen".to_owned());
        }
        let wrong = self.evidence.values().into_iter().copied();
        let wrong = wrong.filter(|label| !Self::can_rest_on(*label)).min()?;
        Some(format!(
            "{wrong} bears nothing out: evidence is an entry, decision, question, artifact or task (E12, D2, Q5, A3, T7)"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_recorded_bears_a_factor_out() {
        let on = |word: &str| {
            let mut factor = Factor::new("no owner for the runner image");
            factor
                .evidence
                .insert(Id::from_u128(1), Label::parse(word).unwrap());
            factor.refusal()
        };
        for word in ["E1", "D2", "Q3", "A4", "T5"] {
            assert_eq!(on(word), None, "{word}");
        }
        for word in ["M1", "F2", "X3"] {
            let told = on(word).unwrap();
            assert!(told.starts_with(word), "{told}");
        }
        assert!(Factor::new(" \n ").refusal().is_some());
        assert!(Factor::new("x").is_unsupported());
    }
}
