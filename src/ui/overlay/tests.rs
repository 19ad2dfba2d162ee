//! What the overlays look like, and that nothing breaks them at any size.

use crate::app::overlay::{
    Closing, Confirm, Detail, Editor, Form, Help, Incidents, Offer, Overlay, Palette, Paste, Search,
};
use crate::app::storm::any_msg;
use crate::app::testing::{address, entry_of, id, incident, noon, stream, task};
use crate::app::tests::{ready, send};
use crate::app::{App, Closure, Found, FrameInfo, Full, IncidentRow, Loaded, Msg, Of, Offered};
use crate::domain::{
    Body, Change, Entry, EntryKind, Event, Hit, Hlc, IndicatorType, Kind, Link, Stamp, Task,
    TaskState, Thing, When,
};
use crate::keys::{Chord, Context, Key};
use crate::ui::testing::{alone, screen};
use crate::ui::theme::{Theme, ThemeName};
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn event(n: u128, change: Change) -> Event {
    Event {
        id: id(n),
        batch: id(n),
        stamp: Stamp {
            hlc: Hlc(0),
            replica: id(9),
        },
        at: noon() + chrono::Duration::minutes(i64::try_from(n).unwrap_or(0)),
        author: "ana".into(),
        change,
    }
}

fn link(name: &str, headline: &str, n: u128) -> Link {
    Link {
        id: id(n),
        kind: Kind::Artifact,
        name: name.into(),
        headline: headline.into(),
        struck: false,
    }
}

/// A task that was altered, with links both ways.
fn full() -> Full {
    let before = task(
        7,
        "image the runner host, memory first; nobody logs in before that",
    );
    let mut wanted = before.body.clone();
    if let Body::Task(b) = &mut wanted {
        b.state = TaskState::Doing;
        b.notes = "Use the write blocker.\nHost: runner-07 \x1b[31mred".into();
        b.due = Some(When::now(noon() + chrono::Duration::hours(5)));
        b.workstream = Some(stream(2, "").id);
    }
    let mut history = vec![event(
        1,
        Change::create(before.id, Some(id(1)), before.body.clone()),
    )];
    let edits = Change::edits(&before, &wanted);
    history.extend((2..).zip(edits).map(|(n, c)| event(n, c)));
    let thing = Thing {
        body: wanted,
        ..before
    };
    Full {
        thing,
        links_from: vec![link("A3", "203.0.113.7", 0x3003)],
        links_to: vec![
            link("E12", "asked @lee to start T7", 0x100c),
            link("E19", "T7 waits for the key", 0x1013),
        ],
        history,
    }
}

fn hits() -> Vec<Found> {
    let found = |thing: Thing, snippet: &str, at: usize| Found {
        hit: Hit {
            thing,
            snippet: snippet.into(),
            matches: std::iter::once(at..at + 11).collect(),
        },
        key: "INC-2026-014".into(),
    };
    let note = entry_of(12, EntryKind::Action, "blocked 203.0.113.7", noon());
    vec![
        found(note, "blocked 203.0.113.7 at the edge @sam", 8),
        found(address(3, "203.0.113.7"), "203.0.113.7", 0),
    ]
}

const PASTED: &str = "14:05 > revoked all tokens @lee\n\
    28:30 nonsense\n\
    ? did the token have write access\n\
    + image the host @kim #newstream p1\n";

/// More indicators than there are digits, one of them not marked.
fn offer() -> Offer {
    let value = |n| match n {
        1 => "a-long-name-of-a-host.of-a-customer.example.net".to_owned(),
        n => format!("203.0.113.{n}"),
    };
    let found = (0..11).map(|n| Offered {
        kind: IndicatorType::Ipv4,
        value: value(n),
        source: "E12".into(),
        workstream: None,
    });
    let mut offer = Offer::new(&found.collect::<Vec<_>>());
    offer.found[2].1 = false;
    offer
}

/// A cockpit with one overlay open, by its name.
fn open(name: &str) -> App {
    let mut app = ready();
    let cx = app.cx();
    let overlay = match name {
        "confirm" => Overlay::Confirm(Confirm::new(
            "Strike E12 out? It stays in the journal and is shown struck through.".into(),
            Vec::new(),
        )),
        "detail" => Overlay::Detail(Detail::new(Of::Id(full().thing.id))),
        "form" => Overlay::Form(Form::new(
            Body::Task(Task::new("image the host")),
            None,
            &cx,
        )),
        "decision" => {
            let entry = Entry::new(EntryKind::Decision, When::now(noon()), "");
            Overlay::Form(Form::new(Body::Entry(entry), None, &cx))
        }
        "editor" => Overlay::Editor(Editor::new(
            "New task · notes",
            "first line\n\ta tab and \x1b[2J an escape\n日本語のとても長い行",
        )),
        "help" => Overlay::Help(Help::new(Context::Panes)),
        "incidents" => Overlay::Incidents(Incidents::new()),
        "palette" => Overlay::Palette(Palette::new()),
        "search" => Overlay::Search(Search::of("203.0.113.7")),
        "paste" => Overlay::Paste(Paste::new(PASTED, &cx)),
        "offer" => Overlay::Offer(offer()),
        "discard" => {
            let mut review = Paste::new(PASTED, &cx);
            review.asking = true;
            Overlay::Paste(review)
        }
        "closing" | "closing-why" => Overlay::Closing(Closing::because("a duplicate")),
        other => panic!("no overlay is called {other}"),
    };
    app.overlays.push(overlay);
    for answer in answers() {
        send(&mut app, Msg::Loaded(answer));
    }
    if name == "closing-why" {
        send(&mut app, Msg::Key(Chord::char('z')));
    }
    app
}

/// What the store answers to whatever overlay asks.
fn answers() -> Vec<Loaded> {
    let row = |current| IncidentRow {
        thing: incident(),
        current,
        last: Some(noon() - chrono::Duration::minutes(12)),
        owed: crate::domain::roadmap::Owed::default(),
        look_back: noon(),
    };
    vec![
        Loaded::Closure(Some(Box::new(closure()))),
        Loaded::Detail(Some(Box::new(full()))),
        Loaded::Incidents(vec![row(true), row(false)]),
        Loaded::Found {
            words: "203.0.113.7".into(),
            everywhere: false,
            hits: hits(),
        },
    ]
}

/// What an incident is closed with that still lacks something.
fn closure() -> Closure {
    let held = crate::app::testing::post_mortem();
    let checklist = "# INC-2026-014: before it is closed\n\nThe post-mortem still lacks 2 points. \
        It is draft. It can be closed all the same: say why.\n\n\
        - No summary is written. Write five lines: what happened, to whom, what was done.\n\
        - Fixes without an owner: X1, X2, \u{1b}[2J. Give it to one person.\n";
    Closure {
        closed: false,
        gaps: held.gaps,
        checklist: checklist.into(),
        message: "# INC-2026-014\n\nThank you to everyone who took part.\n".into(),
        review: None,
    }
}

const NAMES: [&str; 14] = [
    "closing",
    "closing-why",
    "confirm",
    "detail",
    "form",
    "decision",
    "editor",
    "help",
    "incidents",
    "palette",
    "search",
    "paste",
    "discard",
    "offer",
];

/// `INSTA_UPDATE=always cargo test` writes the pictures afresh.
#[test]
fn every_overlay_looks_as_it_did() {
    let theme = Theme::new(ThemeName::Mono, false);
    for name in NAMES {
        for (width, height) in [(80, 24), (120, 40)] {
            let app = open(name);
            let seen = alone(&app, width, height, &theme);
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), seen);
        }
    }
}

fn press(app: &mut App, chords: &[Chord]) {
    for chord in chords {
        send(app, Msg::Key(*chord));
    }
}

fn write(app: &mut App, text: &str) {
    let chords: Vec<_> = text.chars().map(Chord::char).collect();
    press(app, &chords);
}

#[test]
fn a_name_is_offered_under_its_field_and_a_wrong_time_says_so() {
    let theme = Theme::new(ThemeName::Mono, false);
    let mut app = open("form");
    press(&mut app, &[Chord::plain(Key::Tab), Chord::plain(Key::Tab)]);
    write(&mut app, "le");
    let seen = screen(&mut app, 80, 24, &theme);
    assert!(seen.contains("› @lee"), "{seen}");
    assert!(seen.contains("new: @le"), "{seen}");
    press(&mut app, &[Chord::plain(Key::Tab); 3]);
    write(&mut app, "28:30");
    let seen = screen(&mut app, 80, 24, &theme);
    assert!(seen.contains("! "), "{seen}");
}

#[test]
fn a_form_on_a_small_screen_hides_the_frames_below_it() {
    let theme = Theme::new(ThemeName::Mono, false);
    for (width, height) in [(80, 24), (80, 20)] {
        let mut app = open("form");
        let seen = screen(&mut app, width, height, &theme);
        let sides = seen.lines().filter(|l| l.starts_with("\"└")).count();
        assert_eq!(sides, 1, "{seen}");
    }
}

#[test]
fn the_detail_shows_the_keys_of_its_kind() {
    let theme = Theme::new(ThemeName::Mono, false);
    let seen = alone(&open("detail"), 80, 24, &theme);
    for key in ["s state", "o owner", "p priority", "x strike", "y copy"] {
        assert!(seen.contains(key), "{key}: {seen}");
    }
    assert!(!seen.contains("* star"), "{seen}");
    let narrow = alone(&open("detail"), 40, 10, &theme);
    assert!(narrow.contains("Esc back"), "{narrow}");
}

#[test]
fn a_tag_in_the_detail_is_not_broken() {
    let theme = Theme::new(ThemeName::Mono, false);
    for width in 40..100 {
        let mut app = open("detail");
        let mut full = full();
        if let Body::Task(b) = &mut full.thing.body {
            b.title = "image the runner host of the build farm #forensics @lee".into();
        }
        let answer = Loaded::Detail(Some(Box::new(full)));
        send(&mut app, Msg::Loaded(answer));
        let seen = alone(&app, width, 24, &theme);
        assert!(seen.contains("#forensics"), "{width}: {seen}");
    }
}

#[test]
fn the_cursor_stands_after_a_line_that_fills_its_row() {
    let theme = Theme::new(ThemeName::Mono, false);
    for letters in 30..46 {
        let mut app = ready();
        let text = "x".repeat(letters);
        app.overlays
            .push(Overlay::Editor(Editor::new("notes", text)));
        let mut terminal = Terminal::new(TestBackend::new(40, 10)).expect("a buffer");
        let mut info = FrameInfo::default();
        let drawn = terminal.draw(|frame| {
            let top = app.overlays.last().expect("an overlay is open");
            super::draw(top, &app, &theme, frame, frame.area(), &mut info);
        });
        drawn.expect("a buffer takes every frame");
        let at = terminal.get_cursor_position().expect("a buffer has one");
        let under = terminal.backend().buffer()[at].symbol().to_owned();
        assert_eq!(under, " ", "{letters} letters");
        assert_eq!(terminal.backend().buffer()[(at.x - 1, at.y)].symbol(), "x");
    }
}

#[test]
fn an_ascii_terminal_gets_ascii_and_can_read_what_it_is() {
    let theme = Theme::new(ThemeName::Dark, true);
    for name in NAMES {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let mut app = open(name);
            let seen = screen(&mut app, width, height, &theme);
            let stray = seen.chars().find(|c| !c.is_ascii());
            assert_eq!(stray, None, "{name}: {seen}");
        }
    }
    let mut app = open("detail");
    let mut full = full();
    if let Body::Task(b) = &mut full.thing.body {
        b.title = "caf\u{e9}".into();
    }
    send(&mut app, Msg::Loaded(Loaded::Detail(Some(Box::new(full)))));
    let seen = screen(&mut app, 80, 24, &theme);
    assert!(
        seen.contains("caf<U+00E9>") && seen.contains("T7 - task"),
        "{seen}"
    );
}

#[test]
fn no_control_character_of_the_data_reaches_the_screen() {
    let theme = Theme::new(ThemeName::Dark, true);
    for name in NAMES {
        let mut app = open(name);
        let hostile = "a\x1b]0;x\x07\u{202e}\u{200b}\u{301}".to_owned();
        send(&mut app, Msg::Paste(hostile));
        let seen = screen(&mut app, 100, 30, &theme);
        let raw = seen.chars().filter(|c| *c != '\n');
        for c in raw {
            assert!(!c.is_control(), "{name}: {c:?}");
            assert!(!matches!(c, '\u{202e}' | '\u{200b}'), "{name}: {c:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn nothing_breaks_an_overlay_at_any_size(
        name in proptest::sample::select(&NAMES[..]),
        msgs in proptest::collection::vec(any_msg(), 0..25),
        sizes in proptest::collection::vec((1u16..140, 1u16..50), 1..4),
        ascii in any::<bool>(),
    ) {
        let theme = Theme::new(ThemeName::Dark, ascii);
        let mut app = open(name);
        for (i, msg) in msgs.into_iter().enumerate() {
            let (width, height) = sizes[i % sizes.len()];
            screen(&mut app, width, height, &theme);
            send(&mut app, msg);
        }
        screen(&mut app, sizes[0].0, sizes[0].1, &theme);
    }
}
