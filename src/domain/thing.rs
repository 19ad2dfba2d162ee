//! A thing: what the changes to one subject amount to.

use super::{
    Artifact, Body, Change, CheckIn, Duty, Earlier, Entry, Event, Factor, Fix, Handover, Hlc, Id,
    Incident, Inject, Label, Person, Review, RoleHeld, Section, Snooze, Task, Workstream,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Who did something to a thing, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The recorded time.
    pub at: DateTime<Utc>,
    /// Who typed it.
    pub author: String,
    /// The clock of the change.
    pub hlc: Hlc,
}

/// A subject as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thing {
    /// Its identity.
    pub id: Id,
    /// The incident it belongs to; its own id for an incident, none for a person.
    pub incident: Option<Id>,
    /// The number of its label; 0 where the kind has no label.
    pub number: u32,
    /// Taken back by undo, or deleted: kept in the journal, shown nowhere.
    pub withdrawn: bool,
    /// What it said before it was amended, first words first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
    /// Who recorded it, when.
    pub created: Mark,
    /// Who altered it last, when.
    pub changed: Mark,
    /// What it is.
    pub body: Body,
}

impl Thing {
    /// The thing after one more change to it, in the order of their stamps.
    /// A change to something that was never created, and a second creation,
    /// alter nothing.
    #[must_use]
    pub fn fold(before: Option<Self>, event: &Event) -> Option<Self> {
        let mark = Mark {
            at: event.at,
            author: event.author.clone(),
            hlc: event.stamp.hlc,
        };
        match (before, &event.change) {
            (
                None,
                Change::Create {
                    id,
                    incident,
                    number,
                    body,
                },
            ) => Some(Self {
                id: *id,
                incident: *incident,
                number: *number,
                withdrawn: false,
                earlier: Vec::new(),
                created: mark.clone(),
                changed: mark,
                body: (**body).clone(),
            }),
            (Some(mut thing), Change::Edit { edit, .. }) => {
                let was = thing.as_entry().filter(|_| edit.amends()).cloned();
                thing.body.apply(edit, event.id);
                if let (Some(was), Body::Entry(now)) = (&was, &thing.body) {
                    Earlier::keep(&mut thing.earlier, was, now, event);
                }
                thing.changed = mark;
                Some(thing)
            }
            (Some(thing), Change::Withdraw { now, .. }) => Some(Self {
                withdrawn: *now,
                changed: mark,
                ..thing
            }),
            (before @ Some(_), Change::Create { .. }) => before,
            (None, Change::Edit { .. } | Change::Withdraw { .. }) => None,
        }
    }

    /// How often its words were amended; what was taken back does not count.
    #[must_use]
    pub const fn amended(&self) -> usize {
        self.earlier.len()
    }

    /// Whether a change is still what the thing shows, so that taking it back
    /// wipes out nobody's later work.
    #[must_use]
    pub fn stands(&self, event: &Event) -> bool {
        match &event.change {
            Change::Create { .. } => !self.withdrawn,
            Change::Edit { edit, .. } => self.body.stands(edit, event.id),
            Change::Withdraw { now, .. } => self.withdrawn == *now,
        }
    }

    /// `E12`, `T7`, `A3`; none for the kinds that go by name.
    #[must_use]
    pub fn label(&self) -> Option<Label> {
        self.body
            .kind()
            .series()
            .map(|series| Label::new(series, self.number))
    }

    /// What people call it: label, `#slug`, `@handle` or key.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.body {
            Body::Incident(b) => b.key.clone(),
            Body::Workstream(b) => format!("#{}", b.slug),
            Body::Person(b) => format!("@{}", b.handle),
            Body::Role(b) => b.role.word().to_owned(),
            Body::Handover(b) => format!("handover of {}", b.role),
            Body::Duty(b) => b.rule.clone(),
            Body::Snooze(b) => b.need.clone(),
            Body::Inject(b) => format!("inject {}", b.number),
            Body::Section(b) => format!("section {}", b.kind),
            Body::Review(_) => "review".to_owned(),
            Body::Entry(_)
            | Body::Task(_)
            | Body::Artifact(_)
            | Body::CheckIn(_)
            | Body::Factor(_)
            | Body::Fix(_) => self.label().map(|l| l.to_string()).unwrap_or_default(),
        }
    }

    /// Its main line of text.
    #[must_use]
    pub fn headline(&self) -> &str {
        match &self.body {
            Body::Incident(b) => &b.title,
            Body::Entry(b) => &b.text,
            Body::Workstream(b) => &b.objective,
            Body::Task(b) => &b.title,
            Body::Artifact(b) => &b.name,
            Body::Person(b) => &b.name,
            Body::Role(b) => b.role.word(),
            Body::CheckIn(_) => "check-in",
            Body::Handover(b) => b.brief.lines().next().unwrap_or_default(),
            Body::Duty(b) => &b.name,
            Body::Snooze(b) => &b.reason,
            // What has not landed is told nobody.
            Body::Inject(b) if b.landed.is_none() => "",
            Body::Inject(b) => &b.text,
            Body::Factor(b) => &b.title,
            Body::Fix(b) => &b.title,
            Body::Section(b) => b.text.lines().find(|l| !l.trim().is_empty()).unwrap_or(""),
            Body::Review(b) => b.state.word(),
        }
    }

    /// Whether it is that thing, as it was altered after that.
    #[must_use]
    pub fn is_later_than(&self, held: &Self) -> bool {
        self.id == held.id && self.changed.hlc > held.changed.hlc
    }

    /// Everything of it that is searched and scanned for labels.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        match &self.body {
            Body::Entry(b) => {
                let mut out = vec![b.text.as_str()];
                if let Some(d) = &b.decision {
                    out.extend([d.question.as_str(), &d.choice, &d.why, &d.rejected]);
                }
                if let Some(sent) = &b.sent {
                    out.push(&sent.text);
                }
                out
            }
            Body::Task(b) => vec![&b.title, &b.notes],
            Body::Artifact(b) => {
                let mut out = vec![b.name.as_str(), &b.notes];
                if let Some(file) = &b.file {
                    out.extend([file.path.as_str(), &file.sha256]);
                }
                out
            }
            Body::Workstream(b) => vec![&b.slug, &b.objective, &b.update],
            Body::Incident(b) => vec![&b.title, &b.summary, &b.impact],
            Body::Person(b) => vec![&b.handle, &b.name, &b.team, &b.expertise],
            Body::CheckIn(b) => b
                .lines
                .values()
                .into_iter()
                .map(|l| l.text.as_str())
                .collect(),
            Body::Handover(b) => vec![&b.brief],
            Body::Duty(b) => vec![&b.rule, &b.name, &b.source],
            Body::Factor(b) => vec![&b.title, &b.class, &b.notes],
            Body::Fix(b) => b.texts(),
            Body::Section(b) => vec![&b.text],
            Body::Review(b) => b.texts(),
            // What the players must not see is found by no search of theirs.
            Body::Role(_) | Body::Snooze(_) | Body::Inject(_) => Vec::new(),
        }
    }

    /// The workstream it belongs to; a workstream belongs to itself.
    #[must_use]
    pub fn workstream(&self) -> Option<Id> {
        match &self.body {
            Body::Entry(b) => b.workstream,
            Body::Task(b) => b.workstream,
            Body::Artifact(b) => b.workstream,
            Body::Role(b) => b.workstream,
            Body::Workstream(_) => Some(self.id),
            Body::Incident(_)
            | Body::Person(_)
            | Body::CheckIn(_)
            | Body::Handover(_)
            | Body::Duty(_)
            | Body::Snooze(_)
            | Body::Inject(_)
            | Body::Factor(_)
            | Body::Fix(_)
            | Body::Section(_)
            | Body::Review(_) => None,
        }
    }
}

/// Typed access to the body of a thing.
macro_rules! accessors {
    ($($(#[$doc:meta])* $name:ident: $variant:ident => $type:ty),+ $(,)?) => {
        impl Thing {
            $($(#[$doc])* #[must_use] pub const fn $name(&self) -> Option<&$type> {
                if let Body::$variant(body) = &self.body { Some(body) } else { None }
            })+
        }
    };
}

accessors! {
    /// The incident, if it is one.
    as_incident: Incident => Incident,
    /// The entry, if it is one.
    as_entry: Entry => Entry,
    /// The workstream, if it is one.
    as_workstream: Workstream => Workstream,
    /// The task, if it is one.
    as_task: Task => Task,
    /// The artifact, if it is one.
    as_artifact: Artifact => Artifact,
    /// The person, if it is one.
    as_person: Person => Person,
    /// The role held, if it is one.
    as_role: Role => RoleHeld,
    /// The check-in, if it is one.
    as_check_in: CheckIn => CheckIn,
    /// The handover, if it is one.
    as_handover: Handover => Handover,
    /// The regulatory clock, if it is one.
    as_duty: Duty => Duty,
    /// The snooze, if it is one.
    as_snooze: Snooze => Snooze,
    /// The inject, if it is one.
    as_inject: Inject => Inject,
    /// The contributing factor, if it is one.
    as_factor: Factor => Factor,
    /// The fix, if it is one.
    as_fix: Fix => Fix,
    /// The section of the review, if it is one.
    as_section: Section => Section,
    /// The review, if it is one.
    as_review: Review => Review,
}
