//! Whether what was written of an incident is older than where it stands: an
//! impact of the first night reads oddly below "recovered".

use super::clocks::{Passage, passages};
use super::{Edit, Event, Incident, IncidentEdit, Phase, Record};
use chrono::{DateTime, Utc};

/// A text that reports say of the incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The five lines a report begins with.
    Summary,
    /// What it did, in numbers.
    Impact,
}

impl Written {
    /// Both, in the order of a report.
    pub const ALL: [Self; 2] = [Self::Summary, Self::Impact];

    /// The one word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Impact => "impact",
        }
    }

    fn of(self, incident: &Incident) -> &str {
        match self {
            Self::Summary => &incident.summary,
            Self::Impact => &incident.impact,
        }
    }

    const fn alters(self, edit: &Edit) -> bool {
        match edit {
            Edit::Incident(IncidentEdit::Summary(_)) => matches!(self, Self::Summary),
            Edit::Incident(IncidentEdit::Impact(_)) => matches!(self, Self::Impact),
            _other => false,
        }
    }
}

/// A text that was last altered before the incident passed into a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outdated {
    /// When it was last altered.
    pub at: DateTime<Utc>,
    /// The last phase that it does not know of.
    pub phase: Phase,
}

impl Outdated {
    /// `before the incident recovered`.
    #[must_use]
    pub const fn before(self) -> &'static str {
        match self.phase {
            Phase::Recovered => "before the incident recovered",
            Phase::Eradicated => "before the attacker's foothold was gone",
            Phase::Detected
            | Phase::Triaged
            | Phase::Contained
            | Phase::Reviewing
            | Phase::Closed => "before the incident was contained",
        }
    }
}

impl Record {
    /// Since when a text of the incident is older than where the incident
    /// stands: contained, eradicated or recovered.
    #[must_use]
    pub fn outdated(&self, text: Written) -> Option<Outdated> {
        let written = self.incident.as_incident().map(|i| text.of(i));
        written.filter(|t| !t.trim().is_empty())?;
        let mut turns = self.turns_of(self.incident.id).rev();
        let altered = |(_, edit): &(&Event, &Edit)| text.alters(edit);
        let last = turns.find(altered);
        let at = last.map_or(self.incident.created.at, |(event, _)| event.at);
        let tells = |p: &Passage<'_>| (Phase::Contained..=Phase::Recovered).contains(&p.phase);
        let passages = passages(&self.entries);
        let last = passages.iter().rfind(|p| tells(p));
        let phase = last.filter(|p| p.when.at > at)?.phase;
        Some(Outdated { at, phase })
    }
}
