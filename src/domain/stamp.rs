//! Hybrid logical clocks: an order for changes that survives clocks that jump
//! and machines that disagree (Kulkarni et al., "Logical Physical Clocks", 2014).

use super::Id;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970 in the upper 47 bits, a counter in the lower 16;
/// never negative, so it sorts as the SQLite INTEGER it is stored in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Hlc(pub i64);

impl Hlc {
    /// The next stamp after `self`, not before the wall clock.
    #[must_use]
    pub fn tick(self, now: DateTime<Utc>) -> Self {
        let wall = now.timestamp_millis().clamp(0, (1 << 47) - 1) << 16;
        Self(wall.max(self.0 + 1))
    }
}

/// What orders two changes: clock first, then replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// The hybrid logical clock.
    pub hlc: Hlc,
    /// The file the change was first written in.
    pub replica: Id,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_jumps_back_does_not_turn_the_order_around() {
        let noon = DateTime::from_timestamp_millis(1_700_000_000_000).expect("in range");
        let first = Hlc::default().tick(noon);
        let second = first.tick(noon - chrono::Duration::hours(2));
        assert!(second > first);
    }
}
