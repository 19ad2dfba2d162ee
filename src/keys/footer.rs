//! What the footer of the panes shows: a pane has the keys of its own things,
//! those that matter most first.

use super::{Action, BINDINGS, Chord, Context};

/// A key of the footer and its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key.
    pub chord: Chord,
    /// What it does.
    pub action: Action,
    /// The word for it.
    pub word: &'static str,
}

type Words = &'static [(Action, &'static str)];

const TIMELINE: Words = &[
    (Action::Note, "note"),
    (Action::TaskLine, "task"),
    (Action::Open, "open"),
    (Action::Amend, "amend"),
    (Action::Star, "star"),
    (Action::Strike, "strike"),
];
const WORKSTREAMS: Words = &[
    (Action::Note, "note"),
    (Action::TaskLine, "task"),
    (Action::Open, "only this"),
    (Action::Detail, "detail"),
    (Action::Edit, "edit"),
    (Action::Owner, "lead"),
];
const TASKS: Words = &[
    (Action::Note, "note"),
    (Action::TaskLine, "task"),
    (Action::Open, "open"),
    (Action::State, "state"),
    (Action::Owner, "owner"),
    (Action::Priority, "prio"),
    (Action::Amend, "amend"),
    (Action::Edit, "edit"),
    (Action::Strike, "drop"),
];
const ARTIFACTS: Words = &[
    (Action::Note, "note"),
    (Action::TaskLine, "task"),
    (Action::Open, "open"),
    (Action::Edit, "edit"),
    (Action::Copy, "copy"),
    (Action::Strike, "withdraw"),
];
const EVERYWHERE: Words = &[
    (Action::Search, "search"),
    (Action::Undo, "undo"),
    (Action::Filter, "filter"),
    (Action::Palette, "commands"),
    (Action::New, "new"),
    (Action::Phase, "phase"),
    (Action::DecisionLine, "decision"),
    (Action::EditIncident, "incident"),
    (Action::Review, "review"),
    (Action::Export, "export"),
    (Action::Incidents, "switch"),
    (Action::Zoom, "zoom"),
    (Action::Clock, "clock"),
    (Action::Quit, "quit"),
];
const PAST: Words = &[(Action::AsOf, "the present")];
const HELP: Words = &[(Action::Help, "help")];

/// The keys of the nth pane, the most important first. The last is the way to
/// every other key: it is to be shown however little room there is. In the
/// past the first is the way back, and those that do nothing there are none.
pub fn of_pane(pane: usize, past: bool) -> impl DoubleEndedIterator<Item = Hint> {
    let own = match pane {
        0 => TIMELINE,
        1 => WORKSTREAMS,
        2 => TASKS,
        _artifacts => ARTIFACTS,
    };
    let back = PAST.iter().filter(move |_| past);
    let all = back.chain(own).chain(EVERYWHERE).chain(HELP);
    let all = all.filter(move |(action, _)| !(past && action.is_for_the_present()));
    all.filter_map(|(action, word)| {
        let bound = |b: &&super::Binding| b.context == Context::Panes && b.action == *action;
        let chord = *BINDINGS.iter().find(bound)?.chords.first()?;
        Some(Hint {
            chord,
            action: *action,
            word,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hint_is_a_key_and_help_is_the_last() {
        for (pane, own) in [TIMELINE, WORKSTREAMS, TASKS, ARTIFACTS].iter().enumerate() {
            let hints: Vec<Hint> = of_pane(pane, false).collect();
            assert_eq!(hints.len(), own.len() + EVERYWHERE.len() + 1);
            assert_eq!(hints.last().map(|h| h.action), Some(Action::Help));
            let past: Vec<Hint> = of_pane(pane, true).collect();
            assert_eq!(past[0].action, Action::AsOf);
            assert!(past.iter().all(|h| !h.action.is_for_the_present()));
            assert!(past.iter().any(|h| h.action == Action::Search));
        }
    }
}
