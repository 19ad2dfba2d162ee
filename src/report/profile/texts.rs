//! Every text a selected record can hold. Fields are named one by one, so that
//! a new one is decided on before it leaves.

use super::names::Names;
use crate::domain::{
    Artifact, Body, Entry, Factor, Fix, Id, Incident, OrSet, Person, Review, Section, When,
    Workstream,
};

/// Redacts every text of a thing.
pub(super) fn each(body: &mut Body, names: &Names) {
    match body {
        Body::Incident(incident) => of_incident(incident, names),
        Body::Entry(entry) => of_entry(entry, names),
        Body::Workstream(stream) => of_stream(stream, names),
        Body::Artifact(artifact) => of_artifact(artifact, names),
        Body::Factor(factor) => of_factor(factor, names),
        Body::Fix(fix) => of_fix(fix, names),
        Body::Section(Section { kind: _, text }) => {
            // A letter by its number is a letter only to a reader of Markdown.
            *text = text.replace("&#", "& #");
            set(text, names);
        }
        Body::Review(review) => of_review(review, names),
        // People are what they are called already; a role has no text.
        Body::Person(Person { .. }) | Body::Role(_) => {}
        // None of these is selected.
        Body::Task(_)
        | Body::CheckIn(_)
        | Body::Handover(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_) => {}
    }
}

fn set(text: &mut String, names: &Names) {
    *text = names.text(text);
}

/// A zone is kept as it was typed.
fn set_zone(when: &mut When, names: &Names) {
    set(&mut when.zone.name, names);
}

fn of_incident(incident: &mut Incident, names: &Names) {
    let Incident {
        key,
        title,
        code_name,
        severity: _,
        tlp: _,
        phase: _,
        exercise: _,
        summary,
        impact,
        schedule: _,
        drill,
    } = incident;
    *drill = None;
    let texts = [key, title, summary, impact].into_iter().chain(code_name);
    texts.for_each(|text| set(text, names));
}

fn of_entry(entry: &mut Entry, names: &Names) {
    let Entry {
        kind: _,
        when,
        text,
        typed,
        workstream: _,
        people: _,
        starred: _,
        struck: _,
        phase: _,
        decision,
        question: _,
        promise,
        sent,
    } = entry;
    (*typed, *promise, *sent) = (None, None, None);
    set(text, names);
    set_zone(when, names);
    if let Some(decision) = decision {
        let texts = [
            &mut decision.question,
            &mut decision.choice,
            &mut decision.why,
            &mut decision.rejected,
        ];
        texts.into_iter().for_each(|text| set(text, names));
        decision.revisit.iter_mut().for_each(|w| set_zone(w, names));
    }
}

fn of_stream(stream: &mut Workstream, names: &Names) {
    let texts = [&mut stream.slug, &mut stream.objective, &mut stream.update];
    texts.into_iter().for_each(|text| set(text, names));
}

/// Only indicators are selected.
fn of_artifact(artifact: &mut Artifact, names: &Names) {
    let Artifact {
        kind: _,
        name,
        indicator: _,
        status: _,
        file,
        workstream: _,
        custody,
        notes,
    } = artifact;
    *file = None;
    *custody = OrSet::default();
    [name, notes].into_iter().for_each(|text| set(text, names));
}

fn of_factor(factor: &mut Factor, names: &Names) {
    let Factor {
        title,
        category: _,
        under: _,
        trigger: _,
        evidence: _,
        confidence: _,
        class,
        notes,
    } = factor;
    let texts = [title, class, notes];
    texts.into_iter().for_each(|text| set(text, names));
}

fn of_fix(fix: &mut Fix, names: &Names) {
    let Fix {
        title,
        kind: _,
        class,
        answers: _,
        owner: _,
        priority: _,
        due,
        effort,
        business_case,
        agreed_by: _,
        tracker,
        metric,
        measurements,
        verification,
        verifier: _,
        outcome,
        state: _,
        declined,
        passages,
        notes,
    } = fix;
    // Where it is worked on, and what it costs, is ours.
    tracker.clear();
    business_case.clear();
    let own = [title, class, effort, verification, notes].into_iter();
    let metric = metric.iter_mut().flat_map(|m| [&mut m.name, &mut m.unit]);
    own.chain(metric).for_each(|text| set(text, names));
    for outcome in outcome.iter_mut() {
        set(&mut outcome.result, names);
        set_zone(&mut outcome.when, names);
    }
    declined.iter_mut().for_each(|d| set(&mut d.reason, names));
    due.iter_mut().for_each(|when| set_zone(when, names));
    *measurements = mapped(measurements, |m| {
        set(&mut m.note, names);
        set_zone(&mut m.when, names);
    });
    *passages = mapped(passages, |p| set(&mut p.why, names));
}

fn of_review(review: &mut Review, names: &Names) {
    let Review {
        state: _,
        passages,
        used: _,
        triage,
        meeting,
        attendees: _,
        notes,
        closing,
        lookback,
    } = review;
    let times = meeting.iter_mut().chain(lookback);
    times.for_each(|when| set_zone(when, names));
    notes.clear();
    *closing = None;
    triage.iter_mut().for_each(|t| set(&mut t.reasons, names));
    *passages = mapped(passages, |p| p.by = names.author(&p.by));
}

/// A set with each of its members altered, in the same order.
fn mapped<T: Clone + PartialEq>(of: &OrSet<T>, alter: impl Fn(&mut T)) -> OrSet<T> {
    let mut out = OrSet::default();
    for (n, value) in (1..).zip(of.values()) {
        let mut value = value.clone();
        alter(&mut value);
        out.insert(Id::from_u128(n), value);
    }
    out
}
