//! A record with hostile text wherever it can hold text.

use std::cell::Cell;
use warroom::domain::*;

pub fn instant() -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp(1_795_270_000, 0).expect("in range")
}

pub fn thing(number: u32, body: Body) -> Thing {
    let mark = Mark {
        at: instant(),
        author: "ana".into(),
        hlc: Hlc(1),
    };
    let kind = body.kind() as u128;
    Thing {
        id: Id::from_u128(kind * 1000 + u128::from(number)),
        incident: None,
        number,
        withdrawn: false,
        earlier: Vec::new(),
        created: mark.clone(),
        changed: mark,
        body,
    }
}

/// The texts that fill a record, each in its turn.
pub struct Texts<'t> {
    all: &'t [&'t str],
    turn: Cell<usize>,
}

impl<'t> Texts<'t> {
    fn next(&self) -> String {
        let turn = self.turn.replace(self.turn.get() + 1);
        self.all[turn % self.all.len()].to_owned()
    }
}

/// A record with one of the texts wherever it can hold one.
pub fn record(all: &[&str]) -> Record {
    let turn = Cell::new(0);
    let s = &Texts { all, turn };
    let text = || s.next();
    let when = When {
        zone: Zone {
            name: text(),
            offset: 3600,
        },
        ..When::now(instant())
    };
    let person = thing(
        1,
        Body::Person(Person {
            name: text(),
            team: text(),
            contact: text(),
            zone: text(),
            ..Person::new(text())
        }),
    );
    let stream = thing(
        1,
        Body::Workstream(Workstream {
            objective: text(),
            update: text(),
            lead: Some(person.id),
            status: WorkstreamStatus::Blocked,
            checkpoint: Some(when.clone()),
            ..Workstream::new(text())
        }),
    );
    let role = RoleHeld {
        person: person.id,
        role: Role::Sme,
        workstream: Some(stream.id),
        from: instant(),
        until: None,
    };
    let (person_id, stream_id) = (person.id, stream.id);
    Record {
        incident: thing(
            0,
            Body::Incident(Incident {
                code_name: Some(text()),
                summary: text(),
                impact: text(),
                drill: Some(Drill::new(text())),
                ..Incident::new(text(), text(), Severity::Sev1)
            }),
        ),
        entries: entries(s, &when, &person, &stream),
        tasks: tasks(s, &when, &person, &stream),
        artifacts: artifacts(s, &when),
        known: Known {
            people: vec![person],
            workstreams: vec![stream],
            ..Known::default()
        },
        roles: vec![thing(1, Body::Role(role))],
        check_ins: check_ins(s, &when, person_id, stream_id),
        handovers: handovers(s, person_id),
        duties: duties(s, &when),
        injects: injects(s),
        factors: factors(s),
        fixes: fixes(s, &when, person_id),
        sections: sections("prose of its own"),
        review: Some(review(s, &when, person_id, "prose of its own")),
        turns: Vec::new(),
    }
}

/// Every section of the review, with one text, which is Markdown and not only
/// shown: what a hostile one may do is asked apart.
pub fn sections(text: &str) -> Vec<Thing> {
    let section = |kind: &SectionKind| {
        let text = text.to_owned();
        thing(0, Body::Section(Section { kind: *kind, text }))
    };
    SectionKind::ALL.iter().map(section).collect()
}

fn review(s: &Texts<'_>, when: &When, person: Id, notes: &str) -> Thing {
    let mut review = Review::default().passed(ReviewState::Reviewed, &s.next(), instant());
    review.triage = Some(Triage {
        answer: Pattern::Symptom,
        reasons: s.next(),
    });
    review.meeting = Some(when.clone());
    review.attendees.insert(Id::from_u128(1), person);
    review.notes = notes.to_owned();
    review.closing = Some(Closing {
        when: instant(),
        by: s.next(),
        open: vec![s.next(), s.next()],
        answer: s.next(),
    });
    review.lookback = Some(when.clone());
    thing(0, Body::Review(review))
}

fn factors(s: &Texts<'_>) -> Vec<Thing> {
    let mut above = None;
    let mut factor = |number: u32| {
        let mut body = Factor {
            under: above,
            trigger: number == 1,
            class: s.next(),
            notes: s.next(),
            ..Factor::new(s.next())
        };
        if number != 2 {
            let label = Label::new(LabelKind::Entry, number);
            body.evidence.insert(Id::from_u128(1), label);
        }
        let thing = thing(number, Body::Factor(body));
        above = Some(thing.id);
        thing
    };
    (1..=4).map(&mut factor).collect()
}

fn fixes(s: &Texts<'_>, when: &When, person: Id) -> Vec<Thing> {
    let fix = |(number, state): (u32, &FixState)| {
        let mut body = Fix {
            state: *state,
            class: s.next(),
            owner: Some(person),
            due: Some(when.clone()).filter(|_| number > 1),
            effort: s.next(),
            business_case: s.next(),
            agreed_by: Some(person),
            tracker: s.next(),
            // One always lacks it: what is blank is no verification either.
            verification: if number == 1 { String::new() } else { s.next() },
            verifier: Some(person),
            notes: s.next(),
            ..Fix::new(s.next(), FixKind::Durable)
        };
        body.metric = Some(Metric {
            unit: s.next(),
            baseline: Figure::read("14").ok(),
            ..Metric::new(s.next())
        });
        let (by, when) = (person, when.clone());
        let measured = Measurement {
            value: Figure::read("3").expect("a figure"),
            when: when.clone(),
            note: s.next(),
        };
        body.measurements.insert(Id::from_u128(1), measured);
        let result = s.next();
        body.outcome = Some(Verified { by, when, result });
        let reason = s.next();
        body.declined = Some(Declined { by, reason });
        for (n, state) in [(1, FixState::Verified), (2, FixState::Doing)] {
            let passage = Passage {
                state,
                when: instant(),
                why: s.next(),
            };
            body.passages.insert(Id::from_u128(n), passage);
        }
        body.answers.insert(Id::from_u128(1), Id::nil());
        thing(number, Body::Fix(body))
    };
    (1..).zip(FixState::ALL).map(fix).collect()
}

fn entries(s: &Texts<'_>, when: &When, person: &Thing, stream: &Thing) -> Vec<Thing> {
    let entry = |i: usize, kind: EntryKind, struck: bool| {
        let mut entry = Entry {
            starred: true,
            struck,
            people: vec![person.id],
            workstream: Some(stream.id),
            phase: (kind == EntryKind::Milestone).then_some(Phase::Detected),
            ..Entry::new(kind, when.clone(), s.next())
        };
        if let Some(decision) = &mut entry.decision {
            *decision = Decision {
                number: 1,
                question: s.next(),
                // Another text than the entry's is listed, and makes a structure of its own.
                choice: entry.text.clone(),
                why: s.next(),
                rejected: s.next(),
                decided_by: Some(person.id),
                reversible: Some(true),
                revisit: Some(when.clone()),
                superseded_by: None,
            };
        }
        if let Some(question) = &mut entry.question {
            question.answered_by = Some(Label::new(LabelKind::Entry, 2));
        }
        if kind == EntryKind::Communication {
            let text = s.next();
            let audience = Audience::Exec;
            entry.sent = Some(Sent { audience, text });
        }
        if matches!(kind, EntryKind::Communication | EntryKind::Action) {
            entry.promise = Some(Promise::by(when.clone()));
        }
        let mut thing = thing(i as u32 + 1, Body::Entry(entry));
        thing.created.author = s.next();
        thing.earlier = vec![Earlier {
            text: s.next(),
            when: When::now(instant()),
            until: instant(),
            act: Id::nil(),
        }];
        thing
    };
    let standing = EntryKind::ALL.iter().map(|kind| (*kind, false));
    let others = [(EntryKind::Note, true), (EntryKind::Decision, true)];
    let all = standing.chain(others).enumerate();
    all.map(|(i, (kind, struck))| entry(i, kind, struck))
        .collect()
}

fn tasks(s: &Texts<'_>, when: &When, person: &Thing, stream: &Thing) -> Vec<Thing> {
    let task = |(i, state): (usize, &TaskState)| {
        let body = Task {
            state: *state,
            assignee: Some(person.id),
            workstream: Some(stream.id),
            due: Some(when.clone()),
            when: Some(when.clone()),
            notes: s.next(),
            ..Task::new(s.next())
        };
        thing(i as u32 + 1, Body::Task(body))
    };
    TaskState::ALL.iter().enumerate().map(task).collect()
}

fn artifacts(s: &Texts<'_>, when: &When) -> Vec<Thing> {
    let artifact = |(i, kind): (usize, &ArtifactKind)| {
        let mut body = Artifact {
            notes: s.next(),
            ..Artifact::new(*kind, s.next())
        };
        if *kind == ArtifactKind::File {
            body.file = Some(FileFacts {
                path: s.next(),
                size: 1,
                sha256: s.next(),
                media_type: s.next(),
                stored: true,
            });
        }
        let step = Custody {
            when: when.clone(),
            from: s.next(),
            to: s.next(),
            why: s.next(),
        };
        body.custody.insert(Id::from_u128(1), step);
        // Numbers that no test text names, or it would rightly list its evidence.
        thing(i as u32 + 987_001, Body::Artifact(body))
    };
    ArtifactKind::ALL.iter().enumerate().map(artifact).collect()
}

fn check_ins(s: &Texts<'_>, when: &When, person: Id, stream: Id) -> Vec<Thing> {
    let mut held = CheckIn::new(Some(when.clone()));
    held.started = Some(instant());
    held.ended = Some(instant());
    held.next = Some(when.clone());
    held.attendance.insert(Id::from_u128(1), person);
    let about = [Some(stream), None];
    let lines = about
        .iter()
        .flat_map(|w| Aspect::ALL.iter().map(|a| (*w, *a)));
    for (n, (workstream, aspect)) in (1..).zip(lines) {
        let line = Minute {
            workstream,
            aspect,
            text: s.next(),
        };
        held.lines.insert(Id::from_u128(n), line);
    }
    let missed = CheckIn::new(Some(when.clone()));
    (1..)
        .zip([held, missed])
        .map(|(n, c)| thing(n, Body::CheckIn(c)))
        .collect()
}

fn handovers(s: &Texts<'_>, person: Id) -> Vec<Thing> {
    let mut given = Handover::new(Role::Ic, person, s.next(), instant());
    given.from = Some(person);
    vec![thing(1, Body::Handover(given))]
}

fn duties(s: &Texts<'_>, when: &When) -> Vec<Thing> {
    let proof = s.next();
    let reason = s.next();
    let when = || when.clone();
    let settled = [
        None,
        Some(Settled::Done {
            when: when(),
            proof,
        }),
        Some(Settled::NotApplicable { reason }),
    ];
    let duty = |(n, settled)| {
        let duty = Duty {
            source: s.next(),
            trigger: s.next(),
            from: Some(when()),
            settled,
            ..Duty::new(s.next(), s.next(), Limit::Hours(72))
        };
        thing(n, Body::Duty(duty))
    };
    (1..).zip(settled).map(duty).collect()
}

fn injects(s: &Texts<'_>) -> Vec<Thing> {
    let inject = |n: u32| {
        let mut inject = Inject {
            sort: s.next(),
            delivery: s.next(),
            from: s.next(),
            to: s.next(),
            expected: s.next(),
            notes: s.next(),
            landed: Some(instant()).filter(|_| n == 1),
            met: Some(true),
            ..Inject::new(s.next(), n * 60, s.next())
        };
        // No label, which would be looked up.
        inject
            .answers
            .insert(Id::nil(), format!("did {}", s.next()));
        thing(n, Body::Inject(inject))
    };
    (1..=2).map(inject).collect()
}

/// What of a record its commander sees.
pub fn situation(record: &Record) -> Situation {
    let mut tasks = record.tasks.clone();
    for task in &mut tasks {
        if let Body::Task(task) = &mut task.body {
            task.priority = Some(Priority::P1);
        }
    }
    Situation {
        incident: record.incident.clone(),
        known: record.known.clone(),
        tally: Tally::default(),
        roles: record.roles.clone(),
        tasks,
        waiting: record.entries.clone(),
        check_ins: record.check_ins.clone(),
        handovers: record.handovers.clone(),
        duties: record.duties.clone(),
        told: None,
        fixes: Vec::new(),
        snoozes: Vec::new(),
    }
}
