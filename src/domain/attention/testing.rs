//! Situations for the tests of the rules.

use super::{Need, Rule, Rules, needs};
use crate::domain::{
    Body, CheckIn, Counts, Duty, Entry, EntryKind, Fix, Handover, Hlc, Id, Incident, Known, Mark,
    Person, Phase, Role, RoleHeld, Schedule, Severity, Situation, Tally, Task, Thing, When,
    Workstream,
};
use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};

pub(super) const MAYA: Id = Id::from_u128(0x51);
pub(super) const LEE: Id = Id::from_u128(0x52);

/// So many minutes after the incident was opened.
pub(super) fn minutes(n: i64) -> DateTime<Utc> {
    let opened = Utc.with_ymd_and_hms(2026, 11, 21, 12, 0, 0).unwrap();
    opened + TimeDelta::minutes(n)
}

/// So many hours after the incident was opened.
pub(super) fn hours(n: u32) -> DateTime<Utc> {
    minutes(i64::from(n) * 60)
}

/// So many seconds.
pub(super) fn at(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}

/// Something that was recorded when the incident was opened.
pub(super) fn thing(n: u128, body: Body) -> Thing {
    let mark = Mark {
        at: minutes(0),
        author: "ana".into(),
        hlc: Hlc(0),
    };
    Thing {
        id: Id::from_u128(n),
        incident: Some(Id::from_u128(1)),
        number: 0,
        withdrawn: false,
        earlier: Vec::new(),
        created: mark.clone(),
        changed: mark,
        body,
    }
}

/// A task that is due.
pub(super) fn task(title: &str, due: DateTime<Utc>) -> Task {
    Task {
        due: Some(When::now(due)),
        ..Task::new(title)
    }
}

fn body<T>(thing: &mut Thing, pick: impl FnOnce(&mut Body) -> Option<&mut T>) -> &mut T {
    pick(&mut thing.body).expect("of this kind")
}

/// An incident in which nothing needs anybody.
pub(super) struct Scene {
    pub(super) situation: Situation,
    last: u128,
}

impl Scene {
    /// Opened at minute 0, with an IC and a scribe who take turns that no rule
    /// minds, and no updates due.
    pub(super) fn quiet() -> Self {
        let mut incident = Incident::new("INC-2026-014", "x", Severity::Sev1);
        incident.schedule = Some(Schedule {
            updates: 0,
            check_ins: Vec::new(),
            ..Schedule::of(Severity::Sev1, "UTC")
        });
        let person = |id: Id, handle| thing(id.as_u128(), Body::Person(Person::new(handle)));
        let mut scene = Self {
            situation: Situation {
                incident: thing(1, Body::Incident(incident)),
                known: Known {
                    people: vec![person(MAYA, "maya"), person(LEE, "lee")],
                    ..Known::default()
                },
                tally: Tally::default(),
                roles: Vec::new(),
                tasks: Vec::new(),
                waiting: Vec::new(),
                check_ins: Vec::new(),
                handovers: Vec::new(),
                duties: Vec::new(),
                told: None,
                snoozes: Vec::new(),
                fixes: Vec::new(),
            },
            last: 0x1000,
        };
        for day in 0..9 {
            let (day, night) = (hours(day * 24), hours(day * 24 + 12));
            scene.role(MAYA, Role::Ic, day, Some(night));
            scene.role(LEE, Role::Ic, night, Some(night + TimeDelta::hours(12)));
        }
        scene.role(LEE, Role::Scribe, minutes(0), None);
        scene
    }

    fn next(&mut self, number: u32, body: Body) -> Thing {
        self.last += 1;
        Thing {
            number,
            ..thing(self.last, body)
        }
    }

    pub(super) fn incident(&mut self, with: impl FnOnce(&mut Incident)) {
        with(body(&mut self.situation.incident, |b| match b {
            Body::Incident(i) => Some(i),
            _ => None,
        }));
    }

    pub(super) fn task(&mut self, task: Task) -> Id {
        let number = u32::try_from(self.situation.tasks.len()).unwrap() + 1;
        let thing = self.next(number, Body::Task(task));
        self.situation.tasks.push(thing);
        Id::from_u128(self.last)
    }

    pub(super) fn fix(&mut self, fix: Fix) {
        let number = u32::try_from(self.situation.fixes.len()).unwrap() + 1;
        let thing = self.next(number, Body::Fix(fix));
        self.situation.fixes.push(thing);
    }

    pub(super) fn alter_task(&mut self, id: Id, with: impl FnOnce(&mut Task)) {
        let mut all = self.situation.tasks.iter_mut();
        let found = all.find(|t| t.id == id).unwrap();
        with(body(found, |b| match b {
            Body::Task(t) => Some(t),
            _ => None,
        }));
    }

    pub(super) fn stream(&mut self, slug: &str, with: impl FnOnce(&mut Workstream)) -> Id {
        let mut stream = Workstream::new(slug);
        with(&mut stream);
        let thing = self.next(0, Body::Workstream(stream));
        self.situation.known.workstreams.push(thing);
        Id::from_u128(self.last)
    }

    pub(super) fn alter_stream(&mut self, id: Id, with: impl FnOnce(&mut Workstream)) {
        let mut all = self.situation.known.workstreams.iter_mut();
        let found = all.find(|t| t.id == id).unwrap();
        with(body(found, |b| match b {
            Body::Workstream(w) => Some(w),
            _ => None,
        }));
    }

    /// Something of the workstream was recorded then.
    pub(super) fn heard(&mut self, stream: Id, last: DateTime<Utc>) {
        let counts = Counts {
            last: Some(last),
            ..Counts::default()
        };
        self.situation.tally.streams.push((stream, counts));
    }

    pub(super) fn waits(&mut self, entry: Entry) {
        let number = u32::try_from(self.situation.waiting.len()).unwrap() + 1;
        let thing = self.next(number, Body::Entry(entry));
        self.situation.waiting.push(thing);
    }

    /// The incident reached a phase.
    pub(super) fn milestone(&mut self, phase: Phase, at: DateTime<Utc>) {
        let entry = Entry {
            phase: Some(phase),
            ..Entry::new(EntryKind::Milestone, When::now(at), phase.word())
        };
        let thing = self.next(70, Body::Entry(entry));
        self.situation.known.milestones.push(thing);
    }

    pub(super) fn check_in(&mut self, check_in: CheckIn) {
        let thing = self.next(1, Body::CheckIn(check_in));
        self.situation.check_ins.push(thing);
    }

    pub(super) fn duty(&mut self, duty: Duty) {
        let thing = self.next(0, Body::Duty(duty));
        self.situation.duties.push(thing);
    }

    pub(super) fn handover(&mut self, handover: Handover) {
        let thing = self.next(0, Body::Handover(handover));
        self.situation.handovers.push(thing);
    }

    pub(super) fn role(
        &mut self,
        person: Id,
        role: Role,
        from: DateTime<Utc>,
        until: Option<DateTime<Utc>>,
    ) {
        let held = Body::Role(RoleHeld {
            person,
            role,
            workstream: None,
            from,
            until,
        });
        let thing = self.next(0, held);
        self.situation.roles.push(thing);
    }

    pub(super) fn needs(&self) -> Vec<Need> {
        self.needs_at(minutes(0))
    }

    pub(super) fn needs_at(&self, now: DateTime<Utc>) -> Vec<Need> {
        needs(&self.situation, &Rules::default(), "lee", now)
    }

    pub(super) fn of_rule(&self, rule: Rule, now: DateTime<Utc>) -> Vec<Need> {
        let all = self.needs_at(now).into_iter();
        all.filter(|need| need.rule == rule).collect()
    }

    /// A rule finds its one thing a second after a moment, and neither a
    /// second before nor at it.
    pub(super) fn boundary(&self, rule: Rule, moment: DateTime<Utc>) {
        assert!(
            self.of_rule(rule, moment - at(1)).is_empty(),
            "{rule} before"
        );
        assert!(self.of_rule(rule, moment).is_empty(), "{rule} at");
        let found = self.of_rule(rule, moment + at(1));
        assert_eq!(found.len(), 1, "{rule} after");
        assert_eq!(found[0].at, moment);
    }
}
