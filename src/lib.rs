//! `warroom`: a terminal cockpit for security incidents.
//!
//! A folder is a room with one purpose; an arrow in `docs/ARCHITECTURE.md` is
//! a permitted import, and `tests/tidy.rs` holds the rooms to it.
//!
//! - [`app`]: the cockpit's state machine
//! - [`capture`]: one line of text → what it means
//! - [`demo`]: made-up incidents to look around in
//! - [`domain`]: what an incident is and how it may change
//! - [`interchange`]: formats of others, one file a format
//! - [`keys`]: keys, and the one table that says what each does
//! - [`report`]: the record of an incident as Markdown
//! - [`store`]: the SQLite file, and the only room that speaks to it
//! - [`ui`]: the view of the cockpit
//! - [`tui`]: its driver: the loop, the terminal, the store
//! - [`cli`]: the shell, one file a subcommand
//! - [`clock`], [`paths`], [`config`], [`editor`], [`problem`]: the surroundings,
//!   and how a failure is told

pub mod app;
pub mod capture;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod domain;
pub mod editor;
pub mod interchange;
pub mod keys;
pub mod paths;
pub mod problem;
pub mod report;
pub mod store;
pub mod tui;
pub mod ui;
