//! What lies over the panes: one at a time has the keys, those below wait.

pub mod ask;
mod behind;
mod board;
mod check_in;
mod check_ins;
mod clocks;
mod closing;
mod confirm;
mod decisions;
mod detail;
mod drill;
mod editor;
pub mod form;
mod fuzzy;
mod handover;
mod help;
pub mod history;
mod incidents;
pub mod layout;
pub mod needs;
mod offer;
mod palette;
mod passing;
mod paste;
mod patterns;
mod people;
pub mod review;
pub mod roadmap;
mod search;
pub mod select;
mod sitrep;
mod verbs;

pub use board::{Asking, Board};
pub use check_in::{Asks, CheckInPage, Letter as CheckInLetter, Typing};
pub use check_ins::{CheckIns, Row as CheckInRow};
pub use clocks::Clocks;
pub use closing::{BeforeClosing, Closing};
pub use confirm::Confirm;
pub use decisions::Decisions;
pub use detail::Detail;
pub use drill::Drill;
pub use editor::Editor;
pub use form::Form;
pub use handover::{Handover, Question};
pub use help::{Help, HelpLine};
pub use incidents::Incidents;
pub use needs::Needs;
pub use offer::Offer;
pub use palette::{Command, Palette};
pub use paste::{Paste, PastedLine};
pub use patterns::Patterns;
pub use people::People;
pub use review::{Evidence, Review, Writing};
pub use roadmap::Roadmap;
pub use search::Search;
pub use sitrep::{BeforeSending, Sitrep};

use super::line::LineInput;
use super::{Cx, Effect, Msg};
use crate::domain::{Id, Thing};
use crate::keys::{Action, Context};

/// What lies over the panes.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The detail of one thing: full text, links both ways, history.
    Detail(Detail),
    /// A form of fields, for making and editing each kind of thing.
    Form(Form),
    /// The editor for several lines of text.
    Editor(Editor),
    /// The command palette.
    Palette(Palette),
    /// Help: every key, searchable, runnable.
    Help(Help),
    /// The incident picker.
    Incidents(Incidents),
    /// Full-text search as you type.
    Search(Search),
    /// A question whose yes loses or hides something.
    Confirm(Confirm),
    /// Which of several offered indicators are kept.
    Offer(Offer),
    /// The review of pasted lines, each an entry after one confirmation.
    Paste(Paste),
    /// What needs you.
    Needs(Needs),
    /// The board of workstreams.
    Board(Board),
    /// People and roles.
    People(People),
    /// Check-ins.
    CheckIns(CheckIns),
    /// A check-in that goes on.
    CheckInPage(CheckInPage),
    /// Decisions and questions.
    Decisions(Decisions),
    /// Clocks.
    Clocks(Clocks),
    /// A situation report.
    Sitrep(Sitrep),
    /// A handover.
    Handover(Handover),
    /// The end of an incident.
    Closing(Closing),
    /// A drill.
    Drill(Drill),
    /// The fixes of all incidents.
    Roadmap(Roadmap),
    /// What incidents have in common.
    Patterns(Patterns),
    /// The review.
    Review(Review),
    /// A text of the review that is being written.
    Writing(Writing),
    /// Which factor something bears out.
    Evidence(Evidence),
}

impl Overlay {
    /// The question of one line that it asks, and what is typed in answer.
    #[must_use]
    pub fn question(&self) -> Option<(String, &str)> {
        let ask = match self {
            Self::Needs(screen) => return screen.question(),
            Self::Clocks(screen) => screen.ask(),
            Self::Decisions(screen) => screen.ask(),
            Self::Roadmap(screen) => screen.asking.ask(),
            Self::Review(screen) => screen.ask(),
            _other => None,
        };
        ask.map(|ask| (ask.title.clone(), ask.line.text()))
    }

    /// The line that question is answered on.
    pub fn question_line(&mut self) -> Option<&mut LineInput> {
        match self {
            Self::Needs(screen) => screen.line(),
            Self::Clocks(screen) => screen.line(),
            Self::Decisions(screen) => screen.line(),
            Self::Roadmap(screen) => screen.asking.line(),
            Self::Review(screen) => screen.asking.line(),
            _other => None,
        }
    }
}

/// What becomes of an overlay after a message.
#[derive(Clone, Debug)]
pub enum Flow {
    /// It stays as it is.
    Stay,
    /// It closes; what lies below has the keys again.
    Close,
    /// It closes, and what was typed on it is kept for the key that begins it.
    Later,
    /// Another takes its place.
    Replace(Overlay),
    /// Another is laid over it.
    Push(Overlay),
    /// It stays, and something is done.
    Do(Vec<Effect>),
    /// It closes, and something is done.
    CloseAnd(Vec<Effect>),
    /// A record is to be made: the root gives it its ticket, and closes the
    /// overlay once it is on disk. On failure the overlay stays as it is.
    Record(super::Make),
    /// It stays, and a record is made; this is said once it is on disk,
    /// nothing where it is empty. A refusal is handed to it.
    Act(super::Make, String),
    /// It closes, and the panes do this, to the selected thing or to `on`.
    Run {
        /// What.
        action: Action,
        /// To what, if not to the selected thing.
        on: Option<Box<Thing>>,
    },
    /// All overlays make way and the panes select this thing; Esc brings the
    /// overlays back.
    Goto(Box<Thing>),
    /// The overlay closes and its text is put on the capture line.
    Type(String),
    /// The overlays make way for the capture line, which begins with these
    /// words; they are back once it is recorded or left.
    Lend(String),
    /// It closes, and everything is seen through this workstream, or through
    /// none.
    Lens(Option<Id>),
    /// A text that an overlay above edited is handed to the one below.
    Hand(String),
}

impl Overlay {
    /// What edits a thing: its form, or an editor where it is one long text.
    #[must_use]
    pub fn edits(thing: Thing, cx: &Cx) -> Self {
        match Writing::on(&thing) {
            Some(writing) => Self::Writing(writing),
            None => Self::Form(Form::new(thing.body.clone(), Some(Box::new(thing)), cx)),
        }
    }

    /// The keys it reads by.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Self::Detail(_) => Context::Detail,
            Self::Form(_) => Context::Form,
            Self::Editor(_) => Context::Editor,
            Self::Palette(_) => Context::Palette,
            Self::Help(_) => Context::Help,
            Self::Incidents(_) => Context::Incidents,
            Self::Search(_) => Context::Search,
            Self::Confirm(_) => Context::Confirm,
            Self::Offer(_) => Context::Offer,
            Self::Paste(_) => Context::Paste,
            Self::Needs(_) => Context::Needs,
            Self::Board(o) => o.context(),
            Self::People(_) => Context::People,
            Self::CheckIns(_) => Context::CheckIns,
            Self::CheckInPage(_) => Context::CheckInPage,
            Self::Decisions(_) => Context::Decisions,
            Self::Clocks(_) => Context::Clocks,
            Self::Sitrep(_) => Context::Sitrep,
            Self::Handover(_) => Context::Handover,
            Self::Closing(_) => Context::Closing,
            Self::Drill(_) => Context::Drill,
            Self::Roadmap(_) => Context::Roadmap,
            Self::Patterns(_) => Context::Patterns,
            Self::Review(o) => o.context(),
            Self::Writing(_) => Context::Writing,
            Self::Evidence(_) => Context::Evidence,
        }
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, cx: &Cx) -> Vec<Effect> {
        match self {
            Self::Detail(o) => o.needs(cx),
            Self::Form(o) => o.needs(cx),
            Self::Editor(o) => o.needs(cx),
            Self::Palette(o) => o.needs(cx),
            Self::Help(o) => o.needs(cx),
            Self::Incidents(o) => o.needs(cx),
            Self::Search(o) => o.needs(cx),
            Self::Confirm(o) => o.needs(cx),
            Self::Offer(o) => o.needs(cx),
            Self::Paste(o) => o.needs(cx),
            Self::Needs(o) => o.needs(cx),
            Self::Board(o) => o.needs(cx),
            Self::People(o) => o.needs(cx),
            Self::CheckIns(o) => o.needs(cx),
            Self::CheckInPage(o) => o.needs(cx),
            Self::Decisions(o) => o.needs(cx),
            Self::Clocks(o) => o.needs(cx),
            Self::Sitrep(o) => o.needs(cx),
            Self::Handover(o) => o.needs(cx),
            Self::Closing(o) => o.needs(cx),
            Self::Drill(o) => o.needs(cx),
            Self::Roadmap(o) => o.needs(cx),
            Self::Patterns(o) => o.needs(cx),
            Self::Review(o) => o.needs(cx),
            Self::Writing(o) => o.needs(cx),
            Self::Evidence(o) => o.needs(cx),
        }
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match self {
            Self::Detail(o) => o.update(msg, cx),
            Self::Form(o) => o.update(msg, cx),
            Self::Editor(o) => o.update(msg, cx),
            Self::Palette(o) => o.update(msg, cx),
            Self::Help(o) => o.update(msg, cx),
            Self::Incidents(o) => o.update(msg, cx),
            Self::Search(o) => o.update(msg, cx),
            Self::Confirm(o) => o.update(msg, cx),
            Self::Offer(o) => o.update(msg, cx),
            Self::Paste(o) => o.update(msg, cx),
            Self::Needs(o) => o.update(msg, cx),
            Self::Board(o) => o.update(msg, cx),
            Self::People(o) => o.update(msg, cx),
            Self::CheckIns(o) => o.update(msg, cx),
            Self::CheckInPage(o) => o.update(msg, cx),
            Self::Decisions(o) => o.update(msg, cx),
            Self::Clocks(o) => o.update(msg, cx),
            Self::Sitrep(o) => o.update(msg, cx),
            Self::Handover(o) => o.update(msg, cx),
            Self::Closing(o) => o.update(msg, cx),
            Self::Drill(o) => o.update(msg, cx),
            Self::Roadmap(o) => o.update(msg, cx),
            Self::Patterns(o) => o.update(msg, cx),
            Self::Review(o) => o.update(msg, cx),
            Self::Writing(o) => o.update(msg, cx),
            Self::Evidence(o) => o.update(msg, cx),
        }
    }
}

/// Scrolls a text whose first shown row is `top`.
fn scroll(top: &mut usize, action: Action, cx: &Cx) {
    let page = isize::try_from(cx.info.overlay_height.max(2) - 1).unwrap_or(1);
    let by = match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::PageDown => page,
        Action::PageUp => -page,
        Action::First => isize::MIN,
        Action::Last => isize::MAX,
        _other => return,
    };
    let last = cx.info.overlay_lines.saturating_sub(cx.info.overlay_height);
    *top = cx.info.overlay_top.saturating_add_signed(by).min(last);
}

#[cfg(test)]
mod tests;
