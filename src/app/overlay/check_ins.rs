//! Check-ins: those that were, the next one, and the times they are held at.

use super::check_in::CheckInPage;
use super::select::Select;
use super::{Flow, Help, Overlay};
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, Job, Loaded, Make, Msg, Query};
use crate::domain::attention::Rules;
use crate::domain::{Body, Change, Id, Incident, Schedule, Situation, Thing, local};
use crate::keys::{Action, Chord, Context, resolve};
use chrono::{DateTime, Utc};

/// Check-ins.
#[derive(Clone, Debug, Default)]
pub struct CheckIns {
    /// The times of day and the zone while they are typed.
    pub times: Option<LineInput>,
    /// Why they cannot be meant, or the store did not take them.
    pub problem: Option<String>,
    /// The next is planned for later than now: one is begun all the same?
    pub early: Option<DateTime<Utc>>,
    /// One was begun, and its page opens once it is there.
    beginning: bool,
    select: Select,
}

/// A line of the list.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// The one that goes on.
    Running(&'a Thing),
    /// When the next is to be held.
    Next(DateTime<Utc>),
    /// One that was held.
    Held(&'a Thing),
}

impl CheckIns {
    /// The screen as it opens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The selected line.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// What is listed: what goes on, what comes, what was, newest first.
    #[must_use]
    pub fn rows<'a>(situation: &'a Situation, rules: &Rules) -> Vec<Row<'a>> {
        let running = situation.running().map(|(thing, _)| thing);
        let next = situation.next_check_in(rules);
        let all = situation.check_ins.iter().rev();
        let held = all.filter(|t| t.as_check_in().is_some_and(|c| c.ended.is_some()));
        let top = running.map(Row::Running).into_iter();
        top.chain(next.map(Row::Next))
            .chain(held.map(Row::Held))
            .collect()
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Situation)]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::Situation(Some(situation))) if self.beginning => {
                if let Some((thing, _)) = situation.running() {
                    self.beginning = false;
                    return page(thing.id, Some(situation));
                }
            }
            Msg::Appended(_, Err(trouble)) => {
                self.beginning = false;
                self.problem = Some(trouble.0.clone());
            }
            Msg::Key(chord) if self.early.is_some() => return self.sure(*chord, cx),
            Msg::Key(chord) if self.times.is_some() => return self.type_times(*chord, cx),
            Msg::Key(chord) => return self.key(*chord, cx),
            Msg::Paste(text) => {
                if let Some(line) = &mut self.times {
                    line.insert(text);
                }
            }
            Msg::Mouse(_) => {
                let rows = cx.situation.map_or(0, |s| Self::rows(s, cx.rules).len());
                if self.select.mouse(msg, rows, cx) {
                    return self.open(cx);
                }
            }
            _other => {}
        }
        Flow::Stay
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let Some(situation) = cx.situation else {
            let out = resolve(Context::CheckIns, chord) == Some(Action::Back);
            return if out { Flow::Close } else { Flow::Stay };
        };
        self.problem = None;
        let rows = Self::rows(situation, cx.rules).len();
        match resolve(Context::CheckIns, chord) {
            Some(Action::Back) => return Flow::Close,
            Some(Action::Help) => return Flow::Push(Overlay::Help(Help::new(Context::CheckIns))),
            Some(Action::Open) => return self.open(cx),
            Some(Action::Begin) => {
                let goes_on = situation.running().is_some();
                self.early = situation.ahead_of(cx.rules, cx.now).filter(|_| !goes_on);
                if self.early.is_none() {
                    return self.begin(cx);
                }
            }
            Some(Action::Calendar) => return Flow::Do(vec![Effect::Start(Job::Calendar(None))]),
            Some(Action::Rhythm) => {
                let held = situation.schedule(cx.rules);
                let line = format!("{} {}", held.check_ins.join(" "), held.zone);
                self.times = Some(LineInput::offering(line));
            }
            Some(action) => {
                self.select.act(action, rows, cx);
            }
            None => {}
        }
        Flow::Stay
    }

    fn open(&mut self, cx: &Cx) -> Flow {
        let Some(situation) = cx.situation else {
            return Flow::Stay;
        };
        match Self::rows(situation, cx.rules).get(self.select.at) {
            Some(Row::Running(thing) | Row::Held(thing)) => page(thing.id, Some(situation)),
            Some(Row::Next(_)) => {
                self.problem = Some("it has not begun: n begins it".to_owned());
                Flow::Stay
            }
            None => Flow::Stay,
        }
    }

    fn sure(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Confirm, chord) {
            Some(Action::Yes) => {
                self.early = None;
                return self.begin(cx);
            }
            Some(Action::Back) => self.early = None,
            Some(_) | None => {}
        }
        Flow::Stay
    }

    fn begin(&mut self, cx: &Cx) -> Flow {
        let Some(situation) = cx.situation else {
            return Flow::Stay;
        };
        if let Some((thing, _)) = situation.running() {
            return page(thing.id, Some(situation));
        }
        if self.beginning {
            return Flow::Stay;
        }
        self.beginning = true;
        let rules = Box::new(cx.rules.clone());
        Flow::Act(Make::Begin(rules), "the check-in has begun".to_owned())
    }

    fn type_times(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Capture, chord) {
            Some(Action::Record) => return self.record_times(cx),
            Some(Action::Back) => {
                self.times = None;
                self.problem = None;
            }
            Some(_) | None => {
                self.problem = None;
                self.times.as_mut().map(|line| line.key(chord));
            }
        }
        Flow::Stay
    }

    /// The rhythm as it was typed; none leaves it to the severity.
    fn record_times(&mut self, cx: &Cx) -> Flow {
        let (Some(line), Some(situation)) = (&self.times, cx.situation) else {
            return Flow::Stay;
        };
        let Some(card) = situation.card() else {
            return Flow::Stay;
        };
        let schedule = match rhythm(line.text(), &situation.schedule(cx.rules)) {
            Ok(schedule) => schedule,
            Err(problem) => {
                self.problem = Some(problem);
                return Flow::Stay;
            }
        };
        let wanted = Body::Incident(Incident {
            schedule,
            ..card.clone()
        });
        self.times = None;
        let changes = Change::edits(&situation.incident, &wanted);
        Flow::Act(Make::Changes(changes), "the times are set".to_owned())
    }
}

/// Times of day and a zone, `09:00 16:00 Europe/Vienna`, over what holds;
/// nothing leaves it to the severity.
fn rhythm(text: &str, held: &Schedule) -> Result<Option<Schedule>, String> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return Ok(None);
    }
    let zone = match words.last() {
        Some(last) if local::is_zone(last) => words.pop().unwrap_or_default().to_owned(),
        Some(_) | None => held.zone.clone(),
    };
    let check_ins = Schedule::times(&words.join(" ")).map_err(|word| {
        format!("`{word}` is neither a time of day nor a zone: 09:00 16:00 Europe/Vienna")
    })?;
    Ok(Some(Schedule {
        check_ins,
        zone,
        updates: held.updates,
    }))
}

fn page(id: Id, situation: Option<&Situation>) -> Flow {
    Flow::Push(Overlay::CheckInPage(CheckInPage::new(id, situation)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Severity;

    #[test]
    fn a_rhythm_is_times_and_a_zone_and_nothing_is_that_of_the_severity() {
        let held = Schedule::of(Severity::Sev1, "UTC");
        let read = |text: &str| rhythm(text, &held);
        let own = read("16:00 9:00 Europe/Vienna").unwrap().unwrap();
        assert_eq!(own.check_ins, ["09:00", "16:00"]);
        assert_eq!((own.zone.as_str(), own.updates), ("Europe/Vienna", 4));
        assert_eq!(read("9:00").unwrap().unwrap().zone, "UTC");
        assert_eq!(read("  "), Ok(None));
        for wrong in ["9:00 Mars/Olympus", "25:00 UTC", "nine"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
