//! The journal: the append-only list of every change, each row sealed by a
//! hash over itself and the hash before it. `docs/FORMAT.md` says how.

use super::StoreError;
use super::fault::Inner;
use crate::domain::{Carried, Change, Event, Hlc, Id, Stamp};
use chrono::DateTime;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};
use sha2::{Digest, Sha256};

/// The hash before the first row.
pub(super) const ROOT: [u8; 32] = [0; 32];

/// A row as it lies in the file, the change still as its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub seq: i64,
    pub id: Vec<u8>,
    pub batch: Vec<u8>,
    pub hlc: i64,
    pub replica: Vec<u8>,
    pub at: i64,
    pub author: Vec<u8>,
    pub subject: Vec<u8>,
    pub change: Vec<u8>,
    pub hash: Vec<u8>,
}

impl Line {
    /// The row that holds an event, not yet sealed.
    pub(super) fn of(event: &Event, seq: i64) -> Inner<Self> {
        let change = serde_json::to_vec(&event.change).map_err(|e| StoreError::Unjoinable {
            id: event.id,
            detail: e.to_string(),
        })?;
        Ok(Self {
            seq,
            id: event.id.as_bytes().to_vec(),
            batch: event.batch.as_bytes().to_vec(),
            hlc: event.stamp.hlc.0,
            replica: event.stamp.replica.as_bytes().to_vec(),
            at: event.at.timestamp_millis(),
            author: event.author.as_bytes().to_vec(),
            subject: event.change.subject().as_bytes().to_vec(),
            change,
            hash: Vec::new(),
        })
    }

    /// The row that holds a change of another file, not yet sealed.
    pub(super) fn of_carried(carried: &Carried, seq: i64) -> Inner<Self> {
        let mut line = Self::of(&carried.event, seq)?;
        if let Some(author) = &carried.author_bytes {
            line.author.clone_from(author);
        }
        if let Some(change) = &carried.change_bytes {
            line.change.clone_from(change);
        }
        Ok(line)
    }

    /// What another file takes in of it.
    pub(super) fn carried(self) -> Inner<Carried> {
        let event = self.event()?;
        let odd = |bytes: Vec<u8>| std::str::from_utf8(&bytes).is_err().then_some(bytes);
        Ok(Carried {
            event,
            author_bytes: odd(self.author),
            change_bytes: odd(self.change),
        })
    }

    /// SHA-256 over the hash before and every field, each field behind its
    /// length, so that no two rows have the same encoding.
    pub(super) fn seal(&self, before: &[u8]) -> [u8; 32] {
        let mut hasher = Sha256::new();
        let mut field = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        field(before);
        field(&self.seq.to_be_bytes());
        field(&self.id);
        field(&self.batch);
        field(&self.hlc.to_be_bytes());
        field(&self.replica);
        field(&self.at.to_be_bytes());
        field(&self.author);
        field(&self.subject);
        field(&self.change);
        hasher.finalize().into()
    }

    /// The event a row holds. Invalid UTF-8 is read as U+FFFD: one bad byte
    /// must not hide a history.
    pub(super) fn event(&self) -> Inner<Event> {
        let unreadable = |detail: String| StoreError::Unreadable {
            table: "journal",
            row: self.seq,
            detail,
        };
        let id = |bytes: &[u8], what: &str| {
            Id::from_slice(bytes).map_err(|e| unreadable(format!("{what}: {e}")))
        };
        let change: Change = serde_json::from_str(&String::from_utf8_lossy(&self.change))
            .map_err(|e| unreadable(e.to_string()))?;
        Ok(Event {
            id: id(&self.id, "id")?,
            batch: id(&self.batch, "batch")?,
            stamp: Stamp {
                hlc: Hlc(self.hlc),
                replica: id(&self.replica, "replica")?,
            },
            at: DateTime::from_timestamp_millis(self.at)
                .ok_or_else(|| unreadable("its time is out of range".into()))?,
            author: String::from_utf8_lossy(&self.author).into_owned(),
            change,
        })
    }

    /// Reads a row of `SELECT` [`COLUMNS`].
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            id: bytes(row, 1)?,
            batch: bytes(row, 2)?,
            hlc: row.get(3)?,
            replica: bytes(row, 4)?,
            at: row.get(5)?,
            author: bytes(row, 6)?,
            subject: bytes(row, 7)?,
            change: bytes(row, 8)?,
            hash: bytes(row, 9)?,
        })
    }
}

/// The bytes of a text or a blob, whatever they are.
pub(super) fn bytes(row: &Row<'_>, at: usize) -> rusqlite::Result<Vec<u8>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Text(b) | ValueRef::Blob(b) => b.to_vec(),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => Vec::new(),
    })
}

/// A text by its bytes: SQLite keeps those that are no UTF-8 as they are.
struct Text<'a>(&'a [u8]);

impl ToSql for Text<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(self.0)))
    }
}

/// Puts a row at the end.
pub(super) fn insert(conn: &Connection, line: &Line) -> rusqlite::Result<()> {
    let (author, change) = (Text(&line.author), Text(&line.change));
    conn.prepare_cached(
        "INSERT INTO journal (seq, id, batch, hlc, replica, at, author, subject, change, hash)
         VALUES (:seq, :id, :batch, :hlc, :replica, :at, :author, :subject, :change, :hash)",
    )?
    .execute(named_params! {
        ":seq": line.seq, ":id": line.id, ":batch": line.batch, ":hlc": line.hlc,
        ":replica": line.replica, ":at": line.at, ":author": author,
        ":subject": line.subject, ":change": change, ":hash": line.hash,
    })?;
    Ok(())
}

/// The changes to one subject that lie at or before `upto`, in the order they count.
pub(super) fn of_subject(conn: &Connection, subject: Id, upto: i64) -> Inner<Vec<Event>> {
    let mut query = conn.prepare_cached(
        "SELECT seq, id, batch, hlc, replica, at, author, subject, change, hash
         FROM journal WHERE subject = :subject AND seq <= :upto
         ORDER BY hlc, replica, id",
    )?;
    let lines = query.query_map(
        named_params! { ":subject": subject.as_bytes(), ":upto": upto },
        Line::read,
    )?;
    lines.map(|line| line?.event()).collect()
}

/// The changes of one act, in the order they were recorded.
pub(super) fn of_batch(conn: &Connection, batch: Id) -> Inner<Vec<Event>> {
    let mut query = conn.prepare_cached(
        "SELECT seq, id, batch, hlc, replica, at, author, subject, change, hash
         FROM journal WHERE batch = :batch ORDER BY seq",
    )?;
    let lines = query.query_map(named_params! { ":batch": batch.as_bytes() }, Line::read)?;
    lines.map(|line| line?.event()).collect()
}

/// Rows after a place, in the order they were recorded.
pub(super) fn after(conn: &Connection, seq: i64, count: usize) -> rusqlite::Result<Vec<Line>> {
    conn.prepare_cached(
        "SELECT seq, id, batch, hlc, replica, at, author, subject, change, hash
         FROM journal WHERE seq > :seq ORDER BY seq LIMIT :count",
    )?
    .query_map(
        named_params! { ":seq": seq, ":count": i64::try_from(count).unwrap_or(i64::MAX) },
        Line::read,
    )?
    .collect()
}

/// The row that holds a change, if it is there.
pub(super) fn by_id(conn: &Connection, id: Id) -> rusqlite::Result<Option<Line>> {
    let mut query = conn.prepare_cached(
        "SELECT seq, id, batch, hlc, replica, at, author, subject, change, hash
         FROM journal WHERE id = :id",
    )?;
    let mut rows = query.query(named_params! { ":id": id.as_bytes() })?;
    rows.next()?.map(Line::read).transpose()
}

/// Whether a subject has changes before the row `seq`.
pub(super) fn has_earlier(conn: &Connection, subject: Id, seq: i64) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM journal WHERE subject = :subject AND seq < :seq LIMIT 1")?
        .exists(named_params! { ":subject": subject.as_bytes(), ":seq": seq })
}

/// The number and the clock of the last row, 0 for none.
pub(super) fn last(conn: &Connection) -> rusqlite::Result<(i64, i64)> {
    let last = conn
        .prepare_cached("SELECT seq, hlc FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last.unwrap_or_default())
}

/// The number of the last row, 0 for none.
pub(super) fn last_seq(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM journal")?
        .query_row([], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Body, Person};

    /// The example of `docs/FORMAT.md`.
    fn example() -> Event {
        let id = |text| Id::parse_str(text).unwrap();
        Event {
            id: id("00000000-0000-7000-8000-000000000001"),
            batch: id("00000000-0000-7000-8000-000000000002"),
            stamp: Stamp {
                hlc: Hlc(1_700_000_000_000 << 16),
                replica: id("00000000-0000-4000-8000-000000000003"),
            },
            at: DateTime::from_timestamp_millis(1_700_000_000_000).unwrap(),
            author: "maya".into(),
            change: Change::create(
                id("00000000-0000-7000-8000-000000000004"),
                None,
                Body::Person(Person::new("maya")),
            ),
        }
    }

    #[test]
    fn the_worked_example_of_the_documentation_is_right() {
        let page = include_str!("../../docs/FORMAT.md");
        let event = example();
        let line = Line::of(&event, 1).unwrap();
        let hash: String = line
            .seal(&ROOT)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        let change = String::from_utf8(line.change.clone()).unwrap();
        let hlc = event.stamp.hlc.0.to_string();
        for value in [
            &hash,
            &change,
            &hlc,
            &event.id.to_string(),
            &line.at.to_string(),
        ] {
            assert!(page.contains(&format!("`{value}`")), "{value}");
        }
        assert_eq!(line.event().unwrap(), event);
    }

    #[test]
    fn no_byte_can_move_from_one_field_to_the_next_unseen() {
        let mut line = Line::of(&example(), 1).unwrap();
        let before = line.seal(&ROOT);
        line.author.push(line.subject.remove(0));
        assert_ne!(line.seal(&ROOT), before);
    }
}
