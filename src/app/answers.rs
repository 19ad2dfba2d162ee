//! What the store answered to something that was to be recorded.

use super::effect::Ticket;
use super::msg::{Done, Trouble};
use super::overlay::{Overlay, history};
use super::state::{Awaited, Mode, Tone};
use super::{App, Effect, Job, Msg, Pane};
use crate::capture::Indicator;
use crate::domain::{Body, Event, Id, Key, Known, Thing};

impl App {
    /// Something is on disk, or it is not.
    pub(super) fn appended(
        &mut self,
        ticket: Ticket,
        result: Result<Done, Trouble>,
    ) -> Vec<Effect> {
        let at = self.awaited.iter().position(|(t, _)| *t == ticket);
        let awaited = at.map(|at| self.awaited.remove(at).1);
        let done = match result {
            Ok(done) => done,
            Err(trouble) => {
                self.say(Tone::Bad, trouble.0.clone());
                if matches!(awaited, Some(Awaited::Overlay)) {
                    let refused = Msg::Appended(ticket, Err(trouble));
                    return self.hand_to_overlay(&refused).unwrap_or_default();
                }
                return Vec::new();
            }
        };
        if !done.events.is_empty() {
            self.undo.push(done.batch);
            self.redo.clear();
        }
        let made: Vec<Thing> = done
            .events
            .iter()
            .filter_map(|e| Thing::fold(None, e))
            .collect();
        let mut effects = Vec::new();
        match awaited {
            Some(Awaited::Line { line, indicators }) => {
                effects.extend(self.line_recorded(&line, indicators, &made));
            }
            Some(Awaited::Change(said)) if made.is_empty() => self.say(Tone::Good, said),
            Some(Awaited::Change(said)) => self.tell_made(&made, &said),
            Some(Awaited::Overlay) => {
                let incident = made.iter().any(|t| matches!(t.body, Body::Incident(_)));
                let overlay = self.overlays.pop();
                if incident {
                    self.overlays.clear();
                }
                self.tell_handed_in(overlay.as_ref(), &made, &done.events);
            }
            None => {}
        }
        effects.extend(self.refresh());
        effects.extend(self.show_made(&made));
        effects
    }

    /// The line is on disk: it is told, its indicators are offered, it goes.
    fn line_recorded(
        &mut self,
        line: &str,
        indicators: Vec<Indicator>,
        made: &[Thing],
    ) -> Vec<Effect> {
        match self.capture.amends.clone() {
            Some(thing) => {
                self.say(Tone::Good, format!("{} amended", thing.name()));
                self.offer(indicators, Some(&thing));
                // The amendment was begun in the panes.
                self.mode = Mode::Panes;
            }
            None => {
                self.tell_made(made, "recorded");
                let source = made.iter().rev().find(|t| t.label().is_some());
                self.offer(indicators, source);
            }
        }
        self.capture.recorded(line);
        self.read_line()
    }

    /// What was made, and what a form altered.
    fn tell_handed_in(&mut self, overlay: Option<&Overlay>, made: &[Thing], events: &[Event]) {
        let altered = history::brief(events, &self.known_with(made), self.settings.ascii);
        let edited = match overlay {
            Some(Overlay::Form(form)) if !altered.is_empty() => form.editing(),
            Some(_) | None => None,
        };
        match edited {
            Some(thing) if made.is_empty() => {
                self.say(Tone::Good, format!("{}: {altered}", thing.name()));
            }
            Some(thing) => {
                let said = format!("{}: {altered}; recorded", thing.name());
                self.tell_made(made, &said);
            }
            None => self.tell_made(made, "recorded"),
        }
    }

    /// The names, with those that were just made and are not loaded yet.
    fn known_with(&self, made: &[Thing]) -> Known {
        let mut known = self.known().clone();
        for thing in made {
            match &thing.body {
                Body::Person(_) => known.people.push(thing.clone()),
                Body::Workstream(_) => known.workstreams.push(thing.clone()),
                Body::Incident(_)
                | Body::Entry(_)
                | Body::Task(_)
                | Body::Artifact(_)
                | Body::Role(_) => {}
            }
        }
        known
    }

    fn tell_made(&mut self, made: &[Thing], said: &str) {
        let known = self.known_with(made);
        let names: Vec<String> = made
            .iter()
            .map(|t| match &t.body {
                Body::Role(b) => {
                    let who = known.handle(b.person).unwrap_or("?");
                    format!("@{who} as {}", b.role.word())
                }
                Body::Incident(_) => t.name(),
                Body::Person(_) | Body::Workstream(_) => format!("new {}", t.name()),
                Body::Entry(_) | Body::Task(_) | Body::Artifact(_) => {
                    super::capturing::named(t, self.known())
                }
            })
            .collect();
        let text = match names.len() {
            0 => said.to_owned(),
            1..=4 => format!("{said} {}", names.join(", ")),
            n => format!("{said} {} … {} ({n} in all)", names[0], names[n - 1]),
        };
        self.say(Tone::Good, text);
    }

    /// Selects what was just made: the scribe sees it where it belongs.
    fn show_made(&mut self, made: &[Thing]) -> Vec<Effect> {
        let mut effects = Vec::new();
        for pane in [Pane::Timeline, Pane::Tasks, Pane::Artifacts] {
            let last = made.iter().rev().find(|t| match (pane, &t.body) {
                (Pane::Timeline, Body::Entry(_))
                | (Pane::Tasks, Body::Task(_))
                | (Pane::Artifacts, Body::Artifact(_)) => true,
                (Pane::Timeline | Pane::Workstreams | Pane::Tasks | Pane::Artifacts, _) => false,
            });
            let Some(thing) = last else { continue };
            if self.shows(thing) {
                effects.extend(self.around(pane, thing.id, Key::of(thing)));
            } else if let Some(notice) = &mut self.notice {
                notice
                    .text
                    .push_str(" (left out by the filter; Esc shows all)");
            }
        }
        effects
    }

    /// Takes the last act back, or does the last that was taken back again.
    pub(super) fn undo_last(&mut self, redo: bool) -> Vec<Effect> {
        let stack = if redo { &self.redo } else { &self.undo };
        match stack.last() {
            Some(batch) => vec![Effect::Undo {
                batch: *batch,
                redo,
            }],
            None => {
                let text = if redo {
                    "nothing was taken back that could be done again"
                } else {
                    "nothing was done in this session that could be taken back"
                };
                self.say(Tone::Plain, text.to_owned());
                Vec::new()
            }
        }
    }

    /// An act was taken back, or could not be.
    pub(super) fn undone(
        &mut self,
        batch: Id,
        redo: bool,
        result: Result<Done, Trouble>,
    ) -> Vec<Effect> {
        let (from, to) = if redo {
            (&mut self.redo, &mut self.undo)
        } else {
            (&mut self.undo, &mut self.redo)
        };
        // What cannot be taken back would otherwise stand in the way of all
        // that was done before it.
        from.retain(|b| *b != batch);
        match result {
            Ok(done) => {
                to.push(done.batch);
                let n = done.events.len();
                let what = if n == 1 {
                    "1 change".into()
                } else {
                    format!("{n} changes")
                };
                let text = if redo {
                    format!("done again: {what}; u takes it back")
                } else {
                    format!("taken back: {what}; ^R does it again")
                };
                self.say(Tone::Good, text);
            }
            Err(trouble) => self.say(Tone::Bad, trouble.0),
        }
        self.refresh()
    }

    /// A slow job has ended.
    pub(super) fn finished(&mut self, job: &Job, result: Result<String, Trouble>) -> Vec<Effect> {
        if self
            .job
            .as_ref()
            .is_some_and(|(running, ..)| running == job)
        {
            self.job = None;
        }
        match result {
            Ok(text) => self.say(Tone::Good, text),
            Err(trouble) => self.say(Tone::Bad, trouble.0),
        }
        Vec::new()
    }

    /// A draft of an earlier run is put on the line, unless something is typed.
    pub(super) fn adopt(&mut self, draft: &str) -> Vec<Effect> {
        if self.capture.input.is_empty() && !draft.trim().is_empty() {
            self.capture.input.set(draft);
            self.say(
                Tone::Plain,
                "the line below was typed before and never recorded: n goes on with it".to_owned(),
            );
            return self.read_line();
        }
        Vec::new()
    }

    /// Lays an overlay over what is there.
    pub(super) fn open(&mut self, overlay: Overlay) -> Vec<Effect> {
        let needs = overlay.needs(&self.cx());
        self.overlays.push(overlay);
        needs
    }

    pub(super) fn say_no_incident(&mut self) -> Vec<Effect> {
        self.say(
            Tone::Plain,
            "there is no incident yet: I opens one".to_owned(),
        );
        Vec::new()
    }

    pub(super) fn nothing_selected(&mut self) -> Vec<Effect> {
        self.say(Tone::Plain, "nothing is selected here".to_owned());
        Vec::new()
    }
}
