//! What the record still lacks. Listed, not hidden: a report can be exported
//! from the first minute, and says what it cannot say yet.

use super::moment;
use super::page::{Page, count};
use crate::domain::clocks::{clocks, passages};
use crate::domain::{ArtifactKind, Entry, EntryKind, Phase, Role, Task, Thing};

impl Page<'_> {
    pub fn missing(&mut self) {
        self.section("What is missing");
        let missing = list(self);
        if missing.is_empty() {
            self.nothing("Nothing that this report looks for.");
        }
        self.list(missing);
    }
}

/// Each gap in one line, as Markdown.
pub(super) fn list(page: &Page<'_>) -> Vec<String> {
    let mut gaps = Vec::new();
    of_incident(page, &mut gaps);
    of_timeline(page, &mut gaps);
    of_registers(page, &mut gaps);
    of_tasks(page, &mut gaps);
    gaps.extend(page.unkept());
    of_evidence(page, &mut gaps);
    gaps.extend(page.unexplained());
    gaps.extend(page.unfixed());
    gaps.extend(page.unreviewed());
    gaps
}

fn of_incident(page: &Page<'_>, gaps: &mut Vec<String>) {
    let incident = page.record.incident.as_incident();
    if incident.is_some_and(|i| i.summary.is_empty()) {
        gaps.push("No summary is written.".into());
    }
    if incident.is_some_and(|i| i.impact.is_empty()) {
        gaps.push("No impact is recorded.".into());
    }
    let roles = page.record.roles.iter().filter_map(|t| t.as_role());
    if !roles.clone().any(|r| r.role == Role::Ic) {
        gaps.push("No incident commander is recorded.".into());
    }
}

fn of_timeline(page: &Page<'_>, gaps: &mut Vec<String>) {
    let entries = &page.record.entries;
    let passages = passages(entries);
    if passages.is_empty() {
        gaps.push("No milestone is recorded.".into());
    } else if !passages.iter().any(|p| p.phase == Phase::Detected) {
        gaps.push("No milestone says when it was detected.".into());
    }
    for clock in clocks(entries).iter().filter(|c| c.lasted.impossible()) {
        gaps.push(format!(
            "{} ends before it starts: {} to {}.",
            clock.name, clock.from, clock.to
        ));
    }
    if !page.standing().any(|(_, e)| e.kind == EntryKind::Attacker) {
        gaps.push("No attacker activity is recorded.".into());
    }
    if !page.standing().any(|(_, e)| e.starred) {
        gaps.push("No entry is starred for the report.".into());
    }
}

fn of_registers(page: &Page<'_>, gaps: &mut Vec<String>) {
    let decisions = |lacks: fn(&crate::domain::Decision) -> bool| -> Vec<String> {
        let of = |e: &Entry| {
            e.decision
                .as_ref()
                .filter(|d| lacks(d))
                .map(|d| format!("D{}", d.number))
        };
        page.standing().filter_map(|(_, e)| of(e)).collect()
    };
    listed(
        gaps,
        "Decision without a why",
        "Decisions without a why",
        decisions(|d| d.why.is_empty()),
    );
    listed(
        gaps,
        "Decision without a name to it",
        "Decisions without a name to them",
        decisions(|d| d.decided_by.is_none()),
    );
    let open = |e: &Entry| {
        e.question
            .as_ref()
            .filter(|q| !page.answered(q))
            .map(|q| format!("Q{}", q.number))
    };
    let open: Vec<_> = page.standing().filter_map(|(_, e)| open(e)).collect();
    listed(gaps, "Open question", "Open questions", open);
    if !page.standing().any(|(_, e)| e.kind == EntryKind::Lesson) {
        gaps.push("No lesson is recorded.".into());
    }
}

fn of_tasks(page: &Page<'_>, gaps: &mut Vec<String>) {
    let tasks = |lacks: fn(&Task) -> bool| -> Vec<String> {
        let open = page
            .record
            .tasks
            .iter()
            .filter(|t| t.as_task().is_some_and(|t| t.state.is_open() && lacks(t)));
        open.map(|t| t.name()).collect()
    };
    let unowned = tasks(|t| t.assignee.is_none());
    listed(
        gaps,
        "Open task without an owner",
        "Open tasks without an owner",
        unowned,
    );
    overdue(page, gaps);
    let unranked = tasks(|t| t.priority.is_none());
    listed(
        gaps,
        "Open task without a priority",
        "Open tasks without a priority",
        unranked,
    );
    let leaderless: Vec<_> = page
        .record
        .known
        .workstreams
        .iter()
        .filter(|t| t.as_workstream().is_some_and(|w| w.lead.is_none()))
        .map(|t| page.stream(t.id))
        .collect();
    listed(
        gaps,
        "Workstream without a lead",
        "Workstreams without a lead",
        leaderless,
    );
}

fn overdue(page: &Page<'_>, gaps: &mut Vec<String>) {
    let late = page.record.tasks.iter();
    let late = late.filter(|t| t.as_task().is_some_and(|t| page.is_overdue(t)));
    let late: Vec<_> = late.map(Thing::name).collect();
    let Some((last, entry)) = page.last_entry() else {
        return;
    };
    let (label, when) = (last.name(), page.text(&moment::full(&entry.when)));
    let then = format!("overdue at the last entry ({label}, {when})");
    listed(
        gaps,
        &format!("Task {then}"),
        &format!("Tasks {then}"),
        late,
    );
}

fn of_evidence(page: &Page<'_>, gaps: &mut Vec<String>) {
    let files = page
        .record
        .artifacts
        .iter()
        .filter_map(|t| Some((t, t.as_artifact()?)));
    let files: Vec<_> = files
        .filter(|(_, a)| a.kind == ArtifactKind::File)
        .collect();
    let lacking = |lacks: fn(&crate::domain::Artifact) -> bool| -> Vec<String> {
        files
            .iter()
            .filter(|(_, a)| lacks(a))
            .map(|(t, _)| t.name())
            .collect()
    };
    let unhashed = lacking(|a| a.file.is_none());
    listed(
        gaps,
        "Evidence without a hash",
        "Evidence without a hash",
        unhashed,
    );
    let unkept = lacking(|a| a.custody.is_empty());
    listed(
        gaps,
        "Evidence without custody",
        "Evidence without custody",
        unkept,
    );
}

/// One line for all that share a gap, naming each.
fn listed(gaps: &mut Vec<String>, one: &str, many: &str, which: Vec<String>) {
    if !which.is_empty() {
        let what = count(which.len(), one, many);
        let what = what
            .split_once(' ')
            .map_or(what.as_str(), |(_, words)| words)
            .to_owned();
        gaps.push(format!("{what}: {}.", which.join(", ")));
    }
}
