//! Appending to the journal and projecting, in one transaction or not at all.

use super::fault::{Fault, Inner};
use super::journal::{self, Line};
use super::project::Projector;
use super::{Appended, By, Result, Store, StoreError, links, meta, names, numbers, rules};
use crate::domain::{
    Carried, Change, Event, Hlc, Id, Incident, Known, Label, OfThisAct, Stamp, Thing, fresh_id,
};
use chrono::SubsecRound;
use rusqlite::{Connection, TransactionBehavior};

/// Writes changes within one transaction.
pub(super) struct Writer<'c> {
    conn: &'c Connection,
    projector: Projector<'c>,
    replica: Id,
    clock: Hlc,
    head: Vec<u8>,
    seq: i64,
    refers: OfThisAct,
}

impl<'c> Writer<'c> {
    pub(super) fn new(conn: &'c Connection) -> Inner<Self> {
        let replica = meta::id(conn, meta::REPLICA)?.ok_or(StoreError::Unreadable {
            table: "meta",
            row: 0,
            detail: "the identity of the file is missing".into(),
        })?;
        // A clock that was set back past this program would let what is written
        // now count as older than what was written before.
        let (seq, last) = journal::last(conn)?;
        let clock: i64 = meta::get(conn, meta::CLOCK)?.unwrap_or(0);
        Ok(Self {
            conn,
            projector: Projector::new(conn, conn),
            replica,
            clock: Hlc(clock.max(last)),
            head: meta::get(conn, meta::HEAD)?.unwrap_or_else(|| journal::ROOT.to_vec()),
            seq,
            refers: OfThisAct::default(),
        })
    }

    /// Records a change of our own: gives it its numbers, its stamp and its place.
    pub(super) fn record(&mut self, by: &By, batch: Id, mut change: Change) -> Inner<Event> {
        names::free(self.conn, &change)?;
        rules::seen(self.conn, &change)?;
        numbers::give(&mut change, &mut self.projector)?;
        self.refers.settle(&mut change);
        self.clock = self.clock.tick(by.now);
        let event = Event {
            id: fresh_id(),
            batch,
            stamp: Stamp {
                hlc: self.clock,
                replica: self.replica,
            },
            at: by.now.trunc_subsecs(3),
            author: by.author.clone(),
            change,
        };
        let line = Line::of(&event, self.seq + 1)?;
        self.place(&event, line)?;
        Ok(event)
    }

    /// Records a change of another file as it is.
    pub(super) fn take_in(&mut self, carried: &Carried) -> Inner<()> {
        self.clock = self.clock.max(carried.event.stamp.hlc);
        let line = Line::of_carried(carried, self.seq + 1)?;
        self.place(&carried.event, line)
    }

    /// The thing as it stands by now.
    pub(super) fn thing(&self, id: Id) -> Inner<Option<Thing>> {
        self.projector.thing(id)
    }

    /// The number of the last row of the journal.
    pub(super) const fn last(&self) -> i64 {
        self.seq
    }

    /// Puts an event at the end of the journal and projects it.
    fn place(&mut self, event: &Event, mut line: Line) -> Inner<()> {
        let hash = line.seal(&self.head);
        line.hash = hash.to_vec();
        journal::insert(self.conn, &line)?;
        self.seq = line.seq;
        self.head = line.hash;
        self.projector.apply(event, self.seq)
    }

    pub(super) fn finish(mut self) -> rusqlite::Result<()> {
        self.projector.finish()?;
        meta::put(self.conn, meta::CLOCK, &self.clock.0)?;
        meta::put(self.conn, meta::HEAD, &self.head)
    }
}

/// Records the changes of one act; nothing to record is no act.
pub(super) fn act(conn: &Connection, by: &By, changes: Vec<Change>) -> Inner<Appended> {
    let batch = fresh_id();
    if changes.is_empty() {
        return Ok(Appended {
            batch,
            events: Vec::new(),
        });
    }
    let mut writer = Writer::new(conn)?;
    let events = changes
        .into_iter()
        .map(|change| writer.record(by, batch, change))
        .collect::<Inner<Vec<_>>>()?;
    rules::hold(conn, &events)?;
    writer.finish()?;
    Ok(Appended { batch, events })
}

/// Records the changes that `make` makes of the names as they are by then.
fn made(
    conn: &Connection,
    by: &By,
    incident: Option<Id>,
    cites: &[Label],
    make: impl FnOnce(&Known) -> Vec<Change>,
) -> Inner<Appended> {
    let mut known = names::known(conn, incident)?;
    for label in cites {
        let found = incident.map(|id| links::by_label(conn, id, *label));
        let found = found.transpose()?.flatten();
        let found = found.ok_or_else(|| StoreError::Unknown(label.to_string()))?;
        known.cited.push(found);
    }
    act(conn, by, make(&known))
}

impl Store {
    /// Runs `work` in a transaction that holds the write lock from its start:
    /// one that reads first and asks for the lock later starves under contention.
    pub(super) fn write<T>(
        &mut self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Inner<T>,
    ) -> Result<T> {
        self.present()?;
        let path = self.path.clone();
        let told = |fault: Fault| fault.told(&path, doing);
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|e| told(e.into()))?;
        let done = work(&transaction).map_err(told)?;
        transaction.commit().map_err(|e| told(e.into()))?;
        Ok(done)
    }

    /// Records the changes that `make` makes of the current names, as one act.
    ///
    /// `make` runs inside the transaction, so that two processes never create
    /// the same name twice. Label numbers that are 0 are given. No change at
    /// all records nothing.
    ///
    /// # Errors
    /// The file is busy, full, damaged or not writable, or a person or a
    /// workstream would get a name that another has: nothing was recorded.
    pub fn append(
        &mut self,
        by: &By,
        incident: Option<Id>,
        make: impl FnOnce(&Known) -> Vec<Change>,
    ) -> Result<Appended> {
        self.append_citing(by, incident, &[], make)
    }

    /// Records as [`Store::append`] does, where the things that labels name are
    /// altered too: `make` finds them among what is known, as they stand.
    ///
    /// # Errors
    /// A label names nothing; or as for [`Store::append`].
    pub fn append_citing(
        &mut self,
        by: &By,
        incident: Option<Id>,
        cites: &[Label],
        make: impl FnOnce(&Known) -> Vec<Change>,
    ) -> Result<Appended> {
        self.write("recording", |conn| made(conn, by, incident, cites, make))
    }

    /// Records several acts in one transaction, in order; each sees the names
    /// that those before it made, and each is undone alone. Each comes with the
    /// labels it cites.
    ///
    /// # Errors
    /// As for [`Store::append_citing`]: none of the acts was recorded.
    pub fn append_each<M: FnOnce(&Known) -> Vec<Change>>(
        &mut self,
        by: &By,
        incident: Option<Id>,
        makes: impl IntoIterator<Item = (Vec<Label>, M)>,
    ) -> Result<Vec<Appended>> {
        self.write("recording", |conn| {
            let makes = makes.into_iter();
            let made = |(cites, make): (Vec<Label>, M)| made(conn, by, incident, &cites, make);
            makes.map(made).collect()
        })
    }

    /// Starts an incident and makes it the current one. An empty key is
    /// replaced by the next free one of the year; `then` may add changes of
    /// the same act (roles, the first entry), given the incident's id.
    ///
    /// # Errors
    /// The key is taken; or as for [`Store::append`].
    pub fn create_incident(
        &mut self,
        by: &By,
        mut incident: Incident,
        then: impl FnOnce(Id, &Known) -> Vec<Change>,
    ) -> Result<Appended> {
        self.write("starting an incident", |conn| {
            incident.key = names::free_key(conn, &incident.key, by.now)?;
            let id = fresh_id();
            let body = crate::domain::Body::Incident(incident);
            let known = names::known(conn, Some(id))?;
            let first = Change::create(id, Some(id), body);
            let changes = std::iter::once(first).chain(then(id, &known)).collect();
            let appended = act(conn, by, changes)?;
            meta::put(conn, meta::CURRENT, id.as_bytes())?;
            Ok(appended)
        })
    }
}
