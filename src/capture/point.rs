//! One point in time as it is written: `14:05:33`, `2026-11-20 2:05 PM`,
//! `yesterday 23:50`, `-1h30m`, `now`. Only its shape and whether there is
//! such a time; what it means needs a zone, see [`super::time`].

use super::Mistake;
use super::zone::ends;
use crate::domain::{Precision, visible_line};
use jiff::civil;
use std::ops::Range;

/// A point as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Point {
    /// `now`
    Now,
    /// `-1h30m`, `+2h`: seconds from now, to the minute or to the second.
    Relative(i64, Precision),
    /// A date, a time of day, or both.
    Civil(Day, Option<Clock>),
}

/// The date of a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Day {
    /// None: that of the start of the range, else today.
    Unsaid,
    /// Days from today: `yesterday` is -1.
    FromToday(i64),
    /// Given in full.
    On(civil::Date),
}

/// A point with the byte after it.
pub(super) type Found = Option<(Point, usize)>;

/// A time of day, no finer than it was stated.
type Clock = (civil::Time, Precision);

/// The years that an incident can lie in; beyond them is a slip of the finger.
const YEARS: Range<i16> = 1970..2200;

/// Reads the point that begins at byte `at`; none where the line only
/// resembles one (`10.0.0.5`, `404 errors`, `12:34:56:78:9a:bc`).
pub(super) fn point(line: &str, at: usize) -> Result<Found, Mistake> {
    let rest = &line[at..];
    if let Some(after) = word(rest, "now") {
        return Ok(Some((Point::Now, at + after)));
    }
    if rest.starts_with('-') {
        return relative(line, at);
    }
    for (name, days) in [("yesterday", -1), ("today", 0), ("tomorrow", 1)] {
        let Some(after) = word(rest, name) else {
            continue;
        };
        let from = at + after;
        let gap = spaces(&line[from..]);
        let time = if gap == 0 {
            None
        } else {
            clock(line, from + gap, false)?
        };
        return Ok(time.map(|(time, end)| (Point::Civil(Day::FromToday(days), Some(time)), end)));
    }
    if let Some((date, end)) = date(line, at)? {
        return dated(line, date, end);
    }
    let time = clock(line, at, false)?;
    Ok(time.map(|(time, end)| (Point::Civil(Day::Unsaid, Some(time)), end)))
}

/// What may follow a date: `T` or a space, and a time of day.
fn dated(line: &str, date: civil::Date, end: usize) -> Result<Found, Mistake> {
    let rest = &line[end..];
    if rest.starts_with(['T', 't']) {
        let time = clock(line, end + 1, true)?;
        return Ok(time.map(|(time, end)| (Point::Civil(Day::On(date), Some(time)), end)));
    }
    let comma = usize::from(rest.starts_with(", "));
    let gap = spaces(&rest[comma..]);
    if gap > 0
        && let Some((time, end)) = clock(line, end + comma + gap, true)?
    {
        return Ok(Some((Point::Civil(Day::On(date), Some(time)), end)));
    }
    // `2026-11-20-backup.tar` is a name; `2026-11-20UTC` is a date.
    let zoned = matches!(super::zone::read(rest, true), Ok(Some(_)) | Err(_));
    Ok((ends(rest) || zoned).then_some((Point::Civil(Day::On(date), None), end)))
}

/// The bytes of white space a text begins with.
pub(super) fn spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The length of a word the text begins with, whatever its case.
fn word(text: &str, name: &str) -> Option<usize> {
    let head = text.get(..name.len())?;
    (head.eq_ignore_ascii_case(name) && ends(&text[name.len()..])).then_some(name.len())
}

/// The digits a text begins with, at most nine of them.
fn digits(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    &text[..end.min(9)]
}

fn number<T: std::str::FromStr + Default>(digits: &str) -> T {
    digits.parse().unwrap_or_default()
}

/// `2026-11-20`. What is surely a date but not written so is a mistake.
fn date(line: &str, at: usize) -> Result<Option<(civil::Date, usize)>, Mistake> {
    let rest = &line[at..];
    let y = digits(rest);
    let Some(sign) = rest[y.len()..]
        .chars()
        .next()
        .filter(|c| "-/.".contains(*c))
    else {
        return Ok(None);
    };
    let m = digits(&rest[y.len() + 1..]);
    let month_end = y.len() + 1 + m.len();
    if !rest[month_end..].starts_with(sign) {
        return Ok(None);
    }
    let d = digits(&rest[month_end + 1..]);
    let end = month_end + 1 + d.len();
    let short = |s: &str| (1..=2).contains(&s.len());
    let year_first = y.len() == 4 && short(m) && short(d);
    let year_last = short(y) && short(m) && (d.len() == 4 || (sign == '/' && d.len() == 2));
    let after = &rest[end..];
    if (!year_first && !year_last) || (year_last && !ends(after)) {
        return Ok(None);
    }
    if year_first && sign == '-' && m.len() == 2 && d.len() == 2 {
        return exact(line, at, [y, m, d]).map(|date| Some((date, at + end)));
    }
    let century = number::<i16>(if year_first { y } else { d });
    if !ends(after) || !(YEARS.contains(&century) || d.len() == 2) {
        return Ok(None);
    }
    Err(Mistake::new(
        line,
        at..at + end,
        format!("`{}` is not how a date is written here", &rest[..end]),
        "write year-month-day: 2026-11-20",
    ))
}

fn exact(line: &str, at: usize, [y, m, d]: [&str; 3]) -> Result<civil::Date, Mistake> {
    let range = at..at + 10;
    if !YEARS.contains(&number(y)) {
        let hint = "years go from 1970 to 2199; put `\\` before it to keep it as text";
        return Err(Mistake::new(
            line,
            range,
            format!("there is no year {y} here"),
            hint,
        ));
    }
    civil::Date::new(number(y), number(m), number(d)).map_err(|_| {
        Mistake::new(
            line,
            range,
            format!("there is no {y}-{m}-{d}"),
            "write a date that exists; put `\\` before it to keep it as text",
        )
    })
}

/// `14:05`, `14:05:33`, `14:05:33.250`, `2:05 PM`. `dated` is whether a date
/// stands before it.
fn clock(line: &str, at: usize, dated: bool) -> Result<Option<(Clock, usize)>, Mistake> {
    let Some(shape) = Shape::read(&line[at..]) else {
        return Ok(None);
    };
    let end = at + shape.length;
    let rest = &line[end..];
    let half = half_day(rest);
    let after = end + half.map_or(0, |(_, n)| n);
    if half.is_none() {
        range_by_dash(line, at, end, dated || shape.seconds.is_some())?;
    }
    let tail = &line[after..];
    let attached = super::zone::read(tail, true);
    let zoned = !tail.is_empty() && !matches!(attached, Ok(None));
    if !ends(tail) && !zoned {
        let token = tail.split_whitespace().next().unwrap_or("");
        let letters = token.bytes().all(|b| b.is_ascii_alphabetic());
        if letters && shape.time(half).is_ok() {
            return Err(Mistake::new(
                line,
                after..after + token.len(),
                format!("`{token}` after a time is no zone"),
                "put a space between the time and the text",
            ));
        }
        return Ok(None);
    }
    let time = shape.time(half).map_err(|(what, hint)| {
        let written = visible_line(&line[at..after]).into_owned();
        Mistake::new(
            line,
            at..after,
            format!("there is no {written}: {what}"),
            hint,
        )
    })?;
    Ok(Some((time, after)))
}

/// `14:05-14:20` could be a range or an offset: that has to be said.
fn range_by_dash(line: &str, at: usize, end: usize, offset: bool) -> Result<(), Mistake> {
    let rest = &line[end..];
    let Some(sign) = rest.chars().next().filter(|c| "-–—/".contains(*c)) else {
        return Ok(());
    };
    let second = Shape::read(&rest[sign.len_utf8()..]).filter(|s| s.seconds.is_none());
    let Some(second) = second.filter(|_| !(sign == '-' && offset)) else {
        return Ok(());
    };
    let till = end + sign.len_utf8() + second.length;
    let (a, b) = (&line[at..end], &line[end + sign.len_utf8()..till]);
    Err(Mistake::new(
        line,
        at..till,
        format!("`{}` may be a range or an offset", &line[at..till]),
        format!("a range is written {a}..{b}, an offset behind a space: {a} -{b}"),
    ))
}

/// Digits in the shape of a time of day.
struct Shape<'a> {
    hour: &'a str,
    minute: &'a str,
    seconds: Option<&'a str>,
    fraction: Option<&'a str>,
    length: usize,
}

impl<'a> Shape<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let hour = digits(text);
        let rest = text[hour.len()..].strip_prefix(':')?;
        let minute = digits(rest);
        if !(1..=2).contains(&hour.len()) || minute.len() != 2 {
            return None;
        }
        let rest = &rest[2..];
        let mut shape = Self {
            hour,
            minute,
            seconds: None,
            fraction: None,
            length: text.len() - rest.len(),
        };
        let seconds = rest.strip_prefix(':').map(digits);
        shape.seconds = seconds.filter(|s| s.len() == 2);
        if shape.seconds.is_some() {
            shape.length += 3;
            let rest = &rest[3..];
            let fraction = rest.strip_prefix(['.', ',']).map(digits);
            shape.fraction = fraction.filter(|f| !f.is_empty());
            shape.length += shape.fraction.map_or(0, |f| 1 + f.len());
        }
        Some(shape)
    }

    /// The time, or why there is none and what to write.
    fn time(&self, half: Option<(bool, usize)>) -> Result<Clock, (&'static str, &'static str)> {
        let (minute, second) = (number::<i8>(self.minute), self.seconds.map_or(0, number));
        let hour = match (number::<i8>(self.hour), half) {
            (24, None) => return Err(("a day ends at 24:00", "write 00:00 of the next day")),
            (0..=23, None) => number(self.hour),
            (_, None) => return Err(("a day has 24 hours", "hours go from 00 to 23")),
            (h @ 1..=12, Some((afternoon, _))) => h % 12 + if afternoon { 12 } else { 0 },
            (_, Some(_)) => {
                return Err((
                    "with AM or PM, hours go from 1 to 12",
                    "leave AM or PM away for the 24-hour clock",
                ));
            }
        };
        if minute > 59 || second > 59 {
            return Err((
                "an hour has 60 minutes of 60 seconds",
                "both go from 00 to 59",
            ));
        }
        let milli: i32 = self
            .fraction
            .map_or(0, |f| number(&format!("{f:0<3}")[..3]));
        let precision = match (self.seconds, self.fraction) {
            (_, Some(_)) => Precision::Milli,
            (Some(_), None) => Precision::Second,
            (None, None) => Precision::Minute,
        };
        let time = civil::Time::new(hour, minute, second, milli * 1_000_000);
        time.map(|time| (time, precision))
            .map_err(|_| ("no clock shows it", "write it as 14:05"))
    }
}

/// `PM`, `p.m.`: whether afternoon, and its length with the spaces before it.
pub(super) fn half_day(rest: &str) -> Option<(bool, usize)> {
    let gap = spaces(rest);
    let text = &rest[gap..];
    let found = ["a.m.", "p.m.", "am", "pm"].iter().find(|w| {
        text.get(..w.len())
            .is_some_and(|t| t.eq_ignore_ascii_case(w))
            && ends(&text[w.len()..])
    })?;
    Some((found.starts_with('p'), gap + found.len()))
}

/// `-20m`, `-1h30m`, `-1d`.
fn relative(line: &str, at: usize) -> Result<Found, Mistake> {
    let Some((seconds, precision, length)) = span(&line[at + 1..]) else {
        return nearly_relative(line, at).map_or(Ok(None), Err);
    };
    Ok(Some((
        Point::Relative(-seconds, precision),
        at + 1 + length,
    )))
}

/// `1h30m`: seconds, precision and length. Units fall and stand once each.
pub(super) fn span(text: &str) -> Option<(i64, Precision, usize)> {
    let (mut at, mut total, mut last) = (0, 0_i64, i64::MAX);
    loop {
        let count = digits(&text[at..]);
        if count.is_empty() {
            break;
        }
        let unit = match text[at + count.len()..].chars().next()? {
            'w' => 7 * 86_400,
            'd' => 86_400,
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        if unit >= last {
            return None;
        }
        total += number::<i64>(count) * unit;
        last = unit;
        at += count.len() + 1;
    }
    let precision = if last == 1 {
        Precision::Second
    } else {
        Precision::Minute
    };
    (at > 0 && ends(&text[at..])).then_some((total, precision, at))
}

/// `-20min` and `-1h30` are meant as times, and said to be none.
fn nearly_relative(line: &str, at: usize) -> Option<Mistake> {
    let rest = &line[at + 1..];
    let token = rest.split_whitespace().next()?;
    let count = digits(token);
    let unit = token[count.len()..].trim_end_matches([',', ':', '.']);
    let long = [
        "min", "mins", "minute", "minutes", "hr", "hrs", "hour", "hours", "sec", "secs", "second",
        "seconds", "day", "days",
    ];
    let unit = unit.to_ascii_lowercase();
    let open = unit
        .strip_prefix(['h', 'm'])
        .is_some_and(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()));
    (!count.is_empty() && (long.contains(&unit.as_str()) || open)).then(|| {
        Mistake::new(
            line,
            at..at + 1 + token.len(),
            format!(
                "`-{}` is not how a time ago is written",
                visible_line(token)
            ),
            "write -20m, -2h, -1h30m or -1d",
        )
    })
}
