//! A text with every defanging undone, and the way back to its own bytes.
//! Whether a bracket belonged to an indicator is judged afterwards.

use std::ops::Range;

/// A text as it would read without defanging.
pub(super) struct Fanged {
    pub(super) text: String,
    /// For each byte of `text`, the byte of the original it stands for, and
    /// one more for the end.
    origin: Vec<usize>,
    /// The bytes of `text` that were defanged dots.
    dots: Vec<usize>,
}

/// What people write in place of a sign.
const MASKS: &[(&str, &str)] = &[
    ("[.]", "."),
    ("(.)", "."),
    ("{.}", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("[://]", "://"),
    ("[:]", ":"),
    ("[@]", "@"),
    ("(@)", "@"),
    ("[at]", "@"),
    ("(at)", "@"),
];

/// Schemes as they are defanged, and what they stand for.
const SCHEMES: &[(&str, &str)] = &[
    ("hxxps", "https"),
    ("hxxp", "http"),
    ("fxps", "ftps"),
    ("fxp", "ftp"),
];

impl Fanged {
    pub(super) fn of(original: &str) -> Self {
        let mut fanged = Self {
            text: String::with_capacity(original.len()),
            origin: Vec::with_capacity(original.len() + 1),
            dots: Vec::new(),
        };
        let mut at = 0;
        while let Some(c) = original[at..].chars().next() {
            let rest = &original[at..];
            if let Some((mask, sign)) = fanged.mask(rest) {
                if *sign == "." {
                    fanged.dots.push(fanged.text.len());
                }
                fanged.push(sign, at);
                at += mask.len();
            } else if let Some((mask, scheme)) = fanged.scheme(rest) {
                fanged.push(scheme, at);
                at += mask.len();
            } else {
                fanged.push(&rest[..c.len_utf8()], at);
                at += c.len_utf8();
            }
        }
        fanged.origin.push(original.len());
        fanged
    }

    fn push(&mut self, text: &str, from: usize) {
        self.text.push_str(text);
        self.origin.extend(std::iter::repeat_n(from, text.len()));
    }

    /// The mask a rest begins with. One inside another, `[[.]]`, is left alone:
    /// undoing it would make a mask of what is around it.
    fn mask(&self, rest: &str) -> Option<&'static (&'static str, &'static str)> {
        let found = MASKS.iter().find(|(mask, _)| begins(rest, mask))?;
        let after = &rest[found.0.len()..];
        let inside = self.text.ends_with(['[', '(', '{'])
            && (after.starts_with([']', ')', '}']) || after.starts_with("//]"));
        (!inside).then_some(found)
    }

    /// The defanged scheme a rest begins with.
    fn scheme(&self, rest: &str) -> Option<&'static (&'static str, &'static str)> {
        if self.text.ends_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        SCHEMES.iter().find(|(mask, _)| {
            begins(rest, mask)
                && ["://", "[://]", "[:]//"]
                    .iter()
                    .any(|sign| rest[mask.len()..].starts_with(sign))
        })
    }

    /// The bytes of the original that a range of `text` stands for.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        self.origin[range.start]..self.origin[range.end]
    }

    /// Whether a range has a dot that somebody took the trouble to defang.
    pub(super) fn defanged(&self, range: &Range<usize>) -> bool {
        let first = self.dots.partition_point(|dot| *dot < range.start);
        self.dots.get(first).is_some_and(|dot| *dot < range.end)
    }
}

fn begins(text: &str, word: &str) -> bool {
    text.get(..word.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(word))
}
