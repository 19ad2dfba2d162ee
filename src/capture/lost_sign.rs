//! A sign that would be lost behind something meant as a time or a zone:
//! `10:15 BRT > …`, `1405 UTC > …`, `last night 22:00 > …`. Recorded as text, it
//! would be a note at another time than was meant.

use super::Mistake;
use super::line::Reader;
use super::near_time::date_in_words;
use super::sign::{Signs, is_sign};
use super::time::Timed;
use super::zone::{self, ZoneSpec};
use crate::domain::visible_line;

/// How many words may stand between the start of a text and the sign.
const WORDS: usize = 3;

/// A lone sign behind the first words of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lost<'a> {
    /// The words before the sign.
    pub(super) words: &'a str,
    pub(super) sign: &'a str,
    /// They look like a zone or a time, and so the sign was meant as one.
    pub(super) meant: bool,
}

/// The sign that a text without one has behind its first words. `timed` is
/// whether a time stands before the text: then a zone alone is enough.
pub(super) fn lost(text: &str, timed: bool) -> Option<Lost<'_>> {
    let start = text.len() - text.trim_start().len();
    let (mut end, mut kinds) = (start, Vec::new());
    while kinds.len() <= WORDS {
        let at = text.len() - text[end..].trim_start().len();
        let word = text[at..].split_whitespace().next()?;
        if is_sign(word) && !kinds.is_empty() {
            let next = text[at + word.len()..].trim_start();
            let counted = next.starts_with(|c: char| c.is_ascii_digit());
            return Some(Lost {
                words: &text[start..end],
                sign: word,
                meant: meant(&kinds, timed, counted),
            });
        }
        kinds.push(Looks::like(word));
        end = at + word.len();
    }
    None
}

impl Reader<'_> {
    /// A `+` directly behind a time begins an offset everywhere else: as the sign
    /// of a task it would make one of an entry whose offset was left half typed.
    pub(super) fn glued_plus(&self, time: Option<&Timed>, signs: &Signs) -> Result<(), Mistake> {
        let (Some(time), Some(sign)) = (time, signs.spans.first()) else {
            return Ok(());
        };
        if sign.start != time.range.end || &self.line[sign.clone()] != "+" {
            return Ok(());
        }
        let written = &self.line[time.range.clone()];
        let what = "`+` directly behind the time may be a task or half an offset";
        let hint =
            format!("write `{written} + …` for a task, or all of the offset: {written}+02:00");
        Err(Mistake::new(self.line, sign.clone(), what, hint))
    }

    /// A sign behind what looks like a zone or a time was meant: that is asked
    /// about. Behind other words it is text, which a line with a time is told.
    pub(super) fn lost_sign(&mut self, timed: bool, at: usize) -> Result<(), Mistake> {
        let Some(Lost { words, sign, meant }) = lost(&self.line[at..], timed) else {
            return Ok(());
        };
        let first = words.split_whitespace().next().unwrap_or(words);
        let place = at..at + words.len();
        if meant {
            let (words, first) = (visible_line(words), visible_line(first));
            return Err(Mistake::new(
                self.line,
                place,
                format!("`{words}` before the sign `{sign}` is not read as a time or a zone"),
                format!(
                    "write 14:05, yesterday 23:50 or 14:05..14:20, and a zone as UTC, +02:00 or Europe/Vienna; `\\{first}` keeps it as text"
                ),
            ));
        }
        if timed {
            let text =
                format!("a ` {sign} ` further on is text; a sign stands directly behind the time");
            self.remark(at + words.len()..at + words.len() + 1 + sign.len(), text);
        }
        Ok(())
    }
}

/// What a word before a sign looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    /// `10:25`, `10h15`, `night`
    Time,
    /// `1405`, `10.15`: a time, unless it is compared with a number.
    Number,
    /// `UTC`, `Pacific`, `+2`
    Zone,
    /// `BRT`, `Vienna`: a zone, unless it is compared with a number.
    Name,
    /// `last`, `around`, `to`
    Filler,
    Prose,
}

fn meant(kinds: &[Looks], timed: bool, counted: bool) -> bool {
    let any = |wanted: &[Looks]| kinds.iter().any(|k| wanted.contains(k));
    if any(&[Looks::Prose]) {
        return false;
    }
    let time = any(&[Looks::Time]) || (any(&[Looks::Number]) && (!counted || any(&[Looks::Zone])));
    time || (timed && (any(&[Looks::Zone]) || (any(&[Looks::Name]) && !counted)))
}

#[rustfmt::skip]
const TIMES: &[&str] = &[
    "yesterday", "today", "tomorrow", "tonight", "night", "morning", "noon", "afternoon", "evening", "midnight",
];

#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "-", "–", "—", "~", "about", "am", "and", "around", "at", "ca", "circa", "daylight", "hours", "hrs", "last",
    "on", "pm", "standard", "summer", "the", "this", "til", "till", "time", "to", "u.s.", "uhr", "until", "us",
];

impl Looks {
    fn like(word: &str) -> Self {
        let bare = word.trim_matches(|c: char| "()[]*,;:".contains(c));
        let lower = bare.to_ascii_lowercase();
        if FILLERS.contains(&lower.as_str()) {
            return Self::Filler;
        }
        if TIMES.contains(&lower.as_str()) || date_in_words(bare) {
            return Self::Time;
        }
        if bare.starts_with(|c: char| c.is_ascii_digit()) {
            return Self::digits(&lower);
        }
        if zone::is_named(bare) || is_offset(bare) {
            return Self::Zone;
        }
        let letters = bare.trim_end_matches(|c: char| c.is_ascii_digit() || "+-:".contains(c));
        let capitals = letters.bytes().all(|b| b.is_ascii_uppercase());
        match letters.len() {
            2..=5 if capitals => Self::Name,
            _ if zone::is_city(bare) => Self::Name,
            _ => Self::Prose,
        }
    }

    /// A word that begins with a digit: `10h15`, `10.15`, `1405Z`, `2pm`.
    fn digits(word: &str) -> Self {
        let tail = ["am", "pm", "h", "z", "hrs", "uhr"];
        let core = tail.iter().find_map(|t| word.strip_suffix(t));
        let parts: Vec<&str> = core.unwrap_or(word).split(['h', ':', '.']).collect();
        let numeric = |p: &&str| p.bytes().all(|b| b.is_ascii_digit());
        if !parts.iter().all(numeric) {
            return Self::Prose;
        }
        let marked = word.contains(['h', ':']) || core.is_some();
        let shown = if marked { Self::Time } else { Self::Number };
        match parts[..] {
            [hour] if hour.len() == 4 => shown,
            [hour] if hour.len() <= 2 && core.is_some() => Self::Time,
            [hour, ref rest @ ..]
                if hour.len() <= 2
                    && (1..=2).contains(&rest.len())
                    && rest.iter().all(|p| (2..=4).contains(&p.len())) =>
            {
                shown
            }
            _ => Self::Prose,
        }
    }
}

/// `+2`, `-0700`, `+05:30`
fn is_offset(word: &str) -> bool {
    let Some(digits) = word.strip_prefix(['+', '-', '−']) else {
        return false;
    };
    let length = digits.len();
    (1..=5).contains(&length) && ZoneSpec::of(&format!("+{digits}")).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{meant, read, table, told};

    #[track_caller]
    fn refused(line: &str, column: usize, words: &str) {
        let mistake = read(line).expect_err(line);
        assert_eq!(mistake.column, column, "{line}: {mistake}");
        assert_eq!(&line[mistake.at.clone()], words, "{line}");
        let first = words.split_whitespace().next().unwrap();
        let kept = line.replacen(words, &format!("\\{words}"), 1);
        assert!(mistake.hint.contains(&format!("`\\{first}`")), "{mistake}");
        assert!(meant(&kept).starts_with("note"), "{}", meant(&kept));
    }

    #[test]
    fn a_zone_that_is_not_known_is_asked_about_and_never_becomes_utc() {
        for zone in [
            "BRT",
            "ICT",
            "Vienna",
            "+2",
            "(BRT)",
            "U.S. Eastern",
            "local Vienna",
            "ACWST",
            "UTC+25",
        ] {
            let zone = zone.replace("local ", "");
            refused(
                &format!("2018-07-12 10:15 {zone} > we cut access"),
                18,
                &zone,
            );
            refused(&format!("10:15 {zone} * x"), 7, &zone);
        }
        refused("10:15 UTC -7 > we cut access", 11, "-7");
        refused("10:15 BRT ! x", 7, "BRT");
        refused("10:15 ! BRT > x", 9, "BRT");
        assert_eq!(
            told("10:15 Pacific > x", "UTC"),
            "6-13 Pacific is at another offset in summer than in winter"
        );
        assert_eq!(
            told("10:15 Eastern * x", "UTC"),
            "6-13 Eastern is at another offset in summer than in winter"
        );
    }

    #[test]
    fn a_time_that_is_not_read_is_asked_about_where_a_sign_follows_it() {
        refused("10:15 to 10:25 > x", 7, "to 10:25");
        refused("last night 22:00 > x", 1, "last night 22:00");
        refused("1405 UTC > x", 1, "1405 UTC");
        refused("2018-07-12 1015 UTC > x", 12, "1015 UTC");
        refused("10h15 > x", 1, "10h15");
        refused("10.15 > x", 1, "10.15");
        refused("15:6159 > x", 1, "15:6159");
        refused("2pm \" told legal", 1, "2pm");
    }

    #[test]
    #[rustfmt::skip]
    fn a_plus_directly_behind_a_time_is_a_task_or_half_an_offset_and_asked_about() {
        table(&[
            ("10:15+ . plus", "5-6 `+` directly behind the time may be a task or half an offset"),
            ("10:15+ image the host", "5-6 `+` directly behind the time may be a task or half an offset"),
            ("10:15 UTC+ > x", "9-10 `+` directly behind the time may be a task or half an offset"),
            ("10:15..10:25+ x", "12-13 `+` directly behind the time may be a task or half an offset"),
            ("10:15 + . plus", "task | . plus !a second sign is kept as text"),
            ("[10:15]+ image the host", "task | image the host"),
            ("10:15 ! seen", "note! | seen"),
            ("10:15+2 > x", "action | x"),
        ]);
        let mistake = read("10:15 UTC+ . plus").unwrap_err();
        assert_eq!(
            mistake.hint,
            "write `10:15 UTC + …` for a task, or all of the offset: 10:15 UTC+02:00"
        );
    }

    #[test]
    fn a_zone_that_can_only_mean_one_thing_is_read() {
        for (line, expected) in [
            ("10:15 Zulu > x", "2026-11-20T10:15:00 Minute ZULU0 | x"),
            ("10:15 (UTC) > x", "2026-11-20T10:15:00 Minute UTC0 | x"),
            ("10:15 (CET) > x", "2026-11-20T09:15:00 Minute CET3600 | x"),
            ("10:15 MEZ > x", "2026-11-20T09:15:00 Minute MEZ3600 | x"),
            (
                "2018-07-12 10:15 MESZ > x",
                "2018-07-12T08:15:00 Minute MESZ7200 | x",
            ),
            ("10:15 (IST) x", "6-11 IST has several meanings"),
            (
                "10:15 zulu team paged",
                "2026-11-20T10:15:00 Minute UTC0 | zulu team paged",
            ),
            (
                "10:15 (again) x",
                "2026-11-20T10:15:00 Minute UTC0 | (again) x",
            ),
        ] {
            assert_eq!(told(line, "UTC"), expected, "{line}");
        }
    }

    #[test]
    fn prose_with_a_sign_in_it_stays_a_note_and_that_is_remarked() {
        let said = |sign| {
            format!("!a ` {sign} ` further on is text; a sign stands directly behind the time")
        };
        for (text, sign) in [
            ("throughput > 5 MB/s", ">"),
            ("CPU > 90 percent", ">"),
            ("disk full = no logs", "="),
        ] {
            let expected = format!("note | {text} {}", said(sign));
            assert_eq!(meant(&format!("10:15 {text}")), expected);
        }
        for text in [
            "throughput > 5",
            "10.15 > 10.14",
            "NASA > ESA",
            "10.0.0.5 > 10.0.0.9 smb",
            "1.2.3 > x",
        ] {
            assert_eq!(meant(text), format!("note | {text}"));
        }
        assert_eq!(
            meant("10:15 four words before it > x"),
            "note | four words before it > x"
        );
    }
}
