//! What costs most to be left, among what is equally urgent.

use super::{Need, Rule};
use crate::domain::{Id, Priority, Situation};

/// Most urgent first; of one urgency by what it costs to leave it, and only
/// within one rule by its age. `whom` reads the list: what waits for nobody
/// else comes before all.
pub(super) fn rank(needs: &mut [Need], situation: &Situation, whom: &str) {
    let reader = situation.known.person(whom).map(|t| t.id);
    needs.sort_by(|a, b| {
        let rank = |n: &Need| (n.urgency, cost(n, situation, reader), n.rule, n.at);
        rank(a).cmp(&rank(b)).then_with(|| a.key.cmp(&b.key))
    });
}

/// The place of a need in the order of cost.
fn cost(need: &Need, situation: &Situation, reader: Option<Id>) -> u8 {
    match need.rule {
        Rule::Handover if reader.is_some() && receiver(need, situation) == reader => 0,
        Rule::NoIc => 1,
        Rule::Clock => 2,
        Rule::Blocked | Rule::Red | Rule::Cycle => 3,
        Rule::Overdue | Rule::Unowned if is_first(need, situation) => 4,
        Rule::Update | Rule::Promise => 5,
        Rule::CheckIn => 6,
        Rule::Handover => 7,
        Rule::Silent => 8,
        Rule::NoScribe
        | Rule::LongDuty
        | Rule::Overdue
        | Rule::Unowned
        | Rule::Stuck
        | Rule::Revisit
        | Rule::Question
        | Rule::Overloaded
        | Rule::FixOverdue
        | Rule::FixUnowned
        | Rule::FixUnverified => 9,
    }
}

/// Who has to acknowledge it.
fn receiver(need: &Need, situation: &Situation) -> Option<Id> {
    let mut all = situation.unacknowledged();
    let found = all.find(|(thing, _)| Some(thing.id) == need.subject);
    found.map(|(_, handover)| handover.to)
}

/// Whether it is a task of the first priority.
fn is_first(need: &Need, situation: &Situation) -> bool {
    let mut all = situation.tasks.iter();
    let task = all.find(|t| Some(t.id) == need.subject);
    let priority = task.and_then(|t| t.as_task()?.priority);
    priority == Some(Priority::P1)
}

#[cfg(test)]
mod tests {
    use super::super::Rules;
    use super::super::testing::{LEE, MAYA, Scene, hours, minutes, task};
    use super::*;
    use crate::domain::attention::{Urgency, needs};
    use crate::domain::{
        Entry, EntryKind, Handover, Health, Promise, Role, Schedule, Severity, Task, When,
    };

    fn late(priority: Priority, minutes_late: i64, assignee: Option<Id>) -> Task {
        Task {
            priority: Some(priority),
            assignee,
            ..task("image it", minutes(600 - minutes_late))
        }
    }

    fn handover(to: Id) -> Handover {
        Handover {
            role: Role::Ic,
            from: None,
            to,
            given: minutes(599),
            brief: String::new(),
            entry: None,
            acknowledged: None,
        }
    }

    /// Ten hours in, everything that can be late is: the cheapest the longest.
    fn all_is_late() -> Scene {
        let mut scene = Scene::quiet();
        scene.task(late(Priority::P2, 500, Some(MAYA)));
        scene.stream("comms", |_| {});
        scene.stream("forensics", |w| w.health = Health::Red);
        scene.handover(handover(LEE));
        scene.incident(|i| {
            i.schedule = Some(Schedule {
                updates: 0,
                check_ins: vec!["21:30".into()],
                ..Schedule::of(Severity::Sev1, "UTC")
            });
        });
        let mut promise = Entry::new(EntryKind::Communication, When::now(minutes(0)), "tell them");
        promise.promise = Some(Promise::by(When::now(minutes(400))));
        scene.waits(promise);
        scene.task(late(Priority::P1, 1, Some(MAYA)));
        scene.task(late(Priority::P1, 2, Some(MAYA)));
        scene
    }

    /// The rules of what is late, in the order somebody sees them.
    fn order(scene: &Scene, whom: &str) -> Vec<Rule> {
        let all = needs(&scene.situation, &Rules::default(), whom, hours(10));
        let late = all.iter().filter(|n| n.urgency == Urgency::Now);
        late.map(|n| n.rule).collect()
    }

    #[test]
    fn what_costs_most_comes_first_however_young_it_is() {
        let scene = all_is_late();
        let common = [
            Rule::Red,
            Rule::Overdue,
            Rule::Overdue,
            Rule::Promise,
            Rule::CheckIn,
        ];
        let rest = [Rule::Silent, Rule::Silent, Rule::Overdue];
        let of_lee: Vec<Rule> = [&[Rule::Handover], &common[..], &rest].concat();
        assert_eq!(order(&scene, "lee"), of_lee, "it waits for lee");
        let of_others: Vec<Rule> = [&common[..], &[Rule::Handover], &rest].concat();
        for whom in ["maya", "nobody", ""] {
            assert_eq!(order(&scene, whom), of_others, "{whom}");
        }
    }

    #[test]
    fn only_within_a_rule_does_age_count() {
        let scene = all_is_late();
        let all = needs(&scene.situation, &Rules::default(), "lee", hours(10));
        let first = all.iter().filter(|n| n.why.starts_with("P1"));
        let at: Vec<_> = first.map(|n| n.at).collect();
        assert_eq!(
            at,
            [minutes(598), minutes(599)],
            "the longest overdue first"
        );
    }

    #[test]
    fn nobody_in_command_comes_before_all_but_what_waits_for_the_reader() {
        let mut scene = all_is_late();
        scene.situation.roles.clear();
        assert_eq!(order(&scene, "lee")[..2], [Rule::Handover, Rule::NoIc]);
        assert_eq!(order(&scene, "maya")[0], Rule::NoIc);
    }

    #[test]
    fn what_is_soon_never_comes_before_what_is_late() {
        let mut scene = all_is_late();
        scene.incident(|i| i.schedule = None);
        let all = needs(&scene.situation, &Rules::default(), "lee", hours(10));
        assert!(all.iter().is_sorted_by_key(|n| n.urgency), "{all:?}");
    }
}
