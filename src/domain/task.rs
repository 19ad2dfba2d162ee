//! Something somebody has to do.

use super::fields::{fields, single};
use super::{Id, OrSet, Priority, TaskState, When};

fields! {
    /// Something somebody has to do.
    Task edited by TaskEdit {
        /// What is to be done.
        title: String = Title,
        /// The workstream it belongs to.
        workstream: Option<Id> = Workstream,
        /// Who does it.
        assignee: Option<Id> = Assignee,
        /// How urgent it is, once somebody has said so.
        priority: Option<Priority> = Priority,
        /// Where it stands.
        state: TaskState = State,
        /// When it is to be done.
        due: Option<When> = Due,
        /// The occurred time it was given in the capture line, if any.
        when: Option<When> = When,
        /// The tasks it waits for.
        blocked_by: OrSet<Id> = BlockedBy,
        /// Everything else there is to say.
        notes: String = Notes,
        /// The whole line as it was typed, where it differs from the title.
        typed: Option<String> = Typed,
    }
}

single!(Option<Priority>, TaskState);

impl Task {
    /// A new task that nobody has taken yet.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            workstream: None,
            assignee: None,
            priority: None,
            state: TaskState::Todo,
            due: None,
            when: None,
            blocked_by: OrSet::default(),
            notes: String::new(),
            typed: None,
        }
    }
}
