//! The register of decisions and questions.

use super::ask::{Answer, Ask};
use super::select::Select;
use super::{Detail, Flow, Help, Overlay};
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, Job, Loaded, Make, Msg, Of, Query};
use crate::capture;
use crate::domain::register::{answered, decisions, questions, revisited};
use crate::domain::{Body, Change, Id, Label, Thing, is_blank};
use crate::keys::{Action, Chord, Context, resolve};

/// What is being said of a line of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saying {
    Revisit,
    Answer,
}

/// A question about one line.
#[derive(Clone, Debug)]
struct Asking {
    saying: Saying,
    about: Id,
    ask: Ask,
    seeking: Option<Label>,
}

/// The register of decisions and questions.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    entries: Option<Vec<Thing>>,
    asking: Option<Asking>,
    select: Select,
}

impl Decisions {
    /// The screen as it opens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The selected line, of decisions and questions together.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// Decisions, the latest first, and questions, open ones first; none until
    /// they are here.
    #[must_use]
    pub fn lists(&self) -> Option<(Vec<&Thing>, Vec<&Thing>)> {
        let entries = self.entries.as_deref()?;
        Some((decisions(entries), questions(entries)))
    }

    /// What is asked, if something is.
    #[must_use]
    pub fn ask(&self) -> Option<&Ask> {
        self.asking.as_ref().map(|asking| &asking.ask)
    }

    /// All that was read, struck answers among it.
    #[must_use]
    pub fn read(&self) -> &[Thing] {
        self.entries.as_deref().unwrap_or_default()
    }

    fn rows(&self) -> Vec<&Thing> {
        let (mut rows, questions) = self.lists().unwrap_or_default();
        rows.extend(questions);
        rows
    }

    fn selected(&self) -> Option<&Thing> {
        self.rows().get(self.select.at).copied()
    }

    /// The line it is answered on.
    pub(super) fn line(&mut self) -> Option<&mut LineInput> {
        self.asking.as_mut().map(|asking| &mut asking.ask.line)
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Register)]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        let len = self.rows().len();
        match msg {
            Msg::Loaded(Loaded::Register(entries)) => {
                self.entries = Some(entries.clone());
                self.select.keep(self.rows().len());
            }
            Msg::Loaded(Loaded::Detail(found)) => return self.found(found.is_some()),
            Msg::Paste(text) => {
                if let Some(asking) = &mut self.asking {
                    asking.ask.line.insert(text);
                }
            }
            Msg::Key(chord) if self.asking.is_some() => return self.answer(*chord, cx),
            Msg::Key(chord) => return self.key(*chord, len, cx),
            Msg::Mouse(_) if self.select.mouse(msg, len, cx) => return self.open(),
            _other => {}
        }
        Flow::Stay
    }

    fn key(&mut self, chord: Chord, len: usize, cx: &Cx) -> Flow {
        match resolve(Context::Decisions, chord) {
            Some(Action::Back) => Flow::Close,
            Some(Action::Help) => Flow::Push(Overlay::Help(Help::new(Context::Decisions))),
            Some(Action::Open) => self.open(),
            Some(Action::Supersede) => self.supersede(),
            Some(Action::Revisit) => self.begin(Saying::Revisit),
            Some(Action::Answer) => self.begin(Saying::Answer),
            Some(Action::AsOf) => self.selected().map_or(Flow::Stay, |thing| {
                Flow::CloseAnd(vec![Effect::Start(Job::AsOf(thing.created.at))])
            }),
            Some(action) => {
                self.select.act(action, len, cx);
                Flow::Stay
            }
            None => Flow::Stay,
        }
    }

    fn open(&self) -> Flow {
        self.selected().map_or(Flow::Stay, |thing| {
            Flow::Push(Overlay::Detail(Detail::new(Of::Id(thing.id))))
        })
    }

    /// The new decision is written on the capture line, where all are.
    fn supersede(&self) -> Flow {
        let label = self.selected().and_then(|t| t.as_entry()?.register());
        let decision = self
            .selected()
            .and_then(|t| t.as_entry()?.decision.as_ref());
        match (label, decision) {
            (Some(label), Some(_)) => Flow::Lend(format!("= supersedes {label}; ")),
            _no_decision => Flow::Stay,
        }
    }

    fn begin(&mut self, saying: Saying) -> Flow {
        let Some((thing, entry)) = self.selected().and_then(|t| Some((t, t.as_entry()?))) else {
            return Flow::Stay;
        };
        let Some(label) = entry.register() else {
            return Flow::Stay;
        };
        let ask = match (saying, &entry.decision, &entry.question) {
            (Saying::Revisit, Some(decision), _) => {
                let hint = "a time: tomorrow, 2026-12-01 09:00, +2h; nothing: not any more";
                let mut ask = Ask::new(format!("look at {label} again: "), hint);
                let stated = decision.revisit.as_ref().map(crate::domain::When::stated);
                ask.line = LineInput::offering(stated.unwrap_or_default());
                ask
            }
            (Saying::Answer, _, Some(_)) => Ask::new(
                format!("{label} is answered by: "),
                "an entry (E12), or Enter to write the answer on the capture line",
            ),
            (Saying::Revisit | Saying::Answer, ..) => return Flow::Stay,
        };
        let about = thing.id;
        self.asking = Some(Asking {
            saying,
            about,
            ask,
            seeking: None,
        });
        Flow::Stay
    }

    fn answer(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let Some(asking) = &mut self.asking else {
            return Flow::Stay;
        };
        let text = match asking.ask.key(chord) {
            Answer::Typing => return Flow::Stay,
            Answer::Left => {
                self.asking = None;
                return Flow::Stay;
            }
            Answer::Given(text) => text,
        };
        match asking.saying {
            Saying::Revisit if is_blank(&text) => self.record(|t| revisited(t, None)),
            Saying::Revisit => match capture::parse_revisit(&text, &cx.capture()) {
                Ok(when) => self.record(|t| revisited(t, Some(when))),
                Err(mistake) => {
                    asking
                        .ask
                        .refuse(format!("{}; {}", mistake.what, mistake.hint));
                    Flow::Stay
                }
            },
            Saying::Answer => self.answer_by(&text),
        }
    }

    fn answer_by(&mut self, text: &str) -> Flow {
        let Some(asking) = &mut self.asking else {
            return Flow::Stay;
        };
        if is_blank(text) {
            let about = asking.about;
            let rows = self.rows();
            let thing = rows.iter().find(|t| t.id == about);
            let label = thing.and_then(|t| t.as_entry()?.register());
            return label.map_or(Flow::Stay, |l| Flow::Lend(format!("answers {l}: ")));
        }
        match Label::parse(&text.trim().to_ascii_uppercase()) {
            Some(label) => {
                asking.seeking = Some(label);
                Flow::Do(vec![Effect::Load(Query::Detail(Of::Label(label)))])
            }
            None => {
                asking
                    .ask
                    .refuse("that is no label; write E12, or nothing to write the answer");
                Flow::Stay
            }
        }
    }

    /// The label that was typed names something, or not.
    fn found(&mut self, there: bool) -> Flow {
        let Some(asking) = &mut self.asking else {
            return Flow::Stay;
        };
        let Some(label) = asking.seeking.take() else {
            return Flow::Stay;
        };
        if !there {
            asking.ask.refuse(format!("there is no {label}"));
            return Flow::Stay;
        }
        self.record(|t| answered(t, Some(label)))
    }

    fn record(&mut self, wanted: impl FnOnce(&Thing) -> Option<Body>) -> Flow {
        let Some(asking) = self.asking.take() else {
            return Flow::Stay;
        };
        let rows = self.rows();
        let Some(thing) = rows.iter().find(|t| t.id == asking.about) else {
            return Flow::Stay;
        };
        let Some(wanted) = wanted(thing) else {
            return Flow::Stay;
        };
        let name = thing.as_entry().and_then(crate::domain::Entry::register);
        let said = match asking.saying {
            Saying::Revisit => "is marked",
            Saying::Answer => "is answered",
        };
        Flow::Act(
            Make::Changes(Change::edits(thing, &wanted)),
            format!(
                "{} {said}",
                name.map_or_else(|| thing.name(), |l| l.to_string())
            ),
        )
    }
}
