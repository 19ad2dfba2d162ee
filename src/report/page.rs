//! What every section needs: the record by label and id, names as Markdown,
//! and the few block shapes a report is made of.

use super::{Options, markdown, moment, words};
use crate::domain::{
    ArtifactKind, Entry, Id, Key, Label, LabelKind, Person, Record, Thing, Written, indicator,
};
use std::borrow::Cow;
use std::collections::HashMap;

/// What every report of an exercise begins with.
const BANNER: &str =
    "**EXERCISE · EXERCISE · EXERCISE.** This was a drill. Nothing below happened outside it.\n\n";

/// A report being written. Its methods take Markdown where they say so; text
/// of the data becomes Markdown only through [`Page::text`], [`Page::block`]
/// and [`Page::heading_text`].
pub(super) struct Page<'a> {
    pub record: &'a Record,
    pub options: &'a Options,
    /// Entries in the order of the timeline: a bare date comes first in its day.
    entries: Vec<(&'a Thing, &'a Entry)>,
    /// What was recorded as an indicator and does not look like one, in lower
    /// case: `evil.zip`.
    disguised: Vec<String>,
    /// Every indicator, fit for use and in lower case: what no link leads to.
    indicators: Vec<String>,
    tasks: HashMap<Id, &'a Thing>,
    people: HashMap<Id, &'a Thing>,
    streams: HashMap<Id, &'a Thing>,
    artifacts: HashMap<u32, &'a Thing>,
    out: String,
}

impl<'a> Page<'a> {
    pub fn new(record: &'a Record, options: &'a Options) -> Self {
        let exercise = record.incident.as_incident().is_some_and(|i| i.exercise);
        let by_id = |things: &'a [Thing]| things.iter().map(|t| (t.id, t)).collect();
        Self {
            record,
            options,
            entries: ordered(&record.entries),
            disguised: disguised(record),
            indicators: indicators(record),
            tasks: by_id(&record.tasks),
            people: by_id(&record.known.people),
            streams: by_id(&record.known.workstreams),
            artifacts: record.artifacts.iter().map(|t| (t.number, t)).collect(),
            // The first line of whatever leaves a drill.
            out: if exercise {
                BANNER.into()
            } else {
                String::new()
            },
        }
    }

    /// Every entry, in the order they are told.
    pub fn entries(&self) -> impl Iterator<Item = (&'a Thing, &'a Entry)> {
        self.entries.iter().copied()
    }

    /// The entries that stand.
    pub fn standing(&self) -> impl Iterator<Item = (&'a Thing, &'a Entry)> {
        self.entries().filter(|(_, e)| !e.struck)
    }

    pub fn finish(self) -> String {
        self.out
    }

    /// What was written since the last time.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// The text as it may be shown: indicators defanged unless asked.
    pub fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        shown(text, self.options.fanged, &self.disguised)
    }

    /// Whether a link may lead there: to a page or a mailbox with a name, and to
    /// no indicator. A name without a dot is another machine to each reader.
    pub fn may_link(&self, to: &str) -> bool {
        let to = to.to_lowercase();
        let page = to
            .strip_prefix("https://")
            .or_else(|| to.strip_prefix("http://"));
        let host = |rest: &str| rest.split(['/', '?', '#', ':']).next().map(str::to_owned);
        let named = page.and_then(host).is_some_and(|host| {
            host.contains(char::is_alphabetic)
                && host.trim_end_matches('.').contains('.')
                && !host.contains(['[', '@', '%', '\\'])
        });
        let known = self.indicators.iter().any(|value| to.contains(value));
        (named || to.starts_with("mailto:")) && (self.options.fanged || !known)
    }

    /// A text of the data on one line.
    pub fn text(&self, text: &str) -> String {
        markdown::inline(&self.shown(text))
    }

    /// What was recorded as an indicator, whatever it looks like: `evil.zip` may
    /// be a file in prose, here it is not.
    pub fn indicator_text(&self, value: &str) -> String {
        let written = self.shown(value);
        if self.options.fanged || written != value {
            return markdown::inline(&written);
        }
        markdown::inline(&masked(value))
    }

    /// A text of the data on as many lines as it has, continued under `indent`.
    pub fn block(&self, text: &str, indent: &str) -> String {
        markdown::block(&self.shown(text), indent)
    }

    /// A text of the data in a heading.
    pub fn heading_text(&self, text: &str) -> String {
        markdown::heading(&self.shown(text))
    }

    /// `Maya Okafor (@maya)`, or the handle alone.
    pub fn person(&self, id: Id) -> String {
        match self.people.get(&id).and_then(|t| t.as_person()) {
            Some(person) => self.named(person),
            None => "somebody no longer on the roster".into(),
        }
    }

    fn named(&self, person: &Person) -> String {
        let handle = self.text(&self.at(&person.handle));
        if person.name.is_empty() {
            handle
        } else {
            format!("{} ({handle})", self.text(&person.name))
        }
    }

    /// `@maya`.
    pub fn handle(&self, id: Id) -> String {
        self.text(&self.raw_handle(id))
    }

    /// `@maya`, not yet Markdown.
    pub fn raw_handle(&self, id: Id) -> String {
        self.people
            .get(&id)
            .and_then(|t| t.as_person())
            .map_or_else(|| self.at("?"), |person| self.at(&person.handle))
    }

    /// `@maya`; what somebody was, where people are not named.
    fn at(&self, handle: &str) -> String {
        match self.options.profile.hides_people() {
            true => handle.to_owned(),
            false => format!("@{handle}"),
        }
    }

    /// `#forensics`, not yet Markdown.
    pub fn raw_stream(&self, id: Id) -> String {
        self.streams
            .get(&id)
            .map_or_else(|| "#?".into(), |t| t.name())
    }

    /// `#forensics`.
    pub fn stream(&self, id: Id) -> String {
        self.text(&self.raw_stream(id))
    }

    /// The labels of tasks, as far as they still exist.
    pub fn task_labels(&self, ids: &[&Id]) -> Vec<String> {
        let label = |id: &&Id| self.tasks.get(*id).map(|t| t.name());
        ids.iter().filter_map(label).collect()
    }

    /// The artifacts that texts name, each once: `A3 proxy.log`.
    pub fn evidence(&self, texts: &[&str]) -> Vec<String> {
        let mut seen: Vec<u32> = Vec::new();
        for (_, label) in texts.iter().flat_map(|t| Label::find_all(t)) {
            if label.kind == LabelKind::Artifact && !seen.contains(&label.number) {
                seen.push(label.number);
            }
        }
        let named = |n: &u32| {
            let thing = self.artifacts.get(n)?;
            Some(format!("A{n} {}", self.text(thing.headline())))
        };
        seen.iter().filter_map(named).collect()
    }

    /// A section heading; takes Markdown.
    pub fn section(&mut self, title: &str) {
        self.push("## ", title);
    }

    /// A heading below a section; takes Markdown.
    pub fn part(&mut self, title: &str) {
        self.push("### ", title);
    }

    /// A paragraph; takes Markdown.
    pub fn para(&mut self, markdown: &str) {
        self.push("", markdown);
    }

    /// The one line of a section that has nothing to show.
    pub fn nothing(&mut self, sentence: &str) {
        self.push("", &format!("*{sentence}*"));
    }

    /// When a text was last altered, where the incident has moved on since.
    pub fn written_when(&mut self, text: Written) {
        if let Some(old) = self.record.outdated(text) {
            let at = moment::minute(old.at);
            self.nothing(&format!("Written {at}, {}.", old.before()));
        }
    }

    /// A list; takes Markdown, continued lines indented by two.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let mut any = false;
        for item in items {
            self.out.push_str("- ");
            self.out.push_str(&item);
            self.out.push('\n');
            any = true;
        }
        if any {
            self.out.push('\n');
        }
    }

    /// A table; takes Markdown.
    pub fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        self.row(head.iter().copied());
        self.row(head.iter().map(|_| "---"));
        for row in rows {
            self.row(row.iter().map(String::as_str));
        }
        self.out.push('\n');
    }

    fn row<'c>(&mut self, cells: impl Iterator<Item = &'c str>) {
        self.out.push('|');
        for cell in cells {
            self.out.push(' ');
            self.out.push_str(cell);
            self.out.push_str(" |");
        }
        self.out.push('\n');
    }

    pub fn push(&mut self, before: &str, markdown: &str) {
        self.out.push_str(before);
        self.out.push_str(markdown);
        self.out.push_str("\n\n");
    }
}

/// A text of the data as it may be shown: defanged unless asked, with the
/// indicators that are [`disguised`].
pub(super) fn shown<'t>(text: &'t str, fanged: bool, disguised: &[String]) -> Cow<'t, str> {
    if fanged {
        return Cow::Borrowed(text);
    }
    let mut out = indicator::defang(text);
    for value in disguised {
        out = words::replaced(&out, value, masked);
    }
    Cow::Owned(markdown::without_mail_links(&out))
}

/// An indicator that looks like none, written so that nobody opens it.
fn masked(value: &str) -> String {
    value.replace("://", "[://]").replace('.', "[.]")
}

/// Whether it is a name with dots, `evil.zip`, and no sentence.
fn is_dotted(name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let labels = name
        .split('.')
        .all(|l| !l.is_empty() && l.chars().all(part));
    labels && name.contains('.')
}

fn indicators(record: &Record) -> Vec<String> {
    let artifacts = record.artifacts.iter().filter_map(Thing::as_artifact);
    let indicators = artifacts.filter(|a| a.kind == ArtifactKind::Indicator);
    let values = indicators.map(|a| indicator::refang(a.name.trim()).to_lowercase());
    values.filter(|value| !value.is_empty()).collect()
}

/// Indicators that are defanged by name, since nothing else gives them away;
/// the longest first.
pub(super) fn disguised(record: &Record) -> Vec<String> {
    let artifacts = record.artifacts.iter().filter_map(Thing::as_artifact);
    let indicators = artifacts.filter(|a| a.kind == ArtifactKind::Indicator);
    let names = indicators.map(|a| a.name.trim().to_lowercase());
    let mut names: Vec<String> = names
        .filter(|name| is_dotted(name) && indicator::defang(name) == *name)
        .collect();
    names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    names.dedup();
    names
}

fn ordered(entries: &[Thing]) -> Vec<(&Thing, &Entry)> {
    let mut all: Vec<_> = entries
        .iter()
        .filter_map(|t| Some((t, t.as_entry()?)))
        .collect();
    all.sort_by_key(|(t, _)| Key::of(t));
    all
}

/// `1 task`, `3 tasks`, `0 tasks`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `a, b and c`.
pub(super) fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
