//! What a post-mortem still lacks: a checklist, each point of it a rule of its
//! own over the record. Pure, and without a clock: what is late is late at the
//! last entry.

mod causes;
mod course;
mod fixes;
mod hints;
mod judge;
mod registers;
mod review;
mod rule;
#[cfg(test)]
mod tests;
mod work;

pub use rule::Rule;

use super::{Id, Record, tone};
use judge::{Found, Judge};

/// Hours without an entry while an incident is active, by default.
pub const GAP: u32 = 24;

/// Something that a post-mortem lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What, and what to do about it.
    pub rule: Rule,
    /// Where: a label, a name, the word of a section; empty for the whole.
    pub at: String,
    /// The thing that it is about; none for what is not there yet.
    pub subject: Option<Id>,
    /// What else there is to say; empty where that is nothing. Text of the data,
    /// as `at` is.
    pub note: String,
}

impl Gap {
    /// Where it is, with what else there is to say: `E4 to E9 (31 hours)`.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.at.as_str(), self.note.as_str()) {
            (at, "") => at.to_owned(),
            ("", note) => note.to_owned(),
            (at, note) => format!("{at} ({note})"),
        }
    }
}

/// A rule: what it looks for, and where it finds that.
type Check = (Rule, fn(&Judge<'_>) -> Vec<Found>);

/// The checklist, in the order of a report.
#[rustfmt::skip]
const CHECKS: &[Check] = &[
    (Rule::NoSummary, course::no_summary),
    (Rule::NoImpact, course::no_impact),
    (Rule::Outdated, course::outdated),
    (Rule::NoIc, course::no_ic),
    (Rule::NoMilestone, course::no_milestone),
    (Rule::NoDetection, course::no_detection),
    (Rule::ClockUnsourced, course::clock_unsourced),
    (Rule::ClockImpossible, course::clock_impossible),
    (Rule::NoAttacker, course::no_attacker),
    (Rule::NoStar, course::no_star),
    (Rule::TimelineGap, course::timeline_gap),
    (Rule::PromiseBroken, registers::promise_broken),
    (Rule::HandoverWaiting, registers::handover_waiting),
    (Rule::CheckInOpen, registers::check_in_open),
    (Rule::NoFactor, causes::no_factor),
    (Rule::NoTrigger, causes::no_trigger),
    (Rule::FactorUnsupported, causes::unsupported),
    (Rule::FactorUncategorised, causes::uncategorised),
    (Rule::FactorUnsure, causes::unsure),
    (Rule::FactorUnanswered, causes::unanswered),
    (Rule::LessonUnused, review::lesson_unused),
    (Rule::SectionEmpty, review::section_empty),
    (Rule::Untriaged, review::untriaged),
    (Rule::DecisionUnreasoned, registers::decision_unreasoned),
    (Rule::DecisionUnnamed, registers::decision_unnamed),
    (Rule::QuestionOpen, registers::question_open),
    (Rule::NoDurableFix, fixes::no_durable),
    (Rule::FixUnowned, fixes::unowned),
    (Rule::FixUnmeasured, fixes::unmeasured),
    (Rule::FixUndated, fixes::undated),
    (Rule::FixUnranked, fixes::unranked),
    (Rule::FixUntargeted, fixes::untargeted),
    (Rule::FixUnproven, fixes::unproven),
    (Rule::FixOverdue, fixes::overdue),
    (Rule::FixUnverified, fixes::unverified),
    (Rule::FixDoubtful, fixes::doubtful),
    (Rule::TaskUnowned, work::task_unowned),
    (Rule::TaskOverdue, work::task_overdue),
    (Rule::TaskUnranked, work::task_unranked),
    (Rule::StreamUnled, work::stream_unled),
    (Rule::EvidenceUnhashed, work::unhashed),
    (Rule::EvidenceUnkept, work::no_custody),
    (Rule::Unreviewed, review::unreviewed),
];

/// What a post-mortem lacks, in the order of the checklist. `hours` without an
/// entry are a gap in the timeline of an active incident.
#[must_use]
pub fn missing(record: &Record, hours: u32) -> Vec<Gap> {
    let judge = Judge::new(record, hours);
    let checked = CHECKS.iter().flat_map(|(rule, check)| {
        let found = check(&judge).into_iter();
        found.map(|found| found.gap(*rule))
    });
    checked.collect()
}

/// Where the words of a post-mortem look for somebody to blame. Hints: nothing
/// is missing where they are not heeded.
#[must_use]
pub fn hints(record: &Record, rules: &tone::Rules) -> Vec<Gap> {
    hints::found(record, rules)
}

/// The gaps of each rule together, as a report lists them.
#[must_use]
pub fn points(gaps: &[Gap]) -> Vec<&[Gap]> {
    gaps.chunk_by(|a, b| a.rule == b.rule).collect()
}

/// A point in one line, without what to do about it: `No summary is written`,
/// `Decisions without a why: D1, D2`. Not yet neutralised.
#[must_use]
pub fn said(point: &[Gap]) -> String {
    let Some(first) = point.first() else {
        return String::new();
    };
    let (one, many) = first.rule.said();
    let what = if point.len() == 1 { one } else { many };
    let places: Vec<String> = point.iter().map(Gap::place).collect();
    match places.join(", ") {
        places if places.is_empty() => what.to_owned(),
        places => format!("{what}: {places}"),
    }
}
