//! The review: the post-mortem as a workspace. On the left its parts with what
//! each still lacks, on the right the text, the tree, the list.

mod asks;
mod causes;
mod evidence;
mod fixes;
mod rows;
#[cfg(test)]
mod tests;
mod texts;
mod waiting;
mod writing;

pub use asks::{Asking, Letter, Line};
pub use evidence::Evidence;
pub use rows::{Row, of as rows_of};
pub use writing::{Theirs, Writing};

use super::ask::Ask;
use super::form::Form;
use super::help::Help;
use super::select::Select;
use super::{Flow, Overlay};
use crate::app::{Cx, Effect, Loaded, Make, Msg, Query};
use crate::domain::post_mortem::{Part, PostMortem};
use crate::domain::{Body, Change, Factor, Fix, FixKind, Id, Thing};
use crate::keys::{Action, Chord, Context, resolve};

/// The review of an incident.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// Whether the right side has the keys.
    pub inside: bool,
    /// What it asks.
    pub asking: Asking,
    /// Why what was asked for was not done.
    pub problem: Option<String>,
    /// The first row of the right side that is shown.
    pub top: usize,
    held: Option<Box<PostMortem>>,
    script: String,
    /// The factors there were when one more was begun: the new one is selected
    /// once it is here.
    begun: Option<Vec<Id>>,
    parts: Select,
    rows: Select,
}

impl Review {
    /// The screen as it opens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What it is made of; none until that is here.
    #[must_use]
    pub fn held(&self) -> Option<&PostMortem> {
        self.held.as_deref()
    }

    /// The script for who leads the meeting.
    #[must_use]
    pub fn script(&self) -> &str {
        &self.script
    }

    /// The place of the selected part.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.parts.at
    }

    /// The selected part.
    #[must_use]
    pub fn part(&self) -> Part {
        Part::ALL
            .get(self.parts.at)
            .copied()
            .unwrap_or(Part::Summary)
    }

    /// The selected row of the right side.
    #[must_use]
    pub const fn row(&self) -> usize {
        self.rows.at
    }

    /// The thing the selected row of the right side stands for.
    #[must_use]
    pub fn selected(&self) -> Option<&Thing> {
        let rows = rows::of(self.held()?, self.part());
        rows.get(self.rows.at).map(|row| row.thing)
    }

    /// The keys it reads by.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.asking {
            Asking::Letter(letter) => letter.context(),
            Asking::Line(_, ask) => ask.context(),
            Asking::Passing(passing) => passing.ask().context(),
            Asking::Remove(_) => Context::Confirm,
            Asking::Under(_) => Context::Under,
            Asking::Nothing if !self.inside => Context::Review,
            Asking::Nothing => match self.part() {
                Part::Causes => Context::Causes,
                Part::Fixes => Context::ReviewFixes,
                Part::Waiting => Context::Waiting,
                _list => Context::ReviewRows,
            },
        }
    }

    /// What is asked on a line, if something is.
    #[must_use]
    pub fn ask(&self) -> Option<&Ask> {
        match &self.asking {
            Asking::Line(_, ask) => Some(ask),
            Asking::Passing(passing) => Some(passing.ask()),
            Asking::Nothing | Asking::Letter(_) | Asking::Under(_) | Asking::Remove(_) => None,
        }
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, cx: &Cx) -> Vec<Effect> {
        let of = cx.incident.map(|t| Effect::Load(Query::PostMortem(t.id)));
        of.into_iter().collect()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::PostMortem(held, script)) => {
                self.held = Some(held.clone());
                self.script.clone_from(script);
                self.rows.keep(self.count());
                self.select_new();
            }
            Msg::Appended(_, Err(trouble)) => {
                self.problem = Some(trouble.0.clone());
                return Flow::Do(self.needs(cx));
            }
            Msg::Paste(text) => {
                if let Some(line) = self.asking.line() {
                    line.insert(text);
                }
            }
            Msg::Key(chord) => {
                (self.problem, self.begun) = (None, None);
                return self.key(*chord, cx);
            }
            Msg::Mouse(_) if self.asking.is_nothing() => return self.mouse(msg, cx),
            _other => {}
        }
        Flow::Stay
    }

    fn count(&self) -> usize {
        let held = self.held.as_deref();
        held.map_or(0, |held| rows::of(held, self.part()).len())
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match std::mem::take(&mut self.asking) {
            Asking::Letter(letter) => return self.letter(letter, chord, cx),
            Asking::Line(line, ask) => return self.line(line, ask, chord, cx),
            Asking::Passing(passing) => return self.passing(passing, chord, cx),
            Asking::Remove(thing) => return self.remove(thing, chord),
            kept @ (Asking::Nothing | Asking::Under(_)) => self.asking = kept,
        }
        let Some(action) = resolve(self.context(), chord) else {
            return Flow::Stay;
        };
        match action {
            Action::Back if !self.asking.is_nothing() => self.asking = Asking::Nothing,
            Action::Back if self.inside => self.inside = false,
            Action::Back => return Flow::Close,
            Action::Help => return Flow::Push(Overlay::Help(Help::new(self.context()))),
            Action::NewFactor => return self.new_factor(None, cx),
            Action::NewFix => return self.new_fix(cx),
            _other if self.inside => return self.key_inside(action, cx),
            _other => return self.key_outside(action, cx),
        }
        Flow::Stay
    }

    fn key_outside(&mut self, action: Action, cx: &Cx) -> Flow {
        match action {
            Action::PageDown | Action::PageUp => {
                super::scroll(&mut self.top, action, cx);
            }
            Action::FocusNext => self.enter(),
            Action::Open | Action::Edit => return self.open_part(action, cx),
            Action::State => self.asking = Asking::Letter(Letter::Review),
            Action::Script => self.go_to(Part::Meeting),
            Action::Copy => return self.copy(),
            Action::Export => return self.export(cx),
            other => {
                let before = self.parts.at;
                self.parts.act(other, Part::ALL.len(), cx);
                if self.parts.at != before {
                    self.turned();
                }
            }
        }
        Flow::Stay
    }

    fn key_inside(&mut self, action: Action, cx: &Cx) -> Flow {
        if self.rows.act(action, self.count(), cx) {
            return Flow::Stay;
        }
        match self.part() {
            Part::Causes => self.key_causes(action, cx),
            Part::Fixes => self.key_fixes(action, cx),
            Part::Waiting => self.key_waiting(action),
            _list => self.open_row(action),
        }
    }

    /// Another part is shown: from its beginning.
    const fn turned(&mut self) {
        self.top = 0;
        self.rows.at = 0;
        self.inside = false;
    }

    fn go_to(&mut self, part: Part) {
        self.parts.at = Part::ALL.iter().position(|p| *p == part).unwrap_or(0);
        self.turned();
    }

    /// The right side has the keys, where it has rows or makes some.
    fn enter(&mut self) {
        let makes = matches!(self.part(), Part::Causes | Part::Fixes);
        self.inside = makes || self.count() > 0;
    }

    fn open_row(&self, action: Action) -> Flow {
        match self.selected().filter(|_| action == Action::Open) {
            Some(thing) => Flow::Push(rows::detail(thing)),
            None => Flow::Stay,
        }
    }

    fn new_factor(&mut self, under: Option<Id>, cx: &Cx) -> Flow {
        let factors = self.held().map(|held| held.factors.iter());
        self.begun = factors.map(|all| all.map(|t| t.id).collect());
        let factor = Factor {
            under,
            ..Factor::new("")
        };
        let form = Form::new(Body::Factor(factor), None, cx);
        Flow::Push(Overlay::Form(form))
    }

    /// Selects the factor that was begun, so that a further why asks about it.
    fn select_new(&mut self) {
        let Some((before, held)) = self.begun.as_ref().zip(self.held()) else {
            return;
        };
        let rows = rows::of(held, Part::Causes);
        let new = rows.iter().position(|row| !before.contains(&row.thing.id));
        if let Some(at) = new {
            self.begun = None;
            self.go_to(Part::Causes);
            (self.inside, self.rows.at) = (true, at);
        }
    }

    /// A fix, answering the factor that is selected.
    fn new_fix(&self, cx: &Cx) -> Flow {
        let mut fix = Fix::new("", FixKind::Durable);
        let factor = self
            .selected()
            .filter(|t| self.inside && t.as_factor().is_some());
        if let Some(factor) = factor {
            fix.answers.insert(crate::domain::fresh_id(), factor.id);
            fix.class = factor.as_factor().map_or("", |f| &f.class).to_owned();
        }
        Flow::Push(Overlay::Form(Form::new(Body::Fix(fix), None, cx)))
    }

    fn edit(thing: &Thing, cx: &Cx) -> Flow {
        let form = Form::new(thing.body.clone(), Some(Box::new(thing.clone())), cx);
        Flow::Push(Overlay::Form(form))
    }

    /// Records what a thing is to become; says so where nothing changes.
    fn alter(&mut self, thing: &Thing, wanted: &Body, said: String) -> Flow {
        let changes = Change::edits(thing, wanted);
        if changes.is_empty() {
            self.problem = Some(format!("{} is so already", thing.name()));
            return Flow::Stay;
        }
        Flow::Act(Make::Changes(changes), said)
    }

    fn mouse(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        if self.inside {
            if self.rows.mouse(msg, self.count(), cx) {
                return self.open_row(Action::Open);
            }
            return Flow::Stay;
        }
        let before = self.parts.at;
        if self.parts.mouse(msg, Part::ALL.len(), cx) {
            return self.open_part(Action::Open, cx);
        }
        if self.parts.at != before {
            self.turned();
        }
        Flow::Stay
    }
}
