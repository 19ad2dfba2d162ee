//! Dates in words, which the grammar does not read: they are told apart from
//! other text so that the preview can say how a date is written.

use super::zone::ends;

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
pub(super) fn begins_with_date(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else {
        return false;
    };
    let day = |word: &str| {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let rest = &word[digits.len()..];
        matches!(digits.parse(), Ok(1..=31u8))
            && matches!(rest, "" | "," | "." | "st" | "nd" | "rd" | "th")
    };
    let month = |word: &str| {
        let bare = word.trim_end_matches([',', '.']);
        !bare.to_ascii_lowercase().ends_with("day") && date_in_words(bare)
    };
    (day(first) && month(second)) || (month(first) && day(second))
}
