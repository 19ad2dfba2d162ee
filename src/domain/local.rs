//! Times of day in named zones: what clocks on a wall show, and when they show it.

use super::{Precision, When, Zone};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// The instant at which the clocks of a zone show a time of day, `09:00`. A
/// time the clocks jump over is the one as long after the jump; of a time they
/// show twice it is the first. None where `time` is no time of day.
///
/// The zone is an IANA name, `UTC` or an offset as `+05:30`; UTC for anything
/// else.
#[must_use]
pub fn at_local(day: NaiveDate, time: &str, zone: &str) -> Option<DateTime<Utc>> {
    let clock = NaiveTime::parse_from_str(time.trim(), "%H:%M").ok()?;
    let shown = day.and_time(clock);
    // The wall's time read as if it were UTC is what jiff's civil times are.
    let wall = Offset::UTC.to_datetime(stamp(shown.and_utc()));
    let zone = rules(zone).to_ambiguous_timestamp(wall);
    let instant = zone.compatible().ok()?;
    DateTime::from_timestamp_millis(instant.as_millisecond())
}

/// What the clocks of a zone show at an instant; the zone is read as by
/// [`at_local`].
#[must_use]
pub fn local(instant: DateTime<Utc>, zone: &str) -> NaiveDateTime {
    let offset = rules(zone).to_offset(stamp(instant)).seconds();
    let east = FixedOffset::east_opt(offset);
    east.map_or(instant.naive_utc(), |o| {
        instant.with_timezone(&o).naive_local()
    })
}

/// An instant as it is said in a zone, to the minute.
#[must_use]
pub fn said_in(instant: DateTime<Utc>, zone: &str) -> When {
    let east = local(instant, zone) - instant.naive_utc();
    When {
        precision: Precision::Minute,
        zone: Zone {
            name: zone.to_owned(),
            offset: i32::try_from(east.num_seconds()).unwrap_or(0),
        },
        ..When::now(instant)
    }
}

/// Whether a zone is one that [`at_local`] knows.
#[must_use]
pub fn is_zone(zone: &str) -> bool {
    find(zone).is_some()
}

fn rules(zone: &str) -> TimeZone {
    find(zone).unwrap_or(TimeZone::UTC)
}

fn find(zone: &str) -> Option<TimeZone> {
    if let Ok(fixed) = zone.parse::<FixedOffset>() {
        let offset = Offset::from_seconds(fixed.local_minus_utc()).ok()?;
        return Some(TimeZone::fixed(offset));
    }
    TimeZone::get(zone).ok()
}

fn stamp(instant: DateTime<Utc>) -> Timestamp {
    Timestamp::from_millisecond(instant.timestamp_millis()).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_an_instant_on_either_side_of_a_change_of_clocks() {
        let table = [
            (
                "2026-03-28",
                "09:00",
                "Europe/Vienna",
                "2026-03-28T08:00:00Z",
            ),
            (
                "2026-03-29",
                "09:00",
                "Europe/Vienna",
                "2026-03-29T07:00:00Z",
            ),
            // Jumped over, shown twice.
            (
                "2026-03-29",
                "02:30",
                "Europe/Vienna",
                "2026-03-29T01:30:00Z",
            ),
            (
                "2026-10-25",
                "02:30",
                "Europe/Vienna",
                "2026-10-25T00:30:00Z",
            ),
            (
                "2026-11-01",
                "09:00",
                "America/New_York",
                "2026-11-01T14:00:00Z",
            ),
            ("2026-11-21", "23:30", "+05:30", "2026-11-21T18:00:00Z"),
            ("2026-11-21", "9:05", "UTC", "2026-11-21T09:05:00Z"),
            (
                "2026-11-21",
                "09:00",
                "Mars/Olympus",
                "2026-11-21T09:00:00Z",
            ),
        ];
        for (day, time, zone, wanted) in table {
            let at = at_local(day.parse().unwrap(), time, zone).unwrap();
            assert_eq!(
                at,
                wanted.parse::<DateTime<Utc>>().unwrap(),
                "{day} {time} {zone}"
            );
        }
        for time in ["25:00", "", "noon", "09:00:30"] {
            assert_eq!(
                at_local("2026-11-21".parse().unwrap(), time, "UTC"),
                None,
                "{time}"
            );
        }
    }

    #[test]
    fn the_clocks_on_the_wall_know_summer_time() {
        let shown = |at: &str, zone| local(at.parse().unwrap(), zone).to_string();
        assert_eq!(
            shown("2026-07-01T22:30:00Z", "Europe/Vienna"),
            "2026-07-02 00:30:00"
        );
        assert_eq!(
            shown("2026-12-01T22:30:00Z", "Europe/Vienna"),
            "2026-12-01 23:30:00"
        );
        assert_eq!(
            shown("2026-12-01T22:30:00Z", "Mars/Olympus"),
            "2026-12-01 22:30:00"
        );
        assert!(is_zone("UTC") && is_zone("+02:00") && !is_zone("Mars/Olympus"));
    }
}
