//! Pictures of the screen, and that none of any size breaks it.

use super::theme::{Theme, ThemeName};
use crate::app::overlay::Overlay;
use crate::app::storm::any_msg;
use crate::app::testing::{base, fresh, noon};
use crate::app::tests::ready;
use crate::app::{App, Loaded, Mouse, MouseWhat, Msg, Target, update};
use crate::domain::Counts;
use crate::keys::{self, BINDINGS, Chord, Context, Key};
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Modifier;

/// Draws until the measures of one frame no longer alter the next.
pub(super) fn picture(app: &mut App, width: u16, height: u16, theme: &Theme) -> TestBackend {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    for _ in 0..2 {
        let mut info = None;
        terminal
            .draw(|frame| info = Some(super::draw(app, theme, frame)))
            .unwrap();
        update(app, Msg::Drawn(info.unwrap()), noon());
    }
    terminal.backend().clone()
}

pub(super) fn press(app: &mut App, keys: &str) {
    for c in keys.chars() {
        let chord = match c {
            '\r' => Chord::plain(Key::Enter),
            '\x1b' => Chord::plain(Key::Esc),
            c => Chord::char(c),
        };
        update(app, Msg::Key(chord), noon());
    }
}

/// The screen as text, without the quotes the backend puts around each row.
pub(super) fn text(backend: &TestBackend) -> String {
    let rows = backend.to_string();
    let rows = rows
        .lines()
        .map(|row| row.trim_matches('"').trim_end())
        .collect::<Vec<_>>();
    rows.join("\n")
}

pub(super) fn dark() -> Theme {
    Theme::new(ThemeName::Dark, false)
}

#[test]
fn four_panes_at_120_by_24() {
    let shown = text(&picture(&mut ready(), 120, 24, &dark()));
    insta::assert_snapshot!(shown);
}

#[test]
fn timeline_and_right_column_at_80_by_24() {
    insta::assert_snapshot!(text(&picture(&mut ready(), 80, 24, &dark())));
}

#[test]
fn one_pane_with_tabs_at_40_by_10() {
    insta::assert_snapshot!(text(&picture(&mut ready(), 40, 10, &dark())));
}

#[test]
fn a_sentence_at_20_by_5() {
    let shown = text(&picture(&mut ready(), 20, 5, &dark()));
    insta::assert_snapshot!(shown, @r"
    the cockpit needs
    40×10; this is
    smaller
    ");
}

#[test]
fn all_there_is_at_200_by_60() {
    let shown = text(&picture(&mut ready(), 200, 60, &dark()));
    let line = shown.lines().nth(4).unwrap_or_default();
    assert!(line.contains("12:01   seen"), "{line}");
    assert_eq!(shown.lines().count(), 60);
}

#[test]
fn an_empty_file_says_what_to_press() {
    let mut app = fresh();
    update(&mut app, Msg::Loaded(Loaded::Base(Box::default())), noon());
    insta::assert_snapshot!(text(&picture(&mut app, 60, 16, &dark())));
}

#[test]
fn what_is_typed_is_previewed_and_a_mistake_is_shown_at_its_place() {
    let mut app = ready();
    press(&mut app, "n14:05 > blocked it @lee #newline");
    let shown = text(&picture(&mut app, 100, 24, &dark()));
    let rows: Vec<&str> = shown.lines().rev().take(3).collect();
    insta::assert_snapshot!(rows[1..].join("\n"));
    let mut app = ready();
    press(&mut app, "n28:30 x");
    let shown = text(&picture(&mut app, 100, 24, &dark()));
    assert!(shown.contains("column 1: "), "{shown}");
}

#[test]
fn the_parts_of_a_decision_are_previewed() {
    let mut app = ready();
    press(
        &mut app,
        "n= cut it; not reversible; revisit: 2027-01-05; why: scope",
    );
    let shown = text(&picture(&mut app, 120, 24, &dark()));
    for part in [
        "decision",
        "not reversible",
        "revisit Tue 2027-01-05",
        "why: scope",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

#[test]
fn what_a_line_does_to_other_things_is_previewed() {
    let told = |line: &str| {
        let mut app = ready();
        press(&mut app, line);
        text(&picture(&mut app, 120, 24, &dark()))
    };
    let shown = told("n= supersedes D3; tokens of CI only, see E4");
    assert!(shown.contains("· supersedes D3 ·"), "{shown}");
    assert!(shown.contains("links E4"), "{shown}");
    let shown = told("nanswers Q5: it could");
    assert!(shown.contains("· answers Q5"), "{shown}");
    assert!(!shown.contains("links"), "{shown}");
    let shown = told("n\" we tell executives the scope due:22:00");
    assert!(shown.contains("promised to executives by 22:00"), "{shown}");
}

#[test]
fn at_80_by_24_the_keys_of_a_screen_are_on_it() {
    for (screen, last) in [
        ("!", ["Z what is put off", "s resolve"]),
        ("b", ["M merge", "n new"]),
        ("@", ["n new", "Enter detail"]),
        ("D", ["a answer", "T known then"]),
        ("C", ["r reopen", "Enter open"]),
        ("F", ["M measured", "i its incident"]),
    ] {
        let mut app = ready();
        press(&mut app, screen);
        let shown = text(&picture(&mut app, 80, 24, &dark()));
        let all = last.iter().chain(&["? help", "Esc close"]);
        for key in all {
            assert!(shown.contains(key), "{screen} {key}: {shown}");
        }
    }
}

#[test]
fn screens_of_the_past_show_no_keys_that_alter_it() {
    for (screen, stays, goes) in [
        ("!", "? help", "z put off"),
        ("b", "? help", "M merge"),
        ("D", "? help", "s supersede"),
        ("C", "? help", "s start"),
    ] {
        let mut app = ready();
        press(&mut app, screen);
        let now = text(&picture(&mut app, 160, 30, &dark()));
        assert!(now.contains(goes), "{goes}: {now}");
        app.as_of = Some(noon());
        let past = text(&picture(&mut app, 160, 30, &dark()));
        assert!(
            past.contains(stays) && !past.contains(goes),
            "{goes}: {past}"
        );
    }
}

#[test]
fn without_colour_the_selection_is_reversed_and_nothing_is_coloured() {
    let mono = Theme::new(ThemeName::Mono, false);
    let backend = picture(&mut ready(), 80, 24, &mono);
    let cells = backend.buffer().content();
    let coloured = cells
        .iter()
        .any(|c| c.fg != ratatui::style::Color::Reset || c.bg != ratatui::style::Color::Reset);
    assert!(!coloured);
    let reversed = cells
        .iter()
        .filter(|c| c.modifier.contains(Modifier::REVERSED));
    assert!(reversed.count() > 40);
}

#[test]
fn an_ascii_screen_is_ascii() {
    let ascii = Theme::new(ThemeName::Dark, true);
    for (width, height) in [(120, 40), (80, 24), (40, 10), (20, 5)] {
        let mut app = ready();
        app.settings.ascii = true;
        let shown = text(&picture(&mut app, width, height, &ascii));
        assert!(shown.is_ascii(), "{shown}");
        press(&mut app, "?");
        let shown = text(&picture(&mut app, width, height, &ascii));
        assert!(shown.is_ascii(), "{shown}");
    }
}

/// The last row of a screen.
fn footer(backend: &TestBackend) -> String {
    let shown = text(backend);
    shown.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn every_key_of_the_footer_can_be_clicked_where_it_is_shown() {
    for pane in ['1', '2', '3', '4'] {
        let mut app = ready();
        press(&mut app, &pane.to_string());
        let seen = picture(&mut app, 120, 30, &dark());
        let row: Vec<char> = footer(&seen).chars().collect();
        let targets = app.info.targets.clone();
        let keys = targets.iter().filter_map(|(area, target)| match target {
            Target::Key(action) => Some((*area, *action)),
            _other => None,
        });
        let mut count = 0;
        for (area, action) in keys {
            count += 1;
            let from = usize::from(area.x);
            let shown: String = row[from..from + usize::from(area.width)].iter().collect();
            let key = shown.split(' ').next().unwrap_or_default();
            let bound = BINDINGS.iter().find(|b| {
                b.context == Context::Panes && b.chords.iter().any(|c| c.to_string() == key)
            });
            assert_eq!(bound.map(|b| b.action), Some(action), "{shown}");
            for x in [area.x, area.x + area.width - 1] {
                assert_eq!(app.info.at(x, area.y), Some(Target::Key(action)));
            }
        }
        assert!(count > 8, "{count} keys");
    }
}

#[test]
fn a_click_on_a_key_of_the_footer_is_that_key() {
    let mut app = ready();
    let seen = picture(&mut app, 120, 30, &dark());
    let x = footer(&seen).find("? help").expect("help is always shown");
    let click = Mouse {
        x: u16::try_from(x).unwrap(),
        y: 29,
        what: MouseWhat::Click,
    };
    update(&mut app, Msg::Mouse(click), noon());
    assert!(matches!(app.overlays[..], [Overlay::Help(_)]));
    picture(&mut app, 120, 30, &dark());
    update(&mut app, Msg::Mouse(click), noon());
    assert_eq!(app.overlays.len(), 1, "what lies below is not clicked");
}

#[test]
fn a_footer_leaves_keys_out_but_never_the_way_to_them_nor_half_of_one() {
    for width in 40..200 {
        for pane in ['1', '2', '3', '4'] {
            let mut app = ready();
            press(&mut app, &pane.to_string());
            let shown = footer(&picture(&mut app, width, 24, &dark()));
            assert!(shown.ends_with("? help"), "{width}: {shown}");
            let words: Vec<&str> = keys::of_pane(app.focus.index(), false)
                .map(|h| h.word)
                .collect();
            for hint in shown.trim().split("  ") {
                let word = hint.split_once(' ').map_or("", |(_, word)| word);
                assert!(words.contains(&word), "{width}: {hint:?} in {shown}");
            }
        }
    }
}

#[test]
fn a_lens_counts_its_own_workstream_only() {
    let mut app = ready();
    let mut base = base();
    let of = |entries, tasks_open, artifacts| Counts {
        entries,
        tasks_open,
        artifacts,
        ..Counts::default()
    };
    base.tally.all = of(1284, 16, 89);
    let stream = base.known.workstreams[1].id;
    base.tally.streams = vec![(stream, of(42, 3, 7))];
    update(&mut app, Msg::Loaded(Loaded::Base(Box::new(base))), noon());
    let titles = |app: &mut App| {
        let seen = text(&picture(app, 120, 40, &dark()));
        let shown =
            |title: &str, count: &str| seen.lines().any(|l| l.contains(title) && l.contains(count));
        let all = [
            ("1 Timeline", "1 284 "),
            ("3 Tasks", "16 open"),
            ("4 Artifacts", "89 "),
        ];
        let lens = [
            ("1 Timeline", " 42 "),
            ("3 Tasks", " 3 open"),
            ("4 Artifacts", " 7 "),
        ];
        (
            all.iter().all(|(t, c)| shown(t, c)),
            lens.iter().all(|(t, c)| shown(t, c)),
            seen,
        )
    };
    let (all, lens, seen) = titles(&mut app);
    assert!(all && !lens, "{seen}");
    app.filters.lens = Some(stream);
    let (all, lens, seen) = titles(&mut app);
    assert!(lens && !all, "{seen}");
    assert!(
        seen.contains("#forensics: "),
        "the bar says of what: {seen}"
    );
}

#[test]
fn hostile_text_moves_nothing_on_the_screen() {
    let mut app = ready();
    let mut base = base();
    let nasty = "\u{1b}[2J\u{202e}abc\u{301}\u{200b}\u{301}中👩‍💻\r\n\tx\u{9b}31m";
    if let Some(crate::domain::Body::Incident(i)) = base.incident.as_mut().map(|t| &mut t.body) {
        i.title = nasty.into();
        i.code_name = Some(nasty.into());
    }
    update(&mut app, Msg::Loaded(Loaded::Base(Box::new(base))), noon());
    for rows in &mut app.rows {
        for thing in &mut rows.window.rows {
            match &mut thing.body {
                crate::domain::Body::Entry(e) => e.text = nasty.into(),
                crate::domain::Body::Task(t) => t.title = nasty.into(),
                crate::domain::Body::Artifact(a) => a.name = nasty.into(),
                crate::domain::Body::Workstream(w) => w.slug = nasty.into(),
                _ => {}
            }
        }
    }
    for (width, height) in [(120, 40), (80, 24), (40, 10)] {
        let backend = picture(&mut app, width, height, &dark());
        for cell in backend.buffer().content() {
            let safe = crate::domain::visible_line(cell.symbol());
            assert_eq!(safe, cell.symbol());
        }
        if width >= 80 {
            let shown = text(&backend);
            let bottom = shown.lines().filter(|l| l.starts_with('└')).count();
            assert!(bottom >= 1, "{shown}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn no_size_and_no_sequence_of_messages_breaks_the_screen(
        msgs in proptest::collection::vec((any_msg(), 1u16..130, 1u16..45), 0..40),
        ascii in any::<bool>(),
    ) {
        let theme = Theme::new(ThemeName::Dark, ascii);
        for mut app in [ready(), fresh()] {
            for (msg, width, height) in &msgs {
                update(&mut app, msg.clone(), noon());
                picture(&mut app, *width, *height, &theme);
            }
        }
    }
}
