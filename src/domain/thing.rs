//! A thing: what the changes to one subject amount to.

use super::{
    Artifact, Change, CheckIn, Duty, Earlier, Edit, Entry, Event, Handover, Hlc, Id, Incident,
    Inject, Label, LabelKind, Person, RoleHeld, Snooze, Task, Workstream,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a thing is, in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Body {
    Incident(Incident),
    Entry(Entry),
    Workstream(Workstream),
    Task(Task),
    Artifact(Artifact),
    Person(Person),
    Role(RoleHeld),
    CheckIn(CheckIn),
    Handover(Handover),
    Duty(Duty),
    Snooze(Snooze),
    Inject(Inject),
}

/// What a thing is, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Incident,
    Entry,
    Workstream,
    Task,
    Artifact,
    Person,
    Role,
    CheckIn,
    Handover,
    Duty,
    Snooze,
    Inject,
}

impl Kind {
    /// The one written form.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Entry => "entry",
            Self::Workstream => "workstream",
            Self::Task => "task",
            Self::Artifact => "artifact",
            Self::Person => "person",
            Self::Role => "role",
            Self::CheckIn => "check-in",
            Self::Handover => "handover",
            Self::Duty => "duty",
            Self::Snooze => "snooze",
            Self::Inject => "inject",
        }
    }

    /// The series its label is numbered in, for the kinds that have one.
    #[must_use]
    pub const fn series(self) -> Option<LabelKind> {
        match self {
            Self::Entry => Some(LabelKind::Entry),
            Self::Task => Some(LabelKind::Task),
            Self::Artifact => Some(LabelKind::Artifact),
            Self::CheckIn => Some(LabelKind::CheckIn),
            Self::Incident
            | Self::Workstream
            | Self::Person
            | Self::Role
            | Self::Handover
            | Self::Duty
            | Self::Snooze
            | Self::Inject => None,
        }
    }
}

impl Body {
    /// What it is, in a word.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Incident(_) => Kind::Incident,
            Self::Entry(_) => Kind::Entry,
            Self::Workstream(_) => Kind::Workstream,
            Self::Task(_) => Kind::Task,
            Self::Artifact(_) => Kind::Artifact,
            Self::Person(_) => Kind::Person,
            Self::Role(_) => Kind::Role,
            Self::CheckIn(_) => Kind::CheckIn,
            Self::Handover(_) => Kind::Handover,
            Self::Duty(_) => Kind::Duty,
            Self::Snooze(_) => Kind::Snooze,
            Self::Inject(_) => Kind::Inject,
        }
    }

    /// Applies an edit of its own kind; one of another kind alters nothing.
    fn apply(&mut self, edit: &Edit, id: Id) {
        match (self, edit) {
            (Self::Incident(b), Edit::Incident(e)) => b.apply(e, id),
            (Self::Entry(b), Edit::Entry(e)) => b.apply(e, id),
            (Self::Workstream(b), Edit::Workstream(e)) => b.apply(e, id),
            (Self::Task(b), Edit::Task(e)) => b.apply(e, id),
            (Self::Artifact(b), Edit::Artifact(e)) => b.apply(e, id),
            (Self::Person(b), Edit::Person(e)) => b.apply(e, id),
            (Self::Role(b), Edit::Role(e)) => b.apply(e, id),
            (Self::CheckIn(b), Edit::CheckIn(e)) => b.apply(e, id),
            (Self::Handover(b), Edit::Handover(e)) => b.apply(e, id),
            (Self::Duty(b), Edit::Duty(e)) => b.apply(e, id),
            (Self::Snooze(b), Edit::Snooze(e)) => b.apply(e, id),
            (Self::Inject(b), Edit::Inject(e)) => b.apply(e, id),
            (_, _) => {}
        }
    }

    fn stands(&self, edit: &Edit, id: Id) -> bool {
        match (self, edit) {
            (Self::Incident(b), Edit::Incident(e)) => b.stands(e, id),
            (Self::Entry(b), Edit::Entry(e)) => b.stands(e, id),
            (Self::Workstream(b), Edit::Workstream(e)) => b.stands(e, id),
            (Self::Task(b), Edit::Task(e)) => b.stands(e, id),
            (Self::Artifact(b), Edit::Artifact(e)) => b.stands(e, id),
            (Self::Person(b), Edit::Person(e)) => b.stands(e, id),
            (Self::Role(b), Edit::Role(e)) => b.stands(e, id),
            (Self::CheckIn(b), Edit::CheckIn(e)) => b.stands(e, id),
            (Self::Handover(b), Edit::Handover(e)) => b.stands(e, id),
            (Self::Duty(b), Edit::Duty(e)) => b.stands(e, id),
            (Self::Snooze(b), Edit::Snooze(e)) => b.stands(e, id),
            (Self::Inject(b), Edit::Inject(e)) => b.stands(e, id),
            (_, _) => false,
        }
    }

    /// The edits that turn this into `to`; none when the kinds differ.
    #[must_use]
    pub fn diff(&self, to: &Self) -> Vec<Edit> {
        match (self, to) {
            (Self::Incident(a), Self::Incident(b)) => wrap(a.diff(b), Edit::Incident),
            (Self::Entry(a), Self::Entry(b)) => wrap(a.diff(b), Edit::Entry),
            (Self::Workstream(a), Self::Workstream(b)) => wrap(a.diff(b), Edit::Workstream),
            (Self::Task(a), Self::Task(b)) => wrap(a.diff(b), Edit::Task),
            (Self::Artifact(a), Self::Artifact(b)) => wrap(a.diff(b), Edit::Artifact),
            (Self::Person(a), Self::Person(b)) => wrap(a.diff(b), Edit::Person),
            (Self::Role(a), Self::Role(b)) => wrap(a.diff(b), Edit::Role),
            (Self::CheckIn(a), Self::CheckIn(b)) => wrap(a.diff(b), Edit::CheckIn),
            (Self::Handover(a), Self::Handover(b)) => wrap(a.diff(b), Edit::Handover),
            (Self::Duty(a), Self::Duty(b)) => wrap(a.diff(b), Edit::Duty),
            (Self::Snooze(a), Self::Snooze(b)) => wrap(a.diff(b), Edit::Snooze),
            (Self::Inject(a), Self::Inject(b)) => wrap(a.diff(b), Edit::Inject),
            (_, _) => Vec::new(),
        }
    }
}

fn wrap<T>(edits: Vec<T>, with: fn(T) -> Edit) -> Vec<Edit> {
    edits.into_iter().map(with).collect()
}

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
            Body::Entry(_) | Body::Task(_) | Body::Artifact(_) | Body::CheckIn(_) => {
                self.label().map(|l| l.to_string()).unwrap_or_default()
            }
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
        }
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
            | Body::Inject(_) => None,
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
}
