//! What the cockpit wants done outside; plain data, done by the driver.

use super::Begun;
use super::overlay::form::Draft;
use crate::capture::Captured;
use crate::domain::attention::Rules;
use crate::domain::exercise::Act;
use crate::domain::{
    Anchor, ArtifactFilter, Audience, Change, Filter, Id, Incident, Label, TaskFilter, Thing,
};

use chrono::{DateTime, Utc};

/// Which append an answer belongs to.
pub type Ticket = u64;

/// One thing to be done outside the state machine.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Read something; answered by `Msg::Loaded` or `Msg::LoadFailed`.
    Load(Query),
    /// Record something, whole or not at all; answered by `Msg::Appended`.
    Append {
        /// Comes back with the answer.
        ticket: Ticket,
        /// The incident; none for what belongs to none.
        incident: Option<Id>,
        /// What.
        make: Make,
    },
    /// Do something to the drill of an incident, as it stands by then; answered
    /// by `Msg::Drilled`.
    Drill(Id, Act),
    /// Take a batch back; answered by `Msg::Undone`.
    Undo {
        /// The batch.
        batch: Id,
        /// Whether this does again what had been taken back.
        redo: bool,
    },
    /// Make an incident the current one, then say `Msg::Changed`.
    Use(Id),
    /// Keep what is typed, so that it survives a crash; nothing typed clears it.
    SaveDraft(Unsent),
    /// Open a text in `$EDITOR`; answered by `Msg::Edited`.
    EditExternally(String),
    /// Put text on the clipboard.
    Copy(String),
    /// Begin a slow job beside the loop.
    Start(Job),
    /// Stop the slow job that runs.
    Cancel,
    /// Come back from a past moment.
    Return,
    /// Turn mouse reporting on or off.
    CaptureMouse(bool),
    /// Draw with the theme of this name from now on; unknown names are told.
    Theme(String),
    /// Draw everything afresh.
    Redraw,
    /// Give the terminal back to the shell until `fg`.
    Suspend,
    /// End.
    Quit,
}

/// What is typed and not known to be on disk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unsent {
    /// The new line; empty when there is none.
    pub line: String,
    /// The things whose amendments are begun, oldest first, each with its line.
    pub amendments: Vec<(Id, String)>,
    /// The pasted lines that are under review, and whether each is left out.
    pub pasted: Vec<(String, bool)>,
    /// The indicators that are offered and neither kept nor dismissed: the
    /// label of where each was found, and what it says.
    pub offered: Vec<(String, String)>,
    /// What was begun on the screens.
    pub begun: Vec<Begun>,
}

/// What is to be recorded.
#[derive(Clone, Debug)]
pub enum Make {
    /// Lines of the capture grammar, resolved against the names that are
    /// known inside the transaction.
    Lines(Vec<Captured>),
    /// The same, typed on the page of a check-in, which remembers what they made.
    During(Vec<Captured>, Id),
    /// A check-in begins, unless one goes on by then: see
    /// [`crate::domain::Situation::begin_check_in`].
    Begin(Box<Rules>),
    /// A check-in ends, unless it has by then; times are said in a zone. See
    /// [`crate::domain::Situation::end_check_in`].
    End(Id, String),
    /// A form: [`Draft::changes`] against the names that are known inside the
    /// transaction.
    Draft(Box<Draft>),
    /// A line over a thing it amends: see [`super::amend::changes`].
    Amend(Box<Captured>, Box<Thing>),
    /// An entry is struck out, or stands again: see [`crate::domain::passage::strike`].
    Strike(Box<Thing>, bool),
    /// Changes as they are.
    Changes(Vec<Change>),
    /// A new incident, which becomes the current one; its key is given by the
    /// store when it is empty.
    Incident(Box<Incident>),
}

/// A slow job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// Replay the journal and compare.
    Verify,
    /// Write the post-mortem of the current incident to a file; none picks
    /// `<key>.md` in the working directory.
    Export(Option<String>),
    /// Write a text to a new file of this name in the working directory.
    Write(String, String),
    /// Copy the whole file; none picks a name beside it.
    Backup(Option<String>),
    /// Make the record as it was known at a moment.
    AsOf(DateTime<Utc>),
    /// Write the check-ins to come as a calendar; none picks
    /// `<key>-check-ins.ics` in the working directory.
    Calendar(Option<String>),
    /// Write what incidents have in common to `patterns.md` in the working
    /// directory.
    Patterns,
    /// Write the open fixes of all incidents to `fixes.csv` in the working
    /// directory, and their due times to `fixes.ics`.
    Fixes,
}

impl Job {
    /// What the status line calls it.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Verify => "verifying the journal",
            Self::Export(_) => "writing the post-mortem",
            Self::Write(..) => "writing the file",
            Self::Backup(_) => "copying the file",
            Self::AsOf(_) => "going back in the record",
            Self::Calendar(_) => "writing the calendar",
            Self::Patterns => "writing the patterns",
            Self::Fixes => "writing the fixes",
        }
    }
}

/// A question to the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// The current incident: the small sets, what of it may need somebody, and
    /// its drill if it is one.
    Here,
    /// Timeline rows.
    Timeline {
        /// Of which incident.
        incident: Id,
        /// Which entries.
        filter: Filter,
        /// Where.
        anchor: Anchor,
        /// At most how many rows.
        count: usize,
    },
    /// Tasks, open before closed, most urgent first.
    Tasks {
        /// Of which incident.
        incident: Id,
        /// Which tasks.
        filter: TaskFilter,
        /// Where.
        anchor: Anchor,
        /// At most how many rows.
        count: usize,
    },
    /// Artifacts, by number.
    Artifacts {
        /// Of which incident.
        incident: Id,
        /// Which artifacts.
        filter: ArtifactFilter,
        /// Where.
        anchor: Anchor,
        /// At most how many rows.
        count: usize,
    },
    /// One thing in full.
    Detail(Of),
    /// A thing that is altered here, as it stands by now.
    Standing(Id),
    /// What of the current incident may need somebody.
    Situation,
    /// What the page of a check-in is filled with.
    Meeting(Id),
    /// The last entries of a workstream.
    Latest {
        /// Of which incident.
        incident: Id,
        /// Of which workstream.
        workstream: Id,
        /// At most how many.
        count: usize,
    },
    /// The situation report for an audience.
    Sitrep(Audience),
    /// The brief of a handover to somebody, of the IC's role.
    Brief(Option<Id>),
    /// What the current incident is closed with.
    Closure,
    /// What the durations of the current incident are measured between.
    Milestones,
    /// The decisions and questions of the current incident.
    Register,
    /// The drill of the current incident.
    Drill,
    /// The contributing factors of an incident.
    Factors(Id),
    /// The classes of weakness that were named in any incident.
    Classes,
    /// What the post-mortem of an incident is made of.
    PostMortem(Id),
    /// All incidents.
    Incidents,
    /// The fixes of all incidents.
    Fixes,
    /// What incidents have in common.
    Patterns,
    /// Full text, newest first.
    Search {
        /// As typed.
        words: String,
        /// All incidents, not the current one only.
        everywhere: bool,
    },
}

/// How a thing is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// By identity.
    Id(Id),
    /// By label in the current incident.
    Label(Label),
}
