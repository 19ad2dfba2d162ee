//! Parse, run, exit with a code that says what happened.

fn main() {}
