//! What needs you: the list, and the selected line of it in full.

use super::parts;
use crate::app::overlay::needs::{Asking, Needs, Question};
use crate::app::{App, FrameInfo};
use crate::domain::attention::{Need, PutOff, Urgency, span};
use crate::keys::{Context, footer};
use crate::ui::frame::overlay_box;
use crate::ui::text::{cut, fit, width, wrap};
use crate::ui::theme::Theme;
use crate::ui::{signs, status};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// Rows below the list, for the selected need in full.
const DETAIL: u16 = 4;
/// Columns of the rule's word, at least.
const WORD: usize = 11;
/// Columns of how long: `in 119m` is never said, `in 47h` is.
const LONG: usize = 7;

/// Draws it over `area`.
pub fn draw(
    overlay: &Needs,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let inner = overlay_box(frame, theme, area, &title(app));
    let (rest, foot) = parts::keys_below(footer(Context::Needs), theme, frame, inner, 0);
    let tall = rest.height >= 2 * DETAIL;
    let (list, below) = parts::split_bottom(rest, if tall { DETAIL } else { 0 });
    info.overlay_height = usize::from(list.height);
    let rows = overlay.rows(&app.needs, &app.put_off);
    let at = overlay.at(&rows);
    let shown = parts::window(at, rows.len(), usize::from(list.height));
    let word = word_column(&rows);
    for (y, i) in (0..).zip(shown.clone()) {
        let line = row(rows[i], app, theme, (list.width, word), i == at);
        parts::put(frame, list, y, line);
        if let Some(row) = parts::row(list, y) {
            parts::target(info, row, i);
        }
    }
    parts::beyond(frame, theme, inner, &shown, rows.len());
    if rows.is_empty() {
        let none = if app.situation.is_none() {
            "reading …"
        } else {
            "Nothing needs you. The list fills by itself when something does."
        };
        let lines = wrap(none, usize::from(list.width.max(4) - 4), theme.ascii);
        for (y, text) in (0..).zip(lines) {
            parts::put(frame, list, y, Line::styled(format!("  {text}"), theme.dim));
        }
    }
    if let Some(need) = rows.get(at).filter(|_| tall) {
        detail(need, app, theme, frame, below);
    }
    draw_asked(overlay, app, theme, frame, inner, foot);
}

/// `Needs you: 2 now, 3 soon, 1 to watch; 1 put off`
fn title(app: &App) -> String {
    let of = |urgency| app.needs.iter().filter(|n| n.urgency == urgency).count();
    let counts = [
        (of(Urgency::Now), "now"),
        (of(Urgency::Soon), "soon"),
        (of(Urgency::Watch), "to watch"),
        (app.put_off.len(), "put off"),
    ];
    let counts = counts.iter().filter(|(n, _)| *n > 0);
    let counts: Vec<String> = counts.map(|(n, word)| format!("{n} {word}")).collect();
    if counts.is_empty() {
        return "Needs you".to_owned();
    }
    format!("Needs you: {}", counts.join(", "))
}

/// Columns of the rules' words: the longest has a space behind it.
fn word_column(needs: &[&Need]) -> usize {
    let longest = needs.iter().map(|n| n.rule.word().len() + 1).max();
    longest.map_or(WORD, |longest| longest.max(WORD))
}

fn row(
    need: &Need,
    app: &App,
    theme: &Theme,
    (columns, word): (u16, usize),
    selected: bool,
) -> Line<'static> {
    let (sign, style) = parts::mark(theme, selected);
    let held = put_off(need, app);
    let (mark, loud) = signs::urgency(theme, need.urgency);
    let (when, why, styles) = match held {
        Some(held) => (
            format!("in {}", span(held.until - app.now)),
            format!("put off: {}", held.reason),
            [theme.dim; 3],
        ),
        None => (
            need.when(app.now),
            need.why.clone(),
            [loud, theme.strong, theme.text],
        ),
    };
    let [loud, strong, plain] = styles;
    let when = cut(&when, LONG, theme.ascii);
    let fixed = 2 + 3 + word + 1 + LONG + 1;
    let room = usize::from(columns).saturating_sub(fixed);
    // What it is has a column of its own where there is room for one; elsewhere
    // it has the larger half, and a short one leaves its room to the why.
    let share = if columns >= 100 { 8 } else { 11 };
    let half = (room * share / 20).max(room.min(12));
    let what = cut(&need.what, half, theme.ascii);
    let column = if columns >= 100 { half + 2 } else { 0 };
    let gap = column.saturating_sub(width(&what)).max(2);
    let why = fit(&why, room.saturating_sub(width(&what) + gap), theme.ascii);
    let line = Line::from(vec![
        Span::raw(sign),
        Span::styled(format!("{mark:<2} "), loud),
        Span::styled(format!("{:<word$}", need.rule.word()), loud),
        Span::styled(what, strong),
        Span::raw(" ".repeat(gap)),
        Span::styled(why, plain),
        Span::styled(format!(" {when:>LONG$} "), loud),
    ]);
    if selected {
        parts::bar(line, columns, style)
    } else {
        line
    }
}

/// Until when a need was put off, and why.
fn put_off<'a>(need: &Need, app: &'a App) -> Option<&'a PutOff> {
    app.put_off.iter().find(|held| held.need.key == need.key)
}

/// The selected need in full, under a rule.
fn detail(need: &Need, app: &App, theme: &Theme, frame: &mut Frame, area: Rect) {
    let columns = usize::from(area.width.max(4) - 4);
    let rule = signs::rule(theme).repeat(usize::from(area.width));
    parts::put(frame, area, 0, Line::styled(rule, theme.frame));
    let late = match put_off(need, app) {
        Some(held) => format!(
            "put off for another {}: {}; z brings it back",
            span(held.until - app.now),
            held.reason
        ),
        None if need.at > app.now => format!("due {}", need.when(app.now)),
        None => format!("so for {}", need.when(app.now)),
    };
    let why = wrap(&format!("{}; {late}", need.why), columns, theme.ascii);
    let rows = usize::from(area.height.saturating_sub(1));
    let room = rows
        .saturating_sub(why.len().min(rows.saturating_sub(1)))
        .max(1);
    let mut what = wrap(&need.what, columns, theme.ascii);
    if what.len() > room {
        what.truncate(room);
        let last = what.pop().unwrap_or_default();
        what.push(cut(&format!("{last} …"), columns, theme.ascii));
    }
    let what = what.into_iter().map(|text| (text, theme.strong));
    let lines = what.chain(why.into_iter().map(|text| (text, theme.text)));
    for (y, (text, style)) in (1..area.height).zip(lines) {
        parts::put(frame, area, y, Line::styled(format!("  {text}"), style));
    }
}

/// What is asked, or why nothing was done, over the keys.
fn draw_asked(
    overlay: &Needs,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    inner: Rect,
    foot: Rect,
) {
    let problem = |frame: &mut Frame, area: Rect, y| {
        if let Some(problem) = &overlay.problem {
            let text = fit(
                &format!("! {problem}"),
                usize::from(area.width),
                theme.ascii,
            );
            parts::put(frame, area, y, Line::styled(text, theme.bad));
        }
    };
    let Some(Asking { what, about: _ }) = &overlay.asking else {
        problem(frame, foot, 0);
        return;
    };
    let words = overlay.asking.as_ref().map_or("", Asking::words);
    match what {
        Question::Owner | Question::State => {
            let context = matches!(what, Question::State).then_some(Context::State);
            let title = format!(" {words}: ");
            frame.render_widget(Clear, foot);
            status::ask(&title, status::choices(context, app), theme, frame, inner);
        }
        Question::Snooze(line) | Question::Label(line) => {
            let (_, area) = parts::split_bottom(inner, 4);
            frame.render_widget(Clear, area);
            parts::put(
                frame,
                area,
                0,
                Line::styled(format!("{words}:"), theme.title),
            );
            if let Some(row) = parts::row(area, 1) {
                parts::input(frame, theme, row, line);
            }
            problem(frame, area, 2);
            let keys = parts::hints(Context::Ask, theme, area.width);
            parts::put(frame, area, area.height.saturating_sub(1), keys);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::ready;
    use crate::domain::attention::Rule;
    use crate::ui::theme::ThemeName;

    #[test]
    fn a_long_word_does_not_run_into_what_it_is_about() {
        let app = ready();
        let needs = [Rule::FixUnverified, Rule::Update].map(|rule| Need {
            key: rule.word().into(),
            rule,
            urgency: Urgency::Watch,
            subject: None,
            what: "X2 pin the runner image".into(),
            why: "shipped for 16d".into(),
            at: app.now,
        });
        let theme = Theme::new(ThemeName::Dark, false);
        for columns in [78, 118] {
            let shown = |need| {
                row(
                    need,
                    &app,
                    &theme,
                    (columns, word_column(&needs.each_ref())),
                    false,
                )
            };
            let shown = needs.each_ref().map(|need| shown(need).to_string());
            let at = shown.each_ref().map(|row| row.find("X2"));
            assert_eq!(at[0], at[1], "{shown:?}");
            assert!(shown[0].contains("fix-unverified X2"), "{shown:?}");
            assert!(
                shown.iter().all(|row| width(row) == usize::from(columns)),
                "{shown:?}"
            );
        }
    }
}
