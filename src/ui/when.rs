//! Times as the panes show them.

use crate::app::{App, zone};
/// How long ago: `now`, `3m`, `2h`, `5d`.
pub use crate::domain::attention::span as age;
use crate::domain::{Precision, When};
use chrono::{DateTime, Datelike as _, Duration, NaiveDate, Utc};

/// The day of an instant in the zone that is shown.
#[must_use]
pub fn day(app: &App, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&zone::offset(app.shown_zone(), at))
        .date_naive()
}

/// `14:02`; blank for a bare date, which has no time of day.
#[must_use]
pub fn clock(app: &App, when: &When) -> String {
    if when.precision == Precision::Day {
        return "     ".into();
    }
    time(app, when.at)
}

/// `14:02`
#[must_use]
pub fn time(app: &App, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&zone::offset(app.shown_zone(), at));
    local.format("%H:%M").to_string()
}

/// `Sat 21 Nov 2026`
#[must_use]
pub fn day_words(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// `17:00` today, `22 Nov` on another day, `2027-01-05` in another year.
#[must_use]
pub fn due(app: &App, when: &When) -> String {
    let on = day(app, when.at);
    if on == day(app, app.now) && when.precision != Precision::Day {
        return clock(app, when);
    }
    let this_year = on.year() == day(app, app.now).year();
    let pattern = if this_year { "%-d %b" } else { "%Y-%m-%d" };
    on.format(pattern).to_string()
}

/// How long until a moment, or since: `12m`, `3h05m`, `4d`, and whether it
/// has passed by a minute or more. Hours up to 72, as `age` has them.
#[must_use]
pub fn countdown(until: Duration) -> (String, bool) {
    let late = until <= Duration::minutes(-1);
    // What remains of a minute counts as one: `in 1m`, and never `in 0m` early.
    let seconds = until.num_seconds().abs();
    let minutes = if late {
        seconds / 60
    } else {
        (seconds + 59) / 60
    };
    let words = match minutes {
        ..60 => format!("{minutes}m"),
        60..=4320 => format!("{}h{:02}m", minutes / 60, minutes % 60),
        _ => format!("{}d", minutes / 1440),
    };
    (words, late)
}

/// `1 284`
#[must_use]
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_time_read_at_a_glance() {
        let count = |seconds| countdown(Duration::seconds(seconds));
        assert_eq!(count(30), ("1m".into(), false));
        assert_eq!(count(0), ("0m".into(), false));
        assert_eq!(count(-60), ("1m".into(), true));
        assert!(!count(-59).1);
        assert_eq!(count(3 * 3600 + 300), ("3h05m".into(), false));
        assert_eq!(count(72 * 3600), ("72h00m".into(), false));
        assert_eq!(count(-4 * 86_400), ("4d".into(), true));
        assert_eq!(grouped(1_284), "1 284");
        assert_eq!(grouped(999), "999");
    }
}
