//! The roadmap: the fixes of all incidents, in one order and in groups. Drills
//! are left out. Shipped is not done: a fix stays on it until it is verified.

use super::words::words;
use super::{Fix, FixState, Holding, Id, Known, Priority, Thing, each, fixes};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

words! {
    /// What the roadmap is grouped by.
    Grouping {
        /// What is late, what is to be verified, what comes next.
        Due = "due",
        Owner = "owner",
        Priority = "priority",
        /// The oldest first.
        Age = "age",
        Incident = "incident",
    }
}

impl Grouping {
    /// The next of them, and the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|g| *g == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// A fix with the incident it is of.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'a> {
    /// The incident.
    pub incident: &'a Thing,
    /// The fix as a thing.
    pub thing: &'a Thing,
    /// What it says.
    pub fix: &'a Fix,
}

impl Planned<'_> {
    /// What it is called outside its incident: `INC-2026-001/X3`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.incident.name(), self.thing.name())
    }

    /// How long it is late; none while it is not.
    #[must_use]
    pub fn late(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        self.fix.missed(now).map(|due| now - due)
    }
}

/// The fixes that count, in the order in which they were read.
#[must_use]
pub fn planned(all: &[Holding]) -> Vec<Planned<'_>> {
    let counted = all.iter().filter(|h| h.in_statistics());
    let each = counted.flat_map(|h| each(std::slice::from_ref(h)));
    each.filter_map(|(incident, thing)| {
        Some(Planned {
            incident,
            thing,
            fix: thing.as_fix()?,
        })
    })
    .collect()
}

/// Which fixes are wanted; all that are open by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Those of one person.
    pub owner: Option<Id>,
    /// Those of one incident.
    pub incident: Option<Id>,
    /// Those that should have shipped by now.
    pub overdue: bool,
    /// Those in these states; the open ones where none is named.
    pub states: Vec<FixState>,
}

impl Wanted {
    /// Whether a fix is among them.
    #[must_use]
    pub fn fits(&self, planned: &Planned<'_>, now: DateTime<Utc>) -> bool {
        let fix = planned.fix;
        let state = match self.states.is_empty() {
            true => fix.is_open(),
            false => self.states.contains(&fix.state),
        };
        let owner = self.owner.is_none() || self.owner == fix.owner;
        let incident = self.incident.is_none_or(|id| id == planned.incident.id);
        state && owner && incident && (!self.overdue || fix.is_overdue(now))
    }
}

/// A heading of the roadmap and where it stands among them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    rank: u8,
    /// The name, that of a person or an incident among them.
    pub title: String,
}

/// How long ahead something is taken to come next.
const SOON: TimeDelta = TimeDelta::days(30);

/// The group a fix belongs to.
#[must_use]
pub fn group(planned: &Planned<'_>, by: Grouping, people: &Known, now: DateTime<Utc>) -> Group {
    let fix = planned.fix;
    let (rank, title) = match by {
        Grouping::Due => due(fix, now),
        Grouping::Owner => match fix.owner {
            None => (0, "no owner".to_owned()),
            Some(id) => (
                1,
                people.handle(id).map_or("@?".into(), |h| format!("@{h}")),
            ),
        },
        Grouping::Priority => match fix.priority {
            Some(priority) => (priority as u8, priority.word().to_owned()),
            None => (u8::MAX, "no priority".to_owned()),
        },
        Grouping::Age => age(planned, now),
        Grouping::Incident => (0, planned.incident.name()),
    };
    Group { rank, title }
}

fn due(fix: &Fix, now: DateTime<Utc>) -> (u8, String) {
    let (rank, title) = match (&fix.due, fix.state) {
        (_, FixState::Verified | FixState::Declined) => (5, "closed"),
        (_, FixState::Shipped) => (1, "shipped, to be verified"),
        (Some(_), _) if fix.is_overdue(now) => (0, "overdue"),
        (Some(due), _) if due.at - now <= SOON => (2, "within 30 days"),
        (Some(_), _) => (3, "later"),
        (None, _) => (4, "no due time"),
    };
    (rank, title.to_owned())
}

fn age(planned: &Planned<'_>, now: DateTime<Utc>) -> (u8, String) {
    let days = fixes::age(planned.thing, planned.fix, now).num_days();
    let [a, b, c] = super::patterns::BANDS;
    if days >= c {
        (0, format!("{c} days and more"))
    } else if days >= b {
        (1, format!("{b} to {c} days"))
    } else if days >= a {
        (2, format!("{a} to {b} days"))
    } else {
        (3, format!("under {a} days"))
    }
}

/// Puts fixes in order: group by group, in each what is overdue first, then by
/// due time and priority; by age the oldest first.
pub fn order(rows: &mut [Planned<'_>], by: Grouping, people: &Known, now: DateTime<Utc>) {
    rows.sort_by_cached_key(|row| {
        let due = row.fix.due.as_ref().map_or(i64::MAX, |w| w.at.timestamp());
        let first = match by {
            Grouping::Age => row.thing.created.at.timestamp(),
            Grouping::Due | Grouping::Owner | Grouping::Priority | Grouping::Incident => 0,
        };
        (
            group(row, by, people, now),
            first,
            !row.fix.is_overdue(now),
            due,
            row.fix.priority.map_or(u8::MAX, |p| p as u8),
            row.incident.name(),
            row.thing.number,
        )
    });
}

/// Who has several open P1 fixes, and how many: not all of them can be first.
/// The most burdened come first.
#[must_use]
pub fn conflicts(rows: &[Planned<'_>]) -> Vec<(Id, usize)> {
    let mut owned: BTreeMap<Id, usize> = BTreeMap::new();
    let urgent = |fix: &&Fix| fix.is_open() && fix.priority == Some(Priority::P1);
    for fix in rows.iter().map(|row| row.fix).filter(urgent) {
        if let Some(owner) = fix.owner {
            *owned.entry(owner).or_default() += 1;
        }
    }
    let mut found: Vec<(Id, usize)> = owned.into_iter().filter(|(_, n)| *n > 1).collect();
    found.sort_by_key(|(id, n)| (std::cmp::Reverse(*n), *id));
    found
}

/// What an incident still owes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// Fixes that are neither verified nor declined.
    pub open: usize,
    /// Of these, those that should have shipped by now.
    pub overdue: usize,
    /// Of these, those that have shipped.
    pub shipped: usize,
}

/// What the fixes of an incident still are to be; a drill owes nothing.
#[must_use]
pub fn owed(holding: &Holding, now: DateTime<Utc>) -> Owed {
    let mut owed = Owed::default();
    for row in planned(std::slice::from_ref(holding)) {
        owed.open += usize::from(row.fix.is_open());
        owed.overdue += usize::from(row.fix.is_overdue(now));
        owed.shipped += usize::from(row.fix.state == FixState::Shipped);
    }
    owed
}

/// From when on somebody looks back at an incident: when its review says, else
/// a year after it was opened.
#[must_use]
pub fn look_back(incident: &Thing, review: Option<&Thing>) -> DateTime<Utc> {
    let said = review.and_then(|t| t.as_review()?.lookback.as_ref());
    let year = || incident.created.at + TimeDelta::days(365);
    said.map_or_else(year, |when| when.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Body, FixKind, Hlc, Incident, Mark, Person, Review, Severity, When};

    fn at(day: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(1000 + day)
    }

    fn thing(n: u128, number: u32, created: i64, body: Body) -> Thing {
        let mark = Mark {
            at: at(created),
            author: "ana".into(),
            hlc: Hlc(0),
        };
        Thing {
            id: Id::from_u128(n),
            incident: Some(Id::from_u128(n / 100)),
            number,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body,
        }
    }

    fn fix(due: Option<i64>, priority: Option<Priority>, owner: Option<u128>) -> Fix {
        Fix {
            due: due.map(|day| When::now(at(day))),
            priority,
            owner: owner.map(Id::from_u128),
            ..Fix::new("x", FixKind::Patch)
        }
    }

    fn incident(n: u128, exercise: bool, fixes: Vec<Fix>) -> Holding {
        let mut body = Incident::new(format!("INC-{n}"), "x", Severity::Sev1);
        body.exercise = exercise;
        let fixes = (1..).zip(fixes).map(|(i, fix)| {
            let created = -40 * i64::from(i);
            thing(n * 100 + u128::from(i), i, created, Body::Fix(fix))
        });
        Holding {
            things: fixes.collect(),
            incident: thing(n, 0, -400, Body::Incident(body)),
        }
    }

    fn people() -> Known {
        let person = |n, handle| thing(n, 0, 0, Body::Person(Person::new(handle)));
        Known {
            people: vec![person(1, "maya"), person(2, "lee")],
            ..Known::default()
        }
    }

    fn all() -> Vec<Holding> {
        use Priority::{P1, P2};
        let shipped = fix(Some(-9), Some(P1), Some(1));
        let shipped = fixes::passed(&shipped, FixState::Shipped, at(-3)).unwrap();
        let gone = fix(None, Some(P1), Some(1));
        let gone = fixes::declined(&gone, Id::from_u128(1), "no", at(-2)).unwrap();
        vec![
            incident(
                7,
                false,
                vec![
                    fix(Some(50), Some(P1), Some(2)),
                    fix(Some(-5), Some(P2), None),
                    shipped,
                    fix(Some(10), Some(P1), Some(1)),
                ],
            ),
            incident(
                8,
                false,
                vec![
                    fix(None, None, Some(2)),
                    gone,
                    fix(Some(-1), Some(P1), Some(1)),
                ],
            ),
            incident(9, true, vec![fix(Some(-5), Some(P1), Some(1))]),
        ]
    }

    fn told(by: Grouping) -> Vec<String> {
        let (all, people) = (all(), people());
        let mut rows = planned(&all);
        rows.retain(|row| Wanted::default().fits(row, at(0)));
        order(&mut rows, by, &people, at(0));
        let line = |row: &Planned<'_>| {
            let group = group(row, by, &people, at(0)).title;
            format!("{group}: {}", row.name())
        };
        rows.iter().map(line).collect()
    }

    #[test]
    fn what_is_late_comes_first_and_shipped_is_not_done() {
        assert_eq!(
            told(Grouping::Due),
            [
                "overdue: INC-7/X2",
                "overdue: INC-8/X3",
                "shipped, to be verified: INC-7/X3",
                "within 30 days: INC-7/X4",
                "later: INC-7/X1",
                "no due time: INC-8/X1",
            ]
        );
    }

    #[test]
    fn in_every_group_what_is_late_comes_first() {
        assert_eq!(
            told(Grouping::Owner),
            [
                "no owner: INC-7/X2",
                "@lee: INC-7/X1",
                "@lee: INC-8/X1",
                "@maya: INC-8/X3",
                "@maya: INC-7/X3",
                "@maya: INC-7/X4",
            ]
        );
        assert_eq!(told(Grouping::Priority)[0], "P1: INC-8/X3");
        assert_eq!(told(Grouping::Priority)[5], "no priority: INC-8/X1");
        assert_eq!(told(Grouping::Age)[0], "90 to 180 days: INC-7/X4");
        assert_eq!(told(Grouping::Incident)[0], "INC-7: INC-7/X2");
    }

    #[test]
    fn several_open_p1_of_one_owner_cannot_all_be_first() {
        let all = all();
        let found = conflicts(&planned(&all));
        // The declined one and the drill's do not count, the shipped one does.
        assert_eq!(found, [(Id::from_u128(1), 3)]);
    }

    #[test]
    fn what_is_wanted_is_chosen_by_owner_state_and_time() {
        let all = all();
        let count = |wanted: Wanted| {
            let rows = planned(&all);
            rows.iter().filter(|r| wanted.fits(r, at(0))).count()
        };
        let all_open = Wanted::default();
        let of = |owner: u128| Some(Id::from_u128(owner));
        assert_eq!(count(all_open.clone()), 6);
        let overdue = true;
        let owner = of(1);
        assert_eq!(
            count(Wanted {
                owner,
                ..all_open.clone()
            }),
            3
        );
        assert_eq!(
            count(Wanted {
                overdue,
                ..all_open.clone()
            }),
            2
        );
        let incident = of(8);
        assert_eq!(
            count(Wanted {
                incident,
                ..all_open.clone()
            }),
            2
        );
        let states = vec![FixState::Declined, FixState::Shipped];
        assert_eq!(count(Wanted { states, ..all_open }), 2);
    }

    #[test]
    fn an_incident_owes_what_is_not_verified_and_is_looked_back_at() {
        let all = all();
        let first = owed(&all[0], at(0));
        let wanted = Owed {
            open: 4,
            overdue: 1,
            shipped: 1,
        };
        assert_eq!(first, wanted);
        assert_eq!(owed(&all[2], at(0)), Owed::default(), "a drill");
        assert_eq!(look_back(&all[0].incident, None), at(-35));
        let review = Review {
            lookback: Some(When::now(at(9))),
            ..Review::default()
        };
        let review = thing(1, 0, 0, Body::Review(review));
        assert_eq!(look_back(&all[0].incident, Some(&review)), at(9));
    }
}
