//! One key makes what is selected the evidence of a factor: which one, or a
//! new one.

use super::super::form::Form;
use super::super::select::Select;
use super::super::{Flow, Overlay};
use crate::app::{Cx, Effect, Loaded, Make, Msg, Query};
use crate::domain::{Body, Change, Factor, Label, Thing, causes, fresh_id};
use crate::keys::{Action, Chord, Context, resolve};

/// The choice of the factor that something bears out.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// What bears it out.
    pub thing: Box<Thing>,
    /// Why it was not recorded.
    pub problem: Option<String>,
    label: Label,
    factors: Option<Vec<Thing>>,
    select: Select,
}

impl Evidence {
    /// Asks which factor a thing bears out; none for what can bear none out.
    #[must_use]
    pub fn new(thing: Thing) -> Option<Self> {
        let label = thing.label().filter(|label| Factor::can_rest_on(*label))?;
        Some(Self {
            thing: Box::new(thing),
            problem: None,
            label,
            factors: None,
            select: Select::default(),
        })
    }

    /// The selected row: the factors as the tree has them, then a new one.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// The factors in the order of the tree; none until they are here.
    #[must_use]
    pub fn tree(&self) -> Option<Vec<causes::Branch<'_>>> {
        self.factors.as_deref().map(causes::tree)
    }

    /// Whether a factor rests on it already.
    #[must_use]
    pub fn bears_out(&self, factor: &Thing) -> bool {
        let factor = factor.as_factor();
        factor.is_some_and(|f| f.evidence.contains(&self.label))
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        let of = self.thing.incident.map(Query::Factors);
        of.map(Effect::Load).into_iter().collect()
    }

    /// What is said once it is recorded.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        let tree = self.tree()?;
        let factor = tree.get(self.select.at)?.thing;
        let rests = if self.bears_out(factor) {
            "rests no longer on"
        } else {
            "rests on"
        };
        Some(format!("{} {rests} {}", factor.name(), self.label))
    }

    fn len(&self) -> usize {
        self.factors.as_ref().map_or(0, |all| all.len() + 1)
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        let len = self.len();
        match msg {
            Msg::Loaded(Loaded::Factors(of, factors)) if Some(*of) == self.thing.incident => {
                self.factors = Some(factors.clone());
                self.select.keep(self.len());
            }
            Msg::Appended(_, Err(trouble)) => self.problem = Some(trouble.0.clone()),
            Msg::Key(chord) => {
                self.problem = None;
                return self.key(*chord, len, cx);
            }
            Msg::Mouse(_) if self.select.mouse(msg, len, cx) => return self.take(cx),
            _other => {}
        }
        Flow::Stay
    }

    fn key(&mut self, chord: Chord, len: usize, cx: &Cx) -> Flow {
        match resolve(Context::Evidence, chord) {
            Some(Action::Back) => Flow::Close,
            Some(Action::Open) => self.take(cx),
            Some(Action::NewFactor) => self.new_factor(cx),
            Some(action) => {
                self.select.act(action, len, cx);
                Flow::Stay
            }
            None => Flow::Stay,
        }
    }

    /// The selected factor rests on it from now on, or no longer.
    fn take(&self, cx: &Cx) -> Flow {
        let Some(tree) = self.tree() else {
            return Flow::Stay;
        };
        let Some(branch) = tree.get(self.select.at) else {
            return self.new_factor(cx);
        };
        let Some(mut wanted) = branch.thing.as_factor().cloned() else {
            return Flow::Stay;
        };
        match self.bears_out(branch.thing) {
            true => wanted.evidence.take_out(&self.label),
            false => wanted.evidence.insert(fresh_id(), self.label),
        }
        let changes = Change::edits(branch.thing, &Body::Factor(wanted));
        Flow::Record(Make::Changes(changes))
    }

    fn new_factor(&self, cx: &Cx) -> Flow {
        let mut factor = Factor::new("");
        factor.evidence.insert(fresh_id(), self.label);
        let form = Form::new(Body::Factor(factor), None, cx);
        Flow::Replace(Overlay::Form(form))
    }
}
