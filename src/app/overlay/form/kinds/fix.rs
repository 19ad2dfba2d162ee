//! The fields of a fix. Its state is not among them: a passage says more than
//! a word, and is asked for on its own.

use super::{Field, due, optional, priority, put_ids, set, somebody, words};
use crate::app::Cx;
use crate::app::overlay::form::{Listed, Need};
use crate::domain::{Figure, Fix, FixKind, Metric};

pub(super) fn fields(b: &Fix, cx: &Cx) -> Vec<Field> {
    let mut fields = what(b);
    fields.extend(plan(b, cx));
    fields.extend(measure(b));
    fields.extend(proof(b, cx));
    fields
}

fn what(b: &Fix) -> Vec<Field> {
    let (kinds, kind) = words!(FixKind, b.kind);
    vec![
        Field::line(
            "title",
            "what is to be done",
            &b.title,
            Need::Some,
            set!(Fix, |b, v| b.title = v),
        ),
        Field::choice(
            "reach",
            kinds,
            kind,
            set!(Fix, |b, i| b.kind = FixKind::ALL[i]),
        ),
        Field::line(
            "class",
            "the class of weakness it removes, in words or as CWE-798",
            &b.class,
            Need::Class,
            set!(Fix, |b, v| b.class = v),
        ),
        // Its names are put in once the factors are here: see `Form::learn`.
        Field::list(
            "answers",
            Listed::Factors,
            "",
            set!(Fix, |b, ids| put_ids(&mut b.answers, ids)),
        ),
    ]
}

fn plan(b: &Fix, cx: &Cx) -> Vec<Field> {
    vec![
        somebody("owner", cx, b.owner, set!(Fix, |b, id| b.owner = id)),
        priority!(Fix, b.priority),
        due!(
            Fix,
            b.due,
            "when it is to be shipped: 2026-12-18, tomorrow, +30d"
        ),
        Field::line(
            "effort",
            "what it takes: days, people, money",
            &b.effort,
            Need::Any,
            set!(Fix, |b, v| b.effort = v),
        ),
        Field::text_field(
            "business case",
            &b.business_case,
            set!(Fix, |b, v| b.business_case = v),
        ),
        somebody(
            "agreed by",
            cx,
            b.agreed_by,
            set!(Fix, |b, id| b.agreed_by = id),
        ),
        Field::line(
            "tracker",
            "a link to where it is worked on, or the key of a ticket: SEC-123",
            &b.tracker,
            Need::Tracker,
            set!(Fix, |b, v| b.tracker = v),
        ),
    ]
}

/// Sets one field of the success metric; one of which nothing is said is none
/// ([`crate::app::overlay::form::Draft::changes`]).
macro_rules! metric {
    ($field:ident = |$v:ident| $to:expr) => {
        set!(Fix, |b, $v| {
            let metric = b.metric.get_or_insert_with(|| Metric::new(""));
            metric.$field = $to;
        })
    };
}

fn measure(b: &Fix) -> Vec<Field> {
    let m = b.metric.clone().unwrap_or_else(|| Metric::new(""));
    let figure = |f: &Option<Figure>| f.as_ref().map(ToString::to_string).unwrap_or_default();
    vec![
        Field::line(
            "success metric",
            "what is measured: tokens older than a day",
            &m.name,
            Need::Any,
            metric!(name = |v| v),
        ),
        Field::line(
            "unit",
            "tokens, %, min",
            &m.unit,
            Need::Any,
            metric!(unit = |v| v),
        ),
        Field::line(
            "baseline",
            "what it was before, a number",
            &figure(&m.baseline),
            Need::Figure,
            metric!(baseline = |v| Figure::read(&v).ok()),
        ),
        Field::line(
            "target",
            "what it is to become, a number",
            &figure(&m.target),
            Need::Figure,
            metric!(target = |v| Figure::read(&v).ok()),
        ),
    ]
}

fn proof(b: &Fix, cx: &Cx) -> Vec<Field> {
    vec![
        Field::line(
            "verification",
            "the step that shows whether it holds",
            &b.verification,
            Need::Any,
            set!(Fix, |b, v| b.verification = v),
        ),
        somebody(
            "verifier",
            cx,
            b.verifier,
            set!(Fix, |b, id| b.verifier = id),
        ),
        Field::text_field("notes", &b.notes, set!(Fix, |b, v| b.notes = v)),
    ]
}
