//! The real binary, each run in a room of its own: home, clock and author fixed.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on says so by ending"
)]

#[path = "cli/afterwards.rs"]
mod afterwards;
#[path = "cli/capturing.rs"]
mod capturing;
#[path = "cli/check_ins.rs"]
mod check_ins;
#[path = "cli/closing.rs"]
mod closing;
#[path = "cli/commanding.rs"]
mod commanding;
#[path = "cli/correcting.rs"]
mod correcting;
#[path = "cli/demo.rs"]
mod demo;
#[path = "cli/drill.rs"]
mod drill;
#[path = "cli/evidence.rs"]
mod evidence;
#[path = "cli/fixes.rs"]
mod fixes;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/hyphens.rs"]
mod hyphens;
#[path = "cli/importing.rs"]
mod importing;
#[path = "cli/incidents.rs"]
mod incidents;
#[path = "cli/killed.rs"]
mod killed;
#[path = "cli/leading.rs"]
mod leading;
#[path = "cli/leaving.rs"]
mod leaving;
#[path = "cli/needs.rs"]
mod needs;
#[path = "cli/pages.rs"]
mod pages;
#[path = "cli/reading.rs"]
mod reading;
#[path = "cli/review.rs"]
mod review;
#[path = "cli/rights.rs"]
mod rights;
#[path = "cli/room.rs"]
mod room;
#[path = "cli/streams.rs"]
mod streams;
#[path = "cli/surroundings.rs"]
mod surroundings;
#[path = "cli/telling.rs"]
mod telling;
#[path = "cli/templates.rs"]
mod templates;
