//! Questions → the store's answers.

use super::effects::Driver;
use super::written::{Desk, Report};
use crate::app::{Base, Found, Full, Here, IncidentRow, Loaded, Of, Query};
use crate::clock;
use crate::domain::exercise::Exercise;
use crate::domain::patterns::Patterns;
use crate::domain::roadmap::{Owed, look_back, owed};
use crate::domain::{
    Anchor, Body, EntryKind, Filter, Holding, Id, Key, Phase, Scope, Thing, When, classes,
};
use crate::report;
use crate::store::Result;
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// Matches a search shows at most.
const HITS: usize = 200;
/// Backward links a detail shows at most.
const LINKS: usize = 200;
/// Entries of a workstream that the page of a check-in shows at most.
const ENTRIES: usize = 12;
/// Milestones that are looked through for passages of phase.
const MILESTONES: usize = 100;
/// Decisions, and questions, that the register shows at most: the latest.
const REGISTER: usize = 500;

impl Driver {
    /// Answers one question.
    pub(super) fn load(&self, query: &Query) -> Result<Loaded> {
        Ok(match query {
            Query::Here => Loaded::Here(Box::new(self.here()?)),
            Query::Timeline {
                incident,
                filter,
                anchor,
                count,
            } => {
                let window = self.shown().timeline(*incident, filter, *anchor, *count)?;
                Loaded::Rows(query.clone(), window)
            }
            Query::Tasks {
                incident,
                filter,
                anchor,
                count,
            } => {
                let window = self.shown().tasks(*incident, filter, *anchor, *count)?;
                Loaded::Rows(query.clone(), window)
            }
            Query::Artifacts {
                incident,
                filter,
                anchor,
                count,
            } => {
                let window = self.shown().artifacts(*incident, filter, *anchor, *count)?;
                Loaded::Rows(query.clone(), window)
            }
            Query::Detail(of) => Loaded::Detail(self.full(*of)?.map(Box::new)),
            Query::Standing(id) => Loaded::Standing(self.shown().thing(*id)?.map(Box::new)),
            Query::Situation => self.situation()?,
            Query::Meeting(check_in) => {
                let meeting = self.shown().meeting(*check_in, ENTRIES)?;
                Loaded::Meeting(meeting.map(Box::new))
            }
            Query::Latest {
                incident,
                workstream,
                count,
            } => {
                let rows = self.latest(*incident, *workstream, *count)?;
                Loaded::Latest(*workstream, rows)
            }
            Query::Milestones => Loaded::Milestones(self.milestones()?),
            Query::Register => Loaded::Register(self.register()?),
            Query::Sitrep(audience) => self.written(Report::Sitrep(*audience))?,
            Query::Brief(to) => self.written(Report::Brief(*to))?,
            Query::Closure => self.written(Report::Closure)?,
            Query::Drill => Loaded::Drill(self.exercise()?.map(Box::new)),
            Query::Factors(of) => Loaded::Factors(*of, self.shown().factors(*of)?),
            Query::Classes => self.classes()?,
            Query::PostMortem(of) => self.post_mortem(*of)?,
            Query::Incidents => Loaded::Incidents(self.incidents()?),
            Query::Fixes => Loaded::Fixes(self.shown().every_fix()?),
            Query::Patterns => Loaded::Patterns(Box::new(self.patterns()?)),
            Query::Search { words, everywhere } => self.found(words, *everywhere)?,
        })
    }

    fn written(&self, report: Report) -> Result<Loaded> {
        let desk = Desk {
            store: self.shown(),
            incident: self.current,
            rules: &self.rules,
            now: self.moment(),
        };
        desk.write(report)
    }

    fn situation(&self) -> Result<Loaded> {
        let here = self.current.map(|id| self.shown().situation(id));
        Ok(Loaded::Situation(here.transpose()?.map(Box::new)))
    }

    fn classes(&self) -> Result<Loaded> {
        let (factors, fixes) = (self.shown().every_factor()?, self.shown().every_fix()?);
        Ok(Loaded::Classes(classes(&[factors, fixes].concat())))
    }

    fn post_mortem(&self, of: Id) -> Result<Loaded> {
        let held = self.shown().post_mortem(of, self.rules.gap)?;
        let script = report::script(&held);
        Ok(Loaded::PostMortem(Box::new(held), script))
    }

    /// The last entries of a workstream.
    fn latest(&self, incident: Id, workstream: Id, count: usize) -> Result<Vec<Thing>> {
        let filter = Filter {
            workstream: Some(workstream),
            struck: Some(false),
            ..Filter::default()
        };
        let window = self
            .shown()
            .timeline(incident, &filter, Anchor::Tail, count)?;
        Ok(window.rows)
    }

    /// The drill of the incident; what its players must not see never comes
    /// into their cockpit.
    fn exercise(&self) -> Result<Option<Exercise>> {
        let current = match self.current {
            Some(id) => Some(id),
            None => self.shown().current_incident()?.map(|t| t.id),
        };
        let Some(id) = current else { return Ok(None) };
        let exercise = self.shown().exercise(id)?;
        let seen = match self.facilitator {
            true => exercise,
            false => exercise.for_players(),
        };
        Ok(Some(seen).filter(|e| e.drill().is_some()))
    }

    /// What is shown of an incident at all times, read once: the names, roles
    /// and counts are those of its situation.
    fn here(&self) -> Result<Here> {
        let incidents = self.shown().incidents()?.len() as u64;
        let incident = match self.current {
            Some(id) => self.shown().thing(id)?.filter(|t| !t.withdrawn),
            None => self.shown().current_incident()?,
        };
        let Some(incident) = incident else {
            let base = Base {
                incidents,
                known: self.shown().known(None)?,
                ..Base::default()
            };
            return Ok(Here {
                base,
                ..Here::default()
            });
        };
        let id = incident.id;
        let now = self.moment();
        let situation = self.shown().situation(id)?;
        let drill = incident.as_incident().is_some_and(|i| i.drill.is_some());
        let exercise = drill.then(|| self.exercise()).transpose()?.flatten();
        Ok(Here {
            base: Base {
                incidents,
                known: situation.known.clone(),
                roles: situation.roles.clone(),
                tally: situation.tally.clone(),
                overdue: self.shown().overdue(id, now)?,
                passages: self.passages(id)?,
                incident: Some(incident),
            },
            situation: Some(Box::new(situation)),
            exercise: exercise.map(Box::new),
        })
    }

    fn passages(&self, incident: Id) -> Result<Vec<(Phase, When)>> {
        let filter = Filter {
            kind: Some(EntryKind::Milestone),
            struck: Some(false),
            ..Filter::default()
        };
        let window = self
            .shown()
            .timeline(incident, &filter, Anchor::Head, MILESTONES)?;
        let entries = window.rows.iter().filter_map(Thing::as_entry);
        Ok(entries
            .filter_map(|e| e.phase.map(|phase| (phase, e.when.clone())))
            .collect())
    }

    /// What durations lie between, by occurred time.
    fn milestones(&self) -> Result<Vec<Thing>> {
        let mut found = self.of_kind(EntryKind::Milestone, Anchor::Head, MILESTONES)?;
        found.extend(self.of_kind(EntryKind::Attacker, Anchor::Head, 1)?);
        found.sort_by_key(Key::of);
        Ok(found)
    }

    fn register(&self) -> Result<Vec<Thing>> {
        let mut found = self.of_kind(EntryKind::Decision, Anchor::Tail, REGISTER)?;
        found.extend(self.of_kind(EntryKind::Question, Anchor::Tail, REGISTER)?);
        found.extend(self.shown().struck_answers(&found)?);
        Ok(found)
    }

    fn of_kind(&self, kind: EntryKind, anchor: Anchor, most: usize) -> Result<Vec<Thing>> {
        let Some(incident) = self.current else {
            return Ok(Vec::new());
        };
        let filter = Filter {
            kind: Some(kind),
            struck: Some(false),
            ..Filter::default()
        };
        Ok(self.shown().timeline(incident, &filter, anchor, most)?.rows)
    }

    fn full(&self, of: Of) -> Result<Option<Full>> {
        let thing = match (of, self.current) {
            (Of::Id(id), _) => self.shown().thing(id)?,
            (Of::Label(label), Some(incident)) => self.shown().by_label(incident, label)?,
            (Of::Label(_), None) => None,
        };
        let Some(mut thing) = thing else {
            return Ok(None);
        };
        let mut history = self.shown().history(thing.id)?;
        if let (Body::Inject(inject), false) = (&thing.body, self.facilitator) {
            // What was expected and how it was judged is not for players.
            thing.body = Body::Inject(inject.for_players());
            history.clear();
        }
        Ok(Some(Full {
            links_from: self.shown().links_from(thing.id)?,
            links_to: self.shown().links_to(thing.id, LINKS)?,
            history,
            thing,
        }))
    }

    fn incidents(&self) -> Result<Vec<IncidentRow>> {
        let now = self.moment();
        let (fixes, reviews) = (self.shown().every_fix()?, self.shown().every_review()?);
        let mut rows = Vec::new();
        for thing in self.shown().incidents()? {
            let of = |all: &'_ [Holding]| {
                let mut all = all.iter();
                all.find(|h| h.incident.id == thing.id).cloned()
            };
            let review = of(&reviews).and_then(|h| h.things.into_iter().next());
            rows.push(IncidentRow {
                current: self.current == Some(thing.id),
                last: self.shown().tally(thing.id)?.all.last,
                owed: of(&fixes).map_or_else(Owed::default, |h| owed(&h, now)),
                look_back: look_back(&thing, review.as_ref()),
                thing,
            });
        }
        Ok(rows)
    }

    fn patterns(&self) -> Result<Patterns> {
        let material = self.shown().pattern_material()?;
        Ok(Patterns::of(&material, self.moment()))
    }

    /// The moment that is looked at.
    pub(super) fn moment(&self) -> DateTime<Utc> {
        self.shown().moment().unwrap_or_else(clock::now)
    }

    fn found(&self, words: &str, everywhere: bool) -> Result<Loaded> {
        let scope = match self.current {
            Some(id) if !everywhere => Scope::Incident(id),
            Some(_) | None => Scope::All,
        };
        let hits = self.shown().search(words, scope, HITS)?;
        let keys: HashMap<Id, String> = self
            .shown()
            .incidents()?
            .iter()
            .map(|t| (t.id, t.name()))
            .collect();
        let hits = hits.into_iter().map(|hit| {
            let key = hit.thing.incident.and_then(|id| keys.get(&id));
            Found {
                key: key.cloned().unwrap_or_default(),
                hit,
            }
        });
        Ok(Loaded::Found {
            words: words.to_owned(),
            everywhere,
            hits: hits.collect(),
        })
    }
}
