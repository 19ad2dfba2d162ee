//! Prints what was recorded back as a capture line.

use crate::domain::{Known, Thing};

/// An entry or a task as a capture line that means the same; the headline of
/// anything else.
#[must_use]
pub fn line_of(thing: &Thing, _known: &Known) -> String {
    thing.headline().to_owned()
}
