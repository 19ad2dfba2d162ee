//! Files with a great many entries, made once and kept under `target/`.

use chrono::{DateTime, Duration, Utc};
use std::path::{Path, PathBuf};
use warroom::domain::attention::Rules;
use warroom::domain::{
    Artifact, ArtifactKind, Body, Category, Change, Entry, EntryKind, Factor, Fix, FixKind,
    FixState, Id, Incident, IndicatorType, Person, Phase, Priority, Severity, Task, When,
    Workstream, fixes, fresh_id,
};
use warroom::store::{By, OpenMode, Store};

/// Entries of one act: large enough that the disk is asked seldom.
const LOT: u32 = 20_000;

const WORDS: &[&str] = &[
    "beacon",
    "seen",
    "in",
    "the",
    "proxy",
    "logs",
    "of",
    "runner",
    "token",
    "revoked",
    "access",
    "cut",
    "for",
    "staff",
    "image",
    "taken",
    "memory",
    "dump",
    "from",
    "host",
    "lateral",
    "movement",
    "service",
    "account",
    "created",
    "by",
    "attacker",
    "password",
    "rotated",
    "vendor",
    "called",
    "confirms",
    "scope",
    "unknown",
    "blocked",
    "at",
    "edge",
    "firewall",
    "rule",
    "pushed",
    "restored",
    "from",
    "backup",
    "build",
    "pipeline",
    "signed",
    "artifact",
    "hash",
    "matches",
    "nothing",
    "found",
    "escalated",
    "to",
    "legal",
    "customer",
    "notified",
    "waiting",
];

/// A small generator of its own (Marsaglia's xorshift): the same file every time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).expect("a remainder of a usize")
    }
}

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_763_712_000, 0).expect("in range")
}

fn by(seconds: i64) -> By {
    By {
        author: "ana".into(),
        now: start() + Duration::seconds(seconds),
    }
}

/// A file of one incident with so many entries; made when it is not there.
pub fn file(entries: u32) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-data");
    std::fs::create_dir_all(&folder).expect("target can be written");
    let path = folder.join(format!("v1-{entries}.db"));
    if !path.exists() {
        let draft = folder.join(format!("draft-{entries}.db"));
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", draft.display()));
        }
        fill(&draft, entries);
        std::fs::rename(&draft, &path).expect("in the same folder");
    }
    path
}

/// A file as a commander has it after weeks: ten workstreams, 150 tasks and
/// 20,000 entries, some of which wait for something, and a check-in that goes
/// on; made when it is not there.
#[allow(dead_code, reason = "not every benchmark asks for it")]
pub fn command() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-data");
    std::fs::create_dir_all(&folder).expect("target can be written");
    let path = folder.join("v2-command.db");
    if !path.exists() {
        let draft = folder.join("draft-command.db");
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", draft.display()));
        }
        lead(&draft);
        std::fs::rename(&draft, &path).expect("in the same folder");
    }
    path
}

/// A file of 40 incidents with 15 fixes each, over two years; made when it is
/// not there.
#[allow(dead_code, reason = "not every benchmark asks for it")]
pub fn across() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-data");
    std::fs::create_dir_all(&folder).expect("target can be written");
    let path = folder.join("v1-across.db");
    if !path.exists() {
        let draft = folder.join("draft-across.db");
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", draft.display()));
        }
        years(&draft);
        std::fs::rename(&draft, &path).expect("in the same folder");
    }
    path
}

fn years(path: &Path) {
    let mut store = Store::open(path, OpenMode::Create).expect("a new file");
    let mut dice = Dice::new(0xf1e5);
    let mut people: Vec<Id> = Vec::new();
    for n in 0..40_i64 {
        let day = n * 18 - 720;
        let at = |hours: i64| start() + Duration::days(day) + Duration::hours(hours);
        let severity = Severity::ALL[dice.below(5)];
        let incident = Incident::new("", words(&mut dice), severity);
        let opened = By {
            author: "ana".into(),
            now: at(0),
        };
        let first = people.is_empty();
        let done = store.create_incident(&opened, incident, |_, _| {
            let people = (0..if first { 8 } else { 0 }).map(|i| {
                let person = Person::new(format!("person{i}"));
                Change::create(fresh_id(), None, Body::Person(person))
            });
            people.collect()
        });
        let inc = done.expect("a new incident").events[0].change.subject();
        if first {
            let known = store.known(None).expect("just recorded");
            people = known.people.iter().map(|t| t.id).collect();
        }
        let made = of_incident(inc, &people, &at, &mut dice);
        store
            .append(&opened, Some(inc), |_| made)
            .expect("room on the disk");
    }
}

const CLASSES: &[&str] = &["CWE-798", "CWE-862", "CWE-20", "phishing", "no owner", ""];

/// What is recorded of an incident that its fixes and patterns are read from.
fn of_incident(
    inc: Id,
    people: &[Id],
    at: &dyn Fn(i64) -> DateTime<Utc>,
    dice: &mut Dice,
) -> Vec<Change> {
    let mut bodies = Vec::new();
    let mut hours = 0;
    let attack = Entry::new(EntryKind::Attacker, When::now(at(0)), words(dice));
    bodies.push(Body::Entry(attack));
    for phase in [Phase::Detected, Phase::Contained, Phase::Recovered] {
        hours += 1 + i64::try_from(dice.below(60)).unwrap_or(0);
        bodies.push(Body::Entry(Entry {
            phase: Some(phase),
            ..Entry::new(EntryKind::Milestone, When::now(at(hours)), phase.word())
        }));
    }
    for _ in 0..5 {
        bodies.push(Body::Factor(Factor {
            category: Some(Category::ALL[dice.below(Category::ALL.len())]),
            class: CLASSES[dice.below(CLASSES.len())].into(),
            ..Factor::new(words(dice))
        }));
    }
    for _ in 0..3 {
        let name = format!("host-{}", dice.below(60));
        bodies.push(Body::Artifact(Artifact::new(ArtifactKind::Asset, name)));
    }
    for _ in 0..15 {
        bodies.push(Body::Fix(followed(people, at, dice)));
    }
    let create = |body| Change::create(fresh_id(), Some(inc), body);
    bodies.into_iter().map(create).collect()
}

/// A fix somewhere on its way.
fn followed(people: &[Id], at: &dyn Fn(i64) -> DateTime<Utc>, dice: &mut Dice) -> Fix {
    let kind = FixKind::ALL[dice.below(2)];
    let day = |days: usize| at(24 * i64::try_from(days).unwrap_or(0));
    let mut fix = Fix::new(words(dice), kind);
    fix.class = CLASSES[dice.below(CLASSES.len())].into();
    fix.owner = (dice.below(8) > 0).then(|| people[dice.below(people.len())]);
    fix.priority = Priority::ALL.get(dice.below(5)).copied();
    fix.due = (dice.below(4) > 0).then(|| When::now(day(30 + dice.below(120))));
    let steps = [FixState::Accepted, FixState::Doing, FixState::Shipped];
    let reach = dice.below(6);
    for (i, step) in steps.iter().enumerate().take(reach) {
        fix = fixes::passed(&fix, *step, day(5 + 10 * i)).expect("it is open");
    }
    if reach > 4 {
        let held = day(40 + dice.below(60));
        let by = people[dice.below(people.len())];
        fix = fixes::verified(&fix, by, When::now(held), "it holds", held).expect("it shipped");
    }
    fix
}

fn lead(path: &Path) {
    let mut store = Store::open(path, OpenMode::Create).expect("a new file");
    let mut dice = Dice::new(0x1ead);
    let incident = Incident::new("", "stolen CI token", Severity::Sev1);
    let done = store.create_incident(&by(0), incident, |inc, _| {
        let more = ["cloud", "endpoints", "legal", "vendor", "detection"];
        let more = more.into_iter().map(Workstream::new);
        let more = more.map(|s| Change::create(fresh_id(), Some(inc), Body::Workstream(s)));
        names(inc).into_iter().chain(more).collect()
    });
    let inc = done.expect("a new incident").events[0].change.subject();
    let known = store.known(Some(inc)).expect("just recorded");
    let streams: Vec<Id> = known.workstreams.iter().map(|t| t.id).collect();
    let people: Vec<Id> = known.people.iter().map(|t| t.id).collect();
    let mut made: Vec<Change> = (0..150)
        .map(|i| Body::Task(work(i, &streams, &people, &mut dice)))
        .map(|body| Change::create(fresh_id(), Some(inc), body))
        .collect();
    made.extend((0..20_000).map(|i| {
        let mut entry = entry(i, &streams, &people, &mut dice);
        if i.is_multiple_of(100) {
            entry = Entry::new(EntryKind::Question, entry.when, entry.text);
        }
        Change::create(fresh_id(), Some(inc), Body::Entry(entry))
    }));
    store
        .append(&by(1), Some(inc), |_| made)
        .expect("room on the disk");
    let begun = by(2);
    store
        .append_seeing(&begun, inc, |s| {
            s.begin_check_in(&Rules::default(), begun.now)
        })
        .expect("room on the disk");
}

/// A task as they are: one in three without an owner, half of them due.
fn work(i: usize, streams: &[Id], people: &[Id], dice: &mut Dice) -> Task {
    let mut task = Task::new(words(dice));
    task.workstream = Some(streams[i % streams.len()]);
    task.priority = Some(Priority::ALL[i % 4]);
    task.assignee = (!i.is_multiple_of(3)).then(|| people[dice.below(people.len())]);
    let due = Duration::hours(i64::try_from(i).unwrap_or(0));
    task.due = i.is_multiple_of(2).then(|| When::now(start() + due));
    task
}

fn fill(path: &Path, entries: u32) {
    let mut store = Store::open(path, OpenMode::Create).expect("a new file");
    let mut dice = Dice::new(0x5eed);
    let incident = Incident::new("", "stolen CI token", Severity::Sev1);
    let done = store.create_incident(&by(0), incident, |inc, _| names(inc));
    let done = done.expect("a new incident");
    let inc = done.events[0].change.subject();
    let known = store.known(Some(inc)).expect("just recorded");
    let streams: Vec<Id> = known.workstreams.iter().map(|t| t.id).collect();
    let people: Vec<Id> = known.people.iter().map(|t| t.id).collect();
    store
        .append(&by(1), Some(inc), |_| things(inc, &streams, &mut dice))
        .expect("room on the disk");
    for from in (0..entries).step_by(LOT as usize) {
        let lot = from..entries.min(from.saturating_add(LOT));
        let made = lot.map(|i| {
            let body = entry(i, &streams, &people, &mut dice);
            Change::create(fresh_id(), Some(inc), Body::Entry(body))
        });
        let made: Vec<Change> = made.collect();
        store
            .append(&by(i64::from(from)), Some(inc), |_| made)
            .expect("room on the disk");
    }
}

fn names(inc: Id) -> Vec<Change> {
    let streams = ["containment", "forensics", "identity", "comms", "recovery"];
    let streams = streams
        .into_iter()
        .map(|s| Change::create(fresh_id(), Some(inc), Body::Workstream(Workstream::new(s))));
    let people = (0..20).map(|i| {
        let person = Person::new(format!("person{i}"));
        Change::create(fresh_id(), None, Body::Person(person))
    });
    streams.chain(people).collect()
}

fn things(inc: Id, streams: &[Id], dice: &mut Dice) -> Vec<Change> {
    let mut out = Vec::new();
    for i in 0..200 {
        let mut task = Task::new(words(dice));
        task.workstream = Some(streams[i % streams.len()]);
        task.priority = Some(Priority::ALL[i % 4]);
        out.push(Change::create(fresh_id(), Some(inc), Body::Task(task)));
        let address = format!("203.0.{}.{}", i / 100, i % 250);
        let artifact = Artifact::indicator(IndicatorType::Ipv4, address);
        out.push(Change::create(
            fresh_id(),
            Some(inc),
            Body::Artifact(artifact),
        ));
    }
    out
}

fn words(dice: &mut Dice) -> String {
    let count = 6 + dice.below(8);
    let words: Vec<&str> = (0..count).map(|_| WORDS[dice.below(WORDS.len())]).collect();
    words.join(" ")
}

/// One entry: one in a hundred starred, most of them notes, in rough order of time.
pub fn entry(i: u32, streams: &[Id], people: &[Id], dice: &mut Dice) -> Entry {
    let kinds = [
        EntryKind::Note,
        EntryKind::Note,
        EntryKind::Action,
        EntryKind::Observation,
    ];
    let kind = if dice.below(500) == 0 {
        EntryKind::Decision
    } else {
        kinds[dice.below(kinds.len())]
    };
    let late = i64::try_from(dice.below(600)).unwrap_or(0);
    let when = When::now(start() + Duration::seconds(i64::from(i) * 3 - late));
    let mut text = words(dice);
    if dice.below(4) == 0 {
        text.push_str(&format!(" 198.51.{}.{}", dice.below(100), dice.below(250)));
    }
    if dice.below(5) == 0 {
        text.push_str(&format!(" A{}", 1 + dice.below(200)));
    }
    let mut entry = Entry::new(kind, when, text);
    entry.workstream = (dice.below(3) > 0).then(|| streams[dice.below(streams.len())]);
    entry.people = vec![people[dice.below(people.len())]];
    entry.starred = dice.below(100) == 0;
    entry
}
