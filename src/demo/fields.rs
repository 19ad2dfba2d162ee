//! `name=value; name=value`: the fields a stage direction sets, beyond what
//! the capture line has words for.

use super::review;
use crate::capture::{Context, parse_due};
use crate::domain::{
    Artifact, ArtifactStatus, Body, Decision, FileFacts, Health, Id, Incident, Known, Label,
    Person, Priority, Severity, Task, TaskState, Tlp, When, Workstream, WorkstreamStatus, fresh_id,
};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// What the values of fields may name.
pub(super) struct Names {
    pub now: DateTime<Utc>,
    pub known: Known,
    /// What the script has given a name, by label.
    pub labels: HashMap<String, Id>,
}

type Set = Result<(), String>;

/// Sets the fields that `fields` lists.
pub(super) fn set(body: &mut Body, fields: &str, names: &Names) -> Set {
    for (name, value) in pairs(fields) {
        let done = match body {
            Body::Incident(b) => incident(b, name, value),
            Body::Entry(b) => match &mut b.decision {
                Some(decision_of) => decision(decision_of, name, value, names),
                None => Err("only decisions have fields here".into()),
            },
            Body::Workstream(b) => workstream(b, name, value, names),
            Body::Task(b) => task(b, name, value, names),
            Body::Artifact(b) => artifact(b, name, value, names),
            Body::Person(b) => person(b, name, value),
            Body::Factor(b) => review::factor(b, name, value, names),
            Body::Fix(b) => review::fix(b, name, value, names),
            Body::Role(_)
            | Body::CheckIn(_)
            | Body::Handover(_)
            | Body::Duty(_)
            | Body::Snooze(_)
            | Body::Inject(_)
            | Body::Section(_)
            | Body::Review(_) => Err("it has no fields here".into()),
        };
        done.map_err(|what| format!("{name}={value}: {what}"))?;
    }
    Ok(())
}

/// Splits at `; name=`, so that a value may hold a semicolon.
fn pairs(fields: &str) -> Vec<(&str, &str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    let mut start = 0;
    let begins = |text: &str| {
        let name = text.split('=').next().unwrap_or("");
        text.len() > name.len() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    };
    let ends = fields.match_indices(';').map(|(i, _)| i);
    for end in ends.chain([fields.len()]) {
        let last = end == fields.len();
        if last || begins(fields[end + 1..].trim_start()) {
            found.extend(fields[start..end].trim().split_once('='));
            start = (end + 1).min(fields.len());
        }
    }
    found
}

pub(super) fn word<T>(of: fn(&str) -> Option<T>, value: &str) -> Result<T, String> {
    of(value).ok_or_else(|| "no such word".into())
}

impl Names {
    pub(super) fn labelled(&self, label: &str) -> Result<Id, String> {
        let found = self.labels.get(label).copied();
        found.ok_or_else(|| format!("nothing is called {label}"))
    }

    pub(super) fn person(&self, value: &str) -> Result<Option<Id>, String> {
        let found = self.known.person(value.trim_start_matches('@'));
        found
            .map(|t| Some(t.id))
            .ok_or_else(|| "nobody of that name".into())
    }

    fn stream(&self, value: &str) -> Result<Id, String> {
        let found = self.known.workstream(value.trim_start_matches('#'));
        found
            .map(|t| t.id)
            .ok_or_else(|| "no such workstream".into())
    }

    pub(super) fn when(&self, value: &str) -> Result<When, String> {
        let cx = Context {
            now: self.now,
            zone: "UTC",
            known: &self.known,
        };
        parse_due(value, &cx).map_err(|m| m.what)
    }
}

fn incident(incident: &mut Incident, name: &str, value: &str) -> Set {
    match name {
        "summary" => incident.summary = value.replace(" / ", "\n"),
        "impact" => incident.impact = value.replace(" / ", "\n"),
        "severity" => incident.severity = word(Severity::from_word, value)?,
        "tlp" => incident.tlp = word(Tlp::from_word, value)?,
        _ => return Err("no such field of an incident".into()),
    }
    Ok(())
}

fn decision(decision: &mut Decision, name: &str, value: &str, names: &Names) -> Set {
    match name {
        "question" => decision.question = value.to_owned(),
        "why" => decision.why = value.to_owned(),
        "rejected" => decision.rejected = value.to_owned(),
        "by" => decision.decided_by = names.person(value)?,
        "reversible" => decision.reversible = Some(value == "yes"),
        "revisit" => decision.revisit = Some(names.when(value)?),
        "superseded" => decision.superseded_by = Label::parse(value).map(|l| l.number),
        _ => return Err("no such field of a decision".into()),
    }
    Ok(())
}

fn workstream(stream: &mut Workstream, name: &str, value: &str, names: &Names) -> Set {
    match name {
        "objective" => stream.objective = value.to_owned(),
        "lead" => stream.lead = names.person(value)?,
        "status" => stream.status = word(WorkstreamStatus::from_word, value)?,
        "health" => stream.health = word(Health::from_word, value)?,
        "update" => stream.update = value.to_owned(),
        "waits" => stream.blocked_by.insert(fresh_id(), names.stream(value)?),
        "goes-on" => stream.blocked_by = Default::default(),
        _ => return Err("no such field of a workstream".into()),
    }
    Ok(())
}

fn task(task: &mut Task, name: &str, value: &str, names: &Names) -> Set {
    match name {
        "state" => task.state = word(TaskState::from_word, value)?,
        "owner" => task.assignee = names.person(value)?,
        "priority" => task.priority = Some(word(Priority::from_word, value)?),
        "due" => task.due = Some(names.when(value)?),
        "notes" => task.notes = value.to_owned(),
        "waits" => {
            task.blocked_by.insert(fresh_id(), names.labelled(value)?);
        }
        _ => return Err("no such field of a task".into()),
    }
    Ok(())
}

fn artifact(artifact: &mut Artifact, name: &str, value: &str, names: &Names) -> Set {
    match name {
        "status" => artifact.status = Some(word(ArtifactStatus::from_word, value)?),
        "stream" => artifact.workstream = Some(names.stream(value)?),
        "notes" => artifact.notes = value.to_owned(),
        "file" => artifact.file = Some(facts(value)?),
        _ => return Err("no such field of an artifact".into()),
    }
    Ok(())
}

/// `path size media`. There is no such file: the hash is that of its path.
fn facts(value: &str) -> Result<FileFacts, String> {
    let words: Vec<_> = value.split_whitespace().collect();
    let [path, size, media] = words.as_slice() else {
        return Err("path, size and media type are wanted".into());
    };
    let digest = Sha256::digest(path.as_bytes());
    Ok(FileFacts {
        path: (*path).to_owned(),
        size: size.parse().map_err(|_| "not a size")?,
        sha256: digest.iter().map(|b| format!("{b:02x}")).collect(),
        media_type: (*media).to_owned(),
        stored: false,
    })
}

fn person(person: &mut Person, name: &str, value: &str) -> Set {
    let field = match name {
        "name" => &mut person.name,
        "team" => &mut person.team,
        "contact" => &mut person.contact,
        "expertise" => &mut person.expertise,
        "zone" => &mut person.zone,
        _ => return Err("no such field of a person".into()),
    };
    value.clone_into(field);
    Ok(())
}
