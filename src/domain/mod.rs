//! What an incident is and how it may change.
//!
//! Pure: no clock, no file, no terminal. A [`Change`] is the only way anything is
//! altered; a [`Thing`] is what the changes to one subject amount to, folded in
//! the order of their [`Stamp`]s. That fold is a function of the *set* of
//! changes, so two machines that hold the same changes hold the same things.

mod across;
mod act;
mod artifact;
pub mod attention;
mod body;
mod carried;
pub mod causes;
mod change;
mod check_in;
pub mod clocks;
mod closing;
mod communication;
pub mod duties;
mod duty;
mod earlier;
mod entry;
pub mod exercise;
mod factor;
mod fields;
mod figure;
mod fix;
pub mod fixes;
mod handing;
mod handover;
mod incident;
pub mod indicator;
mod inject;
mod label;
pub mod local;
mod minutes;
pub mod order;
mod outdated;
pub mod passage;
pub mod patterns;
mod person;
pub mod post_mortem;
pub mod progress;
pub mod readiness;
mod reading;
mod record;
pub mod register;
pub mod regulation;
mod retold;
mod review;
pub mod roadmap;
pub mod roster;
mod scenario;
mod schedule;
mod section;
mod situation;
mod snooze;
pub mod span;
pub mod spine;
mod stamp;
mod task;
pub mod telling;
mod thing;
mod time;
pub mod tone;
mod tracker;
mod visible;
mod words;
mod workstream;

pub use across::{Holding, classes, each};
pub use act::OfThisAct;
pub use artifact::{Artifact, ArtifactEdit, Custody, FileFacts};
pub use body::{Body, Edit, Kind};
pub use carried::Carried;
pub use change::{Change, Event};
pub use check_in::{Aspect, CheckIn, CheckInEdit, Minute};
pub use communication::{Audience, Promise, Sent};
pub use duty::{Duty, DutyEdit, Limit, Settled};
pub use earlier::Earlier;
pub use entry::{Decision, Entry, EntryEdit, Question};
pub use factor::{Category, Confidence, Factor, FactorEdit};
pub use fields::{Field, OrSet, SetEdit, Swap};
pub use figure::{Figure, Metric};
pub use fix::{Declined, Fix, FixEdit, FixKind, FixState, Measurement, Passage, Verified};
pub use handover::{Handover, HandoverEdit};
pub use incident::{Incident, IncidentEdit};
pub use inject::{Drill, Inject, InjectEdit, drill_time};
pub use label::{Label, LabelKind};
pub use minutes::{called, made_during};
pub use outdated::{Outdated, Written};
pub use person::{Person, PersonEdit, RoleHeld, RoleHeldEdit};
pub use progress::{Meeting, Progress};
pub use reading::{
    Anchor, ArtifactFilter, Counts, Filter, Hit, Key, Link, Overdue, Scope, Tally, TaskFilter,
    Window,
};
pub use record::{Known, Record};
pub use retold::{Retold, Telling};
pub use review::{Closing, Pattern, Review, ReviewEdit, ReviewPassage, ReviewState, Triage};
pub use scenario::Scenario;
pub use schedule::Schedule;
pub use section::{Section, SectionEdit, SectionKind};
pub use situation::Situation;
pub use snooze::{Snooze, SnoozeEdit};
pub use stamp::{Hlc, Stamp};
pub use task::{Task, TaskEdit};
pub use thing::{Mark, Thing};
pub use time::{Precision, When, Zone, offset_words};
pub use tracker::tracker;
pub use visible::{is_blank, visible_ascii, visible_block, visible_line};
pub use words::{
    ArtifactKind, ArtifactStatus, EntryKind, Health, IndicatorType, Phase, Priority, Role,
    Severity, TaskState, Tlp, WorkstreamStatus,
};
pub use workstream::{Workstream, WorkstreamEdit};

/// Identity of a thing, a change or a replica: a UUIDv7 (RFC 9562 section 5.7),
/// or a random v4 for a replica.
pub type Id = uuid::Uuid;

/// A new UUIDv7. Ids made by one process rise; nothing relies on more than
/// their being distinct (sequence is the journal's, order on screen is
/// occurred time and label number).
#[must_use]
pub fn fresh_id() -> Id {
    uuid::Uuid::now_v7()
}
