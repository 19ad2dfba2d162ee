//! How much a situation report tells, and how long it may be.

use crate::domain::visible_line;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Rows of 80 columns that a report for executives takes at most: one page.
pub(super) const PAGE: usize = 54;
const COLUMNS: usize = 80;

/// How much of what a report tells.
#[derive(Clone, Copy)]
pub(super) struct Measure {
    /// Entries that say what changed.
    pub changes: usize,
    /// Workstreams that do not go well.
    pub streams: usize,
    /// Open tasks.
    pub tasks: usize,
    /// Things that are needed.
    pub needs: usize,
    /// Columns of an item.
    pub item: usize,
    /// Columns of the summary, and half as many of the impact.
    pub prose: usize,
}

/// What those who respond are told.
pub(super) const IN_FULL: Measure = Measure {
    changes: 10,
    streams: usize::MAX,
    tasks: 6,
    needs: usize::MAX,
    item: usize::MAX,
    prose: usize::MAX,
};

/// What executives are told: the first that fits one page.
pub(super) const FOR_A_PAGE: [Measure; 8] = [
    measure([10, 8, 6, 6], 300, 1_200),
    measure([6, 8, 4, 4], 200, 1_000),
    measure([5, 7, 3, 3], 150, 1_000),
    measure([4, 6, 3, 2], 130, 800),
    measure([3, 5, 2, 2], 110, 500),
    measure([3, 4, 2, 2], 100, 320),
    measure([2, 3, 1, 1], 80, 240),
    measure([1, 2, 1, 1], 50, 160),
];

/// Of `most` items: changes, workstreams, tasks, needs.
const fn measure(most: [usize; 4], item: usize, prose: usize) -> Measure {
    let [changes, streams, tasks, needs] = most;
    Measure {
        changes,
        streams,
        tasks,
        needs,
        item,
        prose,
    }
}

/// The rows a text takes where 80 columns are a row.
pub(super) fn rows(text: &str) -> usize {
    let rows = |line: &str| columns(line).div_ceil(COLUMNS).max(1);
    text.lines().map(rows).sum()
}

/// The columns a text takes on one line.
pub(super) fn columns(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// At most so many columns of a text, cut between words.
pub(super) fn clipped(text: &str, most: usize) -> String {
    let text = visible_line(text);
    let mut used = 0;
    let over = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or_default();
        used > most
    });
    let Some((end, _)) = over else {
        return text.into_owned();
    };
    let head = &text[..end];
    let word = head.rfind(char::is_whitespace).filter(|at| *at > end / 2);
    let head = head[..word.unwrap_or(end)].trim_end();
    format!("{} …", head.trim_end_matches([',', ';', ':', '.']))
}

/// At most so many columns of a text of several lines, in as many lines as
/// these fill.
pub(super) fn clipped_lines<'t>(lines: impl Iterator<Item = &'t str>, most: usize) -> String {
    let mut left = most;
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        if left < COLUMNS / 2 {
            if let Some(last) = out.last_mut().filter(|last| !last.ends_with('…')) {
                last.push_str(" …");
            }
            break;
        }
        let line = clipped(line, left);
        // A line takes whole rows, however short it is.
        left = left.saturating_sub(rows(&line) * COLUMNS);
        out.push(line);
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_words_and_says_so() {
        assert_eq!(clipped("one two three", 13), "one two three");
        assert_eq!(clipped("one two, three", 10), "one two …");
        assert_eq!(clipped("einundzwanzig", 5), "einun …");
        assert_eq!(clipped("äöü äöü", 4), "äöü …");
        assert_eq!(clipped("中文字", 5), "中文 …");
        let lines = |text: &str, most| clipped_lines(text.lines(), most);
        assert_eq!(lines("a\nb\nc", 160), "a\nb …");
        assert_eq!(lines("a\nb\nc", 240), "a\nb\nc");
        assert_eq!(lines("a\nb", usize::MAX), "a\nb");
    }

    #[test]
    fn a_row_is_eighty_columns_of_the_screen() {
        let wide = "中".repeat(41);
        assert_eq!(rows(&format!("a\n\n{}\n{wide}\n", "b".repeat(80))), 5);
    }
}
