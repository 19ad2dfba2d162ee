//! The store on real files.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test that cannot go on says so by panicking"
)]

mod carrying;
mod check_ins;
mod checklist;
mod dump;
mod files;
mod many;
mod older;
mod past;
mod reads;
mod review;
mod room;
mod set;
mod tamper;
mod undoing;
