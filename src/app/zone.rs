//! Zones for showing times: what is east of UTC by how much, and when.

use chrono::{DateTime, FixedOffset, Offset as _, Utc};

/// The offset in force at an instant in a zone: an IANA name, `UTC`, or an
/// offset as `+05:30`; UTC for anything else.
#[must_use]
pub fn offset(zone: &str, at: DateTime<Utc>) -> FixedOffset {
    let utc = Utc.fix();
    if zone == "UTC" {
        return utc;
    }
    if let Ok(fixed) = zone.parse::<FixedOffset>() {
        return fixed;
    }
    let (Ok(zone), Ok(instant)) = (
        jiff::tz::TimeZone::get(zone),
        jiff::Timestamp::from_millisecond(at.timestamp_millis()),
    ) else {
        return utc;
    };
    FixedOffset::east_opt(zone.to_offset(instant).seconds()).unwrap_or(utc)
}

/// What a zone is called at an instant: `UTC`, `CET`, `+0530`.
#[must_use]
pub fn name(zone: &str, at: DateTime<Utc>) -> String {
    let (Ok(found), Ok(instant)) = (
        jiff::tz::TimeZone::get(zone),
        jiff::Timestamp::from_millisecond(at.timestamp_millis()),
    ) else {
        return zone.to_owned();
    };
    let info = found.to_offset_info(instant);
    info.abbreviation().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_time_is_known() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let winter = at("2026-01-01T12:00:00Z");
        let summer = at("2026-07-01T12:00:00Z");
        assert_eq!(offset("Europe/Vienna", winter).local_minus_utc(), 3600);
        assert_eq!(offset("Europe/Vienna", summer).local_minus_utc(), 7200);
        assert_eq!(offset("+05:30", summer).local_minus_utc(), 19800);
        assert_eq!(offset("Mars/Olympus", summer).local_minus_utc(), 0);
        assert_eq!(name("Europe/Vienna", summer), "CEST");
    }
}
