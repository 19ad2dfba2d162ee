//! A change carries its own undo, whatever came before it.

use chrono::DateTime;
use proptest::prelude::*;
use warroom::domain::{
    Artifact, ArtifactKind, Body, Category, Change, Entry, EntryKind, Event, Factor, Figure, Fix,
    FixKind, FixState, Health, Hlc, Id, Metric, Priority, Review, ReviewState, Section,
    SectionKind, Stamp, Task, TaskState, Thing, When, Workstream,
};

fn event(n: u64, change: Change) -> Event {
    let at = DateTime::from_timestamp_millis(1_790_000_000_000).expect("in range");
    let stamp = Stamp {
        hlc: Hlc(i64::try_from(n).expect("small")),
        replica: Id::nil(),
    };
    let id = Id::from_u128(u128::from(n) + 1);
    Event {
        id,
        batch: id,
        stamp,
        at,
        author: "ana".into(),
        change,
    }
}

fn subject() -> Id {
    Id::from_u128(1 << 100)
}

/// Bodies of one kind that differ from each other in any number of fields.
fn bodies() -> impl Strategy<Value = Vec<Body>> {
    let people = || prop::option::of((0u128..3).prop_map(Id::from_u128));
    let tasks = (
        any::<String>(),
        people(),
        0usize..5,
        prop::option::of(0usize..4),
        prop::collection::vec(0u128..4, 0..4),
    )
        .prop_map(|(title, assignee, state, priority, blocked_by)| {
            let mut task = Task {
                assignee,
                ..Task::new(title)
            };
            task.state = TaskState::ALL[state];
            task.priority = priority.map(|p| Priority::ALL[p]);
            for (n, id) in blocked_by.into_iter().enumerate() {
                task.blocked_by
                    .insert(Id::from_u128((1 << 90) + n as u128), Id::from_u128(id));
            }
            Body::Task(task)
        });
    let entries = (
        any::<String>(),
        0usize..10,
        any::<bool>(),
        any::<bool>(),
        people(),
    )
        .prop_map(|(text, kind, starred, struck, workstream)| {
            let when = When::now(DateTime::from_timestamp_millis(0).expect("in range"));
            Body::Entry(Entry {
                starred,
                struck,
                workstream,
                ..Entry::new(EntryKind::ALL[kind], when, text)
            })
        });
    let streams = (any::<String>(), 0usize..3).prop_map(|(update, health)| {
        Body::Workstream(Workstream {
            update,
            health: Health::ALL[health],
            ..Workstream::new("forensics")
        })
    });
    let artifacts = (any::<String>(), 0usize..5)
        .prop_map(|(name, kind)| Body::Artifact(Artifact::new(ArtifactKind::ALL[kind], name)));
    let factors = (
        any::<String>(),
        people(),
        any::<bool>(),
        prop::option::of(0usize..5),
    )
        .prop_map(|(title, under, trigger, category)| {
            Body::Factor(Factor {
                under,
                trigger,
                category: category.map(|c| Category::ALL[c]),
                ..Factor::new(title)
            })
        });
    let fixes = (any::<String>(), people(), 0usize..6, any::<Option<i16>>()).prop_map(
        |(notes, owner, state, target)| {
            let figure = |n: i16| Figure::read(&n.to_string()).expect("a number");
            let metric = target.map(|n| Metric {
                target: Some(figure(n)),
                ..Metric::new("tokens")
            });
            Body::Fix(Fix {
                notes,
                owner,
                state: FixState::ALL[state],
                metric,
                ..Fix::new("rotate", FixKind::Patch)
            })
        },
    );
    let sections = any::<String>().prop_map(|text| {
        Body::Section(Section {
            text,
            ..Section::new(SectionKind::Lessons)
        })
    });
    let reviews = (any::<String>(), 0usize..3).prop_map(|(notes, state)| {
        Body::Review(Review {
            notes,
            state: ReviewState::ALL[state],
            ..Review::default()
        })
    });
    prop_oneof![
        prop::collection::vec(factors, 2..6),
        prop::collection::vec(fixes, 2..6),
        prop::collection::vec(sections, 2..6),
        prop::collection::vec(reviews, 2..6),
        prop::collection::vec(tasks, 2..6),
        prop::collection::vec(entries, 2..6),
        prop::collection::vec(streams, 2..6),
        prop::collection::vec(artifacts, 2..6),
    ]
}

/// What a reader sees of a body: sets as their members.
fn seen(body: &Body) -> String {
    match body {
        Body::Task(t) => {
            let mut members = t.blocked_by.values();
            members.sort();
            let plain = Task {
                blocked_by: warroom::domain::OrSet::default(),
                ..t.clone()
            };
            format!("{plain:?} {members:?}")
        }
        other => format!("{other:?}"),
    }
}

proptest! {
    #[test]
    fn edits_make_the_wanted_body_and_their_inverses_the_old_one(bodies in bodies()) {
        let mut clock = 0;
        let mut tick = || { clock += 1; clock };
        let create = event(tick(), Change::create(subject(), None, bodies[0].clone()));
        let mut thing = Thing::fold(None, &create).expect("a creation creates");
        for wanted in &bodies[1..] {
            let before = seen(&thing.body);
            let done: Vec<Event> =
                Change::edits(&thing, wanted).into_iter().map(|c| event(tick(), c)).collect();
            for event in &done {
                thing = Thing::fold(Some(thing), event).expect("an edit keeps the thing");
                prop_assert!(thing.stands(event));
            }
            prop_assert_eq!(seen(&thing.body), seen(wanted));
            let undo: Vec<Event> =
                done.iter().rev().map(|e| event(tick(), e.change.inverse(e.id))).collect();
            let mut undone = Some(thing.clone());
            for event in &undo {
                undone = Thing::fold(undone, event);
            }
            prop_assert_eq!(seen(&undone.expect("still there").body), before);
        }
    }
}

#[test]
fn a_creation_is_undone_by_withdrawal_and_redone_by_its_undo() {
    let create = event(
        1,
        Change::create(subject(), None, Body::Task(Task::new("image the host"))),
    );
    let thing = Thing::fold(None, &create).expect("created");
    let undo = event(2, create.change.inverse(create.id));
    let thing = Thing::fold(Some(thing), &undo).expect("kept");
    assert!(thing.withdrawn);
    let redo = event(3, undo.change.inverse(undo.id));
    assert!(!Thing::fold(Some(thing), &redo).expect("kept").withdrawn);
}
