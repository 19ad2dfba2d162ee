//! Who has something from now on: people who are none of the record yet.

use super::*;
use warroom::domain::{Id, Role};

/// An incident with two people, a workstream and a task that nobody has.
fn led() -> tempfile::TempDir {
    let folder = begun();
    let lines = "nimage the host @lee #forensics\rasked @sam\r+ image the runner p1\r";
    play(folder.path(), keys(lines));
    folder
}

fn person(folder: &Path, handle: &str) -> Option<Id> {
    situation(folder).known.person(handle).map(|t| t.id)
}

fn lead(folder: &Path) -> Option<Id> {
    let known = situation(folder).known;
    let stream = known.workstream("forensics").unwrap();
    stream.as_workstream().unwrap().lead
}

fn ic(folder: &Path) -> Option<Id> {
    situation(folder).holder(Role::Ic, warroom::clock::now())
}

fn assignee(folder: &Path) -> Option<Id> {
    tasks(folder)[0].as_task().unwrap().assignee
}

#[test]
fn a_new_person_has_what_the_question_was_about_once_they_are_saved() {
    let folder = led();
    let path = folder.path();
    let shown = play(path, keys("bo+"));
    assert!(shown.contains("New person, who has #forensics"), "{shown}");
    let shown = play(path, keys("bo+kim\x13"));
    assert!(shown.contains("@kim, who has #forensics"), "{shown}");
    assert!(person(path, "kim").is_some());
    assert_eq!(lead(path), person(path, "kim"));
    play(path, keys("3o+ola\x13"));
    assert!(person(path, "ola").is_some());
    assert_eq!(assignee(path), person(path, "ola"));
    play(path, keys("!o+pia\x13"));
    assert!(person(path, "pia").is_some());
    assert_eq!(ic(path), person(path, "pia"));
}

#[test]
fn a_new_person_that_was_left_half_typed_still_has_it() {
    let folder = led();
    let path = folder.path();
    play(path, keys("3o+ki"));
    let shown = play(path, Vec::new());
    assert!(shown.contains("New person, who has T1"), "{shown}");
    play(path, keys("\rm\x13"));
    assert!(person(path, "kim").is_some());
    assert_eq!(assignee(path), person(path, "kim"));
}

#[test]
fn whoever_runs_the_cockpit_is_offered_and_becomes_a_person_in_the_same_act() {
    let folder = led();
    let path = folder.path();
    for asked in ["bo", "3o", "!o"] {
        let shown = play(path, keys(asked));
        assert!(shown.contains("a @ana (you)"), "{asked}: {shown}");
    }
    let shown = play(path, keys("!oa"));
    assert!(shown.contains("@ana"), "{shown}");
    assert!(person(path, "ana").is_some());
    assert_eq!(ic(path), person(path, "ana"));
    let shown = play(path, keys("boa"));
    assert!(shown.contains("#forensics to @ana"), "{shown}");
    assert_eq!(lead(path), person(path, "ana"));
    let people = situation(path).known.people;
    assert_eq!(people.len(), 3, "nobody is there twice");
}

#[test]
fn what_makes_somebody_a_person_is_taken_back_with_what_they_were_given() {
    let folder = led();
    let shown = play(folder.path(), keys("3oa\x1bu"));
    assert!(shown.contains("taken back"), "{shown}");
    assert_eq!(assignee(folder.path()), None);
    assert_eq!(person(folder.path(), "ana"), None);
}
