//! Keys on the roadmap, and what they ask for.

use super::*;
use crate::app::testing::{fixes, id, person};
use crate::app::tests::{press, ready, send};
use crate::app::{App, Make, Trouble};
use crate::domain::{Change, Edit, FixEdit};

fn open() -> App {
    let mut app = ready();
    press(&mut app, "F");
    send(&mut app, Msg::Loaded(Loaded::Fixes(fixes())));
    app
}

fn roadmap(app: &App) -> &Roadmap {
    match app.overlays.last() {
        Some(Overlay::Roadmap(roadmap)) => roadmap,
        other => panic!("{other:?}"),
    }
}

fn names(app: &App) -> Vec<String> {
    let cx = app.cx();
    roadmap(app).rows(&cx).iter().map(Planned::name).collect()
}

fn selected(app: &App) -> String {
    let (roadmap, cx) = (roadmap(app), app.cx());
    let rows = roadmap.rows(&cx);
    rows[roadmap.at(&rows)].name()
}

/// The changes that pressing these keys asks for.
fn changes(app: &mut App, keys: &str) -> Vec<Change> {
    let effects = press(app, keys);
    let all = effects.into_iter().filter_map(|e| match e {
        Effect::Append {
            make: Make::Changes(changes),
            ..
        } => Some(changes),
        _other => None,
    });
    all.flatten().collect()
}

fn edits(app: &mut App, keys: &str) -> Vec<(Id, FixEdit)> {
    let edit = |change| match change {
        Change::Edit {
            id,
            edit: Edit::Fix(edit),
        } => (id, edit),
        other => panic!("{other:?}"),
    };
    changes(app, keys).into_iter().map(edit).collect()
}

#[test]
fn all_incidents_are_on_it_what_is_late_first_and_no_drill() {
    let mut app = open();
    let late_first = [
        "INC-2026-014/X2",
        "INC-2026-014/X3",
        "INC-2026-014/X1",
        "INC-2026-002/X4",
    ];
    assert_eq!(names(&app), late_first);
    press(&mut app, "r");
    assert_eq!(roadmap(&app).by, Grouping::Owner);
    assert_eq!(names(&app)[0], "INC-2026-002/X4", "nobody's comes first");
    press(&mut app, "/lee\r");
    assert_eq!(names(&app), ["INC-2026-014/X2", "INC-2026-014/X1"]);
    press(&mut app, "\x1b");
    assert_eq!(names(&app).len(), 4, "Esc shows all again");
}

#[test]
fn two_keys_give_a_state_an_owner_and_a_priority() {
    let mut app = open();
    let found = edits(&mut app, "ss");
    let state = found.iter().find_map(|(_, e)| match e {
        FixEdit::State(swap) => Some(swap.now),
        _other => None,
    });
    assert_eq!(state, Some(FixState::Shipped));
    assert!(found.iter().any(|(_, e)| matches!(e, FixEdit::Passages(_))));
    assert_eq!(found[0].0, id(0x6002), "of the selected one");
    let found = edits(&mut app, "om");
    assert!(
        matches!(&found[..], [(_, FixEdit::Owner(swap))] if swap.now == Some(person("maya").id))
    );
    let found = edits(&mut app, "p3");
    assert!(
        matches!(&found[..], [(_, FixEdit::Priority(_))]),
        "{found:?}"
    );
    assert!(edits(&mut app, "s\x1bo\x1bp\x1bd\x1b").is_empty());
}

#[test]
fn verified_wants_a_result_and_who_and_only_of_what_has_shipped() {
    let mut app = open();
    assert!(edits(&mut app, "sv").is_empty());
    let problem = roadmap(&app).problem.clone().expect("it is said");
    assert!(problem.contains("only what has shipped"), "{problem}");
    press(&mut app, "jsv");
    assert!(edits(&mut app, "\r").is_empty(), "a result is wanted");
    let found = changes(&mut app, "@maya 0 of 40 left\r");
    let outcome = found.iter().find_map(|c| match c {
        Change::Edit {
            edit: Edit::Fix(FixEdit::Outcome(swap)),
            ..
        } => swap.now.clone(),
        _other => None,
    });
    let outcome = outcome.expect("it is recorded");
    assert_eq!(outcome.by, person("maya").id);
    assert_eq!(outcome.result, "0 of 40 left");
}

#[test]
fn declined_wants_a_reason_and_what_is_open_is_not_taken_up_again() {
    let mut app = open();
    press(&mut app, "sx");
    assert!(edits(&mut app, "@jon\r").is_empty(), "a reason is wanted");
    let found = changes(&mut app, " the service goes away\r");
    assert!(found.iter().any(|c| matches!(
        c,
        Change::Edit {
            edit: Edit::Fix(FixEdit::Declined(_)),
            ..
        }
    )));
    assert!(edits(&mut app, "sr").is_empty());
    let problem = roadmap(&app).problem.clone().expect("it is said");
    assert!(problem.contains("still open"), "{problem}");
}

#[test]
fn a_due_time_and_a_measurement_are_typed_on_a_line_that_a_mistake_does_not_clear() {
    let mut app = open();
    press(&mut app, "d");
    // What it was is there to be altered.
    assert!(
        roadmap(&app)
            .asking
            .ask()
            .unwrap()
            .line
            .text()
            .starts_with("2026-11-15")
    );
    for _ in 0..40 {
        send(
            &mut app,
            Msg::Key(Chord::plain(crate::keys::Key::Backspace)),
        );
    }
    assert!(edits(&mut app, "whenever\r").is_empty());
    let ask = roadmap(&app).asking.ask().unwrap();
    assert!(ask.trouble.is_some() && ask.line.text() == "whenever");
    press(&mut app, "\x1b\x1b");
    assert!(edits(&mut app, "M").is_empty());
    let problem = roadmap(&app).problem.clone().expect("it is said");
    assert!(problem.contains("no success metric"), "{problem}");
    press(&mut app, "jj");
    assert_eq!(selected(&app), "INC-2026-014/X1");
    assert!(edits(&mut app, "Mmany\r").is_empty());
    press(&mut app, "\x1b\x1b");
    let found = edits(&mut app, "M12 two teams are left\r");
    assert!(
        matches!(&found[..], [(_, FixEdit::Measurements(_))]),
        "{found:?}"
    );
}

#[test]
fn the_board_is_walked_by_column_and_the_selection_stays_on_its_fix() {
    let mut app = open();
    press(&mut app, "b");
    assert!(roadmap(&app).board);
    assert_eq!(selected(&app), "INC-2026-014/X2", "doing");
    press(&mut app, "l");
    assert_eq!(selected(&app), "INC-2026-014/X3", "shipped");
    press(&mut app, "l");
    assert_eq!(selected(&app), "INC-2026-014/X3", "there is no further one");
    press(&mut app, "hhj");
    assert_eq!(selected(&app), "INC-2026-002/X4", "proposed, the second");
    press(&mut app, "b");
    assert_eq!(selected(&app), "INC-2026-002/X4");
}

#[test]
fn its_incident_is_a_key_away_and_a_refusal_is_said() {
    let mut app = open();
    press(&mut app, "G");
    assert_eq!(selected(&app), "INC-2026-002/X4");
    let effects = press(&mut app, "i");
    assert!(matches!(effects[..], [Effect::Use(incident)] if incident == id(2)));
    assert!(app.overlays.is_empty());
    let mut app = open();
    press(&mut app, "ss");
    let ticket = app.awaited.last().map(|(ticket, _)| *ticket);
    let full = Err(Trouble("the disk is full".into()));
    send(&mut app, Msg::Appended(ticket.expect("it waits"), full));
    assert_eq!(roadmap(&app).problem.as_deref(), Some("the disk is full"));
    let effects = press(&mut app, "\r");
    assert!(
        matches!(app.overlays.last(), Some(Overlay::Detail(_))),
        "{effects:?}"
    );
}

#[test]
fn nothing_breaks_while_nothing_is_there() {
    let mut app = ready();
    press(&mut app, "Fsodpbjklhm/x\r\x1bMeib\r");
    let mut app = ready();
    press(&mut app, "F");
    send(&mut app, Msg::Loaded(Loaded::Fixes(Vec::new())));
    assert!(edits(&mut app, "bbrccjkGgssx\x1b").is_empty());
}

#[test]
fn the_board_shows_what_was_declined_where_closed_ones_are_asked_for() {
    let mut app = open();
    press(&mut app, "b");
    let (before, columns) = (names(&app).len(), roadmap(&app).columns().len());
    press(&mut app, "c");
    assert!(roadmap(&app).board, "it stays the board");
    assert_eq!(roadmap(&app).columns().len(), columns + 1);
    let declined = |app: &App| {
        let (roadmap, cx) = (roadmap(app), app.cx());
        let rows = roadmap.rows(&cx);
        rows.iter()
            .filter(|r| r.fix.state == FixState::Declined)
            .count()
    };
    assert_eq!(names(&app).len(), before + declined(&app));
    press(&mut app, "c");
    assert_eq!(names(&app).len(), before);
}
