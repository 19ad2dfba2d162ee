//! The readable half of a record: whether it says what the changes amount to.
//! People and other programs read it, and would believe it.

use super::import::Stopped;
use super::json::ThingView;
use super::names::Names;
use crate::domain::{Id, Thing};
use crate::interchange::record::{self, Place, Refusal, Why};
use crate::store::{Joining, Result, StoreError};
use serde_json::Value;
use std::fs::File;
use std::io::Seek as _;

/// Compares each thing of the record with what the changes that were taken in
/// make of it. Where the record was written by another version of this program,
/// only what both know is compared.
pub fn compare(
    file: &File,
    same_program: bool,
    joining: &Joining<'_>,
) -> std::result::Result<(), Stopped> {
    let (mut names, mut failed) = (Names::default(), None);
    let told = record::things(
        rewound(file)?,
        &mut |value| match learn(value, joining, &mut names) {
            Ok(()) => Ok(()),
            Err(error) => {
                failed = Some(error);
                Err(String::new())
            }
        },
    );
    stopped(failed, told)?;
    let mut failed = None;
    let told = record::things(rewound(file)?, &mut |value| match differs(
        value,
        same_program,
        joining,
        &names,
    ) {
        Ok(None) => Ok(()),
        Ok(Some(what)) => Err(what),
        Err(error) => {
            failed = Some(error);
            Err(String::new())
        }
    });
    if !stopped(failed, told)? {
        return Ok(());
    }
    match joining.untold()? {
        None => Ok(()),
        Some(thing) => {
            let what = format!(
                "its changes make {}, which its things leave out",
                thing.name()
            );
            Err(Refusal::at(START, Why::Altered(what)).into())
        }
    }
}

const START: Place = Place { line: 1, column: 1 };

/// The file, from its beginning.
fn rewound(mut file: &File) -> std::result::Result<&File, Refusal> {
    let unread = |e| Refusal::at(START, Why::Unread(e));
    file.rewind().map_err(unread).map(|()| file)
}

/// A fault of the store goes before what it made of the reading.
fn stopped(
    failed: Option<StoreError>,
    told: std::result::Result<bool, Refusal>,
) -> std::result::Result<bool, Stopped> {
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(told?),
    }
}

/// The identity that an element gives itself.
fn identity(value: &Value) -> Option<Id> {
    Id::parse_str(value.get("id")?.as_str()?).ok()
}

/// Learns the names that things are shown with, as an export does.
fn learn(value: &Value, joining: &Joining<'_>, names: &mut Names) -> Result<()> {
    let kind = value.get("type").and_then(Value::as_str);
    if !matches!(kind, Some("person" | "workstream" | "task")) {
        return Ok(());
    }
    let thing = identity(value).map(|id| joining.amounts_to(id));
    if let Some(thing) = thing.transpose()?.flatten().filter(|t| !t.withdrawn) {
        if thing.as_person().is_some() {
            names.known.people.push(thing);
        } else if thing.as_workstream().is_some() {
            names.known.workstreams.push(thing);
        } else {
            names.learn(&thing);
        }
    }
    Ok(())
}

/// What of an element is not as the changes make it.
fn differs(
    value: &Value,
    same_program: bool,
    joining: &Joining<'_>,
    names: &Names,
) -> Result<Option<String>> {
    let Some(id) = identity(value) else {
        return Ok(Some("it has no identity".to_owned()));
    };
    let Some(thing) = joining.amounts_to(id)? else {
        return Ok(Some("no change creates it".to_owned()));
    };
    if !joining.tells(id)? {
        return Ok(Some(format!("{} is told twice", thing.name())));
    }
    Ok(field(value, same_program, &thing, names).map(|field| {
        format!(
            "{}: its {field:?} is not what the changes make of it",
            thing.name()
        )
    }))
}

/// The first field that differs.
fn field(value: &Value, same_program: bool, thing: &Thing, names: &Names) -> Option<String> {
    let made = serde_json::to_value(ThingView::new(thing, names)).ok()?;
    let (Some(told), Some(made)) = (value.as_object(), made.as_object()) else {
        return Some("type".to_owned());
    };
    let other = |name: &&String| match (told.get(*name), made.get(*name)) {
        (Some(told), Some(made)) => told != made,
        (_, _) => same_program,
    };
    told.keys().chain(made.keys()).find(other).cloned()
}
