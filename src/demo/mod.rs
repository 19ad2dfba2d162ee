//! Made-up incidents to look around in: a month-long one that is running, two
//! small ones that are closed and an exercise. Nothing in them is real.
//!
//! They are scripts in the notation of [`script`]: who typed which capture
//! line when. Played, they give the events that a file joins like those of
//! another machine, recorded times included.

mod command;
mod fields;
mod play;
mod review;
mod script;
mod stage;

pub use play::play;
pub use script::{Calendar, ScriptMistake};
pub use stage::Stage;

use crate::domain::{Event, Id};
use chrono::{DateTime, Days, NaiveDate, Utc};

/// Each script with the days its day 0 lies back.
const SCRIPTS: &[(u64, &str)] = &[
    (118, include_str!("scripts/salt_marsh.txt")),
    (75, include_str!("scripts/quiet_ferry.txt")),
    (38, include_str!("scripts/paper_lantern.txt")),
    (26, include_str!("scripts/glass_heron.txt")),
];

/// The replica that the made-up events say they come from.
const REPLICA: Id = Id::from_u128(0x0190_0000_0000_4000_8000_0000_0000_0de0);

/// Incidents for a file that was empty.
#[derive(Clone, Debug)]
pub struct Demo {
    /// What happened in them, in the order it was recorded.
    pub events: Vec<Event>,
    /// The incident that is running.
    pub current: Id,
}

/// The made-up incidents as they stand at `now`: the last lines of the one
/// that is running were recorded minutes ago.
///
/// # Errors
/// The line of a script that cannot be played; a test plays them all.
pub fn demo(now: DateTime<Utc>) -> Result<Demo, ScriptMistake> {
    let (stage, current) = staged(now)?;
    Ok(Demo {
        events: stage.into_events(),
        current,
    })
}

fn staged(now: DateTime<Utc>) -> Result<(Stage, Id), ScriptMistake> {
    let mut stage = Stage::new(REPLICA);
    let mut current = Id::nil();
    for (back, script) in SCRIPTS {
        let zero = now.date_naive().checked_sub_days(Days::new(*back));
        let calendar = Calendar {
            zero: zero.unwrap_or(NaiveDate::MIN),
            now,
        };
        current = play(&mut stage, script, &calendar)?;
    }
    Ok((stage, current))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duties::Standing;
    use crate::domain::{
        Aspect, Body, Change, EntryKind, FixState, Record, Role, SectionKind, TaskState,
    };
    use chrono::TimeDelta;
    use std::collections::{BTreeMap, BTreeSet};

    fn record(now: &str) -> Record {
        let (stage, id) = staged(now.parse().expect("RFC 3339")).expect("the scripts play");
        stage.record(id).expect("an incident")
    }

    #[test]
    fn the_scripts_play_at_any_hour_of_any_season() {
        let start: DateTime<Utc> = "2026-01-31T00:00:00Z".parse().expect("RFC 3339");
        for step in 0..15 {
            let now = start + TimeDelta::hours(step * 619);
            let demo = demo(now).unwrap_or_else(|e| panic!("{now}: {e}"));
            assert!(demo.events.windows(2).all(|w| w[0].stamp < w[1].stamp));
            assert!(demo.events.iter().all(|e| e.at <= now));
            let last = demo.events.last().expect("events").at;
            assert!(now - last < TimeDelta::minutes(10), "{now}: {last}");
        }
    }

    #[test]
    fn nobody_is_on_the_roster_twice() {
        let people = record("2026-11-22T14:05:00Z").known.people;
        let mut handles: Vec<_> = people.iter().map(|t| t.name().to_lowercase()).collect();
        handles.sort();
        let all = handles.len();
        handles.dedup();
        assert_eq!(handles.len(), all, "{handles:?}");
        let piet = people.iter().find(|t| t.name() == "@piet");
        let piet = piet.and_then(|t| t.as_person()).expect("a person");
        assert_eq!(
            piet.expertise, "follow-through",
            "told anew by the last script"
        );
    }

    #[test]
    fn the_running_incident_is_as_rich_as_a_month_makes_it() {
        let record = record("2026-11-22T14:05:00Z");
        let entries = || record.entries.iter().filter_map(|t| t.as_entry());
        let of = |kind| entries().filter(|e| e.kind == kind).count();
        assert!(
            record.entries.len() >= 300,
            "{} entries",
            record.entries.len()
        );
        assert!(record.tasks.len() >= 60, "{} tasks", record.tasks.len());
        assert!(
            record.artifacts.len() >= 80,
            "{} artifacts",
            record.artifacts.len()
        );
        assert_eq!(record.known.workstreams.len(), 5);
        assert!(record.known.people.len() >= 8);
        for kind in EntryKind::ALL {
            assert!(of(*kind) > 0, "no {kind}");
        }
        for state in TaskState::ALL {
            assert!(
                record
                    .tasks
                    .iter()
                    .any(|t| t.as_task().is_some_and(|t| t.state == *state)),
                "no task is {state}"
            );
        }
        assert!(entries().any(|e| e.struck) && entries().any(|e| e.when.approximate));
        assert!(record.entries.iter().any(|t| t.amended() > 0));
        assert!(
            entries().any(|e| e.when.zone.offset < 0) && entries().any(|e| e.when.zone.offset > 0)
        );
    }

    fn held(now: &str) -> crate::domain::Situation {
        let (stage, id) = staged(now.parse().expect("RFC 3339")).expect("the scripts play");
        stage.situation(id).expect("an incident")
    }

    #[test]
    fn whoever_commands_it_finds_what_command_leaves() {
        let now = "2026-11-22T14:05:00Z";
        let (at, held) = (now.parse().expect("RFC 3339"), held(now));
        let check_ins = || held.check_ins.iter().filter_map(|t| t.as_check_in());
        let full = check_ins().filter(|c| {
            Aspect::ALL
                .iter()
                .all(|a| c.lines.values().iter().any(|l| l.aspect == *a))
        });
        assert!(full.count() >= 4, "conditions, actions and needs");
        assert!(check_ins().filter(|c| c.ended.is_some()).count() >= 10);
        let next = held.planned().and_then(|(_, c)| c.planned.as_ref());
        let ahead = next.expect("the next one").at - at;
        assert!(
            ahead > TimeDelta::zero() && ahead < TimeDelta::minutes(30),
            "{ahead}"
        );
        assert!(held.handovers.len() >= 5 && held.unacknowledged().count() == 0);
        for role in [Role::Ic, Role::Deputy, Role::Scribe, Role::Comms] {
            assert!(held.holder(role, at).is_some(), "nobody is {role}");
        }
        let standing = held
            .duties
            .iter()
            .filter_map(|t| t.as_duty())
            .map(|d| d.standing(at));
        let standing: Vec<_> = standing.map(Standing::word).collect();
        for word in ["done", "running", "not applicable"] {
            assert!(standing.contains(&word), "no clock is {word}");
        }
        assert_eq!(held.known.promises.len(), 1, "the next update");
    }

    #[test]
    fn its_review_is_half_written_and_its_fixes_stand_everywhere() {
        let record = record("2026-11-22T14:05:00Z");
        let fixes = || record.fixes.iter().filter_map(|t| t.as_fix());
        for state in FixState::ALL {
            assert!(fixes().any(|f| f.state == *state), "no fix is {state}");
        }
        let now = "2026-11-22T14:05:00Z".parse().expect("RFC 3339");
        assert!(fixes().any(|f| f.is_overdue(now)) && fixes().any(|f| f.measured().len() > 2));
        let factors = || record.factors.iter().filter_map(|t| t.as_factor());
        assert_eq!(factors().filter(|f| f.trigger).count(), 1);
        assert_eq!(factors().filter(|f| f.is_unsupported()).count(), 1);
        let written = record.sections.len();
        assert!(written > 4 && written < SectionKind::ALL.len(), "{written}");
    }

    /// What the rules of the store refuse, it would not have let in.
    #[test]
    fn no_factor_and_no_fix_is_what_the_store_refuses() {
        let (stage, _) = staged("2026-11-22T14:05:00Z".parse().expect("RFC 3339")).expect("plays");
        let mut classes = BTreeMap::<String, BTreeSet<_>>::new();
        for event in stage.into_events() {
            let Change::Create { incident, body, .. } = event.change else {
                continue;
            };
            match *body {
                Body::Factor(f) => {
                    classes.entry(f.class.clone()).or_default().insert(incident);
                    assert_eq!(f.refusal(), None);
                }
                Body::Fix(f) => assert_eq!(f.refusal(), None),
                _other => {}
            }
        }
        let shared = |class: &str| classes.get(class).map_or(0, BTreeSet::len);
        assert_eq!(shared("assets without an owner"), 3);
        assert_eq!(shared("no alarm on changed configuration"), 2);
    }
}
