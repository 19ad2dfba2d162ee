//! The review on the real loop: what is written is on the screen and on disk,
//! and of two who write at once neither is lost.

use super::{Step, begun, by, keys, options, play, play_as, store};
use std::path::Path;
use warroom::app::Msg;
use warroom::domain::post_mortem::{Part, PostMortem};
use warroom::domain::readiness::GAP;
use warroom::domain::{FixState, ReviewState, SectionKind};
use warroom::keys::Chord;

pub fn held(folder: &Path) -> PostMortem {
    let store = store(folder);
    let id = store.current_incident().unwrap().unwrap().id;
    store.post_mortem(id, GAP).unwrap()
}

/// The keys that select a part of the review.
pub fn to(part: Part) -> String {
    let place = Part::ALL.iter().position(|p| *p == part).unwrap();
    format!("r{}", "j".repeat(place))
}

fn ctrl(c: char) -> Step {
    Step::Say(Msg::Key(Chord::ctrl(c)))
}

/// Somebody else writes a text of the review.
fn write(folder: &Path, part: Part, text: &'static str) -> Step {
    let folder = folder.to_path_buf();
    Step::Do(Box::new(move || {
        let held = held(&folder);
        let was = held.text(part).unwrap().to_owned();
        let changes = held.write(part, &was, text);
        let mut store = store(&folder);
        let incident = Some(held.incident.id);
        store.append(&by("lee"), incident, |_| changes).unwrap();
    }))
}

#[test]
fn a_section_is_written_and_the_review_says_what_is_left() {
    let folder = begun();
    let well = Part::Section(SectionKind::WentWell);
    let keys = keys(&format!("{}\r# Fast\rtokens \x13", to(well)));
    let mut steps = keys;
    steps.push(Step::Until("tokens"));
    let shown = play(folder.path(), steps);
    assert!(shown.contains("# Fast"), "{shown}");
    assert!(shown.contains("What went well?"), "{shown}");
    assert_eq!(held(folder.path()).text(well), Some("# Fast\ntokens "));
    let shown = play(
        folder.path(),
        super::keys(&format!("{}\r, and more\x1b", to(well))),
    );
    assert!(shown.contains("Not recorded yet."), "{shown}");
    assert_eq!(held(folder.path()).text(well), Some("# Fast\ntokens "));
}

#[test]
fn of_two_who_write_one_section_the_second_sees_the_firsts_text_and_merges() {
    let folder = begun();
    for part in [Part::Section(SectionKind::Lessons), Part::Summary] {
        let mut steps = keys(&format!("{}\rmine, half", to(part)));
        steps.push(write(folder.path(), part, "theirs, whole"));
        steps.push(Step::Until("lee wrote this meanwhile"));
        steps.push(Step::Until("theirs, whole"));
        steps.extend(keys(" done"));
        steps.push(ctrl('x'));
        steps.push(ctrl('s'));
        steps.push(Step::Until("is recorded"));
        let shown = play(folder.path(), steps);
        let stands = held(folder.path()).text(part).unwrap().to_owned();
        assert_eq!(stands, "mine, half done\ntheirs, whole", "{shown}");
        assert!(shown.contains("mine, half done"), "{shown}");
    }
    let store = store(folder.path());
    let incident = store.current_incident().unwrap().unwrap().id;
    let history = store.history(SectionKind::Lessons.id(incident)).unwrap();
    let authors: Vec<&str> = history.iter().map(|e| e.author.as_str()).collect();
    assert_eq!(authors, ["lee", "lee", "ana"], "both are in the record");
}

#[test]
fn what_was_saved_at_the_same_moment_is_refused_and_loses_nothing() {
    let folder = begun();
    let part = Part::Section(SectionKind::WentBadly);
    let mut steps = keys(&format!("{}\rmine", to(part)));
    // Between the last look at the file and the key that saves.
    steps.push(write(folder.path(), part, "theirs"));
    steps.extend(keys("\x13"));
    steps.push(Step::Until("lee wrote this meanwhile"));
    let shown = play(folder.path(), steps);
    assert!(
        shown.contains("mine") && shown.contains("theirs"),
        "{shown}"
    );
    assert_eq!(held(folder.path()).text(part), Some("theirs"));
}

#[test]
fn the_tree_grows_by_why_and_takes_its_evidence_from_the_timeline() {
    let folder = begun();
    let steps = keys("n> revoked all tokens\r\x1bcnthe token lived for ever\x13");
    let shown = play(folder.path(), steps);
    assert!(shown.contains("recorded F1"), "{shown}");
    let mut steps = keys(&format!("{}lwnobody rotates them\x13", to(Part::Causes)));
    steps.push(Step::Until("F2 nobody rotates them"));
    steps.extend(keys("jE1\x1b\x1bsccp"));
    steps.push(Step::Until("process"));
    let shown = play(folder.path(), steps);
    assert!(shown.contains("F2 nobody rotates them"), "{shown}");
    let held = held(folder.path());
    let (first, second) = (&held.factors[0], &held.factors[1]);
    let rests = first.as_factor().unwrap();
    assert_eq!(rests.evidence.values()[0].to_string(), "E1");
    assert_eq!(second.as_factor().unwrap().under, Some(first.id));
    let shown = play(folder.path(), keys(&format!("{}lmj\r", to(Part::Causes))));
    assert!(
        shown.contains("F1 cannot explain F2: F1 explains F2 explains F1"),
        "{shown}"
    );
    assert_eq!(
        self::held(folder.path()).factors[0]
            .as_factor()
            .unwrap()
            .under,
        None
    );
}

#[test]
fn a_fix_is_made_shipped_measured_and_verified() {
    let folder = begun();
    let first = keys(&format!("{}Xrotate by machine\x13", to(Part::Fixes)));
    play(folder.path(), first);
    let held = || held(folder.path());
    let fix = || held().fixes[0].as_fix().unwrap().clone();
    assert_eq!(fix().title, "rotate by machine");
    let shown = play(folder.path(), keys(&format!("{}lsv", to(Part::Fixes))));
    assert!(
        shown.contains("only what has shipped can be verified"),
        "{shown}"
    );
    let mut steps = keys(&format!("{}lss", to(Part::Fixes)));
    steps.push(Step::Until("shipped"));
    steps.extend(keys("sv@lee nothing older is left\r"));
    steps.push(Step::Until("verified"));
    play(folder.path(), steps);
    assert_eq!(fix().state, FixState::Verified);
    let lee = held().known.person("lee").unwrap().id;
    let outcome = fix().outcome.unwrap();
    assert_eq!(
        (outcome.by, outcome.result.as_str()),
        (lee, "nothing older is left")
    );
    let mut steps = keys(&format!("{}lsrit came back\r", to(Part::Fixes)));
    steps.push(Step::Until("doing"));
    play(folder.path(), steps);
    assert_eq!((fix().state, fix().outcome), (FixState::Doing, None));
}

#[test]
fn a_lesson_moves_and_the_post_mortem_passes_on() {
    let folder = begun();
    play(folder.path(), keys("n^ we had no owner\r^ a second one\r"));
    let mut steps = keys(&format!("{}lmb", to(Part::Waiting)));
    steps.push(Step::Until("E1 is in went-badly"));
    steps.extend(keys("u"));
    steps.push(Step::Until("none waits"));
    steps.extend(keys("\x1bsi"));
    steps.push(Step::Until("in review since"));
    let shown = play(folder.path(), steps);
    let held = held(folder.path());
    let badly = held.text(Part::Section(SectionKind::WentBadly));
    assert_eq!(badly, Some("- we had no owner (E1)\n"));
    assert!(held.waiting().is_empty(), "{shown}");
    let review = held.standing();
    assert_eq!(review.state, ReviewState::InReview);
    assert_eq!(review.history()[0].by, "ana");
}

#[test]
fn the_meeting_has_a_script_and_its_form() {
    let folder = begun();
    let mut steps = keys("n> revoked all tokens\r\x1b*rm");
    steps.push(Step::Until("What was the timeline?"));
    let shown = play_as(options(folder.path()), steps);
    assert!(shown.contains("Review of INC-"), "{shown}");
    let mut steps = keys(&format!(
        "{}\rsymptom\tthe third this year\x13",
        to(Part::Triage)
    ));
    steps.push(Step::Until("symptom: the third this year"));
    play(folder.path(), steps);
    let triage = held(folder.path()).standing().triage.unwrap();
    assert_eq!(triage.reasons, "the third this year");
}

#[test]
fn a_text_half_written_comes_back_over_what_stands_by_then() {
    let folder = begun();
    let part = Part::Section(SectionKind::Lessons);
    let half = format!("{}\rhalf of it", to(part));
    play(folder.path(), keys(&half));
    assert_eq!(held(folder.path()).text(part), Some(""));
    let shown = play(folder.path(), Vec::new());
    assert!(shown.contains("half of it"), "{shown}");
    assert!(
        shown.contains("Lessons of the review was begun before"),
        "{shown}"
    );
    let steps = vec![write(folder.path(), part, "theirs")];
    play(folder.path(), steps);
    let mut steps = vec![Step::Until("lee wrote this meanwhile")];
    steps.extend(super::keys("\r"));
    steps.push(ctrl('x'));
    steps.push(ctrl('s'));
    steps.push(Step::Until("is recorded"));
    play(folder.path(), steps);
    assert_eq!(held(folder.path()).text(part), Some("half of it\ntheirs"));
    let shown = play(folder.path(), Vec::new());
    assert!(!shown.contains("half of it"), "{shown}");
}
