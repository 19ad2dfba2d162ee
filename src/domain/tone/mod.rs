//! Hints on tone: where a text looks for somebody to blame instead of for what
//! made something possible. Hints, never refusals; the words are data.

mod rules;
mod words;

pub use rules::{Broken, Rule, Rules};

use super::{Known, Thing};
use std::ops::Range;
use words::{Word, normal};

/// Words of a text that somebody may want to write otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where they stand: bytes of the text, on boundaries of characters.
    pub span: Range<usize>,
    /// What is wrong with them.
    pub hint: String,
    /// What to write or ask instead.
    pub suggestion: String,
    /// Whom they are said of, as far as the words around them tell: `@maya`.
    pub person: Option<String>,
}

/// How many words may lie between a person and what is said of them.
const CLOSE: usize = 6;

/// The hints on a text, in its order, none over another: of those that begin
/// at one word the longest, of those the first of the rules. A person counts
/// by `@handle`, by handle and by any part of their name, in one sentence with
/// the words.
#[must_use]
pub fn hints(text: &str, known: &Known, rules: &Rules) -> Vec<Hint> {
    let words = words::words(text);
    let people = named(&words, known);
    let mut found: Vec<Hint> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let hits = rules.rules.iter().filter_map(|rule| {
            let length = rule.phrases.iter().filter_map(|p| matches(p, &words[at..]));
            let length = length.max()?;
            let person = close(&people, &words, at..at + length);
            (!rule.near || person.is_some()).then_some((rule, length, person))
        });
        // The first of the longest.
        let best = hits.fold(None, |best: Option<(&Rule, usize, _)>, hit| match best {
            Some(best) if best.1 >= hit.1 => Some(best),
            Some(_) | None => Some(hit),
        });
        let Some((rule, length, person)) = best else {
            at += 1;
            continue;
        };
        found.push(Hint {
            span: words[at].range.start..words[at + length - 1].range.end,
            hint: rule.hint.clone(),
            suggestion: rule.suggestion.clone(),
            person: person.map(str::to_owned),
        });
        at += length;
    }
    found
}

/// How many words a phrase takes of the beginning of some, all of one sentence
/// and with nothing but blanks and hyphens between them.
fn matches(phrase: &[String], words: &[Word<'_>]) -> Option<usize> {
    let taken = words.get(..phrase.len())?;
    let same = taken.iter().zip(phrase).all(|(word, wanted)| {
        let found = word.normal.as_str();
        match wanted.strip_suffix('*') {
            Some(start) => found.starts_with(start),
            None => found == wanted,
        }
    });
    (same && taken[1..].iter().all(|word| word.joined)).then_some(phrase.len())
}

/// The words that name a person of the roster, and their handles.
fn named<'k>(words: &[Word<'_>], known: &'k Known) -> Vec<(usize, &'k str)> {
    let roster: Vec<(&str, Vec<String>)> = known
        .people
        .iter()
        .filter_map(Thing::as_person)
        .map(|p| {
            let parts = words::words(&p.name).into_iter().map(|w| w.normal);
            // An initial names nobody.
            let parts = parts.filter(|part| part.chars().count() > 1);
            (p.handle.as_str(), parts.collect())
        })
        .collect();
    let who = |word: &Word<'_>| {
        let is = |(handle, parts): &&(&str, Vec<String>)| {
            // A name in small letters is a word: `mark` is no Mark.
            let by_name = !word.is_lower_case() && parts.contains(&word.normal);
            by_name || normal(handle) == word.normal
        };
        roster.iter().find(is).map(|(handle, _)| *handle)
    };
    let found = words.iter().enumerate();
    found.filter_map(|(i, w)| Some((i, who(w)?))).collect()
}

/// The person nearest to a phrase, in its sentence.
fn close<'k>(
    people: &[(usize, &'k str)],
    words: &[Word<'_>],
    phrase: Range<usize>,
) -> Option<&'k str> {
    let sentence = words[phrase.start].sentence;
    let away = |at: usize| match at < phrase.start {
        true => phrase.start - at - 1,
        false => at.saturating_sub(phrase.end),
    };
    let from = people.partition_point(|(i, _)| i + CLOSE + 1 < phrase.start);
    let within = people[from..]
        .iter()
        .take_while(|(i, _)| *i <= phrase.end + CLOSE);
    let here = within.filter(|(i, _)| words[*i].sentence == sentence && !phrase.contains(i));
    let nearest = here.min_by_key(|(i, _)| away(*i));
    nearest
        .filter(|(i, _)| away(*i) <= CLOSE)
        .map(|(_, who)| *who)
}

#[cfg(test)]
mod tests;
