//! The real loop on a screen in memory: keys in, and then both are asked, the
//! screen and the database.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "cockpit_loop/altered.rs"]
mod altered;
#[path = "cockpit_loop/begun.rs"]
mod begun_before;
#[path = "cockpit_loop/beside.rs"]
mod beside;
#[path = "cockpit_loop/check_in.rs"]
mod check_in;
#[path = "cockpit_loop/closing.rs"]
mod closing;
#[path = "cockpit_loop/commanding.rs"]
mod commanding;
#[path = "cockpit_loop/fixes.rs"]
mod fixes;
#[path = "cockpit_loop/owners.rs"]
mod owners;
#[path = "cockpit_loop/past.rs"]
mod past;
#[path = "cockpit_loop/review.rs"]
mod review;

use ratatui::backend::TestBackend;
use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use warroom::app::{Msg, Trouble};
use warroom::domain::{Anchor, Filter, Incident, Severity, TaskFilter, TaskState, Thing};
use warroom::keys::{Chord, Key};
use warroom::store::{By, OpenMode, Store};
use warroom::tui::{Look, Options, Outside};
use warroom::ui::theme::ThemeName;

/// A step of a script.
enum Step {
    /// A message, as the terminal would report it.
    Say(Msg),
    /// Nothing for a moment, in which the loop looks around.
    Wait,
    /// Turns of the loop until the screen shows this.
    Until(&'static str),
    /// Something done from outside, by another process.
    Do(Box<dyn FnMut()>),
    /// The same, so late that the loop takes a message in before it notices.
    DoAndSay(Box<dyn FnMut()>, Msg),
}

/// A terminal that plays a script and then asks the loop to end.
struct Script {
    steps: VecDeque<Step>,
    screen: Screen,
    copied: Arc<Mutex<Vec<String>>>,
    /// Turns that were waited.
    turns: usize,
}

/// A screen in memory that can be looked at after the loop has gone.
#[derive(Clone)]
struct Screen(Arc<Mutex<TestBackend>>);

impl Outside for Script {
    type Screen = shared::Shared;

    fn open(&mut self) -> io::Result<Self::Screen> {
        Ok(shared::Shared(Arc::clone(&self.screen.0)))
    }

    fn next(&mut self, wait: Duration) -> io::Result<Option<Msg>> {
        if wait.is_zero() && !matches!(self.steps.front(), Some(Step::Say(_))) {
            return Ok(None);
        }
        if let Some(Step::Until(text)) = self.steps.front() {
            let shown = self.screen.0.lock().unwrap().to_string();
            self.turns += 1;
            assert!(self.turns < 20_000, "waited for {text}: {shown}");
            if !shown.contains(text) {
                std::thread::yield_now();
                return Ok(None);
            }
        }
        match self.steps.pop_front() {
            Some(Step::Say(msg)) => Ok(Some(msg)),
            Some(Step::Do(mut act)) => {
                act();
                Ok(None)
            }
            Some(Step::DoAndSay(mut act, msg)) => {
                act();
                Ok(Some(msg))
            }
            Some(Step::Wait | Step::Until(_)) | None => Ok(None),
        }
    }

    fn asked_to_end(&self) -> bool {
        self.steps.is_empty()
    }

    fn asked_to_stop(&self) -> bool {
        false
    }

    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn edit(&mut self, text: &str) -> Result<Option<String>, Trouble> {
        Ok(Some(format!("{text}, edited")))
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.copied.lock().unwrap().push(text.to_owned());
        Ok(())
    }

    fn mouse(&mut self, _on: bool) -> io::Result<()> {
        Ok(())
    }
}

mod shared {
    //! A backend behind a lock: the loop owns one end, the test the other.

    use ratatui::backend::{Backend, ClearType, TestBackend, WindowSize};
    use ratatui::buffer::Cell;
    use ratatui::layout::{Position, Size};
    use std::sync::{Arc, Mutex};

    pub struct Shared(pub Arc<Mutex<TestBackend>>);

    type Of<T> = Result<T, <TestBackend as Backend>::Error>;

    impl Backend for Shared {
        type Error = <TestBackend as Backend>::Error;

        fn draw<'a, I>(&mut self, content: I) -> Of<()>
        where
            I: Iterator<Item = (u16, u16, &'a Cell)>,
        {
            self.0.lock().unwrap().draw(content)
        }

        fn hide_cursor(&mut self) -> Of<()> {
            self.0.lock().unwrap().hide_cursor()
        }

        fn show_cursor(&mut self) -> Of<()> {
            self.0.lock().unwrap().show_cursor()
        }

        fn get_cursor_position(&mut self) -> Of<Position> {
            self.0.lock().unwrap().get_cursor_position()
        }

        fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Of<()> {
            self.0.lock().unwrap().set_cursor_position(position)
        }

        fn clear(&mut self) -> Of<()> {
            self.0.lock().unwrap().clear()
        }

        fn clear_region(&mut self, clear_type: ClearType) -> Of<()> {
            self.0.lock().unwrap().clear_region(clear_type)
        }

        fn size(&self) -> Of<Size> {
            self.0.lock().unwrap().size()
        }

        fn window_size(&mut self) -> Of<WindowSize> {
            self.0.lock().unwrap().window_size()
        }

        fn flush(&mut self) -> Of<()> {
            self.0.lock().unwrap().flush()
        }
    }
}

/// Keys: a character each; `\r` Enter, `\x1b` Esc, `\t` Tab, `\x13` ^S, `\x12` ^R.
fn keys(text: &str) -> Vec<Step> {
    let chord = |c| match c {
        '\r' => Chord::plain(Key::Enter),
        '\x1b' => Chord::plain(Key::Esc),
        '\t' => Chord::plain(Key::Tab),
        '\x13' => Chord::ctrl('s'),
        '\x12' => Chord::ctrl('r'),
        '\x15' => Chord::ctrl('u'),
        c => Chord::char(c),
    };
    text.chars()
        .map(|c| Step::Say(Msg::Key(chord(c))))
        .collect()
}

fn options(folder: &Path) -> Options {
    Options {
        database: folder.join("w.db"),
        state: folder.join("state"),
        author: "ana".into(),
        zone: "UTC".into(),
        incident: None,
        as_of: None,
        look: Look {
            theme: ThemeName::Mono,
            ascii: false,
            no_colour: true,
        },
        rules: warroom::domain::attention::Rules::default(),
        tone: Default::default(),
        facilitator: false,
        mouse: true,
        editor: None,
        remarks: Vec::new(),
    }
}

/// Plays a script in a cockpit on a folder's database; what the screen then shows.
fn play(folder: &Path, steps: Vec<Step>) -> String {
    play_as(options(folder), steps)
}

/// The same, with options of its own.
fn play_as(options: Options, steps: Vec<Step>) -> String {
    let screen = Screen(Arc::new(Mutex::new(TestBackend::new(120, 30))));
    let mut steps: VecDeque<Step> = steps.into();
    // The last thing that was said is drawn before the loop is asked to end.
    steps.extend([Step::Wait, Step::Wait]);
    let script = Script {
        steps,
        screen: screen.clone(),
        copied: Arc::default(),
        turns: 0,
    };
    let mut cockpit = options.cockpit(script).unwrap();
    cockpit.run().unwrap();
    screen.0.lock().unwrap().to_string()
}

fn by(author: &str) -> By {
    By {
        author: author.into(),
        now: warroom::clock::now(),
    }
}

fn store(folder: &Path) -> Store {
    Store::open(&folder.join("w.db"), OpenMode::Create).unwrap()
}

/// A folder with a database that holds one incident.
fn begun() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let incident = Incident::new("", "stolen CI token", Severity::Sev1);
    store(folder.path())
        .create_incident(&by("maya"), incident, |_, _| Vec::new())
        .unwrap();
    folder
}

/// What of the incident may need somebody, as the file has it.
fn situation(folder: &Path) -> warroom::domain::Situation {
    let store = store(folder);
    let id = store.current_incident().unwrap().unwrap().id;
    store.situation(id).unwrap()
}

fn entries(folder: &Path) -> Vec<Thing> {
    let store = store(folder);
    let id = store.current_incident().unwrap().unwrap().id;
    let window = store.timeline(id, &Filter::default(), Anchor::Tail, 100);
    window.unwrap().rows
}

fn tasks(folder: &Path) -> Vec<Thing> {
    let store = store(folder);
    let id = store.current_incident().unwrap().unwrap().id;
    let window = store.tasks(id, &TaskFilter::default(), Anchor::Head, 100);
    window.unwrap().rows
}

#[test]
fn a_note_is_on_the_screen_and_on_disk() {
    let folder = begun();
    let shown = play(
        folder.path(),
        keys("n> blocked 203.0.113.7 @sam #containment\r"),
    );
    assert!(
        shown.contains("> blocked 203.0.113.7 @sam #containment"),
        "{shown}"
    );
    assert!(shown.contains("#containment"), "{shown}");
    let entries = entries(folder.path());
    assert_eq!(entries.len(), 1);
    assert_eq!(
        entries[0].headline(),
        "blocked 203.0.113.7 @sam #containment"
    );
    assert_eq!(entries[0].created.author, "ana");
}

#[test]
fn the_first_incident_is_opened_from_an_empty_file() {
    let folder = tempfile::tempdir().unwrap();
    let first = play(folder.path(), Vec::new());
    assert!(first.contains("open an incident"), "{first}");
    let shown = play(folder.path(), keys("Istolen CI token\x13nfirst words\r"));
    assert!(shown.contains("stolen CI token"), "{shown}");
    assert!(shown.contains("first words"), "{shown}");
    assert_eq!(entries(folder.path()).len(), 1);
}

#[test]
fn a_task_is_taken_and_done_in_two_keystrokes_each() {
    let folder = begun();
    let steps = keys("t image the runner @lee p1\r\x1b3osz");
    let shown = play(folder.path(), steps);
    assert!(shown.contains("image the runner"), "{shown}");
    let steps = keys("3sd");
    play(folder.path(), steps);
    let tasks = tasks(folder.path());
    assert_eq!(tasks[0].as_task().map(|t| t.state), Some(TaskState::Done));
}

#[test]
fn undo_takes_back_and_redo_does_again() {
    let folder = begun();
    play(folder.path(), keys("na mistake\r\x1bu"));
    assert!(entries(folder.path()).is_empty());
    play(folder.path(), keys("na mistake\r\x1bu\x12"));
    assert_eq!(entries(folder.path()).len(), 1);
}

#[test]
fn what_another_process_writes_is_shown_without_a_key() {
    let folder = begun();
    let path = folder.path().to_path_buf();
    let write = move || {
        let mut store = store(&path);
        let id = store.current_incident().unwrap().unwrap().id;
        let known = store.known(Some(id)).unwrap();
        let now = warroom::clock::now();
        let cx = warroom::capture::Context {
            now,
            zone: "UTC",
            known: &known,
        };
        let line = warroom::capture::parse("from another shell", &cx).unwrap();
        store
            .append(&by("lee"), Some(id), |known| {
                warroom::capture::record(&[line], known, id, now)
            })
            .unwrap();
    };
    let steps = vec![Step::Wait, Step::Do(Box::new(write)), Step::Wait];
    let shown = play(folder.path(), steps);
    assert!(shown.contains("from another shell"), "{shown}");
}

#[test]
fn a_draft_survives_and_is_gone_once_it_is_recorded() {
    let folder = begun();
    play(folder.path(), keys("nhalf a sent"));
    assert!(entries(folder.path()).is_empty());
    let shown = play(folder.path(), Vec::new());
    assert!(shown.contains("half a sent"), "{shown}");
    play(folder.path(), keys("nence\r"));
    assert_eq!(entries(folder.path())[0].headline(), "half a sentence");
    let shown = play(folder.path(), Vec::new());
    assert!(shown.contains("n: type what happens"), "{shown}");
}

#[test]
fn what_one_person_left_does_not_come_up_in_the_session_of_another() {
    let folder = begun();
    let of = |author: &str| Options {
        author: author.into(),
        ..options(folder.path())
    };
    play_as(of("jon"), keys("nhalf a sent"));
    let shown = play_as(of("maya"), Vec::new());
    assert!(!shown.contains("half a sent"), "{shown}");
    let shown = play_as(of("jon"), Vec::new());
    assert!(shown.contains("half a sent"), "{shown}");
}

#[test]
fn an_amendment_half_typed_survives_beside_a_new_line() {
    let folder = begun();
    play(folder.path(), keys("nblocked it\rhalf a sent\x1ba by hand"));
    let shown = play(folder.path(), Vec::new());
    assert!(shown.contains("half a sent"), "{shown}");
    assert!(
        shown.contains("an amendment of E1 was never recorded"),
        "{shown}"
    );
    let shown = play(folder.path(), keys("a, at the edge\r"));
    assert!(shown.contains("E1 amended"), "{shown}");
    let entries = entries(folder.path());
    let texts: Vec<&str> = entries.iter().map(Thing::headline).collect();
    assert_eq!(texts, ["blocked it by hand, at the edge"]);
    let shown = play(folder.path(), Vec::new());
    assert!(shown.contains("half a sent"), "the new line stays: {shown}");
    assert!(!shown.contains("amendment"), "{shown}");
}

#[test]
fn an_amendment_that_was_sent_is_no_draft_whatever_key_comes_after() {
    let folder = begun();
    play(folder.path(), keys("nblocked it\r\x1ba by hand\r\x1b"));
    assert_eq!(entries(folder.path())[0].headline(), "blocked it by hand");
    let shown = play(folder.path(), Vec::new());
    assert!(shown.contains("n: type what happens"), "{shown}");
    assert!(!shown.contains("never recorded"), "{shown}");
}

#[test]
fn a_line_typed_here_stays_in_the_incident_shown_here() {
    let folder = begun();
    let path = folder.path().to_path_buf();
    let here = store(&path).current_incident().unwrap().unwrap().id;
    let elsewhere = move || {
        let incident = Incident::new("", "another one", Severity::Sev3);
        store(&path)
            .create_incident(&by("lee"), incident, |_, _| Vec::new())
            .unwrap();
    };
    let mut steps = keys("nhalf");
    steps.push(Step::Do(Box::new(elsewhere)));
    steps.push(Step::Wait);
    steps.extend(keys(" done\r"));
    play(folder.path(), steps);
    let store = store(folder.path());
    let window = store.timeline(here, &Filter::default(), Anchor::Tail, 10);
    assert_eq!(window.unwrap().rows[0].headline(), "half done");
}

#[test]
fn pasted_lines_are_recorded_after_one_confirmation() {
    let folder = begun();
    let mut steps = keys("n");
    let text = "14:05 > one\n14:06 > two @lee\n".to_owned();
    steps.push(Step::Say(Msg::Paste(text)));
    steps.extend(keys("\r"));
    let shown = play(folder.path(), steps);
    let entries = entries(folder.path());
    let texts: Vec<&str> = entries.iter().map(Thing::headline).collect();
    assert_eq!(texts, ["one", "two @lee"], "{shown}");
}

#[test]
fn what_needs_somebody_is_assigned_and_put_off_from_its_list() {
    let folder = begun();
    let bar = play(
        folder.path(),
        keys("nseen by @lee\r+ image the host p1\r\x1b"),
    );
    assert!(
        bar.contains("!! 3 need you") || bar.contains("!! 4 need you"),
        "{bar}"
    );
    let listed = play(folder.path(), keys("!j"));
    assert!(listed.contains("T1 image the host"), "{listed}");
    let shown = play(folder.path(), keys("!jolz4h nobody is free\r"));
    assert!(shown.contains("1 put off"), "{shown}");
    assert!(!shown.contains("P1 and nobody has it"), "{shown}");
    let store = store(folder.path());
    let incident = store.current_incident().unwrap().unwrap().id;
    let situation = store.situation(incident).unwrap();
    let task = situation.tasks[0].as_task().unwrap();
    let lee = situation.known.person("lee").unwrap().id;
    assert_eq!(task.assignee, Some(lee));
    let snooze = situation.snoozes[0].as_snooze().unwrap();
    assert_eq!(
        (snooze.need.as_str(), snooze.reason.as_str()),
        ("no-scribe", "nobody is free")
    );
}

#[test]
fn a_clock_is_started_by_an_entry_and_an_unknown_label_is_said_at_the_line() {
    let folder = begun();
    let shown = play(folder.path(), keys("n. data was copied\r\x1bCsE9\r"));
    assert!(shown.contains("there is no E9"), "{shown}");
    assert!(shown.contains("not legal advice"), "{shown}");
    let shown = play(folder.path(), keys("CsE1\r"));
    assert!(shown.contains("left, until"), "{shown}");
    assert!(shown.contains("gdpr-33 in"), "the bar counts down: {shown}");
    assert!(!shown.contains("shows of nobody"), "{shown}");
    let store = store(folder.path());
    let id = store.current_incident().unwrap().unwrap().id;
    let duties = store.situation(id).unwrap().duties;
    let duty = duties[0].as_duty().unwrap();
    assert_eq!(duty.since.unwrap().to_string(), "E1");
    let shown = play(folder.path(), keys("CdE1\r"));
    assert!(
        shown.contains("is done; E1 is of the kind observation, which shows of nobody"),
        "{shown}"
    );
}

#[test]
fn the_register_supersedes_answers_and_opens() {
    let folder = begun();
    play(folder.path(), keys("n= cut access\r? who had it\r"));
    let shown = play(folder.path(), keys("Dsrotate only\r\x1bD"));
    assert!(shown.contains("superseded by D2"), "{shown}");
    assert!(shown.contains("rotate only"), "{shown}");
    let shown = play(folder.path(), keys("DGaE99\r"));
    assert!(shown.contains("there is no E99"), "{shown}");
    let shown = play(folder.path(), keys("DGaE1\r"));
    assert!(shown.contains("answered by E1"), "{shown}");
}

#[test]
fn the_past_is_shown_under_a_banner_refuses_to_be_written_and_is_left() {
    let folder = begun();
    play(folder.path(), keys("nfirst words\r"));
    let mut steps = keys("Tnow\r");
    steps.push(Step::Until("AS OF"));
    steps.extend(keys("nsecond words\r"));
    let shown = play(folder.path(), steps);
    assert!(shown.contains("AS OF "), "{shown}");
    assert!(shown.contains("read-only"), "{shown}");
    assert_eq!(entries(folder.path()).len(), 1, "nothing was written");
}

/// A folder with an exercise whose first inject comes at its start.
fn exercise() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = b"time,inject,expected\n0,the runner calls out,ZEBRA is opened\n9h,GIRAFFE writes,ZEBRA is told\n";
    let scenario = warroom::interchange::read_scenario("night.csv", text).unwrap();
    let incident = Incident {
        exercise: true,
        drill: Some(scenario.drill()),
        ..Incident::new("", "night", Severity::Sev3)
    };
    store(folder.path())
        .create_incident(&by("fay"), incident, |id, _| scenario.creates(id))
        .unwrap();
    folder
}

#[test]
fn a_facilitator_runs_the_drill_and_players_see_what_landed() {
    let folder = exercise();
    let facilitator = || Options {
        facilitator: true,
        ..options(folder.path())
    };
    let shown = play(folder.path(), keys("Zpn"));
    assert!(
        entries(folder.path()).is_empty(),
        "no player runs it: {shown}"
    );
    assert!(!shown.contains("GIRAFFE"), "{shown}");
    let shown = play_as(facilitator(), keys("Zp"));
    assert!(
        shown.contains("running") && shown.contains("1 to come"),
        "{shown}"
    );
    assert!(
        shown.contains("GIRAFFE") && shown.contains("ZEBRA"),
        "{shown}"
    );
    let shown = play_as(facilitator(), keys("ngot it\r\x1bZaE2\ryjx"));
    assert!(shown.contains("left out"), "{shown}");
    assert!(shown.contains("met"), "{shown}");
    let shown = play(folder.path(), keys("Z"));
    assert!(shown.contains("INJECT 1: the runner calls out"), "{shown}");
    for secret in ["ZEBRA", "GIRAFFE", "E2 "] {
        assert!(!shown.contains(secret), "{shown}");
    }
    // Neither the detail of the entry nor that of the inject behind it.
    for steps in ["1gv", "1gv\t\r", "/ZEBRA", "/GIRAFFE"] {
        let shown = play(folder.path(), keys(steps));
        let shown = shown.replace("/ZEBRA", "").replace("/GIRAFFE", "");
        assert!(
            !shown.contains("ZEBRA is") && !shown.contains("GIRAFFE writes"),
            "{shown}"
        );
        let first = shown.lines().next().unwrap();
        assert!(first.contains("EXERCISE"), "{steps:?}: {first}");
    }
    for key in "!b@mDCRHZ:?iE".chars() {
        let shown = play(folder.path(), keys(&key.to_string()));
        let first = shown.lines().next().unwrap();
        assert!(first.contains("EXERCISE"), "{key}: {first}");
    }
    assert_eq!(entries(folder.path()).len(), 2);
}

#[test]
fn what_is_due_lands_by_itself_once_with_two_facilitators() {
    let folder = exercise();
    let facilitator = || Options {
        facilitator: true,
        ..options(folder.path())
    };
    play_as(facilitator(), keys("Zp"));
    let path = folder.path().to_path_buf();
    let hurry = move || {
        let mut store = store(&path);
        let id = store.current_incident().unwrap().unwrap().id;
        let act = warroom::domain::exercise::Act::Speed(3600);
        let mut by = by("jon");
        // The clock of the drill reads ten hours by then.
        by.now -= chrono::TimeDelta::seconds(20);
        let made = store.append_to_exercise(&by, id, |e, n| e.changes(&act, by.now, n).unwrap());
        made.unwrap();
    };
    let mut steps = vec![Step::Wait, Step::Do(Box::new(hurry))];
    steps.extend([Step::Wait, Step::Wait, Step::Wait]);
    play_as(facilitator(), steps);
    play_as(facilitator(), vec![Step::Wait, Step::Wait]);
    let entries = entries(folder.path());
    let texts: Vec<&str> = entries.iter().map(Thing::headline).collect();
    assert_eq!(
        texts,
        ["INJECT 1: the runner calls out", "INJECT 2: GIRAFFE writes"]
    );
}
