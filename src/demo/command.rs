//! The stage directions of command: check-ins, handovers, situation reports,
//! regulatory clocks and what was put off. Each records what the cockpit's own
//! screen would, by the same rules.

use super::play::{Played, Player};
use super::script::Step;
use crate::domain::attention::Rules;
use crate::domain::duties::{self, Order};
use crate::domain::telling::Telling;
use crate::domain::{
    Aspect, Audience, Body, Change, CheckIn, Handover, Label, Minute, Precision, Role, Situation,
    Snooze, Thing, When, fresh_id,
};
use chrono::{DateTime, TimeDelta, Utc};

/// How long a check-in of the scripts takes; its line is written when it ends.
const CALL: TimeDelta = TimeDelta::minutes(15);

/// What stands between two parts of a direction.
const JOINT: &str = " / ";

fn told(at: DateTime<Utc>) -> When {
    When {
        precision: Precision::Minute,
        ..When::now(at)
    }
}

impl Player<'_> {
    fn situation(&self) -> Result<Situation, String> {
        let situation = self.stage.situation(self.incident()?);
        situation.ok_or_else(|| "no incident is open".into())
    }

    /// `@maya @lee / #forensics conditions: imaging / needs: a disk / next: {d1}T07:45`
    ///
    /// A line without a workstream is about the whole incident.
    pub(super) fn check_in(&mut self, rest: &str, step: &Step<'_>) -> Played {
        let began = self
            .situation()?
            .begin_check_in(&Rules::default(), step.at - CALL);
        self.stage.append(step.author, step.at, began);
        let situation = self.situation()?;
        let (thing, held) = situation.running().ok_or("no check-in goes on")?;
        let mut wanted = held.clone();
        for part in rest.split(JOINT) {
            self.minute(&mut wanted, part, step)?;
        }
        let said = Change::edits(thing, &Body::CheckIn(wanted));
        let id = thing.id;
        self.stage.append(step.author, step.at, said);
        Ok(self.situation()?.end_check_in(id, &[], "UTC", step.at))
    }

    fn minute(&self, held: &mut CheckIn, part: &str, step: &Step<'_>) -> Result<(), String> {
        if part.starts_with('@') {
            for handle in part.split_whitespace() {
                held.attendance.insert(fresh_id(), self.find(handle)?.id);
            }
            return Ok(());
        }
        if let Some(next) = part.strip_prefix("next: ") {
            held.next = Some(self.names(step)?.when(next)?);
            return Ok(());
        }
        let (head, text) = part.split_once(": ").ok_or("a line says `aspect: text`")?;
        let (stream, aspect) = head.rsplit_once(' ').unwrap_or(("", head));
        let aspect = Aspect::from_word(aspect).ok_or_else(|| format!("no aspect {aspect}"))?;
        let workstream = match stream {
            "" => None,
            slug => Some(self.find(slug)?.id),
        };
        let line = Minute {
            workstream,
            aspect,
            text: text.to_owned(),
        };
        held.lines.insert(fresh_id(), line);
        if let Some(stream) = workstream.filter(|w| !held.walked.contains(w)) {
            held.walked.insert(fresh_id(), stream);
        }
        Ok(())
    }

    /// `IC @yuki / the brief / line by line`
    pub(super) fn hand_over(&self, rest: &str, step: &Step<'_>) -> Played {
        let (head, brief) = rest.split_once(JOINT).ok_or("role, @to and the brief")?;
        let (role, to) = head.split_once(' ').ok_or("which role to whom")?;
        let role = Role::from_word(role).ok_or_else(|| format!("no role {role}"))?;
        let handover = Handover {
            from: self.situation()?.holder(role, step.at),
            ..Handover::new(role, self.find(to)?.id, lines(brief), step.at)
        };
        let incident = self.incident()?;
        Ok(handover.give(incident, &self.stage.known(incident)))
    }

    /// The handover that waits is acknowledged.
    pub(super) fn acknowledge(&self, step: &Step<'_>) -> Played {
        let situation = self.situation()?;
        let waiting: Option<&Thing> = situation.unacknowledged().map(|(t, _)| t).last();
        let thing = waiting.ok_or("no handover waits")?;
        let (roles, known) = (&situation.roles, &situation.known);
        Ok(Handover::acknowledge(thing, roles, known, None, step.at))
    }

    /// `exec next {d0}T14:00 / the report / line by line`
    pub(super) fn sitrep(&self, rest: &str, step: &Step<'_>) -> Played {
        let (head, text) = rest.split_once(JOINT).ok_or("audience and the report")?;
        let (audience, next) = head.split_once(" next ").unwrap_or((head, ""));
        let audience = Audience::from_word(audience).ok_or("no such audience")?;
        let next = (!next.is_empty()).then(|| self.names(step)?.when(next));
        let telling = Telling {
            audience,
            text: lines(text),
            next: next.transpose()?,
            keeps: Vec::new(),
        };
        let incident = self.incident()?;
        let promises = self.stage.known(incident).promises;
        Ok(telling.send(incident, &promises, &Rules::default(), told(step.at)))
    }

    /// `gdpr-33 since E12` · `gdpr-33 done A40` · `sec-8k no: not listed`
    pub(super) fn clock(&self, rest: &str, step: &Step<'_>) -> Played {
        let (short, said) = rest.split_once(' ').ok_or("which clock, and what of it")?;
        let order = match said.split_once(' ').ok_or("since, done or no:")? {
            ("since", label) => {
                let entry = self.find(label)?;
                let when = entry.as_entry().map(|e| e.when.clone());
                Order::Start {
                    since: Label::parse(label),
                    from: when.ok_or("a clock starts with an entry")?,
                }
            }
            ("done", proof) => Order::Done {
                when: told(step.at),
                proof: proof.to_owned(),
            },
            ("no:", reason) => Order::NotApplicable(reason.to_owned()),
            (other, _) => return Err(format!("a clock knows no `{other}`")),
        };
        let duties = self.situation()?.duties;
        let rows = duties::rows(&[], &duties, step.at);
        let row = rows.iter().find(|row| row.duty.rule == short);
        let row = row.ok_or_else(|| format!("no clock {short}"))?;
        Ok(row.changes(self.incident()?, order))
    }

    /// `overdue T7 5d the court order takes its time`
    pub(super) fn snooze(&self, rest: &str, step: &Step<'_>) -> Played {
        let mut words = rest.splitn(3, ' ');
        let (Some(rule), Some(label), Some(text)) = (words.next(), words.next(), words.next())
        else {
            return Err("rule, label, for how long and why".into());
        };
        let need = format!("{rule}:{}", self.find(label)?.id);
        let snooze = Snooze::read(&need, text, step.at)?;
        let body = Body::Snooze(snooze);
        Ok(vec![Change::create(
            fresh_id(),
            Some(self.incident()?),
            body,
        )])
    }
}

/// A text of several lines, as a script writes it.
pub(super) fn lines(text: &str) -> String {
    text.split(JOINT)
        .map(str::trim)
        .collect::<Vec<_>>()
        .join("\n")
}
