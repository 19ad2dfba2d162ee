//! A record kept in memory: changes in, folded things out. It numbers and
//! stamps as a file would, so that a script can speak of `T7` before there is one.

use crate::domain::{
    Body, Change, Event, Hlc, Id, Known, Label, LabelKind, OfThisAct, Record, Situation, Stamp,
    Tally, Thing, fresh_id,
};
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// The things of one or more incidents, and the events that made them.
#[derive(Debug)]
pub struct Stage {
    replica: Id,
    hlc: Hlc,
    events: Vec<Event>,
    things: Vec<Thing>,
    places: HashMap<Id, usize>,
    numbers: HashMap<(Id, LabelKind), u32>,
}

impl Stage {
    /// An empty stage whose events say they come from `replica`.
    #[must_use]
    pub fn new(replica: Id) -> Self {
        Self {
            replica,
            hlc: Hlc::default(),
            events: Vec::new(),
            things: Vec::new(),
            places: HashMap::new(),
            numbers: HashMap::new(),
        }
    }

    /// Records the changes of one act, and gives what it created.
    pub fn append(&mut self, author: &str, at: DateTime<Utc>, changes: Vec<Change>) -> Vec<Id> {
        let batch = fresh_id();
        let mut created = Vec::new();
        let mut refers = OfThisAct::default();
        for mut change in changes {
            self.number(&mut change);
            refers.settle(&mut change);
            self.hlc = self.hlc.tick(at);
            let stamp = Stamp {
                hlc: self.hlc,
                replica: self.replica,
            };
            let event = Event {
                id: fresh_id(),
                batch,
                stamp,
                at,
                author: author.to_owned(),
                change,
            };
            if matches!(event.change, Change::Create { .. }) {
                created.push(event.change.subject());
            }
            self.fold(&event);
            self.events.push(event);
        }
        created
    }

    fn fold(&mut self, event: &Event) {
        let id = event.change.subject();
        match self.places.get(&id) {
            Some(&place) => {
                let before = self.things[place].clone();
                if let Some(after) = Thing::fold(Some(before), event) {
                    self.things[place] = after;
                }
            }
            None => {
                if let Some(thing) = Thing::fold(None, event) {
                    self.places.insert(id, self.things.len());
                    self.things.push(thing);
                }
            }
        }
    }

    fn number(&mut self, change: &mut Change) {
        let Change::Create {
            incident: Some(incident),
            number,
            body,
            ..
        } = change
        else {
            return;
        };
        let incident = *incident;
        if let Some(series) = body.kind().series() {
            *number = self.next(incident, series);
        }
        if let Body::Entry(entry) = &mut **body {
            if let Some(decision) = &mut entry.decision {
                decision.number = self.next(incident, LabelKind::Decision);
            }
            if let Some(question) = &mut entry.question {
                question.number = self.next(incident, LabelKind::Question);
            }
        }
    }

    fn next(&mut self, incident: Id, series: LabelKind) -> u32 {
        let last = self.numbers.entry((incident, series)).or_default();
        *last += 1;
        *last
    }

    /// Everything that was recorded, in order.
    #[must_use]
    pub fn into_events(self) -> Vec<Event> {
        self.events
    }

    /// A thing as it stands.
    #[must_use]
    pub fn thing(&self, id: Id) -> Option<&Thing> {
        self.places.get(&id).map(|place| &self.things[*place])
    }

    /// The label people call it by in a sentence: `D2` before `E12`.
    #[must_use]
    pub fn label(&self, id: Id) -> Option<Label> {
        let thing = self.thing(id)?;
        let register = thing.as_entry().and_then(|e| e.register());
        register.or_else(|| thing.label())
    }

    fn of(&self, incident: Id) -> impl Iterator<Item = &Thing> {
        let ours = move |t: &&Thing| !t.withdrawn && t.incident == Some(incident);
        self.things.iter().filter(ours)
    }

    /// The names that can be typed in an incident.
    #[must_use]
    pub fn known(&self, incident: Id) -> Known {
        let roster = self
            .things
            .iter()
            .filter(|t| !t.withdrawn && t.as_person().is_some());
        let mut people: Vec<_> = roster.cloned().collect();
        people.sort_by_cached_key(Thing::name);
        Known {
            cited: Vec::new(),
            milestones: Vec::new(),
            incident: self.thing(incident).cloned(),
            people,
            workstreams: self
                .of(incident)
                .filter(|t| t.as_workstream().is_some())
                .cloned()
                .collect(),
            promises: self.owed(incident),
        }
    }

    /// The entries with a promise that is open.
    fn owed(&self, incident: Id) -> Vec<Thing> {
        let owes = |t: &&Thing| {
            let promise = t.as_entry().and_then(|e| e.promise.as_ref());
            promise.is_some_and(|p| p.kept.is_none())
        };
        self.of(incident).filter(owes).cloned().collect()
    }

    fn sorted(&self, incident: Id, wanted: fn(&Thing) -> bool) -> Vec<Thing> {
        self.of(incident).filter(|t| wanted(t)).cloned().collect()
    }

    fn roles(&self, incident: Id) -> Vec<Thing> {
        let mut roles = self.sorted(incident, |t| t.as_role().is_some());
        roles.sort_by_key(|t| (t.as_role().map(|r| r.from), t.id));
        roles
    }

    /// What whoever leads an incident acts upon: roles, check-ins, handovers,
    /// clocks and promises. What only the rules of attention read is left out.
    #[must_use]
    pub fn situation(&self, incident: Id) -> Option<Situation> {
        let card = self.thing(incident).filter(|t| t.as_incident().is_some())?;
        Some(Situation {
            incident: card.clone(),
            known: self.known(incident),
            tally: Tally::default(),
            roles: self.roles(incident),
            tasks: Vec::new(),
            waiting: self.owed(incident),
            check_ins: self.sorted(incident, |t| t.as_check_in().is_some()),
            handovers: self.sorted(incident, |t| t.as_handover().is_some()),
            duties: self.sorted(incident, |t| t.as_duty().is_some()),
            told: None,
            snoozes: Vec::new(),
            fixes: Vec::new(),
        })
    }

    fn turns(&self, incident: Id) -> Vec<Event> {
        let open = |t: &Thing| t.as_task().is_some_and(|t| t.state.is_open());
        let kept = |t: &Thing| t.incident == Some(incident) && !open(t);
        let ours = |e: &&Event| {
            Record::is_turn(&e.change) && self.thing(e.change.subject()).is_some_and(kept)
        };
        self.events.iter().filter(ours).cloned().collect()
    }

    /// The whole record of an incident; none of an id that is no incident.
    #[must_use]
    pub fn record(&self, incident: Id) -> Option<Record> {
        let thing = self.thing(incident).filter(|t| t.as_incident().is_some())?;
        let sorted = |wanted| self.sorted(incident, wanted);
        let mut entries = sorted(|t| t.as_entry().is_some());
        entries.sort_by_key(|t| (t.as_entry().map(|e| e.when.at), t.number, t.id));
        Some(Record {
            incident: thing.clone(),
            known: self.known(incident),
            roles: self.roles(incident),
            entries,
            tasks: sorted(|t| t.as_task().is_some()),
            artifacts: sorted(|t| t.as_artifact().is_some()),
            check_ins: sorted(|t| t.as_check_in().is_some()),
            handovers: sorted(|t| t.as_handover().is_some()),
            duties: sorted(|t| t.as_duty().is_some()),
            injects: sorted(|t| t.as_inject().is_some()),
            factors: sorted(|t| t.as_factor().is_some()),
            fixes: sorted(|t| t.as_fix().is_some()),
            sections: sorted(|t| t.as_section().is_some()),
            review: sorted(|t| t.as_review().is_some()).pop(),
            turns: self.turns(incident),
        })
    }
}
