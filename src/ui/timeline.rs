//! The timeline: entries by day, the selected one in full.

use super::pane::{area_of, look};
use super::row::{self, Row};
use super::signs;
use super::text::{cut, width, wrap};
use super::theme::Theme;
use super::when;
use crate::app::{App, FrameInfo, Pane, Target};
use crate::domain::{Entry, Thing};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Rows an entry may take, the selected one too: Enter shows all of it.
const MOST: usize = 5;
/// Columns before the text: sign of approximation, time, sign of the kind.
const BEFORE: usize = 9;
/// A pane with fewer rows shows entries on one line each, but for the detail.
const TALL: usize = 8;

/// What stands on one line.
enum Shown {
    Day(NaiveDate),
    /// The first line of an entry, with what of its text stands there.
    Entry(usize, String),
    /// A further line of an entry.
    More(usize, String),
}

/// How the entries lie in the pane: what each takes is the same whoever asks.
struct Fold<'a> {
    app: &'a App,
    columns: usize,
    height: usize,
    /// Columns of the widest label.
    label: usize,
    /// Lines an entry may take that is not selected.
    most: usize,
    /// The entry that is shown in full.
    open: Option<usize>,
}

/// Draws it; there is at least one row.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame, area: Rect, info: &mut FrameInfo) {
    let rows = app.pane(Pane::Timeline);
    let columns = usize::from(area.width);
    let fold = Fold::new(app, columns, usize::from(area.height));
    let top = fold.top();
    info.tops[Pane::Timeline.index()] = top;
    for (y, shown) in (area.y..area.bottom()).zip(fold.lines(theme, top)) {
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        let (line, i) = match shown {
            Shown::Day(day) => (day_line(theme, day, columns), None),
            Shown::Entry(i, first) => {
                let thing = &rows.window.rows[i];
                let line = entry_line(app, theme, thing, &first, columns, fold.label);
                (line, Some(i))
            }
            Shown::More(i, text) => (
                more_line(theme, &rows.window.rows[i], &text, columns),
                Some(i),
            ),
        };
        let line = match i.and_then(|i| look(app, theme, Pane::Timeline, i == rows.selected)) {
            Some(look) => row::selected(&line, look),
            None => line,
        };
        if let Some(i) = i {
            let target = Target::Row(Pane::Timeline, i);
            info.targets.push((area_of(at), target));
        }
        frame.render_widget(line, at);
    }
}

impl<'a> Fold<'a> {
    fn new(app: &'a App, columns: usize, height: usize) -> Self {
        let rows = &app.pane(Pane::Timeline).window.rows;
        let label = rows.iter().map(|t| t.name().len()).max();
        let mut fold = Self {
            app,
            columns,
            height,
            label: label.unwrap_or(0).max(3),
            most: 1,
            open: None,
        };
        if height < TALL {
            return fold;
        }
        fold.most = (2..=MOST)
            .rev()
            .find(|most| fold.all_fits(*most))
            .unwrap_or(1);
        fold.open = app.unfolded();
        fold
    }

    fn thing(&self, i: usize) -> Option<&'a Thing> {
        self.app.pane(Pane::Timeline).window.rows.get(i)
    }

    fn day(&self, i: usize) -> Option<NaiveDate> {
        let entry = self.thing(i)?.as_entry()?;
        Some(when::day(self.app, entry.when.at))
    }

    /// Whether all there is has room with so many lines an entry.
    fn all_fits(&self, most: usize) -> bool {
        let window = &self.app.pane(Pane::Timeline).window;
        if window.more_before || window.more_after || window.rows.len() >= self.height {
            return false;
        }
        let mut used = 0;
        for i in 0..window.rows.len() {
            let new_day = i == 0 || self.day(i) != self.day(i - 1);
            used += self.texts(i, most, self.app.settings.ascii).len() + usize::from(new_day);
        }
        // The selected one may take more, and nothing shall move then.
        used + MOST - most <= self.height
    }

    /// The lines of an entry's text, broken at blanks; the last one says by
    /// its end whether something is left out.
    fn texts(&self, i: usize, most: usize, ascii: bool) -> Vec<String> {
        let Some(entry) = self.thing(i).and_then(Thing::as_entry) else {
            return vec![String::new()];
        };
        // No more than can be seen: a line of a megabyte is not read at each key.
        let whole = super::text::head(first_line(&entry.text), self.columns * MOST);
        let whole = super::text::clean(&whole, ascii).into_owned() + &below_it(&entry.text, ascii);
        let right = self.label + 4 + register_width(entry, self.columns);
        let taken = BEFORE + right + width(&until(self.app, entry, "→"));
        let room = self.columns.saturating_sub(taken);
        if most <= 1 || room < 8 || width(&whole) <= room {
            return vec![whole];
        }
        let first = wrap(&whole, room, ascii).swap_remove(0);
        let rest = whole.get(first.len()..).unwrap_or("").trim_start();
        let below = self.columns.saturating_sub(BEFORE + 1);
        let mut lines = wrap(rest, below, ascii);
        lines.insert(0, first);
        if lines.len() > most {
            let left_out = lines.split_off(most - 1).join(" ");
            // Cut even where the next line is all that is left out.
            lines.push(cut(&left_out, below, ascii));
        }
        lines
    }

    fn shown(&self, i: usize, ascii: bool) -> Vec<String> {
        let most = if self.open == Some(i) {
            MOST
        } else {
            self.most
        };
        self.texts(i, most.min(self.height.saturating_sub(1)), ascii)
    }

    /// The first row to show: as before if the selection is then on the screen,
    /// else as near as that allows.
    fn top(&self) -> usize {
        let rows = self.app.pane(Pane::Timeline);
        let fits_up_to = |last: usize| {
            // The day of the first row is always on the first line.
            let mut left = self.height.saturating_sub(1);
            let mut first = last;
            let mut day = self.day(last);
            for i in (0..=last).rev() {
                let this = self.day(i);
                let need = self.shown(i, false).len() + usize::from(this != day);
                if left < need {
                    break;
                }
                left -= need;
                day = this;
                first = i;
            }
            first
        };
        let last = rows.window.rows.len() - 1;
        let selected = rows.selected.min(last);
        let least = fits_up_to(selected);
        rows.top
            .clamp(least, selected)
            .min(fits_up_to(last).max(least))
    }

    fn lines(&self, theme: &Theme, top: usize) -> Vec<Shown> {
        let count = self.app.pane(Pane::Timeline).window.rows.len();
        let mut out = Vec::new();
        let mut day = None;
        for i in top..count {
            let this = self.day(i);
            if this != day
                && let Some(this) = this
            {
                out.push(Shown::Day(this));
            }
            day = this;
            let left = self.height.saturating_sub(out.len());
            let mut texts = self.shown(i, theme.ascii);
            if texts.len() > left {
                // The pane ends within it: that is to be seen too.
                texts = self.texts(i, left, theme.ascii);
            }
            let mut texts = texts.into_iter();
            out.push(Shown::Entry(i, texts.next().unwrap_or_default()));
            out.extend(texts.map(|text| Shown::More(i, text)));
            if out.len() >= self.height {
                break;
            }
        }
        self.fill(&mut out, theme);
        out
    }

    /// Rows left at the end, where nothing more fits above, go to the last
    /// entries that have more to say.
    fn fill(&self, out: &mut Vec<Shown>, theme: &Theme) {
        for at in (0..out.len()).rev() {
            let spare = self.height.saturating_sub(out.len());
            let Some(Shown::Entry(i, _)) = out.get(at) else {
                continue;
            };
            let i = *i;
            let now = self.shown(i, theme.ascii).len();
            if spare == 0 || self.height < TALL || now >= MOST {
                continue;
            }
            let texts = self.texts(i, (now + spare).min(MOST), theme.ascii);
            if texts.len() > now {
                let mut texts = texts.into_iter();
                let first = Shown::Entry(i, texts.next().unwrap_or_default());
                let more = texts.map(|text| Shown::More(i, text));
                let both: Vec<Shown> = std::iter::once(first).chain(more).collect();
                out.splice(at..at + now, both);
            }
        }
    }
}

/// Lines that are counted: a text of a million is not read at each key.
const COUNTED: usize = 99;

/// What stands for a text of several lines: its first that says something.
fn first_line(text: &str) -> &str {
    let mut lines = text.lines();
    lines.find(|l| !l.trim().is_empty()).unwrap_or(text)
}

/// How many lines follow it, so that nobody takes the first for the whole.
fn below_it(text: &str, ascii: bool) -> String {
    let counted = text.trim().lines().take(COUNTED + 1).count();
    let after = counted.saturating_sub(1);
    let dots = if ascii { "..." } else { "…" };
    match after {
        0 => String::new(),
        1 => format!(" {dots} 1 more line"),
        COUNTED.. => format!(" {dots} {COUNTED} lines and more"),
        n => format!(" {dots} {n} more lines"),
    }
}

/// Columns the second label of a decision or question takes.
fn register_width(entry: &Entry, columns: usize) -> usize {
    register(entry, columns).map_or(0, |label| label.len() + 1)
}

/// `D4` of a decision, `Q2` of a question, where there is room for it beside
/// the label of the entry.
fn register(entry: &Entry, columns: usize) -> Option<String> {
    let label = entry.register().filter(|label| label.number > 0)?;
    (columns >= 36).then(|| label.to_string())
}

fn day_line(theme: &Theme, day: NaiveDate, columns: usize) -> Line<'static> {
    let words = format!(" {} ", when::day_words(day));
    let rest = columns.saturating_sub(words.len());
    Line::from(vec![
        Span::styled(words, theme.strong),
        Span::styled(signs::rule(theme).repeat(rest), theme.frame),
    ])
}

fn until(app: &App, entry: &Entry, arrow: &str) -> String {
    match entry.when.until {
        Some(until) if when::day(app, until) == when::day(app, entry.when.at) => {
            format!("{arrow}{} ", when::time(app, until))
        }
        Some(until) => format!("{arrow}{} ", when::day(app, until).format("%-d %b")),
        None => String::new(),
    }
}

fn entry_line(
    app: &App,
    theme: &Theme,
    thing: &Thing,
    first: &str,
    columns: usize,
    label: usize,
) -> Line<'static> {
    let Some(entry) = thing.as_entry() else {
        return Line::default();
    };
    let style = text_style(theme, entry);
    let about = if entry.when.approximate { "~" } else { " " };
    let star = if entry.starred {
        signs::star(theme)
    } else {
        " "
    };
    let altered = match (entry.struck, thing.amended() > 0) {
        (true, _) => signs::struck(theme),
        (false, true) => signs::amended(theme),
        (false, false) => " ",
    };
    let register = register(entry, columns).map_or_else(String::new, |label| format!(" {label}"));
    Row::new(theme)
        .left(about, theme.warn)
        .left(when::clock(app, &entry.when), theme.dim)
        .left(" ", theme.text)
        .left(
            entry.kind.sign().to_string(),
            signs::kind(theme, entry.kind),
        )
        .left(" ", theme.text)
        .left(until(app, entry, signs::until(theme)), theme.dim)
        .right(altered, theme.dim)
        .right(register, theme.label)
        .right(format!(" {:>label$} ", thing.name()), theme.dim)
        .right(star, theme.star)
        .line(first, style, columns)
}

fn more_line(theme: &Theme, thing: &Thing, text: &str, columns: usize) -> Line<'static> {
    let style = thing
        .as_entry()
        .map_or(theme.text, |entry| text_style(theme, entry));
    Row::new(theme)
        .left(" ".repeat(BEFORE), theme.text)
        .line(text, style, columns)
}

fn text_style(theme: &Theme, entry: &Entry) -> Style {
    if entry.struck {
        return theme.struck;
    }
    match entry.kind {
        crate::domain::EntryKind::Action => theme.text,
        kind => signs::kind(theme, kind),
    }
}
