//! The overlays, key by key, as the cockpit hands them what happens.

use super::{Confirm, Detail, Flow, Form, Incidents, Overlay, Palette, Paste, Search};
use crate::app::testing::{address, entry, id, incident, noon, task};
use crate::app::tests::{ready, send};
use crate::app::{
    App, Done, Effect, Found, Full, IncidentRow, Loaded, Make, Msg, Of, Query, Trouble,
};
use crate::domain::{Body, Event, Hit, Hlc, Id, Kind, Link, Role, RoleHeld, Stamp, Thing};
use crate::keys::{Action, Chord, Key};

const ENTER: Chord = Chord::plain(Key::Enter);
const ESC: Chord = Chord::plain(Key::Esc);
const TAB: Chord = Chord::plain(Key::Tab);

fn press(overlay: &mut Overlay, app: &App, chords: &[Chord]) -> Flow {
    let mut last = Flow::Stay;
    for chord in chords {
        last = overlay.update(&Msg::Key(*chord), &app.cx());
    }
    last
}

fn write(overlay: &mut Overlay, app: &App, text: &str) -> Flow {
    let chords: Vec<_> = text.chars().map(Chord::char).collect();
    press(overlay, app, &chords)
}

#[test]
fn only_y_says_yes() {
    let app = ready();
    let mut ask = Overlay::Confirm(Confirm::new("Strike E1?".into(), vec![Effect::Redraw]));
    let sentence = ask.clone();
    for chord in [ENTER, TAB] {
        assert!(matches!(press(&mut ask, &app, &[chord]), Flow::Stay));
    }
    let yes = press(&mut ask, &app, &[Chord::char('y')]);
    assert!(matches!(yes, Flow::CloseAnd(effects) if effects.len() == 1));
    // The end of a word is no answer.
    let mut ask = sentence;
    for letter in "iya calls".chars().map(Chord::char) {
        assert!(matches!(press(&mut ask, &app, &[letter]), Flow::Stay));
    }
    assert!(matches!(press(&mut ask, &app, &[ESC]), Flow::Close));
}

fn found(words: &str, everywhere: bool, text: &str) -> Msg {
    let hit = Hit {
        thing: entry(12, text, noon()),
        snippet: text.into(),
        matches: Vec::new(),
    };
    Msg::Loaded(Loaded::Found {
        words: words.into(),
        everywhere,
        hits: vec![Found {
            hit,
            key: "INC-2026-014".into(),
        }],
    })
}

#[test]
fn an_answer_to_words_that_are_no_longer_typed_is_dropped() {
    let app = ready();
    let mut search = Overlay::Search(Search::new());
    let asked = write(&mut search, &app, "ci");
    assert!(matches!(asked, Flow::Do(effects) if matches!(&effects[..],
        [Effect::Load(Query::Search { words, everywhere: false })] if words == "ci")));
    search.update(&found("c", false, "old"), &app.cx());
    search.update(&found("ci", true, "elsewhere"), &app.cx());
    let nothing = press(&mut search, &app, &[ENTER]);
    assert!(matches!(nothing, Flow::Stay));
    search.update(&found("ci", false, "the one"), &app.cx());
    let there = press(&mut search, &app, &[ENTER]);
    assert!(matches!(there, Flow::Goto(thing) if thing.headline() == "the one"));
    let wider = press(&mut search, &app, &[TAB]);
    assert!(matches!(wider, Flow::Do(effects) if matches!(&effects[..],
        [Effect::Load(Query::Search { everywhere: true, .. })])));
}

#[test]
fn a_link_of_the_detail_is_followed_and_other_answers_are_not_taken() {
    let app = ready();
    let thing = entry(1, "see A3", noon());
    let link = Link {
        id: id(0x3003),
        kind: Kind::Artifact,
        name: "A3".into(),
        headline: "203.0.113.7".into(),
        struck: false,
    };
    let full = |thing, links_from| {
        Msg::Loaded(Loaded::Detail(Some(Box::new(Full {
            thing,
            links_from,
            links_to: Vec::new(),
            history: Vec::new(),
        }))))
    };
    let mut detail = Overlay::Detail(Detail::new(Of::Id(thing.id)));
    detail.update(&full(address(9, "x"), Vec::new()), &app.cx());
    assert!(matches!(&detail, Overlay::Detail(d) if d.full.is_none()));
    detail.update(&full(thing.clone(), vec![link]), &app.cx());
    assert!(matches!(press(&mut detail, &app, &[ENTER]), Flow::Stay));
    let next = press(&mut detail, &app, &[TAB, ENTER]);
    assert!(matches!(next, Flow::Push(Overlay::Detail(d)) if d.of == Of::Id(id(0x3003))));
    let star = press(&mut detail, &app, &[Chord::char('*')]);
    assert!(matches!(star, Flow::Run { action: Action::Star, on: Some(on) } if on.id == thing.id));
}

#[test]
fn the_picker_switches_narrows_and_makes() {
    let app = ready();
    let mut other = incident();
    other.id = id(77);
    if let crate::domain::Body::Incident(b) = &mut other.body {
        b.title = "phishing wave".into();
        b.code_name = None;
    }
    let row = |thing, current| IncidentRow {
        thing,
        current,
        last: None,
        owed: crate::domain::roadmap::Owed::default(),
        look_back: noon(),
    };
    let rows = vec![row(incident(), true), row(other, false)];
    let mut picker = Overlay::Incidents(Incidents::new());
    picker.update(&Msg::Loaded(Loaded::Incidents(rows)), &app.cx());
    assert!(matches!(press(&mut picker, &app, &[ENTER]), Flow::Close));
    press(&mut picker, &app, &[Chord::char('/')]);
    write(&mut picker, &app, "phish");
    let switched = press(&mut picker, &app, &[ENTER]);
    assert!(matches!(switched, Flow::CloseAnd(effects)
        if matches!(effects[..], [Effect::Use(to)] if to == id(77))));
    press(&mut picker, &app, &[ESC]);
    let new = press(&mut picker, &app, &[Chord::char('n')]);
    assert!(matches!(new, Flow::Replace(Overlay::Form(_))));
}

fn run(line: &str) -> (Flow, Option<String>) {
    let app = ready();
    let mut palette = Overlay::Palette(Palette::new());
    write(&mut palette, &app, line);
    let flow = press(&mut palette, &app, &[ENTER]);
    let Overlay::Palette(palette) = palette else {
        unreachable!("a palette stays one");
    };
    (flow, palette.problem)
}

#[test]
fn the_palette_runs_names_and_verbs() {
    assert!(matches!(
        run("zoom").0,
        Flow::Run {
            action: Action::Zoom,
            ..
        }
    ));
    assert!(matches!(
        run("star").0,
        Flow::Run {
            action: Action::Star,
            ..
        }
    ));
    assert!(matches!(
        run("filter decision").0,
        Flow::Run {
            action: Action::FilterDecision,
            ..
        }
    ));
    assert!(matches!(run("lens #forensics").0, Flow::Lens(Some(_))));
    assert!(matches!(run("lens").0, Flow::Lens(None)));
    assert!(matches!(run("utc").0, Flow::Close));
    assert!(matches!(
        run("local").0,
        Flow::Run {
            action: Action::Clock,
            ..
        }
    ));
    assert!(matches!(
        run("show t7").0,
        Flow::Replace(Overlay::Detail(_))
    ));
    assert!(matches!(run("note cut the line").0, Flow::Record(Make::Lines(l)) if l.len() == 1));
    assert!(
        matches!(run("task cut it p1").0, Flow::Record(Make::Lines(l)) if l[0].what.word() == "task")
    );
    assert!(
        matches!(run("open a new one --sev 1").0, Flow::Record(Make::Incident(i))
        if i.title == "a new one" && i.severity.word() == "SEV1")
    );
    assert!(matches!(run("export x.md").0, Flow::CloseAnd(_)));
    assert!(matches!(
        run("phase closed").0,
        Flow::Run {
            action: Action::PhaseClosed,
            ..
        }
    ));
}

#[test]
fn a_command_that_cannot_run_says_why_and_keeps_what_was_typed() {
    for line in [
        "note 28:30 x",
        "use INC-1999-001",
        "lens #nothing",
        "open x --sev 9",
        "filter x",
        "phase over",
        "copy that",
        "show z9",
    ] {
        let (flow, problem) = run(line);
        assert!(matches!(flow, Flow::Stay), "{line}");
        assert!(problem.is_some(), "{line}");
    }
    assert!(matches!(run("xyzzyplugh"), (Flow::Stay, Some(_))));
}

#[test]
fn what_only_a_description_led_to_is_named_before_it_is_run() {
    let app = ready();
    let mut palette = Overlay::Palette(Palette::new());
    write(&mut palette, &app, "mortem");
    assert!(matches!(press(&mut palette, &app, &[ENTER]), Flow::Stay));
    assert!(matches!(&palette, Overlay::Palette(p) if p.line.text().starts_with("export")));
    assert!(!matches!(press(&mut palette, &app, &[ENTER]), Flow::Stay));
}

/// Hands a form in, answers as the store would, and gives what is said of it.
fn handed_in(body: Body, editing: Option<Box<Thing>>, keys: &[Chord]) -> String {
    let mut app = ready();
    let form = Form::new(body, editing, &app.cx());
    app.overlays.push(Overlay::Form(form));
    let mut effects = Vec::new();
    for chord in keys.iter().chain(&[Chord::ctrl('s')]) {
        effects = send(&mut app, Msg::Key(*chord));
    }
    let [
        Effect::Append {
            ticket,
            make: Make::Draft(draft),
            ..
        },
    ] = &effects[..]
    else {
        panic!("{effects:?}");
    };
    let event = |change| Event {
        id: id(90),
        batch: id(91),
        stamp: Stamp {
            hlc: Hlc(1),
            replica: id(92),
        },
        at: noon(),
        author: "ana".into(),
        change,
    };
    let events = draft.changes(app.known(), noon()).into_iter().map(event);
    let done = Done {
        batch: id(91),
        events: events.collect(),
    };
    send(&mut app, Msg::Appended(*ticket, Ok(done)));
    assert!(app.overlays.is_empty());
    app.notice.map(|n| n.text).unwrap_or_default()
}

fn typed(text: &str) -> Vec<Chord> {
    text.chars().map(Chord::char).collect()
}

#[test]
fn what_a_form_did_is_told_by_name() {
    let old = task(7, "image the host");
    let keys = [&[TAB, TAB][..], &typed("zoe"), &[TAB], &typed("p1")].concat();
    let said = handed_in(old.body.clone(), Some(Box::new(old)), &keys);
    assert_eq!(
        said,
        "T7: assignee - → @zoe, priority - → P1; recorded new @zoe"
    );
    let incident = incident();
    let keys = [&[TAB, TAB][..], &typed("2")].concat();
    let said = handed_in(incident.body.clone(), Some(Box::new(incident)), &keys);
    assert!(said.ends_with(": severity SEV1 → SEV2"), "{said}");
    let role = Body::Role(RoleHeld {
        person: Id::nil(),
        role: Role::Deputy,
        workstream: None,
        from: noon(),
        until: None,
    });
    let keys = [&typed("ic")[..], &[TAB], &typed("zoe")].concat();
    let said = handed_in(role, None, &keys);
    assert_eq!(said, "recorded new @zoe, @zoe as IC");
}

const PASTED: &str = "14:05 > one @lee\r\n\r\n28:30 two\r? three";

fn pasted(app: &App) -> Overlay {
    Overlay::Paste(Paste::new(PASTED, &app.cx()))
}

#[test]
fn a_paste_is_recorded_whole_or_not_at_all() {
    let app = ready();
    let mut paste = pasted(&app);
    assert!(matches!(press(&mut paste, &app, &[ENTER]), Flow::Stay));
    let Overlay::Paste(review) = &paste else {
        unreachable!("a review stays one");
    };
    assert_eq!((review.at(), review.counts()), (1, (2, 0, 1)));
    assert_eq!(review.lines[1].number, 3);
    assert!(review.problem.is_some());
    press(
        &mut paste,
        &app,
        &[
            Chord::char('e'),
            Chord::plain(Key::Home),
            Chord::plain(Key::Delete),
        ],
    );
    press(&mut paste, &app, &[Chord::char('0'), ENTER]);
    let flow = press(&mut paste, &app, &[ENTER]);
    let Flow::Record(Make::Lines(lines)) = flow else {
        panic!("{flow:?}");
    };
    let texts: Vec<_> = lines.iter().map(|l| l.what.text()).collect();
    assert_eq!(texts, ["one @lee", "two", "three"]);
    let refused = Msg::Appended(1, Err(Trouble("the disk is full".into())));
    paste.update(&refused, &app.cx());
    assert!(matches!(&paste, Overlay::Paste(p) if p.problem.is_some() && p.lines.len() == 3));
}

#[test]
fn lines_can_be_left_out_and_leaving_asks() {
    let app = ready();
    let mut paste = pasted(&app);
    press(&mut paste, &app, &[Chord::char('X')]);
    let flow = press(&mut paste, &app, &[ENTER]);
    assert!(matches!(flow, Flow::Record(Make::Lines(l)) if l.len() == 2));
    press(&mut paste, &app, &[ESC]);
    let asked = |paste: &Overlay| matches!(paste, Overlay::Paste(p) if p.asking);
    for chord in [
        ENTER,
        TAB,
        Chord::char('s'),
        Chord::char('y'),
        Chord::char('x'),
    ] {
        let flow = press(&mut paste, &app, &[chord]);
        assert!(matches!(flow, Flow::Stay) && asked(&paste), "{chord}");
    }
    press(&mut paste, &app, &[ESC]);
    assert!(
        !asked(&paste),
        "the key that asks goes back, and loses nothing"
    );
    let recorded = press(&mut paste, &app, &[ESC, Chord::char('r')]);
    assert!(matches!(recorded, Flow::Record(Make::Lines(l)) if l.len() == 2));
    let dropped = press(&mut paste, &app, &[ESC, Chord::char('d')]);
    assert!(matches!(dropped, Flow::Close));
}

#[test]
fn pasted_lines_can_be_plain_notes_that_do_nothing() {
    let app = ready();
    let log = "= session opened\n+ 12 hosts\n! retry @root #kernel\n28:30 odd\n# contained";
    let mut paste = Overlay::Paste(Paste::new(log, &app.cx()));
    let words = |paste: &Overlay| match paste {
        Overlay::Paste(p) => p.lines.iter().map(|l| l.read.is_ok()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(words(&paste), [true, true, true, false, true]);
    let flow = press(&mut paste, &app, &[Chord::char('v'), ENTER]);
    let Flow::Record(Make::Lines(lines)) = flow else {
        panic!("{flow:?}");
    };
    let texts: Vec<_> = lines.iter().map(|l| l.what.text()).collect();
    assert_eq!(texts, log.lines().collect::<Vec<_>>());
    assert!(lines.iter().all(|l| l.what.word() == "note"));
    assert!(
        lines
            .iter()
            .all(|l| l.new_people.is_empty() && l.people.is_empty())
    );
    // The same key reads them again; a line that is edited stays plain.
    press(&mut paste, &app, &[Chord::char('v')]);
    assert_eq!(words(&paste), [true, true, true, false, true]);
    press(
        &mut paste,
        &app,
        &[Chord::char('v'), Chord::char('e'), Chord::char('x'), ENTER],
    );
    let Overlay::Paste(review) = &paste else {
        unreachable!("a review stays one");
    };
    let first = review.lines[0].read.as_ref().unwrap();
    assert_eq!(
        (first.what.word(), first.what.text()),
        ("note", "= session openedx")
    );
}

#[test]
fn ten_thousand_lines_are_reviewed() {
    let app = ready();
    let text = "14:05 > blocked 203.0.113.7 @sam #containment\n".repeat(10_000);
    let mut paste = Overlay::Paste(Paste::new(&text, &app.cx()));
    press(&mut paste, &app, &[Chord::char('G')]);
    assert!(matches!(&paste, Overlay::Paste(p) if p.at() == 9_999));
    let flow = press(&mut paste, &app, &[ENTER]);
    assert!(matches!(flow, Flow::Record(Make::Lines(l)) if l.len() == 10_000));
}
