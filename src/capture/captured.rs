//! What a line means, and what is said about it.

use super::Update;
use crate::domain::indicator::Indicator;
use crate::domain::{Decision, EntryKind, Known, Label, LabelKind, Phase, Priority, Promise};
use crate::domain::{When, Zone};
use chrono::{DateTime, Utc};
use std::fmt;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What a line is read against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The moment, for `-20m`, `now` and times of day without a date.
    pub now: DateTime<Utc>,
    /// The zone of times that state none: `UTC`, `+05:30` or an IANA name.
    pub zone: &'a str,
    /// The names that can be typed.
    pub known: &'a Known,
}

/// A line that can be recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Captured {
    /// What it becomes.
    pub what: What,
    /// The line, byte for byte.
    pub typed: String,
    /// When it occurred; none is the moment of recording.
    pub when: Option<When>,
    /// The default zone as it stands now: that of an entry without a time.
    pub zone: Zone,
    /// The handles named, without `@`, each once, in order. Of a task, the
    /// first is the assignee.
    pub people: Vec<String>,
    /// The slug of the workstream, without `#`.
    pub workstream: Option<String>,
    /// What it sets of its workstream, for a note that begins with how that
    /// stands.
    pub update: Option<Update>,
    /// The handles that recording creates.
    pub new_people: Vec<String>,
    /// The slugs that recording creates.
    pub new_workstreams: Vec<String>,
    /// The labels named, in order.
    pub labels: Vec<Label>,
    /// The number of the decision that this one replaces.
    pub supersedes: Option<u32>,
    /// Of a decision, the handle of who decided; one of `people`.
    pub decided_by: Option<String>,
    /// It says `due:never`: of something amended, the time it was due goes.
    pub never_due: bool,
    /// The number of the question that this answers.
    pub answers: Option<u32>,
    /// The addresses, hashes and the like in it; ranges are in `typed`.
    pub indicators: Vec<Indicator>,
    /// What its author should look at; nothing that keeps it from being recorded.
    pub warnings: Vec<Remark>,
    /// What each part of `typed` is, in order, never overlapping.
    pub spans: Vec<(Range<usize>, SpanKind)>,
}

/// What a line becomes.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A line of the timeline.
    Entry {
        /// Its kind.
        kind: EntryKind,
        /// Typed with `!`.
        starred: bool,
        /// What follows time and kind, tags included.
        text: String,
        /// For a milestone.
        phase: Option<Phase>,
        /// For a decision: what the parts of its text say (`; why:`, `; revisit:`).
        decision: Option<Decision>,
        /// For a communication: what it promises, and to whom.
        promise: Option<Promise>,
        /// For a communication: the open promises it keeps.
        keeps: Vec<Label>,
    },
    /// Something to do.
    Task {
        /// What is to be done, without the tags around it.
        title: String,
        /// `p1` to `p4`.
        priority: Option<Priority>,
        /// `due:`
        due: Option<When>,
    },
}

impl Captured {
    /// Whether the sign of the attacker begins it, which is also the bullet of
    /// a list: of several such lines that is worth saying.
    #[must_use]
    pub fn begins_like_a_bullet(&self) -> bool {
        matches!(
            self.what,
            What::Entry {
                kind: EntryKind::Attacker,
                ..
            }
        ) && self.typed.trim_start().starts_with("* ")
    }

    /// The labels that have to name something for the line to be recorded:
    /// what it replaces and what it answers.
    #[must_use]
    pub fn cites(&self) -> Vec<Label> {
        let decision = self.supersedes.map(|n| Label::new(LabelKind::Decision, n));
        let question = self.answers.map(|n| Label::new(LabelKind::Question, n));
        decision.into_iter().chain(question).collect()
    }
}

impl What {
    /// The entry's text or the task's title.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Entry { text, .. } => text,
            Self::Task { title, .. } => title,
        }
    }

    /// The word for what it becomes: `action`, `task`.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Entry { kind, .. } => kind.word(),
            Self::Task { .. } => "task",
        }
    }
}

/// What a part of a line is, for colouring it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpanKind {
    /// The leading time, its zone and range included.
    Time,
    /// The sign or word of the kind, or the star.
    Sign,
    /// The phase of a milestone.
    Phase,
    /// A known `@person`.
    Person,
    /// An `@person` that recording creates.
    NewPerson,
    /// A known `#workstream`.
    Workstream,
    /// A `#workstream` that recording creates.
    NewWorkstream,
    /// `E12`; whether it exists only the store knows.
    Label,
    /// An address, hash, domain, …
    Indicator,
    /// `p1`
    Priority,
    /// `due:17:00`, or the time to revisit a decision
    Due,
    /// How a workstream stands.
    Update,
    /// A `\` that takes the meaning from what follows it.
    Escape,
}

/// Something about a line that its author should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The place: bytes of the line.
    pub at: Range<usize>,
    /// What there is to see, safe to show.
    pub text: String,
}

/// Why a line cannot be meant. Nothing of it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The place: bytes of the line.
    pub at: Range<usize>,
    /// The same place as people count: its first grapheme, from 1.
    pub column: usize,
    /// What is wrong, safe to show.
    pub what: String,
    /// What to write instead.
    pub hint: String,
}

impl Mistake {
    /// A mistake at a place of `line`, which is made to fit the line.
    pub(super) fn new(
        line: &str,
        at: Range<usize>,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        let start = floor(line, at.start);
        let end = floor(line, at.end).max(start);
        Self {
            at: start..end,
            column: line[..start].graphemes(true).count() + 1,
            what: what.into(),
            hint: hint.into(),
        }
    }
}

/// The last character boundary at or before `at`.
pub(super) fn floor(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}; {}", self.column, self.what, self.hint)
    }
}

impl std::error::Error for Mistake {}
