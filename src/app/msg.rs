//! What reaches the cockpit: keys, and what the store answered.

use super::Begun;
use super::effect::{Job, Query, Ticket};
use crate::domain::exercise::{Act, Exercise};
use crate::domain::patterns::Patterns;
use crate::domain::post_mortem::PostMortem;
use crate::domain::readiness::Gap;
use crate::domain::roadmap::Owed;
use crate::domain::{
    Audience, Body, Event, Hit, Holding, Id, Known, Link, Meeting, Overdue, Phase, Situation,
    Tally, Thing, When, Window,
};
use crate::keys::Chord;
use chrono::{DateTime, Utc};

/// One thing that happened outside the state machine.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted, line breaks included.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has a new size.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// A minute began: clocks on the screen are old.
    Tick,
    /// A second began, while a drill runs.
    Second,
    /// The answer to [`super::Effect::Drill`].
    Drilled(Act, Result<Done, Trouble>),
    /// Another process wrote to the file: everything shown may be old.
    Changed,
    /// The answer to [`super::Effect::Load`].
    Loaded(Loaded),
    /// A load failed.
    LoadFailed(Query, Trouble),
    /// The answer to [`super::Effect::Append`]: on disk, or not at all.
    Appended(Ticket, Result<Done, Trouble>),
    /// The answer to [`super::Effect::Undo`].
    Undone {
        /// The batch that was to be taken back.
        batch: Id,
        /// Whether this did again what had been taken back.
        redo: bool,
        /// The batch that did it.
        result: Result<Done, Trouble>,
    },
    /// `$EDITOR` is back: the new text, or none when it was left alone.
    Edited(Result<Option<String>, Trouble>),
    /// A slow job is so far.
    Progress {
        /// Which.
        job: Job,
        /// Steps done.
        done: u64,
        /// Steps in all; 0 when not known.
        total: u64,
    },
    /// A slow job has ended, with a sentence that says how.
    Finished(Job, Result<String, Trouble>),
    /// What an earlier process left behind that was typed and never recorded.
    Draft {
        /// The new line; empty when there is none.
        line: String,
        /// The things whose amendments were begun, oldest first, each with its
        /// line.
        amendments: Vec<(Thing, String)>,
        /// The pasted lines that were under review, and whether each was left out.
        pasted: Vec<(String, bool)>,
        /// The indicators that were offered: where each was found, and what it
        /// says.
        offered: Vec<(String, String)>,
        /// What was begun on the screens, each with the thing it is about.
        begun: Vec<(Begun, Option<Thing>)>,
    },
    /// Something small went well and is worth a word.
    Told(String),
    /// Something else went wrong.
    Failed(Trouble),
    /// What the last frame measured.
    Drawn(super::FrameInfo),
}

/// What the mouse did, at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// Column from 0.
    pub x: u16,
    /// Row from 0.
    pub y: u16,
    /// What.
    pub what: MouseWhat,
}

/// Which way the mouse acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseWhat {
    /// The main button went down.
    Click,
    /// The main button went down twice in short order.
    DoubleClick,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

/// What was attempted, what is wrong and what to do, in one sentence each,
/// made visible already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble(pub String);

/// What an append amounted to.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// The batch to undo it by.
    pub batch: Id,
    /// The changes, with their final numbers.
    pub events: Vec<Event>,
}

impl Done {
    /// The things that were made, as they are called: `E12`, `#forensics`.
    #[must_use]
    pub fn made(&self) -> Vec<String> {
        let made = self.events.iter().filter_map(|e| {
            Thing::fold(None, e).map(|thing| match &thing.body {
                Body::Entry(entry) => match entry.register() {
                    Some(label) => format!("{} {label}", thing.name()),
                    None => thing.name(),
                },
                Body::Incident(_)
                | Body::Workstream(_)
                | Body::Task(_)
                | Body::Artifact(_)
                | Body::Person(_)
                | Body::Role(_)
                | Body::CheckIn(_)
                | Body::Handover(_)
                | Body::Duty(_)
                | Body::Snooze(_)
                | Body::Inject(_)
                | Body::Factor(_)
                | Body::Fix(_)
                | Body::Section(_)
                | Body::Review(_) => thing.name(),
            })
        });
        made.collect()
    }
}

/// A situation report as the record has it.
#[derive(Clone, Debug)]
pub struct SitrepText {
    /// For whom.
    pub audience: Audience,
    /// Markdown.
    pub text: String,
    /// When the next one is promised.
    pub next: Option<When>,
    /// What of it is out of date, where its readers are not told.
    pub stale: Option<String>,
}

/// An answer from the store, with the question it answers.
#[derive(Clone, Debug)]
pub enum Loaded {
    /// What is read of the current incident at once.
    Here(Box<Here>),
    /// What is held whole.
    Base(Box<Base>),
    /// What of the current incident may need somebody; none outside of one.
    Situation(Option<Box<Situation>>),
    /// Milestones, and the attacker's first known act, by occurred time.
    Milestones(Vec<Thing>),
    /// Decisions and questions.
    Register(Vec<Thing>),
    /// What the page of a check-in is filled with; none when there is no such.
    Meeting(Option<Box<Meeting>>),
    /// The situation report for an audience, and when its next one is due.
    Sitrep(SitrepText),
    /// The brief of a handover to somebody.
    Brief(Option<Id>, String),
    /// What the current incident is closed with; none outside of one.
    Closure(Option<Box<Closure>>),
    /// The drill of the current incident; none where there is none.
    Drill(Option<Box<Exercise>>),
    /// The contributing factors of an incident, by number.
    Factors(Id, Vec<Thing>),
    /// The classes of weakness that were named in any incident, each once.
    Classes(Vec<String>),
    /// What the post-mortem of an incident is made of, and the script of its
    /// meeting.
    PostMortem(Box<PostMortem>, String),
    /// Rows of a pane.
    Rows(Query, Window),
    /// The last entries of a workstream, oldest first.
    Latest(Id, Vec<Thing>),
    /// One thing in full; none when there is none of that name.
    Detail(Option<Box<Full>>),
    /// A thing that is altered here, as it stands by now.
    Standing(Option<Box<Thing>>),
    /// All incidents.
    Incidents(Vec<IncidentRow>),
    /// The fixes of every incident.
    Fixes(Vec<Holding>),
    /// What incidents have in common.
    Patterns(Box<Patterns>),
    /// Matches, newest first, for the words they were sought by.
    Found {
        /// The words.
        words: String,
        /// Whether all incidents were searched.
        everywhere: bool,
        /// The matches.
        hits: Vec<Found>,
    },
}

/// What an incident is closed with.
#[derive(Clone, Debug)]
pub struct Closure {
    /// Whether it was closed when this was read.
    pub closed: bool,
    /// What its post-mortem lacks.
    pub gaps: Vec<Gap>,
    /// The same as a page: Markdown.
    pub checklist: String,
    /// The message for the channel: Markdown.
    pub message: String,
    /// Its review, withdrawn or not.
    pub review: Option<Thing>,
}

/// What is read of the current incident at once, each to be taken in by itself.
#[derive(Clone, Debug, Default)]
pub struct Here {
    /// What is held whole.
    pub base: Base,
    /// What may need somebody; none outside of an incident.
    pub situation: Option<Box<Situation>>,
    /// Its drill; none where there is none.
    pub exercise: Option<Box<Exercise>>,
}

/// The small sets that are held whole.
#[derive(Clone, Debug, Default)]
pub struct Base {
    /// The current incident; none in an empty file.
    pub incident: Option<Thing>,
    /// How many incidents the file holds.
    pub incidents: u64,
    /// Names that can be typed.
    pub known: Known,
    /// Roles held, past and present.
    pub roles: Vec<Thing>,
    /// Counters.
    pub tally: Tally,
    /// Open tasks past their due time, when this was read.
    pub overdue: Overdue,
    /// Phases passed, with the occurred time of each milestone, oldest first.
    pub passages: Vec<(Phase, When)>,
}

/// One thing in full.
#[derive(Clone, Debug)]
pub struct Full {
    /// The thing.
    pub thing: Thing,
    /// What it refers to.
    pub links_from: Vec<Link>,
    /// What refers to it.
    pub links_to: Vec<Link>,
    /// Every change to it, oldest first.
    pub history: Vec<Event>,
}

/// A row of the incident picker.
#[derive(Clone, Debug)]
pub struct IncidentRow {
    /// The incident.
    pub thing: Thing,
    /// Whether it is the current one.
    pub current: bool,
    /// When something of it was last recorded or altered.
    pub last: Option<DateTime<Utc>>,
    /// What of its fixes is left.
    pub owed: Owed,
    /// From when on somebody looks back at it.
    pub look_back: DateTime<Utc>,
}

/// A match of a search, with the incident it is of.
#[derive(Clone, Debug)]
pub struct Found {
    /// The match.
    pub hit: Hit,
    /// The key of its incident; empty for a person.
    pub key: String,
}
