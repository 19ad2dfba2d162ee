//! A drill while it runs: what is due lands, and what was done is said.

use super::msg::{Done, Trouble};
use super::state::Tone;
use super::{App, Effect};
use crate::domain::Drill;
use crate::domain::exercise::Act;

impl App {
    /// Whether the clock of a drill runs, so that seconds count.
    #[must_use]
    pub fn drill_runs(&self) -> bool {
        let drill = self.exercise.as_deref().and_then(|e| e.drill());
        drill.is_some_and(Drill::is_running)
    }

    /// A second of a drill: what is due lands, if it is run from here.
    pub(super) fn second(&mut self) -> Vec<Effect> {
        let exercise = self.exercise.as_deref().filter(|e| e.is_due(self.now));
        match exercise {
            // Whoever looks at the past lets nothing land meanwhile.
            Some(_) if self.as_of.is_some() => Vec::new(),
            Some(exercise) if self.settings.facilitator => {
                vec![Effect::Drill(exercise.incident.id, Act::Land)]
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// Something was done to the drill, or it was not. What landed is not put
    /// among what can be undone: it would land again.
    pub(super) fn drilled(&mut self, act: &Act, result: Result<Done, Trouble>) -> Vec<Effect> {
        let done = match result {
            Ok(done) => done,
            Err(trouble) => {
                self.say(Tone::Bad, trouble.0);
                return Self::first_questions();
            }
        };
        let made = done.made();
        let said = match act {
            Act::Land | Act::Start | Act::Next if !made.is_empty() => {
                format!("landed as {}", made.join(", "))
            }
            Act::Land => return self.refresh(),
            Act::Start => "the clock of the drill runs".to_owned(),
            Act::Pause => "the clock of the drill stands still".to_owned(),
            Act::Next => "nothing landed".to_owned(),
            Act::Skip(number) => format!("inject {number} is left out"),
            Act::Restore(number) => format!("inject {number} is to come"),
            Act::Speed(speed) => format!("{speed} s of the drill pass in one"),
            Act::End => "the drill has ended: warroom --facilitator drill report".to_owned(),
            Act::Answer { number, what } => format!("{what} answers inject {number}"),
            Act::Judge { number, met } => format!("inject {number}: {}", judged(*met)),
        };
        self.say(Tone::Good, said);
        self.refresh()
    }
}

const fn judged(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => "what was expected was done",
        Some(false) => "what was expected was not done",
        None => "not judged",
    }
}
