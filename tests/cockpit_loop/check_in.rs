//! A check-in from its first key to its minutes: the screen and the database.

use super::*;
use warroom::domain::{CheckIn, EntryKind, Health};

fn check_ins(folder: &Path) -> Vec<CheckIn> {
    let all = situation(folder).check_ins;
    all.iter()
        .map(|t| t.as_check_in().unwrap().clone())
        .collect()
}

/// An incident with two workstreams.
fn led() -> tempfile::TempDir {
    let folder = begun();
    play(
        folder.path(),
        keys("nimage the host #forensics\rwrite to the customers #comms\r"),
    );
    folder
}

#[test]
fn it_is_begun_walked_and_ended() {
    let folder = led();
    let page = play(folder.path(), keys("mn"));
    assert!(page.contains("#forensics"), "{page}");
    assert!(page.contains("image the host"), "filled already: {page}");
    assert!(check_ins(folder.path())[0].is_running());

    let walked = keys("m\rcthe image is complete\r\x1b+image the second host @sam p1\r\x1bhan");
    let page = play(folder.path(), walked);
    assert!(page.contains("#comms"), "{page}");
    let tasks = tasks(folder.path());
    assert_eq!(tasks.len(), 1);
    let now = situation(folder.path());
    let forensics = now.known.workstream("forensics").unwrap().clone();
    assert_eq!(
        tasks[0].as_task().unwrap().workstream,
        Some(forensics.id),
        "of the workstream that is walked"
    );
    assert!(now.running().unwrap().1.walked.contains(&forensics.id));

    let ended = play(folder.path(), keys("m\rt+20h\rEy"));
    assert!(ended.contains("M1 has ended"), "{ended}");
    assert!(
        ended.contains("T1 image the second host #forensics"),
        "{ended}"
    );
    let entries = entries(folder.path());
    let minutes = entries.last().unwrap();
    let entry = minutes.as_entry().unwrap();
    assert_eq!(entry.kind, EntryKind::CheckIn);
    for part in [
        "#forensics (amber): conditions: the image is complete",
        "Recorded: T1 ",
        "Not gone through: #comms",
        "Next check-in: ",
    ] {
        assert!(entry.text.contains(part), "{part}: {}", entry.text);
    }
    let links = store(folder.path()).links_from(minutes.id).unwrap();
    let links: Vec<_> = links.iter().map(|l| l.name.as_str()).collect();
    assert!(links.contains(&"T1"), "{links:?}");
    let held = check_ins(folder.path());
    assert_eq!(held[0].minutes, minutes.label());
    assert_eq!(held.len(), 2, "the next one is planned");
    assert_eq!(held[1].planned, held[0].next);
    assert!(held[1].started.is_none());
    let now = situation(folder.path());
    let stream = now.known.workstream("forensics").unwrap();
    let stream = stream.as_workstream().unwrap();
    assert_eq!(stream.update, "the image is complete");
    assert_eq!(stream.health, Health::Amber);
    let comms = now.known.workstream("comms").unwrap();
    assert_eq!(
        comms.as_workstream().unwrap().update,
        "",
        "nothing was said"
    );
}

#[test]
fn one_whose_cockpit_went_away_goes_on_where_it_was() {
    let folder = led();
    let half = keys("mncthe image is complete\r\x1bnca half-typed li");
    play(folder.path(), half);
    let page = play(folder.path(), keys("m\r"));
    assert!(page.contains("#comms"), "the next to walk: {page}");
    assert!(page.contains("a half-typed li"), "{page}");
    play(folder.path(), keys("m\rc\x1b"));
    let lines = &check_ins(folder.path())[0].lines;
    assert_eq!(lines.values().len(), 1, "what was recorded is there");
    // Left with Esc it is kept, and there again in the next run.
    let page = play(folder.path(), keys("m\r"));
    assert!(page.contains("a half-typed li"), "{page}");
    play(folder.path(), keys("m\rc\x15the customers know\r\x1bEy"));
    let held = check_ins(folder.path());
    assert_eq!(held.len(), 1, "begun again, it is the same one");
    assert!(held[0].ended.is_some());
    let minutes = entries(folder.path()).last().unwrap().headline().to_owned();
    assert!(minutes.contains("the image is complete"), "{minutes}");
    assert!(minutes.contains("the customers know"), "{minutes}");
}

#[test]
fn no_letter_behind_a_line_is_a_key_and_none_ends_it_unasked() {
    let folder = led();
    let page = play(
        folder.path(),
        keys("mncthe image is here\rEnd of it\r\x1bE"),
    );
    assert!(page.contains("End the check-in"), "{page}");
    let held = || check_ins(folder.path()).remove(0);
    assert!(held().is_running(), "it asked");
    let said = |text: &str| held().lines.values().iter().any(|l| l.text == text);
    assert!(said("the image is here") && said("End of it"));
    // Neither the key that asked nor Enter is a yes.
    play(folder.path(), keys("mnEE\r\x1b"));
    assert!(held().is_running());
}

#[test]
fn what_is_left_with_esc_waits_for_its_key_and_for_the_page() {
    let folder = led();
    let page = play(folder.path(), keys("mncthe ima\x1b"));
    assert!(
        page.contains("not recorded: conditions of #forensics"),
        "{page}"
    );
    play(folder.path(), keys("m\rc\x15\x1b"));
    // Another line does not take its place, nor does leaving the page.
    let page = play(
        folder.path(),
        keys("mncthe ima\x1bea disk\x1b\x1b\x1bnseen\r\x1bm\rcge\r"),
    );
    assert!(page.contains("the image"), "{page}");
    play(folder.path(), keys("\x1b\x1b"));
    let lines = &check_ins(folder.path())[0].lines;
    let texts: Vec<_> = lines.values().iter().map(|l| l.text.clone()).collect();
    assert_eq!(texts, ["the image"]);
}

#[test]
fn one_that_another_begins_meanwhile_is_joined() {
    let folder = led();
    let path = folder.path().to_path_buf();
    let begin = move || {
        let mut store = store(&path);
        let id = store.current_incident().unwrap().unwrap().id;
        let rules = warroom::domain::attention::Rules::default();
        let by = by("maya");
        store
            .append_seeing(&by, id, |s| s.begin_check_in(&rules, by.now))
            .unwrap();
    };
    let mut steps = keys("m");
    // The cockpit has not looked around since.
    steps.push(Step::Do(Box::new(begin)));
    steps.extend(keys("ncall is well\r"));
    play(folder.path(), steps);
    let held = check_ins(folder.path());
    assert_eq!(held.len(), 1, "there is one");
    assert_eq!(held[0].lines.values()[0].text, "all is well");
}

#[test]
fn lines_that_two_write_at_once_are_both_kept_and_shown() {
    let folder = led();
    let path = folder.path().to_path_buf();
    let say = move || {
        let mut store = store(&path);
        let id = store.current_incident().unwrap().unwrap().id;
        let situation = store.situation(id).unwrap();
        let (thing, check_in) = situation.running().unwrap();
        let line = warroom::domain::Minute {
            workstream: Some(situation.known.workstream("forensics").unwrap().id),
            aspect: warroom::domain::Aspect::Needs,
            text: "a bigger disk".into(),
        };
        let changes = check_in.say(thing.id, line);
        store.append(&by("lee"), Some(id), |_| changes).unwrap();
    };
    let mut steps = keys("mncthe image is ");
    steps.push(Step::Do(Box::new(say)));
    steps.extend([Step::Wait, Step::Wait]);
    steps.extend(keys("complete\r"));
    let page = play(folder.path(), steps);
    for line in ["the image is complete", "a bigger disk"] {
        assert!(page.contains(line), "{line}: {page}");
    }
    assert_eq!(check_ins(folder.path())[0].lines.values().len(), 2);
}

#[test]
fn what_is_typed_by_habit_is_understood() {
    let folder = led();
    play(folder.path(), keys("nlee and sam are @lee @sam\r"));
    // The sign again behind the sign, and a task on the line of actions.
    let steps = keys("mn++ image the host @sam\r\x1ba+ tell @lee\r\x1b@ana, @lee sam\r\x15\x1b");
    play(folder.path(), steps);
    let titles: Vec<_> = tasks(folder.path())
        .iter()
        .map(|t| t.as_task().unwrap().title.clone())
        .collect();
    assert_eq!(titles, ["image the host", "tell"]);
    let held = check_ins(folder.path());
    assert!(held[0].lines.values().is_empty(), "no task is a sentence");
    assert_eq!(held[0].attendance.values().len(), 0, "@ana is not known");
    // As on every line of the page, another can follow, and Esc stops.
    let page = play(folder.path(), keys("m\r@lee, @sam\r\x1bcall is well\r\x1b"));
    assert!(page.contains("there lee sam"), "{page}");
    let held = check_ins(folder.path());
    assert_eq!(held[0].attendance.values().len(), 2);
    assert_eq!(held[0].lines.values()[0].text, "all is well");
}

#[test]
fn an_action_that_is_due_is_a_task() {
    let folder = led();
    let line = "aimage the host p1 due:17:00\rask the vendor\r";
    let page = play(
        folder.path(),
        keys(&format!("mn{line}tell legal due:25:00\r")),
    );
    assert!(page.contains("there is no 25:00"), "{page}");
    assert!(page.contains("+ tell legal due:25:00"), "{page}");
    let made = tasks(folder.path());
    let task = made[0].as_task().unwrap();
    assert_eq!(task.title, "image the host");
    assert!(task.due.is_some() && task.priority.is_some());
    assert!(
        task.workstream.is_some(),
        "of the workstream it is typed at"
    );
    let held = check_ins(folder.path());
    let said: Vec<_> = held[0].lines.values().iter().map(|l| &l.text).collect();
    assert_eq!(said, ["ask the vendor"]);
    assert_eq!(held[0].made.values().len(), 1);
}

#[test]
fn one_long_before_its_time_is_asked_about() {
    let folder = led();
    play(folder.path(), keys("mnt+20h\rEy"));
    let asked = play(folder.path(), keys("mn"));
    assert!(asked.contains("begin one now?"), "{asked}");
    play(folder.path(), keys("mn\x1b"));
    let running = |folder: &Path| check_ins(folder).iter().any(CheckIn::is_running);
    assert!(!running(folder.path()));
    play(folder.path(), keys("mny"));
    assert!(running(folder.path()));
}

#[test]
fn the_next_check_in_shows_what_is_owed_by_when_and_what_was_needed() {
    let folder = led();
    let first =
        "mnacall the vendor due:23:50\rimage it p2 due:23:40\rask again\r\x1bea disk\r\x1bEy\x1b";
    play(folder.path(), keys(first));
    let page = play(folder.path(), keys("mny"));
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
    let promised = &page[at("Promised")..];
    let order = ["image it", "call the vendor", "ask again", "needs: a disk"];
    let places: Vec<_> = order.iter().map(|t| promised.find(t)).collect();
    assert!(places.iter().all(Option::is_some), "{page}");
    assert!(places.is_sorted(), "the soonest first: {page}");
}

#[test]
fn ending_one_at_which_nobody_is_named_says_so_before() {
    let folder = led();
    play(folder.path(), keys("nseen by @lee\r"));
    let asked = play(folder.path(), keys("mncall is well\r\x1bE"));
    assert!(
        asked.contains("Nobody is named as there: Esc, then @ names them."),
        "{asked}"
    );
    let asked = play(folder.path(), keys("m\r@lee\r\x1bE"));
    assert!(asked.contains("End the check-in"), "{asked}");
    assert!(!asked.contains("Nobody is named"), "{asked}");
}

#[test]
fn the_minutes_of_one_that_ended_are_reached_from_its_page_and_put_right() {
    let folder = led();
    let page = play(folder.path(), keys("mncall is well\r\x1bEy"));
    assert!(page.contains("Enter opens them"), "{page}");
    let before = entries(folder.path()).last().unwrap().clone();
    assert!(before.headline().contains('\n'), "of several lines");
    let detail = play(folder.path(), keys("mG\r\r"));
    assert!(detail.contains(&before.name()), "{detail}");
    assert!(detail.contains("all is well"), "{detail}");
    // In its field, where its lines stay lines.
    play(folder.path(), keys("mG\r\ra\r, so far\x13\x13"));
    let after = entries(folder.path()).last().unwrap().clone();
    assert_eq!(after.id, before.id);
    assert_eq!(after.headline(), format!("{}, so far", before.headline()));
}
