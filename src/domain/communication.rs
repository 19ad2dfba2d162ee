//! What was told, to whom, and what was promised to be told.

use super::words::words;
use super::{Label, When};
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

/// A text that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// To whom.
    pub audience: Audience,
    /// What, as it was sent: Markdown.
    pub text: String,
}
