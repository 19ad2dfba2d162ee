//! Formats of others, one file a format. Pure: text from the record, no file,
//! no clock.

pub mod ics;
