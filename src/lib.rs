//! `warroom`: a terminal cockpit for security incidents.
//!
//! A folder is a room with one purpose; an arrow in `docs/ARCHITECTURE.md` is
//! a permitted import, and `tests/tidy.rs` holds the rooms to it.
//!
//! - [`domain`]: what an incident is and how it may change
//! - [`keys`]: keys, and the one table that says what each does
//! - [`report`]: the record of an incident as Markdown

pub mod domain;
pub mod keys;
pub mod report;
