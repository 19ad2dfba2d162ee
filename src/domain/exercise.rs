//! A drill as it stands, and what its facilitator does to it. Every act is
//! judged inside the transaction that records it, so that an inject lands
//! once however many processes run the same drill.

use super::{
    Body, Change, Drill, Entry, Incident, Inject, Label, LabelKind, Scenario, Thing, When, fresh_id,
};
use chrono::{DateTime, Utc};
use std::fmt;

/// An incident with the injects of its drill, in the order they come.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    /// The incident.
    pub incident: Thing,
    /// The injects; none is withdrawn.
    pub injects: Vec<Thing>,
}

/// What is done to a drill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Its clock runs on from where it stands.
    Start,
    /// Its clock stands still.
    Pause,
    /// What is due lands.
    Land,
    /// The clock goes on to the next inject, which lands.
    Next,
    /// An inject is left out.
    Skip(String),
    /// An inject that was left out is to come all the same.
    Restore(String),
    /// So many seconds of the drill pass in one.
    Speed(u32),
    /// It comes to its end.
    End,
    /// What the players did about an inject: a label, or words.
    Answer {
        /// The number of the inject.
        number: String,
        /// What.
        what: String,
    },
    /// Whether what was expected was done.
    Judge {
        /// The number of the inject.
        number: String,
        /// None takes the judgement back.
        met: Option<bool>,
    },
}

/// Why something cannot be done to a drill.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says what it is in words")]
pub enum Refusal {
    NotLoaded,
    NoExercise(String),
    Begun,
    Ended,
    Running,
    Standing,
    NothingLeft,
    NoInject(String),
    Landed(String),
    Skipped(String),
    Pending(String),
    OwnEntry(String),
    Speed,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoaded => f.write_str("no scenario is loaded"),
            Self::NoExercise(key) => write!(f, "{key} is no exercise"),
            Self::Begun => f.write_str("the drill has begun already"),
            Self::Ended => f.write_str("the drill has ended"),
            Self::Running => f.write_str("its clock runs already"),
            Self::Standing => f.write_str("its clock stands still already"),
            Self::NothingLeft => f.write_str("no inject is left"),
            Self::NoInject(number) => write!(f, "it has no inject {number}"),
            Self::Landed(number) => write!(f, "inject {number} has landed"),
            Self::Skipped(number) => write!(f, "inject {number} is left out already"),
            Self::Pending(number) => write!(f, "inject {number} has not landed"),
            Self::OwnEntry(label) => write!(f, "{label} is an inject, not what was done about one"),
            Self::Speed => write!(f, "a speed is from 1 to {}", Drill::FASTEST),
        }
    }
}

impl std::error::Error for Refusal {}

/// The injects that are due: the clock runs and has reached them, and they
/// have neither landed nor been skipped. Earliest first.
#[must_use]
pub fn due_injects<'a>(drill: &Drill, injects: &'a [Thing], now: DateTime<Utc>) -> Vec<&'a Thing> {
    match drill.is_running() {
        true => pending_until(injects, drill.clock(now)),
        false => Vec::new(),
    }
}

/// The injects still to come, earliest first.
pub fn pending(injects: &[Thing]) -> impl Iterator<Item = (&Thing, &Inject)> {
    let all = injects.iter().filter_map(|t| Some((t, t.as_inject()?)));
    all.filter(|(_, i)| i.is_pending())
}

fn pending_until(injects: &[Thing], clock: u32) -> Vec<&Thing> {
    let due = pending(injects).filter(|(_, i)| i.offset <= clock);
    let mut due: Vec<&Thing> = due.map(|(t, _)| t).collect();
    due.sort_by_key(|t| (t.as_inject().map(|i| i.offset), t.id));
    due
}

impl Exercise {
    /// What the incident says of itself.
    #[must_use]
    pub fn card(&self) -> Option<&Incident> {
        self.incident.as_incident()
    }

    /// How the drill stands; none before a scenario is loaded.
    #[must_use]
    pub fn drill(&self) -> Option<&Drill> {
        self.card()?.drill.as_ref()
    }

    /// The next inject to come.
    #[must_use]
    pub fn next(&self) -> Option<&Inject> {
        let next = pending(&self.injects).min_by_key(|(t, i)| (i.offset, t.id));
        next.map(|(_, inject)| inject)
    }

    /// Whether anything is due.
    #[must_use]
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.drill()
            .is_some_and(|d| !due_injects(d, &self.injects, now).is_empty())
    }

    /// What the players may see of it: the injects that have landed, without
    /// what was expected and what its evaluators noted.
    #[must_use]
    pub fn for_players(&self) -> Self {
        let landed = self.injects.iter().filter_map(|thing| {
            let inject = thing.as_inject().filter(|i| i.landed.is_some())?;
            let body = Body::Inject(inject.for_players());
            Some(Thing {
                body,
                ..thing.clone()
            })
        });
        Self {
            incident: self.incident.clone(),
            injects: landed.collect(),
        }
    }

    /// The changes that load a scenario, in place of one that has not begun.
    ///
    /// # Errors
    /// The incident is no exercise, or its drill has begun.
    pub fn load(&self, scenario: &Scenario) -> Result<Vec<Change>, Refusal> {
        let card = self.card().ok_or(Refusal::NotLoaded)?;
        if !card.exercise {
            return Err(Refusal::NoExercise(card.key.clone()));
        }
        if self.has_begun() {
            return Err(Refusal::Begun);
        }
        let gone = self.injects.iter().map(|t| Change::Withdraw {
            id: t.id,
            was: false,
            now: true,
        });
        let mut changes = self.with_drill(scenario.drill());
        changes.extend(gone);
        changes.extend(scenario.creates(self.incident.id));
        Ok(changes)
    }

    fn has_begun(&self) -> bool {
        let begun = |d: &Drill| d.since.is_some() || d.elapsed > 0 || d.ended;
        let injects = self.injects.iter().filter_map(Thing::as_inject);
        self.drill().is_some_and(begun) || injects.into_iter().any(|i| !i.is_pending())
    }

    /// The changes of an act. The entries it makes are numbered from
    /// `next_entry` up.
    ///
    /// # Errors
    /// It cannot be done as the drill stands.
    pub fn changes(
        &self,
        act: &Act,
        now: DateTime<Utc>,
        next_entry: u32,
    ) -> Result<Vec<Change>, Refusal> {
        let drill = self.drill().ok_or(Refusal::NotLoaded)?;
        match act {
            Act::Answer { number, what } => return self.answered(number, what),
            Act::Judge { number, met } => return self.judged(number, *met),
            Act::Start
            | Act::Pause
            | Act::Land
            | Act::Next
            | Act::Skip(_)
            | Act::Restore(_)
            | Act::Speed(_)
            | Act::End => {}
        }
        if drill.ended {
            return Err(Refusal::Ended);
        }
        let mut wanted = drill.read(now);
        match act {
            Act::Start if drill.is_running() => return Err(Refusal::Running),
            Act::Pause if !drill.is_running() => return Err(Refusal::Standing),
            Act::Start => wanted.since = Some(now),
            Act::Pause => wanted.since = None,
            Act::Speed(speed) if (1..=Drill::FASTEST).contains(speed) => wanted.speed = *speed,
            Act::Speed(_) => return Err(Refusal::Speed),
            Act::End => (wanted.since, wanted.ended) = (None, true),
            Act::Next => {
                let next = self.next().ok_or(Refusal::NothingLeft)?;
                wanted.elapsed = wanted.elapsed.max(next.offset);
            }
            Act::Skip(number) => return self.skipped(number),
            Act::Restore(number) => {
                let (thing, _) = self.inject(number)?;
                return Ok(altered(thing, |i| i.skipped = false));
            }
            Act::Land | Act::Answer { .. } | Act::Judge { .. } => wanted = drill.clone(),
        }
        let due = match act {
            Act::Next => pending_until(&self.injects, wanted.elapsed),
            Act::Start | Act::Land => due_injects(&wanted, &self.injects, now),
            Act::Pause
            | Act::Skip(_)
            | Act::Restore(_)
            | Act::Speed(_)
            | Act::End
            | Act::Answer { .. }
            | Act::Judge { .. } => Vec::new(),
        };
        let mut changes = self.with_drill(wanted);
        for (thing, number) in due.into_iter().zip(next_entry..) {
            changes.extend(landed(self.incident.id, thing, now, number));
        }
        Ok(changes)
    }

    fn with_drill(&self, drill: Drill) -> Vec<Change> {
        let Some(card) = self.card() else {
            return Vec::new();
        };
        let wanted = Incident {
            drill: Some(drill),
            ..card.clone()
        };
        Change::edits(&self.incident, &Body::Incident(wanted))
    }

    fn inject(&self, number: &str) -> Result<(&Thing, &Inject), Refusal> {
        let mut all = self
            .injects
            .iter()
            .filter_map(|t| Some((t, t.as_inject()?)));
        let number = number.trim();
        all.find(|(_, i)| i.number.eq_ignore_ascii_case(number))
            .ok_or_else(|| Refusal::NoInject(number.to_owned()))
    }

    fn skipped(&self, number: &str) -> Result<Vec<Change>, Refusal> {
        let (thing, inject) = self.inject(number)?;
        if inject.landed.is_some() {
            return Err(Refusal::Landed(inject.number.clone()));
        }
        if inject.skipped {
            return Err(Refusal::Skipped(inject.number.clone()));
        }
        Ok(altered(thing, |i| i.skipped = true))
    }

    fn answered(&self, number: &str, what: &str) -> Result<Vec<Change>, Refusal> {
        let (thing, inject) = self.inject(number)?;
        if inject.landed.is_none() {
            return Err(Refusal::Pending(inject.number.clone()));
        }
        let what = what.trim().to_owned();
        let label = Label::parse(&what.to_ascii_uppercase());
        let injects = self.injects.iter().filter_map(Thing::as_inject);
        if label.is_some() && injects.into_iter().any(|i| i.entry == label) {
            return Err(Refusal::OwnEntry(what));
        }
        let what = label.map_or(what, |label| label.to_string());
        if inject.answers.contains(&what) {
            return Ok(Vec::new());
        }
        Ok(altered(thing, |i| i.answers.insert(fresh_id(), what)))
    }

    fn judged(&self, number: &str, met: Option<bool>) -> Result<Vec<Change>, Refusal> {
        let (thing, inject) = self.inject(number)?;
        if inject.landed.is_none() {
            return Err(Refusal::Pending(inject.number.clone()));
        }
        Ok(altered(thing, |i| i.met = met))
    }
}

impl Inject {
    /// It without what players must not see.
    #[must_use]
    pub fn for_players(&self) -> Self {
        Self {
            expected: String::new(),
            notes: String::new(),
            answers: super::OrSet::default(),
            met: None,
            ..self.clone()
        }
    }
}

fn altered(thing: &Thing, alter: impl FnOnce(&mut Inject)) -> Vec<Change> {
    let Some(inject) = thing.as_inject() else {
        return Vec::new();
    };
    let mut wanted = inject.clone();
    alter(&mut wanted);
    Change::edits(thing, &Body::Inject(wanted))
}

/// An inject becomes an entry of that number, at this moment.
fn landed(incident: super::Id, thing: &Thing, now: DateTime<Utc>, number: u32) -> Vec<Change> {
    let Some(inject) = thing.as_inject() else {
        return Vec::new();
    };
    let entry = Entry::new(inject.entry_kind(), When::now(now), inject.told());
    let create = Change::Create {
        id: fresh_id(),
        incident: Some(incident),
        number,
        body: Box::new(Body::Entry(entry)),
    };
    let mut changes = vec![create];
    changes.extend(altered(thing, |i| {
        i.landed = Some(now);
        i.entry = Some(Label::new(LabelKind::Entry, number));
    }));
    changes
}

#[cfg(test)]
mod tests;
