//! The store on real files.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test that cannot go on says so by panicking"
)]

#[allow(dead_code)]
mod dump;
mod reads;
mod room;
