//! Who was told what and when, what was promised, and how roles were handed on.

use super::moment;
use super::page::Page;
use crate::domain::clocks::Lasted;
use crate::domain::telling::readers;
use crate::domain::{Entry, EntryKind, Handover, Label, Promise, Thing, When};

impl Page<'_> {
    /// Situation reports that were sent, everything that was promised by a
    /// moment, and the other messages.
    pub fn updates(&mut self) {
        self.section("Communications");
        let told = |e: &Entry| e.sent.is_some() || e.promise.is_some();
        let rows: Vec<_> = self
            .standing()
            .filter(|(_, e)| told(e))
            .map(|(t, e)| self.update_row(t, e))
            .collect();
        let says = |e: &Entry| e.kind == EntryKind::Communication && !told(e);
        let messages: Vec<_> = self
            .standing()
            .filter(|(_, e)| says(e))
            .map(|(t, e)| self.entry_alone(t, e))
            .collect();
        if rows.is_empty() && messages.is_empty() {
            self.nothing("No message is recorded, and nothing was promised by a moment.");
            return;
        }
        if !rows.is_empty() {
            self.part("Situation reports and promises");
            let head = ["Entry", "When", "What", "By", "Promised by", "Kept"];
            self.table(&head, &rows);
        }
        if !messages.is_empty() {
            self.part("Messages");
            self.list(messages);
        }
    }

    fn update_row(&self, thing: &Thing, entry: &Entry) -> Vec<String> {
        let what = match &entry.sent {
            Some(sent) => format!("situation report to {}", readers(sent.audience)),
            None => self.text(&entry.text),
        };
        let (promised, kept) = match &entry.promise {
            None => ("nothing".to_owned(), String::new()),
            Some(promise) => (self.promised(promise, entry), self.kept(promise)),
        };
        vec![
            thing.name(),
            self.text(&moment::full(&entry.when)),
            what,
            self.who(&thing.created.author),
            promised,
            kept,
        ]
    }

    /// By when, and what where the entry was a report.
    fn promised(&self, promise: &Promise, entry: &Entry) -> String {
        let due = self.text(&moment::full(&promise.due));
        match promise.audience {
            Some(audience) if entry.sent.as_ref().is_some_and(|s| s.audience != audience) => {
                format!("{due}: update to {}", readers(audience))
            }
            Some(_) if entry.sent.is_some() => format!("{due}: the next"),
            Some(_) | None => due,
        }
    }

    /// By which entry, and whether in time; what is open is overdue as far as
    /// the record reaches.
    fn kept(&self, promise: &Promise) -> String {
        let Some(label) = promise.kept else {
            return match self.is_past(&promise.due) {
                true => "**no, overdue**".into(),
                false => "not yet".into(),
            };
        };
        let by = self.labelled(label).and_then(Thing::as_entry);
        match by.map(|entry| lateness(&promise.due, &entry.when)) {
            Some(Some(late)) => format!("{label}, {late} late"),
            Some(None) | None => label.to_string(),
        }
    }

    /// Each handover: who to whom, when, and when it arrived.
    pub fn handovers(&mut self) {
        self.section("Handovers");
        let all = self.record.handovers.iter().filter_map(Thing::as_handover);
        let rows: Vec<_> = all.map(|h| self.handover_row(h)).collect();
        if rows.is_empty() {
            self.nothing("No handover is recorded.");
            return;
        }
        self.table(&["Role", "From", "To", "Given", "Acknowledged"], &rows);
    }

    fn handover_row(&self, handover: &Handover) -> Vec<String> {
        let entry = |label: Option<Label>| label.map_or_else(String::new, |l| format!(" ({l})"));
        let acknowledged = match handover.acknowledged {
            None => "**not acknowledged**".to_owned(),
            Some(at) => format!(
                "{}, after {}",
                moment::instant(at),
                moment::for_long(at - handover.given)
            ),
        };
        vec![
            handover.role.to_string(),
            handover
                .from
                .map_or_else(|| "nobody".into(), |id| self.person(id)),
            self.person(handover.to),
            format!(
                "{}{}",
                moment::instant(handover.given),
                entry(handover.entry)
            ),
            acknowledged,
        ]
    }
}

/// By how much something came after it was due; none where it was in time.
fn lateness(due: &When, came: &When) -> Option<String> {
    let limit = due.bounds().1;
    let since = When {
        at: limit,
        until: None,
        ..due.clone()
    };
    let late = came.bounds().0 > limit;
    late.then(|| moment::lasted(&Lasted::between(&since, came)))
}
