//! The end of an incident through the real loop: keys, and then the screen and
//! the database.

use super::*;
use warroom::domain::{Phase, Review};

fn phase(folder: &Path) -> Phase {
    let incident = store(folder).current_incident().unwrap().unwrap();
    incident.as_incident().unwrap().phase
}

#[test]
fn an_incident_is_closed_with_an_answer_and_opened_again() {
    let folder = begun();
    let shown = play(folder.path(), keys("Pz"));
    assert!(shown.contains("No summary is written"), "{shown}");
    let shown = play(folder.path(), keys("Pzz\r"));
    assert!(shown.contains("say why it is closed"), "{shown}");
    assert_eq!(phase(folder.path()), Phase::Detected);
    let shown = play(folder.path(), keys("Pzza duplicate\r"));
    assert!(shown.contains("[message for the channel]"), "{shown}");
    assert!(shown.contains("Thank you to everyone"), "{shown}");
    assert_eq!(phase(folder.path()), Phase::Closed);
    let store = store(folder.path());
    let id = store.current_incident().unwrap().unwrap().id;
    let review = store.thing(Review::id(id)).unwrap().unwrap();
    let closing = review.as_review().unwrap().closing.clone().unwrap();
    assert_eq!((&*closing.by, &*closing.answer), ("ana", "a duplicate"));
    assert!(closing.open.iter().any(|o| o == "No summary is written"));
    drop(store);
    let entries = entries(folder.path());
    let milestone = entries.last().unwrap().as_entry().unwrap();
    assert_eq!(
        (milestone.phase, &*milestone.text),
        (Some(Phase::Closed), "closed: a duplicate")
    );
    // Back again, which both stays recorded.
    play(folder.path(), keys("Pvy"));
    assert_eq!(phase(folder.path()), Phase::Reviewing);
}

#[test]
fn closing_is_taken_back_in_one() {
    let folder = begun();
    play(folder.path(), keys("Pzza duplicate\r\x1bu"));
    assert_eq!(phase(folder.path()), Phase::Detected);
    assert!(entries(folder.path()).is_empty());
}
