//! What is missing of tasks, workstreams and evidence.

use super::judge::{Found, Judge};
use crate::domain::{Artifact, ArtifactKind, Task, Thing};

fn tasks(judge: &Judge<'_>, lacking: impl Fn(&Task) -> bool) -> Vec<Found> {
    let open = |t: &Task| t.state.is_open() && lacking(t);
    let tasks = judge.record.tasks.iter();
    let lacking = tasks.filter(|t| t.as_task().is_some_and(open));
    lacking.map(Found::of).collect()
}

pub(super) fn task_unowned(judge: &Judge<'_>) -> Vec<Found> {
    tasks(judge, |t| t.assignee.is_none())
}

pub(super) fn task_overdue(judge: &Judge<'_>) -> Vec<Found> {
    tasks(judge, |t| {
        t.due.as_ref().is_some_and(|due| judge.is_past(due))
    })
}

pub(super) fn task_unranked(judge: &Judge<'_>) -> Vec<Found> {
    tasks(judge, |t| t.priority.is_none())
}

pub(super) fn stream_unled(judge: &Judge<'_>) -> Vec<Found> {
    let streams = judge.record.known.workstreams.iter();
    let unled = streams.filter(|t| t.as_workstream().is_some_and(|w| w.lead.is_none()));
    unled.map(Found::of).collect()
}

fn files(judge: &Judge<'_>, lacking: impl Fn(&Artifact) -> bool) -> Vec<Found> {
    let lacks = |t: &&Thing| {
        let file = t.as_artifact().filter(|a| a.kind == ArtifactKind::File);
        file.is_some_and(&lacking)
    };
    let artifacts = judge.record.artifacts.iter();
    artifacts.filter(lacks).map(Found::of).collect()
}

pub(super) fn unhashed(judge: &Judge<'_>) -> Vec<Found> {
    files(judge, |a| a.file.is_none())
}

pub(super) fn no_custody(judge: &Judge<'_>) -> Vec<Found> {
    files(judge, |a| a.custody.is_empty())
}
