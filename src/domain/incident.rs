//! The incident itself.

use super::fields::{fields, single};
use super::{Drill, Phase, Schedule, Severity, Tlp};

fields! {
    /// What an incident is called and where it stands.
    Incident edited by IncidentEdit {
        /// `INC-2026-014`.
        key: String = Key,
        /// What happened, in a few words.
        title: String = Title,
        /// A name that can be said aloud: `GLASS HERON`.
        code_name: Option<String> = CodeName,
        /// How bad it is.
        severity: Severity = Severity,
        /// Who may read about it.
        tlp: Tlp = Tlp,
        /// Where the response stands; each passage is a milestone entry.
        phase: Phase = Phase,
        /// A drill: banner on every screen, left out of all statistics.
        exercise: bool = Exercise,
        /// The five-line summary of the report.
        summary: String = Summary,
        /// Impact in numbers, for the report.
        impact: String = Impact,
        /// Its own rhythm of check-ins and updates; that of its severity when none.
        schedule: Option<Schedule> = Schedule,
        /// How the scenario of a drill stands.
        drill: Option<Drill> = Drill,
    }
}

single!(Severity, Tlp, Phase, Option<Schedule>, Option<Drill>);

impl Incident {
    /// Whether it counts in what is said of several incidents: a drill tells
    /// nothing of how incidents really go.
    #[must_use]
    pub const fn in_statistics(&self) -> bool {
        !self.exercise
    }

    /// A new incident, just detected.
    #[must_use]
    pub fn new(key: impl Into<String>, title: impl Into<String>, severity: Severity) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            code_name: None,
            severity,
            tlp: Tlp::Amber,
            phase: Phase::Detected,
            exercise: false,
            summary: String::new(),
            impact: String::new(),
            schedule: None,
            drill: None,
        }
    }
}
