//! The notation of a script: who typed what, when. After the bar stands the
//! capture line as it was typed, or a stage direction that begins with `:`.
//!
//! ```text
//! // a remark
//! day 0
//! 07:58 ana first | 07:41 ! . registry alarm {d0}     recorded 07:58, remembered as {first}
//! -35m maya      | > called the vendor @jon           recorded 35 minutes before now
//! 07:59 ana      | :star {first}
//! ```

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

/// One act of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'a> {
    /// The line of the script, from 1.
    pub line: usize,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub author: &'a str,
    /// What the script calls it from here on.
    pub anchor: Option<&'a str>,
    /// What was typed, or a stage direction.
    pub said: &'a str,
}

/// Where a script cannot be played.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the script: {what}")]
pub struct ScriptMistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl ScriptMistake {
    pub(super) fn new(line: usize, what: impl Into<String>) -> Self {
        Self {
            line,
            what: what.into(),
        }
    }
}

/// When a script plays.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    /// The date of its day 0.
    pub zero: NaiveDate,
    /// The moment for times before now.
    pub now: DateTime<Utc>,
}

impl Calendar {
    /// The date of a day of the script.
    #[must_use]
    pub fn date(&self, day: i64) -> NaiveDate {
        let days = Days::new(day.unsigned_abs());
        let date = if day < 0 {
            self.zero.checked_sub_days(days)
        } else {
            self.zero.checked_add_days(days)
        };
        date.unwrap_or(self.zero)
    }
}

/// Reads a script.
///
/// # Errors
/// The first line that cannot be read, or that goes back in time.
pub fn read<'a>(script: &'a str, calendar: &Calendar) -> Result<Vec<Step<'a>>, ScriptMistake> {
    let mut day = 0;
    let mut steps: Vec<Step<'a>> = Vec::new();
    for (i, line) in script.lines().enumerate() {
        let mistake = |what: &str| ScriptMistake::new(i + 1, what);
        if line.trim().is_empty() || line.starts_with("//") {
            continue;
        }
        if let Some(number) = line.strip_prefix("day ") {
            day = number.trim().parse().map_err(|_| mistake("not a day"))?;
            continue;
        }
        let (head, said) = line.split_once('|').ok_or_else(|| mistake("no bar"))?;
        let mut words = head.split_whitespace();
        let (Some(time), Some(author)) = (words.next(), words.next()) else {
            return Err(mistake("time and author go before the bar"));
        };
        let at = moment(time, day, calendar).ok_or_else(|| mistake("not a time"))?;
        if steps.last().is_some_and(|last| at < last.at) {
            return Err(mistake("recorded before the line above it"));
        }
        steps.push(Step {
            line: i + 1,
            at,
            author,
            anchor: words.next(),
            said: said.trim(),
        });
    }
    Ok(steps)
}

fn moment(word: &str, day: i64, calendar: &Calendar) -> Option<DateTime<Utc>> {
    if let Some(ago) = word.strip_prefix('-') {
        let minutes = TimeDelta::try_minutes(ago.strip_suffix('m')?.parse().ok()?)?;
        return calendar.now.checked_sub_signed(minutes);
    }
    let time = NaiveTime::parse_from_str(word, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(word, "%H:%M:%S"))
        .ok()?;
    Some(calendar.date(day).and_time(time).and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        let now: DateTime<Utc> = "2026-11-21T14:00:00Z".parse().expect("RFC 3339");
        Calendar {
            zero: now.date_naive(),
            now,
        }
    }

    #[test]
    fn who_typed_what_when() {
        let steps = read(
            "// x\nday -1\n07:58 ana first | a | b\n\n-35m jon |:c\n",
            &calendar(),
        )
        .expect("a sound script");
        assert_eq!(steps[0].at.to_rfc3339(), "2026-11-20T07:58:00+00:00");
        assert_eq!((steps[0].anchor, steps[0].said), (Some("first"), "a | b"));
        assert_eq!(steps[1].at.to_rfc3339(), "2026-11-21T13:25:00+00:00");
        assert_eq!((steps[1].author, steps[1].line), ("jon", 5));
    }

    #[test]
    fn a_broken_script_says_where() {
        for (script, line) in [
            ("x", 1),
            ("day 0\n9x ana | y", 2),
            ("08:00 a | x\n07:00 a | x", 2),
        ] {
            assert_eq!(read(script, &calendar()).expect_err("broken").line, line);
        }
    }
}
