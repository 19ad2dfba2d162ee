//! The fields of a task.

use super::{Field, due, optional, priority, put_ids, set, somebody, words, workstream};
use crate::app::Cx;
use crate::app::overlay::form::{Listed, Need};
use crate::domain::{Task, TaskState};

pub(super) fn fields(b: &Task, cx: &Cx) -> Vec<Field> {
    let (states, state) = words!(TaskState, b.state);
    vec![
        Field::line(
            "title",
            "what is to be done",
            &b.title,
            Need::Some,
            set!(Task, |b, v| b.title = v),
        ),
        workstream(cx, b.workstream, set!(Task, |b, id| b.workstream = id)),
        somebody(
            "assignee",
            cx,
            b.assignee,
            set!(Task, |b, id| b.assignee = id),
        ),
        priority!(Task, b.priority),
        Field::choice(
            "state",
            states,
            state,
            set!(Task, |b, i| b.state = TaskState::ALL[i]),
        ),
        due!(Task, b.due, "17:00, tomorrow, +2h, 2026-11-21 09:00 PST"),
        Field::list(
            "blocked by",
            Listed::Tasks,
            &blockers(b, cx),
            set!(Task, |b, ids| put_ids(&mut b.blocked_by, ids)),
        ),
        Field::text_field("notes", &b.notes, set!(Task, |b, v| b.notes = v)),
    ]
}

/// The labels of the tasks it waits for; those that are not at hand are left
/// as they are while the field is not touched.
fn blockers(b: &Task, cx: &Cx) -> String {
    let ids = b.blocked_by.values();
    let held = cx.tasks.iter().filter(|t| ids.contains(&&t.id));
    let names: Vec<_> = held.map(crate::domain::Thing::name).collect();
    names.join(" ")
}
