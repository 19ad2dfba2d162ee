//! A regulatory clock of one incident: who is to be told by when, since what,
//! and how it ended. The rule is copied in, so that the record says by itself
//! what was promised to whom under which text.

use super::fields::{fields, single};
use super::{Label, When};
use chrono::{DateTime, Datelike, Days, FixedOffset, Months, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How long a rule gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Hours by the clock.
    Hours(u32),
    /// Calendar months.
    Months(u32),
    /// Days from Monday to Friday; public holidays are not known.
    BusinessDays(u32),
}

/// Why a clock no longer runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settled {
    /// The notice was given.
    Done {
        /// When.
        when: When,
        /// What shows it: a label, a ticket, a reference number.
        proof: String,
    },
    /// It does not apply to this incident.
    NotApplicable {
        /// Why not.
        reason: String,
    },
}

fields! {
    /// A regulatory clock that was looked at in this incident.
    Duty edited by DutyEdit {
        /// The rule's short name: `gdpr-33`, or one of the configuration's own.
        rule: String = Rule,
        /// What has to be done, in words.
        name: String = Name,
        /// The text it follows from.
        source: String = Source,
        /// What starts it, in words: `awareness of the breach`.
        trigger: String = Trigger,
        /// How long it gives.
        limit: Limit = Limit,
        /// The entry that started it, for the record.
        since: Option<Label> = Since,
        /// When it started; not running while none.
        from: Option<When> = From,
        /// How it ended; running while none.
        settled: Option<Settled> = Settled,
    }
}

single!(Limit, Option<Settled>);

impl Duty {
    /// A clock that does not run yet.
    #[must_use]
    pub fn new(rule: impl Into<String>, name: impl Into<String>, limit: Limit) -> Self {
        Self {
            rule: rule.into(),
            name: name.into(),
            source: String::new(),
            trigger: String::new(),
            limit,
            since: None,
            from: None,
            settled: None,
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = match self {
            Self::Hours(n) => (n, "hour"),
            Self::Months(n) => (n, "month"),
            Self::BusinessDays(n) => (n, "business day"),
        };
        write!(f, "{n} {unit}{}", if *n == 1 { "" } else { "s" })
    }
}

impl Limit {
    /// The last moment of a limit that runs from `from`, days and months
    /// counted in the zone the start was written in. None beyond the calendar.
    ///
    /// A time of day is kept: a text that counts whole days gives until the
    /// end of the day, and nobody is late for having been early.
    #[must_use]
    pub fn end(self, from: DateTime<FixedOffset>) -> Option<DateTime<Utc>> {
        let end = match self {
            Self::Hours(n) => from.checked_add_signed(TimeDelta::hours(i64::from(n)))?,
            Self::Months(n) => from.checked_add_months(Months::new(n))?,
            Self::BusinessDays(n) => business_days(from, n)?,
        };
        Some(end.with_timezone(&Utc))
    }
}

/// `n` days from Monday to Friday after the day of `from`; public holidays are
/// not known. Whole weeks are taken at once, so a large `n` costs nothing.
fn business_days(from: DateTime<FixedOffset>, n: u32) -> Option<DateTime<FixedOffset>> {
    let mut at = from.checked_add_days(Days::new(u64::from(n / 5) * 7))?;
    let mut left = n % 5;
    if left == 0 && n > 0 && off(at) {
        (at, left) = (at.checked_sub_days(Days::new(7))?, 5);
    }
    while left > 0 {
        at = at.checked_add_days(Days::new(1))?;
        left -= u32::from(!off(at));
    }
    Some(at)
}

fn off(at: DateTime<FixedOffset>) -> bool {
    matches!(at.weekday(), Weekday::Sat | Weekday::Sun)
}

impl Duty {
    /// When it has to be done; none while it was not started. It says the same
    /// after it was settled, so that the record shows what the limit was.
    ///
    /// A start that is a range, or a bare date, counts from the first instant
    /// it can have been: a deadline that is too early harms nobody.
    #[must_use]
    pub fn due(&self) -> Option<DateTime<Utc>> {
        let from = self.from.as_ref()?;
        let (first, _) = from.bounds();
        self.limit.end(first.with_timezone(&from.zone.fixed()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Precision, Zone};
    use chrono::SecondsFormat;

    fn due(limit: Limit, from: &str, precision: Precision) -> Option<String> {
        let at = DateTime::parse_from_rfc3339(from).expect("a time");
        let zone = Zone {
            name: "as written".into(),
            offset: at.offset().local_minus_utc(),
        };
        let from = When {
            precision,
            zone,
            ..When::now(at.to_utc())
        };
        let duty = Duty {
            from: Some(from),
            ..Duty::new("x", "x", limit)
        };
        let due = duty.due()?;
        Some(due.to_rfc3339_opts(SecondsFormat::Secs, true))
    }

    #[test]
    fn each_limit_ends_when_its_text_says() {
        let (hours, months, days) = (Limit::Hours, Limit::Months, Limit::BusinessDays);
        for (limit, from, wanted) in [
            (hours(72), "2026-11-21T14:00:00Z", "2026-11-24T14:00:00Z"),
            (months(1), "2026-11-21T14:00:00Z", "2026-12-21T14:00:00Z"),
            (months(1), "2027-01-31T14:00:00Z", "2027-02-28T14:00:00Z"),
            // A Monday, a Friday, and a weekend, which counts from the Monday.
            (days(4), "2026-11-16T14:00:00Z", "2026-11-20T14:00:00Z"),
            (days(4), "2026-11-20T14:00:00Z", "2026-11-26T14:00:00Z"),
            (days(4), "2026-11-21T14:00:00Z", "2026-11-26T14:00:00Z"),
            (days(4), "2026-11-22T14:00:00Z", "2026-11-26T14:00:00Z"),
            (days(1), "2026-11-20T14:00:00Z", "2026-11-23T14:00:00Z"),
            (days(5), "2026-11-21T14:00:00Z", "2026-11-27T14:00:00Z"),
            (days(10), "2026-11-16T14:00:00Z", "2026-11-30T14:00:00Z"),
            // Friday evening in New York, where it is Saturday in UTC already.
            (days(1), "2026-11-20T20:00:00-05:00", "2026-11-24T01:00:00Z"),
            (days(0), "2026-11-21T14:00:00Z", "2026-11-21T14:00:00Z"),
        ] {
            let told = due(limit, from, Precision::Minute);
            assert_eq!(told.as_deref(), Some(wanted), "{limit:?} from {from}");
        }
    }

    #[test]
    fn whole_weeks_at_once_are_the_days_one_by_one() {
        let mut from = DateTime::parse_from_rfc3339("2026-11-16T14:00:00Z").expect("a time");
        for _ in 0..7 {
            let mut at = from;
            for n in 1..24 {
                at = at + Days::new(1);
                while off(at) {
                    at = at + Days::new(1);
                }
                assert_eq!(business_days(from, n), Some(at), "{n} from {from}");
            }
            from = from + Days::new(1);
        }
    }

    #[test]
    fn what_is_vague_counts_from_its_first_instant_and_nothing_overflows() {
        let day = due(
            Limit::Hours(24),
            "2026-11-21T00:00:00+01:00",
            Precision::Day,
        );
        assert_eq!(day.as_deref(), Some("2026-11-21T23:00:00Z"));
        assert_eq!(Duty::new("x", "x", Limit::Hours(1)).due(), None);
        for limit in [
            Limit::Hours(u32::MAX),
            Limit::Months(u32::MAX),
            Limit::BusinessDays(u32::MAX),
        ] {
            let told = due(limit, "2026-11-21T14:00:00Z", Precision::Minute);
            assert!(told.is_none() || limit == Limit::Hours(u32::MAX));
        }
    }
}
