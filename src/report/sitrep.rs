//! The situation report: how things stand, for one audience.

use super::began::began;
use super::measure::{FOR_A_PAGE, IN_FULL, Measure, PAGE, clipped, clipped_lines, rows};
use super::page::{Page, count};
use super::plain::Plain;
use super::{Options, View, changes, moment, outside};
use crate::domain::clocks::{Passage, gone_before_contained, passages};
use crate::domain::telling::{NEXT, next_words, readers};
use crate::domain::{Audience, Incident, Phase, Tlp, When, Written};
use chrono::{DateTime, Utc};

/// What a situation report is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// For whom.
    pub audience: Audience,
    /// What changed since then.
    pub since: DateTime<Utc>,
    /// By when the next one is promised.
    pub next: Option<When>,
}

/// The situation report of an incident at a moment: Markdown. For executives
/// it is one page, 54 rows of 80 columns at most; what is left out is said.
#[must_use]
pub fn situation_report(view: &View<'_>, asked: &Asked) -> String {
    let plain = Plain::of(view.record, asked.audience);
    let written = |measure| write(view, asked, &plain, measure);
    match asked.audience {
        Audience::Responders | Audience::Public => written(IN_FULL),
        Audience::Exec => {
            let mut all = FOR_A_PAGE.into_iter().map(written);
            let mut shortest = String::new();
            all.find(|text| {
                shortest.clone_from(text);
                rows(text) <= PAGE
            })
            .unwrap_or(shortest)
        }
    }
}

fn write(view: &View<'_>, asked: &Asked, plain: &Plain, measure: Measure) -> String {
    let options = Options::default();
    let mut report = Report {
        page: Page::new(view.record, &options),
        plain,
        view,
        asked,
        measure,
    };
    let Some(incident) = view.record.incident.as_incident() else {
        return String::new();
    };
    match asked.audience {
        Audience::Public => report.outside(incident),
        Audience::Exec | Audience::Responders => report.inside(incident),
    }
    report.page.finish().trim_end().to_owned() + "\n"
}

/// A report being written.
pub(super) struct Report<'a> {
    pub page: Page<'a>,
    pub plain: &'a Plain,
    pub view: &'a View<'a>,
    pub asked: &'a Asked,
    pub measure: Measure,
}

impl Report<'_> {
    /// Whether it is for executives: plain words, no names.
    pub fn plainly(&self) -> bool {
        self.asked.audience != Audience::Responders
    }

    /// A text of the data on one line, in the words of the audience.
    pub fn say(&self, text: &str) -> String {
        self.in_words(text, self.measure.item)
    }

    /// The same, with half the room.
    pub fn aside(&self, text: &str) -> String {
        self.in_words(text, self.measure.item / 2)
    }

    /// The same, with half again as much room.
    pub fn at_length(&self, text: &str) -> String {
        let item = self.measure.item;
        self.in_words(text, item.saturating_add(item / 2))
    }

    fn in_words(&self, text: &str, most: usize) -> String {
        if self.plainly() {
            self.page.text(&clipped(&self.plain.text(text), most))
        } else {
            self.page.text(text)
        }
    }

    fn inside(&mut self, incident: &Incident) {
        self.head(incident);
        self.status(incident);
        self.streams();
        self.changed();
        self.impact(incident);
        self.ahead();
        self.lacking();
        self.next();
    }

    fn head(&mut self, incident: &Incident) {
        let name = incident.code_name.as_deref().unwrap_or_default();
        let name = clipped(name, self.measure.item);
        let (key, name) = (&incident.key, self.page.heading_text(&name));
        let key = self.page.heading_text(key);
        let title = if self.plainly() {
            let title = self.plain.text(&incident.title);
            self.page.heading_text(&clipped(&title, self.measure.item))
        } else {
            self.page.heading_text(&incident.title)
        };
        let called = [key, name].join(" ");
        self.page
            .push("# ", &format!("{}: {title}", called.trim_end()));
        let to = readers(self.asked.audience);
        let at = moment::minute(self.view.now);
        self.page.para(&format!(
            "**{}** · situation report for {to} · {at}",
            incident.tlp
        ));
        self.drill(incident);
    }

    fn drill(&mut self, incident: &Incident) {
        if incident.exercise {
            self.page
                .para("**EXERCISE · EXERCISE · EXERCISE.** This is a drill. Nothing of this happened outside it.");
        }
    }

    fn status(&mut self, incident: &Incident) {
        let passed = passages(&self.view.record.entries);
        let into = passed.iter().rfind(|p| p.phase == incident.phase);
        let since = into.map_or_else(String::new, |p: &Passage<'_>| {
            format!(" since {}", self.page.text(&moment::brief(p.when)))
        });
        let severity = match incident.severity.word().strip_prefix("SEV") {
            Some(n) if self.plainly() => format!("severity {n} of 5, where 1 is the worst"),
            Some(_) | None => incident.severity.to_string(),
        };
        let phase = incident.phase;
        let mut status = vec![format!("**Status:** {phase}{since}; {severity}.")];
        let said = match gone_before_contained(&passed) {
            Some(_) if phase == Phase::Eradicated => {
                "That is recorded as earlier than the containment: whether the attacker's foothold is gone is not sure."
            }
            Some(_) | None => meaning(phase),
        };
        status.push(said.to_owned());
        let began = began(self.view);
        status.extend(began.map(|began| format!("It was {began}, as far as is recorded.")));
        status.push(self.commands());
        self.page.para(&status.join(" "));
        let summary = self.written(&incident.summary, self.measure.prose);
        if !summary.is_empty() {
            self.page.para(&summary);
            self.page.written_when(Written::Summary);
        }
    }

    /// A text of several lines in the words of the audience, as Markdown.
    fn written(&self, text: &str, most: usize) -> String {
        if !self.plainly() {
            return self.page.block(text, "");
        }
        let lines: Vec<String> = text.lines().map(|line| self.plain.text(line)).collect();
        let lines = lines.iter().map(String::as_str).filter(|l| !l.is_empty());
        self.page.block(&clipped_lines(lines, most), "")
    }

    fn commands(&self) -> String {
        let ic = self
            .view
            .situation
            .holder(crate::domain::Role::Ic, self.view.now);
        match ic {
            None => "**Nobody is incident commander.**".to_owned(),
            Some(_) if self.plainly() => "An incident commander is on duty.".to_owned(),
            Some(id) => format!("Incident commander: {}.", self.page.person(id)),
        }
    }

    fn changed(&mut self) {
        let since = moment::minute(self.asked.since);
        let opened = self.view.record.incident.created.at == self.asked.since;
        let since = match opened {
            true => format!("the incident was opened, {since}"),
            false => since,
        };
        self.page.section(&format!("What changed since {since}"));
        let told = changes::since(self);
        if told.items.is_empty() {
            let said = match told.entries {
                0 => "Nothing was recorded since then.".to_owned(),
                n => format!(
                    "No milestone, decision or finding; {} in the record.",
                    count(n, "smaller step is", "smaller steps are")
                ),
            };
            self.page.nothing(&said);
            return;
        }
        self.page.list(told.items);
        if let Some(others) = told.others {
            self.page.nothing(&format!("{others} in the record."));
        }
    }

    fn impact(&mut self, incident: &Incident) {
        self.page.section("Impact");
        let text = self.written(&incident.impact, self.measure.prose / 2);
        if text.is_empty() {
            self.page.nothing("No impact has been recorded.");
        } else {
            self.page.para(&text);
            self.page.written_when(Written::Impact);
        }
    }

    pub fn next(&mut self) {
        let words = next_words(self.asked.next.as_ref());
        self.page.para(&format!("{NEXT}{words}"));
    }

    /// What may be said to everybody.
    fn outside(&mut self, incident: &Incident) {
        let key = self.page.heading_text(&incident.key);
        self.page
            .push("# ", &format!("Security incident {key}: update"));
        self.page.para(&moment::minute(self.view.now));
        self.drill(incident);
        if matches!(incident.tlp, Tlp::Red | Tlp::AmberStrict) {
            self.page.para(&format!(
                "This incident is marked {}: nothing of it may be said to the public.",
                incident.tlp
            ));
            return;
        }
        let (status, doing) = outside::words(incident.phase);
        self.page.para(&format!("**Status:** {status}"));
        let impact = self.written(&incident.impact, usize::MAX);
        self.page.para(&match impact.is_empty() {
            true => "**Impact:** we cannot say anything about the impact yet.".to_owned(),
            false => format!("**Impact:** {impact}"),
        });
        self.page.para(&format!("**What we do:** {doing}"));
        self.next();
    }
}

/// What a phase says of the attack, to somebody who does not know the word.
const fn meaning(phase: Phase) -> &'static str {
    match phase {
        Phase::Detected => {
            "It was noticed and is being looked into; how bad it is may still change."
        }
        Phase::Triaged => "It is known to be an incident; the attacker can still do harm.",
        Phase::Contained => "The attacker can do no further harm, as far as is known.",
        Phase::Eradicated => "The attacker's foothold is gone, as far as is known.",
        Phase::Recovered => "Service is back.",
        Phase::Reviewing => "Service is back; the review is being written.",
        Phase::Closed => "It is closed.",
    }
}
