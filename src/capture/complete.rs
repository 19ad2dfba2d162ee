//! Completion of names and labels.

use crate::domain::{Known, Label};
use std::ops::Range;

/// What could stand where the cursor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line that a candidate replaces.
    pub range: Range<usize>,
    /// The candidates, best first; never empty.
    pub candidates: Vec<Candidate>,
}

/// One thing that could stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What replaces the range: `@maya`, `#forensics`, `T7`.
    pub text: String,
    /// What it is, to show beside it; not yet made safe to show.
    pub detail: String,
}

/// Completes the `@name`, `#workstream` or label that ends at `cursor` (bytes).
#[must_use]
pub fn complete(
    _line: &str,
    _cursor: usize,
    _known: &Known,
    _labels: &[(Label, String)],
) -> Option<Completion> {
    None
}
