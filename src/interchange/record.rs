//! The record of an incident as JSON: `docs/RECORD.md`. The changes are what
//! is taken in; the things beside them are for people and for `jq`.

pub use super::record_in::{Head, read, things};

use crate::domain::{Carried, Hlc, Id, Thing};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::fmt::Write as _;

/// What the document says it is.
pub const FORMAT: &str = "warroom record";

/// The version of it that is written, and the highest that is read.
pub const VERSION: u64 = 1;

/// A place in a file: line and column, the column in bytes, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Why a document is not taken in.
#[derive(Debug)]
pub enum Why {
    /// It cannot be read.
    Unread(std::io::Error),
    /// It is something else.
    Foreign,
    /// It is of a later version than this program knows.
    Newer(u64),
    /// It is not what was written.
    Damaged(String),
    /// What people read in it is not what its changes amount to.
    Altered(String),
    /// Whoever was handed its changes would not go on.
    Stopped,
}

/// A document that is not taken in, and where that shows.
#[derive(Debug)]
pub struct Refusal {
    /// Where.
    pub place: Place,
    /// In which change, from 1.
    pub change: Option<u64>,
    /// Why.
    pub why: Why,
}

impl Refusal {
    /// At a place.
    #[must_use]
    pub const fn at(place: Place, why: Why) -> Self {
        let change = None;
        Self { place, change, why }
    }
}

/// The place alone: `line 12 column 3 (change 4)`.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { line, column } = self.place;
        write!(f, "line {line} column {column}")?;
        match self.change {
            Some(number) => write!(f, " (change {number})"),
            None => Ok(()),
        }
    }
}

/// The chain of seals: each is over a change and the seal before it, so that
/// what was altered, left out, added or moved shows at its place.
#[derive(Clone, Debug, Default)]
pub struct Seal([u8; 32]);

impl Seal {
    /// Goes on by one change, of which `change` is the canonical JSON, or the
    /// bytes where it is none.
    pub(super) fn over(&mut self, carried: &Carried, change: &[u8]) {
        let event = &carried.event;
        let author = carried.author_bytes.as_deref();
        let mut hasher = Sha256::new();
        let mut field = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        field(&self.0);
        field(event.id.as_bytes());
        field(event.batch.as_bytes());
        field(&event.stamp.hlc.0.to_be_bytes());
        field(event.stamp.replica.as_bytes());
        field(&event.at.timestamp_millis().to_be_bytes());
        field(author.unwrap_or(event.author.as_bytes()));
        field(change);
        self.0 = hasher.finalize().into();
    }
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// Bytes as lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The bytes of a hexadecimal text.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let whole = text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit());
    whole
        .then(|| text.as_bytes().chunks(2).map(pair).collect())
        .flatten()
}

/// Bytes that are no text, in JSON.
#[derive(Debug)]
pub(super) struct Hex(pub Vec<u8>);

impl Serialize for Hex {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hex(&self.0))
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let bytes = unhex(&text).map(Self);
        bytes.ok_or_else(|| serde::de::Error::custom("no hexadecimal digits, two a byte"))
    }
}

/// A clock beyond what a number holds exactly in JSON (RFC 8259, section 6),
/// so it is written as its digits.
mod digits {
    use super::Hlc;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(hlc: &Hlc, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&hlc.0)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Hlc, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map(Hlc).map_err(D::Error::custom)
    }
}

/// A change as the document has it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub(super) id: Id,
    pub(super) batch: Id,
    #[serde(with = "digits")]
    pub(super) hlc: Hlc,
    pub(super) replica: Id,
    pub(super) at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author_hex: Option<Hex>,
    pub(super) subject: Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) change: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) change_hex: Option<Hex>,
    pub(super) seal: String,
}

/// What this program calls itself in a record.
#[must_use]
pub const fn program() -> &'static str {
    concat!("warroom ", env!("CARGO_PKG_VERSION"))
}

/// Writes the changes of a record, one after the other.
#[derive(Debug, Default)]
pub struct Writer {
    count: u64,
    seal: Seal,
}

impl Writer {
    /// The next change, as the document is to have it.
    ///
    /// # Errors
    /// It cannot be put into JSON.
    pub fn line(&mut self, carried: Carried) -> serde_json::Result<Line> {
        let change = serde_json::to_value(&carried.event.change)?;
        match &carried.change_bytes {
            Some(bytes) => self.seal.over(&carried, bytes),
            None => self.seal.over(&carried, &serde_json::to_vec(&change)?),
        }
        self.count += 1;
        let event = carried.event;
        let text = carried.change_bytes.is_none();
        Ok(Line {
            id: event.id,
            batch: event.batch,
            hlc: event.stamp.hlc,
            replica: event.stamp.replica,
            at: event.at,
            author: carried.author_bytes.is_none().then_some(event.author),
            author_hex: carried.author_bytes.map(Hex),
            subject: event.change.subject(),
            change: text.then_some(change),
            change_hex: carried.change_bytes.map(Hex),
            seal: self.seal.to_string(),
        })
    }

    /// What stands before the things.
    #[must_use]
    pub fn head(incident: &Thing) -> String {
        let (format, program) = (FORMAT, program());
        let id = incident.id;
        format!(
            "{{\"format\":\"{format}\",\"version\":{VERSION},\"program\":\"{program}\",\n\"incident\":\"{id}\",\n\"things\":[\n"
        )
    }

    /// What stands between the things and the changes.
    pub const MIDDLE: &str = "\n],\n\"changes\":[\n";

    /// What stands after the changes.
    #[must_use]
    pub fn tail(&self) -> String {
        let (count, seal) = (self.count, &self.seal);
        format!("\n],\n\"count\":{count},\"seal\":\"{seal}\"}}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Body, Change, Event, Person, Stamp};

    /// The example of `docs/FORMAT.md`.
    fn example() -> Carried {
        let id = |text| Id::parse_str(text).unwrap();
        let subject = id("00000000-0000-7000-8000-000000000004");
        let event = Event {
            id: id("00000000-0000-7000-8000-000000000001"),
            batch: id("00000000-0000-7000-8000-000000000002"),
            stamp: Stamp {
                hlc: Hlc(111_411_200_000_000_000),
                replica: id("00000000-0000-4000-8000-000000000003"),
            },
            at: DateTime::from_timestamp_millis(1_700_000_000_000).unwrap(),
            author: "maya".into(),
            change: Change::create(subject, None, Body::Person(Person::new("maya"))),
        };
        event.into()
    }

    #[test]
    fn the_worked_example_of_the_documentation_is_right() {
        let page = include_str!("../../docs/RECORD.md");
        let line = Writer::default().line(example()).unwrap();
        assert!(page.contains(&format!("`{}`", line.seal)), "{}", line.seal);
        let sorted = line.change.unwrap().to_string();
        assert!(sorted.starts_with(r#"{"create":{"body":{"person":{"contact":"","expertise":"#));
    }

    #[test]
    fn bytes_come_back_from_their_digits() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(unhex(&hex(&all)), Some(all));
        assert_eq!((unhex("0"), unhex("+1"), unhex("é")), (None, None, None));
    }
}
