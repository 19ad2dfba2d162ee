//! Why it could happen: what set it off, the factors and what explains them,
//! and what the review says of signals, surprise, luck and prevention.

use super::measure::clipped;
use super::page::Page;
use crate::domain::causes::{Branch, tree};
use crate::domain::{Category, Factor, Label, SectionKind, Thing};

/// Columns of a piece of evidence that is told beside its label.
const EVIDENCE: usize = 100;

/// How deep the list of causes is indented at most: Markdown readers give up
/// on deeper ones.
pub(super) const DEEPEST: usize = 10;

/// The parts of the section that are prose, each with its heading.
const SAID: [(SectionKind, &str); 4] = [
    (
        SectionKind::NoSignal,
        "Where monitoring and tooling gave no signal",
    ),
    (SectionKind::Surprise, "Why it came as a surprise"),
    (SectionKind::LimitedDamage, "What limited the damage"),
    (
        SectionKind::SmallestChange,
        "The smallest change that would have prevented it",
    ),
];

impl<'a> Page<'a> {
    /// The text of a section of the review; nothing where there is none.
    pub fn section_text(&self, kind: SectionKind) -> &'a str {
        let sections = self.record.sections.iter();
        let mut of_kind = sections.filter_map(|t| t.as_section());
        of_kind
            .find(|s| s.kind == kind)
            .map_or("", |s| s.text.as_str())
    }

    /// Prose below a heading of its own, which says so where there is none.
    pub fn said_part(&mut self, title: &str, kind: SectionKind) {
        self.part(title);
        if !self.prose(self.section_text(kind)) {
            self.nothing("Nothing is written.");
        }
    }

    pub fn root_cause(&mut self) {
        self.section("Root cause");
        let kinds = SAID.iter().map(|(kind, _)| *kind);
        let mut kinds = kinds.chain([SectionKind::Trigger]);
        let said = kinds.any(|kind| !self.section_text(kind).trim().is_empty());
        let triage = self.review().triage;
        if !said && triage.is_none() && self.record.factors.is_empty() {
            self.nothing("No contributing factor is recorded, and nothing is written of why it could happen.");
            return;
        }
        self.trigger();
        self.factors();
        self.pattern();
        for (kind, title) in SAID {
            self.said_part(title, kind);
        }
    }

    fn trigger(&mut self) {
        self.part("Trigger");
        let prose = self.prose(self.section_text(SectionKind::Trigger));
        let factors = self.record.factors.iter();
        let triggers = factors.filter(|t| t.as_factor().is_some_and(|f| f.trigger));
        let items: Vec<String> = triggers
            .map(|t| format!("**{}** {}", t.name(), self.text(t.headline())))
            .collect();
        if items.is_empty() && !prose {
            self.nothing("What set it off is not recorded.");
        }
        self.list(items);
    }

    fn factors(&mut self) {
        self.part("Contributing factors");
        if self.record.factors.is_empty() {
            self.nothing("No contributing factor is recorded.");
            return;
        }
        self.by_category();
        self.causes_chart();
        self.para("Each line is explained by those below it. What shows it stands with it.");
        let branches = tree(&self.record.factors);
        let mut depth = 0;
        let mut lines = Vec::new();
        for branch in &branches {
            // One step deeper at most, or the list would become something else.
            depth = branch.depth.min(depth + 1).min(DEEPEST);
            lines.push(format!(
                "{}- {}",
                "  ".repeat(depth),
                self.factor(branch, depth)
            ));
        }
        self.para(&lines.join("\n"));
    }

    fn by_category(&mut self) {
        let of = |category: Option<Category>| {
            let factors = self.record.factors.iter();
            let of = factors.filter(|t| t.as_factor().is_some_and(|f| f.category == category));
            of.map(Thing::name).collect::<Vec<_>>()
        };
        let row = |name: &str, labels: Vec<String>| match labels.is_empty() {
            true => None,
            false => Some(vec![
                name.to_owned(),
                labels.len().to_string(),
                labels.join(", "),
            ]),
        };
        let named = Category::ALL.iter().map(|c| row(c.word(), of(Some(*c))));
        let rows: Vec<_> = named.chain([row("not said", of(None))]).flatten().collect();
        self.table(&["Category", "How many", "Factors"], &rows);
    }

    /// A factor on its lines, below `depth` others.
    fn factor(&self, branch: &Branch<'_>, depth: usize) -> String {
        let Some(factor) = branch.thing.as_factor() else {
            return String::new();
        };
        let indent = "  ".repeat(depth + 1);
        let mut out = format!(
            "**{}** {}",
            branch.thing.name(),
            self.block(&factor.title, &indent)
        );
        out.push_str(&format!(" ({})", self.marks(branch, factor)));
        let shown = match factor.is_unsupported() {
            true => "**no evidence**".to_owned(),
            false => self.shown_by(factor),
        };
        out.push_str(&format!("\\\n{indent}*Evidence:* {shown}"));
        if !factor.notes.is_empty() {
            out.push_str(&format!(
                "\\\n{indent}*Notes:* {}",
                self.block(&factor.notes, &indent)
            ));
        }
        out
    }

    fn marks(&self, branch: &Branch<'_>, factor: &Factor) -> String {
        let mut marks = Vec::new();
        if factor.trigger {
            marks.push("trigger".to_owned());
        }
        let category = factor.category.map(|c| c.word().to_owned());
        marks.push(category.unwrap_or_else(|| "category not said".into()));
        let sure = factor.confidence.map(|c| c.word().to_owned());
        marks.push(sure.unwrap_or_else(|| "confidence not said".into()));
        if !factor.class.is_empty() {
            marks.push(format!("class {}", self.text(&factor.class)));
        }
        if branch.circle {
            marks.push("explains itself in a circle".into());
        }
        marks.join(" · ")
    }

    fn shown_by(&self, factor: &Factor) -> String {
        let mut labels: Vec<Label> = factor.evidence.values().into_iter().copied().collect();
        labels.sort_unstable();
        labels.dedup();
        let told: Vec<String> = labels.iter().map(|l| self.piece(*l)).collect();
        told.join("; ")
    }

    /// `E12 first beacon seen`: a label and what it stands for.
    pub fn piece(&self, label: Label) -> String {
        let Some(thing) = self.labelled(label) else {
            return format!("{label} (not in this report)");
        };
        let struck = thing.as_entry().is_some_and(|e| e.struck);
        let struck = if struck { " (struck)" } else { "" };
        let text = self.text(&clipped(thing.headline(), EVIDENCE));
        format!("{label}{struck} {text}")
    }

    fn pattern(&mut self) {
        self.part("One-off or symptom");
        match self.review().triage {
            None => self.nothing("Nobody has said whether it stands for itself."),
            Some(triage) => {
                let reasons = match triage.reasons.is_empty() {
                    true => String::new(),
                    false => format!(": {}", self.block(&triage.reasons, "")),
                };
                self.para(&format!("**{}**{reasons}", triage.answer));
            }
        }
    }

    /// `F2 no owner for the runner image`, for what a fix answers.
    pub fn factor_named(&self, id: crate::domain::Id) -> String {
        let found = self.record.factors.iter().find(|t| t.id == id);
        found.map_or_else(
            || "a factor that was withdrawn".into(),
            |t| {
                format!(
                    "{} {}",
                    t.name(),
                    self.text(&clipped(t.headline(), EVIDENCE))
                )
            },
        )
    }
}
