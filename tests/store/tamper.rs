//! What is altered behind the journal's back shows, and hides nothing else.

use crate::room::{Room, add, incident, maya, note};
use rusqlite::Connection;
use std::fs;
use warroom::domain::{Anchor, Filter, Id, Label, LabelKind};
use warroom::store::{Class, OpenMode, Outcome, Store, StoreError};

/// A file with an incident and ten entries, and its raw connection.
fn recorded(room: &Room) -> (Id, Connection) {
    let mut store = room.store();
    let inc = incident(&mut store);
    for i in 0..10 {
        add(&mut store, inc, note(i, &format!("entry {i}, see E1")));
    }
    drop(store);
    (inc, Connection::open(room.path()).unwrap())
}

fn verdict(room: &Room) -> (String, String) {
    let store = Store::open(&room.path(), OpenMode::ReadOnly).unwrap();
    match store.verify(&mut |_| true).unwrap().outcome {
        Outcome::Broken { at, meaning } => (at, meaning),
        Outcome::Sound | Outcome::Cancelled => ("sound".into(), String::new()),
    }
}

#[test]
fn each_kind_of_tampering_is_caught_at_its_row() {
    for (sql, at) in [
        (
            "UPDATE journal SET change = replace(change, 'entry 3', 'entry x') WHERE seq = 5",
            "journal row 5",
        ),
        (
            "UPDATE journal SET author = 'jon' WHERE seq = 7",
            "journal row 7",
        ),
        (
            "UPDATE journal SET at = at + 1 WHERE seq = 2",
            "journal row 2",
        ),
        ("DELETE FROM journal WHERE seq = 6", "journal row 6"),
        ("DELETE FROM journal WHERE seq = 11", "journal row 11"),
        ("DELETE FROM journal WHERE seq > 4", "journal row 5"),
        (
            "UPDATE thing SET body = replace(body, 'entry 3', 'entry x') WHERE number = 4 AND kind = 'entry'",
            "E4",
        ),
        (
            "UPDATE thing SET at = at - 5000 WHERE number = 2 AND kind = 'entry'",
            "E2",
        ),
        (
            "UPDATE thing SET withdrawn = 1 WHERE number = 9 AND kind = 'entry'",
            "E9",
        ),
        (
            "DELETE FROM thing WHERE number = 8 AND kind = 'entry'",
            "E8",
        ),
        (
            "UPDATE meta SET value = 1 WHERE name = 'clock'",
            "meta clock",
        ),
    ] {
        let room = Room::new();
        let (_, raw) = recorded(&room);
        assert_eq!(verdict(&room).0, "sound");
        raw.execute_batch(sql).unwrap();
        drop(raw);
        assert_eq!(verdict(&room).0, at, "{sql}");
    }
    for (sql, table) in [
        ("UPDATE tally SET n = n + 1 WHERE name = 'entry'", "tally"),
        ("DELETE FROM mention WHERE source = 4", "mention"),
        ("DELETE FROM search WHERE rowid = 3", "search"),
    ] {
        let room = Room::new();
        let (_, raw) = recorded(&room);
        raw.execute_batch(sql).unwrap();
        drop(raw);
        let (at, meaning) = verdict(&room);
        assert!(at.starts_with(table), "{sql}: {at}: {meaning}");
    }
}

#[test]
fn what_the_file_is_made_of_is_compared_too() {
    let trigger = "CREATE TRIGGER evil AFTER INSERT ON journal BEGIN DELETE FROM tally; END";
    for (sql, at) in [
        (trigger, "trigger evil"),
        ("CREATE VIEW peek AS SELECT 1", "view peek"),
        ("CREATE TABLE more (x)", "table more"),
        ("ALTER TABLE meta ADD COLUMN x TEXT", "table meta"),
        ("DROP TABLE journal", "index journal_batch"),
        ("DROP TABLE meta", "table meta"),
        ("DROP INDEX thing_word", "index thing_word"),
        ("DROP TABLE search", "table search"),
        ("DELETE FROM search_docsize WHERE id = 3", "search"),
        (
            "UPDATE search_config SET v = 2 WHERE k = 'automerge'",
            "search",
        ),
        ("DELETE FROM search_data", "the file"),
        ("DELETE FROM search_idx", "search_idx (segment 1, page 1)"),
        (
            "DELETE FROM search_idx WHERE segid = 3",
            "search_idx (segment 3",
        ),
    ] {
        let room = Room::new();
        let (_, raw) = recorded(&room);
        raw.execute_batch(sql).unwrap();
        drop(raw);
        let (found, meaning) = verdict(&room);
        assert!(found.starts_with(at), "{sql}: {found}: {meaning}");
    }
}

/// An index of many pages, parts of which were merged, and merged in part.
#[test]
fn every_page_of_a_large_index_has_to_be_reached() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let mut n: u64 = 1;
    let mut word = || {
        n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        format!("{:x}", n >> 44)
    };
    for _ in 0..70 {
        let text = |_| (0..12).map(|_| word()).collect::<Vec<_>>().join(" ");
        let texts: Vec<String> = (0..40).map(text).collect();
        let changes = texts.iter().map(|text| {
            warroom::domain::Change::create(warroom::domain::fresh_id(), Some(inc), note(0, text))
        });
        let changes = changes.collect();
        store.append(&maya(), Some(inc), |_| changes).unwrap();
    }
    drop(store);
    assert_eq!(verdict(&room).0, "sound");
    let raw = Connection::open(room.path()).unwrap();
    let pages: i64 = raw
        .query_row("SELECT count(*) FROM search_idx", [], |r| r.get(0))
        .unwrap();
    assert!(pages > 40, "{pages}");
    raw.execute_batch(
        "DELETE FROM search_idx WHERE (segid, term) = (SELECT segid, max(term)
             FROM search_idx GROUP BY segid ORDER BY count(*) DESC LIMIT 1)",
    )
    .unwrap();
    drop(raw);
    assert!(verdict(&room).0.starts_with("search_idx"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_opened_is_a_matter_of_rights() {
    use std::os::unix::fs::PermissionsExt as _;
    let room = Room::new();
    let (_, raw) = recorded(&room);
    drop(raw);
    fs::set_permissions(room.path(), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(room.path()).is_ok() {
        eprintln!("skipped: rights do not bind this user");
        return;
    }
    for mode in [OpenMode::ReadOnly, OpenMode::Existing] {
        let error = Store::open(&room.path(), mode).err().unwrap();
        assert_eq!(error.class(), Class::Permission, "{error}");
    }
}

#[test]
fn a_journal_that_was_rewritten_with_its_hashes_has_another_head() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let head = |store: &Store| store.verify(&mut |_| true).unwrap().head;
    let before = head(&store);
    assert_eq!(before.len(), 64);
    add(&mut store, inc, note(1, "more"));
    assert_ne!(head(&store), before);
}

#[test]
fn verification_tells_how_far_it_is_and_can_be_stopped() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let changes = (0..2000).map(|i| {
        warroom::domain::Change::create(warroom::domain::fresh_id(), Some(inc), note(i, "x"))
    });
    let changes: Vec<_> = changes.collect();
    store.append(&maya(), Some(inc), |_| changes).unwrap();
    let mut seen = Vec::new();
    let verdict = store
        .verify(&mut |p| {
            seen.push(p);
            true
        })
        .unwrap();
    assert_eq!((verdict.outcome, verdict.changes), (Outcome::Sound, 2001));
    assert!(seen.len() > 5 && seen.is_sorted_by_key(|p| p.done));
    assert!(seen.iter().all(|p| p.done <= p.of));
    let mut steps = 0;
    let stopped = store.verify(&mut |_| {
        steps += 1;
        steps < 6
    });
    assert_eq!(stopped.unwrap().outcome, Outcome::Cancelled);
    let left: Vec<_> = fs::read_dir(room.file("")).unwrap().collect();
    assert!(left.len() <= 3, "{left:?}");
}

#[test]
fn a_row_that_cannot_be_read_says_so_and_hides_no_other() {
    let room = Room::new();
    let (inc, raw) = recorded(&room);
    raw.execute_batch(
        "UPDATE thing SET body = 'nonsense' WHERE number = 4 AND kind = 'entry';
         UPDATE thing SET body = CAST(replace(body, 'entry 5', 'entry ' || CAST(x'ff' AS TEXT)) AS TEXT)
             WHERE number = 6 AND kind = 'entry';",
    )
    .unwrap();
    drop(raw);
    let mut store = room.store();
    let window = store
        .timeline(inc, &Filter::default(), Anchor::Head, 99)
        .unwrap();
    let texts: Vec<_> = window
        .rows
        .iter()
        .map(|t| t.headline().to_owned())
        .collect();
    assert_eq!(texts.len(), 10);
    assert_eq!(window.rows[3].name(), "E4");
    assert!(
        texts[3].starts_with("this row cannot be read"),
        "{}",
        texts[3]
    );
    assert_eq!(texts[5], "entry \u{fffd}, see E1");
    // The journal knows what it was: the next change to it brings it back.
    let label = Label::new(LabelKind::Entry, 4);
    let broken = store.by_label(inc, label).unwrap().unwrap();
    let star = warroom::domain::Change::Edit {
        id: broken.id,
        edit: warroom::domain::Edit::Entry(warroom::domain::EntryEdit::Starred(
            warroom::domain::Swap {
                was: false,
                now: true,
            },
        )),
    };
    store.append(&maya(), Some(inc), |_| vec![star]).unwrap();
    let mended = store.by_label(inc, label).unwrap().unwrap();
    assert_eq!(mended.headline(), "entry 3, see E1");
}

#[test]
fn what_is_not_a_whole_file_of_ours_is_refused_and_left_as_it_is() {
    let room = Room::new();
    let (_, raw) = recorded(&room);
    raw.pragma_update(None, "wal_checkpoint", "truncate")
        .unwrap();
    drop(raw);
    let whole = fs::read(room.path()).unwrap();
    let foreign = room.file("foreign.db");
    Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE t(x)")
        .unwrap();
    let newer = room.file("newer.db");
    fs::write(&newer, &whole).unwrap();
    Connection::open(&newer)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let write = |name: &str, bytes: &[u8]| {
        fs::write(room.file(name), bytes).unwrap();
        room.file(name)
    };
    let cases = [
        (write("empty.db", b""), Class::Integrity),
        (write("cut.db", &whole[..whole.len() / 2]), Class::Integrity),
        (write("stub.db", &whole[..700]), Class::Integrity),
        (
            write(
                "text.db",
                &b"not a database, but longer than a header\n".repeat(40),
            ),
            Class::Failed,
        ),
        (foreign, Class::Failed),
        (newer, Class::Failed),
        (room.file(""), Class::Failed),
    ];
    for (path, class) in cases {
        let before = fs::read(&path).ok();
        for mode in [OpenMode::Create, OpenMode::Existing, OpenMode::ReadOnly] {
            let error = Store::open(&path, mode).err().unwrap();
            assert_eq!(error.class(), class, "{path:?}: {error}");
            assert!(error.to_string().contains('\n'), "says what to do: {error}");
        }
        assert_eq!(fs::read(&path).ok(), before, "{path:?}");
    }
    let missing = Store::open(&room.file("no/such.db"), OpenMode::Existing)
        .err()
        .unwrap();
    assert!(matches!(missing, StoreError::Missing(_)));
    assert!(!room.file("no").exists());
}

#[test]
fn what_is_written_under_a_clock_that_was_set_back_still_counts_as_later() {
    let room = Room::new();
    let (inc, raw) = recorded(&room);
    raw.execute_batch("UPDATE meta SET value = 0 WHERE name = 'clock'")
        .unwrap();
    assert_eq!(verdict(&room).0, "meta clock");
    let mut store = Store::open(&room.path(), OpenMode::Existing).unwrap();
    let thing = store
        .by_label(inc, Label::new(LabelKind::Entry, 1))
        .unwrap()
        .unwrap();
    // The wall clock was set back, too: `maya` writes an hour before.
    let mut by = maya();
    by.now -= chrono::Duration::hours(1);
    let mut wanted = thing.body.clone();
    if let warroom::domain::Body::Entry(e) = &mut wanted {
        e.text = "the last word".into();
    }
    let made = warroom::domain::Change::edits(&thing, &wanted);
    store.append(&by, Some(inc), |_| made).unwrap();
    let now = store.thing(thing.id).unwrap().unwrap();
    assert!(now.changed.hlc > thing.changed.hlc);
    assert_eq!(verdict(&room).0, "sound");

    let mut fresh = Store::open(&room.file("fresh.db"), OpenMode::Create).unwrap();
    assert_eq!(fresh.join(&[]).unwrap(), 0);
    let fresh = Connection::open(room.file("fresh.db")).unwrap();
    let clocks = "SELECT count(*) FROM meta WHERE name = 'clock'";
    let clocks: i64 = fresh.query_row(clocks, [], |r| r.get(0)).unwrap();
    assert_eq!(clocks, 0);
}
