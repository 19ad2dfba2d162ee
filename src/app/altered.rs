//! What somebody else altered while it is being altered here.

use super::App;
use super::overlay::Overlay;
use super::state::Tone;
use crate::domain::Thing;

impl App {
    /// Takes up what stands now of what is amended or edited here, once it is
    /// among the rows. Who goes on has been told what they write over; the
    /// store refuses what was written over unseen.
    pub(super) fn take_up_altered(&mut self) {
        let amended = self.capture.amends.as_deref();
        let edited = self.overlays.iter().find_map(|overlay| match overlay {
            Overlay::Form(form) => form.editing(),
            _without_fields => None,
        });
        let held: Vec<&Thing> = amended.into_iter().chain(edited).collect();
        let mut told = None;
        let mut fresh = Vec::new();
        for held in held {
            let Some(now) = self.newer(held) else {
                continue;
            };
            if now.headline() != held.headline() {
                let (name, author) = (now.name(), &now.changed.author);
                let text = now.headline();
                told = Some(format!(
                    "{name} was altered by {author} meanwhile; yours goes in the place of: {text}"
                ));
            }
            fresh.push(now.clone());
        }
        for now in fresh {
            self.goes_on_from(now);
        }
        if let Some(text) = told {
            self.say(Tone::Bad, text);
        }
    }

    /// A thing as the rows have it, where that is later than what is held.
    fn newer(&self, held: &Thing) -> Option<&Thing> {
        let mut rows = self.rows.iter().flat_map(|rows| &rows.window.rows);
        rows.find(|row| row.id == held.id && row.changed.hlc > held.changed.hlc)
    }

    fn goes_on_from(&mut self, now: Thing) {
        if let Some(held) = &mut self.capture.amends
            && held.id == now.id
        {
            **held = now.clone();
        }
        for overlay in &mut self.overlays {
            if let Overlay::Form(form) = overlay {
                form.goes_on_from(&now);
            }
        }
    }
}
