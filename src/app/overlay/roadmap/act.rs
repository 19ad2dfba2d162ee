//! What is done to the selected fix: one letter, or a line where more has to
//! be said.

use super::super::ask::{Answer, Ask};
use super::super::form::Form;
use super::super::passing::{Passed, Passing, measured, state};
use super::{Flow, Overlay, Roadmap};
use crate::app::line::LineInput;
use crate::app::owners::{given, gives};
use crate::app::{Cx, Effect, Job, Make};
use crate::capture;
use crate::domain::{Body, Change, Fix, Priority, Thing, fixes, is_blank};
use crate::keys::{Action, Chord, Context, resolve};

/// What is asked about one fix, if anything; it is the one that was selected
/// when it was asked, wherever that is by now.
#[derive(Clone, Debug, Default)]
pub enum Asking {
    /// Nothing: the keys do what they say.
    #[default]
    Nothing,
    /// The state it passes into: one letter.
    State(Box<Thing>),
    /// Who sees to it: one key.
    Owner(Box<Thing>),
    /// How urgent it is: one digit.
    Priority(Box<Thing>),
    /// What has to be said of its passage.
    Passing(Box<Passing>),
    /// When it is due: a line.
    Due(Box<Thing>, Ask),
    /// What its metric was found to be: a line.
    Measured(Box<Thing>, Ask),
}

impl Asking {
    /// The question that is answered on a line.
    #[must_use]
    pub const fn ask(&self) -> Option<&Ask> {
        match self {
            Self::Passing(passing) => Some(passing.ask()),
            Self::Due(_, ask) | Self::Measured(_, ask) => Some(ask),
            Self::Nothing | Self::State(_) | Self::Owner(_) | Self::Priority(_) => None,
        }
    }

    /// The line it is answered on.
    pub const fn line(&mut self) -> Option<&mut LineInput> {
        match self {
            Self::Passing(passing) => Some(passing.line()),
            Self::Due(_, ask) | Self::Measured(_, ask) => Some(&mut ask.line),
            Self::Nothing | Self::State(_) | Self::Owner(_) | Self::Priority(_) => None,
        }
    }
}

impl Roadmap {
    /// What a key does to the selected fix.
    pub(super) fn act(&mut self, action: Action, cx: &Cx) -> Flow {
        let rows = self.rows(cx);
        let Some(row) = rows.get(self.at(&rows)) else {
            return Flow::Stay;
        };
        let (thing, incident) = (row.thing.clone(), row.incident.id);
        self.on = Some(thing.id);
        let subject = Box::new(thing);
        match action {
            Action::State => self.asking = Asking::State(subject),
            Action::Owner => self.asking = Asking::Owner(subject),
            Action::Priority => self.asking = Asking::Priority(subject),
            Action::Due => self.asking = due(subject),
            Action::Measure => return self.ask_measured(subject),
            Action::Edit => {
                let form = Form::new(subject.body.clone(), Some(subject), cx);
                return Flow::Push(Overlay::Form(form));
            }
            Action::Incidents if cx.incident.is_some_and(|t| t.id == incident) => {
                return Flow::Close;
            }
            Action::Export => return Flow::Do(vec![Effect::Start(Job::Fixes)]),
            Action::Incidents => return Flow::CloseAnd(vec![Effect::Use(incident)]),
            _elsewhere => {}
        }
        Flow::Stay
    }

    fn ask_measured(&mut self, thing: Box<Thing>) -> Flow {
        let name = thing.name();
        let Some(metric) = thing.as_fix().and_then(|f| f.metric.clone()) else {
            self.problem = Some(format!("{name} has no success metric yet: e gives it one"));
            return Flow::Stay;
        };
        let unit = match metric.unit.as_str() {
            "" => String::new(),
            unit => format!(", in {unit}"),
        };
        let ask = Ask::new(
            format!("{name}: {}{unit}", metric.name),
            "the number, then a note: 12 after the rollout; a time may stand before",
        );
        self.asking = Asking::Measured(thing, ask);
        Flow::Stay
    }

    /// The key that answers what is asked.
    pub(super) fn answer(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match std::mem::take(&mut self.asking) {
            Asking::Nothing => Flow::Stay,
            Asking::State(thing) => self.pass(&thing, chord, cx),
            Asking::Owner(thing) => self.give(&thing, chord, cx),
            Asking::Priority(thing) => self.rank(&thing, chord),
            Asking::Passing(mut passing) => match passing.key(chord, cx) {
                Passed::Left => Flow::Stay,
                Passed::Typing => self.ask(Asking::Passing(passing)),
                Passed::Made(changes, said) => Flow::Act(Make::Changes(changes), said),
            },
            Asking::Due(thing, mut ask) => match ask.key(chord) {
                Answer::Left => Flow::Stay,
                Answer::Typing => self.ask(Asking::Due(thing, ask)),
                Answer::Given(text) => match dated(&thing, text.trim(), cx) {
                    Ok(flow) => flow,
                    Err(trouble) => {
                        ask.refuse(trouble);
                        self.ask(Asking::Due(thing, ask))
                    }
                },
            },
            Asking::Measured(thing, mut ask) => match ask.key(chord) {
                Answer::Left => Flow::Stay,
                Answer::Typing => self.ask(Asking::Measured(thing, ask)),
                Answer::Given(text) => match measured(&thing, &text, cx) {
                    Ok((changes, said)) => Flow::Act(Make::Changes(changes), said),
                    Err(trouble) => {
                        ask.refuse(trouble);
                        self.ask(Asking::Measured(thing, ask))
                    }
                },
            },
        }
    }

    fn ask(&mut self, asking: Asking) -> Flow {
        self.asking = asking;
        Flow::Stay
    }

    fn refuse(&mut self, problem: String) -> Flow {
        self.problem = Some(problem);
        Flow::Stay
    }

    /// A letter says where it stands: it does, or what has to be said about
    /// that is asked for.
    fn pass(&mut self, thing: &Thing, chord: Chord, cx: &Cx) -> Flow {
        let action = match resolve(Context::FixPassage, chord) {
            Some(Action::Back) => return Flow::Stay,
            Some(action) => action,
            None => return self.refuse(no_letter(chord)),
        };
        let Some(fix) = thing.as_fix() else {
            return Flow::Stay;
        };
        let begun = match state(action) {
            Some(to) => Passing::begin(thing, to),
            None => Passing::again(thing),
        };
        let to = state(action).unwrap_or(fix.state);
        let passed = match begun {
            Ok(Some(passing)) => return self.ask(Asking::Passing(Box::new(passing))),
            Ok(None) => fixes::passed(fix, to, cx.now),
            Err(trouble) => Err(trouble),
        };
        match passed {
            Ok(wanted) => altered(thing, &wanted, format!("{} is {to}", thing.name())),
            Err(trouble) => self.refuse(format!("{}: {trouble}", thing.name())),
        }
    }

    fn give(&mut self, thing: &Thing, chord: Chord, cx: &Cx) -> Flow {
        let name = thing.name();
        let give = |owner| gives(thing, owner).unwrap_or_default();
        match given(chord, cx, &name, give) {
            Ok(given) => given.flow(&name),
            Err(why) => self.refuse(why),
        }
    }

    fn rank(&mut self, thing: &Thing, chord: Chord) -> Flow {
        let priority = match resolve(Context::Priority, chord) {
            Some(Action::Priority1) => Some(Priority::P1),
            Some(Action::Priority2) => Some(Priority::P2),
            Some(Action::Priority3) => Some(Priority::P3),
            Some(Action::Priority4) => Some(Priority::P4),
            Some(Action::PriorityNone) => None,
            Some(_) => return Flow::Stay,
            None => return self.refuse(no_letter(chord)),
        };
        let Some(fix) = thing.as_fix() else {
            return Flow::Stay;
        };
        let word = priority.map_or("no priority", |p| p.word());
        let wanted = Fix {
            priority,
            ..fix.clone()
        };
        altered(thing, &wanted, format!("{}: {word}", thing.name()))
    }
}

fn no_letter(chord: Chord) -> String {
    format!("{chord} is none of the letters; nothing was altered")
}

fn due(thing: Box<Thing>) -> Asking {
    let stated = thing.as_fix().and_then(|f| f.due.as_ref());
    let stated = stated.map(crate::domain::When::stated);
    let mut ask = Ask::new(
        format!("{} is to be shipped by: ", thing.name()),
        "2026-12-24, tomorrow, +30d, 2026-12-24 17:00; nothing: no due time",
    );
    ask.line = LineInput::offering(stated.unwrap_or_default());
    Asking::Due(thing, ask)
}

/// A fix with the due time that was typed.
fn dated(thing: &Thing, text: &str, cx: &Cx) -> Result<Flow, String> {
    let due = match is_blank(text) {
        true => None,
        false => {
            let due = capture::parse_due(text, &cx.capture());
            Some(due.map_err(|mistake| format!("{}; {}", mistake.what, mistake.hint))?)
        }
    };
    let said = due.as_ref().map_or_else(
        || format!("{} has no due time", thing.name()),
        |due| format!("{} is due {}", thing.name(), due.stated()),
    );
    let Some(fix) = thing.as_fix() else {
        return Ok(Flow::Stay);
    };
    let wanted = Fix { due, ..fix.clone() };
    Ok(altered(thing, &wanted, said))
}

/// A fix altered, and what is said of it.
fn altered(thing: &Thing, wanted: &Fix, said: String) -> Flow {
    match Change::edits(thing, &Body::Fix(wanted.clone())) {
        none if none.is_empty() => Flow::Stay,
        changes => Flow::Act(Make::Changes(changes), said),
    }
}
