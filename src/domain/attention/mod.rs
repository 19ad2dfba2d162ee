//! What needs the commander: rules that are pure, one list that is ranked.

mod check_ins;
mod cost;
mod cycles;
mod duties;
mod entries;
mod fixes;
mod judge;
mod people;
mod roles;
mod rules;
mod tasks;
#[cfg(test)]
mod testing;
mod updates;
mod workstreams;

pub use judge::span;
pub use rules::Rules;

use super::words::words;
use super::{Body, Change, Id, Phase, Situation, Snooze, Thing};
use chrono::{DateTime, Utc};
use judge::Judge;

words! {
    /// How soon somebody has to act.
    Urgency {
        /// It is late already, or nobody leads.
        Now = "now",
        /// It will be late soon, or costs time as long as it lasts.
        Soon = "soon",
        /// It is worth a look.
        Watch = "watch",
    }
}

words! {
    /// Why something is on the list, in a word.
    Rule {
        /// Nobody is incident commander.
        NoIc = "no-ic",
        /// Nobody keeps the timeline.
        NoScribe = "no-scribe",
        /// Somebody commands for too long.
        LongDuty = "long-duty",
        /// A handover that nobody acknowledged.
        Handover = "handover",
        /// A regulatory clock that runs.
        Clock = "clock",
        /// A check-in that is due.
        CheckIn = "check-in",
        /// An update that an audience waits for.
        Update = "update",
        /// A promise that is due.
        Promise = "promise",
        /// A workstream that cannot go on.
        Blocked = "blocked",
        /// A workstream that is red.
        Red = "red",
        /// A workstream nobody heard of.
        Silent = "silent",
        /// Workstreams or tasks that wait for each other.
        Cycle = "cycle",
        /// A task that is past its due time.
        Overdue = "overdue",
        /// An urgent task that nobody has.
        Unowned = "unowned",
        /// A task that does not move.
        Stuck = "stuck",
        /// A decision to look at again.
        Revisit = "revisit",
        /// A question that is open for long.
        Question = "question",
        /// Somebody with too much.
        Overloaded = "overloaded",
        /// A fix that has not shipped by its due time.
        FixOverdue = "fix-overdue",
        /// An urgent fix that nobody has.
        FixUnowned = "fix-unowned",
        /// A fix that shipped and was never verified.
        FixUnverified = "fix-unverified",
    }
}

/// Something that needs the commander, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What it is called by a snooze: the rule and the thing it is about, the
    /// same as long as the cause is the same.
    pub key: String,
    /// The rule that found it.
    pub rule: Rule,
    /// How soon somebody has to act.
    pub urgency: Urgency,
    /// What it is about, where Enter leads; none for the incident itself.
    pub subject: Option<Id>,
    /// What it is, in a few words, names and labels included.
    pub what: String,
    /// Why it is on the list.
    pub why: String,
    /// Since when, or by when: what the list is ordered by within a rule.
    pub at: DateTime<Utc>,
}

impl Need {
    /// How long it is late, or in what time it will be: `8m`, `in 12m`.
    #[must_use]
    pub fn when(&self, now: DateTime<Utc>) -> String {
        if self.at > now {
            format!("in {}", span(self.at - now))
        } else {
            span(now - self.at)
        }
    }
}

/// The rules, one family after another.
const RULES: &[fn(&Judge) -> Vec<Need>] = &[
    roles::nobody_commands,
    roles::nobody_writes,
    roles::on_duty_too_long,
    roles::not_acknowledged,
    duties::running,
    check_ins::due,
    updates::promised,
    updates::never_given,
    workstreams::silent,
    workstreams::blocked,
    workstreams::red,
    workstreams::waiting_in_a_circle,
    tasks::overdue,
    tasks::unowned,
    tasks::stuck,
    tasks::waiting_in_a_circle,
    entries::promises,
    entries::to_revisit,
    entries::unanswered,
    people::overloaded,
];

/// The rules about what is left when an incident is closed.
const AFTERWARDS: &[fn(&Judge) -> Vec<Need>] = &[fixes::overdue, fixes::unowned, fixes::unverified];

/// Something that would need the commander and was put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutOff {
    /// What would be on the list.
    pub need: Need,
    /// Until when it is not.
    pub until: DateTime<Utc>,
    /// Why it can wait.
    pub reason: String,
}

/// What needs somebody, called by their handle, at a moment: most urgent first,
/// then what costs most to be left, then what is late the longest; what was put
/// off is left out. A closed incident needs nobody but who owes its fixes.
#[must_use]
pub fn needs(situation: &Situation, rules: &Rules, whom: &str, now: DateTime<Utc>) -> Vec<Need> {
    let mut needs = found(situation, rules, now);
    cost::rank(&mut needs, situation, whom);
    needs.retain(|need| silenced(situation, &need.key, now).next().is_none());
    needs
}

/// What would need the commander at a moment, had it not been put off: what is
/// back the soonest first.
#[must_use]
pub fn put_off(situation: &Situation, rules: &Rules, now: DateTime<Utc>) -> Vec<PutOff> {
    let found = found(situation, rules, now).into_iter();
    let silent = found.filter_map(|need| {
        let all = silenced(situation, &need.key, now);
        let last = all.max_by_key(|(_, snooze)| snooze.until)?.1;
        Some(PutOff {
            until: last.until,
            reason: last.reason.clone(),
            need,
        })
    });
    let mut silent: Vec<PutOff> = silent.collect();
    silent.sort_by_key(|p| p.until);
    silent
}

/// The changes by which something that was put off needs the commander again.
#[must_use]
pub fn bring_back(situation: &Situation, key: &str, now: DateTime<Utc>) -> Vec<Change> {
    let all = silenced(situation, key, now);
    let ended = all.flat_map(|(thing, snooze)| {
        let wanted = Snooze {
            until: now,
            ..snooze.clone()
        };
        Change::edits(thing, &Body::Snooze(wanted))
    });
    ended.collect()
}

/// What keeps a need off the list at a moment.
fn silenced<'a>(
    situation: &'a Situation,
    key: &'a str,
    now: DateTime<Utc>,
) -> impl Iterator<Item = (&'a Thing, &'a Snooze)> {
    let all = situation.snoozes.iter();
    let all = all.filter_map(|t| Some((t, t.as_snooze()?)));
    all.filter(move |(_, snooze)| snooze.until > now && snooze.need == key)
}

/// What the rules find.
fn found(situation: &Situation, rules: &Rules, now: DateTime<Utc>) -> Vec<Need> {
    let Some(incident) = situation.card() else {
        return Vec::new();
    };
    let during = match incident.phase {
        Phase::Closed => &[],
        _goes_on => RULES,
    };
    let judge = Judge {
        situation,
        incident,
        rules,
        now,
    };
    let rules = during.iter().chain(AFTERWARDS);
    rules.flat_map(|rule| rule(&judge)).collect()
}

#[cfg(test)]
mod tests {
    use super::testing::{Scene, at, minutes};
    use super::*;
    use crate::domain::{Body, Priority, Snooze, Task};

    fn late(minutes_late: i64, priority: Option<Priority>) -> Task {
        let mut task = testing::task("x", minutes(-minutes_late));
        task.priority = priority;
        task.assignee = Some(testing::LEE);
        task
    }

    #[test]
    fn of_tasks_the_most_urgent_come_first_and_among_them_the_longest_overdue() {
        let mut scene = Scene::quiet();
        scene.task(late(5, None));
        scene.task(late(90, None));
        scene.task(late(1, Some(Priority::P2)));
        scene.task(late(60, Some(Priority::P2)));
        let found: Vec<_> = scene.needs().iter().map(|n| n.what.clone()).collect();
        assert_eq!(found, ["T4 x", "T3 x", "T2 x", "T1 x"]);
    }

    #[test]
    fn what_was_put_off_is_back_when_its_time_has_come() {
        let mut scene = Scene::quiet();
        scene.task(late(5, None));
        scene.situation.snoozes.push(testing::thing(
            900,
            Body::Snooze(Snooze {
                need: scene.needs()[0].key.clone(),
                until: minutes(10),
                reason: "the vendor is asleep".into(),
            }),
        ));
        assert!(scene.needs_at(minutes(10) - at(1)).is_empty());
        assert_eq!(scene.needs_at(minutes(10)).len(), 1);
        let listed = |now| put_off(&scene.situation, &Rules::default(), now);
        let [held] = &listed(minutes(9))[..] else {
            panic!("{:?}", listed(minutes(9)));
        };
        assert_eq!(
            (held.until, held.reason.as_str(), held.need.what.as_str()),
            (minutes(10), "the vendor is asleep", "T1 x")
        );
        assert!(listed(minutes(10)).is_empty());
        let back = |now| bring_back(&scene.situation, &held.need.key, now);
        assert!(matches!(back(minutes(9))[..], [Change::Edit { .. }]));
        assert!(back(minutes(10)).is_empty(), "it is back already");
    }

    #[test]
    fn a_closed_incident_needs_nobody() {
        let mut scene = Scene::quiet();
        scene.task(late(5, None));
        scene.incident(|i| i.phase = Phase::Closed);
        assert!(scene.needs().is_empty());
    }

    #[test]
    fn a_need_says_how_late_it_is_or_in_what_time_it_will_be() {
        let mut scene = Scene::quiet();
        scene.task(late(5, None));
        let need = &scene.needs()[0];
        assert_eq!(need.when(minutes(3)), "8m");
        assert_eq!(need.when(minutes(-17)), "in 12m");
    }
}
