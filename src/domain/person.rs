//! People, and the roles they hold in an incident over time.

use super::fields::{fields, single};
use super::{Id, Role};
use chrono::{DateTime, Utc};

fields! {
    /// Somebody who takes part. The roster is shared by all incidents of a file.
    Person edited by PersonEdit {
        /// `maya`, typed as `@maya`.
        handle: String = Handle,
        /// Full name.
        name: String = Name,
        /// Team or organisation.
        team: String = Team,
        /// How to reach them.
        contact: String = Contact,
        /// What they know.
        expertise: String = Expertise,
        /// Their time zone, as an IANA name.
        zone: String = Zone,
    }
}

fields! {
    /// A role somebody holds in one incident, from a moment to a moment.
    RoleHeld edited by RoleHeldEdit {
        /// Who.
        person: Id = Person,
        /// As what.
        role: Role = Role,
        /// For an SME: of which workstream.
        workstream: Option<Id> = Workstream,
        /// Since when.
        from: DateTime<Utc> = From,
        /// Until when; open while they hold it.
        until: Option<DateTime<Utc>> = Until,
    }
}

single!(Id, Role, DateTime<Utc>, Option<DateTime<Utc>>);

impl Person {
    /// Somebody known by handle only.
    #[must_use]
    pub fn new(handle: impl Into<String>) -> Self {
        Self {
            handle: handle.into(),
            name: String::new(),
            team: String::new(),
            contact: String::new(),
            expertise: String::new(),
            zone: String::new(),
        }
    }
}
