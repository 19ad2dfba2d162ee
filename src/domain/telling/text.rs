//! The lines of a report's text that hold when it is sent: its moment, and
//! when the next one comes. The rest is as its author left it.

use super::readers;
use crate::domain::{Audience, When};
use chrono::{DateTime, NaiveDateTime, Utc};

/// What the line begins with that says when the next report comes.
pub const NEXT: &str = "**Next update:** ";

/// How the sentence ends that says how much was left out.
pub const IN_THE_RECORD: &str = " in the record.*";

const MINUTE: &str = "%Y-%m-%d %H:%M UTC";

/// The words of a report that say when the next one comes.
#[must_use]
pub fn next_words(next: Option<&When>) -> String {
    match next {
        Some(when) => format!("by {}.", when.stated()),
        None => "none is promised.".to_owned(),
    }
}

/// Whether entries were left out of a text, as far as it still says so.
#[must_use]
pub fn leaves_out(text: &str) -> bool {
    text.lines().any(|line| line.ends_with(IN_THE_RECORD))
}

/// Whether a text says when the next report comes.
#[must_use]
pub fn says_next(text: &str) -> bool {
    text.lines().any(|line| line.starts_with(NEXT))
}

/// A text as it is sent at a moment: the date of its head is that moment, and
/// the line that says when the next report comes says what is promised. A line
/// that its author took away stays away.
#[must_use]
pub fn as_sent(text: &str, audience: Audience, next: Option<&When>, now: DateTime<Utc>) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let head = lines
        .iter()
        .position(|line| undated(line, audience).is_some());
    let promise = lines.iter().rposition(|line| line.starts_with(NEXT));
    let line = |(n, line): (usize, &&str)| match undated(line, audience) {
        Some(before) if head == Some(n) => format!("{before}{}", now.format(MINUTE)),
        _other if promise == Some(n) => promising(line, next),
        _other => (*line).to_owned(),
    };
    let lines: Vec<String> = lines.iter().enumerate().map(line).collect();
    lines.join("\n")
}

/// What stands before the date of the line that dates a report; none of
/// another line. To the public a report says nothing in that line but the date.
fn undated(line: &str, audience: Audience) -> Option<&str> {
    let at = line.len().checked_sub("2026-11-21 14:05 UTC".len())?;
    let (before, date) = line.split_at_checked(at)?;
    NaiveDateTime::parse_from_str(date, MINUTE).ok()?;
    let ours = match audience {
        Audience::Public => before.is_empty(),
        Audience::Exec | Audience::Responders => {
            before.ends_with(&format!(" · situation report for {} · ", readers(audience)))
        }
    };
    ours.then_some(before)
}

/// The line with what is promised; what its author wrote behind that stays.
fn promising(line: &str, next: Option<&When>) -> String {
    let said = &line[NEXT.len()..];
    let rest = said.find(". ").map_or("", |end| &said[end + 1..]);
    format!("{NEXT}{}{rest}", next_words(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-11-21T{text}:00Z").parse().expect("a time")
    }

    fn sent(text: &str, audience: Audience) -> String {
        let next = When {
            precision: crate::domain::Precision::Minute,
            ..When::now(at("18:00"))
        };
        as_sent(text, audience, Some(&next), at("14:31"))
    }

    const HEAD: &str = "**TLP:AMBER** · situation report for executives · ";

    #[test]
    fn a_text_is_of_the_moment_it_is_sent_and_says_what_is_promised() {
        let text =
            |date: &str, next: &str| format!("# X\n\n{HEAD}{date}\n\nMine.\n\n{NEXT}{next}\n");
        let wanted = text("2026-11-21 14:31 UTC", "by 2026-11-21 18:00 UTC.");
        for next in ["by 2026-11-21 16:00 UTC.", "none is promised.", "by four"] {
            let was = text("2026-11-21 12:00 UTC", next);
            assert_eq!(sent(&was, Audience::Exec), wanted, "{next}");
        }
        let was = text("this afternoon", "by 16:00. Call me.");
        let wanted = text("this afternoon", "by 2026-11-21 18:00 UTC. Call me.");
        assert_eq!(sent(&was, Audience::Exec), wanted, "as its author wrote it");
        let none = as_sent(&was, Audience::Exec, None, at("14:31"));
        assert!(none.contains("** none is promised. Call me."), "{none}");
    }

    #[test]
    fn what_was_taken_away_stays_away_and_other_dates_stay() {
        for text in [
            "# X\n\nMine, 2026-11-21 12:00 UTC\n",
            "2026-11-21 12:00 UTC",
            "Next update: soon",
            "·\u{e9} 2026-11-21 12:00 UT",
            "",
        ] {
            assert_eq!(sent(text, Audience::Exec), text);
        }
        let public =
            "# Security incident: update\n\n2026-11-21 12:00 UTC\n\n2026-11-20 12:00 UTC\n";
        let wanted = public.replacen("21 12:00", "21 14:31", 1);
        assert_eq!(sent(public, Audience::Public), wanted);
    }

    #[test]
    fn a_text_says_that_something_was_left_out() {
        assert!(leaves_out("- x\n\n*3 other entries are in the record.*\n"));
        assert!(!leaves_out("- 3 more urgent tasks in the record\n"));
    }
}
