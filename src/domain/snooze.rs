//! Something that needs the commander, put off with a reason.

use super::fields::fields;
use chrono::{DateTime, Utc};

fields! {
    /// One item of the list of needs, silent until a moment.
    Snooze edited by SnoozeEdit {
        /// Which item: the key the rules give it.
        need: String = Need,
        /// Until when.
        until: DateTime<Utc> = Until,
        /// Why it can wait.
        reason: String = Reason,
    }
}
