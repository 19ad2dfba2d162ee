//! The only way anything is altered: plain data that carries its own undo.

use super::{
    ArtifactEdit, Body, CheckInEdit, DutyEdit, EntryEdit, HandoverEdit, Id, IncidentEdit,
    InjectEdit, PersonEdit, RoleHeldEdit, SnoozeEdit, Stamp, TaskEdit, Thing, WorkstreamEdit,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One alteration of one subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Brings a thing into being.
    Create {
        /// Its identity.
        id: Id,
        /// The incident it belongs to; its own id for an incident, none for a person.
        incident: Option<Id>,
        /// The number of its label; 0 asks the store for the next one.
        number: u32,
        /// What it is.
        body: Box<Body>,
    },
    /// Alters one field.
    Edit {
        /// The thing.
        id: Id,
        /// The field, what it held and what it holds now.
        edit: Edit,
    },
    /// Takes a thing back, or brings it back.
    Withdraw {
        /// The thing.
        id: Id,
        /// Whether it was withdrawn before.
        was: bool,
        /// Whether it is withdrawn now.
        now: bool,
    },
}

/// An edit of one field of one kind of thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Edit {
    Incident(IncidentEdit),
    Entry(EntryEdit),
    Workstream(WorkstreamEdit),
    Task(TaskEdit),
    Artifact(ArtifactEdit),
    Person(PersonEdit),
    Role(RoleHeldEdit),
    CheckIn(CheckInEdit),
    Handover(HandoverEdit),
    Duty(DutyEdit),
    Snooze(SnoozeEdit),
    Inject(InjectEdit),
}

impl Edit {
    /// The edit that takes this one, made by change `id`, back.
    #[must_use]
    pub fn inverse(&self, id: Id) -> Self {
        match self {
            Self::Incident(e) => Self::Incident(e.inverse(id)),
            Self::Entry(e) => Self::Entry(e.inverse(id)),
            Self::Workstream(e) => Self::Workstream(e.inverse(id)),
            Self::Task(e) => Self::Task(e.inverse(id)),
            Self::Artifact(e) => Self::Artifact(e.inverse(id)),
            Self::Person(e) => Self::Person(e.inverse(id)),
            Self::Role(e) => Self::Role(e.inverse(id)),
            Self::CheckIn(e) => Self::CheckIn(e.inverse(id)),
            Self::Handover(e) => Self::Handover(e.inverse(id)),
            Self::Duty(e) => Self::Duty(e.inverse(id)),
            Self::Snooze(e) => Self::Snooze(e.inverse(id)),
            Self::Inject(e) => Self::Inject(e.inverse(id)),
        }
    }

    /// The name of the field that is edited.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Incident(e) => e.field(),
            Self::Entry(e) => e.field(),
            Self::Workstream(e) => e.field(),
            Self::Task(e) => e.field(),
            Self::Artifact(e) => e.field(),
            Self::Person(e) => e.field(),
            Self::Role(e) => e.field(),
            Self::CheckIn(e) => e.field(),
            Self::Handover(e) => e.field(),
            Self::Duty(e) => e.field(),
            Self::Snooze(e) => e.field(),
            Self::Inject(e) => e.field(),
        }
    }

    /// Whether it changes words that somebody had recorded.
    #[must_use]
    pub const fn amends(&self) -> bool {
        matches!(self, Self::Entry(EntryEdit::Text(_) | EntryEdit::When(_)))
    }
}

impl Change {
    /// A new thing of an incident, its label still to be given.
    #[must_use]
    pub fn create(id: Id, incident: Option<Id>, body: Body) -> Self {
        Self::Create {
            id,
            incident,
            number: 0,
            body: Box::new(body),
        }
    }

    /// What it takes to make `thing`'s body into `wanted`, field by field.
    #[must_use]
    pub fn edits(thing: &Thing, wanted: &Body) -> Vec<Self> {
        let edits = thing.body.diff(wanted);
        edits
            .into_iter()
            .map(|edit| Self::Edit { id: thing.id, edit })
            .collect()
    }

    /// The thing that is altered.
    #[must_use]
    pub const fn subject(&self) -> Id {
        match self {
            Self::Create { id, .. } | Self::Edit { id, .. } | Self::Withdraw { id, .. } => *id,
        }
    }

    /// The change that takes this one back; `change` is this one's own id.
    #[must_use]
    pub fn inverse(&self, change: Id) -> Self {
        match self {
            Self::Create { id, .. } => Self::Withdraw {
                id: *id,
                was: false,
                now: true,
            },
            Self::Edit { id, edit } => Self::Edit {
                id: *id,
                edit: edit.inverse(change),
            },
            Self::Withdraw { id, was, now } => Self::Withdraw {
                id: *id,
                was: *now,
                now: *was,
            },
        }
    }
}

/// A change as it stands in the journal: who, where, when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Identity of the change.
    pub id: Id,
    /// The changes of one act share a batch, and are undone together.
    pub batch: Id,
    /// What orders it among all changes.
    pub stamp: Stamp,
    /// The recorded time, by the wall clock.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub author: String,
    /// What was done.
    pub change: Change,
}
