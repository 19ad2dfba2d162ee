//! The page of a check-in: filled from the record, walked stream by stream,
//! and recorded line by line, so that whoever is interrupted goes on where
//! they were.

mod begun;

use super::form::{Names, Pick};
use super::select::Select;
use super::{Flow, Help, Overlay, Sitrep};
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, Loaded, Make, Msg, Query};
use crate::capture;
use crate::domain::{
    Aspect, Body, Change, CheckIn, Health, Id, Meeting, Minute, Situation, Thing, Workstream,
    WorkstreamStatus,
};
use crate::keys::{Action, Chord, Context, resolve};

/// The page of a check-in; its minutes once it has ended.
#[derive(Clone, Debug)]
pub struct CheckInPage {
    /// Which check-in.
    pub of: Id,
    /// What it is filled with; none until it is here.
    pub meeting: Option<Box<Meeting>>,
    /// What is typed.
    pub typing: Option<Typing>,
    /// It asks for the health of the selected workstream.
    pub asking: bool,
    /// Why what is typed was not recorded.
    pub problem: Option<String>,
    /// The first line of the page that is shown.
    pub top: usize,
    sent: Option<Typing>,
    select: Select,
}

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
    /// The page as it opens: at the first workstream that was not gone through.
    #[must_use]
    pub fn new(of: Id, situation: Option<&Situation>) -> Self {
        let mut page = Self {
            of,
            meeting: None,
            typing: None,
            asking: false,
            problem: None,
            top: 0,
            sent: None,
            select: Select::default(),
        };
        if let Some((situation, (_, held))) = situation.and_then(|s| Some((s, page.held(s)?))) {
            let streams = page.streams(situation);
            let left = |s: &Option<Id>| s.is_some_and(|id| !held.walked.contains(&id));
            let at = streams.iter().position(left);
            page.select.at = at.unwrap_or(streams.len().saturating_sub(1));
        }
        page
    }

    /// The check-in.
    #[must_use]
    pub fn held<'a>(&self, situation: &'a Situation) -> Option<(&'a Thing, &'a CheckIn)> {
        let thing = situation.check_ins.iter().find(|t| t.id == self.of)?;
        Some((thing, thing.as_check_in()?))
    }

    /// What is walked through: the workstreams that are not done, and last the
    /// incident as a whole.
    #[must_use]
    pub fn streams(&self, situation: &Situation) -> Vec<Option<Id>> {
        let check_in = self.held(situation).map(|(_, c)| c);
        let said = |id| check_in.is_some_and(|c| !c.about(Some(id)).is_empty());
        let goes_on =
            |w: &Workstream| w.status != WorkstreamStatus::Done && w.merged_into.is_none();
        let all = situation.known.workstreams.iter();
        let walked = all.filter(|t| t.as_workstream().is_some_and(goes_on) || said(t.id));
        walked.map(|t| Some(t.id)).chain([None]).collect()
    }

    /// The selected place among those.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        let queries = [Query::Situation, Query::Meeting(self.of)];
        queries.map(Effect::Load).to_vec()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::Meeting(Some(meeting))) if meeting.check_in == self.of => {
                self.meeting = Some(meeting.clone());
            }
            Msg::Appended(_, Err(trouble)) => {
                self.problem = Some(trouble.0.clone());
                self.typing = self.typing.take().or_else(|| self.sent.take());
            }
            Msg::Key(chord) if self.typing.is_some() => return self.type_on(*chord, cx),
            Msg::Key(chord) if self.asking => return self.health(*chord, cx),
            Msg::Key(chord) => return self.key(*chord, cx),
            Msg::Paste(text) => self.paste(text),
            Msg::Mouse(_) => {
                let len = cx.situation.map_or(0, |s| self.streams(s).len());
                self.select.mouse(msg, len, cx);
            }
            _other => {}
        }
        Flow::Stay
    }

    fn paste(&mut self, text: &str) {
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

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        self.problem = None;
        let action = resolve(Context::CheckInPage, chord);
        let held = cx.situation.and_then(|s| Some((s, self.held(s)?)));
        let (situation, thing, check_in) = match (action, held) {
            (Some(Action::Back), _) => return Flow::Close,
            (Some(Action::Help), _) => {
                return Flow::Push(Overlay::Help(Help::new(Context::CheckInPage)));
            }
            (Some(Action::Sitrep), _) => {
                return Flow::Replace(Overlay::Sitrep(Sitrep::new()));
            }
            (_, Some((situation, (thing, check_in)))) => (situation, thing, check_in),
            (_, None) => return Flow::Stay,
        };
        let streams = self.streams(situation);
        self.select.keep(streams.len());
        let stream = streams.get(self.select.at).copied().flatten();
        let page = cx.info.overlay_height.max(2) - 1;
        match action {
            Some(Action::PageDown) => {
                let last = cx.info.overlay_lines.saturating_sub(cx.info.overlay_height);
                self.top = (self.top + page).min(last);
            }
            Some(Action::PageUp) => self.top = self.top.saturating_sub(page),
            _ if !check_in.is_running() => {
                self.problem = Some("it has ended: m begins the next".to_owned());
            }
            Some(Action::Next | Action::Down) => {
                self.step(1, streams.len());
                let walked = stream.map_or_else(Vec::new, |id| check_in.walk(thing.id, id));
                return quietly(walked);
            }
            Some(Action::Previous | Action::Up) => self.step(-1, streams.len()),
            Some(Action::First) => self.step(isize::MIN, streams.len()),
            Some(Action::Last) => self.step(isize::MAX, streams.len()),
            Some(Action::EndCheckIn) => return end(thing, cx),
            Some(Action::Health) => match stream {
                Some(_) => self.asking = true,
                None => self.problem = Some("only a workstream has a health".to_owned()),
            },
            Some(action) => self.begin(action, stream, check_in),
            None => {}
        }
        Flow::Stay
    }

    fn step(&mut self, by: isize, len: usize) {
        self.select.step(by, len);
        self.top = 0;
    }

    /// Begins to type what a key asks for.
    fn begin(&mut self, action: Action, of: Option<Id>, check_in: &CheckIn) {
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
        let line = LineInput::new(text);
        self.typing = Some(Typing { asks, of, line });
    }

    fn type_on(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let action = resolve(Context::Capture, chord);
        if action == Some(Action::Back) {
            self.typing = None;
            self.problem = None;
            return Flow::Stay;
        }
        let Some(typing) = &mut self.typing else {
            return Flow::Stay;
        };
        if action == Some(Action::Record) {
            return self.submit(cx);
        }
        self.problem = None;
        if let Asks::Attend(pick) = &mut typing.asks {
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

    /// Records what is typed. What cannot be meant stays, and is said.
    fn submit(&mut self, cx: &Cx) -> Flow {
        let held = cx.situation.and_then(|s| self.held(s));
        let (Some((thing, check_in)), Some(mut typing)) = (held, self.typing.take()) else {
            self.problem = Some("this check-in was taken back meanwhile".to_owned());
            return Flow::Stay;
        };
        if !check_in.is_running() && !matches!(typing.asks, Asks::Capture) {
            let name = thing.name();
            let problem = format!("{name} has ended meanwhile: Esc, then n notes it by itself");
            return self.refuse(typing, problem);
        }
        self.sent = Some(typing.clone());
        let text = typing.line.text().trim().to_owned();
        let changes = match &mut typing.asks {
            Asks::Line(_) | Asks::Capture if text.is_empty() => return Flow::Stay,
            // A task is a task, whichever line of the page it is typed on.
            Asks::Line(_) if SIGNS.iter().any(|sign| text.starts_with(sign)) => {
                return self.capture(typing, cx);
            }
            Asks::Line(aspect) => check_in.say(
                thing.id,
                Minute {
                    workstream: typing.of,
                    aspect: *aspect,
                    text,
                },
            ),
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

    fn health(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let health = match resolve(Context::Health, chord) {
            Some(Action::HealthGreen) => Health::Green,
            Some(Action::HealthAmber) => Health::Amber,
            Some(Action::HealthRed) => Health::Red,
            Some(Action::Back) => {
                self.asking = false;
                return Flow::Stay;
            }
            Some(_) | None => return Flow::Stay,
        };
        self.asking = false;
        let stream = cx.situation.and_then(|s| {
            let id = self.streams(s).get(self.select.at).copied().flatten()?;
            s.known.workstreams.iter().find(|t| t.id == id)
        });
        let changes = stream.and_then(|thing| {
            let wanted = Workstream {
                health,
                ..thing.as_workstream()?.clone()
            };
            Some(Change::edits(thing, &Body::Workstream(wanted)))
        });
        quietly(changes.unwrap_or_default())
    }
}

/// It ends as it stands inside the transaction, whoever else ends it.
fn end(thing: &Thing, cx: &Cx) -> Flow {
    let said = format!(
        "{} has ended; R writes the situation report; recorded",
        thing.name()
    );
    Flow::Act(Make::End(thing.id, cx.zone.to_owned()), said)
}

/// Changes that show on the page and need no word; none is nothing to do.
fn quietly(changes: Vec<Change>) -> Flow {
    if changes.is_empty() {
        return Flow::Stay;
    }
    Flow::Act(Make::Changes(changes), String::new())
}

fn context<'a>(cx: &Cx<'a>) -> capture::Context<'a> {
    capture::Context {
        now: cx.now,
        zone: cx.zone,
        known: cx.known,
    }
}
