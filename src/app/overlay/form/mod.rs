//! A form of fields, for making and editing each kind of thing.

mod altered;
mod begun;
mod choice;
mod draft;
mod field;
mod follows;
mod kinds;
mod pick;
mod read;
mod relieve;
mod split;
mod start;
mod suggest;

pub use choice::Choice;
pub use draft::{Draft, NewName, Subject};
pub use field::{Field, Gloss, Input, Listed, Need};
pub use follows::Follows;
pub use pick::{Candidate, Named, Names, Pick};
pub use read::Around;

use super::{Flow, Overlay};
use crate::app::{Cx, Effect, Loaded, Make, Msg, Query, Target};
use crate::domain::{Body, Id, Thing, fresh_id};
use crate::keys::{Action, Chord, Context, resolve};

/// A form that is being filled in.
#[derive(Clone, Debug)]
pub struct Form {
    /// The fields.
    pub fields: Vec<Field>,
    /// The field that is typed in; the number of fields for `[Save]`.
    pub at: usize,
    /// It asks whether what was typed may be lost.
    pub asking: bool,
    /// Why it was not recorded when it was last handed in.
    pub refused: Option<String>,
    /// It is shown again, and takes no key until somebody goes on with it.
    pub waits: bool,
    /// The identity of what it makes.
    id: Id,
    body: Body,
    editing: Option<Box<Thing>>,
    /// The workstream it makes a part of, as it is called.
    whole: Option<String>,
    /// The tasks that may go along with such a part.
    parts: Vec<Thing>,
    /// The roles that are held, for one that relieves.
    relieved: Vec<Thing>,
    /// What is done in the same act, once what it makes is there.
    follows: Option<Follows>,
    /// The factors of its incident, once they are here.
    factors: Vec<Thing>,
    /// What its field of that name offers.
    classes: suggest::Classes,
}

impl Form {
    /// A form over a body; over a thing when it edits one.
    #[must_use]
    pub fn new(body: Body, editing: Option<Box<Thing>>, cx: &Cx) -> Self {
        let taken = matches!(body, Body::Role(_)) && editing.is_none();
        let relieved = cx.situation.filter(|_| taken).map(|s| s.roles.clone());
        Self {
            fields: kinds::fields(&body, editing.is_some(), cx),
            at: 0,
            asking: false,
            refused: None,
            waits: false,
            id: fresh_id(),
            body,
            editing,
            whole: None,
            parts: Vec::new(),
            relieved: relieved.unwrap_or_default(),
            follows: None,
            factors: Vec::new(),
            classes: suggest::Classes::default(),
        }
    }

    /// The form with the field of that label typed in.
    #[must_use]
    pub fn going_to(mut self, label: &str) -> Self {
        let at = self.fields.iter().position(|f| f.label == label);
        self.at = at.unwrap_or(self.at);
        self
    }

    /// What its frame says: `New task`, `Edit T7`.
    #[must_use]
    pub fn title(&self) -> String {
        if let Some(name) = self.follows() {
            return format!("New person, who has {name}");
        }
        match (&self.editing, &self.whole) {
            (Some(thing), _) => format!("Edit {}", thing.name()),
            (None, Some(whole)) => format!("Split {whole}"),
            (None, None) => format!("New {}", self.body.kind().word()),
        }
    }

    /// The thing it edits; none when it makes one.
    #[must_use]
    pub fn editing(&self) -> Option<&Thing> {
        self.editing.as_deref()
    }

    /// What it reads its fields against.
    #[must_use]
    pub fn around<'a>(&'a self, cx: &'a Cx) -> Around<'a> {
        self.against(&self.factors, cx)
    }

    fn against<'a>(&self, factors: &'a [Thing], cx: &'a Cx) -> Around<'a> {
        Around {
            now: cx.now,
            zone: cx.zone,
            known: cx.known,
            tasks: cx.situation.map_or(cx.tasks, |s| &s.tasks),
            factors,
            editing: self.editing.as_ref().map(|t| t.id),
        }
    }

    /// The places of the fields that are shown.
    #[must_use]
    pub fn shown(&self) -> Vec<usize> {
        let stands = |only: Option<(usize, usize)>| {
            only.is_none_or(|(choice, word)| {
                matches!(self.fields.get(choice).map(|f| &f.input),
                    Some(Input::Choice { choice: c, .. }) if c.at == word)
            })
        };
        let places = 0..self.fields.len();
        places.filter(|i| stands(self.fields[*i].only)).collect()
    }

    /// Whether anything was typed.
    #[must_use]
    pub fn dirty(&self) -> bool {
        self.fields.iter().any(Field::dirty)
    }

    /// What is to be said about what a field holds, the fields beside it
    /// considered.
    #[must_use]
    pub fn gloss(&self, place: usize, around: &Around<'_>) -> Option<Gloss> {
        let field = self.fields.get(place)?;
        let beside = || match self.body {
            Body::Artifact(_) => kinds::artifact_gloss(&self.fields, place, self.editing.is_none()),
            Body::Incident(_)
            | Body::Entry(_)
            | Body::Workstream(_)
            | Body::Task(_)
            | Body::Person(_)
            | Body::Role(_)
            | Body::CheckIn(_)
            | Body::Handover(_)
            | Body::Duty(_)
            | Body::Snooze(_)
            | Body::Inject(_)
            | Body::Factor(_)
            | Body::Fix(_)
            | Body::Section(_)
            | Body::Review(_) => None,
        };
        field.gloss(around).or_else(beside)
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, cx: &Cx) -> Vec<Effect> {
        if !matches!(self.body, Body::Factor(_) | Body::Fix(_)) {
            return Vec::new();
        }
        let of = self.incident(cx).map(Query::Factors);
        let needed = of.into_iter().chain([Query::Classes]);
        needed.map(Effect::Load).collect()
    }

    /// The incident of what it makes or edits.
    fn incident(&self, cx: &Cx) -> Option<Id> {
        let own = self.editing.as_ref().and_then(|t| t.incident);
        own.or_else(|| cx.incident.map(|t| t.id))
    }

    /// The factors of its incident are here: fields that name some can be
    /// filled in and read.
    fn learn(&mut self, factors: &[Thing]) {
        self.factors = factors.to_vec();
        let named = match &self.body {
            Body::Factor(b) => b.under.into_iter().collect(),
            Body::Fix(b) => b.answers.values().into_iter().copied().collect(),
            _names_none => Vec::<Id>::new(),
        };
        let held = factors.iter().filter(|t| named.contains(&t.id));
        let names: Vec<String> = held.map(Thing::name).collect();
        for field in &mut self.fields {
            let listed = match &field.input {
                Input::List { listed, .. } => *listed,
                _other => continue,
            };
            if matches!(listed, Listed::Factors | Listed::Factor) {
                field.settle_on(&names.join(" "));
            }
        }
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        if matches!(msg, Msg::Key(_)) {
            self.refused = None;
        }
        match msg {
            Msg::Appended(_, Err(trouble)) => {
                self.refused = Some(trouble.0.clone());
                Flow::Stay
            }
            Msg::Loaded(Loaded::Factors(of, factors)) => {
                if self.incident(cx) == Some(*of) {
                    self.learn(factors);
                }
                Flow::Stay
            }
            Msg::Loaded(Loaded::Classes(classes)) => {
                self.classes.all.clone_from(classes);
                Flow::Stay
            }
            Msg::Key(chord) if self.asking => self.answer(*chord, cx),
            Msg::Key(chord) => self.key(*chord, cx),
            // The question waits for its answer.
            Msg::Paste(_) | Msg::Mouse(_) if self.asking => Flow::Stay,
            Msg::Paste(text) => self.paste(text),
            Msg::Edited(Ok(Some(text))) => {
                self.take(text);
                Flow::Stay
            }
            Msg::Mouse(mouse) => {
                if let Some(Target::Overlay(i)) = cx.info.at(mouse.x, mouse.y)
                    && i <= self.fields.len()
                    && mouse.what == crate::app::MouseWhat::Click
                {
                    self.settle(cx);
                    self.at = i;
                }
                Flow::Stay
            }
            _other => Flow::Stay,
        }
    }

    fn answer(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let answer = resolve(Context::Leave, chord);
        // Another key was not meant for the question, which stays.
        self.asking = answer.is_none();
        match answer {
            Some(Action::Drop) => Flow::Close,
            Some(Action::Back) => Flow::Later,
            Some(Action::Save) => self.save(cx),
            Some(_) | None => Flow::Stay,
        }
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let action = resolve(Context::Form, chord);
        self.fields.iter_mut().for_each(Field::closed);
        if action != Some(Action::Save) {
            self.seen();
        }
        match action {
            Some(Action::Next) => {
                if !self.within(chord, true, cx) {
                    self.settle(cx);
                    self.step(true);
                }
            }
            Some(Action::Previous) => {
                if !self.within(chord, false, cx) {
                    self.settle(cx);
                    self.step(false);
                }
            }
            Some(Action::Save) if self.shows_theirs() => return Flow::Stay,
            Some(Action::Save) => return self.save(cx),
            Some(Action::Open) => return self.enter(cx),
            Some(Action::External) => {
                let text = self.fields.get(self.at).map(|f| f.text().to_owned());
                return Flow::Do(text.map(Effect::EditExternally).into_iter().collect());
            }
            Some(Action::Back) if self.dirty() => self.asking = true,
            Some(Action::Back) => return Flow::Close,
            Some(_) | None => return self.type_on(chord),
        }
        Flow::Stay
    }

    /// Up and down go through the candidates of a name first; Tab takes one.
    fn within(&mut self, chord: Chord, down: bool, cx: &Cx) -> bool {
        let arrow = matches!(chord.key, crate::keys::Key::Up | crate::keys::Key::Down);
        match self.fields.get_mut(self.at).map(|f| &mut f.input) {
            Some(Input::Pick { pick, .. }) if arrow => pick.move_by(down, cx.known),
            Some(Input::Line { .. }) if arrow => self.move_offer(down),
            Some(_) | None => false,
        }
    }

    /// Takes the candidate that is offered in the field that is left.
    fn settle(&mut self, cx: &Cx) -> bool {
        match self.fields.get_mut(self.at).map(|f| &mut f.input) {
            Some(Input::Pick { pick, .. }) => pick.take(cx.known),
            Some(Input::Choice { choice, .. }) => {
                choice.settle();
                false
            }
            Some(_) | None => false,
        }
    }

    fn step(&mut self, forward: bool) {
        let mut stops = self.shown();
        stops.push(self.fields.len());
        let here = stops.iter().position(|i| *i >= self.at).unwrap_or(0);
        let by = if forward { 1 } else { stops.len() - 1 };
        self.at = stops[(here + by) % stops.len()];
    }

    fn enter(&mut self, cx: &Cx) -> Flow {
        if self.at >= self.fields.len() {
            return self.save(cx);
        }
        if let Some(editor) = self.editor() {
            return self.edit(editor);
        }
        if self.settle(cx) || self.take_offer() {
            return Flow::Stay;
        }
        if self.shown().last() == Some(&self.at) {
            return self.save(cx);
        }
        self.step(true);
        Flow::Stay
    }

    /// A key that is typed in the field. A text is written in the editor, which
    /// opens with what was typed: nobody's first words go nowhere.
    fn type_on(&mut self, chord: Chord) -> Flow {
        if let (Some(mut editor), Some(typed)) = (self.editor(), chord.typed()) {
            editor.insert(&typed.to_string());
            return self.edit(editor);
        }
        self.classes.at = None;
        if let Some(field) = self.fields.get_mut(self.at) {
            field.key(chord);
        }
        Flow::Stay
    }

    fn edit(&mut self, editor: super::Editor) -> Flow {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.opened = Some(field.text().to_owned());
        }
        Flow::Push(Overlay::Editor(editor))
    }

    fn paste(&mut self, text: &str) -> Flow {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.insert(text);
        }
        Flow::Stay
    }

    /// A text comes back from an editor, for the field that is typed in.
    fn take(&mut self, new: &str) {
        let Some(field) = self.fields.get_mut(self.at) else {
            return;
        };
        field.problem = None;
        match &mut field.input {
            Input::Choice { .. } => {}
            Input::Pick { pick, .. } => {
                pick.line.set(new);
                pick.typed();
            }
            _text => field.hold(new),
        }
    }

    /// Hands it in, or goes to the first field that is wrong.
    fn save(&mut self, cx: &Cx) -> Flow {
        self.settle(cx);
        let Some(draft) = self.draft(cx) else {
            return Flow::Stay;
        };
        if matches!(draft.subject, Subject::New { .. })
            && let Body::Incident(incident) = &draft.body
        {
            return Flow::Record(Make::Incident(Box::new(incident.clone())));
        }
        if matches!(draft.subject, Subject::Edit(_)) && !self.dirty() {
            return Flow::Close;
        }
        Flow::Record(Make::Draft(Box::new(draft)))
    }

    /// What it amounts to; none when a field is wrong, which then says so and
    /// is gone to.
    pub fn draft(&mut self, cx: &Cx) -> Option<Draft> {
        let factors = self.factors.clone();
        let around = self.against(&factors, cx);
        let mut draft = self.start(cx, &around);
        let mut wrong = None;
        for i in self.shown() {
            let field = &self.fields[i];
            // What was not touched keeps its every byte.
            let skip = self.editing.is_some() && !field.dirty();
            let read = if skip {
                Ok(())
            } else {
                field.read(&mut draft, &around)
            };
            self.fields[i].problem = read.err();
            if self.fields[i].problem.is_some() {
                wrong = wrong.or(Some(i));
            }
        }
        if wrong.is_none() && self.editing.is_none() {
            wrong = self.held_already(&draft);
        }
        if let Some(i) = wrong {
            self.at = i;
            return None;
        }
        Some(draft)
    }
}

/// The ids a set shall have, put in place of those it had.
fn put_ids(set: &mut crate::domain::OrSet<Id>, wanted: &[Id]) {
    let gone: Vec<Id> = set.values().into_iter().copied().collect();
    for id in gone.iter().filter(|id| !wanted.contains(id)) {
        set.take_out(id);
    }
    for id in wanted {
        if !set.contains(id) {
            set.insert(fresh_id(), *id);
        }
    }
}

#[cfg(test)]
mod tests;
