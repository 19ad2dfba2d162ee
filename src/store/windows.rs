//! Windows: the rows that are shown, by keyset, as quick at a million entries
//! as at ten.

use super::fault::Inner;
use super::rows::{self, columns};
use super::{Result, Store};
use crate::domain::{
    Anchor, ArtifactFilter, EntryKind, Filter, Id, Key, Kind, TaskFilter, Thing, Window,
};
use rusqlite::{Connection, named_params};

/// What is asked for, whatever the kind.
#[derive(Clone, Copy)]
pub(super) struct Query {
    pub incident: Id,
    pub kind: Kind,
    pub workstream: Option<Id>,
    pub word: Option<&'static str>,
    pub holder: Option<Id>,
    pub starred: bool,
    pub struck: Option<bool>,
    pub open: bool,
}

/// From a place, in a direction.
#[derive(Clone, Copy)]
pub(super) enum Side {
    After,
    From,
    Before,
}

impl Query {
    pub fn of(incident: Id, kind: Kind) -> Self {
        Self {
            incident,
            kind,
            workstream: None,
            word: None,
            holder: None,
            starred: false,
            struck: None,
            open: false,
        }
    }

    /// The index that leaves the fewest rows to look at, and the terms that
    /// entitle to it.
    fn path(&self) -> (&'static str, &'static str) {
        match (self.starred, self.word, self.workstream) {
            (true, _, _) => ("thing_starred", "AND starred = 1"),
            (false, Some(word), _) if word != EntryKind::Note.word() => {
                ("thing_word", "AND word = :word AND word <> 'note'")
            }
            (false, _, Some(_)) => ("thing_lens", "AND workstream = :workstream"),
            (false, _, None) => ("thing_order", ""),
        }
    }

    fn sql(&self, side: Side) -> String {
        let (index, terms) = self.path();
        let (compare, order) = match side {
            Side::After => (">", "ASC"),
            Side::From => (">=", "ASC"),
            Side::Before => ("<", "DESC"),
        };
        format!(
            concat!(
                "SELECT ",
                columns!(),
                " FROM thing INDEXED BY {index}
                WHERE incident = :incident AND kind = :kind AND withdrawn = 0 {terms}
                AND (:workstream IS NULL OR workstream = :workstream)
                AND (:word IS NULL OR word = :word)
                AND (:holder IS NULL OR holder = :holder)
                AND (:struck IS NULL OR struck = :struck)
                AND (NOT :open OR shut = 0)
                AND (shut, rank, at, number, id) {compare} (:shut, :rank, :at, :number, :id)
                ORDER BY shut {order}, rank {order}, at {order}, number {order}, id {order}
                LIMIT :limit"
            ),
            index = index,
            terms = terms,
            compare = compare,
            order = order
        )
    }

    /// Up to `limit` rows on one side of a place, nearest first.
    pub fn fetch(
        &self,
        conn: &Connection,
        side: Side,
        key: Key,
        limit: usize,
    ) -> Inner<Vec<Thing>> {
        let mut statement = conn.prepare_cached(&self.sql(side))?;
        let found = statement.query_map(
            named_params! {
                ":incident": self.incident.as_bytes(),
                ":kind": self.kind.word(),
                ":workstream": rows::opt(self.workstream.as_ref()),
                ":word": self.word,
                ":holder": rows::opt(self.holder.as_ref()),
                ":struck": self.struck,
                ":open": self.open,
                ":shut": key.shut,
                ":rank": key.rank,
                ":at": key.at,
                ":number": key.number,
                ":id": key.id.as_bytes(),
                ":limit": i64::try_from(limit).unwrap_or(i64::MAX),
            },
            rows::thing,
        )?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    fn window(&self, conn: &Connection, anchor: Anchor, count: usize) -> Inner<Window> {
        let one_more = count.saturating_add(1);
        let forward = |side, key| self.fetch(conn, side, key, one_more);
        let backward = |key| self.fetch(conn, Side::Before, key, one_more);
        let any_before =
            |key| Ok::<_, super::fault::Fault>(!self.fetch(conn, Side::Before, key, 1)?.is_empty());
        let any_from =
            |key| Ok::<_, super::fault::Fault>(!self.fetch(conn, Side::From, key, 1)?.is_empty());
        Ok(match anchor {
            Anchor::Head => join(Vec::new(), forward(Side::From, Key::FIRST)?, 0, count),
            Anchor::Tail => join(backward(Key::LAST)?, Vec::new(), count, 0),
            Anchor::After(key) => {
                let mut window = join(Vec::new(), forward(Side::After, key)?, 0, count);
                let first = window.rows.first().map_or(Key::LAST, Key::of);
                window.more_before = any_before(first)?;
                window
            }
            Anchor::Before(key) => {
                let mut window = join(backward(key)?, Vec::new(), count, 0);
                window.more_after = any_from(key)?;
                window
            }
            Anchor::Around(key) => {
                let half = count / 2;
                let mut before = self.fetch(conn, Side::Before, key, half + 1)?;
                let mut from = self.fetch(conn, Side::From, key, count - half + 1)?;
                // A side that is short leaves its room to the other.
                if before.len() < half {
                    from = self.fetch(conn, Side::From, key, count - before.len() + 1)?;
                } else if from.len() < count - half {
                    before = self.fetch(conn, Side::Before, key, count - from.len() + 1)?;
                }
                let lead = before.len().min(half.max(count.saturating_sub(from.len())));
                join(before, from, lead, count - lead)
            }
        })
    }
}

/// The `lead` nearest rows before a place and the `trail` nearest after it.
fn join(mut before: Vec<Thing>, mut after: Vec<Thing>, lead: usize, trail: usize) -> Window {
    let (more_before, more_after) = (before.len() > lead, after.len() > trail);
    before.truncate(lead);
    after.truncate(trail);
    before.reverse();
    before.append(&mut after);
    Window {
        rows: before,
        more_before,
        more_after,
    }
}

impl Store {
    /// Some rows of the timeline, by (occurred, number).
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn timeline(
        &self,
        incident: Id,
        filter: &Filter,
        anchor: Anchor,
        count: usize,
    ) -> Result<Window> {
        let query = Query {
            workstream: filter.workstream,
            word: filter.kind.map(EntryKind::word),
            starred: filter.starred,
            struck: filter.struck,
            ..Query::of(incident, Kind::Entry)
        };
        self.read("reading the timeline", |c| query.window(c, anchor, count))
    }

    /// Some tasks: open ones first, by priority, due time and number.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn tasks(
        &self,
        incident: Id,
        filter: &TaskFilter,
        anchor: Anchor,
        count: usize,
    ) -> Result<Window> {
        let query = Query {
            workstream: filter.workstream,
            holder: filter.assignee,
            open: filter.open,
            ..Query::of(incident, Kind::Task)
        };
        self.read("reading the tasks", |c| query.window(c, anchor, count))
    }

    /// Some artifacts, by number.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn artifacts(
        &self,
        incident: Id,
        filter: &ArtifactFilter,
        anchor: Anchor,
        count: usize,
    ) -> Result<Window> {
        let query = Query {
            workstream: filter.workstream,
            word: filter.kind.map(crate::domain::ArtifactKind::word),
            ..Query::of(incident, Kind::Artifact)
        };
        self.read("reading the artifacts", |c| query.window(c, anchor, count))
    }
}

#[cfg(test)]
mod tests {
    use super::super::schema;
    use super::*;

    fn plan(query: &Query, side: Side) -> String {
        let conn = Connection::open_in_memory().unwrap();
        schema::create(&conn).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN {}", query.sql(side));
        let mut statement = conn.prepare(&sql).unwrap();
        let steps = statement.raw_query().mapped(|row| row.get::<_, String>(3));
        let steps: Vec<String> = steps.map(|step| step.unwrap()).collect();
        steps.join("; ")
    }

    #[test]
    fn every_window_is_one_walk_along_an_index_from_its_place() {
        let all = Query::of(Id::nil(), Kind::Entry);
        let lens = Query {
            workstream: Some(Id::nil()),
            ..Query::of(Id::nil(), Kind::Entry)
        };
        let word = Query {
            word: Some("decision"),
            ..Query::of(Id::nil(), Kind::Entry)
        };
        let notes = Query {
            word: Some("note"),
            ..Query::of(Id::nil(), Kind::Entry)
        };
        let starred = Query {
            starred: true,
            ..Query::of(Id::nil(), Kind::Entry)
        };
        for (query, index, place) in [
            (all, "thing_order", "incident=? AND kind=?"),
            (notes, "thing_order", "incident=? AND kind=?"),
            (lens, "thing_lens", "incident=? AND workstream=? AND kind=?"),
            (word, "thing_word", "incident=? AND kind=? AND word=?"),
            (starred, "thing_starred", "incident=? AND kind=?"),
        ] {
            for (side, compare) in [(Side::After, ">"), (Side::From, ">"), (Side::Before, "<")] {
                let from = format!("(shut,rank,at,number,id){compare}(?,?,?,?,?)");
                assert_eq!(
                    plan(&query, side),
                    format!("SEARCH thing USING INDEX {index} ({place} AND {from})")
                );
            }
        }
    }
}
