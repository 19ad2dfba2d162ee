//! The minutes of the check-ins.

use super::moment;
use super::page::Page;
use crate::domain::{Aspect, CheckIn, Entry, EntryKind, Id, Label, Thing};
use std::collections::HashSet;

impl Page<'_> {
    pub fn check_ins(&mut self) {
        self.section("Appendix: check-ins");
        let all = self.record.check_ins.iter();
        let all: Vec<_> = all.filter_map(|t| Some((t, t.as_check_in()?))).collect();
        let lines = self.typed(&all);
        if all.is_empty() && lines.is_empty() {
            self.nothing("No check-in is recorded.");
        }
        for (thing, check_in) in all {
            let when = match (check_in.started, &check_in.planned) {
                (Some(at), _) => moment::instant(at),
                (None, Some(planned)) => self.heading_text(&moment::full(planned)),
                (None, None) => "not planned".into(),
            };
            self.part(&format!("{}: {when}", thing.name()));
            let facts = self.minutes(check_in);
            self.list(facts);
        }
        if !lines.is_empty() {
            self.part("Written as lines of the timeline");
            self.list(lines);
        }
    }

    /// Check-ins that were written down and not held here.
    fn typed(&self, held: &[(&Thing, &CheckIn)]) -> Vec<String> {
        let minutes: HashSet<Label> = held.iter().filter_map(|(_, c)| c.minutes).collect();
        let own = |t: &Thing| t.label().is_some_and(|label| minutes.contains(&label));
        self.standing()
            .filter(|(t, e)| e.kind == EntryKind::CheckIn && !own(t))
            .map(|(t, e)| self.entry_alone(t, e))
            .collect()
    }

    fn minutes(&self, check_in: &CheckIn) -> Vec<String> {
        let mut facts = vec![self.held(check_in)];
        let there = check_in.attendance.values();
        let there: Vec<_> = there.iter().map(|id| self.handle(**id)).collect();
        if !there.is_empty() {
            facts.push(format!("**There:** {}", there.join(", ")));
        }
        for stream in &self.record.known.workstreams {
            facts.extend(self.said(check_in, Some(stream.id)));
        }
        facts.extend(self.said(check_in, None));
        let made: Vec<_> = check_in
            .made
            .values()
            .into_iter()
            .filter_map(|id| self.called(*id))
            .collect();
        if !made.is_empty() {
            facts.push(format!("**Recorded:** {}", made.join("; ")));
        }
        if let Some(next) = &check_in.next {
            facts.push(format!("**Next:** {}", self.text(&moment::full(next))));
        }
        facts
    }

    /// When it was held, beside when it was planned.
    fn held(&self, check_in: &CheckIn) -> String {
        let planned = match &check_in.planned {
            Some(planned) => format!("planned {}", self.text(&moment::full(planned))),
            None => "not planned".to_owned(),
        };
        match (check_in.started, check_in.ended) {
            (None, _) => format!("**Held:** not held, {planned}"),
            (Some(_), None) => format!("**Held:** begun and not ended, {planned}"),
            (Some(began), Some(ended)) => {
                let long = moment::for_long(ended - began);
                let entry = check_in.minutes.map(|l| format!(", minutes in {l}"));
                format!("**Held:** {long}, {planned}{}", entry.unwrap_or_default())
            }
        }
    }

    /// What was said of a workstream, or of the whole incident.
    fn said(&self, check_in: &CheckIn, stream: Option<Id>) -> Option<String> {
        let lines = check_in.about(stream);
        let of = |aspect: &Aspect| {
            let lines = lines.iter().filter(|l| l.aspect == *aspect);
            let lines: Vec<_> = lines.map(|l| self.text(&l.text)).collect();
            (!lines.is_empty()).then(|| format!("*{aspect}:* {}", lines.join("; ")))
        };
        let parts: Vec<_> = Aspect::ALL.iter().filter_map(of).collect();
        let about = match stream {
            Some(id) => self.stream(id),
            None => "The whole incident".into(),
        };
        (!parts.is_empty()).then(|| format!("**{about}** {}", parts.join(" · ")))
    }

    /// `D2 (E27) cut production access in #identity`: what was recorded from its
    /// page.
    fn called(&self, id: Id) -> Option<String> {
        let record = self.record;
        let mut all = record.entries.iter().chain(&record.tasks);
        let thing: Option<&Thing> = all
            .find(|t| t.id == id)
            .or_else(|| record.artifacts.iter().find(|t| t.id == id));
        let thing = thing?;
        let name = match thing.as_entry().and_then(Entry::register) {
            Some(label) => format!("{label} ({})", thing.name()),
            None => thing.name(),
        };
        let of = thing
            .workstream()
            .map(|id| format!(" in {}", self.stream(id)));
        let what = self.text(thing.headline());
        Some(format!("{name} {what}{}", of.unwrap_or_default()))
    }
}
