//! What is recorded after the fire, shown in the shell.

use crate::room::Room;
use warroom::domain::{
    Body, Change, Factor, Figure, Fix, FixKind, FixState, Label, Metric, Person, Priority, Section,
    SectionKind, fixes, fresh_id,
};
use warroom::store::{By, OpenMode, Store};

/// An incident with a factor that explains another, and a fix that shipped.
fn room() -> Room {
    let room = Room::with_incident();
    room.run(&["note", "the image had no owner"]).done();
    let mut store = Store::open(&room.database(), OpenMode::Existing).unwrap();
    let inc = store.current_incident().unwrap().unwrap().id;
    let now = "2026-11-01T00:00:00Z".parse().unwrap();
    let by = By {
        author: "ana".into(),
        now,
    };
    let (lee, root, leaf) = (fresh_id(), fresh_id(), fresh_id());
    let mut cause = Factor::new("nobody owned the \u{1b}[31mrunner image");
    cause.under = Some(root);
    cause
        .evidence
        .insert(fresh_id(), Label::parse("E1").unwrap());
    let mut fix = Fix::new("give every image an owner", FixKind::Durable);
    fix.answers.insert(fresh_id(), leaf);
    fix.owner = Some(lee);
    fix.priority = Some(Priority::P1);
    fix.metric = Some(Metric {
        unit: "images".into(),
        baseline: Some(Figure::read("40").unwrap()),
        target: Some(Figure::read("0").unwrap()),
        ..Metric::new("images without an owner")
    });
    let fix = fixes::passed(&fix, FixState::Shipped, now).unwrap();
    let new = |id, body| Change::create(id, Some(inc), body);
    let mut changes = vec![
        Change::create(lee, None, Body::Person(Person::new("lee"))),
        new(root, Body::Factor(Factor::new("an old image was trusted"))),
        new(leaf, Body::Factor(cause)),
        new(fresh_id(), Body::Fix(fix)),
    ];
    let lessons = Section::write(inc, SectionKind::Lessons, None, "", "own what you run");
    changes.extend(lessons);
    store.append(&by, Some(inc), |_| changes).unwrap();
    room
}

#[test]
fn factors_and_fixes_are_shown_to_people_and_to_programs() {
    let room = room();
    let factor = room.run(&["show", "F2"]).done();
    assert!(factor.contains("explains F1  E1"), "{factor}");
    assert!(!factor.contains('\u{1b}'), "{factor}");
    let fix = room.run(&["show", "x1"]).done();
    for said in [
        "P1 shipped  durable give every image an owner @lee",
        "answers F2",
        "metric     images without an owner: 40 to 0 images",
    ] {
        assert!(fix.contains(said), "{said}\n{fix}");
    }
    let factor = room.json(&["show", "F2"]);
    assert_eq!(factor["under"], "F1");
    assert_eq!(factor["evidence"][0], "E1");
    assert_eq!(factor["title"], "nobody owned the \u{1b}[31mrunner image");
    let fix = room.json(&["show", "X1"]);
    assert_eq!(fix["type"], "fix");
    assert_eq!(
        (&fix["state"], &fix["open"]),
        (&"shipped".into(), &true.into())
    );
    assert_eq!(
        (&fix["answers"][0], &fix["owner"]),
        (&"F2".into(), &"lee".into())
    );
    assert_eq!(fix["metric"]["baseline"], "40");
    assert_eq!(fix["since"], "2026-11-01T00:00:00Z");
    assert_eq!(fix["passages"][0]["state"], "shipped");
    let counts = &room.json(&["status"])["counts"];
    assert_eq!(
        (&counts["factors"], &counts["fixes_open"]),
        (&2.into(), &1.into())
    );
}

#[test]
fn what_was_written_after_the_fire_is_found() {
    let room = room();
    for (words, found) in [
        ("trusted", "F1"),
        ("every image", "X1"),
        ("own what", "section lessons"),
    ] {
        let hits = room.json(&["search", words]);
        assert_eq!(hits[0]["label"], found, "{words}");
    }
}

#[test]
fn a_fix_that_shipped_three_weeks_ago_needs_to_be_verified() {
    let room = room();
    let needs = room.run(&["needs", "--json"]);
    let needs: serde_json::Value = serde_json::from_str(&needs.out).unwrap();
    let need = needs
        .as_array()
        .unwrap()
        .iter()
        .find(|n| n["rule"] == "fix-unverified");
    let need = need.unwrap_or_else(|| panic!("{needs}"));
    assert_eq!(need["subject"], "X1");
    assert_eq!(need["why"], "shipped for 20d and not verified; @lee has it");
}
