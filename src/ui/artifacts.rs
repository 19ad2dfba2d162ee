//! A row of the artifacts: label, kind, value, what is known of it.

use super::row::Row;
use super::theme::Theme;
use crate::app::App;
use crate::domain::{Artifact, ArtifactStatus, IndicatorType, Thing};
use ratatui::style::Style;
use ratatui::text::Line;

/// The line of one artifact.
#[must_use]
pub fn row(_app: &App, theme: &Theme, thing: &Thing, columns: usize) -> Line<'static> {
    let Some(artifact) = thing.as_artifact() else {
        return Line::default();
    };
    let mut row = Row::new(theme)
        .left(format!("{:<4} ", thing.name()), theme.dim)
        .left(format!("{:<8} ", kind(artifact)), theme.text);
    if let Some(status) = artifact.status {
        row = row.right(format!(" {status}"), look(theme, status));
    }
    row.line(&artifact.name, theme.text, columns)
}

fn kind(artifact: &Artifact) -> &'static str {
    match artifact.indicator {
        Some(IndicatorType::Other) | None => match artifact.kind.word() {
            "indicator" => "other",
            word => word,
        },
        Some(kind) => kind.word(),
    }
}

fn look(theme: &Theme, status: ArtifactStatus) -> Style {
    match status {
        ArtifactStatus::Compromised => theme.bad,
        ArtifactStatus::Suspected => theme.warn,
        ArtifactStatus::Blocked | ArtifactStatus::Contained => theme.good,
        ArtifactStatus::Cleared | ArtifactStatus::Restored => theme.dim,
    }
}
