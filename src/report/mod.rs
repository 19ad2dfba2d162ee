//! Pure: the record of an incident as Markdown for people who were not there.
//!
//! The same record and options give the same bytes: there is no clock in here,
//! so every duration lies between two recorded instants. Section order is that
//! of `docs/REPORT.md`.

mod after_action;
mod ahead;
mod artifacts;
mod awake;
mod began;
mod cause;
mod changes;
mod clocks;
mod closing;
mod decisions;
mod fixes;
mod handover;
mod header;
mod html;
mod line;
mod markdown;
mod measure;
mod mermaid;
mod minutes;
mod missing;
mod moment;
mod news;
mod outside;
mod owed;
mod page;
mod patterns;
mod people;
mod plain;
mod profile;
mod prose;
mod review;
mod script;
mod sections;
mod sitrep;
mod story;
mod streams;
mod tasks;
mod template;
#[cfg(test)]
mod tests;
mod timeline;
mod updates;
mod watch;
mod words;

pub use closing::closing_message;
pub use handover::{Brief, handover_brief};
pub use html::html;
pub use missing::checklist;
pub use patterns::patterns;
pub use profile::Profile;
pub use script::script;
pub use sections::{post_mortem, templated};
pub use sitrep::{Asked, situation_report};
pub use template::{Mistake, Pieces, Template};

use crate::domain::attention::Rules;
use crate::domain::{Record, Situation, When};
use chrono::{DateTime, Utc};
use jiff::tz::TimeZone;
use page::Page;

/// What the reader of a report wants to see.
#[derive(Clone, Debug)]
pub struct Options {
    /// The zone of the second time column; none shows UTC alone.
    pub zone: Option<TimeZone>,
    /// Whether every entry is listed in an appendix, not only the starred ones.
    pub full_timeline: bool,
    /// Whether indicators leave as they can be used, not defanged.
    pub fanged: bool,
    /// Whom it is for, which says what is told; only in full are the others
    /// heeded.
    pub profile: Profile,
    /// Hours without an entry that are a gap in the timeline of an active
    /// incident.
    pub gap: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            zone: None,
            full_timeline: true,
            fanged: false,
            profile: Profile::Full,
            gap: crate::domain::readiness::GAP,
        }
    }
}

/// The after-action report of a drill: what was expected of its players, what
/// they did, and how long it took. It says what players must not see before
/// the end.
#[must_use]
pub fn after_action(record: &Record) -> String {
    let options = Options::default();
    let mut page = Page::new(record, &options);
    if let Some(incident) = record.incident.as_incident() {
        page.title(incident, "after-action report");
        page.after_action(incident);
    }
    page.finish()
}

/// An incident as it stands at a moment: what reports on its course read.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Everything that is recorded of it.
    pub record: &'a Record,
    /// What of it may need somebody, read at the same moment.
    pub situation: &'a Situation,
    /// When something is taken to need somebody.
    pub rules: &'a Rules,
    /// The moment.
    pub now: DateTime<Utc>,
}

/// A time as every report says it: in UTC, no finer than it was stated. A bare
/// date is that of its own zone.
#[must_use]
pub fn in_utc(when: &When) -> String {
    moment::full(when)
}
