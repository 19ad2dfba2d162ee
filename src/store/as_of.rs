//! The record as it was known at a past moment: what had been recorded by
//! then, replayed into memory. It can be read like any other, and not written.

use super::fault::Inner;
use super::migrations::pass_over_unreadable;
use super::open::configure;
use super::project::Projector;
use super::{Progress, Result, Store, StoreError, journal, meta, schema};
use crate::domain::Id;
use chrono::{DateTime, Utc};
use rusqlite::Connection;

/// Rows of the journal that are replayed at a time.
const LOT: usize = 512;

impl Store {
    /// The record as of a moment, in memory and read-only: every change whose
    /// recorded time is not after it. `progress` is told how far it is and
    /// answers whether to go on; none when it answered no.
    ///
    /// # Errors
    /// The file cannot be read, or there is not enough memory.
    pub fn as_of(
        &self,
        moment: DateTime<Utc>,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Option<Self>> {
        let memory = self.read("going back in the record", |file| {
            let memory = Connection::open_in_memory()?;
            configure(&memory, false)?;
            let whole = fill(file, &memory, moment, progress)?;
            Ok(whole.then_some(memory))
        })?;
        Ok(memory.map(|conn| Self {
            conn,
            path: self.path.clone(),
            as_of: Some(moment),
        }))
    }

    /// The moment whose record this is; none for the file as it stands.
    #[must_use]
    pub const fn moment(&self) -> Option<DateTime<Utc>> {
        self.as_of
    }

    /// Refuses to write into the past.
    pub(super) fn present(&self) -> Result<()> {
        self.as_of.map_or(Ok(()), |at| Err(StoreError::Past(at)))
    }
}

/// Replays what had been recorded by then; says whether it got to the end.
fn fill(
    file: &Connection,
    memory: &Connection,
    moment: DateTime<Utc>,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Inner<bool> {
    let of = u64::try_from(journal::last_seq(file)?).unwrap_or(0);
    let until = moment.timestamp_millis();
    let all = memory.unchecked_transaction()?;
    schema::create(&all)?;
    let mut projector = Projector::new(&all, &all);
    let mut seq = 0;
    loop {
        let lines = journal::after(file, seq, LOT)?;
        if lines.is_empty() {
            break;
        }
        for line in lines {
            seq = line.seq;
            if line.at > until {
                continue;
            }
            journal::insert(&all, &line)?;
            let applied = line.event().and_then(|e| projector.apply(&e, seq));
            applied.or_else(pass_over_unreadable)?;
            meta::put(&all, meta::HEAD, &line.hash)?;
        }
        let done = u64::try_from(seq).unwrap_or(0);
        if !progress(Progress { done, of }) {
            return Ok(false);
        }
    }
    projector.finish()?;
    for name in [meta::REPLICA, meta::CURRENT] {
        if let Some(id) = meta::id(file, name)? {
            meta::put(&all, name, Id::as_bytes(&id))?;
        }
    }
    all.commit()?;
    Ok(true)
}
