//! One act: what its later changes say of an earlier one.

use super::{Body, Change, CheckInEdit, Edit, EntryEdit, HandoverEdit, Label, LabelKind};

/// The entry that an act recorded last, to which its later changes may refer
/// by [`Label::OF_THIS_ACT`].
#[derive(Debug, Default)]
pub struct OfThisAct(Option<Label>);

impl OfThisAct {
    /// Puts the entry's label where a change refers to it; nothing is referred
    /// to where the act has recorded no entry.
    pub fn settle(&mut self, change: &mut Change) {
        let last = self.0;
        if let Some(label) = label_in(change)
            && *label == Some(Label::OF_THIS_ACT)
        {
            *label = last;
        }
        if let Change::Create { number, body, .. } = change
            && let Body::Entry(_) = &**body
        {
            self.0 = Some(Label::new(LabelKind::Entry, *number));
        }
    }
}

/// Where a change refers to an entry, if it can.
fn label_in(change: &mut Change) -> Option<&mut Option<Label>> {
    match change {
        Change::Create { body, .. } => match &mut **body {
            Body::Entry(b) => b.promise.as_mut().map(|p| &mut p.kept),
            Body::CheckIn(b) => Some(&mut b.minutes),
            Body::Handover(b) => Some(&mut b.entry),
            Body::Incident(_)
            | Body::Workstream(_)
            | Body::Task(_)
            | Body::Artifact(_)
            | Body::Person(_)
            | Body::Role(_)
            | Body::Duty(_)
            | Body::Snooze(_)
            | Body::Inject(_)
            | Body::Factor(_)
            | Body::Fix(_)
            | Body::Section(_)
            | Body::Review(_) => None,
        },
        Change::Edit { edit, .. } => match edit {
            Edit::Entry(EntryEdit::Promise(s)) => s.now.as_mut().map(|p| &mut p.kept),
            Edit::Entry(EntryEdit::Question(s)) => s.now.as_mut().map(|q| &mut q.answered_by),
            Edit::CheckIn(CheckInEdit::Minutes(s)) => Some(&mut s.now),
            Edit::Handover(HandoverEdit::Entry(s)) => Some(&mut s.now),
            _other => None,
        },
        Change::Withdraw { .. } => None,
    }
}
