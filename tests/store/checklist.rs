//! What a post-mortem lacks, read along indexes and in the whole record.

use crate::room::{Room, incident, maya};
use chrono::{Duration, TimeDelta};
use proptest::prelude::*;
use warroom::domain::readiness::{Rule, missing};
use warroom::domain::{
    Body, Change, Decision, Entry, EntryKind, Id, Label, LabelKind, Phase, Precision, Promise,
    Question, When, fresh_id,
};
use warroom::store::Store;

/// Hours after noon, and for how many hours.
fn when(from: i64, lasts: i64, precision: Precision) -> When {
    let at = crate::room::at(0) + Duration::hours(from);
    When {
        until: (lasts > 0).then(|| at + TimeDelta::hours(lasts)),
        precision,
        ..When::now(at)
    }
}

fn entry() -> impl Strategy<Value = Entry> {
    let precision = prop_oneof![
        6 => Just(Precision::Minute),
        1 => Just(Precision::Day),
    ];
    let lasts = prop_oneof![5 => Just(0), 1 => 1i64..80];
    let times = (0i64..400, lasts, precision);
    let kind = proptest::sample::select(EntryKind::ALL);
    let flags = (any::<bool>(), any::<bool>(), 0u32..12);
    (times, kind, flags).prop_map(|((from, lasts, precision), kind, (odd, rare, n))| {
        let mut entry = Entry::new(kind, when(from, lasts, precision), "x");
        entry.struck = odd && rare;
        entry.starred = odd && n == 0;
        match kind {
            EntryKind::Milestone if rare => entry.phase = Phase::ALL.get(n as usize).copied(),
            EntryKind::Decision => entry.decision = Some(Decision::default()),
            EntryKind::Question => {
                let label = Label {
                    kind: LabelKind::Entry,
                    number: n,
                };
                entry.question = Some(Question {
                    answered_by: Some(label).filter(|_| rare && n > 0),
                    ..Question::default()
                });
            }
            _other if n == 1 => {
                entry.promise = Some(Promise::by(when(from + 9, 0, Precision::Minute)));
            }
            _other => {}
        }
        entry
    })
}

fn record(store: &mut Store, inc: Id, entries: Vec<Entry>) {
    let made = entries.into_iter();
    let made = made.map(|e| Change::create(fresh_id(), Some(inc), Body::Entry(e)));
    let made: Vec<Change> = made.collect();
    store.append(&maya(), Some(inc), |_| made).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_checklist_finds_what_the_whole_record_lacks(
        entries in proptest::collection::vec(entry(), 0..40),
        hours in proptest::sample::select(&[1u32, 6, 24][..]),
    ) {
        let room = Room::new();
        let mut store = room.store();
        let inc = incident(&mut store);
        record(&mut store, inc, entries);
        let whole = missing(&store.record(inc).unwrap(), hours);
        let short = missing(&store.checklist(inc, hours).unwrap(), hours);
        prop_assert_eq!(&short, &whole);
        prop_assert_eq!(store.post_mortem(inc, hours).unwrap().gaps, whole);
    }
}

#[test]
fn of_a_long_timeline_it_reads_a_few_entries() {
    let room = Room::new();
    let mut store = room.store();
    let inc = incident(&mut store);
    let note = |hour: i64| Entry::new(EntryKind::Note, when(hour, 0, Precision::Minute), "x");
    let mut entries: Vec<Entry> = (0..1000).map(note).collect();
    entries[0].kind = EntryKind::Milestone;
    entries[0].phase = Some(Phase::Detected);
    entries.push(note(1100));
    record(&mut store, inc, entries);
    let read = store.checklist(inc, 24).unwrap();
    assert!(read.entries.len() < 50, "{}", read.entries.len());
    let gaps = missing(&read, 24);
    let gap = gaps.iter().find(|g| g.rule == Rule::TimelineGap);
    assert_eq!(gap.unwrap().place(), "E1000 to E1001 (4d)");
}
