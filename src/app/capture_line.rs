//! The capture line: what is typed, how it will be recorded, what could
//! complete it, and what was typed before.

use super::line::LineInput;
use super::{App, Effect};
use crate::capture::{self, Captured, Completion, Context, Mistake};
use crate::domain::{Id, Label, Thing};
use crate::keys::Action;

/// How many earlier lines are kept.
const HISTORY: usize = 500;

/// The capture line.
#[derive(Clone, Debug, Default)]
pub struct CaptureLine {
    /// What is typed.
    pub input: LineInput,
    /// The thing that is amended; none for a new line.
    pub amends: Option<Box<Thing>>,
    /// How it will be recorded, or why it cannot be; none while nothing is typed.
    pub preview: Option<Result<Captured, Mistake>>,
    /// What could stand at the cursor, and which of it is selected.
    pub completion: Option<(Completion, usize)>,
    /// Lines recorded before, oldest first.
    history: Vec<String>,
    /// Which of them is shown.
    recalled: Option<usize>,
    /// What was typed before an earlier line was brought back, or before an
    /// amendment began.
    put_by: Option<LineInput>,
    /// The line the amendment began with.
    began: String,
    /// Amendments that were left with something typed, oldest first: the
    /// thing, and the line as it was left.
    unfinished: Vec<(Id, String)>,
}

impl CaptureLine {
    /// Keeps a recorded line for Up.
    fn remember(&mut self, line: String) {
        if self.history.last() != Some(&line) {
            self.history.push(line);
        }
        let extra = self.history.len().saturating_sub(HISTORY);
        self.history.drain(..extra);
        self.recalled = None;
    }

    fn older(&mut self) {
        let at = self.recalled.unwrap_or(self.history.len());
        let Some(at) = at.checked_sub(1) else { return };
        if self.recalled.is_none() {
            self.put_by = Some(self.input.clone());
        }
        self.recalled = Some(at);
        self.input.set(self.history[at].clone());
    }

    fn newer(&mut self) {
        let Some(at) = self.recalled else { return };
        match self.history.get(at + 1) {
            Some(line) => {
                self.recalled = Some(at + 1);
                self.input.set(line.clone());
            }
            None => {
                self.recalled = None;
                self.input = self.put_by.take().unwrap_or_default();
            }
        }
    }

    /// Starts to amend a thing with its line, or goes on where an amendment of
    /// it was left; says which. What was typed comes back after.
    pub(super) fn amend(&mut self, thing: Thing, line: String) -> bool {
        self.leave_amend();
        self.put_by = Some(std::mem::take(&mut self.input));
        self.recalled = None;
        let left = self.unfinished.iter().position(|(id, _)| *id == thing.id);
        let left = left.map(|at| self.unfinished.remove(at).1);
        let goes_on = left.is_some();
        self.amends = Some(Box::new(thing));
        self.input.set(left.unwrap_or_else(|| line.clone()));
        self.began = line;
        goes_on
    }

    /// Leaves an amendment; what was typed is kept for the next one of the
    /// same thing. Gives the name of the thing whose amendment is kept.
    pub(super) fn leave_amend(&mut self) -> Option<String> {
        let thing = self.amends.as_ref()?;
        let kept = (self.input.text() != self.began).then(|| thing.name());
        if kept.is_some() {
            let line = self.input.text().to_owned();
            self.unfinished.push((thing.id, line));
            let extra = self.unfinished.len().saturating_sub(HISTORY);
            self.unfinished.drain(..extra);
        }
        self.end_amend();
        kept
    }

    /// Ends an amendment and brings back what was typed before it.
    fn end_amend(&mut self) {
        if self.amends.take().is_some() {
            self.input = self.put_by.take().unwrap_or_default();
        }
    }

    /// Empties the line; Up brings back what stood on it.
    fn clear(&mut self) {
        let line = self.input.take();
        if !line.trim().is_empty() && self.amends.is_none() {
            self.remember(line);
        }
    }

    /// The line is on disk: it goes, what was typed after it stays.
    pub(super) fn recorded(&mut self, line: &str) {
        let amended = self.amends.is_some();
        if !amended {
            self.remember(line.to_owned());
        }
        if let Some(rest) = self.input.text().strip_prefix(line) {
            let rest = rest.to_owned();
            self.input.set(rest);
        }
        if amended && self.input.is_empty() {
            self.end_amend();
        }
    }
}

impl App {
    /// Reads the line again after every edit of it.
    pub(super) fn read_line(&mut self) -> Vec<Effect> {
        let text = self.capture.input.text();
        let cx = Context {
            now: self.now,
            zone: &self.settings.zone,
            known: self.known(),
        };
        // A sign that begins a line is no mistake yet.
        let begun = text.trim().chars().nth(1).is_none();
        let preview = (!text.trim().is_empty()).then(|| capture::parse(text, &cx));
        let preview = preview.filter(|read| !begun || read.is_ok());
        let cursor = self.capture.input.cursor();
        let completion = capture::complete(text, cursor, self.known(), &self.labels());
        // What is typed out in full needs no completing.
        let completion = completion.filter(|c| {
            let typed = &text[c.range.clone()];
            !(c.candidates.len() == 1 && c.candidates[0].text == typed)
        });
        let draft = match self.capture.amends {
            None => text.to_owned(),
            Some(_) => String::new(),
        };
        self.capture.preview = preview;
        self.capture.completion = completion.map(|c| (c, 0));
        if draft.is_empty() && self.capture.amends.is_some() {
            return Vec::new();
        }
        vec![Effect::SaveDraft(draft)]
    }

    /// Types or pastes on the line.
    pub(super) fn type_on_line(&mut self, text: &str) -> Vec<Effect> {
        self.capture.input.insert(text);
        self.read_line()
    }

    /// One of the keys that edit the line.
    pub(super) fn edit_line(&mut self, action: Action) -> Vec<Effect> {
        let input = &self.capture.input;
        if action == Action::LineKillBefore && input.cursor() == input.text().len() {
            self.capture.clear();
            return self.read_line();
        }
        if self.capture.input.act(action) {
            return self.read_line();
        }
        Vec::new()
    }

    /// Up: an earlier line, or the completion above.
    pub(super) fn older_line(&mut self) -> Vec<Effect> {
        if let Some((completion, at)) = &mut self.capture.completion {
            *at = at.checked_sub(1).unwrap_or(completion.candidates.len() - 1);
            return Vec::new();
        }
        self.capture.older();
        self.read_line()
    }

    /// Down: the later line, or the completion below.
    pub(super) fn newer_line(&mut self) -> Vec<Effect> {
        if let Some((completion, at)) = &mut self.capture.completion {
            *at = (*at + 1) % completion.candidates.len();
            return Vec::new();
        }
        self.capture.newer();
        self.read_line()
    }

    /// Tab: puts the selected completion in.
    pub(super) fn complete_line(&mut self) -> Vec<Effect> {
        if self.capture.input.is_empty() && !self.offer.is_empty() {
            return self.accept_offer();
        }
        let Some((completion, at)) = self.capture.completion.take() else {
            return Vec::new();
        };
        let text = format!("{} ", completion.candidates[at].text);
        self.capture.input.replace(completion.range, &text);
        self.read_line()
    }

    /// The labels that are held, newest first, for completion.
    fn labels(&self) -> Vec<(Label, String)> {
        let rows = [2, 3, 0].map(|i| &self.rows[i].window.rows);
        let things = rows.into_iter().flat_map(|rows| rows.iter().rev());
        things
            .filter_map(|t| t.label().map(|label| (label, t.headline().to_owned())))
            .collect()
    }
}
