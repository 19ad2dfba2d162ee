//! What an entry said before it was amended.

use super::{Entry, Event, Id, When};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Words that were recorded and put right later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// The text.
    pub text: String,
    /// When it was said to have occurred.
    pub when: When,
    /// The recorded time of the amendment.
    pub until: DateTime<Utc>,
    /// The act that amended it: one act may alter text and time, and is one
    /// amendment.
    pub act: Id,
}

impl Earlier {
    fn says(&self, entry: &Entry) -> bool {
        self.text == entry.text && self.when == entry.when
    }

    /// Keeps what an entry said before `event`. Words that come back, as an
    /// undo brings them, are not earlier ones any more, and neither are those
    /// that had replaced them.
    pub(super) fn keep(earlier: &mut Vec<Self>, was: &Entry, now: &Entry, event: &Event) {
        let before = Self {
            text: was.text.clone(),
            when: was.when.clone(),
            until: event.at,
            act: event.batch,
        };
        if before.says(now) {
            return;
        }
        if let Some(back) = earlier.iter().position(|e| e.says(now)) {
            earlier.truncate(back);
        } else if earlier.last().is_none_or(|e| e.act != event.batch) {
            earlier.push(before);
        }
    }
}
