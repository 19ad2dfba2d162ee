//! A record that lacks nothing, and what it is made of.

use super::*;

pub(super) fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
}

pub(super) fn when(minutes: i64) -> When {
    When {
        precision: Precision::Minute,
        ..When::now(at(minutes))
    }
}

pub(super) fn thing(number: u32, body: Body) -> Thing {
    let mark = Mark {
        at: at(0),
        author: "ana".into(),
        hlc: Hlc(1),
    };
    let id = Id::from_u128(body.kind() as u128 * 1000 + u128::from(number));
    Thing {
        id,
        incident: None,
        number,
        withdrawn: false,
        earlier: Vec::new(),
        created: mark.clone(),
        changed: mark,
        body,
    }
}

pub(super) const MAYA: Id = Id::from_u128(77);

pub(super) fn entry(number: u32, minutes: i64, kind: EntryKind) -> Thing {
    thing(number, Body::Entry(Entry::new(kind, when(minutes), "x")))
}

pub(super) fn milestone(number: u32, minutes: i64, phase: Phase) -> Thing {
    let mut thing = entry(number, minutes, EntryKind::Milestone);
    of_entry(&mut thing, |e| e.phase = Some(phase));
    thing
}

pub(super) fn of_entry(thing: &mut Thing, alter: impl FnOnce(&mut Entry)) {
    let Body::Entry(entry) = &mut thing.body else {
        panic!("an entry")
    };
    alter(entry);
}

/// The first milestone is entry 1, the attacker's act 2, the last entry 8.
pub(super) fn entries() -> Vec<Thing> {
    let mut decision = entry(6, 5, EntryKind::Decision);
    of_entry(&mut decision, |e| {
        e.starred = true;
        e.decision = Some(Decision {
            number: 1,
            why: "scope unknown".into(),
            decided_by: Some(MAYA),
            ..Decision::default()
        });
    });
    let mut question = entry(7, 6, EntryKind::Question);
    of_entry(&mut question, |e| {
        e.question = Some(Question {
            number: 1,
            answered_by: Label::parse("E8"),
        });
    });
    let mut promise = entry(8, 7, EntryKind::Communication);
    of_entry(&mut promise, |e| {
        e.promise = Some(Promise {
            kept: Label::parse("E8"),
            ..Promise::by(when(6))
        });
    });
    vec![
        entry(2, -9000, EntryKind::Attacker),
        milestone(1, 0, Phase::Detected),
        milestone(3, 1, Phase::Triaged),
        milestone(4, 2, Phase::Contained),
        milestone(5, 3, Phase::Eradicated),
        milestone(9, 4, Phase::Recovered),
        decision,
        question,
        promise,
    ]
}

pub(super) fn fix(kind: FixKind) -> Fix {
    let mut fix = Fix {
        owner: Some(MAYA),
        due: Some(when(9)),
        priority: Some(crate::domain::Priority::P2),
        verification: "try an old one".into(),
        metric: Some(Metric {
            target: crate::domain::Figure::read("0").ok(),
            ..Metric::new("tokens")
        }),
        ..Fix::new("rotate by machine", kind)
    };
    let cause = thing(1, Body::Factor(factor())).id;
    fix.answers.insert(Id::from_u128(1), cause);
    fix
}

pub(super) fn file() -> Artifact {
    let mut file = Artifact::new(ArtifactKind::File, "proxy.log");
    file.file = Some(FileFacts {
        path: "proxy.log".into(),
        size: 1,
        sha256: "0".repeat(64),
        media_type: "text/plain".into(),
        stored: false,
    });
    let step = Custody {
        when: when(2),
        from: "lee".into(),
        to: "vault".into(),
        why: String::new(),
    };
    file.custody.insert(Id::from_u128(1), step);
    file
}

pub(super) fn sections() -> Vec<Thing> {
    let section = |(n, kind): (u32, &SectionKind)| {
        let mut section = Section::new(*kind);
        section.text = "it is said".into();
        thing(n, Body::Section(section))
    };
    (1..).zip(SectionKind::ALL).map(section).collect()
}

pub(super) fn factor() -> Factor {
    let mut factor = Factor::new("nobody owned the image");
    factor.trigger = true;
    factor.category = Some(Category::Process);
    factor.confidence = Some(Confidence::Likely);
    let evidence = Label::parse("E1").unwrap();
    factor.evidence.insert(Id::from_u128(1), evidence);
    factor
}

/// The summary and the impact, written when all was over.
fn turns() -> Vec<Event> {
    let swap = || Swap {
        was: String::new(),
        now: "known".into(),
    };
    let edits = [IncidentEdit::Summary(swap()), IncidentEdit::Impact(swap())];
    let id = thing(
        0,
        Body::Incident(Incident::new("INC-1", "x", Severity::Sev1)),
    )
    .id;
    let turn = |edit| Event {
        id: Id::nil(),
        batch: Id::nil(),
        stamp: Stamp {
            hlc: Hlc(1),
            replica: Id::nil(),
        },
        at: at(99_999),
        author: "ana".into(),
        change: Change::Edit {
            id,
            edit: Edit::Incident(edit),
        },
    };
    edits.map(turn).into()
}

/// A record that lacks nothing.
pub(super) fn complete() -> Record {
    let mut incident = Incident::new("INC-1", "x", Severity::Sev1);
    incident.summary = "a token leaked".into();
    incident.impact = "3 hosts".into();
    incident.phase = Phase::Reviewing;
    let task = Task {
        assignee: Some(MAYA),
        priority: Some(crate::domain::Priority::P2),
        due: Some(when(7)),
        ..Task::new("image it")
    };
    let stream = Workstream {
        lead: Some(MAYA),
        ..Workstream::new("forensics")
    };
    let person = Thing {
        id: MAYA,
        ..thing(1, Body::Person(Person::new("maya")))
    };
    let role = RoleHeld {
        person: MAYA,
        role: Role::Ic,
        workstream: None,
        from: at(0),
        until: None,
    };
    let handover = Handover {
        acknowledged: Some(at(4)),
        ..Handover::new(Role::Ic, MAYA, "", at(3))
    };
    let review = Review {
        state: ReviewState::Reviewed,
        triage: Some(Triage {
            answer: Pattern::Unknown,
            reasons: String::new(),
        }),
        ..Review::default()
    };
    Record {
        incident: thing(0, Body::Incident(incident)),
        known: Known {
            people: vec![person],
            workstreams: vec![thing(1, Body::Workstream(stream))],
            ..Known::default()
        },
        roles: vec![thing(1, Body::Role(role))],
        entries: entries(),
        tasks: vec![thing(1, Body::Task(task))],
        artifacts: vec![thing(1, Body::Artifact(file()))],
        check_ins: Vec::new(),
        handovers: vec![thing(1, Body::Handover(handover))],
        duties: Vec::new(),
        injects: Vec::new(),
        factors: vec![thing(1, Body::Factor(factor()))],
        fixes: vec![thing(1, Body::Fix(fix(FixKind::Durable)))],
        sections: sections(),
        review: Some(thing(1, Body::Review(review))),
        turns: turns(),
    }
}
