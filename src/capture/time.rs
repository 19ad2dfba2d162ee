//! The time a line begins with: a point or a range, its zone, whether it is
//! approximate; and what that is as a [`When`].

use super::point::{Day, Point, point, spaces};
use super::zone::{Local, ZoneSpec, read};
use super::{Context, Mistake, Remark};
use crate::domain::{Precision, When, Zone, offset_words, visible_line};
use chrono::{DateTime, Duration, Utc};
use jiff::civil;
use std::ops::Range;

/// A time, and what there is to say about it.
#[derive(Debug)]
pub(super) struct Timed {
    pub(super) when: When,
    /// Its bytes, from `~` to the zone.
    pub(super) range: Range<usize>,
    pub(super) remarks: Vec<Remark>,
    /// Its start as written.
    pub(super) start: Point,
    /// It states its zone.
    pub(super) zoned: bool,
}

/// The time at the start of a line, and where the text after it begins.
/// Brackets, bold signs and the dash or colon of a pasted list are not text.
pub(super) fn leading(
    line: &str,
    from: usize,
    cx: &Context<'_>,
) -> Result<Option<(Timed, usize)>, Mistake> {
    let rest = &line[from..];
    let (open, close) = [("**", "**"), ("[", "]")]
        .into_iter()
        .find(|(open, _)| rest.starts_with(open))
        .unwrap_or_default();
    let Some(mut timed) = time(line, from + open.len(), cx)? else {
        return Ok(None);
    };
    timed.look_ahead(cx.now);
    let end = timed.range.end;
    let Some(after) = line[end..].strip_prefix(close) else {
        return Err(Mistake::new(
            line,
            from..end,
            format!("`{open}` before a time is not closed behind it"),
            format!("write `{open}14:05{close}`, or the time alone"),
        ));
    };
    let start = line.len() - after.len() + separator(after);
    Ok(Some((timed, start)))
}

/// The bytes between a time and its text: spaces, and the `,` `:` `-` `–` of
/// a list that was pasted.
pub(super) fn separator(after: &str) -> usize {
    let tight = usize::from(after.starts_with([',', ':', ';']));
    let gap = tight + spaces(&after[tight..]);
    let rest = &after[gap..];
    let sign = rest.chars().next().filter(|c| ":-–—".contains(*c));
    match sign {
        Some(c) if tight == 0 && blank(&rest[c.len_utf8()..]) => {
            gap + c.len_utf8() + spaces(&rest[c.len_utf8()..])
        }
        Some(_) | None => gap,
    }
}

fn blank(rest: &str) -> bool {
    rest.chars().next().is_none_or(char::is_whitespace)
}

/// The time that begins at byte `from`.
pub(super) fn time(line: &str, from: usize, cx: &Context<'_>) -> Result<Option<Timed>, Mistake> {
    let approximate = line[from..].starts_with('~');
    let Some((start, end)) = point(line, from + usize::from(approximate))? else {
        return Ok(None);
    };
    let (mut zone, mut end) = zone(line, end)?;
    let first = from..end;
    let mut until = None;
    if let Some(at) = range_sign(&line[end..]) {
        let at = end + at;
        let (second, after) = point(line, at)?.ok_or_else(|| no_end(line, from, at))?;
        let (own, after) = self::zone(line, after)?;
        if zone.is_some() && own.is_some() {
            same_zone(line, from..after, zone.as_ref(), own.as_ref())?;
        }
        zone = zone.or(own);
        until = Some((second, at..after));
        end = after;
    }
    let mut reading = Reading::new(line, cx);
    let zoned = zone.is_some();
    let missing = !zoned && ZoneSpec::of(cx.zone).is_none();
    reading.zone = zone.unwrap_or(reading.zone);
    if missing {
        reading.no_default(from..end);
    }
    let mut when = reading.when(start, &first, until)?;
    when.approximate = approximate;
    if let Some(text) = reading.zone.out_of_season(when.at) {
        let at = from..end;
        reading.remarks.push(Remark { at, text });
    }
    Ok(Some(Timed {
        when,
        range: from..end,
        remarks: reading.remarks,
        start,
        zoned,
    }))
}

impl Timed {
    /// Something that occurred and yet lies ahead is worth a second look.
    fn look_ahead(&mut self, now: DateTime<Utc>) {
        let ahead = self.when.at - now;
        if ahead < Duration::minutes(1) || matches!(self.start, Point::Relative(..)) {
            return;
        }
        let hint = match self.start {
            Point::Civil(Day::Unsaid, _) => "; for the day before, write yesterday or the date",
            Point::Civil(..) | Point::Now | Point::Relative(..) => "",
        };
        let at = self.range.clone();
        let text = format!("{} ahead{hint}", words(ahead));
        self.remarks.push(Remark { at, text });
    }
}

/// The byte behind the point that begins at byte `from` and behind its zone.
/// Where there is a mistake in it, that is part of it: it is told at its place
/// when the point is read.
pub(super) fn end_of_point(line: &str, from: usize) -> Option<usize> {
    let found = point(line, from).and_then(|found| match found {
        Some((_, end)) => zone(line, end).map(|(_, end)| Some(end)),
        None => Ok(None),
    });
    found.unwrap_or_else(|mistake| Some(mistake.at.end))
}

/// The zone behind a point, attached or after spaces, and the byte after it.
fn zone(line: &str, end: usize) -> Result<(Option<ZoneSpec>, usize), Mistake> {
    let gap = spaces(&line[end..]);
    let at = end + gap;
    match read(&line[at..], gap == 0) {
        Ok(Some((zone, length))) => Ok((Some(zone), at + length)),
        Ok(None) => Ok((None, end)),
        Err((what, hint)) => {
            let word = line[at..].split_whitespace().next().unwrap_or("");
            Err(Mistake::new(line, at..at + word.len(), what, hint))
        }
    }
}

/// `..` but not an ellipsis: the byte after it and its spaces.
pub(super) fn range_sign(rest: &str) -> Option<usize> {
    let gap = spaces(rest);
    let after = rest[gap..].strip_prefix("..")?;
    // `...` is an ellipsis, `../etc` a path.
    (!after.starts_with(['.', '/', '\\'])).then(|| gap + 2 + spaces(after))
}

fn no_end(line: &str, from: usize, at: usize) -> Mistake {
    let word = line[at..].split_whitespace().next().unwrap_or("");
    Mistake::new(
        line,
        from..at + word.len(),
        "the range has no end that is a time",
        "write 14:05..14:20, or the start alone",
    )
}

fn same_zone(
    line: &str,
    at: Range<usize>,
    a: Option<&ZoneSpec>,
    b: Option<&ZoneSpec>,
) -> Result<(), Mistake> {
    let name = |zone: Option<&ZoneSpec>| zone.map(|z| z.at(DateTime::default()));
    if name(a) == name(b) {
        return Ok(());
    }
    let hint = "give one zone, behind the end";
    Err(Mistake::new(line, at, "the range names two zones", hint))
}

/// Makes an instant of what was written.
struct Reading<'a> {
    line: &'a str,
    cx: &'a Context<'a>,
    zone: ZoneSpec,
    remarks: Vec<Remark>,
}

impl<'a> Reading<'a> {
    /// In the default zone; in UTC where that does not exist.
    fn new(line: &'a str, cx: &'a Context<'a>) -> Self {
        Self {
            line,
            cx,
            zone: ZoneSpec::of(cx.zone).unwrap_or_else(ZoneSpec::utc),
            remarks: Vec::new(),
        }
    }

    fn no_default(&mut self, at: Range<usize>) {
        let name = visible_line(self.cx.zone);
        let text = format!("there is no time zone `{name}`, the default; read as UTC");
        self.remarks.push(Remark { at, text });
    }

    fn when(
        &mut self,
        start: Point,
        first: &Range<usize>,
        end: Option<(Point, Range<usize>)>,
    ) -> Result<When, Mistake> {
        let today = self.zone.civil(self.cx.now).date();
        let (at, zone, precision) = self.instant(start, today, None, first)?;
        let mut when = When {
            at,
            until: None,
            approximate: false,
            precision,
            zone,
        };
        if let Some((point, place)) = end {
            let day = self.zone.civil(at).date();
            let precise = Some(precision);
            let (until, there, stated) = self.instant(point, day, precise, &place)?;
            self.fits(precision, stated, first.start..place.end)?;
            when.until = Some(until);
            if there.offset != when.zone.offset {
                // The clocks changed in between: one offset holds for both ends.
                self.zone = self.zone.held(when.zone.offset);
                when.zone = self.zone.at(at);
                if precision == Precision::Day {
                    let shift = i64::from(there.offset - when.zone.offset);
                    when.until = Some(until + Duration::seconds(shift));
                }
            }
            if when.until < Some(at) {
                return Err(Mistake::new(
                    self.line,
                    place,
                    "the range ends before it starts",
                    "if it ended on another day, write that date before the end",
                ));
            }
        }
        Ok(when)
    }

    /// The instant, zone and precision of a point. `day` is that of a time of
    /// day without a date, `coarse` what `now` is rounded down to.
    fn instant(
        &self,
        point: Point,
        day: civil::Date,
        coarse: Option<Precision>,
        place: &Range<usize>,
    ) -> Result<(DateTime<Utc>, Zone, Precision), Mistake> {
        let exact = |at: DateTime<Utc>, precision| {
            let at = self.down(at, precision);
            Ok((at, self.zone.at(at), precision))
        };
        match point {
            Point::Now => exact(self.cx.now, coarse.unwrap_or(Precision::Second)),
            Point::Relative(seconds, precision) => {
                let at = Duration::try_seconds(seconds)
                    .and_then(|d| self.cx.now.checked_add_signed(d))
                    .filter(|at| at.timestamp() >= 0 && at.timestamp() < 7_258_118_400)
                    .ok_or_else(|| {
                        let what = "that is before any computer's time";
                        Mistake::new(self.line, place.clone(), what, "write the date")
                    })?;
                exact(at, precision)
            }
            Point::Civil(said, time) => {
                let today = self.zone.civil(self.cx.now).date();
                let date = match said {
                    Day::Unsaid => day,
                    Day::On(date) => date,
                    Day::FromToday(days) => from_today(today, days),
                };
                let Some((time, precision)) = time else {
                    let (at, zone) = self.zone.day(date);
                    return Ok((at, zone, Precision::Day));
                };
                let (at, zone) = self.local(date.to_datetime(time), place)?;
                Ok((at, zone, precision))
            }
        }
    }

    /// An instant without what is finer than the precision, in the zone.
    fn down(&self, at: DateTime<Utc>, precision: Precision) -> DateTime<Utc> {
        let ms = at.timestamp_millis();
        let unit = match precision {
            Precision::Day => return self.zone.day(self.zone.civil(at).date()).0,
            Precision::Minute => 60_000,
            Precision::Second => 1000,
            Precision::Milli => 1,
        };
        let shift = i64::from(self.zone.at(at).offset) * 1000;
        let ms = (ms + shift).div_euclid(unit) * unit - shift;
        DateTime::from_timestamp_millis(ms).unwrap_or(at)
    }

    fn local(
        &self,
        time: civil::DateTime,
        place: &Range<usize>,
    ) -> Result<(DateTime<Utc>, Zone), Mistake> {
        let name = || self.zone.at(self.cx.now).name;
        let mistake =
            |what: String, hint: String| Err(Mistake::new(self.line, place.clone(), what, hint));
        match self.zone.local(time) {
            Local::One(at, zone) => Ok((at, zone)),
            Local::Skipped => mistake(
                format!(
                    "{time} did not happen in {}: the clocks jumped over it",
                    name()
                ),
                "write a time before or after, or the time in UTC".into(),
            ),
            Local::Twice(a, b) => mistake(
                format!("{time} happened twice in {}: the clocks went back", name()),
                format!(
                    "write the offset: {} the first time, {} the second",
                    offset_words(a),
                    offset_words(b)
                ),
            ),
        }
    }

    fn fits(&self, a: Precision, b: Precision, place: Range<usize>) -> Result<(), Mistake> {
        if a == b {
            return Ok(());
        }
        Err(Mistake::new(
            self.line,
            place,
            "one end of the range is more precise than the other",
            "write both to the day, to the minute or to the second",
        ))
    }
}

/// `9h 40m`, `3d 4h`.
pub(super) fn words(span: Duration) -> String {
    let minutes = span.num_minutes();
    match (minutes / 1440, minutes / 60 % 24, minutes % 60) {
        (0, 0, m) => format!("{m}m"),
        (0, h, m) => format!("{h}h {m}m"),
        (d, h, _) => format!("{d}d {h}h"),
    }
}

/// A moment counted from now, in the default zone; none beyond the years
/// that times can lie in.
pub(super) fn from_now(seconds: i64, precision: Precision, cx: &Context<'_>) -> Option<When> {
    Reading::new("", cx)
        .when(Point::Relative(seconds, precision), &(0..0), None)
        .ok()
}

/// A whole day counted from today, in the default zone.
pub(super) fn whole_day(days: i64, cx: &Context<'_>) -> When {
    let zone = ZoneSpec::of(cx.zone).unwrap_or_else(ZoneSpec::utc);
    let (at, zone) = zone.day(from_today(zone.civil(cx.now).date(), days));
    When {
        at,
        until: None,
        approximate: false,
        precision: Precision::Day,
        zone,
    }
}

fn from_today(today: civil::Date, days: i64) -> civil::Date {
    today
        .checked_add(jiff::Span::new().days(days))
        .unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::super::testing::told;

    fn table(zone: &str, rows: &[(&str, &str)]) {
        for (line, expected) in rows {
            assert_eq!(told(line, zone), *expected, "{line}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn points_dates_and_times_of_day_are_read() {
        table("UTC", &[
        ("14:05 x", "2026-11-20T14:05:00 Minute UTC0 | x"),
        ("14:05:33 x", "2026-11-20T14:05:33 Second UTC0 | x"),
        ("14:05:33.250 x", "2026-11-20T14:05:33.250 Milli UTC0 | x"),
        ("14:05:33,2504 x", "2026-11-20T14:05:33.250 Milli UTC0 | x"),
        ("9:49 UTC x", "2026-11-20T09:49:00 Minute UTC0 | x"),
        ("2:05 PM x", "2026-11-20T14:05:00 Minute UTC0 | x"),
        ("2:05pm x", "2026-11-20T14:05:00 Minute UTC0 | x"),
        ("12:00 a.m. x", "2026-11-20T00:00:00 Minute UTC0 | x"),
        ("12:00 PM, x", "2026-11-20T12:00:00 Minute UTC0 | x"),
        ("2026-11-20 09:40 x", "2026-11-20T09:40:00 Minute UTC0 | x"),
        ("2026-11-20T09:40:00Z x", "2026-11-20T09:40:00 Second Z0 | x"),
        ("2026-11-20T09:40:00-08:00 x", "2026-11-20T17:40:00 Second -08:00-28800 | x !3h 14m ahead"),
        ("2026-11-20 x", "2026-11-20T00:00:00 Day UTC0 | x"),
        ("2026-11-20, 09:40 x", "2026-11-20T09:40:00 Minute UTC0 | x"),
        ("yesterday 23:50 x", "2026-11-19T23:50:00 Minute UTC0 | x"),
        ("today 09:00 x", "2026-11-20T09:00:00 Minute UTC0 | x"),
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn times_counted_from_now_are_read_to_the_minute() {
        table("UTC", &[
        ("-20m x", "2026-11-20T14:05:00 Minute UTC0 | x"),
        ("-2h x", "2026-11-20T12:25:00 Minute UTC0 | x"),
        ("-1h30m x", "2026-11-20T12:55:00 Minute UTC0 | x"),
        ("-1d x", "2026-11-19T14:25:00 Minute UTC0 | x"),
        ("-90s x", "2026-11-20T14:24:10 Second UTC0 | x"),
        ("now x", "2026-11-20T14:25:40 Second UTC0 | x"),
        ("now the proxy is down", "2026-11-20T14:25:40 Second UTC0 | the proxy is down"),
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn ranges_and_approximate_times_are_read() {
        table("UTC", &[
        ("14:05..14:20 x", "2026-11-20T14:05:00/2026-11-20T14:20:00 Minute UTC0 | x"),
        ("14:05 .. 14:20 x", "2026-11-20T14:05:00/2026-11-20T14:20:00 Minute UTC0 | x"),
        ("2026-11-20 09:40..10:05 PST x", "2026-11-20T17:40:00/2026-11-20T18:05:00 Minute PST-28800 | x !3h 14m ahead"),
        ("2026-11-19 23:50..2026-11-20 00:10 x", "2026-11-19T23:50:00/2026-11-20T00:10:00 Minute UTC0 | x"),
        ("-20m..now x", "2026-11-20T14:05:00/2026-11-20T14:25:00 Minute UTC0 | x"),
        ("2026-11-18..2026-11-20 x", "2026-11-18T00:00:00/2026-11-20T00:00:00 Day UTC0 | x"),
        ("~14:05 x", "~2026-11-20T14:05:00 Minute UTC0 | x"),
        ("~2026-11-20 09:40 PST * x", "~2026-11-20T17:40:00 Minute PST-28800 | x !3h 14m ahead"),
        ("~4250 transactions", "now | ~4250 transactions"),
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn what_cannot_be_meant_is_said_at_its_place() {
        table("UTC", &[
        ("13:06 PM x", "0-8 there is no 13:06 PM: with AM or PM, hours go from 1 to 12"),
        ("28:30 x", "0-5 there is no 28:30: a day has 24 hours"),
        ("14:60 x", "0-5 there is no 14:60: an hour has 60 minutes of 60 seconds"),
        ("24:00 x", "0-5 there is no 24:00: a day ends at 24:00"),
        ("2026-02-31 x", "0-10 there is no 2026-02-31"),
        ("2026-13-01 x", "0-10 there is no 2026-13-01"),
        ("2026-11-20 25:00 x", "11-16 there is no 25:00: a day has 24 hours"),
        ("0:05 AM x", "0-7 there is no 0:05 AM: with AM or PM, hours go from 1 to 12"),
        ("1850-01-01 x", "0-10 there is no year 1850 here"),
        ("14:20..14:05 x", "7-12 the range ends before it starts"),
        ("14:05..foo", "0-10 the range has no end that is a time"),
        ("14:05.. x", "0-9 the range has no end that is a time"),
        ("14:05..14:20:30 x", "0-15 one end of the range is more precise than the other"),
        ("14:05 UTC..14:20 PST x", "0-20 the range names two zones"),
        ("14:05-14:20 x", "0-11 `14:05-14:20` may be a range or an offset"),
        ("14:05–14:20 x", "0-13 `14:05–14:20` may be a range or an offset"),
        ("14:05 - 14:20 x", "8-13 a time where the text should begin"),
        ("[14:33 foo", "0-6 `[` before a time is not closed behind it"),
        ("- 28:30 foo", "2-7 there is no 28:30: a day has 24 hours"),
        ("14:05foo x", "5-8 `foo` after a time is no zone"),
        ("14:05h x", "5-6 `h` after a time is no zone"),
        ("07-27-2023 2:14 pm - x", "0-10 `07-27-2023` is not how a date is written here"),
        ("4/25/23 x", "0-7 `4/25/23` is not how a date is written here"),
        ("2024/03/05 x", "0-10 `2024/03/05` is not how a date is written here"),
        ("2026-1-5 x", "0-8 `2026-1-5` is not how a date is written here"),
        ("10.11.2023 x", "0-10 `10.11.2023` is not how a date is written here"),
        ("-20min x", "0-6 `-20min` is not how a time ago is written"),
        ("-1h30 x", "0-5 `-1h30` is not how a time ago is written"),
        ("> 14:05 x", "2-7 a time where the text should begin"),
        ("* 2024-03-05 01:09 UTC - Package", "2-22 a time where the text should begin"),
        ("2024-06-28 7:09 AM Eastern: x", "19-27 Eastern is at another offset in summer than in winter"),
        ("14:05 ET x", "6-8 ET is at another offset in summer than in winter"),
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn what_is_pasted_from_a_list_is_read() {
        table("UTC", &[
        ("14:05Z..14:20Z x", "2026-11-20T14:05:00/2026-11-20T14:20:00 Minute Z0 | x"),
        ("14:33, foo", "2026-11-20T14:33:00 Minute UTC0 | foo !7m ahead; for the day before, write yesterday or the date"),
        ("14:33 - foo", "2026-11-20T14:33:00 Minute UTC0 | foo !7m ahead; for the day before, write yesterday or the date"),
        ("14:33: foo", "2026-11-20T14:33:00 Minute UTC0 | foo !7m ahead; for the day before, write yesterday or the date"),
        ("[14:33] foo", "2026-11-20T14:33:00 Minute UTC0 | foo !7m ahead; for the day before, write yesterday or the date"),
        ("- 08:42:33 new user `dvolk` created", "2026-11-20T08:42:33 Second UTC0 | new user `dvolk` created"),
        ("- 14:33, admin@pypi.org receives", "2026-11-20T14:33:00 Minute UTC0 | admin@pypi.org receives !7m ahead; for the day before, write yesterday or the date"),
        ("- **21:45 UTC** - Deploy", "2026-11-20T21:45:00 Minute UTC0 | Deploy !7h 19m ahead; for the day before, write yesterday or the date"),
        ("**2018-07-12 9:49 UTC**: The", "2018-07-12T09:49:00 Minute UTC0 | The"),
        ("**bold** text", "now | **bold** text"),
        ("- foo", "now | - foo"),
        ("2026-11-20 09:40:00-08:00 x", "2026-11-20T17:40:00 Second -08:00-28800 | x !3h 14m ahead"),
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn a_time_that_lies_ahead_is_kept_and_pointed_at() {
        table("UTC", &[
        ("23:59 x", "2026-11-20T23:59:00 Minute UTC0 | x !9h 33m ahead; for the day before, write yesterday or the date"),
        ("2026-12-01 x", "2026-12-01T00:00:00 Day UTC0 | x !10d 9h ahead"),
        ("12:45 PM PST Saturday Oct 30th: First", "2026-11-20T20:45:00 Minute PST-28800 | Saturday Oct 30th: First !6h 19m ahead; for the day before, write yesterday or the date !kept as text; a date is written 2026-11-20, before the time"),
        ("22:30 UTC (Oct 29) - x", "2026-11-20T22:30:00 Minute UTC0 | (Oct 29) - x !8h 4m ahead; for the day before, write yesterday or the date !kept as text; a date is written 2026-11-20, before the time"),
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn what_only_begins_with_digits_is_text() {
        table("UTC", &[
        ("404 errors on the login page", "now | 404 errors on the login page"),
        ("10.0.0.5 is scanning", "now | 10.0.0.5 is scanning"),
        ("2 hosts down", "now | 2 hosts down"),
        ("3:1 ratio", "now | 3:1 ratio"),
        ("12:34:56:78:9a:bc MAC", "now | 12:34:56:78:9a:bc MAC !begins like a time and is kept as text; a time ends at a space"),
        ("2001:db8::1 x", "now | 2001:db8::1 x"),
        ("1405 foo", "now | 1405 foo !kept as text; a time is written 14:05"),
        ("1405 hosts", "now | 1405 hosts !kept as text; a time is written 14:05"),
        ("2pm call", "now | 2pm call !kept as text; a time is written 2:05 PM or 14:05"),
        ("yesterday we saw", "now | yesterday we saw !kept as text; with its time it is `yesterday 23:50`"),
        ("1/2 hosts", "now | 1/2 hosts"),
        ("-5 degrees", "now | -5 degrees"),
        ("-v flag", "now | -v flag"),
        ("--help", "now | --help"),
        ("-10k x", "now | -10k x"),
        ("2026-11-20-backup.tar was", "now | 2026-11-20-backup.tar was"),
        ("2026-11-20.log", "now | 2026-11-20.log"),
        ("2023-03-03[^3]: x", "2023-03-03T00:00:00 Day UTC0 | [^3]: x"),
        ("14:05 ../../etc/passwd", "2026-11-20T14:05:00 Minute UTC0 | ../../etc/passwd"),
        ("14:05... x", "2026-11-20T14:05:00 Minute UTC0 | ... x"),
        ("14:05 Pacific team", "2026-11-20T14:05:00 Minute UTC0 | Pacific team"),
        ("> now x", "now | now x"),
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn zones_are_kept_as_written_and_never_guessed() {
        table("UTC", &[
        ("14:05 Z x", "2026-11-20T14:05:00 Minute Z0 | x"),
        ("14:05 GMT x", "2026-11-20T14:05:00 Minute GMT0 | x"),
        ("14:05 utc x", "2026-11-20T14:05:00 Minute UTC0 | x"),
        ("14:05 +05:30 x", "2026-11-20T08:35:00 Minute +05:3019800 | x"),
        ("14:05 -0800 x", "2026-11-20T22:05:00 Minute -0800-28800 | x !7h 39m ahead; for the day before, write yesterday or the date"),
        ("14:05 +2 hosts", "2026-11-20T14:05:00 Minute UTC0 | +2 hosts"),
        ("14:05+2 x", "2026-11-20T12:05:00 Minute +02:007200 | x"),
        ("14:05 UTC+2 x", "2026-11-20T12:05:00 Minute UTC7200 | x"),
        ("14:05 UTC+05:30 x", "2026-11-20T08:35:00 Minute UTC19800 | x"),
        ("14:05 Europe/Vienna x", "2026-11-20T13:05:00 Minute Europe/Vienna3600 | x"),
        ("14:05 europe/vienna: x", "2026-11-20T13:05:00 Minute Europe/Vienna3600 | x"),
        ("14:05 Europe/Wien x", "6-17 there is no time zone `Europe/Wien`"),
        ("14:05 CI/CD x", "2026-11-20T14:05:00 Minute UTC0 | CI/CD x"),
        ("14:05 PST x", "2026-11-20T22:05:00 Minute PST-28800 | x !7h 39m ahead; for the day before, write yesterday or the date"),
        ("14:05 pst x", "2026-11-20T22:05:00 Minute PST-28800 | x !7h 39m ahead; for the day before, write yesterday or the date"),
        ("2026-07-20 14:05 PST x", "2026-07-20T22:05:00 Minute PST-28800 | x !kept as PST (-08:00), though Los Angeles is at -07:00 then"),
        ("2026-07-20 14:05 CET x", "2026-07-20T13:05:00 Minute CET3600 | x !kept as CET (+01:00), though Paris is at +02:00 then"),
        ("14:05 WEST x", "2026-11-20T13:05:00 Minute WEST3600 | x !kept as WEST (+01:00), though Lisbon is at +00:00 then"),
        ("14:05 west region down", "2026-11-20T14:05:00 Minute UTC0 | west region down"),
        ("14:05 IST x", "6-9 IST has several meanings"),
        ("14:05 CST x", "6-9 CST has several meanings"),
        ("14:05 BST x", "6-9 BST has several meanings"),
        ("14:05 AST x", "6-9 AST has several meanings"),
        ("14:05 IST+05:30 x", "2026-11-20T08:35:00 Minute IST19800 | x"),
        ("14:05 PST-08:00 x", "2026-11-20T22:05:00 Minute PST-28800 | x !7h 39m ahead; for the day before, write yesterday or the date"),
        ("14:05 XYZ+03:00 x", "2026-11-20T11:05:00 Minute XYZ10800 | x"),
        ("14:05 +25:00 x", "6-12 +25:00 is no offset from UTC"),
        ("14:05 +2500 users", "2026-11-20T14:05:00 Minute UTC0 | +2500 users"),
        ("14:05 UTC-based clocks", "2026-11-20T14:05:00 Minute UTC0 | UTC-based clocks"),
        ("14:05 VPN went down", "2026-11-20T14:05:00 Minute UTC0 | VPN went down"),
        ("2026-11-20 UTC x", "2026-11-20T00:00:00 Day UTC0 | x"),
        ("2026-11-20 PST-08:00 x", "2026-11-20T08:00:00 Day PST-28800 | x"),
        ("14:05+05:30 x", "2026-11-20T08:35:00 Minute +05:3019800 | x"),
        ("14:05 NZST x", "2026-11-21T02:05:00 Minute NZST43200 | x !kept as NZST (+12:00), though Auckland is at +13:00 then !11h 39m ahead; for the day before, write yesterday or the date"),
        ("14:05 \\UTC x", "2026-11-20T14:05:00 Minute UTC0 | UTC x"),
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn the_default_zone_may_change_its_clocks() {
        table("Europe/Vienna", &[
        ("14:05 x", "2026-11-20T13:05:00 Minute Europe/Vienna3600 | x"),
        ("x", "now | x"),
        ("2026-07-01 14:05 x", "2026-07-01T12:05:00 Minute Europe/Vienna7200 | x"),
        ("2026-03-29 02:30 x", "0-16 2026-03-29T02:30:00 did not happen in Europe/Vienna: the clocks jumped over it"),
        ("2026-10-25 02:30 x", "0-16 2026-10-25T02:30:00 happened twice in Europe/Vienna: the clocks went back"),
        ("2026-10-25 02:30 +01:00 x", "2026-10-25T01:30:00 Minute +01:003600 | x"),
        ("2026-10-25 01:30..03:30 x", "2026-10-24T23:30:00/2026-10-25T02:30:00 Minute +02:007200 | x"),
        ("2026-03-28..2026-03-30 x", "2026-03-27T23:00:00/2026-03-29T23:00:00 Day +01:003600 | x"),
        ("now x", "2026-11-20T14:25:40 Second Europe/Vienna3600 | x"),
        ("2026-10-25 x", "2026-10-24T22:00:00 Day Europe/Vienna7200 | x"),
        ("14:05 UTC x", "2026-11-20T14:05:00 Minute UTC0 | x"),
        ]);
    }

    #[test]
    fn a_default_zone_that_does_not_exist_is_said_so() {
        let told = told("14:05 x", "Mars/X");
        assert!(
            told.starts_with("2026-11-20T14:05:00 Minute UTC0 | x !there is no time zone"),
            "{told}"
        );
    }

    #[test]
    fn a_shared_abbreviation_says_how_each_of_its_meanings_is_written() {
        let mistake = super::super::testing::read("14:05 IST x").unwrap_err();
        assert_eq!(mistake.column, 7);
        assert_eq!(
            mistake.hint,
            "write IST+05:30 (India), IST+02:00 (Israel), IST+01:00 (Ireland)"
        );
        let mistake = super::super::testing::read_in("2026-10-25 02:30 x", "Europe/Vienna");
        assert_eq!(
            mistake.unwrap_err().hint,
            "write the offset: +02:00 the first time, +01:00 the second"
        );
    }
}
