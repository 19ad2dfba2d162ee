//! The form that gives a person a role, and relieves who held it.

use super::{Draft, Form};
use crate::app::Cx;
use crate::domain::{Body, Id, Role, RoleHeld, roster};

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
        form
    }

    /// The field that says who, where they hold that role already: twice the
    /// same role is one too many.
    pub(super) fn held_already(&mut self, draft: &Draft) -> Option<usize> {
        let Body::Role(taken) = &draft.body else {
            return None;
        };
        let since = roster::held_already(&self.relieved, taken)?.from;
        let at = self.fields.iter().position(|f| f.label == "person")?;
        let since = since.format("%Y-%m-%d %H:%M UTC");
        let told = format!("they are {} already, since {since}", taken.role);
        self.fields[at].problem = Some(told);
        Some(at)
    }
}
