//! What needs you: a ranked list, where each line leads, and the obvious thing
//! to do about it.

mod act;
mod ask;

pub use ask::{Asking, Question};

use super::help::Help;
use super::select::Select;
use super::{Flow, Overlay};
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, Loaded, Msg, Query};
use crate::domain::attention::{Need, PutOff};
use crate::keys::{Action, Chord, Context, resolve};

/// What needs you.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// What is asked about one line of the list.
    pub asking: Option<Asking>,
    /// Why nothing was done, until the next key.
    pub problem: Option<String>,
    /// What was put off is shown, too.
    pub all: bool,
    select: Select,
    /// The key of the selected need: the list is judged anew all the time, and
    /// what is meant must not slip away beneath a finger.
    on: Option<String>,
}

impl Needs {
    /// The screen as it opens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What is listed: what needs the commander, then what was put off where
    /// that is shown.
    #[must_use]
    pub fn rows<'a>(&self, needs: &'a [Need], put_off: &'a [PutOff]) -> Vec<&'a Need> {
        let silent = put_off.iter().filter(|_| self.all).map(|p| &p.need);
        needs.iter().chain(silent).collect()
    }

    /// The selected line of the list.
    #[must_use]
    pub fn at(&self, rows: &[&Need]) -> usize {
        let on = self.on.as_deref();
        let place = on.and_then(|on| rows.iter().position(|need| need.key == on));
        place.unwrap_or_else(|| self.select.at.min(rows.len().saturating_sub(1)))
    }

    /// What is asked about a need on a line, and what is typed.
    #[must_use]
    pub fn question(&self) -> Option<(String, &str)> {
        let asking = self.asking.as_ref()?;
        match &asking.what {
            Question::Snooze(line) | Question::Label(line) => {
                let title = format!("{}: {}", asking.words(), asking.about.what);
                Some((title, line.text()))
            }
            Question::Owner | Question::State => None,
        }
    }

    /// The line it is typed on.
    pub(super) fn line(&mut self) -> Option<&mut LineInput> {
        self.asking.as_mut().and_then(Asking::line)
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Situation)]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Key(chord) => {
                self.problem = None;
                match self.asking.take() {
                    Some(asking) => self.answer(asking, *chord, cx),
                    None => self.key(*chord, cx),
                }
            }
            Msg::Paste(text) => {
                if let Some(line) = self.asking.as_mut().and_then(Asking::line) {
                    line.insert(text);
                }
                Flow::Stay
            }
            Msg::Loaded(Loaded::Detail(found)) => self.found(found.as_deref(), cx),
            Msg::Mouse(_) if self.asking.is_none() => {
                let rows = self.rows(cx.listed, cx.put_off);
                self.select.at = self.at(&rows);
                let twice = self.select.mouse(msg, rows.len(), cx);
                self.hold(&rows);
                match rows.get(self.select.at).filter(|_| twice) {
                    Some(need) => act::lead(need, cx),
                    None => Flow::Stay,
                }
            }
            _other => Flow::Stay,
        }
    }

    /// Remembers which need is selected.
    fn hold(&mut self, rows: &[&Need]) {
        self.on = rows.get(self.select.at).map(|need| need.key.clone());
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let rows = self.rows(cx.listed, cx.put_off);
        self.select.at = self.at(&rows);
        let Some(action) = resolve(Context::Needs, chord) else {
            return Flow::Stay;
        };
        match action {
            Action::Back => return Flow::Close,
            Action::Help => return Flow::Push(Overlay::Help(Help::new(Context::Needs))),
            Action::ShowPutOff => {
                self.all = !self.all;
                if cx.put_off.is_empty() {
                    self.problem = Some("nothing is put off".to_owned());
                }
                return Flow::Stay;
            }
            _other => {}
        }
        if self.select.act(action, rows.len(), cx) {
            self.hold(&rows);
            return Flow::Stay;
        }
        let Some(need) = rows.get(self.select.at) else {
            return Flow::Stay;
        };
        self.on = Some(need.key.clone());
        match action {
            Action::Open => act::lead(need, cx),
            Action::Nudge => Flow::Lend(act::nudge(need, cx)),
            Action::Owner => self.ask_owner(need, cx),
            Action::Snooze if self.select.at >= cx.listed.len() => ask::bring_back(need, cx),
            Action::Snooze => self.ask(need, Question::Snooze(Default::default())),
            Action::Resolve => self.resolve(need, cx),
            _elsewhere => Flow::Stay,
        }
    }

    fn ask(&mut self, need: &Need, what: Question) -> Flow {
        self.asking = Some(Asking {
            about: need.clone(),
            what,
        });
        Flow::Stay
    }

    fn ask_owner(&mut self, need: &Need, cx: &Cx) -> Flow {
        if act::can_be_given(need, cx) {
            return self.ask(need, Question::Owner);
        }
        let text = "this is given to nobody by a key: Enter goes to it";
        self.problem = Some(text.to_owned());
        Flow::Stay
    }

    /// The obvious way to be done with it.
    fn resolve(&mut self, need: &Need, cx: &Cx) -> Flow {
        match act::resolve(need, cx) {
            act::Way::Ask(what) => self.ask(need, what),
            act::Way::Go(flow) => flow,
        }
    }
}

#[cfg(test)]
mod tests;
