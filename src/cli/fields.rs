//! What a template reads of a record: of each thing what `--json` prints, by
//! the same names (`docs/JSON.md`).

use super::json::{ThingView, WhenView};
use super::names::Names;
use crate::domain::clocks::{clocks, passages};
use crate::domain::{Body, Duty, Entry, Record, Thing, span};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Map, Value};

/// The fields of a record, one beside the other.
#[derive(Serialize)]
pub struct Fields {
    incident: Value,
    phases: Vec<PhaseView>,
    clocks: Vec<ClockView>,
    roles: Vec<Value>,
    handovers: Vec<Value>,
    duties: Vec<Value>,
    entries: Vec<Value>,
    decisions: Vec<Value>,
    questions: Vec<Value>,
    tasks: Vec<Value>,
    workstreams: Vec<Value>,
    artifacts: Vec<Value>,
    people: Vec<Value>,
    check_ins: Vec<Value>,
    factors: Vec<Value>,
    fixes: Vec<Value>,
    review: Option<Value>,
    /// What was written for the review, by its section.
    written: Map<String, Value>,
}

#[derive(Serialize)]
struct PhaseView {
    phase: &'static str,
    entry: String,
    #[serde(flatten)]
    when: WhenView,
}

#[derive(Serialize)]
struct ClockView {
    name: String,
    lasted: String,
    from: String,
    to: String,
}

/// What `--json` leaves away where it is not set: a template that asks for it
/// is not wrong.
const LEFT_AWAY: [&str; 3] = ["checkpoint", "merged_into", "split_from"];

impl Fields {
    /// The fields of a record. There is no clock here: what may be overdue is
    /// judged at the last entry, as everywhere in a report.
    pub fn of(record: &Record) -> Result<Self, serde_json::Error> {
        let names = names(record);
        let view = |thing: &Thing| serde_json::to_value(ThingView::new(thing, &names));
        let all = |things: &[Thing]| things.iter().map(view).collect::<Result<Vec<_>, _>>();
        let standing = |of: fn(&Entry) -> bool| {
            let entries = record.entries.iter();
            let meant = entries.filter(|t| t.as_entry().is_some_and(|e| !e.struck && of(e)));
            meant.map(view).collect::<Result<Vec<_>, _>>()
        };
        let mut workstreams = all(&record.known.workstreams)?;
        workstreams.iter_mut().for_each(complete);
        Ok(Self {
            incident: view(&record.incident)?,
            phases: phases(record),
            clocks: measured(record),
            roles: all(&record.roles)?,
            handovers: all(&record.handovers)?,
            duties: judged(record, all(&record.duties)?),
            entries: all(&record.entries)?,
            decisions: standing(|e| e.decision.is_some())?,
            questions: standing(|e| e.question.is_some())?,
            tasks: all(&record.tasks)?,
            workstreams,
            artifacts: all(&record.artifacts)?,
            people: all(&record.known.people)?,
            check_ins: all(&record.check_ins)?,
            factors: all(&record.factors)?,
            fixes: all(&record.fixes)?,
            review: record.review.as_ref().map(view).transpose()?,
            written: written(record),
        })
    }
}

/// The names of everything in a record.
fn names(record: &Record) -> Names {
    let mut names = Names::new(record.known.clone());
    let lists = [
        &record.entries,
        &record.tasks,
        &record.artifacts,
        &record.check_ins,
        &record.factors,
        &record.fixes,
    ];
    lists.into_iter().flatten().for_each(|t| names.learn(t));
    names
}

fn complete(workstream: &mut Value) {
    if let Value::Object(fields) = workstream {
        for name in LEFT_AWAY {
            fields.entry(name).or_insert(Value::Null);
        }
    }
}

fn phases(record: &Record) -> Vec<PhaseView> {
    let passages = passages(&record.entries).into_iter();
    let view = passages.map(|passage| PhaseView {
        phase: passage.phase.word(),
        entry: passage.entry.name(),
        when: passage.when.into(),
    });
    view.collect()
}

fn measured(record: &Record) -> Vec<ClockView> {
    let clocks = clocks(&record.entries).into_iter();
    let view = clocks.map(|clock| ClockView {
        lasted: span::lasted(&clock.lasted),
        name: clock.name,
        from: clock.from.to_string(),
        to: clock.to.to_string(),
    });
    view.collect()
}

/// Regulatory clocks as they stood at the last entry.
fn judged(record: &Record, mut views: Vec<Value>) -> Vec<Value> {
    let times = record.entries.iter().filter_map(Thing::as_entry);
    let last = times.filter(|e| !e.struck).map(|e| e.when.at).max();
    let last = last.unwrap_or(DateTime::<Utc>::MIN_UTC);
    let duties = record.duties.iter().filter_map(Thing::as_duty);
    let word = |duty: &Duty| Value::from(duty.standing(last).word());
    for (view, duty) in views.iter_mut().zip(duties) {
        view["state"] = word(duty);
    }
    views
}

/// What was written for the review, `went_well` and so on; empty where nothing was.
fn written(record: &Record) -> Map<String, Value> {
    let name = |kind: &crate::domain::SectionKind| kind.word().replace('-', "_");
    let kinds = crate::domain::SectionKind::ALL.iter();
    let mut all: Map<String, Value> = kinds.map(|k| (name(k), Value::from(""))).collect();
    for thing in &record.sections {
        if let Body::Section(section) = &thing.body {
            all.insert(name(&section.kind), Value::from(section.text.as_str()));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::Stage;
    use crate::domain::{Change, Id, Incident, Severity, fresh_id};

    #[test]
    fn every_field_that_a_template_may_name_is_documented() {
        let mut stage = Stage::new(Id::nil());
        let (id, now) = (fresh_id(), DateTime::<Utc>::UNIX_EPOCH);
        let incident = Body::Incident(Incident::new("INC-1", "t", Severity::Sev2));
        stage.append("ana", now, vec![Change::create(id, Some(id), incident)]);
        let record = stage.record(id).expect("an incident");
        let fields = Fields::of(&record).expect("they are plain");
        let fields = serde_json::to_value(fields).expect("they are plain");
        let mut known: Vec<&str> = fields
            .as_object()
            .expect("an object")
            .keys()
            .map(|k| &**k)
            .collect();
        known.push("sections");
        known.sort_unstable();
        let docs = include_str!("../../docs/REPORT.md");
        let table = docs
            .split("| field | what it holds |")
            .nth(1)
            .expect("the table");
        let rows = table.lines().skip(2).take_while(|l| l.starts_with('|'));
        let names = rows.flat_map(|l| l.split('|').nth(1).unwrap_or("").split(", "));
        let mut told: Vec<&str> = names.map(|n| n.trim().trim_matches('`')).collect();
        told.sort_unstable();
        assert_eq!(told, known);
    }
}
