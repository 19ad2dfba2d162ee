//! The words of responders as people outside may read them: no names, no
//! indicators, no labels.

use super::words;
use crate::domain::indicator;
use crate::domain::{Artifact, ArtifactKind, IndicatorType, Label, LabelKind, Record, Role, Thing};
use std::ops::Range;

/// What a record's texts must not say outside, and what they say instead.
pub(super) struct Plain {
    /// Words in lower case, the longest first, each with what replaces it.
    names: Vec<(String, String)>,
}

impl Plain {
    /// For the texts of a record.
    pub fn of(record: &Record) -> Self {
        let mut names = Vec::new();
        for thing in &record.known.people {
            let Some(person) = thing.as_person() else {
                continue;
            };
            let role = called(record, thing);
            let parts = person.name.split_whitespace().filter(|p| p.len() > 2);
            let parts = parts.map(str::to_lowercase);
            let whole = [person.name.to_lowercase(), person.handle.to_lowercase()];
            let contact = person.contact.to_lowercase();
            let all = whole.into_iter().chain(parts).chain([contact]);
            names.extend(all.map(|name| (name, role.clone())));
        }
        let artifacts = record.artifacts.iter().filter_map(Thing::as_artifact);
        let indicators = artifacts.filter(|a| a.kind == ArtifactKind::Indicator);
        names.extend(indicators.map(|a: &Artifact| {
            let word = a.indicator.map_or("an indicator", noun);
            (a.name.to_lowercase(), word.to_owned())
        }));
        names.retain(|(name, _)| !name.trim().is_empty());
        names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        names.dedup_by(|a, b| a.0 == b.0);
        Self { names }
    }

    /// A text as it may be read outside; the tags that end it are gone.
    pub fn text(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for found in indicator::find(text).into_iter().rev() {
            out.replace_range(found.range, noun(found.kind));
        }
        out = without_tags(&out);
        for (name, instead) in &self.names {
            out = words::mentions_replaced(&out, name, instead);
        }
        out = without_labels(&out, |_| false);
        capital(out.split_whitespace().collect::<Vec<_>>().join(" ").trim())
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
