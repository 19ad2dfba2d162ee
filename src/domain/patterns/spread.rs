//! How a duration is spread over several incidents. There is no mean: one
//! incident that ran for months would make it say nothing of the others.

use super::super::clocks::Lasted;
use super::super::{Holding, When, span};
use chrono::TimeDelta;

/// How long something took, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// The incident or the fix it was measured of.
    pub of: String,
    /// How long.
    pub lasted: Lasted,
}

/// Durations, each of another incident or fix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Those that can be given, the shortest first.
    pub values: Vec<Timing>,
    /// Those that end before they start: left out, and to be looked at.
    pub impossible: Vec<String>,
    /// How many cannot be given, since an end is not recorded.
    pub unknown: usize,
}

impl Spread {
    /// From how many values on a median says more than the values.
    pub const ENOUGH: usize = 3;

    /// Of what was measured; none where an end is not known.
    #[must_use]
    pub fn new(measured: impl IntoIterator<Item = (String, Option<Lasted>)>) -> Self {
        let mut spread = Self::default();
        for (of, lasted) in measured {
            match lasted {
                None => spread.unknown += 1,
                Some(lasted) if lasted.impossible() => spread.impossible.push(of),
                Some(lasted) => spread.values.push(Timing { of, lasted }),
            }
        }
        let key = |t: &Timing| (t.lasted.most, t.lasted.least);
        spread
            .values
            .sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.of.cmp(&b.of)));
        spread
    }

    /// From one moment of each incident to another.
    pub(super) fn between(
        all: &[Holding],
        from: impl Fn(&Holding) -> Option<&When>,
        to: impl Fn(&Holding) -> Option<&When>,
    ) -> Self {
        Self::new(all.iter().map(|holding| {
            let lasted = from(holding)
                .zip(to(holding))
                .map(|(from, to)| Lasted::between(from, to));
            (holding.incident.name(), lasted)
        }))
    }

    /// How many values there are.
    #[must_use]
    pub fn n(&self) -> usize {
        self.values.len()
    }

    /// The value in the middle; of an even number of them, midway between the
    /// middle two. None of fewer than [`Self::ENOUGH`].
    #[must_use]
    pub fn median(&self) -> Option<Lasted> {
        let n = self.n();
        if n < Self::ENOUGH {
            return None;
        }
        let (low, high) = (self.ranked((n - 1) / 2)?, self.ranked(n / 2)?);
        Some(Lasted {
            least: midway(low.least, high.least),
            most: midway(low.most, high.most),
            approximate: low.approximate || high.approximate,
            precision: low.precision.min(high.precision),
        })
    }

    /// The shortest and the longest. None of fewer than [`Self::ENOUGH`].
    #[must_use]
    pub fn range(&self) -> Option<(Lasted, Lasted)> {
        let last = self.n().checked_sub(1)?;
        (self.n() >= Self::ENOUGH).then_some((self.ranked(0)?, self.ranked(last)?))
    }

    /// The value of a rank from 0. Where times are ranges, which value is of
    /// which rank may not be known: it lies between what has that rank among
    /// the shortest they can have been and among the longest.
    fn ranked(&self, rank: usize) -> Option<Lasted> {
        let mut all: Vec<&Lasted> = self.values.iter().map(|t| &t.lasted).collect();
        all.sort_by_key(|l| l.least);
        let least = *all.get(rank)?;
        all.sort_by_key(|l| l.most);
        let most = *all.get(rank)?;
        Some(Lasted {
            least: least.least,
            most: most.most,
            approximate: least.approximate || most.approximate,
            precision: least.precision.min(most.precision),
        })
    }

    /// All of it in words: `median 3 h; shortest 40 min, longest 2 d; n = 5`.
    #[must_use]
    pub fn said(&self) -> String {
        match (self.median(), self.range()) {
            (Some(median), Some((shortest, longest))) => format!(
                "median {}; shortest {}, longest {}; n = {}",
                span::lasted(&median),
                span::lasted(&shortest),
                span::lasted(&longest),
                self.n()
            ),
            _few if self.values.is_empty() => "none can be given".to_owned(),
            _few => {
                let value = |t: &Timing| format!("{} ({})", span::lasted(&t.lasted), t.of);
                let values: Vec<String> = self.values.iter().map(value).collect();
                format!(
                    "{}; n = {}, too few for a median",
                    values.join(", "),
                    self.n()
                )
            }
        }
    }

    /// What is not in it: `2 without the times; impossible order: INC-1`.
    #[must_use]
    pub fn left_out(&self) -> String {
        let mut said = Vec::new();
        if self.unknown > 0 {
            said.push(format!("{} without these times", self.unknown));
        }
        if !self.impossible.is_empty() {
            said.push(format!(
                "left out, for it ends before it starts: {}",
                self.impossible.join(", ")
            ));
        }
        said.join("; ")
    }
}

fn midway(a: TimeDelta, b: TimeDelta) -> TimeDelta {
    a + (b - a) / 2
}
