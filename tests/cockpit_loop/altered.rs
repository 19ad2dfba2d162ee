//! An entry that two amend at once: the second is told what the first wrote
//! before anything is written over it.

use super::{Step, begun, by, entries, keys, play, store};
use std::path::Path;
use warroom::app::Msg;
use warroom::domain::{Body, Change};
use warroom::keys::Chord;

/// Somebody else amends the first entry.
fn amend(folder: &Path, text: &'static str) -> Step {
    let folder = folder.to_path_buf();
    Step::Do(Box::new(move || {
        let thing = entries(&folder).remove(0);
        let mut wanted = thing.body.clone();
        if let Body::Entry(entry) = &mut wanted {
            text.clone_into(&mut entry.text);
        }
        let changes = Change::edits(&thing, &wanted);
        let mut store = store(&folder);
        store
            .append(&by("priya"), thing.incident, |_| changes)
            .unwrap();
    }))
}

fn text(folder: &Path) -> String {
    entries(folder)[0].headline().to_owned()
}

#[test]
fn who_amends_what_was_amended_meanwhile_is_told_and_writes_over_it_knowingly() {
    let folder = begun();
    let mut steps = keys("ncut access\r\x1ba for the runner");
    steps.push(amend(folder.path(), "cut access and the bot"));
    steps.push(Step::Until("E1 was altered by priya meanwhile"));
    steps.push(Step::Until("in the place of: cut access and the bot"));
    steps.extend(keys("\r"));
    steps.push(Step::Until("E1 amended"));
    play(folder.path(), steps);
    assert_eq!(text(folder.path()), "cut access for the runner");
    let store = store(folder.path());
    let id = entries(folder.path())[0].id;
    let history = store.history(id).unwrap();
    let told: Vec<String> = history.iter().map(|e| format!("{:?}", e.change)).collect();
    let replaced = "was: \"cut access and the bot\", now: \"cut access for the runner\"";
    assert!(told.iter().any(|t| t.contains(replaced)), "{told:?}");
}

#[test]
fn a_form_alters_only_what_was_typed_in_it_whatever_others_did_meanwhile() {
    let folder = begun();
    let mut steps = keys("ncut access\r\x1b");
    steps.push(Step::Until("E1"));
    steps.extend(keys("e"));
    steps.push(Step::Until("Edit E1"));
    steps.extend(keys("\t\t now"));
    steps.push(amend(folder.path(), "cut access and the bot"));
    steps.push(Step::Until("E1 was altered by priya meanwhile"));
    steps.push(Step::Say(Msg::Key(Chord::ctrl('s'))));
    steps.push(Step::Until("E1: text"));
    play(folder.path(), steps);
    assert_eq!(text(folder.path()), "cut access now");
}
