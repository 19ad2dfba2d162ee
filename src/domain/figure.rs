//! A number as somebody wrote it, and what a success metric makes of it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A decimal number, kept as it was written: no precision is lost or invented.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Figure(String);

impl Figure {
    /// Digits and signs a number may have at most.
    const LONGEST: usize = 24;

    /// Reads a number: `12`, `-3.5`.
    ///
    /// # Errors
    /// It is no plain decimal number: a sentence that says what is wanted.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if plain(whole) && plain(part) && text.len() <= Self::LONGEST {
            return Ok(Self(text.to_owned()));
        }
        let shown = super::visible_line(text);
        Err(format!(
            "`{shown}` is not a number: write digits, with a point for the fraction, such as 12 or 0.5; the unit has a field of its own"
        ))
    }

    /// What it amounts to.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.0.parse().unwrap_or(0.0)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<Figure> for String {
    fn from(figure: Figure) -> Self {
        figure.0
    }
}

impl TryFrom<String> for Figure {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::read(&text)
    }
}

/// What tells whether a fix did what it was for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// What is measured: `tokens without an owner`.
    pub name: String,
    /// In what: `tokens`, `%`, `min`; may be empty.
    pub unit: String,
    /// What it was before.
    pub baseline: Option<Figure>,
    /// What it is to become.
    pub target: Option<Figure>,
}

impl Metric {
    /// A metric of which nothing is known but its name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            unit: String::new(),
            baseline: None,
            target: None,
        }
    }

    /// Whether nothing is said of it at all.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        let figures = self.baseline.is_none() && self.target.is_none();
        figures && super::is_blank(&self.name) && super::is_blank(&self.unit)
    }

    /// Whether a measured value reaches the target. Less is better where the
    /// target lies below the baseline. None while either is unknown, or where
    /// they are equal and so say nothing of the direction.
    #[must_use]
    pub fn reached(&self, measured: &Figure) -> Option<bool> {
        let (from, to) = (
            self.baseline.as_ref()?.value(),
            self.target.as_ref()?.value(),
        );
        let value = measured.value();
        match to.total_cmp(&from) {
            std::cmp::Ordering::Less => Some(value <= to),
            std::cmp::Ordering::Greater => Some(value >= to),
            std::cmp::Ordering::Equal => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_kept_as_written_and_a_bad_one_is_refused() {
        for (text, value) in [("12", 12.0), (" 0.50 ", 0.5), ("-3.5", -3.5)] {
            let figure = Figure::read(text).unwrap();
            assert_eq!(figure.to_string(), text.trim());
            assert!((figure.value() - value).abs() < 1e-9, "{text}");
        }
        for text in [
            "", "-", "12%", "1e9", "NaN", "1,5", ".5", "5.", "--1", "1 2", "९",
        ] {
            let told = Figure::read(text).unwrap_err();
            assert!(told.contains("is not a number"), "{told}");
        }
        assert!(Figure::read(&"9".repeat(25)).is_err());
    }

    #[test]
    fn the_direction_follows_from_baseline_and_target() {
        let figure = |text| Figure::read(text).unwrap();
        let metric = |from, to| Metric {
            baseline: Some(figure(from)),
            target: Some(figure(to)),
            ..Metric::new("m")
        };
        for (from, to, measured, reached) in [
            ("40", "5", "5", Some(true)),
            ("40", "5", "5.1", Some(false)),
            ("10", "99.5", "99.5", Some(true)),
            ("10", "99.5", "99", Some(false)),
            ("7", "7.0", "7", None),
        ] {
            assert_eq!(
                metric(from, to).reached(&figure(measured)),
                reached,
                "{measured}"
            );
        }
        assert_eq!(Metric::new("m").reached(&figure("1")), None);
    }
}
