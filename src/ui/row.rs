//! One line of a pane: fixed parts on both sides, and a text between them that
//! gets the room that is left.

use super::text::{cut, width};
use super::theme::Theme;
use crate::domain::Label;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

/// A line that is being put together.
pub struct Row<'a> {
    theme: &'a Theme,
    left: Vec<Span<'static>>,
    right: Vec<Span<'static>>,
}

impl<'a> Row<'a> {
    /// An empty line.
    #[must_use]
    pub const fn new(theme: &'a Theme) -> Self {
        Self {
            theme,
            left: Vec::new(),
            right: Vec::new(),
        }
    }

    /// Adds a fixed part before the text.
    #[must_use]
    pub fn left(mut self, text: impl Into<String>, style: Style) -> Self {
        self.left.push(Span::styled(text.into(), style));
        self
    }

    /// Adds a fixed part after the text.
    #[must_use]
    pub fn right(mut self, text: impl Into<String>, style: Style) -> Self {
        self.right.push(Span::styled(text.into(), style));
        self
    }

    /// The columns that are left for the text.
    #[must_use]
    pub fn room(&self, columns: usize) -> usize {
        let (left, right) = (taken(&self.left), taken(&self.right));
        columns.saturating_sub(left + right)
    }

    /// The line, exactly `columns` wide; the right side goes first when there
    /// is no room for both.
    #[must_use]
    pub fn line(mut self, text: &str, style: Style, columns: usize) -> Line<'static> {
        let room = self.room(columns);
        if room < 4 && !self.right.is_empty() {
            self.right.clear();
            return self.line(text, style, columns);
        }
        let shown = cut(text, room, self.theme.ascii);
        let blank = room.saturating_sub(width(&shown));
        let mut spans = self.left;
        spans.extend(marked(&shown, style, self.theme));
        spans.push(Span::styled(" ".repeat(blank), style_of_blank(style)));
        spans.extend(self.right);
        Line::from(spans)
    }
}

/// Blanks are not struck through or underlined.
fn style_of_blank(style: Style) -> Style {
    style.remove_modifier(Modifier::CROSSED_OUT | Modifier::UNDERLINED)
}

fn taken(spans: &[Span]) -> usize {
    spans.iter().map(|s| width(&s.content)).sum()
}

/// A line as the selected one: one look for all of it, so that it stands out
/// and stays readable in every theme.
#[must_use]
pub fn selected(line: &Line, look: Style) -> Line<'static> {
    let spans = line.spans.iter().map(|span| {
        let kept = span.style.add_modifier & Modifier::CROSSED_OUT;
        Span::styled(span.content.to_string(), look.add_modifier(kept))
    });
    Line::from(spans.collect::<Vec<_>>())
}

/// A text, visible already, with its people, workstreams and labels marked.
#[must_use]
pub fn marked(text: &str, base: Style, theme: &Theme) -> Vec<Span<'static>> {
    let mut marks: Vec<(std::ops::Range<usize>, Style)> = Label::find_all(text)
        .into_iter()
        .map(|(range, _)| (range, theme.label))
        .collect();
    marks.extend(tags(text, theme));
    marks.sort_by_key(|(range, _)| range.start);
    let mut spans = Vec::new();
    let mut at = 0;
    for (range, style) in marks {
        if range.start < at {
            continue;
        }
        if range.start > at {
            spans.push(Span::styled(text[at..range.start].to_owned(), base));
        }
        at = range.end;
        spans.push(Span::styled(text[range].to_owned(), base.patch(style)));
    }
    if at < text.len() {
        spans.push(Span::styled(text[at..].to_owned(), base));
    }
    spans
}

/// `@name` and `#name` where they stand after a blank or at the start.
fn tags(text: &str, theme: &Theme) -> Vec<(std::ops::Range<usize>, Style)> {
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let style = match c {
            '@' => Some(theme.person),
            '#' => Some(theme.stream),
            _ => None,
        };
        if let Some(style) = style
            && before.is_whitespace()
        {
            let name = text[at + 1..]
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
                .unwrap_or(text.len() - at - 1);
            let letter = text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
            if letter {
                found.push((at..at + 1 + name, style));
            }
        }
        before = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::ThemeName;

    #[test]
    fn a_line_is_exactly_as_wide_as_it_has_to_be() {
        let theme = Theme::new(ThemeName::Mono, false);
        for columns in 0..40 {
            let row = Row::new(&theme)
                .left("14:02 ", theme.dim)
                .right(" E12 ", theme.label);
            let line = row.line("中文 e\u{301} blocked @sam", theme.text, columns);
            let wide: usize = line.spans.iter().map(|s| width(&s.content)).sum();
            assert_eq!(wide, columns.max(6), "{columns}");
        }
    }

    #[test]
    fn names_and_labels_are_marked_and_nothing_is_lost() {
        let theme = Theme::new(ThemeName::Dark, false);
        let text = "T7 by @sam in #net, not a@b or #1";
        let spans = marked(text, theme.text, &theme);
        let whole: String = spans.iter().map(|s| s.content.as_ref()).collect();
        assert_eq!(whole, text);
        let styled: Vec<&str> = spans
            .iter()
            .filter(|s| s.style != theme.text)
            .map(|s| s.content.as_ref())
            .collect();
        assert_eq!(styled, ["T7", "@sam", "#net"]);
    }
}
