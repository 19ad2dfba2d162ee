//! The capture line: what is typed, how it will be recorded, what could
//! complete it, and what was typed before.

use super::effect::Unsent;
use super::lent::Lent;
use super::line::LineInput;
use super::state::{Notice, Tone};
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
    /// The line with the blank that a completion left at its end.
    completed: Option<String>,
    /// The line that Enter could not record, until it can be read or is gone.
    pub refused_line: Option<String>,
    /// Lines recorded before, oldest first.
    history: Vec<String>,
    /// Which of them is shown.
    recalled: Option<usize>,
    /// What was typed before an earlier line was brought back, or before an
    /// amendment began.
    put_by: Option<LineInput>,
    /// What a screen put on the line, while that has made way for it.
    pub(super) lent: Option<Lent>,
    /// The words of a screen whose line was left with something typed.
    left_lent: Option<String>,
    /// The line the amendment began with.
    began: String,
    /// Amendments that were left with something typed, oldest first: the
    /// thing, and the line as it was left.
    unfinished: Vec<(Id, String)>,
    /// The amendment that the store has and has not answered.
    sent: Option<(Id, String)>,
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

    /// Begins a line that somebody else began; what was typed is brought back
    /// by Up.
    pub(super) fn begin(&mut self, line: String) {
        let before = self.input.take();
        if !before.trim().is_empty() {
            self.remember(before);
        }
        self.input.set(line);
    }

    /// Begins with the words of a screen, or goes on where a line that began
    /// with them was left.
    pub(super) fn lend(&mut self, offered: String) {
        let first = |text: &str| text.split(' ').next().map(str::to_owned);
        let left = self.left_lent.take().is_some_and(|left| left == offered);
        let goes_on = left && first(self.input.text()) == first(&offered);
        let mut before = LineInput::default();
        if !goes_on {
            before = std::mem::take(&mut self.input);
            if !before.text().trim().is_empty() {
                self.remember(before.text().to_owned());
            }
            self.input.set(offered.clone());
        }
        self.recalled = None;
        self.lent = Some(Lent { offered, before });
    }

    /// Those words were recorded or are left. What was typed before them comes
    /// back; unless something was typed behind them and not recorded: says
    /// whether that is so.
    pub(super) fn end_lent(&mut self) -> bool {
        let Some(lent) = self.lent.take() else {
            return false;
        };
        let text = self.input.text();
        if text.trim().is_empty() || text == lent.offered {
            self.input = lent.before;
            return false;
        }
        self.left_lent = Some(lent.offered);
        true
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
        let kept = self.begun_amendment().map(|_| thing.name());
        if let Some((id, line)) = self.begun_amendment() {
            self.keep_amendment(id, line);
        }
        self.end_amend();
        kept
    }

    /// The amendment on the line, if something was altered that the store does
    /// not have. An emptied line is an amendment given up.
    fn begun_amendment(&self) -> Option<(Id, String)> {
        let begun = (self.amends.as_ref()?.id, self.input.text().to_owned());
        let empty = begun.1.trim().is_empty();
        let altered = begun.1 != self.began && self.sent.as_ref() != Some(&begun);
        (altered && !empty).then_some(begun)
    }

    /// Keeps an amendment that was left, for the next one of the same thing.
    pub(super) fn keep_amendment(&mut self, id: Id, line: String) {
        self.unfinished.retain(|(other, _)| *other != id);
        self.unfinished.push((id, line));
        let extra = self.unfinished.len().saturating_sub(HISTORY);
        self.unfinished.drain(..extra);
    }

    /// The amendment on the line is the store's from now on.
    pub(super) fn send_amendment(&mut self) {
        let thing = self.amends.as_ref();
        self.sent = thing.map(|t| (t.id, self.input.text().to_owned()));
    }

    /// The store did not take the line: an amendment whose line was left
    /// meanwhile is kept. Gives whether that is so.
    pub(super) fn refused(&mut self) -> bool {
        let Some((id, line)) = self.sent.take() else {
            return false;
        };
        let left = self.amends.as_ref().is_none_or(|t| t.id != id);
        if left {
            self.keep_amendment(id, line);
        }
        left
    }

    /// What is typed and not known to be on disk.
    pub(super) fn unsent(&self) -> Unsent {
        let line = match (&self.amends, &self.put_by) {
            (None, _) => match &self.lent {
                Some(lent) if lent.offered == self.input.text() => lent.before.text(),
                Some(_) | None => self.input.text(),
            },
            (Some(_), Some(put_by)) => put_by.text(),
            (Some(_), None) => "",
        };
        let begun = self.sent.clone().into_iter().chain(self.begun_amendment());
        let mut amendments = self.unfinished.clone();
        for (id, line) in begun {
            amendments.retain(|(other, _)| *other != id);
            amendments.push((id, line));
        }
        Unsent {
            line: line.to_owned(),
            amendments,
            ..Unsent::default()
        }
    }

    /// Ends an amendment and brings back what was typed before it.
    fn end_amend(&mut self) {
        if self.amends.take().is_some() {
            self.input = self.put_by.take().unwrap_or_default();
        }
    }

    /// Takes away the blank that a completion left at the end, which is nobody's
    /// words; says whether there was one.
    pub(super) fn drop_blank(&mut self) -> bool {
        let left = self.completed.take_if(|left| left == self.input.text());
        if let Some(line) = &left {
            self.input.set(line.trim_end());
        }
        left.is_some()
    }

    /// Empties the line; Up brings back what stood on it.
    fn clear(&mut self) {
        let line = self.input.take();
        if !line.trim().is_empty() && self.amends.is_none() {
            self.remember(line);
        }
    }

    /// A new line is on disk: it goes, what was typed after it stays. While
    /// something is amended, it stands behind the amendment.
    pub(super) fn recorded(&mut self, line: &str) {
        self.remember(line.to_owned());
        let stands = match self.amends {
            None => Some(&mut self.input),
            Some(_) => self.put_by.as_mut(),
        };
        let Some(stands) = stands else { return };
        if let Some(rest) = stands.text().strip_prefix(line) {
            let rest = rest.to_owned();
            stands.set(rest);
        }
    }

    /// The amendment of a thing is on disk. It goes from the line, if it still
    /// stands there, and what was typed after it becomes a new line; gives
    /// whether it stood there.
    pub(super) fn amended(&mut self, id: Id, line: &str) -> bool {
        self.sent = None;
        if self.amends.as_ref().is_none_or(|t| t.id != id) {
            return false;
        }
        let rest = self.input.text().strip_prefix(line).map(str::to_owned);
        let Some(rest) = rest else { return false };
        self.end_amend();
        self.input.insert(&rest);
        true
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
        if !matches!(preview, Some(Err(_))) {
            let refused = self.capture.refused_line.take();
            let bad = |notice: &mut Notice| notice.tone == Tone::Bad;
            self.notice
                .take_if(|notice| refused.is_some() && bad(notice));
        }
        self.capture.preview = preview;
        self.capture.completion = completion.map(|c| (c, 0));
        vec![Effect::SaveDraft(self.unsent())]
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
        let CaptureLine {
            input, completed, ..
        } = &mut self.capture;
        let name = &completion.candidates[at].text;
        input.replace(completion.range, name);
        match input.text()[input.cursor()..].chars().next() {
            None => {
                input.insert(" ");
                *completed = Some(input.text().to_owned());
            }
            Some(c) if c.is_whitespace() => {
                input.act(Action::LineRight);
            }
            Some(_) => {}
        }
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
