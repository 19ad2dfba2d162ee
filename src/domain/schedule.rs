//! When check-ins are held and stakeholders are told.

use super::Severity;
use serde::{Deserialize, Serialize};

/// The rhythm of an incident. Where an incident states none, that of its
/// severity holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Times of day at which check-ins are held, `09:00`, in order.
    pub check_ins: Vec<String>,
    /// The zone of those times: an IANA name, or `UTC`.
    pub zone: String,
    /// Hours between two updates to executives; none are due when 0.
    pub updates: u32,
}

impl Schedule {
    /// What holds for a severity while nobody said otherwise: three check-ins
    /// a day for SEV1, two for SEV2, else one; an update to executives every
    /// 4, 12 or 24 hours.
    #[must_use]
    pub fn of(severity: Severity, zone: &str) -> Self {
        let (times, updates): (&[&str], u32) = match severity {
            Severity::Sev1 => (&["09:00", "13:00", "18:00"], 4),
            Severity::Sev2 => (&["09:00", "16:00"], 12),
            Severity::Sev3 | Severity::Sev4 | Severity::Sev5 => (&["10:00"], 24),
        };
        Self {
            check_ins: times.iter().map(|t| (*t).to_owned()).collect(),
            zone: zone.to_owned(),
            updates,
        }
    }
}
