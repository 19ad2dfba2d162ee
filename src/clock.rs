//! The clock: the only place that reads the time. `WARROOM_NOW` fixes it, so
//! that what a test or an example prints is the same every day.

use chrono::{DateTime, SubsecRound as _, Utc};

/// The variable that fixes the clock, in RFC 3339.
const FIXED: &str = "WARROOM_NOW";

/// `WARROOM_NOW` holds something that is not a time.
#[derive(Debug, thiserror::Error)]
#[error("{FIXED}={0:?} is not a time as RFC 3339 writes it")]
pub struct BadClock(String, #[source] chrono::ParseError);

/// The present moment in whole milliseconds, or the one `WARROOM_NOW` names.
#[must_use]
pub fn now() -> DateTime<Utc> {
    let fixed = fixed().ok().flatten();
    fixed.unwrap_or_else(|| Utc::now().trunc_subsecs(3))
}

/// Whether `WARROOM_NOW`, if it is set, can be understood: asked once at the
/// start, so that a misspelt time is refused instead of being passed over.
///
/// # Errors
/// When it is set to something else than a time.
pub fn check() -> Result<(), BadClock> {
    fixed().map(drop)
}

/// Whether the clock is fixed, so that it is of no use to wait.
#[must_use]
pub fn is_fixed() -> bool {
    fixed().ok().flatten().is_some()
}

fn fixed() -> Result<Option<DateTime<Utc>>, BadClock> {
    std::env::var_os(FIXED)
        .map(|text| read(&text.to_string_lossy()))
        .transpose()
}

fn read(text: &str) -> Result<DateTime<Utc>, BadClock> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.to_utc().trunc_subsecs(3))
        .map_err(|e| BadClock(text.to_owned(), e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_is_read_in_any_zone_and_nothing_else_is() {
        let at = read("2026-11-21T14:31:00.123456+02:00").unwrap();
        assert_eq!(at.to_rfc3339(), "2026-11-21T12:31:00.123+00:00");
        assert!(read("14:31").is_err());
        assert!(read("").is_err());
    }
}
