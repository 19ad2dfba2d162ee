//! The timeline: entries by day, the selected one in full.

use super::pane::{area_of, look};
use super::row::{self, Row};
use super::signs;
use super::text::{fit, width, wrap};
use super::theme::Theme;
use super::when;
use crate::app::{App, FrameInfo, Pane, Target};
use crate::domain::{Entry, Thing};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Rows the selected entry may take below its first.
const UNFOLDED: usize = 4;
/// Columns before the text: sign of approximation, time, sign of the kind.
const BEFORE: usize = 9;

/// What stands on one line.
enum Shown {
    Day(NaiveDate),
    Entry(usize),
    More(usize, String),
}

/// Draws it; there is at least one row.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame, area: Rect, info: &mut FrameInfo) {
    let rows = app.pane(Pane::Timeline);
    let columns = usize::from(area.width);
    let height = usize::from(area.height);
    let top = top(app, columns, height);
    info.tops[Pane::Timeline.index()] = top;
    let shown = lines(app, top, columns, height);
    let label = label_width(&rows.window.rows, top, height);
    for (y, shown) in (area.y..area.bottom()).zip(shown) {
        let at = Rect {
            y,
            height: 1,
            ..area
        };
        let (line, i) = match shown {
            Shown::Day(day) => (day_line(theme, day, columns), None),
            Shown::Entry(i) => {
                let first = match i == rows.selected {
                    true => unfolded(app, i, columns).into_iter().next(),
                    false => None,
                };
                let thing = &rows.window.rows[i];
                let line = entry_line(app, theme, thing, first.as_deref(), columns, label);
                (line, Some(i))
            }
            Shown::More(i, text) => {
                let text = format!("{}{text}", " ".repeat(BEFORE));
                let text = fit(&text, columns, theme.ascii);
                (Line::styled(text, theme.text), Some(i))
            }
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

fn thing_day(app: &App, thing: &Thing) -> Option<NaiveDate> {
    thing.as_entry().map(|e| when::day(app, e.when.at))
}

/// The first row to show: as before if the selection is then on the screen,
/// else as near as that allows.
fn top(app: &App, columns: usize, height: usize) -> usize {
    let rows = app.pane(Pane::Timeline);
    let fits_up_to = |last: usize| {
        // The day of the first row is always on the first line.
        let mut left = height.saturating_sub(unfolded(app, rows.selected, columns).len().max(1));
        let mut first = last;
        let mut day = rows.window.rows.get(last).and_then(|t| thing_day(app, t));
        for i in (0..=last).rev() {
            let this = rows.window.rows.get(i).and_then(|t| thing_day(app, t));
            let need = 1 + usize::from(this != day);
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

fn lines(app: &App, top: usize, columns: usize, height: usize) -> Vec<Shown> {
    let rows = app.pane(Pane::Timeline);
    let mut out = Vec::new();
    let mut day = None;
    for (i, thing) in rows.window.rows.iter().enumerate().skip(top) {
        let this = thing_day(app, thing);
        if this != day
            && let Some(this) = this
        {
            out.push(Shown::Day(this));
        }
        day = this;
        out.push(Shown::Entry(i));
        if i == rows.selected {
            let more = unfolded(app, i, columns);
            out.extend(more.into_iter().skip(1).map(|text| Shown::More(i, text)));
        }
        if out.len() >= height {
            break;
        }
    }
    out
}

/// The selected entry's text in full, line by line, when it does not fit on
/// one: it is read without a key.
fn unfolded(app: &App, i: usize, columns: usize) -> Vec<String> {
    let rows = app.pane(Pane::Timeline);
    let focused = app.focus == Pane::Timeline && app.info.heights[0] >= 8;
    let found = rows.window.rows.get(i).filter(|_| focused);
    let Some(entry) = found.and_then(Thing::as_entry) else {
        return Vec::new();
    };
    let label = label_width(&rows.window.rows, i, 1);
    let taken = BEFORE + label + 4 + width(&until(app, entry, "→"));
    let room = columns.saturating_sub(taken);
    let whole = super::text::clean(&entry.text);
    if room < 8 || width(&whole) <= room {
        return Vec::new();
    }
    let first = wrap(&whole, room).swap_remove(0);
    let rest = whole.get(first.len()..).unwrap_or("").trim_start();
    let mut lines = wrap(rest, columns.saturating_sub(BEFORE + 1));
    lines.truncate(UNFOLDED);
    lines.insert(0, first);
    lines
}

/// Columns the labels take, so that they stand in line.
fn label_width(rows: &[Thing], top: usize, height: usize) -> usize {
    let labels = rows.iter().skip(top).take(height).map(|t| name(t).len());
    labels.max().unwrap_or(0).max(3)
}

/// `D4` for a decision, `Q2` for a question, `E12` for everything else.
fn name(thing: &Thing) -> String {
    let register = thing.as_entry().and_then(Entry::register);
    register
        .filter(|label| label.number > 0)
        .or_else(|| thing.label())
        .map(|l| l.to_string())
        .unwrap_or_default()
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
    first: Option<&str>,
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
    let amended = if thing.amended > 0 {
        signs::amended(theme)
    } else {
        " "
    };
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
        .right(amended, theme.dim)
        .right(format!(" {:>label$} ", name(thing)), theme.dim)
        .right(star, theme.star)
        .line(first.unwrap_or(&entry.text), style, columns)
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
