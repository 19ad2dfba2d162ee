//! A regulatory clock as `--json` says it.

use super::json::{WhenView, instant};
use crate::domain::duties::{Odd, Standing};
use crate::domain::{Duty, Settled};
use serde::Serialize;

/// A regulatory clock.
#[derive(Serialize)]
pub struct DutyView<'a> {
    rule: &'a str,
    what: &'a str,
    trigger: &'a str,
    source: &'a str,
    /// `4 hours`, `1 month`, `4 business days`.
    limit: String,
    /// `not looked at`, `not running`, `running`, `overdue`, `done`, `not applicable`.
    state: &'static str,
    /// The entry that started it.
    since: Option<String>,
    from: Option<WhenView>,
    due: Option<String>,
    done: Option<WhenView>,
    proof: Option<&'a str>,
    /// What is odd about its being done: late, or in an impossible order.
    odd: Option<&'static str>,
    /// Why it does not apply.
    reason: Option<&'a str>,
}

impl<'a> DutyView<'a> {
    /// The view of a clock that stands so.
    pub fn new(duty: &'a Duty, standing: Standing) -> Self {
        let (done, proof, reason) = match &duty.settled {
            Some(Settled::Done { when, proof }) => (Some(when.into()), Some(&**proof), None),
            Some(Settled::NotApplicable { reason }) => (None, None, Some(&**reason)),
            None => (None, None, None),
        };
        Self {
            rule: &duty.rule,
            what: &duty.name,
            trigger: &duty.trigger,
            source: &duty.source,
            limit: duty.limit.to_string(),
            state: standing.word(),
            since: duty.since.map(|l| l.to_string()),
            from: duty.from.as_ref().map(WhenView::from),
            due: duty.due().map(instant),
            done,
            proof,
            odd: match standing {
                Standing::Done(odd) => odd.map(Odd::words),
                Standing::Overdue(_)
                | Standing::Running(_)
                | Standing::Idle
                | Standing::Unseen
                | Standing::NotApplicable => None,
            },
            reason,
        }
    }
}
