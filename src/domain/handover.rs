//! A handover: one person passes a role on to another, who acknowledges it.

use super::fields::fields;
use super::{Id, Label, Role};
use chrono::{DateTime, Utc};

fields! {
    /// A role passed on, with the brief that was given.
    Handover edited by HandoverEdit {
        /// What is passed on.
        role: Role = Role,
        /// Who held it, if anybody did.
        from: Option<Id> = From,
        /// Who takes it.
        to: Id = To,
        /// The brief, as it was given: Markdown.
        brief: String = Brief,
        /// When it was given.
        given: DateTime<Utc> = Given,
        /// When the one who takes it said so; open until then.
        acknowledged: Option<DateTime<Utc>> = Acknowledged,
        /// The entry of the timeline that says so.
        entry: Option<Label> = Entry,
    }
}

impl Handover {
    /// A brief given to `to`, who has not acknowledged it yet.
    #[must_use]
    pub fn new(role: Role, to: Id, brief: impl Into<String>, given: DateTime<Utc>) -> Self {
        Self {
            role,
            from: None,
            to,
            brief: brief.into(),
            given,
            acknowledged: None,
            entry: None,
        }
    }
}
