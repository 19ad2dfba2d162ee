//! What factors, fixes and the review are to a program.

use super::json::{WhenView, instant};
use super::names::Names;
use crate::domain::{Factor, Fix, Id, OrSet, Review, Section, Thing, fixes};
use serde::Serialize;

/// A contributing factor.
#[derive(Serialize)]
pub struct FactorView<'a> {
    title: &'a str,
    category: Option<&'static str>,
    /// The label of the factor it explains.
    under: Option<String>,
    trigger: bool,
    evidence: Vec<String>,
    confidence: Option<&'static str>,
    class: &'a str,
    notes: &'a str,
}

impl<'a> FactorView<'a> {
    /// The view; `names` resolves what it refers to.
    pub fn new(b: &'a Factor, names: &Names) -> Self {
        Self {
            title: &b.title,
            category: b.category.map(|c| c.word()),
            under: b.under.map(|id| names.bare(id)),
            trigger: b.trigger,
            evidence: b
                .evidence
                .values()
                .iter()
                .map(ToString::to_string)
                .collect(),
            confidence: b.confidence.map(|c| c.word()),
            class: &b.class,
            notes: &b.notes,
        }
    }
}

/// A fix.
#[derive(Serialize)]
pub struct FixView<'a> {
    title: &'a str,
    kind: &'static str,
    state: &'static str,
    /// Shipped is not done: open until it is verified or declined.
    open: bool,
    /// Since when it stands so.
    since: String,
    class: &'a str,
    answers: Vec<String>,
    owner: Option<String>,
    priority: Option<&'static str>,
    due: Option<WhenView>,
    effort: &'a str,
    business_case: &'a str,
    agreed_by: Option<String>,
    tracker: &'a str,
    metric: Option<MetricView<'a>>,
    measurements: Vec<MeasurementView<'a>>,
    verification: &'a str,
    verifier: Option<String>,
    verified: Option<VerifiedView<'a>>,
    declined: Option<DeclinedView<'a>>,
    passages: Vec<PassageView<'a>>,
    notes: &'a str,
}

#[derive(Serialize)]
struct MetricView<'a> {
    name: &'a str,
    unit: &'a str,
    baseline: Option<String>,
    target: Option<String>,
    /// Whether the latest measurement reaches the target.
    reached: Option<bool>,
}

#[derive(Serialize)]
struct MeasurementView<'a> {
    value: String,
    when: WhenView,
    note: &'a str,
}

#[derive(Serialize)]
struct VerifiedView<'a> {
    by: String,
    when: WhenView,
    result: &'a str,
}

#[derive(Serialize)]
struct DeclinedView<'a> {
    by: String,
    reason: &'a str,
}

#[derive(Serialize)]
struct PassageView<'a> {
    state: &'static str,
    at: String,
    why: &'a str,
}

fn bare(ids: &OrSet<Id>, names: &Names) -> Vec<String> {
    ids.values().iter().map(|id| names.bare(**id)).collect()
}

impl<'a> FixView<'a> {
    /// The view; `names` resolves what it refers to.
    pub fn new(thing: &Thing, b: &'a Fix, names: &Names) -> Self {
        let person = |id: Option<Id>| id.map(|id| names.bare(id));
        let measured = b.measured().into_iter().map(|m| MeasurementView {
            value: m.value.to_string(),
            when: WhenView::from(&m.when),
            note: &m.note,
        });
        let passages = fixes::passages(b).into_iter().map(|p| PassageView {
            state: p.state.word(),
            at: instant(p.when),
            why: &p.why,
        });
        Self {
            title: &b.title,
            kind: b.kind.word(),
            state: b.state.word(),
            open: b.is_open(),
            since: instant(fixes::since(thing, b)),
            class: &b.class,
            answers: bare(&b.answers, names),
            owner: person(b.owner),
            priority: b.priority.map(|p| p.word()),
            due: b.due.as_ref().map(WhenView::from),
            effort: &b.effort,
            business_case: &b.business_case,
            agreed_by: person(b.agreed_by),
            tracker: &b.tracker,
            metric: metric(b),
            measurements: measured.collect(),
            verification: &b.verification,
            verifier: person(b.verifier),
            verified: b.outcome.as_ref().map(|o| VerifiedView {
                by: names.bare(o.by),
                when: WhenView::from(&o.when),
                result: &o.result,
            }),
            declined: b.declined.as_ref().map(|d| DeclinedView {
                by: names.bare(d.by),
                reason: &d.reason,
            }),
            passages: passages.collect(),
            notes: &b.notes,
        }
    }
}

fn metric(b: &Fix) -> Option<MetricView<'_>> {
    b.metric.as_ref().map(|m| MetricView {
        name: &m.name,
        unit: &m.unit,
        baseline: m.baseline.as_ref().map(ToString::to_string),
        target: m.target.as_ref().map(ToString::to_string),
        reached: b.reached(),
    })
}

/// A section of the review.
#[derive(Serialize)]
pub struct SectionView<'a> {
    section: &'static str,
    text: &'a str,
}

impl<'a> SectionView<'a> {
    /// The view.
    pub fn new(b: &'a Section) -> Self {
        Self {
            section: b.kind.word(),
            text: &b.text,
        }
    }
}

/// The review.
#[derive(Serialize)]
pub struct ReviewView<'a> {
    state: &'static str,
    passages: Vec<ReviewPassageView<'a>>,
    triage: Option<TriageView<'a>>,
    meeting: Option<WhenView>,
    attendees: Vec<String>,
    /// Lessons that need no more, though nothing cites them.
    used: Vec<String>,
    notes: &'a str,
    closing: Option<ClosingView<'a>>,
    lookback: Option<WhenView>,
}

#[derive(Serialize)]
struct ReviewPassageView<'a> {
    state: &'static str,
    at: String,
    by: &'a str,
}

#[derive(Serialize)]
struct TriageView<'a> {
    answer: &'static str,
    reasons: &'a str,
}

#[derive(Serialize)]
struct ClosingView<'a> {
    at: String,
    by: &'a str,
    open: &'a [String],
    answer: &'a str,
}

impl<'a> ReviewView<'a> {
    /// The view; `names` resolves who was there.
    pub fn new(b: &'a Review, names: &Names) -> Self {
        let passages = b.history().into_iter().map(|p| ReviewPassageView {
            state: p.state.word(),
            at: instant(p.when),
            by: &p.by,
        });
        Self {
            state: b.state.word(),
            passages: passages.collect(),
            triage: b.triage.as_ref().map(|t| TriageView {
                answer: t.answer.word(),
                reasons: &t.reasons,
            }),
            meeting: b.meeting.as_ref().map(WhenView::from),
            attendees: bare(&b.attendees, names),
            used: b.used.values().iter().map(ToString::to_string).collect(),
            notes: &b.notes,
            closing: b.closing.as_ref().map(|c| ClosingView {
                at: instant(c.when),
                by: &c.by,
                open: &c.open,
                answer: &c.answer,
            }),
            lookback: b.lookback.as_ref().map(WhenView::from),
        }
    }
}
