//! The only way anything is altered: plain data that carries its own undo.

use super::{Body, Edit, EntryEdit, Id, Stamp, Thing};
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

impl Edit {
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
