//! Fixes of several incidents through the real loop: the screen and the
//! database.

use super::*;
use warroom::domain::roadmap::planned;
use warroom::domain::{Body, Change, Fix, FixKind, FixState, fresh_id};

/// Two incidents, the second current, with a fix each.
fn two() -> tempfile::TempDir {
    let folder = begun();
    let mut file = store(folder.path());
    let fix = |title: &str| Body::Fix(Fix::new(title, FixKind::Durable));
    let first = file.current_incident().unwrap().unwrap().id;
    let second = Incident::new("", "second", Severity::Sev3);
    let made = file.create_incident(&by("maya"), second, |id, _| {
        vec![Change::create(fresh_id(), Some(id), fix("of the second"))]
    });
    made.unwrap();
    let change = Change::create(fresh_id(), Some(first), fix("of the first"));
    file.append(&by("maya"), Some(first), |_| vec![change])
        .unwrap();
    folder
}

fn fix(folder: &Path, title: &str) -> Fix {
    let all = store(folder).every_fix().unwrap();
    let rows = planned(&all);
    let found = rows.iter().find(|row| row.fix.title == title);
    found.unwrap().fix.clone()
}

#[test]
fn a_fix_of_another_incident_is_moved_on_until_somebody_has_verified_it() {
    let folder = two();
    let shown = play(folder.path(), keys("F"));
    for title in ["of the first", "of the second", "2 open"] {
        assert!(shown.contains(title), "{title}: {shown}");
    }
    let shipped = play(folder.path(), keys("F/first\rss"));
    assert!(shipped.contains("X1 is shipped"), "{shipped}");
    assert_eq!(fix(folder.path(), "of the first").state, FixState::Shipped);
    assert_eq!(
        fix(folder.path(), "of the second").state,
        FixState::Proposed
    );
    let shown = play(folder.path(), keys("F"));
    assert!(shown.contains("shipped, to be verified"), "{shown}");

    let asked = play(folder.path(), keys("F/first\rsv\r"));
    assert!(asked.contains("verified needs a result"), "{asked}");
    play(folder.path(), keys("F/first\rsv@maya 0 of 40 left\r"));
    let done = fix(folder.path(), "of the first");
    assert_eq!(done.state, FixState::Verified);
    assert_eq!(done.outcome.as_ref().unwrap().result, "0 of 40 left");
    let shown = play(folder.path(), keys("F"));
    assert!(
        !shown.contains("of the first"),
        "it is off the list: {shown}"
    );
    let shown = play(folder.path(), keys("Fc"));
    assert!(shown.contains("of the first"), "{shown}");

    let undone = play(folder.path(), keys("F/second\rp1\x1b\x1bu"));
    assert!(undone.contains("taken back"), "{undone}");
    assert_eq!(fix(folder.path(), "of the second").priority, None);
}

#[test]
fn an_owner_a_priority_and_a_due_time_are_given_without_leaving_the_list() {
    let folder = two();
    play(folder.path(), keys("nlee is @lee\r"));
    play(folder.path(), keys("F/first\rolp1d2027-01-15\r"));
    let given = fix(folder.path(), "of the first");
    let known = store(folder.path()).known(None).unwrap();
    assert_eq!(given.owner, known.person("lee").map(|t| t.id));
    assert_eq!(given.priority, Some(warroom::domain::Priority::P1));
    assert_eq!(given.due.unwrap().stated(), "2027-01-15 UTC");
    let board = play(folder.path(), keys("Fb"));
    assert!(
        board.contains("proposed 2") && board.contains("verified 0"),
        "{board}"
    );
    let there = play(folder.path(), keys("F/first\ri"));
    assert!(
        there.contains("INC-") && there.contains("stolen CI token"),
        "{there}"
    );
}

#[test]
fn patterns_and_the_reminder_of_fixes_are_a_key_away() {
    let folder = two();
    let mut steps = keys("O");
    // A page is scrolled by what the frame before measured.
    steps.push(Step::Until("How long it took"));
    steps.extend(keys("G"));
    let page = play(folder.path(), steps);
    assert!(page.contains("Before and after a durable fix"), "{page}");
    let roadmap = play(folder.path(), keys("OF"));
    assert!(roadmap.contains("Fixes of all incidents"), "{roadmap}");
    let picker = play(folder.path(), keys("i"));
    assert_eq!(picker.matches(" 1 fix ").count(), 2, "{picker}");
    let by_name = play(folder.path(), keys(":patterns\r"));
    assert!(
        by_name.contains("Where contributing factors lay"),
        "{by_name}"
    );
    let by_name = play(folder.path(), keys(":fixes\r"));
    assert!(by_name.contains("Fixes of all incidents"), "{by_name}");
}

#[test]
fn what_another_process_does_to_a_fix_is_seen() {
    let folder = two();
    let path = folder.path().to_path_buf();
    let ship = move || {
        let mut store = store(&path);
        let all = store.every_fix().unwrap();
        let row = planned(&all)
            .into_iter()
            .find(|r| r.fix.title == "of the first")
            .unwrap();
        let now = warroom::clock::now();
        let wanted = warroom::domain::fixes::passed(row.fix, FixState::Shipped, now).unwrap();
        let changes = Change::edits(row.thing, &Body::Fix(wanted));
        store.append(&by("lee"), None, |_| changes).unwrap();
    };
    let mut steps = keys("F");
    steps.push(Step::Do(Box::new(ship)));
    steps.push(Step::Until("shipped, to be verified"));
    play(folder.path(), steps);
}
