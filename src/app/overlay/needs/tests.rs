//! What needs you, key by key.

use super::*;
use crate::app::testing::{entry_of, id, incident, noon, person, stream, task};
use crate::app::tests::{appends, press, ready, send};
use crate::app::{App, Full, Make};
use crate::domain::attention::Rule;
use crate::domain::{
    Body, Change, EntryKind, Known, Label, Priority, Question as Asked, Situation, Tally, Thing,
    When,
};
use chrono::Duration;

fn with(mut thing: Thing, alter: impl FnOnce(&mut Body)) -> Thing {
    alter(&mut thing.body);
    thing
}

/// A cockpit in which a task is unowned, a question old, a stream silent and
/// nobody leads, with the screen open.
fn open() -> App {
    let mut app = ready();
    let unowned = with(task(7, "image the host"), |b| {
        let Body::Task(task) = b else { unreachable!() };
        task.priority = Some(Priority::P2);
    });
    let late = with(task(8, "rotate"), |b| {
        let Body::Task(task) = b else { unreachable!() };
        task.priority = Some(Priority::P1);
        task.assignee = Some(person("lee").id);
        task.due = Some(When::now(noon() - Duration::minutes(5)));
    });
    let old = noon() - Duration::days(3);
    let asked = with(
        entry_of(12, EntryKind::Question, "write access?", old),
        |b| {
            let Body::Entry(entry) = b else {
                unreachable!()
            };
            entry.question = Some(Asked {
                number: 5,
                answered_by: None,
            });
        },
    );
    let mut silent = stream(2, "forensics");
    silent.changed.at = noon() - Duration::hours(5);
    let situation = Situation {
        incident: incident(),
        known: Known {
            workstreams: vec![silent],
            ..app.known().clone()
        },
        tally: Tally::default(),
        roles: Vec::new(),
        tasks: vec![unowned, late],
        waiting: vec![asked],
        check_ins: Vec::new(),
        handovers: Vec::new(),
        duties: Vec::new(),
        told: None,
        snoozes: Vec::new(),
        fixes: Vec::new(),
    };
    send(
        &mut app,
        Msg::Loaded(Loaded::Situation(Some(Box::new(situation)))),
    );
    press(&mut app, "!");
    app
}

fn screen(app: &App) -> &Needs {
    match app.overlays.last() {
        Some(Overlay::Needs(needs)) => needs,
        other => panic!("{other:?}"),
    }
}

/// Selects the need of a rule.
fn select(app: &mut App, rule: Rule) {
    let place = app.needs.iter().position(|n| n.rule == rule);
    let place = place.unwrap_or_else(|| panic!("{rule} of {:?}", app.needs));
    press(app, "g");
    press(app, &"j".repeat(place));
}

/// The key of the selected need.
fn selected(app: &App) -> String {
    let rows = screen(app).rows(&app.needs, &app.put_off);
    rows[screen(app).at(&rows)].key.clone()
}

fn changes(effects: &[Effect]) -> Vec<Change> {
    match &appends(effects)[..] {
        [(_, Make::Changes(changes))] => changes.clone(),
        other => panic!("{other:?}"),
    }
}

fn shown(changes: &[Change]) -> String {
    format!("{changes:?}")
}

#[test]
fn two_keys_give_a_task_to_somebody_and_the_list_stays() {
    let mut app = open();
    select(&mut app, Rule::Unowned);
    let made = changes(&press(&mut app, "ol"));
    assert_eq!(made[0].subject(), task(7, "").id);
    let lee = person("lee").id;
    assert!(shown(&made).contains(&format!("Assignee(Swap {{ was: None, now: Some({lee}")));
    assert!(screen(&app).asking.is_none());
}

#[test]
fn a_role_that_nobody_holds_is_given_as_a_task_is() {
    let mut app = open();
    select(&mut app, Rule::NoIc);
    let made = changes(&press(&mut app, "om"));
    let text = shown(&made);
    assert!(
        text.contains("role: Ic") && text.contains(&person("maya").id.to_string()),
        "{text}"
    );
}

#[test]
fn putting_off_wants_a_time_and_a_reason_and_keeps_what_was_typed() {
    let mut app = open();
    select(&mut app, Rule::Silent);
    let key = selected(&app);
    assert!(appends(&press(&mut app, "z4h\r")).is_empty());
    assert!(screen(&app).problem.as_ref().unwrap().contains("say why"));
    let made = changes(&press(&mut app, " the vendor is asleep\r"));
    let text = shown(&made);
    assert!(
        text.contains(&key) && text.contains("the vendor is asleep"),
        "{text}"
    );
}

#[test]
fn escape_leaves_the_question_before_it_leaves_the_screen() {
    let mut app = open();
    for keys in ["z4h", "o", "s"] {
        select(&mut app, Rule::Overdue);
        press(&mut app, keys);
        assert!(screen(&app).asking.is_some(), "{keys}");
        press(&mut app, "\x1b");
        assert!(screen(&app).asking.is_none(), "{keys}");
    }
    press(&mut app, "\x1b");
    assert!(app.overlays.is_empty());
}

#[test]
fn a_task_is_done_with_two_keys() {
    let mut app = open();
    select(&mut app, Rule::Overdue);
    let made = changes(&press(&mut app, "sd"));
    assert!(shown(&made).contains("now: Done"));
}

#[test]
fn a_question_is_answered_by_an_entry_that_exists() {
    let mut app = open();
    select(&mut app, Rule::Question);
    press(&mut app, "sT7\r");
    assert!(
        screen(&app)
            .problem
            .as_ref()
            .unwrap()
            .contains("no label of an entry")
    );
    send(&mut app, Msg::Key(Chord::ctrl('u')));
    press(&mut app, "e9\r");
    let nothing = send(&mut app, Msg::Loaded(Loaded::Detail(None)));
    assert!(appends(&nothing).is_empty());
    assert!(
        screen(&app)
            .problem
            .as_ref()
            .unwrap()
            .contains("there is no E9")
    );
    let full = Full {
        thing: crate::app::testing::entry(9, "no", noon()),
        links_from: Vec::new(),
        links_to: Vec::new(),
        history: Vec::new(),
    };
    let made = changes(&send(
        &mut app,
        Msg::Loaded(Loaded::Detail(Some(Box::new(full)))),
    ));
    let e9 = Label::parse("E9").unwrap();
    assert!(shown(&made).contains(&format!("answered_by: Some({e9:?})")));
}

#[test]
fn a_nudge_is_a_message_on_the_capture_line_and_loses_no_draft() {
    let mut app = open();
    press(&mut app, "\x1bnhalf a thought\x1b!");
    select(&mut app, Rule::Overdue);
    press(&mut app, "n");
    assert_eq!(
        app.capture.input.text(),
        "\" @lee T8: when will it be done?"
    );
    assert!(matches!(app.capture.preview, Some(Ok(_))));
    send(&mut app, Msg::Key(Chord::plain(crate::keys::Key::Up)));
    assert_eq!(app.capture.input.text(), "half a thought");
}

#[test]
fn enter_goes_to_the_thing_and_escape_comes_back() {
    let mut app = open();
    select(&mut app, Rule::Unowned);
    press(&mut app, "\r");
    assert!(app.overlays.is_empty());
    assert_eq!(app.focus, crate::app::Pane::Tasks);
    press(&mut app, "\x1b");
    assert!(matches!(app.overlays[..], [Overlay::Needs(_)]));
    select(&mut app, Rule::NoIc);
    press(&mut app, "\r");
    assert!(matches!(app.overlays[..], [_, Overlay::People(_)]));
}

#[test]
fn the_selection_stays_on_its_need_when_others_come_and_go() {
    let mut app = open();
    select(&mut app, Rule::Unowned);
    let key = selected(&app);
    app.needs.remove(0);
    assert_eq!(selected(&app), key);
    app.needs.clear();
    press(&mut app, "\rojz");
    assert!(screen(&app).asking.is_none());
}

#[test]
fn every_nudge_is_a_line_that_can_be_recorded() {
    let app = open();
    let needs = &app.needs;
    for rule in Rule::ALL {
        let need = Need {
            rule: *rule,
            subject: Some(id(0x2000 + 7)),
            ..needs[0].clone()
        };
        for subject in [need.subject, None] {
            let need = Need {
                subject,
                ..need.clone()
            };
            let line = act::nudge(&need, &app.cx());
            let cx = crate::capture::Context {
                now: noon(),
                zone: &app.settings.zone,
                known: app.known(),
            };
            let read = crate::capture::parse(&line, &cx);
            assert!(read.is_ok(), "{line}");
            assert!(line.starts_with("\" "), "{line}");
        }
    }
}
