//! Several writers on one file, and writers that are killed.

use crate::room::{Room, incident, maya, note};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use warroom::domain::{Change, Id, Person, fresh_id};
use warroom::store::{Class, OpenMode, Outcome, Store};

/// Set for a child of this test that is to record until it is killed: the file.
const CHILD: &str = "WARROOM_TEST_RECORD_UNTIL_KILLED";

fn record(store: &mut Store, inc: Id, text: &str) -> Id {
    let id = fresh_id();
    let change = Change::create(id, Some(inc), note(0, text));
    store.append(&maya(), Some(inc), |_| vec![change]).unwrap();
    id
}

#[test]
fn writers_at_the_same_time_all_get_through() {
    const WRITERS: usize = 4;
    const EACH: usize = 50;
    let room = Room::new();
    let inc = incident(&mut room.store());
    let path = room.path();
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path, OpenMode::Existing).unwrap();
                for i in 0..EACH {
                    record(&mut store, inc, &format!("{writer}.{i}"));
                }
                store
                    .append(&maya(), Some(inc), |known| match known.person("sam") {
                        Some(_) => Vec::new(),
                        None => vec![Change::create(
                            fresh_id(),
                            None,
                            warroom::domain::Body::Person(Person::new("Sam")),
                        )],
                    })
                    .unwrap();
            });
        }
    });
    let store = room.store();
    let record = store.record(inc).unwrap();
    let numbers: BTreeSet<u32> = record.entries.iter().map(|t| t.number).collect();
    assert_eq!(record.entries.len(), WRITERS * EACH);
    assert_eq!(numbers.len(), WRITERS * EACH);
    assert_eq!(record.known.people.len(), 1);
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}

/// Two forms were open at once, each with a name that was free then.
#[test]
fn a_name_is_given_once() {
    use warroom::domain::{Body, Workstream};
    let room = Room::new();
    let (mut one, mut other) = (room.store(), room.store());
    let (inc, next) = (incident(&mut one), incident(&mut one));
    let create = |store: &mut Store, of: Option<Id>, body: Body| {
        let change = Change::create(fresh_id(), of, body);
        store.append(&maya(), Some(inc), |_| vec![change])
    };
    let person = |handle: &str| Body::Person(Person::new(handle));
    let stream = |slug: &str| Body::Workstream(Workstream::new(slug));
    create(&mut one, None, person("lee")).unwrap();
    create(&mut one, Some(inc), stream("forensics")).unwrap();
    let before = other.events(0, 99).unwrap();
    for (of, body) in [(None, person("Lee")), (Some(inc), stream("Forensics"))] {
        let refused = create(&mut other, of, body).err().unwrap();
        assert_eq!(refused.class(), Class::Conflict);
        assert!(
            refused.to_string().contains("is there already"),
            "{refused}"
        );
    }
    assert_eq!(other.events(0, 99).unwrap(), before);
    // Another incident has names of its own; a name that was given up is free.
    create(&mut other, Some(next), stream("forensics")).unwrap();
    let sam = create(&mut other, None, person("sam")).unwrap();
    let sam = one.thing(sam.events[0].change.subject()).unwrap().unwrap();
    let mut rename = |handle: &str| {
        crate::room::try_alter(&mut one, &sam, |body| {
            if let Body::Person(p) = body {
                p.handle = handle.into();
            }
        })
    };
    assert_eq!(rename("LEE").err().unwrap().class(), Class::Conflict);
    rename("Sam").unwrap();
    let renamed = rename("samira").unwrap();
    create(&mut other, None, person("sam")).unwrap();
    let refused = other.undo(&maya(), renamed.batch).err().unwrap();
    assert_eq!(refused.class(), Class::Conflict);
}

#[test]
fn short_commands_and_a_cockpit_do_not_hinder_each_other() {
    let room = Room::new();
    let mut cockpit = room.store();
    let inc = incident(&mut cockpit);
    let path = room.path();
    std::thread::scope(|scope| {
        for tidy in [true, false, true] {
            let path = &path;
            scope.spawn(move || {
                for i in 0..25 {
                    let mut store = Store::open(path, OpenMode::Create).unwrap();
                    if tidy {
                        store.skip_checkpoint_on_close().unwrap();
                    }
                    record(&mut store, inc, &format!("short {i}"));
                }
            });
        }
        for i in 0..25 {
            record(&mut cockpit, inc, &format!("cockpit {i}"));
            cockpit.tally(inc).unwrap();
        }
        // Nobody holds the file open for a moment, again and again.
        drop(cockpit);
    });
    assert_eq!(room.store().tally(inc).unwrap().all.entries, 100);
}

#[test]
fn of_two_that_make_the_file_one_wins_and_both_go_on() {
    let room = Room::new();
    let replicas: BTreeSet<Id> = std::thread::scope(|scope| {
        let open = |n| {
            let room = &room;
            scope.spawn(move || {
                let mut store = room.store();
                let person = warroom::domain::Body::Person(Person::new(format!("sam{n}")));
                let change = Change::create(fresh_id(), None, person);
                let done = store.append(&maya(), None, |_| vec![change]).unwrap();
                done.events[0].stamp.replica
            })
        };
        let threads: Vec<_> = (0..4).map(open).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(replicas.len(), 1);
    assert_eq!(room.store().events(0, 99).unwrap().len(), 4);
}

/// No test of its own: the writer that the next one kills.
#[test]
fn child_records_until_it_is_killed() {
    let Ok(path) = std::env::var(CHILD) else {
        return;
    };
    let mut store = Store::open(Path::new(&path), OpenMode::Existing).unwrap();
    let inc = store.current_incident().unwrap().unwrap().id;
    let mut out = std::io::stdout().lock();
    loop {
        let id = record(&mut store, inc, "until the end");
        writeln!(out, "recorded {id}").unwrap();
        out.flush().unwrap();
    }
}

/// Kills a recording process at moments that differ from round to round;
/// `WARROOM_TEST_KILLS` asks for more rounds.
#[test]
fn a_killed_writer_loses_nothing_it_acknowledged() {
    let asked = std::env::var("WARROOM_TEST_KILLS").ok();
    let rounds: usize = asked.and_then(|n| n.parse().ok()).unwrap_or(20);
    let room = Room::new();
    let inc = incident(&mut room.store());
    let mut acknowledged = BTreeSet::new();
    for round in 0..rounds {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "many::child_records_until_it_is_killed",
                "--nocapture",
            ])
            .env(CHILD, room.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut acks = |n: usize, into: &mut BTreeSet<Id>| {
            let ids = lines.by_ref().map_while(Result::ok).filter_map(|line| {
                let id = line.rsplit_once("recorded ")?.1;
                Id::parse_str(id).ok()
            });
            into.extend(ids.take(n));
        };
        // A writer that has just been heard of is in the midst of the next one.
        acks(1 + round * 7 % 13, &mut acknowledged);
        // How long the kill takes to arrive is what makes the moment random.
        std::thread::yield_now();
        child.kill().unwrap();
        child.wait().unwrap();
        acks(usize::MAX, &mut acknowledged);
        let store = room.store();
        for id in &acknowledged {
            assert!(
                store.thing(*id).unwrap().is_some(),
                "round {round}: {id} is lost"
            );
        }
    }
    assert!(acknowledged.len() >= rounds);
    let store = room.store();
    let all = store.tally(inc).unwrap().all.entries;
    assert!(all >= acknowledged.len() as u64);
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}
