//! What a form amounts to before its fields are read.

use super::{Around, Draft, Form, Subject};
use crate::app::Cx;
use crate::domain::{Body, Custody, When};

impl Form {
    pub(super) fn start(&self, cx: &Cx, around: &Around) -> Draft {
        let incident = cx.incident.map(|t| t.id);
        let subject = match &self.editing {
            Some(thing) => Subject::Edit(thing.clone()),
            None => Subject::New {
                id: self.id,
                incident: match self.body {
                    Body::Person(_) => None,
                    Body::Incident(_)
                    | Body::Entry(_)
                    | Body::Workstream(_)
                    | Body::Task(_)
                    | Body::Artifact(_)
                    | Body::Role(_)
                    | Body::CheckIn(_)
                    | Body::Handover(_)
                    | Body::Duty(_)
                    | Body::Snooze(_)
                    | Body::Inject(_)
                    | Body::Factor(_)
                    | Body::Fix(_)
                    | Body::Section(_)
                    | Body::Review(_) => incident,
                },
            },
        };
        let new_entry = self.editing.is_none() && matches!(self.body, Body::Entry(_));
        Draft {
            subject,
            body: self.body.clone(),
            incident,
            new: Vec::new(),
            custody: Custody {
                when: When::now(cx.now),
                from: String::new(),
                to: String::new(),
                why: String::new(),
            },
            parts: self.parts.clone(),
            relieved: self.relieved.clone(),
            follows: self
                .follows
                .iter()
                .flat_map(|f| f.changes.clone())
                .collect(),
            at_recording: new_entry.then(|| around.zone_now()),
        }
    }
}
