//! Holding a check-in: what beginning one, a line of it and ending it change.

use super::attention::Rules;
use super::check_in::{Aspect, CheckIn, CheckInEdit, Minute};
use super::fields::SetEdit;
use super::local::said_in;
use super::{
    Body, Change, Edit, Entry, EntryKind, Id, Known, Label, Situation, Thing, When, Workstream,
    fresh_id,
};
use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};

/// Begun this long before its time, a check-in stands for that time.
const EARLY: TimeDelta = TimeDelta::hours(1);
/// A time of the schedule that passed longer ago than this was missed.
const LATE: TimeDelta = TimeDelta::hours(12);

impl Situation {
    /// When the next check-in is to be held, where that is so far ahead that
    /// one begun now would be another. The first is never too early.
    #[must_use]
    pub fn ahead_of(&self, rules: &Rules, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let held = |t: &Thing| t.as_check_in().is_some_and(|c| c.ended.is_some());
        let next = self.next_check_in(rules).filter(|at| *at - now > EARLY);
        next.filter(|_| self.check_ins.iter().any(held))
    }

    /// Begins a check-in: the planned one, if its time has come, else one on
    /// the spot. Nothing while one goes on.
    #[must_use]
    pub fn begin_check_in(&self, rules: &Rules, now: DateTime<Utc>) -> Vec<Change> {
        if self.running().is_some() {
            return Vec::new();
        }
        let began = Some(now.trunc_subsecs(0));
        let planned = self.planned();
        let due = self.next_check_in(rules).filter(|at| *at - now <= EARLY);
        if let (Some((thing, check_in)), Some(_)) = (planned, due) {
            let mut wanted = check_in.clone();
            wanted.started = began;
            return Change::edits(thing, &Body::CheckIn(wanted));
        }
        let due = due.filter(|at| now - *at <= LATE);
        let zone = self.schedule(rules).zone;
        let mut check_in = CheckIn::new(due.map(|at| said_in(at, &zone)));
        check_in.started = began;
        let body = Body::CheckIn(check_in);
        vec![Change::create(fresh_id(), Some(self.incident.id), body)]
    }

    /// Ends a check-in: the minutes are an entry, each workstream's last word
    /// is its conditions, and the next check-in is planned if its time was
    /// said. `made` is what was recorded from its page. Nothing unless it
    /// goes on.
    #[must_use]
    pub fn end_check_in(
        &self,
        check_in: Id,
        made: &[Thing],
        zone: &str,
        now: DateTime<Utc>,
    ) -> Vec<Change> {
        let thing = self.check_ins.iter().find(|t| t.id == check_in);
        let held = thing.and_then(|t| Some((t, t.as_check_in()?)));
        let Some((thing, check_in)) = held.filter(|(_, c)| c.is_running()) else {
            return Vec::new();
        };
        let now = now.trunc_subsecs(0);
        let text = self.minutes(thing, check_in, made, zone, now);
        let mut entry = Entry::new(EntryKind::CheckIn, said_in(now, zone), text);
        entry.people = check_in.attendance.values().into_iter().copied().collect();
        let incident = Some(self.incident.id);
        let mut changes = vec![Change::create(fresh_id(), incident, Body::Entry(entry))];
        let wanted = CheckIn {
            ended: Some(now),
            minutes: Some(Label::OF_THIS_ACT),
            ..check_in.clone()
        };
        changes.extend(Change::edits(thing, &Body::CheckIn(wanted)));
        changes.extend(self.plan(check_in.next.as_ref()));
        for stream in &self.known.workstreams {
            changes.extend(last_word(stream, check_in));
        }
        changes
    }

    /// The next check-in, unless one is planned at that moment.
    fn plan(&self, next: Option<&When>) -> Option<Change> {
        let next = next?;
        let mut planned = self.check_ins.iter().filter_map(Thing::as_check_in);
        let there = planned.any(|c| c.planned.as_ref().is_some_and(|p| p.at == next.at));
        let body = Body::CheckIn(CheckIn::new(Some(next.clone())));
        (!there).then(|| Change::create(fresh_id(), Some(self.incident.id), body))
    }

    /// The minutes as people read them.
    fn minutes(
        &self,
        thing: &Thing,
        check_in: &CheckIn,
        made: &[Thing],
        zone: &str,
        now: DateTime<Utc>,
    ) -> String {
        let began = said_in(check_in.started.unwrap_or(now), zone);
        let mut text = format!("{}, begun {}", thing.name(), began.stated());
        let there = check_in.attendance.values();
        let there: Vec<_> = there.iter().filter_map(|p| self.handle(**p)).collect();
        if !there.is_empty() {
            text.push_str(&format!("; there: {}", there.join(" ")));
        }
        let mut silent = Vec::new();
        for stream in &self.known.workstreams {
            let walked = check_in.walked.contains(&stream.id);
            let said = said(check_in, Some(stream.id));
            match stream.as_workstream() {
                Some(w) if !said.is_empty() => {
                    text.push_str(&format!("\n#{} ({}): {said}", w.slug, w.health));
                }
                Some(w) if !walked && w.goes_on() => silent.push(format!("#{}", w.slug)),
                Some(_) | None => {}
            }
        }
        let whole = said(check_in, None);
        if !whole.is_empty() {
            text.push_str(&format!("\nThe whole incident: {whole}"));
        }
        let made: Vec<_> = made.iter().map(|t| called(t, &self.known)).collect();
        let next = check_in.next.as_ref().map(When::stated);
        let ends = [
            ("Recorded", made.join("; ")),
            ("Not gone through", silent.join(" ")),
            ("Next check-in", next.unwrap_or_default()),
        ];
        for (what, which) in ends.iter().filter(|(_, which)| !which.is_empty()) {
            text.push_str(&format!("\n{what}: {which}"));
        }
        text
    }

    fn handle(&self, person: Id) -> Option<String> {
        Some(format!("@{}", self.known.handle(person)?))
    }
}

/// What is said of a workstream: `conditions: …; actions: …`.
fn said(check_in: &CheckIn, workstream: Option<Id>) -> String {
    let about = check_in.about(workstream);
    let of = |aspect: &Aspect| {
        let lines = about.iter().filter(|l| l.aspect == *aspect);
        let lines: Vec<_> = lines.map(|l| l.text.as_str()).collect();
        (!lines.is_empty()).then(|| format!("{aspect}: {}", lines.join(", ")))
    };
    let parts: Vec<_> = Aspect::ALL.iter().filter_map(of).collect();
    parts.join("; ")
}

/// A thing by what links to it, its first line and its workstream:
/// `T7 image the host`, `D2 (E27) cut production access #identity`.
#[must_use]
pub fn called(thing: &Thing, known: &Known) -> String {
    let name = match thing.as_entry().and_then(Entry::register) {
        Some(label) => format!("{label} ({})", thing.name()),
        None => thing.name(),
    };
    let decided = thing.as_entry().and_then(|e| e.decision.as_ref());
    let choice = decided.map_or("", |d| d.choice.as_str());
    let what = if choice.is_empty() {
        thing.headline()
    } else {
        choice
    };
    let what = what.lines().next().unwrap_or_default();
    let slug = thing.workstream().and_then(|id| known.slug(id));
    let tag = slug.map(|slug| format!("#{slug}"));
    let tag = tag.filter(|tag| !what.split_whitespace().any(|w| w == tag));
    let tag = tag.map_or_else(String::new, |tag| format!(" {tag}"));
    format!("{name} {what}{tag}")
}

/// The conditions of a workstream are its last word.
fn last_word(stream: &Thing, check_in: &CheckIn) -> Vec<Change> {
    let about = check_in.about(Some(stream.id));
    let lines = about.iter().filter(|l| l.aspect == Aspect::Conditions);
    let lines: Vec<_> = lines.map(|l| l.text.as_str()).collect();
    let (Some(known), false) = (stream.as_workstream(), lines.is_empty()) else {
        return Vec::new();
    };
    let wanted = Workstream {
        update: lines.join(", "),
        ..known.clone()
    };
    Change::edits(stream, &Body::Workstream(wanted))
}

impl CheckIn {
    /// Adds a line; one that says the same of the same is there already.
    #[must_use]
    pub fn say(&self, id: Id, line: Minute) -> Vec<Change> {
        if self.lines.contains(&line) {
            return Vec::new();
        }
        vec![edit(id, CheckInEdit::Lines(SetEdit::Add(line)))]
    }

    /// Puts one line in the place of another; an empty one takes it away.
    #[must_use]
    pub fn reword(&self, thing: &Thing, was: &Minute, text: &str) -> Vec<Change> {
        let mut wanted = self.clone();
        wanted.lines.take_out(was);
        if !text.trim().is_empty() {
            let text = text.trim().to_owned();
            wanted.lines.insert(
                fresh_id(),
                Minute {
                    text,
                    ..was.clone()
                },
            );
        }
        Change::edits(thing, &Body::CheckIn(wanted))
    }

    /// Somebody is there, or is not after all.
    #[must_use]
    pub fn attend(&self, thing: &Thing, person: Id) -> Vec<Change> {
        let mut wanted = self.clone();
        if self.attendance.contains(&person) {
            wanted.attendance.take_out(&person);
        } else {
            wanted.attendance.insert(fresh_id(), person);
        }
        Change::edits(thing, &Body::CheckIn(wanted))
    }

    /// Those are there, beside whoever is already.
    #[must_use]
    pub fn attended_by(&self, thing: &Thing, people: &[Id]) -> Vec<Change> {
        let mut wanted = self.clone();
        for person in people {
            if !wanted.attendance.contains(person) {
                wanted.attendance.insert(fresh_id(), *person);
            }
        }
        Change::edits(thing, &Body::CheckIn(wanted))
    }

    /// A workstream was gone through.
    #[must_use]
    pub fn walk(&self, id: Id, workstream: Id) -> Vec<Change> {
        if self.walked.contains(&workstream) {
            return Vec::new();
        }
        vec![edit(id, CheckInEdit::Walked(SetEdit::Add(workstream)))]
    }

    /// When the next one is to be held.
    #[must_use]
    pub fn schedule_next(&self, thing: &Thing, next: Option<When>) -> Vec<Change> {
        let wanted = Self {
            next,
            ..self.clone()
        };
        Change::edits(thing, &Body::CheckIn(wanted))
    }
}

/// What remembers that changes were made during a check-in: the entries,
/// tasks and artifacts they create.
#[must_use]
pub fn made_during(check_in: Id, changes: &[Change]) -> Vec<Change> {
    let made = changes.iter().filter_map(|change| match change {
        Change::Create { id, body, .. } => body.kind().series().map(|_| *id),
        Change::Edit { .. } | Change::Withdraw { .. } => None,
    });
    made.map(|id| edit(check_in, CheckInEdit::Made(SetEdit::Add(id))))
        .collect()
}

fn edit(id: Id, edit: CheckInEdit) -> Change {
    Change::Edit {
        id,
        edit: Edit::CheckIn(edit),
    }
}

#[cfg(test)]
mod tests;
