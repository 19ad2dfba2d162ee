//! The script for who leads the meeting of a review: read aloud from top to
//! bottom, it asks of what happened, never of who did it.

use super::markdown;
use super::moment;
use crate::domain::post_mortem::{Part, PostMortem};
use crate::domain::{Entry, Section, SectionKind, Thing, causes};
use std::fmt::Write as _;

/// The script for a meeting on a post-mortem, as it stands: Markdown.
#[must_use]
pub fn script(held: &PostMortem) -> String {
    let mut script = Script {
        held,
        out: String::new(),
    };
    script.opening();
    script.walk();
    script.questions();
    script.causes();
    script.looking_back();
    script.closing();
    script.out
}

struct Script<'a> {
    held: &'a PostMortem,
    out: String,
}

impl Script<'_> {
    fn say(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn head(&mut self, title: &str) {
        self.say(&format!("\n## {title}\n"));
    }

    fn opening(&mut self) {
        let Some(incident) = self.held.card() else {
            return;
        };
        if incident.exercise {
            self.say("**EXERCISE · EXERCISE · EXERCISE.** This was a drill.\n");
        }
        let key = markdown::heading(&incident.key);
        let title = markdown::heading(&incident.title);
        self.say(&format!("# Review of {key}: {title}\n"));
        let review = self.held.standing();
        let when = review.meeting.as_ref().map(moment::full);
        let when = when.unwrap_or_else(|| "no time is set yet".to_owned());
        let tlp = incident.tlp;
        let when = markdown::inline(&when);
        self.say(&format!(
            "**{tlp}** · {when} · the post-mortem is {}\n",
            review.state
        ));
        let there = review.attendees.values();
        let there = there.iter().filter_map(|id| self.held.known.handle(**id));
        let there: Vec<String> = there
            .map(|handle| markdown::inline(&format!("@{handle}")))
            .collect();
        if !there.is_empty() {
            self.say(&format!("There: {}\n", there.join(" ")));
        }
        self.say("## Opening (5 min)\n");
        self.say("Say aloud: *We are here to learn what made this possible. Everybody did what seemed right with what they knew then. We say what and how, not who and why did you.*\n");
        self.say("- One person leads, one writes: decide who.");
        self.say("- What is decided here becomes a fix with an owner, a time and a measure.");
        match incident.summary.trim() {
            "" => self
                .say("- Nobody has written the summary yet: say in five sentences what happened."),
            summary => {
                let summary = markdown::block(summary, "  ");
                self.say(&format!("- Read the summary:\n\n  {summary}"));
            }
        }
    }

    fn walk(&mut self) {
        self.head("1. What was the timeline? (15 min)");
        self.say("Go through it in order. At each line: *is that how it was? what did we know then? what is missing?*\n");
        if self.held.walk.is_empty() {
            self.say("- *No entry is starred and no milestone is recorded: tell it from memory, and record it.*");
        }
        let walk: Vec<String> = self.held.walk.iter().filter_map(step).collect();
        for line in walk {
            self.say(&line);
        }
    }

    fn questions(&mut self) {
        self.head("2. Where did monitoring or tooling give no clear signal? (10 min)");
        self.section(SectionKind::NoSignal);
        self.head("3. Was it missing knowledge, a flawed tool or a broken process? (10 min)");
        self.section(SectionKind::Surprise);
        self.section(SectionKind::Trigger);
        self.head("4. What is the smallest change that would have prevented it? (10 min)");
        self.section(SectionKind::SmallestChange);
        let open = self.held.open_questions();
        if !open.is_empty() {
            self.say("\nStill open from the incident:\n");
        }
        for thing in open {
            let label = thing.as_entry().and_then(Entry::register);
            let label = label.map_or_else(|| thing.name(), |l| l.to_string());
            let text = markdown::inline(thing.headline());
            self.say(&format!("- {label}: {text}"));
        }
    }

    /// What is written already, to be read aloud; else a line to fill in.
    fn section(&mut self, kind: SectionKind) {
        let text = Section::standing(self.held.section(kind)).trim();
        let question = kind.question();
        match text {
            "" => self.say(&format!(
                "- {question} *Nothing is written yet: ask, and write.*"
            )),
            text => {
                let text = markdown::block(text, "  ");
                self.say(&format!("- {question} Written so far:\n\n  {text}\n"));
            }
        }
    }

    fn causes(&mut self) {
        self.head("The root cause (15 min)");
        self.say("At each factor: *what shows it? how sure are we? why was that so?* Stop where an answer is in nobody's hands.\n");
        if self.held.factors.is_empty() {
            self.say("- *No factor is named yet: begin with what set it off.*");
        }
        let mut lines = String::new();
        for branch in causes::tree(&self.held.factors) {
            let Some(factor) = branch.thing.as_factor() else {
                continue;
            };
            let indent = "  ".repeat(branch.depth);
            let title = markdown::inline(&factor.title);
            let trigger = if factor.trigger { " **trigger**" } else { "" };
            let evidence = factor.evidence.values();
            let evidence: Vec<String> = evidence.iter().map(ToString::to_string).collect();
            let evidence = match evidence.is_empty() {
                true => "*rests on nothing yet*".to_owned(),
                false => evidence.join(" "),
            };
            let sure = factor.confidence.map_or("how sure?", |c| c.word());
            let name = branch.thing.name();
            let _ = writeln!(
                lines,
                "{indent}- {name}{trigger} {title} ({sure}; {evidence})"
            );
        }
        self.out.push_str(&lines);
        let lacks = self.held.lacks(Part::Causes);
        if !self.held.factors.is_empty() && !lacks.is_empty() {
            self.say(&format!("\nLacking: {}.", lacks.join("; ")));
        }
        self.say("\n*Is this a one-off, or a symptom of something larger?*");
        let alike = self.held.alike();
        let alike: Vec<String> = alike
            .iter()
            .map(|(incident, factor)| {
                let title = markdown::inline(factor.headline());
                let key = markdown::inline(&incident.name());
                format!("- {key} {}: {title}", factor.name())
            })
            .collect();
        if !alike.is_empty() {
            self.say("Past incidents share a class of weakness with it:\n");
        }
        for line in alike {
            self.say(&line);
        }
    }

    fn looking_back(&mut self) {
        self.head("Went well, went badly, by luck (10 min)");
        for kind in [
            SectionKind::WentWell,
            SectionKind::WentBadly,
            SectionKind::Lucky,
        ] {
            self.section(kind);
        }
        let waiting = self.held.waiting();
        if !waiting.is_empty() {
            self.say("\nLessons that were captured and are used nowhere yet:\n");
        }
        for lesson in waiting {
            let text = markdown::inline(lesson.headline());
            self.say(&format!("- {}: {text}", lesson.name()));
        }
    }

    fn closing(&mut self) {
        self.head("Fixes (10 min)");
        self.say("At each: *who, by when, and what number tells that it worked?*\n");
        if self.held.fixes.is_empty() {
            self.say("- *No fix is planned yet: one for this instance, one for the class.*");
        }
        for thing in &self.held.fixes {
            let Some(fix) = thing.as_fix() else { continue };
            let title = markdown::inline(&fix.title);
            let owner = fix.owner.and_then(|id| self.held.known.handle(id));
            let owner = owner.map_or_else(
                || "*no owner*".to_owned(),
                |h| markdown::inline(&format!("@{h}")),
            );
            let name = thing.name();
            let state = fix.state;
            let kind = fix.kind;
            self.say(&format!("- {name} ({kind}, {state}): {title} · {owner}"));
        }
        for lack in self.held.lacks(Part::Fixes) {
            self.say(&format!("- *{lack}*"));
        }
        self.head("Thanks (5 min)");
        let written = Section::standing(self.held.section(SectionKind::Thanks));
        let thanks = match written.trim() {
            "" => self.held.thanks(),
            written => written.to_owned(),
        };
        match thanks.trim() {
            "" => self.say("Thank everybody who took part, by name and for what."),
            thanks => {
                let thanks = markdown::block(thanks, "");
                self.say(&format!("{thanks}\n"));
            }
        }
        self.say(
            "Last words: what happens next, and when we look back at what became of the fixes.",
        );
    }
}

/// A line of the timeline, as it is read aloud.
fn step(thing: &Thing) -> Option<String> {
    let entry = thing.as_entry()?;
    let when = markdown::inline(&moment::full(&entry.when));
    let text = markdown::inline(&entry.text);
    let name = thing.name();
    Some(format!("- {when} {name} ({}): {text}", entry.kind))
}
