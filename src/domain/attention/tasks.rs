//! Tasks that are overdue, that nobody has, that do not move, or that wait for
//! each other.

use super::cycles::cycles;
use super::judge::{Judge, about, after, span};
use super::workstreams::round;
use super::{Need, Rule, Urgency};
use crate::domain::{Priority, Task, TaskState, Thing};
use chrono::{DateTime, Utc};

fn open<'a>(judge: &Judge<'a>) -> impl Iterator<Item = (&'a Thing, &'a Task)> {
    let all = judge.situation.tasks.iter();
    all.filter_map(|t| Some((t, t.as_task()?)))
        .filter(|(_, task)| task.state.is_open())
}

/// The last instant of its due time, once that has passed.
fn missed(judge: &Judge, task: &Task) -> Option<DateTime<Utc>> {
    let due = task.due.as_ref().filter(|due| due.is_over(judge.now));
    due.map(|due| due.bounds().1)
}

/// Its due time has passed.
pub(super) fn overdue(judge: &Judge) -> Vec<Need> {
    let late = |(thing, task): (&Thing, &Task)| {
        let at = missed(judge, task)?;
        let urgency = match task.priority {
            Some(Priority::P1 | Priority::P2) => Urgency::Now,
            Some(Priority::P3 | Priority::P4) | None => Urgency::Soon,
        };
        let priority = task.priority.map(|p| format!("{p}, ")).unwrap_or_default();
        let has = judge.who_has_it(task.assignee);
        let why = format!("{priority}{}; {has}", task.state);
        Some(about(Rule::Overdue, thing, why, at).with(urgency))
    };
    open(judge).filter_map(late).collect()
}

/// It is urgent and nobody has it.
pub(super) fn unowned(judge: &Judge) -> Vec<Need> {
    let found = open(judge).filter(|(_, task)| task.assignee.is_none());
    let found = found.filter_map(|(thing, task)| {
        let priority = task.priority?;
        let urgency = match priority {
            Priority::P1 => Urgency::Now,
            Priority::P2 => Urgency::Soon,
            Priority::P3 | Priority::P4 => return None,
        };
        let why = format!("{priority} and nobody has it");
        Some(about(Rule::Unowned, thing, why, thing.created.at).with(urgency))
    });
    found.collect()
}

/// It is begun or blocked and was not altered for long; one that is overdue is
/// on the list for that.
pub(super) fn stuck(judge: &Judge) -> Vec<Need> {
    let still = |(thing, task): (&Thing, &Task)| {
        match task.state {
            TaskState::Doing | TaskState::Blocked => {}
            TaskState::Todo | TaskState::Done | TaskState::Dropped => return None,
        }
        let at = after(thing.changed.at, judge.rules.stuck);
        if at >= judge.now || missed(judge, task).is_some() {
            return None;
        }
        let why = format!(
            "{} for {} without a change; {}",
            task.state,
            span(judge.now - thing.changed.at),
            judge.who_has_it(task.assignee)
        );
        Some(about(Rule::Stuck, thing, why, at).with(Urgency::Soon))
    };
    open(judge).filter_map(still).collect()
}

/// They wait for each other, so that none can be done.
pub(super) fn waiting_in_a_circle(judge: &Judge) -> Vec<Need> {
    let found = cycles(open(judge).map(|(thing, _)| thing), |t| {
        t.as_task().map(|task| &task.blocked_by)
    });
    found.iter().filter_map(|circle| round(circle)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{self, LEE, Scene, at, hours, minutes};
    use super::*;
    use crate::domain::{Id, Precision};
    use chrono::TimeDelta;

    fn task(with: impl FnOnce(&mut Task)) -> Scene {
        let mut scene = Scene::quiet();
        let mut task = Task::new("image the host");
        task.assignee = Some(LEE);
        with(&mut task);
        scene.task(task);
        scene
    }

    #[test]
    fn a_task_is_overdue_a_second_after_its_due_time() {
        for (priority, urgency) in [
            (Some(Priority::P1), Urgency::Now),
            (Some(Priority::P2), Urgency::Now),
            (Some(Priority::P3), Urgency::Soon),
            (Some(Priority::P4), Urgency::Soon),
            (None, Urgency::Soon),
        ] {
            let scene = task(|t| {
                *t = testing::task("x", minutes(30));
                t.assignee = Some(LEE);
                t.priority = priority;
            });
            scene.boundary(Rule::Overdue, minutes(30));
            let need = &scene.of_rule(Rule::Overdue, minutes(31))[0];
            assert_eq!(need.urgency, urgency);
            assert_eq!(need.at, minutes(30));
        }
    }

    #[test]
    fn a_bare_date_is_overdue_when_its_day_is_over() {
        let scene = task(|t| {
            *t = testing::task("x", minutes(30));
            t.due.as_mut().unwrap().precision = Precision::Day;
        });
        let over = minutes(30) + TimeDelta::days(1);
        scene.boundary(Rule::Overdue, over - TimeDelta::milliseconds(1));
    }

    #[test]
    fn what_is_done_is_not_overdue() {
        for state in TaskState::ALL {
            let scene = task(|t| {
                *t = testing::task("x", minutes(1));
                t.state = *state;
            });
            let found = scene.of_rule(Rule::Overdue, minutes(2));
            assert_eq!(found.len(), usize::from(state.is_open()), "{state}");
        }
    }

    #[test]
    fn only_urgent_tasks_need_an_owner_at_once() {
        for (priority, urgency) in [
            (Some(Priority::P1), Some(Urgency::Now)),
            (Some(Priority::P2), Some(Urgency::Soon)),
            (Some(Priority::P3), None),
            (None, None),
        ] {
            let with = |owner| {
                task(|t| {
                    t.priority = priority;
                    t.assignee = owner;
                })
            };
            let found = with(None).of_rule(Rule::Unowned, minutes(0));
            assert_eq!(found.first().map(|n| n.urgency), urgency);
            assert!(
                with(Some(LEE))
                    .of_rule(Rule::Unowned, minutes(0))
                    .is_empty()
            );
        }
    }

    #[test]
    fn a_task_is_stuck_after_a_day_without_a_change() {
        for (state, sticks) in [
            (TaskState::Todo, false),
            (TaskState::Doing, true),
            (TaskState::Blocked, true),
        ] {
            let scene = task(|t| t.state = state);
            if sticks {
                scene.boundary(Rule::Stuck, hours(24));
            }
            let found = scene.of_rule(Rule::Stuck, hours(24) + at(1));
            assert_eq!(found.len(), usize::from(sticks), "{state}");
        }
        let overdue = task(|t| {
            *t = testing::task("x", minutes(1));
            t.state = TaskState::Doing;
        });
        assert!(overdue.of_rule(Rule::Stuck, hours(30)).is_empty());
    }

    #[test]
    fn tasks_that_wait_for_each_other_or_for_themselves_are_said() {
        let mut scene = task(|_| {});
        let first = scene.situation.tasks[0].id;
        let mut second = Task::new("y");
        second.blocked_by.insert(Id::from_u128(7), first);
        let second = scene.task(second);
        assert!(scene.of_rule(Rule::Cycle, minutes(1)).is_empty());
        scene.alter_task(first, |t| t.blocked_by.insert(Id::from_u128(8), second));
        let mut own = Task::new("z");
        own.assignee = Some(LEE);
        let own = scene.task(own);
        scene.alter_task(own, |t| t.blocked_by.insert(Id::from_u128(9), own));
        let found = scene.of_rule(Rule::Cycle, minutes(1));
        let found: Vec<_> = found.iter().map(|n| n.what.as_str()).collect();
        assert_eq!(found, ["T1, T2", "T3"]);
        scene.alter_task(first, |t| t.state = TaskState::Done);
        assert_eq!(scene.of_rule(Rule::Cycle, minutes(1)).len(), 1);
    }
}
