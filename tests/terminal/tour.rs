//! The pictures of `docs/TOUR.md`: this very program over its demo, at each
//! screen that the tour stops at.

use super::pty::Home;
use super::svg;

/// Where the tour stops: its picture and the rows of it, the keys that lead
/// there from the panes, what the screen shows then, and the keys that lead back.
const STOPS: &[(&str, u16, &str, &str, &str)] = &[
    ("needs-you", 26, "!", "Needs you: ", "\x1b"),
    ("board", 30, "bjj", "── #identity", "\x1b"),
    ("handover", 40, "H", "The first things to do", "\x1b"),
    ("roadmap", 30, "Fjjjjj", "── INC-2026-006/X2", "\x1b"),
    ("root-cause", 40, "rjjjjjl", "F2 ", "qq"),
    ("patterns", 40, "O", "Classes of weakness", "\x1b"),
    (
        "check-in",
        30,
        "mnjjcthe build runs in 52 minutes, a token of one hour will do\r\t\tone try on Monday, nora has the host\r\r",
        "needs       one try",
        "\x1b\x1b",
    ),
];

#[test]
fn the_pictures_of_the_tour_are_true() {
    let tour = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/TOUR.md"));
    let tour = tour.expect("docs/TOUR.md is readable");
    let home = Home::empty();
    let mut cockpit = home.demo(120, 30);
    for (name, rows, keys, shows, back) in STOPS {
        cockpit.wait_for("f filter");
        cockpit.resize(120, *rows);
        cockpit.send(keys);
        cockpit.wait_for(shows);
        cockpit.settle();
        svg::holds(&format!("docs/tour/{name}.svg"), cockpit.screen());
        assert!(tour.contains(&format!("(tour/{name}.svg)")), "{name}");
        cockpit.send(back);
    }
}
