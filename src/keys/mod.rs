//! Keys, and the one table that says what each does.

mod key;

pub use key::{Chord, Key};
