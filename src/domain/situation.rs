//! What of an incident may need somebody: small, and read at once, however
//! long the timeline is.

use super::{Aspect, CheckIn, Handover, Id, Incident, Known, Minute, RoleHeld, Tally, Thing};
use super::{Duty, Entry, Role};
use chrono::{DateTime, Utc};

/// An incident as its commander has to see it. Withdrawn things are not in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Situation {
    /// The incident.
    pub incident: Thing,
    /// People and workstreams.
    pub known: Known,
    /// Counts, and when each workstream was last heard of.
    pub tally: Tally,
    /// Every role held, by start.
    pub roles: Vec<Thing>,
    /// Tasks with work left to do, most urgent first.
    pub tasks: Vec<Thing>,
    /// Entries that wait for something: open questions, decisions with a
    /// moment to look at them again, promises that are not kept; by occurred time.
    pub waiting: Vec<Thing>,
    /// Every check-in, by when it was or is to be held.
    pub check_ins: Vec<Thing>,
    /// Every handover, by when it was given.
    pub handovers: Vec<Thing>,
    /// Every regulatory clock that was looked at.
    pub duties: Vec<Thing>,
    /// When executives were told something last, as far as an entry says so.
    pub told: Option<DateTime<Utc>>,
    /// What was put off, and until when.
    pub snoozes: Vec<Thing>,
    /// Fixes that are neither verified nor declined, most urgent first.
    pub fixes: Vec<Thing>,
}

impl Situation {
    /// What the incident says of itself.
    #[must_use]
    pub fn card(&self) -> Option<&Incident> {
        self.incident.as_incident()
    }

    /// The roles that are held at a moment.
    pub fn on_duty(&self, now: DateTime<Utc>) -> impl Iterator<Item = &RoleHeld> {
        let held = self.roles.iter().filter_map(Thing::as_role);
        held.filter(move |r| r.from <= now && r.until.is_none_or(|until| until > now))
    }

    /// Who holds a role at a moment, the one who took it last.
    #[must_use]
    pub fn holder(&self, role: Role, now: DateTime<Utc>) -> Option<Id> {
        let held = self.on_duty(now).filter(|r| r.role == role);
        held.max_by_key(|r| r.from).map(|r| r.person)
    }

    /// The check-in that goes on at this moment.
    #[must_use]
    pub fn running(&self) -> Option<(&Thing, &CheckIn)> {
        let mut all = self.check_ins.iter();
        all.find_map(|t| Some((t, t.as_check_in().filter(|c| c.is_running())?)))
    }

    /// The check-in that ended last.
    #[must_use]
    pub fn last_check_in(&self) -> Option<(&Thing, &CheckIn)> {
        let all = self.check_ins.iter();
        let ended = all.filter_map(|t| Some((t, t.as_check_in().filter(|c| c.ended.is_some())?)));
        ended.max_by_key(|(_, c)| c.ended)
    }

    /// The needs said at the last check-in, with it. Of what one that goes on
    /// has said something of already, that one's.
    #[must_use]
    pub fn needs_said(&self) -> Vec<(&Thing, &Minute)> {
        let running = self.running();
        let heard = |id: Option<Id>| {
            running.is_some_and(|(_, c)| {
                let walked = id.is_some_and(|id| c.walked.contains(&id));
                walked || !c.about(id).is_empty()
            })
        };
        let last = needs_of(self.last_check_in());
        let last = last.into_iter().filter(|(_, m)| !heard(m.workstream));
        last.chain(needs_of(running)).collect()
    }

    /// The regulatory clocks that run, by when each has to be done.
    #[must_use]
    pub fn clocks_that_run(&self, now: DateTime<Utc>) -> Vec<(DateTime<Utc>, &Duty)> {
        let duties = self.duties.iter().filter_map(Thing::as_duty);
        let due = duties.filter_map(|duty| Some((duty.standing(now).due()?, duty)));
        let mut all: Vec<_> = due.collect();
        all.sort_by_key(|(due, _)| *due);
        all
    }

    /// Handovers that nobody has acknowledged.
    pub fn unacknowledged(&self) -> impl Iterator<Item = (&Thing, &Handover)> {
        let all = self.handovers.iter();
        all.filter_map(|t| Some((t, t.as_handover().filter(|h| h.acknowledged.is_none())?)))
    }

    /// The entries that wait and are of a sort, with what the sort is about.
    pub fn waiting_for<'a, T>(
        &'a self,
        about: impl Fn(&'a Entry) -> Option<T> + 'a,
    ) -> impl Iterator<Item = (&'a Thing, T)> {
        let entries = self.waiting.iter();
        entries.filter_map(move |t| Some((t, about(t.as_entry()?)?)))
    }
}

fn needs_of<'a>(of: Option<(&'a Thing, &'a CheckIn)>) -> Vec<(&'a Thing, &'a Minute)> {
    let Some((thing, check_in)) = of else {
        return Vec::new();
    };
    let lines = check_in.lines.values().into_iter();
    let needs = lines.filter(|l| l.aspect == Aspect::Needs);
    needs.map(|line| (thing, line)).collect()
}
