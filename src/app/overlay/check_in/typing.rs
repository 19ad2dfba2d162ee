//! A line that is typed on the page of a check-in. It is recorded by Enter and
//! another can follow it; what is left before that is kept.

use super::super::Flow;
use super::super::form::{Names, Pick};
use super::{CheckInPage, context, quietly};
use crate::app::line::LineInput;
use crate::app::{Cx, Make};
use crate::capture;
use crate::domain::{Aspect, CheckIn, Id, Minute, Thing};
use crate::keys::{Action, Chord, Context, resolve};

/// What begins a line of the capture grammar that makes more than a sentence.
const SIGNS: &[&str] = &["+ ", "= ", "? "];

/// Something that is typed on the page.
#[derive(Clone, Debug)]
pub struct Typing {
    /// What it is.
    pub asks: Asks,
    /// The workstream it is about.
    pub of: Option<Id>,
    /// The line.
    pub line: LineInput,
    /// What stood on it when it was begun.
    pub was: String,
}

impl Typing {
    /// A line as it is begun.
    #[must_use]
    pub fn new(asks: Asks, of: Option<Id>, was: impl Into<String>) -> Self {
        let was = was.into();
        let line = match asks {
            Asks::Next => LineInput::offering(was.as_str()),
            Asks::Line(_) | Asks::Reword(_) | Asks::Capture | Asks::Attend(_) => {
                LineInput::new(was.as_str())
            }
        };
        Self {
            asks,
            of,
            line,
            was,
        }
    }

    /// What is typed.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.asks {
            Asks::Attend(pick) => pick.line.text(),
            Asks::Line(_) | Asks::Reword(_) | Asks::Capture | Asks::Next => self.line.text(),
        }
    }

    /// Whether something is typed that is to be recorded.
    #[must_use]
    pub fn worth_keeping(&self) -> bool {
        let text = self.text().trim();
        !text.is_empty() && text != self.was.trim()
    }

    /// Whether the same key begins both, of the same workstream.
    fn goes_on(&self, other: &Self) -> bool {
        let same = match (&self.asks, &other.asks) {
            (Asks::Line(a), Asks::Line(b)) => a == b,
            (Asks::Reword(a), Asks::Reword(b)) => a == b,
            (Asks::Capture, Asks::Capture) => self.was == other.was,
            (Asks::Attend(_), Asks::Attend(_)) | (Asks::Next, Asks::Next) => true,
            _other => false,
        };
        same && self.of == other.of
    }
}

/// What is typed.
#[derive(Clone, Debug)]
pub enum Asks {
    /// A line of the minutes.
    Line(Aspect),
    /// One of them, worded anew.
    Reword(Minute),
    /// A line of the capture grammar.
    Capture,
    /// Who is there.
    Attend(Pick),
    /// When the next one is to be held.
    Next,
}

impl CheckInPage {
    /// Begins to type what a key asks for.
    pub(super) fn begin(&mut self, action: Action, of: Option<Id>, check_in: &CheckIn) {
        let (asks, text) = match action {
            Action::SayConditions => (Asks::Line(Aspect::Conditions), String::new()),
            Action::SayActions => (Asks::Line(Aspect::Actions), String::new()),
            Action::SayNeeds => (Asks::Line(Aspect::Needs), String::new()),
            Action::TaskLine => (Asks::Capture, "+ ".to_owned()),
            Action::DecisionLine => (Asks::Capture, "= ".to_owned()),
            Action::Note => (Asks::Capture, String::new()),
            Action::Attend => (Asks::Attend(Pick::new(Names::People, "")), String::new()),
            Action::NextTime => {
                let next = check_in.next.as_ref().map(crate::domain::When::stated);
                (Asks::Next, next.unwrap_or_default())
            }
            Action::Reword => match check_in.about(of).last() {
                Some(line) => (Asks::Reword((*line).clone()), line.text.clone()),
                None => {
                    self.problem = Some("nothing is said of it yet".to_owned());
                    return;
                }
            },
            _other => return,
        };
        let fresh = Typing::new(asks, of, text);
        let kept = self.kept.iter().position(|kept| kept.goes_on(&fresh));
        self.typing = Some(kept.map_or(fresh, |at| self.kept.remove(at)));
    }

    /// A key while something is typed.
    pub(super) fn type_on(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let action = resolve(Context::Capture, chord);
        if action == Some(Action::Back) {
            self.leave();
            return Flow::Stay;
        }
        let Some(typing) = &mut self.typing else {
            return Flow::Stay;
        };
        if action == Some(Action::Record) {
            return self.submit(cx);
        }
        self.problem = None;
        if let (Asks::Line(aspect), Some(Action::Complete)) = (&mut typing.asks, action) {
            *aspect = after(*aspect);
        } else if let Asks::Attend(pick) = &mut typing.asks {
            match action {
                Some(Action::Complete) => {
                    pick.take(cx.known);
                }
                Some(Action::HistoryNewer) => {
                    pick.move_by(true, cx.known);
                }
                Some(Action::HistoryOlder) => {
                    pick.move_by(false, cx.known);
                }
                Some(_) | None => {
                    if pick.line.key(chord) {
                        pick.typed();
                    }
                }
            }
        } else {
            typing.line.key(chord);
        }
        Flow::Stay
    }

    /// Nothing more is typed; what was is kept until its key is pressed again.
    /// A few letters of a name are typed again.
    fn leave(&mut self) {
        self.problem = None;
        let left = self.typing.take().filter(Typing::worth_keeping);
        let name = |t: &Typing| matches!(t.asks, Asks::Attend(_));
        self.kept.extend(left.filter(|t| !name(t)));
    }

    /// The line that was handed in was not recorded: it is there again, beside
    /// what was typed meanwhile.
    pub(super) fn refused(&mut self) {
        let Some(sent) = self.sent.take() else { return };
        if self.typing.as_ref().is_some_and(Typing::worth_keeping) {
            self.kept.push(sent);
        } else {
            self.typing = Some(sent);
        }
    }

    /// Another line of the sort can be typed right away: a letter behind Enter
    /// is no key of the page.
    fn another(&mut self, typing: &Typing) {
        let next = Typing::new(typing.asks.clone(), typing.of, typing.was.clone());
        self.typing = Some(next);
    }

    /// Records what is typed. What cannot be meant stays, and is said.
    fn submit(&mut self, cx: &Cx) -> Flow {
        let Some(typing) = self.typing.take() else {
            return Flow::Stay;
        };
        let Some((thing, check_in)) = cx.situation.and_then(|s| self.held(s)) else {
            let problem = "this check-in was taken back meanwhile";
            return self.refuse(typing, problem.to_owned());
        };
        if !check_in.is_running() && !matches!(typing.asks, Asks::Capture) {
            let name = thing.name();
            let problem = format!("{name} has ended meanwhile: Esc, then n notes it by itself");
            return self.refuse(typing, problem);
        }
        self.sent = Some(typing.clone());
        let text = typing.line.text().trim().to_owned();
        let changes = match &typing.asks {
            Asks::Line(_) | Asks::Capture if !typing.worth_keeping() => return Flow::Stay,
            // A task is a task, whichever line of the page it is typed on.
            Asks::Line(_) if SIGNS.iter().any(|sign| text.starts_with(sign)) => {
                return self.capture(typing, cx);
            }
            // Said with the sign from here on, so that a mistake stands where it is.
            Asks::Line(Aspect::Actions) if capture::says_task(&text) => {
                let line = LineInput::new(format!("+ {text}"));
                return self.capture(Typing { line, ..typing }, cx);
            }
            Asks::Line(aspect) => {
                let line = Minute {
                    workstream: typing.of,
                    aspect: *aspect,
                    text,
                };
                self.another(&typing);
                check_in.say(thing.id, line)
            }
            Asks::Reword(was) => check_in.reword(thing, was, &text),
            Asks::Next if text.is_empty() => check_in.schedule_next(thing, None),
            Asks::Next => match capture::parse_due(&text, &context(cx)) {
                Ok(next) => check_in.schedule_next(thing, Some(next)),
                Err(mistake) => return self.refuse(typing, mistake.to_string()),
            },
            Asks::Capture => return self.capture(typing, cx),
            Asks::Attend(_) => return self.attend(typing, thing, check_in, cx),
        };
        quietly(changes)
    }

    fn refuse(&mut self, typing: Typing, problem: String) -> Flow {
        self.typing = Some(typing);
        self.problem = Some(problem);
        Flow::Stay
    }

    /// A line of the capture grammar, of this workstream unless it says another.
    fn capture(&mut self, typing: Typing, cx: &Cx) -> Flow {
        let text = typing.line.text();
        // The sign stands there already, and is typed again by habit.
        let twice = |sign: &&&str| {
            text.strip_prefix(**sign)
                .is_some_and(|t| t.starts_with(**sign))
        };
        let signed = SIGNS.iter().find(twice).map_or(0, |sign| sign.len());
        match capture::parse(&text[signed..], &context(cx)) {
            Ok(mut captured) => {
                let slug = typing.of.and_then(|id| cx.known.slug(id));
                captured.workstream = captured.workstream.or(slug.map(str::to_owned));
                self.another(&typing);
                Flow::Act(Make::During(vec![captured], self.of), "recorded".to_owned())
            }
            Err(mistake) => self.refuse(typing, mistake.to_string()),
        }
    }

    /// Somebody is there, and the next can be named; nobody ends the naming.
    fn attend(&mut self, typing: Typing, thing: &Thing, held: &CheckIn, cx: &Cx) -> Flow {
        let Asks::Attend(mut pick) = typing.asks.clone() else {
            return Flow::Stay;
        };
        if pick.word().is_empty() {
            return Flow::Stay;
        }
        if pick.word().contains([' ', ',']) {
            return self.attend_all(typing, thing, held, cx);
        }
        let exact = Names::People.find(cx.known, pick.word());
        if exact.is_none() {
            pick.take(cx.known);
        }
        match exact.or_else(|| Names::People.find(cx.known, pick.word())) {
            Some(person) => {
                self.typing = Some(Typing {
                    asks: Asks::Attend(Pick::new(Names::People, "")),
                    ..typing
                });
                quietly(held.attend(thing, person))
            }
            None => {
                let problem = format!("there is no @{}: N p makes them known", pick.word());
                self.refuse(typing, problem)
            }
        }
    }

    /// Several names at once: all of them, or none when one is not known.
    fn attend_all(&mut self, typing: Typing, thing: &Thing, held: &CheckIn, cx: &Cx) -> Flow {
        let Asks::Attend(pick) = &typing.asks else {
            return Flow::Stay;
        };
        let words = pick.line.text().split([' ', ',']).filter(|w| !w.is_empty());
        let mut people = Vec::new();
        for word in words {
            let name = word.trim_start_matches('@');
            match Names::People.find(cx.known, name) {
                Some(person) => people.push(person),
                None => {
                    let problem =
                        format!("there is no @{name}: nobody is marked; N p makes them known");
                    return self.refuse(typing, problem);
                }
            }
        }
        self.typing = Some(Typing {
            asks: Asks::Attend(Pick::new(Names::People, "")),
            ..typing
        });
        quietly(held.attended_by(thing, &people))
    }

    /// What is pasted goes onto the line.
    pub(super) fn paste(&mut self, text: &str) {
        match &mut self.typing {
            Some(Typing {
                asks: Asks::Attend(pick),
                ..
            }) => {
                pick.line.insert(text);
                pick.typed();
            }
            Some(typing) => typing.line.insert(text),
            None => {}
        }
    }
}

/// The aspect that Tab goes on to.
fn after(aspect: Aspect) -> Aspect {
    let at = Aspect::ALL.iter().position(|a| *a == aspect);
    Aspect::ALL[at.map_or(0, |at| at + 1) % Aspect::ALL.len()]
}
