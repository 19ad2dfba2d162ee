//! The record of an incident leaves one file and comes into another: the same
//! record there, or nothing.

use crate::dump::differing;
use crate::room::{Room, add, alter, at, incident, maya, note, task};
use crate::set::{cases, history};
use proptest::prelude::*;
use rusqlite::Connection;
use warroom::domain::{
    Body, Carried, Change, Event, Id, Incident, Kind, Person, Severity, Thing, fresh_id,
};
use warroom::interchange::record::{self, Refusal, Why};
use warroom::store::{By, Class, Joined, OpenMode, Outcome, Part, Store, StoreError, Terms};

fn open(room: &Room, name: &str) -> Store {
    Store::open(&room.file(name), OpenMode::Create).unwrap()
}

/// What leaves: the changes, and how many things go beside them.
fn leaving(store: &Store, incident: Id) -> (Vec<Carried>, Vec<Thing>) {
    let (mut changes, mut things) = (Vec::new(), Vec::new());
    store
        .everything(incident, &mut |part| {
            match part {
                Part::Thing(thing) => things.push(*thing),
                Part::Change(carried) => changes.push(*carried),
            }
            true
        })
        .unwrap();
    (changes, things)
}

/// A record with these changes, one a line from line 5 on.
fn sealed(incident: &Thing, changes: Vec<Carried>) -> String {
    let mut writer = record::Writer::default();
    let lines = changes.into_iter().map(|c| writer.line(c).unwrap());
    let lines: Vec<String> = lines.map(|l| serde_json::to_string(&l).unwrap()).collect();
    let head = record::Writer::head(incident);
    let (middle, tail) = (record::Writer::MIDDLE, writer.tail());
    format!("{head}{middle}{}{tail}", lines.join(",\n"))
}

fn document(store: &Store, incident: Id) -> String {
    let thing = store.thing(incident).unwrap().unwrap();
    sealed(&thing, leaving(store, incident).0)
}

#[derive(Debug)]
enum No {
    Record(Refusal),
    Store(StoreError),
}

impl From<StoreError> for No {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

fn terms(incident: Id) -> Terms {
    Terms {
        incident,
        key: None,
        any_clock: false,
        by: maya(),
    }
}

fn take_in(store: &mut Store, terms: &Terms, document: &str) -> Result<Joined, No> {
    store.import(terms, |joining| {
        let mut failed = None;
        let mut each = |carried: &Carried| {
            failed = joining.take_in(carried).err();
            failed.is_none()
        };
        let read = record::read(document.as_bytes(), &mut each);
        match (failed, read) {
            (Some(error), _) => Err(No::Store(error)),
            (None, Err(refusal)) => Err(No::Record(refusal)),
            (None, Ok(_)) => Ok(()),
        }
    })
}

fn journal(store: &Store) -> Vec<(i64, Event)> {
    store.events(0, 100_000).unwrap()
}

fn event(change: Change) -> Event {
    let id = fresh_id();
    Event {
        id,
        batch: id,
        stamp: warroom::domain::Stamp {
            hlc: warroom::domain::Hlc::default().tick(at(0)),
            replica: Id::from_u128(77),
        },
        at: at(0),
        author: "a stranger".into(),
        change,
    }
}

/// Changes as the generator makes them, all of one incident.
fn of_one(events: Vec<Event>, own: Id) -> Vec<Event> {
    let moved = events.into_iter().map(|mut event| {
        if let Change::Create {
            id, incident, body, ..
        } = &mut event.change
        {
            *incident = Some(own);
            if body.kind() == Kind::Incident {
                *id = own;
            }
        }
        event
    });
    let first = Incident::new("INC-1", "x", Severity::Sev1);
    let first = Change::create(own, Some(own), Body::Incident(first));
    moved.chain([event(first)]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happened_an_empty_file_that_takes_it_in_holds_the_same(events in history()) {
        let room = Room::new();
        let own = Id::from_u128(900);
        let (mut one, mut other) = (open(&room, "one.db"), open(&room, "other.db"));
        one.join(&of_one(events, own)).unwrap();
        let text = document(&one, own);
        let joined = take_in(&mut other, &terms(own), &text).unwrap();
        prop_assert_eq!(journal(&other).len() as u64, joined.new);
        prop_assert_eq!(differing(&room.file("one.db"), &room.file("other.db")), Vec::<String>::new());
        prop_assert_eq!(document(&other, own), text.clone());
        prop_assert_eq!(take_in(&mut other, &terms(own), &text).unwrap().new, 0);
        prop_assert_eq!(other.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
    }
}

#[test]
fn who_is_referred_to_comes_along_and_nobody_else() {
    let room = Room::new();
    let mut store = open(&room, "one.db");
    let inc = incident(&mut store);
    let next = incident(&mut store);
    let mut person = |handle: &str| {
        let made = Change::create(fresh_id(), None, Body::Person(Person::new(handle)));
        let done = store.append(&maya(), None, |_| vec![made]).unwrap();
        done.events[0].change.subject()
    };
    let (lee, sam, kim, maya) = (person("lee"), person("sam"), person("kim"), person("Maya"));
    let named = |mut body: Body, who: Id| {
        if let Body::Task(task) = &mut body {
            task.assignee = Some(who);
        }
        body
    };
    let work = add(&mut store, inc, named(task("image it"), lee));
    alter(&mut store, &work, |b| *b = named(b.clone(), sam));
    add(&mut store, next, named(task("of another"), kim));
    let (changes, things) = leaving(&store, inc);
    let people = things.iter().filter(|t| t.as_person().is_some());
    // Lee no longer has the task, but did; maya wrote it.
    assert_eq!(people.map(|t| t.id).collect::<Vec<_>>(), [lee, sam, maya]);
    assert!(!changes.iter().any(|c| c.event.change.subject() == kim));
    let order: Vec<Id> = changes.iter().map(|c| c.event.id).collect();
    let all = journal(&store);
    let of_all = all
        .iter()
        .map(|(_, e)| e.id)
        .filter(|id| order.contains(id));
    assert_eq!(order, of_all.collect::<Vec<_>>());
}

#[test]
fn an_incident_that_went_on_in_two_files_holds_what_was_done_in_both() {
    let room = Room::new();
    let (mut here, mut there) = (open(&room, "here.db"), open(&room, "there.db"));
    let inc = incident(&mut here);
    let shared = add(&mut here, inc, note(1, "seen by both"));
    take_in(&mut there, &terms(inc), &document(&here, inc)).unwrap();
    for (store, words) in [
        (&mut here, "as one put it"),
        (&mut there, "as the other did"),
    ] {
        alter(store, &shared, |b| {
            if let Body::Entry(e) = b {
                e.text = words.into();
            }
        });
        add(store, inc, note(2, words));
    }
    let (mine, theirs) = (document(&here, inc), document(&there, inc));
    let joined = take_in(&mut here, &terms(inc), &theirs).unwrap();
    assert_eq!((joined.new, joined.twins), (2, vec!["E2".to_owned()]));
    take_in(&mut there, &terms(inc), &mine).unwrap();
    drop((here, there));
    assert_eq!(
        differing(&room.file("here.db"), &room.file("there.db")),
        Vec::<String>::new()
    );
}

#[test]
fn bytes_that_are_no_text_come_through_as_they_are() {
    let room = Room::new();
    let mut one = open(&room, "one.db");
    let inc = incident(&mut one);
    add(
        &mut one,
        inc,
        note(1, "a ? \u{1b}[31m\u{202e}\u{0}\u{feff} \"\\"),
    );
    drop(one);
    let raw = Connection::open(room.file("one.db")).unwrap();
    raw.execute_batch(
        "UPDATE journal SET author = CAST(x'6dff' AS TEXT),
            change = CAST(replace(CAST(change AS BLOB), x'3f', x'80') AS TEXT) WHERE seq = 2",
    )
    .unwrap();
    let one = open(&room, "one.db");
    let text = document(&one, inc);
    assert!(text.contains("\"author_hex\":\"6dff\"") && text.contains("change_hex"));
    let mut other = open(&room, "other.db");
    take_in(&mut other, &terms(inc), &text).unwrap();
    assert_eq!(other.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
    assert_eq!(take_in(&mut other, &terms(inc), &text).unwrap().new, 0);
    let kept = |name: &str| -> Vec<(Vec<u8>, Vec<u8>)> {
        let conn = Connection::open(room.file(name)).unwrap();
        let sql = "SELECT CAST(author AS BLOB), CAST(change AS BLOB) FROM journal ORDER BY seq";
        let mut query = conn.prepare(sql).unwrap();
        let rows = query.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert!(kept("one.db")[1].1.contains(&0x80));
    assert_eq!(kept("one.db"), kept("other.db"));
    // A row that says nothing at all cannot leave, and the failure names it.
    raw.execute_batch("UPDATE journal SET change = 'x' WHERE seq = 2")
        .unwrap();
    let error = one.everything(inc, &mut |_| true).unwrap_err();
    assert_eq!(error.class(), Class::Integrity);
    assert!(error.to_string().contains("row 2 of journal"), "{error}");
}

/// A file with an incident of three entries, and its record.
fn recorded(room: &Room) -> (Id, String) {
    let mut store = open(room, "one.db");
    let inc = incident(&mut store);
    for i in 1..4 {
        add(&mut store, inc, note(i, &format!("entry {i}")));
    }
    (inc, document(&store, inc))
}

fn refusal(document: &str) -> (String, String) {
    let refused = record::read(document.as_bytes(), &mut |_| true).unwrap_err();
    let place = refused.to_string();
    let why = match refused.why {
        Why::Damaged(what) => what,
        other => format!("{other:?}"),
    };
    (place, why)
}

#[test]
fn damage_is_found_at_its_place() {
    let room = Room::new();
    let (_, text) = recorded(&room);
    let lines: Vec<&str> = text.lines().collect();
    let joined = |lines: &[&str]| lines.join("\n");
    // The head takes three lines, the things and what is between them three more.
    assert!(
        lines[6].contains("create") && lines[9].contains("entry 3"),
        "{text}"
    );
    let mut left_out = lines.clone();
    left_out.remove(7);
    let mut moved = lines.clone();
    moved.swap(7, 8);
    let mut twice = lines.clone();
    twice.insert(8, lines[7]);
    let cut = &text[..text.find("entry 2").unwrap()];
    let unknown = text.replacen("\"create\":{", "\"create\":{\"more\":1,", 1);
    for (text, place, why) in [
        (
            text.replace("entry 2", "entry x"),
            "line 9 column 1 (change 3)",
            "seal",
        ),
        (
            text.replacen("maya", "jon", 1),
            "line 7 column 1 (change 1)",
            "seal",
        ),
        (joined(&left_out), "line 8 column 1 (change 2)", "seal"),
        (joined(&moved), "line 8 column 1 (change 2)", "seal"),
        (joined(&twice), "line 9 column 1 (change 3)", "seal"),
        (cut.to_owned(), "line 9 column", "cut off"),
        (
            text.replace("\"count\":4", "\"count\":5"),
            "line 12",
            "4 changes and says 5",
        ),
        (
            text.replace("\"version\":1", "\"version\":0"),
            "line 12",
            "version 0",
        ),
        (format!("{text}x"), "line 13 column 1", "follows the end"),
        (unknown, "line 7 column 1 (change 1)", "\"more\""),
        (
            text.replacen("\"hlc\":\"", "\"hlc\":\"-x", 1),
            "line 7 column",
            "invalid digit",
        ),
        (
            text.replacen("\"subject\":\"", "\"subject\":\"0", 1),
            "line 7 column",
            "",
        ),
        (
            text.replace("\"things\":[", "\"things\":[{],"),
            "line 3",
            "",
        ),
        (
            text.replace("entry 3", "entry \u{1}"),
            "line 10 column",
            "control character",
        ),
        (
            text.replace("\"format\"", "\"form\""),
            "line 1 column 2",
            "Foreign",
        ),
        (
            text.replace("warroom record", "other"),
            "line 1 column 11",
            "Foreign",
        ),
        (
            text.replace("\"version\":1", "\"version\":2"),
            "line 1 column 38",
            "Newer(2)",
        ),
        ("# a page".into(), "line 1 column 1", "Foreign"),
        (String::new(), "line 1 column 1", "Foreign"),
        ("{}".into(), "line 1", "Foreign"),
    ] {
        let told = refusal(&text);
        assert!(
            told.0.starts_with(place) && told.1.contains(why),
            "{place} {why}: {told:?}\n{text}"
        );
    }
    // As another program writes it: one line, other blanks, members in another order.
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    for text in [
        value.to_string(),
        serde_json::to_string_pretty(&value).unwrap(),
    ] {
        assert_eq!(
            record::read(text.as_bytes(), &mut |_| true).unwrap().count,
            4
        );
    }
}

/// Whatever byte is lost or turned over: it is noticed, or says the same.
#[test]
fn no_damaged_byte_of_the_changes_passes() {
    let room = Room::new();
    let (_, text) = recorded(&room);
    let read = |bytes: &[u8]| {
        let mut changes = Vec::new();
        let read = record::read(bytes, &mut |carried| {
            changes.push(carried.clone());
            true
        });
        read.ok().map(|_| changes)
    };
    let whole = read(text.as_bytes()).unwrap();
    let start = text.find("\"changes\"").unwrap();
    let mut noticed = 0;
    for at in (start..text.len() - 1).step_by(3) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1 << (at % 7);
        match read(&bytes) {
            Some(changes) => assert_eq!(changes, whole, "byte {at}"),
            None => noticed += 1,
        }
        assert!(read(&text.as_bytes()[..at]).is_none());
    }
    assert!(noticed > 500);
}

#[test]
fn what_contradicts_is_refused_and_nothing_is_written() {
    let room = Room::new();
    let mut one = open(&room, "one.db");
    let (inc, next) = (incident(&mut one), incident(&mut one));
    let mine = add(&mut one, next, note(1, "of another incident"));
    let own = add(&mut one, inc, note(1, "its own"));
    let thing = one.thing(inc).unwrap().unwrap();
    let (changes, _) = leaving(&one, inc);
    let before = journal(&one);
    let create = |incident, id| Change::create(id, incident, note(1, "x"));
    let withdraw = |id| Change::Withdraw {
        id,
        was: false,
        now: true,
    };
    let late = |days: i64| {
        let mut event = event(create(Some(inc), fresh_id()));
        event.stamp.hlc = event.stamp.hlc.tick(at(days * 86_400));
        event
    };
    let altered = |with: fn(&mut Event)| {
        let mut event = changes[1].event.clone();
        with(&mut event);
        event
    };
    let cases: [(Event, &str, Class); 9] = [
        (
            event(withdraw(mine.id)),
            "of another incident here",
            Class::Integrity,
        ),
        (
            event(create(Some(next), fresh_id())),
            "its entry is of another",
            Class::Integrity,
        ),
        (
            event(create(None, fresh_id())),
            "its entry is of another",
            Class::Integrity,
        ),
        (
            event(withdraw(Id::from_u128(5))),
            "nothing creates what it alters",
            Class::Integrity,
        ),
        (
            altered(|e| e.author = "jon".into()),
            "the same identity",
            Class::Integrity,
        ),
        (
            altered(|e| e.at = at(9)),
            "the same identity",
            Class::Integrity,
        ),
        (
            altered(|e| e.stamp.hlc.0 += 1),
            "the same identity",
            Class::Integrity,
        ),
        (late(2), "ahead of this machine", Class::Conflict),
        (
            Event {
                id: fresh_id(),
                at: at(3 * 86_400),
                ..event(create(Some(inc), fresh_id()))
            },
            "ahead of this machine",
            Class::Conflict,
        ),
    ];
    for (event, why, class) in cases {
        let with = changes.iter().cloned().chain([Carried::from(event)]);
        let text = sealed(&thing, with.collect());
        let error = match take_in(&mut one, &terms(inc), &text).unwrap_err() {
            No::Store(error) => error,
            No::Record(refusal) => panic!("{refusal:?}"),
        };
        assert!(error.to_string().contains(why), "{why}: {error}");
        assert_eq!(error.class(), class, "{error}");
        assert_eq!(journal(&one), before);
    }
    let text = sealed(&thing, vec![late(2).into()]);
    let any = Terms {
        any_clock: true,
        ..terms(inc)
    };
    assert_eq!(take_in(&mut one, &any, &text).unwrap().new, 1);
    assert_eq!(take_in(&mut one, &terms(inc), &text).unwrap().new, 0);
    // A record that does not hold its own incident.
    let text = sealed(
        &thing,
        changes
            .into_iter()
            .filter(|c| c.event.change.subject() == own.id)
            .collect(),
    );
    let mut empty = open(&room, "empty.db");
    assert!(take_in(&mut empty, &terms(inc), &text).is_err());
    assert_eq!(journal(&empty), []);
}

#[test]
fn a_key_that_is_taken_is_told_and_given_another_when_asked() {
    let room = Room::new();
    let (mut here, mut there) = (open(&room, "here.db"), open(&room, "there.db"));
    let inc = incident(&mut here);
    let other = incident(&mut there);
    let text = document(&here, inc);
    let before = journal(&there);
    let error = take_in(&mut there, &terms(inc), &text).unwrap_err();
    let No::Store(error @ StoreError::KeyClash { .. }) = error else {
        panic!("{error:?}")
    };
    assert!(error.to_string().contains("--key INC-2023-002"), "{error}");
    assert_eq!(journal(&there), before);
    let with = |key: &str| Terms {
        key: Some(key.into()),
        ..terms(inc)
    };
    let taken = take_in(&mut there, &with("inc-2023-001"), &text).unwrap_err();
    assert!(matches!(taken, No::Store(StoreError::KeyTaken(_))));
    let joined = take_in(&mut there, &with("INC-7"), &text).unwrap();
    assert_eq!(
        (joined.new, joined.incident.name()),
        (1, "INC-7".to_owned())
    );
    assert_eq!(there.current_incident().unwrap().unwrap().id, other);
    // The key is a change like any other: who takes the record back learns it.
    assert_eq!(take_in(&mut there, &terms(inc), &text).unwrap().new, 0);
    let back = document(&there, inc);
    let joined = take_in(&mut here, &terms(inc), &back).unwrap();
    assert_eq!(joined.was.unwrap().name(), "INC-2023-001");
    assert_eq!(joined.incident.name(), "INC-7");
    assert_eq!(there.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}

#[test]
fn two_people_of_one_handle_are_both_kept_and_told() {
    let room = Room::new();
    let (mut here, mut there) = (open(&room, "here.db"), open(&room, "there.db"));
    let by = By {
        author: "lee".into(),
        ..maya()
    };
    for store in [&mut here, &mut there] {
        let made = Change::create(fresh_id(), None, Body::Person(Person::new("Lee")));
        store.append(&maya(), None, |_| vec![made]).unwrap();
    }
    let inc = incident(&mut here);
    let made = Change::create(fresh_id(), Some(inc), note(1, "x"));
    here.append(&by, Some(inc), |_| vec![made]).unwrap();
    let joined = take_in(&mut there, &terms(inc), &document(&here, inc)).unwrap();
    assert_eq!(joined.twins, ["@Lee"]);
    assert_eq!(there.known(None).unwrap().people.len(), 2);
}
