//! The page of a check-in: filled from the record, walked stream by stream,
//! and recorded line by line, so that whoever is interrupted goes on where
//! they were.

mod begun;
mod typing;

pub use typing::{Asks, Typing};

use super::select::Select;
use super::{Detail, Flow, Help, Overlay, Sitrep};
use crate::app::{Cx, Effect, Loaded, Make, Msg, Of, Query};
use crate::capture;
use crate::domain::{Body, Change, CheckIn, Health, Id, Meeting, Situation, Thing, Workstream};
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
    /// Lines that were left before they were recorded, the newest last.
    pub kept: Vec<Typing>,
    /// What it asks for a letter.
    pub asking: Option<Letter>,
    /// Why what is typed was not recorded.
    pub problem: Option<String>,
    /// The first line of the page that is shown.
    pub top: usize,
    sent: Option<Typing>,
    select: Select,
}

/// What a page asks for a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// The health of the selected workstream.
    Health,
    /// Whether the check-in is to end.
    End,
}

impl CheckInPage {
    /// The page as it opens: at the first workstream that was not gone through.
    #[must_use]
    pub fn new(of: Id, situation: Option<&Situation>) -> Self {
        let mut page = Self {
            of,
            meeting: None,
            typing: None,
            kept: Vec::new(),
            asking: None,
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
        let all = situation.known.workstreams.iter();
        let walked =
            all.filter(|t| t.as_workstream().is_some_and(Workstream::goes_on) || said(t.id));
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
                self.refused();
            }
            Msg::Key(chord) if self.typing.is_some() => return self.type_on(*chord, cx),
            Msg::Key(chord) => {
                return match self.asking.take() {
                    Some(Letter::Health) => self.health(*chord, cx),
                    Some(Letter::End) => self.sure(*chord, cx),
                    None => self.key(*chord, cx),
                };
            }
            Msg::Paste(text) => self.paste(text),
            Msg::Mouse(_) => {
                let len = cx.situation.map_or(0, |s| self.streams(s).len());
                self.select.mouse(msg, len, cx);
            }
            _other => {}
        }
        Flow::Stay
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
            Some(Action::Open) => {
                let minutes = check_in.minutes.map(|label| Detail::new(Of::Label(label)));
                return minutes.map_or(Flow::Stay, |d| Flow::Push(Overlay::Detail(d)));
            }
            _ if !check_in.is_running() => {
                self.problem = Some("it has ended: m begins the next".to_owned());
            }
            Some(Action::Next | Action::Down) => {
                self.sent = None;
                self.step(1, streams.len());
                let walked = stream.map_or_else(Vec::new, |id| check_in.walk(thing.id, id));
                return quietly(walked);
            }
            Some(Action::Previous | Action::Up) => self.step(-1, streams.len()),
            Some(Action::First) => self.step(isize::MIN, streams.len()),
            Some(Action::Last) => self.step(isize::MAX, streams.len()),
            Some(Action::EndCheckIn) => self.asking = Some(Letter::End),
            Some(Action::Health) => match stream {
                Some(_) => self.asking = Some(Letter::Health),
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

    fn health(&mut self, chord: Chord, cx: &Cx) -> Flow {
        self.sent = None;
        let health = match resolve(Context::Health, chord) {
            Some(Action::HealthGreen) => Health::Green,
            Some(Action::HealthAmber) => Health::Amber,
            Some(Action::HealthRed) => Health::Red,
            Some(Action::Back) => return Flow::Stay,
            Some(_) | None => {
                self.asking = Some(Letter::Health);
                return Flow::Stay;
            }
        };
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

    /// A key while it asks whether the check-in is to end.
    fn sure(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let held = cx.situation.and_then(|s| self.held(s));
        match (resolve(Context::Confirm, chord), held) {
            (Some(Action::Back), _) | (_, None) => Flow::Stay,
            (Some(Action::Yes), Some((thing, _))) => end(thing, cx),
            (Some(_) | None, Some(_)) => {
                self.asking = Some(Letter::End);
                Flow::Stay
            }
        }
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
