//! Questions of one letter.

use super::overlay::Overlay;
use super::owners::{Given, given, gives};
use super::state::{Awaited, Menu, Mode, Tone};
use super::{App, Effect, Make};
use crate::domain::{EntryKind, Kind, Phase, Priority, TaskState};
use crate::keys::{Action, Chord, Context, resolve};

impl Menu {
    /// The keys it reads by; those of the owners depend on who there is.
    #[must_use]
    pub const fn context(self) -> Option<Context> {
        match self {
            Self::State => Some(Context::State),
            Self::Priority => Some(Context::Priority),
            Self::Phase => Some(Context::Phase),
            Self::Filter => Some(Context::Filter),
            Self::New => Some(Context::New),
            Self::Owner => None,
        }
    }

    /// What is asked.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Priority => "priority",
            Self::Phase => "phase, from now on (earlier: n, then `14:05 milestone: contained`)",
            Self::Filter => "show",
            Self::New => "new",
            Self::Owner => "owner",
        }
    }
}

impl App {
    /// The letter that was asked for.
    pub(super) fn answer(&mut self, menu: Menu, chord: Chord) -> Vec<Effect> {
        self.mode = Mode::Panes;
        let Some(context) = menu.context() else {
            return self.answer_owner(chord);
        };
        match resolve(context, chord) {
            Some(Action::Back) => Vec::new(),
            Some(action) => self.act(action, None),
            None => {
                let text = format!("{chord} is none of the letters; nothing was altered");
                self.say(Tone::Plain, text);
                Vec::new()
            }
        }
    }

    fn answer_owner(&mut self, chord: Chord) -> Vec<Effect> {
        let Some(thing) = self.subject.take() else {
            return Vec::new();
        };
        let name = thing.name();
        let give = |owner| gives(&thing, owner).unwrap_or_default();
        match given(chord, &self.cx(), &name, give) {
            Ok(Given::Left) => Vec::new(),
            Ok(Given::Form(form)) => self.open(Overlay::Form(form)),
            Ok(Given::To(changes, _)) if changes.is_empty() => {
                self.say(Tone::Plain, format!("{name} is so already"));
                Vec::new()
            }
            Ok(Given::To(changes, who)) => {
                let done = Awaited::Page(format!("{name} to {who}"));
                self.append(thing.incident, Make::Changes(changes), done)
            }
            Err(text) => {
                self.say(Tone::Plain, text);
                Vec::new()
            }
        }
    }

    /// What a letter of a menu does; none for what is no such letter.
    pub(super) fn act_on_answer(&mut self, action: Action) -> Option<Vec<Effect>> {
        Some(match action {
            Action::StateTodo => self.set_state(TaskState::Todo),
            Action::StateDoing => self.set_state(TaskState::Doing),
            Action::StateBlocked => self.set_state(TaskState::Blocked),
            Action::StateDone => self.set_state(TaskState::Done),
            Action::StateDropped => self.set_state(TaskState::Dropped),
            Action::Priority1 => self.set_priority(Some(Priority::P1)),
            Action::Priority2 => self.set_priority(Some(Priority::P2)),
            Action::Priority3 => self.set_priority(Some(Priority::P3)),
            Action::Priority4 => self.set_priority(Some(Priority::P4)),
            Action::PriorityNone => self.set_priority(None),
            Action::PhaseDetected => self.pass(Phase::Detected),
            Action::PhaseTriaged => self.pass(Phase::Triaged),
            Action::PhaseContained => self.pass(Phase::Contained),
            Action::PhaseEradicated => self.pass(Phase::Eradicated),
            Action::PhaseRecovered => self.pass(Phase::Recovered),
            Action::PhaseReviewing => self.pass(Phase::Reviewing),
            Action::PhaseClosed => self.pass(Phase::Closed),
            Action::NewIncident => self.new_thing(Kind::Incident),
            Action::NewEntry => self.new_thing(Kind::Entry),
            Action::NewTask => self.new_thing(Kind::Task),
            Action::NewArtifact => self.new_thing(Kind::Artifact),
            Action::NewWorkstream => self.new_thing(Kind::Workstream),
            Action::NewPerson => self.new_thing(Kind::Person),
            Action::NewRole => self.new_thing(Kind::Role),
            Action::NewFactor => self.new_thing(Kind::Factor),
            Action::NewFix => self.new_thing(Kind::Fix),
            filter => return self.act_on_filter(filter),
        })
    }

    fn act_on_filter(&mut self, action: Action) -> Option<Vec<Effect>> {
        Some(match action {
            Action::FilterAll => {
                self.filters = super::Filters {
                    lens: self.filters.lens,
                    ..super::Filters::default()
                };
                self.reload_panes()
            }
            Action::FilterStarred => {
                self.filters.starred = !self.filters.starred;
                self.reload_panes()
            }
            Action::FilterDone => {
                self.filters.closed = !self.filters.closed;
                self.reload_panes()
            }
            Action::FilterNote => self.filter_kind(EntryKind::Note),
            Action::FilterAction => self.filter_kind(EntryKind::Action),
            Action::FilterObservation => self.filter_kind(EntryKind::Observation),
            Action::FilterAttacker => self.filter_kind(EntryKind::Attacker),
            Action::FilterDecision => self.filter_kind(EntryKind::Decision),
            Action::FilterCommunication => self.filter_kind(EntryKind::Communication),
            Action::FilterQuestion => self.filter_kind(EntryKind::Question),
            Action::FilterLesson => self.filter_kind(EntryKind::Lesson),
            Action::FilterMilestone => self.filter_kind(EntryKind::Milestone),
            _other => return None,
        })
    }
}
