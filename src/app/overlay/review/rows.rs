//! The rows of the right side: what a part rests on or consists of.

use super::super::{Detail, Overlay};
use crate::app::Of;
use crate::domain::post_mortem::{Part, PostMortem};
use crate::domain::{Thing, causes, register};

/// A row of the right side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// What it stands for.
    pub thing: &'a Thing,
    /// How deep it stands in a tree.
    pub depth: usize,
    /// It closes a circle that machines made which were joined.
    pub circle: bool,
    /// It is a question that is open.
    pub open: bool,
    /// The incident it is of, where that is another one.
    pub elsewhere: Option<&'a Thing>,
}

const fn row(thing: &Thing) -> Row<'_> {
    Row {
        thing,
        depth: 0,
        circle: false,
        open: false,
        elsewhere: None,
    }
}

/// The rows of a part, in order.
#[must_use]
pub fn of(held: &PostMortem, part: Part) -> Vec<Row<'_>> {
    match part {
        Part::Causes => {
            let tree = causes::tree(&held.factors).into_iter();
            tree.map(|branch| Row {
                depth: branch.depth,
                circle: branch.circle,
                ..row(branch.thing)
            })
            .collect()
        }
        Part::Fixes => held.fixes.iter().map(row).collect(),
        Part::Waiting => held.waiting().into_iter().map(row).collect(),
        Part::Decisions => register::decisions(&held.register)
            .into_iter()
            .map(row)
            .collect(),
        Part::Questions => {
            let open = held.open_questions();
            let all = register::questions(&held.register).into_iter();
            all.map(|thing| Row {
                open: open.iter().any(|t| t.id == thing.id),
                ..row(thing)
            })
            .collect()
        }
        Part::Triage => {
            let alike = held.alike().into_iter();
            alike
                .map(|(incident, factor)| Row {
                    elsewhere: Some(incident),
                    ..row(factor)
                })
                .collect()
        }
        Part::Summary | Part::Impact | Part::Section(_) => {
            held.evidence(part).into_iter().map(row).collect()
        }
        Part::Record | Part::Meeting => Vec::new(),
    }
}

/// The detail of what a row stands for.
pub(super) fn detail(thing: &Thing) -> Overlay {
    Overlay::Detail(Detail::new(Of::Id(thing.id)))
}
