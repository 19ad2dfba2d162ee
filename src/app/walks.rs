//! Walks of a scribe and of a commander, each about something that once went
//! wrong in their hands.

use super::testing::{address, entry, id, noon};
use super::tests::{appends, done, press, ready, send};
use super::*;
use crate::domain::readiness::{Gap, Rule};
use crate::domain::{Body, Change, Phase};
use crate::keys::{Chord, Key as K};

fn said(app: &App) -> &str {
    app.notice.as_ref().map_or("", |n| n.text.as_str())
}

fn ctrl(app: &mut App, c: char) -> Vec<Effect> {
    send(app, Msg::Key(Chord::ctrl(c)))
}

/// The phase the incident stands in.
fn in_phase(app: &mut App, phase: Phase) {
    let base = app.base.as_mut().expect("it was loaded");
    let Some(Body::Incident(incident)) = base.incident.as_mut().map(|t| &mut t.body) else {
        panic!("there is an incident")
    };
    incident.phase = phase;
}

#[test]
fn an_amendment_that_is_left_is_kept_for_the_next_one_of_that_thing() {
    let mut app = ready();
    press(&mut app, "a and more\x1b");
    assert_eq!(app.mode, Mode::Panes);
    assert!(said(&app).contains("a on E9"), "{}", said(&app));
    press(&mut app, "ka\x1b");
    assert_eq!(said(&app), "", "nothing was typed on E8");
    press(&mut app, "ja");
    assert!(app.capture.input.text().ends_with("seen and more"));
    assert_eq!(appends(&press(&mut app, "\r")).len(), 1);
}

#[test]
fn after_a_refused_enter_the_cursor_is_at_the_end_and_one_key_clears_the_line() {
    let mut app = ready();
    press(&mut app, "n25:99 x\r");
    assert!(matches!(app.capture.preview, Some(Err(_))));
    assert_eq!(app.capture.input.cursor(), "25:99 x".len());
    ctrl(&mut app, 'u');
    assert_eq!(app.capture.input.text(), "");
    send(&mut app, Msg::Key(Chord::plain(K::Up)));
    assert_eq!(app.capture.input.text(), "25:99 x");
}

#[test]
fn a_line_that_holds_only_its_sign_says_what_follows_and_is_no_mistake() {
    let mut app = ready();
    for (key, hint) in [("t", "a task: "), ("d", "a decision: ")] {
        press(&mut app, key);
        assert!(app.capture.preview.is_none());
        assert!(said(&app).starts_with(hint), "{}", said(&app));
        assert!(appends(&press(&mut app, "\r")).is_empty());
        press(&mut app, "x");
        assert!(matches!(app.capture.preview, Some(Ok(_))));
        ctrl(&mut app, 'u');
        press(&mut app, "\x1b");
    }
}

/// What is missing is here: the summary.
fn without_a_summary(app: &mut App) {
    let closure = Closure {
        closed: false,
        gaps: vec![Gap {
            rule: Rule::NoSummary,
            at: String::new(),
            subject: None,
            note: String::new(),
        }],
        checklist: "# missing".into(),
        message: "# message".into(),
        review: None,
    };
    send(app, Msg::Loaded(Loaded::Closure(Some(Box::new(closure)))));
}

#[test]
fn closing_shows_what_is_missing_first_and_going_back_asks() {
    let mut app = ready();
    in_phase(&mut app, Phase::Recovered);
    assert!(appends(&press(&mut app, "Pz")).is_empty());
    // Before it is known what is missing, nothing can be closed.
    assert!(appends(&press(&mut app, "zy")).is_empty());
    without_a_summary(&mut app);
    assert!(appends(&press(&mut app, "z  \r")).is_empty(), "it asks why");
    assert!(appends(&press(&mut app, "a duplica\x1b")).is_empty());
    let made = appends(&press(&mut app, "zte\r"));
    let [(_, Make::Changes(changes))] = &made[..] else {
        panic!("{made:?}")
    };
    let said = changes.iter().any(|c| match c {
        Change::Create { body, .. } => {
            matches!(body.as_ref(), Body::Entry(e) if e.text == "closed: a duplicate")
        }
        Change::Edit { .. } | Change::Withdraw { .. } => false,
    });
    assert!(said, "{changes:?}");
    press(&mut app, "\x1b");
    assert!(appends(&press(&mut app, "Pc")).is_empty());
    let Some(overlay::Overlay::Confirm(asked)) = app.overlays.last() else {
        panic!("{:?}", app.overlays)
    };
    assert!(
        asked
            .question
            .starts_with("Go back from recovered to contained?")
    );
}

fn asked(app: &App) -> &str {
    match app.overlays.last() {
        Some(overlay::Overlay::Confirm(asked)) => &asked.question,
        _no_question => "",
    }
}

#[test]
fn letters_that_were_meant_for_a_line_ask_before_they_alter_much() {
    let mut app = ready();
    in_phase(&mut app, Phase::Detected);
    assert!(appends(&press(&mut app, "Priya calls")).is_empty());
    assert_eq!(
        asked(&app),
        "Pass from detected straight to recovered, over triaged, contained, eradicated?"
    );
    press(&mut app, "\x1b");
    assert!(appends(&press(&mut app, "Pr")).is_empty());
    assert_eq!(appends(&press(&mut app, "y")).len(), 1, "yes alone counts");
    assert_eq!(appends(&press(&mut app, "Pt")).len(), 1, "the next in turn");
    app.undo.push(id(5));
    app.acts.insert(id(5), ("recorded E9".into(), noon()));
    let undone =
        |effects: &[Effect]| matches!(effects, [Effect::Undo { batch, .. }] if *batch == id(5));
    assert!(undone(&press(&mut app, "u")), "a slip, at once");
    let later = noon() + chrono::Duration::minutes(12);
    let effects = update(&mut app, Msg::Key(Chord::char('u')), later);
    assert!(!undone(&effects));
    assert_eq!(asked(&app), "Take back what was done 12m ago: recorded E9?");
    assert!(undone(&press(&mut app, "y")));
}

#[test]
fn a_line_that_closes_leads_to_the_closing_screen_with_what_it_says() {
    for typed in [
        "n# closed: a duplicate\r",
        ":note # closed: a duplicate\r",
        ":close a duplicate\r",
    ] {
        let mut app = ready();
        assert!(appends(&press(&mut app, typed)).is_empty(), "{typed}");
        assert!(matches!(
            app.overlays.last(),
            Some(overlay::Overlay::Closing(_))
        ));
        without_a_summary(&mut app);
        let made = appends(&press(&mut app, "z\r"));
        let [(_, Make::Changes(changes))] = &made[..] else {
            panic!("{typed}: {made:?}")
        };
        let all: Vec<&Change> = changes.iter().collect();
        assert!(!crate::domain::Closing::is_missing(&all));
        assert!(format!("{changes:?}").contains("closed: a duplicate"));
    }
}

#[test]
fn a_phase_goes_on_without_a_question_and_without_a_star() {
    let mut app = ready();
    in_phase(&mut app, Phase::Triaged);
    let made = appends(&press(&mut app, "Pc"));
    let [(_, Make::Changes(changes))] = &made[..] else {
        panic!("{made:?}")
    };
    let starred = changes.iter().any(|c| match c {
        Change::Create { body, .. } => matches!(body.as_ref(), Body::Entry(e) if e.starred),
        Change::Edit { .. } | Change::Withdraw { .. } => false,
    });
    assert!(!starred, "the star is the commander's to give");
    assert!(Menu::Phase.title().contains("milestone: contained"));
}

#[test]
fn the_other_clock_says_which_it_is_or_that_nothing_changes() {
    let mut app = ready();
    press(&mut app, "L");
    assert_eq!(said(&app), "times are shown in Europe/Vienna");
    press(&mut app, "L");
    assert_eq!(said(&app), "times are shown in UTC");
    app.settings.local = "UTC".into();
    press(&mut app, "L");
    assert!(said(&app).starts_with("nothing changes"), "{}", said(&app));
}

#[test]
fn taking_back_names_what_was_done_and_so_does_doing_it_again() {
    let mut app = ready();
    let ticket = appends(&press(&mut app, "nblocked it\r"))[0].0;
    let made = entry(10, "blocked it", noon());
    send(&mut app, Msg::Appended(ticket, done(&made)));
    assert_eq!(said(&app), "recorded note E10");
    let undone = |batch, new, redo| Msg::Undone {
        batch: id(batch),
        redo,
        result: Ok(Done {
            batch: id(new),
            events: Vec::new(),
        }),
    };
    send(&mut app, undone(91, 93, false));
    assert_eq!(said(&app), "taken back: note E10; ^R does it again");
    send(&mut app, undone(93, 94, true));
    assert_eq!(said(&app), "done again: note E10; u takes it back");
}

#[test]
fn an_offer_stays_until_it_is_taken_or_dismissed_and_the_newest_comes_first() {
    let mut app = ready();
    let found = |text: &str| crate::domain::indicator::find(text);
    let values = |app: &App| -> Vec<String> { app.offer.iter().map(|o| o.value.clone()).collect() };
    app.offer(found("203.0.113.7"), Some(&entry(10, "a", noon())));
    app.offer(Vec::new(), Some(&entry(11, "b", noon())));
    app.offer(
        found("203.0.113.8 203.0.113.7"),
        Some(&entry(12, "c", noon())),
    );
    assert_eq!(values(&app), ["203.0.113.8", "203.0.113.7"]);
    assert_eq!(app.offer[1].source, "E10", "each knows where it was found");
    press(&mut app, "A2\x1b");
    assert_eq!(app.offer.len(), 2, "nothing was kept yet");
    press(&mut app, "A12\r");
    assert!(app.awaited.is_empty(), "there is nothing to keep");
    let made = appends(&press(&mut app, "2\r"));
    let [(ticket, Make::Changes(changes))] = &made[..] else {
        panic!("{made:?}")
    };
    let [Change::Create { body, .. }] = &changes[..] else {
        panic!("{changes:?}")
    };
    assert!(matches!(&**body, Body::Artifact(a) if a.name == "203.0.113.7"));
    let full = Err(Trouble("the disk is full".into()));
    send(&mut app, Msg::Appended(*ticket, full));
    assert_eq!(app.offer.len(), 2, "what is not on disk stays offered");
    let made = appends(&press(&mut app, "\r"));
    let kept = done(&address(4, "203.0.113.7"));
    send(&mut app, Msg::Appended(made[0].0, kept));
    assert!(app.offer.is_empty() && app.overlays.is_empty());
    assert_eq!(said(&app), "kept artifact A4");
    app.offer(found("203.0.113.8"), None);
    press(&mut app, "\x1b\x1b");
    assert!(app.offer.is_empty(), "Esc in the panes dismisses");
}
