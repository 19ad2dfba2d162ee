//! Which of several offered indicators are kept as artifacts.

use super::Flow;
use super::select::Select;
use crate::app::{Cx, Effect, Make, Msg, Offered};
use crate::keys::{Action, Chord, Context, resolve};

/// The choice; everything is marked at first.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What is offered, and whether it is to be kept.
    pub found: Vec<(Offered, bool)>,
    /// What keeps them from being recorded.
    pub problem: Option<String>,
    select: Select,
}

impl Offer {
    /// A choice among these.
    #[must_use]
    pub fn new(found: &[Offered]) -> Self {
        Self {
            found: found.iter().map(|o| (o.clone(), true)).collect(),
            problem: None,
            select: Select::default(),
        }
    }

    /// The selected one.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.select.at
    }

    /// How many are to be kept.
    #[must_use]
    pub fn marked(&self) -> usize {
        self.found.iter().filter(|(_, keep)| *keep).count()
    }

    /// Whether this one was to be chosen here, kept or not.
    #[must_use]
    pub fn held(&self, offered: &Offered) -> bool {
        self.found.iter().any(|(found, _)| found == offered)
    }

    /// What has to be loaded for it, when it opens and when the file changed.
    #[must_use]
    pub const fn needs(&self, _cx: &Cx) -> Vec<Effect> {
        Vec::new()
    }

    /// One message.
    pub fn update(&mut self, msg: &Msg, cx: &Cx) -> Flow {
        match msg {
            Msg::Appended(_, Err(trouble)) => self.problem = Some(trouble.0.clone()),
            Msg::Key(chord) => return self.key(*chord, cx),
            Msg::Mouse(_) => {
                let twice = self.select.mouse(msg, self.found.len(), cx);
                if twice {
                    self.mark(self.select.at);
                }
            }
            _other => {}
        }
        Flow::Stay
    }

    fn key(&mut self, chord: Chord, cx: &Cx) -> Flow {
        self.problem = None;
        match resolve(Context::Offer, chord) {
            Some(Action::Keep) => return self.keep(cx),
            Some(Action::Mark) => self.mark(self.select.at),
            Some(Action::MarkNth) => {
                let nth = chord.typed().and_then(|c| c.to_digit(10)).unwrap_or(0);
                let place = usize::try_from(nth).unwrap_or(0).checked_sub(1);
                if let Some(place) = place.filter(|i| *i < self.found.len()) {
                    self.select.at = place;
                    self.mark(place);
                }
            }
            Some(Action::Back) => return Flow::Close,
            Some(action) => {
                self.select.act(action, self.found.len(), cx);
            }
            None => {}
        }
        Flow::Stay
    }

    fn mark(&mut self, place: usize) {
        if let Some((_, keep)) = self.found.get_mut(place) {
            *keep = !*keep;
        }
    }

    fn keep(&mut self, cx: &Cx) -> Flow {
        let kept = self.found.iter().filter(|(_, keep)| *keep);
        let incident = cx.incident.map(|t| t.id);
        let changes: Vec<_> = kept.map(|(found, _)| found.artifact(incident)).collect();
        if changes.is_empty() {
            self.problem = Some("nothing is marked: mark one, or Esc".to_owned());
            return Flow::Stay;
        }
        Flow::Record(Make::Changes(changes))
    }
}
