//! Workstreams that are silent, blocked, red, or wait for each other.

use super::cycles::cycles;
use super::judge::{Judge, about, span};
use super::{Need, Rule, Urgency};
use crate::domain::{Health, Id, Thing, Workstream, WorkstreamStatus};
use chrono::{DateTime, TimeDelta, Utc};

/// The workstreams that somebody works on.
fn moving<'a>(judge: &Judge<'a>) -> impl Iterator<Item = (&'a Thing, &'a Workstream)> {
    let all = judge.situation.known.workstreams.iter();
    all.filter_map(|t| Some((t, t.as_workstream()?)))
        .filter(|(_, w)| match w.status {
            WorkstreamStatus::Active | WorkstreamStatus::Blocked => w.merged_into.is_none(),
            WorkstreamStatus::Monitoring | WorkstreamStatus::Done => false,
        })
}

/// Nothing was recorded in it for longer than its severity allows.
pub(super) fn silent(judge: &Judge) -> Vec<Need> {
    let severity = judge.incident.severity;
    let allowed = judge.rules.silence[severity as usize];
    let late = |(thing, stream): (&Thing, &Workstream)| {
        let last = judge.situation.tally.stream(thing.id).last;
        let last = last.max(spoken_of(judge, thing.id));
        let last = last.unwrap_or(thing.changed.at);
        let at = judge.past(last, allowed)?;
        let why = format!(
            "not a word for {}, {severity} allows {allowed}h; {}",
            silence(judge.now - last),
            leads(judge, stream.lead)
        );
        Some(about(Rule::Silent, thing, why, at))
    };
    moving(judge).filter_map(late).collect()
}

/// When a check-in said something of a workstream last, if only what it needs.
fn spoken_of(judge: &Judge, id: Id) -> Option<DateTime<Utc>> {
    let all = judge.situation.check_ins.iter();
    let all = all.filter_map(Thing::as_check_in);
    let of_it = all.filter(|c| !c.about(Some(id)).is_empty());
    of_it.filter_map(|c| c.ended.or(c.started)).max()
}

/// It cannot go on.
pub(super) fn blocked(judge: &Judge) -> Vec<Need> {
    let all = moving(judge).filter(|(_, w)| w.status == WorkstreamStatus::Blocked);
    all.map(|(thing, stream)| {
        let red = if stream.health == Health::Red {
            "blocked and red"
        } else {
            "blocked"
        };
        let urgency = if stream.health == Health::Red {
            Urgency::Now
        } else {
            Urgency::Soon
        };
        let why = stands(judge, red, stream);
        about(Rule::Blocked, thing, why, thing.changed.at).with(urgency)
    })
    .collect()
}

/// It goes badly; one that is blocked too is on the list for that.
pub(super) fn red(judge: &Judge) -> Vec<Need> {
    let all = moving(judge).filter(|(_, w)| w.status != WorkstreamStatus::Blocked);
    all.filter(|(_, w)| w.health == Health::Red)
        .map(|(thing, stream)| {
            let why = stands(judge, "red", stream);
            about(Rule::Red, thing, why, thing.changed.at)
        })
        .collect()
}

/// They wait for each other, so that none goes on.
pub(super) fn waiting_in_a_circle(judge: &Judge) -> Vec<Need> {
    let open = judge.situation.known.workstreams.iter().filter(|t| {
        let status = t.as_workstream().map(|w| w.status);
        status.is_some_and(|status| status != WorkstreamStatus::Done)
    });
    let found = cycles(open, |t| t.as_workstream().map(|w| &w.blocked_by));
    found.iter().filter_map(|circle| round(circle)).collect()
}

/// A circle as a need, since its last member was altered.
pub(super) fn round(circle: &[&Thing]) -> Option<Need> {
    let names: Vec<String> = circle.iter().map(|t| t.name()).collect();
    let ids: Vec<String> = circle.iter().map(|t| t.id.to_string()).collect();
    let at = circle.iter().map(|t| t.changed.at).max()?;
    let why = match circle.len() {
        1 => "waits for itself",
        2 => "wait for each other: one has to go first",
        _ => "each waits for the next, the last for the first: one has to go first",
    };
    Some(Need {
        key: format!("{}:{}", Rule::Cycle, ids.join("+")),
        rule: Rule::Cycle,
        urgency: Urgency::Soon,
        subject: circle.first().map(|t| t.id),
        what: names.join(", "),
        why: why.to_owned(),
        at,
    })
}

/// How long nothing was said: `96m` says more than an hour where one is allowed.
fn silence(time: TimeDelta) -> String {
    match time.num_minutes() {
        minutes @ 60..180 => format!("{minutes}m"),
        _ => span(time),
    }
}

fn leads(judge: &Judge, lead: Option<Id>) -> String {
    match lead {
        Some(id) => format!("{} leads", judge.person(id)),
        None => "nobody leads".to_owned(),
    }
}

/// How it stands: its last word, what it waits for, who leads.
fn stands(judge: &Judge, how: &str, stream: &Workstream) -> String {
    let known = &judge.situation.known;
    let waits = stream.blocked_by.values().into_iter();
    let waits: Vec<String> = waits
        .filter_map(|id| Some(format!("#{}", known.slug(*id)?)))
        .collect();
    let mut why = how.to_owned();
    if !stream.update.is_empty() {
        why.push_str(&format!(": {}", stream.update));
    }
    if !waits.is_empty() {
        why.push_str(&format!("; waits for {}", waits.join(", ")));
    }
    format!("{why}; {}", leads(judge, stream.lead))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LEE, Scene, at, hours, minutes};
    use super::*;
    use crate::domain::{Aspect, CheckIn, Minute, Severity, fresh_id};

    #[test]
    fn a_workstream_is_silent_after_what_its_severity_allows() {
        for (severity, allowed) in [
            (Severity::Sev1, 1),
            (Severity::Sev2, 4),
            (Severity::Sev3, 8),
            (Severity::Sev4, 24),
            (Severity::Sev5, 72),
        ] {
            let mut scene = Scene::quiet();
            scene.incident(|i| i.severity = severity);
            let id = scene.stream("forensics", |w| w.lead = Some(LEE));
            scene.heard(id, hours(1));
            let late = hours(1 + allowed);
            scene.boundary(Rule::Silent, late);
            let need = &scene.of_rule(Rule::Silent, late + at(1))[0];
            assert_eq!((need.subject, need.urgency), (Some(id), Urgency::Now));
            assert_eq!(
                need.why,
                format!(
                    "not a word for {}, {severity} allows {allowed}h; @lee leads",
                    silence(late + at(1) - hours(1))
                )
            );
        }
    }

    #[test]
    fn a_workstream_that_said_what_it_needs_is_not_silent() {
        let mut scene = Scene::quiet();
        scene.incident(|i| i.severity = Severity::Sev1);
        let id = scene.stream("forensics", |w| w.lead = Some(LEE));
        scene.heard(id, hours(1));
        assert_eq!(scene.of_rule(Rule::Silent, hours(3)).len(), 1);
        let mut check_in = CheckIn {
            started: Some(hours(3) - at(20)),
            ended: Some(hours(3) - at(1)),
            ..CheckIn::new(None)
        };
        let need = Minute {
            workstream: Some(id),
            aspect: Aspect::Needs,
            text: "a second interface".into(),
        };
        check_in.lines.insert(fresh_id(), need);
        scene.check_in(check_in);
        assert!(scene.of_rule(Rule::Silent, hours(3)).is_empty());
    }

    #[test]
    fn only_what_moves_can_be_silent() {
        for (status, counts) in [
            (WorkstreamStatus::Active, 1),
            (WorkstreamStatus::Blocked, 1),
            (WorkstreamStatus::Monitoring, 0),
            (WorkstreamStatus::Done, 0),
        ] {
            let mut scene = Scene::quiet();
            scene.stream("forensics", |w| w.status = status);
            assert_eq!(
                scene.of_rule(Rule::Silent, hours(9)).len(),
                counts,
                "{status}"
            );
        }
    }

    #[test]
    fn blocked_and_red_are_said_once_with_what_they_wait_for() {
        let mut scene = Scene::quiet();
        let vendor = scene.stream("vendor", |_| {});
        scene.stream("forensics", |w| {
            w.status = WorkstreamStatus::Blocked;
            w.health = Health::Red;
            w.update = "no image".into();
            w.blocked_by.insert(Id::from_u128(1), vendor);
        });
        scene.stream("identity", |w| w.health = Health::Red);
        scene.stream("comms", |w| w.status = WorkstreamStatus::Blocked);
        scene.stream("amber", |w| w.health = Health::Amber);
        let found: Vec<_> = scene
            .needs_at(minutes(1))
            .into_iter()
            .map(|n| (n.rule, n.urgency, n.what, n.why))
            .collect();
        let why = "blocked and red: no image; waits for #vendor; nobody leads";
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.contains(&(Rule::Blocked, Urgency::Now, "#forensics".into(), why.into())));
        assert_eq!((found[2].0, found[2].1), (Rule::Blocked, Urgency::Soon));
    }

    #[test]
    fn workstreams_that_wait_for_each_other_are_said_once() {
        let mut scene = Scene::quiet();
        let a = scene.stream("a", |_| {});
        let b = scene.stream("b", |w| w.blocked_by.insert(Id::from_u128(1), a));
        let c = scene.stream("c", |w| w.blocked_by.insert(Id::from_u128(2), b));
        assert!(scene.of_rule(Rule::Cycle, minutes(1)).is_empty());
        scene.alter_stream(a, |w| w.blocked_by.insert(Id::from_u128(3), c));
        let found = scene.of_rule(Rule::Cycle, minutes(1));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].what, "#a, #c, #b");
        scene.alter_stream(b, |w| w.status = WorkstreamStatus::Done);
        assert!(scene.of_rule(Rule::Cycle, minutes(1)).is_empty());
    }
}
