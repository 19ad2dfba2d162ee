//! The changes of one thing, told: field, what it held, what it holds.

use super::json::{WhenView, instant};
use super::names::Names;
use super::output::{Output, faint, plain};
use crate::domain::{Change, Edit, Event, Id, When};
use crate::problem::Problem;
use serde::Serialize;
use serde_json::{Map, Value};

/// One change as JSON says it.
#[derive(Serialize)]
pub struct ChangeView<'a> {
    id: String,
    /// The changes of one act share it.
    batch: String,
    at: String,
    author: &'a str,
    /// `create`, `edit`, `add`, `remove`, `withdraw` or `restore`.
    change: &'static str,
    field: Option<&'static str>,
    was: Value,
    now: Value,
}

impl<'a> ChangeView<'a> {
    /// The view of a change; `names` resolves what it refers to.
    pub fn new(event: &'a Event, names: &Names) -> Self {
        let (change, field, was, now) = match &event.change {
            Change::Create { .. } => ("create", None, Value::Null, Value::Null),
            Change::Withdraw { now: true, .. } => ("withdraw", None, Value::Null, Value::Null),
            Change::Withdraw { now: false, .. } => ("restore", None, Value::Null, Value::Null),
            Change::Edit { edit, .. } => {
                let (change, was, now) = edited(edit, names);
                (change, Some(edit.field()), was, now)
            }
        };
        Self {
            id: event.id.to_string(),
            batch: event.batch.to_string(),
            at: instant(event.at),
            author: &event.author,
            change,
            field,
            was,
            now,
        }
    }
}

/// One change as a line for people.
pub fn row(event: &Event, names: &Names, out: &mut Output) -> Result<(), Problem> {
    let view = ChangeView::new(event, names);
    let mut text = view.change.to_owned();
    if let Some(field) = view.field {
        let (was, now) = differing(&view.was, &view.now);
        text.push_str(&format!(" {field}: {} -> {}", words(&was), words(&now)));
    }
    out.line(
        4,
        &[
            faint(format!("  {} {}  ", view.at, view.author)),
            plain(text),
        ],
    )
}

/// Of a value with parts, such as a decision, the parts that were altered.
fn differing(was: &Value, now: &Value) -> (Value, Value) {
    let (Value::Object(was), Value::Object(now)) = (was, now) else {
        return (was.clone(), now.clone());
    };
    if was.contains_key("stated") {
        return (was.clone().into(), now.clone().into());
    }
    let of = |one: &Map<String, Value>, other: &Map<String, Value>| {
        let parts = one
            .iter()
            .filter(|(key, value)| other.get(*key) != Some(value));
        Value::Object(parts.map(|(k, v)| (k.clone(), v.clone())).collect())
    };
    (of(was, now), of(now, was))
}

/// What an edit was of and made of it. The edit's own form is that of the
/// journal, `{kind: {field: {was, now}}}`; names and times are told ours.
fn edited(edit: &Edit, names: &Names) -> (&'static str, Value, Value) {
    let form = serde_json::to_value(edit).unwrap_or_default();
    let inner = inside(inside(form));
    let Value::Object(mut fields) = inner else {
        return ("edit", Value::Null, inner);
    };
    let mut take = |key: &str| fields.remove(key).map(|v| told(v, names));
    if let Some(added) = take("add") {
        return ("add", Value::Null, added);
    }
    if let Some(removed) = fields.remove("remove") {
        let value = removed.get("value").cloned().unwrap_or_default();
        return ("remove", told(value, names), Value::Null);
    }
    let mut take = |key: &str| fields.remove(key).map(|v| told(v, names));
    let was = take("was").unwrap_or_default();
    ("edit", was, take("now").unwrap_or_default())
}

fn inside(value: Value) -> Value {
    match value {
        Value::Object(map) if map.len() == 1 => {
            map.into_iter().next().map(|(_, v)| v).unwrap_or_default()
        }
        other => other,
    }
}

fn told(value: Value, names: &Names) -> Value {
    match value {
        Value::String(text) => match text.parse::<Id>() {
            Ok(id) => names.bare(id).into(),
            Err(_) => Value::String(text),
        },
        Value::Array(items) => items.into_iter().map(|v| told(v, names)).collect(),
        Value::Object(map) if map.contains_key("precision") => {
            let value = Value::Object(map);
            let when = serde_json::from_value::<When>(value.clone());
            let view = when.map(|when| serde_json::to_value(WhenView::from(&when)));
            view.ok().and_then(Result::ok).unwrap_or(value)
        }
        Value::Object(map) => {
            let told = map.into_iter().map(|(k, v)| (k, told(v, names)));
            Value::Object(told.collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) if text.is_empty() => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(map) => match map.get("stated").and_then(Value::as_str) {
            Some(stated) => stated.to_owned(),
            None => {
                let parts = map.iter().map(|(k, v)| format!("{k} {}", words(v)));
                parts.collect::<Vec<_>>().join(", ")
            }
        },
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}
