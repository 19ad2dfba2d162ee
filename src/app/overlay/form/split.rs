//! The form that makes a workstream of a part of another.

use super::{Field, Form, Listed};
use crate::app::Cx;
use crate::domain::{Body, Thing, Workstream};

/// Slug, objective and lead: what a part has to be told.
const FIELDS: usize = 3;

impl Form {
    /// A form over a part of `whole`: its lead, and which open tasks go along.
    #[must_use]
    pub fn split(whole: &Thing, cx: &Cx) -> Self {
        let lead = whole.as_workstream().and_then(|w| w.lead);
        let part = Workstream {
            lead,
            split_from: Some(whole.id),
            ..Workstream::new("")
        };
        let mut form = Self::new(Body::Workstream(part), None, cx);
        form.fields.truncate(FIELDS);
        let open = cx.situation.map(|s| s.tasks.as_slice()).unwrap_or_default();
        let own = open.iter().filter(|t| t.workstream() == Some(whole.id));
        form.parts = own.cloned().collect();
        form.whole = Some(whole.name());
        let labels: Vec<String> = form.parts.iter().map(Thing::name).collect();
        form.fields.push(Field::list(
            "tasks that go",
            Listed::Tasks,
            &labels.join(" "),
            |draft, ids| draft.parts.retain(|t| ids.contains(&t.id)),
        ));
        form
    }
}
