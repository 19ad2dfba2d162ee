//! Times as a report says them: in UTC, no finer than stated, with what was
//! stated beside it when that was another zone.

pub(super) use crate::domain::span::lasted;
use crate::domain::{Precision, When, Zone};
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `Sat 21 Nov 2026`.
pub(super) fn day(at: DateTime<Utc>) -> String {
    at.format("%a %-d %b %Y").to_string()
}

/// `2026-11-21 14:05 UTC`, for an instant that carries no precision.
pub(super) fn minute(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// The same as it was recorded: with its seconds, where it has some.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    match at.timestamp().rem_euclid(60) {
        0 => minute(at),
        _ => at.format("%Y-%m-%d %H:%M:%S UTC").to_string(),
    }
}

/// `~2026-11-21 14:05 to 14:20 UTC`; a bare date is that of its own zone.
pub(super) fn full(when: &When) -> String {
    let when = match when.precision {
        Precision::Day => when.clone(),
        Precision::Minute | Precision::Second | Precision::Milli => When {
            zone: Zone::utc(),
            ..when.clone()
        },
    };
    when.stated().replace("..", " to ")
}

/// The time of day in UTC, below a heading that names the day.
pub(super) fn clock(when: &When) -> String {
    let utc = FixedOffset::east_opt(0).expect("zero is a valid offset");
    let about = if when.approximate { "~" } else { "" };
    if when.precision == Precision::Day {
        return match stated(when) {
            Some(_) => format!("{about}date only"),
            None => full(when).trim_end_matches(" UTC").to_owned(),
        };
    }
    let from = when.clock(when.at, utc);
    let to = when.until.map(|until| {
        let later = if until.date_naive() == when.at.date_naive() {
            String::new()
        } else {
            until.format(" on %-d %b").to_string()
        };
        format!(" to {}{later}", when.clock(until, utc))
    });
    format!("{about}{from}{}", to.unwrap_or_default())
}

/// What was written, where it was not written in UTC.
pub(super) fn stated(when: &When) -> Option<String> {
    let utc = when.zone.offset == 0 && matches!(when.zone.name.as_str(), "UTC" | "Z");
    (!utc).then(|| when.stated().replace("..", " to "))
}

/// The start of it in the reader's zone: `15:05 CET`, with the day where it
/// is another one. None for a bare date, which is no instant.
pub(super) fn local(when: &When, zone: &TimeZone) -> Option<String> {
    if when.precision == Precision::Day {
        return None;
    }
    let instant = |at: DateTime<Utc>| Timestamp::from_millisecond(at.timestamp_millis()).ok();
    let there = instant(when.at)?.to_zoned(zone.clone());
    let format = match when.precision {
        Precision::Day | Precision::Minute => "%H:%M",
        Precision::Second => "%H:%M:%S",
        Precision::Milli => "%H:%M:%S%.3f",
    };
    let mut out = there.strftime(format).to_string();
    if let Some(until) = when.until {
        let end = instant(until)?.to_zoned(zone.clone());
        out = format!("{out} to {}", end.strftime(format));
    }
    out = format!("{out} {}", there.strftime("%Z"));
    if there.strftime("%F").to_string() != when.at.format("%F").to_string() {
        out = format!("{out} on {}", there.strftime("%-d %b"));
    }
    Some(out)
}

/// The same to the minute: what a reader in a hurry needs.
pub(super) fn brief(when: &When) -> String {
    full(&When {
        precision: match when.precision {
            Precision::Day => Precision::Day,
            Precision::Minute | Precision::Second | Precision::Milli => Precision::Minute,
        },
        ..when.clone()
    })
}

/// How long something goes on: `3 h 41 min`.
pub(super) fn for_long(span: TimeDelta) -> String {
    crate::domain::span::duration(span, Precision::Minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str, precision: Precision, zone: (&str, i32)) -> When {
        When {
            precision,
            zone: Zone {
                name: zone.0.into(),
                offset: zone.1,
            },
            ..When::now(text.parse().expect("RFC 3339"))
        }
    }

    #[test]
    fn a_time_is_said_in_utc_as_precisely_as_it_was_stated() {
        let pst = when("2026-11-20T17:40:00Z", Precision::Minute, ("PST", -28800));
        assert_eq!(full(&pst), "2026-11-20 17:40 UTC");
        assert_eq!(clock(&pst), "17:40");
        assert_eq!(stated(&pst).as_deref(), Some("2026-11-20 09:40 PST-08:00"));
        let range = When {
            until: Some("2026-11-21T00:10:00Z".parse().expect("RFC 3339")),
            approximate: true,
            ..when("2026-11-20T23:50:00Z", Precision::Minute, ("UTC", 0))
        };
        assert_eq!(clock(&range), "~23:50 to 00:10 on 21 Nov");
        assert_eq!(full(&range), "~2026-11-20 23:50 to 2026-11-21 00:10 UTC");
        assert_eq!(stated(&range), None);
    }

    #[test]
    fn a_bare_date_gets_no_time_of_day_and_no_other_zone() {
        let date = when("2026-11-20T08:00:00Z", Precision::Day, ("PST", -28800));
        assert_eq!(full(&date), "2026-11-20 PST-08:00");
        assert_eq!(clock(&date), "date only");
        assert_eq!(local(&date, &TimeZone::UTC), None);
    }

    #[test]
    fn the_readers_zone_follows_daylight_saving_and_names_another_day() {
        let vienna = TimeZone::get("Europe/Vienna").expect("bundled");
        let summer = when("2026-07-01T22:30:05Z", Precision::Second, ("UTC", 0));
        assert_eq!(
            local(&summer, &vienna).as_deref(),
            Some("00:30:05 CEST on 2 Jul")
        );
        let winter = when("2026-11-21T14:05:00Z", Precision::Minute, ("UTC", 0));
        assert_eq!(local(&winter, &vienna).as_deref(), Some("15:05 CET"));
    }
}
