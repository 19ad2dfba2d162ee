//! Full-text search as you type.

use super::detail::Detail;
use super::select::Select;
use super::{Flow, Overlay};
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, Found, Loaded, Msg, Of, Query};
use crate::domain::Kind;
use crate::keys::{Action, Chord, Context, resolve};

/// Full-text search as you type.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// What is sought.
    pub line: LineInput,
    /// All incidents are searched, not the current one only.
    pub everywhere: bool,
    /// The matches of the last answer, newest first.
    pub hits: Vec<Found>,
    /// Whether the matches are those of what is typed.
    pub settled: bool,
    select: Select,
}

impl Search {
    /// A search with nothing typed.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A search for these words.
    #[must_use]
    pub fn of(words: &str) -> Self {
        Self {
            line: LineInput::new(words),
            ..Self::default()
        }
    }

    /// The selected match.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// Whether there is anything to seek.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.line.text().trim().is_empty()
    }

    fn query(&self) -> Query {
        Query::Search {
            words: self.line.text().to_owned(),
            everywhere: self.everywhere,
        }
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        if self.is_empty() {
            return Vec::new();
        }
        vec![Effect::Load(self.query())]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Key(chord) => return self.key(*chord, cx),
            Msg::Paste(text) => {
                self.line.insert(text);
                return self.seek(cx);
            }
            Msg::Loaded(Loaded::Found {
                words,
                everywhere,
                hits,
            }) if words == self.line.text() && *everywhere == self.everywhere => {
                self.hits.clone_from(hits);
                self.settled = true;
                self.select.keep(self.hits.len());
            }
            // An answer that never comes must not look like one that is awaited.
            Msg::LoadFailed(query, _) if *query == self.query() => self.settled = true,
            Msg::Mouse(_) if self.select.mouse(msg, self.hits.len(), cx) => return self.go(),
            _other => {}
        }
        Flow::Stay
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        match resolve(Context::Search, chord) {
            Some(Action::Open) => return self.go(),
            Some(Action::Back) => return Flow::Close,
            Some(Action::Scope) => {
                self.everywhere = !self.everywhere;
                return self.seek(cx);
            }
            Some(action) if self.select.act(action, self.hits.len(), cx) => {}
            Some(_) | None => {
                let before = self.line.text().to_owned();
                if self.line.key(chord) && self.line.text() != before {
                    return self.seek(cx);
                }
            }
        }
        Flow::Stay
    }

    fn seek(&mut self, cx: &Cx) -> Flow {
        self.select.at = 0;
        self.settled = false;
        if self.is_empty() {
            self.hits.clear();
        }
        Flow::Do(self.needs(cx))
    }

    /// To where the match stands: in its pane, or its detail where no pane
    /// shows such things.
    fn go(&self) -> Flow {
        let Some(found) = self.hits.get(self.select.at) else {
            return Flow::Stay;
        };
        let thing = &found.hit.thing;
        match thing.body.kind() {
            Kind::Entry | Kind::Task | Kind::Artifact | Kind::Workstream => {
                Flow::Goto(Box::new(thing.clone()))
            }
            Kind::Incident
            | Kind::Person
            | Kind::Role
            | Kind::CheckIn
            | Kind::Handover
            | Kind::Duty
            | Kind::Snooze
            | Kind::Inject
            | Kind::Factor
            | Kind::Fix
            | Kind::Section
            | Kind::Review => Flow::Push(Overlay::Detail(Detail::new(Of::Id(thing.id)))),
        }
    }
}
