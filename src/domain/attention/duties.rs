//! Regulatory clocks that run.

use super::judge::{Judge, about};
use super::{Need, Rule, Urgency};
use crate::domain::{Duty, Thing};

/// A notice is owed by a moment. It is on the list as long as the clock runs,
/// soon in the last quarter of the time it gives.
pub(super) fn running(judge: &Judge) -> Vec<Need> {
    let all = judge.situation.duties.iter();
    let all = all.filter_map(|t| Some((t, t.as_duty()?)));
    let due = |(thing, duty): (&Thing, &Duty)| {
        if duty.settled.is_some() {
            return None;
        }
        let from = duty.from.as_ref()?.at;
        let at = duty.due()?;
        let last_quarter = at - (at - from) / 4;
        let urgency = match judge.due(at) {
            Some(urgency) => urgency,
            None if judge.now >= last_quarter => Urgency::Soon,
            None => Urgency::Watch,
        };
        let late = match urgency {
            Urgency::Now => "late",
            Urgency::Soon | Urgency::Watch => "runs",
        };
        let source = if duty.source.is_empty() {
            &duty.trigger
        } else {
            &duty.source
        };
        let why = format!("{late}: {source}");
        let why = why.trim_end_matches([' ', ':']).to_owned();
        Some(about(Rule::Clock, thing, why, at).with(urgency))
    };
    all.filter_map(due).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Scene, at, hours, minutes};
    use super::*;
    use crate::domain::{Limit, Settled, When};

    fn duty(with: impl FnOnce(&mut Duty)) -> Scene {
        let mut scene = Scene::quiet();
        let mut duty = Duty::new("gdpr-33", "tell the authority", Limit::Hours(72));
        duty.from = Some(When::now(minutes(0)));
        duty.source = "GDPR Art. 33".into();
        with(&mut duty);
        scene.duty(duty);
        scene
    }

    #[test]
    fn a_clock_is_watched_then_due_soon_then_late() {
        let scene = duty(|_| {});
        let urgency = |moment| scene.of_rule(Rule::Clock, moment)[0].urgency;
        assert_eq!(urgency(hours(54) - at(1)), Urgency::Watch);
        assert_eq!(urgency(hours(54)), Urgency::Soon);
        assert_eq!(urgency(hours(72)), Urgency::Soon);
        assert_eq!(urgency(hours(72) + at(1)), Urgency::Now);
        let need = &scene.of_rule(Rule::Clock, hours(73))[0];
        assert_eq!(need.what, "gdpr-33 tell the authority");
        assert_eq!(need.why, "late: GDPR Art. 33");
        assert_eq!(need.at, hours(72));
    }

    #[test]
    fn a_clock_that_was_not_started_or_is_settled_runs_no_more() {
        let waiting = duty(|d| d.from = None);
        let settled = duty(|d| {
            d.settled = Some(Settled::NotApplicable {
                reason: "no personal data".into(),
            });
        });
        for scene in [waiting, settled] {
            assert!(scene.of_rule(Rule::Clock, hours(80)).is_empty());
        }
    }
}
