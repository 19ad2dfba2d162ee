//! How far fixes have come, and how old they are.

use super::super::clocks::Lasted;
use super::super::{Fix, FixState, Holding, Thing, When, each, fixes};
use super::{Spread, exactly};
use chrono::{DateTime, TimeDelta, Utc};

/// The ages that open fixes are counted by, in days: under the first, from one
/// to the next, and from the last on.
pub const BANDS: [i64; 3] = [30, 90, 180];

/// How far fixes have come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// How many stand in each state, in the order of the states.
    pub states: Vec<(FixState, usize)>,
    /// How many should have shipped by now.
    pub overdue: usize,
    /// How many open ones are of which age, by [`BANDS`].
    pub bands: [usize; 4],
    /// How old the open ones are.
    pub age: Spread,
    /// How long those that shipped and are not verified have been out.
    pub unverified: Spread,
    /// How long it took from being recorded to being verified.
    pub verified: Spread,
}

impl Completion {
    /// Of the fixes of incidents that count.
    pub(super) fn of(all: &[Holding], now: DateTime<Utc>) -> Self {
        let fixes: Vec<(&Thing, &Thing, &Fix)> = each(all)
            .filter_map(|(incident, thing)| Some((incident, thing, thing.as_fix()?)))
            .collect();
        let count = |state: FixState| fixes.iter().filter(|(.., f)| f.state == state).count();
        let spread = |of: &dyn Fn(&Thing, &Fix) -> Option<Lasted>| {
            let measured = fixes.iter().filter_map(|(incident, thing, fix)| {
                let name = format!("{}/{}", incident.name(), thing.name());
                Some((name, Some(of(thing, fix)?)))
            });
            Spread::new(measured)
        };
        let open = |thing: &Thing, fix: &Fix| {
            let age = || exactly(now - whole(fixes::age(thing, fix, now)), now);
            fix.is_open().then(age)
        };
        let mut bands = [0; 4];
        for (_, thing, fix) in &fixes {
            if fix.is_open() {
                bands[band(fixes::age(thing, fix, now))] += 1;
            }
        }
        Self {
            states: FixState::ALL.iter().map(|s| (*s, count(*s))).collect(),
            overdue: fixes.iter().filter(|(.., f)| f.is_overdue(now)).count(),
            bands,
            age: spread(&open),
            unverified: spread(&|thing, fix| {
                let out = fixes::unverified(thing, fix, now)?;
                Some(exactly(now - whole(out), now))
            }),
            verified: spread(&|thing, fix| {
                let outcome = fix.outcome.as_ref()?;
                let recorded = When::now(thing.created.at);
                Some(Lasted::between(&recorded, &outcome.when))
            }),
        }
    }

    /// How many stand in a state.
    #[must_use]
    pub fn count(&self, state: FixState) -> usize {
        let found = self.states.iter().find(|(s, _)| *s == state);
        found.map_or(0, |(_, n)| *n)
    }

    /// How many are open: shipped is not done.
    #[must_use]
    pub fn open(&self) -> usize {
        let open = self.states.iter().filter(|(s, _)| s.is_open());
        open.map(|(_, n)| n).sum()
    }

    /// How many there are.
    #[must_use]
    pub fn all(&self) -> usize {
        self.states.iter().map(|(_, n)| n).sum()
    }

    /// The ages in words, beside how many are of which.
    #[must_use]
    pub fn by_age(&self) -> [(String, usize); 4] {
        let [a, b, c] = BANDS;
        let words = [
            format!("under {a} d"),
            format!("{a} to {b} d"),
            format!("{b} to {c} d"),
            format!("{c} d and more"),
        ];
        let mut at = 0;
        words.map(|word| {
            at += 1;
            (word, self.bands[at - 1])
        })
    }
}

/// An age in whole days, once it has any.
fn whole(age: TimeDelta) -> TimeDelta {
    match age.num_days() {
        0 => age,
        days => TimeDelta::days(days),
    }
}

fn band(age: TimeDelta) -> usize {
    BANDS.iter().filter(|from| age.num_days() >= **from).count()
}
