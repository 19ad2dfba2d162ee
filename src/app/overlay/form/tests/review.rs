//! The forms of factors, fixes and the review.

use super::*;
use crate::app::Loaded;
use crate::domain::{Factor, Fix, FixKind, Pattern, Review};

fn factors() -> Vec<Thing> {
    let mut under = Factor::new("no owner for the runner image");
    under.under = Some(Id::from_u128(31));
    vec![
        thing(31, 1, Body::Factor(Factor::new("tokens live for ever"))),
        thing(32, 2, Body::Factor(under)),
    ]
}

fn learnt(body: Body, editing: Option<Thing>, world: &World) -> Form {
    let mut form = Form::new(body, editing.map(Box::new), &world.cx());
    assert!(matches!(
        form.needs(&world.cx())[..],
        [
            Effect::Load(Query::Factors(_)),
            Effect::Load(Query::Classes)
        ]
    ));
    let here = Msg::Loaded(Loaded::Factors(Id::from_u128(7), factors()));
    form.update(&here, &world.cx());
    form
}

fn at(form: &mut Form, label: &str) {
    let found = form.fields.iter().position(|f| f.label == label);
    form.at = found.unwrap_or_else(|| panic!("there is no field {label}"));
}

fn fill(form: &mut Form, world: &World, label: &str, text: &str) {
    at(form, label);
    write(form, world, text);
}

#[test]
fn a_factor_is_made_under_another_with_what_bears_it_out() {
    let world = World::new();
    let mut form = learnt(Body::Factor(Factor::new("")), None, &world);
    fill(&mut form, &world, "statement", "nobody rotates them");
    fill(&mut form, &world, "explains", "f1");
    fill(&mut form, &world, "category", "proc");
    fill(&mut form, &world, "evidence", "e12, A3");
    fill(&mut form, &world, "confidence", "likely");
    fill(&mut form, &world, "class", "CWE-798");
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    let [Change::Create { body, .. }] = &made[..] else {
        panic!("{made:?}")
    };
    let Body::Factor(factor) = &**body else {
        panic!("{body:?}")
    };
    assert_eq!(factor.under, Some(Id::from_u128(31)));
    assert_eq!(factor.category.map(|c| c.word()), Some("process"));
    assert_eq!(factor.confidence.map(|c| c.word()), Some("likely"));
    let evidence: Vec<String> = factor
        .evidence
        .values()
        .iter()
        .map(|l| l.to_string())
        .collect();
    assert_eq!(evidence, ["E12", "A3"]);
}

#[test]
fn a_circle_and_what_bears_nothing_out_are_said_at_their_fields() {
    let world = World::new();
    let top = factors().remove(0);
    let mut form = learnt(top.body.clone(), Some(top), &world);
    fill(&mut form, &world, "explains", "F2");
    let told = |form: &Form| {
        let cx = world.cx();
        form.gloss(form.at, &form.around(&cx))
    };
    let circle = "that is a circle: F1 explains F2 explains F1";
    assert_eq!(told(&form), Some(Gloss::Wrong(circle.into())));
    let handed = press(&mut form, &world, &[Chord::ctrl('s')]);
    assert!(matches!(handed, Flow::Stay), "{handed:?}");
    fill(&mut form, &world, "evidence", "F2");
    assert!(matches!(told(&form), Some(Gloss::Wrong(said)) if said.contains("bears nothing out")));
    at(&mut form, "explains");
    write(&mut form, &world, " F1");
    assert!(matches!(told(&form), Some(Gloss::Wrong(_))));
}

#[test]
fn what_a_factor_explains_is_filled_in_late_and_left_alone() {
    let world = World::new();
    let below = factors().remove(1);
    let mut form = learnt(below.body.clone(), Some(below), &world);
    at(&mut form, "explains");
    assert_eq!(form.fields[form.at].text(), "F1");
    assert!(!form.dirty());
    press(&mut form, &world, &[Chord::ctrl('u')]);
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    assert_eq!(
        made.len(),
        1,
        "it is a root now, and nothing else: {made:?}"
    );
}

#[test]
fn every_field_of_a_fix_is_kept_and_an_unsaid_metric_is_none() {
    let mut world = World::new();
    world.incident.number = 0;
    let mut form = learnt(Body::Fix(Fix::new("", FixKind::Durable)), None, &world);
    fill(&mut form, &world, "title", "rotate by machine");
    fill(&mut form, &world, "answers", "F1 F2");
    fill(&mut form, &world, "owner", "sam");
    fill(&mut form, &world, "priority", "p1");
    fill(&mut form, &world, "due", "2026-12-18");
    fill(&mut form, &world, "success metric", "old tokens");
    fill(&mut form, &world, "baseline", "40");
    fill(&mut form, &world, "target", "none");
    let refused = press(&mut form, &world, &[Chord::ctrl('s')]);
    assert!(matches!(refused, Flow::Stay));
    let said = form.fields[form.at].problem.clone().unwrap_or_default();
    assert!(said.contains("`none` is not a number"), "{said}");
    press(&mut form, &world, &[Chord::ctrl('u')]);
    write(&mut form, &world, "0");
    fill(&mut form, &world, "verification", "try a day-old token");
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    let [Change::Create { id: sam, .. }, Change::Create { body, .. }] = &made[..] else {
        panic!("{made:?}")
    };
    let Body::Fix(fix) = &**body else {
        panic!("{body:?}")
    };
    assert_eq!((fix.owner, fix.answers.values().len()), (Some(*sam), 2));
    let metric = fix.metric.clone().expect("it was said");
    assert_eq!(metric.target.map(String::from), Some("0".to_owned()));

    let old = thing(40, 3, Body::Fix(Fix::new("x", FixKind::Patch)));
    let mut form = learnt(old.body.clone(), Some(old), &world);
    fill(&mut form, &world, "unit", "x");
    press(&mut form, &world, &[Chord::plain(Key::Backspace)]);
    assert!(!form.dirty());
    fill(&mut form, &world, "effort", "2 days");
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    assert_eq!(made.len(), 1, "{made:?}");
}

#[test]
fn a_review_is_begun_by_its_form_under_its_own_identity() {
    let world = World::new();
    let mut form = Form::new(Body::Review(Review::default()), None, &world.cx());
    fill(&mut form, &world, "one-off?", "sym");
    fill(&mut form, &world, "reasons", "the third this year");
    fill(&mut form, &world, "there", "@maya");
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    let of = Review::id(Id::from_u128(7));
    assert!(made.iter().all(|c| c.subject() == of), "{made:?}");
    let said = made.iter().any(|c| {
        matches!(c, Change::Edit { edit: crate::domain::Edit::Review(
            crate::domain::ReviewEdit::Triage(t)), .. }
            if t.now.as_ref().is_some_and(|t| t.answer == Pattern::Symptom))
    });
    assert!(said, "{made:?}");
}

#[test]
fn a_class_that_was_named_before_is_offered_and_free_words_stay() {
    let world = World::new();
    let mut form = learnt(Body::Factor(Factor::new("x")), None, &world);
    let used = ["CWE-798", "keys in the image"].map(str::to_owned);
    form.update(&Msg::Loaded(Loaded::Classes(used.to_vec())), &world.cx());
    at(&mut form, "class");
    assert_eq!(form.offered().0, [""; 0], "nothing was typed");
    write(&mut form, &world, "keys");
    assert_eq!(form.offered(), (vec!["keys in the image"], None));
    let here = form.at;
    press(&mut form, &world, &[Chord::plain(Key::Down)]);
    assert_eq!((form.at, form.offered().1), (here, Some(0)));
    press(&mut form, &world, &[Chord::plain(Key::Enter)]);
    assert_eq!(form.fields[here].text(), "keys in the image");
    assert_eq!(form.offered().0, [""; 0], "it is one of them");
    press(&mut form, &world, &[Chord::ctrl('u')]);
    write(&mut form, &world, "CWE-79");
    press(&mut form, &world, &[Chord::plain(Key::Tab)]);
    assert_eq!(form.fields[here].text(), "CWE-79", "Tab takes none");
}
