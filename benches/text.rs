//! What a line costs to read and a report to write. Run with
//! `cargo bench --bench text`.

#![allow(missing_docs, reason = "criterion makes an undocumented function")]

use chrono::{DateTime, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use warroom::capture::{Context, parse};
use warroom::demo::demo;
use warroom::domain::{Known, Record};
use warroom::report::{Options, post_mortem};
use warroom::store::{OpenMode, Store};

const LINES: [&str; 5] = [
    "blocked 203.0.113.7 at the edge @sam #containment",
    "14:05 > revoked all CI tokens @lee #identity",
    "~2026-11-20 09:40 PST-08:00 * attacker created user svc-backup",
    "14:05..14:20 + image the runner host @lee #forensics p1 due:17:00",
    "= cut production access for all staff; why: scope unknown",
];

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).expect("in range")
}

fn month() -> (Known, Record) {
    let made = demo(now()).expect("our own scripts are right");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut store = Store::open(&folder.path().join("w.db"), OpenMode::Create).expect("new");
    store.join(&made.events).expect("joined");
    let known = store.known(Some(made.current)).expect("readable");
    (known, store.record(made.current).expect("readable"))
}

fn parsing(c: &mut Criterion) {
    let (known, _) = month();
    let cx = Context {
        now: now(),
        zone: "UTC",
        known: &known,
    };
    c.bench_function("parse five capture lines", |b| {
        b.iter(|| {
            for line in LINES {
                black_box(parse(black_box(line), &cx).expect("a good line"));
            }
        });
    });
}

fn exporting(c: &mut Criterion) {
    let (_, record) = month();
    let options = Options::default();
    let name = format!("post-mortem of {} entries", record.entries.len());
    c.bench_function(&name, |b| {
        b.iter(|| black_box(post_mortem(&record, &options)))
    });
}

criterion_group!(text, parsing, exporting);
criterion_main!(text);
