//! What the store answered to something that was to be recorded.

use super::effect::Ticket;
use super::msg::{Done, Trouble};
use super::overlay::{Overlay, history};
use super::state::{Awaited, Mode, Tone};
use super::{App, Effect, Job, Msg, Pane};
use crate::domain::indicator::Indicator;
use crate::domain::{Body, Change, Edit, Event, Id, IncidentEdit, Key, Known, Thing};

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
                return self.refused(ticket, awaited, trouble);
            }
        };
        if !done.events.is_empty() {
            self.undo.push(done.batch);
            self.redo.clear();
        }
        let created = done.events.iter().filter_map(|e| Thing::fold(None, e));
        let made: Vec<Thing> = created.collect();
        let what = match &awaited {
            Some(Awaited::Change(said)) if made.is_empty() => said.clone(),
            Some(Awaited::Line {
                amends: Some(thing),
                ..
            }) => format!("the amendment of {}", thing.name()),
            _other => self.names_in(&done.events),
        };
        let mut effects = Vec::new();
        match awaited {
            Some(Awaited::Line {
                line,
                amends,
                indicators,
            }) => effects.extend(match amends {
                Some(thing) => self.line_amended(&line, indicators, &thing),
                None => {
                    let mut told = self.line_recorded(&line, indicators, &made);
                    if self.capture.lent.is_some() {
                        told.extend(self.end_lent());
                    } else if !self.capture.input.is_empty() && self.mode == Mode::Capture {
                        self.answer_was_seen();
                    }
                    self.tell_passage(&done.events);
                    told
                }
            }),
            Some(Awaited::Change(said)) if made.is_empty() => self.say(Tone::Good, said),
            Some(Awaited::Change(said)) => self.tell_made(&made, &said),
            Some(Awaited::Page(said)) => self.tell_page(&said, &made),
            Some(Awaited::Overlay) => self.overlay_recorded(&made, &done.events),
            None => {}
        }
        self.acts.insert(done.batch, (what, self.now));
        effects.extend(self.refresh());
        effects.extend(self.show_made(&made));
        effects
    }

    /// What the overlay on top asked for is on disk: it closes.
    fn overlay_recorded(&mut self, made: &[Thing], events: &[Event]) {
        let incident = made.iter().any(|t| matches!(t.body, Body::Incident(_)));
        let overlay = self.overlays.pop();
        if incident {
            self.overlays.clear();
        }
        if let Some(Overlay::Offer(choice)) = &overlay {
            self.offer.retain(|o| !choice.held(o));
        }
        self.tell_handed_in(overlay.as_ref(), made, events);
        if let Some(Overlay::Sitrep(report)) = overlay {
            // What was edited for others is not lost by what was sent to some.
            self.put_by(Overlay::Sitrep(report.sent()));
        }
    }

    /// The line is on disk: it is told, its indicators are offered, it goes.
    fn line_recorded(
        &mut self,
        line: &str,
        indicators: Vec<Indicator>,
        made: &[Thing],
    ) -> Vec<Effect> {
        self.tell_made(made, "recorded");
        let source = made.iter().rev().find(|t| t.label().is_some());
        self.offer(indicators, source);
        self.capture.recorded(line);
        self.read_line()
    }

    /// Adds where a milestone moved the incident to what was told.
    fn tell_passage(&mut self, events: &[Event]) {
        let passed = events.iter().find_map(|e| match &e.change {
            Change::Edit {
                edit: Edit::Incident(IncidentEdit::Phase(swap)),
                ..
            } => Some((swap.was, swap.now)),
            Change::Edit { .. } | Change::Create { .. } | Change::Withdraw { .. } => None,
        });
        if let (Some((was, now)), Some(notice)) = (passed, &mut self.notice) {
            let arrow = if self.settings.ascii { "->" } else { "→" };
            notice
                .text
                .push_str(&format!("; phase {was} {arrow} {now}"));
        }
    }

    /// The same, of a line that amends a thing.
    fn line_amended(
        &mut self,
        line: &str,
        indicators: Vec<Indicator>,
        thing: &Thing,
    ) -> Vec<Effect> {
        self.say(Tone::Good, format!("{} amended", thing.name()));
        self.offer(indicators, Some(thing));
        if self.capture.amended(thing.id, line) && self.mode == Mode::Capture {
            // The amendment was begun in the panes.
            self.mode = Mode::Panes;
        }
        self.read_line()
    }

    /// Nothing was recorded: it is told, and whoever asked keeps what was typed.
    fn refused(
        &mut self,
        ticket: Ticket,
        awaited: Option<Awaited>,
        trouble: Trouble,
    ) -> Vec<Effect> {
        let mut said = trouble.0.clone();
        if let Some(Awaited::Line { amends, .. }) = &awaited
            && self.capture.refused()
            && let Some(thing) = amends
        {
            let name = thing.name();
            said.push_str(&format!("; a on {name} goes on with its amendment"));
        }
        self.say(Tone::Bad, said);
        let mut effects = match awaited {
            Some(Awaited::Overlay | Awaited::Page(_)) => {
                let refused = Msg::Appended(ticket, Err(trouble));
                let mut effects = self.hand_to_overlay(&refused).unwrap_or_default();
                // Somebody may have taken the name: its field says so then.
                effects.extend(Self::first_questions());
                effects
            }
            Some(Awaited::Line { .. }) => self.read_line(),
            Some(Awaited::Change(_)) | None => Vec::new(),
        };
        // Somebody may have written what this would have written over.
        effects.extend(self.ask_what_stands());
        effects
    }

    /// What was made, and what a form altered.
    fn tell_handed_in(&mut self, overlay: Option<&Overlay>, made: &[Thing], events: &[Event]) {
        let own = match overlay {
            Some(Overlay::Writing(writing)) => Some(writing.told()),
            Some(Overlay::Evidence(choice)) => choice.told(),
            Some(Overlay::Form(form)) => form.told(),
            Some(_) | None => None,
        };
        if let Some(said) = own {
            return self.say(Tone::Good, said);
        }
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
            None => {
                let kept = matches!(overlay, Some(Overlay::Offer(_)));
                self.tell_made(made, if kept { "kept" } else { "recorded" });
            }
        }
    }

    /// What a screen that stays has done, and the labels that were made by it:
    /// `recorded T12`; nothing where its own rows say it.
    fn tell_page(&mut self, said: &str, made: &[Thing]) {
        let labels = made.iter().filter(|t| t.label().is_some());
        let labels: Vec<_> = labels.map(|t| called(t, self.known())).collect();
        if !said.is_empty() {
            let text = format!("{said} {}", brief(&labels));
            self.say(Tone::Good, text.trim_end().to_owned());
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
                | Body::Role(_)
                | Body::CheckIn(_)
                | Body::Handover(_)
                | Body::Duty(_)
                | Body::Snooze(_)
                | Body::Inject(_)
                | Body::Factor(_)
                | Body::Fix(_)
                | Body::Section(_)
                | Body::Review(_) => {}
            }
        }
        known
    }

    /// Says what was made: what has a label first, the names that came with it after.
    fn tell_made(&mut self, made: &[Thing], said: &str) {
        let (labelled, others): (Vec<&Thing>, Vec<&Thing>) =
            made.iter().partition(|t| t.label().is_some());
        let known = self.known_with(made);
        let names = |things: &[&Thing]| things.iter().map(|t| called(t, &known)).collect();
        let (labelled, others): (Vec<String>, Vec<String>) = (names(&labelled), names(&others));
        let text = match (labelled.is_empty(), others.is_empty()) {
            (true, true) => said.to_owned(),
            (false, true) => format!("{said} {}", brief(&labelled)),
            (true, false) => format!("{said} {}", brief(&others)),
            (false, false) => format!("{said} {}; {}", brief(&labelled), brief(&others)),
        };
        self.say(Tone::Good, text);
    }

    /// What changes are about, each thing by its name, once.
    pub(super) fn names_in(&self, events: &[Event]) -> String {
        let mut names: Vec<String> = Vec::new();
        for event in events {
            let name = match Thing::fold(None, event) {
                Some(made) => called(&made, self.known()),
                None => match self.held_thing(event.change.subject()) {
                    Some(thing) => thing.name(),
                    None => continue,
                },
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match (names.is_empty(), events.len()) {
            (false, _) => brief(&names),
            (true, 1) => "1 change".to_owned(),
            (true, n) => format!("{n} changes"),
        }
    }

    /// A thing that is held here, by its identity.
    fn held_thing(&self, id: Id) -> Option<&Thing> {
        let known = self.known();
        let rows = self.rows.iter().flat_map(|r| &r.window.rows);
        let mut all = rows
            .chain(&known.people)
            .chain(&known.workstreams)
            .chain(self.incident());
        all.find(|t| t.id == id)
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
            Ok(text) => {
                self.say(Tone::Good, text);
                if let Job::AsOf(moment) = job {
                    return self.go_back_to(*moment);
                }
            }
            Err(trouble) => self.say(Tone::Bad, trouble.0),
        }
        Vec::new()
    }

    pub(super) fn say_no_incident(&mut self) -> Vec<Effect> {
        self.say(
            Tone::Plain,
            "there is no incident yet: I opens one".to_owned(),
        );
        Vec::new()
    }

    /// What was asked for is not done in the past.
    pub(super) fn say_past(&mut self) -> Vec<Effect> {
        let text = "this is the past, and that is for the present: T comes back";
        self.say(Tone::Plain, text.to_owned());
        Vec::new()
    }

    pub(super) fn nothing_selected(&mut self) -> Vec<Effect> {
        self.say(Tone::Plain, "nothing is selected here".to_owned());
        Vec::new()
    }
}

/// A few names in full; of many, the first, the last and how many.
fn brief(names: &[String]) -> String {
    match names {
        [first, .., last] if names.len() > 4 => {
            format!("{first} … {last} ({} in all)", names.len())
        }
        few => few.join(", "),
    }
}

/// What people call a thing that was just made.
fn called(thing: &Thing, known: &Known) -> String {
    match &thing.body {
        Body::Role(held) => match known.handle(held.person) {
            Some(handle) => format!("@{handle} as {}", held.role),
            None => format!("the role {}", held.role),
        },
        Body::Incident(_)
        | Body::CheckIn(_)
        | Body::Handover(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_)
        | Body::Factor(_)
        | Body::Fix(_)
        | Body::Section(_)
        | Body::Review(_) => thing.name(),
        Body::Person(_) | Body::Workstream(_) => format!("new {}", thing.name()),
        Body::Entry(_) | Body::Task(_) | Body::Artifact(_) => super::capturing::named(thing, known),
    }
}
