//! What was told, to whom, and what was promised to be told.

use super::words::words;
use super::{Body, Change, Edit, Entry, EntryEdit, Label, Thing, When};
use serde::{Deserialize, Serialize};

words! {
    /// Who a situation report is for.
    Audience {
        /// Executives: status, impact, what next; no people, no indicators.
        Exec = "exec",
        /// Those who respond: everything.
        Responders = "responders",
        /// Everybody else: only what may be said outside.
        Public = "public",
    }
}

/// Something that is to be said or done for somebody by a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// By when.
    pub due: When,
    /// The audience that waits for its next update, when it is that.
    pub audience: Option<Audience>,
    /// The entry that kept it; open until then.
    pub kept: Option<Label>,
}

impl Promise {
    /// Something that is to be done by a moment.
    #[must_use]
    pub const fn by(due: When) -> Self {
        Self {
            due,
            audience: None,
            kept: None,
        }
    }

    /// The changes by which the promise of an entry is kept; none where it
    /// promises nothing, or was kept already.
    #[must_use]
    pub fn keep(entry: &Thing, by: Label) -> Vec<Change> {
        let Some(body) = entry.as_entry() else {
            return Vec::new();
        };
        let Some(open) = body.promise.as_ref().filter(|p| p.kept.is_none()) else {
            return Vec::new();
        };
        let promise = Some(Self {
            kept: Some(by),
            ..open.clone()
        });
        let wanted = Entry {
            promise,
            ..body.clone()
        };
        Change::edits(entry, &Body::Entry(wanted))
    }

    /// A change that keeps a promise by the entry of its own act, made to keep
    /// it by one that is recorded already; none for any other change.
    #[must_use]
    pub fn kept_by(change: Change, by: Label) -> Option<Change> {
        match change {
            Change::Edit {
                id,
                edit: Edit::Entry(EntryEdit::Promise(mut swap)),
            } => {
                let promise = swap.now.as_mut()?;
                promise.kept = Some(by);
                let edit = Edit::Entry(EntryEdit::Promise(swap));
                Some(Change::Edit { id, edit })
            }
            Change::Create { .. } | Change::Edit { .. } | Change::Withdraw { .. } => None,
        }
    }
}

/// A text that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// To whom.
    pub audience: Audience,
    /// What, as it was sent: Markdown.
    pub text: String,
}
