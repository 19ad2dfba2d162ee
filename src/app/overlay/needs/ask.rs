//! What is asked before something is done about a need.

use super::{Needs, act};
use crate::app::line::LineInput;
use crate::app::overlay::Flow;
use crate::app::owners::given;
use crate::app::{Cx, Effect, Full, Make, Of, Query};
use crate::domain::attention::{self, Need, Rule};
use crate::domain::{
    Body, Change, Label, LabelKind, Snooze, Task, TaskState, fresh_id, visible_line,
};
use crate::keys::{Action, Chord, Context, resolve};

/// A question about a need.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The need, as it was when the question was asked.
    pub about: Need,
    /// What is asked.
    pub what: Question,
}

/// What is asked.
#[derive(Clone, Debug)]
pub enum Question {
    /// Who has it from now on: one letter.
    Owner,
    /// The state of the task: one letter.
    State,
    /// For how long it is put off, and why: a line.
    Snooze(LineInput),
    /// The entry that answers the question or keeps the promise: a line.
    Label(LineInput),
}

impl Asking {
    /// The line that is typed on, if one is.
    pub(super) const fn line(&mut self) -> Option<&mut LineInput> {
        match &mut self.what {
            Question::Snooze(line) | Question::Label(line) => Some(line),
            Question::Owner | Question::State => None,
        }
    }

    /// What is asked, in words.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match (&self.what, self.about.rule) {
            (Question::Owner, Rule::NoIc) => "IC from now on",
            (Question::Owner, Rule::NoScribe) => "scribe from now on",
            (Question::Owner, _) => "owner",
            (Question::State, _) => "state",
            (Question::Snooze(_), _) => "put off for how long, and why (4h the vendor is asleep)",
            (Question::Label(_), Rule::Promise) => "kept by which entry (E12)",
            (Question::Label(_), _) => "answered by which entry (E12)",
        }
    }
}

fn altered((changes, said): (Vec<Change>, String)) -> Flow {
    Flow::Act(Make::Changes(changes), said)
}

impl Needs {
    /// A key while something is asked.
    pub(super) fn answer(&mut self, asking: Asking, chord: Chord, cx: &Cx) -> Flow {
        match asking.what {
            Question::Owner => self.answer_owner(&asking.about, chord, cx),
            Question::State => self.answer_state(&asking.about, chord, cx),
            Question::Snooze(_) | Question::Label(_) => self.answer_line(asking, chord, cx),
        }
    }

    fn answer_owner(&mut self, need: &Need, chord: Chord, cx: &Cx) -> Flow {
        let name = act::what_is_given(need, cx);
        let give = |owner| act::give(need, owner, cx).unwrap_or_default();
        match given(chord, cx, &name, give) {
            Ok(given) => given.flow(&name),
            Err(why) => self.refuse(why),
        }
    }

    fn answer_state(&mut self, need: &Need, chord: Chord, cx: &Cx) -> Flow {
        let state = match resolve(Context::State, chord) {
            Some(Action::StateTodo) => TaskState::Todo,
            Some(Action::StateDoing) => TaskState::Doing,
            Some(Action::StateBlocked) => TaskState::Blocked,
            Some(Action::StateDone) => TaskState::Done,
            Some(Action::StateDropped) => TaskState::Dropped,
            Some(Action::Back) => return Flow::Stay,
            Some(_) | None => {
                return self.refuse(format!("{chord} is none of the letters"));
            }
        };
        let Some((thing, task)) = act::thing(need, cx).and_then(|t| Some((t, t.as_task()?))) else {
            return Flow::Stay;
        };
        let wanted = Body::Task(Task {
            state,
            ..task.clone()
        });
        let said = format!("{} is {state}", thing.name());
        altered((Change::edits(thing, &wanted), said))
    }

    fn answer_line(&mut self, mut asking: Asking, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Ask, chord) {
            Some(Action::Back) => return Flow::Stay,
            Some(Action::Record) => return self.take_line(asking, cx),
            Some(_) | None => {}
        }
        if let Some(line) = asking.line() {
            line.key(chord);
        }
        self.asking = Some(asking);
        Flow::Stay
    }

    /// Enter on a line: what cannot be meant is said, and stays on the line.
    fn take_line(&mut self, mut asking: Asking, cx: &Cx) -> Flow {
        let text = asking.line().map(|line| line.text().trim().to_owned());
        let text = text.unwrap_or_default();
        let taken = match asking.what {
            Question::Snooze(_) => put_off(&asking.about, &text, cx),
            Question::Label(_) => {
                // It is asked for first: only what exists answers anything.
                let taken = entry_label(&text)
                    .map(|label| Flow::Do(vec![Effect::Load(Query::Detail(Of::Label(label)))]));
                self.asking = Some(asking);
                return taken.unwrap_or_else(|why| self.refuse(why));
            }
            Question::Owner | Question::State => Ok(Flow::Stay),
        };
        taken.unwrap_or_else(|why| {
            self.asking = Some(asking);
            self.refuse(why)
        })
    }

    /// The entry that was asked for is here, or there is none of that label.
    pub(super) fn found(&mut self, full: Option<&Full>, cx: &Cx) -> Flow {
        let asked = match &self.asking {
            Some(Asking {
                what: Question::Label(line),
                ..
            }) => entry_label(line.text().trim()).ok(),
            Some(_) | None => None,
        };
        let Some(label) = asked else {
            return Flow::Stay;
        };
        match full {
            None => self.refuse(format!("there is no {label} in this incident")),
            Some(full) if full.thing.label() == Some(label) => {
                let asking = self.asking.take();
                let settled = asking.and_then(|a| act::settle(&a.about, label, cx));
                settled.map_or(Flow::Stay, altered)
            }
            Some(_) => Flow::Stay,
        }
    }

    fn refuse(&mut self, why: String) -> Flow {
        self.problem = Some(why);
        Flow::Stay
    }
}

fn put_off(need: &Need, text: &str, cx: &Cx) -> Result<Flow, String> {
    let snooze = Snooze::read(&need.key, text, cx.now)?;
    let until = crate::domain::attention::span(snooze.until - cx.now);
    let incident = cx.incident.map(|t| t.id);
    let create = Change::create(fresh_id(), incident, Body::Snooze(snooze));
    let said = format!("put off for {until}: {}", need.what);
    Ok(altered((vec![create], said)))
}

/// What was put off is on the list again.
pub(super) fn bring_back(need: &Need, cx: &Cx) -> Flow {
    let found = cx.situation;
    let changes = found.map(|s| attention::bring_back(s, &need.key, cx.now));
    let said = format!("back on the list: {}", need.what);
    altered((changes.unwrap_or_default(), said))
}

fn entry_label(text: &str) -> Result<Label, String> {
    let label = Label::parse(text).or_else(|| Label::parse(&text.to_ascii_uppercase()));
    label
        .filter(|label| label.kind == LabelKind::Entry)
        .ok_or_else(|| format!("`{}` is no label of an entry: E12", visible_line(text)))
}
