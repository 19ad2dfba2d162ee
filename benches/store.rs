//! What the store costs at a thousand entries and at a million: the figures of
//! `docs/PERFORMANCE.md`. Run with `cargo bench --bench store`.

#![allow(missing_docs, reason = "criterion makes an undocumented function")]

mod generator;

use chrono::DateTime;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use warroom::domain::{
    Anchor, Body, Carried, Change, EntryKind, Filter, Id, Key, Scope, TaskFilter, Window, fresh_id,
};
use warroom::store::{By, OpenMode, Part, Store, Terms};

const SIZES: [u32; 2] = [1_000, 1_000_000];
/// Rows of a tall terminal.
const ROWS: usize = 60;

fn open(entries: u32) -> (Store, Id) {
    let store = Store::open(&generator::file(entries), OpenMode::Existing).expect("a whole file");
    let current = store.current_incident().expect("readable");
    let incident = current.expect("the generator makes one").id;
    (store, incident)
}

fn starting(c: &mut Criterion) {
    let mut group = c.benchmark_group("open and first window");
    for size in SIZES {
        let path = generator::file(size);
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter(|| {
                let store = Store::open(&path, OpenMode::Existing).expect("a whole file");
                store.skip_checkpoint_on_close().expect("open");
                let current = store.current_incident().expect("readable");
                let inc = current.expect("the generator makes one").id;
                let tail = store.timeline(inc, &Filter::default(), Anchor::Tail, ROWS);
                black_box((tail.expect("readable"), store.tally(inc).expect("readable")));
            });
        });
    }
}

fn windows(c: &mut Criterion) {
    let mut group = c.benchmark_group("window of 60");
    for size in SIZES {
        let (store, inc) = open(size);
        let all = Filter::default();
        let read = |filter: &Filter, anchor| -> Window {
            let window = store.timeline(inc, filter, anchor, ROWS);
            window.expect("readable")
        };
        let first = read(&all, Anchor::Head).rows[0].clone();
        let last = read(&all, Anchor::Tail).rows.pop().expect("not empty");
        let mut middle = Key::of(&first);
        middle.at = i64::midpoint(middle.at, Key::of(&last).at);
        let stream = store.known(Some(inc)).expect("readable").workstreams[1].id;
        let lens = Filter {
            workstream: Some(stream),
            ..all
        };
        let decisions = Filter {
            kind: Some(EntryKind::Decision),
            ..all
        };
        for (name, filter, anchor) in [
            ("head", all, Anchor::Head),
            ("middle", all, Anchor::Around(middle)),
            ("tail", all, Anchor::Tail),
            ("lens", lens, Anchor::Around(middle)),
            ("decisions", decisions, Anchor::Around(middle)),
            (
                "starred",
                Filter {
                    starred: true,
                    ..all
                },
                Anchor::Tail,
            ),
        ] {
            group.bench_function(BenchmarkId::new(name, size), |b| {
                b.iter(|| black_box(read(&filter, anchor)));
            });
        }
        group.bench_function(BenchmarkId::new("tasks", size), |b| {
            b.iter(|| {
                let window = store.tasks(inc, &TaskFilter::default(), Anchor::Head, ROWS);
                black_box(window.expect("readable"))
            });
        });
        group.bench_function(BenchmarkId::new("tally", size), |b| {
            b.iter(|| black_box(store.tally(inc).expect("readable")));
        });
    }
}

fn searching(c: &mut Criterion) {
    let mut group = c.benchmark_group("search");
    for size in SIZES {
        let (store, inc) = open(size);
        for query in ["be", "beacon", "token revoked ", "198.51.7", "nowhere "] {
            let name = BenchmarkId::new(query.trim().replace(' ', "-"), size);
            group.bench_function(name, |b| {
                b.iter(|| {
                    let hits = store.search(query, Scope::Incident(inc), ROWS);
                    black_box(hits.expect("readable"))
                });
            });
        }
    }
}

/// Last, since it lets the files grow.
fn appending(c: &mut Criterion) {
    let mut group = c.benchmark_group("append a note");
    for size in SIZES {
        let (mut store, inc) = open(size);
        let by = By {
            author: "ana".into(),
            now: DateTime::from_timestamp(1_763_720_000, 0).expect("in range"),
        };
        let known = store.known(Some(inc)).expect("readable");
        let ids = |things: &[warroom::domain::Thing]| things.iter().map(|t| t.id).collect();
        let (streams, people): (Vec<Id>, Vec<Id>) = (ids(&known.workstreams), ids(&known.people));
        let mut dice = generator::Dice::new(7);
        let mut at = size;
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter(|| {
                at += 1;
                let body = Body::Entry(generator::entry(at, &streams, &people, &mut dice));
                let done = store.append(&by, Some(inc), |_| {
                    vec![Change::create(fresh_id(), Some(inc), body)]
                });
                black_box(done.expect("recorded"));
            });
        });
    }
}

/// A record that leaves, and one that comes into a file of its own.
fn carrying(c: &mut Criterion) {
    let mut group = c.benchmark_group("a record of 1000 entries");
    group.sample_size(10);
    let (store, inc) = open(SIZES[0]);
    group.bench_function("export", |b| {
        b.iter(|| black_box(leaving(&store, inc).len()))
    });
    let changes = leaving(&store, inc);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut files = 0;
    group.bench_function("import", |b| {
        b.iter(|| {
            files += 1;
            let path = folder.path().join(format!("{files}.db"));
            let mut other = Store::open(&path, OpenMode::Create).expect("a new file");
            let by = By {
                author: "ana".into(),
                now: DateTime::from_timestamp(1_863_720_000, 0).expect("in range"),
            };
            let terms = Terms {
                incident: inc,
                key: None,
                any_clock: false,
                by,
            };
            let joined = other.import(&terms, |joining| {
                let mut changes = changes.iter();
                changes.try_for_each(|c| joining.take_in(c).map(drop))
            });
            black_box(joined.expect("a whole record"));
        });
    });
}

fn leaving(store: &Store, incident: Id) -> Vec<Carried> {
    let mut changes = Vec::new();
    store
        .everything(incident, &mut |part| {
            if let Part::Change(carried) = part {
                changes.push(*carried);
            }
            true
        })
        .expect("readable");
    changes
}

criterion_group!(benches, starting, windows, searching, carrying, appending);
criterion_main!(benches);
