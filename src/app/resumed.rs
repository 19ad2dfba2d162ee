//! What was typed on a screen and left before it was recorded: it is kept, its
//! key goes on with it, and one of an earlier run takes no key until somebody
//! says so.

use super::overlay::Overlay;
use super::state::Tone;
use super::{App, Effect, Msg};
use crate::domain::Id;
use crate::keys::{Action, Context, resolve};

impl Overlay {
    /// Whether it is shown again and asks to be gone on with.
    #[must_use]
    pub const fn waits(&self) -> bool {
        match self {
            Self::Form(form) => form.waits,
            Self::Writing(writing) => writing.waits,
            _other => false,
        }
    }

    const fn set_waits(&mut self, waits: bool) {
        match self {
            Self::Form(form) => form.waits = waits,
            Self::Writing(writing) => writing.waits = waits,
            _other => {}
        }
    }

    /// Whether what was left of `self` is what the key that opens `new` goes on
    /// with.
    fn goes_on_in(&self, new: &Self) -> bool {
        match (self, new) {
            (Self::Form(left), Self::Form(new)) => left.is_same(new),
            (Self::Writing(left), Self::Writing(new)) => left.is_same(new),
            (Self::CheckInPage(left), Self::CheckInPage(new)) => left.of == new.of,
            _other => false,
        }
    }
}

impl App {
    /// Lays an overlay over what is there: the one that was left, where there
    /// is one.
    pub(super) fn open(&mut self, overlay: Overlay) -> Vec<Effect> {
        let left = self.taken_out(|left| left.goes_on_in(&overlay));
        let overlay = match (left, overlay) {
            (Some(left), Overlay::Form(new)) => {
                self.say(
                    Tone::Plain,
                    format!("{} is as you left it", left.begun_name()),
                );
                self.over_what_stands(left, new.editing())
            }
            (Some(left), _) => left,
            (None, overlay) => overlay,
        };
        let needs = overlay.needs(&self.cx());
        self.overlays.push(overlay);
        needs
    }

    /// Lays what an earlier run left over what is there: it asks first.
    pub(super) fn open_waiting(&mut self, mut overlay: Overlay) -> Vec<Effect> {
        overlay.set_waits(true);
        self.open(overlay)
    }

    /// Something is done to a screen that asks to be gone on with: whatever is
    /// no answer was not meant for it.
    pub(super) fn resume(&mut self, msg: &Msg) -> Vec<Effect> {
        let answer = match msg {
            Msg::Key(chord) => resolve(Context::Resume, *chord),
            _other => None,
        };
        match answer {
            Some(Action::Open) => {
                self.notice = None;
                if let Some(overlay) = self.overlays.last_mut() {
                    overlay.set_waits(false);
                }
            }
            Some(Action::Back) => {
                let left = self.overlays.pop();
                return left.map_or_else(Vec::new, |left| self.keep(left));
            }
            Some(_) | None => {}
        }
        Vec::new()
    }

    /// Closes a screen and keeps what was typed on it.
    pub(super) fn keep(&mut self, mut overlay: Overlay) -> Vec<Effect> {
        overlay.set_waits(false);
        let name = overlay.begun_name();
        let text = format!("{name} is kept: its key goes on with it");
        self.say(Tone::Plain, text);
        let here = self.incident().map(|t| t.id);
        self.put_by.push((here, overlay));
        Vec::new()
    }

    /// A screen is closed with something edited on it that was not sent: its
    /// key goes on with it.
    pub(super) fn put_by(&mut self, overlay: Overlay) {
        let worth = match &overlay {
            Overlay::Sitrep(report) => report.worth_keeping(),
            Overlay::Handover(handover) => handover.worth_keeping(),
            Overlay::CheckInPage(page) => page.begun().is_some(),
            _other => false,
        };
        if let (true, Some(incident)) = (worth, self.incident().map(|t| t.id)) {
            let text = format!("{} is kept as it was edited", overlay.begun_name());
            match &mut self.notice {
                Some(said) if said.fresh => said.text.push_str(&format!("; {text}")),
                Some(_) | None => self.say(Tone::Plain, text),
            }
            self.put_by.push((Some(incident), overlay));
        }
    }

    /// The screen of this incident that was put by, of the kind that is meant;
    /// none in the past, of which nothing that was put by is.
    pub(super) fn taken_out(&mut self, meant: impl Fn(&Overlay) -> bool) -> Option<Overlay> {
        if self.as_of.is_some() {
            return None;
        }
        let here: Option<Id> = self.incident().map(|t| t.id);
        let mut all = self.put_by.iter();
        let at = all.position(|(of, overlay)| (of.is_none() || *of == here) && meant(overlay))?;
        Some(self.put_by.remove(at).1)
    }
}
