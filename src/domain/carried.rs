//! A change on its way from one file to another.

use super::Event;

/// A change as a journal holds it: what it says, and its bytes where they are
/// no UTF-8, so that whoever takes it in holds the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// What it says; what is no UTF-8 is read as U+FFFD.
    pub event: Event,
    /// The author as bytes, where they are no UTF-8.
    pub author_bytes: Option<Vec<u8>>,
    /// The change as bytes, where they are no UTF-8.
    pub change_bytes: Option<Vec<u8>>,
}

impl From<Event> for Carried {
    fn from(event: Event) -> Self {
        Self {
            event,
            author_bytes: None,
            change_bytes: None,
        }
    }
}
