//! Appendices on what the work was about or rested on.

use super::moment;
use super::page::Page;
use crate::domain::{Artifact, ArtifactKind, Custody, FileFacts, Thing};

impl<'a> Page<'a> {
    fn of_kind(&self, kind: ArtifactKind) -> Vec<(&'a Thing, &'a Artifact)> {
        let all = self
            .record
            .artifacts
            .iter()
            .filter_map(|t| Some((t, t.as_artifact()?)));
        all.filter(|(_, a)| a.kind == kind).collect()
    }

    /// Assets, evidence, links and documents.
    pub fn other_artifacts(&mut self) {
        self.section("Appendix: assets");
        self.plain_table(ArtifactKind::Asset, "No asset is recorded.");
        self.evidence_files();
        self.section("Appendix: links and documents");
        let kinds = [ArtifactKind::Link, ArtifactKind::Document];
        let all = kinds.iter().flat_map(|kind| self.of_kind(*kind));
        let items: Vec<_> = all.map(|(t, a)| self.link(t, a)).collect();
        if items.is_empty() {
            self.nothing("No link or document is recorded.");
        }
        self.list(items);
    }

    pub fn indicators(&mut self) {
        self.section("Appendix: indicators");
        let all = self.of_kind(ArtifactKind::Indicator);
        if all.is_empty() {
            self.nothing("No indicator is recorded.");
            return;
        }
        self.para(if self.options.fanged {
            "Written as they can be used. Do not open them."
        } else {
            "Written defanged, so that nobody opens one by accident."
        });
        let rows: Vec<_> = all
            .iter()
            .map(|(thing, artifact)| {
                let kind = artifact
                    .indicator
                    .map_or_else(|| "other".into(), |k| k.to_string());
                let mut row = self.plain_row(thing, artifact);
                row[1] = self.indicator_text(&artifact.name);
                row.insert(1, kind);
                row
            })
            .collect();
        self.table(
            &[
                "Label",
                "Type",
                "Indicator",
                "Status",
                "Workstream",
                "Notes",
            ],
            &rows,
        );
    }

    fn plain_table(&mut self, kind: ArtifactKind, otherwise: &str) {
        let rows: Vec<_> = self
            .of_kind(kind)
            .iter()
            .map(|(t, a)| self.plain_row(t, a))
            .collect();
        if rows.is_empty() {
            self.nothing(otherwise);
        } else {
            self.table(&["Label", "Name", "Status", "Workstream", "Notes"], &rows);
        }
    }

    fn plain_row(&self, thing: &Thing, artifact: &Artifact) -> Vec<String> {
        vec![
            thing.name(),
            self.text(&artifact.name),
            artifact
                .status
                .map_or_else(|| "not stated".into(), |s| s.to_string()),
            artifact
                .workstream
                .map_or_else(|| "none".into(), |id| self.stream(id)),
            self.text(&artifact.notes),
        ]
    }

    fn link(&self, thing: &Thing, artifact: &Artifact) -> String {
        let mut out = format!("**{}** {}", thing.name(), self.text(&artifact.name));
        if !artifact.notes.is_empty() {
            out.push_str(&format!(" · {}", self.block(&artifact.notes, "  ")));
        }
        out
    }

    fn evidence_files(&mut self) {
        self.section("Appendix: evidence");
        let all = self.of_kind(ArtifactKind::File);
        if all.is_empty() {
            self.nothing("No evidence file is recorded.");
        }
        for (thing, artifact) in all {
            let title = format!("{}: {}", thing.name(), self.heading_text(&artifact.name));
            self.part(&title);
            let facts = self.file_facts(artifact);
            self.list(facts);
        }
    }

    fn file_facts(&self, artifact: &Artifact) -> Vec<String> {
        let mut facts = match &artifact.file {
            Some(file) => self.read_off(file),
            None => vec!["*Nothing was read off the file: no hash is recorded.*".into()],
        };
        if let Some(status) = artifact.status {
            facts.push(format!("**Status:** {status}"));
        }
        if !artifact.notes.is_empty() {
            facts.push(format!("**Notes:** {}", self.block(&artifact.notes, "  ")));
        }
        let custody = artifact.custody.values();
        if custody.is_empty() {
            facts.push("**Custody:** *not recorded*".into());
        }
        let mut steps = custody;
        steps.sort_by_key(|step| step.when.at);
        facts.extend(steps.into_iter().map(|step| self.custody(step)));
        facts
    }

    fn read_off(&self, file: &FileFacts) -> Vec<String> {
        let stored = if file.stored {
            "copied beside the record"
        } else {
            "left where it was"
        };
        vec![
            format!("**SHA-256:** {}", self.text(&file.sha256)),
            format!(
                "**Size:** {}, {}",
                size(file.size),
                self.text(&file.media_type)
            ),
            format!("**Path:** {} ({stored})", self.text(&file.path)),
        ]
    }

    fn custody(&self, step: &Custody) -> String {
        let why = self.text(&step.why);
        let why = if why.is_empty() {
            String::new()
        } else {
            format!(": {why}")
        };
        format!(
            "**Custody:** {}, {} → {}{why}",
            self.text(&moment::full(&step.when)),
            self.text(&step.from),
            self.text(&step.to),
        )
    }
}

/// `39.0 GiB (41882337280 bytes)`; small sizes in bytes alone.
fn size(bytes: u64) -> String {
    let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
    let unit = units.iter().find(|(bits, _)| bytes >> bits > 0);
    let Some((bits, unit)) = unit else {
        return format!("{bytes} bytes");
    };
    // Tenths by whole numbers: the same digits on every machine.
    let tenths = (u128::from(bytes) * 10) >> bits;
    format!("{}.{} {unit} ({bytes} bytes)", tenths / 10, tenths % 10)
}
