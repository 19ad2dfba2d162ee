//! The fields of an incident.

use super::{Field, set, words};
use crate::app::overlay::form::Need;
use crate::domain::{Incident, Phase, Severity, Tlp};

pub(super) fn fields(b: &Incident, editing: bool) -> Vec<Field> {
    let (severities, severity) = words!(Severity, b.severity);
    let (markings, tlp) = words!(Tlp, b.tlp);
    let (phases, phase) = words!(Phase, b.phase);
    let code_name = b.code_name.as_deref().unwrap_or("");
    let mut fields = vec![
        Field::line(
            "title",
            "what happened, in a few words",
            &b.title,
            Need::Some,
            set!(Incident, |b, v| b.title = v),
        ),
        Field::line(
            "code name",
            "GLASS HERON",
            code_name,
            Need::Any,
            set!(Incident, |b, v| b.code_name =
                Some(v).filter(|v| !v.trim().is_empty())),
        ),
        Field::choice(
            "severity",
            severities,
            severity,
            set!(Incident, |b, i| b.severity = Severity::ALL[i]),
        ),
        Field::choice(
            "TLP",
            markings,
            tlp,
            set!(Incident, |b, i| b.tlp = Tlp::ALL[i]),
        ),
        Field::choice(
            "exercise",
            vec!["no", "yes"],
            usize::from(b.exercise),
            set!(Incident, |b, i| b.exercise = i == 1),
        ),
    ];
    if editing {
        fields.push(Field::choice(
            "phase",
            phases,
            phase,
            set!(Incident, |b, i| b.phase = Phase::ALL[i]),
        ));
    }
    fields.push(Field::text_field(
        "summary",
        &b.summary,
        set!(Incident, |b, v| b.summary = v),
    ));
    fields.push(Field::text_field(
        "impact",
        &b.impact,
        set!(Incident, |b, v| b.impact = v),
    ));
    fields
}
