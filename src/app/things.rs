//! What is done to one thing in a keystroke or two: star, state, owner,
//! priority, strike, phase.

use super::effect::{Job, Make};
use super::overlay::{Closing, Confirm, Evidence, Form, Overlay};
use super::state::{Awaited, Mode, Tone};
use super::{App, Effect};
use crate::capture;
use crate::domain::{
    Artifact, ArtifactKind, Body, Change, Entry, EntryKind, Factor, Fix, FixKind, Id, Incident,
    Kind, Known, Person, Phase, Priority, Role, RoleHeld, Severity, Task, TaskState, Thing, When,
    Workstream, fresh_id, order, passage, visible_line,
};

impl App {
    /// Makes a thing's body into `wanted`; `done` is said when it is on disk.
    fn alter(&mut self, thing: &Thing, wanted: &Body, done: String) -> Vec<Effect> {
        let changes = Change::edits(thing, wanted);
        if changes.is_empty() {
            self.say(Tone::Plain, format!("{} is so already", thing.name()));
            return Vec::new();
        }
        let make = Make::Changes(changes);
        self.append(thing.incident, make, Awaited::Change(done))
    }

    pub(super) fn star(&mut self, on: Option<Thing>) -> Vec<Effect> {
        let Some((thing, entry)) = entry_of(on.as_ref()) else {
            self.say(Tone::Plain, "entries can be starred: 1 goes to them".into());
            return Vec::new();
        };
        let starred = !entry.starred;
        let word = if starred {
            "starred"
        } else {
            "no longer starred"
        };
        let wanted = Body::Entry(Entry {
            starred,
            ..entry.clone()
        });
        self.alter(thing, &wanted, format!("{} {word}", thing.name()))
    }

    /// Strikes an entry out, drops a task, takes an artifact back: after a question.
    pub(super) fn strike(&mut self, on: Option<Thing>) -> Vec<Effect> {
        let Some(thing) = on else {
            return self.nothing_selected();
        };
        let name = thing.name();
        if thing.as_entry().is_some_and(|e| e.struck) {
            let (_, moved) = passage::strike(&thing, false, self.known(), &[]);
            let done = format!("{name} stands again{}", gone_to(moved));
            let (incident, make) = (thing.incident, Make::Strike(Box::new(thing), false));
            return self.append(incident, make, Awaited::Change(done));
        }
        let Some((question, make, done)) = striking(&thing, self.known()) else {
            let text = format!("{name} has a status instead: e edits it");
            self.say(Tone::Plain, text);
            return Vec::new();
        };
        if matches!(&make, Make::Changes(changes) if changes.is_empty()) {
            self.say(Tone::Plain, format!("{name} is so already"));
            return Vec::new();
        }
        self.confirm(question, thing.incident, make, done)
    }

    /// Asks before something is recorded: nothing is on its way until then.
    fn confirm(
        &mut self,
        question: String,
        incident: Option<Id>,
        make: Make,
        done: String,
    ) -> Vec<Effect> {
        let effects = self.append(incident, make, Awaited::Change(done));
        self.held = self.awaited.pop().into_iter().collect();
        self.open(Overlay::Confirm(Confirm::new(question, effects)))
    }

    pub(super) fn amend(&mut self, on: Option<Thing>) -> Vec<Effect> {
        let Some(thing) = on else {
            return self.nothing_selected();
        };
        if !matches!(thing.body, Body::Entry(_) | Body::Task(_)) {
            return self.edit(Some(thing));
        }
        if thing.headline().contains(['\n', '\r', '\t']) {
            // One line cannot hold it: it is written in its field.
            let form = Form::new(thing.body.clone(), Some(Box::new(thing)), &self.cx());
            return self.open(Overlay::Form(form.going_to("text")));
        }
        let line = capture::line_of(&thing, self.known());
        let name = thing.name();
        let goes_on = self.capture.amend(thing, line);
        self.overlays.clear();
        self.notice = None;
        if goes_on {
            let text = format!("this is the amendment of {name} as you left it");
            self.say(Tone::Plain, text);
        }
        self.mode = Mode::Capture;
        self.read_line()
    }

    pub(super) fn edit(&mut self, on: Option<Thing>) -> Vec<Effect> {
        match on {
            Some(thing) => self.open(Overlay::edits(thing, &self.cx())),
            None => self.nothing_selected(),
        }
    }

    /// The task that was asked about, with one field altered.
    fn alter_task(&mut self, done: &str, with: impl FnOnce(&mut Task)) -> Vec<Effect> {
        let Some(thing) = self.subject.take() else {
            return Vec::new();
        };
        let Body::Task(task) = &thing.body else {
            return Vec::new();
        };
        let mut wanted = task.clone();
        with(&mut wanted);
        let done = format!("{} {done}", thing.name());
        self.alter(&thing, &Body::Task(wanted), done)
    }

    pub(super) fn set_state(&mut self, state: TaskState) -> Vec<Effect> {
        self.alter_task(&format!("is {state}"), |task| task.state = state)
    }

    pub(super) fn set_priority(&mut self, priority: Option<Priority>) -> Vec<Effect> {
        let word = priority.map_or("has no priority", Priority::word);
        self.alter_task(word, |task| task.priority = priority)
    }

    /// Records the passage into a phase: a milestone, and the incident's own phase.
    pub(super) fn pass(&mut self, phase: Phase) -> Vec<Effect> {
        let Some((thing, incident)) = self
            .incident()
            .and_then(|t| t.as_incident().map(|i| (t.clone(), i.clone())))
        else {
            return self.say_no_incident();
        };
        if phase == Phase::Closed {
            return self.open(Overlay::Closing(Closing::new()));
        }
        if incident.phase == phase {
            self.say(Tone::Plain, format!("the incident is {phase} already"));
            return Vec::new();
        }
        let when = When::now(self.now);
        let odd = order::remark(&self.known().milestones, phase, &when);
        let odd = odd.map(|odd| format!("; {odd}")).unwrap_or_default();
        let milestone = Entry {
            phase: Some(phase),
            ..Entry::new(EntryKind::Milestone, when, phase.word())
        };
        let mut changes = vec![Change::create(
            fresh_id(),
            Some(thing.id),
            Body::Entry(milestone),
        )];
        let before = incident.phase;
        let wanted = Body::Incident(Incident { phase, ..incident });
        changes.extend(Change::edits(&thing, &wanted));
        let done = format!("the incident is {phase}, was {before}{odd}");
        let between = Phase::ALL.iter().filter(|p| before < **p && **p < phase);
        let over: Vec<&str> = between.map(|p| p.word()).collect();
        let question = if phase < before {
            format!("Go back from {before} to {phase}? Both stay in the record.")
        } else if !over.is_empty() {
            let over = over.join(", ");
            format!("Pass from {before} straight to {phase}, over {over}?")
        } else {
            let done = Awaited::Change(done);
            return self.append(Some(thing.id), Make::Changes(changes), done);
        };
        self.confirm(question, Some(thing.id), Make::Changes(changes), done)
    }

    /// Opens an empty form for a kind of thing.
    pub(super) fn new_thing(&mut self, kind: Kind) -> Vec<Effect> {
        if kind != Kind::Incident && kind != Kind::Person && self.incident().is_none() {
            return self.say_no_incident();
        }
        let lens = self.filters.lens;
        let body = match kind {
            Kind::Incident => Body::Incident(Incident::new("", "", Severity::DEFAULT)),
            Kind::Entry => Body::Entry(Entry {
                workstream: lens,
                ..Entry::new(EntryKind::Note, When::now(self.now), "")
            }),
            Kind::Workstream => Body::Workstream(Workstream::new("")),
            Kind::Task => Body::Task(Task {
                workstream: lens,
                ..Task::new("")
            }),
            Kind::Artifact => Body::Artifact(Artifact {
                workstream: lens,
                ..Artifact::new(ArtifactKind::Indicator, "")
            }),
            Kind::Person => Body::Person(Person::new("")),
            Kind::Role => Body::Role(RoleHeld {
                person: Id::nil(),
                role: Role::Ic,
                workstream: None,
                from: self.now,
                until: None,
            }),
            Kind::Factor => Body::Factor(Factor::new("")),
            Kind::Fix => Body::Fix(Fix::new("", FixKind::Durable)),
            // These have screens of their own.
            Kind::CheckIn
            | Kind::Handover
            | Kind::Duty
            | Kind::Snooze
            | Kind::Inject
            | Kind::Section
            | Kind::Review => {
                return Vec::new();
            }
        };
        let form = Form::new(body, None, &self.cx());
        self.open(Overlay::Form(form))
    }

    /// Asks which factor something bears out.
    pub(super) fn bear_out(&mut self, on: Option<Thing>) -> Vec<Effect> {
        let Some(thing) = on else {
            return self.nothing_selected();
        };
        let name = thing.name();
        match Evidence::new(thing) {
            Some(choice) => self.open(Overlay::Evidence(choice)),
            None => {
                let text = format!("{name} bears no factor out: entries, tasks and artifacts do");
                self.say(Tone::Plain, text);
                Vec::new()
            }
        }
    }

    pub(super) fn copy(&mut self, on: Option<Thing>) -> Vec<Effect> {
        let Some(thing) = on else {
            return self.nothing_selected();
        };
        self.say(Tone::Good, format!("copied {}", thing.name()));
        // What lies on the clipboard is pasted into shells.
        let text = visible_line(thing.headline());
        vec![Effect::Copy(format!("{} {text}", thing.name()))]
    }

    /// Begins a slow job, one at a time.
    pub(super) fn start(&mut self, job: Job) -> Vec<Effect> {
        if self.job.is_some() {
            self.say(
                Tone::Plain,
                "one thing at a time: Esc stops the other".into(),
            );
            return Vec::new();
        }
        if self.as_of.is_some() && !matches!(job, Job::AsOf(_)) {
            return self.say_past();
        }
        self.job = Some((job.clone(), 0, 0));
        vec![Effect::Start(job)]
    }
}

/// What is asked before a thing goes, what takes it away, and what is said
/// then; none for what has a status instead.
fn striking(thing: &Thing, known: &Known) -> Option<(String, Make, String)> {
    let name = thing.name();
    Some(match &thing.body {
        Body::Entry(_) => {
            let (_, moved) = passage::strike(thing, true, known, &[]);
            let goes = moved.map_or_else(String::new, |(was, now)| {
                format!(" The incident goes from {was} to {now}.")
            });
            (
                format!("Strike {name} out? It stays on the timeline, struck through.{goes}"),
                Make::Strike(Box::new(thing.clone()), true),
                format!("{name} struck out{}", gone_to(moved)),
            )
        }
        Body::Task(task) => {
            let wanted = Body::Task(Task {
                state: TaskState::Dropped,
                ..task.clone()
            });
            (
                format!("Drop {name}? It stays in the record as dropped."),
                Make::Changes(Change::edits(thing, &wanted)),
                format!("{name} dropped"),
            )
        }
        Body::Artifact(_) | Body::Factor(_) | Body::Fix(_) => (
            format!("Withdraw {name}? It is shown no more; u brings it back."),
            Make::Changes(vec![Change::Withdraw {
                id: thing.id,
                was: false,
                now: true,
            }]),
            format!("{name} withdrawn"),
        ),
        Body::Incident(_)
        | Body::Workstream(_)
        | Body::Person(_)
        | Body::Role(_)
        | Body::CheckIn(_)
        | Body::Handover(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_)
        | Body::Section(_)
        | Body::Review(_) => return None,
    })
}

/// The phase that striking a milestone, or not, left the incident in.
fn gone_to(moved: Option<(Phase, Phase)>) -> String {
    moved.map_or_else(String::new, |(was, now)| {
        format!("; the incident is {now}, was {was}")
    })
}

fn entry_of(thing: Option<&Thing>) -> Option<(&Thing, &Entry)> {
    thing.and_then(|t| t.as_entry().map(|entry| (t, entry)))
}
