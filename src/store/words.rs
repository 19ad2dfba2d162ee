//! How text becomes words, in the index and in a question alike.
//!
//! The tokenizer is SQLite's `unicode61` without marks: a word is a run of
//! letters and digits, whatever its case and accents. Dots, hyphens and
//! brackets part words, so `203.0.113.7` is four words in a row, found by
//! itself, by `203.0.113`, and inside `203.0.113.7:443`; `evil.example` finds
//! `www.evil.example`. A trigram index would find any three letters inside a
//! word, at three times the size, and no two-character Chinese word.

use crate::domain::{Id, indicator::refang};
use std::fmt::Write as _;

/// The form that is indexed and asked for: fanged, and with the scripts that
/// write no spaces parted into characters, so that a phrase of them is found
/// in the middle of a sentence.
pub(super) fn normal(text: &str) -> String {
    let live = refang(text);
    if !live.chars().any(stands_alone) {
        return live;
    }
    let mut out = String::with_capacity(live.len() * 2);
    for c in live.chars() {
        if stands_alone(c) {
            out.extend([' ', c, ' ']);
        } else {
            out.push(c);
        }
    }
    out
}

/// Characters of scripts without spaces: kana, Han, Hangul.
pub(super) fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xac00..=0xd7af | 0xf900..=0xfaff | 0xff66..=0xff9f | 0x20000..=0x3ffff)
}

/// The word that stands for an incident in the index.
pub(super) fn scope(incident: Id) -> String {
    incident.simple().to_string()
}

/// One word of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// It, in normal form.
    pub text: String,
    /// Whether more of it may follow: it is being typed.
    pub open: bool,
}

/// The letters it takes to look for what begins with them. A single one begins
/// a tenth of all there is: merging that takes half a second and 10 MB at a
/// million entries, and tells nobody anything.
const SHORTEST: usize = 2;

/// The words of a question. What has neither letter nor digit is no word of
/// any text and asks for nothing.
pub(super) fn asked(query: &str) -> Vec<Word> {
    let live = refang(query);
    let typed = live
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric() && !stands_alone(*c));
    let typing = typed.take(SHORTEST).count() == SHORTEST;
    let mut words: Vec<Word> = live
        .split_whitespace()
        .filter(|w| w.contains(char::is_alphanumeric))
        .map(|w| Word {
            text: normal(w),
            open: false,
        })
        .collect();
    if let Some(last) = words.last_mut().filter(|_| typing) {
        last.open = true;
    }
    words
}

/// The question in FTS5's syntax: every word quoted, so that none is syntax.
/// None when it asks for nothing.
pub(super) fn question(words: &[Word], incident: Option<Id>) -> Option<String> {
    if words.is_empty() {
        return None;
    }
    let mut out = String::from("words : (");
    for word in words {
        // A NUL would end the question early; it is no part of a word.
        let text = word.text.replace('\0', " ").replace('"', "\"\"");
        let star = if word.open { " *" } else { "" };
        let _ = write!(out, " \"{text}\"{star}");
    }
    out.push_str(" )");
    if let Some(incident) = incident {
        let _ = write!(out, " AND scope : \"{}\"", scope(incident));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_question_is_quoted_and_the_last_is_open() {
        let ask = |q: &str| question(&asked(q), None);
        assert_eq!(
            ask("10.0.0.5 AND \"xy"),
            Some("words : ( \"10.0.0.5\" \"AND\" \"\"\"xy\" * )".into())
        );
        assert_eq!(ask("done "), Some("words : ( \"done\" )".into()));
        assert_eq!(ask("10.0.0.5"), Some("words : ( \"10.0.0.5\" )".into()));
        assert_eq!(ask(" * \" ( - "), None);
        assert_eq!(ask("hxxps[://]evil[.]example"), ask("https://evil.example"));
        assert_eq!(ask("侵入"), Some("words : ( \" 侵  入 \" )".into()));
    }
}
