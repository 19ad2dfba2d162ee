//! Reading a record: every change is looked at before it is handed on, and
//! the first thing that is wrong is told with its place.

use super::outline::Outline;
use super::record::{FORMAT, Line, Place, Refusal, Seal, VERSION, Why};
use crate::domain::{Carried, Change, Event, Id, Stamp};
use serde::Deserialize;
use serde_json::Value;
use std::io::Read;

/// What a document says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The incident whose record it is.
    pub incident: Id,
    /// How many changes it holds.
    pub count: u64,
    /// What wrote it, as it says; empty where it does not.
    pub program: String,
}

/// The members of the document, as far as they were read.
#[derive(Default)]
struct Members {
    format: Option<String>,
    version: Option<u64>,
    incident: Option<Id>,
    count: Option<u64>,
    seal: Option<String>,
    changes: Option<(u64, Seal)>,
    program: String,
}

/// Reads a record and hands on its changes, in the order they are in it, for as
/// long as `each` says to go on. What was handed on counts only once the end
/// is reached: a fault may be anywhere.
///
/// # Errors
/// Where it is no record, of a newer version, damaged, or cannot be read.
pub fn read<R: Read>(input: R, each: &mut dyn FnMut(&Carried) -> bool) -> Result<Head, Refusal> {
    let mut outline = Outline::new(input);
    let foreign = |outline: &Outline<R>| Refusal::at(outline.place(), Why::Foreign);
    if outline.next()? != Some(b'{') {
        return Err(foreign(&outline));
    }
    outline.expect(b'{')?;
    let (mut found, mut bytes, mut first) = (Members::default(), Vec::new(), true);
    while outline.more(b'}', first)? {
        first = false;
        let place = outline.value(&mut bytes)?;
        let Ok(name) = serde_json::from_slice::<String>(&bytes) else {
            return Err(foreign(&outline));
        };
        outline.expect(b':')?;
        match name.as_str() {
            "things" => pass_over(&mut outline, &mut bytes)?,
            "changes" if found.changes.is_none() => {
                found.changes = Some(changes(&mut outline, &mut bytes, each)?);
            }
            _other => {
                let of = outline.value(&mut bytes)?;
                found.member(&name, &bytes, place, of)?;
            }
        }
    }
    let end = outline.place();
    outline.end()?;
    found.whole(end)
}

/// Reads the things of a record that was found to be one, and hands on each,
/// until `each` says what is wrong with one. Says whether it has any.
///
/// # Errors
/// It cannot be read, or what `each` says, with the place.
pub fn things<R: Read>(
    input: R,
    each: &mut dyn FnMut(&Value) -> Result<(), String>,
) -> Result<bool, Refusal> {
    let mut outline = Outline::new(input);
    outline.expect(b'{')?;
    let (mut bytes, mut first, mut found) = (Vec::new(), true, false);
    while outline.more(b'}', first)? {
        first = false;
        let place = outline.value(&mut bytes)?;
        let name: String = parsed(&bytes, place)?;
        outline.expect(b':')?;
        match name.as_str() {
            "changes" => pass_over(&mut outline, &mut bytes)?,
            "things" => {
                found = true;
                let mut none = true;
                outline.expect(b'[')?;
                while outline.more(b']', none)? {
                    none = false;
                    let place = outline.value(&mut bytes)?;
                    let wrong = |what| Refusal::at(place, Why::Altered(what));
                    each(&parsed(&bytes, place)?).map_err(wrong)?;
                }
            }
            _small => {
                outline.value(&mut bytes)?;
            }
        }
    }
    Ok(found)
}

impl Members {
    /// Keeps a small member; refuses one that a record does not have.
    fn member(&mut self, name: &str, bytes: &[u8], at: Place, of: Place) -> Result<(), Refusal> {
        match name {
            "format" => self.format = Some(parsed(bytes, of)?),
            "version" => self.version = Some(parsed(bytes, of)?),
            "incident" => self.incident = Some(parsed(bytes, of)?),
            "count" => self.count = Some(parsed(bytes, of)?),
            "seal" => self.seal = Some(parsed(bytes, of)?),
            "program" => self.program = parsed(bytes, of)?,
            _other if self.format.is_none() => return Err(Refusal::at(at, Why::Foreign)),
            _other => return Err(damaged(at, format!("a record has no member {name:?}"))),
        }
        match (&self.format, self.version) {
            (Some(format), _) if format != FORMAT => Err(Refusal::at(of, Why::Foreign)),
            (Some(_), Some(version)) if version > VERSION => {
                Err(Refusal::at(of, Why::Newer(version)))
            }
            (Some(_) | None, _) => Ok(()),
        }
    }

    /// What the document is, once it is known to be whole.
    fn whole(self, end: Place) -> Result<Head, Refusal> {
        let absent = |name: &str| damaged(end, format!("its {name} is missing"));
        if self.format.is_none() {
            return Err(Refusal::at(end, Why::Foreign));
        }
        if self.version.ok_or_else(|| absent("version"))? == 0 {
            return Err(damaged(end, "there is no version 0"));
        }
        let incident = self.incident.ok_or_else(|| absent("incident"))?;
        let (count, seal) = self.changes.ok_or_else(|| absent("changes"))?;
        let stated = self.count.ok_or_else(|| absent("count"))?;
        if stated != count {
            let what = format!("it holds {count} changes and says {stated}");
            return Err(damaged(end, what));
        }
        if self.seal.ok_or_else(|| absent("seal"))? != seal.to_string() {
            return Err(damaged(end, "its seal is not that of its last change"));
        }
        Ok(Head {
            incident,
            count,
            program: self.program,
        })
    }
}

fn damaged(place: Place, what: impl Into<String>) -> Refusal {
    Refusal::at(place, Why::Damaged(what.into()))
}

/// A value of a type; a fault is told at its place in the whole document.
fn parsed<T: for<'de> Deserialize<'de>>(bytes: &[u8], start: Place) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(|error| {
        let place = match (error.line(), error.column()) {
            (0, _) => start,
            (1, column) => Place {
                column: start.column + column.saturating_sub(1),
                ..start
            },
            (line, column) => Place {
                line: start.line + line - 1,
                column: column.max(1),
            },
        };
        let told = error.to_string();
        let what = told.rsplit_once(" at line ").map_or(told.as_str(), |t| t.0);
        damaged(place, what)
    })
}

/// Elements that count for nothing; that they are JSON is all that is asked.
fn pass_over<R: Read>(outline: &mut Outline<R>, bytes: &mut Vec<u8>) -> Result<(), Refusal> {
    outline.expect(b'[')?;
    let mut first = true;
    while outline.more(b']', first)? {
        first = false;
        let place = outline.value(bytes)?;
        parsed::<serde::de::IgnoredAny>(bytes, place)?;
    }
    Ok(())
}

fn changes<R: Read>(
    outline: &mut Outline<R>,
    bytes: &mut Vec<u8>,
    each: &mut dyn FnMut(&Carried) -> bool,
) -> Result<(u64, Seal), Refusal> {
    outline.expect(b'[')?;
    let (mut count, mut seal) = (0, Seal::default());
    while outline.more(b']', count == 0)? {
        count += 1;
        let change = Some(count);
        let numbered = |refusal: Refusal| Refusal { change, ..refusal };
        let place = outline.value(bytes).map_err(numbered)?;
        let line: Line = parsed(bytes, place).map_err(numbered)?;
        let carried = carried(line, &mut seal).map_err(|what| numbered(damaged(place, what)))?;
        if !each(&carried) {
            return Err(numbered(Refusal::at(place, Why::Stopped)));
        }
    }
    Ok((count, seal))
}

/// The change that a line holds, and the seal gone on by it; or what is wrong.
fn carried(line: Line, seal: &mut Seal) -> Result<Carried, String> {
    let (change, sealed, bytes) = match (line.change, line.change_hex) {
        (Some(value), None) => {
            let sealed = serde_json::to_string(&value).map_err(|e| e.to_string())?;
            let change: Change =
                serde_json::from_str(&sealed).map_err(|e| format!("its change: {e}"))?;
            let again = serde_json::to_value(&change).map_err(|e| e.to_string())?;
            if let Some(name) = unknown(&value, &again) {
                return Err(format!("its change has {name:?}, which is not known here"));
            }
            (change, sealed.into_bytes(), None)
        }
        (None, Some(bytes)) => {
            let change = serde_json::from_str(&String::from_utf8_lossy(&bytes.0));
            let change = change.map_err(|e| format!("its change: {e}"))?;
            (change, bytes.0.clone(), Some(bytes.0))
        }
        (Some(_), Some(_)) | (None, None) => {
            return Err("it takes either change or change_hex".into());
        }
    };
    let (author, author_bytes) = match (line.author, line.author_hex) {
        (Some(author), None) => (author, None),
        (None, Some(bytes)) => {
            let author = String::from_utf8_lossy(&bytes.0).into_owned();
            (author, Some(bytes.0))
        }
        (Some(_), Some(_)) | (None, None) => {
            return Err("it takes either author or author_hex".into());
        }
    };
    if change.subject() != line.subject {
        return Err("its subject is not that of its change".into());
    }
    let carried = Carried {
        event: Event {
            id: line.id,
            batch: line.batch,
            stamp: Stamp {
                hlc: line.hlc,
                replica: line.replica,
            },
            at: line.at,
            author,
            change,
        },
        author_bytes,
        change_bytes: bytes,
    };
    seal.over(&carried, &sealed);
    if line.seal != seal.to_string() {
        return Err("its seal does not hold: it, or what was before it, was altered".into());
    }
    Ok(carried)
}

/// The first member of a value that the same value, read and written again,
/// no longer has: taking it in would lose it.
fn unknown<'v>(value: &'v Value, again: &Value) -> Option<&'v str> {
    match (value, again) {
        (Value::Object(value), Value::Object(again)) => {
            value
                .iter()
                .find_map(|(name, inner)| match again.get(name) {
                    None => (!inner.is_null()).then_some(name.as_str()),
                    Some(again) => unknown(inner, again),
                })
        }
        (Value::Array(value), Value::Array(again)) => {
            let pairs = value.iter().zip(again);
            pairs.into_iter().find_map(|(a, b)| unknown(a, b))
        }
        (_, _) => None,
    }
}
