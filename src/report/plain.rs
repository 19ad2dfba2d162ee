//! The words of responders as people outside may read them: no names, no
//! indicators, no labels.

use super::words;
use crate::domain::indicator;
use crate::domain::{
    Artifact, ArtifactKind, Audience, IndicatorType, Label, LabelKind, Record, Role, Thing,
};
use std::ops::Range;

/// What a record's texts must not say outside, and what they say instead.
pub(super) struct Plain {
    /// The longest first.
    names: Vec<Name>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    /// In lower case.
    word: String,
    /// Whether it may be a word of the language where nothing says otherwise.
    ordinary: bool,
    instead: String,
}

impl Plain {
    /// For the texts of a record that an audience reads. Everybody may read
    /// no name; executives know who works here, and read `pat the logs dry` as
    /// it was meant.
    pub fn of(record: &Record, audience: Audience) -> Self {
        let mut names = Vec::new();
        let inside = audience != Audience::Public;
        for thing in &record.known.people {
            let Some(person) = thing.as_person() else {
                continue;
            };
            let role = called(record, thing);
            let parts = person.name.split_whitespace().filter(|p| p.len() > 2);
            let whole = [&*person.name, &*person.handle];
            let all = whole.into_iter().chain(parts).chain([&*person.contact]);
            names.extend(all.map(|name| Name {
                word: name.to_lowercase(),
                ordinary: inside && name.chars().all(char::is_alphabetic),
                instead: role.clone(),
            }));
        }
        let artifacts = record.artifacts.iter().filter_map(Thing::as_artifact);
        let indicators = artifacts.filter(|a| a.kind == ArtifactKind::Indicator);
        names.extend(indicators.map(|a: &Artifact| Name {
            word: a.name.to_lowercase(),
            ordinary: false,
            instead: a.indicator.map_or("an indicator", noun).to_owned(),
        }));
        names.retain(|name| !name.word.trim().is_empty());
        names.sort_by(|a, b| b.word.len().cmp(&a.word.len()).then_with(|| a.cmp(b)));
        names.dedup_by(|a, b| a.word == b.word);
        Self { names }
    }

    /// A text as it may be read outside; the tags that end it are gone.
    pub fn text(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for found in indicator::find(text).into_iter().rev() {
            out.replace_range(found.range, noun(found.kind));
        }
        out = without_tags(&out);
        for name in &self.names {
            let is_one = |before: &str, word: &str| !name.ordinary || is_name(before, word);
            out = words::mentions_replaced(&out, &name.word, &name.instead, is_one);
        }
        out = without_labels(&out, |_| false);
        capital(out.split_whitespace().collect::<Vec<_>>().join(" ").trim())
    }
}

/// Whether a word is written as names are: with a capital that no sentence
/// begins with. A script that knows no case writes names only.
fn is_name(before: &str, word: &str) -> bool {
    let ends = ['.', '!', '?'];
    let before = before.trim_end_matches(|c: char| !c.is_alphanumeric() && !ends.contains(&c));
    let begins = before.is_empty() || before.ends_with(ends);
    match word.chars().next() {
        Some(first) if first.is_lowercase() => false,
        Some(first) if first.is_uppercase() => !begins,
        Some(_) | None => true,
    }
}

/// What somebody is called outside.
pub(super) fn called(record: &Record, person: &Thing) -> String {
    let held = record.roles.iter().filter_map(Thing::as_role);
    let mut roles = held.filter(|r| r.person == person.id).map(|r| r.role);
    let role = roles.find(|r| *r != Role::Sme);
    match role {
        Some(Role::Ic) => "the incident commander".into(),
        Some(Role::Sme) | None => "a responder".into(),
        Some(role) => format!("the {role}"),
    }
}

pub(super) const fn noun(kind: IndicatorType) -> &'static str {
    match kind {
        IndicatorType::Ipv4 | IndicatorType::Ipv6 => "an IP address",
        IndicatorType::Domain => "a domain",
        IndicatorType::Url => "a web address",
        IndicatorType::Email => "an e-mail address",
        IndicatorType::Md5 | IndicatorType::Sha1 | IndicatorType::Sha256 => "a file hash",
        IndicatorType::Cve => "a known vulnerability",
        IndicatorType::Other => "an indicator",
    }
}

/// The text without the run of tags that ends it, and `#forensics` as a word.
fn without_tags(text: &str) -> String {
    let tag = |word: &str| {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@' && c != '#');
        let named = |sign| {
            core.strip_prefix(sign)
                .is_some_and(|n: &str| n.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        let priority = matches!(core, "p1" | "p2" | "p3" | "p4" | "P1" | "P2" | "P3" | "P4");
        named('@') || named('#') || priority || Label::parse(core).is_some()
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let kept = words.iter().rposition(|w| !tag(w)).map_or(0, |at| at + 1);
    let tagged = kept < words.len();
    let mut kept = &words[..kept];
    // What led up to the tags says nothing without them.
    while let Some((last, rest)) = kept.split_last().filter(|_| tagged) {
        let dangling = [
            "keeps", "kept", "see", "in", "by", "for", "with", "and", "from",
        ];
        if !dangling.contains(&last.to_lowercase().as_str()) || rest.is_empty() {
            break;
        }
        kept = rest;
    }
    let spoken = |word: &&str| match word.strip_prefix('#') {
        Some(slug) if slug.starts_with(|c: char| c.is_ascii_alphabetic()) => slug.replace('-', " "),
        _other => (*word).to_owned(),
    };
    let text = kept.iter().map(spoken).collect::<Vec<_>>().join(" ");
    text.trim_end_matches([',', ';', ':']).to_owned()
}

/// Labels of what is told nowhere, each as what it is; those that stand alone
/// in brackets are gone.
pub(super) fn without_labels(text: &str, is_told: impl Fn(Label) -> bool) -> String {
    let mut out = text.to_owned();
    let mut dead: Vec<(Range<usize>, Label)> = Label::find_all(text);
    dead.retain(|(_, label)| !is_told(*label));
    while let Some((last, label)) = dead.pop() {
        let (mut run, mut start) = (1, last.start);
        while let Some((before, _)) = dead.len().checked_sub(run).and_then(|at| dead.get(at)) {
            let between = text[before.end..start].trim_matches([',', ';', ' ']);
            if !matches!(between, "" | "and" | "or") {
                break;
            }
            (run, start) = (run + 1, before.start);
        }
        if out[..start].ends_with('(') && out[last.end..].starts_with(')') {
            let before = out[..start - 1].trim_end_matches(' ').len();
            out.replace_range(before..=last.end, "");
            dead.truncate(dead.len() + 1 - run);
        } else {
            out.replace_range(last, noun_of(label.kind));
        }
    }
    out
}

const fn noun_of(kind: LabelKind) -> &'static str {
    match kind {
        LabelKind::Entry => "the record",
        LabelKind::Task => "a task",
        LabelKind::Artifact => "the evidence",
        LabelKind::Decision => "an earlier decision",
        LabelKind::Question => "an open question",
        LabelKind::CheckIn => "a check-in",
        LabelKind::Factor => "a contributing factor",
        LabelKind::Fix => "a fix",
    }
}

/// A text without the people that end a line as tags do, behind a word that
/// leads up to nobody: of `it worked @lee` the first two words.
pub(super) fn without_people(text: &str) -> String {
    const LEADS: &[&str] = &[
        "and", "as", "asked", "at", "by", "called", "for", "from", "in", "of", "or", "thank",
        "thanks", "to", "told", "via", "with",
    ];
    let tag = |word: &str| {
        let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let handle = word.strip_prefix('@').unwrap_or_default();
        handle.starts_with(|c: char| c.is_ascii_alphabetic()) && handle.chars().all(joins)
    };
    let line = |line: &str| {
        let mut kept = line.trim_end();
        while let Some((before, _)) = kept.rsplit_once(' ').filter(|(_, last)| tag(last)) {
            kept = before.trim_end();
        }
        let last = kept.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let speaks = last.chars().next_back().is_some_and(char::is_alphanumeric);
        match speaks && !tag(&last) && !LEADS.contains(&last.as_str()) {
            true => kept.to_owned(),
            false => line.to_owned(),
        }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Body, Person};
    use crate::report::tests::{empty, thing};

    #[test]
    fn executives_read_words_that_are_names_elsewhere_and_the_public_no_name() {
        let mut record = empty();
        let person = |handle, name: &str| Person {
            name: name.into(),
            ..Person::new(handle)
        };
        record.known.people = vec![
            thing(1, Body::Person(person("pat", "Pat Rivers"))),
            thing(2, Body::Person(person("j-doe", ""))),
            thing(3, Body::Person(person("ken", "田中"))),
        ];
        let says = |audience, text: &str| Plain::of(&record, audience).text(text);
        for (text, executives, public) in [
            (
                "pat the logs dry and mark them",
                "Pat the logs dry and mark them",
                "A responder the logs dry and mark them",
            ),
            ("Pat the logs", "Pat the logs", "A responder the logs"),
            ("Done. Pat them", "Done. Pat them", "Done. a responder them"),
            ("it rivers down", "It rivers down", "It a responder down"),
            ("so Pat did", "So a responder did", "So a responder did"),
            ("(Pat) did", "(Pat) did", "(a responder) did"),
            (
                "ask Rivers now",
                "Ask a responder now",
                "Ask a responder now",
            ),
            ("@pat did", "A responder did", "A responder did"),
            ("so @Pat did", "So a responder did", "So a responder did"),
            ("pat rivers did", "A responder did", "A responder did"),
            ("j-doe did", "A responder did", "A responder did"),
            ("so 田中 did", "So a responder did", "So a responder did"),
        ] {
            assert_eq!(says(Audience::Exec, text), executives, "{text}");
            assert_eq!(says(Audience::Public, text), public, "{text}");
        }
    }
}
