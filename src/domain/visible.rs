//! Hostile text made harmless and visible: the one place that says which
//! characters may not leave raw. Nothing is dropped, since dropping falsifies
//! evidence: an escape becomes `␛`, a bidi override becomes `‹U+202E›`.

use std::borrow::Cow;
use std::fmt::Write as _;

/// One line: line breaks and tabs are shown as signs too.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
    rewrite(text, |c| !is_unsafe(c))
}

/// Several lines: `\n` stays a line break, a tab stays a tab.
#[must_use]
pub fn visible_block(text: &str) -> Cow<'_, str> {
    rewrite(text, |c| matches!(c, '\n' | '\t') || !is_unsafe(c))
}

/// Whether there is nothing in a text that a reader would see: it is empty, or
/// made of spaces. Controls and characters that draw nothing are seen: they
/// are shown by name.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// One line for a terminal that shows ASCII only: every other character, and
/// every control, as its code point, `<U+00E9>`.
#[must_use]
pub fn visible_ascii(text: &str) -> Cow<'_, str> {
    let plain = |c: char| matches!(c, ' '..='~');
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 4);
    for c in text.chars() {
        if plain(c) {
            out.push(c)
        } else {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        }
    }
    Cow::Owned(out)
}

fn rewrite(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(&keep) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if keep(c) {
            out.push(c)
        } else {
            push_sign(&mut out, c)
        }
    }
    Cow::Owned(out)
}

/// C0 controls and DEL have pictures of their own in Unicode (U+2400 block).
fn push_sign(out: &mut String, c: char) {
    let code = u32::from(c);
    match code {
        0..=0x1f => out.extend(char::from_u32(0x2400 + code)),
        0x7f => out.push('␡'),
        _ => {
            let _ = write!(out, "‹U+{code:04X}›");
        }
    }
}

/// Controls, and whatever draws nothing or turns the direction of what
/// follows: Unicode categories Cc, Cf, Zl, Zp and the other characters of
/// Default_Ignorable_Code_Point (UAX #44), noncharacters included.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0xad | 0x34f | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x890..=0x891 | 0x8e2
            | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
            | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfdd0..=0xfdef | 0xfe00..=0xfe0f
            | 0xfeff | 0xffa0 | 0xfff0..=0xfffb | 0xfffe..=0xffff | 0x110bd | 0x110cd
            | 0x13430..=0x1345f | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_show_as_signs_and_nothing_is_dropped() {
        assert_eq!(
            visible_line("a\x1b[2Jb\u{202e}c\n\x7f\u{9b}"),
            "a␛[2Jb‹U+202E›c␊␡‹U+009B›"
        );
        assert_eq!(visible_block("a\n\tb\r"), "a\n\tb␍");
        assert!(is_blank(" \u{a0}\t\n") && is_blank(""));
        assert!(!is_blank("\u{200b}") && !is_blank("\u{1}") && !is_blank("中"));
        assert!(matches!(visible_line("plain ünïcode 中"), Cow::Borrowed(_)));
    }

    #[test]
    fn ascii_names_what_it_cannot_show() {
        assert_eq!(visible_ascii("é\x1b中 ~"), "<U+00E9><U+001B><U+4E2D> ~");
        assert!(matches!(visible_ascii("plain"), Cow::Borrowed(_)));
    }
}
