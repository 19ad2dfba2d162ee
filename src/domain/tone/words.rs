//! The words of a text, with where they stand.

use std::ops::Range;

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// Where it stands: bytes of the text.
    pub(super) range: Range<usize>,
    /// As it is compared: lower case, with straight apostrophes.
    pub(super) normal: String,
    /// Nothing but blanks and hyphens lies between it and the word before.
    pub(super) joined: bool,
    /// The number of its sentence.
    pub(super) sentence: usize,
    written: &'a str,
}

impl Word<'_> {
    /// Whether no letter of it is a capital.
    pub(super) fn is_lower_case(&self) -> bool {
        !self.written.chars().any(char::is_uppercase)
    }
}

/// A word as it is compared.
pub(super) fn normal(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// Letters, digits and what is written on them. Combining marks have no class
/// in the standard library: all that is neither ASCII nor punctuation is one.
fn is_part(c: char) -> bool {
    let punctuation = matches!(c,
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{2190}'..='\u{2bff}' | '\u{3000}'..='\u{303f}');
    c.is_alphanumeric() || (!c.is_ascii() && !punctuation && !c.is_whitespace())
}

/// The words of a text. An apostrophe within one is part of it, a hyphen is
/// not; a sentence ends at a line's end, and where `.`, `!`, `?` or `;` has a
/// blank behind it.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    let mut sentence = 0;
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !is_part(first) {
            continue;
        }
        let mut after = start + first.len_utf8();
        while let Some((at, c)) = chars.peek().copied() {
            let inner = matches!(c, '\'' | '’') && text[at + c.len_utf8()..].starts_with(is_part);
            if !is_part(c) && !inner {
                break;
            }
            after = at + c.len_utf8();
            chars.next();
        }
        let between = &text[end..start];
        sentence += usize::from(ends_a_sentence(between));
        let joins = |c: char| (c.is_whitespace() && c != '\n') || matches!(c, '-' | '‑' | '_');
        found.push(Word {
            range: start..after,
            normal: normal(&text[start..after]),
            joined: !between.is_empty() && between.chars().all(joins),
            sentence,
            written: &text[start..after],
        });
        end = after;
    }
    found
}

fn ends_a_sentence(between: &str) -> bool {
    let mut last = ' ';
    between.chars().any(|c| {
        let ends = c == '\n' || (c.is_whitespace() && matches!(last, '.' | '!' | '?' | ';'));
        last = c;
        ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_place_and_their_sentence() {
        let text = "It wasn’t 10.0.0.5. Cafe\u{301}-owner, «ça»\nÜber";
        let told: Vec<_> = words(text)
            .into_iter()
            .map(|w| {
                format!(
                    "{}{}{}",
                    w.sentence,
                    if w.joined { "-" } else { " " },
                    w.normal
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "0 it",
                "0-wasn't",
                "0-10",
                "0 0",
                "0 0",
                "0 5",
                "1 cafe\u{301}",
                "1-owner",
                "1 ça",
                "2 über"
            ]
        );
    }
}
