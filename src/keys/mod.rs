//! Keys, and the one table that says what each does. Dispatch, footer, help,
//! palette and `docs/KEYS.md` are all made from [`BINDINGS`].

mod action;
mod bindings;
mod context;
mod docs;
mod footer;
mod key;

pub use action::Action;
pub use bindings::{BINDINGS, Binding};
pub use context::Context;
pub use docs::page;
pub use footer::{Hint, of_pane};
pub use key::{Chord, Key};

/// What a chord does in a context: its own bindings first, then those of the
/// contexts it falls back to.
#[must_use]
pub fn resolve(context: Context, chord: Chord) -> Option<Action> {
    context
        .chain()
        .iter()
        .find_map(|context| {
            BINDINGS
                .iter()
                .find(|b| b.context == *context && b.chords.contains(&chord))
        })
        .map(|b| b.action)
}

/// The bindings of a context that its footer shows, in order.
pub fn footer(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS
        .iter()
        .filter(move |b| b.context == context && !b.footer.is_empty())
}

/// The bindings that can be run by name from the palette.
pub fn named() -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(|b| !b.name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_chord_means_two_things_in_one_place() {
        for context in Context::ALL {
            let mut seen = HashSet::new();
            for part in context.chain() {
                for binding in BINDINGS.iter().filter(|b| b.context == *part) {
                    for chord in binding.chords {
                        assert!(seen.insert(*chord), "{context:?}: {chord} twice");
                    }
                }
            }
        }
    }

    #[test]
    fn every_action_is_bound_once_a_context_and_says_what_it_does() {
        for action in Action::ALL {
            let found: Vec<_> = BINDINGS.iter().filter(|b| b.action == *action).collect();
            assert!(!found.is_empty(), "{action:?} has no key");
            for b in &found {
                assert!(!b.chords.is_empty() && !b.help.is_empty(), "{action:?}");
                let again = found.iter().filter(|o| o.context == b.context).count();
                assert_eq!(again, 1, "{action:?} is bound twice in {:?}", b.context);
            }
        }
    }

    #[test]
    fn nothing_lives_only_on_a_key_that_some_keyboards_lack() {
        for b in BINDINGS {
            let reachable = |c: &Chord| {
                let letter = !matches!(
                    c.key,
                    Key::F(_) | Key::Insert | Key::Char('[' | ']' | '{' | '}')
                );
                letter && !c.alt && (!c.ctrl || matches!(c.key, Key::Char(_)))
            };
            assert!(b.chords.iter().any(reachable), "{:?}", b.action);
        }
    }

    #[test]
    fn names_are_unique_and_only_q_quits() {
        let names: Vec<_> = named().map(|b| b.name).collect();
        let unique: HashSet<_> = names.iter().collect();
        assert_eq!(names.len(), unique.len());
        for context in Context::ALL {
            assert_ne!(
                resolve(*context, Chord::plain(Key::Esc)),
                Some(Action::Quit)
            );
            let quits = resolve(*context, Chord::char('q')) == Some(Action::Quit);
            assert_eq!(quits, *context == Context::Panes, "{context:?}");
        }
    }
}
