//! An entry put in other words: what it then tells of workstreams.

use super::Captured;
use crate::domain::{Body, Change, Entry, Id, Known, Retold, Telling};

/// The changes to the workstreams that `entry` told of, when it says what
/// `line` says. A workstream it did not tell of is not told of now: an
/// amendment corrects, and does not act again. `made` is what recording the
/// line creates.
#[must_use]
pub fn retell(
    line: &Captured,
    entry: &Entry,
    known: &Known,
    retold: &[Retold],
    made: &[Change],
) -> Vec<Change> {
    if entry.struck {
        return Vec::new();
    }
    let update = line.update.as_ref();
    let handle = update.and_then(|u| u.lead.as_deref());
    let lead = handle.and_then(|h| {
        known
            .person(h)
            .map(|t| t.id)
            .or_else(|| new_person(h, made))
    });
    let find = |slug: &str| known.workstream(slug).map(|t| t.id);
    let changes = |of: &Retold| {
        let slug = of.stream.as_workstream().map(|w| w.slug.as_str());
        match update.filter(|u| slug.is_some_and(|s| s.eq_ignore_ascii_case(&u.slug))) {
            Some(u) => of.changes(Telling::Anew(&|before| u.applied(before, lead, find))),
            None => of.changes(Telling::Nothing),
        }
    };
    retold.iter().flat_map(changes).collect()
}

fn new_person(handle: &str, made: &[Change]) -> Option<Id> {
    made.iter().find_map(|change| match change {
        Change::Create { id, body, .. } => match body.as_ref() {
            Body::Person(p) if p.handle.eq_ignore_ascii_case(handle) => Some(*id),
            _other => None,
        },
        Change::Edit { .. } | Change::Withdraw { .. } => None,
    })
}
