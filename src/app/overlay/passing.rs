//! A passage of a fix that has to say something: what the verification found,
//! why it is declined, why it is taken up again.

use super::ask::{Answer, Ask};
use crate::app::Cx;
use crate::app::line::LineInput;
use crate::capture::{self, is_name};
use crate::domain::{
    Body, Change, Figure, FixState, Id, Measurement, Person, Thing, When, fixes, fresh_id,
    visible_line,
};
use crate::keys::{Action, Chord};

/// Where the fix goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum To {
    Verified,
    Declined,
    Reopened,
}

/// A passage that is being told.
#[derive(Clone, Debug)]
pub struct Passing {
    thing: Thing,
    to: To,
    ask: Ask,
}

/// What a key did to it.
#[derive(Clone, Debug)]
pub enum Passed {
    /// It is typed on.
    Typing,
    /// It is left.
    Left,
    /// These changes make it, and this is said of them.
    Made(Vec<Change>, String),
}

/// The state a letter means; none for taking a fix up again.
pub(super) const fn state(action: Action) -> Option<FixState> {
    match action {
        Action::FixProposed => Some(FixState::Proposed),
        Action::FixAccepted => Some(FixState::Accepted),
        Action::FixDoing => Some(FixState::Doing),
        Action::FixShipped => Some(FixState::Shipped),
        Action::FixVerified => Some(FixState::Verified),
        Action::FixDeclined => Some(FixState::Declined),
        _again => None,
    }
}

impl Passing {
    /// Begins the passage of a fix into a state; none for one that has nothing
    /// to say.
    ///
    /// # Errors
    /// It cannot pass there from where it stands.
    pub fn begin(thing: &Thing, to: FixState) -> Result<Option<Self>, String> {
        let state = thing.as_fix().map_or(to, |f| f.state);
        match to {
            FixState::Verified if state != FixState::Shipped => Err(format!(
                "it is {state}: only what has shipped can be verified"
            )),
            FixState::Verified => Ok(Some(Self::of(
                thing,
                To::Verified,
                "verified: what was found?",
            ))),
            FixState::Declined if !state.is_open() => Err(format!("it is {state} already")),
            FixState::Declined => Ok(Some(Self::of(thing, To::Declined, "declined: why?"))),
            FixState::Proposed | FixState::Accepted | FixState::Doing | FixState::Shipped => {
                Ok(None)
            }
        }
    }

    /// Takes a closed fix up again.
    ///
    /// # Errors
    /// It is open.
    pub fn again(thing: &Thing) -> Result<Option<Self>, String> {
        match thing.as_fix() {
            Some(fix) if fix.is_open() => Err(format!("it is {}, and so still open", fix.state)),
            Some(_) | None => Ok(Some(Self::of(
                thing,
                To::Reopened,
                "taken up again: what did not hold?",
            ))),
        }
    }

    fn of(thing: &Thing, to: To, question: &str) -> Self {
        let hint = match to {
            To::Verified => "@who showed it, if it was not you, then what was found: 0 of 40 left",
            To::Declined => "@who decided so, if it was not you, then the reason",
            To::Reopened => "what did not hold, or what has changed",
        };
        Self {
            ask: Ask::new(format!("{} {question}", thing.name()), hint),
            thing: thing.clone(),
            to,
        }
    }

    /// The question.
    #[must_use]
    pub const fn ask(&self) -> &Ask {
        &self.ask
    }

    /// The line it is answered on.
    pub const fn line(&mut self) -> &mut LineInput {
        &mut self.ask.line
    }

    /// One key.
    pub fn key(&mut self, chord: Chord, cx: &Cx) -> Passed {
        let sure = self.ask.sure;
        let text = match self.ask.key(chord) {
            Answer::Typing => return Passed::Typing,
            Answer::Left => return Passed::Left,
            Answer::Given(text) => text,
        };
        let doubt = self.doubt().filter(|_| !sure);
        match (self.made(text.trim(), cx), doubt) {
            (Ok(_), Some(although)) => {
                self.ask.doubt(format!("verified {although}?"));
                Passed::Typing
            }
            (Ok((changes, said)), None) => Passed::Made(changes, said),
            (Err(trouble), _) => {
                self.ask.refuse(trouble);
                Passed::Typing
            }
        }
    }

    /// What speaks against it.
    fn doubt(&self) -> Option<String> {
        let fix = self.thing.as_fix().filter(|_| self.to == To::Verified);
        fix.and_then(fixes::although)
    }

    fn made(&self, text: &str, cx: &Cx) -> Result<(Vec<Change>, String), String> {
        let Some(fix) = self.thing.as_fix() else {
            return Ok((Vec::new(), String::new()));
        };
        let (who, words) = match self.to {
            To::Reopened => (None, text),
            To::Verified | To::Declined => {
                let (handle, words) = named(text, cx.author);
                (Some(somebody(handle, cx)?), words)
            }
        };
        let by = who.as_ref().map_or_else(Id::nil, |(id, _)| *id);
        let passed = match self.to {
            To::Verified => {
                let when = When::now(cx.now);
                fixes::verified(fix, by, when, words, cx.now)?
            }
            To::Declined => fixes::declined(fix, by, words, cx.now)?,
            To::Reopened => fixes::reopened(fix, words, cx.now)?,
        };
        let said = format!("{} is {}", self.thing.name(), passed.state);
        let mut changes: Vec<Change> = who.and_then(|(_, new)| new).into_iter().collect();
        changes.extend(Change::edits(&self.thing, &Body::Fix(passed)));
        Ok((changes, said))
    }
}

/// The handle a line begins with, else the author's, and what follows it.
fn named<'a>(text: &'a str, author: &'a str) -> (&'a str, &'a str) {
    let Some(rest) = text.strip_prefix('@') else {
        return (author, text);
    };
    let (handle, words) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    (handle, words.trim())
}

/// Who a handle means; one that nobody has is made on the way.
fn somebody(handle: &str, cx: &Cx) -> Result<(Id, Option<Change>), String> {
    if let Some(person) = cx.known.person(handle) {
        return Ok((person.id, None));
    }
    if !is_name(handle) {
        return Err(format!(
            "`{}` is no handle: begin the line with @who",
            visible_line(handle)
        ));
    }
    let id = fresh_id();
    let person = Body::Person(Person::new(handle));
    Ok((id, Some(Change::create(id, None, person))))
}

/// A fix with one more measurement, as a line says it: a number, then a note;
/// a time may stand before.
pub(super) fn measured(
    thing: &Thing,
    text: &str,
    cx: &Cx,
) -> Result<(Vec<Change>, String), String> {
    let Some(fix) = thing.as_fix() else {
        return Ok((Vec::new(), String::new()));
    };
    let text = text.trim();
    let (when, rest) = match Figure::read(first(text).0) {
        Ok(_) => (None, text.to_owned()),
        Err(wrong) => {
            let captured = capture::parse(text, &cx.capture()).ok();
            let timed = captured.filter(|c| c.when.is_some()).ok_or(wrong)?;
            (timed.when.clone(), timed.what.text().to_owned())
        }
    };
    let (number, note) = first(rest.trim());
    let measurement = Measurement {
        value: Figure::read(number)?,
        when: when.unwrap_or_else(|| When::now(cx.now)),
        note: note.to_owned(),
    };
    let said = format!("{} measured {number}", thing.name());
    let mut wanted = fix.clone();
    wanted.measurements.insert(fresh_id(), measurement);
    Ok((Change::edits(thing, &Body::Fix(wanted)), said))
}

/// The first word, and what follows it.
fn first(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim())
}
