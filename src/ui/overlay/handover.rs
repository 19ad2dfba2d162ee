//! A handover.

use super::{page, parts};
use crate::app::overlay::{Handover, Question};
use crate::app::{App, Cx, FrameInfo};
use crate::domain::{self, Id, Thing};
use crate::keys::{Action, Context, footer};
use crate::ui::text::{cut, fit};
use crate::ui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

const AFRESH: &str = "Drop what was edited, and write it afresh from the record?";

/// Draws it over `area`.
pub fn draw(
    overlay: &Handover,
    app: &App,
    theme: &Theme,
    frame: &mut Frame,
    area: Rect,
    info: &mut FrameInfo,
) {
    let cx = app.cx();
    let waiting = overlay.waiting(&cx).and_then(Thing::as_handover);
    let who = |id: Id| format!("@{}", app.known().handle(id).unwrap_or("?"));
    let style = if waiting.is_some() {
        theme.warn
    } else {
        theme.strong
    };
    let head = head(overlay, waiting, &who);
    let inside = usize::from(area.width.saturating_sub(2));
    let framed = page::Framed {
        title: "Handover",
        head: Line::styled(cut(&head, inside, theme.ascii), style),
        text: overlay.text(&cx),
        top: overlay.top,
    };
    let cautions: Vec<String> = overlay.behind(&cx).into_iter().collect();
    let below = framed.warning(&cautions, theme, frame, area, info);
    match &overlay.asking {
        Some(Question::Who(pick, wrong)) => {
            page::ask_line(frame, theme, below, "who takes it: ", &pick.line, wrong);
            let names = pick.offered(cx.known);
            if wrong.is_empty() && !names.is_empty() {
                let takes = format!("Enter takes {}", names.join(" · "));
                let takes = fit(&takes, usize::from(below.width), theme.ascii);
                parts::put(frame, below, 1, Line::styled(takes, theme.dim));
            }
        }
        Some(Question::Give) => {
            let to = overlay.to.map(who).unwrap_or_default();
            let question = format!("Given to {to} as it stands here?");
            page::ask_letter(frame, theme, below, &question);
        }
        Some(Question::Acknowledge) => {
            let question = waiting.map_or_else(String::new, |h| taking(h, &who, &cx));
            page::ask_letter(frame, theme, below, &question);
        }
        Some(Question::Afresh) => page::ask_letter(frame, theme, below, AFRESH),
        None => {
            let keys = footer(Context::Handover).filter(|b| match b.action {
                Action::Acknowledge => waiting.is_some(),
                Action::Receiver | Action::Edit | Action::Send => waiting.is_none(),
                Action::Drop => waiting.is_none() && overlay.worth_keeping(),
                _other => true,
            });
            let rows = parts::hint_rows(keys, theme, below.width, 1);
            parts::put(frame, below, 1, rows.into_iter().next().unwrap_or_default());
        }
    }
}

/// What is asked of whoever acknowledges it, who may be somebody else.
fn taking(handover: &domain::Handover, who: &dyn Fn(Id) -> String, cx: &Cx) -> String {
    let (role, to) = (handover.role, who(handover.to));
    let taken = format!("{to} is {role} from this moment on?");
    match handover.stead(cx.known, cx.author) {
        None => format!("Acknowledge: {taken}"),
        Some(by) => format!("You are @{by}. Acknowledge for {to}: {taken}"),
    }
}

/// Whose handover it is, and how far it is.
fn head(
    overlay: &Handover,
    waiting: Option<&domain::Handover>,
    who: &dyn Fn(Id) -> String,
) -> String {
    let edited = match overlay.worth_keeping() {
        true => "; edited, and not given yet",
        false => "",
    };
    match (waiting, overlay.to) {
        (Some(h), _) => format!(" {} waits for {} to acknowledge it", h.role, who(h.to)),
        (None, Some(to)) => format!(" IC, to {}{edited}", who(to)),
        (None, None) => format!(" IC, to whom is not said yet{edited}"),
    }
}
