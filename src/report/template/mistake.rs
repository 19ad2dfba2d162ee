//! What is wrong in a template, and where.

use super::Template;
use minijinja::ErrorKind;
use std::error::Error as _;

/// A template that cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {what}", .line.map(|n| format!(" line {n}")).unwrap_or_default())]
pub struct Mistake {
    /// The template that is wrong: the one that was named, or one it includes.
    pub file: String,
    /// The line of it, the first is 1.
    pub line: Option<usize>,
    /// What is wrong there.
    pub what: String,
}

impl Mistake {
    /// What the engine complains about, as far inside as it tells.
    pub(super) fn of(error: &minijinja::Error, template: &Template<'_>) -> Self {
        let mut innermost = error;
        let mut next = error.source();
        while let Some(inner) = next {
            if let Some(error) = inner.downcast_ref::<minijinja::Error>() {
                innermost = error;
            }
            next = inner.source();
        }
        let placed = if innermost.name().is_some() {
            innermost
        } else {
            error
        };
        Self {
            file: placed.name().unwrap_or(template.name).to_owned(),
            line: placed.line(),
            what: what(innermost),
        }
    }
}

fn what(error: &minijinja::Error) -> String {
    let detail = error.detail().map(str::to_owned);
    match error.kind() {
        ErrorKind::OutOfFuel => {
            "it does more than a report takes: a loop in a loop, or a text that grows".into()
        }
        ErrorKind::UndefinedError => match excerpt(error) {
            Some(named) => format!("there is no {named}"),
            None => detail.unwrap_or_else(|| "it names what there is not".into()),
        },
        kind => detail.unwrap_or_else(|| kind.to_string()),
    }
}

/// What the template says at the place.
fn excerpt(error: &minijinja::Error) -> Option<&str> {
    error.template_source()?.get(error.range()?)
}
