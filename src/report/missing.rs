//! What the record still lacks. Listed, not hidden: a report can be exported
//! from the first minute, and says what it cannot say yet.

use super::Options;
use super::page::{Page, count};
use crate::domain::Record;
use crate::domain::readiness::{self, Gap};

impl Page<'_> {
    pub fn missing(&mut self) {
        self.section("What is missing");
        self.points("Nothing that this report looks for.");
    }

    /// The checklist, a point a line, with what to do about it.
    fn points(&mut self, otherwise: &str) {
        let gaps = self.gaps();
        if gaps.is_empty() {
            self.nothing(otherwise);
        }
        let line = |point: &&[Gap]| {
            let said = self.text(&readiness::said(point));
            let advice = point.first().map_or("", |gap| gap.rule.advice());
            format!("{said}. {advice}.")
        };
        let lines: Vec<String> = readiness::points(&gaps).iter().map(line).collect();
        self.list(lines);
    }

    pub fn gaps(&self) -> Vec<Gap> {
        readiness::missing(self.record, self.options.gap)
    }
}

/// What an incident that is about to be closed still lacks: Markdown.
#[must_use]
pub fn checklist(record: &Record, options: &Options) -> String {
    let mut page = Page::new(record, options);
    let Some(incident) = record.incident.as_incident() else {
        return String::new();
    };
    let points = readiness::points(&page.gaps()).len();
    let key = page.heading_text(&incident.key);
    page.push("# ", &format!("{key}: before it is closed"));
    let state = page.review_word();
    page.para(&match points {
        0 => format!("The post-mortem lacks nothing. It is {state}."),
        _ => format!(
            "The post-mortem still lacks {}. It is {state}. It can be closed all the same: say why.",
            count(points, "point", "points")
        ),
    });
    page.points("Nothing is missing that a post-mortem is asked for.");
    page.finish().trim_end().to_owned() + "\n"
}
