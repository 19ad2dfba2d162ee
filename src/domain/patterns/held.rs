//! Whether fixes held: what came back after it had been verified, and how
//! often a class of weakness was met before and after.

use super::super::{Fix, FixKind, FixState, Holding, Id, Thing, When, each, fixes};
use super::Case;
use super::recurring::{Found, class};
use chrono::{DateTime, Utc};

/// A fix, as people name one of another incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// It.
    pub id: Id,
    /// `INC-2026-001/X3`.
    pub name: String,
    /// What was to be done.
    pub title: String,
}

impl Named {
    fn of(incident: &Thing, thing: &Thing) -> Self {
        Self {
            id: thing.id,
            name: format!("{}/{}", incident.name(), thing.name()),
            title: thing.headline().to_owned(),
        }
    }
}

/// A fix that was verified and did not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The fix.
    pub fix: Named,
    /// The class of weakness it was to end; empty where nobody named one.
    pub class: String,
    /// When it was first verified.
    pub verified: When,
    /// The incidents that began after it and have its class.
    pub again: Vec<String>,
    /// When it was taken up again, and why.
    pub reopened: Option<(DateTime<Utc>, String)>,
}

/// The incidents of a class in a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Their keys.
    pub incidents: Vec<String>,
    /// How long it is, in whole days.
    pub days: i64,
}

impl Stretch {
    /// From so many days on a rate by the year says something.
    pub const ENOUGH: i64 = 90;

    /// How many a year; none where the stretch is too short to tell.
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        reason = "a few incidents in a few thousand days"
    )]
    pub fn per_year(&self) -> Option<f64> {
        let days = self.days;
        (days >= Self::ENOUGH).then(|| self.incidents.len() as f64 * 365.0 / days as f64)
    }

    /// `2 in 210 days, 3.5 a year`.
    #[must_use]
    pub fn said(&self) -> String {
        let (n, days) = (self.incidents.len(), self.days);
        let plain = format!("{n} in {days} {}", if days == 1 { "day" } else { "days" });
        match self.per_year() {
            Some(rate) => format!("{plain}, {rate:.1} a year"),
            None => plain,
        }
    }
}

/// A class of weakness before and after a durable fix of it was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforeAfter {
    /// The fix.
    pub fix: Named,
    /// The class.
    pub class: String,
    /// When it was first verified.
    pub verified: When,
    /// From the first incident there is until then.
    pub before: Stretch,
    /// From then until now.
    pub after: Stretch,
}

/// When a fix was first shown to hold, whatever came later.
fn first_verified(fix: &Fix) -> Option<When> {
    let passages = fixes::passages(fix);
    let mut verified = passages.iter().filter(|p| p.state == FixState::Verified);
    let (first, again) = (verified.next(), verified.next().is_some());
    match (first, &fix.outcome) {
        // What was stated of it is better than when it was recorded.
        (_, Some(outcome)) if !again => Some(outcome.when.clone()),
        (Some(first), _) => Some(When::now(first.when)),
        (None, _) => None,
    }
}

/// That a fix was taken up again after it had been verified, the last time.
fn reopened(fix: &Fix) -> Option<(DateTime<Utc>, String)> {
    let passages = fixes::passages(fix);
    let pairs = passages.windows(2);
    let mut back = pairs.filter(|p| p[0].state == FixState::Verified);
    let last = back.next_back()?[1];
    Some((last.when, last.why.clone()))
}

/// The cases of a class that certainly began after a moment.
fn after(cases: &[Case], of: &[usize], moment: &When) -> Vec<String> {
    let last = moment.bounds().1;
    let cases = of.iter().filter_map(|at| cases.get(*at));
    cases
        .filter(|case| case.began.bounds().0 > last)
        .map(|case| case.key.clone())
        .collect()
}

/// The fixes that did not hold. The class of a patch may well come back: it
/// mends one instance, so that only its own reopening counts.
pub(super) fn returned(cases: &[Case], classes: &Found, all: &[Holding]) -> Vec<Returned> {
    let back = |(incident, thing): (&Thing, &Thing)| {
        let fix = thing.as_fix()?;
        let verified = first_verified(fix)?;
        let key = class(&fix.class);
        let again = match fix.kind {
            FixKind::Durable => after(cases, classes.cases(&key), &verified),
            FixKind::Patch => Vec::new(),
        };
        let reopened = reopened(fix);
        (!again.is_empty() || reopened.is_some()).then(|| Returned {
            fix: Named::of(incident, thing),
            class: fix.class.trim().to_owned(),
            verified,
            again,
            reopened,
        })
    };
    let mut found: Vec<Returned> = each(all).filter_map(back).collect();
    found.sort_by(|a, b| (a.verified.at, &a.fix.name).cmp(&(b.verified.at, &b.fix.name)));
    found
}

/// What became of the classes of durable fixes that were verified.
pub(super) fn effects(
    cases: &[Case],
    classes: &Found,
    all: &[Holding],
    now: DateTime<Utc>,
) -> Vec<BeforeAfter> {
    let Some(first) = cases.first() else {
        return Vec::new();
    };
    let effect = |(incident, thing): (&Thing, &Thing)| {
        let fix = thing.as_fix().filter(|f| f.kind == FixKind::Durable)?;
        let key = Some(class(&fix.class)).filter(|key| !key.is_empty())?;
        let verified = first_verified(fix)?;
        let of = classes.cases(&key);
        let later = after(cases, of, &verified);
        let all = of.iter().filter_map(|at| cases.get(*at));
        let earlier = all
            .map(|c| c.key.clone())
            .filter(|key| !later.contains(key));
        let days = |from: DateTime<Utc>, to: DateTime<Utc>| (to - from).num_days().max(0);
        Some(BeforeAfter {
            fix: Named::of(incident, thing),
            class: classes.name(&key).to_owned(),
            before: Stretch {
                incidents: earlier.collect(),
                days: days(first.began.at, verified.at),
            },
            after: Stretch {
                incidents: later,
                days: days(verified.at, now),
            },
            verified,
        })
    };
    let mut found: Vec<BeforeAfter> = each(all).filter_map(effect).collect();
    found.sort_by(|a, b| (a.verified.at, &a.fix.name).cmp(&(b.verified.at, &b.fix.name)));
    found
}
