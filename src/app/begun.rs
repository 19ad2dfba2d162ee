//! What was begun on a screen and is not recorded: kept as plain data while it
//! is typed, and taken up again where a cockpit was killed or left.

use super::left::Asked;
use super::overlay::form::Follows;
use super::overlay::{CheckInPage, Form, Handover, Overlay, Sitrep, Writing};
use super::{App, Effect, Msg};
use crate::domain::{Aspect, Audience, Body, Id, Minute, Thing, When};
use serde::{Deserialize, Serialize};

/// Something that was begun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Begun {
    /// The incident it is of; none for what belongs to none.
    pub incident: Option<Id>,
    /// What was typed, by the screen it was typed on.
    pub on: BegunOn,
    /// The text in the editor that lay over that screen.
    pub editor: Option<String>,
    /// Its screen was closed: the key of the screen goes on with it.
    pub put_by: bool,
}

/// What was typed, by the screen it was typed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BegunOn {
    /// A form.
    Form(BegunForm),
    /// A line on the page of a check-in.
    CheckIn {
        /// Which check-in.
        of: Id,
        /// What was typed.
        asks: BegunLine,
        /// The workstream it is about.
        stream: Option<Id>,
        /// The line.
        text: String,
        /// Lines that were left before it, each with what it was to become and
        /// the workstream it is about.
        #[serde(default)]
        kept: Vec<(BegunLine, Option<Id>, String)>,
    },
    /// A handover whose receiver was named or whose brief was edited.
    Handover {
        /// Who takes it.
        to: Option<Id>,
        /// The brief, where it was edited.
        brief: Option<String>,
    },
    /// A situation report.
    Sitrep {
        /// Whose report was shown.
        audience: Audience,
        /// The texts that were edited, each with when the next one is promised.
        texts: Vec<(Audience, String, Option<When>)>,
    },
    /// An answer to a question.
    Answer {
        /// What was asked, the thing it is about included.
        title: String,
        /// What was typed.
        text: String,
    },
    /// A text of the review.
    Text {
        /// The part it is of, by its word.
        part: String,
        /// What stood when it was begun.
        was: String,
        /// What was written.
        text: String,
    },
}

/// A form that was being filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BegunForm {
    /// The identity of what it makes.
    pub id: Id,
    /// What it began from.
    pub body: Body,
    /// The thing it edits.
    pub editing: Option<Id>,
    /// The fields that were altered: what each is called, and what it holds.
    pub typed: Vec<(String, String)>,
    /// The field that was typed in.
    pub at: Option<String>,
    /// What is done in the same act, once what it makes is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Follows>,
}

/// What a line on the page of a check-in was to become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BegunLine {
    /// A line of the minutes.
    Line(Aspect),
    /// One of them, worded anew.
    Reword(Minute),
    /// A line of the capture grammar.
    Capture,
    /// The name of somebody who is there.
    Attend,
    /// When the next one is to be held.
    Next,
}

impl Begun {
    /// The thing that has to be known to go on with it.
    #[must_use]
    pub const fn about(&self) -> Option<Id> {
        match &self.on {
            BegunOn::Form(form) => form.editing,
            BegunOn::CheckIn { .. }
            | BegunOn::Handover { .. }
            | BegunOn::Sitrep { .. }
            | BegunOn::Answer { .. }
            | BegunOn::Text { .. } => None,
        }
    }

    /// The identity of what it makes: where there is such a thing, it was
    /// recorded.
    #[must_use]
    pub const fn makes(&self) -> Option<Id> {
        match &self.on {
            BegunOn::Form(BegunForm {
                id, editing: None, ..
            }) => Some(*id),
            BegunOn::Form(_)
            | BegunOn::CheckIn { .. }
            | BegunOn::Handover { .. }
            | BegunOn::Sitrep { .. }
            | BegunOn::Answer { .. }
            | BegunOn::Text { .. } => None,
        }
    }
}

impl Overlay {
    /// What was begun on it and is not recorded; with an editor over it, also
    /// where nothing else was altered.
    fn begun(&self, edited: bool) -> Option<BegunOn> {
        match self {
            Self::Form(form) if edited || form.dirty() => Some(BegunOn::Form(form.begun())),
            Self::CheckInPage(page) => page.begun(),
            Self::Handover(handover) if edited || handover.worth_keeping() => {
                Some(handover.begun())
            }
            Self::Sitrep(report) if edited || report.worth_keeping() => Some(report.begun()),
            Self::Writing(writing) => writing.begun(),
            Self::Form(_) | Self::Handover(_) | Self::Sitrep(_) => None,
            Self::Detail(_)
            | Self::Editor(_)
            | Self::Palette(_)
            | Self::Help(_)
            | Self::Incidents(_)
            | Self::Search(_)
            | Self::Confirm(_)
            | Self::Offer(_)
            | Self::Paste(_)
            | Self::Needs(_)
            | Self::Board(_)
            | Self::People(_)
            | Self::CheckIns(_)
            | Self::Decisions(_)
            | Self::Clocks(_)
            | Self::Closing(_)
            | Self::Drill(_)
            | Self::Roadmap(_)
            | Self::Patterns(_)
            | Self::Review(_)
            | Self::Evidence(_) => None,
        }
    }

    /// What the status line calls it when it was begun before.
    pub(super) fn begun_name(&self) -> String {
        match self {
            Self::Form(form) => format!("the form `{}`", form.title()),
            Self::CheckInPage(_) => "a line of the check-in".to_owned(),
            Self::Handover(_) => "the brief of a handover".to_owned(),
            Self::Writing(writing) => format!("{} of the review", writing.part.title()),
            _report => "a situation report".to_owned(),
        }
    }
}

impl App {
    /// What was begun on the screens and is not recorded.
    pub(super) fn begun(&self) -> Vec<Begun> {
        let mut all: Vec<Begun> = self.elsewhere.iter().map(|(b, _)| b.clone()).collect();
        for (incident, overlay) in &self.put_by {
            let on = overlay.begun(false);
            all.extend(on.map(|on| Begun {
                incident: *incident,
                on,
                editor: None,
                put_by: true,
            }));
        }
        let asked = self.asked.iter().filter(|a| a.worth_keeping());
        all.extend(self.left.iter().chain(asked).map(|answer| Begun {
            incident: answer.incident,
            on: answer.begun(),
            editor: None,
            put_by: false,
        }));
        let here = self.incident().map(|t| t.id);
        for (i, overlay) in self.overlays.iter().enumerate() {
            let editor = match self.overlays.get(i + 1) {
                Some(Overlay::Editor(editor)) if editor.dirty() => Some(editor.text().to_owned()),
                Some(_) | None => None,
            };
            let on = overlay.begun(editor.is_some());
            all.extend(on.map(|on| Begun {
                incident: here,
                on,
                editor,
                put_by: false,
            }));
        }
        all
    }

    /// Goes on with what an earlier run left, as far as it is of this
    /// incident; what is of another waits until that is current.
    pub(super) fn take_up(&mut self) -> (Vec<String>, Vec<Effect>) {
        let here = self.incident().map(|t| t.id);
        let known = self.situation.as_ref().map(|s| s.incident.id);
        let left = std::mem::take(&mut self.elsewhere);
        let (left, elsewhere) = left.into_iter().partition(|(begun, _)| {
            begun.incident.is_none() || (begun.incident == here && known == here)
        });
        self.elsewhere = elsewhere;
        let (mut said, mut effects) = (Vec::new(), Vec::new());
        for (begun, thing) in left {
            if let BegunOn::Answer { title, text } = begun.on {
                said.push(format!(
                    "an answer was never recorded, and waits for its question: {title}"
                ));
                self.keep_answer(Asked::before(begun.incident, title, text));
                continue;
            }
            let Some(overlay) = self.taken_up(&begun, thing) else {
                continue;
            };
            let mut overlay = overlay;
            if let Some(text) = begun.editor {
                // What was in the editor is what the field, or the screen, holds.
                overlay.update(&Msg::Edited(Ok(Some(text))), &self.cx());
            }
            let name = overlay.begun_name();
            let again = match &overlay {
                Overlay::CheckInPage(_) => "begun before and never recorded: m goes on with it",
                Overlay::Handover(_) => "edited before and never sent: H goes on with it",
                Overlay::Sitrep(_) => "edited before and never sent: R goes on with it",
                _form if begun.put_by => {
                    "begun before and never recorded: the key that begins it goes on with it"
                }
                _form => {
                    said.push(format!("{name} was begun before and never recorded"));
                    effects.extend(self.open_waiting(overlay));
                    continue;
                }
            };
            said.push(format!("{name} was {again}"));
            self.put_by.push((begun.incident, overlay));
        }
        (said, effects)
    }

    /// The screen as it was left; none where nothing is left to be recorded.
    fn taken_up(&self, begun: &Begun, thing: Option<Thing>) -> Option<Overlay> {
        let cx = self.cx();
        match begun.on.clone() {
            BegunOn::Form(form) => {
                let form = Form::go_on(form, thing.map(Box::new), &cx);
                let left = form.dirty() || begun.editor.is_some();
                left.then_some(Overlay::Form(form))
            }
            BegunOn::CheckIn {
                of,
                asks,
                stream,
                text,
                kept: mut lines,
            } => {
                lines.push((asks, stream, text));
                let page = CheckInPage::go_on(of, lines, cx.situation);
                page.map(Overlay::CheckInPage)
            }
            BegunOn::Handover { to, brief } => Some(Overlay::Handover(Handover::go_on(to, brief))),
            BegunOn::Sitrep { audience, texts } => {
                Some(Overlay::Sitrep(Sitrep::go_on(audience, texts)))
            }
            // It waits for its question, on whichever screen that is asked.
            BegunOn::Answer { .. } => None,
            BegunOn::Text { part, was, text } => {
                let writing = Writing::go_on(begun.incident?, &part, was, text);
                writing.map(Overlay::Writing)
            }
        }
    }
}
