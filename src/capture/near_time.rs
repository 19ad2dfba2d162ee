//! What comes near a time and is none: dates in words, a time behind the marks
//! of a list. It stays text; the preview says so, and how a time is written.

use super::point::{Day, Point, point};
use super::time::Timed;
use super::zone::{ends, is_unread};

/// What stands before a time in what people paste and dictate.
const ABOUT: &[&str] = &[
    "ca",
    "circa",
    "c",
    "about",
    "around",
    "approx",
    "approximately",
    "at",
    "on",
    "~",
];

/// What to say of a text without a time before it that begins with something like
/// one. Behind a sign only a date is: `> 2pm call` is as likely prose.
pub(super) fn untimed(text: &str, signed: bool) -> Option<&'static str> {
    let bare = undecorated(text);
    if begins_with_date(bare) {
        return Some("kept as text, and the time is now; a date is written 2026-11-20");
    }
    if signed {
        return None;
    }
    if bare.len() < text.len() && is_time(bare) {
        return Some(
            "kept as text, and the time is now; a time goes first: 14:05, ~14:05 for about",
        );
    }
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if (1..=2).contains(&letters) && is_time(&text[letters..]) {
        return Some("kept as text, and the time is now; a time goes first, nothing before it");
    }
    not_a_time(text)
}

/// What to say of a text behind a time; `day_only` is whether that is a date
/// without a time of day.
pub(super) fn timed(text: &str, day_only: bool) -> Option<&'static str> {
    if date_in_words(text) {
        return Some("kept as text; a date is written 2026-11-20, before the time");
    }
    let bare = undecorated(text);
    (day_only && bare.len() < text.len() && is_clock(bare)).then_some(
        "the time of day is kept as text; it is written 2026-11-20 14:05, ~2026-11-20 14:05 for about",
    )
}

/// What to say of the abbreviation of a zone that is not read, directly behind a
/// time of day that states none: the time is in `zone` all the same.
pub(super) fn unread_zone(text: &str, time: &Timed) -> Option<String> {
    if time.zoned || !matches!(time.start, Point::Civil(_, Some(_))) {
        return None;
    }
    let word = text.split_whitespace().next()?;
    let bare = word.trim_end_matches([',', ':', ';']);
    let bare = bare
        .strip_prefix('(')
        .and_then(|w| w.strip_suffix(')'))
        .unwrap_or(bare);
    let zone = &time.when.zone.name;
    is_unread(bare).then(|| {
        format!(
            "`{bare}` is kept as text, the time is {zone}; a zone that is not known says its offset, as IST+05:30"
        )
    })
}

/// A text without the bullet, the number, the bold signs, the weekday and the
/// "about" of a list that was pasted.
fn undecorated(text: &str) -> &str {
    let mut rest = text;
    loop {
        let next =
            rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—•*_[(>+~".contains(c));
        let next = list_number(next)
            .or_else(|| leading_word(next))
            .unwrap_or(next);
        if next.len() == rest.len() {
            return rest;
        }
        rest = next;
    }
}

/// What follows `3. ` or `3) `.
fn list_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let rest = rest.strip_prefix(['.', ')'])?;
    ((1..=3).contains(&digits) && rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// What follows a weekday or a word for about.
fn leading_word(text: &str) -> Option<&str> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at(length);
    let lower = word.to_ascii_lowercase();
    let weekday = lower.ends_with("day") && date_in_words(word)
        || WEEKDAYS.contains(&lower.as_str()) && word.starts_with(|c: char| c.is_ascii_uppercase());
    let known = weekday || ABOUT.contains(&lower.as_str());
    let rest = rest.strip_prefix(['.', ',']).unwrap_or(rest);
    (known && rest.starts_with(char::is_whitespace)).then_some(rest)
}

const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Whether a date or a time of day stands here, be it one that does not exist.
fn is_time(text: &str) -> bool {
    let written = text.starts_with(|c: char| c.is_ascii_digit());
    written && !matches!(point(text, 0), Ok(None))
}

fn is_clock(text: &str) -> bool {
    let clock = matches!(point(text, 0), Ok(Some((Point::Civil(Day::Unsaid, _), _))));
    clock && text.starts_with(|c: char| c.is_ascii_digit())
}

/// What is said of a text that begins like a time and is none.
fn not_a_time(text: &str) -> Option<&'static str> {
    let token = text.split_whitespace().next()?;
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    let tail = &token[digits..];
    let value: u32 = token[..digits].parse().unwrap_or(9999);
    match tail {
        "" if digits == 4 && value / 100 < 24 && value % 100 < 60 => {
            Some("kept as text; a time is written 14:05")
        }
        "am" | "pm" | "AM" | "PM" | "h" if digits < 3 => {
            Some("kept as text; a time is written 2:05 PM or 14:05")
        }
        _ if token.eq_ignore_ascii_case("yesterday") || token.eq_ignore_ascii_case("today") => {
            Some("kept as text; with its time it is `yesterday 23:50`")
        }
        _ if tail.starts_with(':')
            && (1..=2).contains(&digits)
            && tail[1..].bytes().take_while(u8::is_ascii_digit).count() == 2
            && value < 24 =>
        {
            Some("begins like a time and is kept as text; a time ends at a space")
        }
        _ => None,
    }
}

/// A date in words behind a time: the line is still recorded for today.
pub(super) fn date_in_words(text: &str) -> bool {
    let head = text.trim_start_matches(['(', '[']);
    let word: String = head
        .chars()
        .take_while(|c| c.is_ascii_alphabetic())
        .collect();
    let names = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_ascii_lowercase();
    let hit = lower.len() >= 3
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && names
            .iter()
            .any(|n| *n == lower || n[..3] == lower || (lower == "may" || lower == "sept"));
    hit && ends(&head[word.len()..])
}

/// Whether a text begins with a day and a month in words: `31 February`,
/// `April 1`. A month in small letters is as likely prose (`may 3 hosts …`).
fn begins_with_date(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else {
        return false;
    };
    let day = |word: &str| {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let rest = &word[digits.len()..];
        matches!(digits.parse(), Ok(1..=31u8))
            && matches!(
                rest.trim_end_matches(|c: char| ",.:;)]*".contains(c)),
                "" | "st" | "nd" | "rd" | "th"
            )
    };
    let month = |word: &str| {
        let bare = word.trim_end_matches([',', '.']);
        !bare.to_ascii_lowercase().ends_with("day") && date_in_words(bare)
    };
    (day(first) && month(second)) || (month(first) && day(second))
}

#[cfg(test)]
mod tests {
    use super::super::testing::told;

    const DATE: &str = "!kept as text, and the time is now; a date is written 2026-11-20";
    const TIME: &str =
        "!kept as text, and the time is now; a time goes first: 14:05, ~14:05 for about";
    const STRAY: &str = "!kept as text, and the time is now; a time goes first, nothing before it";
    const CLOCK: &str = "!the time of day is kept as text; it is written 2026-11-20 14:05, ~2026-11-20 14:05 for about";

    #[test]
    fn what_comes_near_a_time_is_remarked_on() {
        for (line, told_of) in [
            ("25 March 2025 foo", DATE),
            ("3. **Tuesday, 25 March 2025:** Some hosts", DATE),
            ("12) Mar 25: foo", DATE),
            ("- 25 March 2025 foo", DATE),
            ("* Tuesday, March 25: foo", DATE),
            ("Tuesday, 25 March 2025: foo", DATE),
            ("Tue 25 Mar foo", DATE),
            ("**25 March** foo", DATE),
            ("on March 25, 2025 we saw", DATE),
            ("ca. 14:05 > foo", TIME),
            ("around 2:05 PM foo", TIME),
            ("1. 2025-03-24: foo", TIME),
            ("Mon 14:05 foo", TIME),
            ("n2025-03-24 > All compromised", STRAY),
            ("n14:05 > foo", STRAY),
            ("2018-07-08 ca. 18:30 CEST launch", CLOCK),
            ("2018-07-08 around 18:30 launch", CLOCK),
            ("2018-07-08 (18:30) launch", CLOCK),
        ] {
            let told = told(line, "UTC");
            assert!(told.ends_with(told_of), "{line}: {told}");
        }
    }

    #[test]
    fn a_zone_that_is_not_read_is_remarked_on_where_one_would_stand() {
        let unread = |word: &str, zone: &str| {
            format!(
                "!`{word}` is kept as text, the time is {zone}; a zone that is not known says its offset, as IST+05:30"
            )
        };
        for (line, word, zone) in [
            ("14:05 BRT rotated tokens", "BRT", "UTC"),
            ("2018-07-12 13:05 (EAT) rotated tokens", "EAT", "UTC"),
            ("13:05..14:05 PHT: rotated tokens", "PHT", "UTC"),
            ("2:05 PM YEKT, rotated tokens", "YEKT", "UTC"),
        ] {
            let told_of = told(line, "UTC");
            assert!(told_of.ends_with(&unread(word, zone)), "{line}: {told_of}");
        }
        let vienna = told("14:05 WITA rotated tokens", "Europe/Vienna");
        assert!(
            vienna.ends_with(&unread("WITA", "Europe/Vienna")),
            "{vienna}"
        );
        for line in [
            "14:05 DNS changed",
            "14:05 CI is down",
            "14:05 ART ran T1059",
            "14:05 ICT was told",
            "14:05 IRT is on the call",
            "14:05 GET requests to /admin",
            "14:05 eat something",
            "14:05 UTC BRT rotated tokens",
            "10:05 BRT-03:00 rotated tokens",
            "14:05 \\BRT rotated tokens",
            "14:05 > BRT office called",
            "14:05 - BRT office called",
            "14:05 BRT+ is a product",
            "-20m BRT office called",
            "2026-11-19 BRT office called",
            "BRT office called",
        ] {
            let told = told(line, "UTC");
            assert!(!told.contains('!'), "{line}: {told}");
        }
    }

    #[test]
    fn prose_is_not_remarked_on() {
        for line in [
            "- 3 hosts down",
            "3. the proxy was down",
            "about 14 hosts",
            "on the host 10.0.0.5",
            "may 3 hosts be down",
            "v2 is out",
            "at 10.0.0.5 we saw it",
            "E12 says so",
            "> c. 14 hosts",
            "Monday we go on",
            "2018-07-08 about 18 hosts",
            "14:05 at 14 hosts",
        ] {
            let told = told(line, "UTC");
            assert!(!told.contains('!'), "{line}: {told}");
        }
    }
}
