//! The line above the capture line while nothing is typed: what happened, what
//! is offered, what runs. And the keys below.

use super::pane::area_of;
use super::preview::{self, join};
use super::text::{clean, cut, width, wrap};
use super::theme::Theme;
use crate::app::owners::{Whom, owners};
use crate::app::{App, FrameInfo, Menu, Mode, Target, Tone};
use crate::domain::Kind;
use crate::keys::{self, Chord, Context, Hint, Key};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// How much can be said above the capture line.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// The columns of a row.
    pub columns: usize,
    /// The rows; those beyond the first cover the end of the panes.
    rows: usize,
}

impl Room {
    fn of(app: &App, status: Rect) -> Self {
        let rows = match status.y {
            // A screen of its own would cover them.
            _ if !app.overlays.is_empty() => 1,
            ..14 => 2,
            14.. => 3,
        };
        let columns = usize::from(status.width);
        Self { columns, rows }
    }

    /// A text in as many rows as it needs; what has no room is cut.
    pub fn filled(self, text: &str, style: Style, ascii: bool) -> Vec<Line<'static>> {
        let columns = self.columns.saturating_sub(2);
        let mut lines = wrap(text, columns, ascii);
        if lines.len() > self.rows {
            let rest = lines.split_off(self.rows - 1).join(" ");
            lines.push(cut(&rest, columns, ascii));
        }
        let styled = |line: String| Line::styled(format!(" {line}"), style);
        lines.into_iter().map(styled).collect()
    }
}

/// Draws the status line; gives the rows it took.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame, area: Rect) -> Rect {
    let room = Room::of(app, area);
    let lines = if app.mode == Mode::Capture && app.overlays.is_empty() {
        preview::preview(app, theme, room)
    } else {
        let about = || about(app, theme, room.columns).into_iter().collect();
        said(app, theme, room).unwrap_or_else(about)
    };
    let more = u16::try_from(lines.len()).unwrap_or(0).saturating_sub(1);
    let taken = Rect {
        y: area.y - more,
        height: area.height + more,
        ..area
    };
    if more > 0 {
        frame.render_widget(Clear, taken);
    }
    for (row, line) in taken.rows().zip(lines) {
        frame.render_widget(line, row);
    }
    taken
}

/// What there is to say, if anything. A failure goes on in a second row; all
/// else has one.
#[must_use]
pub fn said(app: &App, theme: &Theme, room: Room) -> Option<Vec<Line<'static>>> {
    let alone = app.job.is_none() && app.offer.is_empty();
    let failure = app.notice.as_ref().filter(|n| n.tone == Tone::Bad);
    if let Some(failure) = failure.filter(|_| alone) {
        let text = format!("! {}", failure.text.replace('\n', "; "));
        return Some(room.filled(&text, theme.bad, theme.ascii));
    }
    let mut parts: Vec<(String, Style)> = Vec::new();
    if let Some((job, done, total)) = &app.job {
        let text = match total {
            0 => format!("{} (Esc stops it)", job.title()),
            _ => format!("{}: {}% (Esc stops it)", job.title(), done * 100 / total),
        };
        parts.push((text, theme.title));
    }
    if let Some(notice) = &app.notice {
        let style = match notice.tone {
            Tone::Good => theme.good,
            Tone::Plain => theme.text,
            Tone::Bad => theme.bad,
        };
        // A failure says what, why and what to do, on lines of its own.
        let text = notice.text.replace('\n', "; ");
        let text = if notice.tone == Tone::Bad {
            format!("! {text}")
        } else {
            text
        };
        parts.push((text, style));
    }
    if !app.offer.is_empty() {
        let values: Vec<&str> = app.offer.iter().map(|i| i.value.as_str()).collect();
        let key = if app.mode == Mode::Capture {
            "Tab"
        } else {
            "A"
        };
        let what = match values.len() {
            1 => "keeps an artifact".to_owned(),
            n => format!("chooses among {n} artifacts"),
        };
        let text = format!("{key} {what}: {}", values.join(", "));
        parts.push((text, theme.label));
    }
    (!parts.is_empty()).then(|| vec![join(theme, parts, room.columns)])
}

/// The selected thing in a line: who recorded it, when, and how to get back.
fn about(app: &App, theme: &Theme, columns: usize) -> Option<Line<'static>> {
    let back = (!app.aside.is_empty()).then(|| ("Esc goes back".to_owned(), theme.dim));
    if let Some(lens) = app.lens() {
        let text = match back {
            Some(_) => format!("only #{lens} is shown; Esc goes back"),
            None => format!("only #{lens} is shown; Esc shows everything"),
        };
        return Some(join(theme, vec![(text, theme.stream)], columns));
    }
    let selected = app.selected().filter(|_| app.overlays.is_empty());
    let Some(thing) = selected else {
        return back.map(|back| join(theme, vec![back], columns));
    };
    let mut parts = vec![(thing.name(), theme.dim)];
    if let Some(entry) = thing.as_entry() {
        if let Some(label) = entry.register().filter(|label| label.number > 0) {
            parts[0].0 = format!("{} {label}", thing.name());
        }
        let when = entry.when.stated();
        parts.push((format!("{} {when}", entry.kind), theme.dim));
    }
    let recorded = super::when::age(app.now - thing.created.at);
    let ago = if recorded == "now" {
        "just now".into()
    } else {
        format!("{recorded} ago")
    };
    parts.push((
        format!("recorded by {} {ago}", thing.created.author),
        theme.dim,
    ));
    if thing.changed.at > thing.created.at {
        parts.push((
            format!("last altered by {}", thing.changed.author),
            theme.dim,
        ));
    }
    // Where to comes first: the rest of the line may be cut.
    Some(join(
        theme,
        back.into_iter().chain(parts).collect(),
        columns,
    ))
}

/// Draws the keys of what has them.
pub fn footer(app: &App, theme: &Theme, frame: &mut Frame, area: Rect, info: &mut FrameInfo) {
    match app.mode {
        _ if !app.overlays.is_empty() => {}
        Mode::Panes => pane_keys(app, theme, frame, area, info),
        Mode::Capture => line_keys(theme, frame, area),
        Mode::Menu(_) => {}
    }
}

/// The keys of the focused pane: each can be clicked.
fn pane_keys(app: &App, theme: &Theme, frame: &mut Frame, area: Rect, info: &mut FrameInfo) {
    let wide = |hint: &Hint| width(&hint.chord.to_string()) + 1 + width(hint.word);
    let mut hints: Vec<Hint> = keys::of_pane(app.focus.index(), app.as_of.is_some()).collect();
    // The way to every other key is never left out.
    let last = hints.pop();
    let mut room = usize::from(area.width).saturating_sub(1 + last.as_ref().map_or(0, wide));
    hints.retain(|hint| {
        let need = wide(hint) + 2;
        let fits = need <= room;
        room -= if fits { need } else { 0 };
        fits
    });
    let mut x = area.x + 1;
    for hint in hints.into_iter().chain(last) {
        let at = Rect {
            x,
            width: u16::try_from(wide(&hint)).unwrap_or(0),
            ..area
        }
        .intersection(area);
        let key = Span::styled(hint.chord.to_string(), theme.key);
        let word = Span::styled(format!(" {}", hint.word), theme.dim);
        frame.render_widget(Line::from(vec![key, word]), at);
        info.targets.push((area_of(at), Target::Key(hint.action)));
        x = at.right() + 2;
    }
}

fn line_keys(theme: &Theme, frame: &mut Frame, area: Rect) {
    let mut spans = vec![Span::raw(" ")];
    let mut room = usize::from(area.width).saturating_sub(1);
    for binding in keys::footer(Context::Capture) {
        let key = binding.chords.first().map(ToString::to_string);
        let key = key.unwrap_or_default();
        let wide = width(&key) + 1 + width(binding.footer);
        if wide > room {
            continue;
        }
        room = room.saturating_sub(wide + 2);
        spans.push(Span::styled(key, theme.key));
        spans.push(Span::styled(format!(" {}  ", binding.footer), theme.dim));
    }
    frame.render_widget(Line::from(spans), area);
}

/// The keys that answer a question of one letter, each with its word; those of
/// the owners depend on who there is.
pub fn choices(context: Option<Context>, app: &App) -> Vec<(String, String)> {
    match context {
        Some(context) => keys::footer(context)
            .map(|b| (b.chords[0].to_string(), b.footer.to_owned()))
            .collect(),
        None => owners(app.known(), &app.settings.author)
            .into_iter()
            .map(|(key, whom, name)| (key.to_string(), picked(whom, name, app)))
            .chain([(Chord::plain(Key::Esc).to_string(), "cancel".to_owned())])
            .collect(),
    }
}

/// `@maya (you)`, or the name alone.
fn picked(whom: Whom, name: String, app: &App) -> String {
    let own = app.known().person(&app.settings.author).map(|t| t.id);
    let you = match whom {
        Whom::You => true,
        Whom::Person(id) => own == Some(id),
        Whom::Nobody | Whom::Other => false,
    };
    if you { format!("{name} (you)") } else { name }
}

/// Draws a question of one letter over the last rows of `area`.
pub fn menu(app: &App, menu: Menu, theme: &Theme, frame: &mut Frame, area: Rect) {
    let of = app.subject.as_ref().map(|t| format!(" of {}", t.name()));
    let asked = match (menu, app.subject.as_deref().map(|t| t.body.kind())) {
        (Menu::Owner, Some(Kind::Workstream)) => "lead",
        _other => menu.title(),
    };
    let title = format!(" {asked}{}: ", of.unwrap_or_default());
    ask(&title, choices(menu.context(), app), theme, frame, area);
}

/// Draws a question and the keys that answer it over the last rows of `area`.
pub fn ask(
    title: &str,
    choices: Vec<(String, String)>,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
) {
    let title = clean(title, theme.ascii).into_owned();
    let mut used = width(&title);
    let mut lines = vec![vec![Span::styled(title, theme.title)]];
    let columns = usize::from(area.width);
    for (key, word) in choices {
        let word = cut(&word, 20, theme.ascii);
        let wide = width(&key) + width(&word) + 3;
        if used + wide > columns {
            lines.push(vec![Span::raw("   ")]);
            used = 3;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push(Span::styled(key, theme.key));
            line.push(Span::styled(format!(" {word}  "), theme.text));
        }
    }
    let rows = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .min(area.height);
    let at = Rect {
        y: area.bottom() - rows,
        height: rows,
        ..area
    };
    frame.render_widget(Clear, at);
    for (y, line) in (at.y..at.bottom()).zip(lines) {
        let row = Rect { y, height: 1, ..at };
        frame.render_widget(Line::from(line), row);
    }
}
