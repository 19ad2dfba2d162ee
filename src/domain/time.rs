//! When something occurred, exactly as it was said: instant or range, how
//! precise, whether approximate, and the zone it was written in.

use chrono::{DateTime, FixedOffset, SecondsFormat, SubsecRound, Utc};
use serde::{Deserialize, Serialize};

/// The zone a time was written in. Kept so that the report can say what the
/// scribe said, beside the instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// As written: `UTC`, `PST`, `+05:30`, `Europe/Vienna`.
    pub name: String,
    /// Seconds east of UTC that were in force at that instant.
    pub offset: i32,
}

impl Zone {
    /// Coordinated universal time.
    #[must_use]
    pub fn utc() -> Self {
        Self {
            name: "UTC".into(),
            offset: 0,
        }
    }

    /// The offset as chrono's type; UTC when it is out of chrono's range.
    #[must_use]
    pub fn fixed(&self) -> FixedOffset {
        FixedOffset::east_opt(self.offset)
            .unwrap_or_else(|| FixedOffset::east_opt(0).expect("zero is a valid offset"))
    }
}

/// The smallest unit that was stated. Nothing finer is ever shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Only the date was stated.
    Day,
    /// Hours and minutes.
    Minute,
    /// Hours, minutes and seconds.
    Second,
    /// Milliseconds.
    Milli,
}

/// The occurred time of an entry, or the due time of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The instant, or the start of the range; whole milliseconds.
    pub at: DateTime<Utc>,
    /// The end of the range, not before `at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// Written with `~`: about then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// The smallest unit that was stated.
    pub precision: Precision,
    /// The zone it was written in.
    pub zone: Zone,
}

impl When {
    /// This very moment, to the second, in UTC.
    #[must_use]
    pub fn now(at: DateTime<Utc>) -> Self {
        Self {
            at: at.trunc_subsecs(0),
            until: None,
            approximate: false,
            precision: Precision::Second,
            zone: Zone::utc(),
        }
    }

    /// The time of day (or nothing for a bare date) of `instant` in `zone`,
    /// no finer than was stated.
    #[must_use]
    pub fn clock(&self, instant: DateTime<Utc>, zone: FixedOffset) -> String {
        let local = instant.with_timezone(&zone);
        match self.precision {
            Precision::Day => String::new(),
            Precision::Minute => local.format("%H:%M").to_string(),
            Precision::Second => local.format("%H:%M:%S").to_string(),
            Precision::Milli => local.format("%H:%M:%S%.3f").to_string(),
        }
    }

    /// One unambiguous phrase in the zone it was written in, which the capture
    /// grammar reads back to the same meaning:
    /// `~2026-11-20 09:40..10:05 PST`, `2026-11-20 UTC`.
    #[must_use]
    pub fn stated(&self) -> String {
        let zone = self.zone.fixed();
        let day = |at: DateTime<Utc>| at.with_timezone(&zone).format("%Y-%m-%d").to_string();
        let mut out = String::new();
        if self.approximate {
            out.push('~');
        }
        out.push_str(&day(self.at));
        let clock = self.clock(self.at, zone);
        if !clock.is_empty() {
            out.push(' ');
            out.push_str(&clock);
        }
        if let Some(until) = self.until {
            out.push_str("..");
            let end = self.clock(until, zone);
            if day(until) != day(self.at) || end.is_empty() {
                out.push_str(&day(until));
                if !end.is_empty() {
                    out.push(' ');
                }
            }
            out.push_str(&end);
        }
        out.push(' ');
        out.push_str(&self.zone_words());
        out
    }

    /// The zone by name, with its offset where the name alone does not say it:
    /// `UTC`, `PST-08:00`, `+05:30`.
    #[must_use]
    pub fn zone_words(&self) -> String {
        let offset = offset_words(self.zone.offset);
        match self.zone.name.as_str() {
            "UTC" | "Z" | "GMT" if self.zone.offset == 0 => self.zone.name.clone(),
            name if name.starts_with(['+', '-']) => name.to_owned(),
            name if name.contains('/') => name.to_owned(),
            name => format!("{name}{offset}"),
        }
    }

    /// The instant in UTC, RFC 3339, to the millisecond at most.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        self.at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
    }
}

/// `+05:30` for 19800 seconds; seconds are shown only where there are any.
#[must_use]
pub fn offset_words(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let s = seconds.unsigned_abs();
    let (h, m, s) = (s / 3600, s / 60 % 60, s % 60);
    if s == 0 {
        format!("{sign}{h:02}:{m:02}")
    } else {
        format!("{sign}{h:02}:{m:02}:{s:02}")
    }
}
