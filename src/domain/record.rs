//! What is read of an incident: the small sets that are held whole, and the
//! whole record for a report.

use super::{
    Body, Change, Edit, Event, Health, Id, IncidentEdit, Person, Severity, TaskEdit, Thing,
    Workstream, WorkstreamEdit,
};
use chrono::{DateTime, Utc};

/// The names that can be typed in an incident: its people and workstreams.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The incident itself, which a milestone moves; none outside of one.
    pub incident: Option<Thing>,
    /// The roster, in order of handle; none is withdrawn.
    pub people: Vec<Thing>,
    /// The workstreams of the incident, in order of creation; none is withdrawn.
    pub workstreams: Vec<Thing>,
    /// The entries with a promise that is open: what a line can say it keeps.
    pub promises: Vec<Thing>,
    /// The milestones of the incident, in the order of their times; none is
    /// withdrawn, struck ones are among them.
    pub milestones: Vec<Thing>,
    /// What the lines to be recorded replace or answer, as it stands.
    pub cited: Vec<Thing>,
}

impl Known {
    /// The person a handle names, whatever its case.
    #[must_use]
    pub fn person(&self, handle: &str) -> Option<&Thing> {
        self.people
            .iter()
            .find(|t| matches!(&t.body, Body::Person(p) if p.handle.eq_ignore_ascii_case(handle)))
    }

    /// The workstream a slug names, whatever its case.
    #[must_use]
    pub fn workstream(&self, slug: &str) -> Option<&Thing> {
        self.workstreams
            .iter()
            .find(|t| matches!(&t.body, Body::Workstream(w) if w.slug.eq_ignore_ascii_case(slug)))
    }

    /// The handle of a person, without `@`.
    #[must_use]
    pub fn handle(&self, id: Id) -> Option<&str> {
        let person = self
            .people
            .iter()
            .find(|t| t.id == id)
            .and_then(Thing::as_person);
        person.map(|p: &Person| p.handle.as_str())
    }

    /// The slug of a workstream, without `#`.
    #[must_use]
    pub fn slug(&self, id: Id) -> Option<&str> {
        let stream = self
            .workstreams
            .iter()
            .find(|t| t.id == id)
            .and_then(Thing::as_workstream);
        stream.map(|w: &Workstream| w.slug.as_str())
    }
}

/// Everything of one incident that a report may say. Withdrawn things are not
/// in it; struck entries are.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The incident itself.
    pub incident: Thing,
    /// Names.
    pub known: Known,
    /// Roles held, by start.
    pub roles: Vec<Thing>,
    /// The whole timeline, by (occurred, number).
    pub entries: Vec<Thing>,
    /// Tasks, by number.
    pub tasks: Vec<Thing>,
    /// Artifacts, by number.
    pub artifacts: Vec<Thing>,
    /// Check-ins, by when they were or are to be held.
    pub check_ins: Vec<Thing>,
    /// Handovers, by when they were given.
    pub handovers: Vec<Thing>,
    /// Regulatory clocks that were looked at.
    pub duties: Vec<Thing>,
    /// The injects of a drill, by when they come.
    pub injects: Vec<Thing>,
    /// Contributing factors, by number; `causes::tree` orders them.
    pub factors: Vec<Thing>,
    /// Fixes: open ones first, then by priority, due time and number.
    pub fixes: Vec<Thing>,
    /// Sections of the review, in the order of the report.
    pub sections: Vec<Thing>,
    /// The review, once somebody has begun it.
    pub review: Option<Thing>,
    /// The turns of the state of tasks that are closed, of the health and status
    /// of workstreams, and of the severity, summary and impact of the incident,
    /// in the order they count.
    pub turns: Vec<Event>,
}

impl Record {
    /// Whether a change is one of the turns that a record keeps.
    #[must_use]
    pub const fn is_turn(change: &Change) -> bool {
        match change {
            Change::Edit { edit, .. } => matches!(
                edit,
                Edit::Task(TaskEdit::State(_))
                    | Edit::Workstream(WorkstreamEdit::Health(_) | WorkstreamEdit::Status(_))
                    | Edit::Incident(
                        IncidentEdit::Severity(_)
                            | IncidentEdit::Summary(_)
                            | IncidentEdit::Impact(_)
                    )
            ),
            Change::Create { .. } | Change::Withdraw { .. } => false,
        }
    }

    /// The turns of one thing.
    pub fn turns_of(&self, id: Id) -> impl DoubleEndedIterator<Item = (&Event, &Edit)> {
        self.turns
            .iter()
            .filter_map(move |event| match &event.change {
                Change::Edit { id: of, edit } if *of == id => Some((event, edit)),
                _other => None,
            })
    }

    /// When a task was recorded as done or dropped; none of one that is open,
    /// or that was recorded as done in the first place.
    #[must_use]
    pub fn closed(&self, task: &Thing) -> Option<DateTime<Utc>> {
        let state = task.as_task().map(|t| t.state).filter(|s| !s.is_open())?;
        let mut turns = self.turns_of(task.id).rev();
        turns.find_map(|(event, edit)| match edit {
            Edit::Task(TaskEdit::State(swap)) if swap.now == state => Some(event.at),
            _other => None,
        })
    }

    /// The changes of severity: when, from what and to what.
    pub fn severities(&self) -> impl Iterator<Item = (DateTime<Utc>, [Severity; 2])> {
        self.turns_of(self.incident.id)
            .filter_map(|(event, edit)| match edit {
                Edit::Incident(IncidentEdit::Severity(swap)) => {
                    Some((event.at, [swap.was, swap.now]))
                }
                _other => None,
            })
    }

    /// Whether anybody said how a workstream stands. Green is also what one is
    /// created with.
    #[must_use]
    pub fn is_assessed(&self, stream: &Thing) -> bool {
        let said = |w: &Workstream| w.health != Health::Green || !w.update.is_empty();
        let turned = |(_, edit): (&Event, &Edit)| {
            matches!(edit, Edit::Workstream(WorkstreamEdit::Health(_)))
        };
        let walked = |t: &Thing| {
            t.as_check_in()
                .is_some_and(|c| c.walked.contains(&stream.id))
        };
        stream.as_workstream().is_some_and(said)
            || self.turns_of(stream.id).any(turned)
            || self.check_ins.iter().any(walked)
    }
}
