//! The form for somebody who is given something once they are a person.

use super::Form;
use crate::app::Cx;
use crate::domain::{Body, Change, Id, Person};
use serde::{Deserialize, Serialize};

/// What is done in the same act, once what the form makes is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Follows {
    /// What they have then, as it is called.
    pub name: String,
    /// The changes that give it to them.
    pub changes: Vec<Change>,
}

impl Form {
    /// A form for a person, who has `name` from then on: by the changes that
    /// `give` makes of their identity.
    #[must_use]
    pub fn who_has(name: &str, cx: &Cx, give: impl FnOnce(Id) -> Vec<Change>) -> Self {
        let mut form = Self::new(Body::Person(Person::new("")), None, cx);
        form.follows = Some(Follows {
            name: name.to_owned(),
            changes: give(form.id),
        });
        form
    }

    /// What is said once somebody is recorded who has something from then on.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        let handle = self.fields.first()?.text();
        Some(format!("recorded @{handle}, who has {}", self.follows()?))
    }

    /// What the person it makes has from then on.
    #[must_use]
    pub fn follows(&self) -> Option<&str> {
        Some(self.follows.as_ref()?.name.as_str())
    }
}
