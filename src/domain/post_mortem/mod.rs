//! The post-mortem while it is worked on: small, and read at once, however
//! long the timeline is.

mod lacks;
mod part;
mod rests;

pub use part::Part;

use super::readiness::Gap;
use super::{
    Body, Change, Holding, Id, Incident, Known, Label, Review, Role, Section, SectionKind, Thing,
    causes, register,
};
use std::collections::BTreeSet;

/// Everything of an incident that its post-mortem is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct PostMortem {
    /// The incident.
    pub incident: Thing,
    /// Names.
    pub known: Known,
    /// Roles held, by start.
    pub roles: Vec<Thing>,
    /// The review as its identity finds it, withdrawn or not; none until
    /// somebody has begun it.
    pub review: Option<Thing>,
    /// Its sections, the same.
    pub sections: Vec<Thing>,
    /// Contributing factors, by number.
    pub factors: Vec<Thing>,
    /// Fixes: open ones first, then by priority, due time and number.
    pub fixes: Vec<Thing>,
    /// Decisions and questions that stand, by occurred time, and the entries that
    /// were to answer a question and were struck.
    pub register: Vec<Thing>,
    /// Lessons that stand, by occurred time.
    pub lessons: Vec<Thing>,
    /// What the meeting walks through: milestones and starred entries that
    /// stand, by occurred time.
    pub walk: Vec<Thing>,
    /// Who took part: held a role, led, was given something, was named.
    pub took_part: Vec<Id>,
    /// Factors of other incidents, drills left out.
    pub elsewhere: Vec<Holding>,
    /// What it lacks: the checklist that closing and the report go by.
    pub gaps: Vec<Gap>,
}

impl PostMortem {
    /// What the incident says of itself.
    #[must_use]
    pub fn card(&self) -> Option<&Incident> {
        self.incident.as_incident()
    }

    /// The review as it stands.
    #[must_use]
    pub fn standing(&self) -> Review {
        Review::standing(self.review.as_ref())
    }

    /// A section as its identity finds it.
    #[must_use]
    pub fn section(&self, kind: SectionKind) -> Option<&Thing> {
        let id = kind.id(self.incident.id);
        self.sections.iter().find(|t| t.id == id)
    }

    /// The text of a part; none for a part that is no text.
    #[must_use]
    pub fn text(&self, part: Part) -> Option<&str> {
        match part {
            Part::Summary => self.card().map(|i| i.summary.as_str()),
            Part::Impact => self.card().map(|i| i.impact.as_str()),
            Part::Section(kind) => Some(Section::standing(self.section(kind))),
            Part::Causes
            | Part::Waiting
            | Part::Triage
            | Part::Decisions
            | Part::Questions
            | Part::Fixes
            | Part::Record
            | Part::Meeting => None,
        }
    }

    /// The thing that holds the text of a part.
    #[must_use]
    pub fn holder(&self, part: Part) -> Option<&Thing> {
        match part {
            Part::Section(kind) => self.section(kind),
            _field => Some(&self.incident),
        }
    }

    /// What makes `text` of a part whose author saw `was`; nothing for a part
    /// that is no text. The store refuses it where something else stands by then.
    #[must_use]
    pub fn write(&self, part: Part, was: &str, text: &str) -> Vec<Change> {
        let field = |with: fn(&mut Incident, String)| {
            let mut seen = self.incident.clone();
            let (Body::Incident(before), Some(now)) = (&mut seen.body, self.card()) else {
                return Vec::new();
            };
            with(before, was.to_owned());
            let mut wanted = now.clone();
            with(&mut wanted, text.to_owned());
            Change::edits(&seen, &Body::Incident(wanted))
        };
        match part {
            Part::Summary => field(|i, text| i.summary = text),
            Part::Impact => field(|i, text| i.impact = text),
            Part::Section(kind) => {
                Section::write(self.incident.id, kind, self.section(kind), was, text)
            }
            _no_text => Vec::new(),
        }
    }

    /// The questions that nobody has answered, or whose answer was struck.
    #[must_use]
    pub fn open_questions(&self) -> Vec<&Thing> {
        let all = register::questions(&self.register).into_iter();
        all.filter(|t| register::answer(t, &self.register).is_none())
            .collect()
    }

    /// The lessons that wait to be used.
    #[must_use]
    pub fn waiting(&self) -> Vec<&Thing> {
        let review = self.standing();
        let used = |lesson: &&Thing| is_used(lesson, &self.sections, &self.factors, &review);
        self.lessons.iter().filter(|t| !used(t)).collect()
    }

    /// The text of a section with a lesson taken into it, its label cited.
    #[must_use]
    pub fn with_lesson(&self, kind: SectionKind, lesson: &Thing) -> String {
        let text = Section::standing(self.section(kind));
        let said = lesson.headline().trim();
        let line = format!("- {said} ({})\n", lesson.name());
        match text {
            "" => line,
            text if text.ends_with('\n') => format!("{text}{line}"),
            text => format!("{text}\n{line}"),
        }
    }

    /// A first text for the thanks: a line for each who took part, with the
    /// roles they held. What for is left to who writes it.
    #[must_use]
    pub fn thanks(&self) -> String {
        let line = |id: &Id| {
            let handle = self.known.handle(*id)?;
            let held = self.roles.iter().filter_map(Thing::as_role);
            let held = held.filter(|r| r.person == *id).map(|r| r.role);
            let held: BTreeSet<Role> = held.collect();
            let held: Vec<&str> = held.into_iter().map(Role::word).collect();
            let roles = match held.is_empty() {
                true => String::new(),
                false => format!(" ({})", held.join(", ")),
            };
            Some(format!("- @{handle}{roles}\n"))
        };
        self.took_part.iter().filter_map(line).collect()
    }

    /// Factors of past incidents that share a class with one of this one, each
    /// behind its incident.
    #[must_use]
    pub fn alike(&self) -> Vec<(&Thing, &Thing)> {
        let own = self.factors.iter().filter_map(Thing::as_factor);
        let classes: BTreeSet<String> = own
            .map(|f| f.class.trim().to_lowercase())
            .filter(|class| !class.is_empty())
            .collect();
        let mut found = Vec::new();
        for holding in self.elsewhere.iter().filter(|h| h.in_statistics()) {
            for class in &classes {
                let shared = causes::of_class(&holding.things, class);
                found.extend(shared.into_iter().map(|t| (&holding.incident, t)));
            }
        }
        found
    }
}

/// Whether a lesson was used: a section cites it, a factor rests on it, or
/// somebody has said that it needs no more.
#[must_use]
pub fn is_used(lesson: &Thing, sections: &[Thing], factors: &[Thing], review: &Review) -> bool {
    let Some(label) = lesson.label() else {
        return true;
    };
    let sections = sections.iter().map(|t| Section::standing(Some(t)));
    let mut cited = sections.flat_map(Label::find_all).map(|(_, l)| l);
    let mut factors = factors.iter().filter_map(Thing::as_factor);
    cited.any(|l| l == label)
        || factors.any(|f| f.evidence.contains(&label))
        || review.used.contains(&label)
}

#[cfg(test)]
mod tests;
