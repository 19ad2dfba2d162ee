//! The page itself: sections one below the other, bars and sparklines by
//! ratatui, every number beside its bar.

use crate::domain::patterns::{Patterns, Recurrence, Spread};
use crate::domain::span;
use crate::ui::text::{cut, width, wrap};
use crate::ui::theme::Theme;
use chrono::{Datelike as _, Months};
use ratatui::buffer::Buffer;
use ratatui::layout::{Direction, Rect};
use ratatui::style::Style;
use ratatui::symbols::bar;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Bar, BarChart, BarGroup, Sparkline, Widget as _};

/// Bars of a chart at most.
const BARS: usize = 8;
/// Rows of a list at most.
const ROWS: usize = 12;
/// Incidents that are named of one fix.
const KEYS: usize = 8;
/// Months that are looked back over.
const MONTHS: usize = 24;

/// A part of the page.
enum Part {
    Line(Line<'static>),
    /// A label, how many, and where they are.
    Bars(Vec<(String, u64, String)>),
    Months(Vec<usize>),
}

/// All of it, one section below the other.
pub(super) fn whole(found: &Patterns, theme: &Theme, columns: u16) -> Buffer {
    let mut parts = common(found, theme, columns);
    parts.extend(fixes(found, theme, columns));
    drawn(parts, theme, columns)
}

/// What incidents have in common, and what became of their fixes.
pub(super) fn sides(found: &Patterns, theme: &Theme, columns: u16) -> (Buffer, Buffer) {
    (
        drawn(common(found, theme, columns), theme, columns),
        drawn(fixes(found, theme, columns), theme, columns),
    )
}

fn common(found: &Patterns, theme: &Theme, columns: u16) -> Vec<Part> {
    let mut parts = vec![head(found, theme)];
    if found.cases.is_empty() {
        return parts;
    }
    parts.push(Part::Months(found.by_month(MONTHS)));
    parts.push(months(found, theme));
    for (title, of) in [
        ("Classes of weakness", &found.classes),
        ("Where contributing factors lay", &found.categories),
        ("Contributing factors", &found.factors),
        ("Assets", &found.assets),
    ] {
        parts.extend(recurrence(title, of, theme, columns));
    }
    parts
}

fn fixes(found: &Patterns, theme: &Theme, columns: u16) -> Vec<Part> {
    let mut parts = clocks(found, theme, columns);
    parts.extend(completion(found, theme, columns));
    parts.extend(returned(found, theme, columns));
    parts.extend(effects(found, theme, columns));
    parts
}

fn head(found: &Patterns, theme: &Theme) -> Part {
    let (n, drills) = (found.cases.len(), found.drills);
    let incidents = if n == 1 { "incident" } else { "incidents" };
    let drills = match drills {
        0 => String::new(),
        1 => ", 1 drill left out".to_owned(),
        n => format!(", {n} drills left out"),
    };
    Part::Line(Line::styled(
        format!(" {n} {incidents}{drills}"),
        theme.strong,
    ))
}

/// What the row of months stands for.
fn months(found: &Patterns, theme: &Theme) -> Part {
    let first = found.now.checked_sub_months(Months::new(23));
    let first = first.unwrap_or(found.now);
    let counts = found.by_month(MONTHS);
    let most = counts.iter().max().copied().unwrap_or(0);
    let text = format!(
        " incidents begun, a column a month, {}-{:02} to {}-{:02}, {most} at most",
        first.year(),
        first.month(),
        found.now.year(),
        found.now.month(),
    );
    Part::Line(Line::styled(text, theme.dim))
}

fn title(text: &str, theme: &Theme) -> [Part; 2] {
    let line = Line::styled(format!(" {text}"), theme.title);
    [Part::Line(Line::default()), Part::Line(line)]
}

fn note(text: &str, theme: &Theme, columns: u16) -> Vec<Part> {
    said(text, theme.dim, theme, columns)
}

/// A text on as many rows as it needs.
fn said(text: &str, style: Style, theme: &Theme, columns: u16) -> Vec<Part> {
    let rows = wrap(text, usize::from(columns).saturating_sub(4), theme.ascii);
    let row = |row: String| Part::Line(Line::styled(format!("   {row}"), style));
    rows.into_iter().map(row).collect()
}

fn recurrence(name: &str, of: &Recurrence, theme: &Theme, columns: u16) -> Vec<Part> {
    let mut parts: Vec<Part> = title(name, theme).into();
    let once = match of.once {
        0 => String::new(),
        n => format!("{n} in one incident only"),
    };
    if of.found.is_empty() {
        let none = match once.is_empty() {
            true => "none was recorded".to_owned(),
            false => format!("none that several incidents have; {once}"),
        };
        parts.extend(note(&none, theme, columns));
        return parts;
    }
    let bars = of.found.iter().take(BARS).map(|r| {
        let n = r.incidents.len() as u64;
        (r.name.clone(), n, r.incidents.join(" "))
    });
    parts.push(Part::Bars(bars.collect()));
    let more = of.found.len().saturating_sub(BARS);
    let more = if more > 0 {
        format!("{more} more; ")
    } else {
        String::new()
    };
    let rest = format!("{more}{once}");
    if !rest.is_empty() {
        parts.extend(note(rest.trim_end_matches("; "), theme, columns));
    }
    parts
}

fn clocks(found: &Patterns, theme: &Theme, columns: u16) -> Vec<Part> {
    let mut parts: Vec<Part> = title("How long it took", theme).into();
    for (name, spread) in [
        ("attack to detection", &found.detect),
        ("detection to containment", &found.contain),
        ("detection to recovery", &found.recover),
    ] {
        parts.push(Part::Line(Line::from(vec![
            Span::styled(format!("   {name:<26}"), theme.text),
            Span::styled(strip(spread, theme, columns), theme.strong),
        ])));
        parts.extend(said(
            &format!("  {}", spread.said()),
            theme.text,
            theme,
            columns,
        ));
        let out = spread.left_out();
        if !out.is_empty() {
            parts.extend(note(&format!("  {out}"), theme, columns));
        }
    }
    parts
}

/// Where each value and the median lie between nothing and the longest, on a
/// scale that gives every doubling the same room.
fn strip(spread: &Spread, theme: &Theme, columns: u16) -> String {
    let room = usize::from(columns).saturating_sub(31).min(60);
    let minutes = |d: chrono::TimeDelta| d.num_minutes().max(0);
    let longest = spread.values.iter().map(|t| minutes(t.lasted.most)).max();
    let Some(longest) = longest.filter(|_| room > 8) else {
        return String::new();
    };
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place among a few dozen columns"
    )]
    let place = |n: i64| {
        let scale = |n: i64| ((n + 1) as f64).log2();
        let of = scale(longest.max(1));
        ((scale(n) / of) * (room - 1) as f64).round() as usize
    };
    let (empty, value, median) = match theme.ascii {
        true => ('.', 'o', 'M'),
        false => ('·', '●', '◆'),
    };
    let mut row = vec![empty; room];
    let mut mark = |at: usize, sign: char| {
        if let Some(cell) = row.get_mut(at) {
            *cell = sign;
        }
    };
    for timing in &spread.values {
        mark(place(minutes(timing.lasted.least)), value);
        mark(place(minutes(timing.lasted.most)), value);
    }
    if let Some(lasted) = spread.median() {
        mark(place(minutes(lasted.most)), median);
    }
    row.into_iter().collect()
}

fn completion(found: &Patterns, theme: &Theme, columns: u16) -> Vec<Part> {
    let done = &found.completion;
    let mut parts: Vec<Part> = title("How far fixes have come", theme).into();
    if done.all() == 0 {
        parts.extend(note("there is no fix yet", theme, columns));
        return parts;
    }
    let bar = |name: String, n: usize| (name, n as u64, String::new());
    let states = done
        .states
        .iter()
        .map(|(s, n)| bar(s.word().to_owned(), *n));
    parts.push(Part::Bars(states.collect()));
    let text = format!(
        "{} of {} open, {} overdue; shipped is not done",
        done.open(),
        done.all(),
        done.overdue
    );
    parts.extend(said(&text, theme.text, theme, columns));
    parts.extend(title("Age of open fixes", theme));
    let ages = done.by_age().into_iter().map(|(age, n)| bar(age, n));
    parts.push(Part::Bars(ages.collect()));
    for (name, spread) in [
        ("open for", &done.age),
        ("shipped, not verified, for", &done.unverified),
        ("from recorded to verified", &done.verified),
    ] {
        let text = format!("{name}: {}", brief(spread));
        parts.extend(said(&text, theme.text, theme, columns));
    }
    parts
}

/// In words, of a few values without their names.
fn brief(spread: &Spread) -> String {
    if spread.median().is_some() || spread.values.is_empty() {
        return spread.said();
    }
    let values = spread.values.iter().map(|t| span::lasted(&t.lasted));
    let values: Vec<String> = values.collect();
    format!(
        "{}; n = {}, too few for a median",
        values.join(", "),
        spread.n()
    )
}

fn returned(found: &Patterns, theme: &Theme, columns: u16) -> Vec<Part> {
    let mut parts: Vec<Part> = title("Fixes that did not hold", theme).into();
    if found.returned.is_empty() {
        parts.extend(note("no fix that was verified came back", theme, columns));
    }
    for r in found.returned.iter().take(ROWS) {
        let title = cut(&r.fix.title, 60, theme.ascii);
        let text = format!("{} {title}", r.fix.name);
        parts.extend(said(&text, theme.bad, theme, columns));
        let mut why = vec![format!("verified {}", r.verified.stated())];
        if !r.again.is_empty() {
            why.push(format!("{} again in {}", r.class, few(&r.again)));
        }
        if let Some((at, reason)) = &r.reopened {
            let day = at.format("%Y-%m-%d");
            why.push(format!("taken up again {day}: {reason}"));
        }
        parts.extend(said(
            &format!("  {}", why.join("; ")),
            theme.text,
            theme,
            columns,
        ));
    }
    parts
}

/// Some keys; of many, the first and how many more.
fn few(keys: &[String]) -> String {
    if keys.len() <= KEYS {
        return keys.join(" ");
    }
    let shown = &keys[..KEYS - 1];
    let more = keys.len() - shown.len();
    format!("{} and {more} more", shown.join(" "))
}

fn effects(found: &Patterns, theme: &Theme, columns: u16) -> Vec<Part> {
    let mut parts: Vec<Part> = title("Before and after a durable fix", theme).into();
    if found.effects.is_empty() {
        let none = "no durable fix of a class of weakness has been verified";
        parts.extend(note(none, theme, columns));
        return parts;
    }
    for e in found.effects.iter().take(ROWS) {
        let text = format!(
            "{} {}, verified {}",
            e.fix.name,
            e.class,
            e.verified.stated()
        );
        parts.extend(said(&text, theme.strong, theme, columns));
        let text = format!("  before: {}   after: {}", e.before.said(), e.after.said());
        parts.extend(said(&text, theme.text, theme, columns));
    }
    let few = "few incidents prove nothing: a reason to look, not an effect";
    parts.extend(note(few, theme, columns));
    parts
}

/// Rows a part takes.
fn height(part: &Part) -> u16 {
    match part {
        Part::Line(_) => 1,
        Part::Bars(bars) => u16::try_from(bars.len()).unwrap_or(0),
        Part::Months(_) => 2,
    }
}

fn drawn(parts: Vec<Part>, theme: &Theme, columns: u16) -> Buffer {
    let rows: u16 = parts.iter().map(height).sum();
    let mut page = Buffer::empty(Rect::new(0, 0, columns, rows));
    let mut y = 0;
    for part in parts {
        let area = Rect::new(0, y, columns, height(&part));
        y += area.height;
        match part {
            Part::Line(line) => line.render(area, &mut page),
            Part::Bars(all) => bars(&all, theme, area, &mut page),
            Part::Months(counts) => spark(&counts, theme, area, &mut page),
        }
    }
    page
}

/// A label, how many, a bar, and where: the number stands before the bar, so
/// that it is read without colour and whatever the length.
fn bars(all: &[(String, u64, String)], theme: &Theme, area: Rect, page: &mut Buffer) {
    let columns = usize::from(area.width);
    let label = (columns * 2 / 5).clamp(8, 36);
    let most = all.iter().map(|(_, n, _)| *n).max().unwrap_or(0).max(1);
    let where_from = columns.saturating_sub(columns / 3);
    for (y, (name, n, _)) in (area.y..).zip(all) {
        let name = cut(name, label, theme.ascii);
        let blanks = " ".repeat(label.saturating_sub(width(&name)));
        let line = Line::from(vec![
            Span::raw("   "),
            Span::styled(name, theme.text),
            Span::raw(blanks),
            Span::styled(format!("{n:>5} "), theme.strong),
        ]);
        line.render(Rect::new(area.x, y, area.width, 1), page);
    }
    let from = label + 9;
    let shown = all.iter().any(|(.., keys)| !keys.is_empty());
    let end = if shown {
        where_from
    } else {
        columns.saturating_sub(1)
    };
    let room = u16::try_from(end.saturating_sub(from + 1).min(40)).unwrap_or(0);
    let at = u16::try_from(from).unwrap_or(u16::MAX);
    let chart = Rect::new(area.x + at, area.y, room, area.height).intersection(area);
    let bar = |(_, n, _): &(String, u64, String)| Bar::default().value(*n).text_value("");
    let group: Vec<Bar<'_>> = all.iter().map(bar).collect();
    BarChart::default()
        .direction(Direction::Horizontal)
        .bar_width(1)
        .bar_gap(0)
        .max(most)
        .bar_set(levels(theme))
        .bar_style(
            theme
                .label
                .remove_modifier(ratatui::style::Modifier::UNDERLINED),
        )
        .data(BarGroup::default().bars(&group))
        .render(chart, page);
    for (y, (.., keys)) in (area.y..).zip(all) {
        let from = from + usize::from(room) + 1;
        let keys = cut(keys, columns.saturating_sub(from + 1), theme.ascii);
        let at = u16::try_from(from).unwrap_or(u16::MAX);
        let row = Rect::new(area.x + at, y, area.width.saturating_sub(at), 1);
        Line::styled(keys, theme.dim).render(row.intersection(area), page);
    }
}

fn spark(counts: &[usize], theme: &Theme, area: Rect, page: &mut Buffer) {
    let data: Vec<u64> = counts.iter().map(|n| *n as u64).collect();
    let wide = u16::try_from(data.len()).unwrap_or(0);
    let at = Rect::new(area.x + 3, area.y, wide, area.height);
    Sparkline::default()
        .data(data)
        .bar_set(levels(theme))
        .style(
            theme
                .label
                .remove_modifier(ratatui::style::Modifier::UNDERLINED),
        )
        .render(at.intersection(area), page);
}

/// What bars are drawn with.
const fn levels(theme: &Theme) -> bar::Set<'static> {
    if theme.ascii { ASCII } else { bar::NINE_LEVELS }
}

const ASCII: bar::Set<'static> = bar::Set {
    full: "#",
    seven_eighths: "#",
    three_quarters: "#",
    five_eighths: "=",
    half: "=",
    three_eighths: "-",
    one_quarter: "-",
    one_eighth: "_",
    empty: " ",
};
