//! The fixes of this incident: their list inside the review.

use super::super::ask::Ask;
use super::super::passing::{self, Passed, Passing};
use super::asks::{Asking, Letter, Line};
use super::{Flow, Review, rows};
use crate::app::{Cx, Make};
use crate::domain::{Body, Thing, fixes};
use crate::keys::{Action, Chord};

impl Review {
    pub(super) fn key_fixes(&mut self, action: Action, cx: &Cx) -> Flow {
        let Some(thing) = self.selected().cloned() else {
            return Flow::Stay;
        };
        match action {
            Action::Open => return Flow::Push(rows::detail(&thing)),
            Action::Edit => return Self::edit(&thing, cx),
            Action::State => self.asking = Asking::Letter(Letter::FixState(Box::new(thing))),
            Action::Measure => self.ask_measured(&thing),
            Action::Strike => self.ask_remove(),
            _other => {}
        }
        Flow::Stay
    }

    /// A letter says where a fix stands: it does, or what has to be said
    /// about that is asked for.
    pub(super) fn begin_passage(&mut self, thing: &Thing, action: Action, cx: &Cx) -> Flow {
        let Some(fix) = thing.as_fix() else {
            return Flow::Stay;
        };
        let begun = match passing::state(action) {
            Some(to) => Passing::begin(thing, to),
            None => Passing::again(thing),
        };
        match begun {
            Err(trouble) => self.problem = Some(format!("{}: {trouble}", thing.name())),
            Ok(Some(passing)) => self.asking = Asking::Passing(Box::new(passing)),
            Ok(None) => {
                let to = passing::state(action).unwrap_or(fix.state);
                match fixes::passed(fix, to, cx.now) {
                    Ok(passed) => {
                        let said = format!("{} is {to}", thing.name());
                        return self.alter(thing, &Body::Fix(passed), said);
                    }
                    Err(trouble) => self.problem = Some(format!("{}: {trouble}", thing.name())),
                }
            }
        }
        Flow::Stay
    }

    /// A key while a passage says what it has to say.
    pub(super) fn passing(&mut self, mut passing: Box<Passing>, chord: Chord, cx: &Cx) -> Flow {
        match passing.key(chord, cx) {
            Passed::Left => {}
            Passed::Typing => self.asking = Asking::Passing(passing),
            Passed::Made(changes, said) => return Flow::Act(Make::Changes(changes), said),
        }
        Flow::Stay
    }

    fn ask_measured(&mut self, thing: &Thing) {
        let metric = thing.as_fix().and_then(|f| f.metric.as_ref());
        let Some(metric) = metric else {
            self.problem = Some(format!(
                "{} has no success metric yet: e gives it one",
                thing.name()
            ));
            return;
        };
        let unit = match metric.unit.as_str() {
            "" => String::new(),
            unit => format!(", in {unit}"),
        };
        let ask = Ask::new(
            format!("{}: {}{unit}", thing.name(), metric.name),
            "the number, then a note: 12 after the rollout; a time may stand before: 14:05 12",
        );
        self.asking = Asking::Line(Line::Measured(Box::new(thing.clone())), ask);
    }
}
