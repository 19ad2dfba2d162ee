//! One timeline entry as one item of a list.

use super::moment;
use super::page::Page;
use crate::domain::{Entry, EntryKind, Thing};

impl Page<'_> {
    /// An entry below a heading that names its day.
    pub fn entry_of_day(&self, thing: &Thing, entry: &Entry) -> String {
        let time = moment::clock(&entry.when);
        self.entry_at(&time, thing, entry)
    }

    /// An entry that stands alone, its day included.
    pub fn entry_alone(&self, thing: &Thing, entry: &Entry) -> String {
        let time = moment::full(&entry.when);
        self.entry_at(&time, thing, entry)
    }

    /// An entry of a day with what it said before it was amended.
    pub fn entry_with_past(&self, thing: &Thing, entry: &Entry) -> String {
        let mut out = self.entry_of_day(thing, entry);
        for (i, earlier) in thing.earlier.iter().enumerate() {
            let word = if i == 0 { "First written" } else { "Then" };
            let text = match self.block(&earlier.text, "  ") {
                text if text.is_empty() => "(no text)".into(),
                text => text,
            };
            out.push_str(&format!("\\\n  *{word}:* {text}"));
            let replaced = thing.earlier.get(i + 1).map_or(&entry.when, |e| &e.when);
            if earlier.when != *replaced {
                let when = self.text(&moment::full(&earlier.when));
                out.push_str(&format!(" (at {when})"));
            }
        }
        out
    }

    fn entry_at(&self, time: &str, thing: &Thing, entry: &Entry) -> String {
        let mut out = format!("**{}**", self.text(time));
        let zone = self.options.zone.as_ref();
        if let Some(local) = zone.and_then(|z| moment::local(&entry.when, z)) {
            out.push_str(&format!(" ({})", self.text(&local)));
        }
        let register = entry.register().filter(|r| r.number > 0);
        match (entry.kind, register) {
            (EntryKind::Note, _) => {}
            (kind, Some(label)) => out.push_str(&format!(" *{kind} {label}*")),
            (kind, None) => out.push_str(&format!(" *{kind}*")),
        }
        // A milestone's text mostly begins with the phase itself.
        if let Some(phase) = entry.phase.filter(|p| !begins_with(&entry.text, p.word())) {
            out.push_str(&format!(" → **{phase}**"));
        }
        let text = self.block(&entry.text, "  ");
        match (text.is_empty(), entry.struck) {
            (true, _) => out.push_str(" · (no text)"),
            (false, true) => out.push_str(&format!(" · ~~{text}~~")),
            (false, false) => out.push_str(&format!(" · {text}")),
        }
        out.push_str(&format!(" ({})", self.tail(thing, entry)));
        out
    }

    /// Label, state, what was written where it was not UTC, names that the
    /// text does not say, evidence.
    fn tail(&self, thing: &Thing, entry: &Entry) -> String {
        let mut parts = vec![thing.name()];
        if entry.struck {
            parts.push("struck".into());
        }
        match thing.amended() {
            0 => {}
            1 => parts.push("amended".into()),
            n => parts.push(format!("amended {n} times")),
        }
        if let Some(stated) = moment::stated(&entry.when) {
            parts.push(format!("written {}", self.text(&stated)));
        }
        let said = entry.text.to_lowercase();
        let handles = entry.people.iter().map(|id| self.raw_handle(*id));
        let streams = entry.workstream.iter().map(|id| self.raw_stream(*id));
        for name in handles.chain(streams) {
            if !said.contains(&name.to_lowercase()) {
                parts.push(self.text(&name));
            }
        }
        let evidence = self.evidence(&thing.texts());
        if !evidence.is_empty() {
            parts.push(format!("evidence: {}", evidence.join(", ")));
        }
        parts.join(" · ")
    }
}

/// Whether a text's first word is `word`, in whatever case it was typed.
fn begins_with(text: &str, word: &str) -> bool {
    let text = text.trim_start();
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    text[..end].eq_ignore_ascii_case(word)
}

#[cfg(test)]
mod tests {
    use super::begins_with;

    #[test]
    fn a_phase_that_the_text_begins_with_is_not_said_twice() {
        for text in ["closed", "Closed: the review is held", "CLOSED, PyPI told"] {
            assert!(begins_with(text, "closed"), "{text}");
        }
        for text in ["", "closedown of the host", "nothing closed", "É closed"] {
            assert!(!begins_with(text, "closed"), "{text}");
        }
    }
}
