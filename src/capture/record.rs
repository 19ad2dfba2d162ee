//! Lines that were read → the changes that record them.

use super::{Captured, Update, What, promise};
use crate::domain::{
    Body, Change, Edit, Entry, Id, Incident, Known, Label, Person, Phase, Promise, SetEdit, Task,
    Thing, When, Workstream, WorkstreamEdit, fresh_id,
};
use crate::domain::{LabelKind, made_during, register};
use chrono::{DateTime, Utc};

/// The changes that record `captured`, in order. Names that are not known are
/// created, once; a line without a time gets `now`, to the second.
///
/// A milestone also moves the incident (when `known` holds it). One that
/// states a time and names an earlier phase than the incident has reached is
/// a late record of history: it leaves the incident where it is.
#[must_use]
pub fn record(
    captured: &[Captured],
    known: &Known,
    incident: Id,
    now: DateTime<Utc>,
) -> Vec<Change> {
    let mut batch = Batch {
        known,
        incident,
        changes: Vec::new(),
        people: Vec::new(),
        workstreams: Vec::new(),
        standing: known.incident.clone(),
        standings: Vec::new(),
    };
    for line in captured {
        batch.line(line, now);
    }
    batch.changes
}

/// As [`record`], for lines that are written during a check-in, which
/// remembers what they make.
#[must_use]
pub fn record_during(
    check_in: Id,
    captured: &[Captured],
    known: &Known,
    incident: Id,
    now: DateTime<Utc>,
) -> Vec<Change> {
    let mut changes = record(captured, known, incident, now);
    changes.extend(made_during(check_in, &changes));
    changes
}

struct Batch<'a> {
    known: &'a Known,
    incident: Id,
    changes: Vec<Change>,
    people: Vec<(String, Id)>,
    workstreams: Vec<(String, Id)>,
    /// The incident as the changes so far leave it.
    standing: Option<Thing>,
    /// Workstreams as the changes so far leave them.
    standings: Vec<(Id, Workstream)>,
}

impl Batch<'_> {
    fn line(&mut self, line: &Captured, now: DateTime<Utc>) {
        for handle in &line.new_people {
            self.person(handle);
        }
        for slug in &line.new_workstreams {
            self.workstream(slug);
        }
        let people: Vec<Id> = line.people.iter().map(|h| self.person(h)).collect();
        let workstream = line.workstream.as_deref().map(|s| self.workstream(s));
        let typed = (line.typed != line.what.text()).then(|| line.typed.clone());
        let mut passes = None;
        let body = match line.what.clone() {
            What::Entry {
                kind,
                starred,
                text,
                phase,
                decision,
                promise,
                keeps: _,
            } => {
                passes = phase;
                let mut entry = Entry::new(kind, occurred(line, now), text);
                entry.decision = decision.or(entry.decision);
                self.decide(&mut entry, line);
                Body::Entry(Entry {
                    typed,
                    workstream,
                    people,
                    starred,
                    phase,
                    promise,
                    ..entry
                })
            }
            What::Task {
                title,
                priority,
                due,
            } => Body::Task(Task {
                workstream,
                assignee: people.first().copied(),
                priority,
                due,
                when: line.when.clone(),
                typed,
                ..Task::new(title)
            }),
        };
        let create = Change::create(fresh_id(), Some(self.incident), body);
        self.changes.push(create);
        self.keep_promises(&line.what);
        self.settle(line);
        if let Some(phase) = passes {
            self.pass(phase, line.when.is_some());
        }
        if let (Some(update), Some(stream)) = (&line.update, workstream) {
            self.update(update, stream);
        }
    }

    /// Says in a decision who decided.
    fn decide(&mut self, entry: &mut Entry, line: &Captured) {
        if let Some(decision) = &mut entry.decision {
            decision.decided_by = line.decided_by.as_ref().map(|by| self.person(by));
        }
    }

    /// The promises that the entry just made says it keeps are kept by it.
    fn keep_promises(&mut self, what: &What) {
        let What::Entry { keeps, .. } = what else {
            return;
        };
        for thing in promise::open(&self.known.promises, keeps) {
            let kept = Promise::keep(thing, Label::OF_THIS_ACT);
            self.changes.extend(kept);
        }
    }

    /// Lets a workstream stand as a note says.
    fn update(&mut self, update: &Update, id: Id) {
        let blank = || Workstream::new(&update.slug);
        let known = || self.known.workstreams.iter().find(|t| t.id == id);
        let as_it_was = || known().and_then(Thing::as_workstream).cloned();
        let at = self.standings.iter().position(|(of, _)| *of == id);
        let before = match at {
            Some(at) => self.standings.swap_remove(at).1,
            None => as_it_was().unwrap_or_else(blank),
        };
        let mut found = Vec::new();
        for slug in &update.waits_for {
            found.push((slug.as_str(), self.workstream(slug)));
        }
        let find = |slug: &str| found.iter().find(|(s, _)| *s == slug).map(|(_, id)| *id);
        let lead = update.lead.as_ref().map(|handle| self.person(handle));
        let after = update.applied(&before, lead, find);
        for edit in Body::Workstream(before).diff(&Body::Workstream(after.clone())) {
            // What an earlier line of this act added is not there to be taken out.
            if !self.never_adds(id, &edit) {
                self.changes.push(Change::Edit { id, edit });
            }
        }
        self.standings.push((id, after));
    }

    /// Takes an addition of this act back, if `edit` takes its member out.
    fn never_adds(&mut self, id: Id, edit: &Edit) -> bool {
        let Edit::Workstream(WorkstreamEdit::BlockedBy(SetEdit::Remove { value, .. })) = edit
        else {
            return false;
        };
        let added = Change::Edit {
            id,
            edit: Edit::Workstream(WorkstreamEdit::BlockedBy(SetEdit::Add(*value))),
        };
        let at = self.changes.iter().position(|c| *c == added);
        at.map(|at| self.changes.remove(at)).is_some()
    }

    /// What the line just recorded does to the decision it replaces and to the
    /// question it answers; the store gives its numbers for the 0.
    fn settle(&mut self, line: &Captured) {
        for label in line.cites() {
            let cited = self.known.cited.iter().find(|t| {
                let entry = t.as_entry();
                entry.and_then(Entry::register) == Some(label)
            });
            let wanted = cited.and_then(|thing| match label.kind {
                LabelKind::Decision => register::superseded(thing, 0),
                _question => register::answered(thing, Some(Label::new(LabelKind::Entry, 0))),
            });
            if let (Some(thing), Some(wanted)) = (cited, wanted) {
                self.changes.extend(Change::edits(thing, &wanted));
            }
        }
    }

    /// Moves the incident into a phase.
    fn pass(&mut self, phase: Phase, stated: bool) {
        let Some(thing) = &mut self.standing else {
            return;
        };
        let Some(now) = thing.as_incident().cloned() else {
            return;
        };
        if !crate::domain::passage::moves(now.phase, phase, stated) {
            return;
        }
        let wanted = Body::Incident(Incident { phase, ..now });
        self.changes.extend(Change::edits(thing, &wanted));
        thing.body = wanted;
    }

    fn person(&mut self, handle: &str) -> Id {
        if let Some(thing) = self.known.person(handle) {
            return thing.id;
        }
        let mut made = self.people.iter();
        if let Some((_, id)) = made.find(|(made, _)| made.eq_ignore_ascii_case(handle)) {
            return *id;
        }
        let id = fresh_id();
        self.people.push((handle.to_owned(), id));
        let body = Body::Person(Person::new(handle));
        self.changes.push(Change::create(id, None, body));
        id
    }

    fn workstream(&mut self, slug: &str) -> Id {
        if let Some(thing) = self.known.workstream(slug) {
            return thing.id;
        }
        let mut made = self.workstreams.iter();
        if let Some((_, id)) = made.find(|(made, _)| made.eq_ignore_ascii_case(slug)) {
            return *id;
        }
        let id = fresh_id();
        self.workstreams.push((slug.to_owned(), id));
        let body = Body::Workstream(Workstream::new(slug));
        self.changes
            .push(Change::create(id, Some(self.incident), body));
        id
    }
}

/// When it occurred: as stated, else now, to the second, in the default zone.
fn occurred(line: &Captured, now: DateTime<Utc>) -> When {
    line.when.clone().unwrap_or_else(|| When {
        zone: line.zone.clone(),
        ..When::now(now)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{known, now};
    use super::super::{Context, parse_lines};
    use super::*;

    /// The changes of several lines, a short word for each.
    fn told(text: &str, zone: &str) -> Vec<String> {
        let known = known();
        let cx = Context {
            now: now(),
            zone,
            known: &known,
        };
        let lines: Vec<_> = parse_lines(text, &cx)
            .into_iter()
            .filter_map(|(_, line)| line.ok())
            .collect();
        let changes = record(&lines, &known, Id::from_u128(1), now());
        let word = |change: &Change| match change {
            Change::Create { incident, body, .. } => match &**body {
                Body::Person(b) => format!("@{} {}", b.handle, incident.is_none()),
                Body::Workstream(b) => format!("#{}", b.slug),
                Body::Task(b) => format!("task {} {}", b.title, b.assignee.is_some()),
                Body::Entry(b) => format!(
                    "{} {} {} {:?}",
                    b.when.stated(),
                    b.kind,
                    b.text,
                    b.typed.as_deref()
                ),
                other => format!("{other:?}"),
            },
            Change::Edit { edit, .. } => format!("edits {}", edit.field()),
            Change::Withdraw { .. } => "withdraws".to_owned(),
        };
        changes.iter().map(word).collect()
    }

    #[test]
    fn a_new_name_is_created_once_and_known_to_the_lines_after_it() {
        let text = "met @kim #new\r\n\n> ask @Kim about #NEW now\n+ call back @kim";
        assert_eq!(
            told(text, "UTC"),
            [
                "@kim true",
                "#new",
                "2026-11-20 14:25:40 UTC note met @kim #new None",
                "2026-11-20 14:25:40 UTC action ask @Kim about #NEW now Some(\"> ask @Kim about #NEW now\")",
                "task call back true",
            ]
        );
    }

    #[test]
    fn a_line_without_a_time_occurs_now_in_the_default_zone() {
        assert_eq!(
            told("x", "Europe/Vienna"),
            ["2026-11-20 15:25:40 Europe/Vienna note x None"]
        );
    }

    #[test]
    fn a_milestone_moves_the_incident_and_history_does_not() {
        let moves = |text: &str| {
            told(text, "UTC")
                .iter()
                .filter(|w| *w == "edits phase")
                .count()
        };
        assert_eq!(moves("milestone: eradicated"), 1);
        assert_eq!(moves("09:00 milestone: triaged"), 0);
        assert_eq!(moves("milestone: triaged, we were wrong"), 1);
        assert_eq!(moves("milestone: contained"), 0);
        assert_eq!(
            moves("09:00 milestone: detected\n10:00 milestone: recovered"),
            1
        );
    }

    #[test]
    fn a_note_that_says_how_a_workstream_stands_updates_it_in_the_same_act() {
        let edits = |text: &str| {
            let all = told(text, "UTC");
            all.into_iter()
                .filter(|w| w.starts_with("edits"))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            edits("#forensics amber: no image"),
            ["edits health", "edits update"]
        );
        assert_eq!(
            edits("#forensics amber: a\n#forensics amber: b"),
            ["edits health", "edits update", "edits update"]
        );
        assert_eq!(edits("#forensics lead @sam"), ["edits lead"]);
        // What is known only from the line before can be waited for, too.
        assert_eq!(
            edits("x #one\nx #two\n#one blocked by #two: y"),
            ["edits status", "edits blocked_by", "edits update"]
        );
        assert_eq!(
            edits("#forensics blocked by #identity: a\n#forensics active: b"),
            [
                "edits status",
                "edits update",
                "edits status",
                "edits update"
            ],
            "a wait that came and went in one act is none"
        );
    }

    #[test]
    fn blanks_at_the_end_stay_in_what_was_typed_and_are_none_of_the_text() {
        let cx = Context {
            now: now(),
            zone: "UTC",
            known: &known(),
        };
        for (line, text, typed) in [
            ("called @sam ", "called @sam", Some("called @sam ")),
            ("called @sam", "called @sam", None),
            ("> told  them\t ", "told  them", Some("> told  them\t ")),
            (
                "\" told legal due:18:00 ",
                "told legal",
                Some("\" told legal due:18:00 "),
            ),
            (
                "\" told legal due:18:00 @sam ",
                "told legal @sam",
                Some("\" told legal due:18:00 @sam "),
            ),
        ] {
            let read = crate::capture::parse(line, &cx).unwrap();
            let changes = record(&[read], &known(), Id::nil(), now());
            let [Change::Create { body, .. }] = &changes[..] else {
                panic!("{changes:?}");
            };
            let Body::Entry(entry) = &**body else {
                panic!("{body:?}");
            };
            assert_eq!(entry.text, text, "{line}");
            assert_eq!(entry.typed.as_deref(), typed, "{line}");
        }
    }

    #[test]
    fn several_lines_keep_their_numbers_and_lose_nothing() {
        let known = known();
        let cx = Context {
            now: now(),
            zone: "UTC",
            known: &known,
        };
        let read = parse_lines("\n a \r\n28:30 x\n\t\nb", &cx);
        let told: Vec<_> = read
            .iter()
            .map(|(n, line)| (*n, line.as_ref().map(|c| c.typed.as_str()).ok()))
            .collect();
        assert_eq!(told, [(2, Some(" a ")), (3, None), (5, Some("b"))]);
    }
}
