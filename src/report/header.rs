//! The card at the top, with the phases and the roles; the summary and the
//! impact.

use super::Profile;
use super::moment;
use super::page::{Page, count};
use super::story::capital;
use crate::domain::clocks::{Passage, passages};
use crate::domain::{EntryKind, Incident, RoleHeld, SectionKind, readiness};

impl Page<'_> {
    pub fn header(&mut self, incident: &Incident) {
        self.title(incident, "post-mortem");
        self.left_out();
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

    /// Whom it is for, and that parts are missing then.
    pub fn left_out(&mut self) {
        let profile = self.options.profile;
        let tlp = self.record.incident.as_incident().map(|i| i.tlp);
        let cleared = match tlp.filter(|tlp| profile.forbids(*tlp).is_some()) {
            None => String::new(),
            Some(tlp) => format!(
                " The incident is marked {tlp}; who wrote this said that it was cleared for these readers."
            ),
        };
        if let Some(said) = profile.left_out() {
            self.para(&format!("**Profile: {}.** {said}{cleared}", profile.word()));
        }
    }

    fn card(&mut self, incident: &Incident) {
        let row = |name: &str, value: String| vec![name.to_owned(), value];
        let mut rows = Vec::new();
        if let Some(name) = incident.code_name.as_deref().filter(|n| !n.is_empty()) {
            rows.push(row("Code name", self.text(name)));
        }
        rows.push(row("Marking", incident.tlp.to_string()));
        rows.push(row("Severity", self.severities(incident)));
        rows.push(row("Phase", format!("**{}**", incident.phase)));
        if incident.exercise {
            rows.push(row("Exercise", "yes, a drill".into()));
        }
        rows.extend(self.phase_rows());
        rows.extend(self.role_rows());
        rows.push(row("Review", self.review_state()));
        let inside = self.options.profile == Profile::Full;
        if inside {
            rows.push(row("Recorded", self.tally()));
        }
        let missing = readiness::points(&self.gaps()).len();
        if missing > 0 && inside {
            let points = count(missing, "point", "points");
            rows.push(row(
                "Still missing",
                format!("{points}, under What is missing"),
            ));
        }
        let key = self.text(&incident.key);
        self.table(&["Incident", &key], &rows);
    }

    /// What the severity was, and from when: `SEV2, SEV1 from …, SEV2 from …`.
    pub fn severities(&self, incident: &Incident) -> String {
        let turns: Vec<_> = self.record.severities().collect();
        let first = turns
            .first()
            .map_or(incident.severity, |(_, [was, _])| *was);
        let later = turns.iter().map(|(at, [_, now])| {
            let at = moment::minute(*at);
            format!("{now} from {at}")
        });
        let all: Vec<String> = std::iter::once(first.to_string()).chain(later).collect();
        all.join(", ")
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

    /// Each passage of phase, with its entry.
    fn phase_rows(&self) -> Vec<Vec<String>> {
        let row = |passage: Passage<'_>| {
            let from = self.text(&moment::full(passage.when));
            let entry = passage.entry.name();
            vec![capital(passage.phase.word()), format!("{from} ({entry})")]
        };
        let passages = passages(&self.record.entries).into_iter();
        let rows: Vec<_> = passages.map(row).collect();
        match rows.is_empty() {
            true => vec![vec!["Phases".into(), "no milestone is recorded".into()]],
            false => rows,
        }
    }

    /// Who held which role from when until when.
    fn role_rows(&self) -> Vec<Vec<String>> {
        let held = self.record.roles.iter().filter_map(|t| t.as_role());
        let row = |role: &RoleHeld| {
            let of = role.workstream.map(|id| format!(" of {}", self.stream(id)));
            let until = match role.until {
                None => "on".to_owned(),
                Some(at) => format!("to {}", moment::instant(at)),
            };
            let who = self.person(role.person);
            vec![
                format!("{}{}", role.role, of.unwrap_or_default()),
                format!("{who}, from {} {until}", moment::instant(role.from)),
            ]
        };
        let rows: Vec<_> = held.map(row).collect();
        match rows.is_empty() {
            true => vec![vec![
                "Roles".into(),
                "none is recorded: who was in command is not known".into(),
            ]],
            false => rows,
        }
    }

    pub fn summary(&mut self, incident: &Incident) {
        self.section("Summary");
        self.written(&incident.summary, "No summary has been written.");
        self.section("Impact");
        let notes = self.section_text(SectionKind::Impact);
        if incident.impact.is_empty() && !notes.trim().is_empty() {
            self.nothing("No impact in numbers has been recorded.");
        } else {
            self.written(&incident.impact, "No impact has been recorded.");
        }
        self.prose(notes);
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
