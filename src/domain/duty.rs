//! A regulatory clock of one incident: who is to be told by when, since what,
//! and how it ended. The rule is copied in, so that the record says by itself
//! what was promised to whom under which text.

use super::fields::{fields, single};
use super::{Label, When};
use serde::{Deserialize, Serialize};

/// How long a rule gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Hours by the clock.
    Hours(u32),
    /// Calendar months.
    Months(u32),
    /// Days from Monday to Friday; public holidays are not known.
    BusinessDays(u32),
}

/// Why a clock no longer runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settled {
    /// The notice was given.
    Done {
        /// When.
        when: When,
        /// What shows it: a label, a ticket, a reference number.
        proof: String,
    },
    /// It does not apply to this incident.
    NotApplicable {
        /// Why not.
        reason: String,
    },
}

fields! {
    /// A regulatory clock that was looked at in this incident.
    Duty edited by DutyEdit {
        /// The rule's short name: `gdpr-33`, or one of the configuration's own.
        rule: String = Rule,
        /// What has to be done, in words.
        name: String = Name,
        /// The text it follows from.
        source: String = Source,
        /// What starts it, in words: `awareness of the breach`.
        trigger: String = Trigger,
        /// How long it gives.
        limit: Limit = Limit,
        /// The entry that started it, for the record.
        since: Option<Label> = Since,
        /// When it started; not running while none.
        from: Option<When> = From,
        /// How it ended; running while none.
        settled: Option<Settled> = Settled,
    }
}

single!(Limit, Option<Settled>);

impl Duty {
    /// A clock that does not run yet.
    #[must_use]
    pub fn new(rule: impl Into<String>, name: impl Into<String>, limit: Limit) -> Self {
        Self {
            rule: rule.into(),
            name: name.into(),
            source: String::new(),
            trigger: String::new(),
            limit,
            since: None,
            from: None,
            settled: None,
        }
    }
}
