//! The parts the work on a post-mortem is divided into.

use crate::domain::SectionKind;

/// A part of the work, in the order it is read in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What happened, in a few lines: a field of the incident.
    Summary,
    /// What it cost, in numbers: a field of the incident.
    Impact,
    /// A section of prose.
    Section(SectionKind),
    /// The root cause: the tree of factors.
    Causes,
    /// Lessons that were captured on the way and wait to be used.
    Waiting,
    /// One-off, or a symptom of something larger?
    Triage,
    /// The decisions that lack something.
    Decisions,
    /// The questions, open ones first.
    Questions,
    /// The fixes of this incident.
    Fixes,
    /// What the response left behind: milestones, roles, tasks, evidence.
    Record,
    /// The meeting of the review, with a script for who leads it.
    Meeting,
}

impl Part {
    /// Every part, in order.
    pub const ALL: &'static [Self] = &[
        Self::Summary,
        Self::Impact,
        Self::Section(SectionKind::Impact),
        Self::Section(SectionKind::WhatHappened),
        Self::Section(SectionKind::Response),
        Self::Causes,
        Self::Section(SectionKind::Trigger),
        Self::Section(SectionKind::NoSignal),
        Self::Section(SectionKind::Surprise),
        Self::Section(SectionKind::LimitedDamage),
        Self::Section(SectionKind::WentWell),
        Self::Section(SectionKind::WentBadly),
        Self::Section(SectionKind::Lucky),
        Self::Waiting,
        Self::Section(SectionKind::Lessons),
        Self::Section(SectionKind::SmallestChange),
        Self::Triage,
        Self::Decisions,
        Self::Questions,
        Self::Fixes,
        Self::Section(SectionKind::AcceptedRisks),
        Self::Section(SectionKind::Thanks),
        Self::Record,
        Self::Meeting,
    ];

    /// The one written form, as the shell takes it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Impact => "impact",
            Self::Section(kind) => kind.word(),
            Self::Causes => "root-cause",
            Self::Waiting => "lessons-waiting",
            Self::Triage => "triage",
            Self::Decisions => "decisions",
            Self::Questions => "questions",
            Self::Fixes => "fixes",
            Self::Record => "record",
            Self::Meeting => "meeting",
        }
    }

    /// The part a word means, whatever its case.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let same = |part: &&Self| part.word().eq_ignore_ascii_case(word);
        Self::ALL.iter().find(same).copied()
    }

    /// What a list calls it: at most 16 columns.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Impact => "Impact",
            Self::Section(kind) => title_of(kind),
            Self::Causes => "Root cause",
            Self::Waiting => "Lessons waiting",
            Self::Triage => "One-off?",
            Self::Decisions => "Decisions",
            Self::Questions => "Questions",
            Self::Fixes => "Fixes",
            Self::Record => "The record",
            Self::Meeting => "Meeting",
        }
    }

    /// What it answers.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::Summary => "What happened, in five lines that anybody understands?",
            Self::Impact => "What did it cost, in numbers: people, data, hours, money?",
            Self::Section(kind) => kind.question(),
            Self::Causes => "Why could it happen, and what shows it?",
            Self::Waiting => "What was learnt on the way, and where does it belong?",
            Self::Triage => "Is this a one-off, or a symptom of something larger?",
            Self::Decisions => "Which decisions say neither why nor who?",
            Self::Questions => "What does nobody know yet?",
            Self::Fixes => "What is done so that it does not happen again?",
            Self::Record => {
                "Does the record hold what a report needs: milestones, roles, tasks, evidence?"
            }
            Self::Meeting => "When is the review held, who is there, and how does it go?",
        }
    }

    /// Whether it is a text that can be written.
    #[must_use]
    pub const fn is_text(self) -> bool {
        match self {
            Self::Summary | Self::Impact | Self::Section(_) => true,
            Self::Causes
            | Self::Waiting
            | Self::Triage
            | Self::Decisions
            | Self::Questions
            | Self::Fixes
            | Self::Record
            | Self::Meeting => false,
        }
    }
}

const fn title_of(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::WhatHappened => "What happened",
        SectionKind::Response => "Response",
        SectionKind::Impact => "Impact notes",
        SectionKind::Trigger => "Trigger",
        SectionKind::NoSignal => "No clear signal",
        SectionKind::Surprise => "Why a surprise",
        SectionKind::LimitedDamage => "What limited it",
        SectionKind::WentWell => "Went well",
        SectionKind::WentBadly => "Went badly",
        SectionKind::Lucky => "By luck",
        SectionKind::Lessons => "Lessons",
        SectionKind::SmallestChange => "Smallest change",
        SectionKind::AcceptedRisks => "Accepted risks",
        SectionKind::Thanks => "Thanks",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_a_part_and_every_word_leads_back() {
        for kind in SectionKind::ALL {
            assert!(Part::ALL.contains(&Part::Section(*kind)), "{kind}");
        }
        for part in Part::ALL {
            assert_eq!(Part::from_word(part.word()), Some(*part));
            assert!(part.title().len() <= 16, "{}", part.title());
        }
    }
}
