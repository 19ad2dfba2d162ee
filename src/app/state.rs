//! What the cockpit remembers between two messages.

use super::Begun;
use super::capture_line::CaptureLine;
use super::effect::{Job, Ticket};
use super::info::FrameInfo;
use super::left::Asked;
use super::msg::Base;
use super::overlay::Overlay;
use super::rows::Rows;
use crate::domain::attention::{Need, PutOff, Rules, needs, put_off};
use crate::domain::exercise::Exercise;
use crate::domain::indicator::Indicator;
use crate::domain::{
    ArtifactFilter, EntryKind, Filter, Id, IndicatorType, Known, Situation, TaskFilter, Thing,
};
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// The four panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "a pane is what it is called")]
pub enum Pane {
    Timeline,
    Workstreams,
    Tasks,
    Artifacts,
}

impl Pane {
    /// All panes, in the order Tab goes through them.
    pub const ALL: [Self; 4] = [
        Self::Timeline,
        Self::Workstreams,
        Self::Tasks,
        Self::Artifacts,
    ];

    /// What its frame says.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Workstreams => "Workstreams",
            Self::Tasks => "Tasks",
            Self::Artifacts => "Artifacts",
        }
    }

    /// Its place in [`Pane::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::Timeline => 0,
            Self::Workstreams => 1,
            Self::Tasks => 2,
            Self::Artifacts => 3,
        }
    }
}

/// What does not change while the cockpit runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who writes.
    pub author: String,
    /// The zone times are read in when they name none: an IANA name, or `UTC`.
    pub zone: String,
    /// The zone of this machine, for the other way of showing times.
    pub local: String,
    /// Draw with ASCII only.
    pub ascii: bool,
    /// When something is taken to need the commander.
    pub rules: Rules,
    /// The words of a lesson that are hinted at.
    pub tone: crate::domain::tone::Rules,
    /// Whether a drill is run from here, by somebody who sees all of it.
    pub facilitator: bool,
}

/// Where keys go while no overlay is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The panes.
    Panes,
    /// The capture line.
    Capture,
    /// A question of one letter.
    Menu(Menu),
}

/// A question of one letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "a menu is what it asks for")]
pub enum Menu {
    State,
    Priority,
    Owner,
    Phase,
    Filter,
    New,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something went as it should.
    Good,
    /// Something is worth knowing.
    Plain,
    /// Something went wrong.
    Bad,
}

/// A sentence on the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// What it says; may hold anything, the view makes it visible.
    pub text: String,
    /// No key was pressed on the line since it was said.
    pub fresh: bool,
}

/// What an append was asked for.
#[derive(Clone, Debug)]
pub enum Awaited {
    /// The capture line.
    Line {
        /// What was typed.
        line: String,
        /// The thing it amends; none for a new line.
        amends: Option<Box<Thing>>,
        /// What is offered as artifacts once it is recorded.
        indicators: Vec<Indicator>,
    },
    /// A change to one thing, and what is said once it is on disk.
    Change(String),
    /// What the overlay on top asked for.
    Overlay,
    /// The same, of one that stays, and what is said once it is on disk:
    /// nothing, where it is empty.
    Page(String),
}

/// An indicator that is offered as an artifact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// What it is.
    pub kind: IndicatorType,
    /// What it says, fanged.
    pub value: String,
    /// The label of what it was found in; empty when that has none.
    pub source: String,
    /// The workstream of what it was found in.
    pub workstream: Option<Id>,
}

/// What the panes leave out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// The workstream that everything is seen through.
    pub lens: Option<Id>,
    /// One kind of entry only.
    pub kind: Option<EntryKind>,
    /// Starred entries only.
    pub starred: bool,
    /// Tasks that are done or dropped are shown too.
    pub closed: bool,
}

impl Filters {
    /// What of it concerns the timeline.
    #[must_use]
    pub const fn entries(&self) -> Filter {
        Filter {
            workstream: self.lens,
            kind: self.kind,
            starred: self.starred,
            struck: None,
        }
    }

    /// What of it concerns the tasks.
    #[must_use]
    pub const fn tasks(&self) -> TaskFilter {
        TaskFilter {
            workstream: self.lens,
            assignee: None,
            open: !self.closed,
        }
    }

    /// What of it concerns the artifacts.
    #[must_use]
    pub const fn artifacts(&self) -> ArtifactFilter {
        ArtifactFilter {
            workstream: self.lens,
            kind: None,
        }
    }
}

/// The state of the cockpit.
#[derive(Debug)]
pub struct App {
    /// What does not change.
    pub settings: Settings,
    /// The time of the last message; a past moment while that is looked at.
    pub now: DateTime<Utc>,
    /// The past moment that is looked at; none in the present.
    pub as_of: Option<DateTime<Utc>>,
    /// What is held whole; none until it was read once.
    pub base: Option<Base>,
    /// What may need somebody; none until it was read, or outside of an incident.
    pub situation: Option<Box<Situation>>,
    /// The drill of the incident, as far as it may be seen from here.
    pub exercise: Option<Box<Exercise>>,
    /// What needs the commander, most urgent first.
    pub needs: Vec<Need>,
    /// What would need them, had it not been put off.
    pub put_off: Vec<PutOff>,
    /// The rows of each pane, in the order of [`Pane::ALL`].
    pub rows: [Rows; 4],
    /// The focused pane.
    pub focus: Pane,
    /// The focused pane has the whole screen.
    pub zoomed: bool,
    /// The timeline shows the newest entry and moves on with it.
    pub following: bool,
    /// What is left out.
    pub filters: Filters,
    /// The mouse made the selection: the entry shown in full until a key is
    /// pressed, so that nothing moves beneath the pointer.
    pub held_open: Option<Option<Id>>,
    /// Where keys go.
    pub mode: Mode,
    /// What lies over the panes, the topmost last.
    pub overlays: Vec<Overlay>,
    /// Screens that were closed with something edited on them and not sent,
    /// each with its incident.
    pub put_by: Vec<(Option<Id>, Overlay)>,
    /// The question that is asked on a line.
    pub asked: Option<Asked>,
    /// Answers that were left before they were given.
    pub left: Vec<Asked>,
    /// What an earlier run began in incidents that are not the current one,
    /// each with the thing it is about.
    pub elsewhere: Vec<(Begun, Option<Thing>)>,
    /// What was begun on the screens, as the draft has it.
    pub kept: Vec<Begun>,
    /// Overlays that made way for a jump; Esc brings them back.
    pub aside: Vec<Overlay>,
    /// The sentence on the status line.
    pub notice: Option<Notice>,
    /// Times are shown in the machine's zone, not in the configured one.
    pub show_local: bool,
    /// The mouse is reported to the cockpit.
    pub mouse: bool,
    /// The slow job that runs, with steps done and in all.
    pub job: Option<(Job, u64, u64)>,
    /// What the last frame measured.
    pub info: FrameInfo,
    /// The capture line.
    pub capture: CaptureLine,
    /// Indicators of recorded lines that are no artifacts yet, until they are
    /// kept or dismissed.
    pub offer: Vec<Offered>,
    /// The thing a question of one letter is about.
    pub subject: Option<Box<Thing>>,
    /// The handover that was said to wait for whoever runs this.
    pub(super) offered: Option<Id>,
    /// A thing to select once its incident is loaded.
    pub goal: Option<Box<Thing>>,
    /// Acts of this session that can be taken back, oldest first.
    pub undo: Vec<Id>,
    /// Acts that were taken back and can be done again, oldest first.
    pub redo: Vec<Id>,
    /// What each of those acts did, in the words that told of it, and when.
    pub acts: HashMap<Id, (String, DateTime<Utc>)>,
    /// Appends that a question stands before: they are sent when it is
    /// answered with yes.
    pub held: Vec<(Ticket, Awaited)>,
    /// Appends that are not answered yet.
    pub awaited: Vec<(Ticket, Awaited)>,
    /// The last ticket given out.
    pub ticket: Ticket,
}

impl App {
    /// A cockpit that has read nothing yet.
    #[must_use]
    pub fn new(settings: Settings, now: DateTime<Utc>) -> Self {
        Self {
            settings,
            now,
            as_of: None,
            base: None,
            situation: None,
            exercise: None,
            needs: Vec::new(),
            put_off: Vec::new(),
            rows: Default::default(),
            focus: Pane::Timeline,
            zoomed: false,
            following: true,
            filters: Filters::default(),
            held_open: None,
            mode: Mode::Panes,
            overlays: Vec::new(),
            put_by: Vec::new(),
            asked: None,
            left: Vec::new(),
            elsewhere: Vec::new(),
            kept: Vec::new(),
            aside: Vec::new(),
            notice: None,
            show_local: false,
            mouse: true,
            job: None,
            info: FrameInfo::default(),
            capture: CaptureLine::default(),
            offer: Vec::new(),
            subject: None,
            offered: None,
            goal: None,
            undo: Vec::new(),
            redo: Vec::new(),
            acts: HashMap::new(),
            held: Vec::new(),
            awaited: Vec::new(),
            ticket: 0,
        }
    }

    /// The current incident.
    #[must_use]
    pub fn incident(&self) -> Option<&Thing> {
        self.base.as_ref().and_then(|b| b.incident.as_ref())
    }

    /// The names that can be typed.
    #[must_use]
    pub fn known(&self) -> &Known {
        static NONE: Known = Known {
            incident: None,
            people: Vec::new(),
            workstreams: Vec::new(),
            promises: Vec::new(),
            cited: Vec::new(),
            milestones: Vec::new(),
        };
        self.base.as_ref().map_or(&NONE, |b| &b.known)
    }

    /// The rows of a pane.
    #[must_use]
    pub const fn pane(&self, pane: Pane) -> &Rows {
        &self.rows[pane.index()]
    }

    /// The selected thing of the focused pane.
    #[must_use]
    pub fn selected(&self) -> Option<&Thing> {
        self.pane(self.focus).current()
    }

    /// The row of the timeline that is shown in full: the selected one while
    /// the timeline is focused.
    #[must_use]
    pub fn unfolded(&self) -> Option<usize> {
        let rows = self.pane(Pane::Timeline);
        match self.held_open {
            Some(held) => held.and_then(|id| rows.window.rows.iter().position(|t| t.id == id)),
            None => (self.focus == Pane::Timeline).then_some(rows.selected),
        }
    }

    /// The zone times are shown in.
    #[must_use]
    pub fn shown_zone(&self) -> &str {
        if self.show_local {
            &self.settings.local
        } else {
            &self.settings.zone
        }
    }

    /// The workstream everything is seen through.
    #[must_use]
    pub fn lens(&self) -> Option<&str> {
        self.filters.lens.and_then(|id| self.known().slug(id))
    }

    /// Judges anew what needs the commander.
    pub(super) fn judge(&mut self) {
        let situation = self.situation.as_deref();
        let Settings { rules, author, .. } = &self.settings;
        let now = self.now;
        self.needs = situation.map_or_else(Vec::new, |s| needs(s, rules, author, now));
        self.put_off = situation.map_or_else(Vec::new, |s| put_off(s, rules, now));
    }

    /// Says a sentence on the status line.
    pub(super) fn say(&mut self, tone: Tone, text: String) {
        self.notice = Some(Notice {
            tone,
            text,
            fresh: true,
        });
    }

    /// What overlays may know.
    #[must_use]
    pub fn cx(&self) -> Cx<'_> {
        Cx {
            now: self.now,
            known: self.known(),
            incident: self.incident(),
            situation: self.situation.as_deref(),
            listed: &self.needs,
            put_off: &self.put_off,
            rules: &self.settings.rules,
            exercise: self.exercise.as_deref(),
            facilitator: self.settings.facilitator,
            tasks: &self.rows[2].window.rows,
            artifacts: &self.rows[3].window.rows,
            author: &self.settings.author,
            zone: &self.settings.zone,
            show_local: self.show_local,
            info: &self.info,
        }
    }
}

/// What overlays may know of the rest.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    /// The time of the message.
    pub now: DateTime<Utc>,
    /// The names that can be typed.
    pub known: &'a Known,
    /// The current incident.
    pub incident: Option<&'a Thing>,
    /// What may need somebody.
    pub situation: Option<&'a Situation>,
    /// What needs the commander, most urgent first.
    pub listed: &'a [Need],
    /// What would need the commander, had it not been put off.
    pub put_off: &'a [PutOff],
    /// When something is taken to need the commander.
    pub rules: &'a Rules,
    /// The drill of the incident, as far as it may be seen from here.
    pub exercise: Option<&'a Exercise>,
    /// Whether a drill is run from here.
    pub facilitator: bool,
    /// The tasks that are held, for completion.
    pub tasks: &'a [Thing],
    /// The artifacts that are held, for completion.
    pub artifacts: &'a [Thing],
    /// Who writes.
    pub author: &'a str,
    /// The zone times are read in when they name none.
    pub zone: &'a str,
    /// Times are shown in the machine's zone, not in the configured one.
    pub show_local: bool,
    /// What the last frame measured.
    pub info: &'a FrameInfo,
}

impl<'a> Cx<'a> {
    /// What a line that is typed is read against.
    #[must_use]
    pub const fn capture(&self) -> crate::capture::Context<'a> {
        crate::capture::Context {
            now: self.now,
            zone: self.zone,
            known: self.known,
        }
    }
}
