//! Charts for readers that draw Mermaid; what each shows stands beside it as
//! text. Mermaid has a grammar of its own, in which no text of the data is
//! safe: of a text only letters, digits, spaces and dashes reach a chart, and
//! behind a word of ours, so that none of its keywords stands alone.

use super::page::Page;
use crate::domain::causes::tree;
use crate::domain::clocks::passages;
use crate::domain::{Entry, Id, When};
use chrono::{DateTime, TimeDelta, Utc};

/// Boxes or rows that a reader still takes in.
const MOST: usize = 40;

/// Characters of a text in a chart.
const LONGEST: usize = 48;

impl Page<'_> {
    /// The passages of phase on an axis.
    pub fn milestones_chart(&mut self) {
        let passages = passages(&self.record.entries);
        let row = |(word, name, at): &(&str, String, DateTime<Utc>)| {
            format!("    {word} {name} :milestone, {}, 0m\n", minute(*at))
        };
        let of =
            |p: crate::domain::clocks::Passage<'_>| (p.phase.word(), p.entry.name(), p.when.at);
        let rows: Vec<_> = passages.into_iter().map(of).collect();
        let rows: Vec<String> = rows.iter().map(row).collect();
        self.gantt("Milestones, UTC", &rows);
    }

    /// From the first to the last entry of each workstream.
    pub fn workstreams_chart(&mut self) {
        let streams = self.record.known.workstreams.iter();
        let spans = streams.filter_map(|t| {
            let (from, to, _) = self.span(t.id)?;
            let slug = t.as_workstream().map_or("", |w| w.slug.as_str());
            // A bar of no length is not drawn.
            let to = to.max(from + TimeDelta::minutes(1));
            let (from, to) = (minute(from), minute(to));
            Some(format!("    Stream {} :{from}, {to}\n", plain(slug)))
        });
        let rows: Vec<String> = spans.collect();
        self.gantt("Workstreams, first to last entry, UTC", &rows);
    }

    fn gantt(&mut self, title: &str, rows: &[String]) {
        if rows.len() < 2 || self.is_too_large(rows.len(), "rows") {
            return;
        }
        let head = format!(
            "gantt\n    title {title}\n    dateFormat YYYY-MM-DD HH:mm\n    axisFormat %d %b %H:%M\n"
        );
        self.chart(&(head + &rows.concat()));
    }

    /// What explains what.
    pub fn causes_chart(&mut self) {
        let branches = tree(&self.record.factors);
        if branches.len() < 2 || self.is_too_large(branches.len(), "factors") {
            return;
        }
        let mut out = String::from("flowchart BT\n");
        let place = |id: Id| branches.iter().position(|b| b.thing.id == id);
        for (n, branch) in branches.iter().enumerate() {
            let (name, title) = (branch.thing.name(), plain(branch.thing.headline()));
            out.push_str(&format!("    n{n}[\"{name} {title}\"]\n"));
        }
        for (n, branch) in branches.iter().enumerate() {
            let under = branch.thing.as_factor().and_then(|f| f.under);
            if let Some(of) = under.and_then(place) {
                out.push_str(&format!("    n{n} -->|explains| n{of}\n"));
            }
        }
        self.chart(&out);
    }

    fn is_too_large(&mut self, n: usize, what: &str) -> bool {
        let large = n > MOST;
        if large {
            self.nothing(&format!(
                "No chart is drawn: {n} {what} are too many for one."
            ));
        }
        large
    }

    fn chart(&mut self, lines: &str) {
        self.para(&format!("```mermaid\n{lines}```"));
    }

    /// The first and the last moment of the entries of a workstream that
    /// stand, and how many there are.
    pub fn span(&self, stream: Id) -> Option<(DateTime<Utc>, DateTime<Utc>, usize)> {
        let own = |e: &Entry| e.workstream == Some(stream);
        let times = || {
            self.standing()
                .filter(|(_, e)| own(e))
                .map(|(_, e)| &e.when)
        };
        let from = times().map(|w: &When| w.at).min()?;
        let to = times().map(|w| w.until.unwrap_or(w.at)).max()?;
        Some((from, to, times().count()))
    }
}

fn minute(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// What of a text means nothing to Mermaid.
fn plain(text: &str) -> String {
    let sign = |c: char| {
        if c.is_alphanumeric() || c == '-' {
            c
        } else {
            ' '
        }
    };
    let text: String = text.chars().map(sign).collect();
    // A run of dashes is an arrow.
    let words = text.split_whitespace().filter(|w| !w.starts_with("--"));
    let text = words.collect::<Vec<_>>().join(" ").replace("--", "-");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_that_mermaid_understands_is_left_of_a_text() {
        for (typed, is) in [
            ("end", "end"),
            ("a\"]; b --> c\n```\n# x %% y", "a b c x y"),
            ("{{x}} <script> `y` :z #35;", "x script y z 35"),
            ("größer 中文 co-op", "größer 中文 co-op"),
            ("\u{202e}\u{1b}", ""),
        ] {
            assert_eq!(plain(typed), is, "{typed}");
        }
        assert_eq!(plain(&"x".repeat(60)).chars().count(), 49);
    }
}
