//! Durations in words.

use super::Precision;
use super::clocks::Lasted;
use chrono::TimeDelta;

/// `3 h 41 min`, `between 2 and 3 d`, `about 40 min`; the two largest units,
/// none finer than what was stated.
#[must_use]
pub fn lasted(lasted: &Lasted) -> String {
    if lasted.impossible() {
        return "impossible order: it ends before it starts".into();
    }
    let about = if lasted.approximate { "about " } else { "" };
    let (least, most) = (
        duration(lasted.least, lasted.precision),
        duration(lasted.most, lasted.precision),
    );
    if least == most {
        format!("{about}{most}")
    } else if lasted.least.is_zero() {
        format!("{about}{most} at most")
    } else {
        format!("{about}{least} to {most}")
    }
}

/// `3 h 41 min`: the two largest units, none finer than the precision.
#[must_use]
pub fn duration(span: TimeDelta, precision: Precision) -> String {
    let seconds = span.num_seconds();
    let (d, h, min, s) = (
        seconds / 86_400,
        seconds / 3600 % 24,
        seconds / 60 % 60,
        seconds % 60,
    );
    let two = |a: i64, one: &str, b: i64, other: &str| match b {
        0 => format!("{a} {one}"),
        _ => format!("{a} {one} {b} {other}"),
    };
    match (d, h, min, precision) {
        (1.., ..) => two(d, "d", h, "h"),
        (_, 1.., ..) => two(h, "h", min, "min"),
        (_, _, 1.., Precision::Day | Precision::Minute) => format!("{min} min"),
        (_, _, 1.., Precision::Second | Precision::Milli) => two(min, "min", s, "s"),
        (_, _, _, Precision::Day | Precision::Minute) => "under 1 min".into(),
        (_, _, _, Precision::Second | Precision::Milli) => format!("{s} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_say_two_units_and_never_more_than_was_stated() {
        let words = |seconds, precision| duration(TimeDelta::seconds(seconds), precision);
        assert_eq!(words(13_290, Precision::Minute), "3 h 41 min");
        assert_eq!(words(90_061, Precision::Second), "1 d 1 h");
        assert_eq!(words(61, Precision::Minute), "1 min");
        assert_eq!(words(61, Precision::Second), "1 min 1 s");
        assert_eq!(words(0, Precision::Minute), "under 1 min");
    }
}
