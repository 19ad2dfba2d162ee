//! The form that gives a person a role, and relieves who held it.

use super::Form;
use crate::app::Cx;
use crate::domain::{Body, Id, Role, RoleHeld};

/// Where the role and where its holder stand among the fields.
const ROLE: usize = 0;

impl Form {
    /// A form over a role for `person`. Whoever else holds a role that is one
    /// person's is relieved when it is saved.
    #[must_use]
    pub fn give_role(person: Id, cx: &Cx) -> Self {
        let role = RoleHeld {
            person,
            role: Role::Ic,
            workstream: None,
            from: cx.now,
            until: None,
        };
        let mut form = Self::new(Body::Role(role), None, cx);
        form.at = ROLE;
        let roles = cx.situation.map(|s| s.roles.as_slice()).unwrap_or_default();
        form.relieved = roles.to_vec();
        form
    }
}
