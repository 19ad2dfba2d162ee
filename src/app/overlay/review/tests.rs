//! The review, key by key.

use super::*;
use crate::app::overlay::Overlay;
use crate::app::testing::{entry_of, id, noon, post_mortem, section};
use crate::app::tests::{appends, press, ready, send};
use crate::app::{App, Trouble};
use crate::domain::{
    Edit, EntryKind, FactorEdit, FixEdit, FixState, IncidentEdit, ReviewEdit, SectionEdit,
    SectionKind, SetEdit,
};
use crate::keys::Key;

/// A cockpit with the review open at a part.
fn at(part: Part) -> App {
    let mut app = ready();
    let effects = press(&mut app, "r");
    assert!(matches!(effects[..], [Effect::Load(Query::PostMortem(of))] if of == id(1)));
    learn(&mut app, post_mortem());
    let place = Part::ALL
        .iter()
        .position(|p| *p == part)
        .expect("it is one");
    press(&mut app, &"j".repeat(place));
    app
}

fn learn(app: &mut App, held: PostMortem) {
    let loaded = Loaded::PostMortem(Box::new(held), "# Review\n".into());
    send(app, Msg::Loaded(loaded));
}

fn review(app: &App) -> &Review {
    let Some(Overlay::Review(review)) = app.overlays.first() else {
        panic!("{:?}", app.overlays)
    };
    review
}

fn writing(app: &App) -> &Writing {
    let Some(Overlay::Writing(writing)) = app.overlays.last() else {
        panic!("{:?}", app.overlays)
    };
    writing
}

fn changes(effects: &[Effect]) -> Vec<Change> {
    let made = appends(effects).into_iter();
    made.flat_map(|(_, make)| match make {
        Make::Changes(changes) => changes,
        other => panic!("{other:?}"),
    })
    .collect()
}

fn edits(app: &mut App, keys: &str) -> Vec<Edit> {
    let made = changes(&press(app, keys)).into_iter();
    made.filter_map(|c| match c {
        Change::Edit { edit, .. } => Some(edit),
        Change::Create { .. } | Change::Withdraw { .. } => None,
    })
    .collect()
}

fn ctrl(app: &mut App, c: char) -> Vec<Effect> {
    send(app, Msg::Key(Chord::ctrl(c)))
}

#[test]
fn a_section_is_written_over_what_was_seen() {
    let mut app = at(Part::Section(SectionKind::WentBadly));
    press(&mut app, "\rnobody was called");
    let made = changes(&ctrl(&mut app, 's'));
    let [Change::Create { .. }, Change::Edit { edit, .. }] = &made[..] else {
        panic!("{made:?}")
    };
    assert!(matches!(edit, Edit::Section(SectionEdit::Text(s))
        if s.was.is_empty() && s.now == "nobody was called"));
    let mut app = at(Part::Summary);
    press(&mut app, "\ra token was stolen");
    let made = changes(&ctrl(&mut app, 's'));
    assert!(
        matches!(&made[..], [Change::Edit { edit: Edit::Incident(IncidentEdit::Summary(s)), .. }]
        if s.now == "a token was stolen")
    );
}

#[test]
fn what_somebody_wrote_meanwhile_is_shown_and_kept_unless_it_is_merged() {
    let mut app = at(Part::Section(SectionKind::WentWell));
    press(&mut app, "\r and more");
    let mine = writing(&app).editor.text().to_owned();
    let mut theirs = post_mortem();
    theirs.sections = vec![section(SectionKind::WentWell, "theirs")];
    learn(&mut app, theirs.clone());
    let shown = writing(&app).theirs.clone().expect("it is shown");
    assert_eq!(
        (shown.author.as_str(), shown.text.as_str()),
        ("ana", "theirs")
    );
    assert_eq!(writing(&app).editor.text(), mine, "nothing of mine is lost");
    assert!(
        appends(&ctrl(&mut app, 's')).is_empty(),
        "it came under the finger"
    );
    ctrl(&mut app, 'x');
    let merged = format!("{mine}\ntheirs");
    assert_eq!(writing(&app).editor.text(), merged);
    let effects = ctrl(&mut app, 's');
    let (ticket, _) = appends(&effects)[0];
    let made = changes(&effects);
    assert!(
        matches!(&made[..], [Change::Edit { edit: Edit::Section(SectionEdit::Text(s)), .. }]
        if s.was == "theirs" && s.now == merged)
    );
    let refused = Err(Trouble("section was altered by lee".into()));
    let again = send(&mut app, Msg::Appended(ticket, refused));
    assert!(
        again
            .iter()
            .any(|e| matches!(e, Effect::Load(Query::PostMortem(_))))
    );
    assert_eq!(
        writing(&app).editor.text(),
        merged,
        "a refusal loses nothing"
    );
    theirs.sections = vec![section(SectionKind::WentWell, &merged)];
    learn(&mut app, theirs);
    assert!(writing(&app).theirs.is_none(), "they wrote the same");
}

#[test]
fn a_section_is_edited_as_the_text_it_is_from_its_detail_too() {
    let app = ready();
    let made = section(SectionKind::Lessons, "own it");
    let Overlay::Writing(mut writing) = Overlay::edits(made, &app.cx()) else {
        panic!("a section is one long text")
    };
    let save = Msg::Key(Chord::ctrl('s'));
    writing.update(&Msg::Key(Chord::char('!')), &app.cx());
    assert!(
        matches!(writing.update(&save, &app.cx()), Flow::Stay),
        "not read yet"
    );
    let mut held = post_mortem();
    held.sections = vec![section(SectionKind::Lessons, "own it")];
    let loaded = Loaded::PostMortem(Box::new(held), String::new());
    writing.update(&Msg::Loaded(loaded), &app.cx());
    assert!(matches!(writing.update(&save, &app.cx()), Flow::Record(_)));
}

#[test]
fn thanks_begin_with_who_took_part() {
    let mut app = at(Part::Section(SectionKind::Thanks));
    press(&mut app, "\r");
    assert!(writing(&app).editor.text().starts_with("- @jon\n"));
    assert_eq!(changes(&ctrl(&mut app, 's')).len(), 2);
}

#[test]
fn a_factor_is_said_in_letters_and_moved_but_never_into_a_circle() {
    let mut app = at(Part::Causes);
    press(&mut app, "l");
    let sure = edits(&mut app, "jsl");
    assert!(
        matches!(&sure[..], [Edit::Factor(FactorEdit::Confidence(s))]
        if s.now.is_some_and(|c| c.word() == "likely"))
    );
    let lies = edits(&mut app, "cp");
    assert!(matches!(&lies[..], [Edit::Factor(FactorEdit::Category(s))]
        if s.now.is_some_and(|c| c.word() == "process")));
    assert!(matches!(&edits(&mut app, "t")[..], [Edit::Factor(FactorEdit::Trigger(s))] if s.now));
    assert!(edits(&mut app, "mj\r").is_empty());
    let problem = review(&app).problem.clone().expect("it is said");
    assert_eq!(problem, "F2 cannot explain F3: F2 explains F3 explains F2");
    assert!(edits(&mut app, "0").is_empty(), "the move is over");
    press(&mut app, "k");
    let root = edits(&mut app, "m0");
    assert!(matches!(&root[..], [Edit::Factor(FactorEdit::Under(s))] if s.now.is_none()));
    assert!(edits(&mut app, "m\x1b").is_empty());
}

#[test]
fn evidence_is_a_line_of_labels_and_a_wrong_one_is_said_there() {
    let mut app = at(Part::Causes);
    press(&mut app, "lE M4\r");
    let ask = review(&app).ask().expect("the line stays");
    assert!(ask.trouble.as_deref().is_some_and(|t| t.contains("`M4`")));
    for _ in 0..5 {
        send(&mut app, Msg::Key(Chord::plain(Key::Backspace)));
    }
    let made = edits(&mut app, "d2\r");
    let told: Vec<String> = made
        .iter()
        .map(|e| match e {
            Edit::Factor(FactorEdit::Evidence(SetEdit::Add(l))) => format!("+{l}"),
            Edit::Factor(FactorEdit::Evidence(SetEdit::Remove { value, .. })) => {
                format!("-{value}")
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(told, ["-A3", "+D2"]);
}

#[test]
fn a_why_is_asked_under_the_selected_factor_and_a_factor_goes_after_a_question() {
    let mut app = at(Part::Causes);
    press(&mut app, "ljw");
    let Some(Overlay::Form(_)) = app.overlays.last() else {
        panic!("{:?}", app.overlays)
    };
    let factors = Loaded::Factors(id(1), post_mortem().factors);
    send(&mut app, Msg::Loaded(factors));
    press(&mut app, "it was never asked");
    let effects = ctrl(&mut app, 's');
    let made = appends(&effects);
    let [(_, Make::Draft(draft))] = &made[..] else {
        panic!("{made:?}")
    };
    let Body::Factor(factor) = &draft.body else {
        panic!("{draft:?}")
    };
    assert_eq!(factor.under, Some(post_mortem().factors[1].id));
    let mut app = at(Part::Causes);
    assert!(
        changes(&press(&mut app, "lx\r ")).is_empty(),
        "Enter is not yes"
    );
    let gone = changes(&press(&mut app, "y"));
    assert!(matches!(gone[..], [Change::Withdraw { now: true, .. }]));
}

#[test]
fn a_further_why_asks_about_the_new_factor() {
    let mut app = at(Part::Causes);
    press(&mut app, "lw\x1b");
    learn(&mut app, post_mortem());
    assert_eq!(review(&app).row(), 0, "nothing was made");
    press(&mut app, "w");
    let mut held = post_mortem();
    let mut new = held.factors[1].clone();
    (new.id, new.number) = (id(0x777), 9);
    if let Body::Factor(f) = &mut new.body {
        f.under = Some(held.factors[0].id);
    }
    held.factors.push(new);
    app.overlays.pop();
    learn(&mut app, held.clone());
    let selected = |app: &App| review(app).selected().map(Thing::name);
    assert_eq!(selected(&app).as_deref(), Some("F9"));
    // What another machine adds moves nothing.
    press(&mut app, "k");
    let stays = selected(&app);
    held.factors[3].id = id(0x778);
    learn(&mut app, held);
    assert_eq!(selected(&app), stays);
}

#[test]
fn while_a_factor_is_moved_the_other_keys_of_the_tree_do_nothing() {
    let mut app = at(Part::Causes);
    press(&mut app, "lm");
    assert!(edits(&mut app, "awXxesctEhm?q").is_empty());
    assert_eq!(app.overlays.len(), 1, "{:?}", app.overlays);
    assert!(matches!(review(&app).asking, Asking::Under(_)));
    press(&mut app, "\x1b");
    assert!(review(&app).asking.is_nothing(), "Esc leaves it");
}

#[test]
fn a_move_that_is_refused_is_over() {
    let mut app = at(Part::Causes);
    press(&mut app, "lmj\r");
    let problem = review(&app).problem.clone().unwrap_or_default();
    assert!(problem.contains("cannot explain"), "{problem}");
    assert!(review(&app).asking.is_nothing());
}

#[test]
fn a_fix_passes_with_what_it_needs() {
    let mut app = at(Part::Fixes);
    press(&mut app, "l");
    let to = |made: &[Edit]| {
        made.iter().find_map(|e| match e {
            Edit::Fix(FixEdit::State(s)) => Some(s.now),
            _other => None,
        })
    };
    assert_eq!(to(&edits(&mut app, "ss")), Some(FixState::Shipped));
    assert!(edits(&mut app, "sv").is_empty());
    let problem = review(&app).problem.clone().unwrap_or_default();
    assert!(problem.contains("only what has shipped"), "{problem}");
    press(&mut app, "jsv\r");
    let ask = review(&app).ask().expect("it is asked");
    assert!(ask.trouble.is_some(), "a result is needed");
    assert!(edits(&mut app, "@lee 0 of 40 left\r").is_empty());
    let ask = review(&app).ask().expect("a number speaks against it");
    let doubt = ask.trouble.clone().unwrap_or_default();
    assert_eq!(doubt, "verified although nothing was measured (target 0)?");
    assert!(edits(&mut app, "\r").is_empty(), "Enter is not yes");
    press(&mut app, "\x1b");
    let ask = review(&app).ask().expect("the line is back");
    assert_eq!(ask.line.text(), "@lee 0 of 40 left");
    let made = edits(&mut app, "\ry");
    assert_eq!(to(&made), Some(FixState::Verified));
    let by = made.iter().find_map(|e| match e {
        Edit::Fix(FixEdit::Outcome(s)) => s.now.as_ref().map(|o| (o.by, o.result.clone())),
        _other => None,
    });
    let lee = app.known().person("lee").map(|t| t.id);
    assert_eq!(by, lee.map(|id| (id, "0 of 40 left".to_owned())));
    let made = changes(&press(&mut app, "sxthe service goes away\r"));
    assert!(
        matches!(&made[0], Change::Create { body, .. }
        if matches!(&**body, Body::Person(p) if p.handle == "ana")),
        "{made:?}"
    );
}

#[test]
fn a_measurement_is_one_line() {
    let mut app = at(Part::Fixes);
    press(&mut app, "l");
    assert!(edits(&mut app, "Mten\r").is_empty());
    assert!(review(&app).ask().is_some_and(|a| a.trouble.is_some()));
    ctrl(&mut app, 'u');
    let made = edits(&mut app, "12 after the rollout\r");
    assert!(
        matches!(&made[..], [Edit::Fix(FixEdit::Measurements(SetEdit::Add(m)))]
        if m.value.to_string() == "12" && m.note == "after the rollout")
    );
    let made = edits(&mut app, "M2026-11-20 09:00 7\r");
    assert!(
        matches!(&made[..], [Edit::Fix(FixEdit::Measurements(SetEdit::Add(m)))]
        if m.value.to_string() == "7" && m.when.at < noon())
    );
}

#[test]
fn a_lesson_goes_into_a_section_or_needs_no_more() {
    let mut app = at(Part::Waiting);
    press(&mut app, "l");
    let made = edits(&mut app, "mw");
    assert!(matches!(&made[..], [Edit::Section(SectionEdit::Text(s))]
        if s.now.starts_with(&s.was) && s.now.ends_with("runner image (E6)\n")));
    let made = edits(&mut app, "ju");
    assert!(
        matches!(&made[..], [Edit::Review(ReviewEdit::Used(SetEdit::Add(l)))]
        if l.to_string() == "E7")
    );
}

#[test]
fn the_state_says_who_moved_it() {
    let mut app = at(Part::Summary);
    let made = edits(&mut app, "sr");
    assert!(made.iter().any(|e| matches!(e,
        Edit::Review(ReviewEdit::Passages(SetEdit::Add(p))) if p.by == "ana")));
    assert!(edits(&mut app, "si").is_empty());
    assert!(review(&app).problem.is_some(), "it is so already");
}

#[test]
fn one_key_makes_an_entry_the_evidence_of_a_factor() {
    let mut app = ready();
    let effects = press(&mut app, "c");
    assert!(matches!(effects[..], [Effect::Load(Query::Factors(_))]));
    let factors = post_mortem().factors;
    send(&mut app, Msg::Loaded(Loaded::Factors(id(1), factors)));
    let made = edits(&mut app, "j\r");
    assert!(
        matches!(&made[..], [Edit::Factor(FactorEdit::Evidence(SetEdit::Add(l)))]
        if l.to_string() == "E9")
    );
    press(&mut app, "Gn");
    assert!(matches!(app.overlays.last(), Some(Overlay::Form(_))));
    let person = Evidence::new(crate::app::testing::person("lee"));
    assert!(person.is_none(), "a person bears nothing out");
    assert!(Evidence::new(entry_of(1, EntryKind::Note, "x", noon())).is_some());
}
