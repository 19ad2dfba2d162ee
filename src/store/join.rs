//! Joining changes of another replica: what the tables hold is a function of
//! the set of changes, so they may come in any order and more than once.

use super::append::Writer;
use super::fault::Inner;
use super::journal;
use super::{Result, Store, StoreError};
use crate::domain::{Carried, Event};
use chrono::SubsecRound as _;
use rusqlite::Connection;

/// A clock beyond this leaves no room to tick: about the year 4000.
const LAST_CLOCK: i64 = 1 << 62;

impl Store {
    /// Takes in changes of another replica, in any order; says how many were
    /// new. Those that are here already are passed over.
    ///
    /// # Errors
    /// A change contradicts one that is here under the same identity, or its
    /// clock is out of range: nothing of the lot is recorded.
    pub fn join(&mut self, events: &[Event]) -> Result<usize> {
        self.write("joining changes", |conn| {
            let mut writer = Writer::new(conn)?;
            let mut new = 0;
            for event in events {
                let carried = whole_milliseconds(&Carried::from(event.clone()));
                if is_here(conn, &carried)? {
                    continue;
                }
                writer.take_in(&carried)?;
                new += 1;
            }
            // A file that nothing was ever written to has no clock to keep.
            if new > 0 {
                writer.finish()?;
            }
            Ok(new)
        })
    }
}

/// The journal keeps recorded times to the millisecond.
pub(super) fn whole_milliseconds(carried: &Carried) -> Carried {
    let mut carried = carried.clone();
    carried.event.at = carried.event.at.trunc_subsecs(3);
    carried
}

/// Whether a change is here already, as it is.
pub(super) fn is_here(conn: &Connection, carried: &Carried) -> Inner<bool> {
    let event = &carried.event;
    let unjoinable = |detail: &str| StoreError::Unjoinable {
        id: event.id,
        detail: detail.into(),
    };
    if !(0..LAST_CLOCK).contains(&event.stamp.hlc.0) {
        return Err(unjoinable("its clock is out of range").into());
    }
    match journal::by_id(conn, event.id)? {
        None => Ok(false),
        Some(line) => match line.carried()? == *carried {
            true => Ok(true),
            false => Err(unjoinable("another change has the same identity here").into()),
        },
    }
}
