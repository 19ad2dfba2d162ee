//! A time that stands alone: the value of `due:`, or a field of a form.

use super::point::{Day, Point, point, span};
use super::tags::{Tag, Word};
use super::time::{from_now, time, whole_day};
use super::{Context, Mistake};
use crate::domain::{Precision, When, visible_line};
use chrono::{DateTime, TimeDelta, Utc};
use std::ops::Range;

/// From then on a time of day is not one that was just missed.
const LONG_PAST: TimeDelta = TimeDelta::hours(12);

/// Reads an occurred time by itself, as a form asks for it.
///
/// # Errors
/// Where the text is not a time, or more than one.
pub fn parse_when(text: &str, cx: &Context<'_>) -> Result<When, Mistake> {
    let (trimmed, start) = (text.trim(), text.len() - text.trim_start().len());
    match time(text, start, cx)? {
        Some(found) if found.range.len() == trimmed.len() => Ok(found.when),
        Some(_) | None => Err(Mistake::new(
            text,
            start..start + trimmed.len(),
            format!("`{}` is not a time", visible_line(trimmed)),
            "write 14:05, 2026-11-20 09:40 PST, yesterday 23:50, -20m or 14:05..14:20",
        )),
    }
}

/// Reads a due time by itself: what may stand behind `due:`, and also with
/// spaces, as a form takes it.
///
/// # Errors
/// Where the text is not a single time.
pub fn parse_due(text: &str, cx: &Context<'_>) -> Result<When, Mistake> {
    let start = text.len() - text.trim_start().len();
    due(text, start..start + text.trim().len(), cx.now, cx)
}

/// Reads a time at which a decision is to be looked at again, by itself.
///
/// # Errors
/// Where the text is not a single time.
pub fn parse_revisit(text: &str, cx: &Context<'_>) -> Result<When, Mistake> {
    let start = text.len() - text.trim_start().len();
    revisit(text, start..start + text.trim().len(), cx)
}

/// Reads the past moment that a time names by itself: the last instant it can
/// mean, so that a bare date is the whole of its day.
///
/// # Errors
/// Where the text is not a single time, or one that lies ahead.
pub fn parse_moment(text: &str, cx: &Context<'_>) -> Result<DateTime<Utc>, Mistake> {
    let when = parse_when(text, cx)?;
    if when.at > cx.now {
        let hint = "write a time that is past: 14:05, -2h, yesterday 23:50, 2026-11-20";
        return Err(Mistake::new(text, 0..text.len(), "that lies ahead", hint));
    }
    let (_, last) = when.bounds();
    // A second that is stated is the whole of it, as is the one of `now`.
    let last = match when.precision {
        Precision::Second => last + TimeDelta::milliseconds(999),
        Precision::Day | Precision::Minute | Precision::Milli => last,
    };
    Ok(last.min(cx.now))
}

/// Reads the due time at `range` of a line, all of it. A time of day without a
/// date is of the day of `from`, the moment that the line is about; on a line
/// of now, one that is long past is meant of the night that comes.
pub(super) fn due(
    line: &str,
    range: Range<usize>,
    from: DateTime<Utc>,
    cx: &Context<'_>,
) -> Result<When, Mistake> {
    let value = &line[range.clone()];
    let undated = matches!(
        point(value, 0),
        Ok(Some((Point::Civil(Day::Unsaid, Some(_)), _)))
    );
    let then = Context { now: from, ..*cx };
    let read = if undated { &then } else { cx };
    let mut found = alone(line, range.clone(), read)?;
    let past = |when: &When| when.bounds().1 + LONG_PAST < cx.now;
    if undated && from == cx.now && found.as_ref().is_some_and(past) {
        let now = from + TimeDelta::days(1);
        found = alone(line, range.clone(), &Context { now, ..*cx })?;
    }
    found.ok_or_else(|| {
        Mistake::new(
            line,
            range.clone(),
            format!("`{}` is not a due time", visible_line(&line[range])),
            "write due:17:00, due:2026-11-22, due:tomorrow 09:00 or due:+2h; due:never for none",
        )
    })
}

/// What stands behind `due:` at `range` of a line: as [`due`], or `never`, by
/// which no time holds.
pub(super) fn due_or_never(
    line: &str,
    range: Range<usize>,
    from: DateTime<Utc>,
    cx: &Context<'_>,
) -> Result<Option<When>, Mistake> {
    if line[range.clone()].eq_ignore_ascii_case("never") {
        return Ok(None);
    }
    due(line, range, from, cx).map(Some)
}

/// A due time that is not among the tags which end a line is asked about: as
/// text it would be none.
pub(super) fn misplaced(line: &str, words: &[Word<'_>], cx: &Context<'_>) -> Result<(), Mistake> {
    for word in words {
        let Some(Tag::Due(value)) = word.tag else {
            continue;
        };
        due_or_never(line, word.core.end - value.len()..word.core.end, cx.now, cx)?;
        let what = "a due time counts among the tags that end the line";
        let hint = "put it there, or `\\` before it to keep it as text";
        return Err(Mistake::new(line, word.core.clone(), what, hint));
    }
    Ok(())
}

/// Reads the time at `range` of a line at which a decision is looked at again.
pub(super) fn revisit(line: &str, range: Range<usize>, cx: &Context<'_>) -> Result<When, Mistake> {
    alone(line, range.clone(), cx)?.ok_or_else(|| {
        Mistake::new(
            line,
            range.clone(),
            format!(
                "`{}` is not a time to revisit it",
                visible_line(&line[range])
            ),
            "write revisit: 17:00, 2026-11-22, 2026-11-22 17:00, tomorrow or +2h",
        )
    })
}

/// The single time that a range of a line is, all of it; none if it is something else.
fn alone(line: &str, range: Range<usize>, cx: &Context<'_>) -> Result<Option<When>, Mistake> {
    if let Some(when) = counted(&line[range.clone()], cx) {
        return Ok(Some(when));
    }
    let found = time(&line[..range.end], range.start, cx)?;
    let whole = found.filter(|f| f.range.end == range.end && f.when.until.is_none());
    Ok(whole.map(|found| found.when))
}

/// `today`, `tomorrow` as whole days in the default zone; `+2h`.
fn counted(value: &str, cx: &Context<'_>) -> Option<When> {
    match value.to_ascii_lowercase().as_str() {
        "today" => Some(whole_day(0, cx)),
        "tomorrow" => Some(whole_day(1, cx)),
        later => {
            let (seconds, precision, length) = span(later.strip_prefix('+')?)?;
            (length + 1 == later.len()).then(|| from_now(seconds, precision, cx))?
        }
    }
}
