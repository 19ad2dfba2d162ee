//! A fix: what is done so that it does not happen again, followed until it is
//! verified. Shipped is not done.

use super::fields::{fields, single};
use super::words::words;
use super::{Figure, Id, Metric, OrSet, Priority, When, is_blank};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

words! {
    /// How far a fix reaches.
    FixKind {
        /// This instance.
        Patch = "patch",
        /// The whole class of weakness.
        Durable = "durable",
    }
}

words! {
    /// Where a fix stands.
    FixState {
        Proposed = "proposed", Accepted = "accepted", Doing = "doing",
        /// It is out there; whether it holds nobody has shown yet.
        Shipped = "shipped",
        /// Somebody has shown that it holds.
        Verified = "verified",
        /// It will not be done, for a reason.
        Declined = "declined",
    }
}

impl FixState {
    /// Whether something is left to do: until it is verified or declined.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Proposed | Self::Accepted | Self::Doing | Self::Shipped => true,
            Self::Verified | Self::Declined => false,
        }
    }
}

/// What a metric was found to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measurement {
    /// The value, in the metric's unit.
    pub value: Figure,
    /// When it was measured.
    pub when: When,
    /// How, or what is odd about it.
    pub note: String,
}

/// That a fix was shown to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// Who showed it.
    pub by: Id,
    /// When.
    pub when: When,
    /// What was found.
    pub result: String,
}

/// That a fix will not be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declined {
    /// Who decided so.
    pub by: Id,
    /// Why.
    pub reason: String,
}

/// A passage of a fix into a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The state.
    pub state: FixState,
    /// When it passed into it.
    pub when: DateTime<Utc>,
    /// Why, where that has to be said: what the verification found, why it was
    /// declined, why it was taken up again; else empty.
    pub why: String,
}

fields! {
    /// One fix (`X3`).
    Fix edited by FixEdit {
        /// What is to be done.
        title: String = Title,
        /// How far it reaches.
        kind: FixKind = Kind,
        /// The class of weakness it removes, in free words or as a CWE id.
        class: String = Class,
        /// The factors it answers.
        answers: OrSet<Id> = Answers,
        /// Who sees to it.
        owner: Option<Id> = Owner,
        /// How urgent it is, once somebody has said so.
        priority: Option<Priority> = Priority,
        /// When it is to be shipped.
        due: Option<When> = Due,
        /// What it takes: days, people, money.
        effort: String = Effort,
        /// What it costs not to do it.
        business_case: String = BusinessCase,
        /// The stakeholder who agreed to it.
        agreed_by: Option<Id> = AgreedBy,
        /// Where it is worked on: a link into somebody's tracker.
        tracker: String = Tracker,
        /// What tells whether it did what it was for.
        metric: Option<Metric> = Metric,
        /// What the metric was found to be, over time.
        measurements: OrSet<Measurement> = Measurements,
        /// The step that shows whether it holds.
        verification: String = Verification,
        /// Who is to take that step.
        verifier: Option<Id> = Verifier,
        /// What that step showed.
        outcome: Option<Verified> = Outcome,
        /// Where it stands.
        state: FixState = State,
        /// Why it is not done.
        declined: Option<Declined> = Declined,
        /// Its passages, so that its age and the time it took can be told.
        passages: OrSet<Passage> = Passages,
        /// Everything else there is to say.
        notes: String = Notes,
    }
}

single!(
    FixKind,
    FixState,
    Option<Metric>,
    Option<Verified>,
    Option<Declined>
);

impl Fix {
    /// A fix that is proposed, and nobody's yet.
    #[must_use]
    pub fn new(title: impl Into<String>, kind: FixKind) -> Self {
        Self {
            title: title.into(),
            kind,
            class: String::new(),
            answers: OrSet::default(),
            owner: None,
            priority: None,
            due: None,
            effort: String::new(),
            business_case: String::new(),
            agreed_by: None,
            tracker: String::new(),
            metric: None,
            measurements: OrSet::default(),
            verification: String::new(),
            verifier: None,
            outcome: None,
            state: FixState::Proposed,
            declined: None,
            passages: OrSet::default(),
            notes: String::new(),
        }
    }

    /// Whether something is left to do: shipped is not done.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.state.is_open()
    }

    /// When it should have been shipped, once that has passed: a bare date
    /// passes when its day is over. What is shipped is not late any more; that
    /// it is not verified is another matter.
    #[must_use]
    pub fn missed(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let working = self.is_open() && self.state != FixState::Shipped;
        let due = self.due.as_ref().filter(|_| working)?;
        Some(due.bounds().1).filter(|due| *due < now)
    }

    /// Whether it should have been shipped by now.
    #[must_use]
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.missed(now).is_some()
    }

    /// The measurements, the earliest first.
    #[must_use]
    pub fn measured(&self) -> Vec<&Measurement> {
        let mut found = self.measurements.values();
        found.sort_by_key(|m| m.when.at);
        found
    }

    /// Whether the latest measurement reaches the target; none while nothing
    /// tells.
    #[must_use]
    pub fn reached(&self) -> Option<bool> {
        let last = self.measured().pop()?;
        self.metric.as_ref()?.reached(&last.value)
    }

    /// Everything of it that is searched and scanned for labels.
    pub(super) fn texts(&self) -> Vec<&str> {
        let mut out = vec![
            self.title.as_str(),
            &self.class,
            &self.effort,
            &self.business_case,
            &self.tracker,
            &self.verification,
            &self.notes,
        ];
        out.extend(self.metric.iter().map(|m| m.name.as_str()));
        out.extend(self.outcome.iter().map(|o| o.result.as_str()));
        out.extend(self.declined.iter().map(|d| d.reason.as_str()));
        let measured = self.measurements.values().into_iter();
        out.extend(measured.map(|m| m.note.as_str()));
        out.extend(self.passages.values().into_iter().map(|p| p.why.as_str()));
        out.retain(|text| !text.is_empty());
        out
    }

    /// Why it cannot be recorded; none when it can.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        let said = |text: Option<&String>| text.is_some_and(|text| !is_blank(text));
        if is_blank(&self.title) {
            return Some("a fix needs a title: what is to be done".to_owned());
        }
        if self.metric.as_ref().is_some_and(|m| is_blank(&m.name)) {
            return Some("a success metric needs a name: what is measured".to_owned());
        }
        let result = self.outcome.as_ref().map(|o| &o.result);
        if self.state == FixState::Verified && !said(result) {
            return Some("verified needs a result: say what the verification showed".to_owned());
        }
        let reason = self.declined.as_ref().map(|d| &d.reason);
        if self.state == FixState::Declined && !said(reason) {
            return Some("declined needs a reason, and who decided so".to_owned());
        }
        None
    }
}
