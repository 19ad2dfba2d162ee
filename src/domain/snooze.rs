//! Something that needs the commander, put off with a reason.

use super::fields::fields;
use chrono::{DateTime, TimeDelta, Utc};

fields! {
    /// One item of the list of needs, silent until a moment.
    Snooze edited by SnoozeEdit {
        /// Which item: the key the rules give it.
        need: String = Need,
        /// Until when.
        until: DateTime<Utc> = Until,
        /// Why it can wait.
        reason: String = Reason,
    }
}

/// Minutes something can be put off at most: what can wait longer than a month
/// needs another plan.
const MOST: u32 = 31 * 24 * 60;

impl Snooze {
    /// Reads for how long a need is put off, and why: `4h the vendor is
    /// asleep`. A number alone is hours.
    ///
    /// # Errors
    /// What is missing or cannot be meant, with an example.
    pub fn read(need: &str, text: &str, now: DateTime<Utc>) -> Result<Self, String> {
        let (span, reason) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let digits = span.trim_end_matches(['m', 'h', 'd']);
        let unit = match &span[digits.len()..] {
            "m" => 1,
            "" | "h" => 60,
            "d" => 1440,
            _ => 0,
        };
        let minutes: Option<u32> = digits.parse().ok();
        let minutes = minutes.and_then(|n| n.checked_mul(unit));
        let minutes = minutes
            .filter(|n| *n > 0)
            .ok_or("say first for how long: 30m, 4h or 2d")?;
        if minutes > MOST {
            return Err("31d at most: what can wait longer needs another plan".to_owned());
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err("say why it can wait: 4h the vendor is asleep".to_owned());
        }
        Ok(Self {
            need: need.to_owned(),
            until: now + TimeDelta::minutes(i64::from(minutes)),
            reason: reason.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_and_a_reason_are_wanted() {
        let now = DateTime::UNIX_EPOCH;
        let minutes = |text| Snooze::read("x", text, now).map(|s| (s.until - now).num_minutes());
        assert_eq!(minutes("4 the vendor is asleep"), Ok(240));
        assert_eq!(minutes(" 30m  later"), Ok(30));
        assert_eq!(minutes("31d legal"), Ok(31 * 1440));
        for wrong in [
            "",
            "4h",
            "x y",
            "0 y",
            "32d y",
            "4x y",
            "-4 y",
            "4hh y",
            "99999999d y",
            "m y",
        ] {
            assert!(minutes(wrong).is_err(), "{wrong}");
        }
        let snooze = Snooze::read("silent:7", "2h  no one  is up ", now).unwrap();
        assert_eq!(
            (snooze.need.as_str(), snooze.reason.as_str()),
            ("silent:7", "no one  is up")
        );
    }
}
