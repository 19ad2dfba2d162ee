//! What a person at the cockpit waits for, at a thousand entries and at a
//! million: the first frame, a keypress, a note. Run with
//! `cargo bench --bench cockpit`.

#![allow(missing_docs, reason = "criterion makes an undocumented function")]

mod generator;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ratatui::backend::TestBackend;
use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};
use warroom::app::{Msg, Trouble};
use warroom::domain::attention::{self, Rules};
use warroom::keys::{Chord, Key};
use warroom::store::{OpenMode, Store};
use warroom::tui::{Look, Options, Outside};
use warroom::ui::theme::ThemeName;

const SIZES: [u32; 2] = [1_000, 1_000_000];

/// A terminal whose user presses keys one by one, each after the frame that
/// answers the one before, and notes how long every turn took.
struct Hand {
    keys: VecDeque<Chord>,
    asked: Option<Instant>,
    waited: Duration,
    counted: usize,
    /// The key pressed last, and the one whose turns alone are counted.
    pressed: Option<Chord>,
    only: Option<Chord>,
}

impl Hand {
    fn new(keys: Vec<Chord>) -> Self {
        Self {
            keys: keys.into(),
            asked: None,
            waited: Duration::ZERO,
            counted: 0,
            pressed: None,
            only: None,
        }
    }
}

impl Outside for Hand {
    type Screen = TestBackend;

    fn open(&mut self) -> io::Result<TestBackend> {
        Ok(TestBackend::new(120, 40))
    }

    fn next(&mut self, wait: Duration) -> io::Result<Option<Msg>> {
        if wait.is_zero() {
            return Ok(None);
        }
        let counts = self.only.is_none() || self.only == self.pressed;
        if let Some(asked) = self.asked.take().filter(|_| counts) {
            self.waited += asked.elapsed();
            self.counted += 1;
        }
        self.asked = Some(Instant::now());
        self.pressed = self.keys.pop_front();
        Ok(self.pressed.map(Msg::Key))
    }

    fn asked_to_end(&self) -> bool {
        self.keys.is_empty()
    }

    fn asked_to_stop(&self) -> bool {
        false
    }

    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn edit(&mut self, _: &str) -> Result<Option<String>, Trouble> {
        Ok(None)
    }

    fn copy(&mut self, _: &str) -> io::Result<()> {
        Ok(())
    }

    fn mouse(&mut self, _: bool) -> io::Result<()> {
        Ok(())
    }
}

fn options(database: &Path) -> Options {
    Options {
        database: database.to_owned(),
        state: database.with_extension("state"),
        author: "ana".into(),
        zone: "UTC".into(),
        incident: None,
        as_of: None,
        look: Look {
            theme: ThemeName::Dark,
            ascii: false,
            no_colour: false,
        },
        rules: Rules::default(),
        tone: Default::default(),
        facilitator: false,
        mouse: false,
        editor: None,
        remarks: Vec::new(),
    }
}

/// Plays keys through the real loop; the time of one turn, on average.
fn turn(database: &Path, keys: Vec<Chord>) -> Duration {
    play(database, Hand::new(keys))
}

/// The same, of the turns that begin with one key.
fn turn_of(database: &Path, only: Chord, keys: Vec<Chord>) -> Duration {
    let hand = Hand {
        only: Some(only),
        ..Hand::new(keys)
    };
    play(database, hand)
}

fn play(database: &Path, hand: Hand) -> Duration {
    let mut cockpit = options(database).cockpit(hand).expect("the file opens");
    cockpit.run().expect("the loop runs");
    let turns = u32::try_from(cockpit.outside.counted.max(1)).expect("few");
    cockpit.outside.waited / turns
}

fn first_frame(c: &mut Criterion) {
    let mut group = c.benchmark_group("open to first frame");
    for size in SIZES {
        let file = generator::file(size);
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter(|| turn(&file, Vec::new()));
        });
    }
}

fn keypress(c: &mut Criterion) {
    let mut group = c.benchmark_group("keypress to frame");
    let moves = || {
        let up = vec![Chord::char('k'); 200];
        let page = vec![Chord::plain(Key::PageUp); 40];
        [up, page].concat()
    };
    for size in SIZES {
        let file = generator::file(size);
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter_custom(|n| (0..n).map(|_| turn(&file, moves())).sum());
        });
    }
}

/// A note typed and recorded: every key drawn, the line on disk, its row shown.
fn note(c: &mut Criterion) {
    let mut group = c.benchmark_group("note through the cockpit");
    group.sample_size(20);
    let text = "blocked 203.0.113.7 at the edge";
    let keys = || {
        let typed = text.chars().map(Chord::char);
        let mut keys = vec![Chord::char('n')];
        keys.extend(typed);
        keys.extend([Chord::plain(Key::Enter), Chord::plain(Key::Esc)]);
        keys
    };
    for size in SIZES {
        let file = generator::file(size);
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter_custom(|n| {
                let whole = |_| turn(&file, keys()) * u32::try_from(text.len()).expect("short");
                (0..n).map(whole).sum()
            });
        });
    }
}

/// What needs the commander, of ten workstreams, 150 tasks and 20,000 entries:
/// read and judged, and its screen opened.
fn needs(c: &mut Criterion) {
    let mut group = c.benchmark_group("what needs you");
    let file = generator::command();
    let store = Store::open(&file, OpenMode::ReadOnly).expect("the file opens");
    let incident = store.current_incident().expect("it can be read");
    let incident = incident.expect("there is one").id;
    let now = warroom::clock::now();
    group.bench_function("read and judged", |b| {
        b.iter(|| {
            let situation = store.situation(incident).expect("it can be read");
            attention::needs(&situation, &Rules::default(), "maya", now).len()
        });
    });
    let situation = store.situation(incident).expect("it can be read");
    group.bench_function("judged", |b| {
        b.iter(|| attention::needs(&situation, &Rules::default(), "maya", now).len());
    });
}

/// The screens of command, opened in a file as a commander has it, and a note
/// recorded there: each from the key to its frame.
fn command(c: &mut Criterion) {
    let mut group = c.benchmark_group("command");
    group.sample_size(20);
    let (esc, enter) = (Chord::plain(Key::Esc), Chord::plain(Key::Enter));
    let typed = |text: &str| text.chars().map(Chord::char).collect::<Vec<_>>();
    let screens = [
        ("needs you opened", Chord::char('!'), typed("!")),
        ("board opened", Chord::char('b'), typed("b")),
        ("people opened", Chord::char('@'), typed("@")),
        (
            "check-in page opened",
            enter,
            [typed("m"), vec![enter, esc]].concat(),
        ),
    ];
    let file = generator::command();
    for (name, only, keys) in screens {
        let keys = [keys, vec![esc]].concat().repeat(10);
        group.bench_function(name, |b| {
            b.iter_custom(|n| (0..n).map(|_| turn_of(&file, only, keys.clone())).sum());
        });
    }
    let note = [typed("nblocked it"), vec![enter, esc]].concat().repeat(5);
    // What is written goes into a copy: the file stays as large as it is.
    let own = file.with_file_name("notes-command.db");
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", own.display()));
    }
    std::fs::copy(&file, &own).expect("room on the disk");
    group.bench_function("note recorded", |b| {
        b.iter_custom(|n| (0..n).map(|_| turn_of(&own, enter, note.clone())).sum());
    });
}

/// The roadmap and the patterns over 40 incidents with 600 fixes, each from the
/// key to its frame, and moving in the list.
fn across(c: &mut Criterion) {
    let mut group = c.benchmark_group("over all incidents");
    group.sample_size(20);
    let esc = Chord::plain(Key::Esc);
    let typed = |text: &str| text.chars().map(Chord::char).collect::<Vec<_>>();
    let screens = [
        ("roadmap opened", 'F', "F"),
        ("roadmap as a board", 'b', "Fb"),
        ("roadmap by owner", 'r', "Fr"),
        ("roadmap, a line down", 'j', "Fjjjjj"),
        ("patterns opened", 'O', "O"),
        ("incidents opened", 'i', "i"),
    ];
    let file = generator::across();
    for (name, only, keys) in screens {
        let keys = [typed(keys), vec![esc]].concat().repeat(10);
        group.bench_function(name, |b| {
            let only = Chord::char(only);
            b.iter_custom(|n| (0..n).map(|_| turn_of(&file, only, keys.clone())).sum());
        });
    }
}

criterion_group!(cockpit, first_frame, keypress, note, needs, command, across);
criterion_main!(cockpit);
