//! Where in a post-mortem each point of the checklist belongs.

use super::{Part, PostMortem};
use crate::domain::readiness::{self, Gap, Rule};
use crate::domain::{SectionKind, Written};

impl PostMortem {
    /// What a part still lacks, a point each, as the checklist says it.
    #[must_use]
    pub fn lacks(&self, part: Part) -> Vec<String> {
        let of = |gap: &&Gap| Part::of(gap) == Some(part);
        let mut gaps: Vec<Gap> = self.gaps.iter().filter(of).cloned().collect();
        if matches!(part, Part::Summary | Part::Impact | Part::Section(_)) {
            // The part says which text it is.
            gaps.iter_mut().for_each(|gap| gap.at.clear());
        }
        let points = readiness::points(&gaps);
        points.iter().map(|point| readiness::said(point)).collect()
    }

    /// How many points the whole still lacks: as many as the report, the
    /// checklist and closing count.
    #[must_use]
    pub fn lacking(&self) -> usize {
        readiness::points(&self.gaps).len()
    }

    /// The same in words; one point may be counted in several places, as that
    /// sections have no text is in each of them.
    #[must_use]
    pub fn lacking_words(&self) -> String {
        let marks: usize = Part::ALL.iter().map(|part| self.lacks(*part).len()).sum();
        match self.lacking() {
            0 => "it lacks nothing".to_owned(),
            1 if marks == 1 => "it still lacks one point".to_owned(),
            1 => format!("it still lacks one point in {marks} places"),
            n if marks == n => format!("it still lacks {n} points"),
            n => format!("it still lacks {n} points in {marks} places"),
        }
    }
}

impl Part {
    /// The part in which a gap is filled; none for a hint.
    #[must_use]
    pub fn of(gap: &Gap) -> Option<Self> {
        Some(match gap.rule {
            Rule::Outdated if gap.at == Written::Summary.word() => Self::Summary,
            Rule::Outdated => Self::Impact,
            Rule::NoSummary => Self::Summary,
            Rule::NoImpact => Self::Impact,
            Rule::NoFactor
            | Rule::NoTrigger
            | Rule::FactorUnsupported
            | Rule::FactorUncategorised
            | Rule::FactorUnsure
            | Rule::FactorUnanswered => Self::Causes,
            Rule::LessonUnused => Self::Waiting,
            Rule::SectionEmpty => Self::Section(SectionKind::from_word(&gap.at)?),
            Rule::Untriaged => Self::Triage,
            Rule::DecisionUnreasoned | Rule::DecisionUnnamed => Self::Decisions,
            Rule::QuestionOpen => Self::Questions,
            Rule::NoDurableFix
            | Rule::FixUnowned
            | Rule::FixUnmeasured
            | Rule::FixUndated
            | Rule::FixUnranked
            | Rule::FixUntargeted
            | Rule::FixUnproven
            | Rule::FixOverdue
            | Rule::FixUnverified
            | Rule::FixDoubtful => Self::Fixes,
            Rule::NoIc
            | Rule::NoMilestone
            | Rule::NoDetection
            | Rule::ClockUnsourced
            | Rule::ClockImpossible
            | Rule::NoAttacker
            | Rule::NoStar
            | Rule::TimelineGap
            | Rule::PromiseBroken
            | Rule::HandoverWaiting
            | Rule::CheckInOpen
            | Rule::TaskUnowned
            | Rule::TaskOverdue
            | Rule::TaskUnranked
            | Rule::StreamUnled
            | Rule::EvidenceUnhashed
            | Rule::EvidenceUnkept => Self::Record,
            Rule::Unreviewed => Self::Meeting,
            Rule::Tone => return None,
        })
    }
}
