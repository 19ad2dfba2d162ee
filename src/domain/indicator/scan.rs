//! Goes through a text whose defanged spellings have been undone, and says at
//! each place what stands before it.

use super::super::IndicatorType;
use super::defanged::Live;
use super::shapes;
use std::ops::Range;

/// How a doubt is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// For what is offered: only what is an indicator beyond reasonable doubt.
    Exact,
    /// For what leaves: what a reader's client might follow is one. Of a URL
    /// only what names the host, so that what its path names is found, too.
    Wary,
}

/// An indicator of the live text.
pub(super) struct Hit {
    pub range: Range<usize>,
    pub kind: IndicatorType,
    /// In its one usable form.
    pub value: String,
}

/// A place where an indicator may begin.
pub(super) struct Place<'a> {
    pub live: &'a Live,
    /// A byte of the live text.
    pub at: usize,
    pub care: Care,
    /// A letter, a digit, or such with underscores behind it stands before.
    pub joined: bool,
    /// Only one character parts it from the indicator before it.
    pub next: bool,
}

impl Place<'_> {
    /// What is before the place.
    pub fn head(&self) -> &str {
        &self.live.text[..self.at]
    }

    /// What begins there.
    pub fn rest(&self) -> &str {
        &self.live.text[self.at..]
    }

    pub const fn wary(&self) -> bool {
        matches!(self.care, Care::Wary)
    }

    /// Whether the character `sign` stands before, with a word before that.
    pub fn behind(&self, sign: char) -> bool {
        let head = self.head().strip_suffix(sign);
        head.is_some_and(|head| head.ends_with(char::is_alphanumeric))
    }
}

/// Every indicator, in order, none overlapping another.
pub(super) fn scan(live: &Live, care: Care) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    let mut at = 0;
    let mut joined = false;
    while let Some(c) = live.text[at..].chars().next() {
        let last = found.last().map(|hit| hit.range.end);
        let next = last.is_some_and(|end| parted(&live.text, end, at));
        let place = Place {
            live,
            at,
            care,
            joined,
            next,
        };
        if let Some(hit) = shapes::at(&place) {
            at = hit.range.end;
            joined = live.text[..at].ends_with(char::is_alphanumeric);
            found.push(hit);
        } else {
            at += c.len_utf8();
            joined = c.is_alphanumeric() || (joined && c == '_');
        }
    }
    found
}

/// Whether exactly one character stands between two bytes of a text.
fn parted(text: &str, end: usize, at: usize) -> bool {
    at - end <= 4 && text[end..at].chars().count() == 1
}
