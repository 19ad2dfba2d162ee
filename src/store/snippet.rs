//! Where in a text the words of a question are, and the piece around them.
//! Works on the text as recorded, defanged or not, so that what is shown is
//! what was written.

use super::words::{Word, stands_alone};
use std::ops::Range;

/// Bytes of context before the first match, and of a snippet in all.
const LEAD: usize = 32;
const LENGTH: usize = 160;

/// A word of a text, folded, and where it is.
struct Token {
    text: String,
    at: Range<usize>,
}

/// The piece of a text around the first match, on one line, and the ranges of
/// the matches in it.
pub(super) fn of(texts: &[&str], words: &[Word]) -> (String, Vec<Range<usize>>) {
    let found = texts.iter().find_map(|text| {
        let matches = matches(text, words);
        (!matches.is_empty()).then_some((*text, matches))
    });
    let (text, matches) = found.unwrap_or((texts.first().copied().unwrap_or(""), Vec::new()));
    cut(text, &matches)
}

/// The ranges of every word of the question, in order, none overlapping.
fn matches(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    for word in words {
        let wanted: Vec<String> = self::tokens(&word.text)
            .into_iter()
            .map(|t| t.text)
            .collect();
        let Some((last, before)) = wanted.split_last() else {
            continue;
        };
        for run in tokens.windows(wanted.len()) {
            let end = &run[before.len()].text;
            let ends = end == last || (word.open && end.starts_with(last.as_str()));
            if ends && run.iter().zip(before).all(|(t, w)| t.text == *w) {
                found.push(run[0].at.start..run[before.len()].at.end);
            }
        }
    }
    found.sort_by_key(|r| (r.start, r.end));
    found
        .into_iter()
        .fold(Vec::new(), |mut out: Vec<Range<usize>>, next| {
            match out.last_mut() {
                Some(last) if next.start < last.end => last.end = last.end.max(next.end),
                Some(_) | None => out.push(next),
            }
            out
        })
}

/// The words of a text, in the way the index parts them.
fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if !c.is_alphanumeric() {
            open = open && is_mark(c);
            continue;
        }
        match out.last_mut().filter(|_| open && !stands_alone(c)) {
            Some(token) => {
                token.text.extend(c.to_lowercase());
                token.at.end = end;
            }
            None => out.push(Token {
                text: c.to_lowercase().collect(),
                at: at..end,
            }),
        }
        open = !stands_alone(c);
    }
    out.retain(|token| !is_spelled_sign(text, token));
    for token in &mut out {
        if let Some(rest) = token.text.strip_prefix("hxxp") {
            token.text = format!("http{rest}");
        }
    }
    out
}

/// Combining marks: part of the word they stand on.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a
        | 0x64b..=0x65f | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f)
}

/// `dot` and `at` in brackets are signs, not words.
fn is_spelled_sign(text: &str, token: &Token) -> bool {
    matches!(token.text.as_str(), "dot" | "at")
        && text[..token.at.start].ends_with(['[', '(', '{'])
        && text[token.at.end..].starts_with([']', ')', '}'])
}

fn cut(text: &str, matches: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    let first = matches.first().map_or(0, |r| r.start);
    let from = floor(text, first.saturating_sub(LEAD));
    // Room that is not needed after the match goes to the context before it.
    let from = from.min(floor(text, text.len().saturating_sub(LENGTH)));
    let first_end = matches.first().map_or(0, |r| r.end);
    let to = floor(text, (from + LENGTH).max(first_end).min(text.len()));
    let (lead, trail) = (
        if from > 0 { "…" } else { "" },
        if to < text.len() { "…" } else { "" },
    );
    let line: String = text[from..to]
        .chars()
        .map(|c| {
            if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        })
        .collect();
    let inside = matches.iter().filter(|r| r.end <= to);
    let moved = inside.map(|r| r.start - from + lead.len()..r.end - from + lead.len());
    let moved = moved.collect();
    (format!("{lead}{line}{trail}"), moved)
}

/// The character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::words::asked;
    use super::*;
    use proptest::prelude::*;

    fn marked(text: &str, query: &str) -> String {
        let (mut snippet, matches) = of(&[text], &asked(query));
        for range in matches.iter().rev() {
            snippet.insert(range.end, '>');
            snippet.insert(range.start, '<');
        }
        snippet
    }

    #[test]
    fn matches_are_marked_in_the_text_as_it_was_written() {
        assert_eq!(
            marked("blocked 203[.]0[.]113[.]7 at the edge", "203.0.113.7"),
            "blocked <203[.]0[.]113[.]7> at the edge"
        );
        assert_eq!(
            marked("seen hxxps://evil[dot]example/x", "https://evil.example"),
            "seen <hxxps://evil[dot]example>/x"
        );
        assert_eq!(
            marked("Blocked\nthe block", "bloc"),
            "<Blocked> the <block>"
        );
        assert_eq!(marked("東京で侵入を確認", "侵入"), "東京で<侵入>を確認");
        assert_eq!(marked("nothing here", "else"), "nothing here");
    }

    #[test]
    fn a_long_text_is_cut_around_its_first_match() {
        let text = format!("{} beacon {}", "a ".repeat(300), "z ".repeat(300));
        let snippet = marked(&text, "beacon");
        assert!(snippet.starts_with('…') && snippet.ends_with('…'));
        assert!(snippet.contains("<beacon>") && snippet.len() < 200);
    }

    proptest! {
        #[test]
        fn any_text_and_any_question_give_ranges_that_can_be_cut(text in "\\PC{0,300}|.{0,300}", query in ".{0,20}") {
            let (snippet, matches) = of(&[&text], &asked(&query));
            for range in matches {
                prop_assert!(snippet.get(range).is_some());
            }
        }
    }
}
