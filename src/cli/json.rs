//! What `--json` prints. The field names are a promise (`docs/CLI.md`): they
//! follow neither the tables nor the journal. Times are RFC 3339 in UTC, a
//! field without a value is `null`, names stand without their `@` and `#`.

use super::check_in_view::CheckInView;
use super::duty::DutyView;
use super::names::Names;
use super::review_view::{FactorView, FixView, ReviewView, SectionView};
use crate::domain::{
    Artifact, Body, Custody, Entry, FileFacts, Handover, Incident, Person, Precision, RoleHeld,
    Task, Thing, When, Workstream, offset_words,
};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

/// An instant as JSON says it.
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// A time as it was stated.
#[derive(Serialize)]
pub struct WhenView {
    /// The instant, or the start of the range.
    occurred: String,
    /// The end of the range.
    until: Option<String>,
    approximate: bool,
    /// `day`, `minute`, `second` or `milli`.
    precision: Precision,
    /// As written.
    zone: String,
    /// What the zone's offset was then.
    offset: String,
    /// In words that the capture line reads back.
    stated: String,
    /// In words, as a report says it.
    utc: String,
}

impl From<&When> for WhenView {
    fn from(when: &When) -> Self {
        Self {
            occurred: when.rfc3339(),
            until: when.until.map(instant),
            approximate: when.approximate,
            precision: when.precision,
            zone: when.zone.name.clone(),
            offset: offset_words(when.zone.offset),
            stated: when.stated(),
            utc: crate::report::in_utc(when),
        }
    }
}

/// Anything that is recorded: what all have, and what its kind has.
#[derive(Serialize)]
pub struct ThingView<'a> {
    id: String,
    /// `incident`, `entry`, `workstream`, `task`, `artifact`, `person`, `role`.
    r#type: &'static str,
    /// What people call it: `E12`, `#forensics`, `@lee`, the key.
    label: String,
    #[serde(flatten)]
    body: BodyView<'a>,
    recorded: String,
    author: &'a str,
    changed: String,
    changed_by: &'a str,
    withdrawn: bool,
}

impl<'a> ThingView<'a> {
    /// The view of a thing; `names` resolves what it refers to.
    pub fn new(thing: &'a Thing, names: &Names) -> Self {
        Self {
            id: thing.id.to_string(),
            r#type: thing.body.kind().word(),
            label: thing.name(),
            body: BodyView::new(thing, names),
            recorded: instant(thing.created.at),
            author: &thing.created.author,
            changed: instant(thing.changed.at),
            changed_by: &thing.changed.author,
            withdrawn: thing.withdrawn,
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum BodyView<'a> {
    Incident(IncidentView<'a>),
    Entry(EntryView<'a>),
    Workstream(WorkstreamView<'a>),
    Task(TaskView<'a>),
    Artifact(ArtifactView<'a>),
    Person(PersonView<'a>),
    Role(RoleView),
    Handover(HandoverView<'a>),
    Duty(DutyView<'a>),
    CheckIn(CheckInView<'a>),
    Factor(FactorView<'a>),
    Fix(Box<FixView<'a>>),
    Section(SectionView<'a>),
    Review(ReviewView<'a>),
    Other(OtherView<'a>),
}

impl<'a> BodyView<'a> {
    fn new(thing: &'a Thing, names: &Names) -> Self {
        match &thing.body {
            Body::Incident(b) => Self::Incident(IncidentView::new(b)),
            Body::Entry(b) => Self::Entry(EntryView::new(b, thing.amended(), names)),
            Body::Workstream(b) => Self::Workstream(WorkstreamView::new(b, names)),
            Body::Task(b) => Self::Task(TaskView::new(b, names)),
            Body::Artifact(b) => Self::Artifact(ArtifactView::new(b, names)),
            Body::Person(b) => Self::Person(PersonView::new(b)),
            Body::Role(b) => Self::Role(RoleView::new(b, names)),
            Body::Duty(b) => Self::Duty(DutyView::new(b, b.standing(crate::clock::now()))),
            Body::Handover(b) => Self::Handover(HandoverView::new(b, names)),
            Body::CheckIn(b) => Self::CheckIn(CheckInView::new(b, names)),
            Body::Factor(b) => Self::Factor(FactorView::new(b, names)),
            Body::Fix(b) => Self::Fix(Box::new(FixView::new(thing, b, names))),
            Body::Section(b) => Self::Section(SectionView::new(b)),
            Body::Review(b) => Self::Review(ReviewView::new(b, names)),
            Body::Snooze(_) | Body::Inject(_) => Self::Other(OtherView {
                text: thing.headline(),
            }),
        }
    }
}

#[derive(Serialize)]
struct OtherView<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct IncidentView<'a> {
    key: &'a str,
    title: &'a str,
    code_name: Option<&'a str>,
    severity: &'static str,
    tlp: &'static str,
    phase: &'static str,
    exercise: bool,
    summary: &'a str,
    impact: &'a str,
}

impl<'a> IncidentView<'a> {
    fn new(b: &'a Incident) -> Self {
        Self {
            key: &b.key,
            title: &b.title,
            code_name: b.code_name.as_deref(),
            severity: b.severity.word(),
            tlp: b.tlp.word(),
            phase: b.phase.word(),
            exercise: b.exercise,
            summary: &b.summary,
            impact: &b.impact,
        }
    }
}

#[derive(Serialize)]
struct EntryView<'a> {
    kind: &'static str,
    #[serde(flatten)]
    when: WhenView,
    text: &'a str,
    typed: &'a str,
    workstream: Option<String>,
    people: Vec<String>,
    starred: bool,
    struck: bool,
    amended: usize,
    phase: Option<&'static str>,
    register: Option<String>,
    decision: Option<DecisionView<'a>>,
    answered_by: Option<String>,
    promise: Option<PromiseView>,
    sent: Option<SentView<'a>>,
}

#[derive(Serialize)]
struct PromiseView {
    due: WhenView,
    audience: Option<&'static str>,
    kept_by: Option<String>,
}

#[derive(Serialize)]
struct SentView<'a> {
    audience: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct DecisionView<'a> {
    question: &'a str,
    choice: &'a str,
    why: &'a str,
    rejected: &'a str,
    decided_by: Option<String>,
    reversible: Option<bool>,
    revisit: Option<WhenView>,
    superseded_by: Option<String>,
}

impl<'a> EntryView<'a> {
    fn new(b: &'a Entry, amended: usize, names: &Names) -> Self {
        let decision = b.decision.as_ref().map(|d| DecisionView {
            question: &d.question,
            choice: &d.choice,
            why: &d.why,
            rejected: &d.rejected,
            decided_by: d.decided_by.map(|id| names.bare(id)),
            reversible: d.reversible,
            revisit: d.revisit.as_ref().map(WhenView::from),
            superseded_by: d.superseded_by.map(|n| format!("D{n}")),
        });
        let question = b.question.as_ref();
        Self {
            kind: b.kind.word(),
            when: WhenView::from(&b.when),
            text: &b.text,
            typed: b.as_typed(),
            workstream: b.workstream.map(|id| names.bare(id)),
            people: b.people.iter().map(|id| names.bare(*id)).collect(),
            starred: b.starred,
            struck: b.struck,
            amended,
            phase: b.phase.map(|p| p.word()),
            register: b.register().map(|l| l.to_string()),
            decision,
            answered_by: question.and_then(|q| q.answered_by).map(|l| l.to_string()),
            promise: b.promise.as_ref().map(|p| PromiseView {
                due: WhenView::from(&p.due),
                audience: p.audience.map(|a| a.word()),
                kept_by: p.kept.map(|l| l.to_string()),
            }),
            sent: b.sent.as_ref().map(|s| SentView {
                audience: s.audience.word(),
                text: &s.text,
            }),
        }
    }
}

#[derive(Serialize)]
struct WorkstreamView<'a> {
    slug: &'a str,
    objective: &'a str,
    lead: Option<String>,
    status: &'static str,
    health: &'static str,
    blocked_by: Vec<String>,
    update: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    checkpoint: Option<WhenView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    split_from: Option<String>,
}

impl<'a> WorkstreamView<'a> {
    fn new(b: &'a Workstream, names: &Names) -> Self {
        let blocked_by = b.blocked_by.values();
        Self {
            slug: &b.slug,
            objective: &b.objective,
            lead: b.lead.map(|id| names.bare(id)),
            status: b.status.word(),
            health: b.health.word(),
            blocked_by: blocked_by.into_iter().map(|id| names.bare(*id)).collect(),
            update: &b.update,
            checkpoint: b.checkpoint.as_ref().map(WhenView::from),
            merged_into: b.merged_into.map(|id| names.bare(id)),
            split_from: b.split_from.map(|id| names.bare(id)),
        }
    }
}

#[derive(Serialize)]
struct TaskView<'a> {
    title: &'a str,
    typed: &'a str,
    workstream: Option<String>,
    assignee: Option<String>,
    priority: Option<&'static str>,
    state: &'static str,
    due: Option<WhenView>,
    stated_time: Option<WhenView>,
    blocked_by: Vec<String>,
    notes: &'a str,
}

impl<'a> TaskView<'a> {
    fn new(b: &'a Task, names: &Names) -> Self {
        let blocked_by = b.blocked_by.values();
        Self {
            title: &b.title,
            typed: b.typed.as_deref().unwrap_or(&b.title),
            workstream: b.workstream.map(|id| names.bare(id)),
            assignee: b.assignee.map(|id| names.bare(id)),
            priority: b.priority.map(|p| p.word()),
            state: b.state.word(),
            due: b.due.as_ref().map(WhenView::from),
            stated_time: b.when.as_ref().map(WhenView::from),
            blocked_by: blocked_by.into_iter().map(|id| names.bare(*id)).collect(),
            notes: &b.notes,
        }
    }
}

#[derive(Serialize)]
struct ArtifactView<'a> {
    kind: &'static str,
    name: &'a str,
    indicator: Option<&'static str>,
    status: Option<&'static str>,
    file: Option<FileView<'a>>,
    workstream: Option<String>,
    custody: Vec<CustodyView<'a>>,
    notes: &'a str,
}

#[derive(Serialize)]
struct FileView<'a> {
    path: &'a str,
    size: u64,
    sha256: &'a str,
    media_type: &'a str,
    stored: bool,
}

#[derive(Serialize)]
struct CustodyView<'a> {
    #[serde(flatten)]
    when: WhenView,
    from: &'a str,
    to: &'a str,
    why: &'a str,
}

impl<'a> ArtifactView<'a> {
    fn new(b: &'a Artifact, names: &Names) -> Self {
        let file = |f: &'a FileFacts| FileView {
            path: &f.path,
            size: f.size,
            sha256: &f.sha256,
            media_type: &f.media_type,
            stored: f.stored,
        };
        let step = |c: &'a Custody| CustodyView {
            when: WhenView::from(&c.when),
            from: &c.from,
            to: &c.to,
            why: &c.why,
        };
        Self {
            kind: b.kind.word(),
            name: &b.name,
            indicator: b.indicator.map(|i| i.word()),
            status: b.status.map(|s| s.word()),
            file: b.file.as_ref().map(file),
            workstream: b.workstream.map(|id| names.bare(id)),
            custody: b.custody.values().into_iter().map(step).collect(),
            notes: &b.notes,
        }
    }
}

#[derive(Serialize)]
struct PersonView<'a> {
    handle: &'a str,
    name: &'a str,
    team: &'a str,
    contact: &'a str,
    expertise: &'a str,
    zone: &'a str,
}

impl<'a> PersonView<'a> {
    fn new(b: &'a Person) -> Self {
        Self {
            handle: &b.handle,
            name: &b.name,
            team: &b.team,
            contact: &b.contact,
            expertise: &b.expertise,
            zone: &b.zone,
        }
    }
}

#[derive(Serialize)]
struct HandoverView<'a> {
    role: &'static str,
    from: Option<String>,
    to: String,
    given: String,
    acknowledged: Option<String>,
    entry: Option<String>,
    brief: &'a str,
}

impl<'a> HandoverView<'a> {
    fn new(b: &'a Handover, names: &Names) -> Self {
        Self {
            role: b.role.word(),
            from: b.from.map(|id| names.bare(id)),
            to: names.bare(b.to),
            given: instant(b.given),
            acknowledged: b.acknowledged.map(instant),
            entry: b.entry.map(|l| l.to_string()),
            brief: &b.brief,
        }
    }
}

#[derive(Serialize)]
struct RoleView {
    person: String,
    role: &'static str,
    workstream: Option<String>,
    from: String,
    until: Option<String>,
}

impl RoleView {
    fn new(b: &RoleHeld, names: &Names) -> Self {
        Self {
            person: names.bare(b.person),
            role: b.role.word(),
            workstream: b.workstream.map(|id| names.bare(id)),
            from: instant(b.from),
            until: b.until.map(instant),
        }
    }
}
