//! The card at the top, the summary and the impact; the phases and the roles.

use super::page::{Page, count};
use super::{missing, moment};
use crate::domain::clocks::{Passage, passages};
use crate::domain::{EntryKind, Incident, RoleHeld};

impl Page<'_> {
    pub fn header(&mut self, incident: &Incident) {
        self.title(incident, "post-mortem");
        self.card(incident);
    }

    /// What it is about, how it is marked, and what report of it this is.
    pub fn title(&mut self, incident: &Incident, report: &str) {
        let mut title = self.heading_text(&incident.key);
        if let Some(name) = incident.code_name.as_deref().filter(|n| !n.is_empty()) {
            title = format!("{title} {}", self.heading_text(name));
        }
        self.push(
            "# ",
            &format!("{title}: {}", self.heading_text(&incident.title)),
        );
        self.para(&format!("**{}** · {report}", incident.tlp));
    }

    fn card(&mut self, incident: &Incident) {
        let row = |name: &str, value: String| vec![name.to_owned(), value];
        let mut rows = Vec::new();
        if let Some(name) = incident.code_name.as_deref().filter(|n| !n.is_empty()) {
            rows.push(row("Code name", self.text(name)));
        }
        rows.push(row("Marking", incident.tlp.to_string()));
        rows.push(row("Severity", incident.severity.to_string()));
        rows.push(row("Phase", format!("**{}**", incident.phase)));
        if incident.exercise {
            rows.push(row("Exercise", "yes, a drill".into()));
        }
        rows.push(row("Recorded", self.tally()));
        let missing = missing::list(self).len();
        if missing > 0 {
            let points = count(missing, "point", "points");
            rows.push(row("Still missing", format!("{points}, listed at the end")));
        }
        let key = self.text(&incident.key);
        self.table(&["Incident", &key], &rows);
    }

    /// How much there is of what.
    fn tally(&self) -> String {
        let record = self.record;
        let entries = || record.entries.iter().filter_map(|t| t.as_entry());
        let starred = entries().filter(|e| e.starred && !e.struck).count();
        let decisions = entries()
            .filter(|e| e.kind == EntryKind::Decision && !e.struck)
            .count();
        let tasks = || record.tasks.iter().filter_map(|t| t.as_task());
        let open = tasks().filter(|t| t.state.is_open()).count();
        format!(
            "{} ({starred} starred), {}, {} ({open} open), {}, {}",
            count(record.entries.len(), "entry", "entries"),
            count(decisions, "decision", "decisions"),
            count(record.tasks.len(), "task", "tasks"),
            count(record.artifacts.len(), "artifact", "artifacts"),
            count(record.known.workstreams.len(), "workstream", "workstreams"),
        )
    }

    pub fn phases(&mut self) {
        self.section("Phases");
        let row = |passage: Passage<'_>| {
            vec![
                passage.phase.to_string(),
                self.text(&moment::full(passage.when)),
                passage.entry.name(),
            ]
        };
        let rows: Vec<_> = passages(&self.record.entries)
            .into_iter()
            .map(row)
            .collect();
        if rows.is_empty() {
            self.nothing("No milestone is recorded.");
        } else {
            self.table(&["Phase", "From", "Entry"], &rows);
        }
    }

    pub fn roles(&mut self) {
        self.section("Roles");
        let held: Vec<&RoleHeld> = self
            .record
            .roles
            .iter()
            .filter_map(|t| t.as_role())
            .collect();
        if held.is_empty() {
            self.nothing("No role is recorded: who was in command is not known.");
            return;
        }
        let rows: Vec<_> = held
            .iter()
            .map(|role| {
                let of = role.workstream.map(|id| format!(" of {}", self.stream(id)));
                vec![
                    format!("{}{}", role.role, of.unwrap_or_default()),
                    self.person(role.person),
                    moment::instant(role.from),
                    role.until.map_or_else(|| "still".into(), moment::instant),
                ]
            })
            .collect();
        self.table(&["Role", "Who", "From", "Until"], &rows);
    }

    pub fn summary(&mut self, incident: &Incident) {
        self.section("Summary");
        self.written(&incident.summary, "No summary has been written.");
        self.section("Impact");
        self.written(&incident.impact, "No impact has been recorded.");
    }

    fn written(&mut self, text: &str, otherwise: &str) {
        let text = self.block(text, "");
        if text.is_empty() {
            self.nothing(otherwise);
        } else {
            self.para(&text);
        }
    }
}
