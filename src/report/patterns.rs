//! What several incidents have in common, as Markdown: a Mermaid chart where
//! one helps, and always a table that says the same.

use super::markdown::{inline, without_mail_links};
use crate::domain::patterns::{Patterns, Recurrence, Recurring, Returned, Spread};
use crate::domain::{FixState, indicator};
use chrono::Months;
use std::fmt::Write as _;

/// Rows of a table at most; how many more there are is said.
const ROWS: usize = 40;
/// Bars of a chart at most.
const BARS: usize = 12;
/// Months that are looked back over.
const MONTHS: u32 = 12;

/// The page. The same patterns give the same bytes.
#[must_use]
pub fn patterns(found: &Patterns) -> String {
    let mut page = Page::default();
    let at = found.now.format("%Y-%m-%d %H:%M UTC");
    let (n, drills) = (found.cases.len(), found.drills);
    page.line("# Patterns");
    page.line(&format!(
        "As of {at}, over {}; {} left out. No duration is averaged: of fewer than {} there is no median.",
        counted(n, "incident", "incidents"),
        counted(drills, "drill", "drills"),
        Spread::ENOUGH,
    ));
    page.months(found);
    page.recurrence("Classes of weakness", "class", &found.classes);
    page.recurrence(
        "Where contributing factors lay",
        "category",
        &found.categories,
    );
    page.recurrence("Contributing factors", "factor", &found.factors);
    page.recurrence("Assets", "asset", &found.assets);
    page.clocks(found);
    page.returned(&found.returned);
    page.completion(found);
    page.effects(found);
    page.out
}

#[derive(Default)]
struct Page {
    out: String,
}

impl Page {
    /// A block of Markdown.
    fn line(&mut self, markdown: &str) {
        let _ = write!(self.out, "{markdown}\n\n");
    }

    fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        let mut row = |cells: &[String]| {
            let _ = writeln!(self.out, "| {} |", cells.join(" | "));
        };
        row(&head.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>());
        row(&head.iter().map(|_| "---".to_owned()).collect::<Vec<_>>());
        rows.iter().take(ROWS).for_each(|cells| row(cells));
        self.out.push('\n');
        if let Some(more) = rows.len().checked_sub(ROWS).filter(|more| *more > 0) {
            self.line(&format!("*and {more} more*"));
        }
    }

    /// A bar chart. Its labels are of our making: Mermaid has a grammar of its
    /// own, in which no text of the data is safe.
    fn bars(&mut self, title: &str, bars: &[(String, usize)]) {
        let most = bars.iter().map(|(_, n)| *n).max().unwrap_or(0);
        if most == 0 {
            return;
        }
        let labels: Vec<String> = bars.iter().map(|(l, _)| format!("\"{l}\"")).collect();
        let values: Vec<String> = bars.iter().map(|(_, n)| n.to_string()).collect();
        let chart = format!(
            "```mermaid\nxychart-beta\n    title \"{title}\"\n    x-axis [{}]\n    y-axis \"count\" 0 --> {most}\n    bar [{}]\n```",
            labels.join(", "),
            values.join(", "),
        );
        self.line(&chart);
    }

    fn months(&mut self, found: &Patterns) {
        self.line("## Incidents by month");
        let month = |ago| {
            let day = found.now.date_naive().checked_sub_months(Months::new(ago));
            day.unwrap_or_default().format("%Y-%m").to_string()
        };
        let bars: Vec<(String, usize)> = (0..MONTHS)
            .rev()
            .map(month)
            .zip(found.by_month(MONTHS as usize))
            .collect();
        let all: usize = bars.iter().map(|(_, n)| n).sum();
        if all == 0 {
            return self.line("*None began in the last twelve months.*");
        }
        self.bars("Incidents begun, by month", &bars);
        let earlier = found.cases.len().saturating_sub(all);
        let rows = bars.into_iter().filter(|(_, n)| *n > 0);
        let rows: Vec<Vec<String>> = rows.map(|(m, n)| vec![m, n.to_string()]).collect();
        self.table(&["month", "incidents"], &rows);
        if earlier > 0 {
            self.line(&format!("*{earlier} began earlier*"));
        }
    }

    fn recurrence(&mut self, title: &str, what: &str, of: &Recurrence) {
        self.line(&format!("## {title}"));
        let once = match of.once {
            0 => String::new(),
            n => format!(" {n} in one incident only."),
        };
        if of.found.is_empty() {
            return self.line(&format!("*Nothing that several incidents have.*{once}"));
        }
        let label = |(i, r): (usize, &Recurring)| {
            let name = plain_label(&r.name).unwrap_or_else(|| format!("no. {}", i + 1));
            (name, r.incidents.len())
        };
        let bars: Vec<_> = of.found.iter().enumerate().take(BARS).map(label).collect();
        self.bars(&format!("Incidents by {what}"), &bars);
        let row = |(i, r): (usize, &Recurring)| {
            vec![
                (i + 1).to_string(),
                text(&r.name),
                r.incidents.len().to_string(),
                text(&r.incidents.join(" ")),
            ]
        };
        let rows: Vec<_> = of.found.iter().enumerate().map(row).collect();
        self.table(&["no.", what, "incidents", "which"], &rows);
        if !once.is_empty() {
            self.line(&format!("*{}*", once.trim()));
        }
    }

    fn clocks(&mut self, found: &Patterns) {
        self.line("## How long it took");
        let row = |name: &str, spread: &Spread| {
            vec![
                name.to_owned(),
                text(&spread.said()),
                text(&spread.left_out()),
            ]
        };
        let rows = [
            row("First known attacker activity to detection", &found.detect),
            row("Detection to containment", &found.contain),
            row("Detection to recovery", &found.recover),
        ];
        self.table(&["clock", "how long", "not in it"], &rows);
    }

    fn returned(&mut self, found: &[Returned]) {
        self.line("## Fixes that did not hold");
        if found.is_empty() {
            return self.line("*No fix that was verified came back.*");
        }
        let row = |r: &Returned| {
            let again = match r.again.is_empty() {
                true => String::new(),
                false => format!("seen again in {}", r.again.join(" ")),
            };
            let reopened = r.reopened.as_ref().map(|(at, why)| {
                let day = at.format("%Y-%m-%d");
                format!("taken up again {day}: {why}")
            });
            let why: Vec<String> = [Some(again), reopened].into_iter().flatten().collect();
            let why: Vec<String> = why.into_iter().filter(|w| !w.is_empty()).collect();
            vec![
                text(&r.fix.name),
                text(&r.fix.title),
                text(&r.class),
                r.verified.stated(),
                text(&why.join("; ")),
            ]
        };
        let rows: Vec<_> = found.iter().map(row).collect();
        self.table(
            &["fix", "what", "class", "verified", "what came back"],
            &rows,
        );
    }

    fn completion(&mut self, found: &Patterns) {
        let done = &found.completion;
        self.line("## How far fixes have come");
        if done.all() == 0 {
            return self.line("*There is no fix.*");
        }
        let states = done.states.iter().map(|(s, n)| (s.word().to_owned(), *n));
        let bars: Vec<(String, usize)> = states.collect();
        self.bars("Fixes by state", &bars);
        let rows = bars.iter().map(|(s, n)| vec![s.clone(), n.to_string()]);
        self.table(&["state", "fixes"], &rows.collect::<Vec<_>>());
        self.line(&format!(
            "{} open, {} of them overdue and {} shipped without being verified. Shipped is not done.",
            done.open(),
            done.overdue,
            done.count(FixState::Shipped),
        ));
        let ages = done.by_age();
        self.bars("Open fixes by age", &ages);
        let rows = ages.iter().map(|(a, n)| vec![a.clone(), n.to_string()]);
        self.table(&["age of open fixes", "fixes"], &rows.collect::<Vec<_>>());
        let row = |name: &str, spread: &Spread| vec![name.to_owned(), text(&spread.said())];
        let rows = [
            row("Age of what is open", &done.age),
            row("Shipped, not verified, for", &done.unverified),
            row("Recorded to verified", &done.verified),
        ];
        self.table(&["what", "how long"], &rows);
    }

    fn effects(&mut self, found: &Patterns) {
        self.line("## Before and after a durable fix");
        if found.effects.is_empty() {
            return self.line("*No durable fix of a class of weakness has been verified.*");
        }
        let rows = found.effects.iter().map(|e| {
            vec![
                text(&e.fix.name),
                text(&e.class),
                e.verified.stated(),
                e.before.said(),
                e.after.said(),
            ]
        });
        let head = [
            "fix",
            "class",
            "verified",
            "incidents before",
            "incidents after",
        ];
        self.table(&head, &rows.collect::<Vec<_>>());
        self.line(
            "*Few incidents prove nothing: read these as a reason to look, not as an effect.*",
        );
    }
}

/// A text of the data in a cell.
fn text(text: &str) -> String {
    inline(&without_mail_links(&indicator::defang(text)))
}

/// A name that means nothing to Mermaid, if it is short and plain.
fn plain_label(name: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let fits = (1..=24).contains(&name.len()) && name.chars().all(plain);
    fits.then(|| name.to_owned())
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::patterns::{Material, Named};
    use chrono::DateTime;

    fn found(names: &[&str]) -> Patterns {
        let now = DateTime::UNIX_EPOCH;
        let recurring = names.iter().map(|name| Recurring {
            name: (*name).to_owned(),
            incidents: vec!["INC-1".into(), "INC-2".into()],
            count: 2,
        });
        Patterns {
            classes: Recurrence {
                found: recurring.collect(),
                once: 3,
            },
            ..Patterns::of(&Material::default(), now)
        }
    }

    #[test]
    fn a_class_is_a_bar_and_a_row() {
        let page = patterns(&found(&["CWE-798"]));
        assert!(page.contains("x-axis [\"CWE-798\"]\n"), "{page}");
        assert!(page.contains("    bar [2]\n"));
        assert!(page.contains("| 1 | CWE-798 | 2 | INC-1 INC-2 |\n"));
        assert!(page.contains("*3 in one incident only.*"));
        assert!(page.contains("*There is no fix.*"));
    }

    #[test]
    fn hostile_names_reach_no_chart_and_stay_text_in_the_table() {
        let hostile = [
            "\"]\n    bar [9]\n```\n# x",
            "a | b ` <script> [x](http://evil.example)",
            "x\u{1b}[2J\u{202e}",
            "%%{init: {}}%%",
            "end",
        ];
        let page = patterns(&found(&hostile));
        let charts: Vec<&str> = page.split("```").skip(1).step_by(2).collect();
        assert_eq!(charts.len(), 1, "{page}");
        assert!(
            charts[0].contains("x-axis [\"no. 1\", \"no. 2\", \"no. 3\", \"no. 4\", \"end\"]"),
            "{page}"
        );
        assert!(!page.contains("http://evil.example"), "{page}");
        let control = |c: char| c.is_control() && c != '\n';
        assert!(!page.contains(control) && !page.contains('\u{202e}'));
        assert!(page.contains("| 2 | a \\| b \\` \\<script> "), "{page}");
    }

    #[test]
    fn what_came_back_is_told_with_its_reason() {
        let returned = Returned {
            fix: Named {
                id: crate::domain::fresh_id(),
                name: "INC-1/X3".into(),
                title: "rotate".into(),
            },
            class: "CWE-798".into(),
            verified: crate::domain::When::now(DateTime::UNIX_EPOCH),
            again: vec!["INC-2".into()],
            reopened: Some((DateTime::UNIX_EPOCH, "it | came back".into())),
        };
        let found = Patterns {
            returned: vec![returned],
            ..found(&[])
        };
        let row = "| INC-1/X3 | rotate | CWE-798 | 1970-01-01 00:00:00 UTC | seen again in INC-2; taken up again 1970-01-01: it \\| came back |";
        let page = patterns(&found);
        assert!(page.contains(row), "{page}");
    }
}
