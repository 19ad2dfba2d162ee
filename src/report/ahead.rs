//! What comes next, in a situation report: deadlines, urgent work, looks taken
//! at workstreams, the check-in.

use super::moment;
use super::page::count;
use super::sitrep::Report;
use crate::domain::{Duty, Task, Thing};
use chrono::{DateTime, Utc};

impl Report<'_> {
    pub fn ahead(&mut self) {
        self.page.section("What comes next");
        let urgent: Vec<&Thing> = self.urgent().collect();
        let most = self.measure.tasks;
        let mut shown: Vec<&Thing> = urgent.iter().take(most).copied().collect();
        if self.plainly() {
            // Priorities are not told: by when is what orders them.
            shown.sort_by_key(|t| by_when(t));
        }
        let mut items = self.deadlines();
        items.extend(
            shown
                .iter()
                .filter_map(|t| Some(self.task(t, t.as_task()?))),
        );
        if urgent.len() > most {
            let more = count(urgent.len() - most, "more urgent task", "more urgent tasks");
            items.push(format!("{more} in the record"));
        }
        items.extend(self.checkpoints().into_iter().take(most));
        if self.view.situation.running().is_some() {
            items.push("The team is in a check-in at this moment".to_owned());
        }
        if let Some(at) = self.view.situation.next_check_in(self.view.rules) {
            let late = if at < self.view.now { ", overdue" } else { "" };
            items.push(format!(
                "Next check-in of the team: {}{late}",
                moment::minute(at)
            ));
        }
        if items.is_empty() {
            self.page
                .nothing("No urgent task is open and no check-in is planned.");
        }
        self.page.list(items);
    }

    /// What regulators have to be told, by when; none of it is left out.
    fn deadlines(&self) -> Vec<String> {
        let all = self.view.situation.clocks_that_run(self.view.now);
        let item = |(due, duty): &(_, &Duty)| {
            let source = self.page.text(&duty.source);
            let rule = match self.plainly() {
                true => source,
                false => format!("{}, {source}", self.page.text(&duty.rule)),
            };
            let tail = [rule.trim_end_matches(", ").to_owned()];
            let tail = if tail[0].is_empty() { &[][..] } else { &tail };
            let late = if *due < self.view.now {
                ", **overdue**"
            } else {
                ""
            };
            let what = self.say(&duty.name);
            let said = format!(
                "**Regulatory deadline** {}{late}: {what}",
                moment::minute(*due)
            );
            with_tail(said, tail)
        };
        all.iter().map(item).collect()
    }

    /// The open tasks of P1 and P2, most urgent first.
    fn urgent(&self) -> impl Iterator<Item = &Thing> {
        use crate::domain::Priority::{P1, P2};
        let urgent = |t: &&Thing| matches!(t.as_task().and_then(|t| t.priority), Some(P1 | P2));
        self.view.situation.tasks.iter().filter(urgent)
    }

    fn task(&self, thing: &Thing, task: &Task) -> String {
        let mut tail = Vec::new();
        if let Some(due) = &task.due {
            let late = if due.bounds().1 < self.view.now {
                ", overdue"
            } else {
                ""
            };
            tail.push(format!("due {}{late}", self.page.text(&moment::brief(due))));
        }
        let title = self.say(&task.title);
        if self.plainly() {
            let state = (task.state == crate::domain::TaskState::Blocked).then_some("blocked");
            tail.extend(state.map(str::to_owned));
            return with_tail(title, &tail);
        }
        tail.extend(task.assignee.map(|id| self.page.handle(id)));
        tail.extend(task.workstream.map(|id| self.page.stream(id)));
        tail.push(task.state.to_string());
        let priority = task.priority.map_or("", |p| p.word());
        with_tail(format!("**{priority} {}** {title}", thing.name()), &tail)
    }

    fn checkpoints(&self) -> Vec<String> {
        let streams = self.view.record.known.workstreams.iter();
        let ahead = streams.filter_map(|t| {
            let stream = t.as_workstream()?;
            let at = stream
                .checkpoint
                .as_ref()
                .filter(|w| w.at >= self.view.now)?;
            let name = self.stream(t);
            Some((
                at.at,
                format!("{name} is looked at {}", self.page.text(&moment::brief(at))),
            ))
        });
        let mut ahead: Vec<_> = ahead.collect();
        ahead.sort();
        ahead.into_iter().map(|(_, said)| said).collect()
    }
}

fn with_tail(head: String, tail: &[String]) -> String {
    if tail.is_empty() {
        return head;
    }
    format!("{head} ({})", tail.join(", "))
}

/// When a task is due; one that never is comes last.
fn by_when(task: &Thing) -> (bool, Option<DateTime<Utc>>) {
    let due = task.as_task().and_then(|t| t.due.as_ref());
    (due.is_none(), due.map(|when| when.bounds().1))
}
