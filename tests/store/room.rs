//! A folder of one's own, a file in it, and short ways to record things.

use chrono::{DateTime, Duration, Utc};
use std::path::PathBuf;
use warroom::domain::{
    Body, Change, Entry, EntryKind, Id, Incident, Label, Severity, Task, Thing, When, Workstream,
    fresh_id,
};
use warroom::store::{Appended, By, OpenMode, Store};

/// A folder of one's own with a file in it.
pub struct Room {
    folder: tempfile::TempDir,
}

impl Room {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn path(&self) -> PathBuf {
        self.file("war.db")
    }

    pub fn store(&self) -> Store {
        Store::open(&self.path(), OpenMode::Create).unwrap()
    }
}

/// Noon, so many seconds in.
pub fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap() + Duration::seconds(seconds)
}

pub fn maya() -> By {
    By {
        author: "maya".into(),
        now: at(0),
    }
}

pub fn incident(store: &mut Store) -> Id {
    let incident = Incident::new("", "stolen CI token", Severity::Sev2);
    let appended = store
        .create_incident(&maya(), incident, |_, _| Vec::new())
        .unwrap();
    appended.events[0].change.subject()
}

pub fn entry(kind: EntryKind, seconds: i64, text: &str) -> Body {
    Body::Entry(Entry::new(kind, When::now(at(seconds)), text))
}

pub fn note(seconds: i64, text: &str) -> Body {
    entry(EntryKind::Note, seconds, text)
}

pub fn task(title: &str) -> Body {
    Body::Task(Task::new(title))
}

pub fn stream(slug: &str) -> Body {
    Body::Workstream(Workstream::new(slug))
}

/// Records one new thing.
pub fn add(store: &mut Store, incident: Id, body: Body) -> Thing {
    let id = fresh_id();
    store
        .append(&maya(), Some(incident), |_| {
            vec![Change::create(id, Some(incident), body)]
        })
        .unwrap();
    store.thing(id).unwrap().unwrap()
}

/// Records what it takes to make a thing what `alter` makes of it.
pub fn alter(store: &mut Store, thing: &Thing, alter: impl FnOnce(&mut Body)) -> Appended {
    try_alter(store, thing, alter).unwrap()
}

/// The same, where it may be refused.
pub fn try_alter(
    store: &mut Store,
    thing: &Thing,
    alter: impl FnOnce(&mut Body),
) -> warroom::store::Result<Appended> {
    let thing = store.thing(thing.id).unwrap().unwrap();
    let mut wanted = thing.body.clone();
    alter(&mut wanted);
    store.append(&maya(), thing.incident, |_| Change::edits(&thing, &wanted))
}

pub fn label(word: &str) -> Label {
    Label::parse(word).unwrap()
}

pub fn names(things: &[Thing]) -> Vec<String> {
    things.iter().map(Thing::name).collect()
}
