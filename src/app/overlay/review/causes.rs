//! The root cause: the tree of factors, and what is said of one in a letter or
//! a line.

use super::super::ask::{Answer, Ask};
use super::super::passing;
use super::asks::{Asking, Letter, Line};
use super::{Flow, Review, asks, rows};
use crate::app::{Cx, Make};
use crate::domain::{Body, Change, Factor, Label, Thing, causes, fresh_id, visible_line};
use crate::keys::{Action, Chord};

impl Review {
    pub(super) fn key_causes(&mut self, action: Action, cx: &Cx) -> Flow {
        if let Asking::Under(moved) = &self.asking {
            let moved = moved.clone();
            return self.choose_under(&moved, action);
        }
        let Some(thing) = self.selected().cloned() else {
            return Flow::Stay;
        };
        let boxed = || Box::new(thing.clone());
        match action {
            Action::Open => return Flow::Push(rows::detail(&thing)),
            Action::Edit => return Self::edit(&thing, cx),
            Action::Why => return self.new_factor(Some(thing.id), cx),
            Action::Under => self.asking = Asking::Under(boxed()),
            Action::Confidence => self.asking = Asking::Letter(Letter::Confidence(boxed())),
            Action::Category => self.asking = Asking::Letter(Letter::Category(boxed())),
            Action::Trigger => return self.toggle_trigger(&thing),
            Action::Evidence => self.ask_evidence(&thing),
            Action::Strike => self.ask_remove(),
            _other => {}
        }
        Flow::Stay
    }

    /// A factor altered in one field.
    fn alter_factor(&mut self, thing: &Thing, said: &str, with: impl FnOnce(&mut Factor)) -> Flow {
        let Some(mut factor) = thing.as_factor().cloned() else {
            return Flow::Stay;
        };
        with(&mut factor);
        let said = format!("{} {said}", thing.name());
        self.alter(thing, &Body::Factor(factor), said)
    }

    fn toggle_trigger(&mut self, thing: &Thing) -> Flow {
        let trigger = !thing.as_factor().is_some_and(|f| f.trigger);
        let said = match trigger {
            true => "is a trigger",
            false => "is no trigger any more",
        };
        self.alter_factor(thing, said, |f| f.trigger = trigger)
    }

    pub(super) fn set_confidence(&mut self, thing: &Thing, action: Action) -> Flow {
        let Some(sure) = asks::confidence(action) else {
            return Flow::Stay;
        };
        let said = sure.map_or("says no longer how sure it is".to_owned(), |c| {
            format!("is {c}")
        });
        self.alter_factor(thing, &said, |f| f.confidence = sure)
    }

    pub(super) fn set_category(&mut self, thing: &Thing, action: Action) -> Flow {
        let Some(category) = asks::category(action) else {
            return Flow::Stay;
        };
        let said = category.map_or("has no category".to_owned(), |c| format!("lies in {c}"));
        self.alter_factor(thing, &said, |f| f.category = category)
    }

    /// The selected factor is the one that `moved` explains; or none is.
    fn choose_under(&mut self, moved: &Thing, action: Action) -> Flow {
        let (Some(held), Some(target)) = (self.held(), self.selected()) else {
            return Flow::Stay;
        };
        let under = match action {
            Action::Open => Some(target.id),
            Action::Root => None,
            _other => return Flow::Stay,
        };
        if let Some(way) = under.and_then(|id| causes::would_cycle(&held.factors, moved.id, id)) {
            let (moved, target) = (moved.name(), target.name());
            self.problem = Some(format!("{moved} cannot explain {target}: {way}"));
            self.asking = Asking::Nothing;
            return Flow::Stay;
        }
        let said = match under {
            Some(_) => format!("explains {}", target.name()),
            None => "is a root of the tree".to_owned(),
        };
        self.asking = Asking::Nothing;
        self.alter_factor(moved, &said, |f| f.under = under)
    }

    fn ask_evidence(&mut self, thing: &Thing) {
        let evidence = thing.as_factor().map(|f| f.evidence.values());
        let labels: Vec<String> = evidence
            .into_iter()
            .flatten()
            .map(ToString::to_string)
            .collect();
        let mut ask = Ask::new(
            format!("What bears {} out?", thing.name()),
            "labels of entries, decisions, questions, artifacts, tasks: E12 D2 Q5 A3 T7",
        );
        ask.line.set(labels.join(" "));
        self.asking = Asking::Line(Line::Evidence(Box::new(thing.clone())), ask);
    }

    /// A key on a line that is asked for.
    pub(super) fn line(&mut self, line: Line, mut ask: Ask, chord: Chord, cx: &Cx) -> Flow {
        let text = match ask.key(chord) {
            Answer::Left => return Flow::Stay,
            Answer::Typing => {
                self.asking = Asking::Line(line, ask);
                return Flow::Stay;
            }
            Answer::Given(text) => text,
        };
        let read = match &line {
            Line::Evidence(thing) => evidence(thing, &text),
            Line::Measured(thing) => passing::measured(thing, &text, cx),
        };
        match read {
            Ok((changes, _)) if changes.is_empty() => Flow::Stay,
            Ok((changes, said)) => Flow::Act(Make::Changes(changes), said),
            Err(trouble) => {
                ask.refuse(trouble);
                self.asking = Asking::Line(line, ask);
                Flow::Stay
            }
        }
    }
}

/// A factor with what a line says bears it out.
fn evidence(thing: &Thing, text: &str) -> Result<(Vec<Change>, String), String> {
    let Some(factor) = thing.as_factor() else {
        return Ok((Vec::new(), String::new()));
    };
    let words = text.split([' ', ',']).filter(|w| !w.is_empty());
    let mut wanted = factor.clone();
    let mut named = Vec::new();
    for word in words {
        let label = Label::parse(&word.to_ascii_uppercase()).filter(|l| Factor::can_rest_on(*l));
        let shown = visible_line(word);
        named.push(
            label.ok_or_else(|| {
                format!("`{shown}` bears nothing out: write E12, D2, Q5, A3 or T7")
            })?,
        );
    }
    for gone in factor.evidence.values() {
        if !named.contains(gone) {
            wanted.evidence.take_out(gone);
        }
    }
    for label in &named {
        if !wanted.evidence.contains(label) {
            wanted.evidence.insert(fresh_id(), *label);
        }
    }
    let changes = Change::edits(thing, &Body::Factor(wanted));
    let labels: Vec<String> = named.iter().map(ToString::to_string).collect();
    let said = match labels.is_empty() {
        true => format!("{} rests on nothing now", thing.name()),
        false => format!("{} rests on {}", thing.name(), labels.join(" ")),
    };
    Ok((changes, said))
}
