//! What the roadmap and the patterns look like, and that nothing breaks them
//! at any size.

use crate::app::testing::{fixes, noon};
use crate::app::tests::{press, ready, send};
use crate::app::{App, Loaded, Msg};
use crate::domain::patterns::{Material, Patterns};
use crate::ui::testing::screen;
use crate::ui::theme::{Theme, ThemeName};

/// What incidents have in common, by hand in `domain/patterns/tests.rs`.
fn patterns() -> Patterns {
    Patterns::of(&crate::domain::patterns::by_hand(), noon())
}

fn open(keys: &str) -> App {
    let mut app = ready();
    press(&mut app, &keys[..1]);
    send(&mut app, Msg::Loaded(Loaded::Fixes(fixes())));
    send(
        &mut app,
        Msg::Loaded(Loaded::Patterns(Box::new(patterns()))),
    );
    press(&mut app, &keys[1..]);
    app
}

const SCREENS: [(&str, &str); 6] = [
    ("roadmap", "F"),
    ("roadmap-by-owner", "Fr"),
    ("roadmap-board", "Fb"),
    ("roadmap-state", "Fs"),
    ("roadmap-verified", "Fjsv"),
    ("patterns", "O"),
];

/// `INSTA_UPDATE=always cargo test` writes the pictures afresh.
#[test]
fn the_screens_look_as_they_did() {
    let theme = Theme::new(ThemeName::Mono, false);
    for (name, keys) in SCREENS {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut app = open(keys);
            let seen = screen(&mut app, width, height, &theme);
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), seen);
        }
    }
}

#[test]
fn in_ascii_every_number_is_there_and_no_sign_is_lost() {
    let theme = Theme::new(ThemeName::Mono, true);
    let unicode = Theme::new(ThemeName::Mono, false);
    for (_, keys) in SCREENS {
        let seen = screen(&mut open(keys), 120, 60, &theme);
        let signs = screen(&mut open(keys), 120, 60, &unicode);
        assert!(seen.is_ascii(), "{seen}");
        assert_eq!(
            seen.matches('?').count(),
            signs.matches('?').count(),
            "{seen}"
        );
    }
    let seen = screen(&mut open("O"), 120, 60, &theme);
    assert!(seen.contains("CWE-798") && seen.contains("###"), "{seen}");
}

#[test]
fn no_size_breaks_them_and_nothing_of_the_data_acts() {
    let theme = Theme::new(ThemeName::Dark, false);
    for (_, keys) in SCREENS {
        for width in [1, 10, 39, 40, 61, 80, 200] {
            for height in [1, 5, 9, 10, 14, 24, 60] {
                let seen = screen(&mut open(keys), width, height, &theme);
                assert!(!seen.contains(['\x1b', '\u{202e}']), "{width}x{height}");
            }
        }
    }
    let mut none = ready();
    press(&mut none, "O");
    let nothing = Patterns::of(&Material::default(), noon());
    send(&mut none, Msg::Loaded(Loaded::Patterns(Box::new(nothing))));
    let seen = screen(&mut none, 80, 24, &theme);
    assert!(seen.contains("0 incidents"), "{seen}");
}
