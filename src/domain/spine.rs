//! Workstreams among each other: which waits for which, and what becomes of
//! the work of one that is split or merged.

use super::{Body, Change, Id, Known, Task, Thing, Workstream, WorkstreamStatus, fresh_id};

/// The workstreams that wait for `id`; what is done waits for nothing.
#[must_use]
pub fn held_up(streams: &[Thing], id: Id) -> Vec<&Thing> {
    let waits = |t: &&Thing| {
        t.as_workstream()
            .is_some_and(|w| w.status != WorkstreamStatus::Done && w.blocked_by.contains(&id))
    };
    streams.iter().filter(waits).collect()
}

/// What `id` waits for: those of its blockers that are not done.
#[must_use]
pub fn waits_for(streams: &[Thing], id: Id) -> Vec<&Thing> {
    let stream = streams.iter().find(|t| t.id == id);
    let Some(stream) = stream.and_then(Thing::as_workstream) else {
        return Vec::new();
    };
    let blocks = |t: &&Thing| stream.blocked_by.contains(&t.id) && !is_done(t);
    streams.iter().filter(blocks).collect()
}

fn is_done(thing: &Thing) -> bool {
    let stream = thing.as_workstream();
    stream.is_some_and(|w| w.status == WorkstreamStatus::Done)
}

/// Why `waiter` cannot wait for `on`: the circle it would close, in names; none
/// when it can. What is done counts as well: it may be taken up again.
#[must_use]
pub fn circle(streams: &[Thing], waiter: Id, on: Id) -> Option<String> {
    let name = |id: &Id| {
        let found = streams.iter().find(|t| t.id == *id);
        found.map_or_else(String::new, Thing::name)
    };
    let mut path = vec![waiter];
    let mut seen = Vec::new();
    reaches(streams, on, waiter, &mut path, &mut seen).then(|| {
        let names: Vec<String> = path.iter().map(name).collect();
        names.join(" waits for ")
    })
}

/// Whether walking what `at` waits for comes to `goal`; `path` is the way there.
fn reaches(streams: &[Thing], at: Id, goal: Id, path: &mut Vec<Id>, seen: &mut Vec<Id>) -> bool {
    path.push(at);
    if at == goal {
        return true;
    }
    if !seen.contains(&at) {
        seen.push(at);
        let stream = streams.iter().find(|t| t.id == at);
        let waits = stream.and_then(Thing::as_workstream);
        for next in waits.iter().flat_map(|w| w.blocked_by.values()) {
            if reaches(streams, *next, goal, path, seen) {
                return true;
            }
        }
    }
    path.pop();
    false
}

/// Gives tasks to another workstream.
#[must_use]
pub fn move_tasks<'a>(tasks: impl IntoIterator<Item = &'a Thing>, to: Id) -> Vec<Change> {
    let edits = tasks.into_iter().filter_map(|thing| {
        let wanted = Task {
            workstream: Some(to),
            ..thing.as_task()?.clone()
        };
        Some(Change::edits(thing, &Body::Task(wanted)))
    });
    edits.flatten().collect()
}

/// Makes a workstream of a part of another: it starts with that one's lead,
/// and takes the given tasks along.
#[must_use]
pub fn split<'a>(
    from: &Thing,
    new: Workstream,
    tasks: impl IntoIterator<Item = &'a Thing>,
) -> Vec<Change> {
    let id = fresh_id();
    let body = Body::Workstream(Workstream {
        split_from: Some(from.id),
        ..new
    });
    let mut changes = vec![Change::create(id, from.incident, body)];
    changes.extend(move_tasks(tasks, id));
    changes
}

/// Lets `into` go on with the work of `from`: open tasks move, who waited for
/// the one waits for the other, and `from` is done. Nothing of what was
/// recorded under it moves.
#[must_use]
pub fn merge<'a>(
    from: &Thing,
    into: &Thing,
    tasks: impl IntoIterator<Item = &'a Thing>,
    known: &Known,
) -> Vec<Change> {
    let tasks = tasks
        .into_iter()
        .filter(|t| t.workstream() == Some(from.id));
    let mut changes = move_tasks(tasks, into.id);
    for waiter in held_up(&known.workstreams, from.id) {
        let Some(mut wanted) = waiter.as_workstream().cloned() else {
            continue;
        };
        wanted.blocked_by.take_out(&from.id);
        let can = circle(&known.workstreams, waiter.id, into.id).is_none();
        if can && !wanted.blocked_by.contains(&into.id) {
            wanted.blocked_by.insert(fresh_id(), into.id);
        }
        changes.extend(Change::edits(waiter, &Body::Workstream(wanted)));
    }
    if let Some(stream) = from.as_workstream() {
        let wanted = Workstream {
            status: WorkstreamStatus::Done,
            merged_into: Some(into.id),
            ..stream.clone()
        };
        changes.extend(Change::edits(from, &Body::Workstream(wanted)));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, Hlc, Mark, TaskEdit, WorkstreamEdit};

    fn id(n: u128) -> Id {
        Id::from_u128(n)
    }

    fn thing(n: u128, body: Body) -> Thing {
        let mark = Mark {
            at: "2026-11-21T12:00:00Z".parse().unwrap(),
            author: "ana".into(),
            hlc: Hlc::default(),
        };
        Thing {
            id: id(n),
            incident: Some(id(99)),
            number: 1,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body,
        }
    }

    fn stream(n: u128, slug: &str, waits: &[u128]) -> Thing {
        let mut stream = Workstream::new(slug);
        for on in waits {
            stream.blocked_by.insert(id(1000 + on), id(*on));
        }
        thing(n, Body::Workstream(stream))
    }

    #[test]
    fn a_circle_is_told_with_the_way_round() {
        let streams = [
            stream(1, "a", &[2]),
            stream(2, "b", &[3, 4]),
            stream(3, "c", &[]),
            stream(4, "d", &[]),
        ];
        for (waiter, on, circle) in [
            (1, 1, Some("#a waits for #a")),
            (2, 1, Some("#b waits for #a waits for #b")),
            (4, 1, Some("#d waits for #a waits for #b waits for #d")),
            (1, 4, None),
            (3, 4, None),
        ] {
            let told = super::circle(&streams, id(waiter), id(on));
            assert_eq!(told.as_deref(), circle, "{waiter} on {on}");
        }
    }

    #[test]
    fn a_circle_that_stands_already_ends_the_walk() {
        let streams = [
            stream(1, "a", &[2]),
            stream(2, "b", &[1]),
            stream(3, "c", &[]),
        ];
        assert_eq!(circle(&streams, id(3), id(1)), None);
    }

    #[test]
    fn what_is_done_holds_nobody_up() {
        let mut done = stream(2, "b", &[]);
        if let Body::Workstream(w) = &mut done.body {
            w.status = WorkstreamStatus::Done;
        }
        let streams = [stream(1, "a", &[2]), done, stream(3, "c", &[1])];
        assert!(waits_for(&streams, id(1)).is_empty());
        assert_eq!(held_up(&streams, id(1))[0].name(), "#c");
    }

    #[test]
    fn a_merge_moves_open_tasks_and_who_waited() {
        let task = |n, of| {
            let task = Task {
                workstream: Some(id(of)),
                ..Task::new("x")
            };
            thing(n, Body::Task(task))
        };
        let known = Known {
            workstreams: vec![
                stream(1, "a", &[]),
                stream(2, "b", &[]),
                stream(3, "c", &[1]),
            ],
            ..Known::default()
        };
        let tasks = [task(11, 1), task(12, 2)];
        let changes = merge(&known.workstreams[0], &known.workstreams[1], &tasks, &known);
        let moved: Vec<Id> = changes
            .iter()
            .filter(|c| {
                matches!(c, Change::Edit { edit: Edit::Task(TaskEdit::Workstream(s)), .. } if s.now == Some(id(2)))
            })
            .map(Change::subject)
            .collect();
        assert_eq!(moved, [id(11)], "of its own workstream only");
        let waits = changes.iter().filter(|c| {
            c.subject() == id(3)
                && matches!(
                    c,
                    Change::Edit {
                        edit: Edit::Workstream(WorkstreamEdit::BlockedBy(_)),
                        ..
                    }
                )
        });
        assert_eq!(waits.count(), 2, "one wait goes, one comes");
        let of_it: Vec<_> = changes.iter().filter(|c| c.subject() == id(1)).collect();
        assert_eq!(of_it.len(), 2, "done, and merged into: {of_it:?}");
    }
}
