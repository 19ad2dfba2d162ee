//! What is typed into a field, judged where it stands.

use super::*;

#[test]
fn a_title_of_nothing_is_refused_at_its_field() {
    let world = World::new();
    let mut form = Form::new(Body::Task(Task::new("")), None, &world.cx());
    write(&mut form, &world, "\u{a0}");
    press(&mut form, &world, &[Chord::ctrl('s')]);
    let problem = form.fields.iter().find_map(|f| f.problem.clone());
    assert!(problem.is_some_and(|p| p.contains("filled in")));
}

#[test]
fn an_indicator_is_recognised_however_it_is_written() {
    let world = World::new();
    let artifact = Artifact::new(ArtifactKind::Indicator, "");
    let mut form = Form::new(Body::Artifact(artifact), None, &world.cx());
    press(&mut form, &world, &[TAB]);
    write(&mut form, &world, "203.0.113[.]7");
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    let [Change::Create { body, .. }] = &made[..] else {
        panic!("{made:?}");
    };
    assert!(
        matches!(&**body, Body::Artifact(a) if a.name == "203.0.113.7"
        && a.indicator == Some(crate::domain::IndicatorType::Ipv4))
    );
}

fn glossed(value: &str, kind: &str) -> Option<Gloss> {
    let world = World::new();
    let artifact = Artifact::new(ArtifactKind::Indicator, "");
    let mut form = Form::new(Body::Artifact(artifact), None, &world.cx());
    press(&mut form, &world, &[TAB]);
    write(&mut form, &world, value);
    press(&mut form, &world, &[TAB]);
    write(&mut form, &world, kind);
    form.gloss(1, &form.around(&world.cx()))
}

#[test]
fn an_indicator_that_is_none_is_remarked() {
    assert!(matches!(glossed("999.1.2.3", ""), Some(Gloss::Doubt(_))));
    assert!(matches!(
        glossed("999.1.2.3", "ipv4"),
        Some(Gloss::Doubt(_))
    ));
    assert!(matches!(
        glossed("203.0.113.7", "sha256"),
        Some(Gloss::Doubt(_))
    ));
    assert_eq!(glossed("203.0.113.7", "ipv4"), None);
    let read = glossed("203.0.113[.]7", "");
    assert_eq!(read, Some(Gloss::Reads("= ipv4 203.0.113.7".into())));
}
