//! The fields of an artifact.

use super::{Field, Gloss, UNSAID, optional, set, words, workstream};
use crate::app::Cx;
use crate::app::overlay::form::Need;
use crate::domain::indicator;
use crate::domain::{Artifact, ArtifactKind, ArtifactStatus, IndicatorType};

pub(super) fn fields(b: &Artifact, cx: &Cx) -> Vec<Field> {
    let mut fields = what(b);
    let (statuses, status) = optional!(ArtifactStatus, b.status);
    fields.extend([
        Field::choice(
            "status",
            statuses,
            status,
            set!(Artifact, |b, i| b.status =
                i.checked_sub(1).map(|i| ArtifactStatus::ALL[i])),
        ),
        workstream(cx, b.workstream, set!(Artifact, |b, id| b.workstream = id)),
        Field::text_field("notes", &b.notes, set!(Artifact, |b, v| b.notes = v)),
    ]);
    fields.extend(custody());
    fields
}

fn what(b: &Artifact) -> Vec<Field> {
    let (kinds, kind) = words!(ArtifactKind, b.kind);
    let (types, indicator) = optional!(IndicatorType, b.indicator);
    let indicators = ArtifactKind::ALL
        .iter()
        .position(|k| *k == ArtifactKind::Indicator);
    let indicators = indicators.unwrap_or(0);
    vec![
        Field::choice(
            "kind",
            kinds,
            kind,
            set!(Artifact, |b, i| b.kind = ArtifactKind::ALL[i]),
        ),
        Field::line(
            "name",
            "the value itself, or the name of the file",
            &b.name,
            Need::Some,
            set!(Artifact, |b, v| b.name = v),
        ),
        Field::choice(
            "type",
            types,
            indicator,
            set!(Artifact, |b, i| b.indicator =
                i.checked_sub(1).map(|i| IndicatorType::ALL[i])),
        )
        .only(0, indicators),
    ]
}

/// Where [`what`] puts its fields.
const KIND: usize = 0;
const NAME: usize = 1;
const TYPE: usize = 2;

/// How the value of an indicator reads, beside the type that was chosen for it.
pub fn gloss(fields: &[Field], place: usize, is_new: bool) -> Option<Gloss> {
    let text = |place: usize| fields.get(place).map_or("", |f| f.text().trim());
    let value = text(NAME);
    if place != NAME || value.is_empty() || text(KIND) != ArtifactKind::Indicator.word() {
        return None;
    }
    let mut found = indicator::find(value).into_iter();
    let found = found.find(|i| i.range == (0..value.len()));
    let chosen = IndicatorType::ALL.iter().find(|t| t.word() == text(TYPE));
    match (found, chosen) {
        (Some(found), None) if is_new => {
            Some(Gloss::Reads(format!("= {} {}", found.kind, found.value)))
        }
        (Some(found), Some(chosen)) if found.kind != *chosen => Some(Gloss::Doubt(format!(
            "this reads as {}, not as {chosen}",
            found.kind
        ))),
        (Some(_), _) => None,
        (None, None) => Some(Gloss::Doubt(format!(
            "no known type reads like this; with type {UNSAID} it is kept as written"
        ))),
        (None, Some(chosen)) if *chosen != IndicatorType::Other => Some(Gloss::Doubt(format!(
            "this does not read as {chosen}; it is kept as written"
        ))),
        (None, Some(_)) => None,
    }
}

/// One more step of the custody chain.
fn custody() -> Vec<Field> {
    vec![
        Field::line(
            "handed over by",
            "only when it changed hands",
            "",
            Need::Any,
            |draft, v| draft.custody.from = v,
        ),
        Field::line("handed to", "", "", Need::Any, |draft, v| {
            draft.custody.to = v;
        }),
        Field::line("handed over for", "why", "", Need::Any, |draft, v| {
            draft.custody.why = v;
        }),
        Field::time("handed over at", "now, when empty", None, |draft, when| {
            if let Some(when) = when {
                draft.custody.when = when;
            }
        }),
    ]
}
