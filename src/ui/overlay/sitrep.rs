//! A situation report.

use super::{page, parts};
use crate::app::overlay::{BeforeSending, Sitrep};
use crate::app::{App, FrameInfo};
use crate::domain::telling::readers;
use crate::domain::{Audience, visible_line};
use crate::keys::Context;
use crate::ui::text::cut;
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// What the screen says of the entries that the report only counts.
const LEFT_OUT: &str = "An entry that is left out is told once it is starred: * on the timeline.";

/// Draws it over `area`.
pub fn draw(
    overlay: &Sitrep,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let framed = page::Framed {
        title: "Situation report",
        head: audiences(overlay, theme),
        text: overlay.text(),
        top: overlay.top,
    };
    let cautions = overlay.cautions(&app.cx());
    let footer = framed.warning(&cautions, theme, frame, area, info);
    let to = readers(overlay.audience);
    match &overlay.asking {
        Some(BeforeSending::Next(line, wrong)) => {
            page::ask_line(frame, theme, footer, "next report, or never: ", line, wrong);
        }
        Some(BeforeSending::Keeps(left, _)) => {
            let what = left.first().map_or("", |(_, words)| words.as_str());
            let question = format!("Does it keep {what}? If not, that stays owed.");
            page::ask_letter(frame, theme, footer, &visible_line(&question));
        }
        Some(BeforeSending::Sure(kept)) => {
            let (next, keeps) = (overlay.next(), overlay.keeping(kept, &app.cx()));
            let question = format!("Sent to {to} as it stands here?{keeps} Next update: {next}");
            page::ask_letter(frame, theme, footer, &question);
        }
        Some(BeforeSending::Afresh) => {
            let question = "Drop what was edited, and write it afresh from the record?";
            page::ask_letter(frame, theme, footer, question);
        }
        None => {
            let hint = if overlay.leaves_out() { LEFT_OUT } else { "" };
            let hint = cut(hint, usize::from(footer.width), theme.ascii);
            parts::put(frame, footer, 0, Line::styled(hint, theme.dim));
            let hints = parts::hints(Context::Sitrep, theme, footer.width);
            parts::put(frame, footer, 1, hints);
        }
    }
}

/// The audiences, the one that is shown between brackets.
fn audiences(overlay: &Sitrep, theme: &Theme) -> Line<'static> {
    let mut spans = vec![Span::styled(" for ", theme.dim)];
    for audience in Audience::ALL {
        let name = readers(*audience);
        spans.push(if *audience == overlay.audience {
            Span::styled(format!("[{name}] "), theme.strong)
        } else {
            Span::styled(format!(" {name}  "), theme.dim)
        });
    }
    if overlay.edited() {
        spans.push(Span::styled(" edited", theme.warn));
    }
    Line::from(spans)
}
