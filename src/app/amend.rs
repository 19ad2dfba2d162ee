//! A capture line over something that was recorded already: what it alters.

use crate::capture::{Captured, What, record, retell};
use crate::domain::{Body, Change, Id, Known, Promise, Retold, Thing};
use chrono::{DateTime, Utc};

/// Whether a line can be what a thing becomes: an entry stays an entry.
#[must_use]
pub fn fits(line: &Captured, thing: &Thing) -> bool {
    matches!(
        (&line.what, &thing.body),
        (What::Entry { .. }, Body::Entry(_)) | (What::Task { .. }, Body::Task(_))
    )
}

/// The changes that make `thing` say what `line` says. Names that are not
/// known are created. What a line cannot say stays as it is.
#[must_use]
pub fn changes(
    line: &Captured,
    thing: &Thing,
    (known, retold): (&Known, &[Retold]),
    incident: Id,
    now: DateTime<Utc>,
) -> Vec<Change> {
    let mut out = Vec::new();
    let made = record(std::slice::from_ref(line), known, incident, now);
    let told = thing
        .as_entry()
        .map(|entry| retell(line, entry, known, retold, &made));
    for change in made {
        let Change::Create { body, .. } = &change else {
            let own = thing.label();
            out.extend(own.and_then(|label| Promise::kept_by(change, label)));
            continue;
        };
        match (body.as_ref(), &thing.body) {
            (Body::Person(_) | Body::Workstream(_), _) => out.push(change),
            (Body::Entry(new), Body::Entry(old)) => {
                let mut wanted = new.clone();
                if line.when.is_none() {
                    wanted.when = old.when.clone();
                }
                let wanted = Body::Entry(old.amended(wanted));
                out.extend(Change::edits(thing, &wanted));
            }
            (Body::Task(new), Body::Task(old)) => {
                let mut wanted = new.clone();
                wanted.state = old.state;
                wanted.blocked_by = old.blocked_by.clone();
                wanted.notes.clone_from(&old.notes);
                out.extend(Change::edits(thing, &Body::Task(wanted)));
            }
            (
                Body::Incident(_)
                | Body::Entry(_)
                | Body::Task(_)
                | Body::Artifact(_)
                | Body::Role(_)
                | Body::CheckIn(_)
                | Body::Handover(_)
                | Body::Duty(_)
                | Body::Snooze(_)
                | Body::Inject(_)
                | Body::Factor(_)
                | Body::Fix(_)
                | Body::Section(_)
                | Body::Review(_),
                _,
            ) => {}
        }
    }
    out.extend(told.unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing;
    use crate::capture::{Context, parse};
    use crate::domain::{Edit, EntryEdit};

    #[test]
    fn an_amendment_without_a_time_keeps_the_time_and_alters_the_text() {
        let now = testing::noon();
        let thing = testing::entry(12, "blocked 203.0.113.7", now);
        let known = Known::default();
        let cx = Context {
            now,
            zone: "UTC",
            known: &known,
        };
        let line = parse("blocked 203.0.113.8", &cx).unwrap();
        let changes = changes(&line, &thing, (&known, &[]), testing::id(1), now);
        let [
            Change::Edit {
                edit: Edit::Entry(EntryEdit::Text(text)),
                ..
            },
        ] = &changes[..]
        else {
            panic!("{changes:?}");
        };
        assert_eq!(text.now, "blocked 203.0.113.8");
    }

    #[test]
    fn due_never_takes_a_promise_back_as_does_a_line_without_due() {
        let now = testing::noon();
        let mut thing = testing::entry(12, "legal gets the list", now);
        let Body::Entry(entry) = &mut thing.body else {
            panic!("an entry")
        };
        entry.kind = crate::domain::EntryKind::Communication;
        entry.promise = Some(Promise::by(crate::domain::When::now(now)));
        let known = Known::default();
        let cx = Context {
            now,
            zone: "UTC",
            known: &known,
        };
        for due in [" due:never", ""] {
            let line = parse(&format!("\" legal gets the list{due}"), &cx).unwrap();
            let changes = changes(&line, &thing, (&known, &[]), testing::id(1), now);
            let taken = changes.iter().any(|change| {
                matches!(change, Change::Edit { edit: Edit::Entry(EntryEdit::Promise(swap)), .. }
                    if swap.now.is_none())
            });
            assert!(taken, "{changes:?}");
        }
    }

    #[test]
    fn an_amendment_leaves_what_no_line_says() {
        let now = testing::noon();
        let mut thing = testing::entry(12, "told the board", now);
        let Body::Entry(entry) = &mut thing.body else {
            panic!("an entry")
        };
        entry.struck = true;
        entry.sent = Some(crate::domain::Sent {
            audience: crate::domain::Audience::Exec,
            text: "all is well".into(),
        });
        let known = Known::default();
        let cx = Context {
            now,
            zone: "UTC",
            known: &known,
        };
        let line = parse("told the whole board", &cx).unwrap();
        let changes = changes(&line, &thing, (&known, &[]), testing::id(1), now);
        let fields: Vec<_> = changes
            .iter()
            .map(|change| match change {
                Change::Edit { edit, .. } => edit.field(),
                Change::Create { .. } | Change::Withdraw { .. } => "?",
            })
            .collect();
        assert_eq!(fields, ["text"]);
    }
}
