//! The changes to a thing as people read them: the field, what it was, what
//! it is now.

use crate::domain::{Change, Edit, Event, Id, Known, When};
use serde_json::Value;

/// One change, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The field, or what was done to the whole.
    pub what: String,
    /// What it was; empty where nothing was before.
    pub was: String,
    /// What it is since.
    pub now: String,
}

/// Tells a change. The words are data: they are made visible where shown.
#[must_use]
pub fn tell(event: &Event, known: &Known) -> Told {
    let plain = |what: &str| Told {
        what: what.to_owned(),
        was: String::new(),
        now: String::new(),
    };
    match &event.change {
        Change::Create { .. } => plain("recorded"),
        Change::Withdraw { now: true, .. } => plain("taken back"),
        Change::Withdraw { now: false, .. } => plain("brought back"),
        Change::Edit { edit, .. } => tell_edit(edit, known),
    }
}

/// What a batch altered, field by field, in a few words: `severity SEV3 → SEV2`.
/// Empty where it altered nothing. Of a longer text only its field is told.
#[must_use]
pub fn brief(events: &[Event], known: &Known, ascii: bool) -> String {
    let arrow = if ascii { "->" } else { "→" };
    let mut said: Vec<String> = Vec::new();
    for event in events {
        if !matches!(event.change, Change::Edit { .. }) {
            continue;
        }
        let Told { what, was, now } = tell(event, known);
        let text = if fits(&was) && fits(&now) && !now.starts_with("+ ") {
            let blank = |s: String| if s.is_empty() { "-".to_owned() } else { s };
            format!("{what} {} {arrow} {}", blank(was), blank(now))
        } else {
            format!("{what} altered")
        };
        if !said.contains(&text) {
            said.push(text);
        }
    }
    said.join(", ")
}

/// Short enough for one line among others, and no bare identity.
fn fits(value: &str) -> bool {
    value.chars().count() <= 40 && !value.contains('\n') && Id::parse_str(value).is_err()
}

/// The edits of all kinds are one shape when written out: a value that was
/// and one that is now, or a member that came or went.
fn tell_edit(edit: &Edit, known: &Known) -> Told {
    let what = edit.field().replace('_', " ");
    let value = serde_json::to_value(edit).unwrap_or(Value::Null);
    let inner = inside(&inside(&value));
    let part = |name: &str| inner.get(name).map(|v| words(v, known));
    let removed = inner.get("remove").and_then(|r| r.get("value"));
    let (was, now) = match (part("add"), removed) {
        (Some(added), _) => (String::new(), format!("+ {added}")),
        (None, Some(gone)) => (words(gone, known), String::new()),
        (None, None) => (
            part("was").unwrap_or_default(),
            part("now").unwrap_or_default(),
        ),
    };
    Told { what, was, now }
}

/// What the one key of an object holds.
fn inside(value: &Value) -> Value {
    let object = value.as_object();
    let first = object.and_then(|o| o.values().next());
    first.cloned().unwrap_or(Value::Null)
}

fn words(value: &Value, known: &Known) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(n) => n.to_string(),
        Value::String(s) => name(s, known).unwrap_or_else(|| s.clone()),
        Value::Array(all) => {
            let all: Vec<_> = all.iter().map(|v| words(v, known)).collect();
            all.join(", ")
        }
        Value::Object(fields) => match serde_json::from_value::<When>(value.clone()) {
            Ok(when) => when.stated(),
            Err(_) => {
                let said = fields.iter().filter(|(_, v)| !is_unsaid(v));
                let said: Vec<_> = said
                    .map(|(k, v)| format!("{}: {}", k.replace('_', " "), words(v, known)))
                    .collect();
                said.join("; ")
            }
        },
    }
}

fn is_unsaid(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

/// An identity that has a name is called by it.
fn name(word: &str, known: &Known) -> Option<String> {
    let id = Id::parse_str(word).ok()?;
    let handle = known.handle(id).map(|h| format!("@{h}"));
    handle.or_else(|| known.slug(id).map(|s| format!("#{s}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Body, Hlc, Stamp, Task, TaskState, Thing};
    use chrono::DateTime;

    fn told(before: Task, after: Task) -> Vec<Told> {
        let event = |change| Event {
            id: Id::from_u128(1),
            batch: Id::from_u128(2),
            stamp: Stamp {
                hlc: Hlc(0),
                replica: Id::from_u128(3),
            },
            at: DateTime::UNIX_EPOCH,
            author: "ana".into(),
            change,
        };
        let create = Change::create(Id::from_u128(4), None, Body::Task(before));
        let thing = Thing::fold(None, &event(create)).expect("a creation makes a thing");
        let edits = Change::edits(&thing, &Body::Task(after));
        let edits = edits.into_iter().map(event);
        edits.map(|e| tell(&e, &Known::default())).collect()
    }

    #[test]
    fn a_change_says_what_was_and_what_is() {
        let before = Task::new("image");
        let mut after = before.clone();
        after.state = TaskState::Done;
        after.due = Some(When::now(DateTime::UNIX_EPOCH));
        let told = told(before, after);
        let said: Vec<_> = told
            .iter()
            .map(|t| (t.what.as_str(), t.was.as_str(), t.now.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("state", "todo", "done"),
                ("due", "-", "1970-01-01 00:00:00 UTC")
            ]
        );
    }

    #[test]
    fn members_of_a_set_come_and_go() {
        let before = Task::new("x");
        let mut after = before.clone();
        after.blocked_by.insert(Id::from_u128(1), Id::from_u128(5));
        let told = told(before, after);
        assert!(told[0].now.starts_with("+ 00000000"), "{told:?}");
    }
}
