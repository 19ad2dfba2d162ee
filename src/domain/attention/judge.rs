//! What every rule is given, and what rules have in common.

use super::{Need, Rule, Rules, Urgency};
use crate::domain::{Id, Incident, Situation, Thing};
use chrono::{DateTime, TimeDelta, Utc};

/// A situation at a moment, to be judged by rules.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub(super) situation: &'a Situation,
    pub(super) incident: &'a Incident,
    pub(super) rules: &'a Rules,
    pub(super) now: DateTime<Utc>,
}

impl Judge<'_> {
    /// How urgent a moment is: late once it has passed, soon a while before.
    pub(super) fn due(&self, at: DateTime<Utc>) -> Option<Urgency> {
        self.due_within(at, self.rules.ahead())
    }

    /// The same, of a moment by which something has to be written.
    pub(super) fn owed(&self, at: DateTime<Utc>) -> Option<Urgency> {
        self.due_within(at, self.rules.ahead_of_promises())
    }

    fn due_within(&self, at: DateTime<Utc>, ahead: TimeDelta) -> Option<Urgency> {
        if at < self.now {
            return Some(Urgency::Now);
        }
        (at - self.now <= ahead).then_some(Urgency::Soon)
    }

    /// Whether the moment some hours after another has passed, and which it is.
    pub(super) fn past(&self, since: DateTime<Utc>, hours: u32) -> Option<DateTime<Utc>> {
        Some(after(since, hours)).filter(|at| *at < self.now)
    }

    /// `@lee has it`
    pub(super) fn who_has_it(&self, person: Option<Id>) -> String {
        let handle = person.and_then(|id| self.situation.known.handle(id));
        handle.map_or_else(|| "nobody has it".into(), |h| format!("@{h} has it"))
    }

    /// `@lee`, or a word for somebody whose name is not known.
    pub(super) fn person(&self, id: Id) -> String {
        let handle = self.situation.known.handle(id);
        handle.map_or_else(|| "somebody".into(), |h| format!("@{h}"))
    }
}

/// The moment some hours after another, however many they are.
pub(super) fn after(since: DateTime<Utc>, hours: u32) -> DateTime<Utc> {
    let later = since.checked_add_signed(TimeDelta::hours(i64::from(hours)));
    later.unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// A need about a thing, called by its name and its main line of text.
pub(super) fn about(rule: Rule, thing: &Thing, why: String, at: DateTime<Utc>) -> Need {
    let name = thing.as_entry().and_then(|e| e.register());
    let name = name.map_or_else(|| thing.name(), |label| label.to_string());
    Need {
        key: format!("{rule}:{}", thing.id),
        rule,
        urgency: Urgency::Now,
        subject: Some(thing.id),
        what: format!("{name} {}", thing.headline()).trim_end().to_owned(),
        why,
        at,
    }
}

impl Need {
    /// The same, so urgent.
    pub(super) fn with(self, urgency: Urgency) -> Self {
        Self { urgency, ..self }
    }
}

/// How long, at a glance: `now`, `3m`, `2h`, `5d`. Hours up to the 72 that
/// regulators give.
#[must_use]
pub fn span(time: TimeDelta) -> String {
    let minutes = time.num_minutes();
    match minutes {
        ..1 => "now".into(),
        1..60 => format!("{minutes}m"),
        60..=4320 => format!("{}h", minutes / 60),
        _ => format!("{}d", minutes / 1440),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_time_read_at_a_glance() {
        assert_eq!(span(TimeDelta::seconds(40)), "now");
        assert_eq!(span(TimeDelta::minutes(119)), "1h");
        assert_eq!(span(TimeDelta::hours(72)), "72h");
        assert_eq!(span(TimeDelta::hours(73)), "3d");
    }

    #[test]
    fn no_number_of_hours_is_too_many() {
        assert_eq!(
            after(DateTime::UNIX_EPOCH, u32::MAX),
            DateTime::<Utc>::MAX_UTC
        );
    }
}
