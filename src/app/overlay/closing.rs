//! Closing an incident: what its post-mortem still lacks, why it is closed all
//! the same, and then the message for the channel.

use super::{Flow, Help, Overlay};
use crate::app::line::LineInput;
use crate::app::{Closure, Cx, Effect, Job, Loaded, Make, Msg, Query};
use crate::domain::{self, Incident, Phase, visible_line};
use crate::keys::{Action, Chord, Context, resolve};
use chrono::SubsecRound as _;

/// What is asked before it is closed.
#[derive(Clone, Debug)]
pub enum BeforeClosing {
    /// Why it is closed although something is missing, and what is wrong with
    /// what was typed.
    Why(LineInput, String),
    /// Whether it is to be closed: nothing is missing, or nobody asks.
    Sure,
}

/// The end of an incident.
#[derive(Clone, Debug, Default)]
pub struct Closing {
    /// What is asked; none while nothing is.
    pub asking: Option<BeforeClosing>,
    /// The first row that is shown.
    pub top: usize,
    /// Whether the other one of its two pages is shown.
    turned: bool,
    /// The reason as far as it was typed.
    typed: String,
    held: Option<Closure>,
}

impl Closing {
    /// The screen as it opens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The screen as it opens where somebody said why already.
    #[must_use]
    pub fn because(why: &str) -> Self {
        Self {
            typed: why.to_owned(),
            ..Self::default()
        }
    }

    /// Whether the incident is closed.
    #[must_use]
    pub fn is_closed(cx: &Cx) -> bool {
        card(cx).is_some_and(|i| i.phase == Phase::Closed)
    }

    /// Whether the message for the channel is shown, and not what is missing:
    /// first what matters then.
    #[must_use]
    pub fn shows_message(&self, cx: &Cx) -> bool {
        Self::is_closed(cx) != self.turned
    }

    /// What is shown; none until it is here, as the incident stands.
    #[must_use]
    pub fn text(&self, cx: &Cx) -> Option<&str> {
        let stands = |held: &&Closure| held.closed == Self::is_closed(cx);
        let held = self.held.as_ref().filter(stands)?;
        Some(match self.shows_message(cx) {
            true => &held.message,
            false => &held.checklist,
        })
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Closure)]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::Closure(closure)) => {
                self.held = closure.as_deref().cloned();
                Flow::Stay
            }
            Msg::Key(chord) => match self.asking.take() {
                Some(BeforeClosing::Why(line, _)) => self.why_key(line, *chord, cx),
                Some(BeforeClosing::Sure) => self.sure_key(*chord, cx),
                None => self.page_key(*chord, cx),
            },
            _other => Flow::Stay,
        }
    }

    fn page_key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Closing, chord) {
            Some(Action::Back) => return Flow::Close,
            Some(Action::Help) => return Flow::Push(Overlay::Help(Help::new(Context::Closing))),
            Some(Action::Next) => {
                self.turned = !self.turned;
                self.top = 0;
            }
            Some(Action::PhaseClosed) if !Self::is_closed(cx) => self.ask(cx),
            Some(Action::Copy) => {
                if let Some(text) = self.text(cx) {
                    return Flow::Do(vec![Effect::Copy(text.to_owned())]);
                }
            }
            Some(Action::Export) => {
                if let (Some(text), Some(card)) = (self.text(cx), card(cx)) {
                    let name = format!("{}-closing", card.key);
                    return Flow::Do(vec![Effect::Start(Job::Write(name, text.to_owned()))]);
                }
            }
            Some(other) => super::scroll(&mut self.top, other, cx),
            None => {}
        }
        Flow::Stay
    }

    /// Asks what has to be said first; nothing before it is known what that is.
    fn ask(&mut self, cx: &Cx) {
        let (Some(held), Some(card)) = (&self.held, card(cx)) else {
            return;
        };
        self.asking = Some(match held.gaps.is_empty() || card.exercise {
            true => BeforeClosing::Sure,
            false => BeforeClosing::Why(LineInput::new(self.typed.as_str()), String::new()),
        });
    }

    /// A key while the reason is typed.
    fn why_key(&mut self, mut line: LineInput, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Ask, chord) {
            Some(Action::Back) => line.text().clone_into(&mut self.typed),
            Some(Action::Record) => return self.close(line, cx),
            Some(_) | None => {
                line.key(chord);
                self.asking = Some(BeforeClosing::Why(line, String::new()));
            }
        }
        Flow::Stay
    }

    fn sure_key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Confirm, chord) {
            Some(Action::Back) => Flow::Stay,
            Some(Action::Yes) => self.close(LineInput::default(), cx),
            Some(_) | None => {
                self.asking = Some(BeforeClosing::Sure);
                Flow::Stay
            }
        }
    }

    fn close(&mut self, answer: LineInput, cx: &Cx) -> Flow {
        let (Some(held), Some(card), Some(incident)) = (&self.held, card(cx), cx.incident) else {
            return Flow::Stay;
        };
        let now = cx.now.trunc_subsecs(0);
        match domain::Closing::of(card, &held.gaps, answer.text(), cx.author, now) {
            Ok(closing) => {
                let changes = closing.close(incident, held.review.as_ref());
                let key = visible_line(&card.key);
                answer.text().clone_into(&mut self.typed);
                (self.top, self.turned) = (0, false);
                Flow::Act(Make::Changes(changes), format!("{key} is closed"))
            }
            Err(_) => {
                let told = "say why it is closed although something is missing".to_owned();
                self.asking = Some(BeforeClosing::Why(answer, told));
                Flow::Stay
            }
        }
    }
}

fn card<'a>(cx: &Cx<'a>) -> Option<&'a Incident> {
    cx.incident?.as_incident()
}
