//! What is missing of the review: its sections and its outcome.

use super::judge::{Found, Judge};
use crate::domain::post_mortem::is_used;
use crate::domain::{EntryKind, Review, ReviewState, Section, SectionKind, Thing, is_blank};

/// The sections that every post-mortem is asked for. The others say in words
/// what the record says already, or may have nothing to say.
const ASKED: &[SectionKind] = &[
    SectionKind::NoSignal,
    SectionKind::Surprise,
    SectionKind::LimitedDamage,
    SectionKind::WentWell,
    SectionKind::WentBadly,
    SectionKind::Lucky,
    SectionKind::Lessons,
    SectionKind::SmallestChange,
    SectionKind::Thanks,
];

/// Whether something stands in a section.
pub(super) fn is_written(judge: &Judge<'_>, kind: SectionKind) -> bool {
    let sections = judge.record.sections.iter();
    let mut of = sections.filter(|t| t.as_section().is_some_and(|s| s.kind == kind));
    of.any(|t| !is_blank(Section::standing(Some(t))))
}

/// Lessons may stand on the timeline, too.
pub(super) fn section_empty(judge: &Judge<'_>) -> Vec<Found> {
    let learned = judge.standing().any(|(_, e)| e.kind == EntryKind::Lesson);
    let told = |kind| is_written(judge, kind) || (kind == SectionKind::Lessons && learned);
    let empty = ASKED.iter().filter(|kind| !told(**kind));
    empty.map(|kind| Found::at(kind.word())).collect()
}

fn review(judge: &Judge<'_>) -> Review {
    Review::standing(judge.record.review.as_ref())
}

/// That nobody can tell is an answer.
pub(super) fn untriaged(judge: &Judge<'_>) -> Vec<Found> {
    Found::whole(review(judge).triage.is_none())
}

pub(super) fn unreviewed(judge: &Judge<'_>) -> Vec<Found> {
    let state = review(judge).state;
    let asked = judge.record.review.as_ref().and_then(Thing::as_review);
    let note = asked.map_or_else(String::new, |_| format!("it is {state}"));
    let found = Found::whole(state != ReviewState::Reviewed);
    found.into_iter().map(|f| f.noting(&note)).collect()
}

pub(super) fn lesson_unused(judge: &Judge<'_>) -> Vec<Found> {
    let record = judge.record;
    let review = review(judge);
    let used = |t| is_used(t, &record.sections, &record.factors, &review);
    let lessons = judge
        .standing()
        .filter(|(_, e)| e.kind == EntryKind::Lesson);
    let unused = lessons.filter(|(t, _)| !used(t));
    unused.map(|(t, _)| Found::of(t)).collect()
}
