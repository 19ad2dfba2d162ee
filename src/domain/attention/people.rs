//! People who have too much.

use super::judge::Judge;
use super::{Need, Rule, Urgency};
use crate::domain::{Id, Priority, Task, Thing};
use std::collections::BTreeMap;

/// Somebody has so many open tasks that none of them moves.
pub(super) fn overloaded(judge: &Judge) -> Vec<Need> {
    let mut loads: BTreeMap<Id, Vec<(&Thing, &Task)>> = BTreeMap::new();
    for thing in &judge.situation.tasks {
        let Some(task) = thing.as_task().filter(|t| t.state.is_open()) else {
            continue;
        };
        if let Some(person) = task.assignee {
            loads.entry(person).or_default().push((thing, task));
        }
    }
    let limit = judge.rules.load.max(1);
    let too_much = |(person, mut tasks): (Id, Vec<(&Thing, &Task)>)| {
        tasks.sort_by_key(|(thing, _)| thing.created.at);
        // Since the task with which it became too much.
        let at = tasks.get(limit - 1)?.0.created.at;
        let urgent = tasks
            .iter()
            .filter(|(_, task)| matches!(task.priority, Some(Priority::P1 | Priority::P2)));
        let urgent = match urgent.count() {
            0 => String::new(),
            n => format!(", {n} of them P1 or P2"),
        };
        Some(Need {
            key: format!("{}:{person}", Rule::Overloaded),
            rule: Rule::Overloaded,
            urgency: Urgency::Watch,
            subject: Some(person),
            what: judge.person(person),
            why: format!(
                "has {} open task{}{urgent}",
                tasks.len(),
                if tasks.len() == 1 { "" } else { "s" }
            ),
            at,
        })
    };
    loads.into_iter().filter_map(too_much).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LEE, Scene, minutes};
    use super::*;
    use crate::domain::TaskState;

    #[test]
    fn seven_open_tasks_are_too_many_and_six_are_not() {
        let mut scene = Scene::quiet();
        let mut task = Task::new("x");
        task.assignee = Some(LEE);
        for _ in 0..6 {
            scene.task(task.clone());
        }
        task.state = TaskState::Done;
        scene.task(task.clone());
        assert!(scene.of_rule(Rule::Overloaded, minutes(1)).is_empty());
        task.state = TaskState::Todo;
        task.priority = Some(Priority::P2);
        scene.task(task);
        let found = scene.of_rule(Rule::Overloaded, minutes(1));
        assert_eq!(found[0].subject, Some(LEE));
        assert_eq!(found[0].what, "@lee");
        assert_eq!(found[0].why, "has 7 open tasks, 1 of them P1 or P2");
    }
}
