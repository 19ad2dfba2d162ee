//! The SQLite file: the only room that names rusqlite.
//!
//! Every alteration is a [`Change`] that is appended to the journal and
//! projected onto the tables in one `IMMEDIATE` transaction, or not at all.
//! What the tables hold is a function of the set of changes, not of the order
//! in which they arrived.

pub mod blobs;
mod error;
mod media;

pub use error::{Class, StoreError};

use crate::domain::{
    Anchor, ArtifactFilter, Change, Event, Filter, Hit, Id, Incident, Known, Label, Link, Record,
    Scope, Tally, TaskFilter, Thing, Window,
};
use chrono::{DateTime, Utc};
use std::path::{Path, PathBuf};

/// What a call of the store gives.
pub type Result<T> = std::result::Result<T, StoreError>;

/// How to open the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenMode {
    /// Write; a file that is not there is made, with its folder.
    Create,
    /// Write; the file has to be there.
    Existing,
    /// Read only.
    ReadOnly,
}

/// Who records, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub author: String,
    /// The wall clock.
    pub now: DateTime<Utc>,
}

/// What was recorded, as the journal holds it: numbers given, clock ticked.
#[derive(Clone, Debug, PartialEq)]
pub struct Appended {
    /// The act, to be undone as one.
    pub batch: Id,
    /// Its changes.
    pub events: Vec<Event>,
}

/// An open file.
pub struct Store {
    path: PathBuf,
}

impl Store {
    /// Opens a file.
    pub fn open(path: &Path, mode: OpenMode) -> Result<Self> {
        let _ = mode;
        Err(later(path))
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves the write-ahead log to the next long-lived process when this one
    /// closes: what a command that runs for a moment wants.
    pub fn skip_checkpoint_on_close(&self) -> Result<()> {
        Err(later(&self.path))
    }

    /// Records the changes that `make` makes of the current names, as one act.
    pub fn append(
        &mut self,
        by: &By,
        incident: Option<Id>,
        make: impl FnOnce(&Known) -> Vec<Change>,
    ) -> Result<Appended> {
        let _ = (by, incident, make(&Known::default()));
        Err(later(&self.path))
    }

    /// Starts an incident and makes it the current one. An empty key is
    /// replaced by the next free one of the year; `then` may add changes of
    /// the same act (roles, the first entry), given the incident's id.
    pub fn create_incident(
        &mut self,
        by: &By,
        incident: Incident,
        then: impl FnOnce(Id, &Known) -> Vec<Change>,
    ) -> Result<Appended> {
        let _ = (by, incident, then(Id::nil(), &Known::default()));
        Err(later(&self.path))
    }

    /// Takes an act back; taking that back in turn is redo.
    pub fn undo(&mut self, by: &By, batch: Id) -> Result<Appended> {
        let _ = (by, batch);
        Err(later(&self.path))
    }

    /// Takes in changes of another replica, in any order; says how many were new.
    pub fn join(&mut self, events: &[Event]) -> Result<usize> {
        let _ = events;
        Err(later(&self.path))
    }

    /// The incidents of the file that are not withdrawn, oldest first.
    pub fn incidents(&self) -> Result<Vec<Thing>> {
        Err(later(&self.path))
    }

    /// The incident with a key, whatever its case.
    pub fn incident_by_key(&self, key: &str) -> Result<Option<Thing>> {
        let _ = key;
        Err(later(&self.path))
    }

    /// The incident that is worked on: the one last chosen, else the newest.
    pub fn current_incident(&self) -> Result<Option<Thing>> {
        Err(later(&self.path))
    }

    /// Chooses the incident that is worked on, for every process on this file.
    pub fn set_current(&mut self, incident: Id) -> Result<()> {
        let _ = incident;
        Err(later(&self.path))
    }

    /// The names that can be typed in an incident; the people alone without one.
    pub fn known(&self, incident: Option<Id>) -> Result<Known> {
        let _ = incident;
        Err(later(&self.path))
    }

    /// The roles held in an incident, by start.
    pub fn roles(&self, incident: Id) -> Result<Vec<Thing>> {
        let _ = incident;
        Err(later(&self.path))
    }

    /// Some rows of the timeline, by (occurred, number).
    pub fn timeline(
        &self,
        incident: Id,
        filter: &Filter,
        anchor: Anchor,
        count: usize,
    ) -> Result<Window> {
        let _ = (incident, filter, anchor, count);
        Err(later(&self.path))
    }

    /// Some tasks: open ones first, by priority, due time and number.
    pub fn tasks(
        &self,
        incident: Id,
        filter: &TaskFilter,
        anchor: Anchor,
        count: usize,
    ) -> Result<Window> {
        let _ = (incident, filter, anchor, count);
        Err(later(&self.path))
    }

    /// Some artifacts, by number.
    pub fn artifacts(
        &self,
        incident: Id,
        filter: &ArtifactFilter,
        anchor: Anchor,
        count: usize,
    ) -> Result<Window> {
        let _ = (incident, filter, anchor, count);
        Err(later(&self.path))
    }

    /// The counts of an incident.
    pub fn tally(&self, incident: Id) -> Result<Tally> {
        let _ = incident;
        Err(later(&self.path))
    }

    /// A thing by its identity, withdrawn or not.
    pub fn thing(&self, id: Id) -> Result<Option<Thing>> {
        let _ = id;
        Err(later(&self.path))
    }

    /// The thing a label names: `D2` and `Q5` name the entry that is it.
    pub fn by_label(&self, incident: Id, label: Label) -> Result<Option<Thing>> {
        let _ = (incident, label);
        Err(later(&self.path))
    }

    /// What a thing refers to, in the order it does.
    pub fn links_from(&self, id: Id) -> Result<Vec<Link>> {
        let _ = id;
        Err(later(&self.path))
    }

    /// What refers to a thing, newest first, at most `limit`.
    pub fn links_to(&self, id: Id, limit: usize) -> Result<Vec<Link>> {
        let _ = (id, limit);
        Err(later(&self.path))
    }

    /// Every change to a thing, in the order they count.
    pub fn history(&self, id: Id) -> Result<Vec<Event>> {
        let _ = id;
        Err(later(&self.path))
    }

    /// The changes of one act, in the order they were recorded.
    pub fn batch(&self, batch: Id) -> Result<Vec<Event>> {
        let _ = batch;
        Err(later(&self.path))
    }

    /// Full-text search, newest first. Every word counts as typed; the last
    /// one may be the beginning of a word.
    pub fn search(&self, query: &str, scope: Scope, limit: usize) -> Result<Vec<Hit>> {
        let _ = (query, scope, limit);
        Err(later(&self.path))
    }

    /// Everything of an incident that a report may say.
    pub fn record(&self, incident: Id) -> Result<Record> {
        let _ = incident;
        Err(later(&self.path))
    }

    /// A number that changes when another process has written.
    pub fn data_version(&self) -> Result<i64> {
        Err(later(&self.path))
    }

    /// Recomputes the journal's chain, replays the journal and compares.
    /// `progress` is told how far it is and answers whether to go on.
    pub fn verify(&self, progress: &mut dyn FnMut(Progress) -> bool) -> Result<Verdict> {
        let _ = progress(Progress { done: 0, of: 0 });
        Err(later(&self.path))
    }

    /// Copies the file, consistently, while others may write. Refuses to
    /// overwrite.
    pub fn backup(&self, to: &Path) -> Result<()> {
        let _ = to;
        Err(later(&self.path))
    }
}

/// How far a long piece of work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: u64,
    /// Steps there are.
    pub of: u64,
}

/// What `verify` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Changes in the journal that were looked at.
    pub changes: u64,
    /// The end of the hash chain, lower-case hexadecimal: written down
    /// elsewhere, it proves later that nothing before it was altered.
    pub head: String,
    /// How it ended.
    pub outcome: Outcome,
}

/// How a verification ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The journal is whole and the tables are what it says.
    Sound,
    /// It was stopped before the end; nothing bad was seen until then.
    Cancelled,
    /// Something was altered behind the journal's back.
    Broken {
        /// The first bad row: `journal row 12`, `thing E4`.
        at: String,
        /// What that means, and what to do.
        meaning: String,
    },
}

fn later(path: &Path) -> StoreError {
    StoreError::Unknown(format!("store at {} yet", path.display()))
}
