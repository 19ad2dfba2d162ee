//! Factors, fixes, sections and the review: what is recorded, what is refused
//! whoever asks for it, and what two machines make of it.

use crate::dump::differing;
use crate::room::{
    Room, add, alter, at, entry, incident, label, maya, note, stream, task, try_alter,
};
use warroom::domain::{
    Body, Change, EntryKind, Factor, Fix, FixKind, FixState, Id, Phase, Review, ReviewState,
    Section, SectionKind, Thing, When, causes, fixes, fresh_id,
};
use warroom::store::{Appended, By, Class, OpenMode, Outcome, Store, StoreError};

fn factor(title: &str) -> Body {
    Body::Factor(Factor::new(title))
}

fn fix(title: &str) -> Fix {
    Fix::new(title, FixKind::Durable)
}

fn under(store: &mut Store, of: &Thing, on: Option<Id>) -> Result<Appended, StoreError> {
    try_alter(store, of, |b| {
        if let Body::Factor(f) = b {
            f.under = on;
        }
    })
}

fn waits(store: &mut Store, of: &Thing, on: Id) -> Result<Appended, StoreError> {
    try_alter(store, of, |b| match b {
        Body::Task(t) => t.blocked_by.insert(fresh_id(), on),
        Body::Workstream(w) => w.blocked_by.insert(fresh_id(), on),
        other => panic!("{other:?} waits for nothing"),
    })
}

#[test]
fn factors_and_fixes_are_labelled_found_and_linked_both_ways() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    add(
        &mut store,
        inc,
        note(1, "F1 and X1 are named before they are there"),
    );
    let mut owned = Factor::new("no owner for the runner image");
    owned.evidence.insert(fresh_id(), label("E1"));
    let cause = add(&mut store, inc, Body::Factor(owned));
    let mut rotate = fix("rotate by machine, see https://tracker.example/7");
    rotate.answers.insert(fresh_id(), cause.id);
    let rotate = add(&mut store, inc, Body::Fix(rotate));
    assert_eq!((cause.name(), rotate.name()), ("F1".into(), "X1".into()));
    assert_eq!(
        store.by_label(inc, label("X1")).unwrap().unwrap().id,
        rotate.id
    );
    let names = |links: Vec<warroom::domain::Link>| -> Vec<String> {
        links.into_iter().map(|l| l.name).collect()
    };
    assert_eq!(names(store.links_from(rotate.id).unwrap()), ["F1"]);
    assert_eq!(names(store.links_to(cause.id, 9).unwrap()), ["X1", "E1"]);
    assert_eq!(names(store.links_from(cause.id).unwrap()), ["E1"]);
    for (asked, found) in [("runner image", "F1"), ("machine", "X1")] {
        let hits = store
            .search(asked, warroom::domain::Scope::Incident(inc), 9)
            .unwrap();
        assert_eq!(hits.len(), 1, "{asked}");
        assert_eq!(hits[0].thing.name(), found);
    }
    let counts = store.tally(inc).unwrap().all;
    assert_eq!((counts.factors, counts.fixes_open), (1, 1));
    let record = store.record(inc).unwrap();
    assert_eq!((record.factors.len(), record.fixes.len()), (1, 1));
    // What was taken back gives its label to nobody else.
    let made = store.history(rotate.id).unwrap()[0].batch;
    store.undo(&maya(), made).unwrap();
    assert_eq!(store.tally(inc).unwrap().all.fixes_open, 0);
    let next = add(&mut store, inc, Body::Fix(fix("another")));
    assert_eq!(next.name(), "X2");
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}

#[test]
fn a_circle_is_refused_with_the_way_round_wherever_it_is_closed() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let told = |refused: Result<Appended, StoreError>| {
        let error = refused.unwrap_err();
        assert_eq!(error.class(), Class::Conflict);
        assert!(matches!(error, StoreError::Circle(_)), "{error}");
        error.to_string().lines().next().unwrap().to_owned()
    };
    let f: Vec<Thing> = (0..3).map(|_| add(&mut store, inc, factor("x"))).collect();
    under(&mut store, &f[1], Some(f[0].id)).unwrap();
    under(&mut store, &f[2], Some(f[1].id)).unwrap();
    let refused = under(&mut store, &f[0], Some(f[2].id));
    assert!(told(refused).ends_with("F1 explains F3 explains F2 explains F1"));
    assert!(told(under(&mut store, &f[0], Some(f[0].id))).ends_with("F1 explains F1"));
    let factors = store.record(inc).unwrap().factors;
    assert_eq!(
        causes::would_cycle(&factors, f[0].id, f[2].id).unwrap(),
        "F1 explains F3 explains F2 explains F1",
        "said in the same words before it is asked for"
    );

    let t: Vec<Thing> = (0..3).map(|_| add(&mut store, inc, task("x"))).collect();
    waits(&mut store, &t[0], t[1].id).unwrap();
    waits(&mut store, &t[1], t[2].id).unwrap();
    let refused = waits(&mut store, &t[2], t[0].id);
    assert!(told(refused).ends_with("T3 waits for T1 waits for T2 waits for T3"));
    // Within one act, too, and by a new thing.
    let id = fresh_id();
    let mut own = warroom::domain::Task::new("x");
    own.blocked_by.insert(fresh_id(), id);
    let refused = store.append(&maya(), Some(inc), |_| {
        vec![Change::create(id, Some(inc), Body::Task(own))]
    });
    assert!(told(refused).ends_with("T4 waits for T4"));
    assert!(store.thing(id).unwrap().is_none(), "nothing was recorded");

    let w: Vec<Thing> = ["a", "b"].map(|s| add(&mut store, inc, stream(s))).into();
    waits(&mut store, &w[0], w[1].id).unwrap();
    assert!(told(waits(&mut store, &w[1], w[0].id)).ends_with("#b waits for #a waits for #b"));
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}

#[test]
fn taking_back_what_opened_a_circle_is_refused_once_it_would_close_it() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let t: Vec<Thing> = (0..2).map(|_| add(&mut store, inc, task("x"))).collect();
    waits(&mut store, &t[0], t[1].id).unwrap();
    let freed = alter(&mut store, &t[0], |b| {
        if let Body::Task(b) = b {
            b.blocked_by.take_out(&t[1].id);
        }
    });
    waits(&mut store, &t[1], t[0].id).unwrap();
    let refused = store.undo(&maya(), freed.batch).unwrap_err();
    assert!(
        refused.to_string().contains("T1 waits for T2 waits for T1"),
        "{refused}"
    );
}

#[test]
fn a_fix_that_cannot_be_meant_is_refused_with_a_sentence() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let maya_id = fresh_id();
    let thing = add(&mut store, inc, Body::Fix(fix("rotate by machine")));
    let set = |state| {
        move |b: &mut Body| {
            if let Body::Fix(f) = b {
                f.state = state;
            }
        }
    };
    for (state, word) in [
        (FixState::Verified, "result"),
        (FixState::Declined, "reason"),
    ] {
        let refused = try_alter(&mut store, &thing, set(state)).unwrap_err();
        assert!(refused.to_string().contains(word), "{refused}");
    }
    let become_ = |store: &mut Store, wanted: Fix| {
        alter(store, &thing, |b| *b = Body::Fix(wanted));
        store
            .thing(thing.id)
            .unwrap()
            .unwrap()
            .as_fix()
            .unwrap()
            .clone()
    };
    let held = thing.as_fix().unwrap().clone();
    let shipped = fixes::passed(&held, FixState::Shipped, at(5)).unwrap();
    let shipped = become_(&mut store, shipped);
    assert_eq!(
        store.tally(inc).unwrap().all.fixes_open,
        1,
        "shipped is not done"
    );
    let done = fixes::verified(&shipped, maya_id, When::now(at(9)), "0 left", at(9)).unwrap();
    let done = become_(&mut store, done);
    let counts = store.tally(inc).unwrap().all;
    assert_eq!((counts.fixes_open, counts.fixes_verified), (0, 1));
    let again = fixes::reopened(&done, "it came back", at(12)).unwrap();
    let again = become_(&mut store, again);
    assert_eq!(
        (again.state, fixes::passages(&again).len()),
        (FixState::Doing, 3)
    );
    let blank = try_alter(&mut store, &thing, |b| {
        if let Body::Fix(f) = b {
            f.title = " ".into();
        }
    });
    assert!(matches!(blank, Err(StoreError::Refused { .. })));
}

#[test]
fn what_a_factor_rests_on_has_to_be_there() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let cause = add(&mut store, inc, factor("x"));
    let rest = |store: &mut Store, word: &str| {
        try_alter(store, &cause, |b| {
            if let Body::Factor(f) = b {
                f.evidence.insert(fresh_id(), label(word));
            }
        })
    };
    let missing = rest(&mut store, "E1").unwrap_err();
    assert_eq!(missing.class(), Class::NotFound);
    add(&mut store, inc, note(1, "seen"));
    rest(&mut store, "E1").unwrap();
    assert!(matches!(
        rest(&mut store, "F1"),
        Err(StoreError::Refused { .. })
    ));
    let nowhere = under(&mut store, &cause, Some(fresh_id()));
    assert_eq!(nowhere.unwrap_err().class(), Class::NotFound);
}

fn by(author: &str, seconds: i64) -> By {
    By {
        author: author.into(),
        now: at(seconds),
    }
}

fn write(store: &mut Store, inc: Id, who: &By, was: &str, text: &str) -> Result<(), StoreError> {
    let kind = SectionKind::Lessons;
    let thing = store.thing(kind.id(inc)).unwrap();
    let changes = Section::write(inc, kind, thing.as_ref(), was, text);
    store.append(who, Some(inc), |_| changes).map(|_| ())
}

#[test]
fn the_second_to_save_a_section_is_shown_the_firsts_text_and_neither_is_lost() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let kind = SectionKind::Lessons;
    let begun = Section::write(inc, kind, None, "", "mine");
    let rival = Section::write(inc, kind, None, "", "theirs\r\n\u{1b}[31m");
    store.append(&by("maya", 1), Some(inc), |_| begun).unwrap();
    let refused = store
        .append(&by("jon", 2), Some(inc), |_| rival)
        .unwrap_err();
    assert_eq!(refused.class(), Class::Conflict);
    let StoreError::Edited {
        author,
        at: when,
        text,
        ..
    } = refused
    else {
        panic!("{refused}")
    };
    assert_eq!(
        (author.as_str(), when, text.as_str()),
        ("maya", at(1), "mine")
    );
    write(
        &mut store,
        inc,
        &by("jon", 3),
        "mine",
        "mine\r\n\u{1b}[31mtheirs",
    )
    .unwrap();
    let late = write(&mut store, inc, &by("ana", 4), "mine", "hers");
    assert!(
        matches!(late, Err(StoreError::Edited { text, .. }) if text == "mine\r\n\u{1b}[31mtheirs")
    );
    let standing = store.thing(kind.id(inc)).unwrap();
    assert_eq!(
        Section::standing(standing.as_ref()),
        "mine\r\n\u{1b}[31mtheirs"
    );
    let record = store.record(inc).unwrap();
    assert_eq!(record.sections.len(), 1);
    // What was refused is not in the journal.
    assert_eq!(store.history(kind.id(inc)).unwrap().len(), 3);
}

#[test]
fn two_machines_that_begin_a_section_and_a_review_hold_the_same_ones() {
    let room = Room::new();
    let open = |name: &str| Store::open(&room.file(name), OpenMode::Create).unwrap();
    let (mut here, mut there) = (open("here.db"), open("there.db"));
    let inc = incident(&mut here);
    let all = |store: &Store| -> Vec<warroom::domain::Event> {
        store
            .events(0, 1000)
            .unwrap()
            .into_iter()
            .map(|(_, e)| e)
            .collect()
    };
    there.join(&all(&here)).unwrap();
    for (store, who, seconds) in [(&mut here, "maya", 10), (&mut there, "jon", 20)] {
        write(store, inc, &by(who, seconds), "", who).unwrap();
        let review = Review::default().passed(ReviewState::InReview, who, at(seconds));
        let changes = review.write(inc, None);
        store
            .append(&by(who, seconds), Some(inc), |_| changes)
            .unwrap();
    }
    let (mine, theirs) = (all(&here), all(&there));
    here.join(&theirs).unwrap();
    there.join(&mine).unwrap();
    let kind = SectionKind::Lessons;
    assert_eq!(
        Section::standing(here.thing(kind.id(inc)).unwrap().as_ref()),
        "jon"
    );
    let lost = Section::unseen(&here.history(kind.id(inc)).unwrap());
    assert_eq!(lost.len(), 1, "what was written over is found");
    assert_eq!(lost[0].author, "maya");
    let review = here.record(inc).unwrap().review.unwrap();
    assert_eq!(review.as_review().unwrap().history().len(), 2);
    drop((here, there));
    let differ = differing(&room.file("here.db"), &room.file("there.db"));
    assert_eq!(differ, Vec::<String>::new());
}

#[test]
fn fixes_factors_and_milestones_are_read_over_all_incidents() {
    let room = Room::new();
    let mut store = room.store();
    let (one, other) = (incident(&mut store), incident(&mut store));
    let drill = warroom::domain::Incident {
        exercise: true,
        ..warroom::domain::Incident::new("", "a drill", warroom::domain::Severity::Sev3)
    };
    store
        .create_incident(&maya(), drill, |_, _| Vec::new())
        .unwrap();
    for inc in [one, other] {
        add(&mut store, inc, factor("no owner"));
        let done = Fix {
            state: FixState::Declined,
            declined: Some(warroom::domain::Declined {
                by: fresh_id(),
                reason: "the service goes away".into(),
            }),
            ..fix("closed")
        };
        add(&mut store, inc, Body::Fix(done));
        add(&mut store, inc, Body::Fix(fix("open")));
        let passed = |seconds, phase| {
            let Body::Entry(mut e) = entry(EntryKind::Milestone, seconds, "reached") else {
                unreachable!("an entry is an entry")
            };
            e.phase = Some(phase);
            Body::Entry(e)
        };
        add(&mut store, inc, passed(60, Phase::Contained));
        add(&mut store, inc, passed(5, Phase::Detected));
        add(&mut store, inc, note(7, "between them"));
        let struck = add(
            &mut store,
            inc,
            entry(EntryKind::Attacker, 1, "was a colleague"),
        );
        alter(&mut store, &struck, |b| {
            if let Body::Entry(e) = b {
                e.struck = true;
            }
        });
        add(
            &mut store,
            inc,
            entry(EntryKind::Attacker, 3, "made a user"),
        );
        add(&mut store, inc, entry(EntryKind::Attacker, 9, "used it"));
    }
    let fixes = store.every_fix().unwrap();
    assert_eq!(fixes.len(), 3, "also those without any");
    let counting: Vec<bool> = fixes
        .iter()
        .map(warroom::domain::Holding::in_statistics)
        .collect();
    assert_eq!(counting, [true, true, false]);
    let titles: Vec<&str> = warroom::domain::each(&fixes)
        .map(|(_, t)| t.headline())
        .collect();
    assert_eq!(
        titles,
        ["open", "closed", "open", "closed"],
        "open ones first"
    );
    let keys: Vec<String> = warroom::domain::each(&fixes)
        .map(|(i, _)| i.name())
        .collect();
    assert_eq!(
        keys,
        [
            "INC-2023-001",
            "INC-2023-001",
            "INC-2023-002",
            "INC-2023-002"
        ]
    );
    assert_eq!(
        warroom::domain::each(&store.every_factor().unwrap()).count(),
        2
    );
    for holding in store.every_milestone().unwrap().iter().take(2) {
        let labels: Vec<String> = holding.things.iter().map(Thing::name).collect();
        assert_eq!(labels, ["E5", "E2", "E1"]);
        let clocks = warroom::domain::clocks::clocks(&holding.things);
        let of_all =
            warroom::domain::clocks::clocks(&store.record(holding.incident.id).unwrap().entries);
        assert_eq!(clocks, of_all, "the clocks need no more than that");
        assert_eq!(clocks.len(), 3);
    }
    assert_eq!(
        store.situation(one).unwrap().fixes.len(),
        1,
        "the open ones"
    );
}
