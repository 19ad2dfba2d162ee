//! What a report says of a small record, section by section.

use super::{Options, post_mortem};
use crate::domain::{
    Artifact, ArtifactKind, Body, Custody, Entry, EntryKind, FileFacts, Hlc, Id, Incident, Known,
    Mark, Person, Record, Role, RoleHeld, Severity, Task, TaskState, Thing, When, Workstream, Zone,
};
use chrono::{DateTime, Utc};

fn at(text: &str) -> DateTime<Utc> {
    format!("2026-11-21T{text}:00Z").parse().expect("a time")
}

pub(super) fn when(text: &str) -> When {
    When {
        precision: crate::domain::Precision::Minute,
        ..When::now(at(text))
    }
}

/// A thing whose id follows from its kind and number.
pub(super) fn thing(number: u32, body: Body) -> Thing {
    let mark = Mark {
        at: at("09:00"),
        author: "nobody".into(),
        hlc: Hlc(1),
    };
    Thing {
        id: id(&body, number),
        incident: None,
        number,
        withdrawn: false,
        earlier: Vec::new(),
        created: mark.clone(),
        changed: mark,
        body,
    }
}

fn id(body: &Body, number: u32) -> Id {
    Id::from_u128(body.kind() as u128 * 1000 + u128::from(number))
}

pub(super) fn empty() -> Record {
    let incident = Incident::new("INC-2026-001", "stolen token", Severity::Sev1);
    Record {
        incident: thing(0, Body::Incident(incident)),
        known: Known::default(),
        roles: Vec::new(),
        entries: Vec::new(),
        tasks: Vec::new(),
        artifacts: Vec::new(),
        check_ins: Vec::new(),
        handovers: Vec::new(),
        duties: Vec::new(),
        injects: Vec::new(),
        factors: Vec::new(),
        fixes: Vec::new(),
        sections: Vec::new(),
        review: None,
        turns: Vec::new(),
    }
}

/// Adds somebody to the roster.
fn person(record: &mut Record, handle: &str) -> Id {
    let number = record.known.people.len() as u32 + 1;
    let thing = thing(number, Body::Person(Person::new(handle)));
    record.known.people.push(thing.clone());
    thing.id
}

fn entry(record: &mut Record, kind: EntryKind, time: &str, people: &[Id]) {
    let number = record.entries.len() as u32 + 1;
    let mut entry = Entry::new(kind, when(time), "text");
    entry.people = people.to_vec();
    record.entries.push(thing(number, Body::Entry(entry)));
}

fn task(record: &mut Record, task: Task) {
    let number = record.tasks.len() as u32 + 1;
    record.tasks.push(thing(number, Body::Task(task)));
}

fn report(record: &Record) -> String {
    post_mortem(record, &Options::default())
}

/// The section of that title, without its heading.
fn section(record: &Record, title: &str) -> String {
    let report = report(record);
    let found = report
        .split("\n## ")
        .find_map(|s| s.strip_prefix(&format!("{title}\n")));
    found
        .unwrap_or_else(|| panic!("no section {title} in\n{report}"))
        .to_owned()
}

#[test]
fn sections_come_in_the_order_of_the_reference() {
    let report = report(&empty());
    let titles: Vec<_> = report
        .lines()
        .filter_map(|l| l.strip_prefix("## "))
        .collect();
    assert_eq!(
        titles,
        [
            "Summary",
            "Impact",
            "Key clocks",
            "Regulatory clocks",
            "What happened",
            "How we responded",
            "Communications",
            "Handovers",
            "Timeline",
            "Root cause",
            "What went well, badly and by luck",
            "Lessons",
            "Decisions",
            "Fixes",
            "Open questions and accepted risks",
            "People and thanks",
            "Review and closing",
            "What is missing",
            "Appendix: full timeline",
            "Appendix: indicators",
            "Appendix: assets",
            "Appendix: evidence",
            "Appendix: links and documents",
            "Appendix: tasks",
            "Appendix: workstreams",
            "Appendix: check-ins",
        ]
    );
}

#[test]
fn a_section_without_content_says_so_in_one_line() {
    let report = report(&empty());
    for section in report.split("\n## ").skip(1) {
        let (title, body) = section.split_once('\n').expect("a heading's line");
        if title != "What is missing" {
            let body = body.trim();
            assert!(
                body.starts_with('*') && body.lines().count() == 1,
                "{title}: {body}"
            );
        }
    }
}

#[test]
fn thanks_go_to_those_who_did_something() {
    let mut record = empty();
    let [lead, doer, named, commander] =
        ["lead", "doer", "named", "commander"].map(|h| person(&mut record, h));
    let [asked, idle, seen] = ["asked", "idle", "seen"].map(|h| person(&mut record, h));
    person(&mut record, "elsewhere");
    let stream = Workstream {
        lead: Some(lead),
        ..Workstream::new("forensics")
    };
    record.known.workstreams = vec![thing(1, Body::Workstream(stream))];
    let role = RoleHeld {
        person: commander,
        role: Role::Ic,
        workstream: None,
        from: at("09:00"),
        until: None,
    };
    record.roles = vec![thing(1, Body::Role(role))];
    for (state, assignee) in [(TaskState::Done, doer), (TaskState::Todo, idle)] {
        let given = Task {
            state,
            assignee: Some(assignee),
            ..Task::new("image the host")
        };
        task(&mut record, given);
    }
    entry(&mut record, EntryKind::Action, "09:10", &[named]);
    entry(&mut record, EntryKind::Question, "09:20", &[asked]);
    entry(&mut record, EntryKind::Attacker, "09:30", &[seen]);
    let people = section(&record, "People and thanks");
    assert!(
        people.contains("Thanks to @lead, @doer, @named and @commander."),
        "{people}"
    );
    for named in ["@asked", "@idle", "@seen"] {
        assert!(people.contains(&format!("| {named} |")), "{people}");
    }
    assert!(!people.contains("@elsewhere"), "{people}");
}

#[test]
fn who_wrote_an_entry_is_thanked_if_it_stands() {
    let mut record = empty();
    for handle in ["scribe", "mistaken"] {
        person(&mut record, handle);
        entry(&mut record, EntryKind::Note, "09:10", &[]);
    }
    record.entries[0].created.author = "scribe".into();
    record.entries[1].created.author = "mistaken".into();
    let Body::Entry(struck) = &mut record.entries[1].body else {
        panic!("an entry")
    };
    struck.struck = true;
    assert!(section(&record, "People and thanks").contains("Thanks to @scribe."));
}

#[test]
fn open_tasks_are_overdue_as_far_as_the_record_reaches() {
    let mut record = empty();
    let due = |time: &str, state| Task {
        state,
        due: Some(when(time)),
        ..Task::new("image the host")
    };
    for (time, state) in [
        ("10:00", TaskState::Todo),
        ("10:00", TaskState::Blocked),
        ("10:00", TaskState::Done),
        ("12:00", TaskState::Doing),
    ] {
        task(&mut record, due(time, state));
    }
    let said = "Tasks overdue at the last entry: T1, T2.";
    assert!(!report(&record).contains("overdue"), "there is no clock");
    entry(&mut record, EntryKind::Note, "11:00", &[]);
    assert!(section(&record, "What is missing").contains(said));
    let tasks = section(&record, "Appendix: tasks");
    assert_eq!(tasks.matches("**overdue**").count(), 2, "{tasks}");
    assert!(tasks.contains("2026-11-21 10:00 UTC, **overdue**"));
}

#[test]
fn when_a_task_was_given_is_a_column_where_one_states_it() {
    let mut record = empty();
    let given = Task {
        when: Some(When {
            zone: Zone {
                name: "PST".into(),
                offset: -28_800,
            },
            ..when("17:40")
        }),
        ..Task::new("image the host")
    };
    task(&mut record, Task::new("tell the press"));
    assert!(!section(&record, "Appendix: tasks").contains("Given"));
    task(&mut record, given);
    let tasks = section(&record, "Appendix: tasks");
    assert!(
        tasks.contains("| Task | Priority | What | Owner | Given | Due |"),
        "{tasks}"
    );
    assert!(
        tasks.contains(
            "no owner | 2026-11-21 17:40 UTC (written 2026-11-21 09:40 PST-08:00) | none |"
        ),
        "{tasks}"
    );
    assert!(
        tasks.contains("| tell the press | no owner | not stated | none |"),
        "{tasks}"
    );
}

#[test]
fn custody_is_told_by_time_and_its_lack_is_listed() {
    let mut record = empty();
    let mut kept = Artifact::new(ArtifactKind::File, "proxy.log");
    kept.file = Some(FileFacts {
        path: "/srv/proxy.log".into(),
        size: 1_536,
        sha256: "ab".repeat(32),
        media_type: "text/plain".into(),
        stored: true,
    });
    for (id, time, from, why) in [
        (1, "12:00", "@lee", "for imaging"),
        (2, "10:00", "proxy-1", ""),
    ] {
        let step = Custody {
            when: when(time),
            from: from.into(),
            to: "vault".into(),
            why: why.into(),
        };
        kept.custody.insert(Id::from_u128(id), step);
    }
    let lost = Artifact::new(ArtifactKind::File, "dump.bin");
    record.artifacts = vec![
        thing(1, Body::Artifact(kept)),
        thing(2, Body::Artifact(lost)),
    ];
    let evidence = section(&record, "Appendix: evidence");
    let custody: Vec<_> = evidence.lines().filter(|l| l.contains("Custody")).collect();
    assert_eq!(
        custody,
        [
            "- **Custody:** 2026-11-21 10:00 UTC, proxy-1 → vault",
            "- **Custody:** 2026-11-21 12:00 UTC, @lee → vault: for imaging",
            "- **Custody:** *not recorded*",
        ]
    );
    assert!(evidence.contains("**Size:** 1.5 KiB (1536 bytes)"));
    let missing = section(&record, "What is missing");
    for gap in ["without a hash: A2.", "without custody: A2."] {
        assert!(missing.contains(gap), "{missing}");
    }
}

#[test]
fn a_struck_answer_leaves_its_question_open() {
    let mut record = empty();
    entry(&mut record, EntryKind::Question, "10:00", &[]);
    entry(&mut record, EntryKind::Note, "11:00", &[]);
    let Body::Entry(question) = &mut record.entries[0].body else {
        panic!("an entry")
    };
    question.question = Some(crate::domain::Question {
        number: 1,
        answered_by: crate::domain::Label::parse("E2"),
    });
    assert!(
        section(&record, "Open questions and accepted risks")
            .contains("Every question is answered.")
    );
    let Body::Entry(answer) = &mut record.entries[1].body else {
        panic!("an entry")
    };
    answer.text = "answers Q1: yes: to two".into();
    let told = section(&record, "Open questions and accepted risks");
    assert!(told.contains("Answer: yes: to two (E2)"), "{told}");
    let Body::Entry(answer) = &mut record.entries[1].body else {
        panic!("an entry")
    };
    answer.struck = true;
    let told = section(&record, "Open questions and accepted risks");
    assert!(told.contains("The answer in E2 was struck."), "{told}");
    assert!(report(&record).contains("Open question: Q1"));
}

#[test]
fn what_was_recorded_as_an_indicator_leaves_defanged_whatever_it_looks_like() {
    use crate::domain::{Artifact, ArtifactKind};
    let mut record = empty();
    for (number, name) in (1..).zip(["evil.zip", "file://evil-host/x", "www.evil.sh"]) {
        let artifact = Artifact::new(ArtifactKind::Indicator, name);
        record
            .artifacts
            .push(thing(number, Body::Artifact(artifact)));
    }
    let told = section(&record, "Appendix: indicators");
    for live in ["evil.zip", "file://", "evil.sh"] {
        assert!(!told.contains(live), "{told}");
    }
}

mod brief;
mod news;
mod reviewed;
mod sitrep;
mod told;
