//! The screens of a past moment: what they say is of that moment.

use super::*;
use chrono::{DateTime, TimeDelta, Utc};
use warroom::capture::{Context, parse, record};

/// Records a line at a moment.
fn told(folder: &Path, at: DateTime<Utc>, line: &str) {
    let mut store = store(folder);
    let id = store.current_incident().unwrap().unwrap().id;
    let known = store.known(Some(id)).unwrap();
    let cx = Context {
        now: at,
        zone: "UTC",
        known: &known,
    };
    let line = parse(line, &cx).unwrap();
    let by = By {
        author: "maya".into(),
        now: at,
    };
    let make = |known: &_| record(&[line], known, id, at);
    store.append(&by, Some(id), make).unwrap();
}

/// An incident that began five hours ago, with a question then and one an hour ago.
fn lasting() -> (tempfile::TempDir, DateTime<Utc>) {
    let folder = tempfile::tempdir().unwrap();
    let now = warroom::clock::now();
    let by = By {
        author: "maya".into(),
        now: now - TimeDelta::hours(5),
    };
    let incident = Incident::new("", "stolen CI token", Severity::Sev1);
    let mut store = store(folder.path());
    store
        .create_incident(&by, incident, |_, _| Vec::new())
        .unwrap();
    drop(store);
    told(folder.path(), by.now, "? who has the early one");
    told(
        folder.path(),
        now - TimeDelta::hours(1),
        "? who has the late one",
    );
    (folder, now)
}

/// The keys that look at the record three hours ago, and then these.
fn three_hours_ago(then: &str) -> Vec<Step> {
    let mut steps = keys("T-3h\r");
    steps.push(Step::Until("AS OF"));
    steps.extend(keys(then));
    steps
}

#[test]
fn the_report_and_the_brief_of_a_past_moment_are_of_that_moment() {
    let (folder, now) = lasting();
    let today = now.format("%H:%M").to_string();
    for (screen, of_now) in [("R", "2 smaller steps"), ("H", "role yet (5h)")] {
        let present = play(folder.path(), keys(screen));
        assert!(present.contains(of_now), "{present}");
        let past = play(folder.path(), three_hours_ago(screen));
        assert!(past.contains("AS OF"), "{past}");
        assert!(past.contains("INC-2026-001"), "{past}");
        assert!(!past.contains(of_now), "{past}");
        let text: Vec<&str> = past.lines().skip(3).collect();
        assert!(!text.join("\n").contains(&today), "{today}: {past}");
    }
}

#[test]
fn what_was_edited_in_the_present_is_not_shown_as_of_the_past_nor_edited_there() {
    let (folder, _) = lasting();
    let mut steps = keys("Re, words of today\x13\x1b");
    steps.extend(three_hours_ago("R"));
    let past = play(folder.path(), steps);
    assert!(past.contains("AS OF"), "{past}");
    assert!(!past.contains("words of today"), "{past}");
    let past = play(folder.path(), three_hours_ago("Re"));
    assert!(past.contains("that is for the present"), "{past}");
}

#[test]
fn the_review_and_what_is_lacking_are_of_the_past_moment() {
    let (folder, _) = lasting();
    told(
        folder.path(),
        warroom::clock::now(),
        "^ nobody owned the image",
    );
    for (screen, of_now) in [("r", "Lessons waiting   1!"), ("Pz", "used nowhere")] {
        let present = play(folder.path(), keys(screen));
        assert!(present.contains(of_now), "{screen}: {present}");
        let past = play(folder.path(), three_hours_ago(screen));
        assert!(past.contains("AS OF"), "{past}");
        assert!(!past.contains(of_now), "{screen}: {past}");
    }
}

#[test]
fn a_cockpit_that_begins_in_the_past_is_there_before_the_first_key() {
    let (folder, now) = lasting();
    let options = Options {
        as_of: Some(now - TimeDelta::hours(3)),
        ..options(folder.path())
    };
    let past = play_as(options.clone(), keys("nx"));
    assert!(past.contains("AS OF"), "{past}");
    assert!(past.contains("the early one"), "{past}");
    assert!(!past.contains("the late one"), "{past}");
    assert_eq!(entries(folder.path()).len(), 2, "nothing was written");
    let present = play_as(options, keys("T"));
    assert!(present.contains("the late one"), "{present}");
}

#[test]
fn a_past_or_an_incident_is_not_looked_for_in_a_file_that_is_made_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("below");
    let past = Options {
        as_of: Some(warroom::clock::now()),
        ..options(&below)
    };
    let named = Options {
        incident: Some("INC-2026-001".into()),
        ..options(&below)
    };
    for options in [past, named] {
        let script = Script {
            steps: VecDeque::new(),
            screen: Screen(Arc::new(Mutex::new(TestBackend::new(120, 30)))),
            copied: Arc::default(),
            turns: 0,
        };
        let problem = options.cockpit(script).err().expect("there is no record");
        let told = problem.to_string();
        assert!(told.contains("warroom open"), "{told}");
        assert_eq!(problem.exit(), warroom::problem::Exit::NotFound);
        assert!(!below.exists(), "{told}");
    }
}
