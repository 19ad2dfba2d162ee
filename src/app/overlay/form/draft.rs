//! What a form amounts to: a thing as it shall be, and the names it needs.

use super::pick::Names;
use crate::capture;
use crate::domain::indicator;
use crate::domain::{
    Artifact, ArtifactKind, Body, Change, Custody, Id, Known, Metric, OrSet, Person, Retold, Thing,
    When, Workstream, Zone, fresh_id, roster, spine,
};
use chrono::{DateTime, Utc};

/// What a form makes or alters.
#[derive(Clone, Debug)]
pub enum Subject {
    /// Something new.
    New {
        /// Its identity.
        id: Id,
        /// The incident it belongs to; none for a person.
        incident: Option<Id>,
    },
    /// Something there is, as it was when the form opened.
    Edit(Box<Thing>),
}

/// A name that is made when the form is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewName {
    /// The identity it has in the draft.
    pub id: Id,
    /// What it names.
    pub names: Names,
    /// The handle or slug.
    pub word: String,
}

/// A form that can be saved.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it makes or alters.
    pub subject: Subject,
    /// What it shall be.
    pub body: Body,
    /// The incident of new workstreams and milestones.
    pub incident: Option<Id>,
    /// Names to be made on the way.
    pub new: Vec<NewName>,
    /// One more step of a custody chain.
    pub custody: Custody,
    /// The tasks that go along with a workstream that is split off.
    pub parts: Vec<Thing>,
    /// The roles that are held, for one that relieves who holds it.
    pub relieved: Vec<Thing>,
    /// What is done in the same act, once what it makes is there.
    pub follows: Vec<Change>,
    /// For a new entry without a time: the zone of the moment it is recorded.
    pub at_recording: Option<Zone>,
}

impl Draft {
    /// The id of a name that is to be made, the same for the same name.
    pub fn name(&mut self, names: Names, word: &str) -> Id {
        let mut made = self.new.iter();
        if let Some(n) = made.find(|n| n.names == names && n.word.eq_ignore_ascii_case(word)) {
            return n.id;
        }
        let id = fresh_id();
        self.new.push(NewName {
            id,
            names,
            word: word.to_owned(),
        });
        id
    }

    /// The changes that record it, against the names known at that moment: a
    /// name that somebody else made meanwhile is taken, not made twice.
    #[must_use]
    pub fn changes(&self, known: &Known, now: DateTime<Utc>) -> Vec<Change> {
        let mut draft = self.clone();
        draft.take_names_from_text(known, now);
        draft.resolved(known, now)
    }

    /// The entry that it puts in other words; none where it does nothing of that.
    #[must_use]
    pub fn reworded(&self) -> Option<Id> {
        let (Subject::Edit(thing), Body::Entry(entry)) = (&self.subject, &self.body) else {
            return None;
        };
        let reworded = thing.as_entry().is_some_and(|b| b.text != entry.text);
        reworded.then_some(thing.id)
    }

    /// As [`Draft::changes`], of an entry that is put in other words: what it
    /// told of workstreams goes with its text, as when it is amended.
    #[must_use]
    pub fn retelling(&self, known: &Known, retold: &[Retold], now: DateTime<Utc>) -> Vec<Change> {
        let mut changes = self.changes(known, now);
        let before = match &self.subject {
            Subject::Edit(thing) => thing.as_entry(),
            Subject::New { .. } => None,
        };
        let (Some(before), Body::Entry(entry)) = (before, &self.body) else {
            return changes;
        };
        let context = capture::Context {
            now,
            zone: "UTC",
            known,
        };
        if let Ok(read) = capture::parse_as(&entry.text, entry.kind, &context) {
            let told = capture::retell(&read, before, known, retold, &changes);
            changes.extend(told);
        }
        changes
    }

    /// An entry's text names people, whom it promises something, and a
    /// workstream where the form names none, just as on the capture line.
    fn take_names_from_text(&mut self, known: &Known, now: DateTime<Utc>) {
        let before = match &self.subject {
            Subject::Edit(thing) => thing.as_entry(),
            Subject::New { .. } => None,
        };
        let Body::Entry(entry) = &mut self.body else {
            return;
        };
        if before.is_some_and(|b| b.text == entry.text) {
            return;
        }
        let due = entry.promise.as_ref().map(|p| p.due.clone());
        entry.promises(due);
        // Those that were given in their own field stay; those that the old
        // text named go with it.
        let listed = before.is_none_or(|b| b.people != entry.people);
        let mut people = if listed {
            entry.people.clone()
        } else {
            Vec::new()
        };
        let context = capture::Context {
            now,
            zone: "UTC",
            known,
        };
        let Ok(read) = capture::parse(&entry.text, &context) else {
            return;
        };
        let mut ids = |names: Names, word: &str| match names.find(known, word) {
            Some(id) => id,
            None => self.name(names, word),
        };
        for handle in &read.people {
            let id = ids(Names::People, handle);
            if !people.contains(&id) {
                people.push(id);
            }
        }
        let stream = read.workstream.map(|s| ids(Names::Workstreams, &s));
        if let Body::Entry(entry) = &mut self.body {
            entry.people = people;
            entry.workstream = entry.workstream.or(stream);
        }
    }

    fn resolved(&self, known: &Known, now: DateTime<Utc>) -> Vec<Change> {
        let mut body = self.body.clone();
        let mut changes = Vec::new();
        for new in &self.new {
            match new.names.find(known, &new.word) {
                Some(id) => rename(&mut body, new.id, id),
                None => changes.push(self.create(new)),
            }
        }
        self.finish(&mut body, now);
        match &self.subject {
            Subject::New { id, incident } => {
                if let Body::Role(taken) = &body {
                    changes.extend(roster::relieve(&self.relieved, taken));
                }
                match (&body, incident) {
                    // There is one to an incident, the same on every machine.
                    (Body::Review(review), Some(of)) => changes.extend(review.write(*of, None)),
                    (_, _) => changes.push(Change::create(*id, *incident, body)),
                }
                changes.extend(spine::move_tasks(&self.parts, *id));
            }
            Subject::Edit(thing) => changes.extend(Change::edits(thing, &body)),
        }
        changes.extend(self.follows.iter().cloned());
        changes
    }

    fn create(&self, new: &NewName) -> Change {
        match new.names {
            Names::People => Change::create(new.id, None, Body::Person(Person::new(&new.word))),
            Names::Workstreams => {
                let body = Body::Workstream(Workstream::new(&new.word));
                Change::create(new.id, self.incident, body)
            }
        }
    }

    fn finish(&self, body: &mut Body, now: DateTime<Utc>) {
        if let Body::Artifact(artifact) = body
            && matches!(self.subject, Subject::New { .. })
        {
            recognise(artifact);
        }
        let step = &self.custody;
        if let Body::Artifact(artifact) = body
            && !(step.from.is_empty() && step.to.is_empty())
        {
            artifact.custody.insert(fresh_id(), step.clone());
        }
        if let Body::Fix(fix) = body
            && fix.metric.as_ref().is_some_and(Metric::is_unsaid)
        {
            fix.metric = None;
        }
        if let (Body::Entry(entry), Some(zone)) = (body, &self.at_recording) {
            entry.when = When {
                zone: zone.clone(),
                ..When::now(now)
            };
        }
    }
}

/// An indicator whose type nobody chose is what it looks like, and is kept as
/// the capture line keeps it, brackets taken off.
fn recognise(artifact: &mut Artifact) {
    if artifact.kind != ArtifactKind::Indicator || artifact.indicator.is_some() {
        return;
    }
    let name = artifact.name.trim();
    let mut found = indicator::find(name).into_iter();
    if let Some(found) = found.find(|i| i.range == (0..name.len())) {
        artifact.indicator = Some(found.kind);
        artifact.name = found.value;
    }
}

/// Puts `to` wherever a form may have put `from`.
fn rename(body: &mut Body, from: Id, to: Id) {
    let swap = |id: &mut Option<Id>| {
        if *id == Some(from) {
            *id = Some(to);
        }
    };
    match body {
        Body::Entry(b) => {
            swap(&mut b.workstream);
            for id in b.people.iter_mut().filter(|id| **id == from) {
                *id = to;
            }
            if let Some(decision) = &mut b.decision {
                swap(&mut decision.decided_by);
            }
        }
        Body::Workstream(b) => swap(&mut b.lead),
        Body::Task(b) => {
            swap(&mut b.workstream);
            swap(&mut b.assignee);
        }
        Body::Artifact(b) => swap(&mut b.workstream),
        Body::Role(b) => {
            swap(&mut b.workstream);
            if b.person == from {
                b.person = to;
            }
        }
        Body::Fix(b) => {
            for id in [&mut b.owner, &mut b.agreed_by, &mut b.verifier] {
                swap(id);
            }
        }
        Body::Review(b) => put(&mut b.attendees, from, to),
        Body::Incident(_)
        | Body::Person(_)
        | Body::CheckIn(_)
        | Body::Handover(_)
        | Body::Duty(_)
        | Body::Snooze(_)
        | Body::Inject(_)
        | Body::Factor(_)
        | Body::Section(_) => {}
    }
}

/// Puts `to` in the place of a member.
fn put(set: &mut OrSet<Id>, from: Id, to: Id) {
    if set.contains(&from) {
        set.take_out(&from);
        set.insert(fresh_id(), to);
    }
}
