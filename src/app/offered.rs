//! A role that is handed to whoever runs the cockpit: said once, when they
//! come in or when it is given.

use super::App;
use crate::domain::{Id, Situation};

impl App {
    /// What is said of a handover that waits for whoever runs this, unless it
    /// was said before.
    pub(super) fn offered(&mut self) -> Option<String> {
        let situation = self.situation.as_deref()?;
        let (id, said) = offer(situation, &self.settings.author)?;
        let before = self.offered.replace(id);
        (before != Some(id)).then_some(said)
    }
}

fn offer(situation: &Situation, author: &str) -> Option<(Id, String)> {
    let known = &situation.known;
    let me = known.person(author)?.id;
    let (thing, handover) = situation.unacknowledged().find(|(_, h)| h.to == me)?;
    let from = handover.from.and_then(|id| known.handle(id));
    let from = from.map_or_else(|| "somebody".to_owned(), |h| format!("@{h}"));
    let role = handover.role;
    Some((
        thing.id,
        format!("{from} hands you the role of {role}: H has the brief, and a there takes it"),
    ))
}
