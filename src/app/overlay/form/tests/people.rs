//! Whom an entry names: those of its field, and those of its text.

use super::*;
use crate::domain::{Edit, EntryEdit};

#[test]
fn people_in_the_text_of_an_entry_are_named_by_it() {
    let world = World::new();
    let entry = Entry::new(EntryKind::Note, When::now(now()), "");
    let mut form = Form::new(Body::Entry(entry), None, &world.cx());
    press(&mut form, &world, &[TAB, TAB]);
    write(&mut form, &world, "told @lee to call @zoe #forensics");
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    let [Change::Create { id: zoe, .. }, Change::Create { body, .. }] = &made[..] else {
        panic!("{made:?}");
    };
    assert!(matches!(&**body, Body::Entry(e)
        if e.people == [Id::from_u128(1), *zoe] && e.workstream == Some(Id::from_u128(3))));
}

#[test]
fn people_of_an_entry_are_those_of_its_field_and_those_of_its_text() {
    let world = World::new();
    let entry = Entry::new(EntryKind::Note, When::now(now()), "");
    let mut form = Form::new(Body::Entry(entry), None, &world.cx());
    press(&mut form, &world, &[TAB, TAB]);
    write(&mut form, &world, "told @lee");
    press(&mut form, &world, &[TAB, TAB]);
    write(&mut form, &world, "@maya, kim");
    let gloss = form.gloss(form.at, &form.around(&world.cx()));
    assert_eq!(gloss, Some(Gloss::New("new: @kim will be added".into())));
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    let [Change::Create { id: kim, .. }, Change::Create { body, .. }] = &made[..] else {
        panic!("{made:?}");
    };
    let Body::Entry(made) = &**body else {
        panic!("{body:?}");
    };
    assert_eq!(made.people, [Id::from_u128(2), *kim, Id::from_u128(1)]);
    // Taken out of its field, the text let alone.
    let thing = Box::new(thing(20, 1, Body::Entry(made.clone())));
    let mut form = Form::new(thing.body.clone(), Some(thing), &world.cx());
    press(&mut form, &world, &[TAB; 4]);
    press(&mut form, &world, &[Chord::ctrl('u')]);
    write(&mut form, &world, "2@maya");
    assert!(matches!(
        press(&mut form, &world, &[Chord::ctrl('s')]),
        Flow::Stay
    ));
    press(&mut form, &world, &[Chord::ctrl('u')]);
    write(&mut form, &world, "@maya");
    let edits = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    let [Change::Edit { edit, .. }] = &edits[..] else {
        panic!("{edits:?}");
    };
    assert!(matches!(edit, Edit::Entry(EntryEdit::People(people))
        if people.now == [Id::from_u128(2)]));
}
