//! Questions of one letter.

use super::state::{Menu, Mode, Tone};
use super::{App, Effect};
use crate::domain::{EntryKind, Id, Kind, Known, Phase, Priority, TaskState, Thing};
use crate::keys::{Action, Chord, Context, Key, resolve};

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

/// Who can be picked as owner, each by one key: a letter of the handle where
/// one is free. Nobody is `-`.
#[must_use]
pub fn owners(known: &Known) -> Vec<(char, Option<Id>, String)> {
    let mut taken = vec!['-', '+'];
    let mut out = vec![('-', None, "nobody".to_owned())];
    for (thing, person) in known
        .people
        .iter()
        .filter_map(|t: &Thing| t.as_person().map(|p| (t, p)))
    {
        // Machines that were joined may each have brought the same person.
        let name = format!("@{}", person.handle);
        if out
            .iter()
            .any(|(.., n): &(_, _, String)| n.eq_ignore_ascii_case(&name))
        {
            continue;
        }
        let own = person.handle.chars().map(|c| c.to_ascii_lowercase());
        let mut keys = own
            .filter(char::is_ascii_alphanumeric)
            .chain('a'..='z')
            .chain('0'..='9')
            .chain('A'..='Z');
        let Some(key) = keys.find(|c| !taken.contains(c)) else {
            break;
        };
        taken.push(key);
        out.push((key, Some(thing.id), name));
    }
    out.push(('+', None, "new person".to_owned()));
    out
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
        let found = chord.typed().and_then(|typed| {
            let mut all = owners(self.known()).into_iter();
            all.find(|(key, ..)| *key == typed)
        });
        match found {
            Some(('+', ..)) => self.new_thing(Kind::Person),
            Some((_, owner, _)) => self.set_owner(owner),
            None if chord.key == Key::Esc => Vec::new(),
            None => {
                self.say(
                    Tone::Plain,
                    format!("{chord} is nobody's letter; nothing was altered"),
                );
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing;
    use std::collections::HashSet;

    #[test]
    fn everybody_has_a_key_of_their_own() {
        let people = ["maya", "max", "mm", "jon", "Jon"].map(testing::person);
        let known = Known {
            people: people.to_vec(),
            ..Known::default()
        };
        let keys: Vec<char> = owners(&known).iter().map(|(key, ..)| *key).collect();
        assert_eq!(keys, ['-', 'm', 'a', 'b', 'j', '+']);
        let many = (0..300).map(|n| testing::person(&format!("p{n}")));
        let known = Known {
            people: many.collect(),
            ..Known::default()
        };
        let keys: Vec<char> = owners(&known).iter().map(|(key, ..)| *key).collect();
        let unique: HashSet<_> = keys.iter().collect();
        assert_eq!(keys.len(), unique.len());
    }
}
