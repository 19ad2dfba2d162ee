//! Formats that leave the program and come into it, one file a format. Pure:
//! text from the record, and text into plain data with the line of every
//! fault; no file, no clock.

pub mod fixes_csv;
pub mod ics;
mod outline;
pub mod record;
mod record_in;
mod scenario;
mod scenario_csv;
mod scenario_toml;

pub use scenario::read_scenario;

/// Something in a file that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, and what would be right.
    pub what: String,
}

impl Fault {
    fn at(line: usize, what: impl Into<String>) -> Self {
        Self {
            line,
            what: what.into(),
        }
    }
}
