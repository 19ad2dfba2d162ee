//! Where every regulatory clock of an incident stands, and what can be said of
//! one: that it began, that it is done, that it does not apply.

use super::clocks::Lasted;
use super::regulation::{KNOWN, Rule};
use super::{Body, Change, Duty, EntryKind, Id, Label, Settled, Thing, When, fresh_id};
use chrono::{DateTime, Utc};

/// Where a clock stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It should have been done by then.
    Overdue(DateTime<Utc>),
    /// It has to be done by then.
    Running(DateTime<Utc>),
    /// It was looked at and does not run.
    Idle,
    /// Nobody has looked whether it applies.
    Unseen,
    /// It is done; what is odd about that, if anything.
    Done(Option<Odd>),
    /// It does not apply.
    NotApplicable,
}

/// What is odd about a clock that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// It was done after its limit.
    Late,
    /// It was done before what started it.
    BeforeStart,
    /// Nothing says when it began.
    NeverStarted,
}

impl Odd {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::BeforeStart => "impossible order: done before it began",
            Self::NeverStarted => "its start is not recorded",
        }
    }
}

impl Standing {
    const fn rank(self) -> u8 {
        match self {
            Self::Overdue(_) => 0,
            Self::Running(_) => 1,
            Self::Idle => 2,
            Self::Unseen => 3,
            Self::Done(_) => 4,
            Self::NotApplicable => 5,
        }
    }

    /// When it has to be done, while it is not.
    #[must_use]
    pub const fn due(self) -> Option<DateTime<Utc>> {
        match self {
            Self::Overdue(due) | Self::Running(due) => Some(due),
            Self::Idle | Self::Unseen | Self::Done(_) | Self::NotApplicable => None,
        }
    }

    /// The one word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overdue(_) => "overdue",
            Self::Running(_) => "running",
            Self::Idle => "not running",
            Self::Unseen => "not looked at",
            Self::Done(_) => "done",
            Self::NotApplicable => "not applicable",
        }
    }
}

/// What somebody says of a clock.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// It began.
    Start {
        /// The entry that shows it.
        since: Option<Label>,
        /// When.
        from: When,
    },
    /// It is done.
    Done {
        /// When.
        when: When,
        /// What shows it.
        proof: String,
    },
    /// It does not apply, and why.
    NotApplicable(String),
    /// It is open again: what settled it is taken away, its start stays.
    Reopen,
}

impl Duty {
    /// Where it stands, once it was looked at.
    #[must_use]
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        match (&self.settled, self.due()) {
            (Some(Settled::NotApplicable { .. }), _) => Standing::NotApplicable,
            (Some(Settled::Done { when, .. }), due) => Standing::Done(self.odd(when, due)),
            (None, Some(due)) if due < now => Standing::Overdue(due),
            (None, Some(due)) => Standing::Running(due),
            (None, None) => Standing::Idle,
        }
    }

    fn odd(&self, done: &When, due: Option<DateTime<Utc>>) -> Option<Odd> {
        let Some(from) = &self.from else {
            return Some(Odd::NeverStarted);
        };
        if Lasted::between(from, done).impossible() {
            return Some(Odd::BeforeStart);
        }
        due.is_some_and(|due| done.at > due).then_some(Odd::Late)
    }

    /// The clock after something was said of it.
    #[must_use]
    pub fn after(&self, order: Order) -> Self {
        let mut duty = self.clone();
        match order {
            Order::Start { since, from } => {
                (duty.since, duty.from, duty.settled) = (since, Some(from), None);
            }
            Order::Done { when, proof } => duty.settled = Some(Settled::Done { when, proof }),
            Order::NotApplicable(reason) => {
                duty.settled = Some(Settled::NotApplicable { reason });
            }
            Order::Reopen => duty.settled = None,
        }
        duty
    }
}

/// What is to be said of a thing that shall prove that somebody was told, but
/// shows that of nobody.
#[must_use]
pub fn unproven(label: Label, proof: &Thing) -> Option<String> {
    let kind = proof.as_entry()?.kind;
    (kind != EntryKind::Communication).then(|| {
        format!(
            "{label} is of the kind {kind}, which shows of nobody that they were told: a message (a line that begins with `\"`), an artifact or a reference number does"
        )
    })
}

/// A clock as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// As it is recorded, or as its rule says it.
    pub duty: Duty,
    /// What is recorded of it; none where nobody looked yet.
    pub thing: Option<&'a Thing>,
    /// Where it stands.
    pub standing: Standing,
}

impl Row<'_> {
    /// What it takes to record what is said of it.
    #[must_use]
    pub fn changes(&self, incident: Id, order: Order) -> Vec<Change> {
        let wanted = Body::Duty(self.duty.after(order));
        match self.thing {
            Some(thing) => Change::edits(thing, &wanted),
            None => vec![Change::create(fresh_id(), Some(incident), wanted)],
        }
    }
}

/// Every clock: those that were looked at, and the rules that nobody looked at
/// yet; the most pressing first.
#[must_use]
pub fn rows<'a>(own: &[Rule], duties: &'a [Thing], now: DateTime<Utc>) -> Vec<Row<'a>> {
    let looked = duties.iter().filter_map(|thing| {
        let duty = thing.as_duty().filter(|_| !thing.withdrawn)?.clone();
        let standing = duty.standing(now);
        let thing = Some(thing);
        Some(Row {
            duty,
            thing,
            standing,
        })
    });
    let mut rows: Vec<Row> = looked.collect();
    for rule in own.iter().chain(KNOWN) {
        if rows.iter().all(|row| row.duty.rule != rule.short) {
            rows.push(Row {
                duty: rule.duty(),
                thing: None,
                standing: Standing::Unseen,
            });
        }
    }
    rows.sort_by_key(|row| (row.standing.rank(), row.standing.due()));
    rows
}

#[cfg(test)]
mod tests {
    use super::super::{Hlc, Mark, Precision};
    use super::*;
    use chrono::TimeDelta;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
    }

    fn when(hours: i64) -> When {
        When {
            precision: Precision::Minute,
            ..When::now(at(hours))
        }
    }

    fn gdpr() -> Duty {
        KNOWN[0].duty()
    }

    fn started() -> Duty {
        gdpr().after(Order::Start {
            since: None,
            from: when(0),
        })
    }

    fn done(hours: i64) -> Order {
        Order::Done {
            when: when(hours),
            proof: "E1".into(),
        }
    }

    #[test]
    fn a_clock_is_overdue_from_the_moment_after_its_limit() {
        assert_eq!(gdpr().standing(at(0)), Standing::Idle);
        assert_eq!(started().standing(at(72)), Standing::Running(at(72)));
        let after = at(72) + TimeDelta::milliseconds(1);
        assert_eq!(started().standing(after), Standing::Overdue(at(72)));
    }

    #[test]
    fn what_is_odd_about_what_is_done_is_told_and_not_refused() {
        let odd = |duty: Duty, hours| duty.after(done(hours)).standing(at(100));
        assert_eq!(odd(started(), 72), Standing::Done(None));
        assert_eq!(odd(started(), 73), Standing::Done(Some(Odd::Late)));
        assert_eq!(odd(started(), -1), Standing::Done(Some(Odd::BeforeStart)));
        assert_eq!(odd(gdpr(), 1), Standing::Done(Some(Odd::NeverStarted)));
    }

    #[test]
    fn a_clock_that_is_opened_again_runs_from_where_it_began() {
        let settled = started().after(Order::NotApplicable("no personal data".into()));
        assert_eq!(settled.standing(at(1)), Standing::NotApplicable);
        assert_eq!(settled.after(Order::Reopen), started());
    }

    #[test]
    fn the_most_pressing_come_first_and_what_nobody_looked_at_is_listed() {
        let mark = Mark {
            at: at(0),
            author: "ana".into(),
            hlc: Hlc(1),
        };
        let thing = |n: u128, duty: Duty| Thing {
            id: Id::from_u128(n),
            incident: None,
            number: 0,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark.clone(),
            body: Body::Duty(duty),
        };
        let early = KNOWN[1].duty().after(Order::Start {
            since: None,
            from: when(0),
        });
        let mut removed = Duty::new("ours", "tell the board", super::super::Limit::Hours(1));
        removed.from = Some(when(49));
        let duties = [thing(1, started()), thing(2, early), thing(3, removed)];
        let listed = rows(&[], &duties, at(30));
        let told: Vec<_> = listed.iter().take(4).map(|r| &*r.duty.rule).collect();
        assert_eq!(told, ["nis2-early", "ours", "gdpr-33", "nis2-notice"]);
        assert_eq!(listed.len(), KNOWN.len() + 1);
    }
}
