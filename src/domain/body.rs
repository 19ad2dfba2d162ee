//! The kinds of things there are: one list, from which a body, its kind and
//! its edits are made, so that none can be forgotten in one of them.

use super::{
    Artifact, ArtifactEdit, CheckIn, CheckInEdit, Duty, DutyEdit, Entry, EntryEdit, Factor,
    FactorEdit, Fix, FixEdit, Handover, HandoverEdit, Id, Incident, IncidentEdit, Inject,
    InjectEdit, LabelKind, Person, PersonEdit, Review, ReviewEdit, RoleHeld, RoleHeldEdit, Section,
    SectionEdit, Snooze, SnoozeEdit, Task, TaskEdit, Workstream, WorkstreamEdit,
};
use serde::{Deserialize, Serialize};

/// Declares the kinds: the variant, its body and edits, its word, and the
/// series its label is numbered in where it has one.
macro_rules! kinds {
    ($($variant:ident($body:ident, $edit:ident) = $word:literal $(labelled $series:ident)?;)+) => {
        /// What a thing is, in full.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)]
        pub enum Body {
            $($variant($body)),+
        }

        /// What a thing is, in a word.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Kind {
            $($variant),+
        }

        /// An edit of one field of one kind of thing.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)]
        pub enum Edit {
            $($variant($edit)),+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one written form.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The series its label is numbered in, for the kinds that have one.
            #[must_use]
            pub const fn series(self) -> Option<LabelKind> {
                match self { $(Self::$variant => series!($($series)?)),+ }
            }
        }

        impl Body {
            /// What it is, in a word.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$variant(_) => Kind::$variant),+ }
            }

            /// Applies an edit of its own kind; one of another kind alters nothing.
            pub(super) fn apply(&mut self, edit: &Edit, id: Id) {
                match (self, edit) {
                    $((Self::$variant(b), Edit::$variant(e)) => b.apply(e, id),)+
                    (_, _) => {}
                }
            }

            /// Whether an edit still stands, so that undoing it is safe.
            pub(super) fn stands(&self, edit: &Edit, id: Id) -> bool {
                match (self, edit) {
                    $((Self::$variant(b), Edit::$variant(e)) => b.stands(e, id),)+
                    (_, _) => false,
                }
            }

            /// The edits that turn this into `to`; none when the kinds differ.
            #[must_use]
            pub fn diff(&self, to: &Self) -> Vec<Edit> {
                match (self, to) {
                    $((Self::$variant(a), Self::$variant(b)) => {
                        a.diff(b).into_iter().map(Edit::$variant).collect()
                    })+
                    (_, _) => Vec::new(),
                }
            }
        }

        impl Edit {
            /// The edit that takes this one, made by change `id`, back.
            #[must_use]
            pub fn inverse(&self, id: Id) -> Self {
                match self { $(Self::$variant(e) => Self::$variant(e.inverse(id))),+ }
            }

            /// The name of the field that is edited.
            #[must_use]
            pub const fn field(&self) -> &'static str {
                match self { $(Self::$variant(e) => e.field()),+ }
            }
        }
    };
}

macro_rules! series {
    () => {
        None
    };
    ($series:ident) => {
        Some(LabelKind::$series)
    };
}

kinds! {
    Incident(Incident, IncidentEdit) = "incident";
    Entry(Entry, EntryEdit) = "entry" labelled Entry;
    Workstream(Workstream, WorkstreamEdit) = "workstream";
    Task(Task, TaskEdit) = "task" labelled Task;
    Artifact(Artifact, ArtifactEdit) = "artifact" labelled Artifact;
    Person(Person, PersonEdit) = "person";
    Role(RoleHeld, RoleHeldEdit) = "role";
    CheckIn(CheckIn, CheckInEdit) = "check-in" labelled CheckIn;
    Handover(Handover, HandoverEdit) = "handover";
    Duty(Duty, DutyEdit) = "duty";
    Snooze(Snooze, SnoozeEdit) = "snooze";
    Inject(Inject, InjectEdit) = "inject";
    Factor(Factor, FactorEdit) = "factor" labelled Factor;
    Fix(Fix, FixEdit) = "fix" labelled Fix;
    Section(Section, SectionEdit) = "section";
    Review(Review, ReviewEdit) = "review";
}
