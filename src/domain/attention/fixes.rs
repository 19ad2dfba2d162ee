//! Fixes that are late, that nobody has, or that have shipped without anybody
//! having shown that they hold. They outlive the incident: a closed one is
//! judged by these alone.

use super::judge::{Judge, about, span};
use super::{Need, Rule, Urgency};
use crate::domain::{Fix, FixState, Priority, Thing, fixes};
use chrono::{DateTime, TimeDelta, Utc};

fn open<'a>(judge: &Judge<'a>) -> impl Iterator<Item = (&'a Thing, &'a Fix)> {
    let all = judge.situation.fixes.iter();
    all.filter_map(|t| Some((t, t.as_fix()?)))
        .filter(|(_, fix)| fix.is_open())
}

/// Its due time has passed and it has not shipped.
pub(super) fn overdue(judge: &Judge) -> Vec<Need> {
    let late = |(thing, fix): (&Thing, &Fix)| {
        let at = fix.missed(judge.now)?;
        let urgency = match fix.priority {
            Some(Priority::P1) => Urgency::Now,
            Some(Priority::P2 | Priority::P3 | Priority::P4) | None => Urgency::Soon,
        };
        let priority = fix.priority.map(|p| format!("{p}, ")).unwrap_or_default();
        let has = judge.who_has_it(fix.owner);
        let why = format!("{priority}{}; {has}", fix.state);
        Some(about(Rule::FixOverdue, thing, why, at).with(urgency))
    };
    open(judge).filter_map(late).collect()
}

/// It is urgent and nobody has it.
pub(super) fn unowned(judge: &Judge) -> Vec<Need> {
    let orphan = |fix: &Fix| fix.priority == Some(Priority::P1) && fix.owner.is_none();
    open(judge)
        .filter(|(_, fix)| orphan(fix))
        .map(|(thing, _)| {
            let why = "P1 and nobody has it".to_owned();
            about(Rule::FixUnowned, thing, why, thing.created.at).with(Urgency::Soon)
        })
        .collect()
}

/// It shipped long ago and nobody has shown that it holds.
pub(super) fn unverified(judge: &Judge) -> Vec<Need> {
    let waits = |(thing, fix): (&Thing, &Fix)| {
        if fix.state != FixState::Shipped {
            return None;
        }
        let since = fixes::since(thing, fix);
        let at = days_after(since, judge.rules.unverified);
        if at >= judge.now {
            return None;
        }
        let verifier = fix.verifier.or(fix.owner);
        let why = format!(
            "shipped for {} and not verified; {}",
            span(judge.now - since),
            judge.who_has_it(verifier)
        );
        Some(about(Rule::FixUnverified, thing, why, at).with(Urgency::Watch))
    };
    open(judge).filter_map(waits).collect()
}

fn days_after(since: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    let later = since.checked_add_signed(TimeDelta::days(i64::from(days)));
    later.unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LEE, Scene, hours, minutes};
    use super::*;
    use crate::domain::{FixKind, Phase, Precision, When};

    fn fix(with: impl FnOnce(&mut Fix)) -> Scene {
        let mut scene = Scene::quiet();
        let mut fix = Fix::new("rotate by machine", FixKind::Durable);
        fix.owner = Some(LEE);
        with(&mut fix);
        scene.fix(fix);
        scene
    }

    #[test]
    fn a_fix_is_overdue_a_second_after_its_due_time_until_it_ships() {
        for (priority, urgency) in [
            (Some(Priority::P1), Urgency::Now),
            (Some(Priority::P2), Urgency::Soon),
            (None, Urgency::Soon),
        ] {
            let scene = fix(|f| {
                f.due = Some(When::now(minutes(30)));
                f.priority = priority;
            });
            scene.boundary(Rule::FixOverdue, minutes(30));
            let need = &scene.of_rule(Rule::FixOverdue, minutes(31))[0];
            assert_eq!(
                (need.urgency, need.why.ends_with("proposed; @lee has it")),
                (urgency, true)
            );
        }
        for state in [FixState::Shipped, FixState::Verified, FixState::Declined] {
            let scene = fix(|f| {
                f.due = Some(When::now(minutes(30)));
                f.state = state;
            });
            assert!(
                scene.of_rule(Rule::FixOverdue, hours(9)).is_empty(),
                "{state}"
            );
        }
        let day = fix(|f| {
            f.due = Some(When {
                precision: Precision::Day,
                ..When::now(minutes(0))
            });
        });
        assert!(
            day.of_rule(Rule::FixOverdue, hours(23)).is_empty(),
            "its day goes on"
        );
        assert_eq!(day.of_rule(Rule::FixOverdue, hours(25)).len(), 1);
    }

    #[test]
    fn what_shipped_is_asked_about_after_two_weeks() {
        let mut shipped = Fix::new("x", FixKind::Patch);
        shipped.owner = Some(LEE);
        let shipped = fixes::passed(&shipped, FixState::Shipped, hours(2)).unwrap();
        let scene = fix(|f| *f = shipped.clone());
        scene.boundary(Rule::FixUnverified, hours(2 + 14 * 24));
        let need = &scene.of_rule(Rule::FixUnverified, hours(400))[0];
        assert_eq!(need.why, "shipped for 16d and not verified; @lee has it");
        let when = When::now(hours(3));
        let done = fixes::verified(&shipped, LEE, when, "held", hours(3)).unwrap();
        let scene = fix(|f| *f = done);
        assert!(scene.of_rule(Rule::FixUnverified, hours(900)).is_empty());
    }

    #[test]
    fn only_a_p1_has_to_be_somebodys_at_once() {
        for (priority, owner, found) in [
            (Some(Priority::P1), None, 1),
            (Some(Priority::P1), Some(LEE), 0),
            (Some(Priority::P2), None, 0),
            (None, None, 0),
        ] {
            let scene = fix(|f| (f.priority, f.owner) = (priority, owner));
            assert_eq!(scene.of_rule(Rule::FixUnowned, minutes(1)).len(), found);
        }
    }

    #[test]
    fn a_closed_incident_still_owes_its_fixes() {
        let mut scene = fix(|f| f.due = Some(When::now(minutes(30))));
        scene.incident(|i| i.phase = Phase::Closed);
        assert_eq!(scene.needs_at(hours(1)).len(), 1);
    }
}
