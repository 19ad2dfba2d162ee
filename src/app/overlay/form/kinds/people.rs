//! The fields of a person, and of a role somebody holds.

use super::{Field, set, somebody, words, workstream};
use crate::app::Cx;
use crate::app::overlay::form::Need;
use crate::domain::{Id, Person, Role, RoleHeld, When};

pub(super) fn person(b: &Person) -> Vec<Field> {
    vec![
        Field::line(
            "handle",
            "maya, typed as @maya",
            &b.handle,
            Need::Handle,
            set!(Person, |b, v| b.handle = v),
        ),
        Field::line(
            "name",
            "",
            &b.name,
            Need::Any,
            set!(Person, |b, v| b.name = v),
        ),
        Field::line(
            "team",
            "or organisation",
            &b.team,
            Need::Any,
            set!(Person, |b, v| b.team = v),
        ),
        Field::line(
            "contact",
            "how to reach them",
            &b.contact,
            Need::Any,
            set!(Person, |b, v| b.contact = v),
        ),
        Field::line(
            "expertise",
            "what they know",
            &b.expertise,
            Need::Any,
            set!(Person, |b, v| b.expertise = v),
        ),
        Field::line(
            "zone",
            "Europe/Vienna",
            &b.zone,
            Need::Zone,
            set!(Person, |b, v| b.zone = v),
        ),
    ]
}

pub(super) fn role(b: &RoleHeld, editing: bool, cx: &Cx) -> Vec<Field> {
    let (roles, role) = words!(Role, b.role);
    let sme = Role::ALL.iter().position(|r| *r == Role::Sme).unwrap_or(0);
    let from = editing.then(|| When::now(b.from));
    let until = b.until.map(When::now);
    vec![
        Field::choice(
            "role",
            roles,
            role,
            set!(Role, |b, i| b.role = Role::ALL[i]),
        ),
        somebody(
            "person",
            cx,
            Some(b.person),
            set!(Role, |b, id| b.person = id.unwrap_or(Id::nil())),
        )
        .must(),
        workstream(cx, b.workstream, set!(Role, |b, id| b.workstream = id)).only(0, sme),
        Field::time(
            "from",
            "now, when empty",
            from.as_ref(),
            set!(Role, |b, when| if let Some(when) = when {
                b.from = when.at;
            }),
        ),
        Field::time(
            "until",
            "open, when empty",
            until.as_ref(),
            set!(Role, |b, when| b.until = when.map(|w| w.at)),
        ),
    ]
}
