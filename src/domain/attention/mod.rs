//! What needs the commander: rules that are pure, one list that is ranked.

mod check_ins;
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
use super::{Id, Phase, Situation, Thing};
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
    /// Since when, or by when: what the list is ordered by among equals.
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

/// What needs the commander at a moment, most urgent first, then what is late
/// the longest; what was put off is left out. A closed incident needs nobody
/// but who owes its fixes.
#[must_use]
pub fn needs(situation: &Situation, rules: &Rules, now: DateTime<Utc>) -> Vec<Need> {
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
    let mut needs: Vec<Need> = {
        let rules = during.iter().chain(AFTERWARDS);
        rules.flat_map(|rule| rule(&judge)).collect()
    };
    let snoozes = situation.snoozes.iter().filter_map(Thing::as_snooze);
    let put_off: Vec<&str> = snoozes
        .filter(|snooze| snooze.until > now)
        .map(|snooze| snooze.need.as_str())
        .collect();
    needs.retain(|need| !put_off.contains(&need.key.as_str()));
    needs.sort_by(|a, b| {
        let rank = |n: &Need| (n.urgency, n.at, n.rule);
        rank(a).cmp(&rank(b)).then_with(|| a.key.cmp(&b.key))
    });
    needs
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
    fn the_most_urgent_come_first_and_among_them_the_longest_overdue() {
        let mut scene = Scene::quiet();
        scene.task(late(5, None));
        scene.task(late(90, None));
        scene.task(late(1, Some(Priority::P1)));
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
