//! The check-in that is due.

use super::judge::{Judge, about};
use super::{Need, Rule, Urgency};

/// The next one, planned or by the schedule, is due and nobody has begun it.
pub(super) fn due(judge: &Judge) -> Vec<Need> {
    let next = judge.situation.next_check_in(judge.rules);
    let Some((at, urgency)) = next.and_then(|at| Some((at, judge.due(at)?))) else {
        return Vec::new();
    };
    let why = match urgency {
        Urgency::Now => "not begun in time",
        Urgency::Soon | Urgency::Watch => "begins soon",
    };
    let planned = judge.situation.planned();
    vec![match planned {
        Some((thing, _)) => Need {
            what: format!("check-in {}", thing.name()),
            ..about(Rule::CheckIn, thing, format!("planned, {why}"), at).with(urgency)
        },
        // Its moment tells it from the next one, which is no snooze of this.
        None => Need {
            key: format!("{}:{}", Rule::CheckIn, at.timestamp()),
            rule: Rule::CheckIn,
            urgency,
            subject: None,
            what: "check-in".to_owned(),
            why: format!("by the schedule, {why}"),
            at,
        },
    }]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Scene, at, hours, minutes};
    use super::*;
    use crate::domain::{CheckIn, Phase, When};
    use chrono::TimeDelta;

    fn check_in(with: impl FnOnce(&mut CheckIn)) -> Scene {
        let mut scene = Scene::quiet();
        let mut check_in = CheckIn::new(Some(When::now(hours(2))));
        with(&mut check_in);
        scene.check_in(check_in);
        scene
    }

    #[test]
    fn a_check_in_is_due_soon_before_and_late_after_its_time() {
        let scene = check_in(|_| {});
        let soon = hours(2) - TimeDelta::minutes(30);
        assert!(scene.of_rule(Rule::CheckIn, soon - at(1)).is_empty());
        let urgency = |moment| scene.of_rule(Rule::CheckIn, moment)[0].urgency;
        assert_eq!(urgency(soon), Urgency::Soon);
        assert_eq!(urgency(hours(2)), Urgency::Soon);
        assert_eq!(urgency(hours(2) + at(1)), Urgency::Now);
    }

    #[test]
    fn one_that_was_begun_is_due_no_more() {
        let begun = check_in(|c| c.started = Some(minutes(5)));
        let unplanned = check_in(|c| c.planned = None);
        for scene in [begun, unplanned] {
            assert!(scene.of_rule(Rule::CheckIn, hours(3)).is_empty());
        }
    }

    #[test]
    fn without_a_plan_the_schedule_holds() {
        let mut scene = Scene::quiet();
        // Opened at noon; SEV1 holds one at 13:00.
        scene.incident(|i| i.schedule = None);
        let soon = minutes(30);
        assert!(scene.of_rule(Rule::CheckIn, soon - at(1)).is_empty());
        assert_eq!(scene.of_rule(Rule::CheckIn, soon)[0].urgency, Urgency::Soon);
        let late = &scene.of_rule(Rule::CheckIn, hours(1) + at(1))[0];
        assert_eq!((late.urgency, late.at), (Urgency::Now, hours(1)));
        assert_eq!(late.why, "by the schedule, not begun in time");
        scene.incident(|i| i.phase = Phase::Reviewing);
        assert!(scene.of_rule(Rule::CheckIn, hours(2)).is_empty());
    }
}
