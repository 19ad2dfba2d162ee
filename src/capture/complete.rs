//! Completion of `@people`, `#workstreams` and labels where they are typed.

use super::captured::floor;
use crate::domain::{Known, Label, LabelKind, Thing};
use std::ops::Range;

/// What could stand where the cursor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line that a candidate replaces.
    pub range: Range<usize>,
    /// The candidates, best first; never empty.
    pub candidates: Vec<Candidate>,
}

/// One thing that could stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What replaces the range: `@maya`, `#forensics`, `T7`.
    pub text: String,
    /// What it is, to show beside it; not yet made safe to show.
    pub detail: String,
}

/// Completes the `@name`, `#workstream` or label (a capital and a digit) that
/// the cursor (bytes) stands in or behind: what begins so first, then what
/// has it inside. None where nothing fits, or only what is there already.
#[must_use]
pub fn complete(
    line: &str,
    cursor: usize,
    known: &Known,
    labels: &[(Label, String)],
) -> Option<Completion> {
    let cursor = floor(line, cursor);
    let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let head = line[..cursor].trim_end_matches(joins);
    let rest = line[cursor..].trim_start_matches(joins);
    let end = line.len() - rest.len();
    let sigil = head.chars().next_back().filter(|c| matches!(c, '@' | '#'));
    let start = head.len() - sigil.map_or(0, char::len_utf8);
    let before = line[..start].chars().next_back();
    if before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '{' | '"')) {
        return None;
    }
    let typed = &line[head.len()..cursor];
    let candidates = match sigil {
        Some('@') => names('@', &known.people, typed),
        Some(_) => names('#', &known.workstreams, typed),
        None => labelled(labels, typed),
    };
    let there = &line[start..end];
    let done = matches!(&candidates[..], [] | [_]) && candidates.iter().all(|c| c.text == there);
    (!done).then_some(Completion {
        range: start..end,
        candidates,
    })
}

/// People or workstreams whose name or headline has `typed` in it.
fn names(sigil: char, things: &[Thing], typed: &str) -> Vec<Candidate> {
    let mut ranked: Vec<(usize, Candidate)> = things
        .iter()
        .filter_map(|thing| {
            let name = thing.name();
            let name = name.trim_start_matches(sigil);
            let rank =
                rank(name, typed).or_else(|| rank(thing.headline(), typed).map(|r| r + 2))?;
            let candidate = Candidate {
                text: format!("{sigil}{name}"),
                detail: thing.headline().to_owned(),
            };
            Some((rank, candidate))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, c)| c).collect()
}

/// 0 where a text begins with what was typed, 1 where it has it inside.
fn rank(text: &str, typed: &str) -> Option<usize> {
    let (text, typed) = (text.to_lowercase(), typed.to_lowercase());
    if text.starts_with(&typed) {
        return Some(0);
    }
    text.contains(&typed).then_some(1)
}

/// Labels of the series typed whose number has the typed digits in it.
fn labelled(labels: &[(Label, String)], typed: &str) -> Vec<Candidate> {
    let series = typed.chars().next().and_then(LabelKind::from_letter);
    let digits = typed.get(1..).unwrap_or("");
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut ranked: Vec<(usize, u32, Candidate)> = labels
        .iter()
        .filter(|(label, _)| Some(label.kind) == series)
        .filter_map(|(label, detail)| {
            let rank = rank(&label.number.to_string(), digits)?;
            let candidate = Candidate {
                text: label.to_string(),
                detail: detail.clone(),
            };
            Some((rank, label.number, candidate))
        })
        .collect();
    ranked.sort_by_key(|(rank, number, _)| (*rank, *number));
    ranked.into_iter().map(|(.., c)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::known;
    use super::*;

    fn told(line: &str) -> String {
        let cursor = line.find('|').unwrap();
        let line = line.replace('|', "");
        let labels: Vec<_> = ["T1", "T2", "T12", "E2"]
            .into_iter()
            .map(|l| (Label::parse(l).unwrap(), format!("about {l}")))
            .collect();
        complete(&line, cursor, &known(), &labels).map_or_else(String::new, |found| {
            let texts: Vec<_> = found.candidates.iter().map(|c| c.text.as_str()).collect();
            format!("{}: {}", &line[found.range], texts.join(" "))
        })
    }

    #[test]
    fn names_and_labels_complete_what_begins_so_first() {
        for (line, expected) in [
            ("call @|", "@: @lee @maya @sam"),
            ("call @m|", "@m: @maya @sam"),
            ("call @s|x now", "@sx: @sam"),
            ("(@S|", "@S: @sam"),
            ("x #e|", "#e: #containment #forensics #identity"),
            ("x #for|", "#for: #forensics"),
            ("x T2|", "T2: T2 T12"),
            ("x T1|", "T1: T1 T12"),
            ("x @sam|", ""),
            ("x T|", ""),
            ("x t2|", ""),
            ("mail sam@e|", ""),
            ("x \\@s|", ""),
            ("x @zz|", ""),
            ("plain|", ""),
            ("é@|", ""),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }
}
