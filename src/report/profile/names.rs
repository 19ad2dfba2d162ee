//! What texts must not say to readers outside, and what they say instead.

use crate::domain::{ArtifactKind, Id, IndicatorType, Label, Record, Thing, indicator};
use crate::report::plain::{called, noun, without_labels, without_people};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// The words that are replaced.
pub(super) struct Names {
    /// In lower case.
    words: BTreeMap<String, String>,
    people: HashMap<Id, String>,
    /// Whether addresses and the like go, too.
    indicators: bool,
    /// The labels that a reader can look up.
    told: HashSet<Label>,
}

impl Names {
    /// Of everybody a record names, and of its indicators if they go, too.
    pub fn of(record: &Record, indicators: bool) -> Self {
        let mut words = BTreeMap::new();
        let mut people = HashMap::new();
        for author in authors(record) {
            words.insert(key(author), "a responder".to_owned());
        }
        for thing in &record.known.people {
            let Some(person) = thing.as_person() else {
                continue;
            };
            let role = called(record, thing);
            // A particle is no name: `van`, `de`.
            let is_name = |p: &&str| p.len() > 1 && !p.starts_with(char::is_lowercase);
            let parts = person.name.split_whitespace().filter(is_name);
            let whole = [&*person.name, &*person.handle, &*person.contact];
            for name in parts.chain(whole) {
                words.insert(key(name), role.clone());
            }
            people.insert(thing.id, role);
        }
        let artifacts = record.artifacts.iter().filter_map(Thing::as_artifact);
        for artifact in artifacts.filter(|a| indicators && a.kind == ArtifactKind::Indicator) {
            let word = artifact.indicator.map_or("an indicator", noun).to_owned();
            for form in [
                artifact.name.clone(),
                indicator::refang(&artifact.name),
                indicator::defang(&artifact.name),
            ] {
                words.insert(key(&form), word.clone());
            }
        }
        let card = record.incident.as_incident().filter(|_| indicators);
        if let Some(name) = card.and_then(|i| i.code_name.as_deref()) {
            words.insert(key(name), "the incident".to_owned());
        }
        words.retain(|word, _| word.chars().any(char::is_alphanumeric));
        Self {
            words,
            people,
            indicators,
            told: HashSet::new(),
        }
    }

    /// The same, where a reader can look these labels up: others lead nowhere.
    pub fn telling(mut self, labels: HashSet<Label>) -> Self {
        self.told = labels;
        self
    }

    /// What somebody is called.
    pub fn called(&self, id: Id) -> String {
        let found = self.people.get(&id).cloned();
        found.unwrap_or_else(|| "a responder".into())
    }

    /// What who did something is called.
    pub fn author(&self, name: &str) -> String {
        let found = self.words.get(&key(name)).cloned();
        found.unwrap_or_else(|| "a responder".into())
    }

    /// A text that says none of the words, and leads to nothing that is not
    /// told.
    pub fn text(&self, text: &str) -> String {
        let spoken = without_people(text);
        self.replaced(&without_labels(&spoken, |label| self.told.contains(&label)))
    }

    /// The longest first where several words stand at one place. A host is
    /// nobody's name, whatever it spells: it stays as it is.
    fn replaced(&self, text: &str) -> String {
        let shapes = shapes(text);
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        if self.indicators {
            found.extend(shapes.iter().map(|(r, kind)| (r.clone(), noun(*kind))));
        }
        // As it stands, and as it is read where `*` and the like are signs.
        for seen in [Seen::of(text, is_hidden), Seen::of(text, is_hidden_or_sign)] {
            for (word, instead) in &self.words {
                for range in seen.whole(word) {
                    let within =
                        |(r, _): &&(Range<usize>, _)| r.start <= range.start && range.end <= r.end;
                    match shapes.iter().find(within) {
                        None => found.push((range, instead)),
                        // Somebody's mailbox names them, and so does their page.
                        Some((whole, IndicatorType::Email)) => found.push((whole.clone(), instead)),
                        Some((whole, IndicatorType::Url))
                            if !host(text, whole).contains(&range.start) =>
                        {
                            found.push((range, "…"));
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        found.sort_by_key(|(r, _)| (r.start, std::cmp::Reverse(r.end)));
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (range, instead) in found {
            if range.start < at {
                // What begins within another and goes on behind it goes as well.
                at = at.max(range.end);
                continue;
            }
            let before = &text[at..range.start];
            out.push_str(before.strip_suffix('@').unwrap_or(before));
            out.push_str(instead);
            at = range.end;
        }
        out.push_str(&text[at..]);
        out
    }
}

/// The addresses and the like in a text: what is known as one, and whatever
/// else is written as a link.
fn shapes(text: &str) -> Vec<(Range<usize>, IndicatorType)> {
    let known = indicator::find(text).into_iter();
    let mut found: Vec<_> = known.map(|i| (i.range, i.kind)).collect();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let whole = at..at + word.trim_end().len();
        at += word.len();
        let link = word.find("://").filter(|scheme| *scheme > 0);
        if link.is_some() && !found.iter().any(|(r, _)| whole.contains(&r.start)) {
            found.push((whole, IndicatorType::Url));
        }
    }
    found
}

/// The host of a link, in bytes of the text.
fn host(text: &str, link: &Range<usize>) -> Range<usize> {
    let scheme = text[link.clone()].find("//").map_or(0, |at| at + 2);
    let start = link.start + scheme;
    let rest = &text[start..link.end];
    let end = start + rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let user = text[start..end].rfind('@').map_or(0, |at| at + 1);
    start + user..end
}

/// Everybody who recorded something.
fn authors(record: &Record) -> Vec<&str> {
    let things = record.entries.iter().chain(&record.tasks);
    let things = things.chain(&record.factors).chain(&record.fixes);
    let things = things.chain(&record.sections).chain(&record.review);
    let things = things.chain(&record.artifacts).chain([&record.incident]);
    let marks = things.flat_map(|t| [&*t.created.author, &*t.changed.author]);
    let review = record.review.as_ref().and_then(Thing::as_review);
    let passed = review.into_iter().flat_map(|r| r.passages.values());
    let closed = review.and_then(|r| r.closing.as_ref());
    let passed = passed.map(|p| &*p.by).chain(closed.map(|c| &*c.by));
    // The one account that is a word of the language.
    marks.chain(passed).filter(|name| *name != "root").collect()
}

/// Whether a character is drawn at all: one that is not hides no name.
const fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

const fn is_hidden_or_sign(c: char) -> bool {
    is_hidden(c) || matches!(c, '*' | '_' | '~' | '`' | '\\')
}

fn key(word: &str) -> String {
    let seen = word.trim().chars().filter(|c| !is_hidden(*c));
    seen.flat_map(char::to_lowercase).collect()
}

/// A text as its readers see it, in lower case, each byte with the place of the
/// character it came from.
struct Seen {
    lower: String,
    origin: Vec<Range<usize>>,
}

impl Seen {
    fn of(text: &str, is_hidden: fn(char) -> bool) -> Self {
        let mut lower = String::with_capacity(text.len());
        let mut origin = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices().filter(|(_, c)| !is_hidden(*c)) {
            lower.extend(c.to_lowercase());
            origin.resize(lower.len(), at..at + c.len_utf8());
        }
        Self { lower, origin }
    }

    /// Where a word stands whole, in bytes of the text. A word of a script that
    /// knows no case, and mostly no spaces, is found anywhere.
    fn whole(&self, word: &str) -> Vec<Range<usize>> {
        let cased = |c: char| !c.is_alphabetic() || c.is_lowercase() || c.is_uppercase();
        let anywhere = !word.chars().all(cased);
        let found = self.lower.match_indices(word).filter(|(start, _)| {
            let before = self.lower[..*start].chars().next_back();
            let after = self.lower[start + word.len()..].chars().next();
            let joins = |c: Option<char>, edge: Option<char>| {
                let is = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                is(c) && is(edge)
            };
            let (first, last) = (word.chars().next(), word.chars().next_back());
            anywhere || !(joins(before, first) || joins(after, last))
        });
        let range = |(start, _): (usize, &str)| {
            let last = start + word.len() - 1;
            self.origin[start].start..self.origin[last].end
        };
        found.map(range).collect()
    }
}
