//! The drill of an exercise: to players what has landed, to its facilitator
//! all of it, and the keys that run it.

use super::select::Select;
use super::{Confirm, Flow, Help, Overlay};
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, Msg, Query};
use crate::domain::exercise::Act;
use crate::domain::{self, Inject, Thing};
use crate::keys::{Action, Chord, Context, resolve};

/// The speeds `+` and `-` go through.
const SPEEDS: &[u32] = &[1, 2, 5, 10, 30, 60, 120, 300, 600, 3600];

/// The drill of an exercise.
#[derive(Clone, Debug, Default)]
pub struct Drill {
    select: Select,
    /// What was done about the inject of a number, being typed.
    pub answering: Option<(String, LineInput)>,
}

impl Drill {
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

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Drill)]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        let len = cx.exercise.map_or(0, |e| e.injects.len());
        self.select.keep(len);
        match msg {
            Msg::Key(chord) if self.answering.is_some() => self.typed(*chord, cx),
            Msg::Paste(text) => {
                if let Some((_, line)) = &mut self.answering {
                    line.insert(text);
                }
                Flow::Stay
            }
            Msg::Key(chord) => match resolve(Context::Drill, *chord) {
                Some(Action::Back) => Flow::Close,
                Some(Action::Help) => Flow::Push(Overlay::Help(Help::new(Context::Drill))),
                Some(action) if self.select.act(action, len, cx) => Flow::Stay,
                Some(action) if cx.facilitator => self.act(action, cx),
                Some(_) | None => Flow::Stay,
            },
            Msg::Mouse(_) => {
                self.select.mouse(msg, len, cx);
                Flow::Stay
            }
            _other => Flow::Stay,
        }
    }

    fn inject<'a>(&self, cx: &Cx<'a>) -> Option<&'a Inject> {
        let thing: Option<&'a Thing> = cx.exercise.and_then(|e| e.injects.get(self.select.at));
        thing.and_then(Thing::as_inject)
    }

    fn act(&mut self, action: Action, cx: &Cx) -> Flow {
        let Some(drill) = cx.exercise.and_then(|e| e.drill()) else {
            return Flow::Stay;
        };
        let inject = self.inject(cx);
        let number = inject.map(|i| i.number.clone());
        let judge = |met: bool| {
            let inject = inject?;
            let again = inject.met == Some(met);
            Some(Act::Judge {
                number: inject.number.clone(),
                met: (!again).then_some(met),
            })
        };
        let act = match action {
            Action::DrillRun if drill.is_running() => Some(Act::Pause),
            Action::DrillRun => Some(Act::Start),
            Action::DrillNext => Some(Act::Next),
            Action::DrillSkip if inject.is_some_and(|i| i.skipped) => number.map(Act::Restore),
            Action::DrillSkip => number.map(Act::Skip),
            Action::DrillFaster | Action::DrillSlower => other_speed(drill, action),
            Action::Met => judge(true),
            Action::NotMet => judge(false),
            Action::Answer => {
                self.answering = number.map(|n| (n, LineInput::default()));
                None
            }
            Action::DrillEnd if !drill.ended => {
                let question = "End the drill? Its clock does not run again.".to_owned();
                let end = vec![perform(Act::End, cx)];
                let end = end.into_iter().flatten().collect();
                return Flow::Push(Overlay::Confirm(Confirm::new(question, end)));
            }
            _elsewhere => None,
        };
        Flow::Do(act.and_then(|act| perform(act, cx)).into_iter().collect())
    }

    /// A key on the line of an answer.
    fn typed(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Palette, chord) {
            Some(Action::Back) => self.answering = None,
            Some(Action::Open) => {
                let typed = self.answering.take();
                let act = typed.map(|(number, mut line)| Act::Answer {
                    number,
                    what: line.take(),
                });
                let said =
                    |act: &Act| matches!(act, Act::Answer { what, .. } if !domain::is_blank(what));
                let act = act.filter(said);
                return Flow::Do(act.and_then(|act| perform(act, cx)).into_iter().collect());
            }
            Some(_) | None => {
                if let Some((_, line)) = &mut self.answering {
                    line.key(chord);
                }
            }
        }
        Flow::Stay
    }
}

fn perform(act: Act, cx: &Cx) -> Option<Effect> {
    Some(Effect::Drill(cx.exercise?.incident.id, act))
}

/// The next speed up or down.
fn other_speed(drill: &domain::Drill, action: Action) -> Option<Act> {
    let speed = match action {
        Action::DrillFaster => SPEEDS.iter().find(|s| **s > drill.speed),
        _slower => SPEEDS.iter().rev().find(|s| **s < drill.speed),
    };
    speed.copied().map(Act::Speed)
}
