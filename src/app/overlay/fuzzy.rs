//! Picks from a list by a few letters of a name.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The positions in `items` of those that `words` match, best first; all of
/// them, in their own order, when nothing is typed.
pub fn rank<T: AsRef<str>>(words: &str, items: &[T]) -> Vec<usize> {
    let pattern = Pattern::parse(&literal(words), CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut found: Vec<(u32, usize)> = items
        .iter()
        .enumerate()
        .filter_map(|(i, item)| {
            let item = Utf32Str::new(item.as_ref(), &mut letters);
            pattern.score(item, &mut matcher).map(|score| (score, i))
        })
        .collect();
    // Stable: what matches as well stays in its own order.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, i)| i).collect()
}

/// What is typed are letters: the signs of the matcher's own language
/// (`^`, `!`, `'`, `$`) mean themselves.
fn literal(words: &str) -> String {
    let word = |word: &str| {
        let mut out = String::new();
        if word.starts_with(['^', '!', '\'']) {
            out.push('\\');
        }
        match word.strip_suffix('$') {
            Some(head) => {
                out.push_str(head);
                out.push_str("\\$");
            }
            None => out.push_str(word),
        }
        out
    };
    words
        .split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn the_best_match_comes_first_and_nothing_typed_keeps_the_order() {
        let items = ["timeline", "star", "state", "start over"];
        assert_eq!(rank("", &items), [0, 1, 2, 3]);
        assert_eq!(rank("star", &items)[0], 1);
        assert_eq!(rank("tmln", &items), [0]);
        assert!(rank("zz", &items).is_empty());
    }

    #[test]
    fn signs_are_just_letters() {
        let items = ["5$", "!bang", "^up"];
        assert_eq!(rank("!", &items), [1]);
        assert_eq!(rank("$", &items), [0]);
        assert_eq!(rank("^", &items), [2]);
    }
}
