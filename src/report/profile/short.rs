//! The post-mortem for executives, on two pages, and for the public: in words,
//! without labels.

use super::Profile;
use crate::domain::causes::{Branch, tree};
use crate::domain::clocks::{clocks, passages};
use crate::domain::duties::{self, Standing};
use crate::domain::fixes::doubtful;
use crate::domain::{
    Entry, EntryKind, Fix, FixState, Incident, Pattern, Record, SectionKind, Settled, Thing,
    Written, readiness, span,
};
use crate::report::cause::DEEPEST;
use crate::report::clocks::how_done;
use crate::report::measure::{clipped, clipped_lines, rows};
use crate::report::page::{Page, count};
use crate::report::story::capital;
use crate::report::{Options, moment};

/// Rows of 80 columns that executives are given at most: two pages.
const PAGES: usize = 108;

/// How much is told: columns of a text, columns of an item, items of a list.
#[derive(Clone, Copy)]
struct Most {
    prose: usize,
    item: usize,
    items: usize,
}

/// For executives: the first that fits.
const FOR_PAGES: [Most; 10] = [
    most(1_600, 300, 14),
    most(900, 200, 10),
    most(600, 140, 8),
    most(400, 100, 6),
    most(240, 80, 6),
    most(160, 60, 6),
    most(240, 80, 5),
    most(160, 60, 4),
    most(160, 60, 3),
    most(80, 40, 2),
];

const IN_FULL: Most = most(usize::MAX, usize::MAX, usize::MAX);

const fn most(prose: usize, item: usize, items: usize) -> Most {
    Most { prose, item, items }
}

/// The report of a record that is prepared for its readers.
pub(in crate::report) fn written(record: &Record, options: &Options) -> String {
    let write = |most| {
        let page = Page::new(record, options);
        let public = options.profile == Profile::Public;
        let short = Short { page, most, public };
        short.write()
    };
    if options.profile == Profile::Public {
        return write(IN_FULL);
    }
    let mut shortest = String::new();
    let mut all = FOR_PAGES.into_iter().map(write);
    let fits = all.find(|text| {
        shortest.clone_from(text);
        rows(text) <= PAGES
    });
    fits.unwrap_or(shortest)
}

struct Short<'a> {
    page: Page<'a>,
    most: Most,
    public: bool,
}

impl Short<'_> {
    fn write(mut self) -> String {
        if let Some(incident) = self.page.record.incident.as_incident() {
            self.head(incident);
            self.page.section("Summary");
            let most = self.most.prose.saturating_mul(4);
            self.text(&incident.summary, most, "No summary has been written.");
            self.page.section("Impact");
            self.text(
                &incident.impact,
                self.most.prose,
                "No impact has been recorded.",
            );
            if !self.public {
                self.page.written_when(Written::Impact);
            }
            self.prose(SectionKind::Impact);
        }
        self.clocks();
        if !self.public {
            self.duties();
        }
        self.told("What happened", SectionKind::WhatHappened);
        if self.public {
            self.told("How we responded", SectionKind::Response);
        }
        self.causes();
        if self.public {
            self.told("What went well", SectionKind::WentWell);
            self.told("What went badly", SectionKind::WentBadly);
            self.told("Where we were lucky", SectionKind::Lucky);
        }
        self.lessons();
        self.fixes();
        if self.public {
            self.told("Thanks", SectionKind::Thanks);
        } else {
            self.open();
        }
        self.page.finish()
    }

    fn head(&mut self, incident: &Incident) {
        let short = |text: &str| clipped(text, self.most.item);
        let told = Incident {
            key: short(&incident.key),
            code_name: incident.code_name.as_deref().map(short),
            title: short(&incident.title),
            ..incident.clone()
        };
        self.page.title(&told, "post-mortem");
        self.page.left_out();
        let row = |name: &str, value: String| vec![name.to_owned(), value];
        let mut rows = vec![
            row("Severity", self.page.severities(incident)),
            row("Phase", format!("**{}**", incident.phase)),
        ];
        let mut phases = Vec::new();
        for passage in passages(&self.page.record.entries) {
            if !phases.contains(&passage.phase) {
                phases.push(passage.phase);
                let when = self.page.text(&moment::brief(passage.when));
                rows.push(row(&capital(passage.phase.word()), when));
            }
        }
        if !self.public {
            rows.push(row("Review", self.page.review_word().to_owned()));
            let missing = readiness::points(&self.page.gaps()).len();
            rows.push(row("Still missing", count(missing, "point", "points")));
        }
        self.page.table(&["", ""], &rows);
    }

    fn text(&mut self, text: &str, most: usize, otherwise: &str) {
        let text = clipped_lines(text.lines(), most);
        match self.page.block(&text, "") {
            told if told.is_empty() => self.page.nothing(otherwise),
            told => self.page.para(&told),
        }
    }

    fn prose(&mut self, kind: SectionKind) -> bool {
        let text = self.page.section_text(kind);
        if self.most.prose == usize::MAX {
            return self.page.prose(text);
        }
        self.page
            .prose(&clipped_lines(text.lines(), self.most.prose))
    }

    fn told(&mut self, title: &str, kind: SectionKind) {
        self.page.section(title);
        if !self.prose(kind) {
            self.page.nothing("Nothing is written.");
        }
    }

    /// What was learned: as the review says it or, where it says nothing yet,
    /// as it was written down on the way; the public reads only what was
    /// written for it.
    fn lessons(&mut self) {
        self.page.section("Lessons");
        if self.prose(SectionKind::Lessons) {
            return;
        }
        let most = self.most;
        let all = self
            .page
            .standing()
            .filter(|(_, e)| e.kind == EntryKind::Lesson && !self.public);
        let said = |(_, e): (&Thing, &Entry)| self.page.text(&clipped(&e.text, most.item));
        let items: Vec<_> = all.map(said).collect();
        if items.is_empty() {
            return self.page.nothing("Nothing is written.");
        }
        let all = items.len();
        self.page.list(items.into_iter().take(most.items));
        self.more(all);
    }

    /// How long it took, once to each phase.
    fn clocks(&mut self) {
        self.page.section("How long it took");
        let clocks = clocks(&self.page.record.entries);
        if clocks.is_empty() {
            return self.page.nothing("No duration can be given.");
        }
        let row = |c: &crate::domain::clocks::Clock| vec![c.name.clone(), span::lasted(&c.lasted)];
        let rows: Vec<_> = clocks.iter().take(self.most.items).map(row).collect();
        self.page.table(&["Clock", "This incident"], &rows);
        self.more(clocks.len());
    }

    /// The regulatory clocks that run, the most pressing first, and those that
    /// are done. Where there is none, the two pages have room for more else.
    fn duties(&mut self) {
        let all = duties::rows(&[], &self.page.record.duties, self.page.reaches());
        let lines: Vec<_> = all.iter().filter_map(|row| self.duty(row)).collect();
        if lines.is_empty() {
            return;
        }
        self.page.section("Regulatory clocks");
        let all = lines.len();
        self.page.list(lines.into_iter().take(self.most.items));
        self.more(all);
    }

    fn duty(&self, row: &duties::Row<'_>) -> Option<String> {
        let stands = match (row.standing, &row.duty.settled) {
            (Standing::Running(due), _) => format!("due {}", moment::minute(due)),
            (Standing::Overdue(due), _) => format!("due {}, **overdue**", moment::minute(due)),
            (Standing::Done(_), Some(Settled::Done { when, .. })) => {
                let at = self.page.text(&moment::brief(when));
                format!("done {at}, {}", how_done(row.standing))
            }
            _other => return None,
        };
        let [name, source] = [&row.duty.name, &row.duty.source].map(|text| {
            let text = clipped(text.trim(), self.most.item);
            self.page.text(&text)
        });
        let source = match source.is_empty() {
            true => source,
            false => format!(" ({source})"),
        };
        Some(format!("{name}{source}: {stands}"))
    }

    fn more(&mut self, all: usize) {
        let more = all.saturating_sub(self.most.items);
        if more > 0 {
            self.page.nothing(&format!("and {more} more in the record"));
        }
    }

    fn causes(&mut self) {
        self.page.section("Root cause");
        let said = self.prose(SectionKind::Trigger);
        let factors = &self.page.record.factors;
        let (page, most) = (&self.page, self.most);
        let mut depth = 0;
        let mut item = |b: Branch<'_>| {
            let factor = b.thing.as_factor()?;
            let sure = factor.confidence.map(|c| c.word());
            let bare = factor.is_unsupported().then_some("no evidence");
            let marks: Vec<&str> = sure.into_iter().chain(bare).collect();
            let marks = match marks.is_empty() {
                true => String::new(),
                false => format!(" ({})", marks.join(", ")),
            };
            depth = b.depth.min(depth + 1).min(DEEPEST);
            let title = page.text(&clipped(&factor.title, most.item));
            Some(format!("{}- {title}{marks}", "  ".repeat(depth)))
        };
        let items = tree(factors).into_iter().filter_map(&mut item);
        let items: Vec<String> = items.take(most.items).collect();
        let none = items.is_empty() && !said;
        if !items.is_empty() {
            self.page
                .part("What contributed, each explained by what is below it");
            self.page.para(&items.join("\n"));
        }
        self.more(factors.len());
        let triage = self.page.review().triage;
        if none && triage.is_none() {
            self.page.nothing("No contributing factor is recorded.");
        }
        if let Some(triage) = triage {
            let reasons = self.page.text(&clipped(&triage.reasons, self.most.prose));
            let answer = match triage.answer {
                Pattern::OneOff => "A one-off",
                Pattern::Symptom => "A symptom of something larger",
                Pattern::Unknown => "One-off or symptom? Nobody can tell yet",
            };
            self.page.para(&format!("**{answer}:** {reasons}"));
        }
        let parts = [
            (
                SectionKind::SmallestChange,
                "The smallest change that would have prevented it",
            ),
            (SectionKind::LimitedDamage, "What limited the damage"),
        ];
        let parts = parts.into_iter().take(if self.public { 2 } else { 1 });
        for (kind, title) in parts {
            if !self.page.section_text(kind).trim().is_empty() {
                self.page.part(title);
                self.prose(kind);
            }
        }
    }

    fn fixes(&mut self) {
        self.page.section("Fixes");
        let all: Vec<_> = self.page.all_fixes().map(|(_, fix)| fix).collect();
        if all.is_empty() {
            return self.page.nothing("No fix is recorded.");
        }
        let mut head = vec!["What", "Kind", "Due", "State", "Measured"];
        if !self.public {
            head.insert(1, "Owner");
        }
        let rows: Vec<_> = all
            .iter()
            .take(self.most.items)
            .map(|f| self.fix(f))
            .collect();
        self.page.table(&head, &rows);
        self.more(all.len());
    }

    fn fix(&self, fix: &Fix) -> Vec<String> {
        let due = fix
            .due
            .as_ref()
            .map(|due| self.page.text(&moment::brief(due)));
        let late = match fix.is_overdue(self.page.reaches()) && !self.public {
            true => ", **overdue**",
            false => "",
        };
        let measured = fix.measured().pop().map(|m| m.value.to_string());
        let target = fix.metric.as_ref().and_then(|m| m.target.as_ref());
        let measured = match (measured, target) {
            (Some(value), Some(target)) => format!("{value}, target {target}"),
            (Some(value), None) => value,
            (None, _) => "not yet".into(),
        };
        let state = match fix.state {
            FixState::Shipped => "shipped, not verified".to_owned(),
            state if doubtful(fix).is_some() => format!("**{state}, target not reached**"),
            state => state.to_string(),
        };
        let mut row = vec![
            self.page.text(&clipped(&fix.title, self.most.item)),
            fix.kind.to_string(),
            format!("{}{late}", due.unwrap_or_else(|| "none".into())),
            state,
            measured,
        ];
        if !self.public {
            let owner = fix.owner.map(|id| self.page.raw_handle(id));
            let owner = owner.map(|name| self.page.text(&clipped(&name, self.most.item)));
            row.insert(1, owner.unwrap_or_else(|| "no owner".into()));
        }
        row
    }

    /// What is not known, and what is taken.
    fn open(&mut self) {
        self.page.section("Open questions and accepted risks");
        let open = self.page.standing().filter(|(_, e)| {
            let asked = e.kind == EntryKind::Question;
            asked && e.question.as_ref().is_none_or(|q| !self.page.answered(q))
        });
        let open = count(open.count(), "question is", "questions are");
        self.page.para(&format!("{open} open."));
        self.prose(SectionKind::AcceptedRisks);
    }
}
