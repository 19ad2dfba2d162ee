//! The `@people`, `#workstreams`, labels, `p1` and `due:` in a text, and the
//! run of them that a line may end with.

use super::time::end_of_point;
use crate::domain::{Label, Priority};
use std::ops::Range;

/// What a word of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag<'a> {
    Person(&'a str),
    Workstream(&'a str),
    Label,
    Priority(Priority),
    /// What follows `due:`.
    Due(&'a str),
}

/// A word of a line; that of a due time may have spaces in it, `due:tomorrow 09:00`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// The whole word, its punctuation included: bytes of the line.
    pub(super) range: Range<usize>,
    /// The tag in it: bytes of the line.
    pub(super) core: Range<usize>,
    /// What it is, if it is anything but a word.
    pub(super) tag: Option<Tag<'a>>,
    /// A backslash keeps it from being the tag it looks like.
    pub(super) escaped: bool,
}

impl Word<'_> {
    /// Whether it is a name but for letters that no name has: `@zoë`.
    pub(super) fn is_foreign_name(&self, line: &str) -> bool {
        let word = &line[self.core.clone()];
        let name = word.strip_prefix(['@', '#']).unwrap_or_default();
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let escaped = line[self.range.clone()].starts_with('\\');
        !escaped
            && !name.is_ascii()
            && name.starts_with(char::is_alphabetic)
            && name.chars().all(part)
    }
}

/// The words of the text that begins at byte `from` of a line.
pub(super) fn words(line: &str, from: usize) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(gap) = line[at..].find(|c: char| !c.is_whitespace()) {
        at += gap;
        let end = end_of_word(line, at);
        let word = read(line, at, &line[at..end]);
        let word = whole_time(line, &word).unwrap_or(word);
        at = word.range.end;
        found.push(word);
    }
    found
}

fn end_of_word(line: &str, at: usize) -> usize {
    let length = line[at..].find(char::is_whitespace);
    length.map_or(line.len(), |length| at + length)
}

/// The word of a due time with the time of day and the zone behind its day.
fn whole_time<'a>(line: &'a str, word: &Word<'a>) -> Option<Word<'a>> {
    let Some(Tag::Due(value)) = word.tag else {
        return None;
    };
    let from = word.core.end - value.len();
    let last = end_of_point(line, from).filter(|end| *end > word.range.end)?;
    let end = end_of_word(line, last);
    let core = line[..end].trim_end_matches(CLOSES).len().max(last);
    Some(Word {
        range: word.range.start..end,
        core: word.core.start..core,
        tag: Some(Tag::Due(&line[from..core])),
        escaped: false,
    })
}

/// What closes a word and is none of its tag.
const CLOSES: [char; 11] = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\''];

/// Where the run of tags that ends a text begins, as an index of `words`.
pub(super) fn run(words: &[Word<'_>]) -> usize {
    let tags = words.iter().rev().take_while(|w| w.tag.is_some());
    words.len() - tags.count()
}

fn read<'a>(line: &'a str, at: usize, word: &'a str) -> Word<'a> {
    let bare = word.trim_start_matches('\\');
    let escaped = bare.len() < word.len();
    let open = bare.trim_start_matches(['(', '[', '{', '"', '\'']);
    let core = open.trim_end_matches(CLOSES);
    let core = ["'s", "’s"]
        .iter()
        .find_map(|s| core.strip_suffix(s))
        .unwrap_or(core);
    let start = at + word.len() - open.len();
    let core_range = start..start + core.len();
    let tag = tag(&line[core_range.clone()]);
    Word {
        range: at..at + word.len(),
        core: core_range,
        escaped: escaped && tag.is_some(),
        tag: tag.filter(|_| !escaped),
    }
}

fn tag(core: &str) -> Option<Tag<'_>> {
    if let Some(name) = core.strip_prefix('@') {
        return is_name(name).then_some(Tag::Person(name));
    }
    if let Some(name) = core.strip_prefix('#') {
        return is_name(name).then_some(Tag::Workstream(name));
    }
    if let Some(priority) = Priority::from_word(core) {
        return Some(Tag::Priority(priority));
    }
    let value = core
        .get(..4)
        .filter(|head| head.eq_ignore_ascii_case("due:"))
        .map(|_| &core[4..]);
    match value {
        Some("") => None,
        Some(value) => Some(Tag::Due(value)),
        None => Label::parse(core).map(|_| Tag::Label),
    }
}

/// Whether a text can be a handle or a slug.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    name.len() <= 32
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(joins)
}
