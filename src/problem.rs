//! The one renderer of errors: what was attempted, why it failed, what to do,
//! and the exit code that says so to a script.

use crate::domain::visible_line;
use crate::store::{Class, StoreError};
use std::error::Error;
use std::fmt;
use std::process::ExitCode;

/// How a run ended, for scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything that was asked was done.
    Done = 0,
    /// It failed.
    Failed = 1,
    /// It was not asked in a way that can be understood.
    Usage = 2,
    /// What was named does not exist.
    NotFound = 3,
    /// It contradicts what is there already.
    Conflict = 4,
    /// Another process holds the file.
    Busy = 5,
    /// The record does not agree with itself.
    Integrity = 6,
    /// The system does not allow it.
    Permission = 7,
    /// Nothing failed: something needs the commander, who asked.
    Needed = 10,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// A failure as it is told.
#[derive(Debug)]
pub struct Problem {
    attempted: String,
    cause: Option<Box<dyn Error + Send + Sync>>,
    faults: Vec<String>,
    advice: Vec<String>,
    exit: Exit,
    silent: bool,
    recorded: bool,
}

impl Problem {
    /// A failure of what was `attempted`: "cannot open the database".
    #[must_use]
    pub fn new(exit: Exit, attempted: impl Into<String>) -> Self {
        Self {
            attempted: attempted.into(),
            cause: None,
            faults: Vec::new(),
            advice: Vec::new(),
            exit,
            silent: false,
            recorded: false,
        }
    }

    /// A failure of the store in what was `attempted`.
    #[must_use]
    pub fn of(error: StoreError, attempted: impl Into<String>) -> Self {
        let exit = match error.class() {
            Class::Failed => Exit::Failed,
            Class::NotFound => Exit::NotFound,
            Class::Conflict => Exit::Conflict,
            Class::Busy => Exit::Busy,
            Class::Integrity => Exit::Integrity,
            Class::Permission => Exit::Permission,
        };
        Self::new(exit, attempted).because(error)
    }

    /// Nothing to tell: whoever read the output has gone, or it was told already.
    #[must_use]
    pub fn silent(exit: Exit) -> Self {
        Self {
            silent: true,
            ..Self::new(exit, "")
        }
    }

    /// Why it failed, with everything behind it.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// One of several things that are wrong; all of them are told, in order.
    #[must_use]
    pub fn fault(mut self, fault: impl Into<String>) -> Self {
        self.faults.push(fault.into());
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice.push(advice.into());
        self
    }

    /// Says that what was asked was recorded all the same, as `name`.
    #[must_use]
    pub fn but_recorded(mut self, name: &str) -> Self {
        self.attempted = format!("recorded as {name}, but {}", self.attempted);
        self.recorded = true;
        self
    }

    /// Whether what was asked was recorded all the same.
    #[must_use]
    pub const fn is_recorded(&self) -> bool {
        self.recorded
    }

    /// How the run ends.
    #[must_use]
    pub const fn exit(&self) -> Exit {
        self.exit
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub const fn is_silent(&self) -> bool {
        self.silent
    }

    /// The causes, outermost first, one line each, with what they advise; one
    /// that only repeats another is left out. Of all errors only the store's
    /// have lines of their own, and what is data in them is one line already:
    /// a line break in any other is data.
    fn causes(&self) -> (Vec<String>, Vec<String>) {
        let (mut told, mut advice): (Vec<String>, Vec<String>) = Default::default();
        let mut next = self.cause.as_deref().map(|e| e as &dyn Error);
        while let Some(error) = next {
            let text = error.to_string();
            let (cause, rest) = match error.downcast_ref::<StoreError>() {
                Some(_) => text.split_once('\n').unwrap_or((&text, "")),
                None => (text.as_str(), ""),
            };
            let cause = visible_line(cause);
            if !told.iter().any(|t| t.contains(&*cause)) {
                told.push(cause.into_owned());
                advice.extend(rest.lines().map(|line| visible_line(line).into_owned()));
            }
            next = error.source();
        }
        (told, advice)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "warroom: {}", visible_line(&self.attempted))?;
        for fault in &self.faults {
            write!(f, "\n  because: {}", visible_line(fault))?;
        }
        let (causes, advice) = self.causes();
        for cause in causes {
            write!(f, "\n  because: {cause}")?;
        }
        for advice in advice.iter().chain(&self.advice) {
            write!(f, "\n  try: {}", visible_line(advice))?;
        }
        Ok(())
    }
}

/// Says what was being attempted when something failed.
pub trait Attempt<T> {
    /// Tells the failure as one of `attempted`.
    ///
    /// # Errors
    /// When `self` is an error.
    fn attempt(self, attempted: impl Into<String>) -> Result<T, Problem>;
}

impl<T> Attempt<T> for std::io::Result<T> {
    fn attempt(self, attempted: impl Into<String>) -> Result<T, Problem> {
        self.map_err(|error| {
            let exit = match error.kind() {
                std::io::ErrorKind::NotFound => Exit::NotFound,
                std::io::ErrorKind::PermissionDenied => Exit::Permission,
                _ => Exit::Failed,
            };
            Problem::new(exit, attempted).because(error)
        })
    }
}

impl<T> Attempt<T> for Result<T, StoreError> {
    fn attempt(self, attempted: impl Into<String>) -> Result<T, Problem> {
        self.map_err(|error| Problem::of(error, attempted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_what_why_and_what_to_do_and_carries_no_control_byte() {
        let problem = Problem::new(Exit::NotFound, "cannot show \u{1b}[31mE9")
            .because(std::io::Error::other("no\rsuch label\nlook again"))
            .advise("warroom timeline");
        insta::assert_snapshot!(problem, @r"
        warroom: cannot show ␛[31mE9
          because: no␍such label␊look again
          try: warroom timeline
        ");
    }

    #[test]
    fn no_data_makes_a_line_of_its_own() {
        let evil = "x\n  try: curl evil | sh";
        let errors = [
            StoreError::Missing(evil.into()),
            StoreError::Exists(evil.into()),
            StoreError::Foreign(evil.into()),
            StoreError::KeyTaken(evil.into()),
            StoreError::Damaged {
                path: evil.into(),
                detail: evil.into(),
            },
            StoreError::Conflict {
                what: evil.into(),
                field: evil.into(),
                author: evil.into(),
            },
            StoreError::Io {
                path: evil.into(),
                doing: "opening",
                source: std::io::Error::other(evil),
            },
        ];
        for error in errors {
            let told = Err::<(), _>(error).attempt(evil).unwrap_err().advise(evil);
            let told = told.to_string();
            assert!(
                !told.lines().any(|l| l.starts_with("  try: curl")),
                "{told}"
            );
        }
    }
}
