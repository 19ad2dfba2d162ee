//! The fields of a workstream.

use super::{Field, put_ids, set, somebody, words};
use crate::app::Cx;
use crate::app::overlay::form::{Listed, Need};
use crate::domain::{Health, Workstream, WorkstreamStatus};

pub(super) fn fields(b: &Workstream, cx: &Cx) -> Vec<Field> {
    let (statuses, status) = words!(WorkstreamStatus, b.status);
    let (healths, health) = words!(Health, b.health);
    let blockers = b.blocked_by.values();
    let blockers: Vec<_> = blockers
        .into_iter()
        .filter_map(|id| cx.known.slug(*id).map(|slug| format!("#{slug}")))
        .collect();
    vec![
        Field::line(
            "slug",
            "forensics, typed as #forensics",
            &b.slug,
            Need::Slug,
            set!(Workstream, |b, v| b.slug = v),
        ),
        Field::line(
            "objective",
            "what it is to achieve",
            &b.objective,
            Need::Any,
            set!(Workstream, |b, v| b.objective = v),
        ),
        somebody("lead", cx, b.lead, set!(Workstream, |b, id| b.lead = id)),
        Field::choice(
            "status",
            statuses,
            status,
            set!(Workstream, |b, i| b.status = WorkstreamStatus::ALL[i]),
        ),
        Field::choice(
            "health",
            healths,
            health,
            set!(Workstream, |b, i| b.health = Health::ALL[i]),
        ),
        Field::list(
            "blocked by",
            Listed::Workstreams,
            &blockers.join(" "),
            set!(Workstream, |b, ids| put_ids(&mut b.blocked_by, ids)),
        ),
        Field::time(
            "checkpoint",
            "the next moment it is looked at: 17:00, +2h",
            b.checkpoint.as_ref(),
            set!(Workstream, |b, when| b.checkpoint = when),
        )
        .ahead(),
        Field::text_field("update", &b.update, set!(Workstream, |b, v| b.update = v)),
    ]
}
