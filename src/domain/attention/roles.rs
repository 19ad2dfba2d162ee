//! Who leads and writes, for how long, and what was handed over.

use super::judge::{Judge, about, after, span};
use super::{Need, Rule, Urgency};
use crate::domain::{Id, Phase, Role, RoleHeld, Thing};
use chrono::{DateTime, Utc};

/// Every hold on a role, past, present and to come.
fn held<'a>(judge: &Judge<'a>, role: Role) -> impl Iterator<Item = &'a RoleHeld> + Clone {
    let all = judge.situation.roles.iter().filter_map(Thing::as_role);
    all.filter(move |r| r.role == role)
}

/// Nobody holds a role: since when, and who held it last.
fn vacant(judge: &Judge, role: Role) -> Option<(DateTime<Utc>, String)> {
    if judge.situation.holder(role, judge.now).is_some() {
        return None;
    }
    let ended = held(judge, role).filter_map(|r| Some((r.until?, r.person)));
    let last = ended.filter(|(until, _)| *until <= judge.now);
    Some(match last.max_by_key(|(until, _)| *until) {
        Some((until, person)) => (until, format!("{} was the last", judge.person(person))),
        None => {
            let opened = judge.situation.incident.created.at;
            (opened, "nobody took the role yet".to_owned())
        }
    })
}

fn missing(judge: &Judge, role: Role, rule: Rule, urgency: Urgency) -> Vec<Need> {
    let need = |(at, why)| Need {
        key: rule.word().to_owned(),
        rule,
        urgency,
        subject: None,
        what: format!("nobody is {role}"),
        why,
        at,
    };
    vacant(judge, role).map(need).into_iter().collect()
}

/// Nobody is incident commander.
pub(super) fn nobody_commands(judge: &Judge) -> Vec<Need> {
    missing(judge, Role::Ic, Rule::NoIc, Urgency::Now)
}

/// Nobody keeps the timeline of an incident that still goes on.
pub(super) fn nobody_writes(judge: &Judge) -> Vec<Need> {
    if judge.incident.phase > Phase::Recovered {
        return Vec::new();
    }
    missing(judge, Role::Scribe, Rule::NoScribe, Urgency::Soon)
}

/// Since when somebody commands without a break: a shift that begins where
/// another of theirs ends goes on with it.
fn without_a_break(judge: &Judge, person: Id, from: DateTime<Utc>) -> DateTime<Utc> {
    let own = held(judge, Role::Ic).filter(|r| r.person == person);
    let mut since = from;
    loop {
        let before = own.clone().filter(|r| {
            let reaches = r.until.is_none_or(|until| until >= since);
            r.from < since && reaches
        });
        match before.map(|r| r.from).min() {
            Some(earlier) => since = earlier,
            None => return since,
        }
    }
}

/// Somebody commands for longer than anybody decides well.
pub(super) fn on_duty_too_long(judge: &Judge) -> Vec<Need> {
    let ics = judge.situation.on_duty(judge.now);
    let mut found: Vec<Need> = Vec::new();
    for held in ics.filter(|r| r.role == Role::Ic) {
        let since = without_a_break(judge, held.person, held.from);
        let at = after(since, judge.rules.duty);
        let key = format!("{}:{}", Rule::LongDuty, held.person);
        if at >= judge.now || found.iter().any(|n| n.key == key) {
            continue;
        }
        let on = span(judge.now - since);
        found.push(Need {
            key,
            rule: Rule::LongDuty,
            urgency: Urgency::Soon,
            subject: Some(held.person),
            what: judge.person(held.person),
            why: format!("IC for {on}, {}h is the limit: hand over", judge.rules.duty),
            at,
        });
    }
    found
}

/// A role was handed over and the one who takes it has not said so.
pub(super) fn not_acknowledged(judge: &Judge) -> Vec<Need> {
    let open = judge.situation.unacknowledged();
    open.map(|(thing, handover)| {
        let who = judge.person(handover.to);
        Need {
            what: format!("handover of {} to {who}", handover.role),
            ..about(
                Rule::Handover,
                thing,
                format!("{who} has not acknowledged it"),
                handover.given,
            )
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LEE, MAYA, Scene, at, hours, minutes};
    use super::*;
    use crate::domain::Handover;

    fn alone() -> Scene {
        let mut scene = Scene::quiet();
        scene.situation.roles.clear();
        scene
    }

    #[test]
    fn nobody_leads_or_writes_from_the_end_of_a_shift_to_the_next() {
        for (role, rule, urgency) in [
            (Role::Ic, Rule::NoIc, Urgency::Now),
            (Role::Scribe, Rule::NoScribe, Urgency::Soon),
        ] {
            let mut scene = alone();
            let need = &scene.of_rule(rule, minutes(1))[0];
            assert_eq!((need.urgency, need.at), (urgency, minutes(0)));
            assert_eq!(need.why, "nobody took the role yet");
            scene.role(MAYA, role, minutes(0), Some(hours(1)));
            scene.role(LEE, role, hours(2), None);
            assert!(scene.of_rule(rule, hours(1) - at(1)).is_empty());
            let need = &scene.of_rule(rule, hours(1))[0];
            assert_eq!(
                (need.at, need.why.as_str()),
                (hours(1), "@maya was the last")
            );
            assert_eq!(scene.of_rule(rule, hours(2) - at(1)).len(), 1);
            assert!(scene.of_rule(rule, hours(2)).is_empty());
        }
    }

    #[test]
    fn a_review_needs_a_lead_but_no_scribe() {
        let mut scene = alone();
        scene.incident(|i| i.phase = Phase::Reviewing);
        assert_eq!(scene.of_rule(Rule::NoIc, minutes(1)).len(), 1);
        assert!(scene.of_rule(Rule::NoScribe, minutes(1)).is_empty());
    }

    #[test]
    fn an_ic_is_on_duty_too_long_after_half_a_day() {
        let mut scene = alone();
        scene.role(MAYA, Role::Ic, minutes(0), None);
        scene.boundary(Rule::LongDuty, hours(12));
        assert_eq!(
            scene.of_rule(Rule::LongDuty, hours(13))[0].why,
            "IC for 13h, 12h is the limit: hand over"
        );
    }

    #[test]
    fn shifts_without_a_break_are_one_and_a_break_ends_them() {
        let mut scene = alone();
        scene.role(MAYA, Role::Ic, minutes(0), Some(hours(8)));
        scene.role(MAYA, Role::Ic, hours(8), None);
        scene.boundary(Rule::LongDuty, hours(12));
        let mut rested = alone();
        rested.role(MAYA, Role::Ic, minutes(0), Some(hours(8)));
        rested.role(LEE, Role::Ic, hours(8), Some(hours(10)));
        rested.role(MAYA, Role::Ic, hours(10), None);
        rested.boundary(Rule::LongDuty, hours(22));
    }

    #[test]
    fn a_handover_shows_until_it_is_acknowledged() {
        let mut scene = Scene::quiet();
        let given = Handover::new(Role::Ic, LEE, "brief", minutes(5));
        scene.handover(given.clone());
        let need = &scene.of_rule(Rule::Handover, minutes(5))[0];
        assert_eq!(need.what, "handover of IC to @lee");
        assert_eq!((need.urgency, need.at), (Urgency::Now, minutes(5)));
        let mut done = Scene::quiet();
        done.handover(Handover {
            acknowledged: Some(minutes(6)),
            ..given
        });
        assert!(done.of_rule(Rule::Handover, minutes(9)).is_empty());
    }
}
