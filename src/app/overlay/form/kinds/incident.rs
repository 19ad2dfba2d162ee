//! The fields of an incident.

use super::{Field, set, words};
use crate::app::overlay::form::Need;
use crate::domain::{Incident, Severity, Tlp};

pub(super) fn fields(b: &Incident) -> Vec<Field> {
    let (severities, severity) = words!(Severity, b.severity);
    let (markings, tlp) = words!(Tlp, b.tlp);
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
            "a name to say aloud, such as GLASS HERON",
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
