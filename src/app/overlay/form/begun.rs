//! A form that was begun in an earlier run, as plain data and back.

use super::{Form, Input};
use crate::app::overlay::Editor;
use crate::app::{BegunForm, Cx};
use crate::domain::{Body, Thing};

impl Form {
    /// What was typed in it.
    #[must_use]
    pub fn begun(&self) -> BegunForm {
        let dirty = self.fields.iter().filter(|f| f.dirty());
        BegunForm {
            id: self.id,
            body: self.body.clone(),
            editing: self.editing.as_ref().map(|t| t.id),
            typed: dirty
                .map(|f| (f.label.to_owned(), f.text().to_owned()))
                .collect(),
            at: self.fields.get(self.at).map(|f| f.label.to_owned()),
            follows: self.follows.clone(),
        }
    }

    /// The form goes on, over the thing as it is now.
    #[must_use]
    pub fn go_on(begun: BegunForm, editing: Option<Box<Thing>>, cx: &Cx) -> Self {
        let BegunForm {
            id,
            body,
            typed,
            at,
            follows,
            ..
        } = begun;
        let whole = match (&body, &editing) {
            (Body::Workstream(part), None) => part.split_from,
            _other => None,
        };
        let whole = whole.and_then(|id| cx.known.workstreams.iter().find(|t| t.id == id));
        let mut form = match (whole, &editing) {
            (Some(whole), _) => Self::split(whole, cx),
            (None, Some(thing)) => Self::new(thing.body.clone(), editing, cx),
            (None, None) => Self::new(body, None, cx),
        };
        (form.id, form.follows) = (id, follows);
        for (label, text) in &typed {
            if let Some(field) = form.fields.iter_mut().find(|f| f.label == label) {
                field.hold(text);
            }
        }
        let place = |label: &String| form.fields.iter().position(|f| f.label == label);
        form.at = at.as_ref().and_then(place).unwrap_or(form.fields.len());
        // A name that was half typed is offered its candidates again.
        if let Some(Input::Pick { pick, .. }) = form.fields.get_mut(form.at).map(|f| &mut f.input) {
            pick.typed();
        }
        form
    }

    /// Whether the same key begins both.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let about = |form: &Self| match &form.body {
            Body::Entry(b) => (Some(b.kind), None),
            Body::Workstream(b) => (None, b.split_from),
            Body::Factor(b) => (None, b.under),
            Body::Fix(b) => (None, b.answers.values().first().copied().copied()),
            _other => (None, None),
        };
        let edits = |form: &Self| form.editing.as_ref().map(|t| t.id);
        let kind = |form: &Self| form.body.kind();
        (kind(self), edits(self), self.follows()) == (kind(other), edits(other), other.follows())
            && (self.editing.is_some() || about(self) == about(other))
    }

    /// The editor on the text of the field that is typed in.
    #[must_use]
    pub fn editor(&self) -> Option<Editor> {
        let field = self.fields.get(self.at)?;
        let Input::Text { text, .. } = &field.input else {
            return None;
        };
        let title = format!("{} · {}", self.title(), field.label);
        Some(Editor::new(title, text.clone()))
    }
}
