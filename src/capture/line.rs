//! Reads a line, part by part.

use super::{Captured, Context, Mistake, What};
use crate::domain::{EntryKind, Label, Zone};

/// Reads one line.
///
/// # Errors
/// What cannot be meant (28:30, 31 February), with its place.
pub fn parse(line: &str, _cx: &Context<'_>) -> Result<Captured, Mistake> {
    let text = line.trim_start();
    if text.is_empty() {
        return Err(Mistake::new(
            line,
            0..line.len(),
            "there is nothing to record",
            "type what happened",
        ));
    }
    Ok(Captured {
        what: What::Entry {
            kind: EntryKind::Note,
            starred: false,
            text: text.to_owned(),
            phase: None,
            decision: None,
        },
        typed: line.to_owned(),
        when: None,
        zone: Zone::utc(),
        people: Vec::new(),
        workstream: None,
        new_people: Vec::new(),
        new_workstreams: Vec::new(),
        labels: Label::find_all(text).into_iter().map(|(_, l)| l).collect(),
        indicators: Vec::new(),
        warnings: Vec::new(),
        spans: Vec::new(),
    })
}

/// Reads several lines, each by itself, with their numbers from 1. Blank lines
/// are skipped; a name that one line creates is known to the lines after it.
pub fn parse_lines(text: &str, cx: &Context<'_>) -> Vec<(usize, Result<Captured, Mistake>)> {
    text.split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(i, line)| (i + 1, parse(line, cx)))
        .collect()
}
