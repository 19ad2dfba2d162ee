//! Markdown as a reader sees it, on a terminal: no backslash, no star, no
//! table's bars. What a text is in Markdown is for the file that leaves.

use super::text::{clean, width, wrap};
use super::theme::Theme;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The rows of a text, each at most `columns` wide.
#[must_use]
pub fn rows(text: &str, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut page = Page {
        theme,
        columns: columns.max(8),
        rows: Vec::new(),
        words: Vec::new(),
        styles: vec![theme.text],
        lists: 0,
        item: false,
        cell: 0,
        links: Vec::new(),
    };
    let extensions = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(text, extensions) {
        page.event(event);
    }
    page.flush();
    while page.rows.last().is_some_and(|row| row.width() == 0) {
        page.rows.pop();
    }
    page.rows
}

struct Page<'t> {
    theme: &'t Theme,
    columns: usize,
    rows: Vec<Line<'static>>,
    /// What of a paragraph is not laid out yet.
    words: Vec<(String, Style)>,
    styles: Vec<Style>,
    /// How deep in lists.
    lists: usize,
    /// Whether the next row is the first of an item.
    item: bool,
    /// The cell of a table's row.
    cell: usize,
    links: Vec<String>,
}

impl Page<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(t) | Event::Code(t) => self.say(&t),
            // Markup of another language is shown, as everything is.
            Event::Html(t) | Event::InlineHtml(t) => self.say(&t),
            Event::SoftBreak => self.say(" "),
            Event::HardBreak => self.flush(),
            Event::Rule => self.blank(),
            Event::InlineMath(t) | Event::DisplayMath(t) | Event::FootnoteReference(t) => {
                self.say(&t);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let theme = self.theme;
        let style = match tag {
            Tag::Heading { .. } => {
                self.blank();
                theme.title
            }
            Tag::Emphasis => theme.dim,
            Tag::Strong => theme.strong,
            Tag::Strikethrough => theme.struck,
            Tag::TableHead => theme.dim,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push(dest_url.to_string());
                self.last()
            }
            Tag::Item => {
                self.flush();
                self.item = true;
                self.last()
            }
            Tag::List(_) => {
                self.flush();
                self.lists += 1;
                self.last()
            }
            Tag::TableCell => {
                if self.cell > 0 {
                    self.say(" · ");
                }
                self.cell += 1;
                self.last()
            }
            _other => self.last(),
        };
        self.styles.push(style);
    }

    fn end(&mut self, tag: TagEnd) {
        self.styles.pop();
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.flush();
                if self.lists == 0 {
                    self.blank();
                }
            }
            TagEnd::Item => self.flush(),
            TagEnd::List(_) => {
                self.lists = self.lists.saturating_sub(1);
                self.blank();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.flush();
                self.cell = 0;
            }
            TagEnd::Table => self.blank(),
            TagEnd::Link | TagEnd::Image => {
                let to = self.links.pop().unwrap_or_default();
                self.say(&format!(" ({to})"));
            }
            _other => {}
        }
    }

    fn last(&self) -> Style {
        self.styles.last().copied().unwrap_or(self.theme.text)
    }

    /// Text, broken where it has line breaks of its own.
    fn say(&mut self, text: &str) {
        let style = self.last();
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.flush();
            }
            if !line.is_empty() {
                let line = clean(line, self.theme.ascii).into_owned();
                self.words.push((line, style));
            }
        }
    }

    fn blank(&mut self) {
        self.flush();
        if self.rows.last().is_some_and(|row| row.width() > 0) {
            self.rows.push(Line::default());
        }
    }

    /// Lays out what was said since the last row.
    fn flush(&mut self) {
        if self.words.is_empty() {
            return;
        }
        let indent = if self.lists > 0 { self.lists * 2 } else { 0 };
        let indent = indent.min(self.columns / 2);
        let first = match std::mem::take(&mut self.item) {
            true => format!("{}- ", " ".repeat(indent.saturating_sub(2))),
            false => " ".repeat(indent),
        };
        let mut row = Row::new(first);
        for word in words(std::mem::take(&mut self.words)) {
            self.put(&mut row, &word, indent);
        }
        self.rows.push(row.line());
    }

    fn put(&mut self, row: &mut Row, word: &[(String, Style)], indent: usize) {
        let wide = |piece: &str| width(piece.trim_end());
        let (last, before) = match word.split_last() {
            Some((last, before)) => (&last.0, before),
            None => return,
        };
        let bare = before.iter().map(|(p, _)| width(p)).sum::<usize>() + wide(last);
        let room = self.columns.saturating_sub(indent).max(2);
        if row.used + bare > self.columns && row.has_words {
            let full = std::mem::replace(row, Row::new(" ".repeat(indent)));
            self.rows.push(full.line());
        }
        for (piece, style) in word {
            if bare <= room {
                row.push(piece, *style);
                continue;
            }
            // Longer than a row: cut by its characters.
            for part in wrap(piece, room, self.theme.ascii) {
                if row.has_words && row.used + width(&part) > self.columns {
                    let full = std::mem::replace(row, Row::new(" ".repeat(indent)));
                    self.rows.push(full.line());
                }
                row.push(&part, *style);
            }
        }
    }
}

/// Pieces of text as words: what no blank parts stays together, in however
/// many styles it is written.
fn words(pieces: Vec<(String, Style)>) -> Vec<Vec<(String, Style)>> {
    let mut words: Vec<Vec<(String, Style)>> = Vec::new();
    let mut open = false;
    for (text, style) in pieces {
        for part in text.split_inclusive(' ') {
            match words.last_mut().filter(|_| open) {
                Some(word) => word.push((part.to_owned(), style)),
                None => words.push(vec![(part.to_owned(), style)]),
            }
            open = !part.ends_with(' ');
        }
    }
    words
}

struct Row {
    spans: Vec<Span<'static>>,
    used: usize,
    has_words: bool,
}

impl Row {
    fn new(start: String) -> Self {
        let used = width(&start);
        Self {
            spans: vec![Span::raw(start)],
            used,
            has_words: false,
        }
    }

    fn push(&mut self, word: &str, style: Style) {
        self.used += width(word);
        self.has_words = true;
        self.spans.push(Span::styled(word.to_owned(), style));
    }

    fn line(self) -> Line<'static> {
        Line::from(self.spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str, columns: usize) -> Vec<String> {
        let rows = rows(
            text,
            columns,
            &Theme::new(crate::ui::theme::ThemeName::Dark, false),
        );
        let plain = |row: &Line<'_>| row.spans.iter().map(|s| s.content.as_ref()).collect();
        let rows: Vec<String> = rows.iter().map(plain).collect();
        assert!(
            rows.iter().all(|r| width(r.trim_end()) <= columns),
            "{rows:?}"
        );
        rows.into_iter().map(|r| r.trim_end().to_owned()).collect()
    }

    #[test]
    fn a_report_is_shown_as_its_reader_sees_it() {
        let text = "# INC-1: *x*\n\n**TLP:RED** · a\\_b\\\nc\n\n## Next\n\n- one two three four\\\n  five\n- two\n\n| A | B |\n| --- | --- |\n| \\#x | y\\|z |\n\n*none*\n";
        assert_eq!(
            seen(text, 12),
            [
                "INC-1: x",
                "",
                "TLP:RED ·",
                "a_b",
                "c",
                "",
                "Next",
                "",
                "- one two",
                "  three four",
                "  five",
                "- two",
                "",
                "A · B",
                "#x · y|z",
                "",
                "none",
            ]
        );
    }

    #[test]
    fn what_is_hostile_is_seen_and_does_nothing() {
        for text in [
            "<b>\u{1b}[2J</b> [x](javascript:y) \u{202e}",
            "averyveryverylongwordthatfitsinnorow \u{4e2d}\u{6587}\u{4e2d}\u{6587}\u{4e2d}\u{6587}",
            "- - - - - - a\n\n> q\n\n```\ncode\n\n  b\n```\n***\n",
            "| a |\n|---|\n| \\\\ |",
        ] {
            for columns in [0, 8, 9, 80] {
                let all = seen(text, columns.max(8)).concat();
                assert!(!all.contains(['\u{1b}', '\u{202e}']), "{all}");
            }
        }
        let link = seen("[x](javascript:y)", 80);
        assert_eq!(link, ["x (javascript:y)"]);
    }
}
