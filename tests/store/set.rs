//! The tables are a function of the set of changes: whatever the order in
//! which they arrive, in whatever lots.

use crate::dump::differing;
use crate::room::{Room, at, entry, note, stream, task};
use proptest::prelude::*;
use proptest::sample::Index;
use warroom::domain::{
    Body, Change, Decision, Edit, EntryEdit, EntryKind, Event, Factor, FactorEdit, Figure, Fix,
    FixEdit, FixKind, FixState, Hlc, Id, Incident, Label, LabelKind, Measurement, OrSet, Passage,
    Pattern, Priority, Question, Review, ReviewEdit, Section, SectionEdit, SectionKind, SetEdit,
    Severity, Stamp, Swap, TaskEdit, TaskState, Thing, Triage, When,
};
use warroom::store::{Outcome, Store};

const INCIDENTS: [Id; 2] = [Id::from_u128(901), Id::from_u128(902)];

fn subject(n: u8) -> Id {
    Id::from_u128(u128::from(n) + 1)
}

fn factor(pick: u8) -> Body {
    let mut factor = Factor::new("no owner for A1");
    factor.under = (pick > 100).then(|| subject(pick % 4));
    let on = Label::new(LabelKind::Entry, u32::from(pick % 3) + 1);
    factor.evidence.insert(subject(pick % 5), on);
    Body::Factor(factor)
}

fn fix(pick: u8) -> Body {
    let mut fix = Fix::new("rotate by machine; T1", FixKind::Durable);
    fix.owner = Some(subject(pick % 3));
    fix.state = FixState::ALL[usize::from(pick) % FixState::ALL.len()];
    fix.answers.insert(subject(pick % 5), subject(pick % 4));
    Body::Fix(fix)
}

/// An edit of what is recorded after the fire.
fn edit_after(pick: u8) -> Edit {
    let text = |now: String| Swap {
        was: String::new(),
        now,
    };
    let passage = Passage {
        state: FixState::Doing,
        when: at(i64::from(pick % 4)),
        why: format!("see E{}", pick % 3),
    };
    let triage = Triage {
        answer: Pattern::Symptom,
        reasons: format!("like A{}", pick % 3),
    };
    match pick % 8 {
        0 => Edit::Factor(FactorEdit::Title(text(format!("as E{} shows", pick % 4)))),
        // Circles, too, as machines that were joined may hold them.
        1 => Edit::Factor(FactorEdit::Under(Swap {
            was: None,
            now: (pick > 40).then(|| subject(pick % 5)),
        })),
        2 => Edit::Factor(FactorEdit::Evidence(SetEdit::Add(Label::new(
            LabelKind::Artifact,
            u32::from(pick % 3) + 1,
        )))),
        3 => Edit::Fix(FixEdit::State(Swap {
            was: FixState::Proposed,
            now: FixState::ALL[usize::from(pick) % FixState::ALL.len()],
        })),
        4 => Edit::Fix(FixEdit::Passages(SetEdit::Add(passage))),
        5 => Edit::Fix(FixEdit::Measurements(SetEdit::Add(Measurement {
            value: Figure::read("0.10").unwrap(),
            when: When::now(at(1)),
            note: "after E1".into(),
        }))),
        6 => Edit::Section(SectionEdit::Text(text(format!("F{}\r\nX1", pick % 3)))),
        _ => Edit::Review(ReviewEdit::Triage(Swap {
            was: None,
            now: (pick > 90).then_some(triage),
        })),
    }
}

fn body(pick: u8) -> Body {
    let mut body = match pick % 10 {
        0 => note(i64::from(pick), "see T1 and E2 at hxxp://evil[.]example"),
        1 => entry(EntryKind::Decision, 3, "cut access; D7"),
        2 => entry(EntryKind::Question, i64::from(pick), "who has A3"),
        3 => task("image the host of E1"),
        4 => stream("forensics"),
        5 => factor(pick),
        6 => fix(pick),
        7 => Body::Section(Section::new(SectionKind::Lessons)),
        8 => Body::Review(Review::default()),
        _ => Body::Incident(Incident::new("INC-1", "x", Severity::Sev1)),
    };
    match &mut body {
        Body::Entry(b) => {
            b.workstream = (pick > 100).then(|| subject(pick % 4));
            b.starred = pick.is_multiple_of(7);
            b.people = vec![subject(pick % 3)];
            if let Some(d) = &mut b.decision {
                d.number = u32::from(pick % 5);
            }
            if let Some(q) = &mut b.question {
                *q = answered(pick);
            }
        }
        Body::Task(b) => b.workstream = Some(subject(pick % 4)),
        Body::Incident(_)
        | Body::Workstream(_)
        | Body::Artifact(_)
        | Body::Person(_)
        | Body::Role(_)
        | Body::CheckIn(_)
        | Body::Handover(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_)
        | Body::Factor(_)
        | Body::Fix(_)
        | Body::Section(_)
        | Body::Review(_) => {}
    }
    body
}

/// A question, answered by one of few entries, itself among them.
fn answered(pick: u8) -> Question {
    let label = match pick % 5 {
        0 => format!("D{}", pick % 3),
        1 => "T1".to_owned(),
        _ => format!("E{}", pick % 4),
    };
    Question {
        number: u32::from(pick % 5),
        answered_by: Label::parse(&label).filter(|_| pick > 60),
    }
}

fn edit(pick: u8, seen: Id) -> Edit {
    let flag = Swap {
        was: pick.is_multiple_of(2),
        now: pick.is_multiple_of(3),
    };
    let mut waits = OrSet::default();
    waits.insert(seen, subject(pick % 3));
    let decision = Decision {
        number: u32::from(pick),
        why: "see E1".into(),
        ..Decision::default()
    };
    match pick % 12 {
        10 => Edit::Entry(EntryEdit::Question(Swap {
            was: None,
            now: (pick > 20).then(|| answered(pick)),
        })),
        // Few texts and times, so that earlier ones come back.
        0 => Edit::Entry(EntryEdit::Text(Swap {
            was: "x".into(),
            now: format!("amended, see A{}", pick % 4),
        })),
        9 => Edit::Entry(EntryEdit::When(Swap {
            was: When::now(at(0)),
            now: When::now(at(i64::from(pick % 3))),
        })),
        1 => Edit::Entry(EntryEdit::Starred(flag)),
        2 | 11 => Edit::Entry(EntryEdit::Struck(flag)),
        3 => Edit::Entry(EntryEdit::Workstream(Swap {
            was: None,
            now: (pick > 90).then(|| subject(pick % 4)),
        })),
        4 => Edit::Task(TaskEdit::State(Swap {
            was: TaskState::Todo,
            now: TaskState::ALL[usize::from(pick) % TaskState::ALL.len()],
        })),
        5 => Edit::Task(TaskEdit::Priority(Swap {
            was: None,
            now: (pick > 128).then_some(Priority::P1),
        })),
        6 => Edit::Entry(EntryEdit::Decision(Swap {
            was: None,
            now: (pick > 50).then_some(decision),
        })),
        7 => Edit::Entry(EntryEdit::Kind(Swap {
            was: EntryKind::Note,
            now: EntryKind::ALL[usize::from(pick) % EntryKind::ALL.len()],
        })),
        _ => {
            let Body::Task(mut b) = task("x") else {
                unreachable!("a task is a task")
            };
            let was = b.clone();
            b.blocked_by = waits;
            Edit::Task(was.diff(&b).remove(0))
        }
    }
}

prop_compose! {
    pub fn history()(picks in prop::collection::vec((0_i64..12, 0_u8..3, 0_u8..5, 0_u8..10, any::<u8>()), 1..40)) -> Vec<Event> {
        let events = picks.into_iter().enumerate().map(|(i, (hlc, replica, on, what, pick))| {
            let id = subject(on);
            let own = Id::from_u128(1000 + i as u128);
            let change = match what {
                0..4 => Change::Create {
                    id,
                    incident: (pick % 8 != 7).then(|| INCIDENTS[usize::from(pick % 2)]),
                    number: u32::from(pick % 4),
                    body: Box::new(body(pick)),
                },
                4..7 => Change::Edit { id, edit: edit(pick, own) },
                7..9 => Change::Edit { id, edit: edit_after(pick) },
                _ => Change::Withdraw { id, was: false, now: !pick.is_multiple_of(3) },
            };
            Event {
                id: own,
                batch: Id::from_u128(5000 + u128::from(pick)),
                stamp: Stamp { hlc: Hlc(hlc), replica: Id::from_u128(u128::from(replica)) },
                at: at(hlc),
                author: format!("author {replica}"),
                change,
            }
        });
        events.collect()
    }
}

fn join_in_lots(store: &mut Store, events: &[Event], lots: &[Index]) {
    let mut cuts: Vec<usize> = lots.iter().map(|i| i.index(events.len() + 1)).collect();
    cuts.extend([0, events.len()]);
    cuts.sort_unstable();
    for ends in cuts.windows(2) {
        store.join(&events[ends[0]..ends[1]]).unwrap();
    }
}

/// The things, folded the way the domain says, without any table.
fn folded(events: &[Event]) -> Vec<Thing> {
    let mut ordered: Vec<&Event> = events.iter().collect();
    ordered.sort_by_key(|e| (e.stamp, e.id));
    (0..5)
        .filter_map(|n| {
            let own = ordered.iter().filter(|e| e.change.subject() == subject(n));
            own.fold(None, |before, event| Thing::fold(before, event))
        })
        .collect()
}

/// Each opens two files: fewer than usual, unless more are asked for.
pub fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(32)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_any_lots_give_the_same_tables(
        (events, shuffled) in history().prop_flat_map(|e| (Just(e.clone()), Just(e).prop_shuffle())),
        lots in prop::collection::vec(any::<Index>(), 0..6),
    ) {
        let room = Room::new();
        let open = |name: &str| Store::open(&room.file(name), warroom::store::OpenMode::Create).unwrap();
        let (mut one, mut other) = (open("one.db"), open("other.db"));
        one.join(&events).unwrap();
        join_in_lots(&mut other, &shuffled, &lots);
        // What is joined twice changes nothing.
        prop_assert_eq!(other.join(&events).unwrap(), 0);
        prop_assert_eq!(differing(&room.file("one.db"), &room.file("other.db")), Vec::<String>::new());
        for thing in folded(&events) {
            prop_assert_eq!(one.thing(thing.id).unwrap(), Some(thing));
        }
        for store in [one, other] {
            prop_assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
        }
    }
}

#[test]
fn two_replicas_that_exchange_what_they_did_hold_the_same() {
    let room = Room::new();
    let open =
        |name: &str| Store::open(&room.file(name), warroom::store::OpenMode::Create).unwrap();
    let (mut here, mut there) = (open("here.db"), open("there.db"));
    let events = |store: &Store| -> Vec<Event> {
        store
            .events(0, 1000)
            .unwrap()
            .into_iter()
            .map(|(_, e)| e)
            .collect()
    };
    let inc = crate::room::incident(&mut here);
    let shared = crate::room::add(&mut here, inc, note(1, "seen by both"));
    there.join(&events(&here)).unwrap();
    for (store, words) in [
        (&mut here, "as one put it"),
        (&mut there, "as the other put it"),
    ] {
        crate::room::alter(store, &shared, |b| {
            if let Body::Entry(e) = b {
                e.text = words.into();
            }
        });
        crate::room::add(store, inc, note(2, "E2 on both sides"));
    }
    let (mine, theirs) = (events(&here), events(&there));
    here.join(&theirs).unwrap();
    there.join(&mine).unwrap();
    drop((here, there));
    assert_eq!(
        differing(&room.file("here.db"), &room.file("there.db")),
        Vec::<String>::new()
    );
    let here = open("here.db");
    let twins = here
        .timeline(
            inc,
            &warroom::domain::Filter::default(),
            warroom::domain::Anchor::Tail,
            9,
        )
        .unwrap();
    assert_eq!(crate::room::names(&twins.rows), ["E1", "E2", "E2"]);
    let named = here
        .by_label(inc, crate::room::label("E2"))
        .unwrap()
        .unwrap();
    assert!(twins.rows.iter().any(|t| t.id == named.id));
}
