//! Small signs, each of width one, with ASCII for terminals that have no
//! Unicode. A sign always says by its shape what its colour says too.

use super::theme::Theme;
use crate::domain::attention::Urgency;
use crate::domain::{EntryKind, Health, TaskState};
use ratatui::style::Style;

/// Picks the sign the terminal can show.
const fn pick(theme: &Theme, unicode: &'static str, ascii: &'static str) -> &'static str {
    if theme.ascii { ascii } else { unicode }
}

/// How a workstream is doing.
#[must_use]
pub fn health(theme: &Theme, health: Health) -> (&'static str, Style) {
    match health {
        Health::Green => (pick(theme, "●", "o"), theme.good),
        Health::Amber => (pick(theme, "▲", "^"), theme.warn),
        Health::Red => (pick(theme, "■", "#"), theme.bad),
    }
}

/// Where a task stands.
#[must_use]
pub fn state(theme: &Theme, state: TaskState) -> (&'static str, Style) {
    match state {
        TaskState::Todo => (pick(theme, "○", "o"), theme.dim),
        TaskState::Doing => (pick(theme, "▸", ">"), theme.good),
        TaskState::Blocked => (pick(theme, "■", "#"), theme.bad),
        TaskState::Done => (pick(theme, "✓", "x"), theme.dim),
        TaskState::Dropped => (pick(theme, "−", "-"), theme.dim),
    }
}

/// How soon somebody has to act.
#[must_use]
pub fn urgency(theme: &Theme, urgency: Urgency) -> (&'static str, Style) {
    match urgency {
        Urgency::Now => ("!!", theme.bad),
        Urgency::Soon => ("!", theme.warn),
        Urgency::Watch => (dot(theme), theme.dim),
    }
}

/// Nothing is lacking.
#[must_use]
pub const fn whole(theme: &Theme) -> &'static str {
    pick(theme, "✓", "x")
}

/// Belongs in the report.
#[must_use]
pub const fn star(theme: &Theme) -> &'static str {
    pick(theme, "★", "*")
}

/// Everything is on disk, or not yet.
#[must_use]
pub const fn saved(theme: &Theme, yes: bool) -> &'static str {
    if yes {
        pick(theme, "●", "o")
    } else {
        pick(theme, "○", ".")
    }
}

/// Between the phases.
#[must_use]
pub const fn then(theme: &Theme) -> &'static str {
    pick(theme, "▸", ">")
}

/// Between parts of a line.
#[must_use]
pub const fn dot(theme: &Theme) -> &'static str {
    pick(theme, "·", "-")
}

/// Text that was amended.
#[must_use]
pub const fn amended(theme: &Theme) -> &'static str {
    pick(theme, "±", "'")
}

/// Struck out, for terminals that show no line through a text.
#[must_use]
pub const fn struck(theme: &Theme) -> &'static str {
    pick(theme, "×", "x")
}

/// In front of the capture line.
#[must_use]
pub const fn prompt(theme: &Theme) -> &'static str {
    pick(theme, "›", ">")
}

/// A rule after a day.
#[must_use]
pub const fn rule(theme: &Theme) -> &'static str {
    pick(theme, "─", "-")
}

/// There is more below.
#[must_use]
pub const fn below(theme: &Theme) -> &'static str {
    pick(theme, "▼", "v")
}

/// There is more above.
#[must_use]
pub const fn above(theme: &Theme) -> &'static str {
    pick(theme, "▲", "^")
}

/// How much of a list lies beyond an end of what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Nothing.
    Nothing,
    /// So many rows.
    Rows(usize),
    /// Some, and nobody has counted them.
    Some,
}

impl Beyond {
    /// So many rows, which may be none.
    #[must_use]
    pub const fn of(rows: usize) -> Self {
        match rows {
            0 => Self::Nothing,
            rows => Self::Rows(rows),
        }
    }
}

/// What a frame says of the rows it does not show: ` ▲ 12 ▼ 3 more `, or
/// nothing when it shows all of them.
#[must_use]
pub fn beyond(theme: &Theme, before: &Beyond, after: &Beyond) -> String {
    let part = |sign: &str, beyond: &Beyond| match beyond {
        Beyond::Nothing => None,
        Beyond::Rows(rows) => Some(format!("{sign} {}", super::when::grouped(*rows as u64))),
        Beyond::Some => Some(sign.to_owned()),
    };
    let parts = [part(above(theme), before), part(below(theme), after)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return String::new();
    }
    format!(" {} more ", parts.join(" "))
}

/// A range of time.
#[must_use]
pub const fn until(theme: &Theme) -> &'static str {
    pick(theme, "→", "..")
}

/// How an entry of a kind looks.
#[must_use]
pub const fn kind(theme: &Theme, kind: EntryKind) -> Style {
    match kind {
        EntryKind::Attacker => theme.attacker,
        EntryKind::Decision => theme.decision,
        EntryKind::Milestone => theme.strong,
        EntryKind::Question => theme.warn,
        EntryKind::Action => theme.good,
        EntryKind::Note
        | EntryKind::Observation
        | EntryKind::Communication
        | EntryKind::Lesson
        | EntryKind::CheckIn => theme.text,
    }
}
