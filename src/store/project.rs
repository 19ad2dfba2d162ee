//! Change → tables: the only place that knows how.
//!
//! A change newer than all that its subject has seen is folded onto the thing
//! as it stands; any other makes the subject anew from the journal, in the
//! order of the stamps. Both ways end at [`Projector::write`], which alters
//! what differs between before and after, so the tables are a function of the
//! set of changes.

use super::facets::{self, Target};
use super::fault::Inner;
use super::{journal, numbers, rows};
use crate::domain::{Change, Event, Id, Key, LabelKind, Thing};
use rusqlite::{Connection, OptionalExtension, named_params};
use std::collections::{BTreeMap, BTreeSet};

/// The largest number a label can have: nine digits.
const LAST_NUMBER: u32 = 999_999_999;

/// Where a counter lies: incident, workstream (nil for all), name.
type Counter = (Id, Id, &'static str);

/// Projects changes within one transaction. Counters are summed up and
/// written by [`Projector::finish`].
pub(super) struct Projector<'c> {
    journal: &'c Connection,
    pub(super) tables: &'c Connection,
    counters: BTreeMap<Counter, i64>,
    numbers: BTreeMap<(Id, LabelKind), u32>,
}

/// A row of `thing` as it was found.
struct Found {
    num: i64,
    /// None when the row cannot be read.
    thing: Option<Thing>,
}

impl<'c> Projector<'c> {
    /// Reads histories from one file and projects onto another, or the same.
    pub(super) fn new(journal: &'c Connection, tables: &'c Connection) -> Self {
        Self {
            journal,
            tables,
            counters: BTreeMap::new(),
            numbers: BTreeMap::new(),
        }
    }

    /// Projects a change that lies in the journal at `seq`.
    pub(super) fn apply(&mut self, event: &Event, seq: i64) -> Inner<()> {
        let subject = event.change.subject();
        let Some(found) = self.find(subject)? else {
            return match event.change {
                Change::Create { .. } => self.bring_in(event, seq),
                Change::Edit { .. } | Change::Withdraw { .. } => Ok(()),
            };
        };
        let folds = !matches!(event.change, Change::Create { .. });
        match found.thing {
            Some(before) if folds && event.stamp.hlc > before.changed.hlc => {
                if !numbers::given(&event.change).is_empty() {
                    self.raise(&journal::of_subject(self.journal, subject, seq)?)?;
                }
                let after = Thing::fold(Some(before.clone()), event);
                after.map_or(Ok(()), |after| {
                    self.write(Some((found.num, &before)), &after)
                })
            }
            Some(before) => self.rebuild(subject, seq, Some((found.num, before))),
            None => self.replace_unreadable(subject, seq, found.num),
        }
    }

    /// A creation: the edits of it may have arrived first.
    fn bring_in(&mut self, event: &Event, seq: i64) -> Inner<()> {
        if journal::has_earlier(self.journal, event.change.subject(), seq)? {
            return self.rebuild(event.change.subject(), seq, None);
        }
        let Some(after) = Thing::fold(None, event) else {
            return Ok(());
        };
        self.raise(std::slice::from_ref(event))?;
        self.write(None, &after)
    }

    /// Makes a subject anew from everything the journal holds of it.
    fn rebuild(&mut self, subject: Id, upto: i64, before: Option<(i64, Thing)>) -> Inner<()> {
        let events = journal::of_subject(self.journal, subject, upto)?;
        let after = events.iter().fold(None, Thing::fold);
        let Some(after) = after else { return Ok(()) };
        self.raise(&events)?;
        let before = before.as_ref().map(|(num, thing)| (*num, thing));
        self.write(before, &after)
    }

    /// A row somebody has damaged is made anew from the journal; what it had
    /// counted for and mentioned is only known from there.
    fn replace_unreadable(&mut self, subject: Id, upto: i64, num: i64) -> Inner<()> {
        let events = journal::of_subject(self.journal, subject, upto - 1)?;
        match events.iter().fold(None, Thing::fold) {
            Some(was) => self.rebuild(subject, upto, Some((num, was))),
            None => Ok(()),
        }
    }

    fn find(&self, id: Id) -> Inner<Option<Found>> {
        let mut query = self
            .tables
            .prepare_cached("SELECT body, num FROM thing WHERE id = :id")?;
        let found = query
            .query_row(named_params! { ":id": id.as_bytes() }, |row| {
                Ok(Found {
                    num: row.get(1)?,
                    thing: rows::body(row, 0)?.ok(),
                })
            })
            .optional()?;
        Ok(found)
    }

    /// The thing as it stands, for whoever needs it while changes are made.
    pub(super) fn thing(&self, id: Id) -> Inner<Option<Thing>> {
        Ok(self.find(id)?.and_then(|found| found.thing))
    }

    /// Alters what differs between a thing before and after.
    fn write(&mut self, before: Option<(i64, &Thing)>, after: &Thing) -> Inner<()> {
        let num = match before {
            Some((num, _)) => num,
            None => self.next_num()?,
        };
        let was = before.map(|(_, thing)| thing);
        let questions = self.questions_of(was, after)?;
        if let Some(was) = was {
            let lapsed = self.lapsed(was)?;
            self.count(was, lapsed, -1);
        }
        self.write_row(num, after, before.is_some())?;
        self.write_words(num, was, after)?;
        self.write_mentions(num, was, after)?;
        // Only now do the tables say whether what it answers itself stands.
        let lapsed = self.lapsed(after)?;
        self.count(after, lapsed, 1);
        if lapsed {
            self.write_waits(num, after, lapsed)?;
        }
        self.recount(questions)
    }

    fn next_num(&self) -> rusqlite::Result<i64> {
        self.tables
            .prepare_cached("SELECT coalesce(max(num), 0) + 1 FROM thing")?
            .query_row([], |row| row.get(0))
    }

    fn write_row(&self, num: i64, thing: &Thing, exists: bool) -> Inner<()> {
        let sql = if exists {
            "UPDATE thing SET id = :id, incident = :incident, kind = :kind, number = :number,
                shut = :shut, rank = :rank, at = :at, workstream = :workstream, word = :word,
                holder = :holder, register = :register, starred = :starred, struck = :struck,
                waits = :waits, withdrawn = :withdrawn, changed = :changed, body = :body
             WHERE num = :num"
        } else {
            "INSERT INTO thing (num, id, incident, kind, number, shut, rank, at, workstream, word,
                holder, register, starred, struck, waits, withdrawn, changed, body)
             VALUES (:num, :id, :incident, :kind, :number, :shut, :rank, :at, :workstream, :word,
                :holder, :register, :starred, :struck, :waits, :withdrawn, :changed, :body)"
        };
        let key = Key::of(thing);
        let entry = thing.as_entry();
        let body = serde_json::to_string(thing)
            .map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
        self.tables.prepare_cached(sql)?.execute(named_params! {
            ":num": num,
            ":id": thing.id.as_bytes(),
            ":incident": rows::opt(thing.incident.as_ref()),
            ":kind": thing.body.kind().word(),
            ":number": thing.number,
            ":shut": key.shut,
            ":rank": key.rank,
            ":at": key.at,
            ":workstream": rows::opt(thing.workstream().as_ref()),
            ":word": facets::word(thing),
            ":holder": rows::opt(thing.as_task().and_then(|t| t.assignee.as_ref())),
            ":register": facets::register(thing).map(|l| l.to_string()),
            ":starred": entry.is_some_and(|e| e.starred),
            ":struck": entry.is_some_and(|e| e.struck),
            ":waits": facets::waits(thing, false),
            ":withdrawn": thing.withdrawn,
            ":changed": thing.changed.at.timestamp_millis(),
            ":body": body,
        })?;
        Ok(())
    }

    pub(super) fn write_waits(&self, num: i64, thing: &Thing, lapsed: bool) -> Inner<()> {
        self.tables
            .prepare_cached("UPDATE thing SET waits = :waits WHERE num = :num")?
            .execute(named_params! { ":waits": facets::waits(thing, lapsed), ":num": num })?;
        Ok(())
    }

    fn write_words(&self, num: i64, was: Option<&Thing>, now: &Thing) -> rusqlite::Result<()> {
        let moved = was.is_some_and(|was| was.incident != now.incident);
        let (was, words) = (was.and_then(facets::words), facets::words(now));
        if was == words && !moved {
            return Ok(());
        }
        if was.is_some() {
            self.tables
                .prepare_cached("DELETE FROM search WHERE rowid = :num")?
                .execute(named_params! { ":num": num })?;
        }
        if let Some(words) = words {
            let scope = now.incident.map(super::words::scope);
            self.tables
                .prepare_cached(
                    "INSERT INTO search (rowid, scope, words) VALUES (:num, :scope, :words)",
                )?
                .execute(named_params! { ":num": num, ":scope": scope, ":words": words })?;
        }
        Ok(())
    }

    fn write_mentions(&self, num: i64, was: Option<&Thing>, now: &Thing) -> rusqlite::Result<()> {
        let then = was.map_or_else(BTreeSet::new, mentions);
        let targets = mentions(now);
        for (incident, target) in then.difference(&targets) {
            self.mention(
                "DELETE FROM mention
                 WHERE incident = :incident AND target = :target AND source = :source",
                (*incident, target),
                num,
            )?;
        }
        for (incident, target) in targets.difference(&then) {
            self.mention(
                "INSERT OR IGNORE INTO mention (incident, target, source)
                 VALUES (:incident, :target, :source)",
                (*incident, target),
                num,
            )?;
        }
        Ok(())
    }

    fn mention(&self, sql: &str, to: (Option<Id>, &Target), num: i64) -> rusqlite::Result<()> {
        let (incident, target) = to;
        let target: &dyn rusqlite::ToSql = match target {
            Target::Label(label) => label,
            Target::Thing(id) => id.as_bytes(),
        };
        self.tables.prepare_cached(sql)?.execute(named_params! {
            ":incident": rows::or_empty(incident.as_ref()), ":target": target, ":source": num,
        })?;
        Ok(())
    }

    /// Counts a thing; `lapsed` as [`Projector::lapsed`] says of it.
    pub(super) fn count(&mut self, thing: &Thing, lapsed: bool, by: i64) {
        let Some(incident) = thing.incident else {
            return;
        };
        for name in facets::counts(thing, lapsed) {
            for stream in [Some(Id::nil()), thing.workstream()].into_iter().flatten() {
                *self.counters.entry((incident, stream, name)).or_default() += by;
            }
        }
    }

    /// The next number of a series.
    pub(super) fn next_number(&mut self, incident: Id, series: LabelKind) -> Inner<u32> {
        let next = self.highest(incident, series)?.saturating_add(1);
        self.numbers.insert((incident, series), next);
        Ok(next)
    }

    /// No number that was ever given is given again, whatever became of it:
    /// what the changes to one subject carry counts in every incident that the
    /// subject was created in (replicas that disagree may have named two).
    fn raise(&mut self, events: &[Event]) -> Inner<()> {
        let created = events.iter().filter_map(|event| match event.change {
            Change::Create { incident, .. } => incident,
            Change::Edit { .. } | Change::Withdraw { .. } => None,
        });
        for incident in created.collect::<BTreeSet<Id>>() {
            for label in events.iter().flat_map(|e| numbers::given(&e.change)) {
                let highest = self.highest(incident, label.kind)?;
                if label.number > highest && label.number <= LAST_NUMBER {
                    self.numbers.insert((incident, label.kind), label.number);
                }
            }
        }
        Ok(())
    }

    /// The highest number given in a series so far; 0 before the first.
    pub(super) fn highest(&self, incident: Id, series: LabelKind) -> Inner<u32> {
        if let Some(n) = self.numbers.get(&(incident, series)) {
            return Ok(*n);
        }
        let stored = self
            .tables
            .prepare_cached(
                "SELECT n FROM tally WHERE incident = :incident AND stream = :stream AND name = :name",
            )?
            .query_row(
                named_params! {
                    ":incident": incident.as_bytes(),
                    ":stream": Id::nil().as_bytes(),
                    ":name": series_name(series),
                },
                |row| row.get(0),
            )
            .optional()?;
        Ok(stored.unwrap_or(0))
    }

    /// Writes the counters. A counter at nothing has no row, so that the
    /// table does not remember how it got there.
    pub(super) fn finish(&mut self) -> rusqlite::Result<()> {
        let mut add = self.tables.prepare_cached(
            "INSERT INTO tally (incident, stream, name, n) VALUES (:incident, :stream, :name, :n)
             ON CONFLICT (incident, stream, name) DO UPDATE SET n = n + excluded.n",
        )?;
        let mut sweep = self.tables.prepare_cached(
            "DELETE FROM tally
             WHERE incident = :incident AND stream = :stream AND name = :name AND n = 0",
        )?;
        for ((incident, stream, name), n) in std::mem::take(&mut self.counters) {
            if n == 0 {
                continue;
            }
            let (incident, stream) = (incident.as_bytes(), stream.as_bytes());
            add.execute(
                named_params! { ":incident": incident, ":stream": stream, ":name": name, ":n": n },
            )?;
            sweep.execute(
                named_params! { ":incident": incident, ":stream": stream, ":name": name },
            )?;
        }
        let mut set = self.tables.prepare_cached(
            "INSERT INTO tally (incident, stream, name, n) VALUES (:incident, :stream, :name, :n)
             ON CONFLICT (incident, stream, name) DO UPDATE SET n = max(n, excluded.n)",
        )?;
        for ((incident, series), n) in std::mem::take(&mut self.numbers) {
            set.execute(named_params! {
                ":incident": incident.as_bytes(),
                ":stream": Id::nil().as_bytes(),
                ":name": series_name(series),
                ":n": n,
            })?;
        }
        Ok(())
    }
}

/// What a thing mentions, and within which incident: a label belongs to its
/// incident, an identity means the same everywhere.
fn mentions(thing: &Thing) -> BTreeSet<(Option<Id>, Target)> {
    let within = |target: &Target| match target {
        Target::Label(_) => thing.incident,
        Target::Thing(_) => None,
    };
    let targets = facets::targets(thing).into_iter();
    targets.map(|target| (within(&target), target)).collect()
}

/// The counter that holds the highest number of a series.
const fn series_name(series: LabelKind) -> &'static str {
    match series {
        LabelKind::Entry => "last E",
        LabelKind::Task => "last T",
        LabelKind::Artifact => "last A",
        LabelKind::Decision => "last D",
        LabelKind::Question => "last Q",
        LabelKind::CheckIn => "last M",
        LabelKind::Factor => "last F",
        LabelKind::Fix => "last X",
    }
}
