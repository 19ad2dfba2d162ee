//! The incident picker.

use super::form::Form;
use super::select::Select;
use super::{Flow, Overlay, fuzzy};
use crate::app::line::LineInput;
use crate::app::{Cx, Effect, IncidentRow, Loaded, Msg, Query};
use crate::domain::{Body, Incident, Severity};
use crate::keys::{Action, Chord, Context, resolve};

/// The incident picker.
#[derive(Clone, Debug, Default)]
pub struct Incidents {
    /// What narrows the list.
    pub line: LineInput,
    /// Whether letters narrow the list, or act.
    pub narrowing: bool,
    /// All incidents; none until they are here.
    pub rows: Option<Vec<IncidentRow>>,
    select: Select,
}

impl Incidents {
    /// The incident picker.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The selected line.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// The incidents that fit what is typed, best first.
    #[must_use]
    pub fn found(&self) -> Vec<&IncidentRow> {
        let rows = self.rows.as_deref().unwrap_or(&[]);
        let texts: Vec<_> = rows.iter().map(text).collect();
        let order = fuzzy::rank(self.line.text(), &texts);
        order.into_iter().map(|i| &rows[i]).collect()
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        vec![Effect::Load(Query::Incidents)]
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Loaded(Loaded::Incidents(rows)) => {
                let mut rows = rows.clone();
                rows.sort_by_key(|r| std::cmp::Reverse(r.last));
                if self.rows.is_none() {
                    self.select.at = rows.iter().position(|r| r.current).unwrap_or(0);
                }
                self.select.keep(rows.len());
                self.rows = Some(rows);
            }
            Msg::Key(chord) => return self.key(*chord, cx),
            Msg::Mouse(_) => {
                let len = self.found().len();
                if self.select.mouse(msg, len, cx) {
                    return self.switch();
                }
            }
            _other => {}
        }
        Flow::Stay
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        let len = self.found().len();
        let context = if self.narrowing {
            Context::Palette
        } else {
            Context::Incidents
        };
        match resolve(context, chord) {
            Some(Action::Open) => return self.switch(),
            Some(Action::NewIncident) => {
                let body = Body::Incident(Incident::new("", "", Severity::DEFAULT));
                return Flow::Replace(Overlay::Form(Form::new(body, None, cx)));
            }
            Some(Action::Search) => self.narrowing = true,
            Some(Action::Back) if self.narrowing || !self.line.is_empty() => {
                self.narrowing = false;
                self.line.take();
            }
            Some(Action::Back) => return Flow::Close,
            Some(action) if self.select.act(action, len, cx) => {}
            Some(_) | None => {
                if self.narrowing && self.line.key(chord) {
                    self.select.at = 0;
                }
            }
        }
        Flow::Stay
    }

    fn switch(&self) -> Flow {
        match self.found().get(self.select.at) {
            Some(row) if row.current => Flow::Close,
            Some(row) => Flow::CloseAnd(vec![Effect::Use(row.thing.id)]),
            None => Flow::Stay,
        }
    }
}

fn text(row: &IncidentRow) -> String {
    let Some(incident) = row.thing.as_incident() else {
        return String::new();
    };
    let code_name = incident.code_name.as_deref().unwrap_or("");
    let severity = incident.severity;
    let phase = incident.phase;
    format!(
        "{} {code_name} {} {severity} {phase}",
        incident.key, incident.title
    )
}
