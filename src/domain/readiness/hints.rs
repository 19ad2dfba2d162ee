//! Where the words of a post-mortem look for somebody to blame.

use super::judge::Found;
use super::{Gap, Rule};
use crate::domain::{EntryKind, Record, Section, Thing, tone};

/// The texts that people will read as the post-mortem's own, each with where it
/// stands.
fn texts(record: &Record) -> Vec<(String, &Thing, &str)> {
    let mut out = Vec::new();
    if let Some(incident) = record.incident.as_incident() {
        out.push(("summary".to_owned(), &record.incident, &*incident.summary));
        out.push(("impact".to_owned(), &record.incident, &*incident.impact));
    }
    for thing in &record.sections {
        if let Some(section) = thing.as_section() {
            let text = Section::standing(Some(thing));
            out.push((section.kind.word().to_owned(), thing, text));
        }
    }
    for thing in &record.factors {
        if let Some(factor) = thing.as_factor() {
            out.push((thing.name(), thing, &factor.title));
            out.push((thing.name(), thing, &factor.notes));
        }
    }
    let lessons = record
        .entries
        .iter()
        .filter_map(|t| Some((t, t.as_entry()?)));
    let lessons = lessons.filter(|(_, e)| e.kind == EntryKind::Lesson && !e.struck);
    out.extend(lessons.map(|(t, e)| (t.name(), t, e.text.as_str())));
    out
}

pub(super) fn found(record: &Record, rules: &tone::Rules) -> Vec<Gap> {
    let mut found = Vec::new();
    for (place, thing, text) in texts(record) {
        for hint in tone::hints(text, &record.known, rules) {
            let words = text.get(hint.span).unwrap_or_default();
            let note = format!("“{words}”: {}; {}", hint.hint, hint.suggestion);
            let at = Found::of(thing).called(&place).noting(note);
            found.push(at.gap(Rule::Tone));
        }
    }
    found
}
