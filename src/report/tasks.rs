//! Tasks by state, and the workstreams they belong to.

use super::moment;
use super::page::{Page, count};
use super::story::capital;
use crate::domain::{Entry, Task, TaskState, Thing, When, Workstream};

/// What is left to do comes first.
const ORDER: &[TaskState] = &[
    TaskState::Blocked,
    TaskState::Doing,
    TaskState::Todo,
    TaskState::Done,
    TaskState::Dropped,
];

/// Columns that are left away where no row of a table has anything in them.
const OPTIONAL: [&str; 2] = ["Given", "Closed"];
const NOT_STATED: &str = "not stated";

/// The health of a workstream of which nobody has said anything.
pub(super) const UNKNOWN: &str = "not assessed";

impl<'a> Page<'a> {
    pub fn tasks(&mut self) {
        self.section("Appendix: tasks");
        let record = self.record;
        let all: Vec<_> = record
            .tasks
            .iter()
            .filter_map(|t| Some((t, t.as_task()?)))
            .collect();
        if all.is_empty() {
            self.nothing("No task is recorded.");
        }
        for state in ORDER {
            let mut of: Vec<_> = all
                .iter()
                .copied()
                .filter(|(_, t)| t.state == *state)
                .collect();
            if of.is_empty() {
                continue;
            }
            // Unprioritised work sorts last; within a priority, by number.
            of.sort_by_key(|(_, t)| t.priority.map_or(u8::MAX, |p| p as u8));
            self.part(&format!("{} ({})", capital(state.word()), of.len()));
            let rows: Vec<_> = of
                .iter()
                .map(|(thing, task)| self.task_row(thing, task))
                .collect();
            self.task_table(rows);
        }
    }

    /// Hardly a task states when it was given, and none that is open was
    /// closed; a column would say so in every row.
    fn task_table(&mut self, mut rows: Vec<Vec<String>>) {
        let mut head = vec![
            "Task",
            "Priority",
            "What",
            "Owner",
            "Given",
            "Due",
            "Closed",
            "Workstream",
        ];
        for name in OPTIONAL {
            let Some(at) = head.iter().position(|h| *h == name) else {
                continue;
            };
            if rows.iter().all(|row| row[at] == NOT_STATED) {
                head.remove(at);
                for row in &mut rows {
                    row.remove(at);
                }
            }
        }
        self.table(&head, &rows);
    }

    fn task_row(&self, thing: &Thing, task: &Task) -> Vec<String> {
        let mut what = self.text(&task.title);
        let waits = self.task_labels(&task.blocked_by.values());
        if !waits.is_empty() {
            what.push_str(&format!(" (waits for {})", waits.join(", ")));
        }
        if !task.notes.is_empty() {
            what.push_str(&format!(" · {}", self.text(&task.notes)));
        }
        vec![
            thing.name(),
            task.priority
                .map_or_else(|| "none".into(), |p| p.to_string()),
            what,
            task.assignee
                .map_or_else(|| "no owner".into(), |id| self.handle(id)),
            self.stated_or(task.when.as_ref(), NOT_STATED),
            self.due(task),
            self.record
                .closed(thing)
                .map_or_else(|| NOT_STATED.into(), moment::minute),
            task.workstream
                .map_or_else(|| "none".into(), |id| self.stream(id)),
        ]
    }

    fn due(&self, task: &Task) -> String {
        let due = self.stated_or(task.due.as_ref(), "none");
        if self.is_overdue(task) {
            format!("{due}, **overdue**")
        } else {
            due
        }
    }

    /// Whether it was still open when its due time had passed, as far as the
    /// record reaches: at its last entry. There is no other clock here.
    pub fn is_overdue(&self, task: &Task) -> bool {
        task.state.is_open() && task.due.as_ref().is_some_and(|due| self.is_past(due))
    }

    /// Whether a moment had passed at the last entry.
    pub fn is_past(&self, due: &When) -> bool {
        self.last_entry()
            .is_some_and(|(_, last)| due.bounds().1 < last.when.at)
    }

    /// The last entry that stands.
    pub fn last_entry(&self) -> Option<(&'a Thing, &'a Entry)> {
        self.standing().max_by_key(|(_, e)| e.when.at)
    }

    /// A time in UTC, with what was written where that was another zone.
    fn stated_or(&self, when: Option<&When>, otherwise: &str) -> String {
        let Some(when) = when else {
            return otherwise.to_owned();
        };
        let utc = moment::full(when);
        match moment::stated(when) {
            Some(stated) if stated != utc => {
                format!("{} (written {})", self.text(&utc), self.text(&stated))
            }
            Some(_) | None => self.text(&utc),
        }
    }

    pub fn workstreams(&mut self) {
        self.section("Appendix: workstreams");
        let record = self.record;
        let all: Vec<_> = record
            .known
            .workstreams
            .iter()
            .filter_map(|t| Some((t, t.as_workstream()?)))
            .collect();
        if all.is_empty() {
            self.nothing("No workstream is recorded.");
        }
        self.workstreams_chart();
        for (thing, stream) in all {
            let title = self.heading_text(&format!("#{}", stream.slug));
            self.part(&title);
            let facts = self.stream_facts(thing, stream);
            self.list(facts);
        }
    }

    /// How a workstream stands, as far as anybody said so.
    pub fn health(&self, thing: &Thing, stream: &Workstream) -> &'static str {
        match self.record.is_assessed(thing) {
            true => stream.health.word(),
            false => UNKNOWN,
        }
    }

    /// The last word of a workstream: what it said of itself, else its last
    /// entry, with that.
    pub fn last_word<'t>(&'t self, thing: &'t Thing) -> Option<(&'t str, Option<&'t Thing>)> {
        let update = thing.as_workstream().map(|w| w.update.as_str());
        if let Some(update) = update.filter(|u| !u.is_empty()) {
            return Some((update, None));
        }
        let own = self.standing();
        let own = own.filter(|(_, e)| e.workstream == Some(thing.id));
        own.last().map(|(t, e)| (e.text.as_str(), Some(t)))
    }

    fn stream_facts(&self, thing: &Thing, stream: &Workstream) -> Vec<String> {
        let tasks = self.record.tasks.iter().filter_map(|t| t.as_task());
        let own: Vec<_> = tasks.filter(|t| t.workstream == Some(thing.id)).collect();
        let open = own.iter().filter(|t| t.state.is_open()).count();
        let lead = stream
            .lead
            .map_or_else(|| "no lead".into(), |id| self.person(id));
        let merged = stream.merged_into;
        let merged = merged.map(|into| format!(", merged into {}", self.stream(into)));
        let mut facts = vec![
            format!("**Lead:** {lead}"),
            format!(
                "**Status:** {}{}, health {}",
                stream.status,
                merged.unwrap_or_default(),
                self.health(thing, stream)
            ),
            format!(
                "**Tasks:** {} ({open} open)",
                count(own.len(), "task", "tasks")
            ),
        ];
        if let Some(from) = stream.split_from {
            facts.insert(0, format!("**Split from:** {}", self.stream(from)));
        }
        let objective = self.block(&stream.objective, "  ");
        if !objective.is_empty() {
            facts.insert(0, format!("**Objective:** {objective}"));
        }
        if let Some((from, to, n)) = self.span(thing.id) {
            facts.push(format!(
                "**Entries:** {n}, from {} to {}",
                moment::minute(from),
                moment::minute(to)
            ));
        }
        let waits: Vec<_> = stream
            .blocked_by
            .values()
            .iter()
            .map(|id| self.stream(**id))
            .collect();
        if !waits.is_empty() {
            facts.push(format!("**Waits for:** {}", waits.join(", ")));
        }
        let update = self.block(&stream.update, "  ");
        if !update.is_empty() {
            facts.push(format!("**Last word:** {update}"));
        }
        facts
    }
}
