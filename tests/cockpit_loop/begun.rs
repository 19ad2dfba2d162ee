//! What was begun on a screen and not recorded when its cockpit went away: it
//! comes back, nothing of it was recorded, and it can be dropped.

use super::*;

const UP: char = '\u{1}';

/// Keys; `\u{1}` is Up.
fn typed(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for c in text.chars() {
        if c == UP {
            steps.push(Step::Say(Msg::Key(Chord::plain(Key::Up))));
        } else {
            steps.extend(keys(c.encode_utf8(&mut [0; 4])));
        }
    }
    steps
}

fn led() -> tempfile::TempDir {
    let folder = begun();
    let lines = "nimage the host @lee #forensics\r+ image the runner @lee #forensics\r";
    play(folder.path(), keys(lines));
    folder
}

fn events(folder: &Path) -> u64 {
    store(folder).verify(&mut |_| true).unwrap().changes
}

/// Plays `half`, ends, opens again: what is shown then. Nothing was recorded
/// by what was half typed.
fn again(folder: &Path, before: &str, half: &str) -> String {
    play(folder, keys(before));
    let recorded = events(folder);
    play(folder, typed(&format!("{before}{half}")));
    let shown = play(folder, Vec::new());
    assert_eq!(events(folder), recorded, "nothing of it was recorded");
    shown
}

/// And then to the end of a page, once it was drawn.
fn end_of(mut steps: Vec<Step>) -> Vec<Step> {
    steps.push(Step::Wait);
    steps.extend(keys("G"));
    steps
}

#[test]
fn a_new_form_comes_back_field_by_field_and_is_recorded_once() {
    let folder = led();
    let shown = again(folder.path(), "", "Ntrotate the to\tforens\tle\tP1\t\t17:0");
    for part in [
        "New task",
        "rotate the to",
        "forensics",
        "lee",
        "P1",
        "17:0",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(shown.contains("never recorded"), "{shown}");
    let shown = play(folder.path(), keys("\r0\x13"));
    assert!(shown.contains("recorded task T2"), "{shown}");
    let tasks = tasks(folder.path());
    let made = tasks.iter().find(|t| t.headline() == "rotate the to");
    let made = made.unwrap().as_task().unwrap();
    assert!(made.due.is_some() && made.assignee.is_some() && made.workstream.is_some());
    let shown = play(folder.path(), Vec::new());
    assert!(!shown.contains("never recorded"), "{shown}");
}

#[test]
fn an_edited_form_comes_back_over_the_thing_as_it_is_now() {
    let folder = led();
    let shown = again(folder.path(), "", "3e at once");
    assert!(shown.contains("Edit T1"), "{shown}");
    assert!(shown.contains("image the runner at once"), "{shown}");
    // Dropped, it is gone, and so is its draft.
    let shown = play(folder.path(), keys("\r\x1bd"));
    assert!(!shown.contains("Edit T1"), "{shown}");
    let shown = play(folder.path(), Vec::new());
    assert!(!shown.contains("Edit T1"), "{shown}");
    assert_eq!(tasks(folder.path())[0].headline(), "image the runner");
}

#[test]
fn a_text_in_the_editor_comes_back_in_its_field() {
    let folder = led();
    let shown = again(folder.path(), "", "NtX\x01\x01\rfirst line\rsecond li");
    for part in ["New task", "first line", "Enter go on with it"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let shown = play(folder.path(), keys("\r\r"));
    for part in ["first line", "second li"] {
        assert!(shown.contains(part), "in the editor, {part}: {shown}");
    }
}

#[test]
fn what_was_begun_takes_no_key_until_somebody_goes_on_with_it() {
    let folder = led();
    let shown = again(folder.path(), "", "Ntrotate the to");
    assert!(shown.contains("begun before, not recorded yet"), "{shown}");
    let mut steps = keys("!m@ds\t\x13x");
    steps.push(Step::Say(Msg::Paste("from elsewhere".into())));
    let shown = play(folder.path(), steps);
    assert!(shown.contains("begun before, not recorded yet"), "{shown}");
    for other in ["@ds", "elsewhere", "rotate the tox"] {
        assert!(!shown.contains(other), "{other}: {shown}");
    }
    assert_eq!(tasks(folder.path()).len(), 1, "nothing was saved");
    play(folder.path(), keys("\rken\x13"));
    let tasks = tasks(folder.path());
    assert!(tasks.iter().any(|t| t.headline() == "rotate the token"));
}

#[test]
fn later_keeps_it_for_the_key_that_begins_it_here_and_in_the_next_run() {
    let folder = led();
    play(folder.path(), keys("Ntrotate the to"));
    let shown = play(folder.path(), keys("\x1b"));
    assert!(
        shown.contains("is kept: its key goes on with it"),
        "{shown}"
    );
    assert!(!shown.contains("┌ New task"), "{shown}");
    let shown = play(folder.path(), Vec::new());
    assert!(shown.contains("begun before"), "{shown}");
    assert!(
        !shown.contains("┌ New task"),
        "it is not asked again: {shown}"
    );
    // Another form is its own.
    let shown = play(folder.path(), keys("Np"));
    assert!(!shown.contains("rotate the to"), "{shown}");
    let shown = play(folder.path(), keys("\x1bNt"));
    assert!(shown.contains("rotate the to"), "{shown}");
    play(folder.path(), keys("\rNtken\x13"));
    let shown = play(folder.path(), keys("Nt"));
    assert!(!shown.contains("rotate"), "it was recorded: {shown}");
}

#[test]
fn hammering_esc_leads_out_and_loses_no_text() {
    for times in 1..9 {
        let folder = led();
        let mut steps = typed("NtX\x01\x01\rfirst line\rsecond li");
        steps.extend(keys(&"\x1b".repeat(times)));
        let shown = play(folder.path(), steps);
        if times > 3 {
            assert!(!shown.contains("┌ New task"), "{times}: {shown}");
        }
        // Whatever was open or kept, the key of such a form has it.
        let shown = play(folder.path(), keys("\x1bNt"));
        assert!(shown.contains("first line"), "{times}: {shown}");
    }
    let folder = led();
    let shown = play(folder.path(), keys("Ntrotate\x1b"));
    for part in [
        "Not recorded yet",
        "Enter go on",
        "s save",
        "d drop it",
        "Esc later",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

#[test]
fn a_form_that_was_left_goes_on_over_the_thing_as_it_is_now() {
    let folder = led();
    play(folder.path(), keys("3e at once\x1b\x1b"));
    let path = folder.path().to_path_buf();
    let mut steps = keys("3");
    steps.push(Step::Do(Box::new(move || {
        play(&path, keys("3e and its disk\x13"));
    })));
    steps.push(Step::Until("image the runner and its disk"));
    steps.extend(keys("e"));
    let shown = play(folder.path(), steps);
    assert!(shown.contains("image the runner"), "{shown}");
}

#[test]
fn a_line_on_the_page_of_a_check_in_comes_back_as_one_that_was_kept() {
    let folder = led();
    play(folder.path(), keys("mn"));
    let half = "m\rcthe image is comp";
    let shown = again(folder.path(), "", half);
    assert!(shown.contains("m goes on with it"), "{shown}");
    let shown = play(folder.path(), keys("m\r"));
    assert!(shown.contains("the image is comp"), "{shown}");
    assert!(shown.contains("not recorded"), "{shown}");
    // It is not under way: a key of the page is one.
    let shown = play(folder.path(), keys("m\r@lee\r\x1b"));
    assert!(shown.contains("@lee"), "{shown}");
    assert!(!shown.contains("comp@lee"), "{shown}");
    let shown = play(folder.path(), keys("m\rclete\r"));
    assert!(shown.contains("the image is complete"), "{shown}");
    let shown = play(folder.path(), Vec::new());
    assert!(!shown.contains("never recorded"), "{shown}");
    let shown = again(folder.path(), "", "m\ra");
    assert!(
        !shown.contains("never recorded"),
        "nothing was typed: {shown}"
    );
    // A few letters of a name are typed again.
    let shown = again(folder.path(), "", "m\r@le");
    assert!(!shown.contains("never recorded"), "{shown}");
}

#[test]
fn a_line_typed_after_another_ended_the_check_in_is_kept_and_said() {
    let folder = led();
    play(folder.path(), keys("mn"));
    let path = folder.path().to_path_buf();
    let mut steps = keys("m\rcthe image is comp");
    steps.push(Step::Do(Box::new(move || {
        play(&path, keys("\x1bm\rEy"));
    })));
    steps.extend([Step::Wait, Step::Wait]);
    steps.extend(keys("lete\r"));
    let shown = play(folder.path(), steps);
    assert!(shown.contains("M1 has ended meanwhile"), "{shown}");
    assert!(shown.contains("the image is complete"), "{shown}");
}

#[test]
fn an_edited_handover_brief_comes_back_and_is_given() {
    let folder = led();
    let half = "H@lee\reIt is quiet. \x13";
    let shown = again(folder.path(), "", half);
    assert!(shown.contains("H goes on with it"), "{shown}");
    let shown = play(folder.path(), keys("H"));
    assert!(shown.contains("to @lee; edited"), "{shown}");
    // Closed, it waits for its key, here and after the next start.
    let shown = play(folder.path(), keys("H\x1b"));
    assert!(shown.contains("kept as it was edited"), "{shown}");
    let shown = play(folder.path(), Vec::new());
    assert!(shown.contains("H goes on with it"), "{shown}");
    let shown = play(folder.path(), end_of(keys("H")));
    assert!(shown.contains("It is quiet."), "{shown}");
    play(folder.path(), keys("Hsy"));
    let store = store(folder.path());
    let id = store.current_incident().unwrap().unwrap().id;
    let given = store.situation(id).unwrap().handovers;
    let brief = &given[0].as_handover().unwrap().brief;
    assert!(brief.contains("It is quiet. "), "{brief}");
    drop(store);
    let shown = play(folder.path(), Vec::new());
    assert!(!shown.contains("goes on with it"), "{shown}");
}

#[test]
fn an_edited_situation_report_comes_back_and_can_be_dropped() {
    let folder = led();
    let shown = again(folder.path(), "", "ReWe are calm. \x13");
    assert!(shown.contains("R goes on with it"), "{shown}");
    let shown = play(folder.path(), end_of(keys("R")));
    assert!(shown.contains("We are calm."), "{shown}");
    play(folder.path(), keys("Rry\x1b"));
    let shown = play(folder.path(), end_of(keys("R")));
    assert!(!shown.contains("We are calm."), "{shown}");
}

#[test]
fn an_answer_that_was_left_is_there_when_the_question_is_asked_again() {
    let folder = led();
    let shown = play(folder.path(), keys("!z2h the lawyers\x1bz"));
    assert!(shown.contains("2h the lawyers"), "{shown}");
    let shown = play(folder.path(), Vec::new());
    assert!(shown.contains("waits for its question"), "{shown}");
    // Another question has nothing of it; handed in, it is gone.
    let shown = play(folder.path(), keys("!jz"));
    assert!(!shown.contains("2h the lawyers"), "{shown}");
    // A move keeps it to be gone on with.
    let mut steps = keys("!z");
    steps.push(Step::Say(Msg::Key(Chord::plain(Key::End))));
    steps.extend(keys(" are asleep\r"));
    let shown = play(folder.path(), steps);
    assert!(shown.contains("put off for 2h"), "{shown}");
    let store = store(folder.path());
    let id = store.current_incident().unwrap().unwrap().id;
    let held = store.situation(id).unwrap().snoozes;
    drop(store);
    let reason = &held[0].as_snooze().unwrap().reason;
    assert_eq!(reason, "the lawyers are asleep");
    let shown = play(folder.path(), keys("!z\x1b"));
    assert!(!shown.contains("is kept"), "nothing was typed: {shown}");
    let shown = play(folder.path(), Vec::new());
    assert!(!shown.contains("waits for its question"), "{shown}");
}

#[test]
fn what_was_begun_in_another_incident_waits_for_it() {
    let folder = led();
    play(folder.path(), keys("Ntrotate the to"));
    let other = Incident::new("", "another", Severity::Sev4);
    store(folder.path())
        .create_incident(&by("maya"), other, |_, _| Vec::new())
        .unwrap();
    let shown = play(folder.path(), Vec::new());
    assert!(!shown.contains("New task"), "{shown}");
    assert!(shown.contains("i goes there"), "{shown}");
    let shown = play(folder.path(), keys("ij\r"));
    assert!(shown.contains("New task"), "{shown}");
    assert!(shown.contains("rotate the to"), "{shown}");
}
