//! Walks through the state machine: keys in, effects and state out.

use super::testing::{address, base, entry, entry_of, fresh, id, noon, person, task};
use super::*;
use crate::domain::{
    Anchor, Body, Change, EntryKind, Event, Hlc, Key, Phase, Stamp, TaskState, Thing, Window,
};
use crate::keys::{Chord, Key as K};

/// A cockpit that has read an incident with some rows.
pub(crate) fn ready() -> App {
    let mut app = fresh();
    let effects = send(&mut app, Msg::Loaded(Loaded::Base(Box::new(base()))));
    assert_eq!(effects.len(), 3, "the three windows are asked for");
    let rows = |rows: Vec<Thing>| Window {
        rows,
        ..Window::default()
    };
    let entries = (1..=9).map(|n| entry(n, "seen", noon() + chrono::Duration::minutes(n.into())));
    for effect in effects {
        let Effect::Load(query) = effect else {
            panic!("{effect:?}")
        };
        let window = match &query {
            Query::Timeline { .. } => rows(entries.clone().collect()),
            Query::Tasks { .. } => rows(vec![task(7, "image the runner host"), task(8, "x")]),
            Query::Artifacts { .. } => rows(vec![address(3, "198.51.100.1")]),
            other => panic!("{other:?}"),
        };
        send(&mut app, Msg::Loaded(Loaded::Rows(query, window)));
    }
    app
}

pub(crate) fn send(app: &mut App, msg: Msg) -> Vec<Effect> {
    update(app, msg, noon())
}

/// Presses keys: a character each, `\r` is Enter, `\x1b` is Esc.
pub(crate) fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for c in keys.chars() {
        let chord = match c {
            '\r' => Chord::plain(K::Enter),
            '\x1b' => Chord::plain(K::Esc),
            '\t' => Chord::plain(K::Tab),
            c => Chord::char(c),
        };
        effects.extend(send(app, Msg::Key(chord)));
    }
    effects
}

pub(crate) fn appends(effects: &[Effect]) -> Vec<(Ticket, Make)> {
    let made = effects.iter().filter_map(|e| match e {
        Effect::Append { ticket, make, .. } => Some((*ticket, make.clone())),
        _ => None,
    });
    made.collect()
}

/// The store's answer: a thing was made.
pub(crate) fn done(thing: &Thing) -> Result<Done, Trouble> {
    let event = Event {
        id: id(90),
        batch: id(91),
        stamp: Stamp {
            hlc: Hlc(1),
            replica: id(92),
        },
        at: noon(),
        author: "ana".into(),
        change: Change::Create {
            id: thing.id,
            incident: thing.incident,
            number: thing.number,
            body: Box::new(thing.body.clone()),
        },
    };
    Ok(Done {
        batch: id(91),
        events: vec![event],
    })
}

#[test]
fn a_typed_line_stays_until_it_is_on_disk() {
    let mut app = ready();
    let effects = press(&mut app, "nblocked it\r");
    let made = appends(&effects);
    let [(ticket, Make::Lines(lines))] = &made[..] else {
        panic!("{made:?}")
    };
    assert_eq!(lines[0].typed, "blocked it");
    assert_eq!(app.capture.input.text(), "blocked it");
    let full = Err(Trouble("the disk is full".into()));
    send(&mut app, Msg::Appended(*ticket, full));
    assert_eq!(app.capture.input.text(), "blocked it");
    assert_eq!(app.notice.as_ref().map(|n| n.tone), Some(Tone::Bad));

    let made = appends(&press(&mut app, "\r"));
    let effects = send(
        &mut app,
        Msg::Appended(made[0].0, done(&entry(10, "blocked it", noon()))),
    );
    assert_eq!(app.capture.input.text(), "");
    assert!(
        effects
            .iter()
            .any(|e| matches!(e, Effect::SaveDraft(d) if *d == Unsent::default()))
    );
    assert_eq!(app.mode, Mode::Capture, "the scribe never leaves the line");
    assert_eq!(app.undo, [id(91)]);
}

#[test]
fn every_keystroke_is_a_draft_and_a_draft_comes_back() {
    let mut app = ready();
    let effects = press(&mut app, "nab");
    let drafts: Vec<_> = effects
        .iter()
        .filter_map(|e| match e {
            Effect::SaveDraft(d) => Some(d.line.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(drafts, ["", "a", "ab"]);
    let mut next = ready();
    let draft = Msg::Draft {
        line: "ab".into(),
        amendments: Vec::new(),
        pasted: Vec::new(),
        offered: Vec::new(),
        begun: Vec::new(),
    };
    send(&mut next, draft);
    assert_eq!(
        (next.capture.input.text(), next.mode),
        ("ab", Mode::Panes),
        "a key pressed at the start is a command, not the end of the draft"
    );
}

#[test]
fn up_brings_earlier_lines_back_and_down_returns_to_what_was_typed() {
    let mut app = ready();
    for line in ["one", "two"] {
        let effects = press(
            &mut app,
            &format!("{}{line}\r", if line == "one" { "n" } else { "" }),
        );
        let ticket = appends(&effects)[0].0;
        send(
            &mut app,
            Msg::Appended(ticket, done(&entry(10, line, noon()))),
        );
    }
    press(&mut app, "thr");
    let up = || Msg::Key(Chord::plain(K::Up));
    let down = || Msg::Key(Chord::plain(K::Down));
    let mut walk = Vec::new();
    for msg in [up(), up(), up(), down(), down()] {
        send(&mut app, msg);
        walk.push(app.capture.input.text().to_owned());
    }
    assert_eq!(walk, ["two", "one", "one", "two", "thr"]);
}

#[test]
fn state_and_owner_are_two_keystrokes() {
    let mut app = ready();
    let made = appends(&press(&mut app, "3sd"));
    let [(_, Make::Changes(changes))] = &made[..] else {
        panic!("{made:?}")
    };
    let thing = task(7, "image the runner host");
    let mut wanted = thing.as_task().unwrap().clone();
    wanted.state = TaskState::Done;
    assert_eq!(changes, &Change::edits(&thing, &Body::Task(wanted)));

    let made = appends(&press(&mut app, "os"));
    let [(_, Make::Changes(changes))] = &made[..] else {
        panic!("{made:?}")
    };
    let mut wanted = thing.as_task().unwrap().clone();
    wanted.assignee = Some(person("sam").id);
    assert_eq!(changes, &Change::edits(&thing, &Body::Task(wanted)));
}

#[test]
fn a_workstream_is_a_lens_until_esc() {
    let mut app = ready();
    let effects = press(&mut app, "2\r");
    assert_eq!(app.lens(), Some("containment"));
    let lens = app.filters.lens;
    let all = effects.iter().all(|e| match e {
        Effect::Load(Query::Timeline { filter, .. }) => filter.workstream == lens,
        Effect::Load(Query::Tasks { filter, .. }) => filter.workstream == lens,
        Effect::Load(Query::Artifacts { filter, .. }) => filter.workstream == lens,
        _ => false,
    });
    assert!(all && effects.len() == 3, "{effects:?}");
    let effects = press(&mut app, "\x1b");
    assert_eq!((app.lens(), effects.len()), (None, 3));
}

#[test]
fn an_answer_from_before_the_lens_changed_is_not_shown() {
    let mut app = ready();
    let old = app.query(Pane::Timeline, Anchor::Tail);
    press(&mut app, "2\r");
    let Some(Effect::Load(query)) = old else {
        panic!("{old:?}")
    };
    send(
        &mut app,
        Msg::Loaded(Loaded::Rows(query, Window::default())),
    );
    assert_eq!(app.pane(Pane::Timeline).window.rows.len(), 9);
}

#[test]
fn the_timeline_follows_its_tail_until_the_selection_leaves_it() {
    let mut app = ready();
    assert!(app.following);
    press(&mut app, "k");
    assert!(!app.following);
    press(&mut app, "G");
    assert!(app.following);
}

#[test]
fn more_rows_are_asked_for_before_the_edge_is_reached() {
    let mut app = ready();
    let rows = (1..=100).map(|n| entry(n, "x", noon() + chrono::Duration::minutes(n.into())));
    app.rows[0].replace(Window {
        rows: rows.collect(),
        more_before: true,
        more_after: false,
    });
    app.rows[0].selected = MARGIN;
    let effects = press(&mut app, "k");
    let first = Key::of(&app.rows[0].window.rows[0]);
    let asked = matches!(&effects[..], [Effect::Load(Query::Timeline { anchor: Anchor::Before(key), .. })] if *key == first);
    assert!(asked, "{effects:?}");
    assert!(press(&mut app, "k").is_empty(), "it is asked for once");
}

#[test]
fn esc_never_quits_and_q_quits_from_the_panes_only() {
    let mut app = ready();
    assert!(press(&mut app, "\x1b\x1b\x1b").is_empty());
    let effects = press(&mut app, "nq");
    assert!(!effects.iter().any(|e| matches!(e, Effect::Quit)));
    let effects = press(&mut app, "\x1bq");
    assert!(effects.iter().any(|e| matches!(e, Effect::Quit)));
}

#[test]
fn a_decision_line_begins_with_its_sign_which_is_nobodys_words() {
    let mut app = ready();
    press(&mut app, "d");
    assert_eq!(app.capture.input.text(), "= ");
    press(&mut app, "\x1b");
    assert_eq!(app.capture.input.text(), "");
}

#[test]
fn undo_and_redo_go_back_and_forth_and_a_conflict_is_told() {
    let mut app = ready();
    app.undo = vec![id(1), id(2)];
    let effects = press(&mut app, "u");
    assert!(matches!(&effects[..], [Effect::Undo { batch, redo: false }] if *batch == id(2)));
    let result = Ok(Done {
        batch: id(3),
        events: Vec::new(),
    });
    send(
        &mut app,
        Msg::Undone {
            batch: id(2),
            redo: false,
            result,
        },
    );
    assert_eq!((&app.undo[..], &app.redo[..]), (&[id(1)][..], &[id(3)][..]));
    let result = Err(Trouble("E1 was altered by lee since".into()));
    send(
        &mut app,
        Msg::Undone {
            batch: id(1),
            redo: false,
            result,
        },
    );
    assert!(app.undo.is_empty());
    assert_eq!(
        app.notice.map(|n| n.text),
        Some("E1 was altered by lee since".into())
    );
}

#[test]
fn in_an_empty_file_nothing_but_an_incident_can_be_made() {
    let mut app = fresh();
    send(&mut app, Msg::Loaded(Loaded::Base(Box::default())));
    assert!(appends(&press(&mut app, "nsome words\r3sdx*P")).is_empty());
    assert_eq!(app.mode, Mode::Panes);
    app.overlays.clear();
    press(&mut app, "I");
    assert!(matches!(app.overlays[..], [overlay::Overlay::Form(_)]));
}

#[test]
fn indicators_of_a_line_are_offered_and_one_key_keeps_them() {
    let mut app = ready();
    let made = entry_of(
        10,
        EntryKind::Note,
        "seen 203.0.113.7 and 198.51.100.1",
        noon(),
    );
    let found = crate::domain::indicator::find(made.headline());
    app.offer(found, Some(&made));
    assert_eq!(app.offer.len(), 1, "the other is an artifact already");
    let made = appends(&press(&mut app, "A"));
    let [(_, Make::Changes(changes))] = &made[..] else {
        panic!("{made:?}")
    };
    let [Change::Create { body, .. }] = &changes[..] else {
        panic!("{changes:?}")
    };
    let Body::Artifact(artifact) = body.as_ref() else {
        panic!("{body:?}")
    };
    assert_eq!(artifact.name, "203.0.113.7");
    assert_eq!(artifact.notes, "from E10");
}

#[test]
fn what_is_done_in_the_search_comes_back_with_esc() {
    let mut app = ready();
    press(&mut app, "/");
    assert_eq!(app.overlays.len(), 1);
    app.aside = std::mem::take(&mut app.overlays);
    press(&mut app, "\x1b");
    assert_eq!(app.overlays.len(), 1);
}

#[test]
fn a_click_selects_the_row_it_falls_on() {
    let mut app = ready();
    let area = Area {
        x: 0,
        y: 5,
        width: 10,
        height: 1,
    };
    let info = FrameInfo {
        targets: vec![(area, Target::Row(Pane::Tasks, 1))],
        ..FrameInfo::default()
    };
    send(&mut app, Msg::Drawn(info));
    let mouse = Mouse {
        x: 3,
        y: 5,
        what: MouseWhat::Click,
    };
    send(&mut app, Msg::Mouse(mouse));
    assert_eq!(
        (app.focus, app.selected().map(|t| t.number)),
        (Pane::Tasks, Some(8))
    );
}

#[test]
fn nothing_is_struck_before_the_question_is_answered_with_another_key() {
    let mut app = ready();
    assert!(appends(&press(&mut app, "xx\r")).is_empty());
    press(&mut app, "\x1b");
    assert!(app.awaited.is_empty() && app.overlays.is_empty());
    let made = appends(&press(&mut app, "xy"));
    assert_eq!(made.len(), 1);
    assert_eq!(app.awaited.len(), 1);
}

#[test]
fn striking_the_milestone_of_the_phase_says_where_the_incident_goes() {
    let mut app = ready();
    let mut base = super::testing::base();
    let mut thing = super::testing::incident();
    let mut milestone = super::testing::entry(5, "contained, all tokens revoked", noon());
    let (Body::Incident(incident), Body::Entry(entry)) = (&mut thing.body, &mut milestone.body)
    else {
        panic!("an incident and an entry")
    };
    incident.phase = Phase::Contained;
    (entry.kind, entry.phase) = (EntryKind::Milestone, Some(Phase::Contained));
    base.known.incident = Some(thing.clone());
    base.known.milestones = vec![milestone.clone()];
    base.incident = Some(thing);
    send(&mut app, Msg::Loaded(Loaded::Base(Box::new(base))));
    let effects = app.strike(Some(milestone));
    assert!(appends(&effects).is_empty());
    let Some(super::overlay::Overlay::Confirm(asked)) = app.overlays.last() else {
        panic!("{:?}", app.overlays)
    };
    let told = "The incident goes from contained to detected.";
    assert!(asked.question.contains(told), "{}", asked.question);
    let made = appends(&press(&mut app, "y"));
    let Make::Strike(thing, true) = &made[0].1 else {
        panic!("{made:?}")
    };
    let (changes, _) = crate::domain::passage::strike(thing, true, app.known(), &[]);
    assert_eq!(changes.len(), 2, "the entry and the incident, in one act");
}
