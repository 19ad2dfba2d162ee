//! What several incidents have in common, and what became of their fixes.
//! Pure: of what was read, at a moment. Drills are left out, and no duration
//! is ever averaged: a median and a range, with how many there are; of fewer
//! than three, the values themselves.

mod completion;
mod held;
mod recurring;
mod spread;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::by_hand;

pub use completion::{BANDS, Completion};
pub use held::{BeforeAfter, Named, Returned, Stretch};
pub use recurring::{Recurrence, Recurring};
pub use spread::{Spread, Timing};

use super::clocks::{Lasted, Passage, passages};
use super::{EntryKind, Holding, Id, Phase, Thing, When};
use chrono::{DateTime, Utc};

/// What is read of every incident, of all of them at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Material {
    /// Fixes.
    pub fixes: Vec<Holding>,
    /// Contributing factors.
    pub factors: Vec<Holding>,
    /// Milestones, and the first known act of the attacker, by occurred time.
    pub milestones: Vec<Holding>,
    /// Artifacts of kind asset.
    pub assets: Vec<Holding>,
}

/// An incident that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// It.
    pub id: Id,
    /// Its key.
    pub key: String,
    /// When it was first detected; where no milestone says so, when it was
    /// opened.
    pub began: When,
}

/// What several incidents have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Patterns {
    /// The moment.
    pub now: DateTime<Utc>,
    /// The incidents that count, by when they began.
    pub cases: Vec<Case>,
    /// How many drills were left out.
    pub drills: usize,
    /// Where contributing factors lay.
    pub categories: Recurrence,
    /// Contributing factors that several incidents have.
    pub factors: Recurrence,
    /// Classes of weakness.
    pub classes: Recurrence,
    /// Assets that were hit.
    pub assets: Recurrence,
    /// Fixes that were verified and did not hold.
    pub returned: Vec<Returned>,
    /// From the attacker's first known act to the first detection.
    pub detect: Spread,
    /// From the first detection to the first containment.
    pub contain: Spread,
    /// From the first detection to the first recovery.
    pub recover: Spread,
    /// How far fixes have come, and how old they are.
    pub completion: Completion,
    /// What became of classes of weakness that a durable fix was to end.
    pub effects: Vec<BeforeAfter>,
}

impl Patterns {
    /// What the material shows at a moment.
    #[must_use]
    pub fn of(material: &Material, now: DateTime<Utc>) -> Self {
        let counted = |all: &[Holding]| -> Vec<Holding> {
            let counts = all.iter().filter(|h| h.in_statistics());
            counts.cloned().collect()
        };
        let milestones = counted(&material.milestones);
        let (fixes, factors) = (counted(&material.fixes), counted(&material.factors));
        let mut cases: Vec<Case> = milestones.iter().map(Case::of).collect();
        cases.sort_by(|a, b| (a.began.at, &a.key).cmp(&(b.began.at, &b.key)));
        let classes = recurring::classes(&cases, &factors, &fixes);
        Self {
            now,
            drills: material.milestones.len() - milestones.len(),
            categories: recurring::categories(&cases, &factors),
            factors: recurring::factors(&cases, &factors),
            assets: recurring::assets(&cases, &counted(&material.assets)),
            returned: held::returned(&cases, &classes, &fixes),
            detect: Spread::between(&milestones, attack, detected),
            contain: Spread::between(&milestones, detected, |h| reached(h, Phase::Contained)),
            recover: Spread::between(&milestones, detected, |h| reached(h, Phase::Recovered)),
            completion: Completion::of(&fixes, now),
            effects: held::effects(&cases, &classes, &fixes, now),
            classes: classes.recurrence(),
            cases,
        }
    }

    /// How many incidents began in each of the last so many months, the
    /// present one last.
    #[must_use]
    pub fn by_month(&self, months: usize) -> Vec<usize> {
        use chrono::Datelike as _;
        let month = |at: DateTime<Utc>| i64::from(at.year()) * 12 + i64::from(at.month0());
        let last = month(self.now);
        let mut counts = vec![0; months];
        for case in &self.cases {
            let ago = usize::try_from(last - month(case.began.at));
            let place = ago.ok().and_then(|ago| months.checked_sub(ago + 1));
            if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
        counts
    }
}

impl Case {
    fn of(holding: &Holding) -> Self {
        let opened = || When::now(holding.incident.created.at);
        Self {
            id: holding.incident.id,
            key: holding.incident.name(),
            began: detected(holding).cloned().unwrap_or_else(opened),
        }
    }
}

/// The first act of the attacker that is known.
fn attack(holding: &Holding) -> Option<&When> {
    let stands = |t: &&Thing| {
        let entry = t.as_entry();
        entry.is_some_and(|e| e.kind == EntryKind::Attacker && !e.struck)
    };
    let first = holding.things.iter().find(stands)?;
    first.as_entry().map(|e| &e.when)
}

fn detected(holding: &Holding) -> Option<&When> {
    reached(holding, Phase::Detected)
}

/// The first passage into a phase.
fn reached(holding: &Holding, phase: Phase) -> Option<&When> {
    let passages: Vec<Passage<'_>> = passages(&holding.things);
    let first = passages.iter().find(|p| p.phase == phase)?;
    Some(first.when)
}

/// A time that is known to the second, as one that was measured.
fn exactly(from: DateTime<Utc>, to: DateTime<Utc>) -> Lasted {
    Lasted::between(&When::now(from), &When::now(to))
}
