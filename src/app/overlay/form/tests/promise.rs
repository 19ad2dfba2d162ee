//! What a communication promises, in its form.

use super::*;
use crate::domain::{Edit, EntryEdit};

#[test]
fn a_promise_is_made_moved_and_taken_back_in_its_field() {
    let world = World::new();
    let mut entry = Entry::new(EntryKind::Communication, When::now(now()), "legal waits");
    entry.promises(Some(When::now(now())));
    let old = thing(20, 3, Body::Entry(entry));
    let last = Chord::plain(Key::BackTab);
    let promise = |typed: &str| {
        let editing = Some(Box::new(old.clone()));
        let mut form = Form::new(old.body.clone(), editing, &world.cx());
        press(&mut form, &world, &[last, last, Chord::ctrl('u')]);
        write(&mut form, &world, typed);
        let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
        let [
            Change::Edit {
                edit: Edit::Entry(EntryEdit::Promise(swap)),
                ..
            },
        ] = &made[..]
        else {
            panic!("{typed:?}: {made:?}");
        };
        swap.now.as_ref().map(|p| p.due.stated())
    };
    assert_eq!(promise(""), None);
    assert_eq!(promise("never"), None);
    assert!(promise("23:00").is_some_and(|due| due.ends_with("23:00 UTC")));
}

#[test]
fn what_becomes_no_communication_promises_nothing() {
    let world = World::new();
    let mut entry = Entry::new(EntryKind::Communication, When::now(now()), "legal waits");
    entry.promises(Some(When::now(now())));
    let old = thing(20, 3, Body::Entry(entry));
    let mut form = Form::new(old.body.clone(), Some(Box::new(old)), &world.cx());
    write(&mut form, &world, "action");
    let made = changes(press(&mut form, &world, &[Chord::ctrl('s')]), &world);
    assert_eq!(edited(&made), ["kind", "promise"]);
}
