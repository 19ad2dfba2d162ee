//! Questions and the entries that answer them: a question whose answer was
//! struck or taken back is open again. Whether it is belongs to two things, so
//! that a write to either makes the other's part of the tables anew.

use super::facets;
use super::fault::Inner;
use super::project::Projector;
use super::{Result, Store, rows};
use crate::domain::{Id, Label, LabelKind, Thing};
use rusqlite::named_params;
use std::collections::{BTreeMap, BTreeSet};

/// The names under which an entry can be an answer, each in its incident.
fn names(thing: &Thing) -> BTreeSet<(Id, Label)> {
    let entry = thing.as_entry().is_some();
    let labels = [thing.label(), facets::register(thing)].into_iter();
    let labels = labels.flatten().filter(|_| entry);
    let within = |label| thing.incident.map(|incident| (incident, label));
    labels.filter_map(within).collect()
}

/// Whether an entry stands, so that it can be an answer.
fn stands(thing: &Thing) -> bool {
    !thing.withdrawn && thing.as_entry().is_some_and(|e| !e.struck)
}

impl Projector<'_> {
    /// Whether a thing is a question whose answer does not stand. An answer
    /// that is not here (yet) is taken to stand; what was withdrawn asks nothing.
    pub(super) fn lapsed(&self, thing: &Thing) -> Inner<bool> {
        let answer = facets::answer(thing).filter(|_| !thing.withdrawn);
        let Some((incident, label)) = thing.incident.zip(answer) else {
            return Ok(false);
        };
        let sql = match label.kind {
            LabelKind::Entry => {
                "SELECT count(*), coalesce(sum(struck = 0 AND withdrawn = 0), 0)
                 FROM thing INDEXED BY thing_label
                 WHERE incident = :incident AND kind = 'entry' AND number = :number
                 AND :register IS NOT NULL"
            }
            LabelKind::Decision | LabelKind::Question => {
                "SELECT count(*), coalesce(sum(struck = 0 AND withdrawn = 0), 0)
                 FROM thing INDEXED BY thing_register
                 WHERE incident = :incident AND register = :register AND :number > 0"
            }
            LabelKind::Task
            | LabelKind::Artifact
            | LabelKind::CheckIn
            | LabelKind::Factor
            | LabelKind::Fix => return Ok(false),
        };
        let (all, standing): (i64, i64) = self.tables.prepare_cached(sql)?.query_row(
            named_params! {
                ":incident": incident.as_bytes(), ":number": label.number,
                ":register": label.to_string(),
            },
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(all > 0 && standing == 0)
    }

    /// The questions for which it matters that an entry becomes `now`, each
    /// with its row and whether its answer does not stand as the tables are.
    pub(super) fn questions_of(
        &self,
        was: Option<&Thing>,
        now: &Thing,
    ) -> Inner<Vec<(i64, Thing, bool)>> {
        let before = was.map(|was| (names(was), stands(was)));
        let after = (names(now), stands(now));
        if before.as_ref() == Some(&after) {
            return Ok(Vec::new());
        }
        let mut found = BTreeMap::new();
        for (incident, label) in before.map(|b| b.0).unwrap_or_default().union(&after.0) {
            for (num, thing) in self.answered_by(*incident, *label)? {
                if thing.id != now.id {
                    found.insert(num, thing);
                }
            }
        }
        let with = |(num, thing)| {
            let lapsed = self.lapsed(&thing)?;
            Ok((num, thing, lapsed))
        };
        found.into_iter().map(with).collect()
    }

    /// The questions that a label is said to answer.
    fn answered_by(&self, incident: Id, label: Label) -> Inner<Vec<(i64, Thing)>> {
        let mut query = self.tables.prepare_cached(
            "SELECT thing.num, thing.body FROM mention JOIN thing ON thing.num = mention.source
             WHERE mention.incident = :incident AND mention.target = :target
             AND thing.kind = 'entry' AND thing.incident = :incident",
        )?;
        let mut rows = query.query(named_params! {
            ":incident": incident.as_bytes(), ":target": label.to_string(),
        })?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(thing) = rows::body(row, 1)?.ok() else {
                continue;
            };
            if facets::answer(&thing) == Some(label) {
                found.push((row.get(0)?, thing));
            }
        }
        Ok(found)
    }

    /// Counts the questions of an entry that was written anew.
    pub(super) fn recount(&mut self, questions: Vec<(i64, Thing, bool)>) -> Inner<()> {
        for (num, thing, was) in questions {
            let now = self.lapsed(&thing)?;
            if was == now {
                continue;
            }
            self.count(&thing, was, -1);
            self.count(&thing, now, 1);
            self.write_waits(num, &thing, now)?;
        }
        Ok(())
    }
}

impl Store {
    /// The struck entries that were to answer some questions: without them,
    /// [`crate::domain::register`] takes an answer to stand.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn struck_answers(&self, questions: &[Thing]) -> Result<Vec<Thing>> {
        let answers = questions.iter();
        let answers: BTreeSet<(Id, Label)> = answers
            .filter_map(|t| t.incident.zip(facets::answer(t)))
            .collect();
        let mut struck = Vec::new();
        for (incident, label) in answers {
            let found = self.by_label(incident, label)?;
            struck.extend(found.filter(|t| t.as_entry().is_some_and(|e| e.struck)));
        }
        Ok(struck)
    }
}
