//! A parallel line of work.

use super::fields::{fields, single};
use super::{Health, Id, OrSet, When, WorkstreamStatus};

fields! {
    /// A parallel line of work, the spine of the response.
    Workstream edited by WorkstreamEdit {
        /// `forensics`, typed as `#forensics`.
        slug: String = Slug,
        /// What it is to achieve.
        objective: String = Objective,
        /// Who leads it.
        lead: Option<Id> = Lead,
        /// Whether it moves.
        status: WorkstreamStatus = Status,
        /// How it is doing.
        health: Health = Health,
        /// The workstreams it waits for.
        blocked_by: OrSet<Id> = BlockedBy,
        /// The last word on it: what it waits for, what comes next.
        update: String = Update,
        /// The next moment at which it is looked at.
        checkpoint: Option<When> = Checkpoint,
        /// The workstream that goes on with its work, once it was merged.
        merged_into: Option<Id> = MergedInto,
        /// The workstream it was split from.
        split_from: Option<Id> = SplitFrom,
    }
}

single!(WorkstreamStatus, Health);

impl Workstream {
    /// A new, active, green workstream.
    #[must_use]
    pub fn new(slug: impl Into<String>) -> Self {
        Self {
            slug: slug.into(),
            objective: String::new(),
            lead: None,
            status: WorkstreamStatus::Active,
            health: Health::Green,
            blocked_by: OrSet::default(),
            update: String::new(),
            checkpoint: None,
            merged_into: None,
            split_from: None,
        }
    }

    /// Whether there is still work: it is not done, and went into no other.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.status != WorkstreamStatus::Done && self.merged_into.is_none()
    }
}
