//! When check-ins are held and stakeholders are told.

use super::attention::Rules;
use super::local::{at_local, local};
use super::{CheckIn, Phase, Severity, Situation, Thing};
use chrono::{DateTime, Days, DurationRound, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The rhythm of an incident. Where an incident states none, that of its
/// severity holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Times of day at which check-ins are held, `09:00`, in order.
    pub check_ins: Vec<String>,
    /// The zone of those times: an IANA name, or `UTC`.
    pub zone: String,
    /// Hours between two updates to executives; none are due when 0.
    pub updates: u32,
}

impl Schedule {
    /// What holds for a severity while nobody said otherwise: three check-ins
    /// a day for SEV1, two for SEV2, else one; an update to executives every
    /// 4, 12 or 24 hours.
    #[must_use]
    pub fn of(severity: Severity, zone: &str) -> Self {
        let (times, updates): (&[&str], u32) = match severity {
            Severity::Sev1 => (&["09:00", "13:00", "18:00"], 4),
            Severity::Sev2 => (&["09:00", "16:00"], 12),
            Severity::Sev3 | Severity::Sev4 | Severity::Sev5 => (&["10:00"], 24),
        };
        Self {
            check_ins: times.iter().map(|t| (*t).to_owned()).collect(),
            zone: zone.to_owned(),
            updates,
        }
    }
}

impl Schedule {
    /// Times of day as they are typed, `9:00 16:00` or with commas between, in
    /// order and each once.
    ///
    /// # Errors
    /// The word that is no time of day.
    pub fn times(text: &str) -> Result<Vec<String>, String> {
        let words = text.split([' ', ',', ';']).filter(|w| !w.is_empty());
        let read = |word: &str| {
            let time = NaiveTime::parse_from_str(word, "%H:%M");
            time.map(|t| t.format("%H:%M").to_string())
                .map_err(|_| word.to_owned())
        };
        let mut times = words.map(read).collect::<Result<Vec<_>, _>>()?;
        times.sort();
        times.dedup();
        Ok(times)
    }

    /// The first check-in after a moment; none where no time of day is stated.
    #[must_use]
    pub fn after(&self, moment: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let today = local(moment, &self.zone).date();
        // A day before: clocks that jump can put a time of today behind it.
        let days = [
            today.pred_opt(),
            Some(today),
            today.succ_opt(),
            today.checked_add_days(Days::new(2)),
        ];
        let times = days.into_iter().flatten().flat_map(|day| {
            let clocks = self.check_ins.iter();
            clocks.filter_map(move |time| at_local(day, time, &self.zone))
        });
        times.filter(|at| *at > moment).min()
    }
}

impl Situation {
    /// The rhythm that holds: the incident's own, else that of its severity.
    #[must_use]
    pub fn schedule(&self, rules: &Rules) -> Schedule {
        let card = self.card();
        if let Some(own) = card.and_then(|i| i.schedule.clone()) {
            return own;
        }
        let severity = card.map_or(Severity::DEFAULT, |i| i.severity);
        Schedule {
            check_ins: rules.check_ins[severity as usize].clone(),
            ..Schedule::of(severity, &rules.zone)
        }
    }

    /// When the next check-in is to be held: the first that is planned, else
    /// the first time of the schedule after the last check-in. The first of
    /// all comes at the first time after the incident was recorded; at SEV1
    /// and SEV2 it does not wait for the morning, and comes when executives
    /// are to be told at the latest. It may have passed: then it is overdue.
    /// The schedule ends with recovery, plans with closing.
    #[must_use]
    pub fn next_check_in(&self, rules: &Rules) -> Option<DateTime<Utc>> {
        let phase = self.card()?.phase;
        if phase == Phase::Closed {
            return None;
        }
        if let Some((_, planned)) = self.planned() {
            return planned.planned.as_ref().map(|when| when.at);
        }
        if !self.rhythm_goes_on() {
            return None;
        }
        let schedule = self.schedule(rules);
        match self.last_held() {
            Some(held) => schedule.after(held),
            None => self.first_check_in(&schedule),
        }
    }

    /// The moments after `now` at which check-ins are to be held, in order:
    /// the next and those that are planned, and behind the last of them the
    /// times of the schedule, `ahead` of now. What is planned stands in the
    /// place of the times before it, as it does for the next one.
    #[must_use]
    pub fn check_ins_to_come(
        &self,
        rules: &Rules,
        now: DateTime<Utc>,
        ahead: TimeDelta,
    ) -> Vec<DateTime<Utc>> {
        let Some(next) = self.next_check_in(rules) else {
            return Vec::new();
        };
        let mut moments: Vec<_> = self.waiting().map(|(at, ..)| at).collect();
        moments.push(next);
        moments.retain(|at| *at > now);
        moments.sort();
        moments.dedup();
        if self.rhythm_goes_on() {
            let schedule = self.schedule(rules);
            let last = moments.last().copied().unwrap_or(now);
            let times = std::iter::successors(schedule.after(last), |at| schedule.after(*at));
            moments.extend(times.take_while(|at| *at <= now + ahead));
        }
        moments
    }

    fn first_check_in(&self, schedule: &Schedule) -> Option<DateTime<Utc>> {
        let card = self.card()?;
        let opened = self.incident.created.at;
        let by_day = schedule.after(opened)?;
        let urgent = card.severity <= Severity::Sev2 && schedule.updates > 0;
        if card.schedule.is_some() || !urgent {
            return Some(by_day);
        }
        let soon = opened + TimeDelta::hours(i64::from(schedule.updates));
        let soon = soon.duration_trunc(TimeDelta::minutes(1)).unwrap_or(soon);
        Some(by_day.min(soon))
    }

    /// Whether check-ins are still held, and updates given, by the schedule:
    /// until recovery.
    #[must_use]
    pub fn rhythm_goes_on(&self) -> bool {
        self.card().is_some_and(|i| i.phase < Phase::Recovered)
    }

    /// The check-in that is planned and not begun, the first of several. One
    /// that another was held in place of is none.
    #[must_use]
    pub fn planned(&self) -> Option<(&Thing, &CheckIn)> {
        let first = self.waiting().min_by_key(|(at, ..)| *at)?;
        Some((first.1, first.2))
    }

    /// The check-ins that are planned and not begun, with their times.
    fn waiting(&self) -> impl Iterator<Item = (DateTime<Utc>, &Thing, &CheckIn)> {
        let held = self.last_held();
        let all = self.check_ins.iter();
        all.filter_map(move |thing| {
            let check_in = thing.as_check_in()?;
            let at = check_in.planned.as_ref()?.at;
            let waits = check_in.started.is_none() && held.is_none_or(|held| at > held);
            waits.then_some((at, thing, check_in))
        })
    }

    /// The moment up to which check-ins were held: one that was begun before
    /// its time stands for that time.
    fn last_held(&self) -> Option<DateTime<Utc>> {
        let all = self.check_ins.iter().filter_map(Thing::as_check_in);
        let held = all.filter_map(|c| {
            let planned = c.planned.as_ref().map(|when| when.at);
            let started = c.started?;
            Some(planned.map_or(started, |at| at.max(started)))
        });
        held.max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Body, Hlc, Id, Incident, Known, Mark, Tally, When};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn thing(body: Body) -> Thing {
        let mark = Mark {
            at: at("2026-03-27T12:00:00Z"),
            author: "ana".into(),
            hlc: Hlc(0),
        };
        Thing {
            id: Id::from_u128(1),
            incident: None,
            number: 1,
            withdrawn: false,
            earlier: Vec::new(),
            created: mark.clone(),
            changed: mark,
            body,
        }
    }

    /// An incident recorded at noon of Friday, 27 March 2026.
    fn situation(severity: Severity, check_ins: &[(Option<&str>, Option<&str>)]) -> Situation {
        let check_in = |(planned, started): &(Option<&str>, Option<&str>)| {
            let mut check_in = CheckIn::new(planned.map(|t| When::now(at(t))));
            check_in.started = started.map(at);
            check_in.ended = check_in.started;
            thing(Body::CheckIn(check_in))
        };
        Situation {
            incident: thing(Body::Incident(Incident::new("K", "t", severity))),
            known: Known::default(),
            tally: Tally::default(),
            roles: Vec::new(),
            tasks: Vec::new(),
            waiting: Vec::new(),
            check_ins: check_ins.iter().map(check_in).collect(),
            handovers: Vec::new(),
            duties: Vec::new(),
            told: None,
            snoozes: Vec::new(),
            fixes: Vec::new(),
        }
    }

    fn card(situation: &mut Situation) -> &mut Incident {
        match &mut situation.incident.body {
            Body::Incident(card) => card,
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn the_next_check_in_is_the_planned_one_else_the_next_of_the_rhythm() {
        use Severity::{Sev1, Sev2, Sev5};
        type Case = (
            Severity,
            &'static [(Option<&'static str>, Option<&'static str>)],
            &'static str,
        );
        let table: &[Case] = &[
            (Sev1, &[], "2026-03-27T13:00:00Z"),
            (Sev2, &[], "2026-03-27T16:00:00Z"),
            (Sev5, &[], "2026-03-28T10:00:00Z"),
            // On the minute of a time it stands for that time.
            (
                Sev1,
                &[(None, Some("2026-03-27T13:00:00Z"))],
                "2026-03-27T18:00:00Z",
            ),
            (
                Sev1,
                &[(None, Some("2026-03-27T12:59:59Z"))],
                "2026-03-27T13:00:00Z",
            ),
            (
                Sev1,
                &[(None, Some("2026-03-27T18:00:01Z"))],
                "2026-03-28T09:00:00Z",
            ),
            // Begun early, it stands for the time it was planned at.
            (
                Sev1,
                &[(Some("2026-03-27T13:00:00Z"), Some("2026-03-27T12:40:00Z"))],
                "2026-03-27T18:00:00Z",
            ),
            (
                Sev1,
                &[(Some("2026-03-29T20:00:00Z"), None)],
                "2026-03-29T20:00:00Z",
            ),
            (
                Sev1,
                &[
                    (Some("2026-03-29T20:00:00Z"), None),
                    (Some("2026-03-28T20:00:00Z"), None),
                ],
                "2026-03-28T20:00:00Z",
            ),
            // Another was held instead of the planned one.
            (
                Sev1,
                &[
                    (Some("2026-03-27T20:00:00Z"), None),
                    (None, Some("2026-03-27T20:00:00Z")),
                ],
                "2026-03-28T09:00:00Z",
            ),
        ];
        for (severity, check_ins, wanted) in table {
            let found = situation(*severity, check_ins).next_check_in(&Rules::default());
            assert_eq!(found, Some(at(wanted)), "{severity} {check_ins:?}");
        }
    }

    #[test]
    fn the_first_check_in_of_a_bad_night_does_not_wait_for_the_morning() {
        use Severity::{Sev1, Sev2, Sev3};
        let first = |severity, own: Option<Schedule>| {
            let mut situation = situation(severity, &[]);
            situation.incident.created.at = at("2026-03-27T20:30:40Z");
            card(&mut situation).schedule = own;
            situation.next_check_in(&Rules::default())
        };
        assert_eq!(first(Sev1, None), Some(at("2026-03-28T00:30:00Z")));
        assert_eq!(first(Sev2, None), Some(at("2026-03-28T08:30:00Z")));
        assert_eq!(first(Sev3, None), Some(at("2026-03-28T10:00:00Z")));
        let own = Schedule::of(Sev1, "UTC");
        assert_eq!(
            first(Sev1, Some(own)),
            Some(at("2026-03-28T09:00:00Z")),
            "as somebody said"
        );
        // Once one was held, the times of day hold.
        let held: &[_] = &[(None, Some("2026-03-27T22:00:00Z"))];
        let next = situation(Sev1, held).next_check_in(&Rules::default());
        assert_eq!(next, Some(at("2026-03-28T09:00:00Z")));
    }

    #[test]
    fn what_is_to_come_begins_with_the_next_and_a_plan_stands_for_the_times_before_it() {
        type Case = (
            &'static [(Option<&'static str>, Option<&'static str>)],
            &'static [&'static str],
        );
        const NOON: (Option<&str>, Option<&str>) = (None, Some("2026-03-27T12:00:00Z"));
        let table: &[Case] = &[
            (&[], &["27T13", "27T18", "28T09"]),
            (
                &[NOON, (Some("2026-03-27T13:15:00Z"), None)],
                &["27T13:15", "27T18", "28T09"],
            ),
            (&[NOON, (Some("2026-03-28T09:00:00Z"), None)], &["28T09"]),
            (
                &[
                    (Some("2026-03-27T20:00:00Z"), None),
                    (Some("2026-03-27T14:00:00Z"), None),
                ],
                &["27T14", "27T20", "28T09"],
            ),
            // It is overdue: the calendar goes on from now.
            (
                &[(Some("2026-03-27T12:10:00Z"), None)],
                &["27T13", "27T18", "28T09"],
            ),
        ];
        let now = at("2026-03-27T12:20:00Z");
        for (check_ins, wanted) in table {
            let situation = situation(Severity::Sev1, check_ins);
            let rules = Rules::default();
            let found = situation.check_ins_to_come(&rules, now, TimeDelta::hours(22));
            let wanted: Vec<_> = wanted
                .iter()
                .map(|t| match t.len() {
                    5 => at(&format!("2026-03-{t}:00:00Z")),
                    _ => at(&format!("2026-03-{t}:00Z")),
                })
                .collect();
            assert_eq!(found, wanted, "{check_ins:?}");
            let next = situation.next_check_in(&rules).filter(|at| *at > now);
            assert!(next.is_none() || next == found.first().copied());
        }
    }

    #[test]
    fn the_rhythm_ends_with_recovery_and_a_plan_with_closing() {
        let rules = Rules::default();
        let planned: &[_] = &[(Some("2026-03-29T20:00:00Z"), None)];
        for phase in Phase::ALL {
            let mut bare = situation(Severity::Sev1, &[]);
            card(&mut bare).phase = *phase;
            assert_eq!(
                bare.next_check_in(&rules).is_some(),
                *phase < Phase::Recovered,
                "{phase}"
            );
            let mut plan = situation(Severity::Sev1, planned);
            card(&mut plan).phase = *phase;
            assert_eq!(
                plan.next_check_in(&rules).is_some(),
                *phase < Phase::Closed,
                "{phase}"
            );
        }
    }

    #[test]
    fn own_times_hold_across_a_change_of_clocks() {
        let held: &[_] = &[(None, Some("2026-03-28T08:00:00Z"))];
        let mut situation = situation(Severity::Sev1, held);
        let mut rules = Rules {
            zone: "Europe/Vienna".into(),
            ..Rules::default()
        };
        rules.check_ins[0] = vec!["09:00".into()];
        // Clocks went forward in the night: nine is an hour earlier.
        assert_eq!(
            situation.next_check_in(&rules),
            Some(at("2026-03-29T07:00:00Z"))
        );
        card(&mut situation).schedule = Some(Schedule {
            check_ins: vec!["23:30".into(), "00:30".into(), "never".into()],
            zone: "America/New_York".into(),
            updates: 0,
        });
        assert_eq!(
            situation.next_check_in(&rules),
            Some(at("2026-03-29T03:30:00Z"))
        );
        let schedule = situation.schedule(&rules);
        assert_eq!(
            schedule.after(at("2026-03-29T03:30:00Z")),
            Some(at("2026-03-29T04:30:00Z"))
        );
        card(&mut situation).schedule = Some(Schedule {
            check_ins: Vec::new(),
            ..schedule
        });
        assert_eq!(situation.next_check_in(&rules), None);
    }
}
