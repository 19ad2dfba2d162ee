//! A thing that two alter at once: the second is told what the first wrote
//! before anything is written over it.

use super::review::{held, to};
use super::{Step, begun, by, entries, keys, play, store};
use std::path::Path;
use warroom::app::Msg;
use warroom::domain::post_mortem::Part;
use warroom::domain::{Body, Change, Thing};
use warroom::keys::Chord;

/// Somebody else writes another text into a thing.
fn rewrite(folder: &Path, of: fn(&Path) -> Thing, text: &'static str) -> Box<dyn FnMut()> {
    let folder = folder.to_path_buf();
    Box::new(move || {
        let thing = of(&folder);
        let mut wanted = thing.body.clone();
        match &mut wanted {
            Body::Entry(entry) => text.clone_into(&mut entry.text),
            Body::Factor(factor) => text.clone_into(&mut factor.title),
            Body::Incident(incident) => text.clone_into(&mut incident.summary),
            other => panic!("{other:?} has no text that is written here"),
        }
        let changes = Change::edits(&thing, &wanted);
        let mut store = store(&folder);
        store
            .append(&by("priya"), thing.incident, |_| changes)
            .unwrap();
    })
}

fn amend(folder: &Path, text: &'static str) -> Step {
    Step::Do(rewrite(folder, |folder| entries(folder).remove(0), text))
}

fn incident(folder: &Path) -> Thing {
    store(folder).current_incident().unwrap().unwrap()
}

fn factor(folder: &Path) -> Thing {
    held(folder).factors.remove(0)
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

/// A factor is in none of the panes.
#[test]
fn what_no_pane_holds_is_told_as_well_and_saved_again() {
    let folder = begun();
    let mut steps = keys("n> revoked all tokens\r\x1bcnthe token lived for ever\x13");
    steps.push(Step::Until("recorded F1"));
    let causes = to(Part::Causes);
    steps.extend(keys(&format!("{causes}le, unrotated")));
    let theirs = rewrite(folder.path(), factor, "tokens never expired");
    let save = Msg::Key(Chord::ctrl('s'));
    steps.push(Step::DoAndSay(theirs, save));
    steps.push(Step::Until("F1 was altered by priya meanwhile"));
    steps.push(Step::Until("priya wrote: tokens never expired"));
    steps.push(Step::Until("the token lived for ever, unrotated"));
    steps.extend(keys("\x13"));
    steps.push(Step::Until("F1: title tokens"));
    play(folder.path(), steps);
    let stands = factor(folder.path());
    assert_eq!(stands.headline(), "the token lived for ever, unrotated");
}

/// The title of the incident stays: what was written over is another text of it.
#[test]
fn a_text_beside_the_title_is_shown_where_it_would_be_written_over() {
    let folder = begun();
    let mut steps = keys("E");
    steps.push(Step::Until("Edit INC"));
    steps.extend(keys("\t\t\t\t\tmine"));
    let theirs = rewrite(folder.path(), incident, "theirs\nin two lines");
    steps.push(Step::Do(theirs));
    steps.push(Step::Until("altered by priya meanwhile"));
    // Behind the editor it was not to be seen: the first save shows it.
    steps.extend(keys("\x13\x13"));
    steps.push(Step::Until("priya wrote: theirs"));
    steps.push(Step::Until("in two lines"));
    steps.push(Step::Until("^S again writes yours over it"));
    steps.extend(keys("\x13"));
    steps.push(Step::Until("summary"));
    play(folder.path(), steps);
    let stands = incident(folder.path());
    assert_eq!(stands.as_incident().unwrap().summary, "mine");
}

#[test]
fn a_text_is_emptied_and_written_anew_on_its_row() {
    let folder = begun();
    play(folder.path(), keys("E\t\t\t\t\t2 packages.\x13\x13"));
    play(folder.path(), keys("E\t\t\t\t\t\x155 packages.\x13\x13"));
    let now = incident(folder.path());
    assert_eq!(now.as_incident().unwrap().summary, "5 packages.");
}

/// Saved before the newer title is even on the screen, it is refused.
#[test]
fn the_title_of_an_incident_is_written_over_only_by_who_has_seen_the_newer_one() {
    let folder = begun();
    let path = folder.path().to_path_buf();
    let retitle = move || {
        let mut store = store(&path);
        let thing = store.current_incident().unwrap().unwrap();
        let mut wanted = thing.as_incident().unwrap().clone();
        wanted.title = "stolen deploy token".into();
        let changes = Change::edits(&thing, &Body::Incident(wanted));
        let made = store.append(&by("jon"), Some(thing.id), |_| changes);
        made.unwrap();
    };
    let mut steps = keys("E");
    steps.push(Step::Until("Edit INC"));
    steps.extend(keys(" and keys"));
    let save = Msg::Key(Chord::ctrl('s'));
    steps.push(Step::DoAndSay(Box::new(retitle), save));
    steps.push(Step::Until("altered by jon meanwhile"));
    steps.push(Step::Until("jon wrote: stolen deploy token"));
    let shown = play(folder.path(), steps);
    assert!(shown.contains("stolen CI token and keys"), "{shown}");
    assert_eq!(incident(folder.path()).headline(), "stolen deploy token");
}
