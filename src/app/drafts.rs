//! What is not recorded yet and outlives the cockpit: the line, amendments,
//! pasted lines under review, indicators that are offered, what was begun on a
//! screen.

use super::effect::Unsent;
use super::overlay::{Overlay, Paste};
use super::state::{Offered, Tone};
use super::{App, Effect};
use crate::capture;
use crate::domain::{Thing, indicator};

/// What tells whether the review or the offers have changed.
pub(super) type Mark = (Option<u64>, usize);

impl App {
    /// What is typed, pasted or offered and not known to be on disk.
    pub(super) fn unsent(&self) -> Unsent {
        let lines = self.review().into_iter().flat_map(|r| &r.lines);
        let offered = self.offer.iter();
        Unsent {
            pasted: lines.map(|line| (line.raw.clone(), line.skipped)).collect(),
            offered: offered
                .map(|o| (o.source.clone(), o.value.clone()))
                .collect(),
            begun: self.begun(),
            ..self.capture.unsent()
        }
    }

    /// The review of pasted lines, wherever it lies.
    fn review(&self) -> Option<&Paste> {
        let mut all = self.overlays.iter().chain(&self.aside).rev();
        all.find_map(|overlay| match overlay {
            Overlay::Paste(review) => Some(review),
            _other => None,
        })
    }

    /// Equal for as long as the draft needs not be written for the review or
    /// for what is offered.
    pub(super) fn draft_mark(&self) -> Mark {
        (self.review().map(|r| r.edits), self.offer.len())
    }

    /// What an earlier run left unrecorded.
    pub(super) fn adopt(
        &mut self,
        line: String,
        amendments: Vec<(Thing, String)>,
        pasted: &[(String, bool)],
        offered: Vec<(String, String)>,
    ) -> Vec<Effect> {
        let found = offered.into_iter().filter_map(|(source, value)| {
            let found = indicator::find(&value).into_iter().next()?;
            Some(Offered {
                kind: found.kind,
                value: found.value,
                source,
                workstream: None,
            })
        });
        self.offer.extend(found);
        let (said, mut effects) = self.adopt_typed(line, amendments);
        let (screens, opened) = self.take_up();
        let mut said: Vec<String> = said.into_iter().chain(screens).collect();
        if !self.elsewhere.is_empty() {
            let text = "something was begun in another incident and never recorded: i goes there";
            said.push(text.to_owned());
        }
        if !said.is_empty() {
            self.say(Tone::Plain, said.join("; "));
        }
        effects.extend(opened);
        if !pasted.is_empty() {
            let review = Paste::again(pasted, &self.cx());
            let text = "the lines below were pasted before and never recorded";
            self.say(Tone::Plain, text.to_owned());
            effects.extend(self.open(Overlay::Paste(review)));
        }
        effects
    }

    /// What an earlier run left unrecorded: a line is put where lines are
    /// typed, an amendment is gone on with where its thing is amended.
    fn adopt_typed(
        &mut self,
        line: String,
        amendments: Vec<(Thing, String)>,
    ) -> (Vec<String>, Vec<Effect>) {
        let mut said = Vec::new();
        if self.capture.input.is_empty() && !line.trim().is_empty() {
            self.capture.input.set(line);
            said.push(
                "the line below was typed before and never recorded: n goes on with it".into(),
            );
        }
        let mut last = None;
        for (thing, line) in amendments {
            // What reached the disk before the end is no draft.
            if capture::line_of(&thing, self.known()) == line {
                continue;
            }
            self.capture.keep_amendment(thing.id, line);
            let name = thing.name();
            said.push(format!(
                "an amendment of {name} was never recorded: a on {name} goes on with it"
            ));
            last = Some(thing);
        }
        let mut effects = self.read_line();
        // Selected, so that the key that is named does it.
        let here = self.incident().map(|t| t.id);
        let found = last.filter(|thing| thing.incident == here);
        effects.extend(found.into_iter().flat_map(|thing| self.go_to(thing)));
        (said, effects)
    }
}

#[cfg(test)]
mod tests {
    use crate::app::overlay::Overlay;
    use crate::app::testing::{entry, noon};
    use crate::app::tests::{appends, done, press, ready, send};
    use crate::app::{Effect, Msg, Unsent};

    fn last(effects: &[Effect]) -> Unsent {
        let mut drafts = effects.iter().rev().filter_map(|e| match e {
            Effect::SaveDraft(unsent) => Some(unsent.clone()),
            _ => None,
        });
        drafts.next().expect("a draft is kept")
    }

    #[test]
    fn pasted_lines_are_a_draft_until_they_are_recorded() {
        let mut app = ready();
        press(&mut app, "nhalf");
        let unsent = last(&send(&mut app, Msg::Paste("one\ntwo\nthree\n".into())));
        assert_eq!(unsent.line, "half");
        let pasted = |out: bool| [("one", out), ("two", false), ("three", false)];
        let owned = |lines: [(&str, bool); 3]| lines.map(|(line, out)| (line.to_owned(), out));
        assert_eq!(unsent.pasted, owned(pasted(false)));
        let unsent = last(&press(&mut app, "x"));
        assert_eq!(unsent.pasted, owned(pasted(true)));

        let mut next = ready();
        let draft = Msg::Draft {
            line: unsent.line,
            amendments: Vec::new(),
            pasted: unsent.pasted,
            offered: Vec::new(),
            begun: Vec::new(),
        };
        let effects = send(&mut next, draft);
        assert_eq!(last(&effects).pasted.len(), 3, "it is a draft still");
        let [Overlay::Paste(review)] = &next.overlays[..] else {
            panic!("{:?}", next.overlays)
        };
        assert_eq!(review.counts(), (2, 1, 0), "what was left out still is");
        let effects = press(&mut next, "\r");
        let (ticket, _) = appends(&effects)[0];
        let made = Msg::Appended(ticket, done(&entry(10, "one", noon())));
        let unsent = last(&send(&mut next, made));
        assert_eq!((unsent.line.as_str(), unsent.pasted.len()), ("half", 0));
    }

    #[test]
    fn what_is_offered_is_offered_again_after_a_restart() {
        let mut app = ready();
        let effects = press(&mut app, "nscanner at 203[.]0[.]113[.]9\r");
        let (ticket, _) = appends(&effects)[0];
        let made = entry(10, "scanner at 203[.]0[.]113[.]9", noon());
        let unsent = last(&send(&mut app, Msg::Appended(ticket, done(&made))));
        let offered = vec![("E10".to_owned(), "203.0.113.9".to_owned())];
        assert_eq!(unsent.offered, offered);

        let mut next = ready();
        let draft = Msg::Draft {
            line: String::new(),
            amendments: Vec::new(),
            pasted: Vec::new(),
            offered,
            begun: Vec::new(),
        };
        send(&mut next, draft);
        assert_eq!(next.offer[0].value, "203.0.113.9");
        let effects = press(&mut next, "\x1b");
        assert_eq!(last(&effects), Unsent::default(), "Esc dismisses it");
    }
}
