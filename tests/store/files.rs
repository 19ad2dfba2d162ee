//! The file itself: who may read it, copies of it, what SQLite does with it.

use crate::room::{Room, add, incident, maya, names, note};
use rusqlite::Connection;
use std::fs;
use warroom::domain::{Anchor, Change, Filter, Incident, Severity, fresh_id};
use warroom::store::{Class, OpenMode, Outcome, Store, StoreError};

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_what_is_made() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new();
    let path = room.file("a/b/war.db");
    let mut store = Store::open(&path, OpenMode::Create).unwrap();
    incident(&mut store);
    store.backup(&room.file("copy.db")).unwrap();
    let mode = |name: &str| {
        let found = fs::metadata(room.file(name)).unwrap();
        found.permissions().mode() & 0o777
    };
    for name in ["a", "a/b"] {
        assert_eq!(mode(name), 0o700, "{name}");
    }
    for name in ["a/b/war.db", "a/b/war.db-wal", "a/b/war.db-shm", "copy.db"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    let beside: Vec<_> = fs::read_dir(room.file("a/b")).unwrap().collect();
    assert_eq!(beside.len(), 3, "{beside:?}");
}

#[test]
fn the_library_is_built_as_it_has_to_be() {
    let conn = Connection::open_in_memory().unwrap();
    let mut query = conn.prepare("PRAGMA compile_options").unwrap();
    let options = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let options: Vec<String> = options.map(Result::unwrap).collect();
    assert!(options.iter().any(|o| o == "ENABLE_FTS5"), "{options:?}");
    // SQLite does not list this one: it is handed to its build by the
    // configuration that also sets it for this one.
    assert_eq!(option_env!("LIBSQLITE3_FLAGS"), Some("-DHAVE_FDATASYNC=1"));
}

#[test]
fn a_backup_is_whole_and_overwrites_nothing() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    add(&mut store, inc, note(1, "still in the log"));
    let copy = room.file("copy.db");
    store.backup(&copy).unwrap();
    let again = store.backup(&copy).err().unwrap();
    assert!(matches!(again, StoreError::Exists(_)));
    assert_eq!(again.class(), Class::Conflict);
    let copy = Store::open(&copy, OpenMode::ReadOnly).unwrap();
    assert_eq!(copy.record(inc).unwrap(), store.record(inc).unwrap());
    assert_eq!(copy.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}

#[test]
fn a_reader_cannot_write() {
    let room = Room::new();
    let inc = incident(&mut room.store());
    let mut reader = Store::open(&room.path(), OpenMode::ReadOnly).unwrap();
    let refused = reader
        .append(&maya(), Some(inc), |_| {
            vec![Change::create(fresh_id(), Some(inc), note(1, "x"))]
        })
        .err()
        .unwrap();
    assert_eq!(refused.class(), Class::Permission);
}

#[test]
fn a_short_command_leaves_the_log_and_a_long_one_clears_it() {
    let room = Room::new();
    let wal = room.file("war.db-wal");
    let mut store = room.store();
    store.skip_checkpoint_on_close().unwrap();
    let inc = incident(&mut store);
    drop(store);
    assert!(fs::metadata(&wal).unwrap().len() > 0);
    let store = room.store();
    assert_eq!(store.incidents().unwrap().len(), 1);
    drop(store);
    assert!(!wal.exists());
    let found = Store::open(&room.path(), OpenMode::ReadOnly).unwrap();
    assert_eq!(found.current_incident().unwrap().map(|t| t.id), Some(inc));
}

#[test]
fn short_commands_alone_do_not_let_the_log_grow() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    drop(store);
    for n in 0..120 {
        let mut store = room.store();
        store.skip_checkpoint_on_close().unwrap();
        add(&mut store, inc, note(n, "blocked 203.0.113.7 at the edge"));
    }
    let log = fs::metadata(room.file("war.db-wal")).map_or(0, |log| log.len());
    assert!(log < 4 << 20, "{log} bytes");
}

#[test]
fn keys_are_given_by_year_and_the_current_incident_is_kept() {
    let room = Room::new();
    let mut store = room.store();
    let (first, second) = (incident(&mut store), incident(&mut store));
    let taken = Incident::new("inc-2023-002", "x", Severity::Sev1);
    let refused = store.create_incident(&maya(), taken, |_, _| Vec::new());
    assert_eq!(refused.err().unwrap().class(), Class::Conflict);
    assert_eq!(
        names(&store.incidents().unwrap()),
        ["INC-2023-001", "INC-2023-002"]
    );
    let current = |store: &Store| store.current_incident().unwrap().map(|t| t.id);
    assert_eq!(current(&store), Some(second));
    store.set_current(first).unwrap();
    assert_eq!(current(&room.store()), Some(first));
    let unknown = store.set_current(fresh_id()).err().unwrap();
    assert_eq!(unknown.class(), Class::NotFound);
    let found = store.incident_by_key(" inc-2023-001 ").unwrap();
    assert_eq!(found.map(|t| t.id), Some(first));
}

#[test]
fn news_of_another_process_shows_in_the_data_version() {
    let room = Room::new();
    let (mut one, mut other) = (room.store(), room.store());
    let inc = incident(&mut one);
    let before = other.data_version().unwrap();
    assert_eq!(other.data_version().unwrap(), before);
    add(&mut one, inc, note(1, "news"));
    assert_ne!(other.data_version().unwrap(), before);
    let all = Filter::default();
    assert_eq!(
        other
            .timeline(inc, &all, Anchor::Tail, 9)
            .unwrap()
            .rows
            .len(),
        1
    );
    add(&mut other, inc, note(2, "an answer"));
}

#[test]
fn nothing_to_record_is_no_act() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let before = store.events(0, 99).unwrap();
    let nothing = store.append(&maya(), Some(inc), |_| Vec::new()).unwrap();
    assert!(nothing.events.is_empty());
    assert_eq!(store.events(0, 99).unwrap(), before);
    assert_eq!(store.batch(nothing.batch).unwrap(), []);
}

/// Long lists of hostile strings come back as they went in.
#[test]
fn hostile_text_is_kept_byte_for_byte() {
    let mut lines: Vec<String> = [
        "\0",
        "\u{202e}abc",
        "\u{1b}[2J",
        "'; DROP TABLE thing;--",
        "ÿ\u{10ffff}",
    ]
    .map(String::from)
    .to_vec();
    match std::env::var("WARROOM_TEST_DATA") {
        Ok(data) => {
            let file = std::path::Path::new(&data).join("nasty-blns/blns.txt");
            let text = fs::read(&file).unwrap();
            lines.extend(String::from_utf8_lossy(&text).lines().map(String::from));
        }
        Err(_) => eprintln!("WARROOM_TEST_DATA is not set: only a few strings are tried"),
    }
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let created = store
        .append(&maya(), Some(inc), |_| {
            let line = |text: &String| Change::create(fresh_id(), Some(inc), note(0, text));
            lines.iter().map(line).collect()
        })
        .unwrap();
    for (event, line) in created.events.iter().zip(&lines) {
        let thing = store.thing(event.change.subject()).unwrap().unwrap();
        assert_eq!(thing.headline(), line);
        store
            .search(line, warroom::domain::Scope::Incident(inc), 5)
            .unwrap();
    }
    assert_eq!(store.verify(&mut |_| true).unwrap().outcome, Outcome::Sound);
}

/// The program in the documentation, run where there is a Python.
#[test]
fn the_chain_can_be_recomputed_by_the_documented_program() {
    let page = fs::read_to_string("docs/FORMAT.md").unwrap();
    let program = page.split("```python\n").nth(1).unwrap();
    let program = program.split("```").next().unwrap();
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    add(&mut store, inc, note(1, "ünïcode, \0 and \"quotes\""));
    let run = std::process::Command::new("python3")
        .args(["-c", program])
        .arg(room.path())
        .output();
    match run {
        Ok(run) => {
            let head = String::from_utf8_lossy(&run.stdout).trim().to_owned();
            let head_here = store.verify(&mut |_| true).unwrap().head;
            assert_eq!(head, head_here, "{}", String::from_utf8_lossy(&run.stderr));
        }
        Err(why) => eprintln!("no python3 here ({why}): the documented program is not run"),
    }
}
