//! A line that is text and nothing else: of a log, an alert, a chat. Whoever
//! wrote it was not writing to us, so that nothing of it may act.

use super::zone::ZoneSpec;
use super::{Captured, Context, What};
use crate::domain::{Decision, EntryKind};

/// A line as an entry of a kind, its text byte for byte. No time, sign, name,
/// promise or indicator is read from it.
#[must_use]
pub fn verbatim(line: &str, kind: EntryKind, cx: &Context<'_>) -> Captured {
    let zone = ZoneSpec::of(cx.zone).unwrap_or_else(ZoneSpec::utc);
    Captured {
        what: What::Entry {
            kind,
            starred: false,
            text: line.to_owned(),
            phase: None,
            decision: (kind == EntryKind::Decision).then(Decision::default),
            promise: None,
            keeps: Vec::new(),
        },
        typed: line.to_owned(),
        when: None,
        zone: zone.at(cx.now),
        people: Vec::new(),
        workstream: None,
        update: None,
        new_people: Vec::new(),
        new_workstreams: Vec::new(),
        labels: Vec::new(),
        supersedes: None,
        decided_by: None,
        never_due: false,
        answers: None,
        indicators: Vec::new(),
        warnings: Vec::new(),
        spans: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::record;
    use super::super::testing::{known, now};
    use super::*;
    use crate::domain::{Body, Change, Id};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_a_line_says_it_is_one_note_of_that_text(
            line in prop_oneof![
                any::<String>(),
                "(-20m |14:05 |28:30 )?[=+*!?>^.#\"] ?.{0,20}( @kim| #new| p1| due:soon| T7| answers Q1)*",
            ],
        ) {
            let known = known();
            let cx = Context { now: now(), zone: "UTC", known: &known };
            let read = verbatim(&line, EntryKind::Note, &cx);
            let changes = record(&[read], &known, Id::from_u128(1), now());
            let [Change::Create { body, .. }] = &changes[..] else {
                panic!("{changes:?}")
            };
            let Body::Entry(entry) = &**body else { panic!("{body:?}") };
            prop_assert_eq!(&entry.text, &line);
            prop_assert_eq!(entry.as_typed(), &line);
            prop_assert_eq!(entry.kind, EntryKind::Note);
            prop_assert!(entry.people.is_empty() && entry.workstream.is_none() && !entry.starred);
        }
    }
}
