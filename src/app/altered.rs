//! What somebody else altered while it is being altered here.

use super::effect::Query;
use super::overlay::Overlay;
use super::state::Tone;
use super::{App, Effect};
use crate::domain::Thing;

impl App {
    /// Asks how what is amended or edited here stands by now, whether or not
    /// it is among the rows.
    pub(super) fn ask_what_stands(&self) -> Vec<Effect> {
        let amended = self.capture.amends.as_deref();
        let edited = self.overlays.iter().filter_map(|overlay| match overlay {
            Overlay::Form(form) => form.editing(),
            _without_fields => None,
        });
        let held = amended.into_iter().chain(edited);
        held.map(|t| Effect::Load(Query::Standing(t.id))).collect()
    }

    /// Takes up what stands now of what is amended or edited here. Who goes on
    /// has been told what they write over; the store refuses what was written
    /// over unseen.
    pub(super) fn take_up_altered(&mut self, now: &Thing) {
        let mut told = None;
        if let Some(held) = &mut self.capture.amends
            && now.is_later_than(held)
        {
            if now.headline() != held.headline() {
                told = Some(written_over(now, Some(now.headline())));
            }
            **held = now.clone();
        }
        let mut overlays = std::mem::take(&mut self.overlays);
        let top = overlays.len().saturating_sub(1);
        for (at, overlay) in overlays.iter_mut().enumerate() {
            if let Overlay::Form(form) = overlay {
                told = form.goes_on_from(now, &self.cx()).or(told);
                if at == top {
                    form.seen();
                }
            }
        }
        self.overlays = overlays;
        if let Some(text) = told {
            self.say(Tone::Bad, text);
        }
    }

    /// A form that was left goes on over the thing as it is now; who goes on is
    /// told what they write over.
    pub(super) fn over_what_stands(&mut self, mut left: Overlay, now: Option<&Thing>) -> Overlay {
        if let (Overlay::Form(form), Some(now)) = (&mut left, now)
            && let Some(told) = form.goes_on_from(now, &self.cx())
        {
            self.say(Tone::Bad, told);
        }
        left
    }
}

/// That a thing was altered, and what of it would be written over.
pub(super) fn written_over(now: &Thing, text: Option<&str>) -> String {
    let (name, author) = (now.name(), &now.changed.author);
    let over = text.map(|text| format!("; yours goes in the place of: {text}"));
    let over = over.unwrap_or_default();
    format!("{name} was altered by {author} meanwhile{over}")
}
