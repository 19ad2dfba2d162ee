//! What the review looks like, and that nothing breaks it at any size.

use crate::app::overlay::{Evidence, Overlay, Review, Writing};
use crate::app::storm::any_msg;
use crate::app::testing::{HOSTILE, entry_of, id, noon, post_mortem, section};
use crate::app::tests::{ready, send};
use crate::app::{App, Loaded, Msg};
use crate::domain::post_mortem::Part;
use crate::domain::{EntryKind, SectionKind};
use crate::keys::Chord;
use crate::ui::testing::{alone, screen};
use crate::ui::theme::{Theme, ThemeName};
use proptest::prelude::*;

const SCRIPT: &str = "# Review of INC-2026-014\n\n## Opening (5 min)\n\n- \u{1b}[2Jread it aloud\n";

const NAMES: [&str; 11] = [
    "review",
    "causes",
    "fixes",
    "waiting",
    "triage",
    "meeting",
    "decisions",
    "writing",
    "theirs",
    "evidence",
    "letter",
];

/// The part of the review that a picture shows; none for the other overlays.
fn part(name: &str) -> Option<Part> {
    match name {
        "review" => Some(Part::Section(SectionKind::WentWell)),
        "causes" | "letter" => Some(Part::Causes),
        "fixes" => Some(Part::Fixes),
        "waiting" => Some(Part::Waiting),
        "triage" => Some(Part::Triage),
        "meeting" => Some(Part::Meeting),
        "decisions" => Some(Part::Decisions),
        _other => None,
    }
}

/// A cockpit with one overlay open, by the name of its picture.
fn open(name: &str) -> App {
    let mut app = ready();
    let mut held = post_mortem();
    let well = Part::Section(SectionKind::WentWell);
    app.overlays.push(match name {
        "writing" | "theirs" => Overlay::Writing(Writing::new(well, &held)),
        "evidence" => {
            let entry = entry_of(1, EntryKind::Action, HOSTILE, noon());
            Overlay::Evidence(Evidence::new(entry).expect("an entry bears something out"))
        }
        _review => Overlay::Review(Review::new()),
    });
    if name == "theirs" {
        held.sections[0] = section(SectionKind::WentWell, "The tokens were revoked at once.");
    }
    send(
        &mut app,
        Msg::Loaded(Loaded::Factors(id(1), held.factors.clone())),
    );
    let loaded = Loaded::PostMortem(Box::new(held), SCRIPT.into());
    send(&mut app, Msg::Loaded(loaded));
    let place = part(name).and_then(|part| Part::ALL.iter().position(|p| *p == part));
    let mut keys = "j".repeat(place.unwrap_or(0));
    keys.push_str(match name {
        "letter" => "ls",
        "review" | "writing" | "theirs" | "evidence" => "",
        _list => "l",
    });
    for key in keys.chars() {
        send(&mut app, Msg::Key(Chord::char(key)));
    }
    app
}

#[test]
fn the_review_looks_as_it_did() {
    let theme = Theme::new(ThemeName::Mono, false);
    for name in NAMES {
        for (width, height) in [(80, 24), (120, 40)] {
            let seen = alone(&open(name), width, height, &theme);
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), seen);
        }
    }
}

#[test]
fn an_ascii_terminal_gets_ascii_and_no_control_character_reaches_any() {
    for (name, ascii) in NAMES.iter().flat_map(|n| [(n, true), (n, false)]) {
        let theme = Theme::new(ThemeName::Dark, ascii);
        for (width, height) in [(48, 14), (80, 24), (200, 60)] {
            let mut app = open(name);
            send(&mut app, Msg::Paste(HOSTILE.to_owned()));
            let seen = screen(&mut app, width, height, &theme);
            for c in seen.chars().filter(|c| *c != '\n') {
                assert!(!c.is_control(), "{name}: {c:?}");
                assert!(!matches!(c, '\u{202e}' | '\u{200b}'), "{name}: {c:?}");
                assert!(!ascii || c.is_ascii(), "{name}: {c:?} in {seen}");
            }
        }
    }
}

#[test]
fn on_a_narrow_screen_each_side_has_all_of_it() {
    let theme = Theme::new(ThemeName::Mono, false);
    let mut app = open("review");
    let seen = screen(&mut app, 48, 24, &theme);
    assert!(
        seen.contains("Went badly") && !seen.contains("What went well?"),
        "{seen}"
    );
    send(&mut app, Msg::Key(Chord::char('l')));
    let seen = screen(&mut app, 48, 24, &theme);
    assert!(
        !seen.contains("Went badly") && seen.contains("What went well?"),
        "{seen}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn nothing_breaks_the_review_at_any_size(
        name in proptest::sample::select(&NAMES[..]),
        msgs in proptest::collection::vec(any_msg(), 0..30),
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
