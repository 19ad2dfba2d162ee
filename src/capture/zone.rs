//! Zones as people write them: `UTC`, `+05:30`, `PST`, `IST+05:30`,
//! `Europe/Vienna`. An abbreviation that several places use is asked about,
//! never guessed.

use super::sign::is_sign;
use crate::domain::{Zone, offset_words, visible_line};
use chrono::{DateTime, Utc};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{Timestamp, civil};

/// The zone of a name as it stands at an instant: `UTC`, `+05:30`, an
/// unambiguous abbreviation or an IANA name. None where there is no such zone.
#[must_use]
pub fn zone_at(name: &str, instant: DateTime<Utc>) -> Option<Zone> {
    ZoneSpec::of(name).map(|zone| zone.at(instant))
}

/// A zone that times can be read in.
#[derive(Clone, Debug)]
pub(super) struct ZoneSpec {
    name: String,
    rules: TimeZone,
    /// The IANA zone whose custom an abbreviation is: PST is Los Angeles' winter.
    custom: Option<&'static str>,
}

/// What a local time is in a zone.
pub(super) enum Local {
    One(DateTime<Utc>, Zone),
    /// The clocks jumped over it.
    Skipped,
    /// The clocks showed it twice, under two offsets (seconds east).
    Twice(i32, i32),
}

/// Why something that looks like a zone cannot be used: what, and what to do.
pub(super) type NoZone = (String, String);

impl ZoneSpec {
    pub(super) fn utc() -> Self {
        Self::fixed("UTC", 0)
    }

    fn fixed(name: impl Into<String>, offset: i32) -> Self {
        let offset = Offset::from_seconds(offset).unwrap_or(Offset::UTC);
        Self {
            name: name.into(),
            rules: TimeZone::fixed(offset),
            custom: None,
        }
    }

    /// The zone a setting names.
    pub(super) fn of(name: &str) -> Option<Self> {
        match read(name, true) {
            Ok(Some((zone, length))) if length == name.len() => Some(zone),
            Ok(_) => named(name),
            Err(_) => None,
        }
    }

    /// The zone as it stands at an instant, under a name that says the offset
    /// wherever the clocks show the same time twice.
    pub(super) fn at(&self, instant: DateTime<Utc>) -> Zone {
        let stamp = stamp(instant);
        let offset = self.rules.to_offset(stamp);
        let twice = self
            .rules
            .to_ambiguous_timestamp(offset.to_datetime(stamp))
            .is_ambiguous();
        self.zone(offset, twice)
    }

    fn zone(&self, offset: Offset, by_number: bool) -> Zone {
        let name = if by_number {
            offset_words(offset.seconds())
        } else {
            self.name.clone()
        };
        Zone {
            name,
            offset: offset.seconds(),
        }
    }

    /// What the clocks of the zone show at an instant.
    pub(super) fn civil(&self, instant: DateTime<Utc>) -> civil::DateTime {
        self.rules.to_datetime(stamp(instant))
    }

    /// The instant at which the clocks of the zone show a time.
    pub(super) fn local(&self, time: civil::DateTime) -> Local {
        match self.rules.to_ambiguous_timestamp(time).offset() {
            AmbiguousOffset::Unambiguous { offset } => {
                Local::One(instant(time, offset), self.zone(offset, false))
            }
            AmbiguousOffset::Gap { .. } => Local::Skipped,
            AmbiguousOffset::Fold { before, after } => {
                Local::Twice(before.seconds(), after.seconds())
            }
        }
    }

    /// The first instant of a date.
    pub(super) fn day(&self, date: civil::Date) -> (DateTime<Utc>, Zone) {
        let midnight = date.at(0, 0, 0, 0);
        let offset = match self.rules.to_ambiguous_timestamp(midnight).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset,
            // Of two midnights the first; a skipped one is counted as if the
            // clocks had jumped before, so that the date stays the date.
            AmbiguousOffset::Fold { before, .. } => before,
            AmbiguousOffset::Gap { after, .. } => after,
        };
        (instant(midnight, offset), self.zone(offset, false))
    }

    /// The same zone held at one offset.
    pub(super) fn held(&self, offset: i32) -> Self {
        Self::fixed(offset_words(offset), offset)
    }

    /// What to say where an abbreviation is out of season: PST in July.
    pub(super) fn out_of_season(&self, at: DateTime<Utc>) -> Option<String> {
        let place = self.custom?;
        let there = TimeZone::get(place).ok()?.to_offset(stamp(at)).seconds();
        let here = self.rules.to_offset(stamp(at)).seconds();
        let city = place.rsplit('/').next().unwrap_or(place).replace('_', " ");
        (there != here).then(|| {
            format!(
                "kept as {} ({}), though {city} is at {} then",
                self.name,
                offset_words(here),
                offset_words(there)
            )
        })
    }
}

fn stamp(instant: DateTime<Utc>) -> Timestamp {
    Timestamp::from_millisecond(instant.timestamp_millis()).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn instant(time: civil::DateTime, offset: Offset) -> DateTime<Utc> {
    let stamp = offset.to_timestamp(time).unwrap_or(Timestamp::UNIX_EPOCH);
    DateTime::from_timestamp_millis(stamp.as_millisecond()).unwrap_or_default()
}

/// Abbreviations with one meaning: minutes east of UTC, and the place whose
/// custom tells when it is out of season.
#[rustfmt::skip]
const FIXED: &[(&str, i32, Option<&str>)] = &[
    ("UTC", 0, None), ("GMT", 0, None), ("Z", 0, None), ("ZULU", 0, None),
    ("PST", -480, Some("America/Los_Angeles")), ("PDT", -420, Some("America/Los_Angeles")),
    // Phoenix keeps MST all year, Brisbane AEST: those are never out of season.
    ("MST", -420, None), ("MDT", -360, Some("America/Denver")),
    ("CDT", -300, Some("America/Chicago")),
    ("EST", -300, Some("America/New_York")), ("EDT", -240, Some("America/New_York")),
    ("ADT", -180, Some("America/Halifax")),
    ("AKST", -540, Some("America/Anchorage")), ("AKDT", -480, Some("America/Anchorage")),
    ("HST", -600, None), ("NST", -210, Some("America/St_Johns")), ("NDT", -150, Some("America/St_Johns")),
    ("WET", 0, Some("Europe/Lisbon")), ("WEST", 60, Some("Europe/Lisbon")),
    ("CET", 60, Some("Europe/Paris")), ("CEST", 120, Some("Europe/Paris")),
    ("MEZ", 60, Some("Europe/Berlin")), ("MESZ", 120, Some("Europe/Berlin")),
    ("EET", 120, Some("Europe/Helsinki")), ("EEST", 180, Some("Europe/Helsinki")),
    ("MSK", 180, None), ("JST", 540, None), ("KST", 540, None), ("HKT", 480, None), ("SGT", 480, None),
    ("SAST", 120, None), ("PKT", 300, None), ("NPT", 345, None), ("WIB", 420, None),
    ("AWST", 480, None), ("ACST", 570, None), ("ACDT", 630, Some("Australia/Adelaide")),
    ("AEST", 600, None), ("AEDT", 660, Some("Australia/Sydney")),
    ("NZST", 720, Some("Pacific/Auckland")), ("NZDT", 780, Some("Pacific/Auckland")),
];

/// Abbreviations with several meanings: where, minutes east of UTC.
#[rustfmt::skip]
const SHARED: &[(&str, &[(&str, i32)])] = &[
    ("IST", &[("India", 330), ("Israel", 120), ("Ireland", 60)]),
    ("CST", &[("US Central", -360), ("China", 480), ("Cuba", -300)]),
    ("BST", &[("British Summer", 60), ("Bangladesh", 360)]),
    ("AST", &[("Atlantic", -240), ("Arabia", 180)]),
    ("GST", &[("Gulf", 240), ("South Georgia", -120)]),
    ("SST", &[("Samoa", -660), ("Singapore", 480)]),
    ("AMT", &[("Amazon", -240), ("Armenia", 240)]),
    ("WST", &[("Western Australia", 480), ("Samoa", 780)]),
];

/// Regions whose offset depends on the season.
const SEASONAL: &[(&str, &str)] = &[
    ("ET", "America/New_York"),
    ("CT", "America/Chicago"),
    ("MT", "America/Denver"),
    ("PT", "America/Los_Angeles"),
    ("EASTERN", "America/New_York"),
    ("CENTRAL", "America/Chicago"),
    ("MOUNTAIN", "America/Denver"),
    ("PACIFIC", "America/Los_Angeles"),
];

/// Abbreviations that are not read, and only pointed at: of the tz database, the
/// first row of its present release, the others of those up to 2016. Those
/// that are words of the field are left out: ART, BOT, CIT, GET, ICT, IOT, SRT.
#[rustfmt::skip]
const UNREAD: &[&str] = &[
    "CAT", "EAT", "WAT", "IDT", "HDT", "CHST", "WIT", "WITA",
    "BRT", "BRST", "CLT", "CLST", "COT", "PET", "PYT", "PYST", "UYT", "UYST", "VET", "GYT", "GFT", "FNT", "GALT",
    "AFT", "ALMT", "AMST", "AZT", "AZST", "BNT", "HOVT", "IRST", "IRDT", "KGT", "MMT", "MVT", "MYT", "ORAT", "PHT",
    "PHST", "QYZT", "TJT", "ULAT", "UZT",
    "ANAT", "IRKT", "KRAT", "MAGT", "NOVT", "OMST", "PETT", "SAKT", "SAMT", "VLAT", "YAKT", "YEKT",
    "AZOT", "AZOST", "CHADT", "CHAST", "EGST", "FJT", "FJST", "LHDT", "LHST", "PGT", "TAHT", "WGT", "WGST",
];

const AREAS: &[&str] = &[
    "africa",
    "america",
    "antarctica",
    "arctic",
    "asia",
    "atlantic",
    "australia",
    "etc",
    "europe",
    "indian",
    "pacific",
];

/// Reads the zone a text begins with, and its length in bytes. `attached` is
/// whether a time stands directly before it (`09:40+2`).
pub(super) fn read(text: &str, attached: bool) -> Result<Option<(ZoneSpec, usize)>, NoZone> {
    if text.starts_with(['+', '-']) {
        return offset(text, attached, false)
            .map(|found| found.map(|(s, n)| (numbered(&text[..n], s), n)));
    }
    if let Some(inner) = parenthesised(text) {
        let whole = read(inner, false)?.filter(|(_, length)| *length == inner.len());
        return Ok(whole.map(|(zone, length)| (zone, length + "()".len())));
    }
    let letters = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(letters);
    if word.is_empty() {
        return Ok(None);
    }
    if rest.starts_with('/') {
        return area(text);
    }
    let upper = word.to_ascii_uppercase();
    let known = FIXED.iter().find(|(name, ..)| *name == upper);
    if rest.starts_with(['+', '-']) && upper.len() >= 2 && word == upper {
        let short = known.is_some();
        if let Some((seconds, n)) = offset(rest, short, true)? {
            return Ok(Some((ZoneSpec::fixed(upper, seconds), letters + n)));
        }
    }
    // `west`, `est` and the like are words; capitals make them zones.
    let prose = match upper.as_str() {
        "WEST" | "WET" | "EST" => word != upper,
        "ZULU" => word != upper && !stands_alone(rest),
        _ => false,
    };
    if !ends(rest) || prose {
        return Ok(None);
    }
    if let Some((name, minutes, custom)) = known {
        let zone = ZoneSpec {
            custom: *custom,
            ..ZoneSpec::fixed(*name, minutes * 60)
        };
        return Ok(Some((zone, letters)));
    }
    ask(word, &upper, rest).map_or(Ok(None), Err)
}

/// What to ask about a word that means several zones.
fn ask(word: &str, upper: &str, rest: &str) -> Option<NoZone> {
    if let Some((name, readings)) = SHARED.iter().find(|(name, _)| *name == upper) {
        let readings: Vec<_> = readings
            .iter()
            .map(|(place, m)| format!("{name}{} ({place})", offset_words(m * 60)))
            .collect();
        let hint = format!("write {}", readings.join(", "));
        return Some((format!("{name} has several meanings"), hint));
    }
    let (_, place) = SEASONAL.iter().find(|(name, _)| *name == upper)?;
    // `Pacific team paged` is prose; `9:40 AM Pacific:` and `9:40 ET` are not.
    let zone = if word.len() == 2 {
        word == upper
    } else {
        stands_alone(rest)
    };
    zone.then(|| {
        (
            format!("{word} is at another offset in summer than in winter"),
            format!("write {place} or the offset; `\\{word}` keeps it as text"),
        )
    })
}

/// Whether what follows a word shows that it is not the first of a sentence.
fn stands_alone(rest: &str) -> bool {
    let next = rest.trim_start();
    let mut words = next.split_whitespace();
    next.starts_with([':', ',', '-', '–'])
        || words.next().is_none_or(|word| {
            is_sign(word)
                || word
                    .get(..4)
                    .is_some_and(|w| w.eq_ignore_ascii_case("time"))
        })
}

/// The one word in the parentheses that a text begins with.
fn parenthesised(text: &str) -> Option<&str> {
    let (inner, rest) = text.strip_prefix('(')?.split_once(')')?;
    let part = |c: char| c.is_ascii_alphanumeric() || "+-:/_".contains(c);
    (inner.chars().all(part) && ends(rest)).then_some(inner)
}

/// Whether a word is, or may be, a zone by its name alone.
pub(super) fn is_named(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    let one = |name: &str| name == upper;
    FIXED.iter().any(|(name, ..)| one(name))
        || SHARED.iter().any(|(name, _)| one(name))
        || SEASONAL.iter().any(|(name, _)| one(name))
}

/// Whether a word is an abbreviation of a zone that is not read.
pub(super) fn is_unread(word: &str) -> bool {
    UNREAD.contains(&word)
}

/// Whether a word is the city of an IANA zone: `Vienna`.
pub(super) fn is_city(word: &str) -> bool {
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let city = |name: jiff::tz::TimeZoneName<'_>| name.as_str().rsplit('/').next() == Some(word);
    capital && jiff::tz::db().available().any(city)
}

/// `Europe/Vienna`; a text with a slash that names no area is no zone.
fn area(text: &str) -> Result<Option<(ZoneSpec, usize)>, NoZone> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
    let length = text.find(|c| !part(c)).unwrap_or(text.len());
    let word = text[..length].trim_end_matches(['-', '/', '+']);
    if let Some(zone) = named(word).filter(|_| ends(&text[word.len()..])) {
        return Ok(Some((zone, word.len())));
    }
    let head = word.split('/').next().unwrap_or("").to_ascii_lowercase();
    if AREAS.contains(&head.as_str()) && word.len() > head.len() + 1 {
        return Err((
            format!("there is no time zone `{}`", visible_line(word)),
            "write its IANA name, as in Europe/Vienna, or the offset".into(),
        ));
    }
    Ok(None)
}

fn named(name: &str) -> Option<ZoneSpec> {
    let rules = TimeZone::get(name).ok()?;
    let name = rules.iana_name()?.to_owned();
    Some(ZoneSpec {
        name,
        rules,
        custom: None,
    })
}

/// A zone that is only a number, under the name it was given where that form
/// can be read again behind a space.
fn numbered(written: &str, seconds: i32) -> ZoneSpec {
    let again = offset(written, false, true);
    match again {
        Ok(Some(_)) => ZoneSpec::fixed(written, seconds),
        Ok(None) | Err(_) => ZoneSpec::fixed(offset_words(seconds), seconds),
    }
}

/// `+05:30`, `-0800`, and with `short` also `+2`, in seconds, with its length.
/// With `sure` a number that is no offset is not taken for a mistake.
fn offset(text: &str, short: bool, sure: bool) -> Result<Option<(i32, usize)>, NoZone> {
    let length = 1 + text[1..]
        .find(|c: char| !c.is_ascii_digit() && c != ':')
        .unwrap_or(text.len() - 1);
    // `09:40 +02:00: …`: a colon that ends the time is not the offset's.
    let length = text[..length].trim_end_matches(':').len();
    if length < 2 || !ends(&text[length..]) {
        return Ok(None);
    }
    let body = &text[1..length];
    let parts: Vec<&str> = match body.split(':').collect::<Vec<_>>()[..] {
        [hhmm] if hhmm.len() == 4 => vec![&hhmm[..2], &hhmm[2..]],
        [h] if short && h.len() <= 2 => vec![h],
        [h, m] if h.len() == 2 && m.len() == 2 => vec![h, m],
        [h, m] if short && h.len() == 1 && m.len() == 2 => vec![h, m],
        [h, m, s] if [h, m, s].iter().all(|p| p.len() == 2) => vec![h, m, s],
        _ => return Ok(None),
    };
    let numbers: Vec<i32> = parts.iter().filter_map(|p| p.parse().ok()).collect();
    let seconds = numbers.iter().zip([3600, 60, 1]).map(|(n, unit)| n * unit);
    let total: i32 = seconds.sum();
    let real = total <= 18 * 3600 && numbers[1..].iter().all(|n| *n < 60);
    match (real, sure || !body.contains(':')) {
        (true, _) => Ok(Some((
            if text.starts_with('-') { -total } else { total },
            length,
        ))),
        (false, true) => Ok(None),
        (false, false) => Err((
            format!("{} is no offset from UTC", &text[..length]),
            "offsets go from -12:00 to +14:00".into(),
        )),
    }
}

/// Whether a word ends where `rest` begins.
pub(super) fn ends(rest: &str) -> bool {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else {
        return true;
    };
    let next = chars.next();
    match first {
        c if c.is_alphanumeric() => false,
        '_' | '/' | '\\' | '@' | '%' | '=' | '&' | '#' | '$' | '~' | '<' | '>' | '^' => false,
        '.' => rest.starts_with("..") || !next.is_some_and(char::is_alphanumeric),
        ':' | '-' | '+' | ',' | '\'' => !next.is_some_and(|c| c.is_alphanumeric() || c == ':'),
        _ => true,
    }
}
