//! The curated timeline (milestones and what is starred), and the whole of it
//! as an appendix.

use super::moment;
use super::page::Page;
use crate::domain::{Entry, EntryKind, Thing};

impl<'a> Page<'a> {
    pub fn starred(&mut self) {
        self.section("Timeline");
        let shown = |e: &Entry| e.starred || e.kind == EntryKind::Milestone;
        let shown: Vec<_> = self.standing().filter(|(_, e)| shown(e)).collect();
        if shown.is_empty() {
            self.nothing(if self.record.entries.is_empty() {
                "No entry is recorded."
            } else if self.options.full_timeline {
                "No entry is starred for the report; the full timeline is in the appendix."
            } else {
                "No entry is starred for the report."
            });
            return;
        }
        self.para(&format!(
            "Milestones and the starred entries. {}",
            self.zones()
        ));
        self.milestones_chart();
        self.by_day(&shown, Self::entry_of_day);
    }

    pub fn full_timeline(&mut self) {
        if !self.options.full_timeline {
            return;
        }
        self.section("Appendix: full timeline");
        let all: Vec<_> = self.entries().collect();
        if all.is_empty() {
            self.nothing("No entry is recorded.");
            return;
        }
        self.para(&format!("Every entry, once. {}", self.zones()));
        self.by_day(&all, Self::entry_with_past);
    }

    fn zones(&self) -> String {
        let zone = self.options.zone.as_ref();
        let second =
            zone.and_then(|z| z.iana_name().map(|n| format!(", then in {}", self.text(n))));
        let second = second.or_else(|| zone.map(|_| ", then in the zone of this report".into()));
        format!(
            "Times are UTC{}; a tilde means about; where a time was written in another zone, that is given too.",
            second.unwrap_or_default()
        )
    }

    /// Days are those of UTC.
    fn by_day(
        &mut self,
        entries: &[(&'a Thing, &'a Entry)],
        item: fn(&Self, &Thing, &Entry) -> String,
    ) {
        for day in entries.chunk_by(|a, b| a.1.when.at.date_naive() == b.1.when.at.date_naive()) {
            self.part(&moment::day(day[0].1.when.at));
            let items: Vec<_> = day.iter().map(|(t, e)| item(self, t, e)).collect();
            self.list(items);
        }
    }
}
