//! What a check-in is to a program.

use super::json::{WhenView, instant};
use super::names::Names;
use crate::domain::{CheckIn, Minute};
use serde::Serialize;

#[derive(Serialize)]
pub struct CheckInView<'a> {
    state: &'static str,
    planned: Option<WhenView>,
    started: Option<String>,
    ended: Option<String>,
    attendance: Vec<String>,
    lines: Vec<MinuteView<'a>>,
    walked: Vec<String>,
    made: Vec<String>,
    next: Option<WhenView>,
    minutes: Option<String>,
}

#[derive(Serialize)]
struct MinuteView<'a> {
    workstream: Option<String>,
    r#as: &'static str,
    text: &'a str,
}

/// Where a check-in stands, in a word.
pub const fn state(check_in: &CheckIn) -> &'static str {
    match (check_in.started, check_in.ended) {
        (_, Some(_)) => "held",
        (Some(_), None) => "running",
        (None, None) => "planned",
    }
}

impl<'a> CheckInView<'a> {
    /// The view; `names` resolves what it refers to.
    pub fn new(b: &'a CheckIn, names: &Names) -> Self {
        let bare = |ids: Vec<&crate::domain::Id>| ids.iter().map(|id| names.bare(**id)).collect();
        let line = |line: &'a Minute| MinuteView {
            workstream: line.workstream.map(|id| names.bare(id)),
            r#as: line.aspect.word(),
            text: &line.text,
        };
        Self {
            state: state(b),
            planned: b.planned.as_ref().map(WhenView::from),
            started: b.started.map(instant),
            ended: b.ended.map(instant),
            attendance: bare(b.attendance.values()),
            lines: b.lines.values().into_iter().map(line).collect(),
            walked: bare(b.walked.values()),
            made: bare(b.made.values()),
            next: b.next.as_ref().map(WhenView::from),
            minutes: b.minutes.map(|label| label.to_string()),
        }
    }
}
