//! Reports of a long record: the loop does not wait until they are read.

use super::*;
use warroom::domain::{Body, Change, Entry, EntryKind, Phase, When, fresh_id};

/// As many entries as take long to read.
const MANY: usize = 2_000;

/// An incident with a long record.
fn long() -> tempfile::TempDir {
    let folder = begun();
    let mut store = store(folder.path());
    let id = store.current_incident().unwrap().unwrap().id;
    let now = warroom::clock::now();
    let entry = |n| {
        let entry = Entry::new(EntryKind::Note, When::now(now), format!("line {n}"));
        Change::create(fresh_id(), Some(id), Body::Entry(entry))
    };
    let changes = (0..MANY).map(entry).collect();
    store.append(&by("lee"), Some(id), |_| changes).unwrap();
    folder
}

#[test]
fn a_report_of_a_long_record_is_waited_for_beside_the_loop() {
    let folder = long();
    for (screen, text) in [("R", "Status"), ("H", "detected"), ("Pz", "No summary is")] {
        let mut steps = keys(screen);
        steps.push(Step::Until("reading …"));
        steps.push(Step::Until(text));
        // Left before it is here, and opened again.
        steps.extend(keys("\x1b"));
        steps.extend(keys(screen));
        steps.extend(keys("\x1b!"));
        steps.push(Step::Until("Needs you"));
        steps.extend(keys("\x1b"));
        steps.extend(keys(screen));
        steps.push(Step::Until(text));
        play(folder.path(), steps);
    }
}

#[test]
fn a_long_record_is_closed_and_the_message_is_of_how_it_stands_then() {
    let folder = long();
    let mut steps = keys("Pz");
    steps.push(Step::Until("No summary is"));
    steps.extend(keys("za duplicate\r"));
    steps.push(Step::Until("[message for the channel]"));
    steps.push(Step::Until("reading …"));
    steps.push(Step::Until("Thank you to everyone"));
    let shown = play(folder.path(), steps);
    assert!(!shown.contains("not closed yet"), "{shown}");
    let incident = store(folder.path()).current_incident().unwrap().unwrap();
    assert_eq!(incident.as_incident().unwrap().phase, Phase::Closed);
}
