//! A handover: its brief read, edited, given; or acknowledged by who takes it.

use super::behind::behind;
use super::form::{Names, Pick};
use super::{Editor, Flow, Help, Overlay};
use crate::app::{BegunOn, Cx, Effect, Loaded, Make, Msg, Query};
use crate::domain::{self, Id, Role, Thing, visible_line};
use crate::keys::{Action, Chord, Context, resolve};
use chrono::SubsecRound;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Question {
    /// Who takes it, and what is wrong with what was typed.
    Who(Pick, String),
    /// Whether it is given as it is shown.
    Give,
    /// Whether the one that waits is acknowledged.
    Acknowledge,
    /// Whether what was edited is dropped for a fresh text.
    Afresh,
}

/// A handover.
#[derive(Clone, Debug, Default)]
pub struct Handover {
    /// What is asked; none while nothing is.
    pub asking: Option<Question>,
    /// Who takes it.
    pub to: Option<Id>,
    /// The first row that is shown.
    pub top: usize,
    brief: Option<String>,
    edited: bool,
    /// It was to be given before anybody was named: that is asked next, over
    /// the brief as it is written for them.
    giving: bool,
}

impl Handover {
    /// The screen as it opens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether its brief was edited and not given.
    #[must_use]
    pub const fn worth_keeping(&self) -> bool {
        self.edited
    }

    /// That the brief was edited and is older than how the incident stands.
    #[must_use]
    pub fn behind(&self, cx: &Cx) -> Option<String> {
        let edited = self.brief.as_deref().filter(|_| self.edited)?;
        let behind = behind(edited, cx)?;
        Some(format!("{behind}: r writes it afresh"))
    }

    /// Who takes it, and the brief where it was edited.
    #[must_use]
    pub fn begun(&self) -> BegunOn {
        BegunOn::Handover {
            to: self.to,
            brief: self.brief.clone().filter(|_| self.edited),
        }
    }

    /// The handover goes on as it was begun.
    #[must_use]
    pub fn go_on(to: Option<Id>, brief: Option<String>) -> Self {
        Self {
            to,
            edited: brief.is_some(),
            brief,
            ..Self::default()
        }
    }

    /// The editor on its brief.
    #[must_use]
    pub fn editor(&self) -> Editor {
        Editor::new(
            "brief of the handover",
            self.brief.clone().unwrap_or_default(),
        )
    }

    /// The handover that waits to be acknowledged, the last of several.
    #[must_use]
    pub fn waiting<'a>(&self, cx: &Cx<'a>) -> Option<&'a Thing> {
        cx.situation?
            .unacknowledged()
            .map(|(thing, _)| thing)
            .last()
    }

    /// What is shown: the brief that waits, else the one that is written.
    #[must_use]
    pub fn text<'a>(&'a self, cx: &Cx<'a>) -> Option<&'a str> {
        let given = self.waiting(cx).and_then(Thing::as_handover);
        given.map(|h| h.brief.as_str()).or(self.brief.as_deref())
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![
            Effect::Load(Query::Situation),
            Effect::Load(Query::Brief(self.to)),
        ]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::Brief(to, text)) if *to == self.to => {
                if !self.edited && !matches!(self.asking, Some(Question::Give)) {
                    self.brief = Some(text.clone());
                }
                if std::mem::take(&mut self.giving) && self.asking.is_none() {
                    self.asking = Some(Question::Give);
                }
                Flow::Stay
            }
            Msg::Edited(Ok(Some(text))) => {
                self.brief = Some(text.clone());
                self.edited = true;
                Flow::Stay
            }
            Msg::Key(chord) => self.key(*chord, cx),
            _other => Flow::Stay,
        }
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match self.asking.take() {
            Some(Question::Who(pick, _)) => self.who_key(pick, chord, cx),
            Some(question) => self.sure_key(question, chord, cx),
            None => self.page_key(chord, cx),
        }
    }

    fn page_key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let waits = self.waiting(cx).is_some();
        match resolve(Context::Handover, chord) {
            Some(Action::Back) => return Flow::Close,
            Some(Action::Help) => return Flow::Push(Overlay::Help(Help::new(Context::Handover))),
            Some(Action::Acknowledge) if waits => self.asking = Some(Question::Acknowledge),
            Some(Action::Copy) => {
                if let Some(text) = self.text(cx) {
                    return Flow::Do(vec![Effect::Copy(text.to_owned())]);
                }
            }
            Some(Action::Receiver | Action::Edit | Action::Send | Action::Drop) if waits => {}
            Some(Action::Drop) if self.edited => self.asking = Some(Question::Afresh),
            Some(Action::Receiver) => self.ask_who(false),
            Some(Action::Send) if self.to.is_none() => self.ask_who(true),
            Some(Action::Send) => self.asking = Some(Question::Give),
            Some(Action::Edit) if self.brief.is_some() => {
                return Flow::Push(Overlay::Editor(self.editor()));
            }
            Some(other) => super::scroll(&mut self.top, other, cx),
            None => {}
        }
        Flow::Stay
    }

    fn ask_who(&mut self, giving: bool) {
        self.giving = giving;
        self.asking = Some(Question::Who(Pick::new(Names::People, "@"), String::new()));
    }

    /// A key while the handle is typed; a few letters of a name are enough.
    fn who_key(&mut self, mut pick: Pick, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Ask, chord) {
            Some(Action::Back) => self.giving = false,
            Some(Action::Record) => {
                let typed = pick.clone();
                if Names::People.find(cx.known, pick.word()).is_none() {
                    pick.take(cx.known);
                }
                if let Some(person) = Names::People.find(cx.known, pick.word()) {
                    self.to = Some(person);
                    return Flow::Do(self.needs(cx));
                }
                let told = format!("there is no @{}", visible_line(typed.word()));
                self.asking = Some(Question::Who(typed, told));
            }
            Some(Action::Complete) => {
                pick.take(cx.known);
                self.asking = Some(Question::Who(pick, String::new()));
            }
            Some(_) | None => {
                if pick.line.key(chord) {
                    pick.typed();
                }
                self.asking = Some(Question::Who(pick, String::new()));
            }
        }
        Flow::Stay
    }

    fn sure_key(&mut self, question: Question, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Confirm, chord) {
            Some(Action::Back) => Flow::Stay,
            Some(Action::Yes) => match &question {
                Question::Acknowledge => self.acknowledge(cx),
                Question::Afresh => {
                    self.edited = false;
                    Flow::Do(self.needs(cx))
                }
                Question::Give | Question::Who(..) => self.give(cx),
            },
            Some(_) | None => {
                self.asking = Some(question);
                Flow::Stay
            }
        }
    }

    fn acknowledge(&self, cx: &Cx) -> Flow {
        let (Some(thing), Some(situation)) = (self.waiting(cx), cx.situation) else {
            return Flow::Stay;
        };
        let now = cx.now.trunc_subsecs(0);
        let given = thing.as_handover();
        let other = given.and_then(|h| h.stead(cx.known, cx.author));
        let changes = domain::Handover::acknowledge(thing, &situation.roles, cx.known, other, now);
        Flow::Record(Make::Changes(changes))
    }

    fn give(&self, cx: &Cx) -> Flow {
        let (Some(to), Some(brief), Some(incident)) = (self.to, &self.brief, cx.incident) else {
            return Flow::Stay;
        };
        let from = cx.situation.and_then(|s| s.holder(Role::Ic, cx.now));
        let given = domain::Handover {
            from,
            ..domain::Handover::new(Role::Ic, to, brief.clone(), cx.now.trunc_subsecs(0))
        };
        Flow::Record(Make::Changes(given.give(incident.id, cx.known)))
    }
}
